// From the bank to the result: who keeps, gives, answers and reads, on both databases.
#include <fstream>

#include "assignments_trial.h"
#include "package.h"

#include "sheet.h"

namespace doorstep::assignments {
namespace {

class AssignmentsTest : public AssignmentsTrial {};

TEST_P(AssignmentsTest, TheBankIsOnesOwnUntilItIsShared) {
  const auto own = desk_->keep(li_, kept(choice()));
  ASSERT_TRUE(own) << own.error().what.en;
  const auto shared = desk_->keep(li_, kept(blank(), "A", group_));
  ASSERT_TRUE(shared) << shared.error().what.en;
  EXPECT_EQ(desk_->bank(li_, {})->total, 2);
  EXPECT_EQ(desk_->bank(wang_, {})->total, 1) << "of the group";
  EXPECT_EQ(desk_->bank(zhou_, {})->total, 0);
  EXPECT_EQ(code_of(desk_->question(wang_, own->id)), "question-unknown");
  EXPECT_EQ(code_of(desk_->change(wang_, shared->id, kept(choice(), "B"))), "question-of-another");
  EXPECT_EQ(code_of(desk_->retire(wang_, shared->id)), "question-of-another");
  EXPECT_EQ(code_of(desk_->retire(person("president", {{Role::group_president, group_}}), shared->id)), "")
      << "who looks after the library of the group";
  EXPECT_EQ(desk_->bank(li_, {})->total, 1);

  EXPECT_EQ(fault_of(desk_->keep(li_, kept(choice(), "Z"))), "school_id") << "works elsewhere";
  EXPECT_EQ(fault_of(desk_->keep(li_, kept(choice(), "A", org_id("Z")))), "shelf_id");
  auto wrong_one = kept(choice());
  wrong_one.subject = "alchemy";
  EXPECT_EQ(fault_of(desk_->keep(li_, wrong_one)), "subject");
  wrong_one = kept(choice());
  wrong_one.question.options[1].share = 0;
  EXPECT_EQ(fault_of(desk_->keep(li_, wrong_one)), "options");
  EXPECT_EQ(fault_of(desk_->keep(guardian("mei"), kept(choice()))), "school_id");
}

TEST_P(AssignmentsTest, TheBankIsSearched) {
  auto one = kept(choice());
  one.tags = {"Percent_50%"};
  one.knowledge = {"加法"};
  ASSERT_TRUE(desk_->keep(li_, one));
  auto other = kept(blank());
  other.difficulty = 5;
  other.grades = {"06"};
  ASSERT_TRUE(desk_->keep(li_, other));
  const auto found = [&](BankQuery query) { return desk_->bank(li_, query)->total; };
  BankQuery query;
  query.q = "CAPITAL";
  EXPECT_EQ(found(query), 1);
  query.q = "加法";
  EXPECT_EQ(found(query), 1);
  query.q = "percent_50%";
  EXPECT_EQ(found(query), 1);
  query.q = "percent950";
  EXPECT_EQ(found(query), 0) << "signs of patterns are letters";
  query = {};
  query.kind = QuestionKind::blank;
  EXPECT_EQ(found(query), 1);
  query = {};
  query.grade = "06";
  query.difficulty = 5;
  EXPECT_EQ(found(query), 1);
  query.subject = "pe";
  EXPECT_EQ(found(query), 0);
}

TEST_P(AssignmentsTest, FilesOfQuestionsAreTriedFirst) {
  QuestionImport file;
  file.text = "$CATEGORY: Maths\n\n2+2 {=4 ~5}\n\nonly text\n\nsun {T}\n\nsun {T}\n";
  file.subject = "mathematics";
  file.school_id = a_;
  file.shelf_id = group_;
  auto taken = desk_->take_in(li_, file);
  ASSERT_TRUE(taken) << taken.error().what.en;
  EXPECT_FALSE(taken->done);
  EXPECT_EQ(taken->items.size(), 2u);
  EXPECT_EQ(taken->known, 1);
  EXPECT_EQ(taken->left_out.at(0).line, 5);
  EXPECT_EQ(desk_->bank(li_, {})->total, 0) << "only looked";
  file.dry = false;
  EXPECT_TRUE(desk_->take_in(li_, file)->done);
  EXPECT_EQ(desk_->bank(wang_, {})->items.at(0).tags.at(0), "Maths") << "shared with the group";
  taken = desk_->take_in(li_, file);
  EXPECT_FALSE(taken->done);
  EXPECT_EQ(taken->known, 3) << "not twice";
  file.school_id = org_id("Z");
  EXPECT_EQ(fault_of(desk_->take_in(li_, file)), "school_id");
  file.text = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><quiz>&x;</quiz>";
  EXPECT_EQ(code_of(desk_->take_in(li_, file)), "xml-doctype");

  ASSERT_TRUE(desk_->keep(li_, kept(blank())));
  const auto gift = *desk_->file_of(li_, {}, QuestionFormat::gift);
  EXPECT_NE(gift.find("2+2"), std::string::npos);
  EXPECT_NE(gift.find("// "), std::string::npos) << "several gaps are named as left out";
  const auto again = questions::read_questions(*desk_->file_of(li_, {}, QuestionFormat::moodle));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->questions.size(), 3u);
  EXPECT_EQ(questions::read_questions(*desk_->file_of(zhou_, {}, QuestionFormat::moodle))->questions.size(), 0u);

  // The package of QTI that one writes, another takes in.
  const auto zip = folder_.path() + "/questions.zip";
  const auto put = [&](const std::string& bytes) { std::ofstream{zip, std::ios::binary} << bytes; };
  put(*desk_->file_of(li_, {}, QuestionFormat::qti));
  QuestionPackageForm form{true, "mathematics", a_, {}};
  const auto before = desk_->bank(li_, {})->total;
  auto packed = desk_->take_package(li_, zip, form);
  ASSERT_TRUE(packed) << packed.error().what.en;
  EXPECT_EQ(static_cast<int64_t>(packed->items.size()) + packed->known, before);
  EXPECT_EQ(packed->left_out.size(), 0u);
  EXPECT_EQ(desk_->bank(li_, {})->total, before) << "only looked";
  form.school_id = org_id("Z");
  EXPECT_EQ(fault_of(desk_->take_package(li_, zip, form)), "school_id");
  put("no zip at all");
  form.school_id = a_;
  EXPECT_FALSE(desk_->take_package(li_, zip, form));
  put(package_bytes({{"a.xml", "<assessmentItem/>"}}));
  EXPECT_EQ(code_of(desk_->take_package(li_, zip, form)), "package-no-manifest");
}

TEST_P(AssignmentsTest, FromTheBankToTheResult) {
  const auto question = desk_->keep(li_, kept(choice()));
  ASSERT_TRUE(question);
  auto of = wanted({blank()}, {"A", "B"});
  of.items.insert(of.items.begin(), {question->id, {}, 5});
  const auto id = given(of);
  EXPECT_EQ(desk_->own(li_)->items.at(0).points, 9);
  EXPECT_EQ(desk_->own(li_)->items.at(0).students, 3);
  EXPECT_EQ(desk_->own(li_)->classes.size(), 2u) << "on two campuses";

  EXPECT_EQ(desk_->work(mei_)->children.at(0).items.at(0).stage, WorkStage::open);
  EXPECT_TRUE(desk_->work(guardian("xu"))->children.at(0).items.empty());
  auto paper = begun("mei", id);
  ASSERT_EQ(paper.items.size(), 2u);
  EXPECT_EQ(paper.items[0].most, 5) << "as many points as this assignment gives";
  EXPECT_FALSE(paper.items[0].key);
  EXPECT_EQ(save(paper, 1, choose(item(paper, 1), "4")), "");
  EXPECT_EQ(save(paper, 2, {{}, {"北京", "3.2"}, {}, {}}), "");
  EXPECT_EQ(desk_->paper(mei_, child("mei"), id)->of.answered, 2) << "the same paper by the child's own account";
  paper = *desk_->hand_in(mei_, child("mei"), id);
  EXPECT_EQ(paper.of.stage, WorkStage::handed);
  EXPECT_EQ(paper.of.points, 7);
  EXPECT_EQ(item(paper, 1).points, 5);
  EXPECT_EQ(item(paper, 2).points, 2);
  EXPECT_FALSE(item(paper, 1).key) << "others still write";

  const auto results = *desk_->results(li_, id, class_id("A"));
  ASSERT_EQ(results.lines.size(), 2u);
  const auto& line = *std::ranges::find(results.lines, "mei", &ResultLine::name);
  EXPECT_EQ(line.points, 7);
  EXPECT_EQ(line.cells.at(1).points, 2);
  EXPECT_EQ(results.columns.at(0).mean, 5);
  EXPECT_EQ(results_workbook(results, Language::zh).substr(0, 2), "PK");
  EXPECT_EQ(desk_->assignment(li_, id)->classes.at(0).marked, 1);

  EXPECT_EQ(code_of(desk_->give_back(li_, id)), "not-over");
  now_ = at_hour(day_.plus(1), 20);
  paper = *desk_->paper(guardian("mei"), child("mei"), id);
  ASSERT_TRUE(item(paper, 2).key) << "the time is over for everybody";
  EXPECT_EQ(item(paper, 2).key->blanks.at(0), "Beijing");
  EXPECT_EQ(item(paper, 1).key->explanation, "Two and two are four.");
  EXPECT_EQ(desk_->give_back(li_, id)->of.state, WorkState::returned);
}

TEST_P(AssignmentsTest, AnAnswerIsReadByWhoTeachesTheChild) {
  const auto id = given(wanted({choice()}, {"A", "B"}));
  const auto reads = [&](const Actor& who, const char* of) { return code_of(desk_->results(who, id, class_id(of))); };
  EXPECT_EQ(reads(li_, "A"), "");
  EXPECT_EQ(reads(principal_, "A"), "");
  EXPECT_EQ(reads(principal_, "B"), "assignment-unknown");
  EXPECT_EQ(reads(wang_, "B"), "assignment-unknown") << "a colleague without the class";
  EXPECT_EQ(reads(zhou_, "Z"), "assignment-unknown");
  EXPECT_EQ(reads(guardian("mei"), "A"), "assignment-unknown");
  EXPECT_EQ(code_of(desk_->assignment(wang_, id)), "assignment-unknown") << "the questions have their answers in them";
  EXPECT_EQ(code_of(desk_->assignment(mei_, id)), "assignment-unknown");
  EXPECT_EQ(code_of(desk_->paper(guardian("mei"), child("tao"), id)), "child-unknown");
  EXPECT_EQ(code_of(desk_->paper(guardian("xu"), child("xu"), id)), "assignment-unknown");
  const auto readings = database_->read([&](db::Session& session) {
    audit::Filter filter;
    filter.action = "people-read";
    return trail_.count(session, filter);
  });
  EXPECT_EQ(readings, 2) << "every reading is in the trail";
}

TEST_P(AssignmentsTest, WorkIsGivenToClassesThatOneTeachesOrLooksAfter) {
  EXPECT_EQ(fault_of(desk_->make(wang_,
                                 [&] {
                                   auto of = wanted({choice()}, {"B"});
                                   of.org_id = b_;
                                   return of;
                                 }())),
            "classes");
  auto of = wanted({choice()}, {"A", "B"});
  of.org_id = group_;
  const auto head = person("head", {{Role::centre_head, group_}});
  const auto made = desk_->make(head, of);
  ASSERT_TRUE(made) << made.error().what.en;
  ASSERT_EQ(code_of(desk_->give(head, made->of.id)), "");
  EXPECT_EQ(desk_->own(head)->all_of.size(), 2u);
  EXPECT_FALSE(desk_->assignment(head, made->of.id)->classes.at(0).may_read) << "who set it sees how many, not what";
  EXPECT_EQ(code_of(desk_->results(head, made->of.id, class_id("A"))), "assignment-unknown");
  EXPECT_EQ(desk_->own(li_)->others.at(0).id, made->of.id) << "and the class's own teacher reads it";
  EXPECT_EQ(desk_->of_school(a_)->items.size(), 1u);
  of.classes.push_back(class_id("Z"));
  EXPECT_EQ(fault_of(desk_->make(head, of)), "classes");
}

TEST_P(AssignmentsTest, WhatWasAcknowledgedIsKept) {
  const auto id = given(wanted({choice(), blank()}));
  const auto paper = begun("mei", id);
  EXPECT_EQ(begun("mei", id).paper_id, paper.paper_id) << "begun once";
  ASSERT_EQ(save(paper, 2, {{}, {"x"}, {}, {}}), "");
  EXPECT_EQ(save(paper, 2, {{}, {"x"}, {}, {}}), "") << "its acknowledgement was lost";
  EXPECT_EQ(save(paper, 2, {{}, {"y"}, {}, {}}), "newer");
  EXPECT_EQ(save(paper, 2, {{}, {"y"}, {}, {}}, 1), "");
  EXPECT_EQ(item(*desk_->paper(mei_, child("mei"), id), 2).answer.blanks.at(0), "y");
  EXPECT_EQ(item(*desk_->paper(mei_, child("mei"), id), 2).version, 2);
  EXPECT_EQ(save(paper, 9, {}), "assignments-invalid");
  EXPECT_EQ(save(paper, 1, {{7}, {}, {}, {}}), "assignments-invalid");
  EXPECT_EQ(save(paper, 1, {{0, 1}, {}, {}, {}}), "answer-invalid");
  auto foreign = paper;
  foreign.paper_id = begun("tao", id).paper_id;
  EXPECT_EQ(save(foreign, 1, {{1}, {}, {}, {}}), "assignment-unknown") << "somebody else's paper";
  ASSERT_EQ(code_of(desk_->hand_in(mei_, child("mei"), id)), "");
  EXPECT_EQ(save(paper, 2, {{}, {"z"}, {}, {}}, 2), "handed-in");
}

TEST_P(AssignmentsTest, ItClosesAndWhatWasSavedCounts) {
  const auto id = given(wanted({choice()}));
  now_ = at_hour(day_, 7);
  EXPECT_EQ(code_of(desk_->begin(mei_, child("mei"), id)), "not-open");
  EXPECT_TRUE(desk_->paper(mei_, child("mei"), id)->items.empty()) << "nothing is seen before it opens";
  now_ = at_hour(day_.plus(1), 19);
  const auto paper = begun("mei", id);
  ASSERT_EQ(save(paper, 1, choose(item(paper, 1), "4")), "");
  now_ = at_hour(day_.plus(1), 20);
  EXPECT_EQ(save(paper, 1, choose(item(paper, 1), "5"), 1), "closed");
  EXPECT_EQ(code_of(desk_->begin(guardian("tao"), child("tao"), id)), "closed");
  const auto results = *desk_->results(li_, id, class_id("A"));
  EXPECT_EQ(std::ranges::find(results.lines, "mei", &ResultLine::name)->points, 2);
  EXPECT_EQ(std::ranges::find(results.lines, "tao", &ResultLine::name)->state, PaperState::none);
  EXPECT_EQ(save(paper, 1, choose(item(paper, 1), "5"), 1), "handed-in");
}

TEST_P(AssignmentsTest, LatenessTakesWhatWasSaid) {
  auto of = wanted({choice(), choice()});
  of.late = LateRule::reduced;
  EXPECT_EQ(fault_of(desk_->make(li_, of)), "late_share");
  of.late_share = 0.25;
  const auto id = given(of);
  now_ = at_hour(day_.plus(2), 9);
  auto paper = begun("mei", id);
  ASSERT_EQ(save(paper, 1, choose(item(paper, 1), "4")), "");
  ASSERT_EQ(save(paper, 2, choose(item(paper, 2), "4")), "");
  paper = *desk_->hand_in(mei_, child("mei"), id);
  EXPECT_TRUE(paper.late);
  EXPECT_EQ(paper.of.points, 3);
  EXPECT_EQ(item(paper, 1).points, 2) << "what an answer is worth stays";
  EXPECT_FALSE(item(paper, 1).key) << "others may still hand in";
  EXPECT_EQ(desk_->give_back(li_, id)->of.state, WorkState::returned);
  EXPECT_TRUE(item(*desk_->paper(mei_, child("mei"), id), 1).key);
}

TEST_P(AssignmentsTest, AnotherTryCountsInsteadOfTheOneBefore) {
  auto of = wanted({choice()});
  of.tries = 2;
  const auto id = given(of);
  auto paper = begun("mei", id);
  ASSERT_EQ(save(paper, 1, choose(item(paper, 1), "4")), "");
  paper = *desk_->hand_in(mei_, child("mei"), id);
  EXPECT_TRUE(paper.again);
  paper = begun("mei", id);
  EXPECT_EQ(std::ranges::find(desk_->results(li_, id, class_id("A"))->lines, "mei", &ResultLine::name)->points, 2)
      << "as long as the second one is being written";
  ASSERT_EQ(save(paper, 1, choose(item(paper, 1), "5")), "");
  ASSERT_EQ(code_of(desk_->hand_in(mei_, child("mei"), id)), "");
  const auto line = *std::ranges::find(desk_->results(li_, id, class_id("A"))->lines, "mei", &ResultLine::name);
  EXPECT_EQ(line.points, 0);
  EXPECT_EQ(line.tries, 2);
  EXPECT_EQ(code_of(desk_->begin(mei_, child("mei"), id)), "no-more-tries");
}

TEST_P(AssignmentsTest, NothingOfTheKeyIsReadOffAPaper) {
  auto of = wanted({choice(), matching(), choice(), choice(), choice(), choice()});
  of.shuffled = true;
  const auto id = given(of);
  const auto paper = begun("mei", id);
  EXPECT_EQ(json::text(paper).find("share"), std::string::npos);
  EXPECT_NE(json::text(begun("tao", id).items), json::text(paper.items)) << "each paper in its own order";
  EXPECT_EQ(json::text(desk_->paper(mei_, child("mei"), id)->items), json::text(paper.items)) << "the same again";
  // Right sides are named by where they stand on the paper.
  const auto& match = item(paper, 2);
  ASSERT_EQ(match.lefts.size(), 3u);
  ASSERT_EQ(match.rights.size(), 4u);
  QuestionAnswer answer;
  for (const auto* right : {"1", "2", "3"})
    answer.matched.push_back(std::ranges::find(match.rights, right) - match.rights.begin());
  ASSERT_EQ(save(paper, 2, answer), "");
  const auto handed = *desk_->hand_in(mei_, child("mei"), id);
  EXPECT_EQ(item(handed, 2).points, 3);
  EXPECT_EQ(item(handed, 2).answer.matched, answer.matched);
}

TEST_P(AssignmentsTest, WhatWasGivenStays) {
  const auto id = given(wanted({choice()}));
  auto of = wanted({choice()});
  of.title = "Week three";
  of.due_on = day_.plus(2);
  of.classes.push_back(class_id("B"));
  EXPECT_EQ(code_of(desk_->change(li_, id, of)), "");
  auto other = of;
  other.due_on = day_.plus(1);
  EXPECT_EQ(code_of(desk_->change(li_, id, other)), "given") << "not earlier";
  other = of;
  other.items.push_back({{}, blank(), {}});
  EXPECT_EQ(code_of(desk_->change(li_, id, other)), "given");
  other = of;
  other.classes = {class_id("A")};
  EXPECT_EQ(code_of(desk_->change(li_, id, other)), "given") << "a class that has it keeps it";
  begun("mei", id);
  EXPECT_EQ(code_of(desk_->withdraw(li_, id)), "begun");
  EXPECT_EQ(code_of(desk_->change(zhou_, id, of)), "assignment-unknown");
  const auto draft = desk_->make(li_, wanted({}));
  ASSERT_TRUE(draft);
  EXPECT_EQ(fault_of(desk_->give(li_, draft->of.id)), "items");
  EXPECT_EQ(code_of(desk_->withdraw(li_, draft->of.id)), "");
}

TEST_P(AssignmentsTest, ErasureTakesTheAnswersAway) {
  const auto id = given(wanted({choice()}));
  const auto paper = begun("mei", id);
  ASSERT_EQ(save(paper, 1, choose(item(paper, 1), "4")), "");
  ASSERT_EQ(code_of(desk_->hand_in(mei_, child("mei"), id)), "");
  using children::Forgetting;
  EXPECT_EQ(*desk_->forget(office_, {child("mei")}, Forgetting::everything, true), 1);
  ASSERT_EQ(*desk_->forget(office_, {child("mei")}, Forgetting::everything, false), 1);
  const auto results = *desk_->results(li_, id, class_id("A"));
  EXPECT_EQ(std::ranges::find(results.lines, "mei", &ResultLine::name)->state, PaperState::none);
  EXPECT_EQ(*desk_->forget(office_, {child("mei")}, Forgetting::everything, false), 0);
}

DOORSTEP_ON_BOTH(AssignmentsTest);

}  // namespace
}  // namespace doorstep::assignments
