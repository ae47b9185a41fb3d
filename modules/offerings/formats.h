// Formats: problems and plans of places as JSON text, for other programs (docs/formats/draft.md).
#pragma once

#include <string>
#include <string_view>

#include <doorstep/base/result.h>
#include <doorstep/draft/plan.h>
#include <doorstep/draft/problem.h>

namespace doorstep::offerings {

// `invalid` names every wrong field by its path. Whether the problem makes sense is asked by draft::check_problem.
Result<draft::Problem> read_draft_problem(std::string_view text);
Result<draft::Plan> read_draft_plan(std::string_view text);

std::string draft_problem_text(const draft::Problem& problem);
std::string draft_plan_text(const draft::Plan& plan);

// SHA-256 of a problem's text, hexadecimal: how a plan names its problem.
std::string draft_problem_digest(std::string_view text);

}  // namespace doorstep::offerings
