#include "store.h"

namespace doorstep::exchange::store {

std::vector<RulesRow> editions(db::Session& session, const OrgId& org) {
  return session.all<RulesRow>(db::select_from<RulesRow>("exchange_rules", "WHERE org_id=$1 ORDER BY made_at DESC, id"),
                               org);
}

std::optional<RulesRow> edition(db::Session& session, const std::string& id) {
  return session.one<RulesRow>(db::select_from<RulesRow>("exchange_rules", "WHERE id=$1"), id);
}

void add(db::Session& session, const RulesRow& row) {
  session.run("INSERT INTO exchange_rules(id, org_id, content, made_at, holds) VALUES($1, $2, $3, $4, $5)", row.id,
              row.org_id, row.content, row.made_at, row.holds);
}

void set_holds(db::Session& session, const OrgId& org, const std::string& id) {
  session.run("UPDATE exchange_rules SET holds=CASE WHEN id=$2 THEN 1 ELSE 0 END WHERE org_id=$1", org, id);
}

std::vector<PlanRow> plans(db::Session& session, const OrgId& org) {
  return session.all<PlanRow>(
      "SELECT id, org_id, title, year, question, state, job, '', plan, '', fault, made_by, made_at, planned_at, "
      "accepted_at FROM exchange_plan WHERE org_id=$1 ORDER BY made_at DESC, id",
      org);
}

std::optional<PlanRow> plan(db::Session& session, const std::string& id) {
  return session.one<PlanRow>(db::select_from<PlanRow>("exchange_plan", "WHERE id=$1"), id);
}

std::optional<PlanStamp> plan_stamp(db::Session& session, const std::string& id) {
  return session.one<PlanStamp>(db::select_from<PlanStamp>("exchange_plan", "WHERE id=$1"), id);
}

std::optional<OrgId> plan_org(db::Session& session, const std::string& id) {
  return session.one<OrgId>("SELECT org_id FROM exchange_plan WHERE id=$1", id);
}

void add(db::Session& session, const PlanRow& row) {
  session.run(
      "INSERT INTO exchange_plan(id, org_id, title, year, question, state, job, problem, plan, reasons, fault, "
      "made_by, made_at, planned_at, accepted_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      row.id, row.org_id, row.title, row.year, row.question, row.state, row.job, row.problem, row.plan, row.reasons,
      row.fault, row.made_by, row.made_at, row.planned_at, row.accepted_at);
}

void set(db::Session& session, const PlanRow& row) {
  session.run(
      "UPDATE exchange_plan SET title=$2, question=$3, state=$4, job=$5, problem=$6, plan=$7, reasons=$8, fault=$9, "
      "planned_at=$10, accepted_at=$11 WHERE id=$1",
      row.id, row.title, row.question, row.state, row.job, row.problem, row.plan, row.reasons, row.fault,
      row.planned_at, row.accepted_at);
}

}  // namespace doorstep::exchange::store
