#include "routes.h"

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

}  // namespace

std::vector<http::Route> audit_routes(db::Database& database, const audit::Trail& trail) {
  std::vector<http::Route> rows;
  rows.push_back(http::row<AuditQuery, Page<audit::Entry>>(
      Method::get, "/api/audit", Right::audit_read, http::Run::work, say("审计记录", "Who changed what"),
      [&](const Call&, const AuditQuery& in) -> Result<Page<audit::Entry>> {
        audit::Filter filter{in.entity, in.actor.value_or(AccountId{}), in.action, in.org, in.from, in.to,
                             in.cursor, std::clamp(in.limit, 1, 200)};
        return database.read([&](db::Session& session) {
          Page<audit::Entry> page{trail.list(session, filter), "", trail.count(session, filter)};
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
