// Instance: a problem by numbers instead of ids, with what every part of the engine asks of it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include <doorstep/draft/plan.h>
#include <doorstep/draft/problem.h>

namespace doorstep::draft {

inline size_t at(int32_t index) { return static_cast<size_t>(index); }

// One choice of one student. `word`: her class for it, 0 the first; behind all: the number of classes.
struct Wish {
  int32_t offering = 0, leaf = 0, word = 0;
  bool eligible = true;
};

// The seats of one offering that one quota is about; the last leaf of each offering is for all other campuses.
struct Leaf {
  int32_t offering = 0;
  int64_t least = 0, most = 0;
};

struct Meeting {
  int64_t weekday = 0;          // 1 to 7
  int64_t first = 0, past = 0;  // days since 1970 on which it may be, half-open
  int64_t begin = 0, end = 0;
  int32_t campus = 0;
};

struct Instance {
  const Problem* problem = nullptr;
  std::vector<int32_t> wish_begin;  // by student, and one more
  std::vector<Wish> wishes;
  std::vector<int32_t> most;        // by student
  std::vector<int32_t> leaf_begin;  // by offering, and one more
  std::vector<Leaf> leaves;
  std::vector<int64_t> capacity, shared;  // by offering; shared: what no quota keeps
  std::vector<std::vector<Meeting>> meetings;
  std::vector<int32_t> order, number;  // the lottery: students, and the place of each
  int32_t words = 1;                   // classes, with that of those without
  boost::unordered_flat_map<std::string_view, int32_t> offering_at, student_at;

  int32_t students() const { return static_cast<int32_t>(most.size()); }
  int32_t offerings() const { return static_cast<int32_t>(capacity.size()); }
  std::span<const Wish> wishes_of(int32_t student) const {
    return {wishes.data() + wish_begin[at(student)], wishes.data() + wish_begin[at(student) + 1]};
  }
  const std::string& student_id(int32_t student) const { return problem->students[at(student)].id; }
  const std::string& offering_id(int32_t offering) const { return problem->offerings[at(offering)].id; }
};

// Refers to the problem, which has passed check_problem().
Instance look_up(const Problem& problem, std::string_view seed);

// What keeps two offerings apart.
struct Apart {
  enum class By { nothing, clash, travel } by = By::nothing;
  int64_t needed = 0, there = 0;  // travel: minutes
  explicit operator bool() const { return by != By::nothing; }
};
Apart apart(const Instance& instance, int32_t one, int32_t other);

}  // namespace doorstep::draft
