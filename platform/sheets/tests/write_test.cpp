#include <gtest/gtest.h>

#include <doorstep/sheets/table.h>
#include <doorstep/sheets/write.h>

#include "files.h"

using namespace doorstep;
using namespace doorstep::sheets;
using namespace doorstep::sheets::testing;

namespace {

std::string part(const std::string& bytes, const std::string& name) {
  auto zip = ZipArchive::open(Input::memory("a.xlsx", bytes));
  const auto* entry = zip ? zip->find(name) : nullptr;
  return entry ? everything(**zip->read(*entry)) : "";
}

std::string example() {
  SheetPlan plan;
  plan.name = "学校/名单";
  plan.notes = {"Fill in one row for each school"};
  plan.columns = {{.header = "学校标识码", .required = true, .comment = "10 digits"},
                  {.header = "名称"},
                  {.header = "学生", .kind = ColumnKind::whole},
                  {.header = "面积", .kind = ColumnKind::number},
                  {.header = "建校", .kind = ColumnKind::date},
                  {.header = "学段", .choices = {"小学", "初中"}}};
  return workbook_bytes([&](WorkbookWriter& writer) {
    writer.sheet(plan);
    writer.row({std::string_view{"0110001234"}, std::string_view{"=HYPERLINK(\"x\")"}, int64_t{340}, 12.25,
                *Date::parse("2024-09-01"), std::string_view{"小学"}});
    writer.row(
        {int64_t{1234567890123456789}, std::monostate{}, int64_t{-1}, 0.1, Date::never(), std::string_view{"+1"}});
  });
}

}  // namespace

TEST(Write, WhatIsWrittenIsReadBack) {
  auto table = open_table(Input::memory("a.xlsx", example()));
  ASSERT_TRUE(table) << table.error().what.en;
  EXPECT_EQ((*table)->info().name, "学校 名单");
  EXPECT_EQ((*table)->header_row(), 2);
  EXPECT_EQ((*table)->header(), (std::vector<std::string>{"学校标识码", "名称", "学生", "面积", "建校", "学段"}));
  auto row = (*table)->next();
  ASSERT_TRUE(row && *row);
  EXPECT_EQ(std::vector<std::string>((*row)->cells.begin(), (*row)->cells.end()),
            (std::vector<std::string>{"0110001234", "=HYPERLINK(\"x\")", "340", "12.25", "2024-09-01", "小学"}));
  EXPECT_EQ((*row)->kind(0), CellKind::text);
  EXPECT_EQ((*row)->kind(1), CellKind::text);
  EXPECT_EQ((*row)->kind(2), CellKind::number);
  EXPECT_EQ((*row)->kind(4), CellKind::date);
  row = (*table)->next();
  ASSERT_TRUE(row && *row);
  EXPECT_EQ(std::vector<std::string>((*row)->cells.begin(), (*row)->cells.end()),
            (std::vector<std::string>{"1234567890123456789", "", "-1", "0.1", "", "+1"}));
  EXPECT_FALSE((*row)->lost(0));
}

TEST(Write, TheSameRowsGiveTheSameBytes) { EXPECT_EQ(example(), example()); }

TEST(Write, TemplatesGuideTheHand) {
  const auto bytes = example();
  const auto sheet = part(bytes, "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("<dataValidation type=\"list\""), std::string::npos);
  EXPECT_NE(sheet.find("\"小学,初中\""), std::string::npos);
  EXPECT_NE(sheet.find("state=\"frozen\""), std::string::npos);
  EXPECT_NE(sheet.find("<autoFilter ref=\"A2:F4\""), std::string::npos);
  EXPECT_EQ(sheet.find("<f>"), std::string::npos);
  EXPECT_NE(part(bytes, "xl/comments1.xml").find("10 digits"), std::string::npos);
}

TEST(Write, LongListsOfChoicesStandOnAHiddenSheet) {
  SheetPlan plan{.name = "a", .notes = {}, .columns = {{.header = "h"}, {.header = "i"}}};
  for (int i = 0; i < 100; ++i) plan.columns[0].choices.push_back("choice " + std::to_string(i));
  plan.columns[1].choices = {"a,b", "c"};
  const auto bytes = workbook_bytes([&](WorkbookWriter& writer) { writer.sheet(plan); });
  const auto sheet = part(bytes, "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("_choices!$A$1:$A$100"), std::string::npos);
  EXPECT_NE(sheet.find("_choices!$B$1:$B$2"), std::string::npos);
  auto tables = list_tables(Input::memory("a.xlsx", bytes));
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->size(), 2u);
  EXPECT_TRUE((*tables)[1].hidden);
}

TEST(Write, NamesOfSheetsAreMadeToFit) {
  const std::string longest(60, 'x');
  const auto bytes = workbook_bytes([&](WorkbookWriter& writer) {
    for (const char* name : {"a", "A", "[x]:*?/\\", "", "_choices"})
      writer.sheet({.name = name, .notes = {}, .columns = {}});
    writer.sheet({.name = longest, .notes = {}, .columns = {}});
    writer.sheet({.name = longest, .notes = {}, .columns = {}});
  });
  auto tables = list_tables(Input::memory("a.xlsx", bytes));
  ASSERT_TRUE(tables) << tables.error().what.en;
  std::vector<std::string> names;
  for (const auto& table : *tables) names.push_back(table.name);
  EXPECT_EQ(names, (std::vector<std::string>{"a", "A (2)", "x", "Sheet", "_choices (2)", std::string(31, 'x'),
                                             std::string(27, 'x') + " (2)"}));
}
