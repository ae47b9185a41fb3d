#include "store_clubs.h"

namespace doorstep::offerings::store {

std::vector<MarkRow> marks(db::Session& session, const std::string& offering) {
  return session.all<MarkRow>(
      db::select_from<MarkRow>("offerings_mark", "WHERE offering_id=$1 ORDER BY on_day, from_minute, person_id"),
      offering);
}
std::vector<MarkRow> marks_of(db::Session& session, const PersonId& person) {
  return session.all<MarkRow>(
      db::select_from<MarkRow>("offerings_mark", "WHERE person_id=$1 ORDER BY offering_id, on_day, from_minute"),
      person);
}
std::optional<MarkRow> mark(db::Session& session, const std::string& offering, Date on, int64_t from,
                            const PersonId& person) {
  return session.one<MarkRow>(
      db::select_from<MarkRow>("offerings_mark",
                               "WHERE offering_id=$1 AND on_day=$2 AND from_minute=$3 AND person_id=$4"),
      offering, on, from, person);
}
void put(db::Session& session, const MarkRow& row) {
  session.run(
      "INSERT INTO offerings_mark(offering_id, person_id, on_day, from_minute, came, came_by, by_name, at, reason) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT(offering_id, on_day, from_minute, person_id) DO UPDATE "
      "SET came=excluded.came, came_by=excluded.came_by, by_name=excluded.by_name, at=excluded.at, "
      "reason=excluded.reason",
      row.offering_id, row.person_id, row.on_day, row.from_minute, row.came, row.came_by, row.by_name, row.at,
      row.reason);
}
std::vector<CameRow> came_from(db::Session& session, const OrgId& school) {
  return session.all<CameRow>(
      "SELECT m.offering_id, m.person_id, count(*), CAST(sum(m.came) AS BIGINT) FROM offerings_mark m JOIN "
      "offerings_place p ON "
      "p.offering_id=m.offering_id AND p.person_id=m.person_id WHERE p.school_id=$1 GROUP BY m.offering_id, "
      "m.person_id ORDER BY m.offering_id, m.person_id",
      school);
}

std::vector<ResultRow> results(db::Session& session, const std::string& offering) {
  return session.all<ResultRow>(
      db::select_from<ResultRow>("offerings_result", "WHERE offering_id=$1 ORDER BY person_id"), offering);
}
std::vector<ResultRow> results_of(db::Session& session, const PersonId& person) {
  return session.all<ResultRow>(
      db::select_from<ResultRow>("offerings_result", "WHERE person_id=$1 ORDER BY offering_id"), person);
}
std::vector<ResultRow> results_from(db::Session& session, const OrgId& school) {
  return session.all<ResultRow>(
      "SELECT r.offering_id, r.person_id, r.mark, r.words, r.by_name, r.at FROM offerings_result r JOIN "
      "offerings_place "
      "p ON p.offering_id=r.offering_id AND p.person_id=r.person_id WHERE p.school_id=$1 ORDER BY r.offering_id, "
      "r.person_id",
      school);
}
void put(db::Session& session, const ResultRow& row) {
  session.run(
      "INSERT INTO offerings_result(offering_id, person_id, mark, words, by_name, at) VALUES($1, $2, $3, $4, $5, $6) "
      "ON CONFLICT(offering_id, person_id) DO UPDATE SET mark=excluded.mark, words=excluded.words, "
      "by_name=excluded.by_name, at=excluded.at",
      row.offering_id, row.person_id, row.mark, row.words, row.by_name, row.at);
}
void drop_result(db::Session& session, const std::string& offering, const PersonId& person) {
  session.run("DELETE FROM offerings_result WHERE offering_id=$1 AND person_id=$2", offering, person);
}

int64_t wrong_codes(db::Session& session, const std::string& offering, const PersonId& person, Date on) {
  return session
      .one<int64_t>("SELECT wrong FROM offerings_try WHERE offering_id=$1 AND person_id=$2 AND on_day=$3", offering,
                    person, on)
      .value_or(0);
}
void add_wrong_code(db::Session& session, const std::string& offering, const PersonId& person, Date on) {
  session.run(
      "INSERT INTO offerings_try(offering_id, person_id, on_day, wrong) VALUES($1, $2, $3, 1) "
      "ON CONFLICT(offering_id, person_id, on_day) DO UPDATE SET wrong=offerings_try.wrong + 1",
      offering, person, on);
}

std::vector<OfferingRow> taught_by(db::Session& session, const PersonId& person) {
  return session.all<OfferingRow>(
      db::select_from<OfferingRow>("offerings_offering",
                                   "WHERE state='published' AND id IN (SELECT offering_id FROM offerings_teacher "
                                   "WHERE person_id=$1) ORDER BY made_at DESC, id"),
      person);
}
std::vector<OfferingRow> judged_by(db::Session& session, const PersonId& person) {
  return session.all<OfferingRow>(
      db::select_from<OfferingRow>("offerings_offering",
                                   "WHERE state='published' AND id IN (SELECT offering_id FROM offerings_judge "
                                   "WHERE person_id=$1) ORDER BY made_at DESC, id"),
      person);
}

std::vector<SwapRow> swaps(db::Session& session, const std::string& round) {
  return session.all<SwapRow>(db::select_from<SwapRow>("offerings_swap", "WHERE round_id=$1 ORDER BY at, person_id"),
                              round);
}
bool swapping(db::Session& session, const std::string& round, const PersonId& person) {
  return session.one<int64_t>("SELECT COUNT(*) FROM offerings_swap WHERE round_id=$1 AND person_id=$2", round, person)
             .value_or(0) > 0;
}
void put(db::Session& session, const SwapRow& row) {
  session.run(
      "INSERT INTO offerings_swap(round_id, person_id, by_name, at) VALUES($1, $2, $3, $4) "
      "ON CONFLICT(round_id, person_id) DO NOTHING",
      row.round_id, row.person_id, row.by_name, row.at);
}
void drop_swap(db::Session& session, const std::string& round, const PersonId& person) {
  session.run("DELETE FROM offerings_swap WHERE round_id=$1 AND person_id=$2", round, person);
}

std::vector<JudgeRow> judges(db::Session& session, const std::string& offering) {
  return session.all<JudgeRow>(
      db::select_from<JudgeRow>("offerings_judge", "WHERE offering_id=$1 ORDER BY name, person_id"), offering);
}
void put_judges(db::Session& session, const std::string& offering, const std::vector<JudgeRow>& rows) {
  session.run("DELETE FROM offerings_judge WHERE offering_id=$1", offering);
  for (const auto& row : rows)
    session.run("INSERT INTO offerings_judge(offering_id, person_id, name) VALUES($1, $2, $3)", offering, row.person_id,
                row.name);
}
std::vector<ScoreRow> scores(db::Session& session, const std::string& offering) {
  return session.all<ScoreRow>(
      db::select_from<ScoreRow>("offerings_score", "WHERE offering_id=$1 ORDER BY person_id, judge_id"), offering);
}
void put(db::Session& session, const ScoreRow& row) {
  session.run(
      "INSERT INTO offerings_score(offering_id, person_id, judge_id, points, notes, at) "
      "VALUES($1, $2, $3, $4, $5, $6) ON CONFLICT(offering_id, person_id, judge_id) DO UPDATE SET "
      "points=excluded.points, notes=excluded.notes, at=excluded.at",
      row.offering_id, row.person_id, row.judge_id, row.points, row.notes, row.at);
}

}  // namespace doorstep::offerings::store
