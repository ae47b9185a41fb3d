// Moodle XML, read and written.
#include <fmt/format.h>

#include <algorithm>

#include "text.h"
#include "tree.h"

namespace doorstep::questions {
namespace {

// <questiontext format="html"><text>..</text></questiontext>
std::string text_in(const Node* node) {
  if (!node) return {};
  const auto text = node->text_of("text");
  const auto format = node->attribute("format");
  return format.empty() || format == "html" || format == "moodle_auto_format" ? plain_of_html(text) : trimmed(text);
}

bool picture_in(const Node& node) {
  if (node.name == "file" || has_picture(node.text)) return true;
  return std::ranges::any_of(node.children, [](const auto& one) { return picture_in(*one); });
}

double share_in(const Node& answer) { return number_of(answer.attribute("fraction")).value_or(0) / 100; }

std::string answer_text(const Node& answer) {
  const auto format = answer.attribute("format");
  return format == "html" ? plain_of_html(answer.text_of("text")) : trimmed(answer.text_of("text"));
}

std::vector<const Node*> all(const Node& of, std::string_view name) {
  std::vector<const Node*> found;
  for (const auto& one : of.children)
    if (one->name == name) found.push_back(one.get());
  return found;
}

void choices_into(QuestionBody& body, const Node& node) {
  const auto single = trimmed(node.text_of("single"));
  const bool one = single == "true" || single == "1";
  body.kind = one ? QuestionKind::choice : QuestionKind::multiple;
  body.rule = one ? MultipleRule::part : MultipleRule::shares;
  for (const auto* answer : all(node, "answer"))
    body.options.push_back({answer_text(*answer), share_in(*answer), text_in(answer->child("feedback"))});
}

void truth_into(QuestionBody& body, const Node& node) {
  body.kind = QuestionKind::true_false;
  body.options = {{"True", 0, {}}, {"False", 0, {}}};
  for (const auto* answer : all(node, "answer")) {
    auto& option = body.options[trimmed(answer->text_of("text")) == "true" ? 0 : 1];
    option.share = share_in(*answer);
    option.feedback = text_in(answer->child("feedback"));
  }
}

void words_into(QuestionBody& body, const Node& node, bool numeric) {
  body.kind = QuestionKind::blank;
  auto& gap = body.gaps.emplace_back();
  gap.numeric = numeric;
  gap.cased = trimmed(node.text_of("usecase")) == "1";
  for (const auto* answer : all(node, "answer")) {
    AcceptedText one{answer_text(*answer), share_in(*answer), 0, text_in(answer->child("feedback"))};
    if (numeric) {
      if (one.text == "*") continue;  // whatever else was written, for its feedback
      one.tolerance = number_of(answer->text_of("tolerance")).value_or(0);
    } else if (one.text == "*" && one.share == 0) {
      continue;
    }
    gap.accepted.push_back(std::move(one));
  }
}

// The answers of one gap of a cloze text: "=Berlin#good~%50%Bonn".
bool gap_answers_into(QuestionGap& gap, std::string_view text) {
  std::vector<std::string> parts{""};
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size())
      (parts.back() += '\\') += text[++i];
    else if (text[i] == '~')
      parts.emplace_back();
    else
      parts.back() += text[i];
  }
  for (const auto& part : parts) {
    AcceptedText one;
    one.share = 0;
    std::string_view rest = part;
    if (rest.starts_with('=')) {
      one.share = 1;
      rest.remove_prefix(1);
    } else if (rest.starts_with('%')) {
      const auto end = rest.find('%', 1);
      const auto share = end == rest.npos ? std::nullopt : number_of(rest.substr(1, end - 1));
      if (!share) return false;
      one.share = *share / 100;
      rest.remove_prefix(end + 1);
    }
    std::string words;
    for (size_t i = 0; i < rest.size() && rest[i] != '#'; ++i) {
      if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
      words += rest[i];
    }
    if (gap.numeric) {
      const auto colon = words.find(':');
      if (colon != words.npos) {
        const auto tolerance = number_of(std::string_view{words}.substr(colon + 1));
        if (!tolerance) return false;
        one.tolerance = *tolerance;
        words.erase(colon);
      }
    }
    one.text = trimmed(words);
    if (one.share > 0) gap.accepted.push_back(std::move(one));
  }
  return true;
}

// A text with gaps {1:SHORTANSWER:=Berlin}; empty: what it says.
std::optional<Words> cloze_into(QuestionBody& body, const std::string& text) {
  body.kind = QuestionKind::blank;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const auto open = text[at] == '{' ? text.find(':', at) : text.npos;
    const auto second = open == text.npos ? text.npos : text.find(':', open + 1);
    const bool gap_here = second != text.npos && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                                             text.begin() + static_cast<std::ptrdiff_t>(open),
                                                             [](char one) { return one >= '0' && one <= '9'; });
    if (!gap_here) {
      out += text[at++];
      continue;
    }
    size_t end = second + 1;
    while (end < text.size() && text[end] != '}') end += text[end] == '\\' ? 2 : 1;
    if (end >= text.size()) return say("空格没有以 }} 结束", "a gap is not ended by }}");
    const auto kind = text.substr(open + 1, second - open - 1);
    QuestionGap gap;
    if (kind == "NUMERICAL" || kind == "NM")
      gap.numeric = true;
    else if (kind == "SHORTANSWER_C" || kind == "SAC" || kind == "MWC")
      gap.cased = true;
    else if (kind != "SHORTANSWER" && kind != "SA" && kind != "MW")
      return say("空格的题型 {0} 不支持", "a gap of the type {0} is not supported", kind);
    if (!gap_answers_into(gap, std::string_view{text}.substr(second + 1, end - second - 1)))
      return say("空格的答案写法不对", "the answers of a gap are not written as they should be");
    body.gaps.push_back(std::move(gap));
    out += "____";
    at = end + 1;
  }
  body.text = trimmed(out);
  return {};
}

// Empty: taken; else why not.
std::optional<Words> body_into(QuestionBody& body, const Node& node, std::string_view type) {
  if (type == "multichoice") {
    choices_into(body, node);
  } else if (type == "truefalse") {
    truth_into(body, node);
  } else if (type == "shortanswer" || type == "numerical") {
    words_into(body, node, type == "numerical");
  } else if (type == "matching") {
    body.kind = QuestionKind::matching;
    for (const auto* one : all(node, "subquestion")) {
      const auto* answer = one->child("answer");
      const auto format = one->attribute("format");
      body.pairs.push_back({format == "html" ? plain_of_html(one->text_of("text")) : trimmed(one->text_of("text")),
                            answer ? trimmed(answer->text_of("text")) : ""});
    }
  } else if (type == "essay") {
    body.kind = trimmed(node.text_of("responseformat")) == "noinline" ? QuestionKind::file : QuestionKind::essay;
  } else if (type == "cloze") {
    return cloze_into(body, body.text);
  } else if (type == "description") {
    return say("只有文字，没有答案", "it is text without answers");
  } else {
    return say("题型 {0} 不支持", "the type {0} is not supported", type);
  }
  return {};
}

std::string clean_category(std::string_view text) {
  auto made = trimmed(text);
  for (const std::string_view root : {"$course$/", "$system$/", "top/"})
    if (made.starts_with(root)) made.erase(0, root.size());
  if (made == "$course$" || made == "top") made.clear();
  std::ranges::replace(made, '\n', ' ');
  return made;
}

void question_into(FoundQuestions& found, const Node& node, const std::string& category) {
  const auto type = node.attribute("type");
  FoundQuestion made;
  made.line = node.line;
  made.category = category;
  auto& body = made.question;
  if (const auto* name = node.child("name")) body.title = trimmed(name->text_of("text"));
  body.text = text_in(node.child("questiontext"));
  body.explanation = text_in(node.child("generalfeedback"));
  if (const auto points = number_of(node.text_of("defaultgrade")); points && *points > 0) body.points = *points;
  if (const auto* tags = node.child("tags"))
    for (const auto* tag : all(*tags, "tag"))
      if (auto text = trimmed(tag->text_of("text")); !text.empty()) made.tags.push_back(std::move(text));
  const auto name = body.title.empty() ? body.text : body.title;
  if (picture_in(node))
    return leave(found, node.line, name, say("含图片、文件或音视频", "it has a picture, a file or sound"));
  if (auto why = body_into(body, node, type)) return leave(found, node.line, name, std::move(*why));
  take(found, std::move(made));
}

std::string texted(const char* name, std::string_view text, const char* format = "plain_text") {
  return fmt::format("    <{0} format=\"{1}\"><text>{2}</text></{0}>\n", name, format, xml_escaped(text));
}
std::string answer_xml(double share, std::string_view text, std::string_view feedback, std::string_view more = {}) {
  return fmt::format(
      "    <answer fraction=\"{}\" format=\"plain_text\"><text>{}</text>{}<feedback "
      "format=\"plain_text\"><text>{}</text></feedback></answer>\n",
      percent_text(share), xml_escaped(text), more, xml_escaped(feedback));
}

std::string cloze_escaped(std::string_view text) {
  std::string out;
  for (const char one : text) {
    if (std::string_view{"}#~/\\\"="}.find(one) != std::string_view::npos) out += '\\';
    out += one;
  }
  return out;
}

std::string cloze_text(const QuestionBody& question) {
  std::string out;
  size_t gap = 0;
  for (size_t i = 0; i < question.text.size();) {
    size_t run = 0;
    while (i + run < question.text.size() && question.text[i + run] == '_') ++run;
    if (run < 3 || gap >= question.gaps.size()) {
      out.append(question.text, i, std::max<size_t>(run, 1));
      i += std::max<size_t>(run, 1);
      continue;
    }
    const auto& one = question.gaps[gap++];
    out += one.numeric ? "{1:NUMERICAL:" : one.cased ? "{1:SHORTANSWER_C:" : "{1:SHORTANSWER:";
    for (size_t at = 0; at < one.accepted.size(); ++at) {
      const auto& accepted = one.accepted[at];
      if (at) out += "~";
      out += accepted.share == 1 ? "=" : "%" + percent_text(accepted.share) + "%";
      out += cloze_escaped(accepted.text);
      if (one.numeric) out += ":" + number_text(accepted.tolerance);
    }
    out += "}";
    i += run;
  }
  return out;
}

const char* type_of(const QuestionBody& question) {
  switch (question.kind) {
    case QuestionKind::true_false:
      return "truefalse";
    case QuestionKind::blank:
      return question.gaps.size() > 1 ? "cloze" : question.gaps[0].numeric ? "numerical" : "shortanswer";
    case QuestionKind::matching:
      return "matching";
    case QuestionKind::essay:
    case QuestionKind::file:
    case QuestionKind::photo:
      return "essay";
    default:
      return "multichoice";
  }
}

std::string answers_xml(const QuestionBody& question) {
  std::string out;
  switch (question.kind) {
    case QuestionKind::choice:
    case QuestionKind::multiple: {
      const bool one = question.kind == QuestionKind::choice;
      out = fmt::format("    <single>{}</single>\n    <shuffleanswers>true</shuffleanswers>\n", one);
      for (const auto& option : one ? question.options : by_shares(question))
        out += answer_xml(option.share, option.text, option.feedback);
      return out;
    }
    case QuestionKind::true_false:
      out += answer_xml(question.options[0].share, "true", question.options[0].feedback);
      return out + answer_xml(question.options[1].share, "false", question.options[1].feedback);
    case QuestionKind::blank:
      if (question.gaps.size() != 1) return out;
      if (!question.gaps[0].numeric)
        out += question.gaps[0].cased ? "    <usecase>1</usecase>\n" : "    <usecase>0</usecase>\n";
      for (const auto& one : question.gaps[0].accepted)
        out += answer_xml(one.share, one.text, one.feedback,
                          question.gaps[0].numeric ? "<tolerance>" + number_text(one.tolerance) + "</tolerance>" : "");
      return out;
    case QuestionKind::matching:
      for (const auto& one : question.pairs)
        out += fmt::format(
            "    <subquestion format=\"plain_text\"><text>{}</text><answer><text>{}</text></answer></subquestion>\n",
            xml_escaped(one.left), xml_escaped(one.right));
      return out;
    case QuestionKind::essay:
      return "    <responseformat>editor</responseformat>\n    <attachments>0</attachments>\n";
    default:
      return "    <responseformat>noinline</responseformat>\n    <attachments>-1</attachments>\n";
  }
}

}  // namespace

Result<FoundQuestions> read_moodle_xml(std::string_view text) {
  DOORSTEP_TRY(not_too_large(text));
  DOORSTEP_LET(root, read_tree(text));
  if (root->name != "quiz")
    return refuse(
        Fault::invalid, "moodle-no-quiz",
        say("不是 Moodle 题目文件：根元素是 <{0}>，应为 <quiz>",
            "it is no file of questions of Moodle: its root is <{0}>, and should be <quiz>", begin_of(root->name)));
  FoundQuestions found;
  std::string category;
  for (const auto& node : root->children) {
    if (node->name != "question") continue;
    if (node->attribute("type") == "category") {
      if (const auto* named = node->child("category")) category = clean_category(named->text_of("text"));
      continue;
    }
    if (found.questions.size() + found.left_out.size() >= most_file_questions)
      return refuse(Fault::too_large, "questions-too-many",
                    say("一个文件最多 {} 道题", "a file has at most {} questions", most_file_questions));
    question_into(found, *node, category);
  }
  return found;
}

WrittenQuestions write_moodle_xml(const std::vector<FoundQuestion>& questions) {
  WrittenQuestions made;
  made.text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n";
  std::string category;
  for (const auto& one : questions) {
    const auto& body = one.question;
    if (one.category != category) {
      category = one.category;
      made.text += "  <question type=\"category\"><category><text>$course$/" + xml_escaped(category) +
                   "</text></category></question>\n";
    }
    const std::string_view type = type_of(body);
    made.text += fmt::format("  <question type=\"{}\">\n    <name><text>{}</text></name>\n", type,
                             xml_escaped(body.title.empty() ? begin_of(body.text) : body.title));
    made.text += texted("questiontext", type == "cloze" ? cloze_text(body) : body.text);
    made.text += texted("generalfeedback", body.explanation);
    made.text += fmt::format("    <defaultgrade>{}</defaultgrade>\n", number_text(body.points));
    made.text += answers_xml(body);
    if (!one.tags.empty()) {
      made.text += "    <tags>";
      for (const auto& tag : one.tags) made.text += "<tag><text>" + xml_escaped(tag) + "</text></tag>";
      made.text += "</tags>\n";
    }
    made.text += "  </question>\n";
  }
  made.text += "</quiz>\n";
  return made;
}

}  // namespace doorstep::questions
