// Every statement on the staffing_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/staffing/leaves.h>
#include <doorstep/staffing/recruitment.h>
#include <doorstep/staffing/staffing.h>

namespace doorstep::staffing::store {

struct NormRow {
  OrgId district_id;
  int64_t version = 0;
  int from_year = 0;
  std::string reason, numbers, by_name, at;
};
BOOST_DESCRIBE_STRUCT(NormRow, (), (district_id, version, from_year, reason, numbers, by_name, at))
std::vector<NormRow> norms(db::Session& session, const OrgId& district);  // the newest version first
void add(db::Session& session, const NormRow& row);

struct PoolRow {
  std::string id;
  int64_t seq = 0;
  OrgId district_id;
  int year = 0;
  int64_t posts = 0, reserve = 0;
  std::string reason, by_name, at;
};
BOOST_DESCRIBE_STRUCT(PoolRow, (), (id, seq, district_id, year, posts, reserve, reason, by_name, at))
std::vector<PoolRow> pools(db::Session& session, const OrgId& district);  // in the order in which they were said
void add(db::Session& session, const PoolRow& row);

struct AllotmentRow {
  std::string id;
  int64_t seq = 0;
  OrgId district_id, school_id;
  int year = 0;
  std::string subject;
  int64_t posts = 0, turnover = 0;
  std::string reason, by_name, at;
};
BOOST_DESCRIBE_STRUCT(AllotmentRow, (),
                      (id, seq, district_id, school_id, year, subject, posts, turnover, reason, by_name, at))
std::vector<AllotmentRow> allotments(db::Session& session, const OrgId& district);  // same
void add(db::Session& session, const AllotmentRow& row);
int64_t next_seq(db::Session& session, const OrgId& district);

struct AskRow {
  std::string id;
  OrgId district_id, school_id;
  int year = 0;
  int64_t more = 0;
  std::string reason, by_name, at;
  AskState state = AskState::open;
  int64_t given = 0;
  bool turnover = false;
  std::string answer, decided_by, decided_at;
};
BOOST_DESCRIBE_STRUCT(AskRow, (),
                      (id, district_id, school_id, year, more, reason, by_name, at, state, given, turnover, answer,
                       decided_by, decided_at))
std::vector<AskRow> asks(db::Session& session, const OrgId& district);  // the newest first
std::optional<AskRow> ask(db::Session& session, const std::string& id);
void add(db::Session& session, const AskRow& row);
void set(db::Session& session, const AskRow& row);

struct LeaveRow {
  std::string id;
  OrgId school_id;
  PersonId person_id;
  LeaveKind kind{};
  Date begin_on, end_on;
  PersonId cover_id;
  std::string cover, note;
};
BOOST_DESCRIBE_STRUCT(LeaveRow, (), (id, school_id, person_id, kind, begin_on, end_on, cover_id, cover, note))
std::vector<LeaveRow> leaves_of(db::Session& session, const OrgId& school);
std::vector<LeaveRow> leaves_of(db::Session& session, const PersonId& person);
std::vector<LeaveRow> leaves_on(db::Session& session, Date on);
std::optional<LeaveRow> leave(db::Session& session, const std::string& id);
void add(db::Session& session, const LeaveRow& row);
void end_leave(db::Session& session, const std::string& id, Date on);

struct RoundRow {
  std::string id;
  OrgId org_id;
  std::string title;
  int year = 0;
  RoundState state = RoundState::asking;
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(RoundRow, (), (id, org_id, title, year, state, made_at))
std::vector<RoundRow> rounds(db::Session& session, const OrgId& org);  // the newest first
std::optional<RoundRow> round(db::Session& session, const std::string& id);
void add(db::Session& session, const RoundRow& row);

struct StepRow {
  std::string round_id;
  RoundState state{};
  Date on_day;
};
BOOST_DESCRIBE_STRUCT(StepRow, (), (round_id, state, on_day))
std::vector<StepRow> steps(db::Session& session, const std::string& round);
void take_step(db::Session& session, const StepRow& row);  // and the round stands there

struct OpeningRow {
  std::string id, round_id;
  OrgId school_id;
  std::string stage, subject;
  int64_t asked = 0;
  std::string reason;
  std::optional<int64_t> approved, applied, taken;
};
BOOST_DESCRIBE_STRUCT(OpeningRow, (),
                      (id, round_id, school_id, stage, subject, asked, reason, approved, applied, taken))
std::vector<OpeningRow> openings(db::Session& session, const std::string& round);
std::optional<OpeningRow> opening(db::Session& session, const std::string& id);
void add(db::Session& session, const OpeningRow& row);
void set(db::Session& session, const OpeningRow& row);
void drop_opening(db::Session& session, const std::string& id);

struct HiredRow {
  PersonId person_id;
  std::string opening_id, at;
};
BOOST_DESCRIBE_STRUCT(HiredRow, (), (person_id, opening_id, at))
std::vector<HiredRow> hired(db::Session& session, const std::string& opening);
bool is_hired(db::Session& session, const PersonId& person);
void add(db::Session& session, const HiredRow& row);

}  // namespace doorstep::staffing::store
