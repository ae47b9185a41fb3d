// What the district's rounds say of one group.
#include <algorithm>
#include <set>

#include "service.h"

namespace doorstep::evaluation {
namespace {

constexpr size_t least_groups = 5;  // fewer would be known one by one

GroupVerdict of_group(EvaluationRound round, const OrgId& group) {
  GroupVerdict made;
  made.of = round.of;
  made.indicators = std::move(round.indicators);
  made.groups = static_cast<int64_t>(round.results.size());
  for (auto& result : round.results) {
    if (result.org_id == group)
      made.own = std::move(result);
    else if (result.score && round.results.size() >= least_groups)
      made.others.push_back(*result.score);
  }
  std::ranges::sort(made.others);
  std::set<OrgId> own;
  for (auto& school : round.schools)
    if (school.group_id == group) {
      own.insert(school.id);
      made.schools.push_back(std::move(school));
    }
  for (auto& cell : round.cells)
    if (own.contains(cell.school_id)) made.cells.push_back(std::move(cell));
  for (auto& appeal : round.appeals)
    if (own.contains(appeal.school_id)) made.appeals.push_back(std::move(appeal));
  return made;
}

}  // namespace

Result<std::vector<GroupVerdict>> EvaluationService::verdicts(const Actor& actor, const OrgId& id) {
  DOORSTEP_LET(group, registry_.group(id));
  std::vector<GroupVerdict> found;
  for (auto org = group.org.parent_id; !org.empty();) {
    for (const auto& one : rounds(org)) {
      if (one.state != RoundState::published || !one.of_district) continue;
      DOORSTEP_LET(round, this->round(actor, one.id));
      found.push_back(of_group(std::move(round), id));
    }
    const auto area = registry_.area(org, {});
    org = area ? area->parent_id : OrgId{};
  }
  return found;
}

Result<std::vector<GroupVerdict>> EvaluationService::appeal_verdict(const Actor& actor, const OrgId& group,
                                                                    const std::string& id, const NewAppeal& wanted) {
  DOORSTEP_LET(known, verdicts(actor, group));
  const auto of = std::ranges::find(known, id, [](const GroupVerdict& one) { return one.of.id; });
  if (of == known.end())
    return refuse(Fault::not_found, "round-unknown", say("没有这次评价", "there is no such round"));
  if (std::ranges::find(of->schools, wanted.school_id, &EvaluationSchool::id) == of->schools.end()) {
    const auto what = say("请选择本集团的成员校", "choose a member of the group");
    return refuse(Fault::invalid, "evaluation-invalid", what, {{"school_id", what}});
  }
  DOORSTEP_TRY(appeal(actor, id, wanted));
  return verdicts(actor, group);
}

}  // namespace doorstep::evaluation
