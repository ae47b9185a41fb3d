// What comes out is a PDF with the letters that went in, of the right page, and the same bytes again.
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

#include "print.h"

namespace doorstep::print {
namespace {

Paper paper() {
  Paper made;
  made.title = "培训证书";
  made.author = "东升教育集团";
  made.made_on = *Date::of(2026, 3, 1);
  return made;
}

std::string certificate() {
  Document page{paper()};
  page.frame({0.1, 0.4, 0.6});
  page.paragraph("培训证书", {.size = 28, .bold = true, .align = Align::centre});
  page.paragraph("王小明参加了“信息技术 ICT 2.0”培训，共 16 学时。");
  page.rule();
  page.table({{2}, {1, Align::right}}, {{"活动", "学时"}, {"第一讲", "8"}, {"Session two", "8"}}, true);
  page.down_to(20);
  page.paragraph("ABCD-EFGH-JKLM", {.size = 9, .colour = {0.3, 0.3, 0.3}});
  auto made = page.finish();
  EXPECT_TRUE(made) << made.error().what.en;
  return made ? *made : "";
}

// What pdftotext reads in it.
std::string text_of(const std::string& pdf) {
  const std::string path = testing::TempDir() + "/doorstep-print-" + std::to_string(getpid()) + ".pdf";
  std::ofstream{path, std::ios::binary} << pdf;
  auto* pipe = popen(("pdftotext -layout " + path + " -").c_str(), "r");
  std::string text;
  std::array<char, 4096> buffer{};
  while (const auto got = fread(buffer.data(), 1, buffer.size(), pipe)) text.append(buffer.data(), got);
  EXPECT_EQ(pclose(pipe), 0) << "pdftotext is in poppler-utils (scripts/packages-run.txt)";
  std::remove(path.c_str());
  return text;
}

}  // namespace

TEST(Print, ItsTextIsReadBack) {
  const auto text = text_of(certificate());
  for (const auto* part : {"培训证书", "王小明", "信息技术 ICT 2.0", "16", "第一讲", "Session two", "ABCD-EFGH-JKLM"})
    EXPECT_NE(text.find(part), text.npos) << part << " in " << text;
}

TEST(Print, NumbersItsPages) {
  auto numbered = paper();
  numbered.foot = "成长档案";
  Document page{numbered};
  for (int i = 0; i < 60; ++i) page.paragraph("一行", {.size = 14});
  // pdftotext guesses where spaces are.
  const auto closed_up = [](std::string text) {
    std::erase(text, ' ');
    return text;
  };
  const auto text = closed_up(text_of(page.finish().value_or("")));
  for (const auto* part : {"第1页", "第2页", "成长档案"}) EXPECT_NE(text.find(part), text.npos) << part;
  EXPECT_EQ(text.find("第9页"), text.npos);
  EXPECT_EQ(closed_up(text_of(certificate())).find("第1页"), std::string::npos) << "certificates have none";
}

TEST(Print, IsSmallAndTheSameBytesAgain) {
  const auto pdf = certificate();
  EXPECT_EQ(pdf.substr(0, 5), "%PDF-");
  EXPECT_NE(pdf.find("20260301000000"), pdf.npos) << "bears the day that it was given";
  EXPECT_LT(pdf.size(), 150'000u) << "only the letters that are used";
  EXPECT_EQ(certificate(), pdf);
}

TEST(Print, LongTextsAndTablesGoOnOnTheNextPage) {
  Document page{paper()};
  std::string words;
  for (int i = 0; i < 900; ++i) words += "一二三四五六七八九十";
  page.paragraph(words);
  std::vector<std::vector<std::string>> rows{{"名称", "数"}};
  for (int i = 0; i < 120; ++i) rows.push_back({"行 " + std::to_string(i), "1"});
  page.table({{3}, {1, Align::right}}, rows, true);
  const auto text = text_of(*page.finish());
  EXPECT_GE(std::count(text.begin(), text.end(), '\f'), 6);
  size_t headings = 0;
  for (auto at = text.find("名称"); at != text.npos; at = text.find("名称", at + 1)) ++headings;
  EXPECT_GE(headings, 3u) << "the heading comes again";
  EXPECT_NE(text.find("行 119"), text.npos);
}

TEST(Print, LettersWithoutAFontAreSaid) {
  Document page{paper()};
  page.paragraph("\xF3\xB0\x80\x81");  // of the private use area
  const auto made = page.finish();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "no-font");
}

}  // namespace doorstep::print
