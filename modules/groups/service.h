// GroupsService: changes of groups by the rules of their models, and what is read of them.
#pragma once

#include <functional>

#include "change.h"
#include "module.h"

namespace doorstep::groups {

class GroupsService final : public Groups {
 public:
  GroupsService(db::Database& database, registry::Registry& registry) : database_(database), registry_(registry) {}

  const std::vector<Model>& models() const override;

  Result<Outcome> found(const Actor& actor, const NewGroup& wanted, bool dry) override;
  Result<Outcome> join(const Actor& actor, const OrgId& group, const Joining& wanted, bool dry) override;
  Result<Outcome> leave(const Actor& actor, const OrgId& group, const Leaving& wanted, bool dry) override;
  Result<Outcome> change_model(const Actor& actor, const OrgId& group, const NewModel& wanted, bool dry) override;
  Result<Outcome> change_lead(const Actor& actor, const OrgId& group, const NewLead& wanted, bool dry) override;
  Result<Outcome> split(const Actor& actor, const OrgId& group, const Split& wanted, bool dry) override;
  Result<Outcome> merge(const Actor& actor, const OrgId& group, const Merging& wanted, bool dry) override;
  Result<Outcome> close(const Actor& actor, const OrgId& group, const Closing& wanted, bool dry) override;

  Result<Standing> standing(const OrgId& group) override;
  Result<std::vector<HistoryEvent>> history(const OrgId& group) override;
  Result<Coverage> coverage(const OrgId& area, Date on, const registry::Scope& full) override;

 private:
  // Runs `work` at the register's desk, checks the rules, and keeps it unless `dry`.
  Result<Outcome> change(const Actor& actor, const OrgId& group, bool dry,
                         const std::function<Result<void>(Change&)>& work);

  db::Database& database_;
  registry::Registry& registry_;
};

}  // namespace doorstep::groups
