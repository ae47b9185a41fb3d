#include "store_forget.h"

#include <fmt/format.h>

namespace doorstep::offerings::store {
namespace {

constexpr const char* at_offerings[] = {"place", "consent", "mark", "try", "score", "result"};
constexpr const char* in_rounds[] = {"wish", "swap", "entry"};

template <size_t size>
int64_t drop_rows(db::Session& session, const char* const (&tables)[size], const char* of, const std::string& id,
                  const PersonId& person, bool dry) {
  int64_t rows = 0;
  for (const auto* table : tables) {
    const auto where = fmt::format("FROM offerings_{} WHERE {}=$1 AND person_id=$2", table, of);
    rows += session.one<int64_t>("SELECT count(*) " + where, id, person).value_or(0);
    if (!dry) session.run("DELETE " + where, id, person);
  }
  return rows;
}

}  // namespace

std::vector<std::string> offerings_with(db::Session& session, const PersonId& person) {
  std::string query;
  for (const auto* table : at_offerings)
    query +=
        fmt::format("{}SELECT offering_id FROM offerings_{} WHERE person_id=$1", query.empty() ? "" : " UNION ", table);
  return session.all<std::string>(query + " ORDER BY offering_id", person);
}

std::vector<EntryRow> entries_of(db::Session& session, const PersonId& person) {
  return session.all<EntryRow>(db::select_from<EntryRow>("offerings_entry", "WHERE person_id=$1 ORDER BY round_id"),
                               person);
}

int64_t drop_at(db::Session& session, const std::string& offering, const PersonId& person, bool dry) {
  return drop_rows(session, at_offerings, "offering_id", offering, person, dry);
}

int64_t drop_in(db::Session& session, const std::string& round, const PersonId& person, bool dry) {
  return drop_rows(session, in_rounds, "round_id", round, person, dry);
}

}  // namespace doorstep::offerings::store
