// Change: one change of groups under way, at the register's desk. Collects what is done in words, and looks at the end
// whether every new membership keeps the rules of its model.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules.h"
#include "store.h"

namespace doorstep::groups {

tl::unexpected<Error> no_such_group();
tl::unexpected<Error> no_such_model();

// What the register knows of a group, its members, and where else they belong.
Situation situation_of(registry::GroupView& view, const registry::OrgRow& group);

class Change {
 public:
  Change(registry::GroupDesk& desk, const Actor& actor) : desk_(desk), actor_(actor) {}

  registry::GroupDesk& desk() { return desk_; }
  const std::vector<Words>& steps() const { return steps_; }
  void step(Words words) { steps_.push_back(std::move(words)); }

  Result<registry::OrgRow> group(const OrgId& id);                             // not_found
  Result<registry::OrgRow> school(const OrgId& id);                            // not_found
  std::vector<registry::MembershipRow> members(const OrgId& group, Date day);  // those of the day and later ones

  // Each says what it did.
  Result<void> found(const registry::OrgRow& group);
  Result<void> join(const registry::OrgRow& group, const OrgId& school, const std::string& part, Date from, Date to);
  void end(const registry::OrgRow& group, const registry::MembershipRow& row, Date on);
  void close(registry::OrgRow group, Date on);
  // The part that `row` has in a group of `model`.
  std::string part_in(const Model& model, const std::string& part) const;

  // Why it was done, kept beside the history.
  void remember(const OrgId& group, std::string_view act, Date on, const OrgId& school, const std::string& why,
                const std::string& review = {});

  // conflict: the first rule that a new membership breaks, with all of them as fields.
  Result<void> check();

 private:
  Result<void> no_circle(const registry::MembershipRow& row);
  std::string name_of(const OrgId& school);

  registry::GroupDesk& desk_;
  const Actor& actor_;
  std::vector<Words> steps_;
  std::vector<registry::MembershipRow> joined_;
  std::map<OrgId, std::string> names_;
};

}  // namespace doorstep::groups
