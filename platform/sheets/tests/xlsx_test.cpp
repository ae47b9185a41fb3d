#include <gtest/gtest.h>

#include <doorstep/sheets/place.h>
#include <doorstep/sheets/xlsx.h>

#include "files.h"

using namespace doorstep;
using namespace doorstep::sheets;
using namespace doorstep::sheets::testing;

namespace {

struct Got {
  std::vector<std::string> cells;  // "B3=text"
  std::vector<CellKind> kinds;
  std::vector<bool> lost;
  std::vector<MergedRange> merged;
  std::string code;
  Words what;
};

Got read(const Input& input, const XlsxLimits& limits = {}) {
  Got got;
  auto book = XlsxBook::open(input, limits);
  if (!book) return {{}, {}, {}, {}, book.error().code, book.error().what};
  auto rows = book->rows(0);
  if (!rows) return {{}, {}, {}, {}, rows.error().code, rows.error().what};
  for (;;) {
    auto more = (*rows)->next();
    if (!more) {
      got.code = more.error().code;
      got.what = more.error().what;
      return got;
    }
    if (!*more) break;
    for (const auto& cell : (*rows)->cells()) {
      got.cells.push_back(column_letters(cell.column) + std::to_string((*rows)->row()) + "=" + std::string{cell.text});
      got.kinds.push_back(cell.kind);
      got.lost.push_back(cell.lost_precision);
    }
  }
  got.merged = (*rows)->merged();
  return got;
}

Got read(const Book& book, const XlsxLimits& limits = {}) { return read(book.input(), limits); }

using Cells = std::vector<std::string>;

}  // namespace

TEST(Xlsx, TextsOfEveryKind) {
  Book book;
  book.texts =
      "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r></si>"
      "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si><si><t>line_x000D_\nbreak</t></si><si/>";
  book.rows =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c><c r=\"D1\" "
      "t=\"s\"><v>4</v></c></row>"
      "<row r=\"4\"><c r=\"B4\" t=\"s\"><v>2</v></c><c r=\"C4\" t=\"s\"><v>3</v></c></row>"
      "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>no</t></rPh></is></c>"
      "<c r=\"B5\" t=\"str\"><f>A1&amp;\"x\"</f><v>plainx</v></c></row>";
  const auto got = read(book);
  EXPECT_EQ(got.code, "") << got.what.en;
  EXPECT_EQ(got.cells, (Cells{"A1=plain", "C1=rich text", "B4=東京", "C4=line\r\nbreak", "A5=inline", "B5=plainx"}));
}

TEST(Xlsx, BooleansFaultsAndCachedFormulas) {
  Book book;
  book.rows =
      "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
      "<c><f>SUM(A1:A9)</f><v>42</v></c><c t=\"e\"><v>#N/A</v></c><c><v></v></c></row>";
  const auto got = read(book);
  EXPECT_EQ(got.cells, (Cells{"A1=TRUE", "B1=FALSE", "C1=#DIV/0!", "D1=42", "E1=#N/A"}));
  EXPECT_EQ(got.kinds,
            (std::vector{CellKind::boolean, CellKind::boolean, CellKind::fault, CellKind::number, CellKind::fault}));
}

TEST(Xlsx, AFormulaThatWasNeverCalculatedIsNotTakenForAnEmptyCell) {
  Book book;
  book.rows = "<row><c><f>1+1</f><v/></c><c><f>1+1</f></c><c t=\"str\"><f>\"\"</f><v></v></c></row>";
  const auto got = read(book);
  EXPECT_EQ(got.cells, (Cells{"A1=#CALC?", "B1=#CALC?"}));
  EXPECT_EQ(got.kinds, (std::vector{CellKind::fault, CellKind::fault}));
}

TEST(Xlsx, NumbersAsTheyAreShown) {
  Book book;
  book.formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/>";
  book.own_formats = "<numFmt numFmtId=\"170\" formatCode=\"0000000\"/>";
  book.rows =
      "<row><c><v>0.30000000000000004</v></c><c><v>1.2E3</v></c><c><v>-7</v></c><c s=\"1\"><v>110101</v></c>"
      "<c><v>999999999999999</v></c><c s=\"99\"><v>5</v></c></row>";
  const auto got = read(book);
  EXPECT_EQ(got.cells, (Cells{"A1=0.3", "B1=1200", "C1=-7", "D1=0110101", "E1=999999999999999", "F1=5"}));
  EXPECT_EQ(got.lost, std::vector<bool>(6, false));
}

TEST(Xlsx, LongIdsTypedAsNumbersAreMarkedAndNeverRounded) {
  Book book;
  book.rows =
      "<row><c><v>110101199001011234</v></c><c><v>1.10101199001011E+17</v></c><c><v>1000000000000000</v></c>"
      "<c t=\"str\"><v>110101199001011234</v></c></row>";
  const auto got = read(book);
  EXPECT_EQ(got.cells, (Cells{"A1=110101199001011234", "B1=1.10101199001011E+17", "C1=1000000000000000",
                              "D1=110101199001011234"}));
  EXPECT_EQ(got.lost, (std::vector<bool>{true, true, true, false}));
}

TEST(Xlsx, DatesByTheirFormat) {
  Book book;
  book.formats =
      "<xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"31\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>"
      "<xf numFmtId=\"172\"/><xf numFmtId=\"173\"/><xf numFmtId=\"21\"/>";
  book.own_formats =
      "<numFmt numFmtId=\"170\" formatCode=\"[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>"
      "<numFmt numFmtId=\"171\" formatCode=\"0.00E+00\"/><numFmt numFmtId=\"172\" formatCode=\"#,##0 "
      "&quot;days&quot;\"/>"
      "<numFmt numFmtId=\"173\" formatCode=\"[Red]0.0\"/>";
  book.rows =
      "<row><c s=\"0\"><v>45536</v></c><c s=\"1\"><v>45536.354166666664</v></c><c s=\"2\"><v>45536</v></c>"
      "<c s=\"3\"><v>45536</v></c><c s=\"4\"><v>45536</v></c><c s=\"5\"><v>45536</v></c><c s=\"6\"><v>45536</v></c>"
      "<c s=\"7\"><v>0.5</v></c><c s=\"0\"><v>-1</v></c><c s=\"0\"><v>2958465</v></c><c s=\"0\"><v>2958466</v></c>"
      "<c t=\"d\"><v>2024-09-01T00:00:00</v></c></row>";
  const auto got = read(book);
  EXPECT_EQ(got.cells,
            (Cells{"A1=2024-09-01", "B1=2024-09-01T08:30:00", "C1=2024-09-01", "D1=2024-09-01", "E1=45536", "F1=45536",
                   "G1=45536", "H1=12:00:00", "I1=-1", "J1=9999-12-31", "K1=2958466", "L1=2024-09-01"}));
  EXPECT_EQ(got.kinds[0], CellKind::date);
  EXPECT_EQ(got.kinds[4], CellKind::number);
  EXPECT_EQ(got.kinds[7], CellKind::time);
}

TEST(Xlsx, TheDayThatNeverWas) {
  Book book;
  book.formats = "<xf numFmtId=\"14\"/>";
  book.rows = "<row><c><v>1</v></c><c><v>59</v></c><c><v>60</v></c><c><v>61</v></c></row>";
  EXPECT_EQ(read(book).cells, (Cells{"A1=1900-01-01", "B1=1900-02-28", "C1=1900-02-29", "D1=1900-03-01"}));
}

TEST(Xlsx, The1904Calendar) {
  Book book;
  book.properties = "<workbookPr date1904=\"1\"/>";
  book.formats = "<xf numFmtId=\"14\"/>";
  book.rows = "<row><c><v>0</v></c><c><v>44074</v></c></row>";
  EXPECT_EQ(read(book).cells, (Cells{"A1=1904-01-01", "B1=2024-09-01"}));
}

TEST(Xlsx, MergedCellsHaveTheirValueInTheFirst) {
  Book book;
  book.rows =
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>District</v></c><c r=\"B1\" s=\"0\"/></row><row r=\"2\"><c r=\"A2\" "
      "s=\"0\"/></row>";
  book.behind = "<mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells>";
  const auto got = read(book);
  EXPECT_EQ(got.cells, Cells{"A1=District"});
  ASSERT_EQ(got.merged.size(), 1u);
  EXPECT_EQ(got.merged[0].last_column, 2);
  EXPECT_EQ(got.merged[0].last_row, 2);
}

TEST(Xlsx, NamespacePrefixesDoNotMatter) {
  Book book;
  auto parts = book.parts();
  parts[6].second =
      "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData><x:row r=\"2\"><x:c r=\"B2\"><x:v>7</x:v></x:c></x:row>"
      "</x:sheetData></x:worksheet>";
  EXPECT_EQ(read(Input::memory("a.xlsx", zip_of(parts))).cells, Cells{"B2=7"});
}

TEST(Xlsx, SheetsWithTheirNamesAndWhetherHidden) {
  auto parts = Book{}.parts();
  parts[2].second =
      "<workbook><sheets><sheet name=\"学校 &amp; 班级\" r:id=\"rId1\"/><sheet name=\"x\" state=\"veryHidden\" "
      "r:id=\"rId1\"/>"
      "<sheet name=\"chart\" r:id=\"rId2\"/></sheets></workbook>";
  auto book = XlsxBook::open(Input::memory("a.xlsx", zip_of(parts)));
  ASSERT_TRUE(book);
  ASSERT_EQ(book->sheets().size(), 2u);
  EXPECT_EQ(book->sheets()[0].name, "学校 & 班级");
  EXPECT_FALSE(book->sheets()[0].hidden);
  EXPECT_TRUE(book->sheets()[1].hidden);
}

TEST(Xlsx, ColumnsBeyondTheLimitAreRefusedOnlyWhenTheyHoldSomething) {
  Book book;
  book.rows = "<row r=\"7\"><c r=\"A7\"><v>1</v></c><c r=\"XFE7\"><v>1</v></c></row>";
  auto got = read(book);
  EXPECT_EQ(got.code, "too-many-columns");
  EXPECT_NE(got.what.en.find("\"Sheet1\", row 7, column XFE"), std::string::npos) << got.what.en;
  book.rows = "<row r=\"7\"><c r=\"A7\"><v>1</v></c><c r=\"XFD7\" s=\"0\"/></row>";
  EXPECT_EQ(read(book).cells, Cells{"A7=1"});
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "<c><v>1</v></c>";
  book.rows = "<row>" + many + "</row>";
  EXPECT_EQ(read(book).code, "too-many-columns");
  book.rows = "<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>";
  EXPECT_EQ(read(book).code, "xlsx-cells");
}

TEST(Xlsx, PlacesThatCannotBeAreRefused) {
  for (const char* rows : {"<row r=\"2\"/><row r=\"2\"/>", "<row r=\"3\"/><row r=\"2\"/>", "<row r=\"0\"/>",
                           "<row r=\"x\"/>", "<row r=\"99999999999999999999\"/>"}) {
    Book book;
    book.rows = rows;
    EXPECT_EQ(read(book).code, "xlsx-rows") << rows;
  }
  for (const char* cells : {"<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>", "<c r=\"A1\"/><c r=\"A1\"/>",
                            "<c r=\"A2\"/>", "<c r=\"1\"/>", "<c r=\"A\"/>"}) {
    Book book;
    book.rows = std::string{"<row r=\"1\">"} + cells + "</row>";
    EXPECT_EQ(read(book).code, "xlsx-cells") << cells;
  }
  Book book;
  book.rows = "<row r=\"2000001\"><c><v>1</v></c></row>";
  EXPECT_EQ(read(book).code, "too-many-rows");
  book.rows = "<row><c t=\"s\"><v>3</v></c></row>";
  EXPECT_EQ(read(book).code, "xlsx-broken");
}

TEST(Xlsx, EntityBombsAreRefused) {
  Book book;
  book.before =
      "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
      "\"&b;&b;&b;&b;&b;&b;\">]>";
  book.rows = "<row><c t=\"str\"><v>&c;</v></c></row>";
  EXPECT_EQ(read(book).code, "xlsx-doctype");
  book.before = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">";
  EXPECT_EQ(read(book).code, "xlsx-doctype");
}

TEST(Xlsx, BombsAreRefused) {
  Book book;
  book.rows = "<row><c t=\"str\"><v>" + std::string(20'000'000, 'a') + "</v></c></row>";
  EXPECT_EQ(read(book).code, "zip-bomb");
  XlsxLimits wide;
  wide.zip.ratio = 100'000;
  EXPECT_EQ(read(book, wide).code, "cell-too-large");
  book.rows = "<row><c r=\"" + std::string(20'000'000, 'A') + "\"/></row>";
  EXPECT_EQ(read(book, wide).code, "xlsx-broken");
  book.rows.clear();
  for (int i = 0; i < 1000; ++i) book.texts += "<si><t>" + std::string(1000, 'a') + "</t></si>";
  XlsxLimits narrow;
  narrow.shared_bytes = 500'000;
  EXPECT_EQ(read(book, narrow).code, "xlsx-texts");
}

TEST(Xlsx, BrokenFilesAreRefused) {
  const auto whole = zip_of(Book{}.parts());
  EXPECT_EQ(read(Input::memory("a.xlsx", whole.substr(0, whole.size() / 2))).code, "zip-broken");
  Book cut;
  cut.rows = "<row><c>";
  EXPECT_EQ(read(cut).code, "xlsx-broken");
  auto parts = Book{}.parts();
  parts.pop_back();
  EXPECT_EQ(read(Input::memory("a.xlsx", zip_of(parts))).code, "xlsx-broken");
  EXPECT_EQ(read(Input::memory("a.xlsx", zip_of({{"a", "b"}}))).code, "xlsx-broken");
}

TEST(Xlsx, OtherFormatsAreRefusedWithTheRemedy) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  const auto old = read(Input::memory("a.xls", ole + std::string(10'000, '\0')));
  EXPECT_EQ(old.code, "xls-old");
  EXPECT_NE(old.what.en.find("save as .xlsx"), std::string::npos);
  std::string name;
  for (const char c : std::string{"EncryptedPackage"}) name += {c, '\0'};
  EXPECT_EQ(read(Input::memory("a.xlsx", ole + std::string(20'000, '\0') + name)).code, "xlsx-encrypted");
  EXPECT_EQ(read(Input::memory("a.xls", "<html><table><tr><td>1</td></tr></table></html>")).code, "xls-markup");
  EXPECT_EQ(read(Input::memory("a.xlsb", zip_of({{"xl/workbook.bin", "x"}}))).code, "xlsx-other-format");
  EXPECT_EQ(read(Input::memory("a.ods", zip_of({{"mimetype", "x"}, {"content.xml", "x"}}))).code, "xlsx-other-format");
}
