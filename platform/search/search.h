// Search: an index in memory over short texts, titles above all, by part of a text in any script and by pinyin, with
// filters, counts by facet and an order. It finds exactly what reading every text would find.
//
//   search::Index index;
//   index.put({{"7", "分数的初步认识\n张老师", {"subject=mathematics"}, {1, 0, 0}}});
//   index.find({.text = "fshu 张", .filters = {{"subject", {"mathematics"}}}, .count = {"subject"}});
//
// Promises: a find() that begins after a put() or drop() returned sees it; one under way keeps what it began with. A
// change costs what it changes, and now and then the making anew of at most 65,536 documents. Memory grows with the
// texts, by some 200 bytes for a title of 20 characters; texts are read up to their 600th character.
//
// Thread safe: finds run side by side and wait for no change; changes wait for each other.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::search {

struct Document {
  std::string id;
  std::string text;                  // by lines; what is looked for stands within one
  std::vector<std::string> labels;   // "facet=value"
  std::array<uint32_t, 3> orders{};  // by what results may be sorted, the greatest first
};

// Documents with any of the values.
struct Filter {
  std::string facet;
  std::vector<std::string> values;
};

struct Question {
  std::string text;  // words by spaces: each has to be there, as part of the text or as pinyin; empty: everything
  std::vector<Filter> filters{};     // one a facet
  std::vector<std::string> count{};  // facets, counted as if they had no filter of their own
  size_t order = 0;                  // which of Document::orders; the same: by id
  size_t from = 0, most = 20;        // which of the results
};

struct Count {
  std::string value;
  int64_t documents = 0;
};

struct Found {
  int64_t total = 0;
  std::vector<std::string> ids;
  std::map<std::string, std::vector<Count>> counts;  // by facet, those that have any, by value
};

// As texts are compared: compatible forms and case are one (NFKC case folding), traditional characters are written as
// simplified ones, runs of spaces are one space.
std::string folded(std::string_view text);

// Whether one word is found in a text by its pinyin, both folded: its letters are, in this order, whole readings of
// characters that stand side by side or their first letters (z or zh), the last one as far as it was typed.
bool sounds_like(std::string_view text, std::string_view word);

class Segment;

class Index {
 public:
  Index();
  ~Index();

  void put(std::vector<Document> documents);  // those of the same id are replaced
  void drop(const std::vector<std::string>& ids);
  Found find(const Question& question) const;
  std::vector<std::string> values(std::string_view facet) const;  // that any document has, or had a while ago
  int64_t size() const;                                           // documents
  int64_t bytes() const;                                          // of memory, about

 private:
  struct Part;
  using Snapshot = std::vector<Part>;
  std::shared_ptr<const Snapshot> now() const;
  void hand_over(Snapshot made);
  static void forget(Snapshot& parts, const std::vector<std::string_view>& ids);
  static void tidy(Snapshot& parts);

  std::mutex changing_;         // one change at a time
  mutable std::mutex holding_;  // of snapshot_, for as long as it takes to copy or set it
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace doorstep::search
