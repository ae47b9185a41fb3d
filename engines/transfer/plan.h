// Plan: who goes where, what that does to the indicators, and how much better any plan could be.
//
// Plain values that both the planner and the independent checker read; nothing here computes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/transfer/problem.h>

namespace doorstep::transfer {

// One move with what it costs its teacher.
struct PlannedMove {
  std::string teacher, from, to;
  double km = 0, minutes = 0;
  int64_t term = 1;  // years
};

// One indicator of one stage over all schools, before and after. A coefficient is absent where no school has pupils or
// nobody is counted.
struct Outcome {
  std::string code, stage;
  std::optional<double> cv_before, cv_after;
  int64_t below_before = 0, below_after = 0;  // schools under the threshold
};

enum class Mode { interactive, official };

struct Plan {
  std::string format = "doorstep-exchange-plan-1";
  std::string problem;  // SHA-256 of the problem as it was written, hexadecimal
  Mode mode = Mode::interactive;
  int64_t seed = 1;
  std::string edition;             // of the planner: another edition may plan otherwise from the same problem and seed
  std::vector<PlannedMove> moves;  // by teacher's id
  std::vector<Outcome> outcomes;
  // The objective is what the goals weigh, as a change from nobody moving: below zero is better. It is a whole number
  // of billionths (1e-12) of the weights' unit, and so adds up exactly. `bound`: no plan can be below it; absent: none
  // known.
  int64_t objective = 0;
  std::optional<int64_t> bound;
  // By indicator: the coefficient at which the root of its square is taken along the tangent; 0 or absent: today's.
  std::vector<double> tangent;
};

BOOST_DESCRIBE_STRUCT(PlannedMove, (), (teacher, from, to, km, minutes, term))
BOOST_DESCRIBE_STRUCT(Outcome, (), (code, stage, cv_before, cv_after, below_before, below_after))
BOOST_DESCRIBE_ENUM(Mode, interactive, official)
BOOST_DESCRIBE_STRUCT(Plan, (), (format, problem, mode, seed, edition, moves, outcomes, objective, bound, tangent))

}  // namespace doorstep::transfer
