// Portfolio, teachers and performance as Excel workbooks.
#pragma once

#include <string>

#include <doorstep/portfolio/performance.h>
#include <doorstep/portfolio/portfolio.h>

namespace doorstep::portfolio {

std::string portfolio_workbook(const Portfolio& portfolio, const PortfolioKinds& kinds, Language language);
std::string teachers_workbook(const TeacherList& list, Language language);
// Also the template: what is filled in is brought back by the same columns.
std::string performance_workbook(const PerformanceSheet& sheet, Language language);

}  // namespace doorstep::portfolio
