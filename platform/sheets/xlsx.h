// Excel workbooks (.xlsx), read row by row in little memory: cells as the text that a person sees, with their kind.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/sheets/csv.h>
#include <doorstep/sheets/zip.h>

namespace doorstep::sheets {

enum class CellKind {
  empty,
  text,
  number,   // plain digits, "1234.5"
  date,     // "2024-09-01", or "2024-09-01T08:30:00" when the cell shows a time as well. "1900-02-29" is possible:
            // Excel believes in that day
  time,     // "08:30:00"
  boolean,  // "TRUE", "FALSE"
  fault,    // "#N/A", "#REF!" ...: the formula failed; "#CALC?": the file holds no value for it, saving it in a
            // spreadsheet program helps
};

struct XlsxCell {
  int column = 0;  // from 1
  CellKind kind = CellKind::text;
  // A number of more than 15 digits: the program that wrote the file has rounded it already, so that an id typed as a
  // number cannot be trusted. The text is what the file says.
  bool lost_precision = false;
  std::string_view text;
};

struct XlsxSheet {
  std::string name;
  bool hidden = false;
  std::string part;  // name of its entry in the zip
};

struct MergedRange {
  int64_t row = 0, last_row = 0;
  int column = 0, last_column = 0;
};

struct XlsxLimits {
  ZipLimits zip;
  RowLimits rows{.rows = 2'000'000};
  size_t shared_bytes = size_t{128} << 20;  // of the workbook's table of texts, which is held in memory
};

// The rows of one sheet that hold anything, from top to bottom.
class XlsxRows {
 public:
  ~XlsxRows();

  Result<bool> next();                      // false: no more rows
  int64_t row() const;                      // from 1, as Excel numbers it
  std::span<const XlsxCell> cells() const;  // those with something in them, left to right; valid until next()
  double share() const;                     // read so far, 0 to 1

  // Known after the last row only, as the file has them behind the rows. A merged range has its value in its first
  // cell; the others are empty.
  const std::vector<MergedRange>& merged() const;

 private:
  friend class XlsxBook;
  struct Inside;
  explicit XlsxRows(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

class XlsxBook {
 public:
  // Refuses .xls, .xlsb, .ods, web pages named .xls and workbooks with a password, each with its remedy.
  static Result<XlsxBook> open(const Input& input, const XlsxLimits& limits = {});

  const std::vector<XlsxSheet>& sheets() const;

  // The rows keep what they need of the book alive. One thread at a time for the book and its rows.
  Result<std::unique_ptr<XlsxRows>> rows(size_t sheet) const;

 private:
  friend class XlsxRows;
  struct Inside;
  explicit XlsxBook(std::shared_ptr<Inside> inside) : inside_{std::move(inside)} {}
  std::shared_ptr<Inside> inside_;
};

}  // namespace doorstep::sheets
