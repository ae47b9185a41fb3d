// One subject leader serves all teachers of a subject in a group: the roster comes from the register by itself, the
// programme is visits to schools.
#include <algorithm>
#include <map>
#include <set>

#include "places.h"
#include "service.h"

namespace doorstep::mentoring {
namespace {

constexpr size_t most_service_visits = 1000, most_met = 500;
constexpr int months_shown = 12;

tl::unexpected<Error> no_service() {
  return refuse(Fault::not_found, "service-unknown", say("没有这个服务岗位", "there is no such service"));
}
tl::unexpected<Error> no_service_visit() {
  return refuse(Fault::not_found, "visit-unknown", say("没有这次到校", "there is no such visit"));
}

int month_index(Date on) { return 12 * on.year() + on.month() - 1; }
std::string month_name(int index) { return fmt::format("{:04}-{:02}", index / 12, index % 12 + 1); }

// Twelve months up to the one after today's, not before the service began nor after its end.
std::pair<int, int> months_of(const store::ServiceRow& row, Date today) {
  const int last = std::min(month_index(today) + 1, month_index(row.end_on.plus(-1)));
  const int first = std::max(month_index(row.begin_on), last - months_shown + 1);
  return {first, std::max(first, last)};
}

bool counts(const store::ServiceVisitRow& visit) { return visit.held && !visit.cancelled; }

}  // namespace

std::vector<staff::Teacher> MentoringService::roster(const OrgId& group, const std::string& subject) const {
  auto people = around_.staff.teachers(group);
  std::erase_if(people, [&](const staff::Teacher& one) { return one.role == "staff" || !teaches(one, subject); });
  return people;
}

ServiceSummary MentoringService::summary(db::Session& session, const store::ServiceRow& row,
                                         const PersonId& who) const {
  const auto today = Date::today();
  ServiceSummary made{row.id,
                      row.group_id,
                      around_.registry.name_of(row.group_id),
                      row.subject,
                      row.person_id,
                      partner(row.person_id, {}).name,
                      row.duties,
                      row.begin_on,
                      row.end_on,
                      0,
                      0,
                      0,
                      0,
                      Date::never(),
                      !who.empty() && row.person_id == who,
                      0,
                      0,
                      false};
  ServedPlaces places{around_.registry, row.group_id, today};
  std::set<OrgId> reached;
  std::set<const ServedPlace*> reached_places;
  for (const auto& visit : store::service_visits(session, row.id)) {
    if (const auto* place = places.at(visit.school_id, visit.campus_id); place && counts(visit)) {
      reached.insert(visit.school_id);
      reached_places.insert(place);
    }
    if (!visit.held && !visit.cancelled && visit.on_day >= today) made.next_on = std::min(made.next_on, visit.on_day);
  }
  made.schools = places.schools();
  made.reached = static_cast<int64_t>(reached.size());
  made.campuses = static_cast<int64_t>(places.all().size());
  made.campuses_reached = static_cast<int64_t>(reached_places.size());
  made.by_school = places.several();
  std::set<PersonId> met;
  for (auto& one : store::met(session, row.id)) met.insert(std::move(one.person_id));
  for (const auto& teacher : roster(row.group_id, row.subject)) {
    if (teacher.id == row.person_id) continue;
    ++made.teachers;
    made.met += met.contains(teacher.id);
    if (!teacher.campus_id.empty()) made.by_school = false;
  }
  return made;
}

Result<OrgMentoring> MentoringService::appoint(const Actor& actor, const OrgId& group, const NewService& wanted) {
  if (!around_.registry.group(group))
    return refuse(Fault::not_found, "group-unknown", say("服务岗位由集团设立", "services are of groups"));
  DOORSTEP_TRY(good_text("subject", wanted.subject, 40));
  DOORSTEP_TRY(good_text("duties", wanted.duties.value_or(""), longest_text, false));
  if (wanted.end_on <= wanted.begin_on)
    return wrong("end_on", say("须晚于 {}", "must be after {}", wanted.begin_on.text()));
  const auto person = around_.staff.teacher(wanted.person_id, std::nullopt);
  if (!person || !person->serves || !around_.registry.within(person->school_id, {false, {group}}))
    return wrong("person_id", say("不是集团成员校的教师", "does not teach at a school of the group"));
  if (!teaches(*person, wanted.subject))
    return wrong("subject", say("此人不教这一学科", "does not teach this subject"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const store::ServiceRow row{
        new_uuid(),      group,        wanted.person_id, wanted.subject, wanted.duties.value_or(""),
        wanted.begin_on, wanted.end_on};
    for (const auto& other : store::services_of(session, group))
      if (other.subject == row.subject && other.person_id == row.person_id && overlap(row, other))
        return refuse(Fault::conflict, "service-twice",
                      say("此人这段时间已担任该学科的服务岗位", "this person serves the subject at that time already"),
                      {{"begin_on", say("先结束原来的", "end that service first")}});
    store::add(session, row);
    around_.trail.append(session, actor, {"service-appointed", "mentoring-service", row.id, group, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return of(actor, group);
}

Result<OrgMentoring> MentoringService::end_service(const Actor& actor, const OrgId& group, const std::string& id,
                                                   const PairEnd& wanted) {
  DOORSTEP_TRY(good_text("reason", wanted.reason, longest_text));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::service(session, id);
    if (!row || row->group_id != group) return no_service();
    if (wanted.on < row->begin_on || wanted.on > row->end_on)
      return wrong("on", say("应在 {0} 到 {1} 之间", "between {0} and {1}", row->begin_on.text(), row->end_on.text()));
    store::end_service(session, id, wanted.on);
    around_.trail.append(session, actor,
                         {"service-ended",
                          "mentoring-service",
                          id,
                          group,
                          {{"end_on", {json::text(row->end_on)}, {json::text(wanted.on)}},
                           {"reason", {}, {json::text(wanted.reason)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return of(actor, group);
}

Result<MentoringService::Serving> MentoringService::serving(db::Session& session, const Actor& actor,
                                                            const std::optional<OrgId>& group,
                                                            const std::string& id) const {
  auto row = store::service(session, id);
  if (!row || (group && row->group_id != *group)) return no_service();
  const auto who = me(actor);
  const bool own = !who.empty() && row->person_id == who;
  if (!group && !own) return no_service();
  return Serving{std::move(*row), own};
}

Result<LeaderService> MentoringService::service(const Actor& actor, const std::optional<OrgId>& group,
                                                const std::string& id) {
  const auto today = Date::today();
  return around_.database.read([&](db::Session& session) -> Result<LeaderService> {
    DOORSTEP_LET(found, serving(session, actor, group, id));
    const auto& row = found.row;
    LeaderService made{summary(session, row, me(actor)), found.own || group.has_value(), {}, {}, {}};
    const auto visits = store::service_visits(session, id);
    std::map<std::string, std::vector<PersonId>> met;
    for (auto& one : store::met(session, id)) met[one.visit_id].push_back(std::move(one.person_id));

    std::map<PersonId, std::pair<int64_t, Date>> of_person;  // times, last
    for (const auto& visit : visits)
      for (const auto& person : met[visit.id]) {
        auto& [times, last] = of_person[person];
        ++times;
        last = std::max(last, visit.on_day);
      }
    ServedPlaces places{around_.registry, row.group_id, today};
    for (const auto& teacher : roster(row.group_id, row.subject)) {
      if (teacher.id == row.person_id) continue;
      const auto known = of_person.find(teacher.id);
      const auto [times, last] = known == of_person.end() ? std::pair{int64_t{0}, Date::never()} : known->second;
      made.teachers.push_back({teacher.id,
                               teacher.name,
                               teacher.school_id,
                               teacher.school,
                               teacher.stage,
                               teacher.title,
                               times,
                               last,
                               {},
                               {}});
      if (auto* place = places.at(teacher.school_id, teacher.campus_id)) {
        ++place->teachers;
        place->met += times > 0;
        made.teachers.back().campus_id = place->campus_id;
        made.teachers.back().campus = place->campus;
      }
    }
    for (const auto& visit : visits) {
      made.visits.push_back({visit.id,
                             visit.school_id,
                             around_.registry.name_of(visit.school_id),
                             visit.on_day,
                             visit.held,
                             visit.cancelled,
                             visit.what,
                             visit.outcome,
                             static_cast<int64_t>(met[visit.id].size()),
                             {},
                             {}});
      if (const auto* place = places.at(visit.school_id, visit.campus_id)) {
        made.visits.back().campus_id = place->campus_id;
        made.visits.back().campus = place->campus;
      }
    }
    made.places = places.all();
    const auto months = months_of(row, today);
    for (auto& place : made.places)
      for (int month = months.first; month <= months.second; ++month) {
        ServiceMonth cell{month_name(month), 0, 0};
        for (const auto& visit : made.visits)
          if (visit.school_id == place.school_id && visit.campus_id == place.campus_id && !visit.cancelled &&
              month_index(visit.on) == month)
            ++(visit.held ? cell.held : cell.planned);
        place.months.push_back(std::move(cell));
      }
    std::ranges::stable_sort(made.visits, [&](const ServiceVisit& a, const ServiceVisit& b) {
      const bool ahead_a = !a.held && !a.cancelled, ahead_b = !b.held && !b.cancelled;
      if (ahead_a != ahead_b) return ahead_a;
      return ahead_a ? a.on < b.on : a.on > b.on;
    });
    return made;
  });
}

Result<LeaderService> MentoringService::serve(const Actor& actor, const std::optional<OrgId>& group,
                                              const std::string& id, const NewServiceVisit& wanted) {
  return serve_as(actor, group, id, "", wanted);
}

Result<LeaderService> MentoringService::change_visit(const Actor& actor, const std::optional<OrgId>& group,
                                                     const std::string& id, const std::string& visit,
                                                     const NewServiceVisit& wanted) {
  return serve_as(actor, group, id, visit, wanted);
}

// A new visit where `visit` is empty.
Result<LeaderService> MentoringService::serve_as(const Actor& actor, const std::optional<OrgId>& group,
                                                 const std::string& id, const std::string& visit,
                                                 const NewServiceVisit& wanted) {
  DOORSTEP_TRY(good_text("what", wanted.what, longest_line));
  DOORSTEP_TRY(good_text("outcome", wanted.outcome.value_or(""), longest_text, false));
  if (wanted.held && wanted.on > Date::today()) return wrong("on", say("还没有到这一天", "that day is still to come"));
  const auto people = wanted.met.value_or(std::vector<PersonId>{});
  if (people.size() > most_met) return wrong("met", say("至多 {} 人", "at most {} people", most_met));
  if (!people.empty() && !wanted.held)
    return wrong("met", say("到校后才能登记见到谁", "who was met is known once it was held"));
  for (const auto& person : people)
    if (const auto known = around_.staff.teacher(person, std::nullopt); !known || known->school_id != wanted.school_id)
      return wrong("met", say("有人不是该校教师", "somebody among them does not teach at that school"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, serving(session, actor, group, id));
    const auto& row = found.row;
    if (wanted.on < row.begin_on || wanted.on >= row.end_on)
      return wrong("on", say("应在任期 {0} 到 {1} 之内", "within the service, {0} to {1}", row.begin_on.text(),
                             row.end_on.text()));
    if (!around_.registry.within(wanted.school_id, {false, {row.group_id}}))
      return wrong("school_id", say("不是集团成员校", "is no member of the group"));
    const auto campus = wanted.campus_id.value_or(CampusId{});
    if (!campus.empty() && !ServedPlaces{around_.registry, row.group_id, Date::today()}.has(wanted.school_id, campus))
      return wrong("campus_id", say("不是这所学校的校区", "is no campus of this school"));
    const auto visits = store::service_visits(session, id);
    store::ServiceVisitRow kept{
        visit.empty() ? new_uuid() : visit, id,    wanted.school_id, wanted.on, wanted.held, false, wanted.what,
        wanted.outcome.value_or(""),        campus};
    if (!visit.empty()) {
      const auto known = std::ranges::find(visits, visit, &store::ServiceVisitRow::id);
      if (known == visits.end()) return no_service_visit();
      if (known->cancelled || known->school_id != wanted.school_id)
        return refuse(
            Fault::conflict, "visit-closed",
            say("已取消的到校不能改，学校也不能换", "a cancelled visit stays so, and its school is not changed"));
    } else if (visits.size() >= most_service_visits) {
      return wrong("on", say("至多 {} 次", "at most {} visits", most_service_visits));
    }
    store::put(session, kept);
    store::set_met(session, kept.id, people);
    around_.trail.append(session, actor,
                         {"service-visit", "mentoring-service", id, wanted.school_id, audit::added(kept)});
    return {};
  });
  if (!done) return pass_on(done);
  return service(actor, group, id);
}

Result<LeaderService> MentoringService::cancel_visit(const Actor& actor, const std::optional<OrgId>& group,
                                                     const std::string& id, const std::string& visit) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, serving(session, actor, group, id));
    const auto visits = store::service_visits(session, id);
    const auto known = std::ranges::find(visits, visit, &store::ServiceVisitRow::id);
    if (known == visits.end()) return no_service_visit();
    if (known->held || known->cancelled)
      return refuse(Fault::conflict, "visit-closed", say("已到校或已取消", "it was held or cancelled already"));
    auto after = *known;
    after.cancelled = true;
    store::put(session, after);
    around_.trail.append(
        session, actor,
        {"service-visit-cancelled", "mentoring-service", id, found.row.group_id, audit::changes(*known, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return service(actor, group, id);
}

}  // namespace doorstep::mentoring
