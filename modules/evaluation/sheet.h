// A round as an Excel workbook.
#pragma once

#include <string>

#include <doorstep/evaluation/evaluation.h>

namespace doorstep::evaluation {

std::string round_workbook(const EvaluationRound& round, Language language);

}  // namespace doorstep::evaluation
