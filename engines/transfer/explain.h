// Reason: why one move is in a plan, as values. It speaks of schools, indicators and rules, never of how good a person
// is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/transfer/evaluate.h>

namespace doorstep::transfer {

// One indicator of one school, per 100 pupils: without this move, and with it.
struct Effect {
  std::string code, stage, school;
  double without = 0, with = 0;
  std::optional<double> least;         // the threshold
  double cv_without = 0, cv_with = 0;  // of the district: the whole plan without this move, and with it
};

// Another way to do nearly the same, all else as planned. `cost`: by how much the objective would be worse, in 1e-12.
struct Instead {
  std::string teacher, to;
  int64_t cost = 0;
};

// A rule that stands at its limit where this move counts.
struct Binding {
  std::string rule;             // stable name, as in Rules
  std::string school, subject;  // "" where it is about the whole district
  int64_t value = 0, limit = 0;
};

struct Reason {
  Move move;
  std::vector<Effect> effects;
  int64_t worth = 0;  // how much worse the objective would be if this teacher stayed and all else remained, in 1e-12
  std::optional<Instead> other_place;    // the best other destination of this teacher that keeps every rule
  std::optional<Instead> other_teacher;  // the best other teacher for this destination that keeps every rule
  std::vector<Binding> binding;
  std::vector<std::string> passed;  // rules about the person and the way that were tested and kept
};

// One reason for each unit that moves, by its first teacher, in the order of units. The evaluator must hold the plan
// and is left as it was.
std::vector<Reason> explain(const Instance& instance, const Model& model, Evaluator& evaluator);
// Of one unit that moves.
Reason explain(const Instance& instance, const Model& model, Evaluator& evaluator, int32_t unit);

// The stable name of the rule that a row keeps.
const char* rule_of(RowKind kind);

}  // namespace doorstep::transfer
