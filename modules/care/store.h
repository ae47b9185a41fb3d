// Every statement on the care_* tables.
#pragma once

#include <doorstep/care/care.h>
#include <doorstep/db/db.h>

namespace doorstep::care::store {

struct ServiceRow {
  std::string id;
  OrgId school_id;
  CampusId campus_id;
  std::string kind, title, grades;
  Date from_on, last_on;
  std::string weekdays;
  int64_t from_minute = 0, capacity = 0, deadline_days = 0, deadline_minute = 0;
  ServiceState state{};
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(ServiceRow, (),
                      (id, school_id, campus_id, kind, title, grades, from_on, last_on, weekdays, from_minute, capacity,
                       deadline_days, deadline_minute, state, made_at))

struct ChoiceRow {
  std::string service_id;
  int64_t place = 1;
  std::string name;
  std::optional<int64_t> ends_minute;
  int64_t price_fen = 0;
};
BOOST_DESCRIBE_STRUCT(ChoiceRow, (), (service_id, place, name, ends_minute, price_fen))

struct DutyRow {
  std::string service_id;
  PersonId person_id;
  std::string name, weekdays;
};
BOOST_DESCRIBE_STRUCT(DutyRow, (), (service_id, person_id, name, weekdays))

struct ExceptionRow {
  std::string id;
  OrgId school_id;
  std::string service_id;
  Date on_day;
  std::optional<int64_t> as_weekday;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ExceptionRow, (), (id, school_id, service_id, on_day, as_weekday, reason))

struct PatternRow {
  std::string service_id;
  PersonId person_id;
  int64_t weekday = 1;
  Date from_on, until_on;
  int64_t choice = 1;
  std::string by_name, at;
};
BOOST_DESCRIBE_STRUCT(PatternRow, (), (service_id, person_id, weekday, from_on, until_on, choice, by_name, at))

struct ChangeRow {
  std::string service_id;
  PersonId person_id;
  Date on_day;
  bool coming = false;
  int64_t choice = 1;
  std::string by_name, at;
};
BOOST_DESCRIBE_STRUCT(ChangeRow, (), (service_id, person_id, on_day, coming, choice, by_name, at))

struct MarkRow {
  std::string service_id;
  PersonId person_id;
  Date on_day;
  CareStanding standing{};
  int64_t minute = 0;
  std::string to_whom, by_name, at;
};
BOOST_DESCRIBE_STRUCT(MarkRow, (), (service_id, person_id, on_day, standing, minute, to_whom, by_name, at))

struct MenuRow {
  std::string service_id;
  Date on_day;
  bool published = false;
  std::string by_name, at;
};
BOOST_DESCRIBE_STRUCT(MenuRow, (), (service_id, on_day, published, by_name, at))

struct DishRow {
  std::string service_id;
  Date on_day;
  int64_t place = 1;
  std::string name;
  int64_t choice = 0;
  std::string allergens;
  int64_t cost_fen = 0;
};
BOOST_DESCRIBE_STRUCT(DishRow, (), (service_id, on_day, place, name, choice, allergens, cost_fen))

struct SafetyRow {
  PersonId person_id;
  std::string allergens, words, by_name, at;
};
BOOST_DESCRIBE_STRUCT(SafetyRow, (), (person_id, allergens, words, by_name, at))

struct PickerRow {
  PersonId person_id;
  int64_t place = 1;
  std::string name, relation, phone;
};
BOOST_DESCRIBE_STRUCT(PickerRow, (), (person_id, place, name, relation, phone))

struct ConsentRow {
  std::string id;
  PersonId person_id;
  bool given = false;
  AccountId account;
  std::string by_name, at, print;
};
BOOST_DESCRIBE_STRUCT(ConsentRow, (), (id, person_id, given, account, by_name, at, print))

std::optional<ServiceRow> service(db::Session& session, const std::string& id);
std::vector<ServiceRow> services(db::Session& session, const OrgId& school);  // by kind, first day and title
// To which a child was ever signed up.
std::vector<ServiceRow> services_of(db::Session& session, const PersonId& person);
void put(db::Session& session, const ServiceRow& row);

std::vector<ChoiceRow> choices(db::Session& session, const std::string& service);  // by place
void put_choices(db::Session& session, const std::string& service, const std::vector<ChoiceRow>& rows);

std::vector<DutyRow> duties(db::Session& session, const std::string& service);  // by name
std::vector<DutyRow> duties_of(db::Session& session, const PersonId& person);
void put_duties(db::Session& session, const std::string& service, const std::vector<DutyRow>& rows);

std::vector<ExceptionRow> exceptions(db::Session& session, const OrgId& school);  // by day
void put(db::Session& session, const ExceptionRow& row);
int64_t drop_exception(db::Session& session, const OrgId& school, const std::string& id);

// Of a service, or of one child in it; by day.
std::vector<PatternRow> patterns(db::Session& session, const std::string& service);
std::vector<PatternRow> patterns(db::Session& session, const std::string& service, const PersonId& person);
void add(db::Session& session, const PatternRow& row);
// Ends what lasts on `day` there; what would begin later is gone.
void end_patterns(db::Session& session, const std::string& service, const PersonId& person, Date day);

std::vector<ChangeRow> changes(db::Session& session, const std::string& service, Date from, Date to);  // [from, to)
std::vector<ChangeRow> changes(db::Session& session, const std::string& service, const PersonId& person, Date from,
                               Date to);
void put(db::Session& session, const ChangeRow& row);
void drop_change(db::Session& session, const std::string& service, const PersonId& person, Date on);

std::vector<MarkRow> marks(db::Session& session, const std::string& service, Date from, Date to);
std::optional<MarkRow> mark(db::Session& session, const std::string& service, Date on, const PersonId& person);
void put(db::Session& session, const MarkRow& row);
void drop_mark(db::Session& session, const std::string& service, Date on, const PersonId& person);

std::vector<MenuRow> menus(db::Session& session, const std::string& service, Date from, Date to);
std::vector<DishRow> dishes(db::Session& session, const std::string& service, Date from, Date to);  // by day and place
void put_menu(db::Session& session, const MenuRow& row, const std::vector<DishRow>& rows);

std::optional<SafetyRow> safety(db::Session& session, const PersonId& person);
std::vector<PickerRow> pickers(db::Session& session, const PersonId& person);
void put_safety(db::Session& session, const SafetyRow& row, const std::vector<PickerRow>& pickers);
void drop_safety(db::Session& session, const PersonId& person);
std::optional<ConsentRow> last_consent(db::Session& session, const PersonId& person);
void add(db::Session& session, const ConsentRow& row);

// What was entered by consent goes, and the names of guardians and of who took the child along; days and what they cost
// stay, so that months that are over stay what they were.
void forget(db::Session& session, const PersonId& person);
// How many records of the child that would change: with `whole` those that forget() does, else those of drop_safety().
int64_t kept_of(db::Session& session, const PersonId& person, bool whole);

}  // namespace doorstep::care::store
