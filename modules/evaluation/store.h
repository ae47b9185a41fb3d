// Every statement on the evaluation_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/evaluation/evaluation.h>

namespace doorstep::evaluation::store {

struct RoundRow {
  std::string id;
  OrgId org_id;
  bool of_district = false;
  std::string title;
  int64_t year = 0;
  RoundState state{};
  std::string panel;  // sign-in names, comma-separated
  std::string made_at, published_at;
};
BOOST_DESCRIBE_STRUCT(RoundRow, (), (id, org_id, of_district, title, year, state, panel, made_at, published_at))

struct IndicatorRow {
  std::string id, round_id;
  int64_t position = 0;
  std::string name;
  Counts counts{};
  Origin origin{};
  int64_t weight = 0;
  double full_value = 100;
};
BOOST_DESCRIBE_STRUCT(IndicatorRow, (), (id, round_id, position, name, counts, origin, weight, full_value))

struct EntryRow {
  std::string indicator_id;
  OrgId school_id;
  AccountId account;
  std::string by_name;
  std::optional<double> start, value;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (), (indicator_id, school_id, account, by_name, start, value, note))

struct AppealRow {
  std::string id, round_id;
  OrgId school_id;
  std::string text, by_name, at, answer, answered_by, answered_at;
};
BOOST_DESCRIBE_STRUCT(AppealRow, (), (id, round_id, school_id, text, by_name, at, answer, answered_by, answered_at))

std::vector<RoundRow> rounds(db::Session& session, const OrgId& org);
std::optional<RoundRow> round(db::Session& session, const std::string& id);
void add(db::Session& session, const RoundRow& row);
void set_state(db::Session& session, const RoundRow& row);

std::vector<IndicatorRow> indicators(db::Session& session, const std::string& round);
void add(db::Session& session, const IndicatorRow& row);

std::vector<EntryRow> entries(db::Session& session, const std::string& round);
void keep(db::Session& session, const EntryRow& row);
void drop(db::Session& session, const EntryRow& row);

std::vector<AppealRow> appeals(db::Session& session, const std::string& round);
void add(db::Session& session, const AppealRow& row);
void set_answer(db::Session& session, const AppealRow& row);

}  // namespace doorstep::evaluation::store
