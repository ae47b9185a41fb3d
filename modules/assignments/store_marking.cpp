#include "store_marking.h"

namespace doorstep::assignments::store {

std::optional<MarkingSetting> marking(db::Session& session, const std::string& assignment) {
  return session.one<MarkingSetting>(db::select_from<MarkingSetting>("assignments_marking", "WHERE assignment_id=$1"),
                                     assignment);
}
void put(db::Session& session, const MarkingSetting& row) {
  session.run(
      "INSERT INTO assignments_marking(assignment_id, blind, twice, elsewhere, max_gap, third, seed, dealt_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(assignment_id) DO UPDATE SET blind=excluded.blind, "
      "twice=excluded.twice, elsewhere=excluded.elsewhere, max_gap=excluded.max_gap, third=excluded.third, "
      "seed=excluded.seed, dealt_at=excluded.dealt_at",
      row.assignment_id, row.blind, row.twice, row.elsewhere, row.max_gap, row.third, row.seed, row.dealt_at);
}
void drop_marking(db::Session& session, const std::string& assignment) {
  session.run("DELETE FROM assignments_marking WHERE assignment_id=$1", assignment);
  session.run("DELETE FROM assignments_marker WHERE assignment_id=$1", assignment);
  session.run("DELETE FROM assignments_deal WHERE assignment_id=$1", assignment);
}
void drop_given(db::Session& session, const std::string& assignment) {
  drop_marking(session, assignment);
  session.run("DELETE FROM assignments_knowledge WHERE assignment_id=$1", assignment);
  session.run("DELETE FROM assignments_reminder WHERE assignment_id=$1", assignment);
}
std::vector<MarkerRow> markers(db::Session& session, const std::string& assignment) {
  return session.all<MarkerRow>(
      db::select_from<MarkerRow>("assignments_marker", "WHERE assignment_id=$1 ORDER BY name, person_id"), assignment);
}
void set_markers(db::Session& session, const std::string& assignment, const std::vector<MarkerRow>& rows) {
  session.run("DELETE FROM assignments_marker WHERE assignment_id=$1", assignment);
  for (const auto& row : rows)
    session.run(
        "INSERT INTO assignments_marker(assignment_id, person_id, account, name, school_id) VALUES($1, $2, $3, $4, $5)",
        assignment, row.person_id, row.account, row.name, row.school_id);
}

void put(db::Session& session, const DealRow& row) {
  session.run(
      "INSERT INTO assignments_deal(paper_id, place, slot, assignment_id, account, number, dealt_at) VALUES($1, $2, "
      "$3, $4, $5, $6, $7)",
      row.paper_id, row.place, row.slot, row.assignment_id, row.account, row.number, row.dealt_at);
}
void drop(db::Session& session, const DealRow& row) {
  session.run("DELETE FROM assignments_deal WHERE paper_id=$1 AND place=$2 AND slot=$3", row.paper_id, row.place,
              row.slot);
}
std::vector<DealRow> deals(db::Session& session, const std::string& assignment) {
  return session.all<DealRow>(
      db::select_from<DealRow>("assignments_deal", "WHERE assignment_id=$1 ORDER BY number, place, slot"), assignment);
}
std::vector<DealRow> deals_to(db::Session& session, const std::string& assignment, const AccountId& account) {
  return session.all<DealRow>(
      db::select_from<DealRow>("assignments_deal", "WHERE account=$1 AND assignment_id=$2 ORDER BY number, place"),
      account, assignment);
}
std::vector<DealRow> deals_of(db::Session& session, const std::string& paper, int64_t place) {
  return session.all<DealRow>(
      db::select_from<DealRow>("assignments_deal", "WHERE paper_id=$1 AND place=$2 ORDER BY slot"), paper, place);
}
std::vector<std::string> dealt_to(db::Session& session, const AccountId& account) {
  return session.all<std::string>(
      "SELECT assignment_id FROM assignments_deal WHERE account=$1 GROUP BY assignment_id ORDER BY max(dealt_at) DESC, "
      "assignment_id LIMIT 200",
      account);
}

void put(db::Session& session, const MarkRow& row) {
  session.run(
      "INSERT INTO assignments_mark(paper_id, place, slot, assignment_id, account, by_name, version, levels, points, "
      "words, marked_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT(paper_id, place, slot) DO "
      "UPDATE SET account=excluded.account, by_name=excluded.by_name, version=excluded.version, "
      "levels=excluded.levels, points=excluded.points, words=excluded.words, marked_at=excluded.marked_at",
      row.paper_id, row.place, row.slot, row.assignment_id, row.account, row.by_name, row.version, row.levels,
      row.points, row.words, row.marked_at);
}
std::vector<MarkRow> marks(db::Session& session, const std::string& assignment) {
  return session.all<MarkRow>(
      db::select_from<MarkRow>("assignments_mark", "WHERE assignment_id=$1 ORDER BY paper_id, place, slot"),
      assignment);
}
std::vector<MarkRow> marks_of(db::Session& session, const std::string& paper) {
  return session.all<MarkRow>(db::select_from<MarkRow>("assignments_mark", "WHERE paper_id=$1 ORDER BY place, slot"),
                              paper);
}
std::vector<MarkRow> marks_of(db::Session& session, const std::string& paper, int64_t place) {
  return session.all<MarkRow>(
      db::select_from<MarkRow>("assignments_mark", "WHERE paper_id=$1 AND place=$2 ORDER BY slot"), paper, place);
}
void drop_marks(db::Session& session, const std::string& paper) {
  session.run("DELETE FROM assignments_mark WHERE paper_id=$1", paper);
  session.run("DELETE FROM assignments_deal WHERE paper_id=$1", paper);
}

std::vector<PaperRow> counting(db::Session& session, const std::string& assignment) {
  return session.all<PaperRow>(
      db::select_from<PaperRow>(
          "assignments_paper p",
          "WHERE p.assignment_id=$1 AND p.state<>'working' AND NOT EXISTS (SELECT 1 FROM assignments_paper n WHERE "
          "n.assignment_id=p.assignment_id AND n.person_id=p.person_id AND n.number>p.number AND n.state<>'working') "
          "ORDER BY p.id"),
      assignment);
}
std::vector<AnswerRow> answers_of(db::Session& session, const std::string& assignment) {
  return session.all<AnswerRow>(
      db::select_from<AnswerRow>(
          "assignments_answer",
          "WHERE paper_id IN (SELECT id FROM assignments_paper WHERE assignment_id=$1) ORDER BY paper_id, place"),
      assignment);
}
std::vector<AnswerRow> answers_of(db::Session& session, const std::string& assignment, int64_t place) {
  return session.all<AnswerRow>(
      db::select_from<AnswerRow>("assignments_answer",
                                 "WHERE place=$2 AND paper_id IN (SELECT id FROM assignments_paper WHERE "
                                 "assignment_id=$1) ORDER BY paper_id"),
      assignment, place);
}
void set_points(db::Session& session, const std::string& paper, int64_t place, std::optional<double> points) {
  session.run("UPDATE assignments_answer SET points=$3 WHERE paper_id=$1 AND place=$2", paper, place, points);
}

void put(db::Session& session, const std::string& assignment, const KnowledgeRow& row) {
  session.run("INSERT INTO assignments_knowledge(assignment_id, place, knowledge) VALUES($1, $2, $3)", assignment,
              row.place, row.knowledge);
}
std::vector<KnowledgeRow> knowledge(db::Session& session, const std::string& assignment) {
  return session.all<KnowledgeRow>(
      db::select_from<KnowledgeRow>("assignments_knowledge", "WHERE assignment_id=$1 ORDER BY place"), assignment);
}

std::vector<AssignmentRow> due_between(db::Session& session, int64_t from, int64_t to) {
  return session.all<AssignmentRow>(
      db::select_from<AssignmentRow>("assignments_assignment",
                                     "WHERE state='given' AND due_at>=$1 AND due_at<$2 ORDER BY due_at, id"),
      from, to);
}
std::vector<AssignmentRow> set_by(db::Session& session, const AccountId& account, int64_t from, int64_t to) {
  return session.all<AssignmentRow>(
      db::select_from<AssignmentRow>(
          "assignments_assignment",
          "WHERE account=$1 AND state<>'draft' AND due_at>=$2 AND due_at<$3 ORDER BY due_at, id LIMIT 1000"),
      account, from, to);
}
std::vector<AssignmentRow> of_class(db::Session& session, const ClassId& of_class, int64_t from, int64_t to) {
  return session.all<AssignmentRow>(
      db::select_from<AssignmentRow>(
          "assignments_assignment",
          "WHERE state<>'draft' AND due_at>=$2 AND due_at<$3 AND id IN (SELECT assignment_id FROM assignments_class "
          "WHERE class_id=$1) ORDER BY due_at, id LIMIT 1000"),
      of_class, from, to);
}
std::vector<AssignmentRow> returned_to(db::Session& session, const OrgId& school) {
  return session.all<AssignmentRow>(
      db::select_from<AssignmentRow>(
          "assignments_assignment",
          "WHERE state='returned' AND id IN (SELECT assignment_id FROM assignments_class WHERE school_id=$1) "
          "ORDER BY returned_at DESC, id LIMIT 1000"),
      school);
}
bool reminded(db::Session& session, const std::string& assignment) {
  return session.one<int64_t>("SELECT count(*) FROM assignments_reminder WHERE assignment_id=$1", assignment)
             .value_or(0) > 0;
}
void set_reminded(db::Session& session, const std::string& assignment, const std::string& at) {
  session.run("INSERT INTO assignments_reminder(assignment_id, told_at) VALUES($1, $2)", assignment, at);
}

}  // namespace doorstep::assignments::store
