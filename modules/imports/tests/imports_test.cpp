// Our own sheets in and out, and the register's own zip coming back.
#include <gtest/gtest.h>

#include "importing.h"

namespace doorstep::imports {
namespace {

using registry::OrgKind;
using registry::Table;
using trial::Files;

// Two schools under Chinese headings as Excel in China saves them: GB18030.
const std::string schools_gb18030 =
    "\xd1\xa7\xd0\xa3\xb1\xea\xca\xb6\xc2\xeb\x2c\xd1\xa7\xd0\xa3\xc3\xfb\xb3\xc6\x2c\xc7\xf8\xcf\xd8\x2c\xca\xa1\xca"
    "\xd0\x2c\xcf\xe7\xd5\xf2\xbd\xd6\xb5\xc0\x2c\xb0\xec\xd1\xa7\xc0\xe0\xd0\xcd\x2c\xb3\xc7\xcf\xe7\x2c\xbd\xa8\xd0"
    "\xa3\xc8\xd5\xc6\xda\x0d\x0a"
    "\x32\x31\x31\x31\x30\x30\x30\x30\x30\x31\x2c\xd4\xc6\xcf\xaa\xb5\xda\xd2\xbb\xd0\xa1\xd1\xa7\x2c\xd4\xc6\xcf\xaa"
    "\xc7\xf8\x2c\xca\xbe\xb7\xb6\xca\xd0\x2c\xcc\xd2\xd4\xb4\xd5\xf2\x2c\xd0\xa1\xd1\xa7\x2c\xcf\xe7\xb4\xe5\x2c\x31"
    "\x39\x39\x38\x2d\x30\x39\x2d\x30\x31\x0d\x0a"
    "\x32\x31\x31\x31\x30\x30\x30\x30\x30\x32\x2c\xd4\xc6\xcf\xaa\xb5\xda\xb6\xfe\xd0\xa1\xd1\xa7\x2c\xd4\xc6\xcf\xaa"
    "\xc7\xf8\x2c\xca\xbe\xb7\xb6\xca\xd0\x2c\x2c\xbe\xc5\xc4\xea\xd2\xbb\xb9\xe1\xd6\xc6\xd1\xa7\xd0\xa3\x2c\xb3\xc7"
    "\xc7\xf8\x2c\x0d\x0a";

const std::string mark = "\xef\xbb\xbf";
const std::string schools_csv =
    "School code,School name,District,Region,School kind,Opened on\n"
    "2111000001,North School,Cloudbrook,Example City,primary school,1998-09-01\n"
    "2111000002,South School,Cloudbrook,Example City,nine-year school,\n";
const std::string campuses_csv =
    "School code,Campus name,Site of,Main campus,From\n"
    "2111000001,Main,,yes,2000-09-01\n2111000001,Hill,Main,no,2010-09-01\n";
const std::string groups_csv =
    "Group,District,Model,Lead school code,From\nNorth Group,Cloudbrook,leading_school,2111000001,2019-09-01\n";
const std::string members_csv =
    "Group,School code,Part,From,To\n"
    "North Group,2111000001,lead,2019-09-01,\nNorth Group,2111000002,member,2019-09-01,2023-09-01\n";
const std::string staff_csv =
    "Staff number,School code,Name,Sex,Qualification,Section,Subjects,At school since\n"
    "T1,2111000001,王芳,female,bachelor,primary,\"Chinese,music\",2015-09-01\n"
    "T2,2111000002,John Smith,male,master,junior,mathematics,2018-09-01\n";
const std::string service_csv =
    "Staff number,School code,Role,Subject,Home school,Share,From,To\n"
    "T1,2111000002,teacher,Chinese,no,0.4,2024-09-01,2025-07-01\n";
const std::string classes_csv =
    "Class code,School code,Campus,Class name,Grades,From\n1-1,2111000001,Main,Class 1.1,01,2024-09-01\n";
const std::string students_csv =
    "Student number,School code,Name,Sex,Grade,Class code,Enrolled on\n"
    "S1,2111000001,李小红,female,01,1-1,2024-09-01\n11010519491231002X,2111000001,赵强,male,01,1-1,2024-09-01\n";
const std::string returns_csv =
    "School code,School year,Stage,students,teachers\n"
    "2111000001,2024-25,primary,210,12\n2111000002,2024,junior,95,\n";

class Sheets : public trial::Importing {
 protected:
  std::vector<std::string> everything() {
    return {
        file("schools.csv", mark + schools_csv), file("campuses.csv", campuses_csv), file("groups.csv", groups_csv),
        file("group_members.csv", members_csv),  file("staff.csv", staff_csv),       file("service.csv", service_csv),
        file("classes.csv", classes_csv),        file("students.csv", students_csv), file("returns.csv", returns_csv)};
  }
  // Two schools stand; then a file that must not leave a trace. Gives the first fatal fault.
  registry::ImportFault refused(const std::string& name, const std::string& bytes, const std::string& word) {
    const auto before = registry_->change_sequence();
    const auto report = read({file(name, bytes)});
    EXPECT_EQ(registry_->change_sequence(), before);
    if (!report) {
      EXPECT_NE(report.error().what.en.find(word), std::string::npos) << report.error().what.en;
      return {};
    }
    EXPECT_NE(told(*report).find(word), std::string::npos) << name << "\n" << told(*report);
    EXPECT_FALSE(report->written);
    const auto fatal = std::ranges::find(report->faults, true, &registry::ImportFault::fatal);
    if (fatal == report->faults.end()) {
      ADD_FAILURE() << "nothing is wrong with " << name;
      return {};
    }
    EXPECT_FALSE(fatal->what.zh.empty() || fatal->remedy.zh.empty() || fatal->remedy.en.empty());
    return *fatal;
  }
  std::string changes(const registry::IntakeReport& report) {
    std::string text = told(report);
    for (const auto& table : report.tables) {
      const auto list = [&](const char* what, const std::vector<registry::RecordChange>& samples) {
        for (const auto& sample : samples) {
          text += fmt::format("{} {} {}:", what, describe::enum_name(table.table), sample.label);
          for (const auto& field : sample.fields) text += fmt::format(" {} {}>{}", field.field, field.from, field.to);
          text += "\n";
        }
      };
      list("added", table.added_samples), list("changed", table.changed_samples), list("ended", table.ended_samples);
    }
    return text;
  }
};

TEST_P(Sheets, ChineseHeadingsInGb18030) {
  const auto report = take({file("xuexiao.csv", schools_gb18030)});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  auto schools = orgs(OrgKind::school);
  ASSERT_EQ(schools.size(), 2u);
  std::ranges::sort(schools, {}, &registry::OrgRow::stages);
  EXPECT_EQ(schools[0].name, "云溪第一小学");
  EXPECT_EQ(schools[0].setting, "rural");
  EXPECT_EQ(schools[0].begin_on.text(), "1998-09-01");
  EXPECT_EQ(schools[1].stages, "primary,junior");
  EXPECT_EQ(orgs(OrgKind::town).size(), 1u);
  EXPECT_EQ(done(take({file("xuexiao.csv", schools_gb18030)})), 0);
}

TEST_P(Sheets, EverySheetTogetherInAnyOrder) {
  auto files = everything();
  std::ranges::reverse(files);
  const auto report = take(files);
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(counts(report, Table::role).added, 5) << "two teachers, one of them lent, and two students";
  EXPECT_EQ(counts(report, Table::enrolment).added, 2);
  EXPECT_EQ(counts(report, Table::membership).added, 2);
  EXPECT_EQ(sum_of("students"), 305);
  EXPECT_EQ(sum_of("teachers"), 12) << "an empty cell is not a zero";
  registry_->each_role({}, [](const registry::RoleRow& row) {
    if (row.share == 1) return;
    EXPECT_EQ(row.share, 0.4);
    EXPECT_FALSE(row.primary_role);
    EXPECT_EQ(row.end_on.text(), "2025-07-01");
  });
  registry_->each_identifier({}, [](const registry::IdentifierRow& row) {
    EXPECT_EQ(row.value.find("1949"), row.value.npos) << "a national number in clear";
  });
  const auto again = take(everything());
  EXPECT_EQ(done(again), 0) << changes(again);
}

TEST_P(Sheets, WhatIsWrongStandsAtItsCellAndNothingIsWritten) {
  take({file("schools.csv", schools_csv)});
  const std::string head = "School code,School name,District,School kind,Opened on\n";
  const auto day = refused("a.csv", head + "A1,East,Cloudbrook,primary,2024-02-30\n", "2024-02-30");
  EXPECT_EQ(day.place.row, 2);
  EXPECT_EQ(day.place.column, "E Opened on");
  refused("b.csv", head + "A1,East,Cloudbrook,academy,\n", "academy");
  refused("c.csv", head + "A1,,Cloudbrook,primary,\n", "is empty");
  const auto twice = refused("d.csv", head + "A1,East,Cloudbrook,primary,\nA1,West,Cloudbrook,primary,\n", "same id");
  EXPECT_EQ(twice.place.row, 3);
  refused("e.csv", "School code,School name,School name,District,School kind\nA1,East,East,Cloudbrook,primary\n",
          "stands twice");
  refused("f.csv", "School code,School name,District,School kind,Parent school code\nA1,East,Cloudbrook,primary,ZZ9\n",
          "does not exist");
  const auto word = refused("g.csv", "School code,School year,Stage,students\n2111000001,2024,primary,many\n", "many");
  EXPECT_EQ(word.place.row, 2);
  EXPECT_EQ(word.place.column.substr(0, 1), "D");
  refused("h.csv", "School code,School year,Stage,students\n2111000001,2024,primary,-3\n", "-3");
  refused("i.csv", "School code,School year,Stage,students\n2111000009,2024,primary,3\n", "2111000009");
  refused("j.csv", "School code,School year,Stage,students\n2111000001,24,primary,3\n", "not a school year");
  refused("k.csv", "Staff number,School code,Name,National ID\nT1,2111000001,王芳,110105194912310021\n",
          "check character");
  refused("l.csv", "School name,District,School kind\nEast,Cloudbrook,primary\n", "School code");
}

// A workbook by hand: the id of the second row is a number that its program has rounded.
TEST_P(Sheets, IdsThatASpreadsheetRoundedAreRefused) {
  const auto text = [](const char* cell, const char* value) {
    return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", cell, value);
  };
  const auto path = zip(
      "rounded.xlsx",
      {{"[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" "
        "ContentType=\"application/xml\"/></Types>"},
       {"_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
        "Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
        "Target=\"xl/workbook.xml\"/></Relationships>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
        "Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
        "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
       {"xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet "
        "name=\"Schools\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
       {"xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">" +
            text("A1", "School code") + text("B1", "School name") + text("C1", "District") + text("D1", "School kind") +
            "</row><row r=\"2\"><c r=\"A2\"><v>123456789012345680</v></c>" + text("B2", "East") +
            text("C2", "Cloudbrook") + text("D2", "primary") + "</row></sheetData></worksheet>"}});
  const auto report = take({path});
  ASSERT_EQ(report.fault_count, 1) << told(report);
  EXPECT_EQ(report.faults.front().place.row, 2);
  EXPECT_EQ(report.faults.front().place.column, "A School code");
  EXPECT_NE(told(report).find("last digits are lost"), std::string::npos) << told(report);
  EXPECT_FALSE(report.written);
}

TEST_P(Sheets, ExportedSheetsComeBackUnchanged) {
  take(everything());
  for (const auto language : {Language::zh, Language::en})
    for (const std::string sheet : {"schools", "campuses", "groups", "group_members", "service", "returns"}) {
      const auto path = imports_->export_sheet(sheet, {}, language);
      ASSERT_TRUE(path) << sheet;
      const auto back = take({*path});
      EXPECT_EQ(back.fault_count, 0) << sheet << "\n" << told(back);
      EXPECT_EQ(done(back), 0) << sheet << "\n" << changes(back);
    }
  EXPECT_FALSE(imports_->export_sheet("students", {}, Language::zh)) << "people are no sheet to download";
}

TEST_P(Sheets, StaffHaveACampusOfTheirSchool) {
  take(everything());
  const auto campus_of = [&](const std::string& post) {
    std::string found = "nobody";
    std::map<std::string, std::string> names;
    registry_->each_campus({}, [&](const registry::CampusRow& row) { names[row.id.value] = row.name; });
    registry_->each_role({}, [&](const registry::RoleRow& row) {
      if (row.post == post) found = names[row.campus_id.value];
    });
    return found;
  };
  const std::string heading = "Staff number,School code,Campus,Name,Post,At school since\n";
  auto report = take({file("staff.csv", heading + "T1,2111000001,Hill,王芳,head,2015-09-01\n")});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(campus_of("head"), "Hill");
  EXPECT_EQ(counts(report, Table::role).added, 0) << "the same role, whoever brought it";
  report = take({file("staff.csv",
                      "Staff number,School code,Name,Post,At school since\n"
                      "T1,2111000001,王芳,head,2015-09-01\n")});
  EXPECT_EQ(campus_of("head"), "Hill") << "a sheet without the column says nothing of it";

  report = take({file("staff.csv", heading + "T1,2111000001,Main,王芳,head,2015-09-01\n"
                                             "T2,2111000001,Moon,John Smith,,2018-09-01\n")});
  ASSERT_EQ(report.fault_count, 1) << told(report);
  EXPECT_EQ(report.faults.front().place.row, 3);
  EXPECT_EQ(report.faults.front().place.column, "C Campus");
  EXPECT_NE(told(report).find("has no campus “Moon”"), std::string::npos) << told(report);
  EXPECT_NE(told(report).find("Hill, Main"), std::string::npos) << "the remedy names those that are there";
  EXPECT_EQ(campus_of("head"), "Hill") << "all or nothing";
  report = take({file("staff.csv", heading + "T2,2111000002,Main,John Smith,,2018-09-01\n")});
  EXPECT_NE(told(report).find("knows no campus of it"), std::string::npos) << told(report);

  // Who moves to another campus has two lines of service; a change without a day holds from the day of the import.
  ImportOptions options;
  options.effective = Date::parse("2026-09-01").value();
  report = take({file("service.csv",
                      "Staff number,School code,Campus,Role,Post,Home school,From\n"
                      "T1,2111000001,Main,teacher,head,yes,2015-09-01\n")},
                options);
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(campus_of("head"), "Main");
  const auto path = imports_->export_sheet("service", {}, Language::zh);
  ASSERT_TRUE(path);
  const auto back = take({*path});
  EXPECT_EQ(back.fault_count, 0) << told(back);
  EXPECT_EQ(done(back), 0) << changes(back);
}

TEST_P(Sheets, NamesThatLookLikeFormulasStayText) {
  const std::string formula = "=HYPERLINK(\"\"http://x\"\")";
  take({file("f.csv", "School code,School name,District,School kind\nA1,\"" + formula + "\",Cloudbrook,primary\n")});
  const auto path = imports_->export_sheet("schools", {}, Language::en);
  ASSERT_TRUE(path);
  const auto zipped = sheets::ZipArchive::open(sheets::Input::file(*path));
  ASSERT_TRUE(zipped);
  for (const auto& entry : zipped->entries()) {
    if (entry.folder != "xl/worksheets") continue;
    auto bytes = zipped->read(entry);
    ASSERT_TRUE(bytes);
    std::string xml(static_cast<size_t>(entry.size), '\0');
    ASSERT_TRUE(sheets::read_fully(**bytes, xml.data(), xml.size()));
    EXPECT_EQ(xml.find("<f>"), std::string::npos) << "a cell with a formula";
  }
  EXPECT_EQ(done(take({*path})), 0);
}

TEST_P(Sheets, TheRegistersOwnRosterComesBackUnchanged) {
  take(everything());
  const auto path = imports_->export_oneroster({}, "1.2");
  ASSERT_TRUE(path) << path.error().what.en;
  const auto back = take({*path});
  EXPECT_EQ(back.fault_count, 0) << told(back);
  EXPECT_EQ(done(back), 0) << changes(back);
}

DOORSTEP_ON_BOTH(Sheets);

}  // namespace
}  // namespace doorstep::imports
