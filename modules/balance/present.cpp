#include "present.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace doorstep::balance {
namespace {

constexpr size_t left_out_listed = 200;

std::string reason_code(standard::Reason reason) {
  switch (reason) {
    case standard::Reason::amount_missing:
    case standard::Reason::students_missing:
      return "missing-figure";
    case standard::Reason::no_students:
      return "no-students";
    case standard::Reason::negative:
      return "negative-figure";
    case standard::Reason::small_teaching_point:
      return "teaching-point-under-50";
    default:
      return "kind-not-covered";
  }
}

std::string missing_figure(const standard::Indicator& indicator, standard::Reason reason) {
  if (reason == standard::Reason::amount_missing) return indicator.numerator;
  if (reason == standard::Reason::students_missing) return indicator.denominator;
  return {};
}

bool taken_out(const Prepared& prepared, uint32_t key, standard::Stage stage) {
  return prepared.taken_out.contains({key, std::string{describe::enum_name(stage)}}) ||
         prepared.taken_out.contains({key, ""});
}

void name_left_out(const Prepared& prepared, size_t stage, const standard::Indicator& indicator,
                   const standard::IndicatorResult& from, IndicatorResult& to) {
  const auto& table = prepared.table.stages[stage];
  const auto add = [&](uint32_t key, standard::Reason reason) {
    if (to.left_out.size() >= left_out_listed) return;
    const auto& school = prepared.schools[key];
    const bool few = reason == standard::Reason::no_students && taken_out(prepared, key, table.stage);
    to.left_out.push_back(
        {school.id, school.name, few ? "few-students" : reason_code(reason), missing_figure(indicator, reason)});
  };
  for (const auto& left : from.left_out) add(table.school[left.row], left.reason);
  for (const auto& aside : table.set_aside) add(aside.school, aside.reason);
  to.left_out_count = static_cast<int64_t>(from.left_out.size() + table.set_aside.size());
}

IndicatorResult indicator_of(const Prepared& prepared, size_t stage, size_t index) {
  const auto& indicator = prepared.measure.standard.indicators[index];
  const auto& from = prepared.evaluation.stages[stage].indicators[index];
  IndicatorResult to;
  to.code = indicator.code;
  to.name = indicator.name;
  to.unit = indicator.unit;
  to.reported = from.schools > 0;
  to.limit = from.limit;
  to.threshold = from.threshold;
  to.lower_is_better = indicator.direction == standard::Direction::lower;
  to.schools = from.schools;
  if (to.reported) {
    to.mean = from.mean;
    to.s = from.s;
    to.cv = from.cv;
    to.passed = from.passed;
    if (from.threshold) to.below = static_cast<int64_t>(from.schools - from.reached);
    if (const auto split = by_group(prepared.measure, prepared.table, stage, index)) {
      to.theil = split->theil_t;
      to.theil_within = split->theil_t_within;
      to.theil_between = split->theil_t_between;
    }
  }
  name_left_out(prepared, stage, indicator, from, to);
  return to;
}

// The rule per school in one sentence.
Words why_of(const Prepared& prepared, const SchoolResult& school, standard::Verdict verdict) {
  const auto& rule = prepared.measure.standard.school_rule;
  if (!rule || verdict == standard::Verdict::not_judged)
    return say("本标准对单所学校没有要求", "this standard asks nothing of the single school");
  std::string zh, en;
  for (size_t i = 0; i < school.indicators.size(); ++i) {
    const auto& indicator = school.indicators[i];
    const auto& name = prepared.measure.standard.indicators[i].name;
    if (!indicator.value) {
      zh += fmt::format("{}{}未上报", zh.empty() ? "" : "；", name.zh);
      en += fmt::format("{}{} not reported", en.empty() ? "" : "; ", name.en);
    } else if (indicator.passed == false && indicator.ratio) {
      zh += fmt::format("{}{}为要求的 {:.0f}%", zh.empty() ? "" : "；", name.zh, std::floor(*indicator.ratio * 100));
      en += fmt::format("{}{} at {:.0f} % of its requirement", en.empty() ? "" : "; ", name.en,
                        std::floor(*indicator.ratio * 100));
    }
  }
  const auto asked = school.indicators.size();
  if (zh.empty()) return say("{} 项指标全部达标", "all {} indicators reached", asked);
  return {fmt::format("{} 项中达标 {} 项；{}", asked, school.reached, zh),
          fmt::format("{} of {} reached; {}", school.reached, asked, en)};
}

Verdict verdict_in_face(standard::Verdict verdict) {
  switch (verdict) {
    case standard::Verdict::passes:
      return Verdict::reached;
    case standard::Verdict::fails:
      return Verdict::failed;
    default:
      return Verdict::unknown;
  }
}

SchoolIndicator school_indicator(const Prepared& prepared, size_t stage, size_t index, uint32_t row) {
  const auto& indicator = prepared.measure.standard.indicators[index];
  SchoolIndicator made;
  made.code = indicator.code;
  made.value = known(prepared.evaluation.stages[stage].indicators[index].values[row]);
  if (const auto found = gap(prepared.measure, prepared.table, stage, index, row)) {
    made.passed = found->reached;
    made.ratio = found->ratio;
    made.lacking = found->amount_lacking;
  }
  return made;
}

// The name under which a row is counted in a breakdown, and the group's id when it has one.
std::pair<std::string, OrgId> part_of(const Prepared& prepared, uint32_t key, const std::string& by) {
  const auto& school = prepared.schools[key];
  if (by == "town") return {school.town, {}};
  if (by == "setting") return {school.setting, {}};
  if (by == "remoteness") return {school.remoteness, {}};
  if (by == "district") return {school.district, school.district_id};
  if (school.group < 0) return {};
  const auto& group = prepared.groups[static_cast<size_t>(school.group)];
  return {group.name, group.id};
}

}  // namespace

std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional<double>{value}; }

StandardInfo info_of(const standard::Standard& standard) {
  StandardInfo info{standard.id, standard.name, standard.edition, standard.source, {}, {}};
  for (const auto stage : standard.stages) info.stages.emplace_back(describe::enum_name(stage));
  for (const auto& from : standard.indicators) {
    StandardInfo::Indicator to{from.code,
                               from.name,
                               from.unit,
                               from.numerator,
                               from.denominator,
                               from.per,
                               from.direction == standard::Direction::lower,
                               {},
                               {}};
    for (const auto& demand : from.demands) {
      const std::string stage{describe::enum_name(demand.stage)};
      if (demand.threshold) to.threshold[stage] = *demand.threshold;
      if (demand.cv_limit) to.limit[stage] = *demand.cv_limit;
    }
    info.indicators.push_back(std::move(to));
  }
  return info;
}

Report report_of(const Prepared& prepared, size_t stage) {
  const auto& standard = prepared.measure.standard;
  const auto& table = prepared.table.stages[stage];
  const auto& result = prepared.evaluation.stages[stage];
  Report report;
  report.area_id = prepared.area.id;
  report.area = prepared.area.name;
  report.standard = standard.id;
  report.standard_name = standard.name;
  report.edition = standard.edition;
  report.stage = std::string{describe::enum_name(result.stage)};
  report.year = prepared.year;
  for (size_t i = 0; i < result.indicators.size(); ++i) report.indicators.push_back(indicator_of(prepared, stage, i));
  for (const double students : table.figures[0]) {
    if (std::isnan(students)) continue;
    report.students += students;
    ++report.schools;
  }
  report.composite = result.composite;
  report.composite_limit = result.composite_limit;
  report.passed = result.even;
  report.schools_reached = result.passing;
  report.schools_failed = result.failing;
  report.schools_unknown = result.unknown;
  report.schools_left_out = static_cast<int64_t>(table.set_aside.size());
  return report;
}

std::vector<SchoolResult> schools_of(const Prepared& prepared, size_t stage, std::span<const uint32_t> rows,
                                     bool contributions) {
  const auto& table = prepared.table.stages[stage];
  const auto& result = prepared.evaluation.stages[stage];
  std::vector<std::vector<double>> adds;
  if (contributions)
    for (size_t i = 0; i < result.indicators.size(); ++i)
      adds.push_back(standard::contributions(prepared.measure, prepared.table, stage, i));
  std::vector<SchoolResult> made;
  const size_t count = rows.empty() ? table.rows() : rows.size();
  made.reserve(count);
  for (size_t at = 0; at < count; ++at) {
    const uint32_t row = rows.empty() ? static_cast<uint32_t>(at) : rows[at];
    const auto& meta = prepared.schools[table.school[row]];
    SchoolResult school;
    school.school_id = meta.id;
    school.school = meta.name;
    school.stage = std::string{describe::enum_name(result.stage)};
    school.town = meta.town;
    school.setting = meta.setting;
    school.remoteness = meta.remoteness;
    if (meta.group >= 0) {
      school.group_id = prepared.groups[static_cast<size_t>(meta.group)].id;
      school.group = prepared.groups[static_cast<size_t>(meta.group)].name;
    }
    school.students = known(table.figures[0][row]);
    for (size_t i = 0; i < result.indicators.size(); ++i) {
      auto indicator = school_indicator(prepared, stage, i, row);
      if (contributions) indicator.adds_to_cv = known(adds[i][row]);
      school.reached += indicator.passed == true;
      school.reported += indicator.value.has_value();
      school.indicators.push_back(std::move(indicator));
    }
    school.verdict = verdict_in_face(result.verdicts[row]);
    school.why = why_of(prepared, school, result.verdicts[row]);
    made.push_back(std::move(school));
  }
  return made;
}

std::vector<GroupResult> breakdown_of(const Prepared& prepared, size_t stage, const std::string& by) {
  const auto& table = prepared.table.stages[stage];
  const auto& result = prepared.evaluation.stages[stage];
  std::map<std::pair<bool, std::string>, GroupResult> parts;  // the nameless last
  std::map<std::string, std::vector<uint32_t>> rows_of;
  for (uint32_t row = 0; row < table.rows(); ++row) {
    const auto [name, id] = part_of(prepared, table.school[row], by);
    auto& part = parts[{name.empty(), name + id.value}];
    part.group = name;
    part.group_id = id;
    ++part.schools;
    if (const double students = table.figures[0][row]; !std::isnan(students)) part.students += students;
    part.failed += result.verdicts[row] == standard::Verdict::fails;
    rows_of[name + id.value].push_back(row);
  }
  std::vector<GroupResult> made;
  for (auto& [key, part] : parts) {
    const auto& rows = rows_of[key.second];
    for (size_t i = 0; i < result.indicators.size(); ++i) {
      const auto& gauge = prepared.measure.gauges[i];
      std::vector<double> amounts, bases;
      for (const uint32_t row : rows) {
        amounts.push_back(table.figures[gauge.numerator][row]);
        bases.push_back(table.figures[gauge.denominator][row]);
      }
      const auto spread = variation::student_weighted(amounts, bases);
      const auto split = variation::decompose(amounts, bases, std::vector<int32_t>(rows.size(), 0));
      GroupResult::Item item{prepared.measure.standard.indicators[i].code, {}, spread.cv, {}};
      if (spread.schools) item.mean = spread.mean * gauge.per;
      if (split) item.theil = split->theil_t;
      part.indicators.push_back(std::move(item));
    }
    made.push_back(std::move(part));
  }
  return made;
}

Words refusal_in_words(standard::Refusal refusal, const std::string& figure) {
  using standard::Refusal;
  switch (refusal) {
    case Refusal::unknown_figure:
      return say("本标准不使用指标数据“{}”", "this standard does not use the figure “{}”", figure);
    case Refusal::unknown_place:
      return say("该学校在本学段没有被计入", "this school is not counted in this stage");
    case Refusal::same_place:
      return say("调出和调入是同一所学校", "from and to are the same school");
    case Refusal::other_stage:
      return say("人员不跨学段调动", "people do not move between stages");
    case Refusal::not_a_count:
      return say("数量应为非负整数", "the amount must be a whole number, not negative");
    case Refusal::not_reported:
      return say("该校没有上报“{}”，无法在未知数上增减",
                 "the school did not report “{}”: nothing can be added to what is not known", figure);
    case Refusal::more_than_there_are:
      return say("该校没有那么多（{}）", "the school does not have that many ({})", figure);
    case Refusal::part_above_whole:
      return say("“{}”会超过其总数", "“{}” would exceed the whole that it is part of", figure);
  }
  return {};
}

}  // namespace doorstep::balance
