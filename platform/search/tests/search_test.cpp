// How texts are compared, and what letters may sound like.
#include <gtest/gtest.h>

#include <algorithm>

#include "pinyin.h"
#include "search.h"
#include "text.h"

namespace doorstep::search {
namespace {

TEST(Folding, OneTextForManyWaysToWriteIt) {
  EXPECT_EQ(folded("ＰＰＴ　课件  Ａ"), "ppt 课件 a");
  EXPECT_EQ(folded("分數的初步認識"), "分数的初步认识") << "traditional";
  EXPECT_EQ(folded("  one \n two  "), "one\ntwo");
  EXPECT_EQ(folded("Straße ①"), "strasse 1");
  EXPECT_EQ(folded("a\xff"
                   "b"),
            "ab")
      << "what is no UTF-8 is left out";
  EXPECT_EQ(folded(""), "");
  const std::string once = folded("Ｘ 臺灣 ﬁ");
  EXPECT_EQ(folded(once), once);
}

TEST(Folding, LongTextsAreReadUpToAnEnd) {
  std::string text;
  for (size_t at = 0; at < 2 * longest_text; ++at) text += "文";
  EXPECT_EQ(characters(folded(text)).size(), longest_text);
}

TEST(Pinyin, KnowsEveryCommonReading) {
  const auto reads = [](char32_t one, std::string_view as) {
    return std::ranges::any_of(readings(one), [&](Syllable of) { return syllables()[of] == as; });
  };
  EXPECT_TRUE(reads(U'长', "chang") && reads(U'长', "zhang"));
  EXPECT_TRUE(reads(U'单', "dan") && reads(U'单', "shan"));
  EXPECT_TRUE(reads(U'曾', "zeng") && reads(U'曾', "ceng"));
  EXPECT_TRUE(reads(U'绿', "lv"));
  EXPECT_TRUE(readings(U'a').empty() && readings(U'，').empty() && readings(0x20000).empty());
}

TEST(Pinyin, AWordIsWholeReadingsOrFirstLetters) {
  const auto sounds = [](const char* text, const char* word) { return sounds_like(folded(text), word); };
  EXPECT_TRUE(sounds("双流区东升小学", "shuangliu"));
  EXPECT_TRUE(sounds("双流区东升小学", "slqdsxx"));
  EXPECT_TRUE(sounds("双流区东升小学", "dsxiaoxue"));
  EXPECT_TRUE(sounds("双流区东升小学", "dongshengxiaox")) << "as far as it was typed";
  EXPECT_TRUE(sounds("双流区东升小学", "dsheng") && sounds("双流区东升小学", "shliu"));
  EXPECT_TRUE(sounds("长寿区", "changshou") && sounds("长寿区", "cs"));
  EXPECT_TRUE(sounds("西安", "xian") && sounds("先生", "xian"));
  EXPECT_FALSE(sounds("双流区东升小学", "slds")) << "not side by side";
  EXPECT_FALSE(sounds("双流 东升", "liudong")) << "a space stands between";
  EXPECT_FALSE(sounds("双流", "shual")) << "neither whole nor a first letter";
  EXPECT_FALSE(sounds("abc", "abc") || sounds("双流", "") || sounds("双流", "双"));
}

}  // namespace
}  // namespace doorstep::search
