// What a guardian sees and does: the week of the own children.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/care/desk.h>

namespace doorstep::care {

struct OwnCareDay {
  Date on;
  bool runs = false;
  Words why;  // it does not run, or cannot be changed
  bool coming = false;
  int64_t choice = 0;    // what the child has, from 1; 0: nothing
  bool changed = false;  // differs from the days of the week
  bool may = false;      // can still be changed
  std::string until;     // "2026-11-30 08:30": until when
  CareStanding standing{};
  std::string at, to;            // of the last press at the school
  std::vector<CareDish> dishes;  // of a published menu; without costs
};
BOOST_DESCRIBE_STRUCT(OwnCareDay, (), (on, runs, why, coming, choice, changed, may, until, standing, at, to, dishes))

struct OwnCareService {
  CareService service;  // without duties and counts
  std::vector<CarePattern> pattern;
  Date pattern_from;  // the first day for which a new pattern would count
  std::vector<OwnCareDay> days;
};
BOOST_DESCRIBE_STRUCT(OwnCareService, (), (service, pattern, pattern_from, days))

struct CareChild {
  PersonId id;
  std::string name, school, of_class;
  OrgId school_id;
  bool may = true;                        // this account may sign up: a guardian's
  CareSafety safety;                      // empty for the student's own account
  std::string month;                      // "2026-11": of the week's first day
  int64_t month_days = 0, month_fen = 0;  // that month so far, of every service
  std::vector<OwnCareService> services;
};
BOOST_DESCRIBE_STRUCT(CareChild, (),
                      (id, name, school, of_class, school_id, may, safety, month, month_days, month_fen, services))

struct OwnCare {
  Date monday, today;
  std::vector<CareKind> kinds;
  std::vector<CareAllergen> allergens;
  CareConsentText consent;
  std::vector<CareChild> children;
};
BOOST_DESCRIBE_STRUCT(OwnCare, (), (monday, today, kinds, allergens, consent, children))

}  // namespace doorstep::care
