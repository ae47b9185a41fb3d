#include "openapi.h"

#include "router.h"

namespace doorstep::http {
namespace {

constexpr std::string_view problem_schema =
    R"({"type":"object","description":"RFC 9457 problem details","properties":{)"
    R"("type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
    R"("detail":{"type":"string","description":"in the caller's language"},)"
    R"("code":{"type":"string","description":"stable name for programs"},)"
    R"("request_id":{"type":"string","description":"also in the log"},)"
    R"("errors":{"type":"array","items":{"type":"object","properties":{"field":{"type":"string"},)"
    R"("detail":{"type":"string"},"texts":{"$ref":"#/components/schemas/Words"}},)"
    R"("required":["field","detail","texts"]}},"texts":{"$ref":"#/components/schemas/Words"}},)"
    R"("required":["type","title","status","detail","code","request_id","errors","texts"]})";

constexpr std::string_view head =
    R"({"openapi":"3.1.0","info":{"title":"Doorstep","version":"1",)"
    R"("description":"Everything that the web app shows and does. Sign in with POST /api/session; the session stands in )"
    R"(a cookie. Every request but GET then needs the header X-CSRF-Token with the csrf text of GET /api/session. )"
    R"(Errors are problem details (RFC 9457). Lists are paged by the cursor `next`.",)"
    R"("license":{"name":"Apache-2.0","identifier":"Apache-2.0"}},"servers":[{"url":"/"}],)";

constexpr std::string_view security =
    R"("securitySchemes":{"session":{"type":"apiKey","in":"cookie",)"
    R"("name":"doorstep_session"},"csrf":{"type":"apiKey","in":"header","name":"X-CSRF-Token"}},)"
    R"("responses":{"Problem":{"description":"What is wrong","content":{"application/problem+json":)"
    R"({"schema":{"$ref":"#/components/schemas/Problem"}}}}})";

// get /api/schools/{id}/returns -> getSchoolsByIdReturns
std::string operation_id(const Route& route) {
  std::string id{describe::enum_name(route.method)};
  std::string_view path = route.path;
  if (path.starts_with("/api")) path.remove_prefix(4);
  bool upper = true;
  for (const char c : path) {
    if (c == '{') id += "By";
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) id += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = !plain;
  }
  return id;
}

// The room an operation belongs to: the first word after /api.
std::string tag_of(const Route& route) {
  std::string_view path = route.path;
  path.remove_prefix(std::min(path.size(), path.starts_with("/api/") ? size_t{5} : size_t{1}));
  return std::string{path.substr(0, path.find('/'))};
}

void write_text(std::string& out, std::string_view name, std::string_view text) {
  json::write_string(out, name);
  out += ':';
  json::write_string(out, text);
}

std::string body_of(const Route& route, json::Schemas& schemas) {
  if (route.upload || route.receive)
    return fmt::format(R"("requestBody":{{"required":{},"content":{{"{}":{{"schema":)"
                       R"({{"type":"string","format":"binary"}}}}}}}},)",
                       route.upload, route.body_type);
  if (!route.body_schema) return "";
  return R"("requestBody":{"required":true,"content":{"application/json":{"schema":)" + route.body_schema(schemas) +
         "}}},";
}

std::string replies_of(const Route& route, json::Schemas& schemas) {
  std::string out = fmt::format(R"("responses":{{"{}":{{"description":)", route.success);
  json::write_string(out, route.summary.en);
  const auto schema = route.reply_schema ? route.reply_schema(schemas) : std::string{};
  if (!schema.empty()) {
    out += R"(,"content":{)";
    json::write_string(out, route.reply_type);
    out += R"(:{"schema":)" + schema + "}}";
  } else if (route.success != 204) {
    out += R"(,"content":{)";
    json::write_string(out, route.reply_type);
    out += ":{}}";
  }
  return out + R"(},"4XX":{"$ref":"#/components/responses/Problem"}}})";
}

std::string operation(const Route& route, json::Schemas& schemas) {
  std::string out;
  json::write_string(out, describe::enum_name(route.method));
  out += ":{";
  write_text(out, "operationId", operation_id(route));
  out += ',';
  write_text(out, "summary", route.summary.en);
  out += ',';
  write_text(out, "x-summary-zh", route.summary.zh);
  out += R"(,"tags":[)";
  json::write_string(out, tag_of(route));
  out += "],";
  write_text(out, "x-right", describe::enum_name(route.right));
  const bool everybody = reach_of(Role::visitor, route.right) != Reach::none;
  out += everybody ? R"(,"security":[],)"
         : route.method == Method::get || route.method == Method::options
             ? R"(,"security":[{"session":[]}],)"
             : R"(,"security":[{"session":[],"csrf":[]}],)";
  if (const auto parameters = route.parameters_schema ? route.parameters_schema(schemas) : "[]"; parameters != "[]")
    out += R"("parameters":)" + parameters + ",";
  return out + body_of(route, schemas) + replies_of(route, schemas);
}

}  // namespace

std::string openapi(std::span<const Route> routes) {
  json::Schemas schemas;
  schemas.ref<Words>();
  std::map<std::string, std::map<Method, std::string>> paths;
  std::map<std::string, int> tags;
  for (const auto& route : routes) {
    paths[route.path][route.method] = operation(route, schemas);
    tags[tag_of(route)] = 1;
  }
  schemas.definitions["Problem"] = problem_schema;

  std::string out{head};
  out += R"("tags":[)";
  for (const auto& [tag, unused] : tags) {
    if (!out.ends_with('[')) out += ',';
    out += R"({"name":)";
    json::write_string(out, tag);
    out += ',';
    write_text(out, "description", "Everything about " + tag);
    out += '}';
  }
  out += R"(],"paths":{)";
  for (const auto& [path, operations] : paths) {
    if (!out.ends_with('{')) out += ',';
    json::write_string(out, path);
    out += ":{";
    for (const auto& [method, text] : operations) {
      if (!out.ends_with('{')) out += ',';
      out += text;
    }
    out += '}';
  }
  out += R"(},"components":{)";
  out += security;
  out += R"(,"schemas":{)";
  bool first = true;
  for (const auto& [name, definition] : schemas.definitions) {
    if (!first) out += ',';
    first = false;
    json::write_string(out, name);
    out += ':' + definition;
  }
  return out + "}}}\n";
}

}  // namespace doorstep::http
