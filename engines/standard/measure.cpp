#include <doorstep/standard/measure.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace doorstep::standard {

namespace {

uint16_t slot_for(Measure& measure, const std::vector<Figure>& figures, std::string_view code,
                  std::vector<FieldError>& faults) {
  if (const auto found = measure.slot(code)) return *found;
  const auto figure = std::find_if(figures.begin(), figures.end(), [&](const auto& item) { return item.code == code; });
  if (figure == figures.end()) {
    faults.push_back({std::string{code}, say("没有名为 {} 的数据项", "there is no figure called {}", code)});
    return 0;
  }
  const auto& shared = measure.standard.shared;
  const bool is_shared = std::find(shared.begin(), shared.end(), code) != shared.end();
  measure.slots.push_back(
      {figure->code, static_cast<size_t>(figure - figures.begin()), figure->kind, figure->whole, is_shared, -1});
  const size_t made = measure.slots.size() - 1;
  if (!figure->part_of.empty()) {
    const auto whole = slot_for(measure, figures, figure->part_of, faults);
    measure.slots[made].part_of = whole;
  }
  return static_cast<uint16_t>(made);
}

Gauge gauge_for(Measure& measure, const Indicator& indicator, const std::vector<Figure>& figures,
                std::vector<FieldError>& faults) {
  Gauge gauge;
  gauge.numerator = slot_for(measure, figures, indicator.numerator, faults);
  gauge.denominator = slot_for(measure, figures, indicator.denominator, faults);
  gauge.per = indicator.per;
  gauge.direction = indicator.direction;
  for (const auto stage : measure.standard.stages) {
    const auto demand = std::find_if(indicator.demands.begin(), indicator.demands.end(),
                                     [&](const auto& item) { return item.stage == stage; });
    const bool found = demand != indicator.demands.end();
    gauge.thresholds.push_back(found ? demand->threshold.value_or(unreported) : unreported);
    gauge.cv_limits.push_back(found ? demand->cv_limit.value_or(unreported) : unreported);
  }
  return gauge;
}

double figure_at(const std::vector<double>& figures, size_t index) {
  return index < figures.size() ? figures[index] : unreported;
}

// One section on its way into a table: its figures by slot.
struct Draft {
  Stage stage;
  std::vector<double> slots;
};

// The weight of one student of each section, by the rule for the school's form; NaN throughout when there is no rule,
// or when a section that the rule counts did not report: its part of the whole is not known. (A nine-year school that
// has no junior students yet reports a junior section of none.) A school of one section and no rule keeps its total.
std::vector<double> weights_of(const Measure& measure, const SchoolReturn& school) {
  const auto& splits = measure.standard.splits;
  const auto split = std::find_if(splits.begin(), splits.end(), [&](const auto& s) { return s.form == school.form; });
  if (split == splits.end())
    return std::vector<double>(school.sections.size(), school.sections.size() == 1 ? 1.0 : unreported);
  std::vector<double> weights(school.sections.size(), unreported);
  size_t found = 0;
  for (const auto& share : split->shares)
    for (size_t i = 0; i < school.sections.size(); ++i)
      if (school.sections[i].stage == share.stage) {
        weights[i] = share.weight;
        ++found;
      }
  if (found != split->shares.size()) weights.assign(weights.size(), unreported);
  return weights;
}

// What a combined school reports once, divided among its sections. A section's own figure stays.
void divide_shared(const Measure& measure, const SchoolReturn& school, std::vector<Draft>& sections) {
  std::vector<double> students;
  for (const auto& section : sections) students.push_back(section.slots[0]);
  const auto weights = weights_of(measure, school);
  for (size_t slot = 0; slot < measure.slots.size(); ++slot) {
    const double total = figure_at(school.whole_school, measure.slots[slot].index);
    if (std::isnan(total)) continue;
    const bool whole = sections.size() == 1 && school.form == Form::single;
    if (!whole && !measure.slots[slot].shared) continue;
    const auto parts = whole ? std::vector<double>{total} : divide(total, students, weights);
    for (size_t i = 0; i < sections.size(); ++i)
      if (std::isnan(sections[i].slots[slot])) sections[i].slots[slot] = parts[i];
  }
}

std::vector<Draft> draft(const Measure& measure, const SchoolReturn& school) {
  std::vector<Draft> sections;
  for (const auto& section : school.sections) {
    sections.push_back({section.stage, {}});
    for (const auto& slot : measure.slots) sections.back().slots.push_back(figure_at(section.figures, slot.index));
  }
  divide_shared(measure, school, sections);
  return sections;
}

// The point's figures become its parent's. What either did not report is not known of both together.
void add_point(std::vector<Draft>& parent, const std::vector<Draft>& point) {
  for (const auto& section : point) {
    const auto same =
        std::find_if(parent.begin(), parent.end(), [&](const auto& s) { return s.stage == section.stage; });
    if (same == parent.end()) {
      parent.push_back(section);
      continue;
    }
    for (size_t slot = 0; slot < section.slots.size(); ++slot) same->slots[slot] += section.slots[slot];
  }
}

std::optional<Reason> excluded(const Measure& measure, Kind kind, double students) {
  if (students == 0) return Reason::no_students;  // whatever the indicator divides by
  for (const auto& rule : measure.standard.exclusions) {
    if (rule.kind != kind) continue;
    // The kind matters and not the size alone: a small school that is no teaching point stays in. A point that did
    // not report its students is not known to be small; it stays in and is named as missing.
    if (rule.students_below && !(students < *rule.students_below)) continue;
    switch (kind) {
      case Kind::teaching_point:
        return Reason::small_teaching_point;
      case Kind::special:
        return Reason::special;
      case Kind::vocational:
        return Reason::vocational;
      case Kind::school:
        break;
    }
  }
  return std::nullopt;
}

void lay_out(const Measure& measure, const SchoolReturn& school, const std::vector<Draft>& sections, Table& table) {
  for (const auto& section : sections) {
    const auto stage = measure.stage(section.stage);
    if (!stage) continue;
    auto& rows = table.stages[*stage];
    if (const auto reason = excluded(measure, school.kind, section.slots[0])) {
      rows.set_aside.push_back({school.key, *reason, section.slots[0]});
      continue;
    }
    rows.school.push_back(school.key);
    rows.group.push_back(school.group);
    for (size_t slot = 0; slot < section.slots.size(); ++slot) rows.figures[slot].push_back(section.slots[slot]);
  }
}

}  // namespace

std::optional<uint16_t> Measure::slot(std::string_view figure) const {
  for (size_t i = 0; i < slots.size(); ++i)
    if (slots[i].figure == figure) return static_cast<uint16_t>(i);
  return std::nullopt;
}

std::optional<size_t> Measure::stage(Stage stage) const {
  const auto found = std::find(standard.stages.begin(), standard.stages.end(), stage);
  if (found == standard.stages.end()) return std::nullopt;
  return static_cast<size_t>(found - standard.stages.begin());
}

Result<Measure> make_measure(const Standard& standard, const std::vector<Figure>& figures) {
  Measure measure;
  measure.standard = standard;
  for (const auto& figure : figures) measure.known.push_back(figure.code);
  std::vector<FieldError> faults;
  slot_for(measure, figures, "students", faults);
  for (const auto& indicator : standard.indicators)
    measure.gauges.push_back(gauge_for(measure, indicator, figures, faults));
  if (!faults.empty())
    return refuse(Fault::invalid, "figure-unknown",
                  say("标准 {} 用到未定义的数据项", "standard {} uses figures that are not defined", standard.id),
                  std::move(faults));
  return measure;
}

std::optional<uint32_t> StageTable::row_of(uint32_t key) const {
  const auto found = std::find(school.begin(), school.end(), key);
  if (found == school.end()) return std::nullopt;
  return static_cast<uint32_t>(found - school.begin());
}

Table tabulate(const Measure& measure, std::span<const SchoolReturn> returns) {
  Table table;
  for (const auto stage : measure.standard.stages) {
    auto& rows = table.stages.emplace_back();
    rows.stage = stage;
    rows.figures.resize(measure.slots.size());
  }
  const auto is_point = [&](const SchoolReturn& school) {
    return school.counted_with && *school.counted_with < returns.size() &&
           !returns[*school.counted_with].counted_with;  // one step only: a parent that is itself a point stands alone
  };
  std::multimap<uint32_t, uint32_t> points;
  for (uint32_t i = 0; i < returns.size(); ++i)
    if (is_point(returns[i])) points.emplace(*returns[i].counted_with, i);
  for (uint32_t i = 0; i < returns.size(); ++i) {
    if (is_point(returns[i])) continue;
    auto sections = draft(measure, returns[i]);
    for (auto [at, end] = points.equal_range(i); at != end; ++at)
      add_point(sections, draft(measure, returns[at->second]));
    lay_out(measure, returns[i], sections, table);
  }
  return table;
}

std::vector<double> divide(double total, std::span<const double> students, std::span<const double> weights) {
  double all = 0;
  for (size_t i = 0; i < students.size(); ++i) all += students[i] * weights[i];
  std::vector<double> parts;
  for (size_t i = 0; i < students.size(); ++i)
    parts.push_back(all > 0 ? total * (students[i] * weights[i]) / all : unreported);
  return parts;
}

}  // namespace doorstep::standard
