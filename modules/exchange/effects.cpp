#include "effects.h"

#include <algorithm>
#include <map>
#include <set>

#include "figures.h"

namespace doorstep::exchange {
namespace {

using Key = std::pair<OrgId, std::string>;  // school and stage

std::optional<double> figure_of(const registry::Section& section, std::string_view code) {
  for (const auto& [figure, value] : section.figures)
    if (figure == code) return value;
  return {};
}

std::optional<double> per_hundred_of(const registry::Section& section, const standard::Indicator& indicator,
                                     double more) {
  const auto amount = figure_of(section, indicator.numerator), base = figure_of(section, indicator.denominator);
  if (!amount || !base || *base <= 0) return {};
  return (*amount + more) * indicator.per / *base;
}

std::map<Key, registry::Section> sections_of(registry::Registry& registry, const OrgId& around, SchoolYear year) {
  std::map<Key, registry::Section> made;
  for (auto& section : registry.sections(around, year)) {
    Key key{section.school_id, section.stage};
    made.emplace(std::move(key), std::move(section));
  }
  return made;
}

}  // namespace

const standard::Standard* judging_standard(const standard::Book& book) {
  for (const auto& one : book.standards)
    if (one.official && indicators_of(one).size() > 1) return &one;
  return nullptr;
}

PlanEffects effects_of(registry::Registry& registry, const standard::Standard& standard, const OrgId& around,
                       const std::vector<OneMove>& moves, Date begin) {
  PlanEffects made;
  const int year = begin_of_school_year(begin).year();
  std::optional<SchoolYear> before, after;
  for (const auto& known : registry.years(around)) {  // the newest first
    if (known.year.start >= year && !after) after = known.year;
    if (known.year.start < year && !before) before = known.year;
  }
  if (!before) return made;
  made.year_before = before->start;
  if (after) made.year_after = after->start;
  const auto old = sections_of(registry, around, *before);
  const auto now = after ? sections_of(registry, around, *after) : std::map<Key, registry::Section>{};
  std::set<Key> touched;
  for (const auto& move : moves)
    for (const auto& school : {move.from, move.to}) touched.insert({school, move.teacher.stage});
  for (const auto& key : touched) {
    const auto was = old.find(key);
    if (was == old.end()) continue;
    const auto is = now.find(key);
    for (const auto* indicator : indicators_of(standard)) {
      PlanEffect one;
      one.school_id = key.first;
      one.school = was->second.school;
      one.stage = key.second;
      one.code = indicator->code;
      one.name = indicator->name;
      for (const auto& move : moves) {
        if (move.teacher.stage != key.second || !counted_in(indicator->numerator, move.teacher)) continue;
        one.in += move.to == key.first;
        one.out += move.from == key.first;
      }
      one.before = per_hundred_of(was->second, *indicator, 0);
      one.planned = per_hundred_of(was->second, *indicator, static_cast<double>(one.in - one.out));
      if (is != now.end()) one.real = per_hundred_of(is->second, *indicator, 0);
      made.items.push_back(std::move(one));
    }
  }
  return made;
}

}  // namespace doorstep::exchange
