// What the index finds, held against reading every text; changes, filters, counts, order; finds beside changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <thread>

#include "pinyin.h"
#include "search.h"
#include "text.h"

namespace doorstep::search {
namespace {

using Documents = std::map<std::string, Document>;

// Whether the characters from `at` on may be written as `word`: the rule as the header says it, tried out.
bool reads(const std::u32string& text, size_t at, std::string_view word) {
  if (word.empty()) return true;
  if (at == text.size()) return false;
  for (const auto reading : readings(text[at])) {
    const std::string_view name = syllables()[reading];
    for (size_t length = 1; length <= std::min(name.size(), word.size()); ++length) {
      if (word.substr(0, length) != name.substr(0, length)) break;
      const auto part = word.substr(0, length);
      const bool initial = length == 1 || part == "zh" || part == "ch" || part == "sh";
      if ((length == name.size() || initial || length == word.size()) && reads(text, at + 1, word.substr(length)))
        return true;
    }
  }
  return false;
}
bool read_anywhere(const std::u32string& text, const std::string& word) {
  for (size_t at = 0; at < text.size(); ++at)
    if (reads(text, at, word)) return true;
  return false;
}

// Reads every text: the same rules without any index.
std::vector<std::string> scanned(const Documents& all, const Question& question) {
  std::vector<const Document*> found;
  const auto words = words_of(folded(question.text));
  for (const auto& [id, one] : all) {
    const auto text = folded(one.text);
    const bool has = std::ranges::all_of(words, [&](const std::string& word) {
      return text.find(word) != text.npos ||
             (word.size() > 1 && only_letters(word) && read_anywhere(characters(text), word));
    });
    const bool passes = std::ranges::all_of(question.filters, [&](const Filter& filter) {
      return std::ranges::any_of(filter.values, [&](const std::string& value) {
        return std::ranges::count(one.labels, filter.facet + "=" + value) > 0;
      });
    });
    if (has && passes) found.push_back(&one);
  }
  std::ranges::sort(found, [&](const Document* one, const Document* other) {
    const auto a = one->orders[question.order], b = other->orders[question.order];
    return a != b ? a > b : one->id < other->id;
  });
  std::vector<std::string> ids;
  for (const auto* one : found) ids.push_back(one->id);
  return ids;
}

const std::vector<std::string> pieces{"分数", "的",   "初步",   "认识", "单元", "教学", "长方形", "面积", "PPT", "课件",
                                      "练习", "语文", "数學",   "圆",   "东升", "小学", "A",      "3",    " ",   "乐",
                                      "重量", "行",   "\n王芳", "\n李", "好",   "x",    "银行",   "西安", "先",  "得"};

std::string some_text(std::mt19937& random) {
  std::string text;
  for (auto left = 1 + random() % 9; left > 0; --left) text += pieces[random() % pieces.size()];
  return text;
}
Document some_document(std::mt19937& random, int number) {
  Document made{"d" + std::to_string(number), some_text(random), {}, {}};
  made.labels.push_back("kind=" + std::string{"abc"[random() % 3]});
  if (random() % 2) made.labels.push_back("grade=" + std::to_string(1 + random() % 6));
  if (random() % 3 == 0) made.labels.push_back("grade=7");
  made.orders = {static_cast<uint32_t>(random() % 5), static_cast<uint32_t>(number), 0};
  return made;
}
std::string some_words(std::mt19937& random) {
  static const std::vector<std::string> asked{"分",    "分数",   "数的", "初步认识", "长方形", "ppt", "a3",     "3",
                                              "fs",    "fenshu", "xian", "yinh",     "cfx",    "zfx", "wf",     "x",
                                              "dsxx",  "数学",   "數",   "王芳 fs",  "sheng",  "zl",  "chongl", "的初",
                                              "学 好", "没有",   "shux", "hang",     "le",     ""};
  return asked[random() % asked.size()];
}

TEST(Index, FindsWhatReadingEveryTextFinds) {
  std::mt19937 random{7};
  Index index;
  Documents all;
  int next = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<Document> batch;
    for (auto left = random() % 40; left > 0; --left) {
      auto one = some_document(random, random() % 4 && next ? next++ : static_cast<int>(random() % (next + 1)));
      next = std::max(next, std::stoi(one.id.substr(1)) + 1);
      all[one.id] = one;
      batch.push_back(std::move(one));
    }
    index.put(std::move(batch));
    if (random() % 3 == 0) {
      std::vector<std::string> gone;
      for (auto left = random() % 30; left > 0; --left) gone.push_back("d" + std::to_string(random() % (next + 1)));
      for (const auto& id : gone) all.erase(id);
      index.drop(gone);
    }
    ASSERT_EQ(index.size(), static_cast<int64_t>(all.size()));
    for (int asked = 0; asked < 12; ++asked) {
      Question question{.text = some_words(random), .order = random() % 2, .from = random() % 3, .most = 100'000};
      if (random() % 2) question.filters.push_back({"kind", {"a", "c"}});
      if (random() % 3 == 0) question.filters.push_back({"grade", {std::to_string(1 + random() % 7)}});
      question.count = {"kind", "grade"};
      auto expected = scanned(all, question);
      const auto found = index.find(question);
      EXPECT_EQ(found.total, static_cast<int64_t>(expected.size())) << question.text;
      expected.erase(expected.begin(), expected.begin() + static_cast<int>(std::min(question.from, expected.size())));
      EXPECT_EQ(found.ids, expected) << question.text;
      // Each count is what the question would find with that value instead of the facet's own filter.
      for (const auto& [facet, counts] : found.counts)
        for (const auto& count : counts) {
          auto other = question;
          std::erase_if(other.filters, [&](const Filter& one) { return one.facet == facet; });
          other.filters.push_back({facet, {count.value}});
          EXPECT_EQ(count.documents, static_cast<int64_t>(scanned(all, other).size())) << facet << count.value;
        }
    }
  }
}

TEST(Index, AnEmptyOneFindsNothing) {
  Index index;
  const auto found = index.find({.text = "分数", .count = {"kind"}});
  EXPECT_EQ(found.total, 0);
  EXPECT_TRUE(found.ids.empty() && found.counts.empty() && index.values("kind").empty());
  index.drop({"nobody"});
  EXPECT_EQ(index.size(), 0);
}

TEST(Index, PagesFollowEachOther) {
  Index index;
  std::vector<Document> all;
  for (int at = 0; at < 50; ++at) all.push_back({"d" + std::to_string(100 + at), "课件", {}, {uint32_t(at / 3), 0, 0}});
  index.put(all);
  std::vector<std::string> pages;
  for (size_t from = 0; from < 60; from += 7)
    for (auto& id : index.find({.text = "课", .from = from, .most = 7}).ids) pages.push_back(std::move(id));
  EXPECT_EQ(pages, index.find({.text = "课", .most = 100}).ids);
  EXPECT_EQ(pages.front(), "d148") << "the greatest first, equals by id";
  EXPECT_EQ(index.find({.text = "课", .most = 0}).total, 50);
}

TEST(Index, ReplacedIsFoundByTheNewTextAlone) {
  Index index;
  index.put({{"1", "旧题目", {"kind=a"}, {}}, {"1", "新题目", {"kind=b"}, {}}});
  EXPECT_EQ(index.find({.text = "旧"}).total, 0);
  index.put({{"1", "再新", {}, {}}});
  EXPECT_EQ(index.size(), 1);
  EXPECT_EQ(index.find({.text = "新题"}).total, 0);
  EXPECT_EQ(index.find({.text = "再新"}).total, 1);
  EXPECT_TRUE(index.find({.text = "", .count = {"kind"}}).counts.empty());
}

TEST(Index, OneByOneStaysFewSegmentsAndSmall) {
  Index index;
  std::mt19937 random{3};
  for (int at = 0; at < 1500; ++at) index.put({some_document(random, at)});
  EXPECT_EQ(index.size(), 1500);
  EXPECT_LT(index.bytes(), 1'500'000);
}

TEST(Index, FindsRunBesideChanges) {
  Index index;
  std::atomic<bool> ends{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int count = 0; count < 2; ++count)
    readers.emplace_back([&] {
      // Each change replaces the ten together: a find sees ten of one sort, or none of them before the first.
      while (!ends)
        for (const auto& count_of : index.find({.text = "题", .count = {"round"}}).counts)
          wrong += count_of.second.size() != 1 || count_of.second[0].documents != 10;
    });
  for (int round = 0; round < 60; ++round) {
    std::vector<Document> ten;
    for (int at = 0; at < 10; ++at) ten.push_back({std::to_string(at), "题目", {"round=" + std::to_string(round)}, {}});
    index.put(std::move(ten));
  }
  ends = true;
  for (auto& one : readers) one.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace doorstep::search
