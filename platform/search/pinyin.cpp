#include "pinyin.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <bit>

#include "built_in.h"
#include "search.h"
#include "text.h"

namespace doorstep::search {
namespace {

constexpr char32_t first_character = 0x3007, last_character = 0x9FFF;
constexpr size_t longest_word = 40;

struct Table {
  std::vector<std::string> names;
  std::vector<uint32_t> begins;  // by character: where its readings begin in `all`; one more at the end
  std::vector<Syllable> all;
  std::vector<uint32_t> firsts;  // by character: the first letters of its readings, a being the lowest bit
};

const Table& table() {
  static const Table made = [] {
    Table table;
    std::vector<std::vector<Syllable>> by(last_character - first_character + 1);
    for (const auto& file : built_in_files()) {
      if (file.name != "readings.txt") continue;
      for (size_t at = file.text.find('\n') + 1; at < file.text.size();) {
        const auto end = std::min(file.text.find('\n', at), file.text.size());
        const auto line = file.text.substr(at, end - at);
        const auto space = line.find(' ');
        const auto name = static_cast<Syllable>(table.names.size());
        table.names.emplace_back(line.substr(0, space));
        for (const auto one : characters(line.substr(space + 1))) by[one - first_character].push_back(name);
        at = end + 1;
      }
    }
    for (const auto& of : by) {
      table.begins.push_back(static_cast<uint32_t>(table.all.size()));
      table.all.insert(table.all.end(), of.begin(), of.end());
    }
    table.begins.push_back(static_cast<uint32_t>(table.all.size()));
    for (const auto& of : by) {
      auto& firsts = table.firsts.emplace_back(0);
      for (const auto one : of) firsts |= uint32_t{1} << (table.names[one][0] - 'a');
    }
    return table;
  }();
  return made;
}

// Whether a character read as `name` may be written as `part` of a word; `last`: nothing follows.
bool stands_for(std::string_view part, std::string_view name, bool last) {
  if (part == name) return true;
  const bool initial = part.size() == 1 || part == "zh" || part == "ch" || part == "sh";
  return (initial || last) && name.starts_with(part);
}

}  // namespace

std::span<const Syllable> readings(char32_t one) {
  if (one < first_character || last_character < one) return {};
  const auto& of = table();
  const auto at = one - first_character;
  return {of.all.data() + of.begins[at], of.begins[at + 1] - of.begins[at]};
}

std::span<const std::string> syllables() { return table().names; }

Sound::Sound(std::string_view letters) {
  letters = letters.substr(0, longest_word);
  length_ = letters.size();
  const auto names = syllables();
  steps_.resize(length_ * names.size());
  constexpr size_t longest_syllable = 6;  // zhuang
  for (size_t begin = 0; begin < length_; ++begin)
    for (size_t end = begin + 1; end <= std::min(begin + longest_syllable, length_); ++end) {
      Piece piece{static_cast<uint8_t>(begin), static_cast<uint8_t>(end), {}, letters[begin]};
      for (size_t one = 0; one < names.size(); ++one) {
        if (!stands_for(letters.substr(begin, end - begin), names[one], end == length_)) continue;
        piece.of.push_back(static_cast<Syllable>(one));
        steps_[begin * names.size() + one] |= uint64_t{1} << end;
      }
      if (!piece.of.empty()) pieces_.push_back(std::move(piece));
    }
  // Only pieces that lie on a way from the beginning to the end are of use.
  std::vector<bool> from(length_ + 1), to(length_ + 1);
  from[0] = to[length_] = true;
  for (const auto& piece : pieces_)
    if (from[piece.begin]) from[piece.end] = true;
  for (auto piece = pieces_.rbegin(); piece != pieces_.rend(); ++piece)
    if (to[piece->end]) to[piece->begin] = true;
  possible_ = length_ > 0 && from[length_];
  std::erase_if(pieces_, [&](const Piece& piece) { return !from[piece.begin] || !to[piece.end]; });
  only_firsts_ = std::ranges::all_of(pieces_, [](const Piece& piece) { return piece.end - piece.begin == 1; });
  for (size_t at = 0; at < length_; ++at) places_[static_cast<size_t>(letters[at] - 'a')] |= uint64_t{1} << at;
}

// First letters alone, as they are mostly typed: all places of the word go one on with each character.
bool Sound::letter_by_letter(std::string_view text) const {
  const auto& firsts = table().firsts;
  const auto last = uint64_t{1} << (length_ - 1);
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  uint64_t at = 0;  // which letter of the word the last character may have been
  for (int32_t next = 0, end = static_cast<int32_t>(text.size()); next < end;) {
    UChar32 one = 0;
    U8_NEXT(bytes, next, end, one);
    uint64_t here = 0;
    const auto code = static_cast<char32_t>(one);
    if (first_character <= code && code <= last_character)
      for (auto letters = firsts[code - first_character]; letters; letters &= letters - 1)
        here |= places_[static_cast<size_t>(std::countr_zero(letters))];
    at = (at << 1 | 1) & here;
    if (at & last) return true;
  }
  return false;
}

bool Sound::in(std::string_view text) const {
  if (!possible_) return false;
  if (only_firsts_) return letter_by_letter(text);
  const auto count = syllables().size();
  const auto whole = uint64_t{1} << length_;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  uint64_t at = 0;  // places in the word that the characters so far may have led to
  for (int32_t next_byte = 0, end = static_cast<int32_t>(text.size()); next_byte < end;) {
    UChar32 one = 0;
    U8_NEXT(bytes, next_byte, end, one);
    const auto of = readings(static_cast<char32_t>(one));
    uint64_t next = 0;
    for (auto places = of.empty() ? 0 : at | 1; places; places &= places - 1) {
      const auto* step = steps_.data() + static_cast<size_t>(std::countr_zero(places)) * count;
      for (const auto reading : of) next |= step[reading];
    }
    if (next & whole) return true;
    at = next;
  }
  return false;
}

bool sounds_like(std::string_view text, std::string_view word) { return only_letters(word) && Sound{word}.in(text); }

}  // namespace doorstep::search
