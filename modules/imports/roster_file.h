// One file of a OneRoster zip, row by row; faults are told to the intake with their places.
#pragma once

#include <algorithm>
#include <map>

#include <doorstep/sheets/number.h>

#include "cells.h"
#include "oneroster.h"

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
    const auto value = number_in(cell);
    if (!value) wrong(column, say("“{}”不是数字", "“{}” is not a number", cell), say("填入数字", "type a number"));
    return value;
  }
  registry::Place place(std::string_view column = {}) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? place_of(table_->place()) : place_of(table_->place(found->second), column);
  }
  // A value that must be a word of the specification, or "ext:" and a word of one's own.
  std::string_view word(std::string_view column, std::string_view vocabulary, const std::string& version) {
    const auto value = needed(column);
    if (!value.empty() && !in_vocabulary(vocabulary, version, value))
      wrong(column, say("“{}”不是 OneRoster 规定的值", "“{}” is not a word of OneRoster", value),
            say("应为 {}，或 ext: 开头的自定义值",
                "use one of {}, or a word of your own that begins with ext:", words_of(vocabulary, version)));
    return value;
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

// Calls take(part) for each part of a list, which OneRoster writes with commas.
template <class Take>
void each_part(std::string_view list, Take&& take) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (const auto part = sheets::narrow(list.substr(0, comma)); !part.empty()) take(part);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

// The parts of "a:b:c", at least `count` of them.
inline std::vector<std::string> by_colons(std::string_view text, size_t count) {
  std::vector<std::string> parts;
  for (size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(':', at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  parts.resize(std::max(parts.size(), count));
  return parts;
}

// What the readers of one zip share.
class RosterReader {
 public:
  // `own` when this installation wrote the zip: its ids are then ours.
  RosterReader(registry::Intake& intake, const RosterManifest& manifest, bool own)
      : intake_(intake), manifest_(manifest), own_(own) {}

 protected:
  // What another system calls `key` is ours under a derived id; what we exported ourselves keeps its id.
  std::string id(registry::Table table, std::string_view key) const {
    if (key.empty()) return {};
    return own_ && is_uuid(key) ? std::string{key} : intake_.id_for(table, key);
  }
  bool ended(RosterFile& file, registry::Table table) const {
    const auto status = file.at("status");
    if (status.empty() || status == "active") return false;
    if (status == "tobedeleted")
      end(file, table);
    else
      file.wrong("status", say("“{}”不是状态", "“{}” is no status", status),
                 say("应为 active 或 tobedeleted", "use active or tobedeleted"));
    return true;
  }
  void end(RosterFile& file, registry::Table table) const {
    const auto source = file.at("sourcedId");
    const auto ours = id(table, source);
    if (intake_.known(table, ours)) return intake_.end(table, ours, file.place());
    intake_.fault(
        {file.place("sourcedId"),
         say("要终止的“{}”不存在，已忽略", "“{}” is to be ended but is not there, and was passed over", source),
         say("核对编号，或先导入含有它的完整文件", "check the id, or first import the file that brings it"), false});
  }
  template <class Row>
  void put(RosterFile& file, const Row& row) const {
    if (file.good()) intake_.put(row, file.place());
  }
  // A code without a scheme is unique within the system that gave it; what we exported says its issuer itself.
  registry::IdentifierRow local(const std::string& owner, std::string scheme, std::string_view value) const {
    return {owner, std::move(scheme), std::string{value}, own_ ? std::string{} : manifest_.system_code,
            {},    Date::never()};
  }

  registry::Intake& intake_;
  const RosterManifest& manifest_;
  bool own_;
};

}  // namespace doorstep::imports
