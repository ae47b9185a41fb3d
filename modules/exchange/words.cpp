// What checker and planner found, in words.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "faults.h"

namespace doorstep::exchange {
namespace {

using namespace transfer;
using exchange_check::Finding;

std::string number(double value) {
  auto text = fmt::format("{:.4f}", value);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

Words named(const std::string& code, const SubjectWords& subject) {
  return subject ? subject(code) : Words{code, code};
}

Words indicator_words(const std::string& code) {
  if (code == "degree_teachers") return say("高于规定学历教师", "degree teachers");
  if (code == "backbone_teachers") return say("骨干教师", "backbone teachers");
  if (code == "sport_art_teachers" || code == "sport_and_art_teachers")
    return say("体艺教师", "sport and art teachers");
  return {code, code};
}

// Where a finding is: the teacher, the school, the subject.
Words place_of(const Finding& finding, const SubjectWords& subject) {
  Words out;
  const auto add = [&](const Words& part) {
    out.zh += (out.zh.empty() ? "" : "，") + part.zh;
    out.en += (out.en.empty() ? "" : ", ") + part.en;
  };
  if (!finding.teacher.empty()) add(say("教师 {}", "teacher {}", finding.teacher));
  if (!finding.school.empty()) add(say("学校 {}", "school {}", finding.school));
  if (!finding.subject.empty()) {
    const auto name = named(finding.subject, subject);
    add(say("学科 {0}", "subject {1}", name.zh, name.en));
  }
  if (out.empty()) return say("全区", "the district");
  return out;
}

Words what_of(const Finding& finding) {
  static const std::map<std::string, Words> plain{
      {"teacher_unknown", say("问题中没有这位教师", "is not in the problem")},
      {"school_unknown", say("问题中没有这所学校", "is not in the problem")},
      {"moved_twice", say("被调动两次", "is moved twice")},
      {"from", say("不在所写的原学校", "is not at the school that the plan says")},
      {"to", say("调到了原来的学校", "is moved to the own school")},
      {"stage", say("该校不开办其学段", "is moved to a school that does not run the stage")},
      {"way", say("没有这条路程", "there is no such way")},
      {"exempt", say("免于交流", "is exempt")},
      {"never", say("不能到该校", "cannot go to that school")},
      {"forbidden", say("该调动被禁止", "the move is forbidden")},
      {"locked", say("未按锁定的安排", "does otherwise than is locked")},
      {"together", say("同行的人未在一起", "those who go together are parted")},
      {"willing_only", say("不是本人愿意的", "did not wish it")},
      {"refusals_hold", say("本人不同意", "has refused")},
      {"full_time_only", say("不是全职", "does not work full time")},
      {"format", say("不是本格式的方案", "the plan is of another format")}};
  if (const auto found = plain.find(finding.rule); found != plain.end()) return found->second;
  const auto value = number(finding.value), limit = number(finding.limit);
  if (finding.rule == "figures" || finding.rule == "objective" || finding.rule == "bound")
    return say("方案所写的数 {} 不对，应为 {}", "the plan says {}, and it is {}", value, limit);
  const auto rule = rule_words(finding.rule);
  return {fmt::format("{}：现为 {}，限值 {}", rule.zh, value, limit),
          fmt::format("{}: it is {}, and the limit is {}", rule.en, value, limit)};
}

class Teller {
 public:
  Teller(const Problem& problem, const SubjectWords& subject) : subject_(subject) {
    for (const auto& school : problem.schools) names_.emplace(school.id, school.name.empty() ? school.id : school.name);
  }

  std::vector<Words> all(const Reason& reason) {
    told_.clear();
    for (const auto& effect : reason.effects) tell(effect);
    if (reason.effects.empty())
      add(say("不改变任何指标：用来平衡人数与学科，或满足调动比例",
              "changes no indicator: it keeps heads and subjects even, or fills the share that has to move"));
    if (reason.other_place)
      add(instead(say("若改去{}", "to {} instead", name(reason.other_place->to)), reason.other_place->cost));
    else
      add(say("没有其他符合规则的去处", "there is no other place that keeps the rules"));
    if (reason.other_teacher)
      add(instead(say("若由教师 {} 代替", "with teacher {} instead", reason.other_teacher->teacher),
                  reason.other_teacher->cost));
    else
      add(say("没有其他符合规则的人选", "nobody else could go there within the rules"));
    for (const auto& binding : reason.binding) tell(binding);
    return told_;
  }

 private:
  void add(Words words) { told_.push_back(std::move(words)); }
  const std::string& name(const std::string& id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? id : found->second;
  }
  static Words instead(const Words& how, Cost cost) {
    const auto worse = number(static_cast<double>(cost) / 1e12 * 1e4);
    if (worse == "0" || worse == "-0")
      return {how.zh + "，结果几乎一样好", how.en + ", the plan would be as good to within rounding"};
    return {fmt::format("{}，目标值会变差万分之 {}", how.zh, worse),
            fmt::format("{}, the objective would be worse by {} in ten thousand", how.en, worse)};
  }

  void tell(const Effect& effect) {
    const auto indicator = indicator_words(effect.code);
    const auto& school = name(effect.school);
    const auto least = effect.least ? number(*effect.least) : "-";
    add({fmt::format("{}每百名学生{}由 {:.2f} 到 {:.2f}（标准 {}），全区差异系数由 {:.4f} 到 {:.4f}", school,
                     indicator.zh, effect.without, effect.with, least, effect.cv_without, effect.cv_with),
         fmt::format(
             "{}: {} per 100 pupils from {:.2f} to {:.2f} (threshold {}), the district's coefficient of variation from "
             "{:.4f} to {:.4f}",
             school, indicator.en, effect.without, effect.with, least, effect.cv_without, effect.cv_with)});
  }

  void tell(const Binding& binding) {
    const auto rule = rule_words(binding.rule);
    const auto subject = named(binding.subject, subject_);
    const auto at = [&](const std::string& of) {
      if (binding.school.empty()) return std::string{};
      return fmt::format(" ({}{}{})", name(binding.school), of.empty() ? "" : ", ", of);
    };
    const auto numbers = numbers_of(binding);
    add({"已到限值：" + rule.zh + at(subject.zh) + numbers.zh,
         "at its limit: " + rule.en + at(subject.en) + numbers.en});
  }

  // What is, and what may be, where people understand the number.
  static Words numbers_of(const Binding& binding) {
    if (binding.rule == "backbone_least") return {};
    if (binding.rule == "coverage")
      return binding.limit == 0 ? say("：一课时也不能减少", ": not one hour can be spared")
                                : say("：减少 {} 课时，最多可减少 {} 课时", ": {} hours less, and {} can be spared",
                                      -binding.value, -binding.limit);
    return say("：现为 {}，限值 {}", ": it is {}, and the limit is {}", binding.value, binding.limit);
  }

  const SubjectWords& subject_;
  std::map<std::string, std::string> names_;
  std::vector<Words> told_;
};

}  // namespace

Words rule_words(const std::string& rule) {
  static const std::map<std::string, Words> all{
      {"moved", say("调动人数的比例", "the share of teachers moved")},
      {"moved_least", say("调动人数的下限", "the least share moved")},
      {"moved_most", say("调动人数的上限", "the largest share moved")},
      {"backbone_least", say("骨干教师的比例", "the share of backbone teachers")},
      {"leaving_most", say("一校调出的上限", "the most that may leave a school")},
      {"headcount_change", say("学校净变动的上限", "the largest net change of a school")},
      {"subject_change", say("学科净变动的上限", "the largest net change of a subject")},
      {"coverage", say("学科课时", "the class hours of a subject")},
      {"locked", say("锁定的安排", "what is locked")},
      {"forbidden", say("禁止的调动", "what is forbidden")},
      {"together", say("同行", "going together")},
      {"ways", say("可行的路程", "the ways open")},
      {"exempt", say("免于交流", "exemptions")},
      {"years_here", say("在校年限", "years at the school")},
      {"years_left", say("距退休年限", "years to retirement")},
      {"years_rest", say("两次交流的间隔", "years since the last exchange")},
      {"full_time_only", say("全职", "full time")},
      {"years_away_most", say("已交流年限的上限", "years already away")},
      {"willing_only", say("本人意愿", "the teacher's wish")},
      {"refusals_hold", say("本人不同意", "the teacher's refusal")},
      {"km_most", say("路程的上限", "the longest distance")},
      {"minutes_most", say("路上时间的上限", "the longest time on the way")}};
  const auto found = all.find(rule);
  return found == all.end() ? Words{rule, rule} : found->second;
}

Violation violation_of(const Finding& finding, const SubjectWords& subject) {
  const auto place = place_of(finding, subject);
  const auto what = what_of(finding);
  return {finding.rule, finding.teacher, finding.school, {place.zh + "：" + what.zh, place.en + ": " + what.en}};
}

std::vector<Violation> check_plan(const Problem& problem, const Plan& plan, const SubjectWords& subject) {
  std::vector<Violation> found;
  for (const auto& finding : exchange_check::Checker{problem}.check(plan))
    found.push_back(violation_of(finding, subject));
  return found;
}

std::vector<std::vector<Words>> sentences(const Problem& problem, const std::vector<Reason>& reasons,
                                          const SubjectWords& subject) {
  Teller teller{problem, subject};
  std::vector<std::vector<Words>> told;
  told.reserve(reasons.size());
  for (const auto& reason : reasons) told.push_back(teller.all(reason));
  return told;
}

}  // namespace doorstep::exchange
