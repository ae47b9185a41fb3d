// Stands: how schools stand, counted from what is known. Pure functions of the ground's values.
#pragma once

#include "ground.h"

namespace doorstep::staffing {

// What a district's decisions come to in a year: of each school and subject the last one of that year, or of the newest
// year before.
struct Given {
  int64_t posts = 0, turnover = 0;
  int since = 0;
};
using GivenPosts = std::map<std::pair<OrgId, std::string>, Given>;  // school, subject
GivenPosts given_in(const std::vector<store::AllotmentRow>& rows, int year);
std::optional<PoolStand> pool_in(const std::vector<store::PoolRow>& rows, const GivenPosts& given, int year);

// Posts by the norm; empty for a private school, and where no pupils are returned.
struct NormPosts {
  int64_t posts = 0;
  bool by_classes = false;
};
std::optional<NormPosts> norm_posts(const NormNumbers& numbers, const SchoolFacts& school);

// Full teachers that a subject takes; empty when no classes of a stage that teaches it are returned.
std::optional<double> need_of(const NormNumbers& numbers, const SchoolFacts& school, const std::string& subject);

// Full teachers of a person's time on a day, at home and elsewhere.
struct Shares {
  double home = 1, out = 0;
};
Shares shares_of(const staff::Teacher& person, Date on);
bool teaches(const staff::Teacher& person);  // a teacher or leader with a subject

struct Counting {
  const NormNumbers& numbers;
  const OrgFacts& facts;
  const std::vector<staff::Teacher>& people;
  const std::set<PersonId>& away;
  const GivenPosts& given;
  Date on;
};
// Codes of the subjects that stand in the table.
std::vector<std::string> subjects_in(const Counting& counting);
std::vector<SchoolStand> stands(const Counting& counting, const std::vector<std::string>& subjects);
Totals totals(const std::vector<SchoolStand>& schools, const std::vector<std::string>& subjects);

}  // namespace doorstep::staffing
