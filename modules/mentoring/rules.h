// Rules: who may mentor, how many, how long, and what makes a mentor suitable. Data, read from rules/*.toml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/mentoring/mentoring.h>
#include <doorstep/staff/staff.h>

namespace doorstep::mentoring {

struct Rules {
  MentoringRules shown;
  int longest_days = 0;
  int same_stage = 0, same_school = 0, near = 0, group = 0, free_place = 0;
  double near_km = 0;
  std::map<std::string, int, std::less<>> title, backbone;
};

Result<Rules> read_rules(std::string_view text, std::string_view name);
const Rules& rules();

// Whether somebody has the title or the years that the rules ask of a mentor.
bool may_mentor(const Rules& rules, const staff::Teacher& person, Date on);
bool is_new(const Rules& rules, const staff::Teacher& person, Date on);
bool teaches(const staff::Teacher& person, std::string_view subject);

}  // namespace doorstep::mentoring
