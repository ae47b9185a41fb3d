// Items and packages of QTI 2 and 3, read.
#include <gtest/gtest.h>

#include "../qti.h"
#include "every_kind.h"

namespace doorstep::questions {
namespace {

TEST(QtiRead, WhatTheHouseWroteIsReadAsItWas) {
  const auto written = every_kind();
  const auto read = read_qti_package(write_qti(written, "Test").files);
  ASSERT_TRUE(read) << read.error().what.en;
  for (const auto& one : read->left_out) ADD_FAILURE() << one.name << ": " << one.why.en;
  ASSERT_EQ(read->questions.size(), written.size());
  for (size_t at = 0; at < written.size(); ++at) {
    const auto& was = written[at].question;
    const auto& is = read->questions[at].question;
    SCOPED_TRACE(was.text);
    EXPECT_EQ(is.kind, was.kind == QuestionKind::photo ? QuestionKind::file : was.kind);
    EXPECT_EQ(is.title, was.title);
    EXPECT_NEAR(is.points, was.points, 1e-6);
    EXPECT_EQ(is.explanation.empty(), was.explanation.empty());
    ASSERT_EQ(is.options.size(), was.options.size());
    for (size_t i = 0; i < was.options.size(); ++i) {
      EXPECT_EQ(is.options[i].text, was.options[i].text);
      const bool by_shares = was.kind != QuestionKind::multiple || was.rule == MultipleRule::shares;
      EXPECT_NEAR(is.options[i].share, by_shares ? was.options[i].share : was.options[i].share > 0, 1e-4);
    }
    if (was.kind == QuestionKind::multiple) {
      EXPECT_EQ(is.rule, was.rule);
      if (was.rule == MultipleRule::part_flat) {
        EXPECT_NEAR(is.part_share, was.part_share, 1e-6);
      }
    }
    EXPECT_EQ(is.pairs.size(), was.pairs.size());
    ASSERT_EQ(is.gaps.size(), was.gaps.size());
    for (size_t i = 0; i < was.gaps.size(); ++i) {
      EXPECT_EQ(is.gaps[i].numeric, was.gaps[i].numeric);
      EXPECT_EQ(is.gaps[i].cased, was.gaps[i].cased);
      ASSERT_EQ(is.gaps[i].accepted.size(), was.gaps[i].accepted.size());
    }
  }
}

constexpr const char* two_item = R"(<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="choice" title="Unattended Luggage"
  adaptive="false" timeDependent="false">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse><value>ChoiceA</value></correctResponse>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
  <itemBody>
    <p>Look at the text in the <b>picture</b>.</p>
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">
      <prompt>What does it say?</prompt>
      <simpleChoice identifier="ChoiceA">You must stay with your luggage at all times.
        <feedbackInline outcomeIdentifier="FEEDBACK" identifier="a">Yes</feedbackInline></simpleChoice>
      <simpleChoice identifier="ChoiceB">Do not let someone else look after your luggage.</simpleChoice>
    </choiceInteraction>
  </itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
</assessmentItem>)";

TEST(QtiRead, AnItemOfVersionTwoIsRead) {
  const auto read = read_questions(two_item);
  ASSERT_TRUE(read) << read.error().what.en;
  ASSERT_EQ(read->questions.size(), 1u);
  const auto& body = read->questions[0].question;
  EXPECT_EQ(body.kind, QuestionKind::choice);
  EXPECT_EQ(body.title, "Unattended Luggage");
  EXPECT_EQ(body.text, "Look at the text in the picture.\nWhat does it say?");
  EXPECT_EQ(body.options[0].text, "You must stay with your luggage at all times.");
  EXPECT_EQ(body.options[0].feedback, "Yes");
  EXPECT_EQ(body.options[0].share, 1);
  EXPECT_EQ(body.options[1].share, 0);
}

TEST(QtiRead, GapsStandWhereTheyStoodAndTakeTheirMapping) {
  const auto read = read_questions(R"(<assessmentItem identifier="t" title="Richard">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string">
    <correctResponse><value>York</value></correctResponse>
    <mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york" mappedValue="0.5"/></mapping>
  </responseDeclaration>
  <itemBody><blockquote><p>Now is the winter<br/> made glorious summer by this sun of
    <textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>;<br/> and all.</p></blockquote></itemBody>
  <responseProcessing template="map_response"/></assessmentItem>)");
  ASSERT_TRUE(read) << read.error().what.en;
  ASSERT_EQ(read->questions.size(), 1u);
  const auto& body = read->questions[0].question;
  EXPECT_EQ(body.text, "Now is the winter\nmade glorious summer by this sun of ____;\nand all.");
  ASSERT_EQ(body.gaps[0].accepted.size(), 2u);
  EXPECT_EQ(body.gaps[0].accepted[1].share, 0.5);
  EXPECT_TRUE(body.gaps[0].cased);
}

TEST(QtiRead, WhatCannotBeTakenIsLeftOutByItsPath) {
  const auto manifest = [](const std::string& hrefs) {
    return PackageFile{"p/imsmanifest.xml", "<manifest><resources>" + hrefs + "</resources></manifest>"};
  };
  const auto resource = [](const std::string& path) {
    return "<resource identifier=\"r\" type=\"imsqti_item_xmlv2p1\" href=\"" + path + "\"/>";
  };
  const auto read = read_qti_package({manifest(resource("a.xml") + resource("order.xml") + resource("broken.xml") +
                                               resource("gone.xml") + resource("picture.xml")),
                                      {"p/a.xml", two_item},
                                      {"p/order.xml",
                                       "<assessmentItem identifier=\"o\" title=\"Order\"><itemBody><orderInteraction "
                                       "responseIdentifier=\"RESPONSE\"/></itemBody></assessmentItem>"},
                                      {"p/broken.xml", "<assessmentItem>"},
                                      {"p/picture.xml",
                                       "<assessmentItem identifier=\"i\" title=\"\"><itemBody><img "
                                       "src=\"a.png\"/></itemBody></assessmentItem>"}});
  ASSERT_TRUE(read) << read.error().what.en;
  EXPECT_EQ(read->questions.size(), 1u);
  ASSERT_EQ(read->left_out.size(), 4u);
  EXPECT_EQ(read->left_out[0].name, "order.xml · Order");
  EXPECT_EQ(read->left_out[1].name, "broken.xml");
  EXPECT_EQ(read->left_out[2].name, "gone.xml");
  EXPECT_EQ(read->left_out[3].name, "picture.xml · i");
  EXPECT_EQ(read_qti_package({{"a.xml", two_item}}).error().code, "package-no-manifest");
  EXPECT_EQ(read_qti_package({manifest("")}).error().code, "package-empty");
  EXPECT_EQ(read_qti_package({{"imsmanifest.xml", "<!DOCTYPE x><manifest/>"}}).error().code, "package-manifest");
  EXPECT_EQ(read_qti_item("<quiz/>").error().code, "questions-no-qti");
}

}  // namespace
}  // namespace doorstep::questions
