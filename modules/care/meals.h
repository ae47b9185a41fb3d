// Menus, what a child cannot have, who may take it along.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/sheet_fault.h>
#include <doorstep/care/services.h>

namespace doorstep::care {

struct CareAllergen {
  std::string code;
  Words name;
};
BOOST_DESCRIBE_STRUCT(CareAllergen, (), (code, name))

struct CareConsentText {
  Words what, why, keeps, receivers;
};
BOOST_DESCRIBE_STRUCT(CareConsentText, (), (what, why, keeps, receivers))

struct CareDish {
  std::string name;
  int64_t choice = 0;  // for whom, from 1; 0: everybody
  std::vector<std::string> allergens;
  int64_t cost_fen = 0;  // a portion; 0 where it is not the reader's business
};
BOOST_DESCRIBE_STRUCT(CareDish, (), (name, choice, allergens, cost_fen))

struct CareMenuDay {
  Date on;
  bool runs = false;
  Words why;
  bool published = false;
  std::vector<CareDish> dishes;
};
BOOST_DESCRIBE_STRUCT(CareMenuDay, (), (on, runs, why, published, dishes))

struct CareMenus {
  CareService service;
  std::string school;
  Date monday;
  std::vector<CareAllergen> allergens;
  std::vector<CareMenuDay> days;  // those of the week that the service is on
};
BOOST_DESCRIBE_STRUCT(CareMenus, (), (service, school, monday, allergens, days))

struct NewCareMenu {
  Date on;
  bool published = false;
  std::vector<CareDish> dishes;
};
BOOST_DESCRIBE_STRUCT(NewCareMenu, (), (on, published, dishes))

// A dish of a day as it stands in a sheet.
struct CareMenuLine {
  int64_t row = 0;
  std::string day, name, choice, allergens, cost, published;
};
struct CareMenusRead {
  int64_t rows = 0;
  int64_t days = 0;
  std::vector<SheetFault> faults;
  bool kept = false;
};
BOOST_DESCRIBE_STRUCT(CareMenusRead, (), (rows, days, faults, kept))

struct CarePicker {
  std::string name, relation, phone;
};
BOOST_DESCRIBE_STRUCT(CarePicker, (), (name, relation, phone))

struct CareSafety {
  bool agreed = false;
  std::vector<std::string> allergens;
  std::string words;  // in the guardian's own
  std::vector<CarePicker> pickers;
  std::string by, at;  // of the last answer
};
BOOST_DESCRIBE_STRUCT(CareSafety, (), (agreed, allergens, words, pickers, by, at))

// `agreed` false withdraws: what was entered is gone.
struct NewCareSafety {
  bool agreed = false;
  std::vector<std::string> allergens;
  std::string words;
  std::vector<CarePicker> pickers;
};
BOOST_DESCRIBE_STRUCT(NewCareSafety, (), (agreed, allergens, words, pickers))

}  // namespace doorstep::care
