// Where something stands in a file, as its author sees it on the screen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <doorstep/base/words.h>

namespace doorstep::sheets {

// Rows and columns count from 1; 0 is "no particular one".
struct Place {
  std::string sheet;  // name of the sheet, or of the csv file
  int64_t row = 0;
  int column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

std::string column_letters(int column);                      // 1 is A, 27 is AA
std::optional<int> column_number(std::string_view letters);  // empty when it is no column, or longer than any sheet has

// “学校”第 3 行 B 列; "Schools", row 3, column B
Words in_words(const Place& place);

}  // namespace doorstep::sheets
