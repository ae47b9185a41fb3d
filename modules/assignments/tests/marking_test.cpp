// Answers that people mark: files and photos, rubrics, markers of other campuses, and what it all comes to.
#include "assignments_trial.h"

#include <cmath>

#include "verdict.h"

namespace doorstep::assignments {
namespace {

const std::string jpeg = [] {
  const auto segment = [](char mark, const std::string& body) {
    return std::string{'\xff', mark, '\0', static_cast<char>(body.size() + 2)} + body;
  };
  return "\xff\xd8" + segment('\xe0', std::string{"JFIF\0\1\1\0\0\1\0\1\0\0", 14}) + segment('\xfe', "taken by mei") +
         segment('\xdb', std::string(65, '\1')) + segment('\xc0', std::string{"\x08\0\1\0\1\1\1\x11\0", 9}) +
         segment('\xda', std::string{"\1\1\0\0\x3f\0", 6}) + "picture\xff\xd9";
}();

class MarkingTest : public AssignmentsTrial {
 protected:
  static QuestionBody essay(double points = 10) {
    QuestionBody made;
    made.kind = QuestionKind::essay;
    made.text = "Write about your school.";
    made.points = points;
    return made;
  }
  static QuestionBody with_rubric() {
    auto made = essay(6);
    made.rubric = {{"Content", {{"full", 4}, {"half", 2}, {"none", 0}}}, {"Words", {{"good", 2}, {"poor", 0}}}};
    return made;
  }
  static QuestionBody photo() {
    auto made = essay(5);
    made.kind = QuestionKind::photo;
    return made;
  }
  static QuestionAnswer text(const std::string& words) { return {{}, {}, {}, words, {}}; }
  static QuestionAnswer sent(std::vector<std::string> files) { return {{}, {}, {}, "", std::move(files)}; }
  // A paper that answers each place with words and is handed in.
  std::string handed(const char* name, const std::string& id, std::vector<int64_t> places = {1}) {
    const auto paper = begun(name, id);
    for (const auto place : places) EXPECT_EQ(save(paper, place, text(std::string{"by "} + name)), "");
    EXPECT_EQ(code_of(desk_->hand_in(guardian(name), child(name), id)), "");
    return paper.paper_id;
  }
  NewMark points(const std::string& paper, double given, int64_t version = 0, int64_t place = 1) {
    return {paper, place, version, {}, given, "Well done."};
  }
  void over() { now_ = at_hour(day_.plus(1), 21); }
};

TEST_P(MarkingTest, AnEssayIsMarkedByWhoTeachesTheClassAndReturned) {
  const auto id = given(wanted({with_rubric(), choice(), essay()}));
  const auto paper = begun("mei", id);
  ASSERT_EQ(save(paper, 1, text("My school has a tree.")), "");
  ASSERT_EQ(save(paper, 2, choose(item(paper, 2), "4")), "");
  auto seen = *desk_->hand_in(mei_, child("mei"), id);
  EXPECT_FALSE(seen.of.points) << "somebody has to mark it";
  EXPECT_EQ(item(seen, 2).points, 2) << "by the key at once";
  EXPECT_TRUE(item(seen, 1).rubric.empty()) << "levels may say what is right";

  EXPECT_EQ(code_of(desk_->row(wang_, id, 1)), "nothing-to-mark");
  EXPECT_EQ(code_of(desk_->row(guardian("mei"), id, 1)), "nothing-to-mark");
  EXPECT_EQ(code_of(desk_->row(principal_, id, 1)), "nothing-to-mark") << "reads, and marks nothing";
  const auto row = desk_->row(li_, id, 0);
  ASSERT_TRUE(row) << row.error().what.en;
  EXPECT_EQ(row->place, 1);
  EXPECT_EQ(row->places.size(), 1u) << "nobody answered the other essay: nothing to mark";
  ASSERT_EQ(row->papers.size(), 1u);
  EXPECT_EQ(row->papers[0].name, "mei");
  EXPECT_EQ(row->papers[0].answer.text, "My school has a tree.");

  NewMark mark{paper.paper_id, 1, 0, {0}, {}, "A fine tree."};
  EXPECT_EQ(fault_of(desk_->mark(li_, id, mark)), "levels") << "one level each";
  mark.levels = {0, 7};
  EXPECT_EQ(fault_of(desk_->mark(li_, id, mark)), "levels");
  mark.levels = {0, 1};
  mark.points = 6;
  EXPECT_EQ(fault_of(desk_->mark(li_, id, mark)), "points");
  mark.points = {};
  EXPECT_EQ(desk_->mark(li_, id, mark)->points, 4);
  EXPECT_EQ(desk_->mark(li_, id, mark)->version, 1) << "its acknowledgement was lost";
  mark.levels = {1, 1};
  EXPECT_EQ(code_of(desk_->mark(li_, id, mark)), "newer") << "from another device";
  mark.version = 1;
  EXPECT_EQ(desk_->mark(li_, id, mark)->points, 2);
  EXPECT_EQ(code_of(desk_->mark(wang_, id, mark)), "nothing-to-mark");
  mark.place = 2;
  EXPECT_EQ(code_of(desk_->mark(li_, id, mark)), "nothing-to-mark") << "the key marks it";
  mark.paper_id = "forged";
  EXPECT_EQ(code_of(desk_->mark(li_, id, mark)), "nothing-to-mark");

  seen = *desk_->paper(mei_, child("mei"), id);
  EXPECT_FALSE(item(seen, 1).points) << "seen when it is returned";
  EXPECT_TRUE(item(seen, 1).marks.empty());
  over();
  EXPECT_EQ(code_of(desk_->give_back(li_, id)), "");
  seen = *desk_->paper(guardian("mei"), child("mei"), id);
  EXPECT_EQ(seen.of.points, 4);
  EXPECT_EQ(item(seen, 1).marks.at(0).levels.at(0), 1);
  EXPECT_EQ(item(seen, 1).marks.at(0).words, "A fine tree.");
  EXPECT_EQ(item(seen, 1).rubric.size(), 2u);
  mark = {paper.paper_id, 1, 2, {0, 0}, {}, ""};
  EXPECT_EQ(code_of(desk_->mark(li_, id, mark)), "returned");
}

TEST_P(MarkingTest, PointsStayBelowTheFullMark) {
  const auto id = given(wanted({essay()}));
  const auto paper = handed("mei", id);
  for (const double wrong : {-1.0, 10.5, std::nan("")})
    EXPECT_EQ(fault_of(desk_->mark(li_, id, points(paper, wrong))), "points");
  auto by_level = points(paper, 5);
  by_level.levels = {0};
  EXPECT_EQ(fault_of(desk_->mark(li_, id, by_level)), "levels");
  EXPECT_EQ(desk_->mark(li_, id, points(paper, 7.5))->points, 7.5);
  EXPECT_EQ(desk_->results(li_, id, class_id("A"))->mean, 7.5);
  over();
  EXPECT_EQ(code_of(desk_->give_back(li_, id)), "");
}

TEST_P(MarkingTest, PhotosAreSentOrderedAndTakenOut) {
  const auto id = given(wanted({photo(), essay()}));
  EXPECT_EQ(code_of(desk_->sends_for(mei_, child("mei"), id)), "closed") << "not begun";
  const auto paper = begun("mei", id);
  EXPECT_EQ(*desk_->sends_for(mei_, child("mei"), id), a_);
  EXPECT_EQ(code_of(desk_->sends_for(guardian("tao"), child("mei"), id)), "child-unknown");
  const auto by = guardian("mei");
  const auto one = uploaded(by, a_, "1.jpg", jpeg), two = uploaded(by, a_, "2.jpg", jpeg + "x");
  EXPECT_EQ(save(paper, 2, sent({one})), "answer-invalid") << "an essay takes none";
  EXPECT_EQ(save(paper, 1, sent({one, one})), "answer-invalid");
  ASSERT_EQ(save(paper, 1, sent({two, one})), "");
  EXPECT_EQ(save(paper, 1, sent({two, one})), "") << "again";
  auto seen = *desk_->paper(mei_, child("mei"), id);
  ASSERT_EQ(item(seen, 1).files.size(), 2u);
  EXPECT_EQ(item(seen, 1).files[0].id, two) << "in the order in which they are read";
  EXPECT_EQ(desk_->own_file(mei_, child("mei"), id, one)->name, "1.jpg");
  EXPECT_EQ(code_of(desk_->own_file(guardian("tao"), child("tao"), id, one)), "file-unknown") << "another's";
  EXPECT_EQ(code_of(desk_->own_file(guardian("tao"), child("mei"), id, one)), "child-unknown");
  ASSERT_EQ(save(paper, 1, sent({one}), 1), "");
  EXPECT_EQ(code_of(desk_->own_file(mei_, child("mei"), id, two)), "file-unknown") << "taken out";

  const auto foreign = uploaded(guardian("tao"), a_, "3.jpg", jpeg);
  EXPECT_EQ(save(paper, 1, sent({foreign}), 2), "file-not-yours");
  EXPECT_EQ(save(paper, 1, sent({"forged"}), 2), "file-not-yours");
  const auto words = uploaded(by, a_, "words.txt", "no picture");
  EXPECT_EQ(save(paper, 1, sent({words}), 2), "assignments-invalid");
  const auto cut = uploaded(by, a_, "cut.jpg", jpeg.substr(0, jpeg.size() - 2));
  EXPECT_EQ(save(paper, 1, sent({cut}), 2), "assignments-invalid");
  EXPECT_EQ(item(*desk_->paper(mei_, child("mei"), id), 1).files.size(), 1u) << "what was there stays";
  const auto path = folder_.path() + "/wrong";
  std::ofstream{path} << "MZ program";
  EXPECT_FALSE(files_->put(by, a_, "photo.jpg", path)) << "something else behind a right name";

  ASSERT_EQ(code_of(desk_->hand_in(mei_, child("mei"), id)), "");
  EXPECT_EQ(code_of(desk_->sends_for(mei_, child("mei"), id)), "closed");
  const auto file = desk_->answer_file(li_, id, one);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bare) << "without what the camera wrote";
  EXPECT_EQ(code_of(desk_->answer_file(wang_, id, one)), "file-unknown");
  EXPECT_EQ(code_of(desk_->answer_file(guardian("mei"), id, one)), "file-unknown");
  EXPECT_EQ(code_of(desk_->answer_file(li_, given(wanted({photo()})), one)), "file-unknown") << "of another assignment";

  ASSERT_EQ(*desk_->forget(office_, {child("mei")}, children::Forgetting::everything, false), 1);
  EXPECT_FALSE(files_->stored(answers_room_, one)) << "photos go with the child";
}

TEST_P(MarkingTest, MarkersOfOtherCampusesMarkBlindAndTwice) {
  const auto id = given(wanted({essay()}, {"A", "B"}));
  const auto mei = handed("mei", id), tao = handed("tao", id), lan = handed("lan", id);
  const auto choices = desk_->choices(li_, id);
  ASSERT_TRUE(choices);
  EXPECT_EQ(choices->items.size(), 5u) << "of the group, with an account";
  EXPECT_EQ(code_of(desk_->choices(wang_, id)), "assignment-unknown");
  NewMarking rule{true, true, false, 0.2, true, {teacher_id("wang")}};
  EXPECT_EQ(fault_of(desk_->set_marking(li_, id, rule)), "markers") << "two at least";
  rule.markers = {teacher_id("wang"), teacher_id("zhou")};
  EXPECT_EQ(fault_of(desk_->set_marking(li_, id, rule)), "markers") << "of another district";
  rule.markers = {teacher_id("wang"), teacher_id("sun"), teacher_id("qian")};
  rule.max_gap = 2;
  EXPECT_EQ(fault_of(desk_->set_marking(li_, id, rule)), "max_gap");
  rule.max_gap = 0.2;
  ASSERT_EQ(code_of(desk_->set_marking(li_, id, rule)), "");
  EXPECT_EQ(code_of(desk_->mark(li_, id, points(mei, 5))), "nothing-to-mark") << "the markers' now";
  EXPECT_EQ(code_of(desk_->deal_out(li_, id)), "not-over");
  over();
  const auto dealt = desk_->deal_out(li_, id);
  ASSERT_TRUE(dealt) << dealt.error().what.en;
  int64_t all = 0;
  for (const auto& one : dealt->markers) {
    EXPECT_EQ(one.dealt, 2) << "evenly";
    all += one.dealt;
  }
  EXPECT_EQ(all, 6) << "each paper to two";
  EXPECT_EQ(dealt->to_deal, 0);
  rule.blind = false;
  EXPECT_EQ(code_of(desk_->set_marking(li_, id, rule)), "dealt");

  // Each sees what was dealt to them, by numbers.
  std::map<std::string, std::vector<Actor>> who;
  for (const auto& name : {"wang", "sun", "qian"}) {
    const auto by = teacher(name, "B");
    const auto row = desk_->row(by, id, 1);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->papers.size(), 2u);
    for (const auto& paper : row->papers) {
      EXPECT_EQ(paper.name + paper.of_class + paper.school, "");
      EXPECT_GT(paper.number, 0);
      who[paper.paper_id].push_back(by);
    }
    EXPECT_EQ(desk_->tasks(by).items.at(0).dealt, 2);
  }
  EXPECT_EQ(code_of(desk_->row(zhou_, id, 1)), "nothing-to-mark");
  for (const auto& paper : {mei, tao, lan}) ASSERT_EQ(who[paper].size(), 2u);
  // Near enough: the mean.
  ASSERT_TRUE(desk_->mark(who[mei][0], id, points(mei, 8)));
  EXPECT_FALSE(desk_->results(li_, id, class_id("A"))->columns.at(0).mean) << "one of two";
  ASSERT_TRUE(desk_->mark(who[mei][1], id, points(mei, 7)));
  EXPECT_EQ(desk_->results(li_, id, class_id("A"))->columns.at(0).mean, 7.5);
  // Too far apart: a third one, whom nobody named for this paper yet, decides with the nearer.
  ASSERT_TRUE(desk_->mark(who[tao][0], id, points(tao, 9)));
  ASSERT_TRUE(desk_->mark(who[tao][1], id, points(tao, 3)));
  std::optional<Actor> third;
  for (const auto& name : {"wang", "sun", "qian"}) {
    const auto by = teacher(name, "B");
    if (by.account != who[tao][0].account && by.account != who[tao][1].account) third = by;
  }
  ASSERT_TRUE(third);
  const auto third_row = desk_->row(*third, id, 1);
  ASSERT_EQ(third_row->papers.size(), 3u);
  for (const auto& paper : third_row->papers) EXPECT_TRUE(paper.others.empty()) << "by oneself";
  ASSERT_TRUE(desk_->mark(*third, id, points(tao, 8)));
  EXPECT_EQ(desk_->results(li_, id, class_id("A"))->columns.at(0).mean, 8) << "7.5 and 8.5";
  const auto file = *desk_->marking(li_, id);
  EXPECT_EQ(file.questions.at(0).twice, 2);
  EXPECT_EQ(file.questions.at(0).apart, 1);
  EXPECT_EQ(file.questions.at(0).gap, 3.5);
  EXPECT_TRUE(file.questions.at(0).alpha);
  EXPECT_EQ(code_of(desk_->give_back(li_, id)), "not-marked");
  ASSERT_TRUE(desk_->mark(who[lan][0], id, points(lan, 8)));
  ASSERT_TRUE(desk_->mark(who[lan][1], id, points(lan, 8)));
  ASSERT_EQ(code_of(desk_->give_back(li_, id)), "");
  const auto seen = *desk_->paper(mei_, child("mei"), id);
  EXPECT_EQ(seen.of.points, 7.5);
  ASSERT_EQ(item(seen, 1).marks.size(), 2u);
  EXPECT_EQ(item(seen, 1).marks[0].by, "");
}

TEST_P(MarkingTest, NobodyMarksTheOwnCampus) {
  const auto id = given(wanted({essay()}, {"A", "B"}));
  const auto mei = handed("mei", id), lan = handed("lan", id);
  NewMarking rule{false, false, true, 0.2, true, {teacher_id("wang")}};
  ASSERT_EQ(code_of(desk_->set_marking(li_, id, rule)), "");
  over();
  EXPECT_EQ(code_of(desk_->deal_out(li_, id)), "too-few-markers") << "a paper of B has nobody";
  rule.markers.push_back(teacher_id("chen"));
  ASSERT_EQ(code_of(desk_->set_marking(li_, id, rule)), "");
  ASSERT_EQ(code_of(desk_->deal_out(li_, id)), "");
  EXPECT_EQ(desk_->row(wang_, id, 1)->papers.at(0).paper_id, mei);
  EXPECT_EQ(desk_->row(wang_, id, 1)->papers.at(0).name, "mei") << "not blind";
  EXPECT_EQ(desk_->row(teacher("chen", "A"), id, 1)->papers.at(0).paper_id, lan);
  // Somebody falls ill: what was not marked is dealt anew.
  rule.elsewhere = true;
  rule.markers = {teacher_id("wang"), teacher_id("sun"), teacher_id("chen")};
  ASSERT_EQ(code_of(desk_->set_marking(li_, id, rule)), "");
  rule.markers = {teacher_id("sun"), teacher_id("chen")};
  const auto without = desk_->set_marking(li_, id, rule);
  ASSERT_TRUE(without);
  EXPECT_EQ(without->to_deal, 1);
  EXPECT_EQ(code_of(desk_->row(wang_, id, 1)), "nothing-to-mark");
  ASSERT_EQ(code_of(desk_->deal_out(li_, id)), "");
  EXPECT_EQ(desk_->row(teacher("sun", "B"), id, 1)->papers.at(0).paper_id, mei);
}

TEST_P(MarkingTest, WithoutAThirdTheSetterDecides) {
  const auto id = given(wanted({essay()}, {"A"}));
  const auto mei = handed("mei", id);
  const NewMarking rule{true, true, false, 0.1, true, {teacher_id("wang"), teacher_id("sun")}};
  ASSERT_EQ(code_of(desk_->set_marking(li_, id, rule)), "");
  over();
  ASSERT_EQ(code_of(desk_->deal_out(li_, id)), "");
  ASSERT_TRUE(desk_->mark(wang_, id, points(mei, 9)));
  EXPECT_EQ(code_of(desk_->row(li_, id, 1)), "nothing-to-mark");
  ASSERT_TRUE(desk_->mark(teacher("sun", "B"), id, points(mei, 3)));
  const auto row = desk_->row(li_, id, 1);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->papers.at(0).name, "");
  EXPECT_EQ(row->papers.at(0).others.size(), 2u);
  ASSERT_TRUE(desk_->mark(li_, id, points(mei, 6)));
  EXPECT_EQ(desk_->results(li_, id, class_id("A"))->mean, 6);
}

TEST_P(MarkingTest, QualityMonitoringHasTheResultsOfWhatWasReturned) {
  auto kept_one = kept(choice());
  kept_one.knowledge = {"addition", "numbers to 10"};
  const auto question = desk_->keep(li_, kept_one);
  ASSERT_TRUE(question);
  auto of = wanted({essay()}, {"A", "B"});
  of.items.insert(of.items.begin(), {question->id, {}, {}});
  const auto id = given(of);
  kept_one.knowledge = {"something else"};
  ASSERT_TRUE(desk_->change(li_, question->id, kept_one));
  for (const auto* name : {"mei", "lan"}) {
    const auto paper = begun(name, id);
    ASSERT_EQ(save(paper, 1, choose(item(paper, 1), "4")), "");
    ASSERT_EQ(save(paper, 2, text("words")), "");
    ASSERT_EQ(code_of(desk_->hand_in(guardian(name), child(name), id)), "");
    ASSERT_TRUE(desk_->mark(li_, id, points(paper.paper_id, 7, 0, 2)));
  }
  EXPECT_TRUE(desk_->outcomes({a_, b_}).empty()) << "not returned yet";
  EXPECT_EQ(code_of(desk_->outcome(office_, id, {a_})), "assignment-unknown");
  over();
  ASSERT_EQ(code_of(desk_->give_back(li_, id)), "");
  ASSERT_EQ(desk_->outcomes({a_, b_}).size(), 1u);
  EXPECT_EQ(desk_->outcomes({a_, b_})[0].papers, 2);
  EXPECT_EQ(desk_->outcomes({b_}).at(0).papers, 1);
  EXPECT_TRUE(desk_->outcomes({org_id("Z")}).empty());
  const auto found = desk_->outcome(office_, id, {a_});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->questions.size(), 2u);
  EXPECT_EQ(found->questions[0].kind, "choice");
  EXPECT_EQ(found->questions[0].knowledge, (std::vector<std::string>{"addition", "numbers to 10"}))
      << "as it was when it was given";
  EXPECT_TRUE(found->questions[1].by_people);
  ASSERT_EQ(found->lines.size(), 1u) << "of the schools asked for";
  EXPECT_EQ(found->lines[0].person_id, child("mei"));
  EXPECT_EQ(found->lines[0].points, (std::vector<double>{2, 7}));
  ASSERT_TRUE(desk_->forget(office_, {child("mei")}, children::Forgetting::everything, false));
  EXPECT_EQ(code_of(desk_->outcome(office_, id, {a_})), "assignment-unknown") << "nothing of who was erased";
  EXPECT_EQ(desk_->outcomes({a_, b_}).at(0).papers, 1);
}

TEST_P(MarkingTest, WhoHasToDoWithItIsTold) {
  const auto told = [&](const Actor& who, const std::string& title) { return told_.contains({who.account, title}); };
  const auto id = given(wanted({essay()}, {"A"}));
  EXPECT_TRUE(told(guardian("mei"), "New assignment: Week 3"));
  EXPECT_TRUE(told(mei_, "New assignment: Week 3"));
  EXPECT_FALSE(told(guardian("lan"), "New assignment: Week 3"));
  handed("mei", id);
  desk_->remind();
  EXPECT_FALSE(told(guardian("tao"), "Due soon: Week 3")) << "more than a day ahead";
  now_ = at_hour(day_.plus(1), 8);
  desk_->remind();
  EXPECT_TRUE(told(guardian("tao"), "Due soon: Week 3"));
  EXPECT_FALSE(told(guardian("mei"), "Due soon: Week 3")) << "handed in";
  told_.clear();
  desk_->remind();
  EXPECT_TRUE(told_.empty()) << "once";
  const auto due = desk_->due(mei_, day_, day_.plus(2));
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].at, "20:00");
  EXPECT_EQ(due[0].on, day_.plus(1));
  EXPECT_EQ(due[0].who, "mei");
  EXPECT_TRUE(desk_->due(mei_, day_, day_.plus(1)).empty());
  EXPECT_EQ(desk_->due(li_, day_, day_.plus(2)).at(0).path, "/assignments/" + id);
  EXPECT_TRUE(desk_->due(guardian("lan"), day_, day_.plus(2)).empty());
  ASSERT_EQ(code_of(desk_->set_marking(li_, id, {true, false, false, 0.2, true, {teacher_id("wang")}})), "");
  over();
  ASSERT_EQ(code_of(desk_->deal_out(li_, id)), "");
  EXPECT_TRUE(told(wang_, "Please mark: Week 3"));
  ASSERT_TRUE(desk_->mark(wang_, id, points(desk_->row(wang_, id, 1)->papers.at(0).paper_id, 5)));
  ASSERT_EQ(code_of(desk_->give_back(li_, id)), "");
  EXPECT_TRUE(told(guardian("mei"), "Assignment returned: Week 3"));
}

TEST(Verdict, OfTwoMarksAndAThird) {
  const MarkingRule rule{false, true, false, 0.2, true};
  const auto of = [&](std::map<int64_t, double> marks) { return verdict_of(rule, marks, 10); };
  EXPECT_FALSE(of({{1, 5}}).points);
  EXPECT_EQ(of({{1, 5}, {2, 7}}).points, 6) << "at the limit";
  EXPECT_TRUE(of({{1, 5}, {2, 7.5}}).apart);
  EXPECT_EQ(of({{1, 5}, {2, 8}, {3, 7}}).points, 7.5);
  EXPECT_EQ(of({{1, 4}, {2, 8}, {3, 6}}).points, 7) << "as near to both: for the child";
  EXPECT_EQ(of({{0, 1}, {1, 4}, {2, 8}}).points, 1);
}

TEST(Deal, FollowsFromTheSeedAlone) {
  std::vector<DealtPaper> papers;
  for (int i = 0; i < 100; ++i)
    papers.push_back({std::to_string(i), i % 2 ? std::vector<size_t>{0} : std::vector<size_t>{}, {}});
  const std::vector<std::string> markers{"a", "b", "c", "d"};
  const auto made = deal(papers, {0, 0, 0, 0}, markers, 2, "seed");
  ASSERT_TRUE(made);
  std::ranges::reverse(papers);
  const auto again = deal(papers, {0, 0, 0, 0}, markers, 2, "seed");
  std::vector<int64_t> load(4, 0);
  for (size_t i = 0; i < made->size(); ++i) {
    EXPECT_EQ((*made)[i].markers, (*again)[i].markers);
    EXPECT_NE((*made)[i].markers[0], (*made)[i].markers[1]);
    for (const auto one : (*made)[i].markers) ++load[one];
    if (std::stoi((*made)[i].paper) % 2) {
      EXPECT_EQ(std::ranges::count((*made)[i].markers, 0u), 0);
    }
  }
  EXPECT_LE(*std::ranges::max_element(load) - *std::ranges::min_element(load), 2);
  EXPECT_FALSE(deal({{"x", {0, 1, 2}, {}}}, {0, 0, 0, 0}, markers, 2, "seed")) << "only one is left";
}

DOORSTEP_ON_BOTH(MarkingTest);

}  // namespace
}  // namespace doorstep::assignments
