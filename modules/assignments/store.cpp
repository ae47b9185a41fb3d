#include "store.h"
#include "store_materials.h"

namespace doorstep::assignments::store {
namespace {

// $1 account, $2 shelves, $3 everything, $4 mine, $5 text, $6 subject, $7 grade, $8 kind, $9 shelf, $10 difficulty.
constexpr const char* visible =
    "WHERE retired_at='' AND (account=$1 OR (CAST($4 AS BIGINT)=0 AND shelf_id IS NOT NULL AND "
    "(CAST($3 AS BIGINT)=1 OR CAST($2 AS TEXT) LIKE '%' || shelf_id || '%'))) "
    "AND (CAST($5 AS TEXT)='' OR found LIKE '%' || CAST($5 AS TEXT) || '%' ESCAPE '!') "
    "AND (CAST($6 AS TEXT)='' OR subject=$6) "
    "AND (CAST($7 AS TEXT)='' OR ',' || grades || ',' LIKE '%,' || CAST($7 AS TEXT) || ',%') "
    "AND (CAST($8 AS TEXT)='' OR kind=$8) AND (CAST($9 AS TEXT)='' OR shelf_id=$9) "
    "AND (CAST($10 AS BIGINT)=0 OR difficulty=$10)";

std::string escaped(const std::string& text) {
  std::string made;
  for (const char one : text) {
    if (one == '%' || one == '_' || one == '!') made += '!';
    made += one;
  }
  return made;
}

}  // namespace

void add(db::Session& session, const QuestionRow& row) {
  session.run(
      "INSERT INTO assignments_question(id, account, by_name, school_id, shelf_id, kind, subject, grades, difficulty, "
      "tags, knowledge, licence, origin, found, body, made_at, changed_at, retired_at) VALUES($1, $2, $3, $4, $5, $6, "
      "$7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
      row.id, row.account, row.by_name, row.school_id, row.shelf_id, row.kind, row.subject, row.grades, row.difficulty,
      row.tags, row.knowledge, row.licence, row.origin, row.found, row.body, row.made_at, row.changed_at,
      row.retired_at);
}
void set(db::Session& session, const QuestionRow& row) {
  session.run(
      "UPDATE assignments_question SET school_id=$2, shelf_id=$3, kind=$4, subject=$5, grades=$6, difficulty=$7, "
      "tags=$8, knowledge=$9, licence=$10, origin=$11, found=$12, body=$13, changed_at=$14, retired_at=$15 "
      "WHERE id=$1",
      row.id, row.school_id, row.shelf_id, row.kind, row.subject, row.grades, row.difficulty, row.tags, row.knowledge,
      row.licence, row.origin, row.found, row.body, row.changed_at, row.retired_at);
}
std::optional<QuestionRow> question(db::Session& session, const std::string& id) {
  return session.one<QuestionRow>(db::select_from<QuestionRow>("assignments_question", "WHERE id=$1"), id);
}
std::vector<QuestionRow> questions(db::Session& session, const BankFilter& filter, int64_t from, int64_t limit) {
  return session.all<QuestionRow>(
      db::select_from<QuestionRow>("assignments_question",
                                   std::string{visible} + " ORDER BY changed_at DESC, id LIMIT $11 OFFSET $12"),
      filter.account, filter.shelves, filter.everything, filter.mine, escaped(filter.text), filter.subject,
      filter.grade, filter.kind, filter.shelf, filter.difficulty, limit, from);
}
int64_t count(db::Session& session, const BankFilter& filter) {
  return session
      .one<int64_t>("SELECT count(*) FROM assignments_question " + std::string{visible}, filter.account, filter.shelves,
                    filter.everything, filter.mine, escaped(filter.text), filter.subject, filter.grade, filter.kind,
                    filter.shelf, filter.difficulty)
      .value_or(0);
}

bool has_body(db::Session& session, const AccountId& account, const std::string& body) {
  return session
             .one<int64_t>("SELECT count(*) FROM assignments_question WHERE account=$1 AND body=$2 AND retired_at=''",
                           account, body)
             .value_or(0) > 0;
}

void add(db::Session& session, const AssignmentRow& row) {
  session.run(
      "INSERT INTO assignments_assignment(id, org_id, account, by_name, title, words, subject, state, opens_at, "
      "due_at, late, late_share, tries, shuffled, shows, made_at, given_at, returned_at) VALUES($1, $2, $3, $4, $5, "
      "$6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
      row.id, row.org_id, row.account, row.by_name, row.title, row.words, row.subject, row.state, row.opens_at,
      row.due_at, row.late, row.late_share, row.tries, row.shuffled, row.shows, row.made_at, row.given_at,
      row.returned_at);
}
void set(db::Session& session, const AssignmentRow& row) {
  session.run(
      "UPDATE assignments_assignment SET org_id=$2, title=$3, words=$4, subject=$5, state=$6, opens_at=$7, due_at=$8, "
      "late=$9, late_share=$10, tries=$11, shuffled=$12, shows=$13, given_at=$14, returned_at=$15 WHERE id=$1",
      row.id, row.org_id, row.title, row.words, row.subject, row.state, row.opens_at, row.due_at, row.late,
      row.late_share, row.tries, row.shuffled, row.shows, row.given_at, row.returned_at);
}
void drop(db::Session& session, const std::string& id) {
  set_materials(session, id, {});
  session.run("DELETE FROM assignments_item WHERE assignment_id=$1", id);
  session.run("DELETE FROM assignments_class WHERE assignment_id=$1", id);
  session.run("DELETE FROM assignments_assignment WHERE id=$1", id);
}
std::optional<AssignmentRow> assignment(db::Session& session, const std::string& id) {
  return session.one<AssignmentRow>(db::select_from<AssignmentRow>("assignments_assignment", "WHERE id=$1"), id);
}
std::vector<AssignmentRow> by_account(db::Session& session, const AccountId& account) {
  return session.all<AssignmentRow>(
      db::select_from<AssignmentRow>("assignments_assignment", "WHERE account=$1 ORDER BY made_at DESC, id LIMIT 500"),
      account);
}
std::vector<AssignmentRow> of_class(db::Session& session, const ClassId& of_class) {
  return session.all<AssignmentRow>(
      db::select_from<AssignmentRow>(
          "assignments_assignment",
          "WHERE state<>'draft' AND id IN (SELECT assignment_id FROM assignments_class WHERE class_id=$1) "
          "ORDER BY due_at DESC, id LIMIT 200"),
      of_class);
}
std::vector<AssignmentRow> of_school(db::Session& session, const OrgId& school) {
  return session.all<AssignmentRow>(
      db::select_from<AssignmentRow>(
          "assignments_assignment",
          "WHERE state<>'draft' AND id IN (SELECT assignment_id FROM assignments_class WHERE school_id=$1) "
          "ORDER BY due_at DESC, id LIMIT 500"),
      school);
}

std::vector<ItemRow> items(db::Session& session, const std::string& assignment) {
  return session.all<ItemRow>(db::select_from<ItemRow>("assignments_item", "WHERE assignment_id=$1 ORDER BY place"),
                              assignment);
}
void set_items(db::Session& session, const std::string& assignment, const std::vector<ItemRow>& items) {
  session.run("DELETE FROM assignments_item WHERE assignment_id=$1", assignment);
  for (const auto& row : items)
    session.run(
        "INSERT INTO assignments_item(assignment_id, place, question_id, kind, most, body) VALUES($1, $2, $3, $4, $5, "
        "$6)",
        assignment, row.place, row.question_id, row.kind, row.most, row.body);
}
std::vector<ClassRow> classes(db::Session& session, const std::string& assignment) {
  return session.all<ClassRow>(
      db::select_from<ClassRow>("assignments_class", "WHERE assignment_id=$1 ORDER BY school_id, class_id"),
      assignment);
}
void set_classes(db::Session& session, const std::string& assignment, const std::vector<ClassRow>& classes) {
  session.run("DELETE FROM assignments_class WHERE assignment_id=$1", assignment);
  for (const auto& row : classes)
    session.run("INSERT INTO assignments_class(assignment_id, class_id, school_id) VALUES($1, $2, $3)", assignment,
                row.class_id, row.school_id);
}

}  // namespace doorstep::assignments::store
