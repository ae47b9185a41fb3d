// Small problems for the tests.
#pragma once

#include <doorstep/draft/draft.h>

#include <map>
#include <string>

namespace doorstep::draft::small {

// The same numbers everywhere (splitmix64).
class Numbers {
 public:
  explicit Numbers(uint64_t seed) : state_(seed) {}
  int64_t below(int64_t n) {
    uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<int64_t>((z ^ (z >> 31)) % static_cast<uint64_t>(n));
  }

 private:
  uint64_t state_;
};

inline Offering offering(std::string id, int64_t capacity) {
  Offering made;
  made.id = std::move(id);
  made.capacity = capacity;
  return made;
}

inline Offering meeting(std::string id, int64_t capacity, int64_t weekday, int64_t begin, int64_t end,
                        std::string campus) {
  auto made = offering(std::move(id), capacity);
  Session session;
  session.weekday = weekday;
  session.begin = begin;
  session.end = end;
  session.campus = std::move(campus);
  made.sessions.push_back(session);
  return made;
}

inline Student student(std::string id, std::vector<std::string> choices, std::string campus = "x") {
  Student made;
  made.id = std::move(id);
  made.campus = std::move(campus);
  made.choices = std::move(choices);
  return made;
}

inline Problem problem(std::vector<Offering> offerings, std::vector<Student> students) {
  Problem made;
  made.name = "small";
  made.campuses = {"x", "y", "z"};
  made.offerings = std::move(offerings);
  made.students = std::move(students);
  return made;
}

// A few students and offerings with classes, quotas and times as the numbers fall.
inline Problem random(uint64_t seed, int64_t students, int64_t offerings, int64_t most, bool quotas) {
  Numbers numbers{seed};
  auto made = problem({}, {});
  const auto campus = [&] { return std::string(1, static_cast<char>('x' + numbers.below(3))); };
  if (numbers.below(2) == 0) made.rule.priorities = {"sibling"};
  made.rule.most = most;
  made.travel = {{0, 20, 40}, {20, 0, 20}, {40, 20, 0}};
  for (int64_t number = 0; number < offerings; ++number) {
    auto one = meeting("o" + std::to_string(number), numbers.below(3), 1 + numbers.below(2), 900, 960, campus());
    one.sessions[0].begin += 30 * numbers.below(4);
    one.sessions[0].end = one.sessions[0].begin + 60;
    if (quotas && numbers.below(2) == 0) {
      Quota quota;
      quota.campuses = {"x"};
      quota.least = numbers.below(one.capacity + 1);
      if (numbers.below(2) == 0) quota.most = *quota.least + numbers.below(2);
      one.quotas.push_back(quota);
      if (numbers.below(2) == 0) {
        quota.campuses = {"y"};
        quota.least = numbers.below(one.capacity - *one.quotas[0].least + 1);
        quota.most = std::max<int64_t>(1, *quota.least);
        one.quotas.push_back(quota);
      }
    }
    if (numbers.below(6) == 0) one.grades = {3};
    made.offerings.push_back(std::move(one));
  }
  for (int64_t number = 0; number < students; ++number) {
    auto one = student("s" + std::to_string(number), {}, campus());
    one.grade = 3 + numbers.below(2);
    for (int64_t other = 0; other < offerings; ++other)
      if (numbers.below(3) != 0)
        one.choices.insert(one.choices.begin() + numbers.below(static_cast<int64_t>(one.choices.size()) + 1),
                           "o" + std::to_string(other));
    if (!made.rule.priorities.empty() && !one.choices.empty() && numbers.below(2) == 0)
      one.priorities.push_back(
          {one.choices[static_cast<size_t>(numbers.below(static_cast<int64_t>(one.choices.size())))], "sibling"});
    made.students.push_back(std::move(one));
  }
  return made;
}

using Holdings = std::map<std::string, std::string>;  // one each: student, offering

inline Holdings held_by(const Plan& plan) {
  Holdings held;
  for (const auto& place : plan.places) held[place.student] = place.offering;
  return held;
}

}  // namespace doorstep::draft::small
