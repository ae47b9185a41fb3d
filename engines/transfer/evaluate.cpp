#include "evaluate.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace doorstep::transfer {

Evaluator::Evaluator(const Instance& instance, const Model& model)
    : instance_(instance),
      model_(model),
      ledger_(model),
      unit_of_(instance.people.size(), -1),
      cell_of_(instance.gauges.size(), std::vector<int32_t>(instance.sites.size(), -1)) {
  for (size_t u = 0; u < model.units.size(); ++u)
    for (const auto person : model.units[u].teachers) unit_of_[static_cast<size_t>(person)] = static_cast<int32_t>(u);
  for (size_t r = 0; r < model.rows.size(); ++r)
    if (const auto& row = model.rows[r]; row.kind == RowKind::cell)
      cell_of_[static_cast<size_t>(row.indicator)][static_cast<size_t>(row.school)] = static_cast<int32_t>(r);
  start(Choice(model.units.size(), -1));
  below_today_ = below_;
}

void Evaluator::start(const Choice& choice) {
  ledger_.start(choice);
  squares_.assign(instance_.gauges.size(), 0);
  below_.assign(instance_.gauges.size(), 0);
  for (size_t k = 0; k < instance_.gauges.size(); ++k)
    for (size_t i = 0; i < instance_.sites.size(); ++i) {
      const auto pupils = instance_.sites[i][static_cast<size_t>(instance_.gauges[k].stage)].pupils;
      if (pupils <= 0) continue;
      const auto gauge = static_cast<int32_t>(k), school = static_cast<int32_t>(i);
      const auto here = static_cast<long double>(count(gauge, school));
      squares_[k] += here * here / static_cast<long double>(pupils);
      below_[k] += count(gauge, school) < needed(gauge, school);
    }
}

int64_t Evaluator::count(int32_t gauge, int32_t school) const {
  const auto k = static_cast<size_t>(gauge), i = static_cast<size_t>(school);
  const auto row = cell_of_[k][i];
  return instance_.gauges[k].count[i] + (row < 0 ? 0 : ledger_.activity(static_cast<size_t>(row)));
}

int64_t Evaluator::needed(int32_t gauge, int32_t school) const {
  const auto row = cell_of_[static_cast<size_t>(gauge)][static_cast<size_t>(school)];
  if (row < 0 || !instance_.problem->indicators[static_cast<size_t>(gauge)].least) return 0;
  return instance_.gauges[static_cast<size_t>(gauge)].count[static_cast<size_t>(school)] +
         model_.rows[static_cast<size_t>(row)].needed;
}

int32_t Evaluator::column(int32_t person, int32_t school) const {
  const auto unit = unit_of_[static_cast<size_t>(person)];
  if (unit < 0) return -1;
  const auto& of = model_.units[static_cast<size_t>(unit)];
  for (auto j = of.first; j < of.last; ++j)
    if (model_.columns[static_cast<size_t>(j)].to == school) return j;
  return -1;
}

void Evaluator::touch(const Entries& entries, int32_t sign) {
  for (const auto& entry : entries) {
    const auto& row = model_.rows[static_cast<size_t>(entry.row)];
    if (row.kind != RowKind::cell || entry.count == 0) continue;
    const auto k = static_cast<size_t>(row.indicator);
    const auto pupils = instance_.sites[static_cast<size_t>(row.school)][static_cast<size_t>(row.stage)].pupils;
    const auto here = static_cast<long double>(count(row.indicator, row.school));
    squares_[k] += sign * here * here / static_cast<long double>(pupils);
    below_[k] += sign * (count(row.indicator, row.school) < needed(row.indicator, row.school));
  }
}

void Evaluator::change(int32_t unit, int32_t column) {
  ledger_.propose(unit, column);
  const Entries touched = ledger_.touched();
  touch(touched, -1);
  ledger_.accept();
  touch(touched, 1);
}

std::optional<double> Evaluator::cv(int32_t gauge) const {
  const auto& of = instance_.gauges[static_cast<size_t>(gauge)];
  if (of.pupils <= 0 || of.counted <= 0) return std::nullopt;
  const auto sum = static_cast<long double>(of.counted);
  const auto square = static_cast<double>(squares_[static_cast<size_t>(gauge)] * of.pupils / (sum * sum) - 1);
  return square > 0 ? std::sqrt(square) : 0;
}

int64_t Evaluator::below(int32_t gauge) const { return below_[static_cast<size_t>(gauge)]; }

std::vector<Outcome> Evaluator::outcomes() const {
  std::vector<Outcome> all;
  for (size_t k = 0; k < instance_.gauges.size(); ++k) {
    const auto& indicator = instance_.problem->indicators[k];
    all.push_back({indicator.code, indicator.stage, instance_.gauges[k].cv, cv(static_cast<int32_t>(k)),
                   below_today_[k], below_[k]});
  }
  return all;
}

Choice choice_of(const Evaluator& evaluator, const Instance& instance, const Model& model,
                 const std::vector<Move>& moves, std::vector<Move>* left_out) {
  std::unordered_map<std::string, int32_t> people, schools;
  for (const auto& teacher : instance.problem->teachers)
    people.emplace(teacher.id, static_cast<int32_t>(people.size()));
  for (const auto& school : instance.problem->schools) schools.emplace(school.id, static_cast<int32_t>(schools.size()));
  Choice choice(model.units.size(), -1);
  for (const auto& move : moves) {
    const auto column = evaluator.column(people.at(move.teacher), schools.at(move.to));
    if (column >= 0)
      choice[static_cast<size_t>(model.columns[static_cast<size_t>(column)].unit)] = column;
    else if (left_out)
      left_out->push_back(move);
  }
  return choice;
}

std::vector<PlannedMove> moves_of(const Instance& instance, const Model& model, const Choice& choice) {
  std::vector<PlannedMove> moves;
  for (const auto j : choice) {
    if (j < 0) continue;
    const auto& column = model.columns[static_cast<size_t>(j)];
    for (const auto who : model.units[static_cast<size_t>(column.unit)].teachers) {
      const auto& person = instance.people[static_cast<size_t>(who)];
      const auto way =
          std::find_if(person.ways.begin(), person.ways.end(), [&](const Open& open) { return open.to == column.to; });
      const auto& schools = instance.problem->schools;
      moves.push_back({instance.problem->teachers[static_cast<size_t>(who)].id,
                       schools[static_cast<size_t>(person.school)].id, schools[static_cast<size_t>(column.to)].id,
                       way->km, way->minutes, instance.problem->rules.term.value_or(1)});
    }
  }
  std::sort(moves.begin(), moves.end(),
            [](const PlannedMove& a, const PlannedMove& b) { return a.teacher < b.teacher; });
  return moves;
}

}  // namespace doorstep::transfer
