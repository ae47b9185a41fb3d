// The ground of the tests of assignments: group G of schools A and B in the district North, Z outside it; a class in
// each. Li teaches the class of A and, lent for part of the week, that of B; Wang, Sun and Qian teach at B and Chen at
// A without a class; Zhou teaches the class of Z. Children: mei and tao (A), lan (B), xu (Z), each with a guardian
// "guardian of ..."; mei has an account of her own.
#pragma once

#include <children_trial.h>

#include "module.h"

namespace doorstep::assignments {

using questions::QuestionAnswer;
using questions::QuestionBody;
using questions::QuestionKind;
using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class AssignmentsTrial : public children::trial::ChildrenTrial {
 protected:
  AssignmentsTrial() : ChildrenTrial(migrations()) {}
  void SetUp() override {
    ChildrenTrial::SetUp();
    static constexpr std::pair<const char*, const char*> teachers[] = {
        {"wang", "B"}, {"zhou", "Z"}, {"sun", "B"}, {"qian", "B"}, {"chen", "A"}};
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B", "Z"}) in.put(registry::trial::school(key, "North"), {});
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
      for (const auto* key : {"A", "B", "Z"}) put_class(in, key, key);
      put_teacher(in, "li", {"A", "B"});
      for (const auto& [name, school] : teachers) put_teacher(in, name, {school});
      for (const auto* key : {"A", "B"}) enrol(in, teacher_id("li"), key, key, "teacher");
      enrol(in, teacher_id("zhou"), "Z", "Z", "teacher");
      for (const auto& [name, school] : {std::pair{"mei", "A"}, {"tao", "A"}, {"lan", "B"}, {"xu", "Z"}})
        put_pupil(in, name, school, school);
    });
    desk_ =
        make_assignments({*database_,
                          *registry_,
                          *places_,
                          *children_,
                          *staff_,
                          *files_,
                          trail_,
                          [](const OrgId&) { return std::string{"Asia/Shanghai"}; },
                          [this] { return now_; },
                          {},
                          [this](const OrgId&, const std::set<AccountId>& accounts, const Words& title, const Words&) {
                            for (const auto& account : accounts) told_.emplace(account, title.en);
                          }});
    tie_teacher("li", "A");
    for (const auto& [name, school] : teachers) tie_teacher(name, school);
    for (const auto* key : {"A", "B", "Z"}) tie_guardians(key);
    tie_self("mei", "A");
  }
  static Actor teacher(const char* name, const char* school) { return person(name, {{Role::teacher, org_id(school)}}); }

  static QuestionBody choice() {
    QuestionBody made;
    made.kind = QuestionKind::choice;
    made.text = "2 + 2 = ?";
    made.points = 2;
    made.options = {{"3", 0, {}}, {"4", 1, {}}, {"5", 0, {}}, {"6", 0, {}}};
    made.explanation = "Two and two are four.";
    return made;
  }
  static QuestionBody blank() {
    QuestionBody made;
    made.kind = QuestionKind::blank;
    made.text = "The capital is ____, pi is about ____.";
    made.points = 4;
    made.gaps = {{false, false, {{"Beijing", 1, 0, {}}, {"北京", 1, 0, {}}}}, {true, false, {{"3.14", 1, 0.01, {}}}}};
    return made;
  }
  static QuestionBody matching() {
    QuestionBody made;
    made.kind = QuestionKind::matching;
    made.text = "Match.";
    made.points = 3;
    made.pairs = {{"a", "1"}, {"b", "2"}, {"c", "3"}, {"", "4"}};
    return made;
  }
  static NewBankQuestion kept(QuestionBody body, const char* school = "A", std::optional<OrgId> shelf = {}) {
    NewBankQuestion made;
    made.question = std::move(body);
    made.subject = "mathematics";
    made.grades = {"05"};
    made.school_id = org_id(school);
    made.shelf_id = std::move(shelf);
    return made;
  }
  NewAssignment wanted(std::vector<QuestionBody> bodies, std::vector<const char*> classes = {"A"}) const {
    NewAssignment made;
    made.org_id = org_id("A");
    made.title = "Week 3";
    made.subject = "mathematics";
    made.opens_on = day_;
    made.opens = "08:00";
    made.due_on = day_.plus(1);
    made.due = "20:00";
    for (auto& body : bodies) made.items.push_back({{}, std::move(body), {}});
    for (const auto* key : classes) made.classes.push_back(class_id(key));
    return made;
  }
  // Made and given by li; its id.
  std::string given(const NewAssignment& of) {
    const auto made = desk_->make(li_, of);
    EXPECT_TRUE(made) << made.error().what.en << json::text(made.error().fields);
    if (!made) return "";
    EXPECT_EQ(code_of(desk_->give(li_, made->of.id)), "");
    return made->of.id;
  }
  // What is saved for mei's first paper by her guardian; the code of what was wrong.
  std::string save(const WorkPaper& paper, int64_t place, QuestionAnswer answer, int64_t version = 0) {
    return code_of(desk_->save(guardian(paper.child), paper.child_id, paper.of.id,
                               {paper.paper_id, place, version, std::move(answer)}));
  }
  WorkPaper begun(const char* name, const std::string& id) {
    const auto made = desk_->begin(guardian(name), child(name), id);
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? *made : WorkPaper{};
  }
  static const WorkItem& item(const WorkPaper& paper, int64_t place) {
    return *std::ranges::find(paper.items, place, &WorkItem::place);
  }
  // Options of a shown item by their text, as an answer names them.
  static QuestionAnswer choose(const WorkItem& of, const std::string& text) {
    const auto found = std::ranges::find(of.options, text);
    return {{found - of.options.begin()}, {}, {}, {}};
  }

  const std::string answers_room_ = "assignments-answer";  // of files
  const OrgId group_ = org_id("G"), a_ = org_id("A"), b_ = org_id("B");
  const Actor li_ = teacher("li", "A"), wang_ = teacher("wang", "B"), zhou_ = teacher("zhou", "Z");
  const Actor mei_ = person("mei", {{Role::student, org_id("A")}});
  const Actor principal_ = person("principal", {{Role::principal, org_id("A")}});
  const Date day_ = Date::today().plus(3);
  int64_t now_ = at_hour(Date::today().plus(3), 9);
  std::unique_ptr<Desk> desk_;
  std::set<std::pair<AccountId, std::string>> told_;
};

}  // namespace doorstep::assignments
