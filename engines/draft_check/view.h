// View: problem and plan by numbers, made by the checker for itself.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "check.h"

namespace doorstep::draft_check {

struct Choice {
  size_t offering = 0;
  size_t quota = 0;  // of the offering's quotas; one past them: none
  size_t word = 0;   // class; one past the classes: none
  bool eligible = true;
};

struct Got {
  size_t choice = 0;  // in the student's list
  int64_t round = 1;
};

struct View {
  explicit View(const draft::Problem& of);

  const draft::Problem& problem;
  std::unordered_map<std::string_view, size_t> students, offerings, campuses;
  std::vector<std::vector<Choice>> choices;  // by student
  std::vector<size_t> number;                // by student: place in the lottery

  int64_t most(size_t student) const;
  int64_t least_of(size_t offering, size_t quota) const;
  int64_t most_of(size_t offering, size_t quota) const;
  // "" when one student can have both, "clash" or "travel".
  std::string apart(size_t one, size_t other) const;
  // Computes `number`.
  void draw(const std::string& seed);
};

std::string hash_of_roll(const draft::Problem& problem);

using Holdings = std::vector<std::vector<Got>>;  // by student

}  // namespace doorstep::draft_check
