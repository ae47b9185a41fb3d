// QTI: version 3 as its schema wants it, with scores that are those of the house; version 1.2 as cartridges have it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "../qti.h"
#include "../text.h"
#include "../tree.h"
#include "every_kind.h"

namespace doorstep::questions {
namespace {

// What an element may hold, in this order; of imsqti_asiv3p0_v1p0.xsd and imsqtiv3p0_imscpv1p2_v1p0.xsd, as far as is
// written.
struct Part {
  const char* name;
  int least, most;
};
constexpr int many = 1'000'000;
const std::map<std::string, std::vector<Part>>& grammar() {
  static const std::map<std::string, std::vector<Part>> all{
      {"qti-assessment-item",
       {{"qti-response-declaration", 0, many},
        {"qti-outcome-declaration", 0, many},
        {"qti-item-body", 0, 1},
        {"qti-response-processing", 0, 1},
        {"qti-modal-feedback", 0, many}}},
      {"qti-response-declaration", {{"qti-correct-response", 0, 1}, {"qti-mapping", 0, 1}}},
      {"qti-correct-response", {{"qti-value", 1, many}}},
      {"qti-mapping", {{"qti-map-entry", 1, many}}},
      {"qti-outcome-declaration", {{"qti-default-value", 0, 1}}},
      {"qti-default-value", {{"qti-value", 1, many}}},
      {"qti-choice-interaction", {{"qti-simple-choice", 1, many}}},
      {"qti-match-interaction", {{"qti-simple-match-set", 2, 2}}},
      {"qti-simple-match-set", {{"qti-simple-associable-choice", 0, many}}},
      {"qti-response-condition",
       {{"qti-response-if", 1, 1}, {"qti-response-else-if", 0, many}, {"qti-response-else", 0, 1}}},
      {"qti-modal-feedback", {{"qti-content-body", 1, 1}}},
      {"qti-assessment-test",
       {{"qti-outcome-declaration", 0, many}, {"qti-test-part", 1, many}, {"qti-outcome-processing", 0, 1}}},
      {"qti-test-part", {{"qti-assessment-section", 1, many}}},
      {"qti-assessment-section", {{"qti-assessment-item-ref", 0, many}}},
      {"manifest", {{"metadata", 1, 1}, {"organizations", 1, 1}, {"resources", 1, 1}}},
      {"metadata", {{"schema", 1, 1}, {"schemaversion", 1, 1}}},
      {"resources", {{"resource", 0, many}}},
      {"resource", {{"file", 0, many}, {"dependency", 0, many}}}};
  return all;
}
const std::map<std::string, std::vector<const char*>>& required() {
  static const std::map<std::string, std::vector<const char*>> all{
      {"qti-assessment-item", {"identifier", "title", "time-dependent"}},
      {"qti-response-declaration", {"identifier", "cardinality", "base-type"}},
      {"qti-outcome-declaration", {"identifier", "cardinality", "base-type"}},
      {"qti-map-entry", {"map-key", "mapped-value"}},
      {"qti-mapping", {"default-value"}},
      {"qti-choice-interaction", {"response-identifier", "max-choices", "shuffle"}},
      {"qti-simple-choice", {"identifier"}},
      {"qti-match-interaction", {"response-identifier", "shuffle"}},
      {"qti-simple-associable-choice", {"identifier", "match-max"}},
      {"qti-text-entry-interaction", {"response-identifier"}},
      {"qti-equal", {"tolerance-mode"}},
      {"qti-modal-feedback", {"outcome-identifier", "identifier", "show-hide"}},
      {"qti-assessment-test", {"identifier", "title"}},
      {"qti-test-part", {"identifier", "navigation-mode", "submission-mode"}},
      {"qti-assessment-section", {"identifier", "title", "visible"}},
      {"qti-assessment-item-ref", {"identifier", "href"}},
      {"resource", {"identifier", "type"}}};
  return all;
}

void follows(const Node& node, const std::string& where) {
  if (const auto rule = grammar().find(node.name); rule != grammar().end()) {
    size_t at = 0;
    std::vector<int> counts(rule->second.size());
    for (const auto& child : node.children) {
      while (at < rule->second.size() && rule->second[at].name != child->name) ++at;
      ASSERT_LT(at, rule->second.size()) << where << ": " << child->name << " in " << node.name << " out of order";
      ++counts[at];
    }
    for (size_t i = 0; i < counts.size(); ++i) {
      EXPECT_GE(counts[i], rule->second[i].least) << where << ": " << rule->second[i].name << " in " << node.name;
      EXPECT_LE(counts[i], rule->second[i].most) << where << ": " << rule->second[i].name << " in " << node.name;
    }
  }
  if (const auto rule = required().find(node.name); rule != required().end()) {
    for (const auto* name : rule->second) {
      EXPECT_FALSE(node.attribute(name).empty()) << where << ": " << node.name << " without " << name;
    }
  }
  for (const auto& child : node.children) follows(*child, where);
}

void all_named(const Node& node, std::string_view name, std::vector<const Node*>& found) {
  if (node.name == name) found.push_back(&node);
  for (const auto& child : node.children) all_named(*child, name, found);
}
std::vector<const Node*> all_named(const Node& node, std::string_view name) {
  std::vector<const Node*> found;
  all_named(node, name, found);
  return found;
}

TEST(Qti, EveryItemFollowsTheSchemaAndTheManifestNamesEveryFile) {
  const auto package = write_qti(every_kind(), "Test <1>");
  EXPECT_TRUE(package.left_out.empty());
  ASSERT_EQ(package.files[0].path, "imsmanifest.xml");
  std::set<std::string> paths, named, ids;
  for (const auto& file : package.files) {
    const auto tree = read_tree(file.text);
    ASSERT_TRUE(tree) << file.path << ": " << tree.error().what.en;
    follows(**tree, file.path);
    paths.insert(file.path);
    if ((*tree)->name == "manifest")
      for (const auto* one : all_named(**tree, "resource")) {
        EXPECT_TRUE(ids.insert(std::string{one->attribute("identifier")}).second);
        named.insert(std::string{one->attribute("href")});
      }
    // Every answer has its declaration, and every declaration its place to answer.
    std::set<std::string> declared, asked;
    for (const auto* one : all_named(**tree, "qti-response-declaration"))
      declared.insert(std::string{one->attribute("identifier")});
    for (const auto* kind : {"qti-choice-interaction", "qti-match-interaction", "qti-text-entry-interaction",
                             "qti-extended-text-interaction", "qti-upload-interaction"})
      for (const auto* one : all_named(**tree, kind))
        EXPECT_TRUE(asked.insert(std::string{one->attribute("response-identifier")}).second);
    EXPECT_EQ(declared, asked) << file.path;
    // Inline ones stand in a block.
    for (const auto* body : all_named(**tree, "qti-item-body"))
      for (const auto& child : body->children) EXPECT_NE(child->name, "qti-text-entry-interaction") << file.path;
  }
  named.insert("imsmanifest.xml");
  EXPECT_EQ(paths, named);
}

// A small engine of the parts of response processing that are written, to compare with the marks of the house.
struct Answer {
  std::set<std::string> chosen;              // RESPONSE of identifiers and pairs
  std::map<std::string, std::string> texts;  // by response
};
class Scoring {
 public:
  Scoring(const Node& item, const Answer& answer) : item_(item), answer_(answer) {
    for (const auto* one : all_named(item, "qti-response-declaration"))
      declared_[std::string{one->attribute("identifier")}] = one;
  }
  double run() {
    const auto* processing = item_.child("qti-response-processing");
    if (!processing) return -1;
    if (processing->attribute("template").ends_with("/map_response")) return mapped("RESPONSE");
    for (const auto& one : processing->children) rule(*one);
    return score_;
  }

 private:
  double mapped(const std::string& id) const {
    const auto& map = *declared_.at(id)->child("qti-mapping");
    double sum = 0;
    const auto text = answer_.texts.find(id);
    for (const auto& entry : map.children) {
      const std::string key{entry->attribute("map-key")};
      const bool hit = text != answer_.texts.end() ? text->second == key : answer_.chosen.contains(key);
      if (hit) sum += std::stod(std::string{entry->attribute("mapped-value")});
    }
    return std::clamp(sum, std::stod(std::string{map.attribute("lower-bound")}),
                      std::stod(std::string{map.attribute("upper-bound")}));
  }
  double value(const Node& node) const {
    if (node.name == "qti-base-value") return std::stod(node.text);
    if (node.name == "qti-variable") return score_;
    if (node.name == "qti-map-response") return mapped(std::string{node.attribute("identifier")});
    double sum = 0;
    for (const auto& one : node.children) sum += value(*one);
    return sum;
  }
  bool holds(const Node& test) const {
    if (test.name == "qti-match") {
      std::set<std::string> correct;
      for (const auto& one : declared_.at("RESPONSE")->child("qti-correct-response")->children)
        correct.insert(one->text);
      return correct == answer_.chosen;
    }
    if (test.name == "qti-gt") return value(*test.children[0]) > value(*test.children[1]);
    const auto& written = answer_.texts.at(std::string{test.children[0]->attribute("identifier")});
    if (written.empty()) return false;
    const auto tolerance = test.attribute("tolerance");
    const double within = tolerance.empty() ? 0 : std::stod(std::string{tolerance});
    return std::abs(std::stod(written) - value(*test.children[1])) <= within + 1e-9;
  }
  void rule(const Node& node) {
    if (node.name == "qti-set-outcome-value") {
      score_ = value(*node.children[0]);
    } else if (node.name == "qti-response-condition") {
      for (const auto& branch : node.children)
        if (holds(*branch->children[0])) {
          for (size_t i = 1; i < branch->children.size(); ++i) rule(*branch->children[i]);
          return;
        }
    }
  }
  const Node& item_;
  const Answer& answer_;
  std::map<std::string, const Node*> declared_;
  double score_ = 0;
};

TEST(Qti, ScoresAreThoseOfTheHouse) {
  const auto questions = every_kind();
  const auto package = write_qti(questions, "T");
  int compared = 0;
  for (size_t at = 0; at < questions.size(); ++at) {
    const auto& body = questions[at].question;
    const auto tree = read_tree(package.files[at + 2].text);
    ASSERT_TRUE(tree);
    const auto same = [&](const QuestionAnswer& ours, const Answer& theirs) {
      const auto share = share_of(body, ours);
      ASSERT_TRUE(share);
      EXPECT_NEAR(Scoring(**tree, theirs).run(), *share * body.points, 1e-4) << package.files[at + 2].path;
      ++compared;
    };
    if (!body.options.empty()) {
      for (unsigned mask = 0; mask < 1u << body.options.size(); ++mask) {
        QuestionAnswer ours;
        Answer theirs;
        for (size_t i = 0; i < body.options.size(); ++i)
          if (mask >> i & 1) {
            ours.chosen.push_back(static_cast<int64_t>(i));
            theirs.chosen.insert("O" + std::to_string(i + 1));
          }
        if (body.kind == QuestionKind::multiple || ours.chosen.size() == 1) same(ours, theirs);
      }
    } else if (body.kind == QuestionKind::matching) {
      same({{}, {}, {1, 0, 3}, {}}, {{"L1 R1", "L2 R1", "L3 R3"}, {}});
      same({{}, {}, {0, 2, 2}, {}}, {{"L1 R1", "L2 R2", "L3 R2"}, {}});
    } else if (body.gaps.size() == 1) {
      same({{}, {"four"}, {}, {}}, {{}, {{"RESPONSE", "four"}}});
      same({{}, {"vier"}, {}, {}}, {{}, {{"RESPONSE", "vier"}}});
      same({{}, {"five"}, {}, {}}, {{}, {{"RESPONSE", "five"}}});
    } else if (body.gaps.size() == 2 && body.gaps[0].numeric) {
      for (const auto* first : {"3.141", "3.2", "7", ""})
        same({{}, {first, "0.75"}, {}, {}}, {{}, {{"RESPONSE_1", first}, {"RESPONSE_2", "0.75"}}});
    } else if (body.gaps.size() == 2) {
      same({{}, {"Tom", "<Jerry>"}, {}, {}}, {{}, {{"RESPONSE_1", "Tom"}, {"RESPONSE_2", "<Jerry>"}}});
      same({{}, {"Tim", "<Jerry>"}, {}, {}}, {{}, {{"RESPONSE_1", "Tim"}, {"RESPONSE_2", "<Jerry>"}}});
    } else {
      EXPECT_EQ(Scoring(**tree, {}).run(), -1) << "marked by people";
    }
  }
  EXPECT_GT(compared, 70);
}

TEST(Qti, WhatItHasNoWordForIsNamedInTheManifestToo) {
  auto starred = blank("Colour ___", {{false, false, {{"*blue*", 1, 0, {}}}}});
  starred.title = "a--b-";
  const auto package = write_qti({{starred, 7, {}, {}}}, "T");
  ASSERT_EQ(package.left_out.size(), 1u);
  EXPECT_EQ(package.left_out[0].line, 7);
  EXPECT_EQ(package.files.size(), 2u);
  EXPECT_TRUE(read_tree(package.files[0].text)) << "a remark without two hyphens";
  EXPECT_NE(package.files[0].text.find("a- b-"), std::string::npos);
}

// --- 1.2

std::string item12(const char* profile, const char* presentation, const char* processing, const char* more = "") {
  return std::string{
             "<item ident=\"i\" title=\"T\"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>"
             "cc_profile</fieldlabel><fieldentry>"} +
         profile + "</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>" + presentation +
         "</presentation><resprocessing><outcomes><decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\" "
         "vartype=\"Decimal\"/></outcomes>" +
         processing + "</resprocessing>" + more + "</item>";
}
FoundQuestions read12(const std::string& items) {
  auto found = read_questions(
      "<?xml version=\"1.0\"?>\n<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\"><assessment "
      "ident=\"a\" title=\"Quiz\"><section ident=\"root_section\">" +
      items + "</section></assessment></questestinterop>");
  EXPECT_TRUE(found) << found.error().what.en;
  return found ? *found : FoundQuestions{};
}
constexpr const char* three =
    "<material><mattext texttype=\"text/html\">&lt;p&gt;Which &lt;b&gt;one&lt;/b&gt;?&lt;/p&gt;</mattext></material>"
    "<response_lid ident=\"R\" rcardinality=\"%\"><render_choice><response_label ident=\"x\"><material><mattext>A"
    "</mattext></material></response_label><response_label ident=\"y\"><material><mattext>B</mattext></material>"
    "</response_label><response_label ident=\"z\"><material><mattext>C</mattext></material></response_label>"
    "</render_choice></response_lid>";
std::string choices(const char* cardinality) {
  std::string made = three;
  made.replace(made.find('%'), 1, cardinality);
  return made;
}

TEST(Qti12, TheProfilesOfCommonCartridgeAreRead) {
  const auto found = read12(
      item12(
          "cc.multiple_choice.v0p1", choices("Single").c_str(),
          "<respcondition><conditionvar><other/></conditionvar><displayfeedback linkrefid=\"general_fb\"/>"
          "</respcondition><respcondition continue=\"No\"><conditionvar><varequal respident=\"R\">y</varequal>"
          "</conditionvar><setvar action=\"Set\" varname=\"SCORE\">100</setvar><displayfeedback "
          "linkrefid=\"y_fb\"/></respcondition>",
          "<itemfeedback ident=\"general_fb\"><flow_mat><material><mattext>Why</mattext></material></flow_mat>"
          "</itemfeedback><itemfeedback ident=\"y_fb\"><material><mattext>Good</mattext></material></itemfeedback>") +
      item12("cc.multiple_response.v0p1", choices("Multiple").c_str(),
             "<respcondition><conditionvar><and><varequal respident=\"R\">x</varequal><not><varequal respident=\"R\">"
             "y</varequal></not><varequal respident=\"R\">z</varequal></and></conditionvar><setvar>100</setvar>"
             "</respcondition>") +
      item12("cc.fib.v0p1",
             "<material><mattext>Two and two: ____</mattext></material><response_str ident=\"R\"><render_fib/>"
             "</response_str>",
             "<respcondition><conditionvar><varequal respident=\"R\">four</varequal><varequal respident=\"R\">4*"
             "</varequal></conditionvar><setvar>100</setvar></respcondition>") +
      item12("cc.pattern_match.v0p1",
             "<material><mattext>Sea?</mattext></material><response_str ident=\"R\"><render_fib/></response_str>",
             "<respcondition><conditionvar><varsubstring case=\"No\" respident=\"R\">blue</varsubstring>"
             "</conditionvar><setvar>100</setvar></respcondition>") +
      item12("cc.essay.v0p1",
             "<material><mattext>Write</mattext></material><response_str ident=\"R\"><render_fib/></response_str>",
             "") +
      item12("cc.true_false.v0p1",
             "<material><mattext>1 = 1</mattext></material><response_lid ident=\"R\" rcardinality=\"Single\">"
             "<render_choice><response_label ident=\"f\"><material><mattext>False</mattext></material>"
             "</response_label><response_label ident=\"t\"><material><mattext>True</mattext></material>"
             "</response_label></render_choice></response_lid>",
             "<respcondition><conditionvar><varequal respident=\"R\">t</varequal></conditionvar><setvar>100</setvar>"
             "</respcondition>"));
  ASSERT_TRUE(found.left_out.empty()) << found.left_out[0].why.en;
  ASSERT_EQ(found.questions.size(), 6u);
  const auto body = [&](size_t at) { return found.questions[at].question; };
  EXPECT_EQ(found.questions[0].category, "Quiz");
  EXPECT_EQ(body(0).kind, QuestionKind::choice);
  EXPECT_EQ(body(0).text, "Which one?");
  EXPECT_EQ(body(0).options[1].share, 1);
  EXPECT_EQ(body(0).options[1].feedback, "Good");
  EXPECT_EQ(body(0).explanation, "Why");
  EXPECT_EQ(body(1).kind, QuestionKind::multiple);
  EXPECT_EQ(body(1).rule, MultipleRule::exact);
  EXPECT_EQ(share_of(body(1), {{0, 2}, {}, {}, {}}), 1.0);
  EXPECT_EQ(share_of(body(1), {{0, 1, 2}, {}, {}, {}}), 0.0);
  EXPECT_EQ(share_of(body(2), {{}, {"4*"}, {}, {}}), 1.0);
  EXPECT_EQ(share_of(body(2), {{}, {"44"}, {}, {}}), 0.0) << "a star is a star";
  EXPECT_EQ(share_of(body(3), {{}, {"deep Blue, mostly"}, {}, {}}), 1.0);
  EXPECT_EQ(body(4).kind, QuestionKind::essay);
  EXPECT_EQ(body(5).kind, QuestionKind::true_false);
  EXPECT_EQ(body(5).options[0].text, "True");
  EXPECT_EQ(body(5).options[0].share, 1);
}

TEST(Qti12, WhatCannotBeAskedIsLeftOutAndTrapsAreRefused) {
  const auto found = read12(
      item12("cc.multiple_choice.v0p1",
             "<material><mattext texttype=\"text/html\">&lt;img src=\"x.png\"&gt; which?</mattext></material>", "") +
      item12("x", (choices("Single") + choices("Single")).c_str(), "") + "<item ident=\"n\"/>");
  EXPECT_TRUE(found.questions.empty());
  ASSERT_EQ(found.left_out.size(), 3u);
  const auto trap =
      read_qti12("<!DOCTYPE q [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><questestinterop>&x;</questestinterop>");
  ASSERT_FALSE(trap);
  EXPECT_EQ(trap.error().code, "xml-doctype");
  EXPECT_EQ(read_qti12("<quiz/>").error().code, "questions-no-qti");
}

}  // namespace
}  // namespace doorstep::questions
