// Draft: who gets which places in courses and clubs, by a rule that is data and a lottery that anyone can verify; why
// somebody did not get what she wanted; who moves up when a place is free; and who may swap with whom.
//
// Everything here is a pure function of its arguments: whole numbers only, the same bytes from the same problem and
// seed on every machine. The problem must have passed check_problem() wherever it is not named as a fault.
//
// One round, one place each:
//   rank_maximal  the number of first choices is as large as any allocation can make it, then that of second choices,
//                 and so on. A class (Rule::priorities) splits a choice: first choices of the first class count before
//                 those of the second. Of all allocations that are equal in this, the one in which the first of the
//                 lottery order fares best, then the second, ... : there is exactly one.
//   lottery       one after another in the lottery order; with classes: deferred acceptance, where every offering
//                 prefers the higher class and then the lottery order.
// Where a student may take several: rounds of a draft, one place a student and round, the lottery order turned round
// after each, the choices that are left ranked anew (without what is held, clashes with it, or had no seat for the
// student when the round began), until a round gives nothing more. Seats that a quota keeps are kept through all
// rounds; those nobody of theirs took are then given along the waiting lists (Plan::released).
//
// Waiting list of an offering: those who want it more than a place they have, or beside what they have; rank_maximal:
// by the choice's place in the student's list, class, lottery; lottery: by class, lottery.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/draft/plan.h>
#include <doorstep/draft/problem.h>

namespace doorstep::draft {

// `invalid` names every wrong field by its path ("students/3/choices/2"), a hundred at most: ids given twice or not at
// all, unknown campuses, offerings and classes, times that end before they begin, quotas that exceed the capacity or
// overlap, a travel matrix of another size, a choice twice.
Result<void> check_problem(const Problem& problem);

// --- Lottery. The roll is published before the draw, as this hash; the seed comes from a public draw afterwards. ---

// SHA-256 of the ids in ascending order of their bytes, each followed by a line feed; hexadecimal.
std::string roll_hash(std::span<const std::string> ids);

// Ids in ascending order of HMAC-SHA-256 with the seed as key and the id as message; equal ones by id.
std::vector<std::string> lottery_order(std::span<const std::string> ids, std::string_view seed);

// Whether `order` is what the published roll and the seed give.
bool verify_lottery(std::span<const std::string> order, std::string_view published_roll, std::string_view seed);

std::vector<std::string> roll_of(const Problem& problem);  // the ids of its students

// --- Allocation ---

//   invalid  check_problem's, or an empty seed
Result<Plan> allocate(const Problem& problem, std::string_view seed);

// --- Reasons and waiting lists ---

// Why a choice was not given.
//   full          no seat left; `last_*` is who was admitted last by the waiting list's order
//   quota         a seat left or held by others, but not for this student's campus: its `most` is reached, or what is
//                 left is kept for others
//   clash         overlaps `with`, which the student has
//   travel        `with` is too far away: `needed` minutes, `there` minutes between the sessions
//   not_eligible  grade or age
//   enough        the student has as many as she may, and all of them dearer
enum class Why { full, quota, clash, travel, not_eligible, enough };

struct Reason {
  std::string offering;
  int64_t choice = 1;  // place in the student's list, from 1
  Why why = Why::full;
  std::optional<std::string> with;        // clash, travel
  std::optional<int64_t> needed, there;   // travel
  std::optional<int64_t> last_choice;     // full, quota: the last admitted's place of the choice, from 1,
  std::optional<std::string> last_class;  // her class,
  std::optional<int64_t> last_lottery;    // and her number in the lottery order, from 1
  std::optional<int64_t> waiting;         // position on the waiting list, from 1; absent: not on it
};

struct Waiting {
  std::string student;
  int64_t choice = 1, lottery = 1;  // from 1
  std::optional<std::string> word;  // class
};

// What a plan means for one student or one offering. Keeps references to problem and plan. Made once (a pass over all
// choices); then each question is quick. Safe to ask from several threads.
class Standing {
 public:
  Standing(const Problem& problem, const Plan& plan);  // a plan of this problem
  ~Standing();
  Standing(const Standing&) = delete;
  Standing& operator=(const Standing&) = delete;

  // One for each choice that the student does not have, in her order. An unknown student has none.
  std::vector<Reason> reasons(std::string_view student) const;
  // In order.
  std::vector<Waiting> waiting(std::string_view offering) const;
  // Number in the lottery order, from 1; absent: unknown.
  std::optional<int64_t> lottery(std::string_view student) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// What keeps a student from having two offerings of a problem, by their places in it: Why::clash or Why::travel with
// the minutes; absent: nothing. Looks at their sessions alone.
struct Barrier {
  Why why = Why::clash;
  int64_t needed = 0, there = 0;
};
std::optional<Barrier> barrier(const Problem& problem, size_t one, size_t other);

// --- After the allocation ---

struct Withdrawal {
  std::string student, offering;
};

struct Filled {
  std::vector<Move> moves;  // in the order in which they follow from each other
  Plan plan;                // afterwards; places that came by a move have round 0
};

// Takes the withdrawn places away and gives what is free along the waiting lists: the first who wants it moves up, and
// the place that she leaves is filled in turn. Nobody loses anything. Who withdrew does not get that offering again.
// Without withdrawals: fills what is free (a capacity that was raised, say).
//   invalid  check_problem's, or a withdrawal or place that is not in the plan or problem
Result<Filled> fill(const Problem& problem, const Plan& plan, std::span<const Withdrawal> withdrawals);

// One step of a ring: the student gives `gives` and gets `gets`, which somebody else of the ring gives.
struct SwapStep {
  std::string student, gives, gets;
};
using Ring = std::vector<SwapStep>;

struct Swapped {
  std::vector<Ring> rings;
  Plan plan;  // afterwards
};

// Rings of exchanges among those who asked: each of a ring gets what she put ahead of what she gives; nobody else is
// touched; capacities, quotas, clashes and travel hold. By top trading cycles: each points at the dearest place of
// another who asked, of equals at the one earlier in the lottery order.
//   invalid  check_problem's, or an unknown student
Result<Swapped> swaps(const Problem& problem, const Plan& plan, std::span<const std::string> asking);

BOOST_DESCRIBE_ENUM(Why, full, quota, clash, travel, not_eligible, enough)
BOOST_DESCRIBE_STRUCT(Reason, (),
                      (offering, choice, why, with, needed, there, last_choice, last_class, last_lottery, waiting))
BOOST_DESCRIBE_STRUCT(Waiting, (), (student, choice, lottery, word))
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (student, offering))
BOOST_DESCRIBE_STRUCT(SwapStep, (), (student, gives, gets))

}  // namespace doorstep::draft
