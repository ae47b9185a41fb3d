// Pinyin: how characters may be read, and what letters that somebody types may stand for.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::search {

using Syllable = uint16_t;

// Every reading of a character, without tone; none for what is no Chinese character.
std::span<const Syllable> readings(char32_t one);
std::span<const std::string> syllables();
inline char letter_of(Syllable one) { return syllables()[one][0]; }

// A word of letters as what it may sound like. At most the first 40 letters are read.
class Sound {
 public:
  explicit Sound(std::string_view letters);

  // A part of the word that one character stands for.
  struct Piece {
    uint8_t begin = 0, end = 0;
    std::vector<Syllable> of;  // any of these
    char letter = 0;           // that all of them begin with
  };
  const std::vector<Piece>& pieces() const { return pieces_; }  // by where they begin
  size_t length() const { return length_; }
  bool possible() const { return possible_; }  // some row of pieces makes the whole word
  bool in(std::string_view text) const;        // of UTF-8

 private:
  size_t length_ = 0;
  bool possible_ = false;
  std::vector<Piece> pieces_;
  bool letter_by_letter(std::string_view text) const;

  bool only_firsts_ = false;           // every piece is one letter
  std::array<uint64_t, 26> places_{};  // by letter: where it stands in the word (bits)
  std::vector<uint64_t> steps_;        // by place and syllable: the places (bits) where a character read so may lead
};

}  // namespace doorstep::search
