// What a candidate has of what a level asks. Pure: facts and rules in, answers with their numbers and sources out.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/ladder/ladder.h>

namespace doorstep::ladder {

// A rank as a fact: since when is empty for what only the register says.
struct HeldRank {
  std::string ladder, level;
  std::optional<Date> since;
};

// Everything empty is not known, never nothing.
struct Facts {
  Date on;
  std::optional<Date> working_since;
  std::string degree;
  std::optional<double> rural_years, exchange_years;
  std::vector<HeldRank> held;
  std::optional<bool> barred;
  std::function<std::optional<double>(int64_t over_years)> training_hours;
  std::optional<std::map<std::string, double>> portfolio;  // entries by kind
};

// What the candidate stated where the records say nothing; kept apart, and confirmed by the school.
using Stated = std::map<std::string, double>;

// The name by which a value is stated: "rank_years:second".
std::string key_of(const LadderNeed& need);

struct Checked {
  std::vector<LadderCheck> checks;
  Verdict verdict{};  // of all together: the needs, and one of the ways
};
Checked check(const Ladder& ladder, const LadderLevel& level, const Facts& facts, const Stated& stated);

// Years between two days, in hundredths.
double years_between(Date from, Date to);

// The value of a check by kind, for rules of ties.
double value_of(const std::vector<LadderCheck>& checks, Need kind);

}  // namespace doorstep::ladder
