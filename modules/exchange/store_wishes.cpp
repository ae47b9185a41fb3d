#include "store.h"

namespace doorstep::exchange::store {

std::optional<WishRow> wish(db::Session& session, const PersonId& person, int64_t year) {
  return session.one<WishRow>(db::select_from<WishRow>("exchange_wish", "WHERE person_id=$1 AND year=$2"), person,
                              year);
}

std::vector<WishRow> wishes(db::Session& session, int64_t year) {
  return session.all<WishRow>(db::select_from<WishRow>("exchange_wish", "WHERE year=$1 ORDER BY person_id"), year);
}

void keep(db::Session& session, const WishRow& row) {
  session.run(
      "INSERT INTO exchange_wish(person_id, year, answer, places, never, why, changed_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7) ON CONFLICT(person_id, year) DO UPDATE SET answer=excluded.answer, "
      "places=excluded.places, never=excluded.never, why=excluded.why, changed_at=excluded.changed_at",
      row.person_id, row.year, row.answer, row.places, row.never, row.why, row.changed_at);
}

std::optional<ClaimRow> claim(db::Session& session, const std::string& id) {
  return session.one<ClaimRow>(db::select_from<ClaimRow>("exchange_claim", "WHERE id=$1"), id);
}

std::vector<ClaimRow> claims_of(db::Session& session, const PersonId& person) {
  return session.all<ClaimRow>(
      db::select_from<ClaimRow>("exchange_claim", "WHERE person_id=$1 ORDER BY made_at DESC, id"), person);
}

std::vector<ClaimRow> claims_at(db::Session& session, const OrgId& school, ClaimState state) {
  return session.all<ClaimRow>(
      db::select_from<ClaimRow>("exchange_claim", "WHERE school_id=$1 AND state=$2 ORDER BY made_at, id"), school,
      state);
}

std::vector<ClaimRow> accepted_claims(db::Session& session, Date on) {
  return session.all<ClaimRow>(
      db::select_from<ClaimRow>("exchange_claim", "WHERE state='accepted' AND until>$1 ORDER BY id"), on);
}

void add(db::Session& session, const ClaimRow& row) {
  session.run(
      "INSERT INTO exchange_claim(id, person_id, school_id, ground, text, until, state, made_at, answer, decided_by, "
      "decided_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      row.id, row.person_id, row.school_id, row.ground, row.text, row.until, row.state, row.made_at, row.answer,
      row.decided_by, row.decided_at);
}

void set(db::Session& session, const ClaimRow& row) {
  session.run("UPDATE exchange_claim SET state=$2, answer=$3, decided_by=$4, decided_at=$5 WHERE id=$1", row.id,
              row.state, row.answer, row.decided_by, row.decided_at);
}

}  // namespace doorstep::exchange::store
