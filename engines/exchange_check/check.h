// Check: whether a plan of teacher exchange keeps every rule of its problem, and whether its figures are true.
//
// Independent of the planner: it shares no code with it, only the plain values of problem and plan, and reckons
// everything from the raw teachers anew: who is eligible, every quota and cap, coverage, coefficients and the
// objective. Slow and plain on purpose.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <doorstep/transfer/plan.h>
#include <doorstep/transfer/problem.h>

namespace doorstep::exchange_check {

// One thing that is not as it must be. `rule`: as in transfer::Rules, or: teacher_unknown, school_unknown, moved_twice,
// from, to, stage, way, exempt, never, forbidden, locked, together, coverage, figures, objective, bound, format.
struct Finding {
  std::string rule;
  std::string teacher, school, subject;  // ids; "" where none is concerned
  double value = 0, limit = 0;           // what is, and what may be
};

// For the plans of one problem, which must be without faults itself and outlive the object. What follows from the
// problem alone is reckoned once, so that a plan of 500 schools is held against the rules in milliseconds. Threads may
// share it.
class Checker {
 public:
  explicit Checker(const transfer::Problem& problem);
  ~Checker();

  // Only where the moves break rules: what a plan says of itself (from, term, figures, objective, bound, format) is not
  // looked at.
  std::vector<Finding> rules(const transfer::Plan& plan) const;
  std::vector<Finding> check(const transfer::Plan& plan) const;

 private:
  struct Known;
  std::unique_ptr<const Known> known_;
};

}  // namespace doorstep::exchange_check
