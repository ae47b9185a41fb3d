// What an answer is worth by the key.
#include <algorithm>
#include <cmath>
#include <set>

#include "questions.h"

namespace doorstep::questions {
namespace {

tl::unexpected<Error> unfit(const char* field, Words what) {
  return refuse(Fault::invalid, "answer-invalid", what, {{field, what}});
}

bool right(const QuestionOption& option) { return option.share > 0; }

std::optional<double> multiple_share(const QuestionBody& question, const QuestionAnswer& answer) {
  double sum = 0;
  int64_t hits = 0, misses = 0;
  for (const auto place : answer.chosen) {
    const auto& option = question.options[static_cast<size_t>(place)];
    sum += option.share;
    (right(option) ? hits : misses) += 1;
  }
  const auto all = std::ranges::count_if(question.options, right);
  switch (question.rule) {
    case MultipleRule::exact:
      return hits == all && misses == 0 ? 1.0 : 0.0;
    case MultipleRule::part:
      return misses || all == 0 ? 0.0 : static_cast<double>(hits) / static_cast<double>(all);
    case MultipleRule::part_flat:
      if (misses || hits == 0) return 0.0;
      return hits == all ? 1.0 : question.part_share;
    default:
      return std::clamp(sum, 0.0, 1.0);
  }
}

}  // namespace

bool marked_by_key(QuestionKind kind) {
  return kind != QuestionKind::essay && kind != QuestionKind::file && kind != QuestionKind::photo;
}

Result<void> check_answer(const QuestionBody& question, const QuestionAnswer& answer) {
  const auto options = static_cast<int64_t>(question.options.size());
  if (std::set<int64_t>{answer.chosen.begin(), answer.chosen.end()}.size() != answer.chosen.size() ||
      std::ranges::any_of(answer.chosen, [&](int64_t one) { return one < 0 || one >= options; }))
    return unfit("chosen", say("没有这个选项", "there is no such option"));
  if (question.kind != QuestionKind::multiple && answer.chosen.size() > 1)
    return unfit("chosen", say("只能选一项", "only one option may be chosen"));
  if (answer.blanks.size() > question.gaps.size())
    return unfit("blanks", say("空格没有这么多", "there are fewer gaps"));
  if (std::ranges::any_of(answer.blanks, [](const std::string& one) { return one.size() > longest_option; }))
    return unfit("blanks", say("一个空格最多 {} 个字节", "a gap takes at most {} bytes", longest_option));
  const auto lefts = std::ranges::count_if(question.pairs, [](const QuestionPair& one) { return !one.left.empty(); });
  if (static_cast<int64_t>(answer.matched.size()) > lefts || std::ranges::any_of(answer.matched, [&](int64_t one) {
        return one < -1 || one >= static_cast<int64_t>(question.pairs.size());
      }))
    return unfit("matched", say("没有这一项可以连", "there is nothing like it to match"));
  if (answer.text.size() > longest_answer)
    return unfit("text", say("答案最多 {} 个字节", "an answer takes at most {} bytes", longest_answer));
  const bool takes_files = question.kind == QuestionKind::file || question.kind == QuestionKind::photo;
  if (!takes_files && !answer.files.empty())
    return unfit("files", say("这道题不收文件", "this question takes no files"));
  if (answer.files.size() > most_answer_files)
    return unfit("files", say("最多 {} 个文件", "at most {} files", most_answer_files));
  if (std::set<std::string>{answer.files.begin(), answer.files.end()}.size() != answer.files.size())
    return unfit("files", say("同一个文件只能放一次", "a file stands in an answer once"));
  return {};
}

bool answered(const QuestionBody& question, const QuestionAnswer& answer) {
  switch (question.kind) {
    case QuestionKind::blank:
      return std::ranges::any_of(
          answer.blanks, [](const std::string& one) { return one.find_first_not_of(" \t\n") != std::string::npos; });
    case QuestionKind::matching:
      return std::ranges::any_of(answer.matched, [](int64_t one) { return one >= 0; });
    case QuestionKind::essay:
      return answer.text.find_first_not_of(" \t\r\n") != std::string::npos;
    case QuestionKind::file:
    case QuestionKind::photo:
      return !answer.files.empty() || answer.text.find_first_not_of(" \t\r\n") != std::string::npos;
    default:
      return !answer.chosen.empty();
  }
}

std::vector<double> gap_shares(const QuestionBody& question, const QuestionAnswer& answer) {
  std::vector<double> made;
  for (size_t i = 0; i < question.gaps.size(); ++i)
    made.push_back(i < answer.blanks.size() ? share_of(question.gaps[i], answer.blanks[i]) : 0.0);
  return made;
}

std::optional<double> share_of(const QuestionBody& question, const QuestionAnswer& answer) {
  switch (question.kind) {
    case QuestionKind::choice:
    case QuestionKind::true_false:
      if (answer.chosen.empty()) return 0.0;
      return std::clamp(question.options[static_cast<size_t>(answer.chosen[0])].share, 0.0, 1.0);
    case QuestionKind::multiple:
      return multiple_share(question, answer);
    case QuestionKind::blank: {
      if (question.gaps.empty()) return 0.0;
      double sum = 0;
      for (const auto one : gap_shares(question, answer)) sum += one;
      return std::clamp(sum / static_cast<double>(question.gaps.size()), 0.0, 1.0);
    }
    case QuestionKind::matching: {
      int64_t lefts = 0, hits = 0;
      for (const auto& pair : question.pairs) {
        if (pair.left.empty()) continue;
        const auto at = static_cast<size_t>(lefts++);
        if (at >= answer.matched.size() || answer.matched[at] < 0) continue;
        // Two right sides that read the same are the same.
        hits += question.pairs[static_cast<size_t>(answer.matched[at])].right == pair.right;
      }
      return lefts ? static_cast<double>(hits) / static_cast<double>(lefts) : 0.0;
    }
    default:
      return {};
  }
}

std::optional<double> rubric_points(const QuestionBody& question, const std::vector<int64_t>& levels) {
  if (levels.size() != question.rubric.size()) return {};
  double sum = 0;
  for (size_t i = 0; i < levels.size(); ++i) {
    const auto& of = question.rubric[i].levels;
    if (levels[i] < 0 || levels[i] >= static_cast<int64_t>(of.size())) return {};
    sum += of[static_cast<size_t>(levels[i])].points;
  }
  return points_of(1, std::min(sum, question.points));
}

double points_of(double share, double most) { return std::floor(share * most * 100 + 0.5 + 1e-9) / 100; }

}  // namespace doorstep::questions
