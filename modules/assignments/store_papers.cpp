#include "store.h"
#include "store_sheets.h"

namespace doorstep::assignments::store {

void add(db::Session& session, const PaperRow& row) {
  session.run(
      "INSERT INTO assignments_paper(id, assignment_id, person_id, class_id, school_id, number, state, late, "
      "begun_at, handed_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      row.id, row.assignment_id, row.person_id, row.class_id, row.school_id, row.number, row.state, row.late,
      row.begun_at, row.handed_at);
}
void set(db::Session& session, const PaperRow& row) {
  session.run("UPDATE assignments_paper SET state=$2, late=$3, handed_at=$4 WHERE id=$1", row.id, row.state, row.late,
              row.handed_at);
}
std::optional<PaperRow> paper(db::Session& session, const std::string& id) {
  return session.one<PaperRow>(db::select_from<PaperRow>("assignments_paper", "WHERE id=$1"), id);
}
std::vector<PaperRow> papers_of(db::Session& session, const std::string& assignment, const PersonId& person) {
  return session.all<PaperRow>(
      db::select_from<PaperRow>("assignments_paper", "WHERE assignment_id=$1 AND person_id=$2 ORDER BY number"),
      assignment, person);
}
std::vector<PaperRow> papers_of_class(db::Session& session, const std::string& assignment, const ClassId& of_class) {
  return session.all<PaperRow>(
      db::select_from<PaperRow>("assignments_paper",
                                "WHERE assignment_id=$1 AND class_id=$2 ORDER BY person_id, number"),
      assignment, of_class);
}
std::vector<PaperRow> working(db::Session& session, const std::string& assignment) {
  return session.all<PaperRow>(
      db::select_from<PaperRow>("assignments_paper", "WHERE assignment_id=$1 AND state='working' ORDER BY id"),
      assignment);
}
std::vector<PaperRow> all_of(db::Session& session, const PersonId& person) {
  return session.all<PaperRow>(db::select_from<PaperRow>("assignments_paper", "WHERE person_id=$1 ORDER BY id"),
                               person);
}
std::vector<PaperCount> counts(db::Session& session, const std::string& assignment) {
  return session.all<PaperCount>(
      "SELECT p.assignment_id, p.class_id, p.state, count(*) FROM assignments_paper p WHERE p.assignment_id=$1 AND "
      "NOT EXISTS (SELECT 1 FROM assignments_paper n WHERE n.assignment_id=p.assignment_id AND "
      "n.person_id=p.person_id AND n.number>p.number) GROUP BY p.assignment_id, p.class_id, p.state",
      assignment);
}
int64_t begun(db::Session& session, const std::string& assignment) {
  return session.one<int64_t>("SELECT count(*) FROM assignments_paper WHERE assignment_id=$1", assignment).value_or(0);
}

std::vector<AnswerRow> answers(db::Session& session, const std::string& paper) {
  return session.all<AnswerRow>(db::select_from<AnswerRow>("assignments_answer", "WHERE paper_id=$1 ORDER BY place"),
                                paper);
}
std::vector<AnswerRow> answers_of_class(db::Session& session, const std::string& assignment, const ClassId& of_class) {
  return session.all<AnswerRow>(
      db::select_from<AnswerRow>("assignments_answer",
                                 "WHERE paper_id IN (SELECT id FROM assignments_paper WHERE assignment_id=$1 AND "
                                 "class_id=$2) ORDER BY paper_id, place"),
      assignment, of_class);
}
std::optional<AnswerRow> answer(db::Session& session, const std::string& paper, int64_t place) {
  return session.one<AnswerRow>(db::select_from<AnswerRow>("assignments_answer", "WHERE paper_id=$1 AND place=$2"),
                                paper, place);
}
void put(db::Session& session, const AnswerRow& row) {
  session.run(
      "INSERT INTO assignments_answer(paper_id, place, version, body, account, saved_at, points) VALUES($1, $2, $3, "
      "$4, $5, $6, $7) ON CONFLICT(paper_id, place) DO UPDATE SET version=excluded.version, body=excluded.body, "
      "account=excluded.account, saved_at=excluded.saved_at, points=excluded.points",
      row.paper_id, row.place, row.version, row.body, row.account, row.saved_at, row.points);
}
void drop_paper(db::Session& session, const std::string& paper) {
  drop_by_sheet(session, paper);
  session.run("DELETE FROM assignments_answer WHERE paper_id=$1", paper);
  session.run("DELETE FROM assignments_paper WHERE id=$1", paper);
}

}  // namespace doorstep::assignments::store
