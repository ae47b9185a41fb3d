// Tables: one face over a csv file, the csv files in a zip and the sheets of a workbook. A table has a header and rows
// of as many cells as the header; everything found has its Place.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/sheets/csv.h>
#include <doorstep/sheets/place.h>
#include <doorstep/sheets/xlsx.h>
#include <doorstep/sheets/zip.h>

namespace doorstep::sheets {

enum class TableSource { csv, zipped_csv, sheet };

struct TableInfo {
  std::string name;    // of the sheet, or of the csv file
  std::string folder;  // in the zip; OneRoster wants none
  TableSource source = TableSource::csv;
  bool hidden = false;  // a hidden sheet
};

// How well a row would do as the header; the best of the first ten rows that are not blank becomes it, the first one
// among equals. 0 or less: not a header.
using HeaderScore = std::function<double(std::span<const std::string_view> cells)>;

struct TableOptions {
  std::string name{};                  // of the table; "" is the first that is not hidden
  HeaderScore header_score{};          // else the first row with two different texts is the header
  std::optional<Encoding> encoding{};  // of csv; else recognised
  std::optional<char> delimiter{};     // of csv; else recognised
  RowLimits rows{};
  XlsxLimits xlsx{};  // its `rows` are taken from above, with at most 2,000,000 of them
  ZipLimits zip{};
};

// A header name that stands more than once.
struct Duplicate {
  std::string name;
  std::vector<int> columns;  // from 1
};

struct TableRow {
  int64_t row = 0;                          // as the spreadsheet program numbers it
  std::span<const std::string_view> cells;  // one for each column of the header, "" where there is none
  std::span<const CellKind> kinds;          // of a workbook's cells; empty for csv, where all is text
  std::span<const uint8_t> lost_precision;  // 1 where a number of a workbook was rounded; empty when none was
  int written = 0;                          // csv: cells that the row has, which should be as many as the header's
  int beyond = 0;                           // column of the first cell with content beyond the header, or 0

  CellKind kind(size_t column) const {
    return kinds.empty() ? (cells[column].empty() ? CellKind::empty : CellKind::text) : kinds[column];
  }
  bool lost(size_t column) const { return !lost_precision.empty() && lost_precision[column] != 0; }
};

class TableReader {
 public:
  virtual ~TableReader() = default;

  const TableInfo& info() const { return info_; }
  const std::vector<std::string>& header() const { return header_; }  // without line breaks and spaces around
  int64_t header_row() const { return header_row_; }
  const std::vector<Duplicate>& duplicates() const { return duplicates_; }

  // The next row that is not blank; nullptr at the end. Valid until the next call.
  Result<const TableRow*> next();

  // `column` counts from 0, as in `cells`.
  Place place(size_t column) const { return {info_.name, row_.row, static_cast<int>(column) + 1}; }
  Place place() const { return {info_.name, row_.row, 0}; }

  // An error when the row has more or fewer cells than the header: strict formats want them to be the same.
  std::optional<Error> uneven() const;

  virtual double share() const = 0;  // read so far, 0 to 1
  virtual const std::vector<MergedRange>& merged() const;

 protected:
  // A row as the file has it.
  struct Raw {
    int64_t row = 0;
    std::span<const std::string_view> cells;
    std::span<const CellKind> kinds;
    std::span<const uint8_t> lost;
  };
  virtual Result<bool> next_raw(Raw& raw) = 0;  // false at the end; may give blank rows

  Result<void> find_header(const HeaderScore& score);
  TableInfo info_;

 private:
  struct Kept;
  void take_header(const Kept& kept);
  void present(const Raw& raw);

  std::vector<std::string> header_;
  int64_t header_row_ = 0;
  std::vector<Duplicate> duplicates_;
  std::vector<std::shared_ptr<Kept>> kept_;  // rows below the header that were read to find it
  size_t next_kept_ = 0;
  std::vector<std::string_view> cells_;
  std::vector<CellKind> kinds_;
  std::vector<uint8_t> lost_;
  TableRow row_;

  friend class TableFile;
};

// A file opened once, for reading several of its tables. One thread at a time for it and its readers.
class TableFile {
 public:
  static Result<TableFile> open(const Input& input, const TableOptions& limits = {});

  const std::vector<TableInfo>& tables() const { return tables_; }
  const std::optional<ZipArchive>& zip() const { return zip_; }  // when it is a zip of csv files

  // The table options.name, upper and lower case being the same.
  Result<std::unique_ptr<TableReader>> read(const TableOptions& options) const;
  Result<std::unique_ptr<TableReader>> read(size_t table, const TableOptions& options = {}) const;

 private:
  TableFile() = default;

  Input input_;
  std::optional<ZipArchive> zip_;
  std::optional<XlsxBook> book_;
  std::vector<size_t> inside_;  // of each table: its index in the zip or in the book
  std::vector<TableInfo> tables_;
};

// For callers who want one table, or a look.
Result<std::unique_ptr<TableReader>> open_table(const Input& input, const TableOptions& options = {});
Result<std::vector<TableInfo>> list_tables(const Input& input);

}  // namespace doorstep::sheets
