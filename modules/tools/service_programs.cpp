// Programs of tools: they are given a token for what they sign (RFC 7523), and read who is in a context (NRPS 2.0).
#include <sodium.h>

#include <algorithm>

#include <boost/json.hpp>

#include <doorstep/base/digest.h>

#include "service.h"

namespace doorstep::tools {
namespace {

constexpr int64_t token_seconds = 3600;
constexpr size_t most_jti = 500;
constexpr const char* assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr const char* members_type = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
constexpr size_t most_members = 500, members_at_once = 100;

std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> list;
  for (size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) list.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return list;
}

ToolReply refused(const char* error, const std::string& why, int status = 400) {
  return {status,
          "application/json",
          boost::json::serialize(boost::json::object{{"error", error}, {"error_description", why}}),
          {}};
}

bool is_role(const std::string& role, const std::string& asked) {
  const auto named = [&](const std::string& one) { return one == asked || one.ends_with("#" + asked); };
  return std::ranges::any_of(roles_of(role), named);
}

}  // namespace

ToolReply reply_of(const Refusal& refusal) {
  return {refusal.status,
          "application/json",
          boost::json::serialize(boost::json::object{{"error", refusal.code}, {"error_description", refusal.why}}),
          {}};
}

ToolReply ToolsService::token(const Fields& form) {
  if (field(form, "grant_type") != "client_credentials")
    return refused("unsupported_grant_type", "grant_type is client_credentials");
  if (field(form, "client_assertion_type") != assertion_type)
    return refused("invalid_request", "client_assertion_type is " + std::string{assertion_type});
  const auto assertion = field(form, "client_assertion");
  const auto client = oidc::unchecked_claim(assertion, "iss");
  const auto tool = around_.database.read([&](db::Session& session) { return store::client(session, client); });
  if (!tool || tool->state != ToolState::on) return refused("invalid_client", "no such client, or switched off", 401);
  const auto platform = platform_at(tool->issuer);
  const auto claims = from_tool(*tool, assertion, {platform.token_url, platform.issuer});
  if (!claims)
    return refused(claims.error().fault == Fault::busy ? "temporarily_unavailable" : "invalid_client",
                   claims.error().code + ": " + claims.error().what.en,
                   claims.error().fault == Fault::busy ? 503 : 401);
  if (oidc::unchecked_claim(assertion, "sub") != client)
    return refused("invalid_client", "sub is the client_id, as iss is", 401);
  const auto jti = oidc::unchecked_claim(assertion, "jti");
  if (jti.empty() || jti.size() > most_jti) return refused("invalid_client", "jti is missing", 401);
  std::string scopes;
  for (const auto& one : words_in(field(form, "scope")))
    if (std::ranges::find(all_scopes(), one) != all_scopes().end()) scopes += (scopes.empty() ? "" : " ") + one;
  if (scopes.empty()) return refused("invalid_scope", "none of these scopes is offered");
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string secret(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(secret.data(), secret.size(), bytes.data(), bytes.size());
  secret.pop_back();
  const auto done = around_.database.write([&](db::Session& session) -> Result<bool> {
    store::drop_past(session, now());
    // As long as the assertion could be good: an hour, and what clocks may differ.
    if (!store::see(session, digest_hex(tool->id + "|" + jti), now() + 2 * token_seconds)) return false;
    store::add(session, store::TokenRow{digest_hex(secret), tool->id, scopes, now() + token_seconds});
    return true;
  });
  if (!done) return refused("server_error", done.error().what.en, 500);
  if (!*done) return refused("invalid_client", "jti was seen before", 401);
  return {200,
          "application/json",
          boost::json::serialize(boost::json::object{
              {"access_token", secret}, {"token_type", "Bearer"}, {"expires_in", token_seconds}, {"scope", scopes}}),
          {}};
}

ToolsService::Asked<store::ToolRow> ToolsService::bearer(const ToolAsk& ask, const std::vector<std::string>& scopes) {
  constexpr std::string_view scheme = "Bearer ";
  if (!ask.authorization.starts_with(scheme))
    return tl::unexpected(Refusal{401, "invalid_token", "Authorization: Bearer is missing"});
  const auto id = digest_hex(ask.authorization.substr(scheme.size()));
  auto found =
      around_.database.read([&](db::Session& session) -> std::optional<std::pair<store::TokenRow, store::ToolRow>> {
        auto token = store::token(session, id);
        auto tool = token ? store::tool(session, token->tool_id) : std::nullopt;
        if (!tool) return {};
        return std::pair{std::move(*token), std::move(*tool)};
      });
  if (!found || found->first.until <= now() || found->second.state != ToolState::on)
    return tl::unexpected(Refusal{401, "invalid_token", "the token is unknown or over"});
  const auto has = words_in(found->first.scopes);
  const auto good = [&](const std::string& one) { return std::ranges::find(has, one) != has.end(); };
  if (std::ranges::none_of(scopes, good))
    return tl::unexpected(Refusal{403, "insufficient_scope", "this takes the scope " + scopes.front()});
  return std::move(found->second);
}

ToolsService::Asked<Placed> ToolsService::context_for(const ToolAsk& ask, const std::string& context,
                                                      const std::vector<std::string>& scopes) {
  auto tool = bearer(ask, scopes);
  if (!tool) return tl::unexpected(std::move(tool.error()));
  auto at = around_.database.read([&](db::Session& session) { return placed(session, context); });
  if (!at || at->tool.id != tool->id) return tl::unexpected(Refusal{404, "not_found", "there is no such context"});
  if (!at->on()) return tl::unexpected(Refusal{403, "switched_off", "the tool is switched off there"});
  return std::move(*at);
}

ToolReply ToolsService::members(const ToolAsk& ask, const std::string& context) {
  const auto at = context_for(ask, context, {scope_members});
  if (!at) return reply_of(at.error());
  const auto role = field(ask.query, "role"), link = field(ask.query, "rlid");
  if (!link.empty()) {
    const auto known = around_.database.read([&](db::Session& session) { return store::link(session, link); });
    if (!known || known->gone || known->context_id != context)
      return reply_of({404, "not_found", "there is no such resource link in this context"});
  }
  auto people = people_of(*at);
  if (!role.empty()) std::erase_if(people, [&](const Someone& one) { return !is_role(one.role, role); });
  const auto limit = static_cast<size_t>(
      std::clamp(std::atol(field(ask.query, "limit").c_str()), 0L, static_cast<long>(most_members)));
  const auto page = limit == 0 ? members_at_once : limit;
  const auto from = static_cast<size_t>(std::max(0L, std::atol(field(ask.query, "from").c_str())));
  // By subject, so that the order says nothing and stays between pages.
  std::vector<std::pair<std::string, const Someone*>> in_order;
  for (const auto& one : people) in_order.emplace_back(subject_of(at->tool, one), &one);
  std::ranges::sort(in_order, {}, [](const auto& one) { return one.first; });
  boost::json::array members;
  for (size_t n = from; n < std::min(in_order.size(), from + page); ++n) {
    const auto& [subject, who] = in_order[n];
    boost::json::array roles;
    for (const auto& one : roles_of(who->role)) roles.emplace_back(one);
    boost::json::object member{{"status", "Active"}, {"user_id", subject}, {"roles", std::move(roles)}};
    if (who->person.empty() ? at->tool.tells_names : at->tool.tells_child_names) member["name"] = who->name;
    members.emplace_back(std::move(member));
  }
  const auto here = at->tool.issuer + "/api/lti/contexts/" + context + "/members";
  ToolReply reply{
      200,
      members_type,
      boost::json::serialize(boost::json::object{
          {"id", here},
          {"context", boost::json::object{{"id", context}, {"label", at->context.title}, {"title", at->context.title}}},
          {"members", std::move(members)}}),
      {}};
  if (from + page < in_order.size()) {
    std::vector<std::pair<std::string, std::string>> query{{"from", std::to_string(from + page)},
                                                           {"limit", std::to_string(page)}};
    if (!role.empty()) query.emplace_back("role", role);
    if (!link.empty()) query.emplace_back("rlid", link);
    reply.next = here + "?" + fetch::encoded(query);
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    count(session, *at, "roster");
    return {};
  });
  if (!done) return reply_of({500, "server_error", done.error().what.en});
  return reply;
}

}  // namespace doorstep::tools
