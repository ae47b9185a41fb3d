// The two real tables give the totals that their sources name.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "importing.h"

namespace doorstep::imports {
namespace {

using registry::OrgKind;
using registry::Table;

class RealTables : public trial::Importing {
 protected:
  const std::string demo = std::string{DOORSTEP_SOURCE_DIR} + "/demo/";
};

TEST_P(RealTables, PrimarySchoolsOf2024) {
  const auto report = take({demo + "tw-primary-schools-113.csv"});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_TRUE(report.written);
  EXPECT_EQ(orgs(OrgKind::school).size(), 2668u);
  EXPECT_EQ(orgs(OrgKind::district).size(), 22u);
  EXPECT_EQ(sum_of("students"), 1202761);
  EXPECT_EQ(sum_of("boys") + sum_of("girls"), 1202761);

  std::map<std::string, double> students, teachers;
  registry_->each_return({}, [&](const registry::ReturnRow& row) {
    EXPECT_EQ(row.year.start, 2024);
    if (row.figure == "students") students[row.school_id.value] = row.value;
    if (row.figure == "teachers") teachers[row.school_id.value] = row.value;
  });
  EXPECT_EQ(students.size(), 2668u);
  int with_students = 0;
  double teachers_there = 0;
  for (const auto& [school, count] : students)
    if (count > 0) ++with_students, teachers_there += teachers[school];
  EXPECT_EQ(with_students, 2655);
  EXPECT_EQ(teachers_there, 100371);

  std::map<std::string, int> remote;
  for (const auto& school : orgs(OrgKind::school)) ++remote[school.remoteness];
  EXPECT_GT(remote["remote"], 0);
  EXPECT_GT(remote["very_remote"], 0);
  EXPECT_GT(remote["extremely_remote"], 0);
  EXPECT_EQ(remote.size(), 4u);

  // What the table has beyond our columns is named, not dropped in silence.
  EXPECT_NE(told(report).find("columns that are not taken"), std::string::npos);
  EXPECT_EQ(done(take({demo + "tw-primary-schools-113.csv"})), 0) << "the same file again changes nothing";
}

TEST_P(RealTables, EnglishSchoolsWithTrusts) {
  const auto report = take({demo + "uk-gias-2022.csv"});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  const auto schools = orgs(OrgKind::school);
  EXPECT_EQ(schools.size(), 1096u);
  const auto extract = *Date::parse("2022-04-20");
  EXPECT_EQ(std::ranges::count_if(schools, [&](const auto& row) { return extract < row.end_on; }), 728) << "open ones";

  std::map<std::string, std::string> models;
  std::map<std::string, int> groups;
  for (const auto& group : orgs(OrgKind::group)) models[group.id.value] = group.model, ++groups[group.model];
  EXPECT_EQ(groups["multi_academy_trust"], 50);
  EXPECT_EQ(groups["federation"], 34);
  std::map<std::string, int> members;
  registry_->each_membership({}, [&](const registry::MembershipRow& row) { ++members[models[row.group_id.value]]; });
  EXPECT_EQ(members["multi_academy_trust"], 176);
  EXPECT_EQ(members["federation"], 68);
  EXPECT_GT(counts(report, Table::successor).added, 100);

  // Alton Infant School stands at SU 7208 3971, which is 51.15 north and 0.97 west.
  const auto alton = std::ranges::find(schools, "Alton Infant School", &registry::OrgRow::name);
  ASSERT_NE(alton, schools.end());
  EXPECT_NEAR(*alton->latitude, 51.152, 0.002);
  EXPECT_NEAR(*alton->longitude, -0.971, 0.002);
  EXPECT_EQ(alton->setting, "urban");
  EXPECT_EQ(done(take({demo + "uk-gias-2022.csv"})), 0);
}

TEST_P(RealTables, DryRunCountsTheSameAndWritesNothing) {
  ImportOptions dry;
  dry.dry_run = true;
  const auto seen = take({demo + "uk-gias-2022.csv"}, dry);
  EXPECT_FALSE(seen.written);
  EXPECT_TRUE(orgs(OrgKind::school).empty());
  const auto real = take({demo + "uk-gias-2022.csv"});
  ASSERT_EQ(seen.tables.size(), real.tables.size());
  for (size_t i = 0; i < seen.tables.size(); ++i) EXPECT_EQ(seen.tables[i].added, real.tables[i].added);
}

DOORSTEP_ON_BOTH(RealTables);

}  // namespace
}  // namespace doorstep::imports
