// Every statement on the joint_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/joint/joint.h>

namespace doorstep::joint::store {

struct PlanRow {
  std::string id;
  OrgId group_id;
  PlanKind kind{};
  std::string title, subject, leader, goals;
  std::string schools;  // ids, comma-separated
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(PlanRow, (), (id, group_id, kind, title, subject, leader, goals, schools, begin_on, end_on))

struct SessionRow {
  std::string id;
  OrgId group_id;
  std::string plan_id, title;
  Date on_day;
  int64_t from_minute = 0, to_minute = 0, from_at = 0, to_at = 0;
  OrgId school_id;
  std::string place, minutes, outcome, url, cancelled_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, group_id, plan_id, title, on_day, from_minute, to_minute, from_at, to_at, school_id, place,
                       minutes, outcome, url, cancelled_at))

struct PartRow {
  std::string session_id;
  AccountId account;
  std::string name;
  OrgId school_id;
};
BOOST_DESCRIBE_STRUCT(PartRow, (), (session_id, account, name, school_id))

struct ResultRow {
  std::string id;
  OrgId group_id;
  std::string plan_id;
  std::optional<std::string> session_id;
  std::string title, words, url;
  AccountId account;
  std::string by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(ResultRow, (), (id, group_id, plan_id, session_id, title, words, url, account, by_name, made_at))

std::vector<PlanRow> plans(db::Session& session, const OrgId& group);
std::optional<PlanRow> plan(db::Session& session, const std::string& id);
void add(db::Session& session, const PlanRow& row);

std::vector<SessionRow> sessions(db::Session& session, const OrgId& group, Date from, Date to);
std::optional<SessionRow> session_row(db::Session& session, const std::string& id);
void add(db::Session& session, const SessionRow& row);
void set(db::Session& session, const SessionRow& row);

std::vector<SessionRow> attended(db::Session& session, const AccountId& account);  // with minutes, the newest first
std::vector<SessionRow> led(db::Session& session, const std::string& leader);      // the same, of plans one leads
std::vector<PartRow> parts(db::Session& session, const OrgId& group);
void add(db::Session& session, const PartRow& row);
void drop(db::Session& session, const std::string& of_session, const AccountId& account);

std::vector<ResultRow> results(db::Session& session, const OrgId& group);  // the newest first
std::optional<ResultRow> result(db::Session& session, const std::string& id);
void add(db::Session& session, const ResultRow& row);
void drop_result(db::Session& session, const std::string& id);

}  // namespace doorstep::joint::store
