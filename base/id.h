// Ids: opaque 128-bit names in the text form of a UUID (36 characters, lower case). They carry no meaning and no
// person's data. A record that came from another system gets the id derived from that system's own id, so that the
// same file read twice names the same things without a table of translations.
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace doorstep {

template <class Tag>
struct Id {
  std::string value;

  bool empty() const { return value.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
  friend bool operator==(const Id&, const Id&) = default;
};

using OrgId = Id<struct OrgTag>;  // a node of the one administrative tree: region, district, town, school, or a group
using CampusId = Id<struct CampusTag>;
using PersonId = Id<struct PersonTag>;
using ClassId = Id<struct ClassTag>;
using AccountId = Id<struct AccountTag>;
using SourceId = Id<struct SourceTag>;  // where data came from: a file or a system, with its licence

// True for 8-4-4-4-12 lower-case hexadecimal digits.
bool is_uuid(std::string_view text);

// A new random id (UUID version 4) from the operating system's generator. Thread safe.
std::string new_uuid();

// The id (UUID version 8) of the record `name` of kind `kind` in the system `space`; the same three texts always give
// the same id. `pepper` keeps ids of persons from being guessed back from their national numbers; pass the
// instance's secret for persons, "" for everything else.
std::string derived_uuid(std::string_view space, std::string_view kind, std::string_view name,
                         std::string_view pepper = "");

}  // namespace doorstep

template <class Tag>
// NOLINTNEXTLINE(readability-identifier-naming): the library's name
struct std::hash<doorstep::Id<Tag>> {
  size_t operator()(const doorstep::Id<Tag>& id) const { return std::hash<std::string>{}(id.value); }
};
