// What a month cost and how it went. Money is in fen, whole numbers. A day counts once its deadline has passed.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/sheet_fault.h>
#include <doorstep/care/desk.h>

namespace doorstep::care {

struct CareBillLine {
  PersonId person_id;
  std::string name, of_class, service_id;
  int64_t days = 0, absent = 0;  // days signed up for; of them entered as absent, which are charged
  int64_t fen = 0;
};
BOOST_DESCRIBE_STRUCT(CareBillLine, (), (person_id, name, of_class, service_id, days, absent, fen))

struct CareBillDay {
  PersonId person_id;
  std::string service_id;
  Date on;
  int64_t choice = 1;
  int64_t fen = 0;
  CareStanding standing{};
  std::string at, to;
};

struct CareServiceMonth {
  std::string id, title, kind, campus;
  std::vector<std::string> choices;
  int64_t days = 0;        // on which it ran
  int64_t children = 0;    // different ones
  int64_t child_days = 0;  // one child on one day
  int64_t absent = 0, late = 0;
  int64_t fen = 0;       // charged
  int64_t cost_fen = 0;  // of the dishes, as the menus say
};
BOOST_DESCRIBE_STRUCT(CareServiceMonth, (),
                      (id, title, kind, campus, choices, days, children, child_days, absent, late, fen, cost_fen))

struct CareMonth {
  OrgId school_id;
  std::string school, month;  // "2026-11"
  std::vector<CareServiceMonth> services;
  std::vector<CareBillLine> lines;  // by class, name and service
  int64_t fen = 0;
};
BOOST_DESCRIBE_STRUCT(CareMonth, (), (school_id, school, month, services, lines, fen))

// The month with each day of it, for the workbook.
struct CareBooks {
  CareMonth month;
  std::vector<CareBillDay> days;
};

// How often a child came to a service.
struct CareAttended {
  std::string kind, title;
  int64_t days = 0;
  Date last;
};

// Lines of a sheet that signs students up: `day` is a day of the week or a date, `choice` what the student has then.
struct CareSheetLine {
  int64_t row = 0;
  std::string number, name, of_class, day, choice;
};
struct CareSheetRead {
  int64_t rows = 0, children = 0;
  std::vector<SheetFault> faults;
  bool kept = false;
};
BOOST_DESCRIBE_STRUCT(CareSheetRead, (), (rows, children, faults, kept))

}  // namespace doorstep::care
