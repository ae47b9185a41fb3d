// Every statement on the tools_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/tools/tools.h>

namespace doorstep::tools::store {

struct KeyRow {
  std::string id, sealed, shown;
  int64_t made_at = 0;
  std::optional<int64_t> ended_at;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (id, sealed, shown, made_at, ended_at))
struct ToolRow {
  std::string id;
  OrgId org_id;
  std::string client_id, issuer, title_zh, title_en, about, login_url, target_url, redirect_urls, keys_url, keys_text;
  bool tells_names = false, tells_child_names = false;
  ToolState state{};
  std::string made_at, changed_at;
};
BOOST_DESCRIBE_STRUCT(ToolRow, (),
                      (id, org_id, client_id, issuer, title_zh, title_en, about, login_url, target_url, redirect_urls,
                       keys_url, keys_text, tells_names, tells_child_names, state, made_at, changed_at))
struct DeploymentRow {
  std::string id, tool_id;
  OrgId org_id;
  bool is_on = false;
  std::string by_name, changed_at;
};
BOOST_DESCRIBE_STRUCT(DeploymentRow, (), (id, tool_id, org_id, is_on, by_name, changed_at))
struct ContextRow {
  std::string id, deployment_id;
  ToolPlace place{};
  OrgId org_id;
  std::string of_id, title;
};
BOOST_DESCRIBE_STRUCT(ContextRow, (), (id, deployment_id, place, org_id, of_id, title))
struct LinkRow {
  std::string id, context_id, unit_id, title, url, custom, by_name, made_at;
  bool gone = false;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (), (id, context_id, unit_id, title, url, custom, by_name, made_at, gone))
struct LaunchRow {
  std::string id, hint, context_id, link_id, unit_id;
  bool deep = false;
  std::string account_id, account_name, person_id, name, role;
  int64_t until = 0, stage = 0;
};
BOOST_DESCRIBE_STRUCT(LaunchRow, (),
                      (id, hint, context_id, link_id, unit_id, deep, account_id, account_name, person_id, name, role,
                       until, stage))
struct TokenRow {
  std::string id, tool_id, scopes;
  int64_t until = 0;
};
BOOST_DESCRIBE_STRUCT(TokenRow, (), (id, tool_id, scopes, until))
struct SubjectRow {
  std::string id, tool_id, person_id, account_id;
};
BOOST_DESCRIBE_STRUCT(SubjectRow, (), (id, tool_id, person_id, account_id))
struct UseRow {
  std::string tool_id;
  OrgId org_id;
  Date on_day;
  std::string what;
  int64_t times = 0;
};
BOOST_DESCRIBE_STRUCT(UseRow, (), (tool_id, org_id, on_day, what, times))
struct LineRow {
  std::string id, context_id, link_id, label;
  double maximum = 0;
  std::string resource_id, tag, starts, ends, made_at;
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (id, context_id, link_id, label, maximum, resource_id, tag, starts, ends, made_at))
struct ScoreRow {
  std::string line_id, subject_id;
  std::optional<double> given, maximum;
  std::string activity, grading, words, at;
};
BOOST_DESCRIBE_STRUCT(ScoreRow, (), (line_id, subject_id, given, maximum, activity, grading, words, at))

std::vector<KeyRow> keys(db::Session& session);  // the newest first
void add(db::Session& session, const KeyRow& row);
void end_keys(db::Session& session, int64_t at);  // those that sign
void drop_keys(db::Session& session, int64_t ended_before);

std::vector<ToolRow> tools(db::Session& session, const OrgId& org);
std::optional<ToolRow> tool(db::Session& session, const std::string& id);
std::optional<ToolRow> client(db::Session& session, const std::string& client_id);
void put(db::Session& session, const ToolRow& row);

std::vector<DeploymentRow> deployments_of(db::Session& session, const std::string& tool);
std::optional<DeploymentRow> deployment(db::Session& session, const std::string& id);
std::optional<DeploymentRow> deployment(db::Session& session, const std::string& tool, const OrgId& org);
void put(db::Session& session, const DeploymentRow& row);

std::optional<ContextRow> context(db::Session& session, const std::string& id);
std::optional<ContextRow> context(db::Session& session, const std::string& deployment, ToolPlace place,
                                  const std::string& of);
std::vector<ContextRow> contexts_at(db::Session& session, const OrgId& org);
std::vector<ContextRow> contexts_of(db::Session& session, ToolPlace place, const std::string& of);
std::vector<ContextRow> contexts_of_courses(db::Session& session);
void put(db::Session& session, const ContextRow& row);

std::vector<LinkRow> links(db::Session& session, const std::string& context);  // that stand, the oldest first
std::optional<LinkRow> link(db::Session& session, const std::string& id);
void put(db::Session& session, const LinkRow& row);

void add(db::Session& session, const LaunchRow& row);
std::optional<LaunchRow> launch(db::Session& session, const std::string& hint);
// False when another came first.
bool go_on(db::Session& session, const std::string& id, int64_t from_stage);
bool see(db::Session& session, const std::string& id, int64_t until);  // false: was seen
void add(db::Session& session, const TokenRow& row);
std::optional<TokenRow> token(db::Session& session, const std::string& id);
void drop_past(db::Session& session, int64_t now);

std::optional<SubjectRow> subject(db::Session& session, const std::string& id);
std::optional<SubjectRow> subject(db::Session& session, const std::string& tool, const std::string& person,
                                  const std::string& account);
std::vector<SubjectRow> subjects_of(db::Session& session, const PersonId& person);
void add(db::Session& session, const SubjectRow& row);

void count(db::Session& session, const UseRow& row);
std::vector<UseRow> uses(db::Session& session, const std::string& tool, Date since);
std::vector<UseRow> totals(db::Session& session, const std::string& tool);  // by what; the last day of each

std::vector<LineRow> lines(db::Session& session, const std::string& context);  // the oldest first
std::optional<LineRow> line(db::Session& session, const std::string& id);
void put(db::Session& session, const LineRow& row);
void drop_line(db::Session& session, const std::string& id);
std::vector<ScoreRow> scores(db::Session& session, const std::string& line);
std::vector<ScoreRow> scores_of(db::Session& session, const std::string& subject);
std::optional<ScoreRow> score(db::Session& session, const std::string& line, const std::string& subject);
void put(db::Session& session, const ScoreRow& row);

struct StopRow {
  std::string tool_id;
  PersonId person_id;
  std::string by_name, at;
};
BOOST_DESCRIBE_STRUCT(StopRow, (), (tool_id, person_id, by_name, at))
std::vector<StopRow> stops(db::Session& session, const PersonId& person);
void put(db::Session& session, const StopRow& row);
void drop_stop(db::Session& session, const std::string& tool, const PersonId& person);

int64_t kept_of(db::Session& session, const PersonId& person);
int64_t forget(db::Session& session, const PersonId& person);

}  // namespace doorstep::tools::store
