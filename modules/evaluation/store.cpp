#include "store.h"

namespace doorstep::evaluation::store {
std::vector<RoundRow> rounds(db::Session& session, const OrgId& org) {
  return session.all<RoundRow>(
      db::select_from<RoundRow>("evaluation_round", "WHERE org_id=$1 ORDER BY year DESC, made_at DESC, id"), org);
}

std::optional<RoundRow> round(db::Session& session, const std::string& id) {
  return session.one<RoundRow>(db::select_from<RoundRow>("evaluation_round", "WHERE id=$1"), id);
}

void add(db::Session& session, const RoundRow& row) {
  session.run(
      "INSERT INTO evaluation_round(id, org_id, of_district, title, year, state, panel, made_at, published_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.org_id, row.of_district, row.title, row.year, row.state, row.panel, row.made_at, row.published_at);
}

void set_state(db::Session& session, const RoundRow& row) {
  session.run("UPDATE evaluation_round SET state=$2, published_at=$3 WHERE id=$1", row.id, row.state, row.published_at);
}

std::vector<IndicatorRow> indicators(db::Session& session, const std::string& round) {
  return session.all<IndicatorRow>(
      db::select_from<IndicatorRow>("evaluation_indicator", "WHERE round_id=$1 ORDER BY position"), round);
}

void add(db::Session& session, const IndicatorRow& row) {
  session.run(
      "INSERT INTO evaluation_indicator(id, round_id, position, name, counts, origin, weight, full_value) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
      row.id, row.round_id, row.position, row.name, row.counts, row.origin, row.weight, row.full_value);
}

std::vector<EntryRow> entries(db::Session& session, const std::string& round) {
  return session.all<EntryRow>(
      "SELECT e.indicator_id, e.school_id, e.account, e.by_name, e.start, e.value, e.note FROM evaluation_entry e "
      "JOIN evaluation_indicator i ON i.id=e.indicator_id WHERE i.round_id=$1 ORDER BY e.account",
      round);
}

void keep(db::Session& session, const EntryRow& row) {
  session.run(
      "INSERT INTO evaluation_entry(indicator_id, school_id, account, by_name, start, value, note) "
      "VALUES($1, $2, $3, $4, $5, $6, $7) ON CONFLICT(indicator_id, school_id, account) DO UPDATE SET "
      "start=excluded.start, value=excluded.value, note=excluded.note",
      row.indicator_id, row.school_id, row.account, row.by_name, row.start, row.value, row.note);
}

void drop(db::Session& session, const EntryRow& row) {
  session.run("DELETE FROM evaluation_entry WHERE indicator_id=$1 AND school_id=$2 AND account=$3", row.indicator_id,
              row.school_id, row.account);
}

std::vector<AppealRow> appeals(db::Session& session, const std::string& round) {
  return session.all<AppealRow>(db::select_from<AppealRow>("evaluation_appeal", "WHERE round_id=$1 ORDER BY at, id"),
                                round);
}

void add(db::Session& session, const AppealRow& row) {
  session.run(
      "INSERT INTO evaluation_appeal(id, round_id, school_id, text, by_name, at, answer, answered_by, answered_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.round_id, row.school_id, row.text, row.by_name, row.at, row.answer, row.answered_by, row.answered_at);
}

void set_answer(db::Session& session, const AppealRow& row) {
  session.run("UPDATE evaluation_appeal SET answer=$2, answered_by=$3, answered_at=$4 WHERE id=$1", row.id, row.answer,
              row.answered_by, row.answered_at);
}

}  // namespace doorstep::evaluation::store
