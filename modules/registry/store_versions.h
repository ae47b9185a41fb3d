// Versions of a row: reading, writing and dating what is kept of it, the same for every table.
//
// A current row holds from valid_from on; registry_past holds what it said before. The first version of a row holds
// from Date::always(), so that the versions cover all days without a gap.
#pragma once

#include <functional>
#include <optional>

#include <doorstep/db/db.h>

#include "store_rows.h"

namespace doorstep::registry::store {

// The members of a row as a JSON object, and a row read back from it; members that it lacks are null.
template <class Row>
std::string past_text(const Row& row) {
  boost::json::object made;
  describe::each_member(row, [&](std::string_view name, const auto& member) {
    const auto value = db::to_value(member);
    switch (value.kind) {
      case db::Value::Kind::null:
        made[name] = nullptr;
        break;
      case db::Value::Kind::integer:
        made[name] = value.integer;
        break;
      case db::Value::Kind::real:
        made[name] = value.real;
        break;
      case db::Value::Kind::text:
        made[name] = db::text_of(value);
    }
  });
  return boost::json::serialize(made);
}

class PastView final : public db::RowView {
 public:
  PastView(std::string_view text, std::vector<std::string_view> names);
  bool is_null(int column) const override;
  int64_t integer(int column) const override;
  double real(int column) const override;
  std::string_view text(int column) const override;

 private:
  const boost::json::value* at(int column) const;

  boost::json::value object_;
  std::vector<std::string_view> names_;
};

template <class Row>
Row past_row(std::string_view text) {
  std::vector<std::string_view> names;
  describe::each_member(Row{}, [&](std::string_view name, const auto&) { names.push_back(name); });
  return db::row_of<Row>(PastView{text, std::move(names)});
}

template <class Row>
const std::string& all_columns() {
  static const std::string text = db::columns_of<Row>() + ", " + db::columns_of<Kept>();
  return text;
}

// "id=$1", or each part of the key from $first on.
template <class Row>
std::string key_clause(int first) {
  std::string text;
  for (const auto key : Of<Row>::keys) text += fmt::format("{}{}=${}", text.empty() ? "" : " AND ", key, first++);
  return text;
}

template <class Row>
std::vector<db::Value> key_values(const Row& row) {
  std::vector<db::Value> values;
  for (const auto key : Of<Row>::keys)
    describe::each_member(row, [&](std::string_view name, const auto& member) {
      if (name == key) values.push_back(db::to_value(member));
    });
  return values;
}

template <class Row>
Held<Row> held_of(const db::RowView& view) {
  Held<Row> held;
  int column = 0;
  const auto fill = [&](std::string_view, auto& member) { db::from_column(view, column++, member); };
  describe::each_member(held.row, fill);
  describe::each_member(held.kept, fill);
  return held;
}

// The row with the key that `like` has.
template <class Row>
std::optional<Held<Row>> find(db::Session& session, const Row& like) {
  static const std::string sql =
      fmt::format("SELECT {} FROM {} WHERE {}", all_columns<Row>(), Of<Row>::name, key_clause<Row>(1));
  std::optional<Held<Row>> found;
  session.select(sql, key_values(like), [&](const db::RowView& view) { found = held_of<Row>(view); });
  return found;
}

template <class Row>
void insert(db::Session& session, const Held<Row>& held) {
  static const std::string sql = [] {
    constexpr auto count = describe::member_count<Row>() + describe::member_count<Kept>();
    std::string text = fmt::format("INSERT INTO {}({}) VALUES($1", Of<Row>::name, all_columns<Row>());
    for (size_t i = 2; i <= count; ++i) text += fmt::format(",${}", i);
    return text + ")";
  }();
  std::vector<db::Value> values;
  const auto take = [&](std::string_view, const auto& member) { values.push_back(db::to_value(member)); };
  describe::each_member(held.row, take);
  describe::each_member(held.kept, take);
  session.execute(sql, values);
}

// Writes all members but the key's.
template <class Row>
void update(db::Session& session, const Held<Row>& held) {
  static const std::string sql = [] {
    std::string set;
    int place = 1;
    const auto name_it = [&](std::string_view name, const auto&) {
      if (!is_key<Row>(name)) set += fmt::format("{}{}=${}", set.empty() ? "" : ", ", name, place++);
    };
    describe::each_member(Row{}, name_it);
    describe::each_member(Kept{}, name_it);
    return fmt::format("UPDATE {} SET {} WHERE {}", Of<Row>::name, set, key_clause<Row>(place));
  }();
  std::vector<db::Value> values;
  const auto take = [&](std::string_view name, const auto& member) {
    if (!is_key<Row>(name)) values.push_back(db::to_value(member));
  };
  describe::each_member(held.row, take);
  describe::each_member(held.kept, take);
  for (auto& value : key_values(held.row)) values.push_back(std::move(value));
  session.execute(sql, values);
}

struct PastVersion {
  Date valid_from, valid_to;
  std::string row;
};
BOOST_DESCRIBE_STRUCT(PastVersion, (), (valid_from, valid_to, row))

// The versions that hold on `day` or later, the oldest first.
std::vector<PastVersion> versions_after(db::Session& session, std::string_view kind, const std::string& id, Date day);
// The version of one row on `day`; empty when the current row holds then.
std::optional<std::string> version_on(db::Session& session, std::string_view kind, const std::string& id, Date day);
void keep_version(db::Session& session, std::string_view kind, const std::string& id, const PastVersion& version);
void drop_version(db::Session& session, std::string_view kind, const std::string& id, Date valid_from);

// Lets `change` hold from `day` on, in the current row and in every version after `day`, and writes it. What the row
// said before `day` stays as it was.
template <class Row, class Change>
void amend(db::Session& session, Held<Row>& held, Date day, Change&& change) {
  const auto key = key_text(held.row);
  constexpr auto kind = Of<Row>::kind;
  if (held.kept.valid_from < day) {
    keep_version(session, kind, key, {held.kept.valid_from, day, past_text(held.row)});
    held.kept.valid_from = day;
  } else if (day < held.kept.valid_from) {
    for (auto& version : versions_after(session, kind, key, day)) {
      drop_version(session, kind, key, version.valid_from);
      if (version.valid_from < day) keep_version(session, kind, key, {version.valid_from, day, version.row});
      auto row = past_row<Row>(version.row);
      change(row);
      keep_version(session, kind, key, {std::max(version.valid_from, day), version.valid_to, past_text(row)});
    }
  }
  change(held.row);
  update(session, held);
}

// `row` as it was on `day`, when a version of then is kept.
template <class Row>
void as_of(db::Session& session, Row& row, Date day) {
  if (const auto text = version_on(session, Of<Row>::kind, key_text(row), day)) row = past_row<Row>(*text);
}

}  // namespace doorstep::registry::store
