// Tables: what each struct of rows.h is called in the database and by which members its rows are told apart.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include <doorstep/base/describe.h>
#include <doorstep/db/value.h>
#include <doorstep/registry/intake.h>
#include <doorstep/registry/rows.h>

namespace doorstep::registry::store {

// Of<Row>: `table` for people and reports, `name` in SQL, `kind` in registry_past, `keys` the members that tell rows
// apart, `dated` when the row has a span.
template <class Row>
struct Of;

#define DOORSTEP_REGISTRY_ROW(Row, of, text, is_dated, ...)                      \
  template <>                                                                    \
  struct Of<Row> {                                                               \
    static constexpr Table table = Table::of;                                    \
    static constexpr std::string_view kind = text;                               \
    static constexpr std::string_view name = "registry_" text;                   \
    static constexpr bool dated = is_dated;                                      \
    static constexpr auto keys = std::to_array<std::string_view>({__VA_ARGS__}); \
  };
DOORSTEP_REGISTRY_ROW(OrgRow, org, "org", true, "id")
DOORSTEP_REGISTRY_ROW(CampusRow, campus, "campus", true, "id")
DOORSTEP_REGISTRY_ROW(PersonRow, person, "person", false, "id")
DOORSTEP_REGISTRY_ROW(StaffRow, staff, "staff", false, "id")
DOORSTEP_REGISTRY_ROW(RoleRow, role, "role", true, "id")
DOORSTEP_REGISTRY_ROW(TermRow, term, "term", true, "id")
DOORSTEP_REGISTRY_ROW(CourseRow, course, "course", false, "id")
DOORSTEP_REGISTRY_ROW(ClassRow, class_, "class", true, "id")
DOORSTEP_REGISTRY_ROW(EnrolmentRow, enrolment, "enrolment", true, "id")
DOORSTEP_REGISTRY_ROW(FacilityRow, facility, "facility", true, "id")
DOORSTEP_REGISTRY_ROW(ReturnRow, return_, "return", false, "year", "school_id", "stage", "figure")
DOORSTEP_REGISTRY_ROW(MembershipRow, membership, "membership", true, "id")
DOORSTEP_REGISTRY_ROW(SuccessorRow, successor, "successor", false, "from_id", "to_id")
DOORSTEP_REGISTRY_ROW(IdentifierRow, identifier, "identifier", true, "scheme", "value", "issuer", "begin_on")
#undef DOORSTEP_REGISTRY_ROW

// What is kept of every row beside what it says.
struct Kept {
  std::string source_id;
  int64_t source_print = 0;
  std::string sticky;
  Status status = Status::active;
  int64_t seq = 0;
  std::string modified;
  Date valid_from;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (source_id, source_print, sticky, status, seq, modified, valid_from))

template <class Row>
struct Held {
  Row row;
  Kept kept;
};

template <class Row>
constexpr bool is_key(std::string_view member) {
  for (const auto key : Of<Row>::keys)
    if (key == member) return true;
  return false;
}

template <class T>
std::string member_text(const T& member) {
  const auto value = db::to_value(member);
  if (value.kind == db::Value::Kind::integer) return std::to_string(value.integer);
  return std::string{db::text_of(value)};
}

// The key of a row in one text.
template <class Row>
std::string key_text(const Row& row) {
  std::string text;
  for (const auto key : Of<Row>::keys)
    describe::each_member(row, [&](std::string_view name, const auto& member) {
      if (name != key) return;
      if (!text.empty()) text += '|';
      text += member_text(member);
    });
  return text;
}

// True when `list` ("a,b") names `item`.
inline bool listed(std::string_view list, std::string_view item) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (list.substr(0, comma) == item) return true;
    list = comma == list.npos ? std::string_view{} : list.substr(comma + 1);
  }
  return false;
}

}  // namespace doorstep::registry::store
