#include "scores.h"

#include <algorithm>

namespace doorstep::evaluation {

std::optional<double> score_of(Counts counts, double full, std::optional<double> start, std::optional<double> value) {
  if (!value || full <= 0) return {};
  if (counts == Counts::level) return std::clamp(*value / full * 100, 0.0, 100.0);
  if (!start || *start >= full) return {};
  return std::clamp((*value - *start) / (full - *start) * 100, 0.0, 100.0);
}

std::optional<double> score_of_group(Counts counts, std::vector<Scored> schools) {
  std::erase_if(schools, [](const Scored& one) { return !one.score; });
  if (counts == Counts::progress) {
    std::ranges::stable_sort(schools, {}, [](const Scored& one) { return *one.start; });
    schools.resize((schools.size() + 1) / 2);
  }
  if (schools.empty()) return {};
  double sum = 0;
  for (const auto& one : schools) sum += *one.score;
  return sum / static_cast<double>(schools.size());
}

Sum weighted(std::span<const EvaluationIndicator> indicators, std::span<const EvaluationScore> scores) {
  Sum made;
  double sum = 0;
  for (const auto& indicator : indicators) {
    const auto found = std::ranges::find(scores, indicator.id, &EvaluationScore::indicator_id);
    if (found == scores.end() || !found->score) continue;
    sum += *found->score * static_cast<double>(indicator.weight);
    made.weight += indicator.weight;
  }
  if (made.weight > 0) made.score = sum / static_cast<double>(made.weight);
  return made;
}

}  // namespace doorstep::evaluation
