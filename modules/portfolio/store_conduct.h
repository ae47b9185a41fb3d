// Every statement on the tables of conduct.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/portfolio/conduct.h>

namespace doorstep::portfolio::store {

struct CaseRow {
  std::string id;
  PersonId person_id;
  OrgId school_id, district_id;
  bool leads = false;
  std::string rules, behaviour;
  CaseState state = CaseState::opened;
  std::string measure;
  std::optional<Date> effect_from, effect_until, due_on;
  int64_t stage = 0;
  bool told = false, with_district = false, with_above = false;
  std::optional<Date> lifted_on;
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(CaseRow, (),
                      (id, person_id, school_id, district_id, leads, rules, behaviour, state, measure, effect_from,
                       effect_until, due_on, stage, told, with_district, with_above, lifted_on, made_at))

struct StepRow {
  std::string case_id;
  int64_t number = 0;
  CaseStep step{};
  std::string words;
  AccountId account;
  std::string by_name, at, measure;
  std::optional<AnswerKind> answer;
};
BOOST_DESCRIBE_STRUCT(StepRow, (), (case_id, number, step, words, account, by_name, at, measure, answer))

struct CommendationRow {
  std::string id;
  PersonId person_id;
  OrgId school_id;
  std::string name, title, words;
  Date on_day;
  std::string by_name, withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(CommendationRow, (),
                      (id, person_id, school_id, name, title, words, on_day, by_name, withdrawn_at))

std::optional<CaseRow> case_row(db::Session& session, const std::string& id);
std::vector<CaseRow> cases_of(db::Session& session, const PersonId& person);  // the newest first
// Of a school or district, and all that went above a district.
std::vector<CaseRow> cases_at(db::Session& session, const OrgId& org);
void keep(db::Session& session, const CaseRow& row);
std::vector<StepRow> steps(db::Session& session, const std::string& of_case);  // the oldest first
void add(db::Session& session, const StepRow& row);

// Those that were not withdrawn, the newest first.
std::vector<CommendationRow> commendations_of(db::Session& session, const PersonId& person);
std::vector<CommendationRow> commendations_at(db::Session& session, const OrgId& school);
void add(db::Session& session, const CommendationRow& row);
void withdraw(db::Session& session, const std::string& id, const std::string& at);

}  // namespace doorstep::portfolio::store
