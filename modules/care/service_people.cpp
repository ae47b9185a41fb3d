// Who comes: days of the week, single days that differ, by the guardian or by the school's hand.
#include <algorithm>

#include "service.h"

namespace doorstep::care {
namespace {

tl::unexpected<Error> no_child() {
  return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "you are not tied to this child"));
}

Result<void> good_choice(const std::vector<store::ChoiceRow>& choices, int64_t choice) {
  if (choice >= 1 && choice <= static_cast<int64_t>(choices.size())) return {};
  return wrong_care("choice", say("没有这个选项", "there is no such choice"));
}

}  // namespace

Sheet sheet_of(db::Session& session, const store::ServiceRow& row, Date from, Date to) {
  return {row, store::exceptions(session, row.school_id), store::patterns(session, row.id),
          store::changes(session, row.id, from, to.plus(1))};
}

Result<void> within_capacity(db::Session& session, const store::ServiceRow& row, Date from, Date to) {
  const auto sheet = sheet_of(session, row, from, to);
  for (auto day = from; day <= to; day = day.plus(1))
    if (static_cast<int64_t>(sheet.coming(day).size()) > row.capacity)
      return refuse(Fault::conflict, "care-full",
                    say("{}（{}）的 {} 个名额已满", "all {2} places of {0} ({1}) are taken", day.text(),
                        weekday_words(day.weekday()).zh, row.capacity));
  return {};
}

Result<CareWork::Comer> CareWork::comer_at(const OrgId& school, const PersonId& child) {
  const auto pupil = around_.registry.pupil(child);
  if (!pupil || pupil->school_id != school)
    return refuse(Fault::not_found, "child-unknown", say("本校没有这名学生", "no such student is at the school"));
  return Comer{child, pupil->name, pupil->grade, pupil->class_id};
}

Result<void> CareWork::fits(const store::ServiceRow& service, const Comer& child) {
  if (!for_grade(service, child.grade))
    return refuse(Fault::conflict, "care-not-for",
                  say("“{}”不面向这个年级", "“{}” is not for the grade", service.title));
  if (service.campus_id.empty() || child.class_id.empty()) return {};
  CampusId campus;
  around_.registry.each_class({false, {service.school_id}}, [&](const registry::ClassRow& row) {
    if (row.id == child.class_id) campus = row.campus_id;
  });
  if (campus.empty() || campus == service.campus_id) return {};
  return refuse(Fault::conflict, "care-not-for", say("“{}”在另一个校区", "“{}” is on another campus", service.title));
}

Result<void> CareWork::put_pattern(db::Session& session, const Actor& actor, const store::ServiceRow& known,
                                   const Comer& child, const NewCarePattern& wanted, bool by_school) {
  const auto now = clock(known.school_id);
  const auto row = store::service(session, known.id);
  if (!row || row->state != ServiceState::open)
    return refuse(Fault::conflict, "care-not-open", say("报名没有开放", "it is not open"));
  const auto first = by_school ? std::max(now.on, row->from_on) : first_open_day(*row, now);
  if (row->last_on < first) return refuse(Fault::conflict, "care-over", say("服务已经结束", "it is over"));
  const auto choices = store::choices(session, row->id);
  const auto days = listed_numbers(row->weekdays);
  std::set<int64_t> seen;
  for (const auto& one : wanted.days) {
    if (std::ranges::count(days, one.weekday) == 0)
      return wrong_care("days", say("这项服务不在这一天", "it does not run on that day of the week"));
    if (!seen.insert(one.weekday).second)
      return wrong_care(
          "days", say("{}重复", "{1} stands twice", weekday_words(one.weekday).zh, weekday_words(one.weekday).en));
    DOORSTEP_TRY(good_choice(choices, one.choice));
  }
  store::end_patterns(session, row->id, child.id, first);
  for (const auto& one : wanted.days)
    store::add(session, store::PatternRow{row->id, child.id, one.weekday, first, Date::never(), one.choice, actor.name,
                                          now_utc()});
  if (!wanted.days.empty()) DOORSTEP_TRY(within_capacity(session, *row, first, row->last_on));
  around_.trail.append(session, actor,
                       {"care-signed-up",
                        "care-service",
                        row->id,
                        row->school_id,
                        {{"person_id", {}, {json::text(child.id)}},
                         {"days", {}, {json::text(wanted.days)}},
                         {"from", {}, {json::text(first)}}}});
  return {};
}

Result<void> CareWork::put_day(db::Session& session, const Actor& actor, const store::ServiceRow& known,
                               const Comer& child, const NewCareDay& wanted, bool by_school) {
  const auto now = clock(known.school_id);
  const auto row = store::service(session, known.id);
  if (!row || row->state != ServiceState::open)
    return refuse(Fault::conflict, "care-not-open", say("报名没有开放", "it is not open"));
  const Sheet sheet{*row, store::exceptions(session, row->school_id), store::patterns(session, row->id, child.id), {}};
  const auto run = sheet.day(wanted.on);
  if (!run.runs)
    return wrong_care(
        "on", say("{0} 没有这项服务：{1}", "there is none on {0}: {2}", wanted.on.text(), run.why.zh, run.why.en));
  if (wanted.on < now.on)
    return refuse(Fault::conflict, "care-day-over", say("过去的日子不再改变", "days that are over do not change"));
  if (!by_school && past_deadline(*row, wanted.on, now))
    return refuse(
        Fault::conflict, "care-deadline",
        say("已过截止时间 {}，请联系学校", "the deadline was {}: ask the school", deadline_text(*row, wanted.on)));
  const auto usual = sheet.pattern_of(child.id, wanted.on);
  const auto choice = wanted.choice.value_or(usual.value_or(1));
  DOORSTEP_TRY(good_choice(store::choices(session, row->id), choice));
  const store::ChangeRow after{row->id, child.id, wanted.on, wanted.coming, choice, actor.name, now_utc()};
  if (wanted.coming ? usual == choice : !usual)
    store::drop_change(session, row->id, child.id, wanted.on);
  else
    store::put(session, after);
  if (wanted.coming) DOORSTEP_TRY(within_capacity(session, *row, wanted.on, wanted.on));
  around_.trail.append(session, actor, {"care-day-set", "care-service", row->id, row->school_id, audit::added(after)});
  return {};
}

Result<children::TiedChild> CareWork::own_child(const Actor& actor, const PersonId& child) {
  auto found = around_.children.tied(actor, child);
  if (!found || found->school_id.empty()) return no_child();
  if (found->relation != children::Relation::guardian)
    return refuse(Fault::forbidden, "guardian-signs", say("须由监护人报名", "a guardian signs up"));
  return std::move(*found);
}

Result<OwnCare> CareWork::sign_up(const Actor& actor, const PersonId& id, const std::string& service,
                                  const NewCarePattern& wanted) {
  DOORSTEP_LET(tied, own_child(actor, id));
  DOORSTEP_LET(row, service_of(service, tied.school_id));
  DOORSTEP_LET(child, comer_at(tied.school_id, id));
  DOORSTEP_TRY(fits(row, child));
  auto done = around_.database.write(
      [&](db::Session& session) { return put_pattern(session, actor, row, child, wanted, false); });
  if (!done) return pass_on(done);
  return own(actor, {});
}

Result<OwnCare> CareWork::set_day(const Actor& actor, const PersonId& id, const std::string& service,
                                  const NewCareDay& wanted) {
  DOORSTEP_LET(tied, own_child(actor, id));
  DOORSTEP_LET(row, service_of(service, tied.school_id));
  DOORSTEP_LET(child, comer_at(tied.school_id, id));
  DOORSTEP_TRY(fits(row, child));
  auto done =
      around_.database.write([&](db::Session& session) { return put_day(session, actor, row, child, wanted, false); });
  if (!done) return pass_on(done);
  return own(actor, wanted.on);
}

Result<CareRoll> CareWork::sign_up_for(const Actor& actor, const OrgId& school, const std::string& service,
                                       const PersonId& id, const NewCarePattern& wanted) {
  DOORSTEP_LET(row, service_of(service, school));
  DOORSTEP_LET(child, comer_at(school, id));
  DOORSTEP_TRY(fits(row, child));
  auto done = around_.database.write(
      [&](db::Session& session) { return put_pattern(session, actor, row, child, wanted, true); });
  if (!done) return pass_on(done);
  return roll(school, service);
}

Result<CareDesk> CareWork::set_day_for(const Actor& actor, const OrgId& school, const std::string& service,
                                       const PersonId& id, const NewCareDay& wanted) {
  DOORSTEP_LET(row, service_of(service, school));
  DOORSTEP_LET(child, comer_at(school, id));
  DOORSTEP_TRY(fits(row, child));
  auto done =
      around_.database.write([&](db::Session& session) { return put_day(session, actor, row, child, wanted, true); });
  if (!done) return pass_on(done);
  return desk(actor, school, wanted.on);
}

Result<CareRoll> CareWork::roll(const OrgId& school, const std::string& service) {
  DOORSTEP_LET(row, service_of(service, school));
  DOORSTEP_LET(campuses, campuses_of(school));
  const auto today = clock(school).on;
  CareRoll made;
  made.school = around_.registry.name_of(school);
  std::map<PersonId, CareRollLine> lines;
  ServiceParts parts;
  around_.database.read([&](db::Session& session) {
    parts = parts_of(session, row);
    for (const auto& one : store::patterns(session, service)) {
      if (one.until_on <= today) continue;
      auto& line = lines[one.person_id];
      line.person_id = one.person_id;
      line.days.push_back({one.weekday, one.choice});
      line.by = one.by_name;
    }
  });
  made.service = shown(parts, campuses, static_cast<int64_t>(lines.size()));
  for (auto& [person, line] : lines) {
    if (const auto pupil = around_.registry.pupil(person)) {
      line.name = pupil->name;
      line.of_class = pupil->of_class;
    }
    made.items.push_back(std::move(line));
  }
  std::ranges::sort(made.items, {}, [](const CareRollLine& one) { return std::tie(one.of_class, one.name); });
  return made;
}

}  // namespace doorstep::care
