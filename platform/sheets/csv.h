// Comma-separated files, read in a stream and written.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/sheets/bytes.h>
#include <doorstep/sheets/encoding.h>

namespace doorstep::sheets {

struct RowLimits {
  int columns = 2'000;
  size_t cell_bytes = size_t{64} << 10;
  size_t row_bytes = size_t{4} << 20;
  int64_t rows = 50'000'000;
};

struct CsvOptions {
  std::string name{};                  // of the file, for messages
  std::optional<char> delimiter{};     // else the first line that has one of , ; tab says
  std::optional<Encoding> encoding{};  // else recognised
  RowLimits limits{};
};

// Reads RFC 4180, and what spreadsheets make of it: any of the encodings, any line ends, a first line "sep=;". A quote
// inside an unquoted cell is a letter; text after a closing quote is an error. Cells keep their spaces.
class CsvReader {
 public:
  static Result<CsvReader> open(std::unique_ptr<ByteSource> bytes, CsvOptions options);
  CsvReader(CsvReader&&) noexcept;
  ~CsvReader();

  // The next row; false when there is none. Cells are valid until the next call. An empty line is a row without cells.
  Result<bool> next();
  std::span<const std::string_view> cells() const;

  int64_t row() const;   // from 1, as a spreadsheet numbers it: a line break in a cell does not count
  int64_t line() const;  // from 1, as a text editor numbers it; where the row begins
  char delimiter() const;
  const TextSource& text() const;

 private:
  struct Inside;
  explicit CsvReader(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

struct CsvStyle {
  bool mark = false;   // byte order mark: Excel needs it to see UTF-8, OneRoster forbids it
  bool guard = false;  // an apostrophe before text that a spreadsheet would run as a formula; never for OneRoster
  char delimiter = ',';
};

// Makes csv text in `out`, which the caller empties whenever it likes.
class CsvWriter {
 public:
  explicit CsvWriter(std::string& out, CsvStyle style = {});
  void cell(std::string_view text);
  void end_row();
  void row(std::span<const std::string_view> cells);

 private:
  std::string& out_;
  CsvStyle style_;
  bool first_ = true;
  bool blank_ = false;  // the row so far is one empty cell
};

}  // namespace doorstep::sheets
