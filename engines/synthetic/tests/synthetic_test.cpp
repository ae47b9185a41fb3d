#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "../dice.h"
#include "../synthetic.h"

using namespace doorstep::synthetic;

TEST(Split, IsWholeAndExact) {
  EXPECT_EQ(split(10, {1, 1, 1}), (std::vector<int>{4, 3, 3}));
  EXPECT_EQ(split(0, {1, 2}), (std::vector<int>{0, 0}));
  const auto parts = split(342'000, {0.1, 3, 7.77, 12});
  EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), 0), 342'000);
}

TEST(Plan, MeetsItsTotalsExactly) {
  const auto district = plan({1, 500, 342'000, 23'000});
  EXPECT_EQ(district.schools.size(), 500u);
  EXPECT_EQ(district.groups.size(), 21u);
  EXPECT_EQ(district.groups.front().members.size(), 10u);
  EXPECT_EQ(district.groups.front().sites, 25);
  int students = 0, staff = 0;
  std::set<Kind> kinds;
  for (const auto& school : district.schools) {
    staff += school.other_staff;
    kinds.insert(school.kind);
    for (const auto& section : school.sections) {
      students += section.students;
      staff += section.teachers;
      EXPECT_EQ(std::accumulate(section.by_grade.begin(), section.by_grade.end(), 0), section.students);
    }
  }
  EXPECT_EQ(students, 342'000);
  EXPECT_EQ(staff, 23'000);
  EXPECT_EQ(kinds.size(), 10u);
}

TEST(Plan, FollowsItsSeed) {
  const auto same = [](const District& a, const District& b) {
    for (size_t i = 0; i < a.schools.size(); ++i)
      if (a.schools[i].longitude != b.schools[i].longitude ||
          a.schools[i].sections[0].students != b.schools[i].sections[0].students)
        return false;
    return true;
  };
  EXPECT_TRUE(same(plan({7, 60, 30'000, 2'000}), plan({7, 60, 30'000, 2'000})));
  EXPECT_FALSE(same(plan({7, 60, 30'000, 2'000}), plan({8, 60, 30'000, 2'000})));
}

TEST(Plan, PutsASchoolIntoOneGroupAtMost) {
  const auto district = plan({3, 120, 70'000, 5'000});
  std::set<int> seen;
  for (const auto& group : district.groups) {
    EXPECT_TRUE(seen.insert(group.lead).second);
    for (const auto& member : group.members) EXPECT_TRUE(seen.insert(member.school).second);
  }
}

TEST(Plan, DatesHoldTogether) {
  const auto district = plan({1, 500, 342'000, 23'000});
  const auto& schools = district.schools;
  size_t former = 0;
  for (const auto& group : district.groups) {
    EXPECT_LE(schools[group.lead].opened, group.since);
    for (const auto& member : group.members) {
      EXPECT_LE(schools[member.school].opened, member.since);
      EXPECT_LE(group.since, member.since);
    }
    for (const auto& member : group.former) {
      ++former;
      EXPECT_LE(schools[member.school].opened, member.since);
      EXPECT_LT(member.since, member.until);
      const auto& now = district.groups[schools[member.school].group].members;
      EXPECT_TRUE(std::ranges::any_of(now, [&](const Member& at) {
        return at.school == member.school && at.since >= member.until;
      })) << "left one group for the other";
    }
  }
  EXPECT_GT(former, 0u);
}

TEST(Plan, MembersOfAGroupAreMoreAlikeThanSchoolsAtLarge) {
  const auto district = plan({1, 500, 342'000, 23'000});
  double all = 0, all_squares = 0, count = 0, within = 0;
  for (const auto& school : district.schools) {
    if (school.group < 0) continue;
    ++count;
    all += school.strength;
    all_squares += school.strength * school.strength;
  }
  const double total = all_squares - all * all / count;
  for (const auto& group : district.groups) {
    double sum = district.schools[group.lead].strength, squares = sum * sum, members = 1;
    for (const auto& member : group.members) {
      const double strength = district.schools[member.school].strength;
      sum += strength, squares += strength * strength, ++members;
    }
    within += squares - sum * sum / members;
  }
  EXPECT_LT(within, 0.85 * total);
}

TEST(Plan, TeachingPointsAreSmallAndBelongToANearSchool) {
  const auto district = plan({1, 500, 342'000, 23'000});
  int points = 0, under_50 = 0;
  for (const auto& school : district.schools) {
    if (!school.teaching_point) continue;
    ++points;
    under_50 += school.sections[0].students < 50;
    const auto& parent = district.schools[school.parent];
    EXPECT_FALSE(parent.teaching_point);
    EXPECT_EQ(parent.kind, Kind::primary);
  }
  EXPECT_GE(points, 3);
  EXPECT_GE(under_50, 1);
}

TEST(Plan, ClosedSchoolsHaveAnHeirOfTheirKind) {
  const auto district = plan({1, 500, 342'000, 23'000});
  EXPECT_FALSE(district.closed.empty());
  for (const auto& closed : district.closed) {
    EXPECT_EQ(district.schools[closed.heir].kind, Kind::primary);
    EXPECT_LE(closed.closed, newest_year);
  }
}

TEST(Plan, ASmallDistrictHasEverything) {
  const auto district = plan({1, 20, 6'000, 403});
  std::set<Kind> kinds;
  for (const auto& school : district.schools) kinds.insert(school.kind);
  EXPECT_EQ(kinds.size(), 10u);
  EXPECT_EQ(district.groups.size(), 2u);
  for (const auto& group : district.groups) EXPECT_FALSE(group.members.empty());
}

TEST(Dice, FollowTheirSeedAndTheSeries) {
  EXPECT_EQ(Dice{1}.next(), 0x910a2dec89025cc1ULL);  // published first value of splitmix64 with seed 1
  EXPECT_NEAR(exponential(1), 2.718281828459045, 1e-13);
  EXPECT_NEAR(exponential(-5), 0.006737946999085467, 1e-15);
}
