#include <chrono>

#include <doorstep/standard/what_if.h>

#include "assessments.h"
#include "present.h"

namespace doorstep::balance {
namespace {

using standard::Place;
using standard::Quantity;

// Applies the face's changes to the engine's object, one by one, and names those that cannot be.
class Trial {
 public:
  Trial(const Prepared& prepared, size_t stage)
      : prepared_(prepared), stage_(stage), what_if_(prepared.measure, prepared.table) {}

  void apply(const WhatIfChange& change, size_t number) {
    const auto wrong = attempt(change);
    if (!wrong.empty()) refused_.push_back({fmt::format("changes/{}", number), wrong});
  }

  standard::WhatIfResult result() const { return what_if_.result(); }
  std::vector<FieldError> refused() { return std::move(refused_); }

 private:
  Words attempt(const WhatIfChange& change) {
    const size_t stage = stage_of(change);
    const auto to = place(change.to.value_or(OrgId{}), stage);
    if (!to) return say("没有计入这所学校（调入）", "the school to change is not counted here");
    if (change.kind == WhatIfChange::Kind::add_figure)
      return words(what_if_.add(*to, {{change.figure, change.amount}}));
    if (change.kind == WhatIfChange::Kind::join_group)
      return words(what_if_.join(*to, group(change.group.value_or(OrgId{}))));
    const auto from = place(change.from.value_or(OrgId{}), stage);
    if (!from) return say("没有计入这所学校（调出）", "the school to take from is not counted here");
    if (change.kind == WhatIfChange::Kind::shift_students)
      return words(what_if_.move(*from, *to, {{"students", change.amount}}));
    std::vector<Quantity> people;
    for (const auto& figure : change.as) people.push_back({figure, change.amount});
    if (people.empty()) people.push_back({"teachers", change.amount});
    return words(what_if_.move(*from, *to, people));
  }

  size_t stage_of(const WhatIfChange& change) const {
    const auto named = describe::enum_value<standard::Stage>(change.stage);
    return named ? prepared_.measure.stage(*named).value_or(stage_) : stage_;
  }

  std::optional<Place> place(const OrgId& school, size_t stage) const {
    const auto& table = prepared_.table.stages[stage];
    for (uint32_t row = 0; row < table.rows(); ++row)
      if (prepared_.schools[table.school[row]].id == school) return Place{stage, row};
    return std::nullopt;
  }

  int32_t group(const OrgId& id) const {
    for (size_t i = 0; i < prepared_.groups.size(); ++i)
      if (prepared_.groups[i].id == id) return static_cast<int32_t>(i);
    return -1;
  }

  static Words words(const std::optional<standard::Refused>& refused) {
    return refused ? refusal_in_words(refused->why, refused->figure) : Words{};
  }

  const Prepared& prepared_;
  size_t stage_;
  standard::WhatIf what_if_;
  std::vector<FieldError> refused_;
};

WhatIfIndicator indicator_of(const std::string& code, const standard::IndicatorChange& change,
                             std::optional<double> limit) {
  return {code,
          known(change.mean.today),
          known(change.mean.now),
          change.cv.today,
          change.cv.now,
          limit,
          change.passed.today,
          change.passed.now,
          known(change.between.today),
          known(change.between.now)};
}

// The touched school after the changes: its values of today replaced by what they would be.
SchoolResult after_of(const Prepared& prepared, size_t stage, SchoolResult school,
                      const standard::SectionChange& change) {
  school.reached = 0;
  for (size_t i = 0; i < school.indicators.size(); ++i) {
    auto& indicator = school.indicators[i];
    const double value = change.values[i].now;
    const auto& gauge = prepared.measure.gauges[i];
    const double threshold = gauge.thresholds[stage];
    indicator.value = known(value);
    indicator.lacking.reset();
    indicator.adds_to_cv.reset();
    if (value == value && threshold == threshold) {
      indicator.passed = standard::reaches(gauge, value, threshold);
      indicator.ratio = gauge.direction == standard::Direction::lower ? threshold / value : value / threshold;
    }
    school.reached += indicator.passed == true;
  }
  school.verdict = change.verdict.now == standard::Verdict::passes  ? Verdict::reached
                   : change.verdict.now == standard::Verdict::fails ? Verdict::failed
                                                                    : Verdict::unknown;
  const auto group = change.group.now;
  school.group = group >= 0 ? prepared.groups[static_cast<size_t>(group)].name : std::string{};
  school.group_id = group >= 0 ? prepared.groups[static_cast<size_t>(group)].id : OrgId{};
  school.why = say("{} 项达标", "{} reached", school.reached);
  return school;
}

}  // namespace

Result<WhatIfAnswer> Assessments::what_if(const WhatIf& ask, const registry::Scope& full) {
  DOORSTEP_LET(settled, settle(ask.question, full));
  const auto began = std::chrono::steady_clock::now();
  const auto& prepared = *settled.prepared;
  Trial trial{prepared, settled.stage};
  for (size_t i = 0; i < ask.changes.size(); ++i) trial.apply(ask.changes[i], i);
  const auto result = trial.result();
  const auto& stage = result.stages[settled.stage];
  const auto& today = prepared.evaluation.stages[settled.stage];

  WhatIfAnswer answer;
  for (size_t i = 0; i < stage.indicators.size(); ++i)
    answer.indicators.push_back(
        indicator_of(prepared.measure.standard.indicators[i].code, stage.indicators[i], today.indicators[i].limit));
  answer.failed_before = today.failing;
  answer.failed_after = today.failing;
  for (const auto& section : stage.sections) {
    answer.failed_after +=
        (section.verdict.now == standard::Verdict::fails) - (section.verdict.today == standard::Verdict::fails);
    auto school = schools_of(prepared, settled.stage, std::span{&section.row, 1}, false).front();
    answer.before.push_back(school);
    answer.after.push_back(after_of(prepared, settled.stage, std::move(school), section));
  }
  answer.refused = trial.refused();
  answer.micros = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
  return answer;
}

}  // namespace doorstep::balance
