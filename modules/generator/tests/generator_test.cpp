#include <set>

#include "made.h"

using namespace doorstep;
using generator::test::District;
using generator::test::Row;

namespace {

constexpr const char* read_files[] = {"orgs",  "academicSessions", "courses", "classes", "users",
                                      "roles", "enrollments"};

const District& small() {
  static const District made{{"chaoyang", 5, "", 60, 12'000}};
  return made;
}

std::set<std::string> ids(const District& district, const std::string& file) {
  std::set<std::string> all;
  for (const auto& row : district.roster(file)) {
    EXPECT_TRUE(is_uuid(row.at("sourcedId"))) << file;
    EXPECT_TRUE(all.insert(row.at("sourcedId")).second) << file << " names an id twice";
  }
  return all;
}

}  // namespace

TEST(Generator, TheSameSeedGivesTheSameBytes) {
  const District one{{"chaoyang", 1, "", 20, 6000}}, same{{"chaoyang", 1, "", 20, 6000}},
      other{{"chaoyang", 2, "", 20, 6000}};
  EXPECT_EQ(District::bytes(one.made.oneroster), District::bytes(same.made.oneroster));
  EXPECT_EQ(District::bytes(one.made.sheets), District::bytes(same.made.sheets));
  EXPECT_NE(District::bytes(one.made.oneroster), District::bytes(other.made.oneroster));
  EXPECT_NE(District::bytes(one.made.sheets), District::bytes(other.made.sheets));
}

TEST(Generator, CountsAreExact) {
  const auto& made = small().made;
  EXPECT_EQ(made.schools, 60);
  EXPECT_EQ(made.students, 12'000);
  EXPECT_EQ(made.staff, 23'000LL * 12'000 / 342'000);
  int64_t schools = 0, students = 0, staff = 0;
  for (const auto& row : small().roster("orgs")) schools += row.at("type") == "school";
  for (const auto& row : small().roster("users")) ++(row.at("metadata.cn.qualification").empty() ? students : staff);
  EXPECT_EQ(schools, made.schools);
  EXPECT_EQ(students, made.students);
  EXPECT_EQ(staff, made.staff);
  EXPECT_EQ(static_cast<int64_t>(small().roster("classes").size()), made.classes);
}

TEST(Generator, TheManifestNamesEveryFileAndSaysThatItIsGenerated) {
  std::map<std::string, std::string> manifest;
  for (const auto& row : generator::test::rows(small().made.oneroster, "manifest.csv", "propertyName"))
    manifest[row.at("propertyName")] = row.at("value");
  EXPECT_EQ(manifest["oneroster.version"], "1.2");
  EXPECT_NE(manifest["source.systemName"].find("生成数据"), std::string::npos);
  int bulk = 0, absent = 0;
  for (const auto& [name, mode] : manifest)
    if (name.starts_with("file.")) ++(mode == "bulk" ? bulk : absent);
  EXPECT_EQ(bulk, 7);
  EXPECT_EQ(absent, 14);
}

TEST(Generator, BulkRowsHaveNoStatusAndNoDateOfChange) {
  for (const auto* file : read_files)
    for (const auto& row : small().roster(file)) {
      ASSERT_EQ(row.at("status"), "");
      ASSERT_EQ(row.at("dateLastModified"), "");
    }
}

TEST(Generator, EveryReferenceLeadsSomewhere) {
  std::map<std::string, std::set<std::string>> all;
  for (const auto* file : read_files) all[file] = ids(small(), file);
  const auto leads = [&](const char* file, const char* name, const char* to) {
    for (const auto& row : small().roster(file))
      ASSERT_TRUE(row.at(name).empty() || all[to].contains(row.at(name))) << file << " " << name;
  };
  leads("orgs", "parentSourcedId", "orgs");
  leads("orgs", "metadata.cn.parentSchool", "orgs");
  leads("orgs", "metadata.cn.leadSchool", "orgs");
  leads("academicSessions", "parentSourcedId", "academicSessions");
  leads("courses", "orgSourcedId", "orgs");
  leads("courses", "schoolYearSourcedId", "academicSessions");
  leads("classes", "schoolSourcedId", "orgs");
  leads("classes", "courseSourcedId", "courses");
  leads("classes", "termSourcedIds", "academicSessions");
  leads("users", "primaryOrgSourcedId", "orgs");
  leads("roles", "userSourcedId", "users");
  leads("roles", "orgSourcedId", "orgs");
  leads("enrollments", "classSourcedId", "classes");
  leads("enrollments", "schoolSourcedId", "orgs");
  leads("enrollments", "userSourcedId", "users");
}

TEST(Generator, EveryStudentIsInOneClassOfTheOwnSchool) {
  std::map<std::string, std::string> school_of, class_at;
  for (const auto& row : small().roster("users")) school_of[row.at("sourcedId")] = row.at("primaryOrgSourcedId");
  for (const auto& row : small().roster("classes")) class_at[row.at("sourcedId")] = row.at("schoolSourcedId");
  std::set<std::string> students;
  for (const auto& row : small().roster("enrollments")) {
    ASSERT_EQ(class_at[row.at("classSourcedId")], row.at("schoolSourcedId"));
    if (row.at("role") != "student") continue;
    EXPECT_EQ(school_of[row.at("userSourcedId")], row.at("schoolSourcedId"));
    EXPECT_TRUE(students.insert(row.at("userSourcedId")).second);
  }
  EXPECT_EQ(students.size(), 12'000u);
}

TEST(Generator, EveryPersonHasOneHomeTodayAndWhoIsLentAHostForTheYear) {
  std::map<std::string, int> homes, hosts;
  for (const auto& row : small().roster("roles")) {
    const auto end = row.at("endDate");
    EXPECT_TRUE(end.empty() || row.at("beginDate") < end);
    if (row.at("roleType") == "secondary") {
      EXPECT_EQ(row.at("beginDate"), "2025-09-01");
      EXPECT_EQ(end, "2026-09-01");
      ++hosts[row.at("userSourcedId")];
    } else if (end.empty()) {
      ++homes[row.at("userSourcedId")];
    }
  }
  EXPECT_EQ(homes.size(), small().roster("users").size());
  for (const auto& [who, count] : homes) ASSERT_EQ(count, 1);
  EXPECT_FALSE(hosts.empty());
  for (const auto& [who, count] : hosts) EXPECT_EQ(count, 1);
}

TEST(Generator, NoTwoOrganisationsOfAKindShareANameOrACode) {
  std::set<std::string> names, codes;
  for (const auto& row : small().roster("orgs")) {
    if (row.at("type") == "ext:campus") continue;
    EXPECT_TRUE(names.insert(row.at("name")).second) << row.at("name");
    EXPECT_TRUE(row.at("type") != "school" || codes.insert(row.at("identifier")).second);
  }
}

TEST(Generator, AClosedSchoolHasASuccessorThatStands) {
  std::set<std::string> codes;
  for (const auto& row : small().roster("orgs")) codes.insert(row.at("identifier"));
  const auto closed = small().sheet("学校");
  EXPECT_FALSE(closed.empty());
  for (const auto& row : closed) {
    EXPECT_TRUE(codes.contains(row.at("承接学校标识码")));
    EXPECT_FALSE(row.at("撤销日期").empty());
  }
}

TEST(Generator, TheSmallestHasSchoolsOfEveryKind) {
  const District least{{"chaoyang", 1, "", 20, 6000}};
  std::set<std::string> kinds;
  for (const auto& row : least.roster("orgs")) kinds.insert(row.at("metadata.cn.schoolKind"));
  kinds.erase("");
  EXPECT_EQ(kinds.size(), 10u);
}

TEST(Generator, RefusesWhatMakesNoDistrict) {
  EXPECT_FALSE(generator::generate_district({"elsewhere", 1, "/nowhere", 0, 0}, {}));
  EXPECT_FALSE(generator::generate_district({"chaoyang", 1, "/nowhere", 5, 0}, {}));
  EXPECT_FALSE(generator::generate_district({"chaoyang", 1, "/nowhere", 100, 100}, {}));
}

TEST(Generator, ClassesMayBeOfALaterSchoolYearThanTheReturns) {
  const District made{{"chaoyang", 5, "", 20, 6000, 2026}};
  for (const auto& row : made.roster("enrollments")) {
    EXPECT_EQ(row.at("beginDate"), "2026-09-01");
    EXPECT_EQ(row.at("endDate"), "2027-09-01");
  }
  std::map<std::string, int> came;
  for (const auto& row : made.roster("roles"))
    if (row.at("role") == "student") ++came[row.at("beginDate")];
  EXPECT_EQ(came.rbegin()->first, "2026-09-01");
  EXPECT_EQ(District::bytes(made.made.sheets), District::bytes(District{{"chaoyang", 5, "", 20, 6000}}.made.sheets));
}

TEST(Generator, AYearBeforeTheReturnsIsRefused) {
  const auto refused = doorstep::generator::generate_district({"chaoyang", 1, "/nowhere", 20, 6000, 2019}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "year-impossible");
}
