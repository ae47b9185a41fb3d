// Our own sheets, filled in by hand: headings in two languages, encodings, and the mistakes that people make.
#include <gtest/gtest.h>
#include <iconv.h>

#include <doorstep/sheets/write.h>

#include "importing.h"

namespace doorstep::imports {
namespace {

using registry::OrgKind;
using registry::Table;

const std::string schools_zh =
    "学校标识码,学校名称,区县,办学类型,办学性质,城乡,经度（度）,纬度（度）,建校日期\n"
    "2111000001,云溪第一小学,云溪区,小学,公办,城区,116.48,39.92,1998-09-01\n"
    "2111000002,云溪九年制学校,云溪区,九年一贯制学校,民办,乡村,116.50,39.95,2005年9月1日\n";

std::string gb18030(const std::string& text) {
  const iconv_t made = iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 2, '\0');
  char* from = const_cast<char*>(text.data());
  char* to = out.data();
  size_t left = text.size(), room = out.size();
  iconv(made, &from, &left, &to, &room);
  iconv_close(made);
  out.resize(out.size() - room);
  return out;
}

class Templates : public trial::Importing {
 protected:
  // The one fault of a report; the import must not have written anything.
  registry::ImportFault fault_of(const registry::IntakeReport& report) {
    EXPECT_EQ(report.fault_count, 1) << told(report);
    EXPECT_FALSE(report.written);
    for (const auto& fault : report.faults)
      if (fault.fatal) return fault;
    return {};
  }
};

TEST_P(Templates, ChineseHeadingsInGb18030AndUtf8WithMark) {
  const auto report = take({file("schools.csv", gb18030(schools_zh))});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  ASSERT_EQ(orgs(OrgKind::school).size(), 2u);
  const auto schools = orgs(OrgKind::school);
  const auto nine = std::ranges::find(schools, "云溪九年制学校", &registry::OrgRow::name);
  ASSERT_NE(nine, schools.end());
  EXPECT_EQ(nine->stages, "primary,junior");
  EXPECT_EQ(nine->legal_form, "private");
  EXPECT_EQ(nine->longitude, 116.5);
  EXPECT_EQ(nine->begin_on.text(), "2005-09-01");
  EXPECT_EQ(done(take({file("schools.csv", "\xef\xbb\xbf" + schools_zh)})), 0) << "the same, in another encoding";
}

TEST_P(Templates, EnglishHeadingsInAnyOrderAndFullWidthDigits) {
  const auto report =
      take({file("a.csv", "District;School kind;School name;School code*\nSunny;primary;North;１２３\n")});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  ASSERT_EQ(orgs(OrgKind::school).size(), 1u);
  EXPECT_EQ(orgs(OrgKind::school).front().name, "North");
}

TEST_P(Templates, SeveralSheetsAreOneImport) {
  const auto schools = file("schools.csv", schools_zh);
  const auto staff =
      file("staff.csv", "教工号,学校标识码,姓名,性别,学历,骨干称号\n1001,2111000001,张明,男,本科,区县级\n");
  const auto students = file("students.csv", "学籍号,学校标识码,姓名,年级,班级代码\nS1,2111000001,李小红,01,1-1\n");
  const auto classes = file("classes.csv", "班级代码,学校标识码,班级名称,年级\n1-1,2111000001,一年级1班,01\n");
  const auto groups =
      file("groups.csv", "集团名称,区县,办学模式,龙头校标识码\n云溪集团,云溪区,龙头校带成员校,2111000001\n");
  const auto members =
      file("group_members.csv", "集团名称,学校标识码,成员身份,起始日期\n云溪集团,2111000002,成员校,2020-09-01\n");
  const auto returns = file("returns.csv",
                            "学校标识码,学年,学段,students,teachers,backbone_teachers\n"
                            "2111000001,2024,小学,450,30,3\n2111000002,2024-25,初中,210,18,2\n");
  const std::vector<std::string> all{returns, members, students, groups, staff, classes, schools};
  const auto report = take(all);
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(counts(report, Table::enrolment).added, 1);
  EXPECT_EQ(counts(report, Table::membership).added, 1);
  EXPECT_EQ(counts(report, Table::staff).added, 1);
  EXPECT_EQ(sum_of("teachers"), 48);
  EXPECT_EQ(done(take(all)), 0);
}

TEST_P(Templates, NumbersOfSchoolsStaffAndStudentsMayBeTheSame) {
  const auto report =
      take({file("schools.csv", "School code,School name,District,School kind\n1001,North,Sunny,primary\n"),
            file("staff.csv", "Staff number,School code,Name\n1001,1001,Ann Lee\n")});
  EXPECT_EQ(report.fault_count, 0) << told(report);
}

TEST_P(Templates, AWorkbookOfOurs) {
  const auto path = work_.path() + "/book.xlsx";
  {
    sheets::WorkbookWriter book{path};
    book.sheet({"学校", {"填表说明"}, {{"学校标识码"}, {"学校名称"}, {"区县"}, {"办学类型"}}});
    book.row({"2111000001", "云溪第一小学", "云溪区", "小学"});
    book.sheet({"年度报表", {}, {{"学校标识码"}, {"学年"}, {"学段"}, {"students"}}});
    book.row({"2111000001", int64_t{2024}, "小学", int64_t{450}});
    book.sheet({"备注", {}, {{"随便"}, {"写写"}}});
    book.row({"a", "b"});
    book.finish();
  }
  const auto report = take({path});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(sum_of("students"), 450);
  EXPECT_NE(told(report).find("备注"), std::string::npos) << "a sheet that was not read is named";
}

TEST_P(Templates, AnIdThatLostItsDigitsIsNotTaken) {
  const auto path = work_.path() + "/ids.xlsx";
  {
    sheets::WorkbookWriter book{path};
    book.sheet({"学生", {}, {{"学籍号"}, {"学校标识码"}, {"姓名"}}});
    book.row({110105194912310.0 * 1000, "2111000001", "李"});
    book.finish();
  }
  take({file("schools.csv", schools_zh)});
  const auto report = take({path});
  // The writer keeps such numbers as text, so the file is as a person would have it only after Excel: both are refused
  // or read whole, never rounded.
  for (const auto& fault : report.faults)
    if (fault.fatal) {
      EXPECT_NE(fault.remedy.en.find("text"), std::string::npos) << told(report);
    }
}

TEST_P(Templates, MistakesHaveTheirPlaceAndRemedy) {
  const auto one = [&](const std::string& from, const std::string& to) {
    auto text = schools_zh;
    text.replace(text.find(from), from.size(), to);
    return fault_of(take({file("schools.csv", text)}));
  };
  auto fault = one("1998-09-01", "1998-02-30");
  EXPECT_EQ(fault.place.row, 2);
  EXPECT_EQ(fault.place.column, "I 建校日期");
  EXPECT_NE(fault.remedy.en.find("YYYY-MM-DD"), std::string::npos);
  fault = one(",小学,", ",小学校,");
  EXPECT_EQ(fault.place.column, "D 办学类型");
  EXPECT_NE(fault.remedy.zh.find("小学"), std::string::npos);
  EXPECT_NE(one("云溪第一小学", "").what.zh.find("为空"), std::string::npos);
  EXPECT_NE(one("116.48", "116.48E").what.en.find("not a number"), std::string::npos);
  EXPECT_NE(one("116.48", "1164.8").what.en.find("out of range"), std::string::npos);
  EXPECT_NE(one("2111000002", "2111000001").what.en.find("same id"), std::string::npos);
}

TEST_P(Templates, ADanglingCodeIsOneFault) {
  const auto report =
      take({file("schools.csv", schools_zh),
            file("returns.csv", "学校标识码,学年,学段,students,teachers\n2111999999,2024,小学,450,30\n")});
  const auto fault = fault_of(report);
  EXPECT_EQ(fault.place.sheet, "returns.csv");
  EXPECT_NE(fault.what.en.find("2111999999"), std::string::npos);
  EXPECT_TRUE(orgs(OrgKind::school).empty()) << "all or nothing";
}

TEST_P(Templates, FiguresAreChecked) {
  take({file("schools.csv", schools_zh)});
  const auto head = std::string{"学校标识码,学年,学段,students,teachers,backbone_teachers,books\n"};
  const auto with = [&](const std::string& row) { return fault_of(take({file("returns.csv", head + row + "\n")})); };
  EXPECT_NE(with("2111000001,2024,小学,-5,30,3,").what.en.find("-5"), std::string::npos);
  EXPECT_NE(with("2111000001,2024,小学,450.5,30,3,").what.en.find("whole number"), std::string::npos);
  EXPECT_NE(with("2111000001,2024,小学,450,三十,3,").what.en.find("三十"), std::string::npos);
  EXPECT_NE(with("2111000001,学年,小学,450,30,3,").what.en.find("school year"), std::string::npos);
  const auto part = with("2111000001,2024,小学,450,30,31,");
  EXPECT_NE(part.what.en.find("31"), std::string::npos) << "more backbone teachers than teachers";
}

TEST_P(Templates, MissingColumnsAreNamedOnce) {
  const auto report = take({file("schools.csv", "学校标识码,学校名称,区县\n1,甲,乙\n2,丙,丁\n")});
  const auto fault = fault_of(report);
  EXPECT_NE(fault.what.zh.find("办学类型"), std::string::npos);
  const auto other = read({file("list.csv", "学校标识码,学校名称,区县,电话\n1,甲,乙,123\n2,丙,丁,456\n")});
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().what.zh.find("办学类型"), std::string::npos) << other.error().what.zh;
}

TEST_P(Templates, ColumnsThatAreNotOursAreNamed) {
  const auto report = take({file("schools.csv", "学校标识码,学校名称,区县,办学类型,校长电话\n1,甲,乙,小学,123\n")});
  EXPECT_EQ(report.fault_count, 0);
  EXPECT_NE(told(report).find("校长电话"), std::string::npos);
}

TEST_P(Templates, FormulasStayText) {
  const auto report = take({file("schools.csv", "学校标识码,学校名称,区县,办学类型\n1,=cmd|' /C calc'!A0,乙,小学\n")});
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(orgs(OrgKind::school).front().name, "=cmd|' /C calc'!A0");
}

TEST_P(Templates, TenMillionColumnsAreRefused) {
  std::string wide = "学校标识码";
  for (int i = 0; i < 10'000'000; ++i) wide += ",a";
  const auto report = read({file("schools.csv", wide + "\n1\n")});
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().what.en.find("columns"), std::string::npos) << report.error().what.en;
}

TEST_P(Templates, HandEditsSurviveTheNextImportUnlessToldOtherwise) {
  take({file("schools.csv", schools_zh)});
  const auto school = orgs(OrgKind::school).front();
  registry::SchoolEdit edit;
  edit.address = "新地址";
  ASSERT_TRUE(registry_->edit_school(actor_, school.id, edit, std::nullopt));
  const auto text =
      "学校标识码,学校名称,区县,办学类型,地址\n2111000001,云溪第一小学,云溪区,小学,表中地址\n"
      "2111000002,云溪九年制学校,云溪区,九年一贯制学校,表中地址\n";
  const auto address = [&] { return registry_->school(school.id, std::nullopt)->org.address; };
  take({file("schools.csv", text)});
  EXPECT_EQ(address(), "新地址");
  ImportOptions over;
  over.over_hand_edits = true;
  take({file("schools.csv", text)}, over);
  EXPECT_EQ(address(), "表中地址");
}

DOORSTEP_ON_BOTH(Templates);

}  // namespace
}  // namespace doorstep::imports
