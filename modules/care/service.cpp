// What a school offers, and its days off.
#include "service.h"

#include <algorithm>
#include <ctime>

#include <doorstep/zone/zone.h>

namespace doorstep::care {
namespace {

constexpr int64_t longest_term = 400;  // days
constexpr int64_t most_places = 20'000, most_choices = 12, most_price_fen = 100'000, most_deadline_days = 31;
constexpr int64_t longest_time_off = 100;  // days

Result<int64_t> care_minute(const char* field, const std::string& text) {
  if (const auto minute = zone::minute_of(text)) return *minute;
  return wrong_care(field, say("应为时刻，例如 16:00，而不是“{}”", "must be a time such as 16:00, not “{}”", text));
}

Result<std::string> care_days(const char* field, const std::vector<int64_t>& days, int64_t most) {
  for (const auto one : days)
    if (one < 1 || one > most) return wrong_care(field, say("应为 1 到 {}", "must be 1 to {}", most));
  return joined(each_once(days));
}

}  // namespace

tl::unexpected<Error> wrong_care(const std::string& field, Words what) {
  return refuse(Fault::invalid, "care-invalid", what, {{field, what}});
}
tl::unexpected<Error> no_service() {
  return refuse(Fault::not_found, "care-unknown", say("没有这项服务", "there is no such service"));
}

std::unique_ptr<Care> make_care(Around around) { return std::make_unique<CareWork>(std::move(around)); }

CareWork::CareWork(Around around) : around_(std::move(around)) {
  if (!around_.now) around_.now = [] { return static_cast<int64_t>(std::time(nullptr)); };
}

CareClock CareWork::clock(const OrgId& school) const {
  const auto shown = zone::clock_at(around_.zone_of(school), around_.now());
  return {shown.on, shown.minute};
}

ServiceParts parts_of(db::Session& session, store::ServiceRow row) {
  ServiceParts made{std::move(row), {}, {}};
  made.choices = store::choices(session, made.row.id);
  made.duties = store::duties(session, made.row.id);
  return made;
}

Result<std::map<std::string, std::string>> CareWork::campuses_of(const OrgId& school) {
  DOORSTEP_LET(found, around_.registry.school(school, std::nullopt));
  std::map<std::string, std::string> made;
  for (const auto& one : found.campuses) made[one.id.value] = one.name;
  return made;
}

CareService CareWork::shown(const ServiceParts& parts, const std::map<std::string, std::string>& campuses,
                            int64_t children) {
  const auto& row = parts.row;
  CareService made;
  made.id = row.id;
  made.kind = row.kind;
  made.campus_id = row.campus_id;
  if (const auto found = campuses.find(row.campus_id.value); found != campuses.end()) made.campus = found->second;
  made.title = row.title;
  made.grades = listed_numbers(row.grades);
  made.from_on = row.from_on;
  made.last_on = row.last_on;
  made.weekdays = listed_numbers(row.weekdays);
  made.begins = zone::text_of(static_cast<int>(row.from_minute));
  for (const auto& one : parts.choices)
    made.choices.push_back(
        {one.name, one.ends_minute ? zone::text_of(static_cast<int>(*one.ends_minute)) : "", one.price_fen});
  made.capacity = row.capacity;
  made.deadline_days = row.deadline_days;
  made.deadline = zone::text_of(static_cast<int>(row.deadline_minute));
  made.state =
      row.state == ServiceState::open && row.last_on < clock(row.school_id).on ? ServiceState::ended : row.state;
  for (const auto& one : parts.duties) made.duties.push_back({one.person_id, one.name, listed_numbers(one.weekdays)});
  made.children = children;
  return made;
}

Result<SchoolCare> CareWork::at(const OrgId& school) {
  DOORSTEP_LET(found, around_.registry.school(school, std::nullopt));
  DOORSTEP_LET(campuses, campuses_of(school));
  SchoolCare made;
  made.school_id = school;
  made.school = found.org.name;
  made.today = clock(school).on;
  for (const auto& one : found.campuses) made.campuses.push_back({one.id, one.name});
  made.kinds = terms().kinds;
  std::vector<std::pair<ServiceParts, int64_t>> all;
  around_.database.read([&](db::Session& session) {
    for (auto& row : store::services(session, school)) {
      std::set<PersonId> people;
      for (const auto& one : store::patterns(session, row.id))
        if (made.today < one.until_on) people.insert(one.person_id);
      all.emplace_back(parts_of(session, std::move(row)), static_cast<int64_t>(people.size()));
    }
    for (const auto& one : store::exceptions(session, school))
      if (made.today <= one.on_day)
        made.exceptions.push_back({one.id, one.service_id, one.on_day, one.as_weekday, one.reason});
  });
  for (const auto& [parts, children] : all) made.services.push_back(shown(parts, campuses, children));
  std::ranges::stable_partition(made.services, [](const CareService& one) { return one.state != ServiceState::ended; });
  return made;
}

Result<ServiceParts> CareWork::wanted_service(const OrgId& school, const NewCareService& wanted) {
  DOORSTEP_LET(campuses, campuses_of(school));
  ServiceParts made;
  auto& row = made.row;
  row.school_id = school;
  if (!terms().kind(wanted.kind)) return wrong_care("kind", say("没有这个类别", "there is no such kind"));
  row.kind = wanted.kind;
  row.campus_id = wanted.campus_id.value_or(CampusId{});
  if (!row.campus_id.empty() && !campuses.contains(row.campus_id.value))
    return wrong_care("campus_id", say("不是本校的校区", "is no campus of the school"));
  if (wanted.title.empty() || wanted.title.size() > longest_care_line)
    return wrong_care("title", say("请填写名称，不超过 60 字", "give a title of at most 60 letters"));
  row.title = wanted.title;
  DOORSTEP_LET(grades, care_days("grades", wanted.grades, 12));
  row.grades = grades;
  row.from_on = wanted.from_on;
  row.last_on = wanted.last_on;
  if (row.from_on.year() < 2000 || row.last_on < row.from_on || row.from_on.plus(longest_term) < row.last_on)
    return wrong_care("last_on", say("最后一天不早于第一天，且不超过 {} 天",
                                     "the last day is not before the first, and at most {} days later", longest_term));
  DOORSTEP_LET(weekdays, care_days("weekdays", wanted.weekdays, 7));
  if (weekdays.empty()) return wrong_care("weekdays", say("请选择星期", "choose days of the week"));
  row.weekdays = weekdays;
  DOORSTEP_LET(begins, care_minute("begins", wanted.begins));
  row.from_minute = begins;
  if (wanted.capacity < 1 || wanted.capacity > most_places)
    return wrong_care("capacity", say("名额应为 1 到 {}", "places are 1 to {}", most_places));
  row.capacity = wanted.capacity;
  if (wanted.deadline_days < 0 || wanted.deadline_days > most_deadline_days)
    return wrong_care("deadline_days", say("应为 0 到 {} 天", "must be 0 to {} days", most_deadline_days));
  row.deadline_days = wanted.deadline_days;
  DOORSTEP_LET(deadline, care_minute("deadline", wanted.deadline));
  row.deadline_minute = deadline;
  if (row.deadline_days == 0 && row.deadline_minute > row.from_minute)
    return wrong_care("deadline",
                      say("当天的截止时间不能晚于开始", "the deadline of the day is not after the beginning"));
  const bool ends = !terms().kind(row.kind)->meal;
  if (wanted.choices.empty() || wanted.choices.size() > most_choices)
    return wrong_care("choices", say("应有 1 到 {} 个选项", "there are 1 to {} choices", most_choices));
  for (const auto& one : wanted.choices) {
    store::ChoiceRow choice;
    choice.place = static_cast<int64_t>(made.choices.size()) + 1;
    choice.name = one.name;
    if (one.name.empty() || one.name.size() > longest_care_line)
      return wrong_care("choices", say("每个选项须有名称", "every choice has a name"));
    if (one.price_fen < 0 || one.price_fen > most_price_fen)
      return wrong_care("choices", say("价格应为 0 到 {} 元", "a price is 0 to {} yuan", most_price_fen / 100));
    choice.price_fen = one.price_fen;
    if (ends || !one.ends.empty()) {
      DOORSTEP_LET(minute, care_minute("choices", one.ends));
      if (minute <= row.from_minute) return wrong_care("choices", say("结束须晚于开始", "it ends after it begins"));
      choice.ends_minute = minute;
    }
    made.choices.push_back(std::move(choice));
  }
  if (wanted.duties.empty()) return made;
  DOORSTEP_LET(staff, around_.registry.staff(school, std::nullopt));
  for (const auto& one : wanted.duties) {
    DOORSTEP_LET(days, care_days("duties", one.weekdays, 7));
    const auto found = std::ranges::find(staff, one.person_id, &registry::StaffMember::id);
    if (found == staff.end())
      return wrong_care("duties", say("值班人员须是本校教职工", "who serves is of the school's staff"));
    if (std::ranges::count(made.duties, one.person_id, &store::DutyRow::person_id) > 0)
      return wrong_care("duties", say("“{}”重复", "“{}” stands twice", found->name));
    made.duties.push_back({"", one.person_id, found->name, days});
  }
  return made;
}

Result<SchoolCare> CareWork::make(const Actor& actor, const OrgId& school, const NewCareService& wanted) {
  DOORSTEP_LET(made, wanted_service(school, wanted));
  made.row.id = new_uuid();
  made.row.made_at = now_utc();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::put(session, made.row);
    store::put_choices(session, made.row.id, made.choices);
    store::put_duties(session, made.row.id, made.duties);
    around_.trail.append(session, actor, {"care-made", "care-service", made.row.id, school, audit::added(made.row)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

Result<store::ServiceRow> CareWork::service_of(const std::string& id, const OrgId& school) {
  auto row = around_.database.read([&](db::Session& session) { return store::service(session, id); });
  if (!row || row->school_id != school) return no_service();
  return std::move(*row);
}

Result<SchoolCare> CareWork::change(const Actor& actor, const OrgId& school, const std::string& id,
                                    const NewCareService& wanted) {
  DOORSTEP_LET(before, service_of(id, school));
  DOORSTEP_LET(after, wanted_service(school, wanted));
  after.row.id = id;
  after.row.state = before.state;
  after.row.made_at = before.made_at;
  const auto today = clock(school).on;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    if (before.state != ServiceState::draft) {
      const auto choices = store::choices(session, id);
      const auto same = [](const store::ChoiceRow& a, const store::ChoiceRow& b) {
        return a.ends_minute == b.ends_minute && a.price_fen == b.price_fen;
      };
      if (after.row.kind != before.kind || after.row.campus_id != before.campus_id ||
          after.row.from_on != before.from_on || after.row.weekdays != before.weekdays ||
          !std::ranges::equal(choices, after.choices, same))
        return refuse(Fault::conflict, "care-open",
                      say("报名已开放：类别、校区、星期、时间和价格不再改变。要改请结束后另开一项",
                          "it is open: kind, campus, days, times and prices stay. End it and open another"));
      DOORSTEP_TRY(within_capacity(session, after.row, std::max(today, after.row.from_on), after.row.last_on));
    }
    store::put(session, after.row);
    store::put_choices(session, id, after.choices);
    store::put_duties(session, id, after.duties);
    around_.trail.append(session, actor,
                         {"care-changed", "care-service", id, school, audit::changes(before, after.row)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

Result<SchoolCare> CareWork::open(const Actor& actor, const OrgId& school, const std::string& id) {
  DOORSTEP_LET(row, service_of(id, school));
  if (row.state != ServiceState::draft)
    return refuse(Fault::conflict, "care-open", say("报名已经开放", "it is open already"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto after = row;
    after.state = ServiceState::open;
    store::put(session, after);
    around_.trail.append(session, actor, {"care-opened", "care-service", id, school, audit::changes(row, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

Result<SchoolCare> CareWork::end(const Actor& actor, const OrgId& school, const std::string& id) {
  DOORSTEP_LET(row, service_of(id, school));
  const auto today = clock(school).on;
  if (row.state != ServiceState::open || row.last_on < today)
    return refuse(Fault::conflict, "care-not-open", say("没有在进行", "it is not running"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto after = row;
    after.last_on = std::max(today, row.from_on);
    if (today < row.from_on) after.state = ServiceState::ended;
    store::put(session, after);
    around_.trail.append(session, actor, {"care-ended", "care-service", id, school, audit::changes(row, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

Result<SchoolCare> CareWork::except(const Actor& actor, const OrgId& school, const NewCareException& wanted) {
  DOORSTEP_TRY(around_.registry.school(school, std::nullopt));
  const auto today = clock(school).on;
  if (wanted.from_on < today)
    return wrong_care("from_on", say("过去的日子不再改变", "days that are over do not change"));
  if (wanted.last_on < wanted.from_on || wanted.from_on.plus(longest_time_off) < wanted.last_on)
    return wrong_care("last_on",
                      say("最后一天不早于第一天，且不超过 {} 天",
                          "the last day is not before the first, and at most {} days later", longest_time_off));
  if (wanted.as_weekday && (*wanted.as_weekday < 1 || *wanted.as_weekday > 7))
    return wrong_care("as_weekday", say("应为 1 到 7", "must be 1 to 7"));
  if (wanted.reason.empty() || wanted.reason.size() > longest_care_line)
    return wrong_care("reason",
                      say("请写明原因，监护人会看到，例如“国庆节”", "say why, guardians read it: “National Day”"));
  const auto service = wanted.service_id.value_or("");
  if (!service.empty()) DOORSTEP_TRY(service_of(service, school));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (auto day = wanted.from_on; day <= wanted.last_on; day = day.plus(1))
      store::put(session, store::ExceptionRow{new_uuid(), school, service, day, wanted.as_weekday, wanted.reason});
    if (wanted.as_weekday)
      for (const auto& row : store::services(session, school))
        if (row.state == ServiceState::open && (service.empty() || service == row.id))
          DOORSTEP_TRY(within_capacity(session, row, wanted.from_on, wanted.last_on));
    around_.trail.append(session, actor, {"care-days-changed", "school", school.value, school, audit::added(wanted)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

Result<SchoolCare> CareWork::drop_exception(const Actor& actor, const OrgId& school, const std::string& id) {
  const auto today = clock(school).on;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto all = store::exceptions(session, school);
    const auto found = std::ranges::find(all, id, &store::ExceptionRow::id);
    if (found == all.end())
      return refuse(Fault::not_found, "care-day-unknown", say("没有这一天的安排", "no such day is set"));
    if (found->on_day < today)
      return refuse(Fault::conflict, "care-day-over", say("过去的日子不再改变", "days that are over do not change"));
    store::drop_exception(session, school, id);
    for (const auto& row : store::services(session, school))
      if (row.state == ServiceState::open) DOORSTEP_TRY(within_capacity(session, row, found->on_day, found->on_day));
    around_.trail.append(session, actor, {"care-days-changed", "school", school.value, school, audit::removed(*found)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

}  // namespace doorstep::care
