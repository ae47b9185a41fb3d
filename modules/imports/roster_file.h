// One file of a OneRoster zip, row by row; faults are told to the intake with their places.
#pragma once

#include <algorithm>
#include <map>

#include <doorstep/sheets/number.h>

#include "cells.h"

namespace doorstep::imports {

// One file of the zip under its header; columns are found by name once.
class RosterFile {
 public:
  RosterFile(std::unique_ptr<sheets::TableReader> table, registry::Intake& intake)
      : table_(std::move(table)), intake_(intake) {
    for (size_t i = 0; i < table_->header().size(); ++i) columns_.emplace(table_->header()[i], i);
  }

  sheets::TableReader& table() { return *table_; }
  void take(const sheets::TableRow& row) {
    row_ = &row;
    good_ = true;
  }
  bool good() const { return good_; }
  bool has(std::string_view column) const { return columns_.contains(column); }

  std::string_view at(std::string_view column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string_view{} : row_->cells[found->second];
  }
  std::string text(std::string_view column) const { return std::string{at(column)}; }
  std::string_view needed(std::string_view column) {
    const auto value = at(column);
    if (value.empty())
      wrong(column, say("“{}”不能为空", "“{}” must not be empty", column),
            say("OneRoster 规定此列必填", "OneRoster requires this column"));
    return value;
  }
  Date date(std::string_view column, Date absent) {
    const auto cell = at(column);
    if (cell.empty()) return absent;
    if (const auto day = Date::parse(cell.substr(0, 10))) return *day;
    wrong(column, say("“{}”不是存在的日期", "“{}” is not a day that exists", cell),
          say("写成 YYYY-MM-DD", "write it as YYYY-MM-DD"));
    return absent;
  }
  std::optional<double> number(std::string_view column) {
    const auto cell = at(column);
    if (cell.empty()) return std::nullopt;
    const auto value = sheets::parse_number(cell);
    if (!value) wrong(column, say("“{}”不是数字", "“{}” is not a number", cell), say("填入数字", "type a number"));
    return value;
  }
  registry::Place place(std::string_view column = {}) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? place_of(table_->place()) : place_of(table_->place(found->second), column);
  }
  void wrong(std::string_view column, Words what, Words remedy) {
    good_ = false;
    intake_.fault({place(column), std::move(what), std::move(remedy), true});
  }

 private:
  std::unique_ptr<sheets::TableReader> table_;
  registry::Intake& intake_;
  std::map<std::string, size_t, std::less<>> columns_;
  const sheets::TableRow* row_ = nullptr;
  bool good_ = true;
};

inline std::string in_space(std::string_view text, char divider = ',') {
  std::string first{text.substr(0, text.find(divider))};
  return sheets::narrow(first);
}

// Calls take(part) for each part of a list, which OneRoster writes with commas.
template <class Take>
void each_part(std::string_view list, Take&& take) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (const auto part = sheets::narrow(list.substr(0, comma)); !part.empty()) take(part);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

}  // namespace doorstep::imports
