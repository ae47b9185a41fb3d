// What an intake asks of the tables: marks of what is there, bulk adding, ending.
#pragma once

#include <doorstep/db/db.h>

#include "marks.h"
#include "store_versions.h"

namespace doorstep::registry::store {

template <class Row>
std::string joined_key() {
  std::string text;
  for (const auto key : Of<Row>::keys)
    text += fmt::format("{}{}", text.empty() ? "" : " || '|' || ",
                        key == "year" ? std::string{"CAST(year AS TEXT)"} : std::string{key});
  return text;
}

// Marks every row that is there; `active_ours` counts the active ones of the source.
template <class Row>
void load_marks(db::Session& session, const SourceId& source, Marks& marks, int64_t& active_ours) {
  const auto sql =
      fmt::format("SELECT {}, source_print, source_id, sticky, status FROM {}", joined_key<Row>(), Of<Row>::name);
  session.select(sql, {}, [&](const db::RowView& view) {
    auto& mark = marks.at(key_of_text(view.text(0)));
    mark.print = view.integer(1);
    mark.flags |= Mark::held;
    if (view.text(2) == source.value) mark.flags |= Mark::ours;
    if (!view.text(3).empty()) mark.flags |= Mark::sticky;
    if (view.text(4) == "active") mark.flags |= Mark::active;
    if (mark.is(Mark::ours) && mark.is(Mark::active)) ++active_ours;
  });
}

// Active rows of a source.
template <class Row>
std::vector<Row> active_of_source(db::Session& session, const SourceId& source,
                                  const std::function<bool(const Row&)>& wanted) {
  std::vector<Row> rows;
  session.each<Row>(
      fmt::format("SELECT {} FROM {} WHERE source_id=$1 AND status='active'", db::columns_of<Row>(), Of<Row>::name),
      [&](Row&& row) {
        if (wanted(row)) rows.push_back(std::move(row));
      },
      source);
  return rows;
}

template <class Row>
std::unique_ptr<db::Session::Bulk> bulk_of(db::Session& session) {
  return session.bulk(Of<Row>::name, all_columns<Row>());
}

// Adds a row that nothing is known of yet.
template <class Row>
void add(db::Session::Bulk& bulk, const Row& row, int64_t print, int64_t seq, std::string_view source,
         std::string_view modified) {
  using Kind = db::Value::Kind;
  constexpr auto count = describe::member_count<Row>();
  db::Value values[count + 7];
  size_t at = 0;
  describe::each_member(row, [&](std::string_view, const auto& member) { values[at++] = db::to_value(member); });
  const auto put_text = [&](std::string_view text) {
    values[at].kind = Kind::text;
    values[at++].text = text;
  };
  const auto put_number = [&](int64_t number) {
    values[at].kind = Kind::integer;
    values[at++].integer = number;
  };
  put_text(source);
  put_number(print);
  put_text("");
  put_text("active");
  put_number(seq);
  put_text(modified);
  put_text("0001-01-01");
  bulk.add({values, at});
}

// A row whose values stay and that its source says in a new form.
template <class Row>
void set_print(db::Session& session, const Row& row, int64_t print) {
  static const std::string sql =
      fmt::format("UPDATE {} SET source_print=$1 WHERE {}", Of<Row>::name, key_clause<Row>(2));
  std::vector<db::Value> values{db::to_value(print)};
  for (auto& value : key_values(row)) values.push_back(std::move(value));
  session.execute(sql, values);
}

}  // namespace doorstep::registry::store
