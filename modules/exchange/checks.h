// Checks: one rule against one person or school, as a sentence with its numbers. Used before a secondment is sent, on a
// teacher's own page, and to tell the planner whom it may move.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/exchange/editions.h>
#include <doorstep/exchange/secondments.h>
#include <doorstep/exchange/wishes.h>
#include <doorstep/staff/staff.h>

namespace doorstep::exchange {

double years_between(Date from, Date to);

// To the age of retirement by the edition's rules; empty: month of birth or sex is not known.
std::optional<double> years_left(const RuleEdition& edition, const staff::Teacher& teacher, Date on);
double years_away(const staff::Teacher& teacher, Date on);
std::optional<double> years_since_away(const staff::Teacher& teacher, Date on);

// What the house knows of one person beside the register.
struct Said {
  WishAnswer wish{};
  std::vector<OrgId> places, never;
  bool exempt = false;  // an accepted claim
};

// About the person alone.
std::vector<RuleCheck> check_person(const RuleEdition& edition, const staff::Teacher& teacher, const Said& said,
                                    Date on);
// About the person and the school where it would go.
std::vector<RuleCheck> check_place(const RuleEdition& edition, const staff::Teacher& teacher, const Said& said,
                                   const OrgId& host, std::optional<double> km);
std::vector<RuleCheck> check_term(const RuleEdition& edition, Date begin, Date end);
// `away`: at the same time, these included; `staff`: of the school.
std::vector<RuleCheck> check_leaving(const RuleEdition& edition, const std::string& school, int64_t away,
                                     int64_t staff);

// The first that is not kept; empty words: all are.
Words first_broken(const std::vector<RuleCheck>& checks);

struct Spot {
  std::optional<double> longitude, latitude;
};
// In a straight line; empty when a school has no coordinates.
std::optional<double> km_between(const Spot& from, const Spot& to);

}  // namespace doorstep::exchange
