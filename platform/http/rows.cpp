#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "route.h"
#include "text.h"

namespace doorstep::http {

std::string disposition(const std::string& name, bool shown) {
  std::string plain, coded;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool safe = letter || c == '.' || c == '-' || c == '_';
    if (safe || c == ' ' || c == '(' || c == ')')
      plain += c;
    else if (plain.empty() || plain.back() != '_')
      plain += '_';
    if (safe)
      coded += c;
    else
      coded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  auto said = fmt::format(R"({}; filename="{}")", shown ? "inline" : "attachment", plain);
  if (plain != name) said += "; filename*=UTF-8''" + coded;
  return said;
}

Reply download(std::string type, const std::string& name, std::string body) {
  Reply reply;
  reply.type = std::move(type);
  reply.body = std::move(body);
  reply.headers.emplace_back("Content-Disposition", disposition(name));
  return reply;
}

std::string Call::cookie(std::string_view name) const {
  const auto* sent = headers.find("cookie");
  return sent ? std::string{cookie_in(*sent, name)} : std::string{};
}

std::string Call::if_match() const {
  std::string_view tag;
  if (const auto* found = headers.find("if-match")) tag = *found;
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') tag = tag.substr(1, tag.size() - 2);
  return std::string{tag};
}

namespace detail {
namespace {

template <class T>
bool whole_text(std::string_view text, T& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Words parse_flag(std::string_view text, bool& to) {
  to = text == "true" || text == "1";
  if (to || text == "false" || text == "0") return {};
  return say("应为 true 或 false", "must be true or false");
}

Words parse_number(std::string_view text, double& to) {
  double number = 0;
  if (!whole_text(text, number) || !std::isfinite(number)) return say("应为数字", "must be a number");
  to = number;
  return {};
}

Words parse_whole(std::string_view text, int64_t least, int64_t most, int64_t& to) {
  if (!whole_text(text, to) || to < least || to > most) return say("应为整数", "must be a whole number");
  return {};
}

Words parse_day(std::string_view text, Date& to) {
  const auto day = Date::parse(text);
  if (!day) return say("应为存在的日期，格式 YYYY-MM-DD", "must be a day that exists, as YYYY-MM-DD");
  to = *day;
  return {};
}

Words parse_id(std::string_view text, std::string& to) {
  if (!is_uuid(text)) return say("应为编号（36 位 UUID）", "must be an id (a UUID of 36 characters)");
  to = std::string{text};
  return {};
}

Words not_one_of(const std::vector<std::string>& names) {
  return say("应为以下之一：{}", "must be one of: {}", fmt::format("{}", fmt::join(names, ", ")));
}

std::string parameters_text(const std::string& path, const std::vector<Parameter>& parameters) {
  std::string list = "[";
  for (const auto& parameter : parameters) {
    const bool in_path = path.find(fmt::format("{{{}}}", parameter.name)) != path.npos;
    if (list.size() > 1) list += ',';
    list += R"({"name":)";
    json::write_string(list, parameter.name);
    list += in_path ? R"(,"in":"path","required":true,)" : R"(,"in":"query",)";
    if (parameter.list) list += R"("explode":false,)";
    list += R"("schema":)" + parameter.schema + "}";
  }
  return list + "]";
}

void unknown_parameters(const Call& call, const std::vector<std::string>& known, std::vector<FieldError>& faults) {
  for (const auto& [name, value] : call.parameters)
    if (!std::ranges::count(known, name))
      faults.push_back({name, known.empty() ? say("此处没有参数", "no parameters are taken here")
                                            : say("未知的参数；可用：{}", "is not known here; there are: {}",
                                                  fmt::format("{}", fmt::join(known, ", ")))});
}

tl::unexpected<Error> wrong_parameters(std::vector<FieldError> faults) {
  return refuse(Fault::invalid, "parameters-invalid", say("请求的参数有误", "some parameters are wrong"),
                std::move(faults));
}

Result<void> json_expected(const Call& call) {
  const auto type = call.header("content-type");
  if (type.starts_with("application/json")) return {};
  return refuse(Fault::invalid, "media-type-unsupported",
                say("请求内容须为 application/json", "the body must be sent as application/json"));
}

}  // namespace detail
}  // namespace doorstep::http
