// Deep Linking 2.0: somebody chooses in the tool what a class, course or assignment links to, and the choice comes back
// by a form.
#include <algorithm>

#include <boost/json.hpp>

#include <doorstep/base/digest.h>

#include "members.h"
#include "service.h"

namespace doorstep::tools {
namespace {

constexpr const char* dl = "https://purl.imsglobal.org/spec/lti-dl/claim/";
constexpr const char* lti = "https://purl.imsglobal.org/spec/lti/claim/";
constexpr size_t most_items = 50, longest_custom = 4000;

// Custom parameters as they go out again: texts alone.
std::string custom_of(const boost::json::object& item) {
  const auto* found = item.if_contains("custom");
  if (!found || !found->is_object()) return {};
  boost::json::object kept;
  for (const auto& [name, value] : found->get_object()) {
    if (value.is_string()) kept[name] = value;
    if (value.is_number() || value.is_bool()) kept[name] = boost::json::serialize(value);
  }
  const auto text = boost::json::serialize(kept);
  return kept.empty() || text.size() > longest_custom ? std::string{} : text;
}

}  // namespace

Result<ToolDoor> ToolsService::pick(const Actor& actor, const OrgId& org, const NewToolLink& wanted) {
  DOORSTEP_LET(context, place_for(actor, org, wanted));
  const auto at = around_.database.read([&](db::Session& session) { return placed(session, context.id); });
  if (!at) return no_tool();
  return door(actor, *at, {}, at->tool.target_url, {{}, actor.account, actor.name, side_of(actor, context)},
              wanted.unit_id.value_or(""), true);
}

Result<std::string> ToolsService::chosen(const Fields& form) {
  const auto wrong = [](const char* code, Words what) { return refuse(Fault::invalid, code, std::move(what)); };
  const auto token = field(form, "JWT");
  const auto client = oidc::unchecked_claim(token, "iss");
  const auto tool = around_.database.read([&](db::Session& session) { return store::client(session, client); });
  if (!tool || tool->state != ToolState::on)
    return wrong("deep-unknown", say("不认识这个工具", "this tool is not known here"));
  DOORSTEP_LET(claims, from_tool(*tool, token, {tool->issuer}));
  const auto data = text_in(claims, std::string{dl} + "data");
  auto found = around_.database.read([&](db::Session& session) -> std::optional<std::pair<Placed, store::LaunchRow>> {
    auto row = data.empty() ? std::nullopt : store::launch(session, digest_hex(data));
    auto at = row ? placed(session, row->context_id) : std::nullopt;
    if (!at) return {};
    return std::pair{std::move(*at), std::move(*row)};
  });
  if (!found || !found->second.deep || found->first.tool.id != tool->id || found->second.until <= now() ||
      text_in(claims, std::string{lti} + "message_type") != "LtiDeepLinkingResponse" ||
      text_in(claims, std::string{lti} + "deployment_id") != found->first.deployment.id)
    return wrong("deep-unknown", say("没有这次选择，或已过期", "nothing was to be chosen, or it took too long"));
  const auto& [at, launch] = *found;
  std::vector<store::LinkRow> links;
  std::vector<store::LineRow> lines;
  const auto* items = claims.if_contains(std::string{dl} + "content_items");
  if (items && items->is_array()) {
    if (items->get_array().size() > most_items)
      return wrong("deep-many", say("一次最多选 50 项", "at most 50 things are chosen at once"));
    for (const auto& one : items->get_array()) {
      if (!one.is_object() || text_in(one.get_object(), "type") != "ltiResourceLink") continue;
      const auto& item = one.get_object();
      const auto url = text_in(item, "url");
      if (!url.empty() && (url.size() > longest_url || !fetch::allowed(url)))
        return wrong("deep-url", say("工具给出的地址不能用", "an address that the tool gives cannot be used"));
      auto title = text_in(item, "title");
      if (title.empty() || title.size() > longest_title) title = title_of(at.tool).zh;
      links.push_back(store::LinkRow{new_uuid(), at.context.id, launch.unit_id, title, url, custom_of(item),
                                     launch.account_name, now_utc(), false});
      const auto* line = item.if_contains("lineItem");
      if (!line || !line->is_object()) continue;
      const auto* most = line->get_object().if_contains("scoreMaximum");
      const auto maximum = most && most->is_number() ? most->to_number<double>() : 0;
      if (!(maximum > 0)) continue;
      auto label = text_in(line->get_object(), "label");
      if (label.empty() || label.size() > longest_title) label = title;
      lines.push_back(store::LineRow{new_uuid(),
                                     at.context.id,
                                     links.back().id,
                                     label,
                                     maximum,
                                     text_in(line->get_object(), "resourceId").substr(0, longest_title),
                                     text_in(line->get_object(), "tag").substr(0, longest_title),
                                     {},
                                     {},
                                     now_utc()});
    }
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    if (!store::go_on(session, launch.id, 1))
      return refuse(Fault::conflict, "deep-answered", say("这次选择已经收到", "this choice came back already"));
    const Actor who{{launch.account_id}, launch.account_name, {}, Language::zh, ""};
    for (const auto& one : links) {
      store::put(session, one);
      around_.trail.append(session, who, {"tool-linked", "tool-link", one.id, at.context.org_id, audit::added(one)});
    }
    for (const auto& one : lines) store::put(session, one);
    return {};
  });
  if (!done) return pass_on(done);
  if (at.context.place == ToolPlace::course) return "/courses/" + at.context.org_id.value + "/" + at.context.of_id;
  if (at.context.place == ToolPlace::assignment) return "/assignments/" + at.context.of_id;
  return "/tools/" + at.context.org_id.value;
}

}  // namespace doorstep::tools
