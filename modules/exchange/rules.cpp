#include "rules.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::exchange {
namespace {

constexpr size_t longest_rule_text = 1000;  // bytes

const std::vector<KnownRule>& rule_table() {
  using enum RuleKind;
  static const std::vector<KnownRule> table{
      {"years_here", years, say("在本校连续任教年限不少于", "years at the school, at least"), 0, 40},
      {"years_left", years, say("距退休年限不少于", "years to retirement, at least"), 0, 40},
      {"retire_men", years, say("男教师退休年龄", "men retire at"), 50, 70},
      {"retire_women", years, say("女教师退休年龄", "women retire at"), 50, 70},
      {"years_rest", years, say("两次交流之间间隔不少于", "years between two exchanges, at least"), 0, 40},
      {"years_away_most", years, say("累计交流年限不超过", "years served away in all, at most"), 0, 40},
      {"full_time_only", flag, say("只安排全职教师", "only who works full time"), 0, 1},
      {"moved_least", share,
       say("每年交流人数占符合条件教师的比例不低于", "moved each year, of those eligible, at least"), 0, 1},
      {"moved_most", share,
       say("每年交流人数占符合条件教师的比例不高于", "moved each year, of those eligible, at most"), 0, 1},
      {"backbone_least", share, say("骨干教师占交流人数的比例不低于", "backbone teachers among the moved, at least"), 0,
       1},
      {"leaving_most", share,
       say("一校同时外派人数占教职工的比例不高于", "of a school's staff away at a time, at most"), 0, 1},
      {"headcount_change", count,
       say("一校一个学段教师净增减不超过（人）", "net change of a school's teachers, at most"), 0, 1000},
      {"subject_change", count,
       say("一校一个学科教师净增减不超过（人）", "net change of a school's teachers of a subject, at most"), 0, 1000},
      {"coverage_least", share,
       say("学科师资需求须保证的比例（已不足的不再减少）",
           "need of a subject that stays covered; where it is not, nothing is lost"),
       0, 1},
      {"km_most", km, say("单程距离不超过", "one way, at most"), 0, 500},
      {"minutes_most", minutes, say("单程时间不超过", "one way, at most"), 0, 600},
      {"minutes_per_km", minutes, say("每公里按几分钟计", "minutes counted for a kilometre"), 0.1, 60},
      {"nearest", count, say("每位教师考虑最近的几所学校", "nearest schools considered for a teacher"), 1, 100},
      {"term", years, say("一次交流期限不少于", "term of an exchange, at least"), 1, 10},
      {"willing_only", flag,
       say("只安排自愿者，且只去其填报的学校", "only who wishes it, and only to the schools named"), 0, 1},
      {"refusals_hold", flag, say("表示不愿意者不安排", "who says no stays"), 0, 1},
  };
  return table;
}

tl::unexpected<Error> rules_wrong(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "rules-invalid",
                say("交流规则 {}：{} 缺失或有误", "rules of exchange {}: {} is missing or wrong", name, key));
}

tl::unexpected<Error> edition_wrong(std::string field, Words what) {
  return refuse(Fault::invalid, "rules-invalid", what, {{std::move(field), what}});
}

Words words_at(const toml::table& table, const std::string& key) {
  const auto of = [&](const char* language) {
    return table[key.empty() ? language : key + "_" + language].value_or(std::string{});
  };
  return {of("zh"), of("en")};
}

const RuleValue* value_of(const std::vector<RuleValue>& rules, std::string_view code) {
  const auto found = std::ranges::find(rules, code, &RuleValue::code);
  return found == rules.end() ? nullptr : &*found;
}

Result<RuleValue> checked_value(const std::string& code, double value) {
  const auto* known = known_rule(code);
  if (!known) return edition_wrong("rules", say("没有这条规则：{}", "there is no rule {}", code));
  const bool whole = known->kind == RuleKind::count || known->kind == RuleKind::flag || code == "term";
  if (!std::isfinite(value) || value < known->least || value > known->most || (whole && value != std::floor(value)))
    return edition_wrong(code, say("{0}：应在 {2} 到 {3} 之间", "{1}: from {2} to {3}", known->name.zh, known->name.en,
                                   known->least, known->most));
  return RuleValue{code, known->name, known->kind, value, {}, false};
}

// Pairs that cannot both hold.
Result<void> consistent(const std::vector<RuleValue>& rules) {
  const auto* least = value_of(rules, "moved_least");
  const auto* most = value_of(rules, "moved_most");
  if (least && most && least->value > most->value)
    return edition_wrong("moved_most", say("“{0}”（{2}）与“{1}”（{3}）矛盾",
                                           "moved_least ({2}) and moved_most ({3}) contradict each other",
                                           least->name.zh, most->name.zh, least->value, most->value));
  return {};
}

}  // namespace

std::span<const KnownRule> known_rules() { return rule_table(); }

const KnownRule* known_rule(std::string_view code) {
  const auto found = std::ranges::find(rule_table(), code, &KnownRule::code);
  return found == rule_table().end() ? nullptr : &*found;
}

Result<RuleEdition> read_edition(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return rules_wrong(name, error.description());
  }
  RuleEdition made;
  made.id = root["id"].value_or(std::string{});
  if (made.id.empty()) return rules_wrong(name, "id");
  made.name = words_at(root, "");
  made.edition = words_at(root, "edition");
  made.source = words_at(root, "source");
  made.note = words_at(root, "note");
  for (const auto& [key, words] : {std::pair{"zh", &made.name}, {"edition", &made.edition}, {"source", &made.source}})
    if (words->zh.empty() || words->en.empty()) return rules_wrong(name, key);
  const auto* entries = root["rule"].as_array();
  if (!entries) return rules_wrong(name, "rule");
  for (const auto& entry : *entries) {
    const auto* table = entry.as_table();
    if (!table) return rules_wrong(name, "rule");
    const auto code = (*table)["code"].value_or(std::string{});
    const auto value = (*table)["value"].value<double>();
    if (!value || value_of(made.rules, code)) return rules_wrong(name, code);
    auto rule = checked_value(code, *value);
    if (!rule) return rules_wrong(name, code);
    rule->source = words_at(*table, "source");
    rule->secondary = (*table)["secondary"].value_or(false);
    if (rule->source.zh.empty() || rule->source.en.empty()) return rules_wrong(name, code + ".source");
    made.rules.push_back(std::move(*rule));
  }
  if (!consistent(made.rules)) return rules_wrong(name, "moved_most");
  return made;
}

const std::vector<RuleEdition>& built_in_editions() {
  static const std::vector<RuleEdition> editions = [] {
    std::vector<RuleEdition> made;
    for (const auto& file : built_in_files()) {
      auto read = read_edition(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      made.push_back(std::move(*read));
    }
    return made;
  }();
  return editions;
}

Result<RuleEdition> local_edition(const RuleEdition& base, const NewEdition& wanted) {
  for (const auto& [field, text] :
       {std::pair{"name", &wanted.name}, {"source", &wanted.source}, {"reason", &wanted.reason}})
    if (text->empty() || text->size() > longest_rule_text)
      return edition_wrong(field, say("请填写名称、依据和理由", "a local edition has a name, a source and a reason"));
  RuleEdition made;
  made.name = {wanted.name, wanted.name};
  made.edition = base.edition;
  made.source = {wanted.source, wanted.source};
  made.note = {wanted.reason, wanted.reason};
  made.base_id = base.id;
  for (const auto& rule : wanted.rules) {
    if (value_of(made.rules, rule.code)) return edition_wrong(rule.code, say("规则重复", "the rule stands twice"));
    DOORSTEP_LET(value, checked_value(rule.code, rule.value));
    const auto* before = value_of(base.rules, rule.code);
    const bool as_before = before && before->value == rule.value && !rule.source;
    const auto said = rule.source.value_or(wanted.source).substr(0, longest_rule_text);
    value.source = as_before ? before->source : Words{said, said};
    value.secondary = as_before && before->secondary;
    made.rules.push_back(std::move(value));
  }
  DOORSTEP_TRY(consistent(made.rules));
  return made;
}

transfer::Rules rules_of(const RuleEdition& edition, Language language) {
  transfer::Rules made;
  made.source = edition.source.in(language);
  made.edition = edition.name.in(language) + " " + edition.edition.in(language);
  describe::each_member(made, [&](std::string_view code, auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if constexpr (!std::is_same_v<Member, std::string>)
      if (const auto* rule = value_of(edition.rules, code))
        member = static_cast<typename Member::value_type>(rule->value);
  });
  return made;
}

Words value_words(RuleKind kind, double value) {
  switch (kind) {
    case RuleKind::years:
      return say("{} 年", "{} years", value);
    case RuleKind::share:
      return say("{:.0f}%", "{:.0f}%", value * 100);
    case RuleKind::km:
      return say("{} 公里", "{} km", value);
    case RuleKind::minutes:
      return say("{} 分钟", "{} minutes", value);
    case RuleKind::flag:
      return value != 0 ? say("是", "yes") : say("否", "no");
    case RuleKind::count:
      break;
  }
  return say("{}", "{}", value);
}

}  // namespace doorstep::exchange
