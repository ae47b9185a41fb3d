// A launch: the tool's own page asks us who came (OpenID Connect third-party initiated login, form_post), and we say so
// to an address that was registered.
#include <sodium.h>

#include <algorithm>

#include <boost/json.hpp>

#include <doorstep/base/digest.h>
#include <doorstep/base/seal.h>

#include "members.h"
#include "service.h"

namespace doorstep::tools {
namespace {

constexpr int64_t hint_seconds = 300;
constexpr int64_t deep_seconds = 4 * 3600;  // somebody looks through what a tool has
constexpr int64_t tolerance = 120, longest_assertion = 3600;
constexpr int64_t keys_seconds = 3600, again_seconds = 60;

std::string secret_text() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

tl::unexpected<Error> wrong_launch(const char* code, Words what) {
  return refuse(Fault::invalid, code, std::move(what));
}

tl::unexpected<Error> wrong_claim(const char* claim) {
  return refuse(Fault::invalid, "tool-claims",
                say("工具的签名内容中 {} 不符", "{} of what the tool signed is not what it should be", claim));
}

bool is_for(const boost::json::object& claims, const std::vector<std::string>& audiences) {
  const auto* aud = claims.if_contains("aud");
  const auto named = [&](const boost::json::value& one) {
    return one.is_string() && std::ranges::find(audiences, std::string{one.get_string()}) != audiences.end();
  };
  if (!aud) return false;
  return aud->is_array() ? std::ranges::any_of(aud->get_array(), named) : named(*aud);
}

std::optional<int64_t> seconds_in(const boost::json::object& from, std::string_view name) {
  const auto number = number_in(from, name);
  if (!number || !(*number >= 0 && *number < 1e12)) return {};
  return static_cast<int64_t>(*number);
}

}  // namespace

std::string field(const Fields& fields, std::string_view name) {
  std::string found;
  for (const auto& [key, value] : fields)
    if (key == name) found = value;
  return found;
}

oidc::SigningKey ToolsService::signing_key() {
  const auto current = [](db::Session& session) -> std::optional<store::KeyRow> {
    for (auto& row : store::keys(session))
      if (!row.ended_at) return std::move(row);
    return {};
  };
  auto row = around_.database.read(current);
  if (!row) {
    const auto made = oidc::new_signing_key();
    auto kept = around_.database.write([&](db::Session& session) -> Result<store::KeyRow> {
      if (auto others = current(session)) return std::move(*others);  // another was quicker
      store::KeyRow fresh{made.id, sealed(made.whole, around_.secret, "tools key"), made.to_show, now(), {}};
      store::add(session, fresh);
      return fresh;
    });
    if (!kept) throw db::Lost("the key of tools could not be kept");
    row = std::move(*kept);
  }
  return {row->id, unsealed(row->sealed, around_.secret, "tools key"), row->shown};
}

std::string ToolsService::keys() {
  signing_key();
  const auto rows = around_.database.read([](db::Session& session) { return store::keys(session); });
  std::string set = R"({"keys":[)";
  for (const auto& row : rows) set += (set.ends_with('[') ? "" : ",") + row.shown;
  return set + "]}";
}

std::string ToolsService::subject_of(const store::ToolRow& tool, const Someone& who) {
  const auto account = who.person.empty() ? who.account.value : std::string{};
  const auto known = [&](db::Session& session) { return store::subject(session, tool.id, who.person.value, account); };
  if (const auto row = around_.database.read(known)) return row->id;
  const auto made = around_.database.write([&](db::Session& session) -> Result<std::string> {
    if (const auto row = known(session)) return row->id;
    const store::SubjectRow row{new_uuid(), tool.id, who.person.value, account};
    store::add(session, row);
    return row.id;
  });
  if (!made) throw db::Lost("who somebody is to a tool could not be kept");
  return *made;
}

void ToolsService::count(db::Session& session, const Placed& at, const char* what) {
  store::count(session, {at.tool.id, at.context.org_id, Date::today(), what, 1});
}

Result<ToolDoor> ToolsService::door(const Actor& actor, const Placed& at, const std::string& link,
                                    const std::string& target, const Someone& who, const std::string& unit, bool deep) {
  const auto hint = secret_text();
  const store::LaunchRow row{new_uuid(),
                             digest_hex(hint),
                             at.context.id,
                             link,
                             unit,
                             deep,
                             actor.account.value,
                             actor.name,
                             who.person.value,
                             who.name,
                             who.role,
                             now() + (deep ? deep_seconds : hint_seconds),
                             0};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::drop_past(session, now());
    store::add(session, row);
    count(session, at, "launch");
    return {};
  });
  if (!done) return pass_on(done);
  const auto& login = at.tool.login_url;
  return ToolDoor{login + (login.find('?') == std::string::npos ? '?' : '&') +
                      fetch::encoded({{"iss", at.tool.issuer},
                                      {"login_hint", row.id},
                                      {"target_link_uri", target},
                                      {"lti_message_hint", hint},
                                      {"client_id", at.tool.client_id},
                                      {"lti_deployment_id", at.deployment.id}}),
                  title_of(at.tool)};
}

Result<ToolDoor> ToolsService::launch(const Actor& actor, const std::string& link,
                                      const std::optional<PersonId>& child) {
  auto found = around_.database.read([&](db::Session& session) -> std::optional<std::pair<Placed, store::LinkRow>> {
    auto row = store::link(session, link);
    auto at = row && !row->gone ? placed(session, row->context_id) : std::nullopt;
    if (!at) return {};
    return std::pair{std::move(*at), std::move(*row)};
  });
  if (!found) return no_tool();
  const auto& [at, row] = *found;
  if (!at.on()) return refuse(Fault::conflict, "tool-off", say("这个工具已停用", "this tool is switched off"));
  Someone who{{}, actor.account, actor.name, {}};
  if (child) {
    const auto tied = around_.children.tied(actor, *child);
    if (!tied || !has_learner(at.context, *child)) return no_tool();
    if (!agreed(*child, at.tool.id))
      return refuse(Fault::forbidden, "no-consent",
                    say("监护人还没有同意使用校外平台，或停用了这个工具",
                        "no guardian has agreed to outside platforms, or this tool was stopped for the child"));
    who = {*child, {}, tied->name, "learner"};
  } else {
    who.role = side_of(actor, at.context);
    if (who.role.empty()) return no_tool();
  }
  return door(actor, at, row.id, row.url.empty() ? at.tool.target_url : row.url, who, row.unit_id, false);
}

Result<ToolDoor> ToolsService::try_out(const Actor& actor, const OrgId& org, const std::string& id) {
  DOORSTEP_LET(tool, registered_tool(org, id));
  auto at = around_.database.write([&](db::Session& session) -> Result<Placed> {
    auto deployment = store::deployment(session, id, org);
    if (!deployment) {
      deployment = store::DeploymentRow{new_uuid(), id, org, true, actor.name, now_utc()};
      store::put(session, *deployment);
    }
    auto context = store::context(session, deployment->id, ToolPlace::page, org.value);
    if (!context) {
      context =
          store::ContextRow{new_uuid(), deployment->id, ToolPlace::page, org, org.value, around_.places.name_of(org)};
      store::put(session, *context);
    }
    around_.trail.append(session, actor, {"tool-tried", "tool", id, org, {}});
    return Placed{*context, *deployment, tool};
  });
  if (!at) return pass_on(at);
  return door(actor, *at, {}, tool.target_url, {{}, actor.account, actor.name, "office"}, {}, false);
}

Result<LaunchForm> ToolsService::authorize(const Actor& actor, const Fields& query) {
  const auto hint = field(query, "lti_message_hint");
  auto found = around_.database.read([&](db::Session& session) -> std::optional<std::pair<Placed, store::LaunchRow>> {
    auto row = hint.empty() ? std::nullopt : store::launch(session, digest_hex(hint));
    auto at = row ? placed(session, row->context_id) : std::nullopt;
    if (!at) return {};
    return std::pair{std::move(*at), std::move(*row)};
  });
  if (!found || found->second.id != field(query, "login_hint"))
    return wrong_launch("launch-unknown", say("没有这次打开，请回到原来的页面重新打开",
                                              "there is no such launch; go back and open it again"));
  const auto& [at, row] = *found;
  if (row.account_id != actor.account.value)
    return wrong_launch("launch-of-another", say("这次打开属于另一个账号", "this launch is another account's"));
  if (field(query, "client_id") != at.tool.client_id)
    return wrong_launch("launch-client", say("工具的 client_id 不符", "the tool's client_id is another one's"));
  const auto address = field(query, "redirect_uri");
  const auto known = lines_in(at.tool.redirect_urls);
  if (std::ranges::find(known, address) == known.end())
    return wrong_launch(
        "launch-redirect",
        say("工具的回调地址没有登记：{}", "the tool's redirect_uri is not registered: {}", address.substr(0, 200)));
  const auto nonce = field(query, "nonce");
  if (field(query, "scope") != "openid" || field(query, "response_type") != "id_token" ||
      field(query, "response_mode") != "form_post" || nonce.empty() || nonce.size() > longest_url)
    return wrong_launch("launch-request", say("工具的请求不符合 LTI 1.3", "what the tool asks for is not LTI 1.3"));
  if (row.until <= now() || (row.deep && row.stage == 0 && row.until - deep_seconds + hint_seconds <= now()))
    return wrong_launch("launch-over", say("这次打开已过期", "this launch took too long"));
  const bool trial = at.deployment.org_id == at.tool.org_id;
  if (!at.on() && !trial) return wrong_launch("tool-off", say("这个工具已停用", "this tool is switched off"));
  const PersonId child{row.person_id};
  if (!child.empty() && !agreed(child, at.tool.id))
    return wrong_launch("no-consent", say("监护人没有同意", "no guardian has agreed"));
  const auto line = around_.database.write([&](db::Session& session) -> Result<std::vector<store::LineRow>> {
    if (!store::go_on(session, row.id, 0))
      return refuse(Fault::invalid, "launch-answered", say("这次打开已经用过", "this launch was answered already"));
    auto all = store::lines(session, at.context.id);
    std::erase_if(all, [&](const store::LineRow& one) { return row.link_id.empty() || one.link_id != row.link_id; });
    return all;
  });
  if (!line) return tl::unexpected<Error>(line.error());
  const auto link = around_.database.read([&](db::Session& session) { return store::link(session, row.link_id); });
  const auto& site = at.tool.issuer;
  LaunchSays says;
  says.issuer = site;
  says.client_id = at.tool.client_id;
  says.deployment_id = at.deployment.id;
  says.nonce = nonce;
  says.subject = subject_of(at.tool, {child, actor.account, row.name, row.role});
  if (child.empty() ? at.tool.tells_names : at.tool.tells_child_names) says.name = row.name;
  says.role = row.role;
  says.target = link && !link->url.empty() ? link->url : at.tool.target_url;
  says.return_url = site + "/";
  says.link_id = link ? link->id : at.context.id;
  says.link_title = link ? link->title : at.context.title;
  if (link) says.custom = link->custom;
  says.context_id = at.context.id;
  says.context_title = at.context.title;
  says.place = at.context.place;
  if (at.context.place != ToolPlace::page) {
    const auto here = site + "/api/lti/contexts/" + at.context.id;
    says.members_url = here + "/members";
    says.lines_url = here + "/lineitems";
    if (line->size() == 1) says.line_url = site + "/api/lti/lineitems/" + line->front().id;
  }
  says.deep = row.deep;
  if (row.deep) {
    says.deep_url = site + "/api/lti/deep";
    says.deep_data = hint;
  }
  says.language = actor.language;
  says.now = now();
  return LaunchForm{
      address,
      {{"id_token", oidc::signed_token(launch_claims(says), signing_key())}, {"state", field(query, "state")}}};
}

Result<std::vector<oidc::Key>> ToolsService::keys_of_tool(const store::ToolRow& tool, int64_t longest_age) {
  if (tool.keys_url.empty()) return oidc::keys_of(tool.keys_text);
  {
    const std::lock_guard lock{mutex_};
    if (const auto kept = kept_.find(tool.keys_url); kept != kept_.end() && kept->second.at + longest_age > now())
      return kept->second.keys;
  }
  DOORSTEP_LET(response, around_.send(fetch::Request{tool.keys_url}));
  if (response.status != 200)
    return refuse(Fault::busy, "tool-keys",
                  say("读不到工具的密钥：{} 答 {}", "the tool's keys cannot be read: {} answers {}", tool.keys_url,
                      response.status));
  auto read = oidc::keys_of(response.body);
  if (!read)
    return refuse(Fault::busy, "tool-keys",
                  say("工具在 {} 公布的内容不是可用的密钥（JWK 集），请区里核对登记的密钥地址",
                      "what the tool publishes at {} is no usable set of keys (JWK set): ask the district to check the "
                      "address of the keys",
                      tool.keys_url));
  auto& keys = *read;
  const std::lock_guard lock{mutex_};
  kept_[tool.keys_url] = {keys, now()};
  return std::move(keys);
}

Result<boost::json::object> ToolsService::from_tool(const store::ToolRow& tool, const std::string& token,
                                                    const std::vector<std::string>& audiences) {
  DOORSTEP_LET(keys, keys_of_tool(tool, keys_seconds));
  auto read = oidc::claims_of(token, keys);
  if (!read && read.error().code == "token-key") {
    DOORSTEP_LET(fresh, keys_of_tool(tool, again_seconds));
    read = oidc::claims_of(token, fresh);
  }
  if (!read) return read;
  const auto& claims = *read;
  if (text_in(claims, "iss") != tool.client_id) return wrong_claim("iss");
  if (!is_for(claims, audiences)) return wrong_claim("aud");
  const auto expires = seconds_in(claims, "exp"), made = seconds_in(claims, "iat");
  if (!expires || *expires <= now() - tolerance || *expires > now() + longest_assertion + tolerance)
    return wrong_claim("exp");
  if (!made || *made > now() + tolerance || *made < now() - longest_assertion) return wrong_claim("iat");
  return read;
}

}  // namespace doorstep::tools
