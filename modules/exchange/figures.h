// Figures: what a set of moves does to the indicators that count teachers, from a problem as it stands.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <doorstep/base/standard.h>
#include <doorstep/exchange/plans.h>
#include <doorstep/staff/staff.h>
#include <doorstep/transfer/problem.h>

namespace doorstep::exchange {

// The figures of the yearly return that count teachers, and whether one is counted there.
bool counts_teachers(const std::string& figure);
bool counted_in(const std::string& figure, const staff::Teacher& teacher);

// The indicators of a standard that move with teachers, per 100 students of a stage.
std::vector<const standard::Indicator*> indicators_of(const standard::Standard& standard);

// Teachers who move, and the school to which; ids.
using Moved = std::map<std::string, std::string>;

std::vector<PlanOutcome> outcomes_of(const transfer::Problem& problem, const Moved& moves,
                                     const standard::Standard& standard);
std::vector<PlannedSchool> schools_of(const transfer::Problem& problem, const Moved& moves);

}  // namespace doorstep::exchange
