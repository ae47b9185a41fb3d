// Every statement on the offerings_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/offerings/items.h>
#include <doorstep/offerings/rounds.h>

namespace doorstep::offerings::store {

struct OfferingRow {
  std::string id;
  OrgId org_id;
  OfferingKind kind{};
  std::string title_zh, title_en, about, materials, transport;
  OrgId host_id;
  CampusId campus_id;
  std::string place, grades;
  int64_t cost_yuan = 0;
  bool consent = false;
  OfferingState state = OfferingState::draft;
  std::string reason, origin_id, round_id, made_at;
  int64_t capacity = 0, taken = 0, turns = 0;
};
BOOST_DESCRIBE_STRUCT(OfferingRow, (),
                      (id, org_id, kind, title_zh, title_en, about, materials, transport, host_id, campus_id, place,
                       grades, cost_yuan, consent, state, reason, origin_id, round_id, made_at, capacity, taken, turns))

struct SessionRow {
  std::string offering_id;
  int64_t place = 0;
  std::optional<int64_t> weekday;
  std::optional<Date> on_day, from_on, until_on;
  int64_t from_minute = 0, to_minute = 0;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (offering_id, place, weekday, on_day, from_on, until_on, from_minute, to_minute))

struct QuotaRow {
  std::string offering_id;
  OrgId school_id;
  int64_t least = 0;
  std::optional<int64_t> most;
};
BOOST_DESCRIBE_STRUCT(QuotaRow, (), (offering_id, school_id, least, most))

struct TeacherRow {
  std::string offering_id;
  int64_t place = 0;
  PersonId person_id;
  std::string name;
  bool visiting = false;
};
BOOST_DESCRIBE_STRUCT(TeacherRow, (), (offering_id, place, person_id, name, visiting))

struct RoundRow {
  std::string id;
  OrgId org_id;
  std::string title;
  RoundMode mode{};
  RoundRule rule{};
  std::string notes;
  int64_t opens_at = 0, closes_at = 0, choices = 0, most = 0;
  ChoosingState state = ChoosingState::draft;
  std::string roll, rolled_at;
  int64_t entries = 0;
  std::string seed, seeded_by, seeded_at;
  int64_t version = 0;
  std::string made_at;
  std::optional<Date> late_until;
};
BOOST_DESCRIBE_STRUCT(RoundRow, (),
                      (id, org_id, title, mode, rule, notes, opens_at, closes_at, choices, most, state, roll, rolled_at,
                       entries, seed, seeded_by, seeded_at, version, made_at, late_until))

struct DrawRow {
  std::string round_id, problem, plan, problem_now, plan_now;
};
BOOST_DESCRIBE_STRUCT(DrawRow, (), (round_id, problem, plan, problem_now, plan_now))

struct EntryRow {
  std::string round_id;
  PersonId person_id;
  std::string ticket, by_name, at;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (), (round_id, person_id, ticket, by_name, at))
struct WishRow {
  std::string round_id;
  PersonId person_id;
  int64_t place = 0;  // from 1
  std::string offering_id;
};
BOOST_DESCRIBE_STRUCT(WishRow, (), (round_id, person_id, place, offering_id))

struct PlaceRow {
  std::string offering_id;
  PersonId person_id;
  std::string round_id;
  OrgId school_id;
  PlaceState state{};
  int64_t turn = 0;
  std::string at, by_name, reason;
  bool late = false;  // came after the draw, or after the round was closed
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (),
                      (offering_id, person_id, round_id, school_id, state, turn, at, by_name, reason, late))

struct ConsentRow {
  std::string id, offering_id;
  PersonId person_id;
  bool given = false;
  AccountId account;
  std::string by_name, at;
};
BOOST_DESCRIBE_STRUCT(ConsentRow, (), (id, offering_id, person_id, given, account, by_name, at))

struct SchoolTaken {
  OrgId school_id;
  int64_t taken = 0;
};
BOOST_DESCRIBE_STRUCT(SchoolTaken, (), (school_id, taken))

struct TakenRow {
  std::string offering_id;
  OrgId school_id;
  int64_t places = 0;
};
BOOST_DESCRIBE_STRUCT(TakenRow, (), (offering_id, school_id, places))

// --- offerings
std::vector<OfferingRow> offerings_of(db::Session& session, const OrgId& org);
// Published, and of the organisation or at it.
std::vector<OfferingRow> offered_at(db::Session& session, const OrgId& org);  // the newest first
std::vector<OfferingRow> offerings_in(db::Session& session, const std::string& round);
std::optional<OfferingRow> offering(db::Session& session, const std::string& id);
// Everything that is published, and its parts by offering.
std::vector<OfferingRow> published(db::Session& session);
std::vector<SessionRow> published_sessions(db::Session& session);
std::vector<QuotaRow> published_quotas(db::Session& session);
std::vector<TeacherRow> published_teachers(db::Session& session);
std::vector<TakenRow> published_taken(db::Session& session);
std::vector<OrgId> hosts(db::Session& session);  // every school that hosts something
void add(db::Session& session, const OfferingRow& row);
void set(db::Session& session, const OfferingRow& row);  // all but taken and turns
std::vector<SessionRow> sessions(db::Session& session, const std::string& offering);
std::vector<QuotaRow> quotas(db::Session& session, const std::string& offering);
std::vector<TeacherRow> teachers(db::Session& session, const std::string& offering);
// Of all offerings of a round, by offering.
std::vector<SessionRow> sessions_in(db::Session& session, const std::string& round);
std::vector<QuotaRow> quotas_in(db::Session& session, const std::string& round);
std::vector<TeacherRow> teachers_in(db::Session& session, const std::string& round);
void put_parts(db::Session& session, const std::string& offering, const std::vector<SessionRow>& sessions,
               const std::vector<QuotaRow>& quotas, const std::vector<TeacherRow>& teachers);

// --- places
int64_t next_turn(db::Session& session, const std::string& offering);
bool take_seat(db::Session& session, const std::string& offering);  // false: none is left
void free_seat(db::Session& session, const std::string& offering);
std::optional<PlaceRow> place(db::Session& session, const std::string& offering, const PersonId& person);
std::vector<PlaceRow> places(db::Session& session, const std::string& offering);  // by turn
std::vector<PlaceRow> places_of(db::Session& session, const PersonId& person);
std::vector<PlaceRow> places_from(db::Session& session, const OrgId& school);  // not given up
// Seats of a round that late ones hold, by offering and school; offerings that late ones wait for; whom they concern.
std::vector<TakenRow> late_taken(db::Session& session, const std::string& round);
std::vector<std::string> late_waited_for(db::Session& session, const std::string& round);
// What those of a draw hold in other rounds, by child.
std::vector<PlaceRow> held_beside(db::Session& session, const std::string& round);
std::vector<PlaceRow> late_places_of(db::Session& session, const std::string& round, const PersonId& person);
std::vector<SchoolTaken> taken_by_school(db::Session& session, const std::string& offering);
// How many stand before this turn on the waiting list.
int64_t waiting_before(db::Session& session, const std::string& offering, int64_t turn);
int64_t waiting(db::Session& session, const std::string& offering);
void put(db::Session& session, const PlaceRow& row);

std::optional<ConsentRow> last_consent(db::Session& session, const std::string& offering, const PersonId& person);
std::vector<ConsentRow> consents_of(db::Session& session, const PersonId& person);    // the oldest first
std::vector<ConsentRow> consents_in(db::Session& session, const std::string& round);  // the oldest first
void add(db::Session& session, const ConsentRow& row);

// --- rounds
std::vector<RoundRow> rounds_of(db::Session& session, const OrgId& org);  // the newest first
std::optional<RoundRow> round(db::Session& session, const std::string& id);
void add(db::Session& session, const RoundRow& row);
void set(db::Session& session, const RoundRow& row);  // all but the seed
// False when another seed is there already.
bool set_seed(db::Session& session, const RoundRow& row);
void leave_round(db::Session& session, const std::string& round);  // all offerings
void join_round(db::Session& session, const std::string& offering, const std::string& round);

std::optional<EntryRow> entry(db::Session& session, const std::string& round, const PersonId& person);
std::optional<EntryRow> entry_of_ticket(db::Session& session, const std::string& round, const std::string& ticket);
std::vector<EntryRow> entries(db::Session& session, const std::string& round);  // by ticket
void put(db::Session& session, const EntryRow& row);
void drop_entry(db::Session& session, const std::string& round, const PersonId& person);
std::vector<WishRow> wishes(db::Session& session, const std::string& round);  // by person and place
std::vector<WishRow> wishes_of(db::Session& session, const std::string& round, const PersonId& person);
void put_wishes(db::Session& session, const std::string& round, const PersonId& person,
                const std::vector<std::string>& offerings);

std::optional<DrawRow> draw(db::Session& session, const std::string& round);
void put(db::Session& session, const DrawRow& row);

}  // namespace doorstep::offerings::store
