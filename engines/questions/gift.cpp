// GIFT, read and written.
#include <algorithm>
#include <charconv>

#include "text.h"

namespace doorstep::questions {
namespace {

// A text without its signs of escape; what was escaped is no sign. `html`: markup goes too.
std::string meant(std::string_view text, bool html) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char next = text[++i];
    if (next == 'n')
      out += '\n';
    else if (std::string_view{"~=#{}:\\\"->"}.find(next) != std::string_view::npos)
      out += next;
    else
      (out += '\\') += next;
  }
  return html ? plain_of_html(out) : trimmed(out);
}

// The next place of one of `signs` that is not escaped.
size_t sign_at(std::string_view text, std::string_view signs, size_t from) {
  for (size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (signs.find(text[i]) != signs.npos)
      return i;
  }
  return text.npos;
}

// [html] before a text, which is cut off.
bool is_html(std::string_view& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos || text[first] != '[') return false;
  for (const std::string_view format : {"[html]", "[moodle]", "[plain]", "[markdown]"})
    if (text.substr(first).starts_with(format)) {
      text.remove_prefix(first + format.size());
      return format == "[html]" || format == "[moodle]";
    }
  return false;
}

struct Part {
  bool right = false;  // = and not ~
  std::optional<double> share;
  std::string_view text, feedback;
};

std::optional<double> number_in(std::string_view text) { return number_of(text); }

// %50% before an answer, which is cut off.
std::optional<double> share_in(std::string_view& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos || text[first] != '%') return {};
  const auto end = text.find('%', first + 1);
  if (end == text.npos) return {};
  const auto number = number_in(text.substr(first + 1, end - first - 1));
  if (!number) return {};
  text.remove_prefix(end + 1);
  return *number / 100;
}

std::vector<Part> parts_of(std::string_view block) {
  std::vector<Part> parts;
  for (auto at = sign_at(block, "=~", 0); at != block.npos;) {
    const auto end = std::min(sign_at(block, "=~", at + 1), block.size());
    Part part;
    part.right = block[at] == '=';
    part.text = block.substr(at + 1, end - at - 1);
    part.share = share_in(part.text);
    if (const auto feedback = sign_at(part.text, "#", 0); feedback != part.text.npos) {
      part.feedback = part.text.substr(feedback + 1);
      part.text = part.text.substr(0, feedback);
    }
    parts.push_back(part);
    at = end == block.size() ? block.npos : end;
  }
  return parts;
}

// 3.14:0.01, 3..4, or 3.
std::optional<AcceptedText> number_accepted(std::string_view text, bool html) {
  AcceptedText made;
  if (const auto dots = text.find(".."); dots != text.npos) {
    const auto low = number_in(text.substr(0, dots)), high = number_in(text.substr(dots + 2));
    if (!low || !high || *high < *low) return {};
    made.text = number_text((*low + *high) / 2);
    made.tolerance = (*high - *low) / 2;
    return made;
  }
  const auto colon = text.find(':');
  made.text = meant(text.substr(0, colon), html);
  if (!number_of(made.text)) return {};
  if (colon == text.npos) return made;
  const auto tolerance = number_in(text.substr(colon + 1));
  if (!tolerance || *tolerance < 0) return {};
  made.tolerance = *tolerance;
  return made;
}

Result<void> numbers_into(QuestionBody& body, std::string_view block, bool html) {
  body.kind = QuestionKind::blank;
  auto& gap = body.gaps.emplace_back();
  gap.numeric = true;
  const auto add = [&](std::string_view text, double share, std::string_view feedback) -> Result<void> {
    auto accepted = number_accepted(trimmed(text), html);
    if (!accepted)
      return refuse(Fault::invalid, "gift-number",
                    say("“{}”不是数或范围", "\"{}\" is neither a number nor a range", begin_of(text)));
    accepted->share = share;
    accepted->feedback = meant(feedback, html);
    gap.accepted.push_back(std::move(*accepted));
    return {};
  };
  const auto parts = parts_of(block);
  if (parts.empty()) {
    const auto feedback = sign_at(block, "#", 0);
    return add(block.substr(0, feedback), 1, feedback == block.npos ? "" : block.substr(feedback + 1));
  }
  for (const auto& part : parts)
    if (part.right) DOORSTEP_TRY(add(part.text, part.share.value_or(1), part.feedback));
  return {};
}

std::optional<bool> truth_of(const std::string& word) {
  for (const auto* yes : {"T", "TRUE", "True", "true"})
    if (word == yes) return true;
  for (const auto* no : {"F", "FALSE", "False", "false"})
    if (word == no) return false;
  return {};
}

size_t arrow_in(std::string_view text) {
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '-' && text[i + 1] == '>')
      return i;
  }
  return text.npos;
}

Result<void> choices_into(QuestionBody& body, const std::vector<Part>& parts, bool html) {
  const bool wrong_ones = std::ranges::any_of(parts, [](const Part& one) { return !one.right; });
  if (!wrong_ones && std::ranges::all_of(parts, [](const Part& one) { return arrow_in(one.text) != one.text.npos; })) {
    body.kind = QuestionKind::matching;
    for (const auto& one : parts) {
      const auto arrow = arrow_in(one.text);
      body.pairs.push_back({meant(one.text.substr(0, arrow), html), meant(one.text.substr(arrow + 2), html)});
    }
    return {};
  }
  if (!wrong_ones) {
    body.kind = QuestionKind::blank;
    auto& gap = body.gaps.emplace_back();
    for (const auto& one : parts)
      gap.accepted.push_back({meant(one.text, html), one.share.value_or(1), 0, meant(one.feedback, html)});
    return {};
  }
  const auto right = std::ranges::count_if(parts, [](const Part& one) { return one.right; });
  body.kind = right ? QuestionKind::choice : QuestionKind::multiple;
  body.rule = right ? MultipleRule::part : MultipleRule::shares;
  for (const auto& one : parts)
    body.options.push_back({meant(one.text, html), one.share.value_or(one.right ? 1 : 0), meant(one.feedback, html)});
  return {};
}

// What stands between the braces.
Result<void> answers_into(QuestionBody& body, std::string_view block, bool html) {
  if (const auto general = block.find("####"); general != block.npos) {
    body.explanation = meant(block.substr(general + 4), html);
    block = block.substr(0, general);
  }
  const auto inner = trimmed(block);
  if (inner.empty()) {
    body.kind = QuestionKind::essay;
    return {};
  }
  if (inner.starts_with('#')) return numbers_into(body, std::string_view{inner}.substr(1), html);
  const auto hash = sign_at(inner, "#", 0);
  if (const auto truth = truth_of(trimmed(inner.substr(0, hash)))) {
    body.kind = QuestionKind::true_false;
    body.options = {{"True", *truth ? 1.0 : 0.0, {}}, {"False", *truth ? 0.0 : 1.0, {}}};
    if (hash != inner.npos) {
      // The first is for who was wrong, the second for who was right.
      const auto second = sign_at(inner, "#", hash + 1);
      body.options[*truth ? 1 : 0].feedback = meant(std::string_view{inner}.substr(hash + 1, second - hash - 1), html);
      if (second != inner.npos)
        body.options[*truth ? 0 : 1].feedback = meant(std::string_view{inner}.substr(second + 1), html);
    }
    return {};
  }
  const auto parts = parts_of(inner);
  if (parts.empty() || !trimmed(inner.substr(0, sign_at(inner, "=~", 0))).empty())
    return refuse(Fault::invalid, "gift-answers",
                  say("大括号中的答案应以 =、~ 或 # 开头", "answers between braces begin with =, ~ or #"));
  return choices_into(body, parts, html);
}

void question_into(FoundQuestions& found, std::string_view text, int64_t line, const std::string& category) {
  FoundQuestion made;
  made.line = line;
  made.category = category;
  auto& body = made.question;
  const auto whole = trimmed(text);
  std::string_view rest = whole;
  if (rest.starts_with("::")) {
    const auto end = rest.find("::", 2);
    if (end == rest.npos) return leave(found, line, rest, say("标题没有以 :: 结束", "the title is not ended by ::"));
    body.title = meant(rest.substr(2, end - 2), false);
    rest.remove_prefix(end + 2);
  }
  const bool html = is_html(rest);
  const auto name = body.title.empty() ? std::string{rest} : body.title;
  if (html && has_picture(rest)) return leave(found, line, name, say("含图片或音视频", "it has a picture or sound"));
  const auto open = sign_at(rest, "{", 0);
  if (open == rest.npos) return leave(found, line, name, say("只有文字，没有答案", "it is text without answers"));
  const auto close = sign_at(rest, "}", open + 1);
  if (close == rest.npos) return leave(found, line, name, say("缺少 }}", "a }} is missing"));
  if (sign_at(rest, "{", close + 1) != rest.npos)
    return leave(found, line, name, say("一道题只能有一组大括号", "a question has one pair of braces"));
  if (auto done = answers_into(body, rest.substr(open + 1, close - open - 1), html); !done)
    return leave(found, line, name, done.error().what);
  const auto before = meant(rest.substr(0, open), html), after = meant(rest.substr(close + 1), html);
  body.text = before;
  if (!after.empty()) body.text += " _____ " + after;
  take(found, std::move(made));
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char one : text) {
    if (one == '\n') {
      out += "\\n";
      continue;
    }
    if (std::string_view{"~=#{}:\\"}.find(one) != std::string_view::npos) out += '\\';
    if (one == '>' && out.ends_with('-')) out.insert(out.size() - 1, 1, '\\');
    out += one;
  }
  return out;
}

std::string feedback_text(const std::string& feedback) { return feedback.empty() ? "" : "#" + escaped(feedback); }
std::string share_text(double share) { return share == 1 ? "" : "%" + percent_text(share) + "%"; }

// The answers of a question; empty: GIFT has no word for it.
std::optional<std::string> answers_text(const QuestionBody& question) {
  std::string out;
  switch (question.kind) {
    case QuestionKind::choice:
      for (const auto& one : question.options)
        out += (one.share == 1   ? "\n\t="
                : one.share == 0 ? "\n\t~"
                                 : "\n\t~" + share_text(one.share)) +
               escaped(one.text) + feedback_text(one.feedback);
      return out + "\n";
    case QuestionKind::multiple:
      for (const auto& one : by_shares(question))
        out += "\n\t~%" + percent_text(one.share) + "%" + escaped(one.text) + feedback_text(one.feedback);
      return out + "\n";
    case QuestionKind::true_false:
      if (question.options.size() != 2) return {};
      return question.options[0].share == 1 ? "TRUE" : "FALSE";
    case QuestionKind::blank: {
      if (question.gaps.size() != 1 || question.gaps[0].cased) return {};
      const auto& gap = question.gaps[0];
      if (gap.numeric) out = "#";
      for (const auto& one : gap.accepted) {
        out += "\n\t=" + share_text(one.share) + escaped(one.text);
        if (gap.numeric) out += ":" + number_text(one.tolerance);
        out += feedback_text(one.feedback);
      }
      return out + "\n";
    }
    case QuestionKind::matching:
      for (const auto& one : question.pairs) out += "\n\t=" + escaped(one.left) + " -> " + escaped(one.right);
      return out + "\n";
    case QuestionKind::essay:
      return "";
    default:
      return {};
  }
}

}  // namespace

Result<FoundQuestions> read_gift(std::string_view text) {
  DOORSTEP_TRY(not_too_large(text));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!is_text(text))
    return refuse(Fault::invalid, "gift-encoding", say("文件不是 UTF-8 文本", "the file is not text in UTF-8"));
  FoundQuestions found;
  std::string category, part;
  int64_t line = 0, begun = 0;
  const auto end_part = [&] {
    if (!trimmed(part).empty()) question_into(found, part, begun, category);
    part.clear();
    begun = 0;
  };
  for (size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto one = trimmed(text.substr(at, end - at));
    ++line;
    at = end + 1;
    if (one.starts_with("//")) continue;
    if (one.empty()) {
      end_part();
    } else if (begun == 0 && one.starts_with("$CATEGORY:")) {
      category = trimmed(one.substr(10));
      if (category.starts_with("$course$/")) category.erase(0, 9);
    } else {
      if (begun == 0) begun = line;
      part += one + "\n";
    }
    if (found.questions.size() + found.left_out.size() > most_file_questions)
      return refuse(Fault::too_large, "questions-too-many",
                    say("一个文件最多 {} 道题", "a file has at most {} questions", most_file_questions));
  }
  end_part();
  return found;
}

WrittenQuestions write_gift(const std::vector<FoundQuestion>& questions) {
  WrittenQuestions made;
  std::string category;
  for (const auto& one : questions) {
    const auto& body = one.question;
    const auto answers = answers_text(body);
    if (!answers) {
      made.left_out.push_back({one.line, begin_of(body.title.empty() ? body.text : body.title),
                               say("GIFT 没有这种题型", "GIFT has no word for this type")});
      continue;
    }
    if (one.category != category) {
      category = one.category;
      made.text += "$CATEGORY: " + (category.empty() ? "$course$" : category) + "\n\n";
    }
    if (!body.title.empty()) made.text += "::" + escaped(body.title) + ":: ";
    made.text += "[plain]" + escaped(body.text) + " {" + *answers;
    if (!body.explanation.empty()) made.text += "####" + escaped(body.explanation);
    made.text += "}\n\n";
  }
  return made;
}

}  // namespace doorstep::questions
