// Every statement on the children_* tables.
#pragma once

#include <doorstep/children/children.h>
#include <doorstep/db/db.h>

namespace doorstep::children::store {

struct TieRow {
  AccountId account;
  PersonId person_id;
  Relation relation = Relation::guardian;
  std::string name;  // of the account's holder
  Date made_on;
};
BOOST_DESCRIBE_STRUCT(TieRow, (), (account, person_id, relation, name, made_on))

struct CodeRow {
  std::string digest;
  PersonId person_id;
  Relation relation = Relation::guardian;
  Date until_on;
};
BOOST_DESCRIBE_STRUCT(CodeRow, (), (digest, person_id, relation, until_on))

struct AskRow {
  std::string id;
  OrgId school_id;
  ClassId class_id;
  std::string purpose;
  Date until_on;
  std::string by_name, asked_at;
};
BOOST_DESCRIBE_STRUCT(AskRow, (), (id, school_id, class_id, purpose, until_on, by_name, asked_at))

struct AnswerRow {
  std::string id;
  PersonId person_id;
  std::string purpose;
  bool given = false;
  AccountId account;
  std::string by_name, at, print;
};
BOOST_DESCRIBE_STRUCT(AnswerRow, (), (id, person_id, purpose, given, account, by_name, at, print))

struct ErasureRow {
  std::string id;
  PersonId person_id;
  OrgId school_id;
  AccountId account;
  std::string by_name, words, asked_at;
  Date due_on;
  ErasureState state = ErasureState::asked;
  std::string reason, decided_at;
};
BOOST_DESCRIBE_STRUCT(ErasureRow, (),
                      (id, person_id, school_id, account, by_name, words, asked_at, due_on, state, reason, decided_at))

std::vector<TieRow> ties(db::Session& session, const AccountId& account);
// Those of any of `accounts` to any of `people`; each list is a JSON array.
std::vector<TieRow> ties_among(db::Session& session, const std::string& accounts, const std::string& people);
std::vector<TieRow> ties_of(db::Session& session, const PersonId& person);
std::vector<TieRow> every_tie(db::Session& session);
void add(db::Session& session, const TieRow& row);
void drop_tie(db::Session& session, const AccountId& account, const PersonId& person);

void add(db::Session& session, const CodeRow& row);
std::optional<CodeRow> code(db::Session& session, const std::string& digest);
void drop_code(db::Session& session, const std::string& digest);
void drop_codes_of(db::Session& session, const PersonId& person, Relation relation);
int64_t drop_codes_before(db::Session& session, Date day, bool dry);

void add(db::Session& session, const AskRow& row);
std::vector<AskRow> asks(db::Session& session, const OrgId& school);
std::optional<AskRow> ask(db::Session& session, const std::string& id);

void add(db::Session& session, const AnswerRow& row);
std::optional<AnswerRow> last_answer(db::Session& session, const PersonId& person, const std::string& purpose);
// The newest first.
std::vector<AnswerRow> answers_of(db::Session& session, const PersonId& person, const std::string& purpose);
std::vector<PersonId> answering(db::Session& session);
int64_t drop_answers_of(db::Session& session, const PersonId& person, bool dry);

void add(db::Session& session, const ErasureRow& row);
std::optional<ErasureRow> erasure(db::Session& session, const std::string& id);
std::vector<ErasureRow> erasures_of(db::Session& session, const PersonId& person);
std::vector<ErasureRow> erasures_at(db::Session& session, const OrgId& school);
void decide(db::Session& session, const ErasureRow& row);

}  // namespace doorstep::children::store
