// Items of QTI 2 and 3, read. Version 3 names the elements of version 2 anew ("choiceInteraction" is
// "qti-choice-interaction"), so names are compared as version 2 has them.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "qti.h"
#include "text.h"
#include "tree.h"

namespace doorstep::questions {
namespace {

// "imsqti:assessmentItem", "qti-assessment-item" and "assessmentItem" are one.
std::string plain_name(std::string_view name) {
  if (const auto colon = name.find(':'); colon != name.npos) name.remove_prefix(colon + 1);
  if (name.starts_with("qti-")) name.remove_prefix(4);
  std::string made;
  bool up = false;
  for (const char one : name) {
    if (one == '-') {
      up = true;
      continue;
    }
    made += up && one >= 'a' && one <= 'z' ? static_cast<char>(one - ('a' - 'A')) : one;
    up = false;
  }
  return made;
}
bool is(const Node& node, std::string_view name) { return plain_name(node.name) == name; }
std::string value_of(const Node& node, std::string_view attribute) {
  for (const auto& [name, value] : node.attributes)
    if (plain_name(name) == attribute) return value;
  return {};
}
const Node* inside(const Node& node, std::string_view name) {
  const auto found = std::ranges::find_if(node.children, [&](const auto& one) { return is(*one, name); });
  return found == node.children.end() ? nullptr : found->get();
}
void each_inside(const Node& node, std::string_view name, const std::function<void(const Node&)>& visit) {
  for (const auto& one : node.children) {
    if (is(*one, name)) visit(*one);
    each_inside(*one, name, visit);
  }
}
const Node* first_inside(const Node& node, std::string_view name) {
  const Node* found = nullptr;
  each_inside(node, name, [&](const Node& one) { found = found ? found : &one; });
  return found;
}

bool is_interaction(const Node& node) { return plain_name(node.name).ends_with("Interaction"); }
bool is_gap(const Node& node) { return is(node, "textEntryInteraction"); }

// Text in the order of the document: lines where blocks end, a gap where something is written. What answers are made
// of, feedback and what is for markers stay out.
void flow_into(std::string& out, const Node& node) {
  constexpr std::string_view blocks[] = {"p", "div", "li", "br", "tr", "prompt", "h1", "h2", "h3", "blockquote", "pre"};
  constexpr std::string_view apart[] = {"feedbackInline",
                                        "feedbackBlock",
                                        "rubricBlock",
                                        "simpleChoice",
                                        "simpleMatchSet",
                                        "templateInline",
                                        "stylesheet",
                                        "modalFeedback",
                                        "templateBlock",
                                        "script",
                                        "catalogInfo",
                                        "rt",
                                        "rp"};
  const auto add = [&](std::string_view text) {
    for (const char one : text) {
      const bool space = one == ' ' || one == '\n' || one == '\t' || one == '\r';
      if (!space)
        out += one;
      else if (!out.empty() && out.back() != ' ' && out.back() != '\n')
        out += ' ';
    }
  };
  size_t at = 0;
  for (const auto& one : node.children) {
    add(std::string_view{node.text}.substr(at, one->before - at));
    at = one->before;
    const auto name = plain_name(one->name);
    if (std::ranges::find(apart, name) != std::end(apart)) continue;
    const bool block = std::ranges::find(blocks, name) != std::end(blocks) || (is_interaction(*one) && !is_gap(*one));
    if (block) out += '\n';
    if (is_gap(*one))
      out += "____";
    else
      flow_into(out, *one);
    if (block) out += '\n';
  }
  add(std::string_view{node.text}.substr(at));
}
std::string flow_of(const Node& node) {
  std::string raw, made;
  flow_into(raw, node);
  for (size_t at = 0; at <= raw.size();) {
    const auto end = std::min(raw.find('\n', at), raw.size());
    if (const auto line = trimmed(std::string_view{raw}.substr(at, end - at)); !line.empty())
      made += (made.empty() ? "" : "\n") + line;
    at = end + 1;
  }
  return made;
}

// What is accepted of one way of answering.
struct Response {
  std::string id, type;
  bool several = false;
  std::vector<std::string> correct;
  struct Entry {
    std::string key;
    double value = 0;
    bool cased = true;
  };
  std::vector<Entry> mapping;
  std::optional<double> most;
};

Response response_of(const Node& declaration) {
  Response made;
  made.id = value_of(declaration, "identifier");
  made.type = value_of(declaration, "baseType");
  made.several = value_of(declaration, "cardinality") != "single";
  if (const auto* correct = inside(declaration, "correctResponse"))
    each_inside(*correct, "value", [&](const Node& one) { made.correct.push_back(trimmed(one.text)); });
  if (const auto* mapping = inside(declaration, "mapping")) {
    made.most = number_of(value_of(*mapping, "upperBound"));
    each_inside(*mapping, "mapEntry", [&](const Node& one) {
      made.mapping.push_back({trimmed(value_of(one, "mapKey")), number_of(value_of(one, "mappedValue")).value_or(0),
                              value_of(one, "caseSensitive") != "false"});
    });
  }
  return made;
}

double sum_of(const Response& response) {
  double sum = 0, best = 0;
  for (const auto& one : response.mapping) {
    if (one.value > 0) sum += one.value;
    best = std::max(best, one.value);
  }
  return response.several ? sum : best;
}

std::optional<double> default_of(const Node& item, std::string_view outcome) {
  for (const auto& one : item.children)
    if (is(*one, "outcomeDeclaration") && value_of(*one, "identifier") == outcome)
      if (const auto* value = first_inside(*one, "value")) return number_of(trimmed(value->text));
  return {};
}

// The full mark: what the item says, else what its answers can bring, else 1.
double points_of(const Node& item, const std::vector<Response>& responses) {
  double points = 0;
  for (const auto& one : item.children)
    if (is(*one, "outcomeDeclaration") && value_of(*one, "identifier") == "SCORE")
      points = number_of(value_of(*one, "normalMaximum")).value_or(0);
  if (points <= 0) points = default_of(item, "MAXSCORE").value_or(0);
  if (points <= 0)
    for (const auto& one : responses) points += one.mapping.empty() ? 0 : one.most.value_or(sum_of(one));
  return points > 0 ? std::min(points, most_points) : 1;
}

// The number that a branch sets as the score.
std::optional<double> set_by(const Node& branch) {
  const auto* set = inside(branch, "setOutcomeValue");
  const auto* value = set ? first_inside(*set, "baseValue") : nullptr;
  return value ? number_of(trimmed(value->text)) : std::nullopt;
}

bool is_truth(std::string_view text, bool truth) {
  const std::set<std::string_view> words =
      truth ? std::set<std::string_view>{"true", "True", "TRUE", "对", "正确", "T", "√"}
            : std::set<std::string_view>{"false", "False", "FALSE", "错", "错误", "F", "×"};
  return words.contains(text);
}

using Why = std::optional<Words>;

Why choice_into(QuestionBody& body, const Node& item, const Node& interaction, const Response& response) {
  struct Choice {
    std::string id;
    QuestionOption as;
  };
  std::vector<Choice> options;
  each_inside(interaction, "simpleChoice", [&](const Node& one) {
    const auto* feedback = first_inside(one, "feedbackInline");
    options.push_back({value_of(one, "identifier"), {flow_of(one), 0, feedback ? flow_of(*feedback) : ""}});
  });
  const auto* processing = inside(item, "responseProcessing");
  const auto scheme = processing ? value_of(*processing, "template") : std::string{};
  const bool mapped = !response.mapping.empty() && scheme.find("match_correct") == scheme.npos;
  const bool several = response.several;
  double lowest = 0;
  for (auto& one : options) {
    if (mapped) {
      const auto found = std::ranges::find(response.mapping, one.id, &Response::Entry::key);
      one.as.share = found == response.mapping.end() ? 0 : std::clamp(found->value / body.points, -1.0, 1.0);
    } else {
      one.as.share = std::ranges::find(response.correct, one.id) != response.correct.end() ? 1 : 0;
    }
    lowest = std::min(lowest, one.as.share);
  }
  body.kind = several ? QuestionKind::multiple : QuestionKind::choice;
  body.rule = !several || mapped ? MultipleRule::part : MultipleRule::exact;
  if (several && mapped) {
    // All right ones worth the same, and a wrong one that takes everything: the rule by which that is said here.
    const auto right = std::ranges::count_if(options, [](const Choice& one) { return one.as.share > 0; });
    const bool plain =
        right > 0 && std::ranges::all_of(options, [&](const Choice& one) {
          return one.as.share > 0 ? std::abs(one.as.share * static_cast<double>(right) - 1) < 1e-4 : one.as.share <= -1;
        });
    body.rule = plain ? MultipleRule::part : MultipleRule::shares;
    const auto* otherwise = processing ? first_inside(*processing, "responseElseIf") : nullptr;
    if (plain && otherwise && first_inside(*otherwise, "mapResponse"))
      if (const auto part = set_by(*otherwise); part && *part > 0 && *part < body.points) {
        body.rule = MultipleRule::part_flat;
        body.part_share = *part / body.points;
      }
    if (plain)
      for (auto& one : options) one.as.share = one.as.share > 0 ? 1 : 0;
  }
  if (!several && options.size() == 2)
    for (const bool turned : {false, true})
      if (is_truth(options[turned].as.text, true) && is_truth(options[!turned].as.text, false)) {
        body.kind = QuestionKind::true_false;
        if (turned) std::swap(options[0], options[1]);
        break;
      }
  for (auto& one : options) body.options.push_back(std::move(one.as));
  return {};
}

// Numbers that rules of the item compare with, as this house writes them.
void numbers_into(QuestionGap& gap, const Node& item, const std::string& id, double each) {
  const auto* processing = inside(item, "responseProcessing");
  if (!processing) return;
  const auto branch = [&](const Node& one) {
    const auto* equal = first_inside(one, "equal");
    const auto* variable = equal ? inside(*equal, "variable") : nullptr;
    const auto* value = equal ? inside(*equal, "baseValue") : nullptr;
    if (!variable || !value || value_of(*variable, "identifier") != id) return;
    const auto given = set_by(one);
    AcceptedText accepted{trimmed(value->text), given ? std::clamp(*given / each, 0.0, 1.0) : 1.0, 0, {}};
    const auto tolerance = value_of(*equal, "tolerance");
    if (value_of(*equal, "toleranceMode") == "absolute")
      accepted.tolerance = number_of(trimmed(tolerance.substr(0, tolerance.find(' ')))).value_or(0);
    gap.accepted.push_back(std::move(accepted));
  };
  each_inside(*processing, "responseIf", branch);
  each_inside(*processing, "responseElseIf", branch);
}

Why gaps_into(QuestionBody& body, const Node& item, const std::vector<const Node*>& interactions,
              const std::map<std::string, Response>& responses) {
  body.kind = QuestionKind::blank;
  const double each = body.points / static_cast<double>(interactions.size());
  for (const auto* one : interactions) {
    const auto id = value_of(*one, "responseIdentifier");
    const auto found = responses.find(id);
    if (found == responses.end())
      return say("空格“{}”没有声明答案", "the gap “{}” has no declaration of its answer", id);
    const auto& response = found->second;
    auto& gap = body.gaps.emplace_back();
    gap.numeric = response.type == "float" || response.type == "integer";
    if (gap.numeric) numbers_into(gap, item, id, each);
    const double most = response.mapping.empty() ? 1 : sum_of(response);
    if (gap.accepted.empty())
      for (const auto& entry : response.mapping) {
        gap.cased = gap.cased || (entry.cased && !gap.numeric);
        if (entry.value > 0 && most > 0) gap.accepted.push_back({entry.key, entry.value / most, 0, {}});
      }
    if (response.mapping.empty() && !gap.numeric) gap.cased = true;
    for (const auto& text : response.correct)
      if (std::ranges::find(gap.accepted, text, &AcceptedText::text) == gap.accepted.end() &&
          (response.mapping.empty() || gap.accepted.empty()) && (!gap.numeric || gap.accepted.empty()))
        gap.accepted.push_back({text, 1, 0, {}});
    if (!gap.numeric)
      for (auto& accepted : gap.accepted) {
        std::string plain;
        for (const char letter : accepted.text) (letter == '*' ? plain += '\\' : plain) += letter;
        accepted.text = std::move(plain);
      }
    if (gap.accepted.empty())
      return say("第 {} 个空没有标准答案", "gap {} has no answer to compare with", body.gaps.size());
  }
  return {};
}

Why matching_into(QuestionBody& body, const Node& interaction, const Response& response) {
  body.kind = QuestionKind::matching;
  std::vector<std::vector<std::pair<std::string, std::string>>> sides;
  for (const auto& set : interaction.children) {
    if (!is(*set, "simpleMatchSet")) continue;
    auto& side = sides.emplace_back();
    for (const auto& one : set->children)
      if (is(*one, "simpleAssociableChoice")) side.emplace_back(value_of(*one, "identifier"), flow_of(*one));
  }
  if (sides.size() != 2) return say("配对题应有左右两列", "what is matched has two sides");
  auto keys = response.correct;
  if (keys.empty())
    for (const auto& one : response.mapping)
      if (one.value > 0) keys.push_back(one.key);
  std::map<std::string, std::string> right_of;
  for (const auto& key : keys) {
    const auto space = key.find(' ');
    if (space == key.npos) continue;
    if (!right_of.emplace(key.substr(0, space), trimmed(key.substr(space))).second)
      return say("左边一项对应右边几项，不支持", "something on the left goes with several on the right");
  }
  std::set<std::string> used;
  for (const auto& [id, text] : sides[0]) {
    const auto to = right_of.find(id);
    const auto right = to == right_of.end()
                           ? sides[1].end()
                           : std::ranges::find(sides[1], to->second, [](const auto& one) { return one.first; });
    if (right == sides[1].end())
      return say("左边的“{}”没有对应的右边", "“{}” on the left goes with nothing on the right", text);
    used.insert(right->first);
    body.pairs.push_back({text, right->second});
  }
  for (const auto& [id, text] : sides[1])
    if (!used.contains(id)) body.pairs.push_back({"", text});
  return {};
}

// Shown with every answer, as the house writes an explanation.
std::string explanation_of(const Node& item) {
  for (const auto& one : item.children) {
    if (!is(*one, "modalFeedback") || value_of(*one, "showHide") == "hide") continue;
    for (const auto& outcome : item.children) {
      if (!is(*outcome, "outcomeDeclaration") ||
          value_of(*outcome, "identifier") != value_of(*one, "outcomeIdentifier"))
        continue;
      const auto* shown = first_inside(*outcome, "value");
      if (shown && trimmed(shown->text) == value_of(*one, "identifier")) return flow_of(*one);
    }
  }
  return {};
}

// Ways of answering that nothing here is like.
Words way_called(std::string_view name) {
  static const std::map<std::string_view, Words> known{
      {"orderInteraction", {"排序", "ordering"}},
      {"inlineChoiceInteraction", {"文中下拉选择", "choices within the text"}},
      {"gapMatchInteraction", {"拖放填空", "dragging into gaps"}},
      {"hottextInteraction", {"选词", "choosing words of a text"}},
      {"associateInteraction", {"两两配对", "pairing"}},
      {"sliderInteraction", {"滑块", "a slider"}},
      {"drawingInteraction", {"画图", "drawing"}}};
  const auto found = known.find(name);
  return found == known.end() ? say("其他", "another way") : found->second;
}

Why body_into(QuestionBody& body, const Node& item) {
  const auto* shown = inside(item, "itemBody");
  if (!shown) return say("没有题干", "it has no item body");
  for (const auto* name : {"img", "object", "audio", "video", "picture", "svg", "math", "include"})
    if (first_inside(*shown, name))
      return say("含图片、公式、文件或音视频", "it has a picture, a formula, a file or sound");
  if (inside(item, "templateDeclaration")) return say("题目由模板生成", "it is made from a template");
  std::vector<const Node*> ways;
  const std::function<void(const Node&)> look = [&](const Node& node) {
    for (const auto& one : node.children) {
      if (is_interaction(*one)) ways.push_back(one.get());
      look(*one);
    }
  };
  look(*shown);
  if (ways.empty()) return say("只有文字，没有答案", "it is text without answers");
  std::map<std::string, Response> responses;
  std::vector<Response> asked;
  for (const auto& one : item.children)
    if (is(*one, "responseDeclaration")) {
      auto response = response_of(*one);
      asked.push_back(response);
      responses.insert_or_assign(response.id, std::move(response));
    }
  body.points = points_of(item, asked);
  body.text = flow_of(*shown);
  body.explanation = explanation_of(item);
  if (std::ranges::all_of(ways, [](const Node* one) { return is_gap(*one); }))
    return gaps_into(body, item, ways, responses);
  if (ways.size() > 1)
    return say("一题中有几处作答，不支持", "it asks for several answers at once, which is not supported");
  const auto& way = *ways[0];
  if (is(way, "extendedTextInteraction") || is(way, "uploadInteraction")) {
    body.kind = is(way, "uploadInteraction") ? QuestionKind::file : QuestionKind::essay;
    return {};
  }
  const auto response = responses.find(value_of(way, "responseIdentifier"));
  if (response == responses.end()) return say("没有声明答案", "its answer is not declared");
  if (is(way, "choiceInteraction")) return choice_into(body, item, way, response->second);
  if (is(way, "matchInteraction")) return matching_into(body, way, response->second);
  const auto name = plain_name(way.name);
  const auto called = way_called(name);
  return say("作答方式“{0}”（{1}）不支持", "answering by {2} ({1}) is not supported", called.zh, name, called.en);
}

// Letters alone: a title that is how the text begins tells nothing, wherever its gaps and lines are.
std::string bare(std::string_view text) {
  std::string made;
  if (text.ends_with("…")) text.remove_suffix(std::string_view{"…"}.size());
  for (const char one : text)
    if (one != '_' && one != ' ' && one != '\n') made += one;
  return made;
}

void item_into(FoundQuestions& found, const Node& item) {
  FoundQuestion made;
  made.line = item.line;
  auto& body = made.question;
  auto why = body_into(body, item);
  const auto title = trimmed(value_of(item, "title"));
  if (!bare(body.text).starts_with(bare(title))) body.title = begin_of(title);
  if (why) return leave(found, item.line, title.empty() ? value_of(item, "identifier") : title, std::move(*why));
  take(found, std::move(made));
}

}  // namespace

bool is_qti_item(std::string_view xml) {
  const auto begin = xml.substr(0, 4096);
  return begin.find("<assessmentItem") != begin.npos || begin.find(":assessmentItem") != begin.npos ||
         begin.find("<qti-assessment-item") != begin.npos;
}

Result<FoundQuestions> read_qti_item(std::string_view xml) {
  DOORSTEP_TRY(not_too_large(xml));
  DOORSTEP_TRY(readable(xml));
  DOORSTEP_LET(root, read_tree(xml));
  if (!is(*root, "assessmentItem"))
    return refuse(Fault::invalid, "questions-no-qti",
                  say("不是 QTI 的题目：没有 <assessmentItem>", "it is no item of QTI: there is no <assessmentItem>"));
  FoundQuestions found;
  item_into(found, *root);
  return found;
}

}  // namespace doorstep::questions
