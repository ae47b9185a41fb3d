// Coverage from a register that has the figures; on both databases.
#include <algorithm>

#include "trial.h"

namespace doorstep::groups {
namespace {

using namespace trial;

class CoverageTest : public Trial {
 protected:
  CoverageRow row(const char* on, std::string_view dimension, std::string_view code, const char* area = "North") {
    const auto found = groups_->coverage(org_id(area), day(on), {});
    EXPECT_TRUE(found);
    for (const auto& one : found->rows)
      if (one.dimension == dimension && one.code == code) return one;
    ADD_FAILURE() << dimension << " " << code;
    return {};
  }
  static registry::ReturnRow students(std::string_view key, int year, double value,
                                      std::string_view stage = "primary") {
    return {org_id(key), std::string{stage}, {year}, "students", value};
  }
};
DOORSTEP_ON_BOTH(CoverageTest);

TEST_P(CoverageTest, SchoolsAndStudentsAreThoseOfTheDay) {
  const auto group = found("G", "leading_school", "A", "2020-09-01");
  join(group, "B", "member", "2021-09-01");
  take_in([](registry::Intake& in) {
    for (const auto* key : {"A", "B", "C"}) in.put(students(key, 2020, 100), {});
    in.put(students("A", 2022, 300), {});
    in.put(students("J", 2020, 200, "junior"), {});
  });
  const auto before = row("2020-08-31", "all", "");
  EXPECT_EQ(before.groups, 0);
  EXPECT_EQ(before.covered_schools, 0);
  EXPECT_EQ(before.schools, 5);
  const auto first = row("2020-10-01", "all", "");
  EXPECT_EQ(first.groups, 1);
  EXPECT_EQ(first.covered_schools, 1);
  EXPECT_EQ(first.covered_students, 100);
  EXPECT_EQ(first.students, 500);
  EXPECT_EQ(first.without_students, 1) << "D returned nothing";
  const auto later = row("2022-10-01", "all", "");
  EXPECT_EQ(later.covered_schools, 2);
  EXPECT_EQ(later.covered_students, 400) << "A by its return of 2022, B by that of 2020";
  EXPECT_EQ(row("2022-10-01", "stage", "junior").covered_schools, 0);
  EXPECT_EQ(row("2022-10-01", "stage", "junior").students, 200);
  EXPECT_EQ(row("2022-10-01", "stage", "primary").covered_schools, 2);
  EXPECT_EQ(row("2022-10-01", "model", "leading_school").schools, 2);
  EXPECT_EQ(row("2022-10-01", "all", "", "City").schools, 6);
  EXPECT_EQ(row("2022-10-01", "district", "South", "City").covered_schools, 0);
  EXPECT_FALSE(groups_->coverage(org_id("A"), day("2022-10-01"), {})) << "a school is no area";
}

TEST_P(CoverageTest, ASchoolInTwoGroupsCountsOnceInTheWholeAndOnceInEachModel) {
  const auto group = found("G"), pair = found("P", "pairing", "C");
  join(group, "B", "member", "2021-09-01");
  join(pair, "B", "paired", "2021-09-01", "2024-09-01");
  EXPECT_EQ(row("2022-10-01", "all", "").covered_schools, 3);
  EXPECT_EQ(row("2022-10-01", "all", "").groups, 2);
  EXPECT_EQ(row("2022-10-01", "model", "leading_school").schools, 2);
  EXPECT_EQ(row("2022-10-01", "model", "pairing").schools, 2);
  EXPECT_EQ(row("2022-10-01", "legal_form", "public").covered_schools, 3);
}

TEST_P(CoverageTest, AFewStudentsAreInNoSumAndAreNotCalledMissing) {
  take_in([](registry::Intake& in) {
    in.put(students("A", 2020, 100), {});
    in.put(students("B", 2020, 8), {});
  });
  found("G", "leading_school", "B");
  const auto found = groups_->coverage(org_id("North"), day("2021-10-01"), {false, {}});
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->few);
  EXPECT_EQ(found->rows.at(0).students, 100);
  EXPECT_EQ(found->rows.at(0).covered_schools, 1);
  EXPECT_EQ(found->rows.at(0).covered_students, 0);
  EXPECT_EQ(found->rows.at(0).without_students, 3) << "C, D and J returned nothing";
  EXPECT_EQ(row("2021-10-01", "all", "").covered_students, 8) << "for who may see it";
}

// A nine-year school stands in both of its stages with the students of each.
TEST_P(CoverageTest, CombinedSchoolsStandInEachStage) {
  take_in([](registry::Intake& in) {
    in.put(school("N", "North", "primary,junior"), {});
    in.put(students("N", 2020, 120), {});
    in.put(students("N", 2020, 80, "junior"), {});
  });
  found("G", "leading_school", "N");
  EXPECT_EQ(row("2021-10-01", "stage", "primary").covered_students, 120);
  EXPECT_EQ(row("2021-10-01", "stage", "junior").covered_students, 80);
  EXPECT_EQ(row("2021-10-01", "all", "").covered_students, 200);
}

// The two published districts: 21 groups and every public school in one (Chaoyang), 16 groups, all schools and 105,000
// students in the other (Nan'an; figures of standard.md, section 5). The register that has them gives them back.
TEST_P(CoverageTest, PublishedFiguresComeBackFromARegisterThatHasThem) {
  const auto build = [&](const char* district, int groups, int members, int privates, double each) {
    take_in([&](registry::Intake& in) {
      in.put(area(registry::OrgKind::district, district, "City"), {});
      for (int g = 0; g < groups; ++g) {
        registry::OrgRow made = area(registry::OrgKind::group, fmt::format("{} group {}", district, g), district);
        made.model = "leading_school";
        made.begin_on = day("2015-09-01");
        in.put(made, {});
        for (int m = 0; m < members; ++m) {
          const auto key = fmt::format("{} {}-{}", district, g, m);
          in.put(school(key, district, "primary"), {});
          in.put(students(key, 2021, each), {});
          in.put(registry::MembershipRow{derived_uuid("test", "membership", key), made.id, org_id(key),
                                         m ? "member" : "lead", day("2015-09-01"), Date::never()},
                 {});
        }
      }
      for (int p = 0; p < privates; ++p) {
        auto row = school(fmt::format("{} private {}", district, p), district, "primary");
        row.legal_form = "private";
        in.put(row, {});
      }
    });
  };
  build("Chaoyang", 21, 4, 3, 500);
  build("Nan'an", 16, 5, 0, 1312.5);
  EXPECT_EQ(row("2022-01-01", "all", "", "Chaoyang").groups, 21);
  const auto open = row("2022-01-01", "legal_form", "public", "Chaoyang");
  EXPECT_EQ(open.covered_schools, open.schools);
  EXPECT_EQ(open.schools, 84);
  EXPECT_EQ(row("2022-01-01", "legal_form", "private", "Chaoyang").covered_schools, 0);
  const auto all = row("2022-01-01", "all", "", "Nan'an");
  EXPECT_EQ(all.groups, 16);
  EXPECT_EQ(all.covered_students, 105000);
  EXPECT_EQ(all.covered_schools, all.schools);
}

}  // namespace
}  // namespace doorstep::groups
