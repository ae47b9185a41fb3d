#include "rules.h"

#include <algorithm>
#include <set>

#include "models.h"

namespace doorstep::groups {
namespace {

using registry::MembershipRow;

Date years_after(Date day, int years) {
  const auto same = Date::of(day.year() + years, day.month(), day.day());
  return same ? *same : *Date::of(day.year() + years, day.month() + 1, 1);  // 29 February
}

const PartRule* rule_of(const Model& model, std::string_view part) {
  const auto found = std::ranges::find(model.parts, part, &PartRule::part);
  return found == model.parts.end() ? nullptr : &*found;
}

bool names(const Model* model, std::string_view other) {
  if (!model) return true;
  const auto& list = model->beside;
  return std::ranges::count(list, other) > 0 || (model->id != other && std::ranges::count(list, "*") > 0);
}

SchoolFacts facts(const Situation& at, const OrgId& school) {
  const auto found = at.schools.find(school);
  return found == at.schools.end() ? SchoolFacts{} : found->second;
}

void check_part(const Situation& at, const MembershipRow& one, std::vector<Broken>& faults) {
  const auto* rule = rule_of(*at.model, one.part);
  if (!rule) {
    std::string zh, en;
    for (const auto& known : at.model->parts) {
      const auto word = part_word(known.part);
      zh += (zh.empty() ? "" : "、") + word.zh;
      en += (en.empty() ? "" : ", ") + word.en;
    }
    faults.push_back({"part-unknown",
                      "part",
                      {fmt::format("“{}”没有这种成员身份，应为：{}", model_word(at.model->id).zh, zh),
                       fmt::format("{} has no such part; choose {}", model_word(at.model->id).en, en)}});
    return;
  }
  if (!rule->most) return;
  // The number of a part is highest on a day on which somebody begins.
  for (const auto& other : at.members) {
    const auto day = std::max(one.begin_on, other.begin_on);
    if (!holds_on(one, day) || !holds_on(other, day)) continue;
    const auto count = std::ranges::count_if(
        at.members, [&](const auto& member) { return member.part == one.part && holds_on(member, day); });
    if (count <= *rule->most) continue;
    const auto word = part_word(one.part);
    faults.push_back({"part-full",
                      "part",
                      {fmt::format("{} 起{}将有 {} 所，最多 {} 所", day.text(), word.zh, count, *rule->most),
                       fmt::format("from {} there would be {} in the part “{}”, and {} at most", day.text(), count,
                                   word.en, *rule->most)}});
    return;
  }
}

void check_term(const Situation& at, const MembershipRow& one, std::vector<Broken>& faults) {
  if (!at.model->longest_term || one.part == "lead") return;
  const auto latest = years_after(one.begin_on, *at.model->longest_term);
  if (one.end_on <= latest) return;
  faults.push_back(
      {"term-needed", "to",
       say("须约定期限，最迟到 {0}（{1} 年）", "a term must be agreed, until {0} at the latest ({1} years)",
           latest.text(), *at.model->longest_term)});
}

void check_school(const Situation& at, const MembershipRow& one, std::vector<Broken>& faults) {
  const auto school = facts(at, one.school_id);
  const auto& model = *at.model;
  if (!model.legal_forms.empty() && !school.legal_form.empty() &&
      std::ranges::count(model.legal_forms, school.legal_form) == 0)
    faults.push_back(
        {"legal-form", "school_id",
         say("{} 的办学性质不符合这种集团模式", "the legal form of {} does not fit this model", school.name)});
  if (model.opened_within && one.part != "lead" && Date::always() < school.begin_on &&
      years_after(school.begin_on, *model.opened_within) <= one.begin_on)
    faults.push_back({"not-new", "school_id",
                      say("{0} 开办于 {1}，已满 {2} 年，不再是新校", "{0} opened on {1}, more than {2} years before",
                          school.name, school.begin_on.text(), *model.opened_within)});
  if (model.legal_persons == "one" && one.part != "lead")
    for (const auto& other : at.members) {
      const auto lead = facts(at, other.school_id);
      if (other.part != "lead" || !overlap(one, other) || lead.legal_form.empty() || school.legal_form.empty() ||
          lead.legal_form == school.legal_form)
        continue;
      faults.push_back({"legal-person", "school_id",
                        say("{0} 与核心校 {1} 办学性质不同，不能同属一个法人",
                            "{0} and the lead school {1} differ in legal form and cannot be one legal person",
                            school.name, lead.name)});
    }
}

void check_elsewhere(const Situation& at, const MembershipRow& one, std::vector<Broken>& faults) {
  const auto found = at.elsewhere.find(one.school_id);
  if (found == at.elsewhere.end()) return;
  for (const auto& other : found->second) {
    if (!overlap(one, other.row)) continue;
    if (names(at.model, other.model) || names(model_named(other.model), at.model->id)) continue;
    faults.push_back({"beside-not-allowed", "school_id",
                      say("{0} 同期属于“{1}”（{2}），两种关系不能并存",
                          "{0} belongs to “{1}” ({2}) at the same time, which this model does not allow",
                          facts(at, one.school_id).name, other.group, model_word(other.model).en)});
    faults.back().what.zh = fmt::format("{} 同期属于“{}”（{}），两种关系不能并存", facts(at, one.school_id).name,
                                        other.group, model_word(other.model).zh);
  }
}

}  // namespace

std::vector<Broken> broken_by(const Situation& at, const MembershipRow& one) {
  std::vector<Broken> faults;
  for (const auto& other : at.members)
    if (other.id != one.id && other.school_id == one.school_id && overlap(one, other))
      faults.push_back({"member-already", "school_id",
                        say("{0} 自 {1} 起已是本集团成员", "{0} is a member of this group since {1}",
                            facts(at, one.school_id).name, other.begin_on.text())});
  if (!at.model) return faults;
  check_part(at, one, faults);
  check_term(at, one, faults);
  check_school(at, one, faults);
  check_elsewhere(at, one, faults);
  return faults;
}

std::vector<Words> lacking(const Situation& at, Date day) {
  std::vector<Words> found;
  if (!at.model) return found;
  for (const auto& rule : at.model->parts) {
    const auto count = std::ranges::count_if(
        at.members, [&](const auto& member) { return member.part == rule.part && holds_on(member, day); });
    const auto word = part_word(rule.part);
    if (count < rule.least)
      found.push_back({fmt::format("{}至少 {} 所，现有 {} 所", word.zh, rule.least, count),
                       fmt::format("{} schools in the part “{}”, at least {} are needed", count, word.en, rule.least)});
  }
  if (at.model->stages == "several") {
    std::set<std::string> stages;
    for (const auto& member : at.members) {
      if (!holds_on(member, day)) continue;
      std::string one;
      for (const char letter : facts(at, member.school_id).stages + ",") {
        if (letter != ',') {
          one += letter;
        } else if (!one.empty()) {
          stages.insert(one);
          one.clear();
        }
      }
    }
    if (stages.size() < 2)
      found.push_back(say("成员校至少覆盖两个学段", "the members must cover two stages at least between them"));
  }
  return found;
}

}  // namespace doorstep::groups
