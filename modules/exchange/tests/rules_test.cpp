// Rules as data: the files of the program, local editions, what is refused.
#include "rules.h"

#include <gtest/gtest.h>

#include <set>

namespace doorstep::exchange {
namespace {

const std::vector<NewRule> two{{"years_here", 3, {}}, {"moved_least", 0.05, "2026 plan of the county"}};

TEST(ExchangeRules, EveryRuleOfTheProgramNamesItsSource) {
  ASSERT_GE(built_in_editions().size(), 2u);
  EXPECT_EQ(built_in_editions().front().id, "cn-2014-exchange");
  for (const auto& edition : built_in_editions())
    for (const auto& rule : edition.rules) {
      EXPECT_FALSE(rule.source.zh.empty()) << rule.code;
      EXPECT_FALSE(rule.source.en.empty()) << rule.code;
    }
}

TEST(ExchangeRules, EveryRuleOfThePlannerIsKnownByTheSameName) {
  std::set<std::string> members;
  describe::each_member(transfer::Rules{}, [&](std::string_view name, const auto& member) {
    if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) members.emplace(name);
  });
  for (const auto& name : members) EXPECT_NE(known_rule(name), nullptr) << name;
}

TEST(ExchangeRules, ThePlannerGetsWhatTheEditionSays) {
  const auto rules = rules_of(built_in_editions().front(), Language::en);
  EXPECT_EQ(rules.years_here, 6);
  EXPECT_EQ(rules.moved_least, 0.1);
  EXPECT_EQ(rules.backbone_least, 0.2);
  EXPECT_EQ(rules.headcount_change, 1);
  EXPECT_FALSE(rules.willing_only);
  EXPECT_FALSE(rules.edition.empty());
}

TEST(ExchangeRules, ALocalEditionKeepsTheSourcesOfWhatItDidNotChange) {
  const auto& base = built_in_editions().front();
  const auto made = local_edition(
      base,
      {base.id, "County", "County plan, 2026", "far schools", {{"years_here", 6, {}}, {"moved_least", 0.05, {}}}});
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_TRUE(made->rules[0].secondary);
  EXPECT_EQ(made->rules[0].source, base.rules[0].source);
  EXPECT_EQ(made->rules[1].source.en, "County plan, 2026");
  EXPECT_FALSE(made->rules[1].secondary);
  EXPECT_EQ(made->base_id, base.id);
}

TEST(ExchangeRules, WrongEditionsAreRefusedByName) {
  const auto& base = built_in_editions().front();
  const auto fault = [&](NewEdition wanted) {
    wanted.base_id = base.id;
    const auto made = local_edition(base, wanted);
    return made ? std::string{} : made.error().fields.at(0).field;
  };
  EXPECT_EQ(fault({"", "x", "source", "reason", two}), "");
  EXPECT_EQ(fault({"", "", "source", "reason", two}), "name");
  EXPECT_EQ(fault({"", "x", "", "reason", two}), "source");
  EXPECT_EQ(fault({"", "x", "source", "", two}), "reason");
  EXPECT_EQ(fault({"", "x", "source", "reason", {{"years_here", -1, {}}}}), "years_here");
  EXPECT_EQ(fault({"", "x", "source", "reason", {{"headcount_change", 1.5, {}}}}), "headcount_change");
  EXPECT_EQ(fault({"", "x", "source", "reason", {{"no_such_rule", 1, {}}}}), "rules");
  EXPECT_EQ(fault({"", "x", "source", "reason", {{"term", 1, {}}, {"term", 2, {}}}}), "term");
  EXPECT_EQ(fault({"", "x", "source", "reason", {{"moved_least", 0.3, {}}, {"moved_most", 0.1, {}}}}), "moved_most")
      << "both are named in the words";
}

TEST(ExchangeRules, AFileWithAFaultIsNamed) {
  for (const auto* text : {"id = 'x'", "not toml =",
                           "id='x'\nzh='a'\nen='a'\nedition_zh='a'\nedition_en='a'\nsource_zh='a'\nsource_en='a'\n[["
                           "rule]]\ncode='nope'\nvalue=1"}) {
    const auto read = read_edition(text, "trial.toml");
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().what.en.find("trial.toml"), std::string::npos);
  }
}

}  // namespace
}  // namespace doorstep::exchange
