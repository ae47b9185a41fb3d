// The templates behind route.h: parameters, replies and schemas derived from described structs.
#pragma once

#include <doorstep/http/route.h>

#include <charconv>
#include <cmath>

namespace doorstep::http {
namespace detail {

template <class T>
struct is_page : std::false_type {};
template <class T>
struct is_page<Page<T>> : std::true_type {};

void unknown_parameters(const Call& call, const std::vector<std::string>& known, std::vector<FieldError>& faults);
tl::unexpected<Error> wrong_parameters(std::vector<FieldError> faults);
Result<void> json_expected(const Call& call);

inline std::string_view bare(std::string_view member) {
  if (member.ends_with('_')) member.remove_suffix(1);
  return member;
}

template <class T>
bool parse_number(std::string_view text, T& to) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return false;
  if constexpr (std::is_floating_point_v<T>)
    if (!std::isfinite(number)) return false;
  to = number;
  return true;
}

// Empty words when `text` was a T.
template <class T>
Words parse_parameter(std::string_view text, T& to) {
  using namespace describe;
  if constexpr (is_optional<T>::value) {
    if (text.empty()) return {};
    return parse_parameter(text, to.emplace());
  } else if constexpr (is_vector<T>::value) {
    for (size_t at = 0; at < text.size();) {
      const auto comma = std::min(text.find(',', at), text.size());
      if (auto wrong = parse_parameter(text.substr(at, comma - at), to.emplace_back()); !wrong.empty()) return wrong;
      at = comma + 1;
    }
    return {};
  } else if constexpr (std::is_same_v<T, bool>) {
    to = text == "true" || text == "1";
    if (to || text == "false" || text == "0") return {};
    return say("应为 true 或 false", "must be true or false");
  } else if constexpr (DescribedEnum<T>) {
    const auto found = enum_value<T>(text);
    if (!found)
      return say("应为以下之一：{}", "must be one of: {}", fmt::format("{}", fmt::join(enum_names<T>(), ", ")));
    to = *found;
    return {};
  } else if constexpr (std::is_integral_v<T>) {
    return parse_number(text, to) ? Words{} : say("应为整数", "must be a whole number");
  } else if constexpr (std::is_floating_point_v<T>) {
    return parse_number(text, to) ? Words{} : say("应为数字", "must be a number");
  } else if constexpr (std::is_same_v<T, SchoolYear>) {
    return parse_parameter(text, to.start);
  } else if constexpr (std::is_same_v<T, Date>) {
    const auto day = Date::parse(text);
    if (!day) return say("应为存在的日期，格式 YYYY-MM-DD", "must be a day that exists, as YYYY-MM-DD");
    to = *day;
    return {};
  } else if constexpr (json::is_id<T>::value) {
    if (!is_uuid(text)) return say("应为编号（36 位 UUID）", "must be an id (a UUID of 36 characters)");
    to.value = std::string{text};
    return {};
  } else {
    static_assert(std::is_same_v<T, std::string>, "a parameter of this type cannot stand in a path or query");
    to = std::string{text};
    return {};
  }
}

// The schema of a value that stands in a path or query, where nothing is ever null.
template <class T>
std::string parameter_schema(json::Schemas& schemas) {
  if constexpr (describe::is_optional<T>::value)
    return parameter_schema<typename T::value_type>(schemas);
  else if constexpr (describe::is_vector<T>::value)
    return R"({"type":"array","items":)" + parameter_schema<typename T::value_type>(schemas) + "}";
  else if constexpr (std::is_floating_point_v<T>)
    return R"({"type":"number"})";
  else if constexpr (std::is_same_v<T, Date>)
    return R"({"type":"string","format":"date"})";
  else if constexpr (json::is_id<T>::value)
    return R"({"type":"string","format":"uuid"})";
  else
    return schemas.ref<T>();
}

template <class In>
std::string parameters_schema(const std::string& path, json::Schemas& schemas) {
  std::string list = "[";
  const In sample{};
  describe::each_member(sample, [&](std::string_view name, const auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    name = bare(name);
    const bool in_path = path.find(fmt::format("{{{}}}", name)) != path.npos;
    if (list.size() > 1) list += ',';
    list += R"({"name":)";
    json::write_string(list, name);
    list += in_path ? R"(,"in":"path","required":true,)" : R"(,"in":"query",)";
    if (describe::is_vector<Member>::value) list += R"("explode":false,)";
    list += R"("schema":)" + parameter_schema<Member>(schemas) + "}";
  });
  return list + "]";
}

template <class Out>
std::string reply_schema(json::Schemas& schemas) {
  if constexpr (std::is_same_v<Out, None> || std::is_same_v<Out, Reply>) {
    return {};
  } else if constexpr (is_page<Out>::value) {
    return R"({"type":"object","properties":{"items":)" + schemas.ref<decltype(Out::items)>() +
           R"(,"next":{"type":"string","description":"cursor of the next page; empty on the last"},)"
           R"("total":{"type":"integer"}},"required":["items","next","total"]})";
  } else {
    return schemas.ref<Out>();
  }
}

template <class In, class Out>
Route bare_row(Method method, std::string path, Right right, Run run, Words summary) {
  Route route;
  route.method = method;
  route.right = right;
  route.run = run;
  route.summary = std::move(summary);
  route.success = std::is_same_v<Out, None> ? 204 : 200;
  route.parameters_schema = [path](json::Schemas& schemas) { return parameters_schema<In>(path, schemas); };
  route.reply_schema = [](json::Schemas& schemas) { return reply_schema<Out>(schemas); };
  route.path = std::move(path);
  return route;
}

}  // namespace detail

template <class In>
Result<In> parameters_of(const Call& call) {
  In in{};
  std::vector<FieldError> faults;
  size_t found = 0;
  describe::each_member(in, [&](std::string_view name, auto& member) {
    name = detail::bare(name);
    const auto* text = call.parameters.find(name);
    if (!text) return;
    ++found;
    if (auto wrong = detail::parse_parameter(*text, member); !wrong.empty())
      faults.push_back({std::string{name}, std::move(wrong)});
  });
  if (found < call.parameters.size()) {
    std::vector<std::string> known;
    describe::each_member(in, [&](std::string_view name, auto&) { known.emplace_back(detail::bare(name)); });
    detail::unknown_parameters(call, known, faults);
  }
  if (!faults.empty()) return detail::wrong_parameters(std::move(faults));
  return in;
}

template <class Out>
Reply reply_of(const Out& out, int status) {
  if constexpr (std::is_same_v<Out, Reply>) {
    return out;
  } else {
    Reply reply;
    reply.status = status;
    if constexpr (std::is_same_v<Out, None>)
      reply.type.clear();
    else
      json::write(reply.body, out);
    return reply;
  }
}

// `status` 0 in what a handler made means: the row's own. The edge puts it in.
template <class In, class Out, class Handler>
Route row(Method method, std::string path, Right right, Run run, Words summary, Handler handler) {
  auto route = detail::bare_row<In, Out>(method, std::move(path), right, run, std::move(summary));
  route.handle = [handler = std::move(handler)](const Call& call) -> Result<Reply> {
    DOORSTEP_LET(in, parameters_of<In>(call));
    Result<Out> out = handler(call, in);
    if (!out) return pass_on(out);
    if constexpr (std::is_same_v<Out, Reply>)
      return std::move(*out);
    else
      return reply_of(*out, 0);
  };
  return route;
}

template <class In, class Body, class Out, class Handler>
Route row_with_body(Method method, std::string path, Right right, Run run, Words summary, Handler handler) {
  auto route = detail::bare_row<In, Out>(method, std::move(path), right, run, std::move(summary));
  route.has_body = true;
  route.body_schema = [](json::Schemas& schemas) { return schemas.ref<Body>(json::Schemas::Way::read); };
  route.handle = [handler = std::move(handler)](const Call& call) -> Result<Reply> {
    DOORSTEP_TRY(detail::json_expected(call));
    DOORSTEP_LET(in, parameters_of<In>(call));
    DOORSTEP_LET(body, json::read_text<Body>(call.body));
    Result<Out> out = handler(call, in, body);
    if (!out) return pass_on(out);
    if constexpr (std::is_same_v<Out, Reply>)
      return std::move(*out);
    else
      return reply_of(*out, 0);
  };
  return route;
}

}  // namespace doorstep::http
