// Formats: problems and plans of exchange as JSON text, for other programs (docs/formats/exchange.md).
#pragma once

#include <string>
#include <string_view>

#include <doorstep/base/result.h>
#include <doorstep/transfer/plan.h>
#include <doorstep/transfer/problem.h>

namespace doorstep::exchange {

// `invalid` names every wrong field by its path. Whether the problem makes sense is asked by check_problem
// (planning.h).
Result<transfer::Problem> read_problem(std::string_view text);
Result<transfer::Plan> read_plan(std::string_view text);

std::string problem_text(const transfer::Problem& problem);
std::string plan_text(const transfer::Plan& plan);

// SHA-256 of problem_text, hexadecimal: how a plan names its problem.
std::string problem_digest(const transfer::Problem& problem);

}  // namespace doorstep::exchange
