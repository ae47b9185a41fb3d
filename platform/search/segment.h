// Segment: up to 65,536 documents that never change, with the lists by which they are found. Thread safe.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lists.h"
#include "pinyin.h"
#include "search.h"

namespace doorstep::search {

// One word of a question, read once for all segments.
struct Word {
  std::string text;
  std::u32string characters;
  std::optional<Sound> sound;  // of a word of letters that may be pinyin
};

class Segment {
 public:
  static constexpr size_t most = 65'536;

  // `documents` have folded texts and each its own id; at most `most` of them.
  explicit Segment(std::vector<Document> documents);

  size_t size() const { return orders_[0].size(); }
  size_t bytes() const;
  std::optional<uint32_t> number_of(std::string_view id) const;
  std::string_view id(uint32_t number) const { return slice(ids_, id_begins_, number); }
  const std::vector<uint32_t>& orders(size_t which) const { return orders_[which]; }  // by document
  // As they were put in, but for those of `gone`.
  std::vector<Document> documents(const Bitmap& gone) const;

  Bitmap all() const;
  Bitmap having(const Word& word) const;
  Bitmap labelled(const Filter& filter) const;
  // Calls visit(value, documents) for each value of a facet.
  template <class Visit>
  void each_value(std::string_view facet, Visit&& visit) const {
    const auto prefix = std::string{facet} + '=';
    for (auto at = labels_.lower_bound(prefix); at != labels_.end() && at->first.starts_with(prefix); ++at)
      visit(std::string_view{at->first}.substr(prefix.size()), at->second);
  }

 private:
  static std::string_view slice(const std::string& of, const std::vector<uint32_t>& begins, size_t number) {
    return std::string_view{of}.substr(begins[number], begins[number + 1] - begins[number]);
  }
  std::string_view text(uint32_t number) const { return slice(texts_, text_begins_, number); }
  void make_lists();
  Bitmap written(const Word& word) const;
  Bitmap spoken(const Sound& sound) const;
  Bitmap read_as(const Sound::Piece& piece) const;
  bool few_sounds(const Sound::Piece& one, const Sound::Piece& next) const;
  Bitmap side_by_side(const Sound::Piece& one, const Sound::Piece& next) const;

  std::string texts_, ids_;
  std::vector<uint32_t> text_begins_, id_begins_;  // one more at the end
  std::array<std::vector<uint32_t>, 3> orders_;
  std::map<std::string, Bitmap, std::less<>> labels_;
  Lists characters_, repeats_, pairs_;  // of characters, of those that come again, of two side by side
  Lists syllables_, letters_;           // of readings, and their first letters
  Lists sounds_, both_;                 // the same of two side by side
};

}  // namespace doorstep::search
