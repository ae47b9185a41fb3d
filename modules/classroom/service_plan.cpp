// Lessons planned, changed and cancelled.
#include <algorithm>

#include <doorstep/base/list.h>
#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::classroom {
namespace {

constexpr size_t longest_title = 200, longest_line = 300, longest_text = 10'000;  // bytes
constexpr int64_t longest_lesson = 8 * 60 * 60;                                   // seconds
constexpr int64_t most_ahead = 400;                                               // days
constexpr size_t most_people = 50;                                                // found at once

bool good_code(const std::string& code) {
  return !code.empty() && code.size() <= 40 &&
         code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.-") == code.npos;
}

Result<void> good_words(const NewOpenLesson& wanted) {
  if (wanted.title.empty() || wanted.title.size() > longest_title)
    return wrong_field("title", say("请填写课题，不超过 60 字", "give it a title of at most 60 letters"));
  if (!good_code(wanted.subject)) return wrong_field("subject", say("请选择学科", "choose a subject"));
  if (!good_grade(wanted.grade.value_or("")))
    return wrong_field("grade", say("年级为 01 至 12 或 KG", "a grade is 01 to 12, or KG"));
  if (wanted.room.value_or("").size() > longest_line) return wrong_field("room", say("太长", "is too long"));
  if (wanted.about.value_or("").size() > longest_text) return wrong_field("about", say("太长", "is too long"));
  if (wanted.series.value_or("").size() > longest_title) return wrong_field("series", say("太长", "is too long"));
  if (wanted.consent.value_or("").size() > longest_text) return wrong_field("consent", say("太长", "is too long"));
  return {};
}

}  // namespace

bool ClassroomService::serves(const OrgId& host, const OrgId& school) const {
  if (school == host || around_.places.within(school, host)) return true;
  const auto groups = around_.places.groups_of(host);
  return std::ranges::any_of(groups, [&](const OrgId& group) { return around_.places.within(school, group); });
}

Result<void> ClassroomService::set_time(Row& row, const OrgId& org, Date on, const std::string& from,
                                        const std::string& to) const {
  const auto today = Date::today();
  if (on < today.plus(-most_ahead) || on > today.plus(most_ahead))
    return wrong_field("on", say("日期应在一年之内", "the day lies within a year"));
  const auto begins = zone::minute_of(from), ends = zone::minute_of(to);
  if (!begins || !ends || *ends <= *begins)
    return wrong_field("from",
                       say("时间应写成 14:00，结束晚于开始", "times are written 14:00, the end after the beginning"));
  const auto zone = around_.zone_of(org);
  DOORSTEP_LET(begins_at, zone::instant(zone, {on, *begins}));
  DOORSTEP_LET(ends_at, zone::instant(zone, {on, *ends}));
  if (ends_at - begins_at > longest_lesson)
    return wrong_field("to", say("一节课不超过 8 小时", "a lesson lasts at most 8 hours"));
  row.on_day = on;
  row.from_minute = *begins;
  row.to_minute = *ends;
  row.begins_at = begins_at;
  row.ends_at = ends_at;
  return {};
}

Result<store::LessonRow> ClassroomService::wanted_lesson(const Asker& who, const OrgId& org,
                                                         const NewOpenLesson& wanted) const {
  DOORSTEP_TRY(good_words(wanted));
  if (around_.places.name_of(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  Row row;
  row.id = new_uuid();
  row.org_id = org;
  row.title = wanted.title;
  row.subject = wanted.subject;
  row.grade = wanted.grade.value_or("");
  row.teacher_id = wanted.teacher_id.value_or(who.person);
  if (row.teacher_id.empty()) return wrong_field("teacher_id", say("请选择授课教师", "choose the teacher"));
  const auto teacher = around_.staff.teacher(row.teacher_id);
  if (!teacher || !teacher->serves || !serves(org, teacher->school_id))
    return wrong_field("teacher_id", say("授课教师应在主办单位或其集团学校任职",
                                         "the teacher serves at the host or a school of its group"));
  row.room = wanted.room.value_or("");
  DOORSTEP_TRY(set_time(row, org, wanted.on, wanted.from, wanted.to));
  row.kind = wanted.kind;
  row.about = wanted.about.value_or("");
  row.audience = wanted.audience.value_or(LessonAudience::group);
  row.consent = wanted.consent.value_or("");
  if (row.audience == LessonAudience::public_ && row.consent.empty())
    return wrong_field("consent", say("对社会公开前，请写明监护人如何同意学生出镜",
                                      "before it is public, say how guardians agreed that their children are seen"));
  row.made_at = now_utc();
  return row;
}

// When a consent was given, and by whom it was entered, stays while its words do.
void ClassroomService::put_consent(Row& row, const Row* before, const Actor& actor) const {
  if (row.consent.empty()) {
    row.consent_by.clear();
    row.consent_at.clear();
  } else if (before && before->consent == row.consent) {
    row.consent_by = before->consent_by;
    row.consent_at = before->consent_at;
  } else {
    row.consent_by = actor.name;
    row.consent_at = now_utc();
  }
}

// A series is known by its name within the group, so that several schools hold its lessons.
Result<std::string> ClassroomService::series_of(db::Session& session, const Actor& actor, const OrgId& org,
                                                const std::string& title) const {
  if (title.empty()) return std::string{};
  const auto groups = around_.places.groups_of(org);
  const auto& home = groups.empty() ? org : groups.front();
  if (const auto known = store::series_named(session, home, title)) return known->id;
  const store::SeriesRow made{new_uuid(), home, title, now_utc()};
  store::add(session, made);
  around_.trail.append(session, actor, {"lesson-series-made", "lesson-series", made.id, home, audit::added(made)});
  return made.id;
}

Result<OpenLessonFile> ClassroomService::plan(const Actor& actor, const OrgId& org, const NewOpenLesson& wanted) {
  const auto who = asker(actor);
  DOORSTEP_LET(row, wanted_lesson(who, org, wanted));
  if (row.teacher_id != who.person && !manages(actor, org))
    return refuse(Fault::forbidden, "teacher-own",
                  say("只能安排自己的课；他人的课请由学科带头人或校长安排",
                      "you may plan lessons of your own; a subject leader or the principal plans those of others"),
                  {{"teacher_id", say("请选择自己", "choose yourself")}});
  if (row.ends_at <= now()) return wrong_field("on", say("时间已经过去", "that time is over"));
  put_consent(row, nullptr, actor);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(series, series_of(session, actor, org, wanted.series.value_or("")));
    row.series_id = series;
    store::add(session, row);
    around_.trail.append(session, actor, {"lesson-planned", "open-class", row.id, org, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  tell_announced(actor, row);
  return lesson(actor, row.id);
}

Result<OpenLessonFile> ClassroomService::change(const Actor& actor, const std::string& id,
                                                const NewOpenLesson& wanted) {
  auto who = asker(actor);
  const auto stood =
      around_.database.read([&](db::Session& session) -> Result<Row> { return host_row(session, who, id); });
  if (!stood) return tl::unexpected<Error>(stood.error());
  auto asked = wanted;
  if (!asked.teacher_id) asked.teacher_id = stood->teacher_id;
  DOORSTEP_LET(row, wanted_lesson(who, stood->org_id, asked));
  if (row.teacher_id != stood->teacher_id && !manages(actor, stood->org_id))
    return refuse(Fault::forbidden, "teacher-own",
                  say("换授课教师请由学科带头人或校长办理", "a subject leader or the principal changes the teacher"),
                  {{"teacher_id", say("保持原教师", "leave the teacher as it is")}});
  Row before, after;
  std::set<AccountId> accounts;
  auto made = changed(actor, id, "lesson-changed", [&](db::Session& session, Row& now_row) -> Result<void> {
    before = now_row;
    const auto state = state_at(now_row, now());
    if (state == LessonState::cancelled)
      return refuse(Fault::conflict, "cancelled", say("公开课已取消，不能再改", "the open class was cancelled"));
    const bool moved = row.begins_at != now_row.begins_at || row.ends_at != now_row.ends_at;
    if ((state == LessonState::live || state == LessonState::ended) && (moved || row.teacher_id != now_row.teacher_id))
      return refuse(Fault::conflict, "lesson-began",
                    say("已经开始的课，时间和授课教师不能再改", "time and teacher stay once the lesson has begun"));
    if (moved && row.ends_at <= now()) return wrong_field("on", say("时间已经过去", "that time is over"));
    DOORSTEP_LET(series, series_of(session, actor, now_row.org_id, wanted.series.value_or("")));
    accounts = concerned(session, now_row);
    now_row.title = row.title;
    now_row.subject = row.subject;
    now_row.grade = row.grade;
    now_row.teacher_id = row.teacher_id;
    now_row.room = row.room;
    now_row.on_day = row.on_day;
    now_row.from_minute = row.from_minute;
    now_row.to_minute = row.to_minute;
    now_row.begins_at = row.begins_at;
    now_row.ends_at = row.ends_at;
    now_row.kind = row.kind;
    now_row.about = row.about;
    now_row.audience = row.audience;
    now_row.consent = row.consent;
    now_row.series_id = series;
    put_consent(now_row, &before, actor);
    if (moved) now_row.reminded_day = now_row.reminded_soon = false;
    after = now_row;
    return {};
  });
  if (made) tell_changed(actor, before, after, std::move(accounts));
  return made;
}

Result<OpenLessonFile> ClassroomService::cancel(const Actor& actor, const std::string& id, const std::string& reason) {
  DOORSTEP_TRY(good_reason(reason));
  Row after;
  std::set<AccountId> accounts;
  auto made = changed(actor, id, "lesson-cancelled", [&](db::Session& session, Row& row) -> Result<void> {
    const auto state = state_at(row, now());
    if (state == LessonState::cancelled) return {};
    if (state == LessonState::live)
      return refuse(Fault::conflict, "lesson-state",
                    say("正在直播的课请先结束", "a lesson that is live has to be ended, not cancelled"));
    if (state == LessonState::ended) return lesson_over();
    accounts = concerned(session, row);
    row.state = LessonState::cancelled;
    row.reason = reason;
    row.live_asked = false;
    after = row;
    return {};
  });
  if (made && !after.id.empty()) tell_cancelled(actor, after, std::move(accounts));
  return made;
}

Result<std::vector<LessonPerson>> ClassroomService::people(const OrgId& org, const std::string& q) {
  std::vector<OrgId> homes{org};
  for (auto& group : around_.places.groups_of(org)) homes.push_back(std::move(group));
  std::set<PersonId> seen;
  std::vector<LessonPerson> made;
  for (const auto& home : homes)
    for (const auto& one : around_.staff.teachers(home)) {
      if (made.size() >= most_people) return made;
      if (!q.empty() && one.name.find(q) == std::string::npos) continue;
      if (seen.insert(one.id).second) made.push_back({one.id, one.name, one.school, one.subject});
    }
  return made;
}

}  // namespace doorstep::classroom
