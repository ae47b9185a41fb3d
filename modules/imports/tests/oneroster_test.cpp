// OneRoster zips: good ones of both versions, deltas, and every way in which one can be broken.
#include <gtest/gtest.h>

#include "importing.h"

namespace doorstep::imports {
namespace {

using registry::OrgKind;
using registry::Table;
using trial::Files;

const std::string orgs_csv =
    "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId,metadata.cn.schoolKind,metadata.cn.groups\n"
    "d1,,,云溪区,district,,,,\n"
    "g1,,,云溪教育集团,ext:educationGroup,,d1,,\n"
    "s1,,,云溪第一小学,school,2111000001,d1,primary,g1:lead:2020-09-01:\n"
    "s2,,,云溪第二小学,school,2111000002,d1,primary,g1:member:2020-09-01:2023-09-01\n"
    "c1,,,东校区,ext:campus,,s1,,\n"
    "x1,,,教务处,department,,s1,,\n";
const std::string sessions_csv =
    "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
    "y1,,,2024-25,schoolYear,2024-09-01,2025-07-01,,2025\n"
    "t1,,,Autumn,semester,2024-09-01,2025-01-20,y1,2025\n";
const std::string courses_csv =
    "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n"
    "k1,,,y1,语文,,01,s1,chinese,\n";
const std::string roster_classes_csv =
    "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
    "termSourcedIds,subjects,subjectCodes,periods\n"
    "cl1,,,一年级1班,01,k1,1-1,homeroom,,s1,t1,,,\n";
const std::string users_csv =
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,identifier,grades\n"
    "u1,,,true,zhang,{Fed:1002},明,张,T001,\n"
    "u2,,,true,li,,小红,李,11010519491231002X,01\n";
const std::string roles_csv =
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
    "userProfileSourcedId\n"
    "r1,,,u1,primary,teacher,2020-09-01,,s1,\n"
    "r2,,,u1,secondary,teacher,2024-09-01,2025-09-01,s2,\n"
    "r3,,,u2,primary,student,2024-09-01,,s1,\n";
const std::string enrollments_csv =
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
    "e1,,,cl1,s1,u1,teacher,true,2024-09-01,2025-01-20\n"
    "e2,,,cl1,s1,u2,student,,2024-09-01,2025-01-20\n";

Files good() {
  return {{"orgs.csv", orgs_csv},
          {"academicSessions.csv", sessions_csv},
          {"courses.csv", courses_csv},
          {"classes.csv", roster_classes_csv},
          {"users.csv", users_csv},
          {"roles.csv", roles_csv},
          {"enrollments.csv", enrollments_csv}};
}
// The good files with one of them, or a part of it, another.
Files with(const std::string& name, const std::string& from, const std::string& to) {
  auto files = good();
  for (auto& [file, text] : files)
    if (file == name) {
      const auto at = text.find(from);
      EXPECT_NE(at, text.npos) << from;
      text.replace(at, from.size(), to);
    }
  return files;
}

class OneRoster : public trial::Importing {
 protected:
  // A zip that must be refused without a trace, with a message that has `word` in it.
  void refused(const std::string& path, const std::string& word) {
    const auto before = registry_->change_sequence();
    const auto report = read({path});
    const auto text = report ? told(*report) : report.error().what.en;
    EXPECT_NE(text.find(word), std::string::npos) << text;
    if (report) {
      EXPECT_GT(report->fault_count, 0);
      EXPECT_FALSE(report->written);
    }
    EXPECT_EQ(registry_->change_sequence(), before);
    EXPECT_TRUE(orgs(OrgKind::school).empty());
  }
};

TEST_P(OneRoster, ReadsVersion12) {
  const auto report = take({roster(good())});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(orgs(OrgKind::school).size(), 2u);
  EXPECT_EQ(counts(report, Table::campus).added, 1);
  EXPECT_NE(told(report).find("department"), std::string::npos) << "what is left out is named";

  registry_->each_term([](const registry::TermRow& row) {
    EXPECT_EQ(row.year.start, 2024);  // OneRoster names the year in which it ends
    if (row.title == "Autumn") {
      EXPECT_EQ(row.end_on.text(), "2025-01-20");
    }
  });
  int lent = 0, members = 0;
  registry_->each_role({}, [&](const registry::RoleRow& row) {
    lent += !row.primary_role && row.begin_on.text() == "2024-09-01" && row.end_on.text() == "2025-09-01";
  });
  EXPECT_EQ(lent, 1);
  registry_->each_membership({}, [&](const registry::MembershipRow& row) {
    ++members;
    EXPECT_EQ(row.part == "lead", row.end_on == Date::never());
  });
  EXPECT_EQ(members, 2);
  EXPECT_EQ(done(take({roster(good())})), 0);
}

TEST_P(OneRoster, NationalNumbersAreKeptAsDigestsOnly) {
  take({roster(good())});
  int digests = 0;
  registry_->each_identifier({}, [&](const registry::IdentifierRow& row) {
    EXPECT_EQ(row.value.find("1949"), std::string::npos) << row.value;
    digests += row.scheme == "cn.national" && row.value.starts_with("digest:");
  });
  EXPECT_EQ(digests, 1);
}

TEST_P(OneRoster, SexComesFromDemographics) {
  auto files = good();
  files.emplace_back("demographics.csv", "sourcedId,status,dateLastModified,birthDate,sex\nu2,,,2017-01-01,female\n");
  const auto report = take({roster(files)});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  registry_->each_person(
      {}, [](const registry::PersonRow& row) { EXPECT_EQ(row.sex, row.full_name == "李小红" ? "2" : ""); });
}

TEST_P(OneRoster, ReadsVersion11) {
  Files files = with("users.csv", users_csv,
                     "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,"
                     "familyName,identifier,grades\n"
                     "u1,,,true,\"s1,s2\",teacher,zhang,,明,张,T001,\n"
                     "u2,,,true,s1,student,li,,小红,李,,01\n");
  std::erase_if(files, [](const auto& file) { return file.first == "roles.csv"; });
  const auto report = take({roster(files, "1.1")});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(counts(report, Table::role).added, 3);
  EXPECT_EQ(done(take({roster(files, "1.1")})), 0);
}

TEST_P(OneRoster, BulkEndsWhatItNoLongerNamesAndDeltaOnlyWhatItNames) {
  take({roster(good())});
  auto fewer = with("orgs.csv", "g1:member:2020-09-01:2023-09-01", "");
  const auto bulk = take({roster(fewer)});
  EXPECT_EQ(counts(bulk, Table::membership).ended, 1) << told(bulk);

  const Files delta{{"users.csv",
                     "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,identifier,"
                     "grades\nu2,active,2025-01-01T00:00:00Z,true,li,,小虹,李,,01\n"},
                    {"enrollments.csv",
                     "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
                     "beginDate,endDate\ne2,tobedeleted,2025-01-01T00:00:00Z,cl1,s1,u2,student,,,\n"}};
  const auto report = take({roster(delta, "1.2", "delta")});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(counts(report, Table::person).changed, 1);
  EXPECT_EQ(counts(report, Table::person).ended, 0);
  EXPECT_EQ(counts(report, Table::enrolment).ended, 1);
  EXPECT_EQ(orgs(OrgKind::school).size(), 2u);
}

TEST_P(OneRoster, EndingWhatIsNotThereIsSaid) {
  take({roster(good())});
  const std::string head = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n";
  const auto ending = [&](const std::string& id) {
    return roster({{"enrollments.csv", head + id + ",tobedeleted,2025-01-01T00:00:00Z,cl1,s1,u2,student\n"}}, "1.2",
                  "delta");
  };
  const auto report = take({ending("e99")});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  ASSERT_EQ(report.warning_count, 1) << told(report);
  const auto& note = report.faults.front();
  EXPECT_EQ(note.place.sheet, "enrollments.csv");
  EXPECT_EQ(note.place.row, 2);
  EXPECT_NE(note.what.en.find("e99"), std::string::npos) << note.what.en;
  EXPECT_FALSE(note.remedy.zh.empty() || note.remedy.en.empty());
  EXPECT_EQ(take({ending("e2")}).warning_count, 0);
  EXPECT_EQ(take({ending("e2")}).warning_count, 0) << "the same delta again is no mistake";
}

TEST_P(OneRoster, FilesInAFolderAreReadWithAWarning) {
  Files inside;
  for (const auto& [name, text] : good()) inside.emplace_back("export/" + name, text);
  inside.emplace_back("export/manifest.csv", trial::manifest_of(good()));
  const auto report = take({zip("folder.zip", inside)});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_NE(told(report).find("root of the zip"), std::string::npos);
  EXPECT_TRUE(report.written);
}

TEST_P(OneRoster, WhatIsNotReadIsNamed) {
  auto files = good();
  files.emplace_back("lineItems.csv", "sourcedId\nl1\n");
  EXPECT_NE(told(take({roster(files)})).find("lineItems"), std::string::npos);
  Files unlisted{{"manifest.csv", trial::manifest_of(good())}, {"demographics.csv", "sourcedId,sex\nu2,female\n"}};
  for (const auto& file : good()) unlisted.push_back(file);
  EXPECT_NE(told(take({zip("unlisted.zip", unlisted)})).find("demographics.csv"), std::string::npos);
}

TEST_P(OneRoster, BrokenZips) {
  std::ifstream in{roster(good()), std::ios::binary};
  const std::string whole{std::istreambuf_iterator<char>{in}, {}};
  refused(file("cut.zip", whole.substr(0, whole.size() * 2 / 3)), "cut");
  refused(file("empty.zip", ""), "empty");
  refused(zip("bomb.zip", {{"manifest.csv", trial::manifest_of({{"orgs.csv", ""}})},
                           {"orgs.csv", std::string(size_t{30} << 20, 'a')}}),
          "bomb.zip");
  refused(zip("out.zip", {{"manifest.csv", trial::manifest_of({})}, {"../orgs.csv", "x"}}), "orgs.csv");
}

TEST_P(OneRoster, BrokenManifests) {
  refused(zip("v2.zip", {{"manifest.csv", trial::manifest_of({}, "2.0")}}), "1.1 and 1.2");
  refused(zip("listed.zip", {{"manifest.csv", trial::manifest_of(good())}, {"orgs.csv", orgs_csv}}), "not in the zip");
  auto odd = trial::manifest_of({{"orgs.csv", orgs_csv}}, "1.2", "sometimes");
  refused(zip("odd.zip", {{"manifest.csv", odd}, {"orgs.csv", orgs_csv}}), "absent, bulk or delta");
}

TEST_P(OneRoster, MissingColumnsAreSaidOnceAndNothingElse) {
  auto files = with("orgs.csv", ",type,", ",kind,");
  for (auto& [name, text] : files)
    if (name == "users.csv") text.replace(text.find("username"), 8, "login");
  const auto report = take({roster(files)});
  EXPECT_EQ(report.fault_count, 2) << told(report);
  EXPECT_NE(told(report).find("orgs.csv"), std::string::npos);
  EXPECT_NE(told(report).find("username"), std::string::npos);
  EXPECT_FALSE(report.written);
}

TEST_P(OneRoster, BrokenRows) {
  refused(roster(with("orgs.csv", "s2,,,", "s1,,,")), "same id");
  refused(roster(with("orgs.csv", "district,,,", "district,,s1,")), "circle");
  refused(roster(with("enrollments.csv", "cl1,s1,u2", "cl9,s1,u2")), "does not exist");
  refused(roster(with("roles.csv", "2025-09-01", "2025-02-30")), "2025-02-30");
  refused(roster(with("roles.csv", "2025-09-01", "2023-09-01")), "before it begins");
  refused(roster(with("orgs.csv", "school,2111000002", "academy,2111000002")), "academy");
  refused(roster(with("roles.csv", "primary,student", "primary,pupil")), "pupil");
  refused(roster(with("roles.csv", "secondary", "second")), "second");
  refused(roster(with("classes.csv", "homeroom", "tutorial")), "tutorial");
  refused(roster(with("enrollments.csv", "student", "pupil")), "pupil");
  refused(roster(with("academicSessions.csv", "semester", "half")), "half");
  refused(roster(with("academicSessions.csv", ",2025\nt1", ",25\nt1")), "not a year");
  refused(roster(with("orgs.csv", "s2,,,", "s2,gone,,")), "gone");
  refused(roster(with("users.csv", "u2,,,true,li,,小红,李,11010519491231002X,01", "u2,,,true,li")),
          "the header has 10");
  refused(roster(with("orgs.csv", "sourcedId,status", "sourcedId,sourcedId")), "twice");
  refused(roster(with("orgs.csv", "云溪第二小学", "\xff\xfe\x80 school")), "orgs.csv");
}

TEST_P(OneRoster, FaultsStandAtTheirFileRowAndColumn) {
  const auto report = take({roster(with("roles.csv", "2025-09-01", "2025-02-30"))});
  ASSERT_EQ(report.fault_count, 1) << told(report);
  const auto fault = std::ranges::find(report.faults, true, &registry::ImportFault::fatal);
  EXPECT_EQ(fault->place.sheet, "roles.csv");
  EXPECT_EQ(fault->place.row, 3);
  EXPECT_NE(fault->place.column.find("endDate"), std::string::npos);
  EXPECT_FALSE(fault->remedy.en.empty());
  EXPECT_FALSE(fault->remedy.zh.empty());
}

TEST_P(OneRoster, ExtensionWordsAreAccepted) {
  const auto report = take({roster(with("roles.csv", "primary,student", "primary,ext:boarder"))});
  EXPECT_EQ(report.fault_count, 0) << told(report);
}

DOORSTEP_ON_BOTH(OneRoster);

}  // namespace
}  // namespace doorstep::imports
