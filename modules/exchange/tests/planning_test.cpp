#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include <doorstep/synthetic/exchange.h>

#include "formats.h"
#include "planning.h"

namespace doorstep::exchange {
namespace {

using namespace transfer;

const Problem& district() {
  static const Problem made = [] {
    auto problem = synthetic::exchange({1, 12, 360});
    auto& rules = problem.rules;
    rules.km_most = 14;
    rules.minutes_most = 40;
    rules.years_rest = 2;
    rules.years_away_most = 3;
    rules.full_time_only = true;
    rules.refusals_hold = true;
    return problem;
  }();
  return made;
}

const Plan& planned() {
  static const Plan made = make_plan(district(), {.mode = Mode::official, .rounds = 1}).value();
  return made;
}

bool broken(const Problem& problem, const Plan& plan, const std::string& rule) {
  const auto found = check_plan(problem, plan);
  return std::any_of(found.begin(), found.end(), [&](const Violation& one) {
    return one.rule == rule && !one.what.zh.empty() && !one.what.en.empty();
  });
}

TEST(Check, APlanOfThePlannerPasses) {
  EXPECT_TRUE(check_plan(district(), planned()).empty());
  ASSERT_FALSE(planned().moves.empty());
  EXPECT_LE(*planned().bound, planned().objective);
}

// Every kind of damage is found, by the rule's name.
TEST(Check, EveryDamageIsFound) {
  struct Damage {
    const char* rule;
    std::function<void(Problem&, Plan&)> hurt;
  };
  const auto teacher = [](Problem& problem, const Plan& plan) -> Teacher& {
    return *std::find_if(problem.teachers.begin(), problem.teachers.end(),
                         [&](const Teacher& one) { return one.id == plan.moves[0].teacher; });
  };
  const Damage all[] = {
      {"format", [](Problem&, Plan& plan) { plan.format = "x"; }},
      {"teacher_unknown", [](Problem&, Plan& plan) { plan.moves[0].teacher = "nobody"; }},
      {"school_unknown", [](Problem&, Plan& plan) { plan.moves[0].to = "nowhere"; }},
      {"moved_twice", [](Problem&, Plan& plan) { plan.moves.push_back(plan.moves[0]); }},
      {"from", [](Problem&, Plan& plan) { plan.moves[0].from = plan.moves[0].to; }},
      {"to", [](Problem&, Plan& plan) { plan.moves[0].to = plan.moves[0].from; }},
      {"term", [](Problem&, Plan& plan) { plan.moves[0].term = 9; }},
      {"figures", [](Problem&, Plan& plan) { plan.moves[0].km += 1; }},
      {"figures", [](Problem&, Plan& plan) { plan.moves[0].minutes += 1; }},
      {"figures", [](Problem&, Plan& plan) { *plan.outcomes[0].cv_after += 0.001; }},
      {"figures", [](Problem&, Plan& plan) { plan.outcomes[0].below_after += 1; }},
      {"figures", [](Problem&, Plan& plan) { plan.outcomes.pop_back(); }},
      {"objective", [](Problem&, Plan& plan) { plan.objective -= 1'000'000; }},
      {"objective", [](Problem&, Plan& plan) { plan.moves.pop_back(); }},
      {"bound", [](Problem&, Plan& plan) { plan.bound = plan.objective + 1; }},
      {"exempt", [&](Problem& problem, Plan& plan) { teacher(problem, plan).exempt = "ill"; }},
      {"years_here", [&](Problem& problem, Plan& plan) { teacher(problem, plan).years_here = 1; }},
      {"years_left", [&](Problem& problem, Plan& plan) { teacher(problem, plan).years_left = 1; }},
      {"years_rest", [&](Problem& problem, Plan& plan) { teacher(problem, plan).years_since_away = 1; }},
      {"full_time_only", [&](Problem& problem, Plan& plan) { teacher(problem, plan).share = 0.5; }},
      {"years_away_most", [&](Problem& problem, Plan& plan) { teacher(problem, plan).years_away = 9; }},
      {"refusals_hold", [&](Problem& problem, Plan& plan) { teacher(problem, plan).wish = Wish::no; }},
      {"willing_only", [](Problem& problem, Plan&) { problem.rules.willing_only = true; }},
      {"never", [&](Problem& problem, Plan& plan) { teacher(problem, plan).never = {plan.moves[0].to}; }},
      {"stage",
       [&](Problem& problem, Plan& plan) {
         for (auto& school : problem.schools)
           if (school.id == plan.moves[0].to) school.sections[0].stage = "other";
       }},
      {"way",
       [](Problem& problem, Plan& plan) {
         for (auto& way : problem.ways)  // the way leads to the teacher's own school instead
           if (way.teacher == plan.moves[0].teacher && way.to == plan.moves[0].to) way.to = plan.moves[0].from;
       }},
      {"km_most", [](Problem& problem, Plan&) { problem.rules.km_most = 0.1; }},
      {"minutes_most", [](Problem& problem, Plan&) { problem.rules.minutes_most = 0.1; }},
      {"forbidden",
       [](Problem& problem, Plan& plan) {
         problem.forbidden = {{plan.moves[0].teacher, {}}};
       }},
      {"locked",
       [](Problem& problem, Plan& plan) {
         problem.locked = {{plan.moves[0].teacher, {}}};
       }},
      {"together",
       [&](Problem& problem, Plan& plan) {
         auto& one = teacher(problem, plan);
         one.together = "couple";
         for (auto& other : problem.teachers)
           if (other.school == one.school && other.id != one.id) {
             other.together = "couple";
             break;
           }
       }},
      {"moved_least", [](Problem& problem, Plan&) { problem.rules.moved_least = 0.9; }},
      {"moved_most", [](Problem& problem, Plan&) { problem.rules.moved_most = 0.01; }},
      {"backbone_least", [](Problem& problem, Plan&) { problem.rules.backbone_least = 1.0; }},
      {"leaving_most", [](Problem& problem, Plan&) { problem.rules.leaving_most = 0.0; }},
      {"headcount_change",
       [](Problem& problem, Plan& plan) {
         problem.rules.headcount_change = 0;
         plan.moves.erase(plan.moves.begin());
       }},
      {"subject_change", [](Problem& problem, Plan&) { problem.rules.subject_change = 0; }},
      {"coverage",
       [&](Problem& problem, Plan& plan) {
         const auto& one = teacher(problem, plan);
         problem.coverage = {{one.school, one.stage, one.subject, 10'000}};
         std::erase_if(plan.moves, [&](const PlannedMove& move) { return move.to == one.school; });
       }},
  };
  for (const auto& damage : all) {
    auto problem = district();
    auto plan = planned();
    damage.hurt(problem, plan);
    EXPECT_TRUE(broken(problem, plan, damage.rule)) << damage.rule;
  }
}

TEST(Plan, EveryRuleAtOnceStillPasses) {
  auto problem = synthetic::exchange({4, 16, 480});
  problem.ways.clear();  // from the coordinates
  problem.rules.nearest = 5;
  problem.rules.term = 3;
  problem.goals.clear();
  problem.approved = {{problem.teachers[0].id, problem.schools[3].id},
                      {problem.teachers[40].id, problem.schools[0].id}};
  for (size_t i = 0; i < problem.teachers.size(); i += 3) problem.teachers[i].wish = i % 2 ? Wish::yes : Wish::no;
  for (size_t i = 0; i < problem.teachers.size(); i += 5)
    problem.coverage.push_back(
        {problem.teachers[i].school, problem.teachers[i].stage, problem.teachers[i].subject, 30});
  std::sort(problem.coverage.begin(), problem.coverage.end(), [](const Coverage& a, const Coverage& b) {
    return std::tie(a.school, a.stage, a.subject) < std::tie(b.school, b.stage, b.subject);
  });
  const auto same = [](const Coverage& a, const Coverage& b) {
    return std::tie(a.school, a.stage, a.subject) == std::tie(b.school, b.stage, b.subject);
  };
  problem.coverage.erase(std::unique(problem.coverage.begin(), problem.coverage.end(), same), problem.coverage.end());
  for (size_t i = 0; i + 1 < problem.teachers.size(); i += 31)
    if (problem.teachers[i].school == problem.teachers[i + 1].school)
      problem.teachers[i].together = problem.teachers[i + 1].together = "pair" + std::to_string(i);
  const auto plan = make_plan(problem, {.mode = Mode::official, .rounds = 2});
  ASSERT_TRUE(plan.has_value()) << plan.error().what.en;
  EXPECT_FALSE(plan->moves.empty());
  EXPECT_EQ(plan->moves[0].term, 3);
}

TEST(Plan, OfficialIsTheSameByteForByte) {
  const PlanWish wish{.mode = Mode::official, .seed = 5, .rounds = 2};
  EXPECT_EQ(plan_text(*make_plan(district(), wish)), plan_text(*make_plan(district(), wish)));
}

TEST(Plan, StopsWithTheBestSoFarOrSaysThatThereIsNone) {
  std::atomic<bool> stop{true};
  const auto none = make_plan(district(), {}, {}, &stop);
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().fault, Fault::conflict);
  stop = false;
  std::optional<double> bound;
  const auto some = make_plan(
      district(), {.seconds = 60},
      [&](const PlanProgress& now) {
        bound = now.bound;
        if (now.objective) stop = true;
      },
      &stop);
  ASSERT_TRUE(some.has_value());
  EXPECT_TRUE(bound.has_value());
}

TEST(Plan, OfMovesByHand) {
  std::vector<Move> moves;
  for (const auto& move : planned().moves) moves.push_back({move.teacher, move.to});
  const auto same = plan_of(district(), moves);
  ASSERT_TRUE(same.has_value());
  EXPECT_EQ(same->objective, planned().objective);
  EXPECT_TRUE(check_plan(district(), *same).empty());
  EXPECT_FALSE(plan_of(district(), {{"nobody", "nowhere"}}).has_value());
  const auto barred = std::find_if(district().teachers.begin(), district().teachers.end(),
                                   [](const Teacher& one) { return one.years_here < 6; });
  EXPECT_FALSE(plan_of(district(), {{barred->id, district().schools[0].id}}).has_value());
}

TEST(Explain, EveryMoveSaysWhyInBothLanguages) {
  const auto reasons = explain_plan(district(), planned());
  ASSERT_TRUE(reasons.has_value());
  EXPECT_EQ(reasons->size(), planned().moves.size());
  const auto all = sentences(district(), *reasons, [](const std::string& code) { return Words{code + "科", code}; });
  ASSERT_EQ(all.size(), reasons->size());
  for (const auto& told : all) {
    EXPECT_GE(told.size(), 3u);
    for (const auto& one : told) {
      EXPECT_FALSE(one.zh.empty());
      EXPECT_FALSE(one.en.empty());
    }
  }
}

TEST(Problem, WhatIsWrongIsNamed) {
  struct Case {
    const char* field;
    std::function<void(Problem&)> hurt;
  };
  const Case all[] = {
      {"teachers/0/subject", [](Problem& p) { p.teachers[0].subject.clear(); }},
      {"teachers/0/school", [](Problem& p) { p.teachers[0].school = "x"; }},
      {"teachers/0/stage", [](Problem& p) { p.teachers[0].stage = "x"; }},
      {"teachers/1/id", [](Problem& p) { p.teachers[1].id = p.teachers[0].id; }},
      {"teachers/0/years_here", [](Problem& p) { p.teachers[0].years_here = -1; }},
      {"schools/0/sections/0/pupils", [](Problem& p) { p.schools[0].sections[0].pupils = -5; }},
      {"schools/0/sections/0/teachers", [](Problem& p) { p.schools[0].sections[0].teachers = -1; }},
      {"schools/1",
       [](Problem& p) {
         p.ways.clear();
         p.schools[1].latitude = p.schools[0].latitude;
         p.schools[1].longitude = p.schools[0].longitude;
       }},
      {"schools/0", [](Problem& p) { p.schools[0].latitude = 95; }},
      {"ways/0/to", [](Problem& p) { p.ways[0].to = "x"; }},
      {"ways/1", [](Problem& p) { p.ways[1] = p.ways[0]; }},
      {"rules/moved_least", [](Problem& p) { p.rules.moved_least = 1.5; }},
      {"rules/headcount_change", [](Problem& p) { p.rules.headcount_change = -1; }},
      {"indicators/0/stage", [](Problem& p) { p.indicators[0].stage = "x"; }},
      {"goals/1",
       [](Problem& p) {
         p.goals = {{Goal::travel, {}}, {Goal::travel, {}}};
       }},
      {"locked/0/teacher",
       [](Problem& p) {
         p.locked = {{"x", {}}};
       }},
      {"coverage/0/school",
       [](Problem& p) {
         p.coverage = {{"x", "primary", "art", 3}};
       }},
      {"coverage/1",
       [](Problem& p) {
         p.coverage = {{p.schools[0].id, "primary", "art", 3}};
         p.coverage.push_back(p.coverage[0]);
       }},
      {"goals",
       [](Problem& p) {
         p.goals = {{Goal::travel, 1000.0}};
         p.ways[0].km = 19'000;
         p.rules.km_most = {};
         p.rules.minutes_most = {};
         p.locked = {};
       }},
      {"schools", [](Problem& p) { p.schools.resize(1); }},
  };
  for (const auto& one : all) {
    auto problem = district();
    one.hurt(problem);
    const auto checked = check_problem(problem);
    ASSERT_FALSE(checked.has_value()) << one.field;
    EXPECT_EQ(checked.error().code, "exchange-problem");
    EXPECT_TRUE(std::any_of(checked.error().fields.begin(), checked.error().fields.end(),
                            [&](const FieldError& field) { return field.field == one.field; }))
        << one.field << ": " << (checked.error().fields.empty() ? "" : checked.error().fields[0].field);
  }
}

TEST(Problem, RulesThatContradictAreNamedInPairs) {
  const auto& mover = planned().moves[0];
  const auto barred = std::find_if(district().teachers.begin(), district().teachers.end(),
                                   [](const Teacher& one) { return one.years_here < 6 && one.years_left >= 5.0; });
  struct Case {
    const char *first, *second;
    std::function<void(Problem&)> hurt;
  };
  const Case all[] = {
      {"moved_least", "moved_most", [](Problem& p) { p.rules.moved_least = 0.3, p.rules.moved_most = 0.2; }},
      {"moved_least", "leaving_most", [](Problem& p) { p.rules.leaving_most = 0.01; }},
      {"locked", "years_here",
       [&](Problem& p) {
         p.locked = {{barred->id, mover.to}};
       }},
      {"locked", "forbidden",
       [&](Problem& p) {
         p.locked = {{mover.teacher, mover.to}};
         p.forbidden = {{mover.teacher, {}}};
       }},
      {"locked", "ways",
       [&](Problem& p) {
         p.locked = {{mover.teacher, mover.to}};
         p.forbidden = {{mover.teacher, mover.to}};
       }},
      {"locked", "moved_most",
       [&](Problem& p) {
         p.rules.moved_least = 0;
         p.rules.moved_most = 0;
         p.locked = {{mover.teacher, mover.to}};
       }},
      {"backbone_least", "moved_least",
       [](Problem& p) {
         for (auto& one : p.teachers) one.backbone = false;
       }},
      {"moved_least", "ways", [](Problem& p) { p.rules.km_most = 0.001; }},
  };
  for (const auto& one : all) {
    auto problem = district();
    one.hurt(problem);
    const auto checked = check_problem(problem);
    ASSERT_FALSE(checked.has_value()) << one.first << " " << one.second;
    EXPECT_EQ(checked.error().code, "exchange-contradiction");
    const auto& what = checked.error().fields[0].what.en;
    for (const auto* rule : {one.first, one.second})
      EXPECT_NE(what.find("(" + std::string{rule} + ")"), what.npos) << what;
  }
}

// A ring of three: two have to move, and only none or all of them could.
TEST(Problem, WhatOnlyFractionsOfPeopleCouldKeepSaysWhatToRelax) {
  Problem problem;
  problem.name = "ring";
  for (const auto* id : {"a", "b", "c"}) problem.schools.push_back({id, id, {}, {}, {{"primary", 100, 5}}});
  const std::pair<const char*, const char*> ring[] = {{"a", "b"}, {"b", "c"}, {"c", "a"}};
  for (const auto& [home, to] : ring) {
    Teacher one;
    one.id = std::string{"t"} + home;
    one.school = home;
    one.stage = "primary";
    one.subject = "art";
    problem.teachers.push_back(one);
    problem.ways.push_back({one.id, to, 1, {}});
  }
  problem.rules.headcount_change = 0;
  problem.rules.moved_least = 0.6;
  problem.rules.moved_most = 0.7;
  for (const auto mode : {Mode::official, Mode::interactive}) {
    PlanWish wish;
    wish.mode = mode;
    wish.seconds = 1;
    const auto made = make_plan(problem, wish);
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, "exchange-infeasible");
    EXPECT_FALSE(made.error().fields.empty()) << "which rule, and by how much";
  }
}

TEST(Problem, WithoutAPlanSaysWhatToRelax) {
  auto problem = district();
  problem.rules.moved_least = 0.5;
  problem.rules.moved_most = 0.6;
  problem.rules.leaving_most = 1;
  problem.rules.subject_change = 0;
  problem.rules.headcount_change = 0;
  problem.rules.km_most = 3;
  const auto made = make_plan(problem, {.mode = Mode::official, .rounds = 1});
  ASSERT_FALSE(made.has_value());
  if (made.error().code == "exchange-infeasible") {
    ASSERT_FALSE(made.error().fields.empty());
    EXPECT_FALSE(made.error().fields[0].what.en.empty());
  } else {
    EXPECT_EQ(made.error().code, "exchange-contradiction");
  }
}

}  // namespace
}  // namespace doorstep::exchange
