// What stays of texts when names are taken out.
#include <gtest/gtest.h>

#include "mask.h"

namespace doorstep::ladder {
namespace {

TEST(Mask, NamesAndSchoolsGoInAnyCaseAndWithoutTheirDistrict) {
  const auto names = names_to_mask("王小明", {"海淀区中关村第一小学", "Haidian No. 1 Primary School"}, {"海淀区"});
  EXPECT_EQ(masked("王小明在海淀区中关村第一小学的公开课", names), "***在***的公开课");
  EXPECT_EQ(masked("中关村第一小学校刊", names), "***校刊");
  EXPECT_EQ(masked("Lesson at HAIDIAN no. 1  primary school", names), "Lesson at ***");
}

TEST(Mask, LatinNamesAreWholeWords) {
  const auto names = names_to_mask("Li Na", {"A"}, {});
  EXPECT_EQ(masked("Li  Na's lesson, by LiNa", names), "***'s lesson, by ***");
  EXPECT_EQ(masked("Li Nathan reads a book", names), "Li Nathan reads *** book");
  EXPECT_EQ(masked("", names), "");
}

TEST(Mask, NamesAreFoundOverBlanksAndEndsOfLines) {
  const std::vector<std::string> names{"王小明", "Li Na", "T000001"};
  EXPECT_EQ(names_in("教师：王 小\n明", names), std::vector<std::string>{"王小明"});
  EXPECT_EQ(names_in("by LI\n  NA.", names), std::vector<std::string>{"Li Na"});
  EXPECT_EQ(names_in("no. T000001, T0000012", names), std::vector<std::string>{"T000001"});
  EXPECT_TRUE(names_in("Li Nathan, T0000012, 王小", names).empty());
}

TEST(Mask, ShortRestsAndEmptyNamesAreNoNames) {
  EXPECT_EQ(names_to_mask("", {"", "东区一小"}, {"东区", ""}), std::vector<std::string>{"东区一小"});
}

}  // namespace
}  // namespace doorstep::ladder
