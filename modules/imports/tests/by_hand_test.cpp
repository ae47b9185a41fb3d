// Files as people make them by hand, with what goes wrong in offices: taken with a note, or refused at the very cell.
#include <gtest/gtest.h>
#include <iconv.h>

#include <filesystem>

#include <doorstep/sheets/write.h>

#include "importing.h"

namespace doorstep::imports {
namespace {

using registry::OrgKind;

std::string in_encoding(const char* encoding, const std::string& text) {
  const iconv_t made = iconv_open(encoding, "UTF-8");
  std::string out(text.size() * 4 + 4, '\0');
  char* from = const_cast<char*>(text.data());
  char* to = out.data();
  size_t left = text.size(), room = out.size();
  iconv(made, &from, &left, &to, &room);
  iconv_close(made);
  out.resize(out.size() - room);
  return out;
}

const std::string schools =
    "学校标识码,学校名称,区县,办学类型\n2111000001,云溪第一小学,云溪区,小学\n2111000002,云溪第二小学,云溪区,小学\n";
const std::string returns_head = "学校标识码,学年,学段,students,teachers\n";

std::string text(const std::string& cell, const std::string& value) {
  return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + value + "</t></is></c>";
}
std::string number(const std::string& cell, const std::string& value, const std::string& style = "0") {
  return "<c r=\"" + cell + "\" s=\"" + style + "\"><v>" + value + "</v></c>";
}

class ByHand : public trial::Importing {
 protected:
  // A workbook as a spreadsheet program saves it: each sheet's name and the content of its sheetData, and what follows.
  struct Drawn {
    std::string name, rows, after;
  };
  std::string workbook(const std::string& name, const std::vector<Drawn>& sheets) {
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                      office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                      package = "http://schemas.openxmlformats.org/package/2006/";
    std::string list, links = "<Relationship Id=\"rs\" Type=\"" + office + "/styles\" Target=\"styles.xml\"/>";
    trial::Files files{
        {"[Content_Types].xml",
         "<Types xmlns=\"" + package +
             "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"},
        {"_rels/.rels", "<Relationships xmlns=\"" + package + "relationships\"><Relationship Id=\"r1\" Type=\"" +
                            office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/styles.xml",
         "<styleSheet xmlns=\"" + main +
             "\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf "
             "numFmtId=\"9\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"}};
    for (size_t i = 0; i < sheets.size(); ++i) {
      const auto id = std::to_string(i + 1);
      list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + id + "\" r:id=\"r" + id + "\"/>";
      links += "<Relationship Id=\"r" + id + "\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet" + id +
               ".xml\"/>";
      files.emplace_back("xl/worksheets/sheet" + id + ".xml", "<worksheet xmlns=\"" + main + "\"><sheetData>" +
                                                                  sheets[i].rows + "</sheetData>" + sheets[i].after +
                                                                  "</worksheet>");
    }
    files.emplace_back("xl/workbook.xml", "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office + "\"><sheets>" +
                                              list + "</sheets></workbook>");
    files.emplace_back("xl/_rels/workbook.xml.rels",
                       "<Relationships xmlns=\"" + package + "relationships\">" + links + "</Relationships>");
    return zip(name, files);
  }

  // Taken, whether with notes or without.
  registry::IntakeReport taken(const std::string& path) {
    auto report = take({path});
    EXPECT_EQ(report.fault_count, 0) << told(report);
    EXPECT_TRUE(report.written);
    return report;
  }
  // Refused at a cell, with a remedy in both languages, and nothing is written.
  registry::ImportFault refused(const std::string& path) {
    const auto before = registry_->change_sequence();
    const auto report = take({path});
    EXPECT_EQ(registry_->change_sequence(), before) << "something was written";
    EXPECT_FALSE(report.written);
    for (const auto& fault : report.faults)
      if (fault.fatal) {
        EXPECT_FALSE(fault.what.zh.empty() || fault.what.en.empty() || fault.remedy.zh.empty() ||
                     fault.remedy.en.empty() || fault.place.sheet.empty())
            << told(report);
        return fault;
      }
    ADD_FAILURE() << "nothing was found wrong\n" << told(report);
    return {};
  }
  // Cannot be read at all: one clear line.
  Error unreadable(const std::string& path) {
    const auto before = registry_->change_sequence();
    const auto report = read({path});
    EXPECT_EQ(registry_->change_sequence(), before);
    EXPECT_FALSE(report);
    if (report) return {};
    EXPECT_FALSE(report.error().what.zh.empty() || report.error().what.en.empty());
    return report.error();
  }
  std::optional<registry::OrgRow> school(const std::string& name) {
    for (const auto& row : orgs(OrgKind::school))
      if (row.name == name) return row;
    return std::nullopt;
  }
  std::string returns(const std::string& rows) { return file("returns.csv", returns_head + rows); }
};

TEST_P(ByHand, EncodingsOfTheOffice) {
  taken(file("utf16.csv", "\xff\xfe" + in_encoding("UTF-16LE", schools)));
  EXPECT_TRUE(school("云溪第一小学"));
  EXPECT_EQ(done(taken(file("big.csv", "\xfe\xff" + in_encoding("UTF-16BE", schools)))), 0);
  EXPECT_EQ(done(taken(file("gb.csv", in_encoding("GB18030", schools)))), 0);
}

TEST_P(ByHand, ACharacterCutInTheMiddle) {
  auto bytes = in_encoding("GB18030", schools.substr(0, schools.rfind("小学\n") + 6));
  bytes.pop_back();
  const auto report = read({file("cut.csv", bytes)});
  if (report) {
    EXPECT_FALSE(report->written) << told(*report);
    EXPECT_GT(report->fault_count, 0);
    EXPECT_EQ(report->faults.front().place.row, 3) << told(*report);
  } else {
    EXPECT_NE(report.error().what.en.find("line 3"), std::string::npos) << report.error().what.en;
  }
  EXPECT_TRUE(orgs(OrgKind::school).empty());
}

TEST_P(ByHand, ATitleAboveTheHeaderAndTotalsBelow) {
  taken(file("schools.csv", schools));
  const auto report =
      taken(file("returns.csv", "2024学年各校基本情况统计表\n填表单位：云溪区教委,,,,\n" + returns_head +
                                    "2111000001,2024,小学,450,30\n2111000002,2024,小学,210,18\n"
                                    "合计,,,660,48\n"));
  EXPECT_EQ(sum_of("students"), 660) << told(report);
  EXPECT_NE(told(report).find("合计"), std::string::npos) << told(report);
}

TEST_P(ByHand, TotalsOfSchoolsAndMarksOfTheEnd) {
  const auto report = taken(file("schools.csv", schools + "合计：2所,,,\n制表人：王芳,,,\n"));
  EXPECT_EQ(orgs(OrgKind::school).size(), 2u) << told(report);
  EXPECT_EQ(report.warning_count, 2) << told(report);
}

TEST_P(ByHand, NumbersAsPeopleWriteThem) {
  taken(file("schools.csv", schools));
  taken(returns("２１１１０００００１,２０２４,小学,\"1,204\",３０\n2111000002,2024-2025学年,小学, 98 ,7\n"));
  EXPECT_EQ(sum_of("students"), 1302);
  EXPECT_EQ(sum_of("teachers"), 37);
}

TEST_P(ByHand, SharesAreNoCounts) {
  taken(file("schools.csv", schools));
  const auto fault = refused(returns("2111000001,2024,小学,450,30\n2111000002,2024,小学,98,85%\n"));
  EXPECT_EQ(fault.place.row, 3);
  EXPECT_EQ(fault.place.column.substr(0, 1), "E");
  EXPECT_NE(fault.what.en.find("85%"), std::string::npos) << fault.what.en;
}

TEST_P(ByHand, CountsThatCannotBe) {
  taken(file("schools.csv", schools));
  EXPECT_NE(refused(returns("2111000001,2024,小学,-3,30\n")).what.zh.find("-3"), std::string::npos);
  const auto half = refused(returns("2111000001,2024,小学,12.5,30\n"));
  EXPECT_NE(half.what.en.find("whole number"), std::string::npos);
  EXPECT_EQ(half.place.column.substr(0, 1), "D");
}

TEST_P(ByHand, DaysAsPeopleWriteThem) {
  const std::string head = "学校标识码,学校名称,区县,办学类型,建校日期\n";
  taken(file("days.csv", head + "1,甲校,乙区,小学,2024/9/1\n2,乙校,乙区,小学,2024年9月1日\n3,丙校,乙区,小学,2024.9.1\n"
                                "4,丁校,乙区,小学,２０２４-９-１\n"));
  for (const auto& row : orgs(OrgKind::school)) EXPECT_EQ(row.begin_on.text(), "2024-09-01") << row.name;
  const auto fault = refused(file("none.csv", head + "1,甲校,乙区,小学,2024年2月30日\n"));
  EXPECT_EQ(fault.place.column, "E 建校日期");
  EXPECT_NE(fault.what.zh.find("2024年2月30日"), std::string::npos) << fault.what.zh;
}

TEST_P(ByHand, DaysAsExcelKeepsThem) {
  const auto head = "<row r=\"1\">" + text("A1", "学校标识码") + text("B1", "学校名称") + text("C1", "区县") +
                    text("D1", "办学类型") + text("E1", "建校日期") + "</row>";
  const auto school_row = [](const std::string& row, const std::string& day) {
    return "<row r=\"" + row + "\">" + text("A" + row, "100" + row) + text("B" + row, "校" + row) +
           text("C" + row, "乙区") + text("D" + row, "小学") + day + "</row>";
  };
  // One cell formatted as a day; one that was given the general format, so that only its serial number is left.
  taken(workbook(
      "days.xlsx",
      {{"学校", head + school_row("2", number("E2", "45536", "1")) + school_row("3", number("E3", "45536")), ""}}));
  for (const auto& row : orgs(OrgKind::school)) EXPECT_EQ(row.begin_on.text(), "2024-09-01") << row.name;
}

TEST_P(ByHand, AnEmptySheetAmongFullOnes) {
  const auto head = "<row r=\"1\">" + text("A1", "学校标识码") + text("B1", "学校名称") + text("C1", "区县") +
                    text("D1", "办学类型") + "</row>";
  const auto body =
      "<row r=\"2\">" + text("A2", "1001") + text("B2", "甲校") + text("C2", "乙区") + text("D2", "小学") + "</row>";
  taken(workbook("book.xlsx", {{"Sheet1", "", ""}, {"学校", head + body, ""}, {"校区", "", ""}}));
  EXPECT_TRUE(school("甲校"));
}

TEST_P(ByHand, MergedCellsAreNamed) {
  const auto head = "<row r=\"1\">" + text("A1", "学校标识码") + text("B1", "学校名称") + text("C1", "区县") +
                    text("D1", "办学类型") + "</row>";
  const auto body = "<row r=\"2\">" + text("A2", "1001") + text("B2", "甲校") + text("C2", "乙区") +
                    text("D2", "小学") + "</row><row r=\"3\">" + text("A3", "1002") + text("B3", "乙校") +
                    text("D3", "小学") + "</row>";
  const auto path = workbook(
      "merged.xlsx", {{"学校", head + body, "<mergeCells count=\"1\"><mergeCell ref=\"C2:C3\"/></mergeCells>"}});
  const auto fault = refused(path);
  EXPECT_EQ(fault.place.row, 3);
  EXPECT_EQ(fault.place.column, "C 区县");
  EXPECT_NE(told(take({path})).find("merged"), std::string::npos) << "why it is empty is said";
}

TEST_P(ByHand, HeadingsThatStandTwice) {
  const auto fault =
      refused(file("schools.csv", "学校标识码,学校名称,区县,办学类型,地址,地址\n1,甲校,乙区,小学,a,b\n"));
  EXPECT_EQ(fault.place.column, "F 地址");
  EXPECT_EQ(fault.place.row, 1);
}

TEST_P(ByHand, FormulasCountByTheirResultAndTextStaysText) {
  taken(file("schools.csv", schools));
  const auto head = "<row r=\"1\">" + text("A1", "学校标识码") + text("B1", "学年") + text("C1", "学段") +
                    text("D1", "students") + text("E1", "teachers") + "</row>";
  const auto with = [&](const std::string& cell) {
    return head + "<row r=\"2\">" + text("A2", "2111000001") + text("B2", "2024") + text("C2", "小学") + cell +
           "</row>";
  };
  taken(workbook("sum.xlsx", {{"年度报表", with("<c r=\"D2\"><f>200+250</f><v>450</v></c>"), ""}}));
  EXPECT_EQ(sum_of("students"), 450);
  const auto fault =
      refused(workbook("ref.xlsx", {{"年度报表", with("<c r=\"D2\" t=\"e\"><f>#REF!+1</f><v>#REF!</v></c>"), ""}}));
  EXPECT_EQ(fault.place.row, 2);
  EXPECT_NE(fault.what.en.find("#REF!"), std::string::npos) << fault.what.en;
  EXPECT_NE(refused(returns("2111000001,2024,小学,=1+1,30\n")).what.en.find("=1+1"), std::string::npos);
}

TEST_P(ByHand, CodesThatLostTheirZeros) {
  taken(
      file("schools.csv", "学校标识码,学校名称,区县,办学类型\n0011000001,甲校,乙区,小学\n0011000002,乙校,乙区,小学\n"));
  const auto fault = refused(returns("11000001,2024,小学,450,30\n"));
  EXPECT_EQ(fault.place.row, 2);
  EXPECT_NE(fault.remedy.zh.find("0011000001"), std::string::npos) << fault.what.zh << fault.remedy.zh;
  EXPECT_NE(fault.remedy.en.find("text"), std::string::npos) << fault.remedy.en;
  // The sheet of schools itself would add a second school under the shorter code.
  const auto report = take({file("again.csv", "学校标识码,学校名称,区县,办学类型\n11000001,甲校,乙区,小学\n")});
  EXPECT_NE(told(report).find("0011000001"), std::string::npos) << told(report);
}

TEST_P(ByHand, SpacesOfEveryKind) {
  taken(file("schools.csv",
             "学校标识码,学校名称,区县,办学类型\n 1001 ,　云溪第一小学　, 云溪区,小学 \n1002,乙校,云溪区　,小学\n"));
  EXPECT_TRUE(school("云溪第一小学"));
  EXPECT_EQ(orgs(OrgKind::district).size(), 1u);
  EXPECT_EQ(done(taken(file("again.csv", "学校标识码,学校名称,区县,办学类型\n1001,云溪第一小学,云溪区,小学\n"))), 0);
}

TEST_P(ByHand, YesAndNo) {
  taken(file("schools.csv", schools));
  taken(file("campuses.csv",
             "学校标识码,校区名称,是否主校区\n2111000001,a,Yes\n2111000001,b,否\n2111000001,c,√\n2111000001,d,\n"
             "2111000001,e,是\n2111000001,f,N\n2111000001,g,×\n"));
  std::string main;
  registry_->each_campus({}, [&](const registry::CampusRow& row) { main += row.main ? row.name : ""; });
  std::ranges::sort(main);
  EXPECT_EQ(main, "ace");
  EXPECT_NE(refused(file("odd.csv", "学校标识码,校区名称,是否主校区\n2111000001,a,也许\n")).what.zh.find("也许"),
            std::string::npos);
}

TEST_P(ByHand, FilesThatAreNoTables) {
  EXPECT_NE(unreadable(file("nothing.csv", "")).what.en.find("empty"), std::string::npos);
  EXPECT_NE(unreadable(file("nothing.xlsx", "")).what.en.find("empty"), std::string::npos);
  std::filesystem::create_directories(work_.path() + "/folder.csv");
  EXPECT_NE(unreadable(work_.path() + "/folder.csv").what.en.find("directory"), std::string::npos);
  EXPECT_NE(unreadable(work_.path() + "/absent.csv").what.en.find("absent.csv"), std::string::npos);
  const auto pdf =
      unreadable(file("report.xlsx", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"));
  EXPECT_NE(pdf.what.en.find("PDF"), std::string::npos) << pdf.what.en;
  EXPECT_NE(
      unreadable(file("old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + std::string(600, '\0'))).what.en.find("xlsx"),
      std::string::npos);
}

TEST_P(ByHand, ZipsThatAreNoWorkbooks) {
  const auto good = workbook("good.xlsx", {{"学校", "<row r=\"1\">" + text("A1", "学校标识码") + "</row>", ""}});
  std::ifstream in{good, std::ios::binary};
  const std::string whole{std::istreambuf_iterator<char>{in}, {}};
  unreadable(file("cut.xlsx", whole.substr(0, whole.size() / 2)));
  unreadable(zip("nested.zip", {{"inner.zip", whole}}));
  const std::string bomb(size_t{40} << 20, 'a');
  unreadable(workbook("bomb.xlsx", {{"学校", "<row r=\"1\">" + text("A1", bomb) + "</row>", ""}}));
}

DOORSTEP_ON_BOTH(ByHand);

}  // namespace
}  // namespace doorstep::imports
