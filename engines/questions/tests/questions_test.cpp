// Marking by key: the worked examples that examination boards and other programs publish, and the edges of each rule.
#include <gtest/gtest.h>

#include "../questions.h"

namespace doorstep::questions {
namespace {

QuestionBody of_kind(QuestionKind kind, const char* text = "?") {
  QuestionBody made;
  made.kind = kind;
  made.text = text;
  return made;
}
double share(const QuestionBody& question, const QuestionAnswer& answer) { return *share_of(question, answer); }
QuestionAnswer chosen(std::vector<int64_t> places) { return {std::move(places), {}, {}, {}}; }
QuestionGap words(std::vector<std::string> accepted) {
  QuestionGap gap;
  for (auto& one : accepted) gap.accepted.push_back({std::move(one), 1, 0, {}});
  return gap;
}
QuestionGap number(const char* right, double tolerance = 0) { return {true, false, {{right, 1, tolerance, {}}}}; }
std::string first_fault(const QuestionBody& question) {
  const auto faults = faults_of(question);
  return faults.empty() ? "" : faults[0].field;
}

// GIFT's own description: "Who's buried in Grant's tomb?"
TEST(Marking, OneOfSeveral) {
  auto question = of_kind(QuestionKind::choice);
  question.options = {{"Grant", 1, {}}, {"no one", 0, {}}, {"Napoleon", 0, {}}, {"Churchill", -0.5, {}}};
  EXPECT_EQ(first_fault(question), "");
  EXPECT_EQ(share(question, chosen({0})), 1);
  EXPECT_EQ(share(question, chosen({2})), 0);
  EXPECT_EQ(share(question, chosen({3})), 0) << "no question gives less than nothing";
  EXPECT_EQ(share(question, {}), 0);
}

// Moodle's description of GIFT: "What two people are entombed in Grant's tomb?" with 50 and -100 per cent.
TEST(Marking, SeveralBySharesAsMoodleDoes) {
  auto question = of_kind(QuestionKind::multiple);
  question.rule = MultipleRule::shares;
  question.options = {{"No one", -1, {}}, {"Grant", 0.5, {}}, {"Grant's wife", 0.5, {}}, {"Grant's father", -1, {}}};
  EXPECT_EQ(share(question, chosen({1, 2})), 1);
  EXPECT_EQ(share(question, chosen({1})), 0.5);
  EXPECT_EQ(share(question, chosen({1, 2, 3})), 0);
}

// QTI's "Composition of Water" (choice_multiple.xml): H 1, O 1, Cl -1, else -2, between 0 and 2.
TEST(Marking, SeveralBySharesAsQtiMapsThem) {
  auto question = of_kind(QuestionKind::multiple, "Which of the following elements are used to form water?");
  question.rule = MultipleRule::shares;
  question.points = 2;
  question.options = {{"Hydrogen", 0.5, {}}, {"Helium", -1, {}},   {"Carbon", -1, {}},
                      {"Oxygen", 0.5, {}},   {"Nitrogen", -1, {}}, {"Chlorine", -0.5, {}}};
  const auto points = [&](std::vector<int64_t> places) {
    return points_of(share(question, chosen(std::move(places))), question.points);
  };
  EXPECT_EQ(points({0, 3}), 2);
  EXPECT_EQ(points({0, 3, 5}), 1);
  EXPECT_EQ(points({0}), 1);
  EXPECT_EQ(points({0, 5}), 0);
  EXPECT_EQ(points({1, 2}), 0) << "the lower bound";
}

// 2024 新课标 I 卷数学：每小题 6 分，全部选对得 6 分，部分选对得部分分，有选错得 0 分；两个正确的每个 3
// 分，三个正确的每个 2 分.
TEST(Marking, SeveralAsTheEntranceExaminationOf2024) {
  auto question = of_kind(QuestionKind::multiple);
  question.points = 6;
  question.options = {{"A", 1, {}}, {"B", 1, {}}, {"C", 0, {}}, {"D", 0, {}}};
  const auto points = [&](std::vector<int64_t> places) {
    return points_of(share(question, chosen(std::move(places))), question.points);
  };
  EXPECT_EQ(points({0, 1}), 6);
  EXPECT_EQ(points({0}), 3);
  EXPECT_EQ(points({0, 2}), 0);
  question.options[2].share = 1;
  EXPECT_EQ(points({0}), 2);
  EXPECT_EQ(points({0, 1}), 4);
  EXPECT_EQ(points({0, 1, 2}), 6);
  EXPECT_EQ(points({0, 1, 2, 3}), 0);
}

// 2021 新高考 I 卷：每小题 5 分，全部选对得 5 分，部分选对得 2 分，有选错得 0 分.
TEST(Marking, SeveralAsTheEntranceExaminationOf2021) {
  auto question = of_kind(QuestionKind::multiple);
  question.points = 5;
  question.rule = MultipleRule::part_flat;
  question.options = {{"A", 1, {}}, {"B", 0, {}}, {"C", 1, {}}, {"D", 1, {}}};
  const auto points = [&](std::vector<int64_t> places) {
    return points_of(share(question, chosen(std::move(places))), question.points);
  };
  EXPECT_EQ(points({0, 2, 3}), 5);
  EXPECT_EQ(points({0, 2}), 2);
  EXPECT_EQ(points({3}), 2);
  EXPECT_EQ(points({}), 0);
  EXPECT_EQ(points({0, 1}), 0);
  question.rule = MultipleRule::exact;
  EXPECT_EQ(points({0, 2}), 0);
}

// Moodle's description of GIFT: "When was Ulysses S. Grant born? {#1822:5}" and "{#3.1415:0.0005}".
TEST(Marking, NumbersWithTolerance) {
  auto born = of_kind(QuestionKind::blank, "When was Ulysses S. Grant born?");
  born.gaps = {{true, false, {{"1822", 1, 0, {}}, {"1822", 0.5, 2, {}}}}};
  EXPECT_EQ(first_fault(born), "");
  EXPECT_EQ(share(born, {{}, {"1822"}, {}, {}}), 1);
  EXPECT_EQ(share(born, {{}, {"1824"}, {}, {}}), 0.5);
  EXPECT_EQ(share(born, {{}, {"1825"}, {}, {}}), 0);
  const auto pi = number("3.1415", 0.0005);
  EXPECT_EQ(share_of(pi, "3.1420"), 1) << "at the very edge, whatever binary fractions make of it";
  EXPECT_EQ(share_of(pi, "3.1410"), 1);
  EXPECT_EQ(share_of(pi, "3.1421"), 0);
  EXPECT_EQ(share_of(number("0.2", 0.1), "0.3"), 1);
}

TEST(Marking, NumbersAsPupilsWriteThem) {
  EXPECT_EQ(number_of(" １２．５ "), 12.5);
  EXPECT_EQ(number_of("－3"), -3);
  EXPECT_EQ(number_of("−3"), -3);
  EXPECT_EQ(number_of("+4"), 4);
  EXPECT_EQ(number_of("3/4"), 0.75);
  EXPECT_EQ(number_of("6.02e23"), 6.02e23);
  for (const auto* none : {"", "3/0", "x", "1,5", "3 4", "inf", "nan", "1e999"}) EXPECT_FALSE(number_of(none)) << none;
  EXPECT_EQ(share_of(number("0.75"), "3/4"), 1);
}

TEST(Marking, WordsAreComparedAsTheyAreMeant) {
  const auto beijing = words({"Beijing", "北京", "Peking"});
  for (const auto* right : {"beijing", "  BEIJING ", "北京", "ｂｅｉｊｉｎｇ", "peking"})
    EXPECT_EQ(share_of(beijing, right), 1) << right;
  for (const auto* wrong : {"", " ", "北 京", "beijin", "beijing!"}) EXPECT_EQ(share_of(beijing, wrong), 0) << wrong;
  auto cased = words({"NaCl"});
  cased.cased = true;
  EXPECT_EQ(share_of(cased, "NaCl"), 1);
  EXPECT_EQ(share_of(cased, "nacl"), 0);
  EXPECT_EQ(share_of(words({"New  York"}), "new york"), 1);
  EXPECT_EQ(share_of(words({"*Grant*"}), "General Grant, 1822"), 1);
  EXPECT_EQ(share_of(words({"*"}), "anything"), 1);
  EXPECT_EQ(share_of(words({R"(2\*3)"}), "2*3"), 1);
  EXPECT_EQ(share_of(words({R"(2\*3)"}), "2x3"), 0);
  EXPECT_EQ(share_of(words({"a*a*a*a*a*a*a*b"}), std::string(5000, 'a')), 0) << "and takes no time";
}

TEST(Marking, EveryGapCountsTheSame) {
  auto question = of_kind(QuestionKind::blank, "___加___等于____。");
  question.gaps = {number("1"), number("2"), words({"3", "三"})};
  EXPECT_EQ(first_fault(question), "");
  EXPECT_EQ(points_of(share(question, {{}, {"1", "9", "三"}, {}, {}}), 3), 2);
  EXPECT_EQ(points_of(share(question, {{}, {"1"}, {}, {}}), 1), 0.33);
  EXPECT_EQ(gap_shares(question, {{}, {"", "2"}, {}, {}}), (std::vector<double>{0, 1, 0}));
  EXPECT_EQ(gaps_in("__ no ___ yes ________ yes"), 2u);
}

// Moodle's description of GIFT: countries and capitals.
TEST(Marking, Matching) {
  auto question = of_kind(QuestionKind::matching);
  question.pairs = {{"Canada", "Ottawa"}, {"Italy", "Rome"}, {"Japan", "Tokyo"}, {"", "Paris"}};
  EXPECT_EQ(first_fault(question), "");
  EXPECT_EQ(share(question, {{}, {}, {0, 1, 2}, {}}), 1);
  EXPECT_NEAR(share(question, {{}, {}, {0, 3, 1}, {}}), 1.0 / 3, 1e-12);
  EXPECT_EQ(share(question, {{}, {}, {-1, -1}, {}}), 0);
  question.pairs[2].right = "Ottawa";
  EXPECT_EQ(share(question, {{}, {}, {2, 1, 0}, {}}), 1) << "right sides that read the same are the same";
}

TEST(Marking, PeopleMarkTheRest) {
  for (const auto kind : {QuestionKind::essay, QuestionKind::file, QuestionKind::photo}) {
    EXPECT_FALSE(share_of(of_kind(kind), {}));
    EXPECT_FALSE(marked_by_key(kind));
  }
}

TEST(Marking, ARubricAddsUp) {
  auto essay = of_kind(QuestionKind::essay);
  essay.points = 10;
  essay.rubric = {{"ideas", {{"clear", 6}, {"vague", 2.5}}}, {"language", {{"good", 4}, {"poor", 0}}}};
  EXPECT_EQ(rubric_points(essay, {0, 0}), 10);
  EXPECT_EQ(rubric_points(essay, {1, 1}), 2.5);
  for (const auto& levels : {std::vector<int64_t>{}, {0}, {0, 2}, {-1, 0}, {0, 0, 0}})
    EXPECT_FALSE(rubric_points(essay, levels));
}

TEST(Answers, HoldFilesWhereTheyAreAskedFor) {
  const auto with = [](std::vector<std::string> files) { return QuestionAnswer{{}, {}, {}, "", std::move(files)}; };
  const auto photo = of_kind(QuestionKind::photo);
  EXPECT_TRUE(check_answer(photo, with({"a", "b"})));
  EXPECT_TRUE(answered(photo, with({"a"})));
  EXPECT_FALSE(answered(photo, with({})));
  EXPECT_FALSE(check_answer(photo, with({"a", "a"})));
  EXPECT_FALSE(check_answer(photo, with(std::vector<std::string>(most_answer_files + 1, "a"))));
  EXPECT_FALSE(check_answer(of_kind(QuestionKind::essay), with({"a"})));
  EXPECT_FALSE(answered(of_kind(QuestionKind::essay), {{}, {}, {}, " \n", {}})) << "blanks alone";
}

TEST(Answers, ThatDoNotFitAreRefused) {
  auto question = of_kind(QuestionKind::choice);
  question.options = {{"a", 1, {}}, {"b", 0, {}}};
  EXPECT_TRUE(check_answer(question, chosen({1})));
  EXPECT_TRUE(check_answer(question, {}));
  for (const auto& places : {std::vector<int64_t>{2}, {-1}, {0, 1}, {0, 0}})
    EXPECT_FALSE(check_answer(question, chosen(places)));
  question.kind = QuestionKind::multiple;
  EXPECT_TRUE(check_answer(question, chosen({0, 1})));
  EXPECT_FALSE(check_answer(question, {{}, {"x"}, {}, {}}));
  EXPECT_FALSE(check_answer(question, {{}, {}, {0}, {}}));
  EXPECT_FALSE(check_answer(question, {{}, {}, {}, std::string(longest_answer + 1, 'x')}));
}

TEST(Questions, AreChecked) {
  auto question = of_kind(QuestionKind::choice, " ");
  question.options = {{"a", 1, {}}, {"b", 0, {}}};
  EXPECT_EQ(first_fault(question), "text");
  question.text = "?";
  question.points = 0;
  EXPECT_EQ(first_fault(question), "points");
  question.points = 1;
  question.options[1].share = 1;
  EXPECT_EQ(first_fault(question), "options");
  question.options[1] = {"", 0, {}};
  EXPECT_EQ(first_fault(question), "options/1/text");
  question.options[1] = {"b", -2, {}};
  EXPECT_EQ(first_fault(question), "options/1/share");
  auto blank = of_kind(QuestionKind::blank, "___ and ___");
  blank.gaps = {words({"x"})};
  EXPECT_EQ(first_fault(blank), "text");
  blank.text = "what?";
  EXPECT_EQ(first_fault(blank), "") << "one gap needs no place in the text";
  blank.gaps = {number("many")};
  EXPECT_EQ(first_fault(blank), "gaps/0/accepted");
  auto essay = of_kind(QuestionKind::essay);
  essay.points = 10;
  essay.rubric = {{"ideas", {{"clear", 6}, {"vague", 2}}}, {"language", {{"good", 3}, {"poor", 0}}}};
  EXPECT_EQ(first_fault(essay), "rubric") << "9 are not 10";
  essay.rubric[1].levels[0].points = 4;
  EXPECT_EQ(first_fault(essay), "");
}

}  // namespace
}  // namespace doorstep::questions
