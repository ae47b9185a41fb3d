#include <gtest/gtest.h>

#include <doorstep/sheets/number.h>
#include <doorstep/sheets/place.h>

using namespace doorstep;
using namespace doorstep::sheets;

TEST(Number, AsPeopleWriteThem) {
  EXPECT_EQ(parse_number("1234.5"), 1234.5);
  EXPECT_EQ(parse_number(" 1,234.5 "), 1234.5);
  EXPECT_EQ(parse_number("1,234"), 1234);
  EXPECT_EQ(parse_number("1 234,5"), 1234.5);
  EXPECT_EQ(parse_number("1\xC2\xA0"
                         "234,5"),
            1234.5);
  EXPECT_EQ(parse_number("1.234,5"), 1234.5);
  EXPECT_EQ(parse_number("１２３．５"), 123.5);
  EXPECT_EQ(parse_number("12%"), 0.12);
  EXPECT_EQ(parse_number("12.5 ％"), 0.125);
  EXPECT_EQ(parse_number("-3"), -3);
  EXPECT_EQ(parse_number("−3"), -3);
  EXPECT_EQ(parse_number(".5"), 0.5);
  EXPECT_EQ(parse_number("1.2E+3"), 1200);
  EXPECT_EQ(parse_number("1,5", ','), 1.5);
  EXPECT_EQ(parse_number("1.234", ','), 1234);
}

TEST(Number, WhatIsAmbiguousOrNoNumberIsNotRead) {
  for (const char* text : {"",        " ",   "-",   "1,5", "1,2345", "12,34,567", "1234,567", "1.2.3", "0,123",
                           "1,234,5", "12a", "a",   "1e",  "1 2",    "--1",       "+-1",      "%",     "1,",
                           "5.",      ".",   "nan", "inf", "0x10",   "1e999",     "1..2",     "１，５"})
    EXPECT_FALSE(parse_number(text)) << text;
  EXPECT_FALSE(parse_number("1.5", ','));
}

TEST(Number, Whole) {
  EXPECT_EQ(parse_whole("1,234"), 1234);
  EXPECT_EQ(parse_whole("12.0"), 12);
  EXPECT_EQ(parse_whole("007"), 7);
  EXPECT_EQ(parse_whole("123456789012345678"), 123456789012345678);
  EXPECT_EQ(parse_whole("1.5E+1"), 15);
  EXPECT_EQ(parse_whole("-４"), -4);
  for (const char* text : {"12.5", "1234567890123456789", "12%", "1.5e0", ""}) EXPECT_FALSE(parse_whole(text)) << text;
}

TEST(Number, PlainIsWhatEveryProgramReadsAlike) {
  for (const char* text : {"1", "-1", "+1.5", "007"}) EXPECT_TRUE(is_plain_number(text)) << text;
  for (const char* text : {"", "-", "1,0", "1e5", "=1", "-1+1", ".5", "1."})
    EXPECT_FALSE(is_plain_number(text)) << text;
}

TEST(Dates, TheYearFirst) {
  for (const char* text : {"2024-09-01", "2024/9/1", "2024.09.01", "20240901", "2024年9月1日", "２０２４年９月１日",
                           "2024-09-01T08:30:00.000Z", "2024-09-01 8:30", " 2024-09-01 "}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date->text(), "2024-09-01") << text;
  }
}

TEST(Dates, WhatDoesNotExistOrIsAmbiguousIsNotRead) {
  for (const char* text :
       {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "20240931", "01/02/2024", "1/2/24", "2024-09",
        "24-09-01", "2024-09-01x", "2024-09-01 25:00", "0000-01-01", "2024年9月", "月2024年日", "", "45000"})
    EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Dates, OtherOrdersOnlyWhenAsked) {
  EXPECT_EQ(parse_date("01/02/2024", "DD/MM/YYYY")->text(), "2024-02-01");
  EXPECT_EQ(parse_date("01/02/2024", "MM/DD/YYYY")->text(), "2024-01-02");
  EXPECT_EQ(parse_date("1-2-2024", "DD-MM-YYYY")->text(), "2024-02-01");
  EXPECT_EQ(parse_date("31.12.2024", "DD.MM.YYYY")->text(), "2024-12-31");
  EXPECT_EQ(parse_date("2024-12-31", "DD-MM-YYYY")->text(), "2024-12-31");
  EXPECT_FALSE(parse_date("31/12/2024", "MM/DD/YYYY"));
  EXPECT_FALSE(parse_date("31/12/2024", "DD-MM-YYYY"));
}

TEST(PlaceTest, ColumnsHaveLetters) {
  EXPECT_EQ(column_letters(1), "A");
  EXPECT_EQ(column_letters(26), "Z");
  EXPECT_EQ(column_letters(27), "AA");
  EXPECT_EQ(column_letters(16384), "XFD");
  for (int column = 1; column < 20'000; ++column) ASSERT_EQ(column_number(column_letters(column)), column);
  EXPECT_FALSE(column_number(""));
  EXPECT_FALSE(column_number("a"));
  EXPECT_FALSE(column_number("ZZZZZZZ"));
  EXPECT_EQ(in_words({"学校", 3, 2}), (Words{"“学校”第 3 行 B 列", "\"学校\", row 3, column B"}));
}
