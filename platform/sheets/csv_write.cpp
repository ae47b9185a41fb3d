#include "csv.h"
#include "number.h"

namespace doorstep::sheets {

CsvWriter::CsvWriter(std::string& out, CsvStyle style) : out_{out}, style_{style} {
  if (style.mark) out_ += "\xEF\xBB\xBF";
}

void CsvWriter::cell(std::string_view text) {
  if (!first_) out_ += style_.delimiter;
  blank_ = first_ && text.empty();
  first_ = false;
  const bool risky = style_.guard && !text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != text.npos &&
                     !is_plain_number(text);
  const char special[] = {'"', '\r', '\n', style_.delimiter};
  const bool quote = text.find_first_of({special, sizeof special}) != text.npos ||
                     (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (quote) out_ += '"';
  if (risky) out_ += '\'';
  if (text.find('"') == text.npos) {
    out_ += text;
  } else {
    for (const char c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
  }
  if (quote) out_ += '"';
}

void CsvWriter::end_row() {
  if (blank_) out_ += "\"\"";  // else a row of one empty cell would read as no row
  out_ += "\r\n";
  first_ = true;
  blank_ = false;
}

void CsvWriter::row(std::span<const std::string_view> cells) {
  for (const auto text : cells) cell(text);
  end_row();
}

}  // namespace doorstep::sheets
