#include "place.h"

#include <algorithm>

namespace doorstep::sheets {

std::string column_letters(int column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) letters += static_cast<char>('A' + (column - 1) % 26);
  std::reverse(letters.begin(), letters.end());
  return letters;
}

std::optional<int> column_number(std::string_view letters) {
  if (letters.empty() || letters.size() > 6) return std::nullopt;
  int number = 0;
  for (const char c : letters) {
    if (c < 'A' || c > 'Z') return std::nullopt;
    number = number * 26 + (c - 'A' + 1);
  }
  return number;
}

Words in_words(const Place& place) {
  Words words = say("“{}”", "\"{}\"", place.sheet);
  if (place.row > 0) {
    words.zh += fmt::format("第 {} 行", place.row);
    words.en += fmt::format(", row {}", place.row);
  }
  if (place.column > 0) {
    words.zh += fmt::format(" {} 列", column_letters(place.column));
    words.en += fmt::format(", column {}", column_letters(place.column));
  }
  return words;
}

}  // namespace doorstep::sheets
