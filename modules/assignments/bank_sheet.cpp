#include "bank_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <doorstep/base/list.h>
#include <doorstep/registry/columns.h>
#include <doorstep/sheets/form.h>
#include <doorstep/sheets/number.h>
#include <doorstep/sheets/write.h>

#include "cells.h"

namespace doorstep::assignments {
namespace {

using questions::MultipleRule;
using questions::QuestionKind;

constexpr size_t most_bank_lines = 2'000;

struct BankLine {
  int64_t row = 0;
  std::string kind, text, answer, points, rule, title, subject, grades, difficulty, knowledge, tags, explanation,
      licence, origin;
  std::string a, b, c, d, e, f, g, h, i, j;
};

struct BankSheetColumn {
  const char* code;
  Words heading;
  bool required;
  std::string BankLine::*member;
  double width;
  Words comment;
};
const std::vector<BankSheetColumn>& bank_columns() {
  using Line = BankLine;
  static const std::vector<BankSheetColumn> all = [] {
    std::vector<BankSheetColumn> made{
        {"kind", say("题型", "Kind"), true, &Line::kind, 12, {}},
        {"text", say("题干", "Text"), true, &Line::text, 50,
         say("填空题的空写作三个以上下划线 ____", "a gap of a text is three underscores or more ____")}};
    constexpr std::string Line::*options[] = {&Line::a, &Line::b, &Line::c, &Line::d, &Line::e,
                                              &Line::f, &Line::g, &Line::h, &Line::i, &Line::j};
    static const char* const codes[] = {"option_a", "option_b", "option_c", "option_d", "option_e",
                                        "option_f", "option_g", "option_h", "option_i", "option_j"};
    for (size_t at = 0; at < std::size(options); ++at)
      made.push_back({codes[at],
                      {"选项 " + letter(at), "Option " + letter(at)},
                      false,
                      options[at],
                      16,
                      at ? Words{}
                         : say("连线题写作“左 = 右”；“= 右”是多余的右项",
                               "matching: “left = right”; “= right” is a right side too many")});
    const std::vector<BankSheetColumn> rest{
        {"answer", say("答案", "Answer"), true, &Line::answer, 18,
         say("单选 B，多选 ABD，判断 对/错；填空各空以分号分开，几种写法以 | 分开，数写作 "
             "#3.14±0.01；连线题和由人批改的题留空",
             "one choice B, several ABD, true or false; gaps divided by semicolons, several words for one by |, a "
             "number "
             "#3.14±0.01; matching and what people mark: empty")},
        {"points", say("分值", "Points"), false, &Line::points, 8, say("空白为 1", "empty: 1")},
        {"rule", say("多选计分", "Rule"), false, &Line::rule, 16,
         say("空白为“少选按比例”；“少选得固定分 0.4”得满分的 0.4",
             "empty: in proportion; “a fixed part 0.4”: 0.4 of the full mark")},
        {"subject", say("学科", "Subject"), true, &Line::subject, 12, {}},
        {"grades", say("年级", "Grades"), false, &Line::grades, 10, say("如 3-6 或 3,5", "such as 3-6 or 3,5")},
        {"difficulty", say("难度", "Difficulty"), false, &Line::difficulty, 8,
         say("1 容易到 5 困难，空白为 3", "1 easy to 5 hard; empty: 3")},
        {"knowledge", say("知识点", "Knowledge points"), false, &Line::knowledge, 20,
         say("以逗号分开", "divided by commas")},
        {"tags", say("标签", "Tags"), false, &Line::tags, 16, say("以逗号分开", "divided by commas")},
        {"explanation", say("解析", "Explanation"), false, &Line::explanation, 30, {}},
        {"title", say("简称", "Short name"), false, &Line::title, 14, {}},
        {"licence", say("许可", "Licence"), false, &Line::licence, 12, {}},
        {"origin", say("出处", "Origin"), false, &Line::origin, 16, {}}};
    made.insert(made.end(), rest.begin(), rest.end());
    return made;
  }();
  return all;
}

bool is_option(const char* code) { return std::string_view{code}.starts_with("option_"); }

std::span<const registry::Choice> subjects() {
  if (const auto* sheet = registry::sheet_named("service"))
    for (const auto& one : sheet->columns)
      if (one.name == "subject") return one.choices;
  return {};
}

sheets::SheetPlan plan_of(Language language, size_t options) {
  sheets::SheetPlan plan;
  plan.name = say("题库", "Questions").in(language);
  size_t shown = 0;
  for (const auto& one : bank_columns()) {
    if (is_option(one.code) && shown++ >= options) continue;
    auto column = sheets::column(one.heading.in(language), one.width);
    column.required = one.required && std::string_view{one.code} != "answer";
    column.comment = one.comment.in(language);
    const std::string_view code = one.code;
    if (code == "kind")
      for (const auto kind :
           {QuestionKind::choice, QuestionKind::multiple, QuestionKind::true_false, QuestionKind::blank,
            QuestionKind::matching, QuestionKind::essay, QuestionKind::file, QuestionKind::photo})
        column.choices.push_back(word_of(kind).in(language));
    if (code == "subject")
      for (const auto& one_subject : subjects())
        column.choices.emplace_back(language == Language::zh ? one_subject.zh : one_subject.en);
    plan.columns.push_back(std::move(column));
  }
  return plan;
}

std::string listed_grades(const std::vector<std::string>& grades) {
  std::string made;
  for (const auto& one : grades) {
    const auto plain = one.size() == 2 && one[0] == '0' ? one.substr(1) : one;
    made += (made.empty() ? "" : ",") + plain;
  }
  return made;
}

// "3-6", "3,5", "KG"; empty: it is none of these.
std::optional<std::vector<std::string>> grades_in(std::string cell) {
  for (const std::string_view between : {"、", "，", " "})
    for (size_t at; (at = cell.find(between)) != std::string::npos;) cell.replace(at, between.size(), ",");
  std::vector<std::string> made;
  for (const auto& part : listed(cell)) {
    if (part == "KG" || part == "kg") {
      made.emplace_back("KG");
      continue;
    }
    const auto dash = part.find('-');
    const auto first = sheets::parse_whole(part.substr(0, dash));
    const auto last = dash == std::string::npos ? first : sheets::parse_whole(part.substr(dash + 1));
    if (!first || !last || *first < 1 || *last > 12 || *last < *first) return {};
    for (auto grade = *first; grade <= *last; ++grade) made.push_back(fmt::format("{:02}", grade));
  }
  return made;
}

std::vector<std::string> words_in(std::string cell) {
  for (const std::string_view between : {"、", "，", "；", ";"})
    for (size_t at; (at = cell.find(between)) != std::string::npos;) cell.replace(at, between.size(), ",");
  return listed(cell);
}

class BankLineReader {
 public:
  BankLineReader(const BankLine& line, std::vector<SheetFault>& faults) : line_(line), faults_(faults) {}

  std::optional<NewBankQuestion> read() {
    const auto before = faults_.size();
    NewBankQuestion made;
    auto& body = made.question;
    const auto kind = questions_kind();
    body.title = line_.title;
    body.text = line_.text;
    body.explanation = line_.explanation;
    body.points = number("points", line_.points, 1);
    made.difficulty = static_cast<int64_t>(number("difficulty", line_.difficulty, 3));
    made.tags = words_in(line_.tags);
    made.knowledge = words_in(line_.knowledge);
    if (!line_.licence.empty()) made.licence = line_.licence;
    if (!line_.origin.empty()) made.origin = line_.origin;
    subject(made);
    if (auto grades = grades_in(line_.grades))
      made.grades = std::move(*grades);
    else
      fault("grades", say("应写成 3-6 或 3,5，而不是“{}”", "is written 3-6 or 3,5, not “{}”", line_.grades));
    if (!kind) return {};
    body.kind = *kind;
    options(body);
    rule(body);
    if (auto wrong = key_into(body, line_.answer)) fault("answer", std::move(*wrong));
    if (faults_.size() > before) return {};
    return made;
  }

 private:
  void fault(const char* column, Words what) { faults_.push_back({line_.row, column, std::move(what)}); }

  std::optional<QuestionKind> questions_kind() {
    const auto kind = kind_of_word(line_.kind);
    if (!kind)
      fault("kind",
            say("“{}”不是题型：单选题、多选题、判断题、填空题、连线题、简答题、上传文件、拍照作答",
                "“{}” is no kind: One choice, Several choices, True or false, Blanks, Matching, Essay, File, Photo",
                line_.kind));
    return kind;
  }
  double number(const char* column, const std::string& cell, double none) {
    if (cell.empty()) return none;
    const auto found = questions::number_of(cell);
    if (!found) fault(column, say("应为数，而不是“{}”", "must be a number, not “{}”", cell));
    return found.value_or(none);
  }
  void subject(NewBankQuestion& made) {
    for (const auto& one : subjects())
      if (line_.subject == one.code || line_.subject == one.zh || line_.subject == one.en) {
        made.subject = one.code;
        return;
      }
    fault("subject", say("没有学科“{}”", "there is no subject “{}”", line_.subject));
  }
  void options(questions::QuestionBody& body) {
    bool ended = false;
    for (const auto& column : bank_columns()) {
      if (!is_option(column.code)) continue;
      const auto& text = line_.*column.member;
      if (text.empty()) {
        ended = true;
      } else if (ended) {
        fault(column.code, say("前面的选项空着：请依次填写", "an option before it is empty: leave no gaps"));
        return;
      } else if (body.kind != QuestionKind::true_false) {
        body.options.push_back({text, 0, {}});
      }
    }
    const bool takes = body.kind == QuestionKind::choice || body.kind == QuestionKind::multiple ||
                       body.kind == QuestionKind::matching || body.kind == QuestionKind::true_false;
    if (!takes && !body.options.empty()) fault("option_a", say("这种题没有选项", "this kind has no options"));
  }
  void rule(questions::QuestionBody& body) {
    if (line_.rule.empty()) return;
    for (const auto one : {MultipleRule::part, MultipleRule::exact, MultipleRule::part_flat}) {
      const auto words = word_of(one);
      for (const auto& word : {words.zh, words.en}) {
        if (one == MultipleRule::part_flat && line_.rule.starts_with(word) && line_.rule != word) {
          const auto share = questions::number_of(line_.rule.substr(word.size()));
          if (!share) continue;
          body.part_share = *share;
        } else if (line_.rule != word) {
          continue;
        }
        body.rule = one;
        return;
      }
    }
    fault("rule", say("“{}”不是计分方式：少选按比例、全对得分、少选得固定分 0.4",
                      "“{}” is no rule: in proportion, all or nothing, a fixed part 0.4", line_.rule));
  }

  const BankLine& line_;
  std::vector<SheetFault>& faults_;
};

std::string rule_of(const questions::QuestionBody& body, Language language) {
  if (body.kind != QuestionKind::multiple) return {};
  auto made = word_of(body.rule).in(language);
  if (body.rule == MultipleRule::part_flat) made += fmt::format(" {}", body.part_share);
  return made;
}

std::string cell_of(const BankQuestion& one, const BankSheetColumn& column, const std::string& key, size_t option,
                    Language language) {
  const auto& body = one.question;
  const std::string_view code = column.code;
  if (is_option(column.code)) {
    if (body.kind == QuestionKind::matching)
      return option < body.pairs.size() ? body.pairs[option].left + " = " + body.pairs[option].right : "";
    return body.kind != QuestionKind::true_false && option < body.options.size() ? body.options[option].text : "";
  }
  if (code == "kind") return word_of(body.kind).in(language);
  if (code == "text") return body.text;
  if (code == "answer") return key;
  if (code == "points") return fmt::format("{}", body.points);
  if (code == "rule") return rule_of(body, language);
  if (code == "subject") return registry::choice_word("service", "subject", one.subject).in(language);
  if (code == "grades") return listed_grades(one.grades);
  if (code == "difficulty") return std::to_string(one.difficulty);
  if (code == "knowledge") return joined(one.knowledge);
  if (code == "tags") return joined(one.tags);
  if (code == "explanation") return body.explanation;
  if (code == "title") return body.title;
  if (code == "licence") return one.licence;
  return one.origin;
}

size_t options_of(const questions::QuestionBody& body) {
  if (body.kind == QuestionKind::matching) return body.pairs.size();
  return body.options.size();
}
// Whether a sheet says all of it that counts.
bool sayable(const questions::QuestionBody& body) {
  const auto columns =
      std::ranges::count_if(bank_columns(), [](const BankSheetColumn& one) { return is_option(one.code); });
  return options_of(body) <= static_cast<size_t>(columns) && key_of(body) &&
         std::ranges::none_of(body.pairs, [](const questions::QuestionPair& one) {
           return (one.left + one.right).find('=') != std::string::npos;
         });
}

}  // namespace

std::string bank_template(Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) { out.sheet(plan_of(language, template_options)); });
}

std::string bank_workbook(const std::vector<BankQuestion>& questions, Language language) {
  size_t options = template_options;
  int64_t unsaid = 0;
  for (const auto& one : questions)
    if (sayable(one.question))
      options = std::max(options, options_of(one.question));
    else
      ++unsaid;
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    auto plan = plan_of(language, options);
    if (unsaid)
      plan.notes.push_back(
          say("另有 {} 道题用表格写不出（按选项计分、部分得分、十个以上选项等），请导出 Moodle XML",
              "{} more cannot be written in a sheet (shares of options or answers, more than ten options "
              "...): export Moodle XML",
              unsaid)
              .in(language));
    out.sheet(plan);
    for (const auto& one : questions) {
      if (!sayable(one.question)) continue;
      const auto key = key_of(one.question).value_or("");
      std::vector<std::string> cells;
      size_t option = 0;
      for (const auto& column : bank_columns()) {
        const bool is = is_option(column.code);
        if (!is || option < options) cells.push_back(cell_of(one, column, key, option, language));
        option += is;
      }
      std::vector<sheets::CellValue> row;
      for (const auto& cell : cells) row.emplace_back(std::string_view{cell});
      out.row(row);
    }
  });
}

Result<std::vector<BankLineRead>> read_bank_lines(const std::filesystem::path& file, std::vector<SheetFault>& faults) {
  DOORSTEP_LET(lines, sheets::read_form<BankLine>(file, bank_columns(), most_bank_lines));
  std::vector<BankLineRead> made;
  for (const auto& line : lines) {
    if (line.text.empty() && line.kind.empty()) continue;
    made.push_back({line.row, BankLineReader{line, faults}.read()});
  }
  if (made.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有内容", "nothing stands in the sheet"));
  return made;
}

std::string bank_column_of(const std::string& field) {
  const auto part = field.substr(0, field.find('/'));
  if (part == "options" || part == "pairs") {
    const auto slash = field.find('/');
    const auto place = slash == std::string::npos
                           ? std::nullopt
                           : sheets::parse_whole(field.substr(slash + 1, field.find('/', slash + 1) - slash - 1));
    if (!place || *place < 0 || *place > 9) return part == "options" ? "answer" : "option_a";
    return std::string{"option_"} + static_cast<char>('a' + *place);
  }
  if (part == "gaps") return "answer";
  if (part == "part_share") return "rule";
  for (const auto& one : bank_columns())
    if (one.code == part) return part;
  return "text";
}

}  // namespace doorstep::assignments
