// QTI 1.2 with the profiles of Common Cartridge, read.
#include <algorithm>
#include <functional>
#include <map>

#include "qti.h"
#include "text.h"
#include "tree.h"

namespace doorstep::questions {
namespace {

// Of an element and all below, in the order of the document. Trees are 64 levels deep at most.
void each_below(const Node& node, const std::function<void(const Node&)>& visit) {
  for (const auto& one : node.children) {
    visit(*one);
    each_below(*one, visit);
  }
}
std::vector<const Node*> below(const Node& node, std::string_view name) {
  std::vector<const Node*> found;
  each_below(node, [&](const Node& one) {
    if (one.name == name) found.push_back(&one);
  });
  return found;
}
const Node* first_below(const Node& node, std::string_view name) {
  const auto found = below(node, name);
  return found.empty() ? nullptr : found[0];
}

std::string text_of(const Node& text) {
  return text.attribute("texttype") == "text/html" ? plain_of_html(text.text) : trimmed(text.text);
}
// All texts of an element, each a line.
std::string texts_of(const Node& node) {
  std::string made;
  for (const auto* one : below(node, "mattext"))
    if (const auto text = text_of(*one); !text.empty()) made += (made.empty() ? "" : "\n") + text;
  return made;
}
// Of the question itself: not of its options.
void stem_into(const Node& node, std::string& made) {
  for (const auto& one : node.children) {
    if (one->name == "response_label" || one->name == "render_choice" || one->name == "render_fib") continue;
    if (one->name == "mattext") {
      if (const auto text = text_of(*one); !text.empty()) made += (made.empty() ? "" : "\n") + text;
    } else {
      stem_into(*one, made);
    }
  }
}

std::string field_of(const Node& item, std::string_view label) {
  const auto* data = item.child("itemmetadata");
  if (!data) return {};
  for (const auto* one : below(*data, "qtimetadatafield"))
    if (trimmed(one->text_of("fieldlabel")) == label) return trimmed(one->text_of("fieldentry"));
  return {};
}

bool has_media(const Node& item) {
  bool found = false;
  each_below(item, [&](const Node& one) {
    found = found || one.name == "matimage" || one.name == "mataudio" || one.name == "matvideo" ||
            one.name == "matapplet" || one.name == "matapplication" || (one.name == "mattext" && has_picture(one.text));
  });
  return found;
}

// A condition: which answers it asks for, which it forbids, and the part of the full mark that it gives.
struct Condition {
  std::vector<const Node*> asks, forbids;  // varequal and varsubstring
  std::optional<double> share;
  bool adds = false;
  std::string feedback;  // ident of what is shown
};

void tests_into(Condition& made, const Node& node, bool no) {
  for (const auto& one : node.children) {
    if (one->name == "varequal" || one->name == "varsubstring")
      (no ? made.forbids : made.asks).push_back(one.get());
    else
      tests_into(made, *one, no != (one->name == "not"));
  }
}

std::vector<Condition> conditions_of(const Node& item) {
  std::vector<Condition> made;
  const auto* processing = item.child("resprocessing");
  if (!processing) return made;
  double most = 100;
  if (const auto* score = first_below(*processing, "decvar"))
    if (const auto value = number_of(score->attribute("maxvalue")); value && *value > 0) most = *value;
  for (const auto& one : processing->children) {
    if (one->name != "respcondition") continue;
    auto& condition = made.emplace_back();
    if (const auto* tests = one->child("conditionvar")) tests_into(condition, *tests, false);
    if (const auto* set = one->child("setvar")) {
      if (const auto value = number_of(set->text)) condition.share = std::clamp(*value / most, -1.0, 1.0);
      condition.adds = set->attribute("action") == "Add";
    }
    if (const auto* shows = one->child("displayfeedback"))
      condition.feedback = std::string{shows->attribute("linkrefid")};
  }
  return made;
}

std::string feedback_text(const Node& item, const std::string& ident) {
  if (ident.empty()) return {};
  for (const auto& one : item.children)
    if (one->name == "itemfeedback" && one->attribute("ident") == ident) return texts_of(*one);
  return {};
}

struct Option {
  std::string ident;
  QuestionOption as;
};

std::vector<Option> options_of(const Node& choice) {
  std::vector<Option> made;
  for (const auto* one : below(choice, "response_label"))
    made.push_back({std::string{one->attribute("ident")}, {texts_of(*one), 0, {}}});
  return made;
}

// Shares of the options by the conditions; whether each answer adds by itself.
bool shares_into(std::vector<Option>& options, const std::vector<Condition>& conditions, const Node& item,
                 bool several) {
  const auto at = [&](const Node* test) { return std::ranges::find(options, trimmed(test->text), &Option::ident); };
  bool by_parts = false;
  for (const auto& condition : conditions) {
    for (const auto* test : condition.asks) {
      const auto found = at(test);
      if (found == options.end()) continue;
      if (condition.share && *condition.share > 0 && condition.asks.size() == 1) {
        found->as.share = *condition.share;
        by_parts = by_parts || (several && (condition.adds || *condition.share < 1));
      } else if (condition.share && *condition.share > 0) {
        found->as.share = 1;
      }
      if (condition.asks.size() == 1 && found->as.feedback.empty())
        found->as.feedback = feedback_text(item, condition.feedback);
    }
  }
  return by_parts;
}

bool is_true_word(std::string_view text) {
  return text == "true" || text == "True" || text == "TRUE" || text == "对" || text == "正确" || text == "T";
}
bool is_false_word(std::string_view text) {
  return text == "false" || text == "False" || text == "FALSE" || text == "错" || text == "错误" || text == "F";
}

void choice_into(QuestionBody& body, const Node& item, const Node& choice, const std::string& profile) {
  const auto cardinality = choice.attribute("rcardinality");
  const bool several = cardinality == "Multiple" || cardinality == "multiple";
  auto options = options_of(choice);
  const bool parts = shares_into(options, conditions_of(item), item, several);
  body.kind = several ? QuestionKind::multiple : QuestionKind::choice;
  body.rule = !several ? MultipleRule::part : parts ? MultipleRule::shares : MultipleRule::exact;
  const bool truth = options.size() == 2 && !several &&
                     (profile.find("true_false") != profile.npos ||
                      (is_true_word(options[0].as.text) && is_false_word(options[1].as.text)));
  if (truth) {
    body.kind = QuestionKind::true_false;
    if (is_false_word(options[0].as.text) || is_false_word(options[0].ident)) std::swap(options[0], options[1]);
  }
  for (auto& one : options) body.options.push_back(std::move(one.as));
}

std::string starred(std::string_view text) {
  std::string made = "*";
  for (const char one : text) (one == '*' ? made += '\\' : made) += one;
  return made + "*";
}

void fill_into(QuestionBody& body, const Node& item, const Node& field) {
  body.kind = QuestionKind::blank;
  auto& gap = body.gaps.emplace_back();
  const auto ident = field.attribute("ident");
  for (const auto& condition : conditions_of(item)) {
    if (!condition.share || *condition.share <= 0) continue;
    for (const auto* test : condition.asks) {
      if (!ident.empty() && !test->attribute("respident").empty() && test->attribute("respident") != ident) continue;
      const auto text = trimmed(test->text);
      if (text.empty()) continue;
      gap.cased = gap.cased || test->attribute("case") == "Yes";
      std::string plain;
      for (const char one : text) (one == '*' ? plain += '\\' : plain) += one;
      gap.accepted.push_back(
          {test->name == "varsubstring" ? starred(text) : plain, std::min(1.0, *condition.share), 0, {}});
    }
  }
}

// Empty: taken; else why not.
std::optional<Words> item_body_into(QuestionBody& body, const Node& item) {
  const auto* shown = item.child("presentation");
  if (!shown) return say("没有题干", "it has no presentation");
  const auto profile = field_of(item, "cc_profile") + field_of(item, "question_type");
  stem_into(*shown, body.text);
  const auto choices = below(*shown, "response_lid"), fields = below(*shown, "response_str");
  if (profile.find("numerical") != profile.npos || profile.find("calculated") != profile.npos)
    return say("数值题和公式题不支持", "questions of numbers and of formulas are not supported");
  if (first_below(*shown, "response_xy") || first_below(*shown, "response_num") || first_below(*shown, "response_grp"))
    return say("作答方式不支持", "this way of answering is not supported");
  if (choices.size() + fields.size() > 1)
    return say("一题中有几处作答，不支持", "it asks for several answers at once, which is not supported");
  if (choices.size() == 1) {
    choice_into(body, item, *choices[0], profile);
    return {};
  }
  const bool essay = profile.find("essay") != profile.npos;
  if (fields.empty() && !essay) return say("只有文字，没有答案", "it is text without answers");
  if (!fields.empty() && !essay) fill_into(body, item, *fields[0]);
  // Nothing to compare with: somebody reads it.
  if (body.gaps.empty() || body.gaps[0].accepted.empty()) {
    body.gaps.clear();
    body.kind = QuestionKind::essay;
  } else if (gaps_in(body.text) > 1) {
    return say("题干中的空格不止一个，答案只有一处", "its text has several gaps and answers for one");
  }
  return {};
}

void item_into(FoundQuestions& found, const Node& item, const std::string& category) {
  FoundQuestion made;
  made.line = item.line;
  made.category = category;
  auto& body = made.question;
  body.title = begin_of(item.attribute("title"));
  for (const auto* label : {"points_possible", "cc_weighting"})
    if (const auto points = number_of(field_of(item, label)); points && *points > 0) {
      body.points = std::min(*points, most_points);
      break;
    }
  for (const auto* ident : {"general_fb", "solution"})
    if (body.explanation.empty()) body.explanation = feedback_text(item, ident);
  auto why = has_media(item) ? std::optional{say("含图片、文件或音视频", "it has a picture, a file or sound")}
                             : item_body_into(body, item);
  const auto name = body.title.empty() ? body.text : body.title;
  if (why) return leave(found, item.line, name, std::move(*why));
  take(found, std::move(made));
}

void section_into(FoundQuestions& found, const Node& node, const std::string& category) {
  for (const auto& one : node.children) {
    if (one->name == "item") {
      item_into(found, *one, category);
    } else if (one->name == "section" || one->name == "assessment" || one->name == "objectbank") {
      auto title = begin_of(one->attribute("title"));
      std::ranges::replace(title, '\n', ' ');
      section_into(found, *one, title.empty() ? category : title);
    }
  }
}

}  // namespace

bool is_qti12(std::string_view xml) { return xml.substr(0, 4096).find("<questestinterop") != xml.npos; }

Result<FoundQuestions> read_qti12(std::string_view xml) {
  DOORSTEP_TRY(not_too_large(xml));
  DOORSTEP_TRY(readable(xml));
  DOORSTEP_LET(root, read_tree(xml));
  if (root->name != "questestinterop")
    return refuse(Fault::invalid, "questions-no-qti",
                  say("不是 QTI 1.2：没有 <questestinterop>", "it is no QTI 1.2: there is no <questestinterop>"));
  FoundQuestions found;
  section_into(found, *root, "");
  if (found.questions.size() > most_file_questions)
    return refuse(Fault::too_large, "questions-too-many",
                  say("超过 {} 道题，请分成几个文件", "more than {} questions: split the file", most_file_questions));
  return found;
}

}  // namespace doorstep::questions
