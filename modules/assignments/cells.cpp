#include "cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace doorstep::assignments {
namespace {

using questions::AcceptedText;
using questions::MultipleRule;
using questions::QuestionBody;
using questions::QuestionGap;
using questions::QuestionKind;

constexpr std::array kinds{QuestionKind::choice, QuestionKind::multiple, QuestionKind::true_false,
                           QuestionKind::blank,  QuestionKind::matching, QuestionKind::essay,
                           QuestionKind::file,   QuestionKind::photo};

std::string bare(std::string_view text) {
  std::string made{text};
  const auto cut = [&](std::string_view space) {
    while (made.starts_with(space)) made.erase(0, space.size());
    while (made.ends_with(space)) made.erase(made.size() - space.size());
  };
  for (int again = 0; again < 2; ++again)
    for (const std::string_view space : {" ", "\t", "\r", "\n", "　"}) cut(space);
  return made;
}

void swap_all(std::string& text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> made;
  for (size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(by, at), text.size());
    made.push_back(bare(std::string_view{text}.substr(at, end - at)));
    at = end + 1;
  }
  return made;
}

// "#3.14±0.01"
std::optional<AcceptedText> number_in(std::string_view part) {
  std::string text{part.substr(1)};
  swap_all(text, "±", "~");
  AcceptedText made;
  const auto tilde = text.find('~');
  made.text = bare(text.substr(0, tilde));
  if (!questions::number_of(made.text)) return {};
  if (tilde != std::string::npos) {
    const auto tolerance = questions::number_of(bare(text.substr(tilde + 1)));
    if (!tolerance || *tolerance < 0) return {};
    made.tolerance = *tolerance;
  }
  return made;
}

std::optional<Words> gaps_into(QuestionBody& question, const std::string& cell) {
  for (const auto& part : parts_of(cell)) {
    auto& gap = question.gaps.emplace_back();
    for (const auto& one : split(part, '|')) {
      if (one.empty()) return say("空格的答案不能为空", "an answer of a gap must not be empty");
      if (one[0] != '#') {
        gap.accepted.push_back({one, 1, 0, {}});
        continue;
      }
      const auto number = number_in(one);
      if (!number) return say("“{}”应写成 #3.14±0.01", "“{}” is written #3.14±0.01", one);
      gap.numeric = true;
      gap.accepted.push_back(*number);
    }
    if (gap.numeric &&
        std::ranges::any_of(gap.accepted, [](const AcceptedText& one) { return !questions::number_of(one.text); }))
      return say("一个空格的答案要么都是数，要么都是文字", "the answers of one gap are all numbers or all words");
  }
  return {};
}

// "得3分", "points 3"; empty: no such thing. A child may well have written "3分" or "3 points" itself.
std::optional<double> points_in(const std::string& cell) {
  constexpr std::string_view got = "得", points = "分", word = "points";
  if (cell.starts_with(got) && cell.ends_with(points))
    return questions::number_of(
        bare(std::string_view{cell}.substr(got.size(), cell.size() - got.size() - points.size())));
  if (!cell.starts_with(word)) return {};
  auto rest = bare(std::string_view{cell}.substr(word.size()));
  if (rest.starts_with(':')) rest = bare(std::string_view{rest}.substr(1));
  return questions::number_of(rest);
}

Result<double> good_points(const QuestionBody& question, double points) {
  if (points < 0 || points > question.points)
    return refuse(Fault::invalid, "points", say("得分应在 0 到 {} 之间", "points are 0 to {}", question.points));
  return questions::points_of(1, points);
}

tl::unexpected<Error> unclear(Words what) { return refuse(Fault::invalid, "cell", std::move(what)); }

size_t lefts_in(const QuestionBody& question) {
  return static_cast<size_t>(
      std::ranges::count_if(question.pairs, [](const questions::QuestionPair& one) { return !one.left.empty(); }));
}

}  // namespace

Words word_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::choice:
      return say("单选题", "One choice");
    case QuestionKind::multiple:
      return say("多选题", "Several choices");
    case QuestionKind::true_false:
      return say("判断题", "True or false");
    case QuestionKind::blank:
      return say("填空题", "Blanks");
    case QuestionKind::matching:
      return say("连线题", "Matching");
    case QuestionKind::essay:
      return say("简答题", "Essay");
    case QuestionKind::file:
      return say("上传文件", "File");
    default:
      return say("拍照作答", "Photo");
  }
}
std::optional<QuestionKind> kind_of_word(const std::string& word) {
  for (const auto one : kinds)
    if (const auto words = word_of(one); word == words.zh || word == words.en || word == describe::enum_name(one))
      return one;
  return {};
}
Words word_of(MultipleRule rule) {
  switch (rule) {
    case MultipleRule::exact:
      return say("全对得分", "all or nothing");
    case MultipleRule::part_flat:
      return say("少选得固定分", "a fixed part");
    case MultipleRule::shares:
      return say("按选项计分", "by shares");
    default:
      return say("少选按比例", "in proportion");
  }
}

std::string letter(size_t option) { return std::string(1, static_cast<char>('A' + option)); }

std::optional<std::vector<int64_t>> letters_of(std::string_view cell, size_t options) {
  std::string text{cell};
  for (const std::string_view between : {"、", "，", "；", "　"}) swap_all(text, between, " ");
  for (int one = 0; one < 26; ++one) {  // full-width letters
    swap_all(text, std::string{"\xEF\xBC"} + static_cast<char>(0xA1 + one),
             std::string(1, static_cast<char>('A' + one)));
    swap_all(text, std::string{"\xEF\xBD"} + static_cast<char>(0x81 + one),
             std::string(1, static_cast<char>('A' + one)));
  }
  std::set<int64_t> found;
  for (char one : text) {
    if (one == ' ' || one == ',' || one == ';' || one == '.' || one == '/' || one == '\n') continue;
    if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
    if (one < 'A' || one > 'Z' || static_cast<size_t>(one - 'A') >= options) return {};
    found.insert(one - 'A');
  }
  return std::vector<int64_t>{found.begin(), found.end()};
}

std::optional<int64_t> truth_of(const std::string& cell) {
  std::string text;
  for (const char one : cell) text += one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one;
  for (const auto* one : {"对", "正确", "是", "√", "✓", "true", "t", "yes", "a"})
    if (text == one) return 0;
  for (const auto* one : {"错", "错误", "否", "×", "✗", "x", "false", "f", "no", "b"})
    if (text == one) return 1;
  return {};
}

std::vector<std::string> parts_of(std::string_view cell) {
  std::string text{cell};
  swap_all(text, "；", ";");
  std::ranges::replace(text, '\n', ';');
  return split(text, ';');
}
std::string joined_parts(const std::vector<std::string>& parts) {
  std::string made;
  for (const auto& one : parts) made += (made.empty() ? "" : "; ") + one;
  return made;
}

std::optional<Words> key_into(QuestionBody& question, const std::string& cell) {
  const auto answer = bare(cell);
  switch (question.kind) {
    case QuestionKind::choice:
    case QuestionKind::multiple: {
      const auto right = letters_of(answer, question.options.size());
      if (!right || right->empty() || (question.kind == QuestionKind::choice && right->size() > 1))
        return question.kind == QuestionKind::choice
                   ? say("应为一个选项的字母，如 B", "is the letter of one option, such as B")
                   : say("应为正确选项的字母，如 ABD", "is the letters of the right options, such as ABD");
      for (const auto one : *right) question.options[static_cast<size_t>(one)].share = 1;
      return {};
    }
    case QuestionKind::true_false: {
      const auto truth = truth_of(answer);
      if (!truth) return say("应为“对”或“错”", "is true or false");
      question.options = {{"对", *truth == 0 ? 1.0 : 0.0, {}}, {"错", *truth == 1 ? 1.0 : 0.0, {}}};
      return {};
    }
    case QuestionKind::blank:
      if (answer.empty()) return say("应为各空的答案，以分号分开", "is the answers of the gaps, divided by semicolons");
      return gaps_into(question, answer);
    case QuestionKind::matching: {
      for (auto& option : question.options) {
        swap_all(option.text, "→", "=");
        const auto at = option.text.find('=');
        if (at == std::string::npos)
          return say("连线题的选项写作“左 = 右”", "options of matching are written “left = right”");
        question.pairs.push_back({bare(option.text.substr(0, at)), bare(option.text.substr(at + 1))});
      }
      question.options.clear();
      if (!answer.empty())
        return say("连线题的答案写在选项里，这一列留空", "matching has its answers in the options: leave this empty");
      return {};
    }
    default:
      if (!answer.empty())
        return say("由人批改的题没有答案，这一列留空", "what people mark has no key: leave this empty");
      return {};
  }
}

std::optional<std::string> key_of(const QuestionBody& question) {
  std::string made;
  switch (question.kind) {
    case QuestionKind::choice:
    case QuestionKind::multiple:
      if (question.kind == QuestionKind::multiple && question.rule == MultipleRule::shares) return {};
      for (size_t at = 0; at < question.options.size(); ++at) {
        const auto share = question.options[at].share;
        if (question.kind == QuestionKind::choice && share != 0 && share != 1) return {};
        if (share > 0) made += letter(at);
      }
      return made;
    case QuestionKind::true_false:
      return question.options[0].share == 1 ? "对" : "错";
    case QuestionKind::blank:
      for (const auto& gap : question.gaps) {
        if (gap.cased) return {};
        std::string part;
        for (const auto& one : gap.accepted) {
          if (one.share != 1 || one.text.find_first_of("|;#\n") != std::string::npos ||
              one.text.find("；") != std::string::npos)
            return {};
          part +=
              (part.empty() ? "" : "|") +
              (gap.numeric ? "#" + one.text + (one.tolerance > 0 ? fmt::format("±{}", one.tolerance) : "") : one.text);
        }
        made += (made.empty() ? "" : "; ") + part;
      }
      return made;
    default:
      return std::string{};
  }
}

Result<EnteredAnswer> entered(const QuestionBody& question, const std::string& cell) {
  EnteredAnswer made;
  const auto text = bare(cell);
  if (text.empty()) return made;
  if (const auto points = points_in(text)) {
    DOORSTEP_LET(good, good_points(question, *points));
    made.points = good;
    return made;
  }
  switch (question.kind) {
    case QuestionKind::choice:
    case QuestionKind::multiple: {
      auto chosen = letters_of(text, question.options.size());
      const auto last = letter(question.options.size() - 1);
      if (!chosen || (question.kind == QuestionKind::choice && chosen->size() > 1))
        return unclear(
            question.kind == QuestionKind::choice
                ? say("应为 A 到 {0} 中的一个字母，而不是“{1}”", "is one letter of A to {0}, not “{1}”", last, text)
                : say("应为 A 到 {0} 中的字母，而不是“{1}”", "is letters of A to {0}, not “{1}”", last, text));
      made.answer.chosen = std::move(*chosen);
      break;
    }
    case QuestionKind::true_false: {
      const auto truth = truth_of(text);
      if (!truth) return unclear(say("应为“对”或“错”，而不是“{}”", "is true or false, not “{}”", text));
      made.answer.chosen = {*truth};
      break;
    }
    case QuestionKind::blank:
      made.answer.blanks = question.gaps.size() == 1 ? std::vector{text} : parts_of(text);
      if (made.answer.blanks.size() > question.gaps.size())
        return unclear(say("有 {0} 个空，写了 {1} 个答案", "there are {0} gaps and {1} answers", question.gaps.size(),
                           made.answer.blanks.size()));
      break;
    case QuestionKind::matching: {
      const auto lefts = lefts_in(question);
      for (const char raw : text) {
        if (raw == ' ' || raw == ',' || raw == ';') continue;
        const char one = raw >= 'a' && raw <= 'z' ? static_cast<char>(raw - 'a' + 'A') : raw;
        if (one == '-') {
          made.answer.matched.push_back(-1);
        } else if (one >= 'A' && static_cast<size_t>(one - 'A') < question.pairs.size()) {
          made.answer.matched.push_back(one - 'A');
        } else {
          return unclear(say("应为各左项所连右项的字母，如 CAB；没有连的写 -",
                             "is the letter of the right side for each left "
                             "one, such as CAB; - where there is none"));
        }
      }
      if (made.answer.matched.size() > lefts) return unclear(say("左项只有 {} 个", "there are {} left sides", lefts));
      break;
    }
    default: {
      const auto points = questions::number_of(text);
      if (!points) return unclear(say("由人批改：请填得分，如 8", "people mark this: enter the points, such as 8"));
      DOORSTEP_LET(good, good_points(question, *points));
      made.points = good;
      return made;
    }
  }
  DOORSTEP_TRY(questions::check_answer(question, made.answer));
  return made;
}

Words how_to_enter(const QuestionBody& question) {
  const auto points = say("也可填得分，如“得{0}分”", "or points, such as “points {0}”", question.points);
  Words how;
  switch (question.kind) {
    case QuestionKind::choice:
      how = say("一个字母，如 B", "one letter, such as B");
      break;
    case QuestionKind::multiple:
      how = say("所选字母，如 ABD", "the letters chosen, such as ABD");
      break;
    case QuestionKind::true_false:
      how = say("对或错", "true or false");
      break;
    case QuestionKind::blank:
      how = question.gaps.size() == 1 ? say("所写的内容", "what was written")
                                      : say("各空以分号分开", "the gaps, divided by semicolons");
      break;
    case QuestionKind::matching:
      how = say("各左项所连右项的字母，如 CAB，没有连的写 -",
                "for each left side the letter of its right one, such as CAB; - for none");
      break;
    default:
      return say("得分，0 到 {}", "points, 0 to {}", question.points);
  }
  return {how.zh + "；" + points.zh, how.en + "; " + points.en};
}

}  // namespace doorstep::assignments
