#include <gtest/gtest.h>

#include <numeric>
#include <set>

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
    for (const int member : group.members) EXPECT_TRUE(seen.insert(member).second);
  }
}
