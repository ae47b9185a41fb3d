#include <gtest/gtest.h>

#include <doorstep/sheets/table.h>

#include "files.h"

using namespace doorstep;
using namespace doorstep::sheets;
using namespace doorstep::sheets::testing;

namespace {

std::unique_ptr<TableReader> csv(const std::string& text, const TableOptions& options = {}) {
  auto table = open_table(Input::memory("schools.csv", text), options);
  if (!table) ADD_FAILURE() << table.error().what.en;
  return table ? std::move(*table) : nullptr;
}

std::vector<std::string> next(TableReader& table) {
  auto row = table.next();
  if (!row) return {"error: " + row.error().code};
  if (!*row) return {"end"};
  return {(*row)->cells.begin(), (*row)->cells.end()};
}

using Names = std::vector<std::string>;

}  // namespace

TEST(Table, SkipsBlankAndTitleRowsAboveTheHeader) {
  const auto table = csv("\n2024 学年学校一览,,\n　,,\n 学校名称 ,\"班 级\n数\",\n\n实验小学,12,\n");
  EXPECT_EQ(table->header(), (Names{"学校名称", "班 级 数"}));
  EXPECT_EQ(table->header_row(), 4);
  EXPECT_EQ(next(*table), (Names{"实验小学", "12"}));
  EXPECT_EQ(table->place(1), (Place{"schools.csv", 6, 2}));
  EXPECT_EQ(next(*table), Names{"end"});
}

TEST(Table, TheCallerMayKnowTheHeaderBetter) {
  TableOptions options;
  options.header_score = [](std::span<const std::string_view> cells) {
    double score = 0;
    for (const auto cell : cells) score += cell == "name" || cell == "code";
    return score;
  };
  const auto table = csv("Some,title\nmore,of it\nname,code\nA,1\nB,2\n", options);
  EXPECT_EQ(table->header(), (Names{"name", "code"}));
  EXPECT_EQ(next(*table), (Names{"A", "1"}));
  EXPECT_EQ(next(*table), (Names{"B", "2"}));
  EXPECT_EQ(next(*table), Names{"end"});

  const auto unknown = csv("x,y\n1,2\n3,4\n", options);  // nothing scores: the plain rule
  EXPECT_EQ(unknown->header(), (Names{"x", "y"}));
  EXPECT_EQ(next(*unknown), (Names{"1", "2"}));
}

TEST(Table, OneColumnAndNoRows) {
  const auto table = csv("name\nA\n");
  EXPECT_EQ(table->header(), Names{"name"});
  EXPECT_EQ(next(*table), Names{"A"});
  auto empty = open_table(Input::memory("a.csv", "\n\n,,\n"));
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().code, "table-empty");
  EXPECT_EQ(open_table(Input::memory("a.csv", "")).error().code, "file-empty");
  EXPECT_EQ(open_table(Input::file("")).error().code, "file-empty") << "a request without a body";
}

TEST(Table, APictureUnderTheNameOfASheetIsCalledSo) {
  const auto picture = open_table(Input::memory("menus.xlsx", "\x89PNG\r\n\x1A\n"));
  ASSERT_FALSE(picture);
  EXPECT_EQ(picture.error().code, "file-unknown");
}

TEST(Table, DuplicateHeadersAreReported) {
  const auto table = csv("name,code, name,,\n1,2,3,,\n");
  ASSERT_EQ(table->duplicates().size(), 1u);
  EXPECT_EQ(table->duplicates()[0].name, "name");
  EXPECT_EQ(table->duplicates()[0].columns, (std::vector{1, 3}));
}

TEST(Table, UnevenRowsAreReportedWithTheirPlace) {
  const auto table = csv("a,b\n1,2\n1\n1,2,\n1,2,3\n");
  EXPECT_EQ(next(*table), (Names{"1", "2"}));
  EXPECT_FALSE(table->uneven());
  EXPECT_EQ(next(*table), (Names{"1", ""}));
  ASSERT_TRUE(table->uneven());
  EXPECT_NE(table->uneven()->what.en.find("\"schools.csv\", row 3 has 1 cells"), std::string::npos)
      << table->uneven()->what.en;
  EXPECT_EQ(next(*table), (Names{"1", "2"}));
  EXPECT_FALSE(table->uneven());
  EXPECT_EQ(next(*table), (Names{"1", "2"}));
  ASSERT_TRUE(table->uneven());
  EXPECT_NE(table->uneven()->what.en.find("row 5, column C"), std::string::npos) << table->uneven()->what.en;
}

TEST(Table, SheetsOfAWorkbook) {
  Book book;
  book.formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>";
  book.rows =
      "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>id</v></c><c r=\"C2\" t=\"str\"><v>since</v></c><c r=\"D2\" "
      "t=\"str\"><v>x</v></c></row>"
      "<row r=\"5\"><c r=\"B5\"><v>110101199001011234</v></c><c r=\"C5\" s=\"1\"><v>45536</v></c></row>"
      "<row r=\"6\"><c r=\"C6\" t=\"e\"><v>#N/A</v></c><c r=\"F6\"><v>1</v></c></row>";
  const auto input = book.input();
  auto tables = list_tables(input);
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->size(), 1u);
  EXPECT_EQ((*tables)[0].name, "Sheet1");
  auto table = open_table(input, {.name = "sheet1"});
  ASSERT_TRUE(table) << table.error().what.en;
  EXPECT_EQ((*table)->header(), (Names{"", "id", "since", "x"}));
  auto row = (*table)->next();
  ASSERT_TRUE(row && *row);
  EXPECT_EQ((*row)->row, 5);
  EXPECT_TRUE((*row)->lost(1));
  EXPECT_FALSE((*row)->lost(2));
  EXPECT_EQ((*row)->kind(2), CellKind::date);
  EXPECT_EQ((*row)->kind(3), CellKind::empty);
  EXPECT_EQ((*row)->cells.size(), 4u);
  EXPECT_FALSE((*table)->uneven());
  row = (*table)->next();
  ASSERT_TRUE(row && *row);
  EXPECT_EQ((*row)->kind(2), CellKind::fault);
  EXPECT_EQ((*row)->beyond, 6);
  EXPECT_TRUE((*table)->uneven());
  EXPECT_EQ(next(**table), Names{"end"});
}

TEST(Table, CsvFilesInAZip) {
  const auto input = Input::memory("oneroster.zip", zip_of({{"manifest.csv", "propertyName,value\n"},
                                                            {"users.csv", "sourcedId,role\n1,x\n"},
                                                            {"readme.pdf", ""},
                                                            {"sub/orgs.csv", "a,b\n"}}));
  auto file = TableFile::open(input);
  ASSERT_TRUE(file);
  ASSERT_EQ(file->tables().size(), 3u);
  EXPECT_EQ(file->tables()[2].folder, "sub");
  auto users = file->read({.name = "users.csv"});
  ASSERT_TRUE(users);
  EXPECT_EQ(next(**users), (Names{"1", "x"}));
  EXPECT_DOUBLE_EQ((*users)->share(), 1);
  auto unknown = file->read({.name = "classes.csv"});
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().what.en.find("manifest.csv, users.csv"), std::string::npos);
  EXPECT_EQ(list_tables(Input::memory("a.zip", zip_of({{"a.pdf", "x"}}))).error().code, "zip-without-tables");
}

TEST(Table, ManyRowsArriveWholeAndInOrder) {
  std::string text = "id,name\n";
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + ",\"名 \"\"" + std::to_string(i) + "\"\"\"\n";
  const auto table = csv(text);
  for (int i = 0; i < 100'000; ++i) {
    auto row = table->next();
    ASSERT_TRUE(row && *row);
    ASSERT_EQ((*row)->cells[0], std::to_string(i));
    ASSERT_EQ((*row)->cells[1], "名 \"" + std::to_string(i) + "\"");
  }
  EXPECT_EQ(next(*table), Names{"end"});
}
