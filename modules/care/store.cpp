#include "store.h"

namespace doorstep::care::store {

std::optional<ServiceRow> service(db::Session& session, const std::string& id) {
  return session.one<ServiceRow>(db::select_from<ServiceRow>("care_service", "WHERE id=$1"), id);
}
std::vector<ServiceRow> services(db::Session& session, const OrgId& school) {
  return session.all<ServiceRow>(
      db::select_from<ServiceRow>("care_service", "WHERE school_id=$1 ORDER BY kind, from_on, title, id"), school);
}
std::vector<ServiceRow> services_of(db::Session& session, const PersonId& person) {
  return session.all<ServiceRow>(
      db::select_from<ServiceRow>("care_service",
                                  "WHERE id IN (SELECT service_id FROM care_pattern WHERE person_id=$1) OR id IN "
                                  "(SELECT service_id FROM care_change WHERE person_id=$1) ORDER BY from_on, id"),
      person);
}
void put(db::Session& session, const ServiceRow& row) {
  session.run(
      "INSERT INTO care_service(id, school_id, campus_id, kind, title, grades, from_on, last_on, weekdays, "
      "from_minute, capacity, deadline_days, deadline_minute, state, made_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, "
      "$9, $10, $11, $12, $13, $14, $15) ON CONFLICT(id) DO UPDATE SET campus_id=excluded.campus_id, "
      "kind=excluded.kind, title=excluded.title, grades=excluded.grades, from_on=excluded.from_on, "
      "last_on=excluded.last_on, weekdays=excluded.weekdays, from_minute=excluded.from_minute, "
      "capacity=excluded.capacity, deadline_days=excluded.deadline_days, deadline_minute=excluded.deadline_minute, "
      "state=excluded.state",
      row.id, row.school_id, row.campus_id, row.kind, row.title, row.grades, row.from_on, row.last_on, row.weekdays,
      row.from_minute, row.capacity, row.deadline_days, row.deadline_minute, row.state, row.made_at);
}

std::vector<ChoiceRow> choices(db::Session& session, const std::string& service) {
  return session.all<ChoiceRow>(db::select_from<ChoiceRow>("care_choice", "WHERE service_id=$1 ORDER BY place"),
                                service);
}
void put_choices(db::Session& session, const std::string& service, const std::vector<ChoiceRow>& rows) {
  session.run("DELETE FROM care_choice WHERE service_id=$1", service);
  for (const auto& row : rows)
    session.run("INSERT INTO care_choice(service_id, place, name, ends_minute, price_fen) VALUES($1, $2, $3, $4, $5)",
                service, row.place, row.name, row.ends_minute, row.price_fen);
}

std::vector<DutyRow> duties(db::Session& session, const std::string& service) {
  return session.all<DutyRow>(db::select_from<DutyRow>("care_duty", "WHERE service_id=$1 ORDER BY name, person_id"),
                              service);
}
std::vector<DutyRow> duties_of(db::Session& session, const PersonId& person) {
  return session.all<DutyRow>(db::select_from<DutyRow>("care_duty", "WHERE person_id=$1 ORDER BY service_id"), person);
}
void put_duties(db::Session& session, const std::string& service, const std::vector<DutyRow>& rows) {
  session.run("DELETE FROM care_duty WHERE service_id=$1", service);
  for (const auto& row : rows)
    session.run("INSERT INTO care_duty(service_id, person_id, name, weekdays) VALUES($1, $2, $3, $4)", service,
                row.person_id, row.name, row.weekdays);
}

std::vector<ExceptionRow> exceptions(db::Session& session, const OrgId& school) {
  return session.all<ExceptionRow>(
      db::select_from<ExceptionRow>("care_exception", "WHERE school_id=$1 ORDER BY on_day, service_id"), school);
}
void put(db::Session& session, const ExceptionRow& row) {
  session.run(
      "INSERT INTO care_exception(id, school_id, service_id, on_day, as_weekday, reason) VALUES($1, $2, $3, $4, $5, "
      "$6) ON CONFLICT(school_id, service_id, on_day) DO UPDATE SET as_weekday=excluded.as_weekday, "
      "reason=excluded.reason",
      row.id, row.school_id, row.service_id, row.on_day, row.as_weekday, row.reason);
}
int64_t drop_exception(db::Session& session, const OrgId& school, const std::string& id) {
  return session.run("DELETE FROM care_exception WHERE school_id=$1 AND id=$2", school, id);
}

std::vector<PatternRow> patterns(db::Session& session, const std::string& service) {
  return session.all<PatternRow>(
      db::select_from<PatternRow>("care_pattern", "WHERE service_id=$1 ORDER BY person_id, from_on, weekday"), service);
}
std::vector<PatternRow> patterns(db::Session& session, const std::string& service, const PersonId& person) {
  return session.all<PatternRow>(
      db::select_from<PatternRow>("care_pattern", "WHERE service_id=$1 AND person_id=$2 ORDER BY from_on, weekday"),
      service, person);
}
void add(db::Session& session, const PatternRow& row) {
  session.run(
      "INSERT INTO care_pattern(service_id, person_id, weekday, from_on, until_on, choice, by_name, at) VALUES($1, $2, "
      "$3, $4, $5, $6, $7, $8)",
      row.service_id, row.person_id, row.weekday, row.from_on, row.until_on, row.choice, row.by_name, row.at);
}
void end_patterns(db::Session& session, const std::string& service, const PersonId& person, Date day) {
  session.run("DELETE FROM care_pattern WHERE service_id=$1 AND person_id=$2 AND from_on>=$3", service, person, day);
  session.run("UPDATE care_pattern SET until_on=$3 WHERE service_id=$1 AND person_id=$2 AND until_on>$3", service,
              person, day);
}

std::vector<ChangeRow> changes(db::Session& session, const std::string& service, Date from, Date to) {
  return session.all<ChangeRow>(
      db::select_from<ChangeRow>("care_change",
                                 "WHERE service_id=$1 AND on_day>=$2 AND on_day<$3 ORDER BY on_day, person_id"),
      service, from, to);
}
std::vector<ChangeRow> changes(db::Session& session, const std::string& service, const PersonId& person, Date from,
                               Date to) {
  return session.all<ChangeRow>(
      db::select_from<ChangeRow>("care_change",
                                 "WHERE service_id=$1 AND person_id=$2 AND on_day>=$3 AND on_day<$4 ORDER BY on_day"),
      service, person, from, to);
}
void put(db::Session& session, const ChangeRow& row) {
  session.run(
      "INSERT INTO care_change(service_id, person_id, on_day, coming, choice, by_name, at) VALUES($1, $2, $3, $4, $5, "
      "$6, $7) ON CONFLICT(service_id, person_id, on_day) DO UPDATE SET coming=excluded.coming, "
      "choice=excluded.choice, by_name=excluded.by_name, at=excluded.at",
      row.service_id, row.person_id, row.on_day, row.coming, row.choice, row.by_name, row.at);
}
void drop_change(db::Session& session, const std::string& service, const PersonId& person, Date on) {
  session.run("DELETE FROM care_change WHERE service_id=$1 AND person_id=$2 AND on_day=$3", service, person, on);
}

std::vector<MarkRow> marks(db::Session& session, const std::string& service, Date from, Date to) {
  return session.all<MarkRow>(
      db::select_from<MarkRow>("care_mark",
                               "WHERE service_id=$1 AND on_day>=$2 AND on_day<$3 ORDER BY on_day, person_id"),
      service, from, to);
}
std::optional<MarkRow> mark(db::Session& session, const std::string& service, Date on, const PersonId& person) {
  return session.one<MarkRow>(
      db::select_from<MarkRow>("care_mark", "WHERE service_id=$1 AND on_day=$2 AND person_id=$3"), service, on, person);
}
void put(db::Session& session, const MarkRow& row) {
  session.run(
      "INSERT INTO care_mark(service_id, person_id, on_day, standing, minute, to_whom, by_name, at) VALUES($1, $2, $3, "
      "$4, $5, $6, $7, $8) ON CONFLICT(service_id, on_day, person_id) DO UPDATE SET standing=excluded.standing, "
      "minute=excluded.minute, to_whom=excluded.to_whom, by_name=excluded.by_name, at=excluded.at",
      row.service_id, row.person_id, row.on_day, row.standing, row.minute, row.to_whom, row.by_name, row.at);
}
void drop_mark(db::Session& session, const std::string& service, Date on, const PersonId& person) {
  session.run("DELETE FROM care_mark WHERE service_id=$1 AND on_day=$2 AND person_id=$3", service, on, person);
}

std::vector<MenuRow> menus(db::Session& session, const std::string& service, Date from, Date to) {
  return session.all<MenuRow>(
      db::select_from<MenuRow>("care_menu", "WHERE service_id=$1 AND on_day>=$2 AND on_day<$3 ORDER BY on_day"),
      service, from, to);
}
std::vector<DishRow> dishes(db::Session& session, const std::string& service, Date from, Date to) {
  return session.all<DishRow>(
      db::select_from<DishRow>("care_dish", "WHERE service_id=$1 AND on_day>=$2 AND on_day<$3 ORDER BY on_day, place"),
      service, from, to);
}
void put_menu(db::Session& session, const MenuRow& row, const std::vector<DishRow>& rows) {
  session.run(
      "INSERT INTO care_menu(service_id, on_day, published, by_name, at) VALUES($1, $2, $3, $4, $5) ON "
      "CONFLICT(service_id, on_day) DO UPDATE SET published=excluded.published, by_name=excluded.by_name, "
      "at=excluded.at",
      row.service_id, row.on_day, row.published, row.by_name, row.at);
  session.run("DELETE FROM care_dish WHERE service_id=$1 AND on_day=$2", row.service_id, row.on_day);
  for (const auto& one : rows)
    session.run(
        "INSERT INTO care_dish(service_id, on_day, place, name, choice, allergens, cost_fen) VALUES($1, $2, $3, $4, "
        "$5, $6, $7)",
        row.service_id, row.on_day, one.place, one.name, one.choice, one.allergens, one.cost_fen);
}

std::optional<SafetyRow> safety(db::Session& session, const PersonId& person) {
  return session.one<SafetyRow>(db::select_from<SafetyRow>("care_safety", "WHERE person_id=$1"), person);
}
std::vector<PickerRow> pickers(db::Session& session, const PersonId& person) {
  return session.all<PickerRow>(db::select_from<PickerRow>("care_picker", "WHERE person_id=$1 ORDER BY place"), person);
}
void put_safety(db::Session& session, const SafetyRow& row, const std::vector<PickerRow>& pickers) {
  drop_safety(session, row.person_id);
  session.run("INSERT INTO care_safety(person_id, allergens, words, by_name, at) VALUES($1, $2, $3, $4, $5)",
              row.person_id, row.allergens, row.words, row.by_name, row.at);
  for (const auto& one : pickers)
    session.run("INSERT INTO care_picker(person_id, place, name, relation, phone) VALUES($1, $2, $3, $4, $5)",
                row.person_id, one.place, one.name, one.relation, one.phone);
}
void drop_safety(db::Session& session, const PersonId& person) {
  session.run("DELETE FROM care_safety WHERE person_id=$1", person);
  session.run("DELETE FROM care_picker WHERE person_id=$1", person);
}
std::optional<ConsentRow> last_consent(db::Session& session, const PersonId& person) {
  return session.one<ConsentRow>(
      db::select_from<ConsentRow>("care_consent", "WHERE person_id=$1 ORDER BY number DESC LIMIT 1"), person);
}
void add(db::Session& session, const ConsentRow& row) {
  session.run(
      "INSERT INTO care_consent(id, person_id, given, account, by_name, at, print, number) VALUES($1, $2, $3, $4, $5, "
      "$6, $7, (SELECT COALESCE(MAX(number), 0) + 1 FROM care_consent WHERE person_id=$2))",
      row.id, row.person_id, row.given, row.account, row.by_name, row.at, row.print);
}

void forget(db::Session& session, const PersonId& person) {
  drop_safety(session, person);
  session.run("DELETE FROM care_consent WHERE person_id=$1", person);
  session.run("UPDATE care_pattern SET by_name='' WHERE person_id=$1", person);
  session.run("UPDATE care_change SET by_name='' WHERE person_id=$1", person);
  session.run("UPDATE care_mark SET to_whom='' WHERE person_id=$1", person);
}

int64_t kept_of(db::Session& session, const PersonId& person, bool whole) {
  const auto count = [&](const std::string& rows) {
    return session.one<int64_t>("SELECT count(*) FROM " + rows, person).value_or(0);
  };
  auto kept = count("care_safety WHERE person_id=$1") + count("care_picker WHERE person_id=$1");
  if (whole)
    kept += count("care_consent WHERE person_id=$1") + count("care_pattern WHERE person_id=$1 AND by_name<>''") +
            count("care_change WHERE person_id=$1 AND by_name<>''") +
            count("care_mark WHERE person_id=$1 AND to_whom<>''");
  return kept;
}

}  // namespace doorstep::care::store
