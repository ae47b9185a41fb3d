// Scores: values of schools as numbers from 0 to 100, and what they come to. Pure.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <doorstep/evaluation/evaluation.h>

namespace doorstep::evaluation {

// A level: value over full. Progress: the share of the gap from the start to full that was closed; empty without a
// start, or when it was full already. Both within 0 and 100.
std::optional<double> score_of(Counts counts, double full, std::optional<double> start, std::optional<double> value);

// Of one school and indicator.
struct Scored {
  std::optional<double> start, score;
};
// A group's: of a level the mean over its schools; of progress the mean over the half that started lowest, rounded up.
std::optional<double> score_of_group(Counts counts, std::vector<Scored> schools);

struct Sum {
  std::optional<double> score;
  int64_t weight = 0;  // of what is there, percent
};
// The weighted mean over what is there.
Sum weighted(std::span<const EvaluationIndicator> indicators, std::span<const EvaluationScore> scores);

}  // namespace doorstep::evaluation
