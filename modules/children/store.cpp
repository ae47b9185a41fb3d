#include "store.h"

#include <doorstep/db/lists.h>

namespace doorstep::children::store {

std::vector<TieRow> ties(db::Session& session, const AccountId& account) {
  return session.all<TieRow>(db::select_from<TieRow>("children_tie", "WHERE account=$1 ORDER BY made_on, person_id"),
                             account);
}
std::vector<TieRow> ties_of(db::Session& session, const PersonId& person) {
  return session.all<TieRow>(db::select_from<TieRow>("children_tie", "WHERE person_id=$1 ORDER BY account"), person);
}
std::vector<TieRow> every_tie(db::Session& session) {
  return session.all<TieRow>(db::select_from<TieRow>("children_tie", "ORDER BY person_id, account"));
}
void add(db::Session& session, const TieRow& row) {
  session.run(
      "INSERT INTO children_tie(account, person_id, relation, name, made_on) VALUES($1, $2, $3, $4, $5) "
      "ON CONFLICT(account, person_id) DO NOTHING",
      row.account, row.person_id, row.relation, row.name, row.made_on);
}
std::vector<TieRow> ties_among(db::Session& session, const std::string& accounts, const std::string& people) {
  return session.all<TieRow>(
      db::select_from<TieRow>("children_tie", "WHERE account" + db::in_list(session.dialect(), 1) + " AND person_id" +
                                                  db::in_list(session.dialect(), 2)),
      accounts, people);
}

void drop_tie(db::Session& session, const AccountId& account, const PersonId& person) {
  session.run("DELETE FROM children_tie WHERE account=$1 AND person_id=$2", account, person);
}

void add(db::Session& session, const CodeRow& row) {
  session.run("INSERT INTO children_code(digest, person_id, relation, until_on) VALUES($1, $2, $3, $4)", row.digest,
              row.person_id, row.relation, row.until_on);
}
std::optional<CodeRow> code(db::Session& session, const std::string& digest) {
  return session.one<CodeRow>(db::select_from<CodeRow>("children_code", "WHERE digest=$1"), digest);
}
void drop_code(db::Session& session, const std::string& digest) {
  session.run("DELETE FROM children_code WHERE digest=$1", digest);
}
void drop_codes_of(db::Session& session, const PersonId& person, Relation relation) {
  session.run("DELETE FROM children_code WHERE person_id=$1 AND relation=$2", person, relation);
}
int64_t drop_codes_before(db::Session& session, Date day, bool dry) {
  const auto count = *session.one<int64_t>("SELECT COUNT(*) FROM children_code WHERE until_on<$1", day);
  if (!dry) session.run("DELETE FROM children_code WHERE until_on<$1", day);
  return count;
}

void add(db::Session& session, const AskRow& row) {
  session.run(
      "INSERT INTO children_ask(id, school_id, class_id, purpose, until_on, by_name, asked_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7)",
      row.id, row.school_id, row.class_id, row.purpose, row.until_on, row.by_name, row.asked_at);
}
std::vector<AskRow> asks(db::Session& session, const OrgId& school) {
  return session.all<AskRow>(db::select_from<AskRow>("children_ask", "WHERE school_id=$1 ORDER BY asked_at DESC, id"),
                             school);
}
std::optional<AskRow> ask(db::Session& session, const std::string& id) {
  return session.one<AskRow>(db::select_from<AskRow>("children_ask", "WHERE id=$1"), id);
}

void add(db::Session& session, const AnswerRow& row) {
  session.run(
      "INSERT INTO children_answer(id, person_id, purpose, given, account, by_name, at, print) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
      row.id, row.person_id, row.purpose, row.given, row.account, row.by_name, row.at, row.print);
}
std::optional<AnswerRow> last_answer(db::Session& session, const PersonId& person, const std::string& purpose) {
  return session.one<AnswerRow>(
      db::select_from<AnswerRow>("children_answer", "WHERE person_id=$1 AND purpose=$2 ORDER BY at DESC, id LIMIT 1"),
      person, purpose);
}
std::vector<AnswerRow> answers_of(db::Session& session, const PersonId& person, const std::string& purpose) {
  return session.all<AnswerRow>(
      db::select_from<AnswerRow>("children_answer", "WHERE person_id=$1 AND purpose=$2 ORDER BY at DESC, id"), person,
      purpose);
}
std::vector<PersonId> answering(db::Session& session) {
  return session.all<PersonId>("SELECT DISTINCT person_id FROM children_answer ORDER BY person_id");
}
int64_t drop_answers_of(db::Session& session, const PersonId& person, bool dry) {
  const auto count = *session.one<int64_t>("SELECT COUNT(*) FROM children_answer WHERE person_id=$1", person);
  if (!dry) session.run("DELETE FROM children_answer WHERE person_id=$1", person);
  return count;
}

void add(db::Session& session, const ErasureRow& row) {
  session.run(
      "INSERT INTO children_erasure(id, person_id, school_id, account, by_name, words, asked_at, due_on, state, "
      "reason, "
      "decided_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      row.id, row.person_id, row.school_id, row.account, row.by_name, row.words, row.asked_at, row.due_on, row.state,
      row.reason, row.decided_at);
}
std::optional<ErasureRow> erasure(db::Session& session, const std::string& id) {
  return session.one<ErasureRow>(db::select_from<ErasureRow>("children_erasure", "WHERE id=$1"), id);
}
std::vector<ErasureRow> erasures_of(db::Session& session, const PersonId& person) {
  return session.all<ErasureRow>(
      db::select_from<ErasureRow>("children_erasure", "WHERE person_id=$1 ORDER BY asked_at DESC, id"), person);
}
std::vector<ErasureRow> erasures_at(db::Session& session, const OrgId& school) {
  return session.all<ErasureRow>(
      db::select_from<ErasureRow>("children_erasure", "WHERE school_id=$1 ORDER BY decided_at, asked_at, id"), school);
}
void decide(db::Session& session, const ErasureRow& row) {
  session.run("UPDATE children_erasure SET state=$2, reason=$3, decided_at=$4, words=$5, by_name=$6 WHERE id=$1",
              row.id, row.state, row.reason, row.decided_at, row.words, row.by_name);
}

}  // namespace doorstep::children::store
