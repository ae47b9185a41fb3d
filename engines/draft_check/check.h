// Check: whether a plan of places keeps every rule of its problem, whether the draw is what seed and roll give, and
// whether anybody was passed over.
//
// Independent of the engine: it shares no code with it, only the plain values of problem and plan, and reckons
// everything from the problem anew, the lottery with another library. Round by round it asks of rank_maximal whether
// any ring of changes would give more first choices (or as many and more second ones, ...), or the same to all and more
// to somebody earlier in the lottery at the cost of later ones only; of lottery, whether anybody would rather have a
// place that is free for her or was given to somebody behind her.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/draft/plan.h>
#include <doorstep/draft/problem.h>

namespace doorstep::draft_check {

// One thing that is not as it must be. `rule`: format, seed, roll, student_unknown, offering_unknown, not_chosen,
// twice, eligible, most, round, clash, travel, capacity, quota, released (the record of released seats does not fit),
// queue (somebody was passed over on a waiting list), waste (a place is free that somebody wants and may have), profile
// (not rank-maximal), order (the lottery was not followed), envy (a place was given to somebody behind).
struct Finding {
  std::string rule;
  std::string student, offering;  // ids; "" where none is concerned
  int64_t value = 0, limit = 0;
};

// The problem must be without faults itself. Of a plan that was changed after the draw the rules of the draw are not
// asked.
std::vector<Finding> check(const draft::Problem& problem, const draft::Plan& plan);

// How good a plan is for the students who chose anything. A student's choice is that of her dearest place, from 1;
// without a place, one more than she has choices.
struct Figures {
  int64_t students = 0, seats = 0, places = 0;
  int64_t without = 0;     // have nothing
  double first_share = 0;  // 0 to 1: have their first choice
  double mean_choice = 0;
  double worst_tenth = 0;  // mean choice of the tenth that fares worst
  // Students to whom somebody else's places are worth more than their own even without the best one of them: a choice
  // is worth as many as there are from it to the end of the list. Absent: too many to compare.
  std::optional<int64_t> envious_beyond_one;
};
Figures figures(const draft::Problem& problem, const draft::Plan& plan);

}  // namespace doorstep::draft_check
