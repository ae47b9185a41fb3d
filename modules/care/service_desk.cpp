// One day: what the kitchen cooks for, who is still here, who went to whom.
#include <algorithm>

#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::care {
namespace {

constexpr int64_t late_after = 10;       // minutes past the end
constexpr int64_t days_to_correct = 31;  // back, by the school

}  // namespace

std::string zone_text(int64_t minute) { return zone::text_of(static_cast<int>(minute)); }

Result<CareDesk> CareWork::desk_of(const OrgId& school, Date on, bool names, const std::set<std::string>* only) {
  DOORSTEP_LET(campuses, campuses_of(school));
  const auto now = clock(school);
  CareDesk made;
  made.school_id = school;
  made.school = around_.registry.name_of(school);
  made.on = on;
  made.today = now.on;
  made.now = zone_text(now.minute);
  made.kinds = terms().kinds;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::services(session, school)) {
      if (row.state != ServiceState::open || on < row.from_on || row.last_on < on) continue;
      if (only && !only->contains(row.id)) continue;
      const auto sheet = sheet_of(session, row, on, on);
      const auto run = sheet.day(on);
      const auto choices = store::choices(session, row.id);
      CareServiceDay day;
      day.id = row.id;
      day.kind = row.kind;
      day.campus_id = row.campus_id;
      if (const auto found = campuses.find(row.campus_id.value); found != campuses.end()) day.campus = found->second;
      day.title = row.title;
      day.runs = run.runs;
      day.why = run.why;
      day.until = deadline_text(row, on);
      day.closed = past_deadline(row, on, now);
      for (const auto& one : choices) day.counts.push_back({row.id, one.place, one.name, 0});
      const auto coming = sheet.coming(on);
      const auto marks = store::marks(session, row.id, on, on.plus(1));
      const bool pick_up = terms().kind(row.kind) && terms().kind(row.kind)->pick_up;
      for (const auto& [person, choice] : coming) {
        ++day.children;
        ++day.counts.at(static_cast<size_t>(choice - 1)).children;
        if (!names) continue;
        CareLine line;
        line.person_id = person;
        line.service_id = row.id;
        line.choice = choice;
        const auto ends = choices.at(static_cast<size_t>(choice - 1)).ends_minute;
        if (ends) line.ends = zone_text(*ends);
        int64_t left = on == now.on ? now.minute : 0;
        for (const auto& mark : marks)
          if (mark.person_id == person) {
            line.standing = mark.standing;
            line.at = zone_text(mark.minute);
            line.to = mark.to_whom;
            line.by = mark.by_name;
            if (mark.standing == CareStanding::gone) left = mark.minute;
          }
        line.late = pick_up && ends && line.standing != CareStanding::absent && left > *ends + late_after;
        made.lines.push_back(std::move(line));
      }
      made.services.push_back(std::move(day));
    }
  });
  for (auto& line : made.lines)
    if (const auto pupil = around_.registry.pupil(line.person_id)) {
      line.name = pupil->name;
      line.of_class = pupil->of_class;
    }
  std::ranges::stable_sort(made.lines, {}, [](const CareLine& one) { return std::tie(one.of_class, one.name); });
  return made;
}

Result<CareDesk> CareWork::kitchen(const OrgId& school, std::optional<Date> on) {
  return desk_of(school, on.value_or(clock(school).on), false, nullptr);
}
Result<CareDesk> CareWork::desk(const Actor&, const OrgId& school, std::optional<Date> on) {
  return desk_of(school, on.value_or(clock(school).on), true, nullptr);
}

std::set<std::string> CareWork::served_by(const PersonId& person, const OrgId& school, Date on) {
  return around_.database.read([&](db::Session& session) {
    std::set<std::string> found;
    const auto exceptions = store::exceptions(session, school);
    for (const auto& one : store::duties_of(session, person)) {
      const auto row = store::service(session, one.service_id);
      if (!row || row->school_id != school || row->state != ServiceState::open) continue;
      const auto run = run_day(*row, exceptions, on);
      const auto days = numbers_of(one.weekdays);
      if (run.runs && (days.empty() || std::ranges::count(days, run.weekday) > 0)) found.insert(row->id);
    }
    return found;
  });
}

Result<OwnCareDuty> CareWork::duty(const Actor& actor, std::optional<Date> on) {
  OwnCareDuty made;
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return made;
  std::set<OrgId> schools;
  around_.database.read([&](db::Session& session) {
    for (const auto& one : store::duties_of(session, *person))
      if (const auto row = store::service(session, one.service_id)) schools.insert(row->school_id);
  });
  for (const auto& school : schools) {
    const auto day = on.value_or(clock(school).on);
    const auto served = served_by(*person, school, day);
    DOORSTEP_LET(one, desk_of(school, day, true, &served));
    if (!one.lines.empty()) {
      auto noted = around_.database.write([&](db::Session& session) -> Result<void> {
        around_.trail.append(session, actor, {"people-read", "school", school.value, school, {}});
        return {};
      });
      if (!noted) return pass_on(noted);
    }
    made.items.push_back(std::move(one));
  }
  return made;
}

Result<CareDesk> CareWork::mark(const Actor& actor, const std::optional<OrgId>& school, const NewCareMark& wanted) {
  const auto row =
      around_.database.read([&](db::Session& session) { return store::service(session, wanted.service_id); });
  if (!row || row->state != ServiceState::open || (school && row->school_id != *school)) return no_service();
  const auto now = clock(row->school_id);
  if (!school) {
    const auto person = around_.staff.person_of(actor.account);
    if (!person || !served_by(*person, row->school_id, wanted.on).contains(row->id)) return no_service();
  }
  if (now.on < wanted.on || wanted.on < now.on.plus(school ? -days_to_correct : 0))
    return refuse(Fault::conflict, "care-not-today", say("只能登记当天", "only today is entered"));
  const bool pick_up = terms().kind(row->kind) && terms().kind(row->kind)->pick_up;
  if (wanted.standing == CareStanding::gone && !pick_up)
    return wrong_care("standing", say("这项服务之后孩子不离校", "children do not go home from this"));
  const auto to = wanted.to.value_or("");
  if (to.size() > longest_care_line) return wrong_care("to", say("不超过 60 字", "at most 60 letters"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    if (!sheet_of(session, *row, wanted.on, wanted.on).choice_of(wanted.person_id, wanted.on))
      return wrong_care("person_id", say("这名学生当天没有报名", "the student is not signed up that day"));
    const auto before = store::mark(session, row->id, wanted.on, wanted.person_id);
    const auto standing = before ? before->standing : CareStanding::expected;
    if (standing == wanted.standing && (!before || before->to_whom == to)) return {};
    const store::MarkRow after{row->id, wanted.person_id, wanted.on, wanted.standing, now.minute,
                               to,      actor.name,       now_utc()};
    if (wanted.standing == CareStanding::expected)
      store::drop_mark(session, row->id, wanted.on, wanted.person_id);
    else
      store::put(session, after);
    around_.trail.append(session, actor,
                         {"care-marked", "care-service", row->id, row->school_id,
                          before ? audit::changes(*before, after) : audit::added(after)});
    return {};
  });
  if (!done) return pass_on(done);
  if (school) return desk_of(*school, wanted.on, true, nullptr);
  const auto person = around_.staff.person_of(actor.account);
  const auto served = served_by(*person, row->school_id, wanted.on);
  return desk_of(row->school_id, wanted.on, true, &served);
}

}  // namespace doorstep::care
