// Plan: who has a place in what, and by which draw.
//
// Plain values that both the engine and the independent checker read; nothing here computes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/draft/problem.h>

namespace doorstep::draft {

// `round`: 1 for the first of the draft; where everyone may take one only there is no other. 0: came with a move.
struct Place {
  std::string student, offering;
  int64_t round = 1;
};

// A student moves up to a place that was free: without `from` she takes it beside what she has. `round`: of the place
// that she leaves.
struct Move {
  std::string student;
  std::optional<std::string> from;
  std::string to;
  std::optional<int64_t> round;
};

struct Plan {
  std::string format = "doorstep-draft-plan-1";
  std::string problem;  // SHA-256 of the problem as it was written, hexadecimal; "" where the caller keeps it elsewhere
  std::string roll;     // SHA-256 of the canonical roll, hexadecimal
  std::string seed;     // of the public draw, as it was typed
  std::string edition;  // of the engine: another edition may share otherwise
  std::vector<Place> places;  // by student in the problem's order, then by round, then by choice
  // What was done, in this order, with reserved seats that nobody of theirs took, after the rounds; `places` has it in.
  std::vector<Move> released;
  std::optional<bool> changed;  // true: afterwards, by withdrawals or swaps; it is no longer what the draw gave
};

BOOST_DESCRIBE_STRUCT(Place, (), (student, offering, round))
BOOST_DESCRIBE_STRUCT(Move, (), (student, from, to, round))
BOOST_DESCRIBE_STRUCT(Plan, (), (format, problem, roll, seed, edition, places, released, changed))

}  // namespace doorstep::draft
