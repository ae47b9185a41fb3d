// Value: what goes into and comes out of a statement, the same for both databases.
//
// Kinds: NULL, 64-bit integer, double and text. Dates are text (YYYY-MM-DD), ids are text, booleans are 0 and 1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/json.h>

namespace doorstep::db {

// One parameter. Text is borrowed: it must live until the statement has run.
struct Value {
  enum class Kind { null, integer, real, text } kind = Kind::null;
  int64_t integer = 0;
  double real = 0;
  std::string_view text;
  std::string kept;  // owns the text of values that had to be written out, dates for example
};

template <class T>
Value to_value(const T& from) {
  using Kind = Value::Kind;
  if constexpr (describe::is_optional<T>::value) {
    return from ? to_value(*from) : Value{};
  } else if constexpr (std::is_same_v<T, std::nullptr_t>) {
    return {};
  } else if constexpr (std::is_same_v<T, bool>) {
    return {Kind::integer, from ? 1 : 0, 0, {}, {}};
  } else if constexpr (describe::DescribedEnum<T>) {
    return {Kind::text, 0, 0, describe::enum_name(from), {}};
  } else if constexpr (std::is_integral_v<T>) {
    return {Kind::integer, static_cast<int64_t>(from), 0, {}, {}};
  } else if constexpr (std::is_floating_point_v<T>) {
    return {Kind::real, 0, static_cast<double>(from), {}, {}};
  } else if constexpr (std::is_same_v<T, Date>) {
    return {Kind::text, 0, 0, {}, from.text()};
  } else if constexpr (std::is_same_v<T, SchoolYear>) {
    return {Kind::integer, from.start, 0, {}, {}};
  } else if constexpr (json::is_id<T>::value) {
    return from.empty() ? Value{} : Value{Kind::text, 0, 0, from.value, {}};
  } else {
    return {Kind::text, 0, 0, std::string_view{from}, {}};
  }
}

// The text a Value carries, wherever it is kept.
inline std::string_view text_of(const Value& value) { return value.kept.empty() ? value.text : value.kept; }

// One row under the cursor; valid until the cursor moves. Columns count from 0.
class RowView {
 public:
  virtual ~RowView() = default;
  virtual bool is_null(int column) const = 0;
  virtual int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
};

template <class T>
void from_column(const RowView& row, int column, T& to) {
  if constexpr (describe::is_optional<T>::value) {
    if (row.is_null(column))
      to.reset();
    else
      from_column(row, column, to.emplace());
  } else if constexpr (std::is_same_v<T, bool>) {
    to = row.integer(column) != 0;
  } else if constexpr (describe::DescribedEnum<T>) {
    if (const auto found = describe::enum_value<T>(row.text(column))) to = *found;
  } else if constexpr (std::is_integral_v<T>) {
    to = static_cast<T>(row.integer(column));
  } else if constexpr (std::is_floating_point_v<T>) {
    to = static_cast<T>(row.real(column));
  } else if constexpr (std::is_same_v<T, Date>) {
    to = Date::parse(row.text(column)).value_or(Date::always());
  } else if constexpr (std::is_same_v<T, SchoolYear>) {
    to.start = static_cast<int>(row.integer(column));
  } else if constexpr (json::is_id<T>::value) {
    to.value = std::string{row.text(column)};
  } else {
    to = std::string{row.text(column)};
  }
}

// Fills a described struct from columns in the order of its members, or a single plain value from the first column.
template <class Row>
Row row_of(const RowView& row) {
  Row made{};
  if constexpr (describe::DescribedStruct<Row> && !std::is_same_v<Row, Words>) {
    int column = 0;
    describe::each_member(made, [&](std::string_view, auto& member) { from_column(row, column++, member); });
  } else {
    from_column(row, 0, made);
  }
  return made;
}

// "id, name, begin_on": the members of a described struct as a list of columns, optionally each prefixed ("s.").
template <describe::DescribedStruct Row>
std::string columns_of(std::string_view prefix = "") {
  std::string list;
  const Row sample{};
  describe::each_member(sample, [&](std::string_view name, const auto&) {
    if (!list.empty()) list += ", ";
    list.append(prefix).append(name);
  });
  return list;
}

// "SELECT <members of Row> FROM table <rest>", the one shape of a store's questions.
template <describe::DescribedStruct Row>
std::string select_from(std::string_view table, std::string_view rest) {
  return "SELECT " + columns_of<Row>() + " FROM " + std::string{table} + " " + std::string{rest};
}

}  // namespace doorstep::db
