#include <gtest/gtest.h>
#include <iconv.h>

#include <doorstep/sheets/csv.h>

#include "files.h"

using namespace doorstep;
using namespace doorstep::sheets;

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
  Rows rows;
  std::string code;  // of the error, or ""
  Words what;
  Encoding encoding = Encoding::utf8;
  char delimiter = 0;
};

Read read(const std::string& bytes, CsvOptions options = {}) {
  if (options.name.empty()) options.name = "学生.csv";
  Read out;
  auto source = Input::memory(options.name, bytes).open();
  auto csv = CsvReader::open(std::move(*source), options);
  if (!csv) return {{}, csv.error().code, csv.error().what};
  for (;;) {
    auto more = csv->next();
    if (!more) {
      out.code = more.error().code;
      out.what = more.error().what;
      break;
    }
    if (!*more) break;
    out.rows.emplace_back(csv->cells().begin(), csv->cells().end());
  }
  out.encoding = csv->text().encoding();
  out.delimiter = csv->delimiter();
  return out;
}

std::string as(const char* encoding, std::string text) {
  const iconv_t to = iconv_open(encoding, "UTF-8");
  std::string out(text.size() * 4, '\0');
  char *in_at = text.data(), *out_at = out.data();
  size_t in_left = text.size(), out_left = out.size();
  EXPECT_EQ(iconv(to, &in_at, &in_left, &out_at, &out_left), 0u);
  iconv_close(to);
  out.resize(out.size() - out_left);
  return out;
}

}  // namespace

TEST(Csv, ReadsRfc4180) {
  const auto got = read("a,b,c\r\n1,\"two, \"\"2\"\"\",3\r\n\"line\r\nbreak\",,\"\"\r\n");
  EXPECT_EQ(got.code, "");
  EXPECT_EQ(got.rows, (Rows{{"a", "b", "c"}, {"1", "two, \"2\"", "3"}, {"line\r\nbreak", "", ""}}));
}

TEST(Csv, AnyLineEndAndALastLineWithoutOne) {
  const Rows expected{{"a", "b"}, {"1", "2"}, {"3", ""}};
  EXPECT_EQ(read("a,b\n1,2\n3,").rows, expected);
  EXPECT_EQ(read("a,b\r1,2\r3,").rows, expected);
  EXPECT_EQ(read("a,b\r\n1,2\r\n3,\r\n").rows, expected);
}

TEST(Csv, BlankLinesAreRowsWithoutCells) {
  EXPECT_EQ(read("a,b\n\n1,2\n").rows, (Rows{{"a", "b"}, {}, {"1", "2"}}));
  EXPECT_EQ(read("a\n\"\"\n").rows, (Rows{{"a"}, {""}}));
}

TEST(Csv, ByteOrderMarkIsNoPartOfTheHeader) {
  const auto got = read("\xEF\xBB\xBF学校,班级\n实验小学,1\n");
  EXPECT_EQ(got.rows[0][0], "学校");
}

TEST(Csv, RecognisesGb18030) {
  const std::string text = "学校名称,人数\n朝阳区实验小学,120\n龘靐小学,7\n";
  const auto got = read(as("GB18030", text));
  EXPECT_EQ(got.code, "");
  EXPECT_EQ(got.encoding, Encoding::gb18030);
  EXPECT_EQ(got.rows, read(text).rows);
}

TEST(Csv, RecognisesGb18030BehindALongAsciiBeginning) {
  std::string text = "id,name\n";
  for (int i = 0; i < 60'000; ++i) text += std::to_string(i) + ",abc\n";
  text += "x,王小明\n";
  for (int i = 0; i < 60'000; ++i) text += std::to_string(i) + ",李四\n";
  const auto got = read(as("GB18030", text));
  EXPECT_EQ(got.encoding, Encoding::gb18030);
  ASSERT_EQ(got.rows.size(), 120'002u) << got.what.en;
  EXPECT_EQ(got.rows[60'001][1], "王小明");
  EXPECT_EQ(got.rows.back()[1], "李四");
}

TEST(Csv, Utf8LettersMayBeCutByABuffer) {
  std::string text = "姓名\n";
  for (int i = 0; i < 200'000; ++i) text += i % 3 ? "王小明a\n" : "李é\n";
  const auto got = read(text);
  EXPECT_EQ(got.code, "");
  EXPECT_EQ(got.rows.size(), 200'001u);
  EXPECT_EQ(got.rows.back()[0], "王小明a");
}

TEST(Csv, ShortGb18030ThatPassesForUtf8) {
  EXPECT_EQ(read(as("GB18030", "学校,n\nA,1\n")).rows[0][0], "学校");
  EXPECT_EQ(read("café,naïve\nMüller,1\n").rows[0][0], "café");
  EXPECT_EQ(read("школа,номер\n").rows[0][0], "школа");
}

TEST(Csv, RecognisesUtf16ByItsMark) {
  const std::string text = "学校,人数\n实验小学,1\n";
  EXPECT_EQ(read("\xFF\xFE" + as("UTF-16LE", text)).rows, read(text).rows);
  EXPECT_EQ(read("\xFE\xFF" + as("UTF-16BE", text)).rows, read(text).rows);
}

TEST(Csv, OtherEncodingsAreRefusedAndSayWhere) {
  const auto latin = read("name,town\nEscuela,Madrid\nM\xFCller,Bad T\xF6lz\n");
  EXPECT_EQ(latin.code, "csv-encoding");
  EXPECT_NE(latin.what.en.find("line 3 (byte 26)"), std::string::npos) << latin.what.en;
  EXPECT_EQ(read(as("BIG5", "學校名稱,縣市,人數\n國立臺北教育大學附設實驗國民小學,臺北市,3\n")).code, "csv-encoding");
  const auto late =
      read("学校,人数\n" + std::string(70'000, 'a') + "好\n\xFF\xFF\n", {.limits = {.cell_bytes = 1 << 20}});
  EXPECT_EQ(late.code, "csv-encoding");
  EXPECT_NE(late.what.en.find("line 3"), std::string::npos) << late.what.en;
  EXPECT_EQ(read("学校,\xE5\xAD").code, "csv-encoding");  // cut off within a letter
}

TEST(Csv, AnEncodingMayBeGiven) {
  CsvOptions options;
  options.encoding = Encoding::windows_1252;
  EXPECT_EQ(read("name\nM\xFCller\n", options).rows, (Rows{{"name"}, {"Müller"}}));
  options.encoding = Encoding::big5;
  EXPECT_EQ(read(as("BIG5", "學校\n臺北\n"), options).rows, (Rows{{"學校"}, {"臺北"}}));
}

TEST(Csv, FindsTheDelimiter) {
  EXPECT_EQ(read("a;b;c\n1,5;2;3\n").rows[1], (std::vector<std::string>{"1,5", "2", "3"}));
  EXPECT_EQ(read("a\tb\n1\t2\n").delimiter, '\t');
  EXPECT_EQ(read("List of schools\na;b\n").delimiter, ';');
  EXPECT_EQ(read("\"x,y,z\";b\n1;2\n").delimiter, ';');
  EXPECT_EQ(read("sep=;\na;b\n").rows, (Rows{{"a", "b"}}));
  EXPECT_EQ(read("sep=\r\na;b\r\n").rows, (Rows{{"sep="}, {"a", "b"}}));
  EXPECT_EQ(read("name\nx\n").rows, (Rows{{"name"}, {"x"}}));
}

TEST(Csv, AnOpenQuoteNamesTheLineWhereItBegins) {
  std::string text = "a,b\n\"x\ny\",2\n3,\"never closed\n";
  for (int i = 0; i < 100'000; ++i) text += "1,2\n";
  const auto got = read(text);
  EXPECT_EQ(got.code, "csv-quote");
  EXPECT_NE(got.what.en.find("row 3, column B (line 4 of the file)"), std::string::npos) << got.what.en;
  EXPECT_EQ(read("a,b\n1,\"x").code, "csv-quote");
  EXPECT_EQ(read("a,b\n1,\"x\"y\n").code, "csv-quote");
}

TEST(Csv, AQuoteInsideAnUnquotedCellIsALetter) { EXPECT_EQ(read("a\n5\" disk\n").rows[1][0], "5\" disk"); }

TEST(Csv, LimitsNameThePlace) {
  const auto wide = read("a,b\n" + std::string(10'000'000, ',') + "\n");
  EXPECT_EQ(wide.code, "too-many-columns");
  EXPECT_NE(wide.what.en.find("row 2"), std::string::npos) << wide.what.en;
  const auto tall = read("a,b\n1," + std::string(70'000, 'x') + "\n");
  EXPECT_EQ(tall.code, "cell-too-large");
  EXPECT_NE(tall.what.en.find("row 2, column B"), std::string::npos) << tall.what.en;
  EXPECT_EQ(read("a\n" + std::string(20'000'000, 'x')).code, "cell-too-large");
  EXPECT_EQ(read("a\n1\n2\n3\n", {.limits = {.rows = 3}}).code, "too-many-rows");
  EXPECT_EQ(read(std::string("a,b\n1,\0\n", 8)).code, "csv-binary");
}

TEST(Csv, WritesWhatItReads) {
  const Rows rows{{"a", "b,c", "d\"e"}, {"", "f\r\ng", " h "}, {""}, {"=1+1", "-5", "王"}};
  std::string out;
  CsvWriter writer{out};
  for (const auto& row : rows) {
    for (const auto& cell : row) writer.cell(cell);
    writer.end_row();
  }
  EXPECT_EQ(read(out).rows, rows);
}

TEST(Csv, GuardsAgainstFormulas) {
  std::string out;
  CsvWriter writer{out, {.mark = true, .guard = true}};
  for (const char* cell : {"=HYPERLINK(\"x\")", "+1+1", "-2", "-12.5", "@SUM", "\tx", "a=b", "+8613800000000"})
    writer.cell(cell);
  writer.end_row();
  EXPECT_EQ(out, "\xEF\xBB\xBF\"'=HYPERLINK(\"\"x\"\")\",'+1+1,-2,-12.5,'@SUM,'\tx,a=b,+8613800000000\r\n");
}
