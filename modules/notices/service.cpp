#include "service.h"

#include <algorithm>
#include <map>
#include <set>

namespace doorstep::notices {
namespace {

constexpr int most_shown = 200;
constexpr size_t longest_title = 300, longest_body = 20'000;  // bytes

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "notice-invalid", what, {{field, what}});
}
tl::unexpected<Error> unknown() {
  return refuse(Fault::not_found, "notice-unknown", say("没有这条通知", "there is no such notice"));
}

std::vector<Role> roles_of(const std::string& text) {
  std::vector<Role> roles;
  for (size_t at = 0; at < text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    if (const auto role = describe::enum_value<Role>(text.substr(at, comma - at))) roles.push_back(*role);
    at = comma + 1;
  }
  return roles;
}

std::optional<Date> until_of(const store::NoticeRow& row) {
  return row.until_on == Date::never() ? std::nullopt : std::optional{row.until_on};
}

}  // namespace

std::unique_ptr<Notices> make_notices(db::Database& database, const Places& places, const audit::Trail& trail,
                                      Holders holders, Classes classes) {
  return std::make_unique<NoticesService>(database, places, trail, std::move(holders), std::move(classes));
}

bool NoticesService::is_for(const store::NoticeRow& row, const Post& post) const {
  if (post.org.empty()) return false;
  const auto roles = roles_of(row.roles);
  if (!roles.empty() && !std::ranges::count(roles, post.role)) return false;
  return post.org == row.org_id || places_.within(post.org, row.org_id);
}

bool NoticesService::is_for(const store::NoticeRow& row, const Actor& actor) const {
  return std::ranges::any_of(actor.posts, [&](const Post& post) { return is_for(row, post); });
}

NoticesService::Only NoticesService::only_for(const store::NoticeRow& row) const {
  if (row.addressed) {
    const auto found = database_.read([&](db::Session& session) { return store::addressees(session, row.id); });
    return std::set<AccountId>{found.begin(), found.end()};
  }
  if (row.class_id.empty()) return {};
  return classes_.accounts(row.class_id);
}

std::vector<OrgId> NoticesService::around(const Post& post) const {
  if (post.org.empty()) return {};
  auto orgs = places_.groups_of(post.org);
  orgs.push_back(post.org);
  if (auto district = places_.district_of(post.org); !district.empty()) orgs.push_back(std::move(district));
  return orgs;
}

Inbox NoticesService::inbox(const Actor& actor) {
  std::set<OrgId> orgs;
  for (const auto& post : actor.posts)
    for (auto& org : around(post)) orgs.insert(std::move(org));
  std::vector<std::pair<store::NoticeRow, std::optional<store::ReceiptRow>>> found;
  database_.read([&](db::Session& session) {
    for (const auto& org : orgs)
      for (auto& row : store::notices(session, org, true, most_shown))
        if (is_for(row, actor)) {
          auto receipt = store::receipt(session, row.id, actor.account);
          found.push_back({std::move(row), std::move(receipt)});
        }
    for (auto& row : store::addressed_to(session, actor.account, most_shown)) {
      auto receipt = store::receipt(session, row.id, actor.account);
      found.push_back({std::move(row), std::move(receipt)});
    }
  });
  Inbox made;
  for (const auto& [row, receipt] : found) {
    const auto only = only_for(row);
    if (only && !only->contains(actor.account)) continue;
    made.items.push_back({row.id, row.org_id, places_.name_of(row.org_id), row.title, row.body, row.by_name,
                          row.sent_at, row.confirms, until_of(row), receipt ? receipt->read_at : "",
                          receipt ? receipt->confirmed_at : ""});
  }
  std::ranges::stable_sort(made.items, std::greater{}, &Notice::sent_at);
  if (made.items.size() > most_shown) made.items.resize(most_shown);
  for (const auto& one : made.items) {
    made.unread += one.read_at.empty();
    made.unconfirmed += one.confirms && one.confirmed_at.empty();
  }
  return made;
}

Result<Inbox> NoticesService::read(const Actor& actor, const std::string& id, bool confirm) {
  const auto seen = database_.read([&](db::Session& session) { return store::notice(session, id); });
  const auto only = seen ? only_for(*seen) : Only{};
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const auto row = store::notice(session, id);
    const bool reaches = row && (row->addressed || is_for(*row, actor)) && (!only || only->contains(actor.account));
    if (!reaches || !row->withdrawn_at.empty()) return unknown();
    if (confirm && !row->confirms)
      return refuse(Fault::invalid, "nothing-to-confirm",
                    say("这条通知不需要确认", "this notice asks for no confirmation"));
    auto receipt =
        store::receipt(session, id, actor.account).value_or(store::ReceiptRow{id, actor.account, now_utc(), ""});
    if (confirm && receipt.confirmed_at.empty()) receipt.confirmed_at = now_utc();
    store::keep(session, receipt);
    return {};
  });
  if (!done) return pass_on(done);
  return inbox(actor);
}

Result<void> NoticesService::good_words(const OrgId& org, const std::string& title, const std::string& body) const {
  if (title.empty() || title.size() > longest_title)
    return wrong("title", say("标题为 1 到 100 个字", "a title has 1 to 100 letters"));
  if (body.empty() || body.size() > longest_body)
    return wrong("body", say("正文为 1 到 6000 个字", "a text has 1 to 6,000 letters"));
  if (places_.name_of(org).empty()) return wrong("org", say("没有这个机构", "there is no such organisation"));
  return {};
}

Result<SentNotice> NoticesService::send(const Actor& actor, const NewNotice& wanted) {
  DOORSTEP_TRY(good_words(wanted.org, wanted.title, wanted.body));
  if (wanted.until && *wanted.until < Date::today()) return wrong("until", say("截止日期已过", "that day is over"));
  const auto of_class = wanted.class_id.value_or(ClassId{});
  if (!of_class.empty() && classes_.school(of_class) != wanted.org)
    return wrong("class_id", say("不是这所学校的班级", "is no class of this school"));
  std::string roles;
  for (const auto role : wanted.roles) {
    if (role == Role::visitor) return wrong("roles", say("访客收不到通知", "visitors receive no notices"));
    roles += (roles.empty() ? "" : ",") + std::string{describe::enum_name(role)};
  }
  const store::NoticeRow row{new_uuid(),
                             wanted.org,
                             roles,
                             wanted.title,
                             wanted.body,
                             actor.account,
                             actor.name,
                             now_utc(),
                             wanted.confirms.value_or(false),
                             wanted.until.value_or(Date::never()),
                             "",
                             of_class};
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    trail_.append(session, actor,
                  {"notice-sent", "notice", row.id, row.org_id, {{"title", {}, {json::text(row.title)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return shown(row, holders_());
}

Result<void> NoticesService::tell(const Actor& actor, const HouseNotice& wanted) {
  if (wanted.accounts.empty()) return wrong("accounts", say("没有收件人", "nobody is addressed"));
  DOORSTEP_TRY(good_words(wanted.org, wanted.title, wanted.body));
  store::NoticeRow row;
  row.id = new_uuid();
  row.org_id = wanted.org;
  row.title = wanted.title;
  row.body = wanted.body;
  row.account = actor.account;
  row.by_name = actor.name;
  row.sent_at = now_utc();
  row.until_on = wanted.until;
  row.addressed = true;
  return database_.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    for (const auto& account : wanted.accounts) store::address(session, row.id, account);
    trail_.append(session, actor,
                  {"notice-sent", "notice", row.id, row.org_id, {{"title", {}, {json::text(row.title)}}}});
    return {};
  });
}

SentNotice NoticesService::shown(const store::NoticeRow& row, const std::vector<Holder>& holders) const {
  SentNotice made{
      row.id,      row.org_id,   places_.name_of(row.org_id), roles_of(row.roles), row.title, row.body, row.by_name,
      row.sent_at, row.confirms, !row.withdrawn_at.empty(),   until_of(row)};
  made.class_id = row.class_id;
  const auto only = only_for(row);
  std::set<AccountId> recipients;
  for (const auto& holder : holders)
    if (is_for(row, holder.post) && (!only || only->contains(holder.account))) recipients.insert(holder.account);
  made.recipients = static_cast<int64_t>(recipients.size());
  const auto receipts = database_.read([&](db::Session& session) { return store::receipts(session, row.id); });
  for (const auto& receipt : receipts) {
    if (!recipients.contains(receipt.account)) continue;
    ++made.read;
    made.confirmed += !receipt.confirmed_at.empty();
  }
  return made;
}

Result<std::vector<SentNotice>> NoticesService::sent(const OrgId& org) {
  const auto holders = holders_();
  const auto rows = database_.read([&](db::Session& session) { return store::notices(session, org, false, 50); });
  std::vector<SentNotice> list;
  for (const auto& row : rows) list.push_back(shown(row, holders));
  return list;
}

Result<std::vector<Receipt>> NoticesService::receipts(const std::string& id) {
  const auto holders = holders_();
  const auto row = database_.read([&](db::Session& session) { return store::notice(session, id); });
  if (!row) return unknown();
  if (row->addressed) return unknown();
  const auto only = only_for(*row);
  std::map<AccountId, store::ReceiptRow> kept;
  for (auto& receipt : database_.read([&](db::Session& session) { return store::receipts(session, id); }))
    kept.emplace(receipt.account, receipt);
  std::vector<Receipt> list;
  std::set<AccountId> seen;
  for (const auto& holder : holders) {
    if (!is_for(*row, holder.post) || (only && !only->contains(holder.account))) continue;
    if (!seen.insert(holder.account).second) continue;
    const auto receipt = kept.find(holder.account);
    list.push_back({holder.name, holder.post.role, places_.name_of(holder.post.org),
                    receipt == kept.end() ? "" : receipt->second.read_at,
                    receipt == kept.end() ? "" : receipt->second.confirmed_at});
  }
  std::ranges::stable_sort(list, {}, [](const Receipt& one) { return std::pair{!one.read_at.empty(), one.name}; });
  return list;
}

Result<void> NoticesService::withdraw(const Actor& actor, const std::string& id) {
  return database_.write([&](db::Session& session) -> Result<void> {
    const auto row = store::notice(session, id);
    if (!row || !row->withdrawn_at.empty()) return unknown();
    store::withdraw(session, id, now_utc());
    trail_.append(session, actor, {"notice-withdrawn", "notice", id, row->org_id, {}});
    return {};
  });
}

std::vector<JustSent> NoticesService::sent_since(const std::string& at) {
  return database_.read([&](db::Session& session) {
    std::vector<JustSent> found;
    for (const auto& row : store::since(session, at)) found.push_back({row.id, row.confirms});
    return found;
  });
}

std::vector<AccountId> NoticesService::recipients(const std::string& id) {
  const auto row = database_.read([&](db::Session& session) { return store::notice(session, id); });
  if (!row) return {};
  const auto only = only_for(*row);
  if (row->addressed) return {only->begin(), only->end()};
  std::set<AccountId> found;
  for (const auto& holder : holders_())
    if (is_for(*row, holder.post) && (!only || only->contains(holder.account))) found.insert(holder.account);
  return {found.begin(), found.end()};
}

std::optional<OrgId> NoticesService::org_of(const std::string& id) {
  const auto row = database_.read([&](db::Session& session) { return store::notice(session, id); });
  return row ? std::optional{row->org_id} : std::nullopt;
}

}  // namespace doorstep::notices
