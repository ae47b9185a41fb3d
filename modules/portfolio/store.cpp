#include "store.h"

namespace doorstep::portfolio::store {

std::vector<EntryRow> entries(db::Session& session, const PersonId& person) {
  return session.all<EntryRow>(
      db::select_from<EntryRow>("portfolio_entry",
                                "WHERE person_id=$1 AND removed_at='' ORDER BY begin_on DESC, changed_at DESC, id"),
      person);
}

std::optional<EntryRow> entry(db::Session& session, const std::string& id) {
  return session.one<EntryRow>(db::select_from<EntryRow>("portfolio_entry", "WHERE id=$1 AND removed_at=''"), id);
}

void keep(db::Session& session, const EntryRow& row) {
  session.run(
      "INSERT INTO portfolio_entry(id, person_id, school_id, kind, title, begin_on, end_on, level, quantity, words, "
      "details, state, reason, decided_by, decided_at, open, leads, version, changed_at, by_name, removed_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) "
      "ON CONFLICT(id) DO UPDATE SET school_id=excluded.school_id, kind=excluded.kind, title=excluded.title, "
      "begin_on=excluded.begin_on, end_on=excluded.end_on, level=excluded.level, quantity=excluded.quantity, "
      "words=excluded.words, details=excluded.details, state=excluded.state, reason=excluded.reason, "
      "decided_by=excluded.decided_by, decided_at=excluded.decided_at, open=excluded.open, leads=excluded.leads, "
      "version=excluded.version, changed_at=excluded.changed_at, by_name=excluded.by_name, "
      "removed_at=excluded.removed_at",
      row.id, row.person_id, row.school_id, row.kind, row.title, row.begin_on, row.end_on, row.level, row.quantity,
      row.words, row.details, row.state, row.reason, row.decided_by, row.decided_at, row.open, row.leads, row.version,
      row.changed_at, row.by_name, row.removed_at);
}

std::vector<EntryRow> waiting_at(db::Session& session, const OrgId& school) {
  return session.all<EntryRow>(
      db::select_from<EntryRow>("portfolio_entry",
                                "WHERE state='handed_in' AND school_id=$1 AND leads=0 AND removed_at='' "
                                "ORDER BY changed_at, id LIMIT 500"),
      school);
}

std::vector<EntryRow> waiting_of_leaders(db::Session& session) {
  return session.all<EntryRow>(db::select_from<EntryRow>("portfolio_entry",
                                                         "WHERE state='handed_in' AND leads=1 AND removed_at='' "
                                                         "ORDER BY changed_at, id LIMIT 500"));
}

std::vector<VersionRow> versions(db::Session& session, const std::string& entry) {
  return session.all<VersionRow>(
      db::select_from<VersionRow>("portfolio_version", "WHERE entry_id=$1 ORDER BY version DESC"), entry);
}

void add(db::Session& session, const VersionRow& row) {
  session.run(
      "INSERT INTO portfolio_version(entry_id, version, state, title, begin_on, end_on, level, quantity, words, "
      "details, at, by_name) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      row.entry_id, row.version, row.state, row.title, row.begin_on, row.end_on, row.level, row.quantity, row.words,
      row.details, row.at, row.by_name);
}

std::vector<StateCount> counts(db::Session& session, const PersonId& person) {
  return session.all<StateCount>(
      "SELECT state, COUNT(*) FROM portfolio_entry WHERE person_id=$1 AND removed_at='' GROUP BY state", person);
}

std::vector<GoalsRow> goals(db::Session& session, const PersonId& person) {
  return session.all<GoalsRow>(db::select_from<GoalsRow>("portfolio_goals", "WHERE person_id=$1 ORDER BY year DESC"),
                               person);
}

void keep(db::Session& session, const GoalsRow& row) {
  session.run(
      "INSERT INTO portfolio_goals(person_id, year, shared, goals, reflection, changed_at) "
      "VALUES($1, $2, $3, $4, $5, $6) ON CONFLICT(person_id, year) DO UPDATE SET shared=excluded.shared, "
      "goals=excluded.goals, reflection=excluded.reflection, changed_at=excluded.changed_at",
      row.person_id, row.year, row.shared, row.goals, row.reflection, row.changed_at);
}

}  // namespace doorstep::portfolio::store
