// Rows of our own sheets, turned into rows of the register: one method a sheet, in templates_orgs.cpp and
// templates_people.cpp.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <doorstep/registry/columns.h>
#include <doorstep/registry/intake.h>
#include <doorstep/sheets/table.h>

#include "areas.h"
#include "cells.h"
#include "reading.h"

namespace doorstep::imports {

// Reads all sheets of one import; holds what rows of different sheets share.
class Templates {
 public:
  Templates(Reading& reading, const standard::Book& book)
      : intake_(reading.intake), areas_(reading.intake), book_(book), held_(held_in(reading.intake)) {}

  void row(const registry::Sheet& sheet, Cells& cells, const sheets::TableRow& row,
           const std::vector<FigureColumn>& figures);

 private:
  template <class Row>
  void put(Cells& cells, const Row& row) {
    if (cells.good()) intake_.put(row, cells.place());
  }
  template <class Row>
  void span(Cells& cells, Row& row) {
    row.begin_on = cells.date("begin_on").value_or(Date::always());
    row.end_on = cells.date("end_on").value_or(Date::never());
  }
  OrgId school_of(Cells& cells, std::string_view column = "school_code");
  // A row that another source brought keeps its id.
  std::string id_of(registry::Table table, const std::map<std::string, std::string>& held,
                    const std::string& key) const;
  static Words lost_zeros(const std::string& whole);
  // A new school whose code is that of another one but for leading zeros; of the same name, it is the same.
  void warn_of_zeros(Cells& cells, const registry::OrgRow& row, const std::string& code);
  CampusId campus_id(const OrgId& school, const std::string& name) const;
  CampusId campus_at(Cells& cells, const OrgId& school);  // of the cell "campus": a name or an id; tells what is wrong
  ClassId class_id(const OrgId& school, const std::string& code) const;
  // Persons by number: a national number is told apart by its digest, a local one by the source.
  PersonId person(const std::string& number) const;
  PersonId member_of_staff(const std::string& number) const;
  void identify(Cells& cells, const PersonId& id, const std::string& number);
  void school(Cells& cells);
  void campus(Cells& cells);
  void group(Cells& cells);
  void member(Cells& cells);
  void staff(Cells& cells);
  std::string role_id(const registry::RoleRow& role) const;
  void put_role(Cells& cells, registry::RoleRow role);
  void service(Cells& cells);
  void class_row(Cells& cells);
  void student(Cells& cells);
  void enrolment(Cells& cells);
  void enrol(Cells& cells, const ClassId& into, const OrgId& school, const PersonId& who, const std::string& role,
             Date from, Date to, std::string_view column);
  void facility(Cells& cells);
  static bool may_be(const standard::Figure& figure, double value);
  void returns(Cells& cells, const sheets::TableRow& row, const std::vector<FigureColumn>& figures);
  // A figure that is part of another one of the same row cannot be more than it.
  void check_parts(Cells& cells, const sheets::TableRow& row, const std::vector<FigureColumn>& figures,
                   const std::map<std::string, double>& said);

  registry::Intake& intake_;
  Areas areas_;
  const standard::Book& book_;
  Held held_;
  std::set<std::string> schools_;  // of the sheet of schools
};

}  // namespace doorstep::imports
