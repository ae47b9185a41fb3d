// JSON of described structs: write() for replies, read() for requests, Schemas for the OpenAPI contract.
//
// Kinds: bool, integers, double (NaN and infinities are written null), std::string, Date, SchoolYear, Id, described
// enums (as their names), optional, vector, map<string, T>, Words ({"zh","en"}), Raw (JSON already made) and described
// structs of these. The open ends of a span, Date::always() and Date::never(), are written null.
#pragma once

#include <fmt/format.h>

#include <boost/json.hpp>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <typeindex>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>

namespace doorstep {
BOOST_DESCRIBE_STRUCT(Words, (), (zh, en))
BOOST_DESCRIBE_STRUCT(FieldError, (), (field, what))
BOOST_DESCRIBE_ENUM(Language, zh, en)
BOOST_DESCRIBE_ENUM(Role, administrator, district_officer, group_president, council_member, centre_head, principal,
                    subject_leader, homeroom_teacher, teacher, student, guardian, visitor)
}  // namespace doorstep

namespace doorstep::json {

// JSON text that is copied as it is. In a schema it is "anything".
struct Raw {
  std::string text = "null";
};

void write_string(std::string& out, std::string_view text);
void write_number(std::string& out, int64_t number);
void write_number(std::string& out, double number);  // null when it is not finite
void write_day(std::string& out, Date day);
// "name": after a comma unless it is the first; a name's trailing underscore is for the compiler only.
void write_name(std::string& out, std::string_view name, bool& first);

template <class T>
void write(std::string& out, const T& value);

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

template <class T>
void write(std::string& out, const T& value) {
  using namespace describe;
  // NOLINTNEXTLINE(bugprone-branch-clone): one branch a type
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (DescribedEnum<T>) {
    write_string(out, enum_name(value));
  } else if constexpr (std::is_integral_v<T>) {
    write_number(out, static_cast<int64_t>(value));
  } else if constexpr (std::is_floating_point_v<T>) {
    write_number(out, static_cast<double>(value));
  } else if constexpr (std::is_convertible_v<T, std::string_view>) {
    write_string(out, value);
  } else if constexpr (std::is_same_v<T, Raw>) {
    out += value.text;
  } else if constexpr (std::is_same_v<T, Date>) {
    write_day(out, value);
  } else if constexpr (std::is_same_v<T, SchoolYear>) {
    write_number(out, static_cast<int64_t>(value.start));
  } else if constexpr (is_id<T>::value) {
    if (value.empty())
      out += "null";
    else
      write_string(out, value.value);
  } else if constexpr (is_optional<T>::value) {
    if (value)
      write(out, *value);
    else
      out += "null";
  } else if constexpr (is_vector<T>::value) {
    out += '[';
    bool first = true;
    for (const auto& item : value) {
      if (!first) out += ',';
      first = false;
      write(out, item);
    }
    out += ']';
  } else if constexpr (is_map<T>::value) {
    out += '{';
    bool first = true;
    for (const auto& [key, item] : value) {
      if (!first) out += ',';
      first = false;
      write_string(out, key);
      out += ':';
      write(out, item);
    }
    out += '}';
  } else {
    static_assert(DescribedStruct<T>, "describe the struct: BOOST_DESCRIBE_STRUCT(Name, (), (members))");
    out += '{';
    bool first = true;
    each_member(value, [&](std::string_view name, const auto& member) {
      write_name(out, name, first);
      write(out, member);
    });
    out += '}';
  }
}

template <class T>
std::string text(const T& value) {
  std::string out;
  write(out, value);
  return out;
}

// Parses with limits: at most 32 levels deep. The error names line and column.
Result<boost::json::value> parse(std::string_view text);

// What read() found wrong, by path ("members/3/begin").
using Faults = std::vector<FieldError>;

template <class T>
void read(const boost::json::value& from, T& to, const std::string& path, Faults& faults);

// Members that a request may leave out.
template <class T>
inline constexpr bool may_be_absent =
    describe::is_optional<T>::value || describe::is_vector<T>::value || describe::is_map<T>::value;

// What reading does that is the same for every type, compiled once. Each names what is wrong at `path`.
namespace detail {
void wrong(Faults& faults, const std::string& path, Words what);
void wrong_enum(Faults& faults, const std::string& path, const std::vector<std::string>& names);
tl::unexpected<Error> fields_invalid(Faults faults);
std::string below(const std::string& path, std::string_view name);
std::optional<bool> flag(const boost::json::value& from, const std::string& path, Faults& faults);
std::optional<double> number(const boost::json::value& from, const std::string& path, Faults& faults);
std::optional<int64_t> whole(const boost::json::value& from, int64_t least, int64_t most, const std::string& path,
                             Faults& faults);
std::optional<std::string> words(const boost::json::value& from, const std::string& path, Faults& faults);
std::optional<Date> day(const boost::json::value& from, const std::string& path, Faults& faults);
std::optional<std::string> id(const boost::json::value& from, const std::string& path, Faults& faults);
const boost::json::array* list(const boost::json::value& from, const std::string& path, Faults& faults);
const boost::json::object* object(const boost::json::value& from, const std::string& path, Faults& faults);

// The members of one object, asked for one by one.
class Members {
 public:
  Members(const boost::json::object& object, const std::string& path, Faults& faults)
      : object_(object), path_(path), faults_(faults) {}
  // Null when it is not there; a fault when it must be.
  const boost::json::value* find(std::string_view name, bool may_be_absent);
  std::string place(std::string_view name) const;
  void tell_unknown() const;  // what the object has and nobody asked for

 private:
  const boost::json::object& object_;
  const std::string& path_;
  Faults& faults_;
  std::vector<std::string_view> asked_;
  size_t found_ = 0;
};
}  // namespace detail

template <class T>
void read(const boost::json::value& from, T& to, const std::string& path, Faults& faults) {
  using namespace describe;
  const auto take = [&](auto&& found) {
    if (found) to = static_cast<T>(std::move(*found));
  };
  // NOLINTBEGIN(bugprone-branch-clone): one branch a type
  if constexpr (std::is_same_v<T, Raw>) {
    to.text = boost::json::serialize(from);
  } else if constexpr (is_optional<T>::value) {
    if (from.is_null())
      to.reset();
    else
      read(from, to.emplace(), path, faults);
  } else if constexpr (std::is_same_v<T, bool>) {
    take(detail::flag(from, path, faults));
  } else if constexpr (DescribedEnum<T>) {
    const auto found = from.is_string() ? enum_value<T>(std::string_view{from.get_string()}) : std::nullopt;
    if (!found) return detail::wrong_enum(faults, path, enum_names<T>());
    to = *found;
  } else if constexpr (std::is_integral_v<T>) {
    using Limits = std::numeric_limits<T>;
    static_assert(std::is_signed_v<T>, "numbers of the API are signed");
    take(detail::whole(from, Limits::min(), Limits::max(), path, faults));
  } else if constexpr (std::is_floating_point_v<T>) {
    take(detail::number(from, path, faults));
  } else if constexpr (std::is_same_v<T, SchoolYear>) {
    read(from, to.start, path, faults);
  } else if constexpr (std::is_same_v<T, std::string>) {
    take(detail::words(from, path, faults));
  } else if constexpr (std::is_same_v<T, Date>) {
    take(detail::day(from, path, faults));
  } else if constexpr (is_id<T>::value) {
    if (auto found = detail::id(from, path, faults)) to.value = std::move(*found);
  } else if constexpr (is_vector<T>::value) {
    const auto* items = detail::list(from, path, faults);
    if (!items) return;
    size_t at = 0;
    for (const auto& item : *items) read(item, to.emplace_back(), detail::below(path, std::to_string(at++)), faults);
  } else if constexpr (is_map<T>::value) {
    const auto* entries = detail::object(from, path, faults);
    if (!entries) return;
    for (const auto& entry : *entries)
      read(entry.value(), to[std::string{entry.key()}], detail::below(path, entry.key()), faults);
  } else {
    static_assert(DescribedStruct<T>, "describe the struct: BOOST_DESCRIBE_STRUCT(Name, (), (members))");
    const auto* entries = detail::object(from, path, faults);
    if (!entries) return;
    detail::Members members{*entries, path, faults};
    each_member(to, [&](std::string_view name, auto& member) {
      constexpr bool optional = may_be_absent<std::remove_cvref_t<decltype(member)>>;
      if (const auto* found = members.find(name, optional)) read(*found, member, members.place(name), faults);
    });
    members.tell_unknown();
  }
  // NOLINTEND(bugprone-branch-clone)
}

// Reads a whole T from JSON text. Every wrong field is named, not only the first. Members that are optional, vectors or
// maps may be absent; all others are required; members that T does not have are refused.
template <class T>
Result<T> read_text(std::string_view source) {
  auto parsed = parse(source);
  if (!parsed) return pass_on(parsed);
  T value{};
  Faults faults;
  read(*parsed, value, "", faults);
  if (!faults.empty()) return detail::fields_invalid(std::move(faults));
  return value;
}

// The components/schemas of an OpenAPI document, collected while routes are described. ref<T>() returns the schema of
// T as JSON text: inline for plain kinds, a $ref for structs, whose definition is kept in `definitions`.
//
// What is read is stricter than what is written: write() always writes every member, and writes null for NaN, open ends
// and nobody; read() lets optional members, lists and maps be absent and refuses those nulls. So a struct that requests
// carry has a second definition, its name ending in "Input".
struct Schemas {
  enum class Way { written, read };
  std::map<std::string, std::string> definitions;

  template <class T>
  std::string ref(Way way = Way::written) {
    using namespace describe;
    if constexpr (std::is_same_v<T, bool>) {
      return R"({"type":"boolean"})";
    } else if constexpr (DescribedEnum<T>) {
      std::string out = R"({"type":"string","enum":)";
      write(out, enum_names<T>());
      return out + "}";
    } else if constexpr (std::is_integral_v<T>) {
      return R"({"type":"integer"})";
    } else if constexpr (std::is_floating_point_v<T>) {  // NOLINT(bugprone-branch-clone)
      return "{" + or_null("number", way) + "}";
    } else if constexpr (std::is_same_v<T, std::string>) {
      return R"({"type":"string"})";
    } else if constexpr (std::is_same_v<T, Raw>) {
      return "{}";
    } else if constexpr (std::is_same_v<T, Date>) {
      return "{" + or_null("string", way) + R"(,"format":"date"})";
    } else if constexpr (std::is_same_v<T, SchoolYear>) {
      return R"({"type":"integer","description":"calendar year in which the school year begins"})";
    } else if constexpr (is_id<T>::value) {
      return "{" + or_null("string", way) + R"(,"format":"uuid"})";
    } else if constexpr (is_optional<T>::value) {
      return R"({"anyOf":[)" + ref<typename T::value_type>(way) + R"(,{"type":"null"}]})";
    } else if constexpr (is_vector<T>::value) {
      return R"({"type":"array","items":)" + ref<typename T::value_type>(way) + "}";
    } else if constexpr (is_map<T>::value) {
      return R"({"type":"object","additionalProperties":)" + ref<typename T::mapped_type>(way) + "}";
    } else {
      return struct_ref<T>(way);
    }
  }

 private:
  struct Member {
    std::string_view name;
    std::string schema;
    bool optional = false;
  };

  static std::string or_null(std::string_view type, Way way);
  // True when the definition has to be made; throws when another struct has the name.
  bool begin(const std::string& name, std::type_index owner);
  void define(const std::string& name, const std::vector<Member>& members, Way way);

  std::map<std::string, std::type_index> owners_;

  template <class T>
  std::string struct_ref(Way way) {
    const std::string name = describe::type_name<T>() + (way == Way::read ? "Input" : "");
    if (begin(name, typeid(T))) {
      std::vector<Member> members;
      const T sample{};
      describe::each_member(sample, [&](std::string_view member, const auto& of) {
        using Kind = std::remove_cvref_t<decltype(of)>;
        members.push_back({member, ref<Kind>(way), may_be_absent<Kind>});
      });
      define(name, members, way);
    }
    return R"({"$ref":"#/components/schemas/)" + name + R"("})";
  }
};

}  // namespace doorstep::json
