// What reviewers of a school, a group or an area do: take up or return, certify, take down.
#include <algorithm>
#include <set>

#include "lists.h"
#include "service.h"

namespace doorstep::resources {
namespace {

constexpr size_t longest_reason = 900;  // bytes

Result<void> good_reason(const std::string& reason) {
  if (reason.empty()) return wrong("reason", say("请说明理由", "say why"));
  if (reason.size() > longest_reason)
    return wrong("reason", say("太长，至多 {} 字节", "too long: at most {} bytes", longest_reason));
  return {};
}

// The codes of the certificates that stand, the lowest first.
std::string levels_of(const std::vector<store::MarkRow>& marks) {
  std::set<QualityLevel> standing;
  for (const auto& one : marks)
    if (one.revoked_at.empty()) standing.insert(one.level);
  std::vector<std::string> codes;
  for (const auto level : standing) codes.emplace_back(describe::enum_name(level));
  return joined(codes);
}

}  // namespace

// That `org` has to do with it, and that nobody decides about the own work.
Result<void> ResourcesService::reviewed(db::Session& session, const Actor& actor, const OrgId& org,
                                        const Held& held) const {
  if (held.row.owner_id != org && !around_.places.within(held.row.owner_id, org)) return no_resource();
  if (is_own(session, actor, held.row))
    return refuse(Fault::forbidden, "own-work", say("不能审核、认定自己的资源", "nobody decides about the own work"));
  return {};
}

void ResourcesService::tell(const Actor& actor, const Held& held, const Words& title, const Words& body) const {
  if (!around_.tell) return;
  std::set<AccountId> accounts;
  if (!held.row.account.empty()) accounts.insert(held.row.account);
  for (const auto& one :
       around_.database.read([&](db::Session& session) { return store::authors(session, held.row.id); }))
    if (const auto account = around_.staff.account_of(one.person_id)) accounts.insert(*account);
  for (const auto& account : accounts) around_.tell(actor, held.row.owner_id, account, title, body);
}

Result<LibraryDesk> ResourcesService::desk(const OrgId& org) {
  LibraryDesk made{org, around_.registry.name_of(org), {}, {}};
  if (made.org.empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  around_.database.read([&](db::Session& session) {
    const auto add = [&](const std::vector<store::VersionRow>& versions, std::vector<ResourceCard>& to) {
      for (const auto& version : versions)
        if (const auto row = store::resource(session, version.resource_id)) to.push_back(card(session, *row, version));
    };
    add(store::waiting(session, org), made.waiting);
    add(store::decided(session, org), made.decided);
  });
  return made;
}

Result<ResourcePage> ResourcesService::review(const Actor& actor, const OrgId& org, const std::string& id,
                                              const ReviewDecision& wanted) {
  const auto reason = wanted.reason.value_or("");
  if (!wanted.accepts) DOORSTEP_TRY(good_reason(reason));
  std::optional<Held> told;
  auto made = change_newest(actor, id, wanted.accepts ? "resource-published" : "resource-returned", false,
                            [&](db::Session& session, Held& held) -> Result<void> {
                              if (held.version.state != VersionState::submitted || held.version.review_id != org)
                                return refuse(Fault::conflict, "not-submitted",
                                              say("没有待本单位审核的版本", "nothing of it waits here"));
                              DOORSTEP_TRY(reviewed(session, actor, org, held));
                              held.version.decided_at = now_utc();
                              held.version.decided_by = actor.name;
                              held.version.reason = reason;
                              held.version.state = wanted.accepts ? VersionState::published : VersionState::returned;
                              told = held;
                              if (!wanted.accepts) return {};
                              if (held.row.published)
                                if (auto before = store::version(session, id, held.row.published)) {
                                  before->state = VersionState::superseded;
                                  store::put(session, *before);
                                }
                              const bool first = held.row.published_at.empty();
                              held.row.published = held.version.number;
                              held.row.published_at = held.version.decided_at;
                              held.row.published_seq = store::sequence(session) + 1;
                              const bool open = held.version.scope == ShareScope::public_;
                              if (open || held.row.is_public) held.row.stamp = held.version.decided_at;
                              if (open) held.row.public_version = held.version.number;
                              held.row.is_public = open;
                              if (first && held.row.origin_id)
                                if (auto origin = store::resource(session, *held.row.origin_id)) {
                                  ++origin->adaptations;
                                  origin->seq = store::next_sequence(session);
                                  store::set(session, *origin);
                                }
                              return {};
                            });
  if (made && told) {
    if (wanted.accepts)
      tell(actor, *told, say("资源“{}”已发布", "“{}” is published", told->version.title),
           reason.empty() ? say("审核通过。", "It was accepted.") : Words{reason, reason});
    else
      tell(actor, *told, say("资源“{}”被退回", "“{}” was returned", told->version.title), Words{reason, reason});
  }
  return made;
}

Result<ResourcePage> ResourcesService::certify(const Actor& actor, const OrgId& org, const std::string& id,
                                               const std::string& reason) {
  DOORSTEP_TRY(good_reason(reason));
  const auto level = level_of(org);
  if (!level) return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  std::optional<Held> told;
  auto made = change_shown(actor, id, "resource-certified", [&](db::Session& session, Held& held) -> Result<void> {
    DOORSTEP_TRY(reviewed(session, actor, org, held));
    auto marks = store::marks(session, id);
    if (std::ranges::any_of(marks, [&](const auto& one) { return one.org_id == org && one.revoked_at.empty(); }))
      return refuse(Fault::conflict, "certified", say("本单位已认定过", "it was certified here already"));
    const store::MarkRow row{new_uuid(), id, held.row.published, *level, org, reason, actor.name, now_utc(), "", ""};
    store::put(session, row);
    marks.push_back(row);
    held.row.levels = levels_of(marks);
    if (held.row.is_public) held.row.stamp = now_utc();
    told = held;
    return {};
  });
  if (made && told)
    tell(actor, *told, say("资源“{}”被认定为精品", "“{}” was certified", told->version.title), Words{reason, reason});
  return made;
}

Result<ResourcePage> ResourcesService::revoke(const Actor& actor, const OrgId& org, const std::string& mark,
                                              const std::string& reason) {
  DOORSTEP_TRY(good_reason(reason));
  const auto known = around_.database.read([&](db::Session& session) { return store::mark(session, mark); });
  if (!known || known->org_id != org || !known->revoked_at.empty())
    return refuse(Fault::not_found, "mark-unknown", say("没有这项认定", "there is no such certificate"));
  std::optional<Held> told;
  auto made = change_newest(actor, known->resource_id, "resource-revoked", false,
                            [&](db::Session& session, Held& held) -> Result<void> {
                              DOORSTEP_TRY(reviewed(session, actor, org, held));
                              auto row = *known;
                              row.revoked_at = now_utc();
                              row.revoke_reason = reason;
                              store::put(session, row);
                              held.row.levels = levels_of(store::marks(session, known->resource_id));
                              if (held.row.is_public) held.row.stamp = row.revoked_at;
                              told = held;
                              return {};
                            });
  if (told)
    tell(actor, *told, say("资源“{}”的认定被撤销", "a certificate of “{}” was revoked", told->version.title),
         Words{reason, reason});
  return resource(actor, known->resource_id, 0);
}

Result<ResourcePage> ResourcesService::take_down(const Actor& actor, const OrgId& org, const std::string& id,
                                                 const std::string& reason) {
  DOORSTEP_TRY(good_reason(reason));
  std::optional<Held> told;
  ResourcePage page;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::resource(session, id);
    const auto version = row && row->published ? store::version(session, id, row->published) : std::nullopt;
    if (!version) return no_resource();
    const Held before{*row, *version};
    DOORSTEP_TRY(reviewed(session, actor, org, before));
    page.of = card(session, *row, *version);
    auto after = before;
    after.version.reason = reason;
    after.version.decided_at = now_utc();
    after.version.decided_by = actor.name;
    end_showing(after, VersionState::withdrawn);
    told = after;
    return keep(session, actor, "resource-taken-down", before, after);
  });
  if (!done) return pass_on(done);
  tell(actor, *told, say("资源“{}”已下架", "“{}” was taken down", told->version.title), Words{reason, reason});
  page.of.state = VersionState::withdrawn;
  page.reason = reason;
  return page;
}

}  // namespace doorstep::resources
