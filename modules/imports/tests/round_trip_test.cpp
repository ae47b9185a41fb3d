// What we export is valid elsewhere, and coming back changes nothing here.
#include <gtest/gtest.h>

#include <doorstep/sheets/csv.h>

#include "importing.h"

namespace doorstep::imports {
namespace {

using registry::OrgKind;
using registry::Table;

const std::string two_schools =
    "School code,School name,District,Region,School kind\n"
    "2111000001,North School,Cloudbrook,Example City,primary school\n"
    "2111000002,South School,Cloudbrook,Example City,nine-year school\n";
const std::string staff =
    "Staff number,School code,Name,Sex,Qualification,Section,At school since\n"
    "T1,2111000001,王芳,female,bachelor,primary,2015-09-01\nT2,2111000002,John Smith,male,,,2018-09-01\n";
const std::string service =
    "Staff number,School code,Role,Share,From,To\n"
    "T1,2111000002,teacher,0.4,2024-09-01,2025-07-01\nT2,2111000002,teacher,1,2010-09-01,2012-07-01\n";
const std::string classes =
    "Class code,School code,Class name,Grades,From\n"
    "1-1,2111000001,Class 1.1,01,2024-09-01\n1-2,2111000001,Class 1.2,01,\n";
const std::string students =
    "Student number,School code,Name,Sex,Grade,Class code,Enrolled on\n"
    "S1,2111000001,李小红,female,01,1-1,2024-09-01\nS2,2111000001,赵强,male,01,1-2,2024-09-01\n";

using Row = std::map<std::string, std::string>;

class RoundTrip : public trial::Importing {
 protected:
  std::vector<std::string> district() {
    return {file("schools.csv", two_schools), file("staff.csv", staff), file("service.csv", service),
            file("classes.csv", classes), file("students.csv", students)};
  }
  // A file of a OneRoster zip.
  static std::vector<Row> rows(const std::string& path, const std::string& name) {
    const auto archive = sheets::ZipArchive::open(sheets::Input::file(path));
    const auto* entry = archive ? archive->find(name) : nullptr;
    if (!entry) return {};
    auto bytes = archive->read(*entry);
    auto csv = sheets::CsvReader::open(std::move(*bytes), {});
    std::vector<std::string> header;
    std::vector<Row> found;
    while (csv && *csv->next()) {
      const std::vector<std::string> cells{csv->cells().begin(), csv->cells().end()};
      if (header.empty()) {
        header = cells;
        continue;
      }
      Row row;
      for (size_t i = 0; i < cells.size(); ++i) row[header[i]] = cells[i];
      found.push_back(row);
    }
    return found;
  }
  static std::string changes(const registry::IntakeReport& report) {
    std::string text = told(report);
    for (const auto& table : report.tables)
      for (const auto* samples : {&table.added_samples, &table.changed_samples, &table.ended_samples})
        for (const auto& sample : *samples) {
          text += fmt::format("{} {} at {}:{}", describe::enum_name(table.table), sample.label, sample.place.sheet,
                              sample.place.row);
          for (const auto& field : sample.fields) text += fmt::format(" {} {}>{}", field.field, field.from, field.to);
          text += "\n";
        }
    return text;
  }
  // How many of each are there.
  std::map<std::string, int64_t> held(registry::Registry& registry) {
    std::map<std::string, int64_t> made;
    registry.each_org({}, [&](const registry::OrgRow& row, registry::Status status, const std::string&) {
      made[std::string{describe::enum_name(row.kind)}] += status == registry::Status::active;
    });
    registry.each_person({}, [&](const auto&) { ++made["person"]; });
    registry.each_staff({}, [&](const auto&) { ++made["staff"]; });
    registry.each_class({}, [&](const auto&) { ++made["class"]; });
    registry.each_enrolment({}, [&](const auto&) { ++made["enrolment"]; });
    return made;
  }
  // The same file read by an installation that has never seen anything.
  std::map<std::string, int64_t> elsewhere(const std::string& path) {
    const support::Folder folder;
    auto opened = db::open(folder.path());
    std::vector<db::Migration> steps;
    for (const auto all : {audit::migrations(), jobs::migrations(), registry::migrations(), migrations()})
      steps.insert(steps.end(), all.begin(), all.end());
    EXPECT_TRUE(opened && db::migrate(**opened, steps));
    const auto registry = registry::make_registry(**opened, {trail_.get(), "other"});
    jobs::Runner jobs{**opened, {}};
    const auto imports =
        make_imports({opened->get(), registry.get(), &jobs, &trial::book(), trail_.get(), "instance-2", files_});
    const auto report = imports->import_files(actor_, {path}, {}, {});
    EXPECT_TRUE(report) << (report ? "" : report.error().what.en);
    if (report) {
      EXPECT_EQ(report->fault_count, 0) << told(*report);
    }
    return held(*registry);
  }
};

TEST_P(RoundTrip, EveryClassHasACourseAndATermInAnExport) {
  take(district());
  for (const std::string version : {"1.1", "1.2"}) {
    const auto path = imports_->export_oneroster({}, version);
    ASSERT_TRUE(path);
    std::set<std::string> courses, terms;
    for (const auto& row : rows(*path, "courses.csv")) {
      EXPECT_FALSE(row.at("title").empty() || row.at("orgSourcedId").empty());
      courses.insert(row.at("sourcedId"));
    }
    for (const auto& row : rows(*path, "academicSessions.csv")) {
      EXPECT_LT(row.at("startDate"), row.at("endDate"));
      EXPECT_FALSE(row.at("schoolYear").empty());
      terms.insert(row.at("sourcedId"));
    }
    const auto written = rows(*path, "classes.csv");
    EXPECT_EQ(written.size(), 2u);
    for (const auto& row : written) {
      EXPECT_TRUE(courses.contains(row.at("courseSourcedId"))) << row.at("courseSourcedId");
      EXPECT_TRUE(terms.contains(row.at("termSourcedIds"))) << row.at("termSourcedIds");
    }
    EXPECT_EQ(courses.size(), 1u) << "one for the school that needs it";
  }
}

TEST_P(RoundTrip, BothVersionsOfOneRosterComeBackAndGoElsewhere) {
  take(district());
  const auto here = held(*registry_);
  EXPECT_EQ(here.at("person"), 4);
  for (const std::string version : {"1.1", "1.2"}) {
    const auto path = imports_->export_oneroster({}, version);
    ASSERT_TRUE(path);
    const auto back = take({*path});
    EXPECT_EQ(back.fault_count, 0) << told(back);
    EXPECT_EQ(done(back), 0) << version << "\n" << changes(back);
    EXPECT_EQ(held(*registry_), here);
    EXPECT_EQ(elsewhere(*path), here) << version;
  }
}

TEST_P(RoundTrip, SheetsMaySpeakOfWhatAZipBesideThemBrings) {
  const auto report =
      take({file("returns.csv", "School code,School year,Stage,students\n2199000001,2024,primary,210\n"),
            roster({{"orgs.csv",
                     "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
                     "d1,,,Cloudbrook,district,,\ns1,,,North School,school,2199000001,d1\n"}})});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(sum_of("students"), 210);
}

// Schools that another source brought keep its identifiers, memberships and ids when our own sheets come back.
TEST_P(RoundTrip, SheetsOfTheRealTablesComeBackUnchanged) {
  const std::string demo = std::string{DOORSTEP_SOURCE_DIR} + "/demo/";
  take({demo + "tw-primary-schools-113.csv"});
  take({demo + "uk-gias-2022.csv"});
  for (const std::string sheet : {"schools", "groups", "group_members", "returns"}) {
    const auto path = imports_->export_sheet(sheet, {}, Language::zh);
    ASSERT_TRUE(path);
    const auto back = take({*path});
    EXPECT_EQ(back.fault_count, 0) << sheet << "\n" << told(back).substr(0, 2000);
    EXPECT_EQ(done(back), 0) << sheet << "\n" << changes(back).substr(0, 2000);
  }
  registry_->each_identifier({}, [](const registry::IdentifierRow& row) { EXPECT_NE(row.scheme, "local"); });
}

// Of a zip that another system wrote: its roles are known by what they are, its people without a number by their id.
// Staff that a zip of another system brought is known to our sheets by the number that it has there.
TEST_P(RoundTrip, StaffOfAZipGetsItsCampusBySheet) {
  take({roster({{"orgs.csv",
                 "sourcedId,name,type,identifier,parentSourcedId,metadata.cn.main\n"
                 "d1,Cloudbrook,district,,,\ns1,North School,school,2111000001,d1,\n"
                 "c1,Main,ext:campus,,s1,true\nc2,Hill,ext:campus,,s1,false\n"},
                {"users.csv",
                 "sourcedId,enabledUser,username,givenName,familyName,identifier,metadata.cn.fullTime\n"
                 "p1,true,ann,Ann,Lee,T1,true\np2,true,bo,Bo,Wu,T2,true\n"},
                {"roles.csv",
                 "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
                 "r1,p1,primary,teacher,2015-09-01,,s1\nr2,p2,primary,teacher,2016-09-01,,s1\n"}})});
  const auto report = take({file("service.csv",
                                 "Staff number,School code,Campus,Home school,From\n"
                                 "T1,2111000001,Hill,yes,2015-09-01\n")});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(counts(report, Table::role).added, 0) << changes(report);
  EXPECT_EQ(counts(report, Table::role).changed, 1) << changes(report);
  EXPECT_EQ(counts(report, Table::person).added, 0);
}

TEST_P(RoundTrip, ServiceThatAZipBroughtComesBackUnchanged) {
  take(district());
  const auto zipped = imports_->export_oneroster({}, "1.2");
  ASSERT_TRUE(zipped);
  take({*zipped});
  const auto path = imports_->export_sheet("service", {}, Language::en);
  ASSERT_TRUE(path);
  const auto back = take({*path});
  EXPECT_EQ(back.fault_count, 0) << told(back);
  EXPECT_EQ(done(back), 0) << changes(back);
  EXPECT_EQ(counts(back, Table::role).unchanged, 4);
}

TEST_P(RoundTrip, NumbersKeepTheDigitsThatAWorkbookKeeps) {
  take({file("schools.csv", two_schools),
        file("facilities.csv",
             "School code,Kind,Name,Quantity,Area (m2)\n2111000001,classroom,A,1,1967.3999999999999\n")});
  const auto path = imports_->export_sheet("facilities", {}, Language::en);
  ASSERT_TRUE(path);
  const auto back = take({*path});
  EXPECT_EQ(back.fault_count, 0) << told(back);
  EXPECT_EQ(done(back), 0) << changes(back);
}

TEST_P(RoundTrip, FiguresOfGradesAreExported) {
  take({file("schools.csv", two_schools),
        file("returns.csv", "School code,School year,Stage,classes_g1,boys_g6\n2111000001,2024,primary,4,77\n")});
  const auto path = imports_->export_sheet("returns", {}, Language::zh);
  ASSERT_TRUE(path);
  const auto back = take({*path});
  EXPECT_EQ(counts(back, Table::return_).unchanged, 2) << told(back);
}

DOORSTEP_ON_BOTH(RoundTrip);

}  // namespace
}  // namespace doorstep::imports
