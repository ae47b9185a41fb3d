// One day: what the kitchen cooks for, who is still here, who went to whom.
#include <algorithm>

#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::care {
namespace {

constexpr int64_t late_after = 10;       // minutes past the end
constexpr int64_t days_to_correct = 31;  // back, by the school

bool goes_home(const store::ServiceRow& service) {
  const auto* kind = terms().kind(service.kind);
  return kind && kind->pick_up;
}

bool meets(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  return std::ranges::any_of(some, [&](const auto& one) { return std::ranges::count(others, one) > 0; });
}

// What stands in the tables about a service on a day.
struct DayOfService {
  store::ServiceRow row;
  RunDay run;
  std::vector<store::ChoiceRow> choices;
  std::map<PersonId, int64_t> coming;
  std::map<PersonId, store::MarkRow> marks;
  std::vector<CareDish> dishes;  // published
};

}  // namespace

std::string zone_text(int64_t minute) { return zone::text_of(static_cast<int>(minute)); }

bool is_late(const store::ServiceRow& service, const store::ChoiceRow& choice, const store::MarkRow& mark) {
  return goes_home(service) && choice.ends_minute && mark.standing == CareStanding::gone &&
         mark.minute > *choice.ends_minute + late_after;
}

Result<CareDesk> CareWork::desk_of(const OrgId& school, Date on, Shows shows, const std::set<std::string>* only) {
  DOORSTEP_LET(campuses, campuses_of(school));
  const auto now = clock(school);
  CareDesk made;
  made.school_id = school;
  made.school = around_.registry.name_of(school);
  made.on = on;
  made.today = now.on;
  made.now = zone_text(now.minute);
  made.kinds = terms().kinds;
  made.allergens = terms().allergens;
  std::vector<DayOfService> all;
  around_.database.read([&](db::Session& session) {
    for (auto& row : store::services(session, school)) {
      if (row.state != ServiceState::open || on < row.from_on || row.last_on < on) continue;
      if (only && !only->contains(row.id)) continue;
      const auto sheet = sheet_of(session, row, on, on);
      DayOfService one{row, sheet.day(on), store::choices(session, row.id), sheet.coming(on), {}, {}};
      for (auto& mark : store::marks(session, row.id, on, on.plus(1))) one.marks[mark.person_id] = std::move(mark);
      const auto menus = store::menus(session, row.id, on, on.plus(1));
      if (!menus.empty() && menus.front().published)
        for (const auto& dish : store::dishes(session, row.id, on, on.plus(1)))
          one.dishes.push_back(care::shown(dish, false));
      all.push_back(std::move(one));
    }
  });
  // Who is no longer at the school does not come any more.
  std::map<PersonId, registry::Pupil> pupils;
  for (auto& one : all)
    std::erase_if(one.coming, [&](const auto& entry) {
      auto known = pupils.find(entry.first);
      if (known == pupils.end()) {
        auto pupil = around_.registry.pupil(entry.first);
        if (!pupil) pupil = registry::Pupil{entry.first, {}, {}, {}, {}, {}};
        known = pupils.emplace(entry.first, std::move(*pupil)).first;
      }
      return on >= now.on && known->second.school_id != school;
    });
  std::map<PersonId, CareSafety> safety;
  around_.database.read([&](db::Session& session) {
    for (const auto& one : all)
      for (const auto& [person, choice] : one.coming)
        if (!safety.contains(person)) safety[person] = safety_of(session, person);
  });
  for (const auto& one : all) {
    CareServiceDay day;
    day.id = one.row.id;
    day.kind = one.row.kind;
    day.campus_id = one.row.campus_id;
    if (const auto found = campuses.find(one.row.campus_id.value); found != campuses.end()) day.campus = found->second;
    day.title = one.row.title;
    day.runs = one.run.runs;
    day.why = one.run.why;
    day.until = deadline_text(one.row, on);
    day.closed = past_deadline(one.row, on, now);
    for (const auto& choice : one.choices) day.counts.push_back({one.row.id, choice.place, choice.name, 0});
    std::map<std::string, int64_t> allergies;
    for (const auto& dish : one.dishes) day.dishes.push_back({dish, 0, 0});
    for (const auto& [person, choice] : one.coming) {
      const auto& knows = safety.at(person);
      ++day.children;
      ++day.counts.at(static_cast<size_t>(choice - 1)).children;
      for (const auto& allergen : knows.allergens) ++allergies[allergen];
      std::vector<std::string> avoid;
      for (auto& dish : day.dishes) {
        if (dish.dish.choice != 0 && dish.dish.choice != choice) continue;
        ++dish.portions;
        if (!meets(dish.dish.allergens, knows.allergens)) continue;
        ++dish.avoid;
        avoid.push_back(dish.dish.name);
      }
      if (shows == Shows::counts) continue;
      CareLine line;
      line.person_id = person;
      line.name = pupils.at(person).name;
      line.of_class = pupils.at(person).of_class;
      line.service_id = one.row.id;
      line.choice = choice;
      const auto& chosen = one.choices.at(static_cast<size_t>(choice - 1));
      if (chosen.ends_minute) line.ends = zone_text(*chosen.ends_minute);
      const auto mark = one.marks.find(person);
      if (mark != one.marks.end()) {
        line.standing = mark->second.standing;
        line.at = zone_text(mark->second.minute);
        line.to = mark->second.to_whom;
        line.by = mark->second.by_name;
      }
      const bool here = line.standing == CareStanding::expected || line.standing == CareStanding::here;
      line.late = here ? goes_home(one.row) && chosen.ends_minute && on == now.on &&
                             now.minute > *chosen.ends_minute + late_after
                       : is_late(one.row, chosen, mark->second);
      if (shows == Shows::served) {
        line.allergens = knows.allergens;
        line.words = knows.words;
        if (goes_home(one.row)) line.pickers = knows.pickers;
        line.avoid = std::move(avoid);
      }
      made.lines.push_back(std::move(line));
    }
    for (const auto& allergen : terms().allergens)
      if (const auto found = allergies.find(allergen.code); found != allergies.end())
        day.allergies.push_back({allergen.code, found->second});
    made.services.push_back(std::move(day));
  }
  std::ranges::stable_sort(made.lines, {}, [](const CareLine& one) { return std::tie(one.of_class, one.name); });
  return made;
}

Result<CareDesk> CareWork::kitchen(const OrgId& school, std::optional<Date> on) {
  return desk_of(school, on.value_or(clock(school).on), Shows::counts, nullptr);
}
Result<CareDesk> CareWork::desk(const Actor&, const OrgId& school, std::optional<Date> on) {
  return desk_of(school, on.value_or(clock(school).on), Shows::names, nullptr);
}

std::set<std::string> CareWork::served_by(const PersonId& person, const OrgId& school, Date on) {
  return around_.database.read([&](db::Session& session) {
    std::set<std::string> found;
    const auto exceptions = store::exceptions(session, school);
    for (const auto& one : store::duties_of(session, person)) {
      const auto row = store::service(session, one.service_id);
      if (!row || row->school_id != school || row->state != ServiceState::open) continue;
      const auto run = run_day(*row, exceptions, on);
      const auto days = listed_numbers(one.weekdays);
      if (run.runs && (days.empty() || std::ranges::count(days, run.weekday) > 0)) found.insert(row->id);
    }
    return found;
  });
}

// What guardians entered is shown on the day itself alone, and every reading is in the trail with whose it was.
Result<CareDesk> CareWork::served_desk(const Actor& actor, const PersonId& person, const OrgId& school, Date on) {
  const auto served = served_by(person, school, on);
  const bool today = on == clock(school).on;
  DOORSTEP_LET(made, desk_of(school, on, today ? Shows::served : Shows::names, &served));
  if (made.lines.empty()) return made;
  std::set<std::string> entered;
  for (const auto& one : made.lines)
    if (!one.allergens.empty() || !one.words.empty() || !one.pickers.empty()) entered.insert(one.person_id.value);
  auto noted = around_.database.write([&](db::Session& session) -> Result<void> {
    audit::Event entry{"people-read", "school", school.value, school, {}};
    if (!entered.empty()) {
      entry.action = "care-safety-read";
      entry.changes.push_back({"people", {}, {json::text(std::vector<std::string>{entered.begin(), entered.end()})}});
    }
    around_.trail.append(session, actor, entry);
    return {};
  });
  if (!noted) return pass_on(noted);
  return made;
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
    DOORSTEP_LET(one, served_desk(actor, *person, school, on.value_or(clock(school).on)));
    made.items.push_back(std::move(one));
  }
  return made;
}

Result<CareDesk> CareWork::mark(const Actor& actor, const std::optional<OrgId>& school, const NewCareMark& wanted) {
  const auto row =
      around_.database.read([&](db::Session& session) { return store::service(session, wanted.service_id); });
  if (!row || row->state != ServiceState::open || (school && row->school_id != *school)) return no_service();
  const auto now = clock(row->school_id);
  const auto person = school ? std::nullopt : around_.staff.person_of(actor.account);
  if (!school && (!person || !served_by(*person, row->school_id, wanted.on).contains(row->id))) return no_service();
  if (now.on < wanted.on || wanted.on < now.on.plus(school ? -days_to_correct : 0))
    return refuse(Fault::conflict, "care-not-today", say("只能登记当天", "only today is entered"));
  if (wanted.standing == CareStanding::gone && !goes_home(*row))
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
    // To whom stays out of the trail, which keeps what it was told.
    around_.trail.append(session, actor,
                         {"care-marked",
                          "care-service",
                          row->id,
                          row->school_id,
                          {{"person_id", {}, {json::text(wanted.person_id)}},
                           {"on", {}, {json::text(wanted.on)}},
                           {"standing", {json::text(standing)}, {json::text(wanted.standing)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  if (school) return desk_of(*school, wanted.on, Shows::names, nullptr);
  return served_desk(actor, *person, row->school_id, wanted.on);
}

}  // namespace doorstep::care
