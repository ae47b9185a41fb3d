// Coverage: how many schools and students of a district are in a group, on a day.
#include <algorithm>
#include <map>
#include <set>

#include "models.h"
#include "service.h"

namespace doorstep::groups {
namespace {

using registry::Headcount;
using registry::Roll;
using registry::RollSchool;

class Counter {
 public:
  void add(const std::string& dimension, const std::string& code, bool covered, const Headcount& count) {
    auto& row = rows_[{dimension, code}];
    ++row.schools;
    row.covered_schools += covered;
    row.students += count.students.value_or(0);
    if (covered) row.covered_students += count.students.value_or(0);
    row.without_students += !count.students && !count.few;
  }
  void groups(const std::string& dimension, const std::string& code, int64_t count) {
    rows_[{dimension, code}].groups += count;
  }
  // The rows of a dimension in the order of `codes`, then by name; those without a name last.
  void take(const std::string& dimension, const std::vector<std::string>& codes, std::vector<CoverageRow>& into) {
    std::vector<CoverageRow> found;
    for (auto& [key, row] : rows_)
      if (key.first == dimension) {
        row.dimension = key.first;
        row.code = key.second;
        found.push_back(row);
      }
    const auto place = [&](const CoverageRow& row) {
      return std::pair{row.code.empty(), std::ranges::find(codes, row.code) - codes.begin()};
    };
    std::ranges::stable_sort(found, {}, place);
    into.insert(into.end(), found.begin(), found.end());
  }

 private:
  std::map<std::pair<std::string, std::string>, CoverageRow> rows_;
};

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::string one;
  for (const char letter : list + ",") {
    if (letter != ',') {
      one += letter;
    } else if (!one.empty()) {
      parts.push_back(one);
      one.clear();
    }
  }
  return parts;
}

// The students of one stage; a school of one stage returns them for the school as well.
Headcount students_of(const RollSchool& school, const std::string& stage, size_t stages) {
  for (const auto& [code, count] : school.stages_counted)
    if (code == stage) return count;
  return stages == 1 ? school.whole : Headcount{};
}

void count(const Roll& roll, Counter& counter) {
  for (const auto& group : roll.groups) {
    counter.groups("all", "", 1);
    counter.groups("model", group.model, 1);
  }
  for (const auto& school : roll.schools) {
    const bool covered = !school.groups.empty();
    counter.add("all", "", covered, school.whole);
    counter.add("legal_form", school.legal_form, covered, school.whole);
    counter.add("setting", school.setting, covered, school.whole);
    counter.add("town", school.town, covered, school.whole);
    counter.add("district", school.district, covered, school.whole);
    const auto stages = parts_of(school.stages);
    for (const auto& stage : stages) counter.add("stage", stage, covered, students_of(school, stage, stages.size()));
    std::set<std::string> models;
    for (const auto group : school.groups) models.insert(roll.groups[static_cast<size_t>(group)].model);
    for (const auto& model : models) counter.add("model", model, true, school.whole);
  }
}

}  // namespace

Result<Coverage> GroupsService::coverage(const OrgId& id, Date on, const registry::Scope& full) {
  DOORSTEP_LET(area, registry_.area(id, full));
  Coverage made{id, area.name, on, {}, false, area.source};
  Counter counter;
  counter.groups("all", "", 0);
  const auto roll = registry_.roll(id, on, full);
  count(roll, counter);
  made.few = std::ranges::any_of(roll.schools, [](const RollSchool& school) { return school.whole.few; });
  std::vector<std::string> models;
  for (const auto& model : all_models()) models.push_back(model.id);
  counter.take("all", {}, made.rows);
  counter.take("model", models, made.rows);
  counter.take("stage", {"kindergarten", "primary", "junior", "senior"}, made.rows);
  counter.take("legal_form", {"public", "affordable_private", "private"}, made.rows);
  counter.take("setting", {"urban", "town", "rural"}, made.rows);
  counter.take("town", {}, made.rows);
  counter.take("district", {}, made.rows);
  const auto several = [&](const char* dimension) {
    return std::ranges::count(made.rows, dimension, &CoverageRow::dimension) > 1;
  };
  // One town, or one district, says nothing that the whole does not.
  for (const auto* dimension : {"town", "district"})
    if (!several(dimension))
      std::erase_if(made.rows, [&](const CoverageRow& row) { return row.dimension == dimension; });
  return made;
}

}  // namespace doorstep::groups
