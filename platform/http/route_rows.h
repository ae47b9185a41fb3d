// The templates behind route.h: parameters, replies and schemas derived from described structs.
#pragma once

#include <doorstep/http/route.h>

#include <limits>

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

// Each names what is wrong with `text`, empty words when nothing is.
Words parse_flag(std::string_view text, bool& to);
Words parse_number(std::string_view text, double& to);
Words parse_whole(std::string_view text, int64_t least, int64_t most, int64_t& to);
Words parse_day(std::string_view text, Date& to);
Words parse_id(std::string_view text, std::string& to);
Words not_one_of(const std::vector<std::string>& names);

// A parameter in the contract: its name, the JSON text of its schema, and whether it is a list a,b,c.
struct Parameter {
  std::string_view name;
  std::string schema;
  bool list = false;
};
std::string parameters_text(const std::string& path, const std::vector<Parameter>& parameters);

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
    return parse_flag(text, to);
  } else if constexpr (DescribedEnum<T>) {
    const auto found = enum_value<T>(text);
    if (!found) return not_one_of(enum_names<T>());
    to = *found;
    return {};
  } else if constexpr (std::is_integral_v<T>) {
    int64_t number = 0;
    auto wrong = parse_whole(text, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), number);
    if (wrong.empty()) to = static_cast<T>(number);
    return wrong;
  } else if constexpr (std::is_floating_point_v<T>) {
    return parse_number(text, to);
  } else if constexpr (std::is_same_v<T, SchoolYear>) {
    return parse_parameter(text, to.start);
  } else if constexpr (std::is_same_v<T, Date>) {
    return parse_day(text, to);
  } else if constexpr (json::is_id<T>::value) {
    return parse_id(text, to.value);
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
  std::vector<Parameter> parameters;
  const In sample{};
  describe::each_member(sample, [&](std::string_view name, const auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    parameters.push_back({bare(name), parameter_schema<Member>(schemas), describe::is_vector<Member>::value});
  });
  return parameters_text(path, parameters);
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
