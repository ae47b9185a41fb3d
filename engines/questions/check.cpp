// What is wrong with a question.
#include <algorithm>
#include <cmath>

#include "questions.h"

namespace doorstep::questions {
namespace {

class Faults {
 public:
  void add(std::string field, Words what) { found.push_back({std::move(field), std::move(what)}); }
  void text(const std::string& field, const std::string& text, size_t most, bool needed) {
    if (needed && text.find_first_not_of(" \t\r\n") == std::string::npos)
      add(field, say("不能为空", "must not be empty"));
    else if (text.size() > most)
      add(field, say("最多 {} 个字节", "at most {} bytes", most));
  }
  void count(const char* field, size_t count, size_t least, size_t most) {
    if (count < least || count > most) add(field, say("应有 {} 到 {} 项", "must be {} to {} of them", least, most));
  }
  std::vector<FieldError> found;
};

std::string at(const char* list, size_t place, const char* member = nullptr) {
  auto made = std::string{list} + "/" + std::to_string(place);
  return member ? made + "/" + member : made;
}

bool is_share(double share, double least) { return std::isfinite(share) && least <= share && share <= 1; }

void check_options(Faults& faults, const QuestionBody& question) {
  const bool truth = question.kind == QuestionKind::true_false;
  faults.count("options", question.options.size(), 2, truth ? 2 : most_options);
  int64_t full = 0, right = 0;
  for (size_t i = 0; i < question.options.size(); ++i) {
    const auto& option = question.options[i];
    faults.text(at("options", i, "text"), option.text, longest_option, true);
    faults.text(at("options", i, "feedback"), option.feedback, longest_option, false);
    if (!is_share(option.share, -1)) faults.add(at("options", i, "share"), say("应在 -1 到 1 之间", "must be -1 to 1"));
    full += option.share == 1;
    right += option.share > 0;
  }
  if (question.kind != QuestionKind::multiple && full != 1)
    faults.add("options",
               say("应有且只有一个正确选项（得全部分数）", "exactly one option must be right (the full mark)"));
  if (question.kind == QuestionKind::multiple && right == 0)
    faults.add("options", say("至少一个选项是正确的", "at least one option must be right"));
  if (question.kind == QuestionKind::multiple && question.rule == MultipleRule::part_flat &&
      !is_share(question.part_share, 0))
    faults.add("part_share", say("应在 0 到 1 之间", "must be 0 to 1"));
}

void check_gaps(Faults& faults, const QuestionBody& question) {
  faults.count("gaps", question.gaps.size(), 1, most_gaps);
  const auto seen = gaps_in(question.text);
  if (seen > question.gaps.size() || (seen < question.gaps.size() && seen + question.gaps.size() > 1))
    faults.add("text", say("题干中的空格（三个以上下划线）有 {} 个，答案有 {} 个，应相同",
                           "the text has {} gaps (three underscores or more) and there are answers for {}: make them "
                           "the same",
                           seen, question.gaps.size()));
  for (size_t i = 0; i < question.gaps.size(); ++i) {
    const auto& gap = question.gaps[i];
    if (gap.accepted.empty() || gap.accepted.size() > most_accepted)
      faults.add(at("gaps", i, "accepted"),
                 say("应有 1 到 {} 个可接受的答案", "must have 1 to {} accepted answers", most_accepted));
    if (std::ranges::none_of(gap.accepted, [](const AcceptedText& one) { return one.share == 1; }))
      faults.add(at("gaps", i, "accepted"),
                 say("至少一个答案得全部分数", "at least one answer must give the full mark"));
    for (const auto& one : gap.accepted) {
      faults.text(at("gaps", i, "accepted"), one.text, longest_option, true);
      if (!is_share(one.share, 0)) faults.add(at("gaps", i, "share"), say("应在 0 到 1 之间", "must be 0 to 1"));
      if (gap.numeric && !number_of(one.text))
        faults.add(at("gaps", i, "accepted"), say("“{}”不是数", "\"{}\" is no number", one.text));
      if (!std::isfinite(one.tolerance) || one.tolerance < 0)
        faults.add(at("gaps", i, "tolerance"), say("误差不能小于 0", "a tolerance is not below 0"));
    }
  }
}

void check_pairs(Faults& faults, const QuestionBody& question) {
  const auto lefts = std::ranges::count_if(question.pairs, [](const QuestionPair& one) { return !one.left.empty(); });
  if (lefts < 2 || question.pairs.size() > most_pairs)
    faults.add("pairs", say("至少两对，最多 {} 对", "two pairs at least, {} at most", most_pairs));
  for (size_t i = 0; i < question.pairs.size(); ++i) {
    faults.text(at("pairs", i, "left"), question.pairs[i].left, longest_option, false);
    faults.text(at("pairs", i, "right"), question.pairs[i].right, longest_option, true);
  }
}

void check_rubric(Faults& faults, const QuestionBody& question) {
  if (question.rubric.empty()) return;
  faults.count("rubric", question.rubric.size(), 1, most_criteria);
  double most = 0;
  for (size_t i = 0; i < question.rubric.size(); ++i) {
    const auto& criterion = question.rubric[i];
    faults.text(at("rubric", i, "text"), criterion.text, longest_option, true);
    if (criterion.levels.size() < 2 || criterion.levels.size() > most_levels) {
      faults.add(at("rubric", i, "levels"), say("应有 2 到 {} 个等级", "must have 2 to {} levels", most_levels));
      continue;
    }
    double best = 0;
    for (const auto& level : criterion.levels) {
      faults.text(at("rubric", i, "levels"), level.text, longest_option, true);
      if (!std::isfinite(level.points) || level.points < 0)
        faults.add(at("rubric", i, "levels"), say("分数不能小于 0", "points are not below 0"));
      best = std::max(best, level.points);
    }
    most += best;
  }
  if (std::abs(most - question.points) > 0.005)
    faults.add("rubric", say("各项最高等级合计 {} 分，应等于满分 {} 分",
                             "the best levels add up to {} points, and the full mark is {}", most, question.points));
}

}  // namespace

std::vector<FieldError> faults_of(const QuestionBody& question) {
  Faults faults;
  faults.text("title", question.title, longest_option, false);
  faults.text("text", question.text, longest_text, true);
  faults.text("explanation", question.explanation, longest_text, false);
  if (!std::isfinite(question.points) || question.points <= 0 || question.points > most_points)
    faults.add("points", say("满分应大于 0，不超过 {}", "the full mark must be above 0 and at most {}", most_points));
  switch (question.kind) {
    case QuestionKind::choice:
    case QuestionKind::multiple:
    case QuestionKind::true_false:
      check_options(faults, question);
      break;
    case QuestionKind::blank:
      check_gaps(faults, question);
      break;
    case QuestionKind::matching:
      check_pairs(faults, question);
      break;
    default:
      check_rubric(faults, question);
  }
  return std::move(faults.found);
}

}  // namespace doorstep::questions
