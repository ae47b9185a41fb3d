#include "routes.h"
#include "store.h"

namespace doorstep::accounts {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Page;

struct AuditQuery {
  std::string entity, action;
  std::optional<AccountId> actor;
  std::optional<OrgId> org;
  std::optional<Date> from, to;
  int64_t cursor = 0;
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (entity, action, actor, org, from, to, cursor, limit))

// An entry with the names of what it speaks of, as they are today; empty where there is none.
struct AuditEntry : audit::Entry {
  std::string entity_name, org_name;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (audit::Entry), (entity_name, org_name))

AuditEntry named(audit::Entry&& entry, db::Session& session, const Places& places) {
  AuditEntry made{std::move(entry), {}, {}};
  made.org_name = places.name_of(made.org);
  if (made.kind == "account") {
    if (const auto account = store::by_id(session, {made.entity})) made.entity_name = account->name;
  } else {
    made.entity_name = places.name_of({made.entity});
  }
  return made;
}

}  // namespace

std::vector<http::Route> audit_routes(db::Database& database, const audit::Trail& trail, const Places& places) {
  std::vector<http::Route> rows;
  rows.push_back(http::row<AuditQuery, Page<AuditEntry>>(
      Method::get, "/api/audit", Right::audit_read, http::Run::work, say("审计记录", "Who changed what"),
      [&](const Call&, const AuditQuery& in) -> Result<Page<AuditEntry>> {
        audit::Filter filter{in.entity, in.actor.value_or(AccountId{}), in.action, in.org, in.from, in.to,
                             in.cursor, std::clamp(in.limit, 1, 200)};
        return database.read([&](db::Session& session) {
          Page<AuditEntry> page{{}, "", trail.count(session, filter)};
          for (auto& entry : trail.list(session, filter))
            page.items.push_back(named(std::move(entry), session, places));
          if (static_cast<int>(page.items.size()) == filter.limit) page.next = std::to_string(page.items.back().number);
          return page;
        });
      }));
  rows.push_back(http::row<None, audit::Verdict>(
      Method::get, "/api/audit/verify", Right::audit_read, http::Run::work,
      say("检查审计记录是否被改动", "Check that nobody tampered with the trail"),
      [&](const Call&, const None&) -> Result<audit::Verdict> {
        return database.read([&](db::Session& session) { return trail.verify(session); });
      }));
  return rows;
}

}  // namespace doorstep::accounts
