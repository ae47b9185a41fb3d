// Statements on what running clubs, swaps and try-outs keep.
#pragma once

#include "clubs.h"
#include "store.h"

namespace doorstep::offerings::store {

struct MarkRow {
  std::string offering_id;
  PersonId person_id;
  Date on_day;
  int64_t from_minute = 0;
  bool came = false;
  ClubCameBy came_by{};
  std::string by_name, at, reason;
};
BOOST_DESCRIBE_STRUCT(MarkRow, (), (offering_id, person_id, on_day, from_minute, came, came_by, by_name, at, reason))

struct ResultRow {
  std::string offering_id;
  PersonId person_id;
  std::string mark, words, by_name, at;
};
BOOST_DESCRIBE_STRUCT(ResultRow, (), (offering_id, person_id, mark, words, by_name, at))

struct SwapRow {
  std::string round_id;
  PersonId person_id;
  std::string by_name, at;
};
BOOST_DESCRIBE_STRUCT(SwapRow, (), (round_id, person_id, by_name, at))

struct JudgeRow {
  std::string offering_id;
  PersonId person_id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(JudgeRow, (), (offering_id, person_id, name))
struct ScoreRow {
  std::string offering_id;
  PersonId person_id, judge_id;
  int64_t points = 0;
  std::string notes, at;
};
BOOST_DESCRIBE_STRUCT(ScoreRow, (), (offering_id, person_id, judge_id, points, notes, at))

std::vector<MarkRow> marks(db::Session& session, const std::string& offering);  // by time and person
std::vector<MarkRow> marks_of(db::Session& session, const PersonId& person);    // by offering and time
std::optional<MarkRow> mark(db::Session& session, const std::string& offering, Date on, int64_t from,
                            const PersonId& person);
void put(db::Session& session, const MarkRow& row);
struct CameRow {
  std::string offering_id;
  PersonId person_id;
  int64_t held = 0, came = 0;
};
BOOST_DESCRIBE_STRUCT(CameRow, (), (offering_id, person_id, held, came))
// Of everybody who has a place from that school, by offering and person.
std::vector<CameRow> came_from(db::Session& session, const OrgId& school);
std::vector<ResultRow> results(db::Session& session, const std::string& offering);  // by person
std::vector<ResultRow> results_of(db::Session& session, const PersonId& person);
std::vector<ResultRow> results_from(db::Session& session, const OrgId& school);
void put(db::Session& session, const ResultRow& row);
void drop_result(db::Session& session, const std::string& offering, const PersonId& person);
int64_t wrong_codes(db::Session& session, const std::string& offering, const PersonId& person, Date on);
void add_wrong_code(db::Session& session, const std::string& offering, const PersonId& person, Date on);

std::vector<OfferingRow> taught_by(db::Session& session, const PersonId& person);
std::vector<OfferingRow> judged_by(db::Session& session, const PersonId& person);

std::vector<SwapRow> swaps(db::Session& session, const std::string& round);  // by time
bool swapping(db::Session& session, const std::string& round, const PersonId& person);
void put(db::Session& session, const SwapRow& row);
void drop_swap(db::Session& session, const std::string& round, const PersonId& person);

std::vector<JudgeRow> judges(db::Session& session, const std::string& offering);  // by name
void put_judges(db::Session& session, const std::string& offering, const std::vector<JudgeRow>& rows);
std::vector<ScoreRow> scores(db::Session& session, const std::string& offering);
void put(db::Session& session, const ScoreRow& row);

}  // namespace doorstep::offerings::store
