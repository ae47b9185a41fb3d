// What this system's own records enter into a round.
#include <algorithm>
#include <set>

#include "service.h"

namespace doorstep::evaluation {

std::vector<store::EntryRow> EvaluationService::measured(const std::vector<EvaluationIndicator>& indicators,
                                                         const std::vector<EvaluationSchool>& schools) const {
  std::set<OrgId> groups;
  for (const auto& school : schools) groups.insert(school.group_id);
  std::vector<store::EntryRow> made;
  for (const auto& indicator : indicators) {
    const auto measure = measures_.find(indicator.origin);
    if (measure == measures_.end()) continue;
    std::set<OrgId> there;  // a school in two groups counts by the first that knows it
    for (const auto& group : groups)
      for (const auto& [school, found] : measure->second(group)) {
        if (!std::ranges::count(schools, school, &EvaluationSchool::id) || !there.insert(school).second) continue;
        made.push_back({indicator.id, school, AccountId{"system"}, "", found.start, found.value, ""});
      }
  }
  return made;
}

}  // namespace doorstep::evaluation
