// One day of a school's services: who comes, what the kitchen cooks for, who is still here and who went to whom.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/care/meals.h>

namespace doorstep::care {

enum class CareStanding { expected, here, absent, gone };
BOOST_DESCRIBE_ENUM(CareStanding, expected, here, absent, gone)

struct CareLine {
  PersonId person_id;
  std::string name, of_class, service_id;
  int64_t choice = 1;
  std::string ends;
  CareStanding standing{};
  std::string at, to, by;  // of the last press: "17:31", to whom, by whom
  bool late = false;       // past its end: still here, or gone after it
  // For who is on duty alone: what the guardian entered by consent, and dishes of the day that hold it.
  std::vector<std::string> allergens;
  std::string words;
  std::vector<CarePicker> pickers;
  std::vector<std::string> avoid;
};
BOOST_DESCRIBE_STRUCT(CareLine, (),
                      (person_id, name, of_class, service_id, choice, ends, standing, at, to, by, late, allergens,
                       words, pickers, avoid))

struct CareCount {
  std::string service_id;
  int64_t choice = 1;
  std::string name;
  int64_t children = 0;
};
BOOST_DESCRIBE_STRUCT(CareCount, (), (service_id, choice, name, children))

// How many of those who come cannot have something.
struct CareAllergyCount {
  std::string code;
  int64_t children = 0;
};
BOOST_DESCRIBE_STRUCT(CareAllergyCount, (), (code, children))
// A dish of the day; `avoid`: how many of those it is for cannot have it.
struct CareDishCount {
  CareDish dish;
  int64_t portions = 0, avoid = 0;
};
BOOST_DESCRIBE_STRUCT(CareDishCount, (), (dish, portions, avoid))

// A service on the day; `why` it does not run.
struct CareServiceDay {
  std::string id, kind;
  CampusId campus_id;
  std::string campus, title;
  bool runs = false;
  Words why;
  bool closed = false;  // the deadline has passed: the counts stand
  std::string until;    // "2026-11-30 08:30"
  std::vector<CareCount> counts;
  int64_t children = 0;
  std::vector<CareAllergyCount> allergies;
  std::vector<CareDishCount> dishes;  // of a published menu
};
BOOST_DESCRIBE_STRUCT(CareServiceDay, (),
                      (id, kind, campus_id, campus, title, runs, why, closed, until, counts, children, allergies,
                       dishes))

struct CareDesk {
  OrgId school_id;
  std::string school;
  Date on, today;
  std::string now;  // "17:05"
  std::vector<CareKind> kinds;
  std::vector<CareAllergen> allergens;
  std::vector<CareServiceDay> services;
  std::vector<CareLine> lines;  // by service, class and name; none in the kitchen's copy
};
BOOST_DESCRIBE_STRUCT(CareDesk, (), (school_id, school, on, today, now, kinds, allergens, services, lines))

// `expected` takes back what was pressed.
struct NewCareMark {
  std::string service_id;
  PersonId person_id;
  Date on;
  CareStanding standing{};
  std::optional<std::string> to;  // who took the child along
};
BOOST_DESCRIBE_STRUCT(NewCareMark, (), (service_id, person_id, on, standing, to))

// Schools at which one serves today, each with its desk.
struct OwnCareDuty {
  std::vector<CareDesk> items;
};
BOOST_DESCRIBE_STRUCT(OwnCareDuty, (), (items))

}  // namespace doorstep::care
