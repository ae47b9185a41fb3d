// GIFT and Moodle XML: the examples of their descriptions, what is left out and refused, and the way there and back.
#include <gtest/gtest.h>

#include <doorstep/base/json.h>

#include "../formats.h"

namespace doorstep::questions {
namespace {

FoundQuestions gift(std::string_view text) {
  auto found = read_gift(text);
  EXPECT_TRUE(found) << found.error().what.en;
  return found ? *found : FoundQuestions{};
}
FoundQuestions moodle(const std::string& inside) {
  auto found = read_moodle_xml("<?xml version=\"1.0\"?>\n<quiz>\n" + inside + "</quiz>");
  EXPECT_TRUE(found) << found.error().what.en;
  return found ? *found : FoundQuestions{};
}

// The examples of docs.moodle.org/en/GIFT_format.
constexpr const char* examples = R"(// true/false
::Q1:: 1+1=2 {T}

// multiple choice with specified feedback for right and wrong answers
::Q2:: What's between orange and green in the spectrum?
{ =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }

// fill-in-the-blank
::Q3:: Two plus {=two =2} equals four.

// matching
::Q4:: Which animal eats which food? { =cat -> cat food =dog -> dog food }

// math range question
::Q5:: What is a number from 1 to 5? {#3:2}

// math range specified with interval end points
::Q6:: What is a number from 1 to 5? {#1..5}

// multiple numeric answers with partial credit and feedback
::Q7:: When was Ulysses S. Grant born? {#
         =1822:0      # Correct! Full credit.
         =%50%1822:2  # He was born in 1822. Half credit for being close.
}

// essay
::Q8:: How are you? {}

$CATEGORY: $course$/Tombs

What two people are entombed in Grant's tomb? {
   ~%-100%No one
   ~%50%Grant
   ~%50%Grant's wife
   ~%-100%Grant's father
}
)";

TEST(Gift, ReadsTheExamplesOfItsDescription) {
  const auto found = gift(examples);
  EXPECT_TRUE(found.left_out.empty()) << json::text(found.left_out);
  ASSERT_EQ(found.questions.size(), 9u);
  const auto& q = found.questions;
  EXPECT_EQ(q[0].question.kind, QuestionKind::true_false);
  EXPECT_EQ(q[0].question.text, "1+1=2") << "signs outside of braces are letters";
  EXPECT_EQ(q[0].line, 2);
  EXPECT_EQ(q[1].question.kind, QuestionKind::choice);
  EXPECT_EQ(q[1].question.options.at(0).feedback, "right; good!");
  EXPECT_EQ(q[1].question.options.at(1).share, 0);
  EXPECT_EQ(q[2].question.text, "Two plus _____ equals four.");
  EXPECT_EQ(share_of(q[2].question, {{}, {"TWO"}, {}, {}}), 1);
  EXPECT_EQ(q[3].question.pairs.at(1).right, "dog food");
  for (const auto at : {4, 5}) {
    EXPECT_EQ(share_of(q[at].question, {{}, {"1"}, {}, {}}), 1);
    EXPECT_EQ(share_of(q[at].question, {{}, {"5.1"}, {}, {}}), 0);
  }
  EXPECT_EQ(share_of(q[6].question, {{}, {"1820"}, {}, {}}), 0.5);
  EXPECT_EQ(q[7].question.kind, QuestionKind::essay);
  EXPECT_EQ(q[8].category, "Tombs");
  EXPECT_EQ(q[8].question.rule, MultipleRule::shares);
  EXPECT_EQ(share_of(q[8].question, {{1, 2}, {}, {}, {}}), 1);
}

TEST(Gift, SignsAreEscaped) {
  const auto found =
      gift(R"(::a\:b:: [html]<p>2 \= 2 &amp; <b>x</b> \{1\}</p><p>next</p> {=\~yes\n\#1 ~no####because})");
  ASSERT_EQ(found.questions.size(), 1u) << json::text(found.left_out);
  const auto& body = found.questions[0].question;
  EXPECT_EQ(body.title, "a:b");
  EXPECT_EQ(body.text, "2 = 2 & x {1}\nnext");
  EXPECT_EQ(body.options.at(0).text, "~yes\n#1");
  EXPECT_EQ(body.explanation, "because");
}

TEST(Gift, WhatCannotBeTakenIsLeftOutWithItsLine) {
  const auto found = gift(
      "::one:: text only\n\ngood {=x}\n\n::two:: {=a\n\n::three {T}\n\n[html]<img src=x> {T}\n\n"
      "no sign {yes}\n\n{=a} and {=b}\n\nrange {#5..1}\n\nonly wrong {~a ~b}\n");
  EXPECT_EQ(found.questions.size(), 1u);
  ASSERT_EQ(found.left_out.size(), 8u) << json::text(found.left_out);
  EXPECT_EQ(found.left_out[0].line, 1);
  EXPECT_EQ(found.left_out[0].name, "one");
  EXPECT_EQ(found.left_out[1].line, 5);
  EXPECT_EQ(found.left_out[7].line, 17);
}

TEST(Gift, IsRefusedWhenItIsNoText) {
  EXPECT_EQ(read_gift("a\xff{T}").error().code, "gift-encoding");
  EXPECT_EQ(read_gift(std::string("a\0{T}", 5)).error().code, "gift-encoding");
  EXPECT_EQ(read_gift(std::string(most_file_bytes + 1, 'x')).error().fault, Fault::too_large);
  std::string many;
  for (size_t i = 0; i <= most_file_questions; ++i) many += "x {T}\n\n";
  EXPECT_EQ(read_gift(many).error().code, "questions-too-many");
  EXPECT_TRUE(gift("").questions.empty());
}

TEST(MoodleXml, ReadsEachType) {
  const auto found = moodle(R"(
<question type="category"><category><text>$course$/top/Maths</text></category></question>
<question type="multichoice"><name><text>n</text></name>
 <questiontext format="html"><text><![CDATA[<p>Which are <i>even</i>?</p>]]></text></questiontext>
 <generalfeedback format="html"><text>&lt;p&gt;2 and 4&lt;/p&gt;</text></generalfeedback>
 <defaultgrade>4.0000000</defaultgrade><single>false</single>
 <answer fraction="50" format="html"><text>&lt;p&gt;2&lt;/p&gt;</text><feedback><text>yes</text></feedback></answer>
 <answer fraction="50"><text>4</text></answer><answer fraction="-50"><text>5</text></answer>
 <tags><tag><text>even</text></tag></tags></question>
<question type="multichoice"><questiontext><text>one?</text></questiontext><single>true</single>
 <answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer></question>
<question type="truefalse"><questiontext><text>sun?</text></questiontext>
 <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
<question type="shortanswer"><questiontext><text>salt?</text></questiontext><usecase>1</usecase>
 <answer fraction="100"><text>NaCl</text></answer><answer fraction="0"><text>*</text></answer></question>
<question type="numerical"><questiontext><text>pi?</text></questiontext>
 <answer fraction="100"><text>3.14</text><tolerance>0.01</tolerance></answer></question>
<question type="matching"><questiontext><text>m?</text></questiontext>
 <subquestion><text>a</text><answer><text>1</text></answer></subquestion>
 <subquestion><text>b</text><answer><text>2</text></answer></subquestion>
 <subquestion><text></text><answer><text>3</text></answer></subquestion></question>
<question type="essay"><questiontext><text>why?</text></questiontext></question>
<question type="cloze"><questiontext><text>Capital: {1:SHORTANSWER:=Berlin~%50%Bonn#was}, {2:NM:=80:5} million</text>
 </questiontext></question>
)");
  EXPECT_TRUE(found.left_out.empty()) << json::text(found.left_out);
  ASSERT_EQ(found.questions.size(), 8u);
  const auto& q = found.questions;
  EXPECT_EQ(q[0].question.text, "Which are even?");
  EXPECT_EQ(q[0].question.points, 4);
  EXPECT_EQ(q[0].question.options.at(0).text, "2");
  EXPECT_EQ(q[0].question.explanation, "2 and 4");
  EXPECT_EQ(q[0].tags.at(0), "even");
  EXPECT_EQ(share_of(q[0].question, {{0, 1}, {}, {}, {}}), 1);
  EXPECT_EQ(share_of(q[2].question, {{1}, {}, {}, {}}), 1);
  EXPECT_EQ(share_of(q[3].question, {{}, {"nacl"}, {}, {}}), 0);
  EXPECT_EQ(q[3].question.gaps.at(0).accepted.size(), 1u);
  EXPECT_EQ(share_of(q[4].question, {{}, {"3.15"}, {}, {}}), 1);
  EXPECT_EQ(q[5].question.pairs.at(2).left, "");
  EXPECT_EQ(q[7].question.text, "Capital: ____, ____ million");
  EXPECT_EQ(share_of(q[7].question, {{}, {"Bonn", "84"}, {}, {}}), 0.75);
}

TEST(MoodleXml, LeavesOutWhatItCannotAskFor) {
  const auto found = moodle(
      "<question type=\"calculated\"><name><text>c</text></name></question>\n"
      "<question type=\"description\"><questiontext><text>read</text></questiontext></question>\n"
      "<question type=\"essay\"><questiontext format=\"html\"><text>&lt;img src=\"@@PLUGINFILE@@/a.png\"&gt;</text>"
      "</questiontext></question>\n"
      "<question type=\"cloze\"><questiontext><text>{1:MULTICHOICE:=a~b}</text></questiontext></question>\n"
      "<question type=\"shortanswer\"><questiontext><text>none right</text></questiontext></question>\n");
  EXPECT_TRUE(found.questions.empty());
  ASSERT_EQ(found.left_out.size(), 5u);
  EXPECT_EQ(found.left_out[0].line, 3);
  EXPECT_NE(found.left_out[0].why.en.find("calculated"), std::string::npos);
  EXPECT_EQ(found.left_out[4].line, 7);
}

TEST(MoodleXml, RefusesEntitiesAndWhatIsNoXml) {
  const auto code = [](const std::string& text) { return read_moodle_xml(text).error().code; };
  EXPECT_EQ(code("<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz>&x;</quiz>"), "xml-doctype");
  EXPECT_EQ(code("<!DOCTYPE z [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><quiz>&b;</quiz>"), "xml-doctype");
  EXPECT_EQ(code("<quiz>&x;</quiz>"), "xml-broken");
  EXPECT_EQ(code("<quiz>\n<question>\n</quiz>"), "xml-broken");
  EXPECT_NE(read_moodle_xml("<quiz>\n<question>\n</quiz>").error().what.en.find("line 3"), std::string::npos);
  EXPECT_EQ(code("<html></html>"), "moodle-no-quiz");
  EXPECT_EQ(code(""), "xml-broken");
  std::string deep = "<quiz>";
  for (int i = 0; i < 100; ++i) deep += "<a>";
  EXPECT_EQ(code(deep), "xml-too-deep");
}

std::vector<QuestionBody> bodies(const FoundQuestions& found) {
  std::vector<QuestionBody> made;
  for (const auto& one : found.questions) made.push_back(one.question);
  return made;
}

TEST(ThereAndBack, IsTheSame) {
  const auto first = gift(examples);
  const auto again = gift(write_gift(first.questions).text);
  EXPECT_EQ(json::text(bodies(again)), json::text(bodies(first)));
  EXPECT_EQ(again.questions.back().category, "Tombs");
  auto many = first.questions;
  auto& cloze = many.emplace_back(many[2]).question;
  cloze.title = "gaps";
  cloze.text = "____ & <b> ____ \"x\"";
  cloze.gaps = {{false, true, {{"a}b~c", 1, 0, {}}, {"d", 0.5, 0, {}}}}, {true, false, {{"2.5", 1, 0.5, {}}}}};
  many.back().tags = {"<t>"};
  const auto written = write_moodle_xml(many);
  EXPECT_TRUE(written.left_out.empty());
  const auto back = read_moodle_xml(written.text);
  ASSERT_TRUE(back) << back.error().what.en;
  ASSERT_EQ(back->questions.size(), many.size()) << json::text(back->left_out);
  for (auto& one : many)
    if (one.question.title.empty()) one.question.title = one.question.text;
  for (size_t i = 0; i < many.size(); ++i) {
    EXPECT_EQ(json::text(back->questions[i].question), json::text(many[i].question));
    EXPECT_EQ(back->questions[i].tags, many[i].tags);
  }
  EXPECT_EQ(write_gift(many).left_out.size(), 1u) << "several gaps";
}

TEST(ThereAndBack, TheFormatIsSeenByItsBeginning) {
  EXPECT_EQ(read_questions("\xEF\xBB\xBF <quiz/>")->questions.size(), 0u);
  EXPECT_EQ(read_questions("x {T}")->questions.size(), 1u);
}

TEST(ThereAndBack, TrueAndFalseSpeakTheLanguageOfTheQuestion) {
  const auto read = read_gift("3/4 大于 1/2。{TRUE}\n\nIs it? {F}\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->questions.at(0).question.options.at(0).text, "对");
  EXPECT_EQ(read->questions.at(1).question.options.at(0).text, "True");
}

}  // namespace
}  // namespace doorstep::questions
