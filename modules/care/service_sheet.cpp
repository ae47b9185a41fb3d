// Students signed up by a sheet: read whole, checked whole, written whole or not at all.
#include <algorithm>

#include <doorstep/sheets/number.h>

#include "service.h"

namespace doorstep::care {
namespace {

// What the lines of one student come to: a new pattern, and single days.
struct Read {
  std::string name;
  NewCarePattern pattern;
  bool has_pattern = false;
  std::vector<NewCareDay> days;
  std::set<std::string> seen;  // days as they stand in the sheet
};

std::optional<int64_t> weekday_named(const std::string& text) {
  for (int64_t day = 1; day <= 7; ++day) {
    const auto& words = weekday_words(day);
    if (text == words.zh || text == words.en || text == "星期" + words.zh.substr(words.zh.size() - 3)) return day;
  }
  return {};
}

}  // namespace

Result<CareRoll> CareWork::candidates(const OrgId& school, const std::string& service) {
  DOORSTEP_LET(row, service_of(service, school));
  DOORSTEP_LET(made, roll(school, service));
  DOORSTEP_LET(classes, around_.registry.classes(school, std::nullopt));
  std::set<PersonId> seen;
  for (const auto& one : made.items) seen.insert(one.person_id);
  for (const auto& one : classes) {
    if (one.type != "homeroom") continue;
    DOORSTEP_LET(students, around_.registry.students(one.id, std::nullopt));
    for (const auto& student : students)
      if (for_grade(row, student.grade) && seen.insert(student.id).second)
        made.items.push_back({student.id, student.name, one.title, {}, ""});
  }
  std::ranges::stable_sort(made.items, {}, [](const CareRollLine& one) { return std::tie(one.of_class, one.name); });
  return made;
}

Result<CareSheetRead> CareWork::read_sheet(const Actor& actor, const OrgId& school, const std::string& service,
                                           const std::vector<CareSheetLine>& lines, bool dry) {
  DOORSTEP_LET(row, service_of(service, school));
  DOORSTEP_LET(all, candidates(school, service));
  std::map<std::string, const CareRollLine*> by_id;
  std::map<std::string, std::vector<const CareRollLine*>> by_name;
  for (const auto& one : all.items) {
    by_id[one.person_id.value] = &one;
    by_name[one.name].push_back(&one);
  }
  CareSheetRead made;
  made.rows = static_cast<int64_t>(lines.size());
  std::map<PersonId, Read> people;
  for (const auto& line : lines) {
    const auto fault = [&](const char* column, Words what) {
      made.faults.push_back({line.row, column, std::move(what)});
    };
    const CareRollLine* child = nullptr;
    if (!line.number.empty()) {
      const auto found = by_id.find(line.number);
      if (found != by_id.end() && found->second->name == line.name) child = found->second;
    } else if (const auto found = by_name.find(line.name); found != by_name.end()) {
      std::vector<const CareRollLine*> named;
      for (const auto* one : found->second)
        if (line.of_class.empty() || one->of_class == line.of_class) named.push_back(one);
      if (named.size() == 1) child = named.front();
      if (named.size() > 1) {
        fault("name", say("有 {0} 名“{1}”，请填班级或编号",
                          "{0} students are called “{1}”: give the class or the number", named.size(), line.name));
        continue;
      }
    }
    if (!child) {
      fault("name",
            say("“{}”不是这项服务面向的本校学生，或编号与姓名不是同一人",
                "“{}” is no student for whom the service is, or number and name are not of one person", line.name));
      continue;
    }
    auto& read = people[child->person_id];
    read.name = child->name;
    int64_t choice = 0;
    if (!line.choice.empty() && line.choice != "不参加" && line.choice != "not coming") {
      const auto found = std::ranges::find(all.service.choices, line.choice, &CareChoice::name);
      if (found == all.service.choices.end()) {
        fault("choice", say("“{}”不是这项服务的选项", "“{}” is no choice of the service", line.choice));
        continue;
      }
      choice = found - all.service.choices.begin() + 1;
    }
    const auto weekday = weekday_named(line.day);
    const auto day = weekday ? std::nullopt : sheets::parse_date(line.day);
    if (!weekday && !day) {
      fault("day", say("应为星期（如周一）或日期（如 2026-11-30），而不是“{}”",
                       "must be a day such as Monday or 2026-11-30, not “{}”", line.day));
      continue;
    }
    if (!read.seen.insert(weekday ? std::to_string(*weekday) : day->text()).second) {
      fault("day", say("重复：同一名学生、同一天只能有一行", "stands twice: a student has one row a day"));
      continue;
    }
    if (weekday) {
      read.has_pattern = true;
      if (choice) read.pattern.days.push_back({*weekday, choice});
    } else {
      read.days.push_back({*day, choice > 0, choice ? std::optional{choice} : std::nullopt});
    }
    // Each by itself, so that every fault has its row; together they are tried below.
    if (weekday && choice && std::ranges::count(all.service.weekdays, *weekday) == 0)
      fault("day", say("这项服务不在这一天", "it does not run on that day of the week"));
    if (day && *day < clock(school).on) fault("day", say("过去的日子不再改变", "days that are over do not change"));
  }
  made.children = static_cast<int64_t>(people.size());
  if (!made.faults.empty()) return made;
  std::vector<std::pair<Comer, const Read*>> comers;
  for (const auto& [person, read] : people) {
    DOORSTEP_LET(comer, comer_at(school, person));
    DOORSTEP_TRY(fits(row, comer));
    comers.emplace_back(comer, &read);
  }
  // Tried in a transaction that a dry run gives up again.
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& [comer, read] : comers) {
      if (read->has_pattern) DOORSTEP_TRY(put_pattern(session, actor, row, comer, read->pattern, true));
      for (const auto& day : read->days) DOORSTEP_TRY(put_day(session, actor, row, comer, day, true));
    }
    if (dry) return refuse(Fault::conflict, "care-dry", {});
    return {};
  });
  if (!done && done.error().code != "care-dry") return pass_on(done);
  made.kept = !dry;
  return made;
}

}  // namespace doorstep::care
