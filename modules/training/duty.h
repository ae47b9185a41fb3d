// The duty: how many hours of training are asked of whom, as data of duties/; and what a person lacks by it. Values
// only.
#pragma once

#include <doorstep/training/training.h>

namespace doorstep::training {

const DutyBook& duty_book();
Result<DutyBook> read_duties(std::string_view text, std::string_view name);

const DutyCode* code_in(const std::vector<DutyCode>& codes, std::string_view code);

// One credit of somebody: hours of a year, of a kind and level.
struct Credit {
  int year = 0;
  std::string kind, level;
  double hours = 0;
};

// Whom a rule is for in a year: who leads a school, who came into service that year, or any teacher.
enum class DutyOf { teacher, new_teacher, principal };
DutyOf duty_of(const std::string& role, Date working_since, int year);

// The years of the window that ends with `year`, each with what is asked and what was done. Years before somebody began
// to work ask for nothing. Behind is who has fewer hours than the years before this one asked for.
HoursStanding standing(const DutyBook& book, const std::string& role, Date working_since, int year,
                       const std::vector<Credit>& credits);

}  // namespace doorstep::training
