// What a number in a cell looks like: formats of styles, days since 1900 or 1904, digits.
#pragma once

#include <string>
#include <string_view>

#include "xlsx.h"

namespace doorstep::sheets {

enum class Shape { general, date, date_time, time, zeros };

struct CellFormat {
  Shape shape = Shape::general;
  int zeros = 0;  // "00000000": numbers are shown with leading zeros, as school codes are
};

CellFormat builtin_format(int id);
CellFormat read_format(std::string_view code);

struct Shown {
  CellKind kind = CellKind::number;
  bool lost_precision = false;
  std::string text;
};

// `raw` as the file has it. What is no number is given back as text.
Shown show_number(std::string_view raw, CellFormat format, bool since_1904);

// Excel writes control characters as _x000D_; this turns them back, in place.
void unescape(std::string& text, size_t from);

}  // namespace doorstep::sheets
