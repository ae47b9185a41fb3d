// Ladders as data, conditions, ranking, dealing out and results: what is pure.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "assignment.h"
#include "checks.h"
#include "ranking.h"
#include "read_rules.h"
#include "results.h"

namespace doorstep::ladder {
namespace {

Date day(const char* text) { return *Date::parse(text); }

TEST(LadderRules, BuiltInLaddersAreWhole) {
  std::vector<std::string> ids;
  for (const auto& one : built_in_ladders()) {
    ids.push_back(one.id);
    EXPECT_TRUE(faults_of(one).empty()) << one.id;
    EXPECT_FALSE(one.source.zh.empty());
    EXPECT_EQ(json::text(*json::read_text<Ladder>(json::text(one))), json::text(one)) << "kept as it is";
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"growth", "backbone", "titles", "four-good"}));
  EXPECT_EQ(built_in("growth")->levels.size(), 5u);
  EXPECT_EQ(built_in("four-good")->level("school")->candidate, Candidate::school);
}

TEST(LadderRules, FaultsOfAFileNameTheirPlace) {
  const auto bad = read_ladder("id = \"x\"\nzh = \"x\"\n", "x.toml");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().fields.front().field.substr(0, 7), "x.toml:");
  EXPECT_FALSE(read_ladder("no toml", "x.toml"));
  auto ladder = *built_in("growth");
  ladder.rubrics[0].dimensions[0].weight += 1;
  ladder.levels[1].rubric = "none";
  ladder.levels[2].code = ladder.levels[1].code;
  ladder.notice_days = 0;
  std::set<std::string> fields;
  for (const auto& one : faults_of(ladder)) fields.insert(one.field);
  EXPECT_EQ(fields, (std::set<std::string>{"levels", "notice_days", "rubrics"}));
}

Facts bachelor(double years_as_second) {
  Facts facts;
  facts.on = day("2026-09-01");
  facts.working_since = day("2010-09-01");
  facts.degree = "bachelor";
  facts.held = {{"titles", "second", facts.on.plus(-static_cast<int64_t>(years_as_second * 365.2425) - 1)}};
  return facts;
}

TEST(LadderChecks, OneOfTheWaysIsEnough) {
  const auto& titles = *built_in("titles");
  const auto& first = *titles.level("first");
  EXPECT_EQ(check(titles, first, bachelor(4), {}).verdict, Verdict::passed);
  EXPECT_EQ(check(titles, first, bachelor(3), {}).verdict, Verdict::failed) << "a bachelor waits four years";
  auto master = bachelor(2);
  master.degree = "master";
  EXPECT_EQ(check(titles, first, master, {}).verdict, Verdict::passed);
  auto doctor = bachelor(0);
  doctor.degree = "doctor";
  doctor.held.clear();
  EXPECT_EQ(check(titles, first, doctor, {}).verdict, Verdict::passed);
  auto barred = bachelor(9);
  barred.barred = true;
  EXPECT_EQ(check(titles, first, barred, {}).verdict, Verdict::failed) << "conduct bars whatever else";
}

TEST(LadderChecks, WhatTheRecordsLeaveOpenIsStatedAndMarkedSo) {
  const auto& titles = *built_in("titles");
  auto facts = bachelor(0);
  facts.held = {{"titles", "second", {}}};  // the register says so, and not since when
  const auto open = check(titles, *titles.level("first"), facts, {});
  EXPECT_EQ(open.verdict, Verdict::unknown);
  const auto stated = check(titles, *titles.level("first"), facts, {{"rank_years:second", 6}});
  EXPECT_EQ(stated.verdict, Verdict::passed);
  const auto found = std::ranges::find_if(stated.checks, &LadderCheck::stated);
  ASSERT_NE(found, stated.checks.end());
  EXPECT_EQ(found->value, 6);
  auto known = bachelor(1);
  EXPECT_EQ(check(titles, *titles.level("first"), known, {{"rank_years:second", 6}}).verdict, Verdict::failed)
      << "what is on record is not stated otherwise";
}

TEST(LadderChecks, NumbersComeWithTheirLimit) {
  const auto& growth = *built_in("growth");
  auto facts = bachelor(1);
  facts.training_hours = [](int64_t years) { return years == 5 ? std::optional{300.0} : std::nullopt; };
  facts.portfolio = std::map<std::string, double>{{"open_lesson", 3}};
  const auto checked = check(growth, *growth.level("backbone"), facts, {});
  EXPECT_EQ(checked.verdict, Verdict::failed);
  for (const auto& one : checked.checks) {
    if (one.kind == Need::training_hours) {
      EXPECT_EQ(one.value, 300);
      EXPECT_EQ(one.at_least, 360);
      EXPECT_EQ(one.verdict, Verdict::failed);
    }
    if (one.kind == Need::portfolio) {
      EXPECT_EQ(one.verdict, Verdict::passed);
    }
  }
  EXPECT_EQ(years_between(day("2020-01-01"), day("2026-01-01")), 6);
  EXPECT_EQ(years_between(day("2026-01-01"), day("2020-01-01")), 0);
}

Runner runner(const char* id, double total, const char* unit = "A", bool rural = false, bool targeted = false) {
  return {id, unit, total, rural, targeted, {}, 0};
}
std::map<std::string, Outcome> outcomes(const std::vector<Ranked>& ranked) {
  std::map<std::string, Outcome> made;
  for (const auto& one : ranked) made[one.id] = one.outcome;
  return made;
}

TEST(LadderRanking, PlacesGoByOrderWithinThePostsOfEachSchool) {
  const auto found = outcomes(rank({runner("1", 90),
                                    runner("2", 88),
                                    runner("3", 80, "B"),
                                    runner("4", 50, "B"),
                                    {"5", "B", {}, false, false, {}, 0}},
                                   {3, 0, 0, 60, {{"A", 1}}}));
  EXPECT_EQ(found.at("1"), Outcome::placed);
  EXPECT_EQ(found.at("2"), Outcome::no_post) << "the only post of A is taken";
  EXPECT_EQ(found.at("3"), Outcome::placed);
  EXPECT_EQ(found.at("4"), Outcome::below_pass);
  EXPECT_EQ(found.at("5"), Outcome::unscored);
}

TEST(LadderRanking, PlacesKeptForRuralSchoolsAreFilledFirst) {
  const std::vector<Runner> runners{runner("1", 95), runner("2", 90), runner("3", 70, "R", true),
                                    runner("4", 65, "R", true)};
  auto found = outcomes(rank(runners, {2, 0, 1, 60, {}}));
  EXPECT_EQ(found.at("1"), Outcome::placed);
  EXPECT_EQ(found.at("2"), Outcome::no_place);
  EXPECT_EQ(found.at("3"), Outcome::placed_rural);
  EXPECT_EQ(found.at("4"), Outcome::no_place);
  found = outcomes(rank({runner("1", 95), runner("2", 90)}, {2, 0, 1, 60, {}}));
  EXPECT_EQ(found.at("2"), Outcome::placed) << "nobody rural is there: the place is not lost";
}

TEST(LadderRanking, TargetedPlacesCountApartAndTakeNoPost) {
  const auto found =
      outcomes(rank({runner("1", 95, "R", true), runner("2", 70, "R", true, true), runner("3", 65, "R", true, true)},
                    {1, 1, 0, 60, {{"R", 1}}}));
  EXPECT_EQ(found.at("1"), Outcome::placed);
  EXPECT_EQ(found.at("2"), Outcome::placed_targeted);
  EXPECT_EQ(found.at("3"), Outcome::no_place);
}

TEST(LadderRanking, TiesAreBrokenByTheRuleAndOnlyThenByLot) {
  auto a = runner("a", 80), b = runner("b", 80), c = runner("c", 80.001);
  a.ties = {3, 1};
  b.ties = {3, 2};
  c.ties = {3, 1};
  a.lot = 2;
  c.lot = 1;
  const auto ranked = rank({a, b, c}, {1, 0, 0, 60, {}});
  EXPECT_EQ(ranked[0].id, "b");
  EXPECT_EQ(ranked[1].id, "c") << "a thousandth is not shown and does not count";
  EXPECT_FALSE(ranked[1].by_lot);
  EXPECT_TRUE(ranked[2].by_lot);
  std::vector<Runner> turned{c, b, a};
  EXPECT_EQ(rank(turned, {1, 0, 0, 60, {}})[1].id, "c") << "the order of arrival says nothing";
}

TEST(LadderRanking, OfThreeTotalsTheTwoThatAgreeCount) {
  EXPECT_EQ(total_of({60, 90, 86}, Third::closest_two), 88);
  EXPECT_EQ(total_of({60, 70, 80}, Third::closest_two), 75) << "as close: the higher pair";
  EXPECT_EQ(total_of({60, 90, 90}, Third::mean), 80);
  EXPECT_EQ(total_of({60, 90}, Third::closest_two), 75);
  EXPECT_FALSE(total_of({}, Third::mean));
}

TEST(LadderAssignment, WorkIsEvenAndNobodyReadsWhatItMayNot) {
  std::vector<Reading> readings;
  for (int paper = 0; paper < 31; ++paper) {
    Reading one{std::to_string(paper), std::vector<bool>(5, true), {}, 2};
    one.may[static_cast<size_t>(paper % 5)] = false;
    if (paper < 20) one.may[4] = false;  // the last one knows most of them
    readings.push_back(one);
  }
  const auto dealt = assign(readings, std::vector<int64_t>(5, 0), "seed");
  EXPECT_TRUE(dealt.short_of.empty());
  std::vector<int64_t> load(5, 0);
  for (size_t paper = 0; paper < readings.size(); ++paper) {
    ASSERT_EQ(dealt.raters[paper].size(), 2u);
    EXPECT_NE(dealt.raters[paper][0], dealt.raters[paper][1]);
    for (const auto rater : dealt.raters[paper]) {
      EXPECT_TRUE(readings[paper].may[rater]);
      ++load[rater];
    }
  }
  EXPECT_EQ(std::accumulate(load.begin(), load.end(), int64_t{0}), 62);
  EXPECT_LE(*std::ranges::max_element(load), 14) << "the four others share what the last may not read";
  EXPECT_EQ(dealt.raters, assign(readings, std::vector<int64_t>(5, 0), "seed").raters) << "the same from the same seed";
  EXPECT_NE(dealt.raters, assign(readings, std::vector<int64_t>(5, 0), "other").raters);
}

TEST(LadderAssignment, WhoLacksReadersIsNamed) {
  const auto dealt = assign({{"1", {true, false}, {}, 2}, {"2", {true, true}, {0}, 1}}, {0, 0}, "seed");
  EXPECT_EQ(dealt.short_of, std::vector<size_t>{0});
  EXPECT_EQ(dealt.raters[1], std::vector<size_t>{1}) << "who has it already does not get it again";
}

TEST(LadderResults, AgreementAndSeverityAreToldAndOutliersMarked) {
  const auto& rules = *built_in("growth");
  ScoreBook book{rules, rules.rubrics[0], {}, {}, {}, {}};
  for (const auto* account : {"a", "b", "c"}) book.members.push_back({"call", {account}, account, false, "[]"});
  for (int paper = 0; paper < 6; ++paper) {
    store::ApplicationRow row;
    row.id = std::to_string(paper);
    row.number = paper + 1;
    row.checks = "[]";
    book.applications.push_back(row);
    for (const auto& member : book.members) {
      book.sheets.push_back({row.id, member.account, SheetState::submitted, false, "", ""});
      for (const auto& dimension : book.rubric.dimensions) {
        const int64_t anchor = member.account.value == "c" ? std::min(3, paper % 3 + 2) : paper % 3;
        book.marks.push_back({row.id, member.account, dimension.code, anchor, ""});
      }
    }
  }
  const auto found = results_of(book, {2, 0, 0, 60, {}}, "seed");
  ASSERT_EQ(found.agreement.size(), book.rubric.dimensions.size() + 1);
  EXPECT_TRUE(found.agreement[0].alpha);
  EXPECT_TRUE(found.agreement[0].icc);
  EXPECT_EQ(found.agreement[0].ratings, 18);
  EXPECT_GT(*found.panel[2].lenient, 10) << "two anchors more than the others";
  EXPECT_TRUE(found.panel[2].apart);
  EXPECT_FALSE(found.panel[0].apart);
  EXPECT_TRUE(found.lines[0].apart);
  EXPECT_EQ(std::ranges::count(found.lines, true, &RankingLine::proposed), 2);
}

}  // namespace
}  // namespace doorstep::ladder
