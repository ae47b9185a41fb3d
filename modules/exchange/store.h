// Every statement on the exchange_* tables.
#pragma once

#include <doorstep/base/describe.h>
#include <doorstep/db/db.h>
#include <doorstep/exchange/exchange.h>

namespace doorstep::exchange::store {

struct SecondmentRow {
  std::string id;
  OrgId org_id, host_id, group_id, district_id;
  std::string plan_id, title;
  Date begin_on, end_on;
  std::string conditions, rules_id;
  Standing standing{};
  std::string reason, made_by, made_at, moved_at;
};
BOOST_DESCRIBE_STRUCT(SecondmentRow, (),
                      (id, org_id, host_id, group_id, district_id, plan_id, title, begin_on, end_on, conditions,
                       rules_id, standing, reason, made_by, made_at, moved_at))

struct PersonRow {
  std::string secondment_id;
  PersonId person_id;
  int64_t position = 0;
  OrgId home_id;
  std::string role, subject, stage;
  double share = 1;
  std::optional<int64_t> allowance;
  std::string why;
  std::optional<Date> returned_on;
  std::optional<Reached> reached;
  std::string review, reviewed_by, reviewed_at;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (),
                      (secondment_id, person_id, position, home_id, role, subject, stage, share, allowance, why,
                       returned_on, reached, review, reviewed_by, reviewed_at))

struct ConsentRow {
  std::string secondment_id;
  Hand hand{};
  std::string of_id;
  bool yes = false;
  std::string note, by_name, at;
};
BOOST_DESCRIBE_STRUCT(ConsentRow, (), (secondment_id, hand, of_id, yes, note, by_name, at))

struct VisitRow {
  std::string id, secondment_id;
  Date on_day;
  std::string text, by_name;
};
BOOST_DESCRIBE_STRUCT(VisitRow, (), (id, secondment_id, on_day, text, by_name))

std::optional<SecondmentRow> secondment(db::Session& session, const std::string& id);
// The newest first; a school sends or receives, a group or district is asked.
std::vector<SecondmentRow> secondments_of(db::Session& session, const OrgId& org);
std::vector<SecondmentRow> secondments_of(db::Session& session, const PersonId& person);
std::vector<SharedTime> shared_time(db::Session& session, Date from, Date until);
std::vector<SecondmentRow> secondments_of_plan(db::Session& session, const std::string& plan);
// Those that wait for an answer of a person, a school, a council or a district.
std::vector<SecondmentRow> secondments_to_answer(db::Session& session);
// False: it was noted already.
bool note_reminder(db::Session& session, const OrgId& org, Date week);
void add(db::Session& session, const SecondmentRow& row);
void set(db::Session& session, const SecondmentRow& row);

std::vector<PersonRow> people(db::Session& session, const std::string& secondment);
void add(db::Session& session, const PersonRow& row);
void set(db::Session& session, const PersonRow& row);
void drop_people(db::Session& session, const std::string& secondment);
// Of a school: who is or will be away on some day of [begin, end) by a secondment that is sent and not over.
int64_t away_from(db::Session& session, const OrgId& home, Date begin, Date end, const std::string& but);
// Title of another secondment under way that has this person in those days; empty: none.
std::string clash(db::Session& session, const PersonId& person, Date begin, Date end, const std::string& but);

std::vector<ConsentRow> consents(db::Session& session, const std::string& secondment);
void add(db::Session& session, const ConsentRow& row);
void drop_consents(db::Session& session, const std::string& secondment);

std::vector<VisitRow> visits(db::Session& session, const std::string& secondment);
void add(db::Session& session, const VisitRow& row);

struct WishRow {
  PersonId person_id;
  int64_t year = 0;
  WishAnswer answer{};
  std::string places, never;  // ids by commas
  std::string why, changed_at;
};
BOOST_DESCRIBE_STRUCT(WishRow, (), (person_id, year, answer, places, never, why, changed_at))
std::optional<WishRow> wish(db::Session& session, const PersonId& person, int64_t year);
std::vector<WishRow> wishes(db::Session& session, int64_t year);
void keep(db::Session& session, const WishRow& row);

struct ClaimRow {
  std::string id;
  PersonId person_id;
  OrgId school_id;
  Ground ground{};
  std::string text;
  Date until;
  ClaimState state{};
  std::string made_at, answer, decided_by, decided_at;
};
BOOST_DESCRIBE_STRUCT(ClaimRow, (),
                      (id, person_id, school_id, ground, text, until, state, made_at, answer, decided_by, decided_at))
std::optional<ClaimRow> claim(db::Session& session, const std::string& id);
std::vector<ClaimRow> claims_of(db::Session& session, const PersonId& person);
std::vector<ClaimRow> claims_at(db::Session& session, const OrgId& school, ClaimState state);
std::vector<ClaimRow> accepted_claims(db::Session& session, Date on);  // of everybody
void add(db::Session& session, const ClaimRow& row);
void set(db::Session& session, const ClaimRow& row);

struct RulesRow {
  std::string id;
  OrgId org_id;
  std::string content, made_at;
  bool holds = false;
};
BOOST_DESCRIBE_STRUCT(RulesRow, (), (id, org_id, content, made_at, holds))
std::vector<RulesRow> editions(db::Session& session, const OrgId& org);  // the newest first
std::optional<RulesRow> edition(db::Session& session, const std::string& id);
void add(db::Session& session, const RulesRow& row);
void set_holds(db::Session& session, const OrgId& org, const std::string& id);  // and no other of the org

struct PlanRow {
  std::string id;
  OrgId org_id;
  std::string title;
  int64_t year = 0;
  std::string question;
  PlanState state{};
  std::string job, problem, plan, reasons;
  std::string fault, made_by, made_at, planned_at, accepted_at;
};
BOOST_DESCRIBE_STRUCT(PlanRow, (),
                      (id, org_id, title, year, question, state, job, problem, plan, reasons, fault, made_by, made_at,
                       planned_at, accepted_at))
std::vector<PlanRow> plans(db::Session& session, const OrgId& org);  // the newest first; without what is long
std::optional<PlanRow> plan(db::Session& session, const std::string& id);
// What tells one state of a plan from another; the texts of a plan are megabytes.
struct PlanStamp {
  PlanState state{};
  std::string job, planned_at, accepted_at;
  bool operator==(const PlanStamp&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanStamp, (), (state, job, planned_at, accepted_at))
inline PlanStamp stamp_of(const PlanRow& row) { return {row.state, row.job, row.planned_at, row.accepted_at}; }
std::optional<PlanStamp> plan_stamp(db::Session& session, const std::string& id);
std::optional<OrgId> plan_org(db::Session& session, const std::string& id);
void add(db::Session& session, const PlanRow& row);
void set(db::Session& session, const PlanRow& row);

}  // namespace doorstep::exchange::store
