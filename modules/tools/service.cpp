// The register of tools: who is connected, and what each is told.
#include "service.h"

#include <algorithm>
#include <chrono>

#include <doorstep/base/seal.h>

namespace doorstep::tools {
namespace {

constexpr int64_t days_shown = 90, day_seconds = 86'400, published_days = 30;
constexpr size_t most_redirects = 10, longest_keys = 32 << 10;

Result<void> good_url(const char* field, const Words& name, const std::string& url) {
  if (url.size() <= longest_url && fetch::allowed(url) && url.find_first_of(" \n\r\t\"<>") == url.npos) return {};
  return wrong_tool(
      field, {name.zh + "应为 https:// 开头的完整地址", name.en + ": a whole address that begins with https://"});
}

std::string lines_of(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : "\n") + one;
  return text;
}

}  // namespace

tl::unexpected<Error> wrong_tool(std::string field, Words what) {
  return refuse(Fault::invalid, "tool-invalid", what, {{std::move(field), what}});
}
tl::unexpected<Error> no_tool() {
  return refuse(Fault::not_found, "tool-unknown", say("没有这个外部工具", "there is no such outside tool"));
}
Words title_of(const store::ToolRow& row) {
  const auto either = [](const std::string& one, const std::string& other) { return one.empty() ? other : one; };
  return {either(row.title_zh, row.title_en), either(row.title_en, row.title_zh)};
}
std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> list;
  for (size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) list.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return list;
}
ToolPlatform platform_at(const std::string& issuer) {
  return {issuer, issuer + "/api/lti/auth", issuer + "/api/lti/token", issuer + "/api/lti/jwks"};
}

int64_t ToolsService::now() const {
  if (around_.now) return around_.now();
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Tool ToolsService::shown(db::Session& session, const store::ToolRow& row) const {
  Tool made;
  made.id = row.id;
  made.org_id = row.org_id;
  made.title = title_of(row);
  made.about = row.about;
  made.client_id = row.client_id;
  made.issuer = row.issuer;
  made.login_url = row.login_url;
  made.target_url = row.target_url;
  made.redirect_urls = lines_in(row.redirect_urls);
  made.keys_url = row.keys_url;
  made.keys = row.keys_text;
  made.tells_names = row.tells_names;
  made.tells_child_names = row.tells_child_names;
  made.state = row.state;
  for (const auto& one : store::deployments_of(session, row.id)) made.places += one.is_on && one.org_id != row.org_id;
  for (const auto& one : store::totals(session, row.id)) {
    (one.what == "launch" ? made.launches : one.what == "roster" ? made.rosters : made.scores) = one.times;
    made.last_on = std::max(made.last_on, one.on_day.text());
  }
  return made;
}

std::vector<ToolKey> ToolsService::keys_shown(db::Session& session) const {
  std::vector<ToolKey> made;
  for (const auto& row : store::keys(session))
    made.push_back({row.id, utc_text(row.made_at), !row.ended_at,
                    row.ended_at ? utc_text(*row.ended_at + published_days * day_seconds) : std::string{}});
  return made;
}

Result<ToolRegister> ToolsService::registered(const OrgId& org, const std::string& site) {
  DOORSTEP_LET(area, around_.registry.area(org, {}));
  signing_key();  // so that there is one to show
  return around_.database.read([&](db::Session& session) -> Result<ToolRegister> {
    ToolRegister made{org, area.name, {}, keys_shown(session), platform_at(site)};
    for (const auto& row : store::tools(session, org)) made.items.push_back(shown(session, row));
    std::ranges::stable_sort(made.items, {}, [](const Tool& one) { return one.title.zh; });
    return made;
  });
}

Result<store::ToolRow> ToolsService::registered_tool(const OrgId& org, const std::string& id) {
  auto row = around_.database.read([&](db::Session& session) { return store::tool(session, id); });
  if (!row || row->org_id != org) return no_tool();
  return std::move(*row);
}

Result<ToolFile> ToolsService::tool(const OrgId& org, const std::string& id) {
  DOORSTEP_LET(row, registered_tool(org, id));
  auto made = around_.database.read([&](db::Session& session) {
    ToolFile file{shown(session, row), platform_at(row.issuer), {}, {}};
    for (const auto& one : store::deployments_of(session, id))
      file.deployments.push_back({one.id, one.org_id, {}, one.is_on, one.by_name, one.changed_at});
    for (const auto& one : store::uses(session, id, Date::today().plus(-days_shown)))
      file.uses.push_back({one.on_day, one.org_id, {}, one.what, one.times});
    return file;
  });
  for (auto& one : made.deployments) one.org = around_.places.name_of(one.org_id);
  for (auto& one : made.uses) one.org = around_.places.name_of(one.org_id);
  return made;
}

Result<ToolFile> ToolsService::add(const Actor& actor, const OrgId& org, const NewTool& wanted,
                                   const std::string& site) {
  DOORSTEP_TRY(around_.registry.area(org, {}));
  store::ToolRow row;
  row.id = new_uuid();
  row.org_id = org;
  row.client_id = new_uuid();
  row.issuer = site;
  row.made_at = now_utc();
  DOORSTEP_TRY(keep(actor, row, wanted, "tool-added"));
  return tool(org, row.id);
}

Result<ToolFile> ToolsService::change(const Actor& actor, const OrgId& org, const std::string& id,
                                      const NewTool& wanted) {
  DOORSTEP_LET(row, registered_tool(org, id));
  DOORSTEP_TRY(keep(actor, row, wanted, "tool-changed"));
  return tool(org, id);
}

Result<void> ToolsService::keep(const Actor& actor, store::ToolRow row, const NewTool& wanted, const char* action) {
  const auto before = row;
  row.title_zh = wanted.title_zh;
  row.title_en = wanted.title_en;
  if (row.title_zh.empty() && row.title_en.empty()) return wrong_tool("title_zh", say("请写名称", "give it a name"));
  if (std::max(row.title_zh.size(), row.title_en.size()) > longest_title)
    return wrong_tool("title_zh", say("名称不超过 60 字", "a name has at most 200 letters"));
  row.about = wanted.about.value_or("");
  if (row.about.size() > longest_text)
    return wrong_tool("about", say("说明不超过 1000 字", "the text has at most 3,000 letters"));
  row.login_url = wanted.login_url;
  row.target_url = wanted.target_url;
  row.keys_url = wanted.keys_url.value_or("");
  row.keys_text = wanted.keys.value_or("");
  DOORSTEP_TRY(good_url("login_url", say("登录发起地址", "login initiation URL"), row.login_url));
  DOORSTEP_TRY(good_url("target_url", say("目标链接", "target link URI"), row.target_url));
  if (wanted.redirect_urls.empty() || wanted.redirect_urls.size() > most_redirects)
    return wrong_tool("redirect_urls", say("请写 1 到 10 个回调地址", "write one to ten addresses"));
  for (const auto& one : wanted.redirect_urls)
    DOORSTEP_TRY(good_url("redirect_urls", say("每个回调地址都", "each redirect URI"), one));
  row.redirect_urls = lines_of(wanted.redirect_urls);
  if (row.keys_url.empty() == row.keys_text.empty())
    return wrong_tool("keys_url", say("请写密钥地址，或粘贴公钥（JWK 集），二者其一",
                                      "give the address of the keys or the JWK set itself: one of them"));
  if (!row.keys_url.empty())
    DOORSTEP_TRY(good_url("keys_url", say("工具的密钥地址", "address of the keys"), row.keys_url));
  if (!row.keys_text.empty()) {
    const auto keys = oidc::keys_of(row.keys_text);
    if (row.keys_text.size() > longest_keys || !keys || keys->empty())
      return wrong_tool("keys", say("粘贴的公钥不是可用的 JWK 集", "the public keys are no JWK set that can be used"));
  }
  row.tells_names = wanted.tells_names;
  row.tells_child_names = wanted.tells_child_names;
  row.changed_at = now_utc();
  return around_.database.write([&](db::Session& session) -> Result<void> {
    store::put(session, row);
    around_.trail.append(session, actor,
                         {action, "tool", row.id, row.org_id,
                          before.changed_at.empty() ? audit::added(row) : audit::changes(before, row)});
    return {};
  });
}

Result<ToolFile> ToolsService::set_state(const Actor& actor, const OrgId& org, const std::string& id, ToolState state) {
  DOORSTEP_LET(row, registered_tool(org, id));
  auto after = row;
  after.state = state;
  after.changed_at = now_utc();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::put(session, after);
    around_.trail.append(session, actor,
                         {state == ToolState::on ? "tool-switched-on" : "tool-switched-off", "tool", id, org,
                          audit::changes(row, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return tool(org, id);
}

Result<std::vector<ToolKey>> ToolsService::rotate(const Actor& actor, const OrgId& org) {
  const auto made = oidc::new_signing_key();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::end_keys(session, now());
    store::drop_keys(session, now() - published_days * day_seconds);
    store::add(session, {made.id, sealed(made.whole, around_.secret, "tools key"), made.to_show, now(), {}});
    around_.trail.append(session, actor, {"tool-key-rotated", "tool-key", made.id, org, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return around_.database.read([&](db::Session& session) { return keys_shown(session); });
}

std::unique_ptr<Desk> make_tools(Around around) { return std::make_unique<ToolsService>(std::move(around)); }

}  // namespace doorstep::tools
