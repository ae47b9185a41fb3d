// JSON of described structs: write() for replies, read() for requests, Schemas for the OpenAPI contract.
//
// Kinds: bool, integers, double (NaN and infinities are written null), std::string, Date, SchoolYear, Id, described
// enums (as their names), optional, vector, map<string, T>, Words ({"zh","en"}), Raw (JSON already made) and described
// structs of these. The open ends of a span, Date::always() and Date::never(), are written null.
#pragma once

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <typeindex>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>

namespace doorstep {
BOOST_DESCRIBE_STRUCT(Words, (), (zh, en))
BOOST_DESCRIBE_STRUCT(FieldError, (), (field, what))
BOOST_DESCRIBE_ENUM(Language, zh, en)
BOOST_DESCRIBE_ENUM(Role, administrator, district_officer, group_president, principal, teacher, visitor)
}  // namespace doorstep

namespace doorstep::json {

// JSON text that is copied as it is. In a schema it is "anything".
struct Raw {
  std::string text = "null";
};

void write_string(std::string& out, std::string_view text);

template <class T>
void write(std::string& out, const T& value);

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

template <class T>
void write(std::string& out, const T& value) {
  using namespace describe;
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (DescribedEnum<T>) {
    write_string(out, enum_name(value));
  } else if constexpr (std::is_integral_v<T>) {
    fmt::format_to(std::back_inserter(out), "{}", value);
  } else if constexpr (std::is_floating_point_v<T>) {
    if (std::isfinite(value))
      fmt::format_to(std::back_inserter(out), "{}", value);
    else
      out += "null";
  } else if constexpr (std::is_convertible_v<T, std::string_view>) {
    write_string(out, value);
  } else if constexpr (std::is_same_v<T, Raw>) {
    out += value.text;
  } else if constexpr (std::is_same_v<T, Date>) {
    if (value == Date::always() || value == Date::never())
      out += "null";
    else
      write_string(out, value.text());
  } else if constexpr (std::is_same_v<T, SchoolYear>) {
    fmt::format_to(std::back_inserter(out), "{}", value.start);
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
      if (!first) out += ',';
      first = false;
      write_string(out, name.ends_with('_') ? name.substr(0, name.size() - 1) : name);
      out += ':';
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

namespace detail {
void wrong(Faults& faults, const std::string& path, Words what);
}

template <class T>
void read(const boost::json::value& from, T& to, const std::string& path, Faults& faults) {
  using namespace describe;
  using detail::wrong;
  if constexpr (std::is_same_v<T, Raw>) {
    to.text = boost::json::serialize(from);
  } else if constexpr (is_optional<T>::value) {
    if (from.is_null()) {
      to.reset();
    } else {
      read(from, to.emplace(), path, faults);
    }
  } else if constexpr (std::is_same_v<T, bool>) {
    if (from.is_bool())
      to = from.get_bool();
    else
      wrong(faults, path, say("应为 true 或 false", "must be true or false"));
  } else if constexpr (DescribedEnum<T>) {
    const auto found = from.is_string() ? enum_value<T>(std::string_view{from.get_string()}) : std::nullopt;
    if (found)
      to = *found;
    else
      wrong(faults, path,
            say("应为以下之一：{}", "must be one of: {}", fmt::format("{}", fmt::join(enum_names<T>(), ", "))));
  } else if constexpr (std::is_integral_v<T>) {
    boost::system::error_code error;
    const T number = from.to_number<T>(error);
    if (error)
      wrong(faults, path, say("应为整数", "must be a whole number"));
    else
      to = number;
  } else if constexpr (std::is_floating_point_v<T>) {
    boost::system::error_code error;
    const T number = from.to_number<T>(error);
    if (error || !std::isfinite(number))
      wrong(faults, path, say("应为数字", "must be a number"));
    else
      to = number;
  } else if constexpr (std::is_same_v<T, SchoolYear>) {
    read(from, to.start, path, faults);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (from.is_string())
      to = std::string{from.get_string()};
    else
      wrong(faults, path, say("应为文本", "must be text"));
  } else if constexpr (std::is_same_v<T, Date>) {
    const auto day = from.is_string() ? Date::parse(std::string_view{from.get_string()}) : std::nullopt;
    if (day)
      to = *day;
    else
      wrong(faults, path, say("应为存在的日期，格式 YYYY-MM-DD", "must be a day that exists, as YYYY-MM-DD"));
  } else if constexpr (is_id<T>::value) {
    if (from.is_string() && is_uuid(std::string_view{from.get_string()}))
      to.value = std::string{from.get_string()};
    else
      wrong(faults, path, say("应为编号（36 位 UUID）", "must be an id (a UUID of 36 characters)"));
  } else if constexpr (is_vector<T>::value) {
    if (!from.is_array()) return wrong(faults, path, say("应为列表", "must be a list"));
    for (size_t i = 0; i < from.get_array().size(); ++i)
      read(from.get_array()[i], to.emplace_back(), fmt::format("{}/{}", path, i), faults);
  } else if constexpr (is_map<T>::value) {
    if (!from.is_object()) return wrong(faults, path, say("应为对象", "must be an object"));
    for (const auto& entry : from.get_object())
      read(entry.value(), to[std::string{entry.key()}], fmt::format("{}/{}", path, std::string_view{entry.key()}),
           faults);
  } else {
    static_assert(DescribedStruct<T>, "describe the struct: BOOST_DESCRIBE_STRUCT(Name, (), (members))");
    if (!from.is_object()) return wrong(faults, path, say("应为对象", "must be an object"));
    const auto& object = from.get_object();
    size_t known = 0;
    each_member(to, [&](std::string_view name, auto& member) {
      if (name.ends_with('_')) name.remove_suffix(1);
      const auto here = path.empty() ? std::string{name} : fmt::format("{}/{}", path, name);
      if (const auto* found = object.if_contains(name)) {
        ++known;
        read(*found, member, here, faults);
      } else if constexpr (!may_be_absent<std::remove_cvref_t<decltype(member)>>) {
        wrong(faults, here, say("缺少此项", "is missing"));
      }
    });
    if (known < object.size()) {
      for (const auto& entry : object) {
        bool expected = false;
        each_member(to, [&](std::string_view name, const auto&) {
          if (name.ends_with('_')) name.remove_suffix(1);
          expected = expected || name == std::string_view{entry.key()};
        });
        if (!expected)
          wrong(faults,
                path.empty() ? std::string{entry.key()} : fmt::format("{}/{}", path, std::string_view{entry.key()}),
                say("未知的项", "is not known here"));
      }
    }
  }
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
  if (!faults.empty())
    return refuse(Fault::invalid, "fields-invalid", say("提交的内容有误", "some fields are wrong"), std::move(faults));
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
    const auto or_null = [&](std::string_view type) {
      return way == Way::read ? fmt::format(R"("type":"{}")", type) : fmt::format(R"("type":["{}","null"])", type);
    };
    if constexpr (std::is_same_v<T, bool>) {
      return R"({"type":"boolean"})";
    } else if constexpr (DescribedEnum<T>) {
      std::string out = R"({"type":"string","enum":)";
      write(out, enum_names<T>());
      return out + "}";
    } else if constexpr (std::is_integral_v<T>) {
      return R"({"type":"integer"})";
    } else if constexpr (std::is_floating_point_v<T>) {
      return "{" + or_null("number") + "}";
    } else if constexpr (std::is_same_v<T, std::string>) {
      return R"({"type":"string"})";
    } else if constexpr (std::is_same_v<T, Raw>) {
      return "{}";
    } else if constexpr (std::is_same_v<T, Date>) {
      return "{" + or_null("string") + R"(,"format":"date"})";
    } else if constexpr (std::is_same_v<T, SchoolYear>) {
      return R"({"type":"integer","description":"calendar year in which the school year begins"})";
    } else if constexpr (is_id<T>::value) {
      return "{" + or_null("string") + R"(,"format":"uuid"})";
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
  std::map<std::string, std::type_index> owners_;

  template <class T>
  std::string struct_ref(Way way) {
    const std::string name = describe::type_name<T>() + (way == Way::read ? "Input" : "");
    const auto [owner, first] = owners_.try_emplace(name, typeid(T));
    if (owner->second != typeid(T)) throw std::logic_error("two structs of the API are named " + name);
    if (first) {
      definitions[name] = "";  // stops the recursion of a struct that contains itself
      std::string properties, required;
      const T sample{};
      describe::each_member(sample, [&](std::string_view member, const auto& of) {
        using Member = std::remove_cvref_t<decltype(of)>;
        if (member.ends_with('_')) member.remove_suffix(1);
        if (!properties.empty()) properties += ',';
        write_string(properties, member);
        properties += ':' + ref<Member>(way);
        if (way == Way::read && may_be_absent<Member>) return;
        if (!required.empty()) required += ',';
        write_string(required, member);
      });
      if (!required.empty()) required = R"(,"required":[)" + required + "]";
      definitions[name] = R"({"type":"object","properties":{)" + properties + "}" + required +
                          (way == Way::read ? R"(,"additionalProperties":false})" : "}");
    }
    return R"({"$ref":"#/components/schemas/)" + name + R"("})";
  }
};

}  // namespace doorstep::json
