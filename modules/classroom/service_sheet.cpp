// A plan of lessons brought by a sheet: all lines or none, every fault at its row and column.
#include <algorithm>
#include <cmath>

#include <doorstep/sheets/number.h>
#include <doorstep/zone/zone.h>

#include "service.h"
#include "sheet.h"

namespace doorstep::classroom {
namespace {

// "8:00", "08:00:00" and the fractions of a day that spreadsheets keep times as, as "08:00".
std::string time_of(const std::string& cell) {
  const auto text = sheets::narrow(cell);
  if (const auto number = sheets::parse_number(text); number && *number >= 0 && *number < 1)
    return zone::text_of(static_cast<int>(std::lround(*number * 24 * 60)) % (24 * 60));
  auto found = text.size() == 8 && text[5] == ':' ? text.substr(0, 5) : text;
  if (found.size() == 4 && found[1] == ':') found = "0" + found;
  return zone::minute_of(found) ? found : "";
}

// Reads lines into what is wanted of them.
class PlanReader {
 public:
  PlanReader(const std::vector<staff::Teacher>& people) {
    for (const auto& one : people) by_name_[one.name].push_back(&one);
  }

  std::optional<NewOpenLesson> read(const LessonLine& line) {
    line_ = &line;
    const auto before = faults.size();
    NewOpenLesson made;
    made.title = line.title;
    if (line.title.empty()) fault("title", say("请填写课题", "give it a title"));
    if (const auto subject = subject_of(line.subject))
      made.subject = *subject;
    else
      fault("subject", say("没有学科“{0}”，应为：{1}", "“{0}” is none of the subjects: {2}", line.subject,
                           all_subjects().zh, all_subjects().en));
    made.grade = line.grade.size() == 1 ? "0" + line.grade : line.grade;
    if (!good_grade(*made.grade))
      fault("grade", say("年级为 01 至 12 或 KG，而不是“{}”", "a grade is 01 to 12 or KG, not “{}”", line.grade));
    made.teacher_id = teacher();
    if (const auto day = sheets::parse_date(line.on))
      made.on = *day;
    else
      fault("on", say("应为日期，如 2026-12-08，而不是“{}”", "must be a day such as 2026-12-08, not “{}”", line.on));
    made.from = time("from", line.from);
    made.to = time("to", line.to);
    if (!made.from.empty() && !made.to.empty() && made.to <= made.from)
      fault("to", say("结束应晚于开始", "the end is after the beginning"));
    if (!line.kind.empty()) {
      if (const auto kind = kind_of(line.kind))
        made.kind = *kind;
      else
        fault("kind", say("“{0}”不在其中：{1}", "“{0}” is none of: {2}", line.kind, all_kinds().zh, all_kinds().en));
    }
    if (!line.audience.empty()) {
      made.audience = audience_of(line.audience);
      if (!made.audience)
        fault("audience", say("“{}”应为：本校、集团、全区", "“{}” is none of: school, group, district", line.audience));
      else if (*made.audience == LessonAudience::public_)
        fault("audience", say("公开的课须写明监护人同意，请先填集团，再在课的页面改为公开",
                              "a public lesson wants the consent of guardians: write group here, and make it public on "
                              "its page"));
    }
    made.room = line.room;
    made.series = line.series;
    made.about = line.about;
    if (faults.size() > before) return {};
    return made;
  }
  void fault(const char* column, Words what) { faults.push_back({line_->row, column, std::move(what)}); }

  std::vector<SheetFault> faults;

 private:
  std::string time(const char* column, const std::string& cell) {
    auto found = time_of(cell);
    if (found.empty()) fault(column, say("时间应写成 14:00，而不是“{}”", "a time is written 14:00, not “{}”", cell));
    return found;
  }
  PersonId teacher() {
    std::vector<const staff::Teacher*> named;
    if (const auto found = by_name_.find(line_->teacher); found != by_name_.end())
      for (const auto* one : found->second)
        if (line_->school.empty() || one->school == line_->school) named.push_back(one);
    if (named.size() == 1) return named.front()->id;
    fault("teacher", named.empty() ? say("这里没有教师“{}”", "there is no teacher “{}” here", line_->teacher)
                                   : say("有 {} 位“{}”，请填教师学校", "{} people are called “{}”: give the school",
                                         named.size(), line_->teacher));
    return {};
  }

  const LessonLine* line_ = nullptr;
  std::map<std::string, std::vector<const staff::Teacher*>> by_name_;
};

}  // namespace

Result<LessonsRead> ClassroomService::read_plan(const Actor& actor, const OrgId& org,
                                                const std::vector<LessonLine>& lines, bool dry) {
  auto people = around_.staff.teachers(org);
  std::set<PersonId> seen;
  for (const auto& one : people) seen.insert(one.id);
  for (const auto& group : around_.places.groups_of(org))
    for (auto& one : around_.staff.teachers(group))
      if (seen.insert(one.id).second) people.push_back(std::move(one));
  const auto who = asker(actor);
  PlanReader reader{people};
  std::vector<std::pair<Row, std::string>> rows;  // with the name of the series
  std::set<std::tuple<PersonId, std::string, int64_t>> twice;
  for (const auto& line : lines) {
    const auto wanted = reader.read(line);
    if (!wanted) continue;
    auto row = wanted_lesson(who, org, *wanted);
    if (!row) {
      const auto& error = row.error();
      reader.fault(error.fields.empty()                         ? "title"
                   : error.fields.front().field == "teacher_id" ? "teacher"
                   : error.fields.front().field == "from"       ? "from"
                                                                : "title",
                   error.what);
      continue;
    }
    if (row->ends_at <= now())
      reader.fault("on", say("时间已经过去", "that time is over"));
    else if (!twice.insert({row->teacher_id, row->title, row->begins_at}).second)
      reader.fault("title", say("重复：同一教师、课题和时间", "stands twice: teacher, title and time"));
    else
      rows.emplace_back(std::move(*row), wanted->series.value_or(""));
  }
  LessonsRead made{static_cast<int64_t>(lines.size()), 0, 0, std::move(reader.faults), false};
  const auto stands = [](db::Session& session, const Row& row) {
    return store::stands(session, row.teacher_id, row.title, row.begins_at);
  };
  if (dry || !made.faults.empty()) {
    around_.database.read([&](db::Session& session) {
      for (const auto& [row, series] : rows) made.same += stands(session, row);
    });
    made.fresh = static_cast<int64_t>(rows.size()) - made.same;
    return made;
  }
  std::vector<Row> fresh;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    fresh.clear();
    for (auto& [row, title] : rows) {
      if (stands(session, row)) continue;
      DOORSTEP_LET(series, series_of(session, actor, org, title));
      row.series_id = series;
      store::add(session, row);
      around_.trail.append(session, actor, {"lesson-planned", "open-class", row.id, org, audit::added(row)});
      fresh.push_back(row);
    }
    return {};
  });
  if (!done) return pass_on(done);
  made.fresh = static_cast<int64_t>(fresh.size());
  made.same = static_cast<int64_t>(rows.size()) - made.fresh;
  made.kept = true;
  // A whole plan is told to who teaches; everybody else finds it on the page.
  for (const auto& row : fresh) tell_teaches(actor, row);
  return made;
}

}  // namespace doorstep::classroom
