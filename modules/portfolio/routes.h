// The parts of the rows of portfolio that stand in files of their own.
#pragma once

#include "module.h"

namespace doorstep::portfolio {

void add_conduct_rows(std::vector<http::Route>& rows, Conduct& conduct, const files::Files& files);
void add_performance_rows(std::vector<http::Route>& rows, Performance& performance, Portfolios& portfolios);

}  // namespace doorstep::portfolio
