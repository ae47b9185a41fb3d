// What a school offers outside of lessons: services with their days, times and prices. Money is in fen, whole numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/words.h>

namespace doorstep::care {

struct CareKind {
  std::string code;
  Words name;
  bool meal = false;     // a kitchen counts for it
  bool pick_up = false;  // children go home from it, to somebody
};
BOOST_DESCRIBE_STRUCT(CareKind, (), (code, name, meal, pick_up))

enum class ServiceState { draft, open, ended };
BOOST_DESCRIBE_ENUM(ServiceState, draft, open, ended)

// What one signs up for in a service: an end time of care, a dish or diet of a meal. Named by its place, from 1.
struct CareChoice {
  std::string name;
  std::string ends;  // "17:30"; empty for a meal
  int64_t price_fen = 0;
};
BOOST_DESCRIBE_STRUCT(CareChoice, (), (name, ends, price_fen))

// Who serves, on which days of the week (1 Monday to 7 Sunday); none: on every day of the service.
struct CareDuty {
  PersonId person_id;
  std::string name;
  std::vector<int64_t> weekdays;
};
BOOST_DESCRIBE_STRUCT(CareDuty, (), (person_id, name, weekdays))

// A day on which a service, or every one of the school, does not run, or runs as on another day of the week.
struct CareException {
  std::string id;
  std::string service_id;  // empty: all
  Date on;
  std::optional<int64_t> as_weekday;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CareException, (), (id, service_id, on, as_weekday, reason))

struct CareService {
  std::string id, kind;
  CampusId campus_id;  // empty: the whole school
  std::string campus, title;
  std::vector<int64_t> grades;  // empty: all
  Date from_on, last_on;
  std::vector<int64_t> weekdays;
  std::string begins;
  std::vector<CareChoice> choices;
  int64_t capacity = 0;
  int64_t deadline_days = 0;  // before the day
  std::string deadline;       // "08:30"
  ServiceState state{};
  std::vector<CareDuty> duties;
  int64_t children = 0;  // signed up for days of the week, today
};
BOOST_DESCRIBE_STRUCT(CareService, (),
                      (id, kind, campus_id, campus, title, grades, from_on, last_on, weekdays, begins, choices,
                       capacity, deadline_days, deadline, state, duties, children))

struct CareCampus {
  CampusId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(CareCampus, (), (id, name))

struct SchoolCare {
  OrgId school_id;
  std::string school;
  Date today;
  std::vector<CareCampus> campuses;
  std::vector<CareKind> kinds;
  std::vector<CareService> services;      // running ones first
  std::vector<CareException> exceptions;  // from today on, by day
};
BOOST_DESCRIBE_STRUCT(SchoolCare, (), (school_id, school, today, campuses, kinds, services, exceptions))

struct NewCareDuty {
  PersonId person_id;
  std::vector<int64_t> weekdays;
};
BOOST_DESCRIBE_STRUCT(NewCareDuty, (), (person_id, weekdays))

struct NewCareService {
  std::string kind;
  std::optional<CampusId> campus_id;
  std::string title;
  std::vector<int64_t> grades;
  Date from_on, last_on;
  std::vector<int64_t> weekdays;
  std::string begins;
  std::vector<CareChoice> choices;
  int64_t capacity = 0;
  int64_t deadline_days = 0;
  std::string deadline;
  std::vector<NewCareDuty> duties;
};
BOOST_DESCRIBE_STRUCT(NewCareService, (),
                      (kind, campus_id, title, grades, from_on, last_on, weekdays, begins, choices, capacity,
                       deadline_days, deadline, duties))

struct NewCareException {
  std::optional<std::string> service_id;
  Date from_on, last_on;
  std::optional<int64_t> as_weekday;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NewCareException, (), (service_id, from_on, last_on, as_weekday, reason))

// One day of the week of a child in a service, with what it has.
struct CarePattern {
  int64_t weekday = 1;
  int64_t choice = 1;
};
BOOST_DESCRIBE_STRUCT(CarePattern, (), (weekday, choice))
struct NewCarePattern {
  std::vector<CarePattern> days;  // none: no longer signed up
};
BOOST_DESCRIBE_STRUCT(NewCarePattern, (), (days))

// One day that differs from the days of the week.
struct NewCareDay {
  Date on;
  bool coming = false;
  std::optional<int64_t> choice;  // the first one, or what the child has that day of the week
};
BOOST_DESCRIBE_STRUCT(NewCareDay, (), (on, coming, choice))

struct CareRollLine {
  PersonId person_id;
  std::string name, of_class;
  std::vector<CarePattern> days;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(CareRollLine, (), (person_id, name, of_class, days, by))
struct CareRoll {
  CareService service;
  std::string school;
  std::vector<CareRollLine> items;  // by class and name
};
BOOST_DESCRIBE_STRUCT(CareRoll, (), (service, school, items))

}  // namespace doorstep::care
