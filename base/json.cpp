#include "json.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/src.hpp>
#include <cmath>
#include <stdexcept>

namespace doorstep::json {

void write_string(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  size_t plain = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
    }
  }
  out.append(text, plain);
  out += '"';
}

Result<boost::json::value> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 32;
  boost::system::error_code error;
  boost::json::stream_parser parser{{}, options};
  const size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error && read == text.size()) parser.finish(error);
  if (!error && read < text.size()) error = boost::json::error::extra_data;
  if (error) {
    size_t line = 1, column = 1;
    for (size_t i = 0; i < read && i < text.size(); ++i) {
      ++column;
      if (text[i] == '\n') ++line, column = 1;
    }
    return refuse(Fault::invalid, "json-invalid",
                  say("不是有效的 JSON：第 {} 行第 {} 列（{}）", "not valid JSON: line {}, column {} ({})", line,
                      column, error.message()));
  }
  return parser.release();
}

void write_number(std::string& out, int64_t number) { fmt::format_to(std::back_inserter(out), "{}", number); }

void write_number(std::string& out, double number) {
  if (std::isfinite(number))
    fmt::format_to(std::back_inserter(out), "{}", number);
  else
    out += "null";
}

void write_day(std::string& out, Date day) {
  if (day == Date::always() || day == Date::never())
    out += "null";
  else
    write_string(out, day.text());
}

void write_name(std::string& out, std::string_view name, bool& first) {
  if (!first) out += ',';
  first = false;
  if (name.ends_with('_')) name.remove_suffix(1);
  write_string(out, name);
  out += ':';
}

namespace detail {

void wrong(Faults& faults, const std::string& path, Words what) {
  if (faults.size() < 100) faults.push_back({path, std::move(what)});
}

void wrong_enum(Faults& faults, const std::string& path, const std::vector<std::string>& names) {
  wrong(faults, path, say("应为以下之一：{}", "must be one of: {}", fmt::format("{}", fmt::join(names, ", "))));
}

tl::unexpected<Error> fields_invalid(Faults faults) {
  return refuse(Fault::invalid, "fields-invalid", say("提交的内容有误", "some fields are wrong"), std::move(faults));
}

std::string below(const std::string& path, std::string_view name) {
  return path.empty() ? std::string{name} : fmt::format("{}/{}", path, name);
}

std::optional<bool> flag(const boost::json::value& from, const std::string& path, Faults& faults) {
  if (from.is_bool()) return from.get_bool();
  wrong(faults, path, say("应为 true 或 false", "must be true or false"));
  return std::nullopt;
}

std::optional<double> number(const boost::json::value& from, const std::string& path, Faults& faults) {
  boost::system::error_code error;
  const auto number = from.to_number<double>(error);
  if (!error && std::isfinite(number)) return number;
  wrong(faults, path, say("应为数字", "must be a number"));
  return std::nullopt;
}

std::optional<int64_t> whole(const boost::json::value& from, int64_t least, int64_t most, const std::string& path,
                             Faults& faults) {
  boost::system::error_code error;
  const auto number = from.to_number<int64_t>(error);
  if (!error && number >= least && number <= most) return number;
  wrong(faults, path, say("应为整数", "must be a whole number"));
  return std::nullopt;
}

std::optional<std::string> words(const boost::json::value& from, const std::string& path, Faults& faults) {
  if (from.is_string()) return std::string{from.get_string()};
  wrong(faults, path, say("应为文本", "must be text"));
  return std::nullopt;
}

std::optional<Date> day(const boost::json::value& from, const std::string& path, Faults& faults) {
  const auto day = from.is_string() ? Date::parse(std::string_view{from.get_string()}) : std::nullopt;
  if (!day) wrong(faults, path, say("应为存在的日期，格式 YYYY-MM-DD", "must be a day that exists, as YYYY-MM-DD"));
  return day;
}

std::optional<std::string> id(const boost::json::value& from, const std::string& path, Faults& faults) {
  if (from.is_string() && is_uuid(std::string_view{from.get_string()})) return std::string{from.get_string()};
  wrong(faults, path, say("应为编号（36 位 UUID）", "must be an id (a UUID of 36 characters)"));
  return std::nullopt;
}

const boost::json::array* list(const boost::json::value& from, const std::string& path, Faults& faults) {
  if (!from.is_array()) wrong(faults, path, say("应为列表", "must be a list"));
  return from.if_array();
}

const boost::json::object* object(const boost::json::value& from, const std::string& path, Faults& faults) {
  if (!from.is_object()) wrong(faults, path, say("应为对象", "must be an object"));
  return from.if_object();
}

const boost::json::value* Members::find(std::string_view name, bool may_be_absent) {
  if (name.ends_with('_')) name.remove_suffix(1);
  asked_.push_back(name);
  const auto* found = object_.if_contains(name);
  if (found)
    ++found_;
  else if (!may_be_absent)
    wrong(faults_, below(path_, name), say("缺少此项", "is missing"));
  return found;
}

std::string Members::place(std::string_view name) const {
  if (name.ends_with('_')) name.remove_suffix(1);
  return below(path_, name);
}

void Members::tell_unknown() const {
  if (found_ == object_.size()) return;
  for (const auto& entry : object_)
    if (std::ranges::find(asked_, std::string_view{entry.key()}) == asked_.end())
      wrong(faults_, below(path_, entry.key()), say("未知的项", "is not known here"));
}

}  // namespace detail

std::string Schemas::or_null(std::string_view type, Way way) {
  return way == Way::read ? fmt::format(R"("type":"{}")", type) : fmt::format(R"("type":["{}","null"])", type);
}

bool Schemas::begin(const std::string& name, std::type_index owner) {
  const auto [known, first] = owners_.try_emplace(name, owner);
  if (known->second != owner) throw std::logic_error("two structs of the API are named " + name);
  if (first) definitions[name] = "";  // stops the recursion of a struct that contains itself
  return first;
}

void Schemas::define(const std::string& name, const std::vector<Member>& members, Way way) {
  std::string properties, required;
  bool first = true, first_required = true;
  for (const auto& member : members) {
    write_name(properties, member.name, first);
    properties += member.schema;
    if (way == Way::read && member.optional) continue;
    std::string quoted;
    write_name(quoted, member.name, first_required);
    quoted.pop_back();  // the colon
    required += quoted;
  }
  if (!required.empty()) required = R"(,"required":[)" + required + "]";
  definitions[name] = R"({"type":"object","properties":{)" + properties + "}" + required +
                      (way == Way::read ? R"(,"additionalProperties":false})" : "}");
}

}  // namespace doorstep::json
