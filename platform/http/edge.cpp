#include "edge.h"

#include <unistd.h>

#include <cmath>

#include <doorstep/base/digest.h>
#include <doorstep/log/log.h>

#include "problem.h"
#include "text.h"

namespace doorstep::http {
namespace {

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

Actor visitor(Language language, std::string request_id) {
  return {{}, "", {{Role::visitor, {}}}, language, std::move(request_id)};
}

// Compares in a time that does not tell where the texts differ.
bool same_secret(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

std::optional<Method> method_of(std::string_view name) {
  if (name == "GET" || name == "HEAD") return Method::get;
  if (name == "POST") return Method::post;
  if (name == "PUT") return Method::put;
  if (name == "PATCH") return Method::patch;
  if (name == "DELETE") return Method::delete_;
  if (name == "OPTIONS") return Method::options;
  return {};
}

// Programs behind a proxy that lets only GET and POST through say what they mean in a header.
std::string_view meant(std::string_view method, const Call& call) {
  const auto* instead = method == "POST" ? call.headers.find("x-http-method-override") : nullptr;
  return instead && (*instead == "PATCH" || *instead == "DELETE") ? std::string_view{*instead} : method;
}

bool is_form(const Route& route) { return route.body_type == "application/x-www-form-urlencoded"; }

// A form that is open to all says by itself who sends it: another's page may well be where a browser brings it from,
// and no session counts.
bool is_open_form(const Route& route) { return route.right == Right::open && is_form(route); }

// A row whose arguments are a form reads them itself where they cannot be read as parameters, since its protocol has
// answers of its own to one that comes twice: it gets the query as it came, as the parameter "?".
bool takes_form(const Route& route, std::string_view query, Call& call) {
  if (!is_form(route)) return false;
  call.parameters["?"] = query;
  return true;
}

bool only_reads(Method method) { return method == Method::get || method == Method::options; }

void refuse_right(Exchange& exchange) {
  if (exchange.call.actor.signed_in())
    Edge::fail(exchange, 403, "right-missing",
               say("您的职务没有这项权限：请从菜单进入您负责的页面，或请管理员为您加上职务",
                   "your posts do not carry the right to this: take a page of the menu, or ask an administrator for "
                   "the post"));
  else
    Edge::fail(exchange, 401, "sign-in-needed", say("请先登录", "sign in first"));
}

}  // namespace

std::string csrf_token(std::string_view session_token) {
  return keyed_digest_hex("doorstep csrf", session_token).substr(0, 32);
}

Exchange::~Exchange() {
  if (call.spooled_file.empty()) return;
  ::unlink(call.spooled_file.c_str());
  ::rmdir(call.spooled_file.substr(0, call.spooled_file.rfind('/')).c_str());  // made for this file alone
}

Edge::Edge(std::vector<Route> routes, Settings settings, metrics::Metrics& metrics)
    : routes_(std::move(routes)),
      settings_(std::move(settings)),
      metrics_(metrics),
      router_(routes_),
      web_(settings_.web_folder),
      requests_(settings_.requests_per_second, settings_.requests_burst),
      sign_ins_(settings_.sign_ins_per_minute / 60, settings_.sign_ins_burst),
      meters_(routes_.size() + 1),
      page_policy_(fmt::format(
          "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:{}{}; media-src 'self' "
          "blob:; worker-src "
          "'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
          settings_.image_origins.empty() ? "" : " ", settings_.image_origins)) {
  for (size_t i = 0; i < meters_.size(); ++i)
    meters_[i].took = &metrics_.histogram(
        "doorstep_http_request_seconds", "Time from the last byte of the head to the reply",
        {{"route", i < routes_.size() ? name_of(routes_[i].method) + " " + routes_[i].path : std::string{"other"}}});
}

void Edge::fail(Exchange& exchange, int status, std::string code, Words what) {
  exchange.web = nullptr;
  exchange.reply = problem(Error{Fault::invalid, std::move(code), std::move(what), {}}, status, exchange.call.language,
                           exchange.call.actor.request_id);
}

void Edge::read_headers(Exchange& exchange) const {
  auto& call = exchange.call;
  const auto find = [&](std::string_view name) -> std::string_view {
    const auto* value = call.headers.find(name);
    return value ? std::string_view{*value} : std::string_view{};
  };
  const auto cookies = find("cookie");
  const auto chosen = cookie_in(cookies, language_cookie);
  call.language = chosen == "en" ? Language::en : chosen == "zh" ? Language::zh : language_in(find("accept-language"));
  call.session_token = cookie_in(cookies, session_cookie);
  if (settings_.trust_proxy && is_loopback(call.remote)) {
    const auto forwarded = find("x-forwarded-for");
    if (const auto last = forwarded.rfind(','); !forwarded.empty()) {
      call.remote = forwarded.substr(last == forwarded.npos ? 0 : last + 1);
      std::erase(call.remote, ' ');
    }
    call.https = find("x-forwarded-proto") == "https";
  }
  const auto id = find("x-request-id");
  call.actor = visitor(call.language, sane_request_id(id) ? std::string{id} : new_request_id());
  if (const auto trace = find("traceparent"); trace.size() <= 128) exchange.trace = trace;
}

bool Edge::open(Exchange& exchange, std::string_view method, std::string_view target) {
  auto& call = exchange.call;
  exchange.begun = Exchange::Clock::now();
  exchange.head = method == "HEAD";
  read_headers(exchange);
  method = meant(method, call);
  const auto question = std::min(target.find('?'), target.size());
  const auto path = target.substr(0, question);
  if (!path.starts_with('/'))
    return fail(exchange, 400, "target-malformed", say("请求地址有误", "the target of the request is malformed")), true;

  const auto known = method_of(method);
  const auto found = router_.find(call.method = known.value_or(Method::get), path, call);
  if (found.malformed)
    return fail(exchange, 400, "path-malformed", say("地址编码有误", "the path is not well encoded")), true;
  if (!known || !found.allow.empty()) {
    if (!found.route && found.allow.empty()) return answer_file(exchange, call.path, path.starts_with("/api/"));
    fail(exchange, 405, "method-not-allowed", say("此地址不支持 {}", "{} is not possible here", method));
    exchange.reply.headers.emplace_back("Allow", found.allow.empty() ? "GET, HEAD" : found.allow);
    return true;
  }
  exchange.route = found.route;
  if (!within_limits(exchange)) return true;
  if (!found.route) return answer_file(exchange, call.path, path.starts_with("/api/"));
  const auto query = target.substr(std::min(question + 1, target.size()));
  if (!read_query(query, call.parameters) && !takes_form(*found.route, query, call))
    return fail(exchange, 400, "query-malformed",
                say("查询参数编码有误或重复", "the query is not well encoded, or names a parameter twice")),
           true;
  return false;
}

bool Edge::within_limits(Exchange& exchange) {
  const auto& remote = exchange.call.remote;
  const bool sign_in = exchange.route && exchange.route->sign_in;
  const bool free = is_loopback(remote) || (exchange.route && exchange.route->unmetered);
  if ((free || requests_.take(remote)) && (!sign_in || sign_ins_.take(remote))) return true;
  fail(exchange, 429, "too-many-requests",
       say("请求过于频繁，请稍后再试", "too many requests; try again in a little while"));
  exchange.reply.headers.emplace_back("Retry-After", sign_in ? "10" : "2");
  return false;
}

bool Edge::answer_file(Exchange& exchange, std::string_view path, bool api) const {
  exchange.web = api ? nullptr : web_.find(path);
  if (!exchange.web) {
    fail(exchange, 404, "path-unknown", say("没有这个地址", "there is nothing at this address"));
  } else if (exchange.call.method != Method::get) {
    fail(exchange, 405, "method-not-allowed", say("此地址只能读取", "this address can only be read"));
    exchange.reply.headers.emplace_back("Allow", "GET, HEAD");
  } else {
    exchange.reply.type = exchange.web->type;
    exchange.reply.etag = exchange.web->etag;
    exchange.reply.headers.emplace_back("Content-Security-Policy", page_policy_);
  }
  return true;
}

bool Edge::recall(Exchange& exchange) const {
  auto& call = exchange.call;
  if (call.session_token.empty() || !settings_.authenticate) return true;
  if (!settings_.remembered) return false;
  auto actor = settings_.remembered(call);
  if (!actor) return false;
  actor->request_id = std::move(call.actor.request_id);
  call.actor = std::move(*actor);
  return true;
}

void Edge::identify(Exchange& exchange) const {
  auto& call = exchange.call;
  auto actor = settings_.authenticate(call);
  if (!actor) {  // a session that is over is nobody's
    call.session_token.clear();
    return;
  }
  actor->request_id = std::move(call.actor.request_id);
  call.actor = std::move(*actor);
}

bool Edge::forged(const Route& route, const Call& call) const {
  if (only_reads(call.method) || is_open_form(route)) return false;
  const auto site = call.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  if (const auto origin = call.header("origin"); !origin.empty()) {
    const auto scheme = origin.find("://");
    if (scheme == origin.npos || origin.substr(scheme + 3) != call.header("host")) return true;
  }
  return false;
}

bool Edge::admit(Exchange& exchange) const {
  const auto& call = exchange.call;
  const auto& route = *exchange.route;
  if (forged(route, call))
    return fail(exchange, 403, "other-site", say("拒绝来自其他网站的请求", "requests from other sites are refused")),
           true;
  const bool from_here = route.loopback && is_loopback(call.remote) && !call.headers.contains("x-forwarded-for");
  if (!from_here && !may(call.actor, route.right, std::nullopt, *settings_.places)) return refuse_right(exchange), true;
  if (!only_reads(call.method) && !call.actor.account.empty() && !route.sign_in && !is_open_form(route) &&
      !same_secret(call.header("x-csrf-token"), csrf_token(call.session_token)))
    return fail(exchange, 403, "csrf-token-wrong",
                say("缺少或错误的 X-CSRF-Token，请刷新页面", "X-CSRF-Token is missing or wrong; reload the page")),
           true;
  return false;
}

// A sheet, an archive or a file to be kept outside; calendars and metrics are read by programs again and again. A film
// is fetched part by part: the first one tells.
static bool exports(const Route& route, const Call& call) {
  const auto* range = call.headers.find("range");
  return (route.reply_type == workbook_type || route.reply_type == "application/zip" ||
          route.reply_type == file_type) &&
         reach_of(Role::visitor, route.right) == Reach::none && (!range || range->starts_with("bytes=0-"));
}

bool Edge::out_of_reach(Exchange& exchange) const {
  const auto& route = *exchange.route;
  if (!route.about) return false;
  const auto org = route.about(exchange.call);
  if (!org || may(exchange.call.actor, route.right, org, *settings_.places)) return false;
  refuse_right(exchange);
  return true;
}

// False when the body is not wanted: the reply says why.
bool Edge::receive(Exchange& exchange) const {
  exchange.refused = true;
  if (out_of_reach(exchange)) return false;
  auto sink = exchange.route->receive(exchange.call);
  if (!sink) {
    exchange.reply = problem(sink.error(), exchange.call);
    return false;
  }
  exchange.call.sink = std::move(*sink);
  return exchange.refused = false, true;
}

void Edge::answer(Exchange& exchange) const {
  const auto& route = *exchange.route;
  auto& call = exchange.call;
  try {
    if (out_of_reach(exchange)) return;
    if (route.receive && !call.sink) {  // there was no body, or it came in one piece
      if (!receive(exchange)) return;
      if (!call.body.empty()) call.sink->take(call.body);
    }
    auto reply = route.handle(call);
    if (!reply) {
      exchange.reply = problem(reply.error(), call);
      return;
    }
    exchange.reply = std::move(*reply);
    if (exchange.reply.status == 0) exchange.reply.status = route.success;
    if (route.method == Method::get && shows_people(route.right) && settings_.people_read)
      settings_.people_read(call, route);
    if (settings_.exported && exports(route, call)) settings_.exported(call, route);
  } catch (const std::exception& error) {
    log::write(log::Level::error, "handler failed",
               {{"route", route.path}, {"request_id", call.actor.request_id}, {"error", error.what()}});
    fail(exchange, 500, "internal",
         say("服务器出错，请稍后再试；编号 {}", "the server failed; try again later, and quote {}",
             call.actor.request_id));
  }
}

void Edge::run(Exchange& exchange, std::string_view method, std::string_view target) {
  if (!open(exchange, method, target)) {
    if (!recall(exchange)) identify(exchange);
    if (!admit(exchange)) answer(exchange);
  }
  finish(exchange);
}

void Edge::done(const Exchange& exchange, size_t bytes) const {
  const double seconds = std::chrono::duration<double>(Exchange::Clock::now() - exchange.begun).count();
  const size_t index = exchange.route ? static_cast<size_t>(exchange.route - routes_.data()) : routes_.size();
  auto& meter = meters_[index];
  meter.took->observe(seconds);
  auto& slot = meter.by_status[static_cast<size_t>(exchange.reply.status) % meter.by_status.size()];
  auto* counter = slot.load(std::memory_order_acquire);
  if (!counter) {
    counter = &metrics_.counter("doorstep_http_requests_total", "Requests answered",
                                {{"route", exchange.route ? name_of(exchange.route->method) + " " + exchange.route->path
                                                          : std::string{"other"}},
                                 {"status", std::to_string(exchange.reply.status)}});
    slot.store(counter, std::memory_order_release);
  }
  counter->add();
  if (settings_.log_quick_success || exchange.reply.status >= 400 || seconds > 0.1)
    log_request(exchange, bytes, seconds);
}

void Edge::log_request(const Exchange& exchange, size_t bytes, double seconds) const {
  const auto& call = exchange.call;
  const double ms = std::round(seconds * 1e6) / 1e3;
  const auto level = exchange.reply.status >= 500 ? log::Level::warning : log::Level::info;
  log::write(level, "request",
             {{"request_id", call.actor.request_id},
              {"trace", exchange.trace},
              {"account", call.actor.account.value},
              {"remote", call.remote},
              {"method", exchange.head ? "HEAD" : name_of(call.method)},
              {"route", exchange.route ? exchange.route->path : call.path},
              {"status", exchange.reply.status},
              {"bytes", bytes},
              {"ms", ms}});
}

}  // namespace doorstep::http
