// Every statement on the tables of entries and goals.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/portfolio/portfolio.h>

namespace doorstep::portfolio::store {

struct EntryRow {
  std::string id;
  PersonId person_id;
  OrgId school_id;
  std::string kind, title;
  Date begin_on, end_on;
  EntryLevel level = EntryLevel::none;
  std::optional<double> quantity;
  std::string words;
  std::string details;  // JSON of EntryDetail
  EntryState state = EntryState::draft;
  std::string reason, decided_by, decided_at;
  bool open = false;
  bool leads = false;  // of who leads the school
  int64_t version = 1;
  std::string changed_at, by_name;
  std::string removed_at;  // empty: it is there
};
BOOST_DESCRIBE_STRUCT(EntryRow, (),
                      (id, person_id, school_id, kind, title, begin_on, end_on, level, quantity, words, details, state,
                       reason, decided_by, decided_at, open, leads, version, changed_at, by_name, removed_at))

struct VersionRow {
  std::string entry_id;
  int64_t version = 1;
  EntryState state = EntryState::draft;
  std::string title;
  Date begin_on, end_on;
  EntryLevel level = EntryLevel::none;
  std::optional<double> quantity;
  std::string words, details, at, by_name;
};
BOOST_DESCRIBE_STRUCT(VersionRow, (),
                      (entry_id, version, state, title, begin_on, end_on, level, quantity, words, details, at, by_name))

struct GoalsRow {
  PersonId person_id;
  int64_t year = 0;
  SharedWith shared = SharedWith::nobody;
  std::string goals;  // JSON of YearGoal
  std::string reflection, changed_at;
};
BOOST_DESCRIBE_STRUCT(GoalsRow, (), (person_id, year, shared, goals, reflection, changed_at))

// Those that are there, the newest first.
std::vector<EntryRow> entries(db::Session& session, const PersonId& person);
std::optional<EntryRow> entry(db::Session& session, const std::string& id);
void keep(db::Session& session, const EntryRow& row);  // adds or replaces
// Handed in: at a school by its teachers; by who leads one, anywhere. The oldest first, at most 500.
std::vector<EntryRow> waiting_at(db::Session& session, const OrgId& school);
std::vector<EntryRow> waiting_of_leaders(db::Session& session);

std::vector<VersionRow> versions(db::Session& session, const std::string& entry);  // the newest first
void add(db::Session& session, const VersionRow& row);

struct StateCount {
  EntryState state = EntryState::draft;
  int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, count))
std::vector<StateCount> counts(db::Session& session, const PersonId& person);

std::vector<GoalsRow> goals(db::Session& session, const PersonId& person);  // the newest year first
void keep(db::Session& session, const GoalsRow& row);

}  // namespace doorstep::portfolio::store
