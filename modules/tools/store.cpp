#include "store.h"

namespace doorstep::tools::store {

std::vector<KeyRow> keys(db::Session& session) {
  return session.all<KeyRow>(db::select_from<KeyRow>("tools_key", "ORDER BY made_at DESC, id"));
}
void add(db::Session& session, const KeyRow& row) {
  session.run("INSERT INTO tools_key(id, sealed, shown, made_at, ended_at) VALUES($1, $2, $3, $4, $5)", row.id,
              row.sealed, row.shown, row.made_at, row.ended_at);
}
void end_keys(db::Session& session, int64_t at) {
  session.run("UPDATE tools_key SET ended_at=$1 WHERE ended_at IS NULL", at);
}
void drop_keys(db::Session& session, int64_t ended_before) {
  session.run("DELETE FROM tools_key WHERE ended_at < $1", ended_before);
}

std::vector<ToolRow> tools(db::Session& session, const OrgId& org) {
  return session.all<ToolRow>(db::select_from<ToolRow>("tools_tool", "WHERE org_id=$1 ORDER BY made_at, id"), org);
}
std::optional<ToolRow> tool(db::Session& session, const std::string& id) {
  return session.one<ToolRow>(db::select_from<ToolRow>("tools_tool", "WHERE id=$1"), id);
}
std::optional<ToolRow> client(db::Session& session, const std::string& client_id) {
  return session.one<ToolRow>(db::select_from<ToolRow>("tools_tool", "WHERE client_id=$1"), client_id);
}
void put(db::Session& session, const ToolRow& row) {
  session.run(
      "INSERT INTO tools_tool(id, org_id, client_id, issuer, title_zh, title_en, about, login_url, target_url, "
      "redirect_urls, keys_url, keys_text, tells_names, tells_child_names, state, made_at, changed_at) VALUES($1, $2, "
      "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT(id) DO UPDATE SET "
      "title_zh=excluded.title_zh, title_en=excluded.title_en, about=excluded.about, login_url=excluded.login_url, "
      "target_url=excluded.target_url, redirect_urls=excluded.redirect_urls, keys_url=excluded.keys_url, "
      "keys_text=excluded.keys_text, tells_names=excluded.tells_names, tells_child_names=excluded.tells_child_names, "
      "state=excluded.state, changed_at=excluded.changed_at",
      row.id, row.org_id, row.client_id, row.issuer, row.title_zh, row.title_en, row.about, row.login_url,
      row.target_url, row.redirect_urls, row.keys_url, row.keys_text, row.tells_names, row.tells_child_names, row.state,
      row.made_at, row.changed_at);
}

std::vector<DeploymentRow> deployments_of(db::Session& session, const std::string& tool) {
  return session.all<DeploymentRow>(
      db::select_from<DeploymentRow>("tools_deployment", "WHERE tool_id=$1 ORDER BY changed_at, id"), tool);
}
std::optional<DeploymentRow> deployment(db::Session& session, const std::string& id) {
  return session.one<DeploymentRow>(db::select_from<DeploymentRow>("tools_deployment", "WHERE id=$1"), id);
}
std::optional<DeploymentRow> deployment(db::Session& session, const std::string& tool, const OrgId& org) {
  return session.one<DeploymentRow>(
      db::select_from<DeploymentRow>("tools_deployment", "WHERE tool_id=$1 AND org_id=$2"), tool, org);
}
void put(db::Session& session, const DeploymentRow& row) {
  session.run(
      "INSERT INTO tools_deployment(id, tool_id, org_id, is_on, by_name, changed_at) VALUES($1, $2, $3, $4, $5, $6) ON "
      "CONFLICT(id) DO UPDATE SET is_on=excluded.is_on, by_name=excluded.by_name, changed_at=excluded.changed_at",
      row.id, row.tool_id, row.org_id, row.is_on, row.by_name, row.changed_at);
}

std::optional<ContextRow> context(db::Session& session, const std::string& id) {
  return session.one<ContextRow>(db::select_from<ContextRow>("tools_context", "WHERE id=$1"), id);
}
std::optional<ContextRow> context(db::Session& session, const std::string& deployment, ToolPlace place,
                                  const std::string& of) {
  return session.one<ContextRow>(
      db::select_from<ContextRow>("tools_context", "WHERE deployment_id=$1 AND place=$2 AND of_id=$3"), deployment,
      place, of);
}
std::vector<ContextRow> contexts_at(db::Session& session, const OrgId& org) {
  return session.all<ContextRow>(db::select_from<ContextRow>("tools_context", "WHERE org_id=$1 ORDER BY title, id"),
                                 org);
}
std::vector<ContextRow> contexts_of(db::Session& session, ToolPlace place, const std::string& of) {
  return session.all<ContextRow>(
      db::select_from<ContextRow>("tools_context", "WHERE place=$1 AND of_id=$2 ORDER BY title, id"), place, of);
}
std::vector<ContextRow> contexts_of_courses(db::Session& session) {
  return session.all<ContextRow>(
      db::select_from<ContextRow>("tools_context", "WHERE place='course' ORDER BY title, id"));
}
void put(db::Session& session, const ContextRow& row) {
  session.run(
      "INSERT INTO tools_context(id, deployment_id, place, org_id, of_id, title) VALUES($1, $2, $3, $4, $5, $6) ON "
      "CONFLICT(id) DO UPDATE SET title=excluded.title",
      row.id, row.deployment_id, row.place, row.org_id, row.of_id, row.title);
}

std::vector<LinkRow> links(db::Session& session, const std::string& context) {
  return session.all<LinkRow>(
      db::select_from<LinkRow>("tools_link", "WHERE context_id=$1 AND gone=0 ORDER BY made_at, id"), context);
}
std::optional<LinkRow> link(db::Session& session, const std::string& id) {
  return session.one<LinkRow>(db::select_from<LinkRow>("tools_link", "WHERE id=$1"), id);
}
void put(db::Session& session, const LinkRow& row) {
  session.run(
      "INSERT INTO tools_link(id, context_id, unit_id, title, url, custom, by_name, made_at, gone) VALUES($1, $2, $3, "
      "$4, $5, $6, $7, $8, $9) ON CONFLICT(id) DO UPDATE SET gone=excluded.gone",
      row.id, row.context_id, row.unit_id, row.title, row.url, row.custom, row.by_name, row.made_at, row.gone);
}

void add(db::Session& session, const LaunchRow& row) {
  session.run(
      "INSERT INTO tools_launch(id, hint, context_id, link_id, unit_id, deep, account_id, account_name, person_id, "
      "name, role, until, stage) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      row.id, row.hint, row.context_id, row.link_id, row.unit_id, row.deep, row.account_id, row.account_name,
      row.person_id, row.name, row.role, row.until, row.stage);
}
std::optional<LaunchRow> launch(db::Session& session, const std::string& hint) {
  return session.one<LaunchRow>(db::select_from<LaunchRow>("tools_launch", "WHERE hint=$1"), hint);
}
bool go_on(db::Session& session, const std::string& id, int64_t from_stage) {
  return session.run("UPDATE tools_launch SET stage=$1 WHERE id=$2 AND stage=$3", from_stage + 1, id, from_stage) > 0;
}
bool see(db::Session& session, const std::string& id, int64_t until) {
  return session.run("INSERT INTO tools_seen(id, until) VALUES($1, $2) ON CONFLICT(id) DO NOTHING", id, until) > 0;
}
void add(db::Session& session, const TokenRow& row) {
  session.run("INSERT INTO tools_token(id, tool_id, scopes, until) VALUES($1, $2, $3, $4)", row.id, row.tool_id,
              row.scopes, row.until);
}
std::optional<TokenRow> token(db::Session& session, const std::string& id) {
  return session.one<TokenRow>(db::select_from<TokenRow>("tools_token", "WHERE id=$1"), id);
}
void drop_past(db::Session& session, int64_t now) {
  for (const auto* table : {"tools_launch", "tools_seen", "tools_token"})
    session.run(std::string{"DELETE FROM "} + table + " WHERE until < $1", now);
}

std::optional<SubjectRow> subject(db::Session& session, const std::string& id) {
  return session.one<SubjectRow>(db::select_from<SubjectRow>("tools_subject", "WHERE id=$1"), id);
}
std::optional<SubjectRow> subject(db::Session& session, const std::string& tool, const std::string& person,
                                  const std::string& account) {
  return session.one<SubjectRow>(
      db::select_from<SubjectRow>("tools_subject", "WHERE tool_id=$1 AND person_id=$2 AND account_id=$3"), tool, person,
      account);
}
std::vector<SubjectRow> subjects_of(db::Session& session, const PersonId& person) {
  return session.all<SubjectRow>(db::select_from<SubjectRow>("tools_subject", "WHERE person_id=$1 ORDER BY id"),
                                 person);
}
void add(db::Session& session, const SubjectRow& row) {
  session.run("INSERT INTO tools_subject(id, tool_id, person_id, account_id) VALUES($1, $2, $3, $4)", row.id,
              row.tool_id, row.person_id, row.account_id);
}

void count(db::Session& session, const UseRow& row) {
  session.run(
      "INSERT INTO tools_use(tool_id, org_id, on_day, what, times) VALUES($1, $2, $3, $4, $5) ON CONFLICT(tool_id, "
      "org_id, on_day, what) DO UPDATE SET times=tools_use.times+excluded.times",
      row.tool_id, row.org_id, row.on_day, row.what, row.times);
}
std::vector<UseRow> uses(db::Session& session, const std::string& tool, Date since) {
  return session.all<UseRow>(
      db::select_from<UseRow>("tools_use", "WHERE tool_id=$1 AND on_day>=$2 ORDER BY on_day DESC, org_id, what"), tool,
      since);
}
std::vector<UseRow> totals(db::Session& session, const std::string& tool) {
  return session.all<UseRow>(
      "SELECT tool_id, MIN(org_id), MAX(on_day), what, CAST(SUM(times) AS BIGINT) FROM tools_use WHERE tool_id=$1 "
      "GROUP BY tool_id, what ORDER BY what",
      tool);
}

std::vector<LineRow> lines(db::Session& session, const std::string& context) {
  return session.all<LineRow>(db::select_from<LineRow>("tools_line", "WHERE context_id=$1 ORDER BY made_at, id"),
                              context);
}
std::optional<LineRow> line(db::Session& session, const std::string& id) {
  return session.one<LineRow>(db::select_from<LineRow>("tools_line", "WHERE id=$1"), id);
}
void put(db::Session& session, const LineRow& row) {
  session.run(
      "INSERT INTO tools_line(id, context_id, link_id, label, maximum, resource_id, tag, starts, ends, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(id) DO UPDATE SET label=excluded.label, "
      "maximum=excluded.maximum, resource_id=excluded.resource_id, tag=excluded.tag, starts=excluded.starts, "
      "ends=excluded.ends",
      row.id, row.context_id, row.link_id, row.label, row.maximum, row.resource_id, row.tag, row.starts, row.ends,
      row.made_at);
}
void drop_line(db::Session& session, const std::string& id) {
  session.run("DELETE FROM tools_score WHERE line_id=$1", id);
  session.run("DELETE FROM tools_line WHERE id=$1", id);
}
std::vector<ScoreRow> scores(db::Session& session, const std::string& line) {
  return session.all<ScoreRow>(db::select_from<ScoreRow>("tools_score", "WHERE line_id=$1 ORDER BY subject_id"), line);
}
std::vector<ScoreRow> scores_of(db::Session& session, const std::string& subject) {
  return session.all<ScoreRow>(db::select_from<ScoreRow>("tools_score", "WHERE subject_id=$1 ORDER BY at DESC"),
                               subject);
}
std::optional<ScoreRow> score(db::Session& session, const std::string& line, const std::string& subject) {
  return session.one<ScoreRow>(db::select_from<ScoreRow>("tools_score", "WHERE line_id=$1 AND subject_id=$2"), line,
                               subject);
}
void put(db::Session& session, const ScoreRow& row) {
  session.run(
      "INSERT INTO tools_score(line_id, subject_id, given, maximum, activity, grading, words, at) VALUES($1, $2, $3, "
      "$4, $5, $6, $7, $8) ON CONFLICT(line_id, subject_id) DO UPDATE SET given=excluded.given, "
      "maximum=excluded.maximum, activity=excluded.activity, grading=excluded.grading, words=excluded.words, "
      "at=excluded.at",
      row.line_id, row.subject_id, row.given, row.maximum, row.activity, row.grading, row.words, row.at);
}

std::vector<StopRow> stops(db::Session& session, const PersonId& person) {
  return session.all<StopRow>(db::select_from<StopRow>("tools_stop", "WHERE person_id=$1 ORDER BY tool_id"), person);
}
void put(db::Session& session, const StopRow& row) {
  session.run(
      "INSERT INTO tools_stop(tool_id, person_id, by_name, at) VALUES($1, $2, $3, $4) ON CONFLICT(tool_id, person_id) "
      "DO NOTHING",
      row.tool_id, row.person_id, row.by_name, row.at);
}
void drop_stop(db::Session& session, const std::string& tool, const PersonId& person) {
  session.run("DELETE FROM tools_stop WHERE tool_id=$1 AND person_id=$2", tool, person);
}

int64_t kept_of(db::Session& session, const PersonId& person) {
  return session
      .one<int64_t>(
          "SELECT (SELECT COUNT(*) FROM tools_subject WHERE person_id=$1) + (SELECT COUNT(*) FROM tools_stop WHERE "
          "person_id=$1) + (SELECT COUNT(*) FROM tools_score WHERE subject_id IN (SELECT id FROM tools_subject WHERE "
          "person_id=$1))",
          person)
      .value_or(0);
}
int64_t forget(db::Session& session, const PersonId& person) {
  int64_t gone = session.run(
      "DELETE FROM tools_score WHERE subject_id IN (SELECT id FROM tools_subject WHERE person_id=$1)", person);
  gone += session.run("DELETE FROM tools_subject WHERE person_id=$1", person);
  gone += session.run("DELETE FROM tools_stop WHERE person_id=$1", person);
  session.run("DELETE FROM tools_launch WHERE person_id=$1", person);
  return gone;
}

}  // namespace doorstep::tools::store
