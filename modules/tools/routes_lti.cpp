// Names, methods, types and statuses here are those of the standards, so the rows answer by themselves and not with the
// API's problem details.
#include "routes_lti.h"

#include <doorstep/http/route.h>

namespace doorstep::tools {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::Run;

constexpr const char* form_type = "application/x-www-form-urlencoded";
constexpr size_t most_body = 256 << 10;

struct LaunchQuery {
  std::optional<std::string> scope, response_type, response_mode, client_id, redirect_uri, login_hint, lti_message_hint,
      nonce, state, prompt;
};
BOOST_DESCRIBE_STRUCT(LaunchQuery, (),
                      (scope, response_type, response_mode, client_id, redirect_uri, login_hint, lti_message_hint,
                       nonce, state, prompt))
struct OfToolContext {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfToolContext, (), (id))

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
std::string decoded(std::string_view text) {
  std::string made;
  for (size_t at = 0; at < text.size(); ++at) {
    const int high = text[at] == '%' && at + 2 < text.size() ? hex_digit(text[at + 1]) : -1,
              low = high >= 0 ? hex_digit(text[at + 2]) : -1;
    if (low >= 0) {
      made += static_cast<char>(high * 16 + low);
      at += 2;
    } else {
      made += text[at] == '+' ? ' ' : text[at];
    }
  }
  return made;
}
Fields form_of(std::string_view body) {
  Fields made;
  for (size_t at = 0; at < body.size();) {
    const auto end = std::min(body.find('&', at), body.size());
    const auto pair = body.substr(at, end - at);
    const auto sign = std::min(pair.find('='), pair.size());
    if (!pair.empty())
      made.emplace_back(decoded(pair.substr(0, sign)), decoded(pair.substr(std::min(sign + 1, pair.size()))));
    at = end + 1;
  }
  return made;
}

std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '"':
        made += "&quot;";
        break;
      case '\'':
        made += "&#39;";
        break;
      default:
        made += c;
    }
  return made;
}

constexpr const char* look =
    "body{margin:0;background:#f1f5f8;color:#16212b;font:16px/1.6 system-ui,sans-serif}"
    "main{max-width:560px;margin:12vh auto 0;padding:24px}h1{font-size:22px;line-height:1.3}"
    "p{overflow-wrap:anywhere}a{color:#17608f}";

// A page that is there for a moment, or says why there is no way on. No form-action in its policy: a tool goes on from
// where the form leads.
Reply page(const Call& call, int status, const Words& title, const std::string& inside, const std::string& script) {
  const bool en = call.language == Language::en;
  const auto nonce = new_uuid();
  Reply reply;
  reply.status = status;
  reply.type = "text/html; charset=utf-8";
  reply.body = std::string{"<!doctype html><html lang=\""} + (en ? "en" : "zh-CN") +
               "\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" +
               escaped(title.in(call.language)) + "</title><style nonce=\"" + nonce + "\">" + look +
               "</style><body><main><h1>" + escaped(title.in(call.language)) + "</h1>" + inside + "</main>" +
               (script.empty() ? std::string{} : "<script nonce=\"" + nonce + "\">" + script + "</script>") +
               "</body></html>";
  reply.headers.emplace_back("Content-Security-Policy",
                             "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'nonce-" + nonce +
                                 "'; style-src 'nonce-" + nonce + "'");
  reply.headers.emplace_back("Referrer-Policy", "no-referrer");
  return reply;
}
Reply refused_page(const Call& call, const Error& error) {
  auto what = error.what.in(call.language);
  if (!what.empty() && what[0] >= 'a' && what[0] <= 'z') what[0] = static_cast<char>(what[0] - ('a' - 'A'));
  const auto home = say("回到本站", "Back to this site").in(call.language);
  return page(call, 400, say("打不开外部工具", "The outside tool cannot be opened"),
              "<p>" + escaped(what) + "</p><p><a href=\"/\">" + home + "</a></p>", {});
}
Reply sent_on(const Call& call, const LaunchForm& form) {
  std::string inside = "<form method=\"post\" action=\"" + escaped(form.address) + "\">";
  for (const auto& [name, value] : form.fields)
    inside += "<input type=\"hidden\" name=\"" + escaped(name) + "\" value=\"" + escaped(value) + "\">";
  inside += "<button>" + std::string{call.language == Language::en ? "Continue" : "继续"} + "</button></form>";
  return page(call, 200, say("正在打开外部工具", "Opening the outside tool"), inside, "document.forms[0].submit()");
}

Reply told(const ToolReply& from) {
  Reply reply;
  reply.status = from.status;
  reply.type = from.type;
  reply.body = from.body;
  if (from.status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (!from.next.empty()) reply.headers.emplace_back("Link", "<" + from.next + ">; rel=\"next\"");
  return reply;
}

ToolAsk ask_of(const Call& call) {
  ToolAsk ask;
  ask.authorization = call.header("authorization");
  ask.method = call.method == Method::get       ? "GET"
               : call.method == Method::post    ? "POST"
               : call.method == Method::put     ? "PUT"
               : call.method == Method::delete_ ? "DELETE"
                                                : "";
  ask.body = call.body;
  for (const auto& [name, value] : call.parameters) ask.query.emplace_back(name, value);
  return ask;
}

// A row whose handler reads the call by itself.
template <class In>
Route bare(Method method, std::string path, Right right, Words summary,
           std::function<Result<Reply>(const Call&)> handle) {
  auto made = row<In, Reply>(method, std::move(path), right, Run::abroad, std::move(summary),
                             [](const Call&, const In&) -> Result<Reply> { return Reply{}; });
  made.handle = std::move(handle);
  made.body_limit = most_body;
  return made;
}

using Answer = ToolReply (Protocol::*)(const ToolAsk&, const std::string&);
Route service(Desk& desk, Method method, const std::string& path, Words summary, Answer answer) {
  return bare<OfToolContext>(method, path, Right::open, std::move(summary),
                             [&desk, answer](const Call& call) -> Result<Reply> {
                               return told((desk.*answer)(ask_of(call), call.parameter("id")));
                             });
}

}  // namespace

void add_lti_rows(std::vector<Route>& rows, Desk& desk) {
  rows.push_back(bare<http::None>(Method::get, "/api/lti/jwks", Right::open,
                                  say("LTI 1.3：本站的公钥", "LTI 1.3: the public keys of this installation"),
                                  [&desk](const Call&) -> Result<Reply> {
                                    Reply reply;
                                    reply.body = desk.keys();
                                    reply.headers.emplace_back("Cache-Control", "public, max-age=300");
                                    return reply;
                                  }));
  rows.push_back(bare<LaunchQuery>(Method::get, "/api/lti/auth", Right::self,
                                   say("LTI 1.3：工具问来人是谁", "LTI 1.3: a tool asks who came"),
                                   [&desk](const Call& call) -> Result<Reply> {
                                     const Fields query{call.parameters.begin(), call.parameters.end()};
                                     const auto form = desk.authorize(call.actor, query);
                                     return form ? sent_on(call, *form) : refused_page(call, form.error());
                                   })
                     .sends("text/html"));
  auto token =
      bare<http::None>(Method::post, "/api/lti/token", Right::open,
                       say("LTI 1.3：给工具的程序令牌", "LTI 1.3: tokens for programs of tools"),
                       [&desk](const Call& call) -> Result<Reply> { return told(desk.token(form_of(call.body))); });
  token.body_type = form_type;
  rows.push_back(std::move(token));
  auto deep = bare<http::None>(Method::post, "/api/lti/deep", Right::open,
                               say("LTI 1.3：在工具里选的内容回来", "LTI 1.3: what was chosen in a tool comes back"),
                               [&desk](const Call& call) -> Result<Reply> {
                                 const auto next = desk.chosen(form_of(call.body));
                                 if (!next) return refused_page(call, next.error());
                                 Reply reply;
                                 reply.status = 303;
                                 reply.type.clear();
                                 reply.headers.emplace_back("Location", *next);
                                 return reply;
                               });
  deep.body_type = form_type;
  rows.push_back(std::move(deep).answers(303));
  const std::string context = "/api/lti/contexts/{id}", line = "/api/lti/lineitems/{id}";
  rows.push_back(
      service(desk, Method::get, context + "/members", say("NRPS 2.0：成员", "NRPS 2.0: members"), &Protocol::members));
  rows.push_back(service(desk, Method::get, context + "/lineitems", say("AGS 2.0：成绩栏", "AGS 2.0: line items"),
                         &Protocol::lines));
  rows.push_back(service(desk, Method::post, context + "/lineitems",
                         say("AGS 2.0：新成绩栏", "AGS 2.0: a new line item"), &Protocol::lines)
                     .answers(201));
  rows.push_back(
      service(desk, Method::get, line, say("AGS 2.0：一个成绩栏", "AGS 2.0: one line item"), &Protocol::line));
  rows.push_back(
      service(desk, Method::put, line, say("AGS 2.0：修改成绩栏", "AGS 2.0: change a line item"), &Protocol::line));
  rows.push_back(
      service(desk, Method::delete_, line, say("AGS 2.0：删除成绩栏", "AGS 2.0: remove a line item"), &Protocol::line)
          .answers(204));
  rows.push_back(
      service(desk, Method::post, line + "/scores", say("AGS 2.0：传回成绩", "AGS 2.0: a score"), &Protocol::score));
  rows.push_back(
      service(desk, Method::get, line + "/results", say("AGS 2.0：结果", "AGS 2.0: results"), &Protocol::results));
}

}  // namespace doorstep::tools
