// Statements on the tables of marking by people.
#pragma once

#include "store.h"

namespace doorstep::assignments::store {

struct MarkingSetting {
  std::string assignment_id;
  bool blind = false, twice = false, elsewhere = false;
  double max_gap = 0.2;
  bool third = true;
  std::string seed, dealt_at;
};
BOOST_DESCRIBE_STRUCT(MarkingSetting, (), (assignment_id, blind, twice, elsewhere, max_gap, third, seed, dealt_at))

struct MarkerRow {
  std::string assignment_id;
  PersonId person_id;
  AccountId account;
  std::string name;
  OrgId school_id;
};
BOOST_DESCRIBE_STRUCT(MarkerRow, (), (assignment_id, person_id, account, name, school_id))

struct DealRow {
  std::string paper_id;
  int64_t place = 0, slot = 0;
  std::string assignment_id;
  AccountId account;
  int64_t number = 0;
  std::string dealt_at;
};
BOOST_DESCRIBE_STRUCT(DealRow, (), (paper_id, place, slot, assignment_id, account, number, dealt_at))

struct MarkRow {
  std::string paper_id;
  int64_t place = 0, slot = 0;
  std::string assignment_id;
  AccountId account;
  std::string by_name;
  int64_t version = 0;
  std::string levels;
  double points = 0;
  std::string words, marked_at;
};
BOOST_DESCRIBE_STRUCT(MarkRow, (),
                      (paper_id, place, slot, assignment_id, account, by_name, version, levels, points, words,
                       marked_at))

std::optional<MarkingSetting> marking(db::Session& session, const std::string& assignment);
void put(db::Session& session, const MarkingSetting& row);
void drop_marking(db::Session& session, const std::string& assignment);  // rule, markers and what was dealt
void drop_given(db::Session& session, const std::string& assignment);    // that, and what came with giving it
std::vector<MarkerRow> markers(db::Session& session, const std::string& assignment);
void set_markers(db::Session& session, const std::string& assignment, const std::vector<MarkerRow>& rows);

void put(db::Session& session, const DealRow& row);
void drop(db::Session& session, const DealRow& row);
std::vector<DealRow> deals(db::Session& session, const std::string& assignment);
std::vector<DealRow> deals_to(db::Session& session, const std::string& assignment, const AccountId& account);
std::vector<DealRow> deals_of(db::Session& session, const std::string& paper, int64_t place);
std::vector<std::string> dealt_to(db::Session& session, const AccountId& account);  // assignments, the newest first

void put(db::Session& session, const MarkRow& row);
std::vector<MarkRow> marks(db::Session& session, const std::string& assignment);
std::vector<MarkRow> marks_of(db::Session& session, const std::string& paper);
std::vector<MarkRow> marks_of(db::Session& session, const std::string& paper, int64_t place);
void drop_marks(db::Session& session, const std::string& paper);  // with what was dealt of it

// Papers that count: of each child the last one that was handed in.
std::vector<PaperRow> counting(db::Session& session, const std::string& assignment);
std::vector<AnswerRow> answers_of(db::Session& session, const std::string& assignment);
std::vector<AnswerRow> answers_of(db::Session& session, const std::string& assignment, int64_t place);
void set_points(db::Session& session, const std::string& paper, int64_t place, std::optional<double> points);

// What questions are about, by place.
struct KnowledgeRow {
  int64_t place = 0;
  std::string knowledge;
};
BOOST_DESCRIBE_STRUCT(KnowledgeRow, (), (place, knowledge))
void put(db::Session& session, const std::string& assignment, const KnowledgeRow& row);
std::vector<KnowledgeRow> knowledge(db::Session& session, const std::string& assignment);

// Given, and due in [from, to); seconds since 1970.
std::vector<AssignmentRow> due_between(db::Session& session, int64_t from, int64_t to);
// Of these accounts' own and these classes, whatever their state but drafts.
std::vector<AssignmentRow> set_by(db::Session& session, const AccountId& account, int64_t from, int64_t to);
std::vector<AssignmentRow> of_class(db::Session& session, const ClassId& of_class, int64_t from, int64_t to);
std::vector<AssignmentRow> returned_to(db::Session& session, const OrgId& school);
bool reminded(db::Session& session, const std::string& assignment);
void set_reminded(db::Session& session, const std::string& assignment, const std::string& at);

}  // namespace doorstep::assignments::store
