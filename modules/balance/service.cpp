#include <algorithm>
#include <set>

#include "assessments.h"
#include "module.h"
#include "present.h"

namespace doorstep::balance {
namespace {

// How many of a standard's indicators the figures returned in these sections can answer.
size_t answered(const standard::Standard& standard, const std::set<std::string, std::less<>>& figures) {
  return static_cast<size_t>(std::ranges::count_if(standard.indicators, [&](const standard::Indicator& indicator) {
    return figures.contains(indicator.numerator) && figures.contains(indicator.denominator);
  }));
}

std::string names(const auto& items, auto name_of) {
  std::string list;
  for (const auto& item : items) list += (list.empty() ? "" : ", ") + std::string{name_of(item)};
  return list;
}

// How well a standard suits an area nobody chose one for: made for the area's source first; then an official one that
// is answered by half; then one for any place; then whatever answers most. Among equals the newest edition sorts last.
std::pair<int, double> suitability(const standard::Standard& standard, size_t answers, bool of_this_place) {
  const double share = static_cast<double>(answers) / static_cast<double>(standard.indicators.size());
  int rank = 0;
  if (of_this_place && answers > 0)
    rank = 3;
  else if (standard.official && share >= 0.5)
    rank = 2;
  else if (!standard.official && standard.sources.empty() && answers > 0)
    rank = 1;
  return {rank, share};
}

}  // namespace

Assessments::Assessments(registry::Registry& registry, const standard::Book& book) : registry_(registry), book_(book) {
  for (const auto& standard : book.standards) {
    auto measure = make_measure(standard, book.figures);
    if (!measure) throw std::runtime_error("standard " + standard.id + ": " + measure.error().what.en);
    measures_.push_back(std::move(*measure));
  }
}

std::vector<StandardInfo> Assessments::standards() {
  std::vector<StandardInfo> list;
  for (const auto& standard : book_.standards) list.push_back(info_of(standard));
  return list;
}

std::optional<Assessments::Entry> Assessments::remembered(const std::string& key) {
  const int64_t now = registry_.change_sequence();
  const std::lock_guard lock{mutex_};
  if (now != as_of_) {
    entries_.clear();
    as_of_ = now;
  }
  const auto found = std::ranges::find(entries_, key, &Entry::key);
  if (found == entries_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found);
  return entries_.front();
}

void Assessments::remember(Entry entry, int64_t as_of) {
  const std::lock_guard lock{mutex_};
  if (as_of != as_of_) return;  // the register moved on while this was made
  entries_.push_front(std::move(entry));
  if (entries_.size() > kept) entries_.pop_back();
}

std::shared_ptr<const std::vector<registry::Section>> Assessments::sections(const OrgId& area, SchoolYear year) {
  const auto key = fmt::format("sections {} {}", area.value, year.start);
  if (auto entry = remembered(key)) return entry->sections;
  const int64_t as_of = registry_.change_sequence();
  auto made = std::make_shared<const std::vector<registry::Section>>(registry_.sections(area, year));
  remember({key, nullptr, made}, as_of);
  return made;
}

std::shared_ptr<const Prepared> Assessments::prepared(const registry::Area& area, SchoolYear year,
                                                      const standard::Measure& measure, const registry::Scope& full) {
  const int64_t as_of = registry_.change_sequence();
  const auto all = sections(area.id, year);
  std::vector<size_t> hidden;
  for (size_t i = 0; i < all->size(); ++i)
    if ((*all)[i].few && !registry_.within((*all)[i].school_id, full)) hidden.push_back(i);
  const auto key =
      fmt::format("prepared {} {} {} {}", area.id.value, year.start, measure.standard.id, fmt::join(hidden, ","));
  if (auto entry = remembered(key)) return entry->prepared;
  auto made = std::make_shared<const Prepared>(prepare(area, year, measure, book_.figures, *all, hidden));
  remember({key, made, nullptr}, as_of);
  return made;
}

Result<const standard::Measure*> Assessments::measure_for(const std::string& id, const registry::Area& area,
                                                          const std::vector<registry::Section>& sections) {
  if (!id.empty()) {
    for (const auto& measure : measures_)
      if (measure.standard.id == id) return &measure;
    return refuse(Fault::not_found, "standard-unknown",
                  say("没有标准“{}”；现有：{}", "there is no standard “{}”; there are: {}", id,
                      names(book_.standards, [](const auto& standard) { return standard.id; })));
  }
  std::set<std::string, std::less<>> figures;
  for (const auto& section : sections)
    for (const auto& [code, value] : section.figures) figures.insert(code);
  const auto suits = [&](const standard::Standard& standard) {
    const auto answers = answered(standard, figures);
    const bool place = area.source && std::ranges::count(standard.sources, area.source->space) > 0;
    return suitability(standard, answers, place);
  };
  const standard::Measure* best = nullptr;
  for (const auto& measure : measures_)
    if (!measure.standard.indicators.empty() && (!best || suits(measure.standard) >= suits(best->standard)))
      best = &measure;
  if (!best) return refuse(Fault::not_found, "standard-unknown", say("没有安装任何标准", "no standard is installed"));
  return best;
}

Result<Assessments::Settled> Assessments::settle(const Question& question, const registry::Scope& full) {
  DOORSTEP_LET(area, registry_.area(question.area, full));
  const auto years = registry_.years(area.id);
  if (years.empty())
    return refuse(Fault::not_found, "returns-none",
                  say("“{}”还没有任何年度报表；请先导入", "“{}” has no yearly returns yet: import some", area.name));
  SchoolYear year = years.front().year;
  if (question.year) {
    year = SchoolYear{*question.year};
    if (std::ranges::find(years, year, &registry::Registry::YearStages::year) == years.end())
      return refuse(Fault::not_found, "year-unknown",
                    say("“{}”没有 {} 学年的报表；现有：{}", "“{}” has no returns of {}; there are: {}", area.name,
                        year.text(), names(years, [](const auto& item) { return item.year.text(); })));
  }
  DOORSTEP_LET(measure, measure_for(question.standard, area, *sections(area.id, year)));
  const auto& stages = measure->standard.stages;
  const auto& returned = std::ranges::find(years, year, &registry::Registry::YearStages::year)->stages;
  std::optional<standard::Stage> stage;
  if (question.stage.empty()) {
    for (const auto candidate : stages)
      if (!stage && std::ranges::find(returned, describe::enum_name(candidate)) != returned.end()) stage = candidate;
    if (!stage && !stages.empty()) stage = stages.front();
  } else {
    stage = describe::enum_value<standard::Stage>(question.stage);
  }
  const auto position = stage ? measure->stage(*stage) : std::nullopt;
  if (!position)
    return refuse(
        Fault::not_found, "stage-unknown",
        say("标准“{}”不含学段“{}”；含：{}", "standard “{}” does not cover stage “{}”; it covers: {}",
            measure->standard.id, question.stage, names(stages, [](auto item) { return describe::enum_name(item); })));
  return Settled{prepared(area, year, *measure, full), *position};
}

Report Assessments::full_report(const Settled& settled, const registry::Scope& full) {
  const auto& prepared = *settled.prepared;
  auto report = report_of(prepared, settled.stage);
  const SchoolYear before{prepared.year.start - 1};
  for (const auto& item : registry_.years(prepared.area.id)) {
    if (item.year != before || std::ranges::find(item.stages, report.stage) == item.stages.end()) continue;
    const auto last = this->prepared(prepared.area, before, prepared.measure, full);
    const auto& indicators = last->evaluation.stages[settled.stage].indicators;
    for (size_t i = 0; i < indicators.size(); ++i) report.indicators[i].cv_before = indicators[i].cv;
  }
  if (prepared.area.source) {
    report.generated = prepared.area.source->generated;
    report.sources.push_back(*prepared.area.source);
  }
  return report;
}

Result<Report> Assessments::report(const Question& question, const registry::Scope& full) {
  DOORSTEP_LET(settled, settle(question, full));
  return full_report(settled, full);
}

Result<std::vector<SchoolResult>> Assessments::schools(const Question& question, const registry::Scope& full) {
  DOORSTEP_LET(settled, settle(question, full));
  return schools_of(*settled.prepared, settled.stage, {}, true);
}

Result<std::vector<GroupResult>> Assessments::groups(const Question& question, const std::string& by,
                                                     const registry::Scope& full) {
  static const std::set<std::string> known{"", "group", "town", "setting", "remoteness", "district"};
  if (!known.contains(by))
    return refuse(Fault::invalid, "by-unknown", say("不能按“{}”分组", "cannot break down by “{}”", by),
                  {{"by", say("应为 group、town、setting、remoteness 或 district",
                              "must be group, town, setting, remoteness or district")}});
  DOORSTEP_LET(settled, settle(question, full));
  return breakdown_of(*settled.prepared, settled.stage, by.empty() ? "group" : by);
}

Result<std::vector<Report>> Assessments::years(const Question& question, const registry::Scope& full) {
  DOORSTEP_LET(settled, settle(question, full));
  const auto stage = std::string{describe::enum_name(settled.prepared->evaluation.stages[settled.stage].stage)};
  std::vector<Report> reports;
  for (const auto& item : registry_.years(settled.prepared->area.id)) {
    if (std::ranges::find(item.stages, stage) == item.stages.end()) continue;
    reports.push_back(
        report_of(*prepared(settled.prepared->area, item.year, settled.prepared->measure, full), settled.stage));
    for (auto& indicator : reports.back().indicators) indicator.left_out.clear();
  }
  std::ranges::reverse(reports);
  return reports;
}

Result<std::vector<Report>> Assessments::areas(const Question& question, const registry::Scope& full) {
  DOORSTEP_LET(settled, settle(question, full));
  const auto stage = std::string{describe::enum_name(settled.prepared->evaluation.stages[settled.stage].stage)};
  std::vector<Report> reports;
  for (const auto& area : registry_.areas({})) {
    if (area.kind != registry::OrgKind::district || area.schools == 0) continue;
    const bool below = area.parent_id == question.area || area.id == question.area;
    if (!below || std::ranges::find(area.years, settled.prepared->year.start) == area.years.end()) continue;
    auto report = report_of(*prepared(area, settled.prepared->year, settled.prepared->measure, full), settled.stage);
    for (auto& indicator : report.indicators) indicator.left_out.clear();
    reports.push_back(std::move(report));
  }
  return reports;
}

Result<std::vector<SchoolResult>> Assessments::school(const OrgId& school, const Question& question,
                                                      const registry::Scope& full) {
  DOORSTEP_LET(known, registry_.school(school, std::nullopt));
  Question of_district = question;
  of_district.area = registry_.district_of(school);
  if (of_district.area.empty()) of_district.area = known.org.parent_id;
  of_district.stage.clear();
  DOORSTEP_LET(settled, settle(of_district, full));
  std::vector<SchoolResult> results;
  const auto& prepared = *settled.prepared;
  for (size_t stage = 0; stage < prepared.table.stages.size(); ++stage) {
    const auto& table = prepared.table.stages[stage];
    for (uint32_t row = 0; row < table.rows(); ++row)
      if (prepared.schools[table.school[row]].id == school)
        for (auto& result : schools_of(prepared, stage, std::span{&row, 1}, true)) results.push_back(std::move(result));
    for (const auto& aside : table.set_aside) {
      if (prepared.schools[aside.school].id != school) continue;
      SchoolResult result;
      result.school_id = school;
      result.school = known.org.name;
      result.stage = std::string{describe::enum_name(table.stage)};
      result.verdict = Verdict::left_out;
      result.why = say("本标准不含此类学校", "this standard leaves schools of this kind out");
      results.push_back(std::move(result));
    }
  }
  return results;
}

std::unique_ptr<Balance> make_balance(registry::Registry& registry, const standard::Book& book) {
  return std::make_unique<Assessments>(registry, book);
}

}  // namespace doorstep::balance
