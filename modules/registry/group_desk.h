// GroupDesk: how another room changes groups and their members, all in one transaction. It writes what it is told,
// dated, with the audit trail and the change sequence; which changes a model allows is for the caller to know.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/registry/rows.h>

namespace doorstep::db {
class Session;
}

namespace doorstep::registry {

// Groups as the newest versions of their rows say, all from one moment. Valid during the call of the work only.
class GroupView {
 public:
  virtual ~GroupView() = default;

  // Empty when there is none of that kind.
  virtual std::optional<OrgRow> group(const OrgId& id) = 0;
  virtual std::optional<OrgRow> school(const OrgId& id) = 0;
  virtual std::optional<OrgRow> area(const OrgId& id) = 0;
  virtual std::vector<OrgRow> groups_below(const OrgId& area) = 0;  // directly, by name
  // Past, present and future, by the day they begin.
  virtual std::vector<MembershipRow> members_of(const OrgId& group) = 0;
  virtual std::vector<MembershipRow> groups_of(const OrgId& school) = 0;

  // For the caller's own tables, in the same transaction.
  virtual db::Session& session() = 0;
};

// What was written is seen by what is read after it.
class GroupDesk : public GroupView {
 public:
  virtual void found(const OrgRow& group) = 0;             // with a new id, as all below
  virtual void amend(const OrgRow& group, Date from) = 0;  // model, lead, name, end: hold from that day on
  virtual void join(const MembershipRow& membership) = 0;
  virtual void end(const MembershipRow& membership, Date on) = 0;  // on its first day: it never was
  virtual void follow(const SuccessorRow& step) = 0;               // split, merged
};

using GroupWork = std::function<Result<void>(GroupDesk&)>;
using GroupReading = std::function<Result<void>(GroupView&)>;

}  // namespace doorstep::registry
