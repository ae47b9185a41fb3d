// Honours by a sheet: checked whole, written whole or not at all.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <doorstep/sheets/number.h>

#include "service.h"

namespace doorstep::honours {

Result<HonoursRead> HonoursWork::read_sheet(const Actor& actor, const OrgId& school,
                                            const std::vector<HonourLine>& lines, bool dry) {
  DOORSTEP_LET(classes, around_.registry.classes(school, std::nullopt));
  struct Known {
    PersonId id;
    std::string of_class;
  };
  std::map<std::string, std::vector<Known>> by_name;
  std::set<PersonId> seen;
  // Homeroom classes first: a student is known by the class that it belongs to.
  std::ranges::stable_partition(classes, [](const registry::ClassSummary& one) { return one.type == "homeroom"; });
  for (const auto& one : classes) {
    DOORSTEP_LET(students, around_.registry.students(one.id, std::nullopt));
    for (const auto& student : students)
      if (seen.insert(student.id).second) by_name[student.name].push_back({student.id, one.title});
  }
  using Key = std::tuple<PersonId, std::string, Date>;
  HonoursRead made;
  made.rows = static_cast<int64_t>(lines.size());
  std::vector<store::HonourRow> rows;
  std::set<Key> keys;
  for (const auto& line : lines) {
    const auto fault = [&](const std::string& column, Words what) {
      made.faults.push_back({line.row, column, std::move(what)});
    };
    NewStudentHonour wanted{{}, line.title, line.kind, line.level, line.award, line.issuer, {}, {}};
    if (line.name != "学校" && line.name != "the school") {
      auto found = by_name[line.name];
      std::erase_if(found, [&](const Known& one) {
        return (!line.of_class.empty() && one.of_class != line.of_class) ||
               (!line.number.empty() && one.id.value != line.number);
      });
      if (found.size() != 1) {
        fault("name", found.empty() ? say("本校没有学生“{}”", "there is no student “{}” at the school", line.name)
                                    : say("有 {0} 名“{1}”，请填班级或编号",
                                          "{0} students are called “{1}”: give the class or the number", found.size(),
                                          line.name));
        continue;
      }
      wanted.person_id = found.front().id;
    }
    const auto on = sheets::parse_date(line.on);
    if (!on) {
      fault("on", say("应为日期，如 2026-05-15，而不是“{}”", "must be a day such as 2026-05-15, not “{}”", line.on));
      continue;
    }
    wanted.on = *on;
    auto row = wanted_honour(school, wanted);
    if (!row) {
      for (const auto& one : row.error().fields) fault(one.field, one.what);
      continue;
    }
    row->by_name = row->decided_by = actor.name;
    row->state = HonourState::verified;
    if (!keys.insert({row->person_id, row->title, row->on_day}).second)
      fault("title", say("重复：同一人、同一荣誉、同一天", "stands twice: the student, the honour and the day"));
    else
      rows.push_back(std::move(*row));
  }
  const auto standing = [&](db::Session& session) {
    std::set<Key> known;
    for (const auto& row : store::honours_at(session, school))
      if (row.state != HonourState::refused) known.insert({row.person_id, row.title, row.on_day});
    return known;
  };
  const auto count = [&](const std::set<Key>& known) {
    made.same = std::ranges::count_if(rows, [&](const store::HonourRow& row) {
      return known.contains({row.person_id, row.title, row.on_day});
    });
    made.fresh = static_cast<int64_t>(rows.size()) - made.same;
  };
  if (dry || !made.faults.empty()) {
    count(around_.database.read(standing));
    return made;
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto known = standing(session);
    count(known);
    for (const auto& row : rows) {
      if (known.contains({row.person_id, row.title, row.on_day})) continue;
      store::put(session, row);
      around_.trail.append(session, actor, {"honour-entered", "student-honour", row.id, school, audit::added(row)});
    }
    return {};
  });
  if (!done) return pass_on(done);
  made.kept = true;
  return made;
}

}  // namespace doorstep::honours
