#include "table.h"

#include <fmt/ranges.h>
#include <strings.h>

#include <algorithm>

#include "kinds.h"

namespace doorstep::sheets {

namespace {

bool same_name(std::string_view one, std::string_view other) {
  return one.size() == other.size() && strncasecmp(one.data(), other.data(), one.size()) == 0;
}

bool is_csv_name(std::string_view name) {
  for (const std::string_view end : {".csv", ".txt", ".tsv"})
    if (name.size() >= end.size() && same_name(name.substr(name.size() - end.size()), end)) return true;
  return false;
}

class CsvTable final : public TableReader {
 public:
  CsvTable(CsvReader reader, TableInfo info) : reader_{std::move(reader)} { info_ = std::move(info); }

  double share() const override {
    const auto size = reader_.text().size().value_or(0);
    return size > 0 ? std::min(1.0, static_cast<double>(reader_.text().consumed()) / static_cast<double>(size)) : 1.0;
  }

 private:
  Result<bool> next_raw(Raw& raw) override {
    auto more = reader_.next();
    if (more && *more) raw = {reader_.row(), reader_.cells(), {}, {}};
    return more;
  }

  CsvReader reader_;
};

class SheetTable final : public TableReader {
 public:
  SheetTable(std::unique_ptr<XlsxRows> rows, TableInfo info) : rows_{std::move(rows)} { info_ = std::move(info); }

  double share() const override { return rows_->share(); }
  const std::vector<MergedRange>& merged() const override { return rows_->merged(); }

 private:
  // Puts the cells that are there into their columns.
  Result<bool> next_raw(Raw& raw) override {
    auto more = rows_->next();
    if (!more || !*more) return more;
    const auto width = static_cast<size_t>(rows_->cells().back().column);
    cells_.assign(width, {});
    kinds_.assign(width, CellKind::empty);
    lost_.clear();
    for (const auto& cell : rows_->cells()) {
      const auto at = static_cast<size_t>(cell.column) - 1;
      cells_[at] = cell.text;
      kinds_[at] = cell.kind;
      if (!cell.lost_precision) continue;
      lost_.resize(width, 0);
      lost_[at] = 1;
    }
    raw = {rows_->row(), cells_, kinds_, lost_};
    return more;
  }

  std::unique_ptr<XlsxRows> rows_;
  std::vector<std::string_view> cells_;
  std::vector<CellKind> kinds_;
  std::vector<uint8_t> lost_;
};

bool is_workbook(const ZipArchive& zip) {
  return zip.find("[Content_Types].xml") || zip.find("xl/workbook.xml") || zip.find("content.xml");
}

}  // namespace

Result<TableFile> TableFile::open(const Input& input, const TableOptions& limits) {
  TableFile file;
  file.input_ = input;
  DOORSTEP_LET(kind, recognise(input));
  if (kind == FileKind::text) {
    file.tables_.push_back({input.name, "", TableSource::csv, false});
    file.inside_.push_back(0);
    return file;
  }
  DOORSTEP_LET(zip, ZipArchive::open(input, limits.zip));
  if (is_workbook(zip)) {
    auto within = limits.xlsx;
    within.rows = limits.rows;
    within.rows.rows = std::min(within.rows.rows, limits.xlsx.rows.rows);
    DOORSTEP_LET(book, XlsxBook::open(input, within));
    for (size_t index = 0; index < book.sheets().size(); ++index) {
      file.tables_.push_back({book.sheets()[index].name, "", TableSource::sheet, book.sheets()[index].hidden});
      file.inside_.push_back(index);
    }
    file.book_ = std::move(book);
    return file;
  }
  for (size_t index = 0; index < zip.entries().size(); ++index) {
    const auto& entry = zip.entries()[index];
    if (!is_csv_name(entry.file)) continue;
    file.tables_.push_back({entry.file, entry.folder, TableSource::zipped_csv, false});
    file.inside_.push_back(index);
  }
  if (file.tables_.empty())
    return refuse(Fault::invalid, "zip-without-tables",
                  say("“{}”中没有 .csv 文件。请把 csv 文件直接打包",
                      "\"{}\" holds no .csv files. Zip the csv files themselves", input.name));
  file.zip_ = std::move(zip);
  return file;
}

Result<std::unique_ptr<TableReader>> TableFile::read(const TableOptions& options) const {
  const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const TableInfo& info) {
    return options.name.empty() ? !info.hidden : same_name(info.name, options.name);
  });
  if (found != tables_.end()) return read(static_cast<size_t>(found - tables_.begin()), options);
  if (options.name.empty()) return read(0, options);
  std::vector<std::string> names;
  for (const auto& info : tables_) names.push_back(info.name);
  return refuse(Fault::not_found, "table-unknown",
                say("“{}”中没有“{}”，现有：{}", "\"{}\" has no table \"{}\"; it has: {}", input_.name, options.name,
                    fmt::format("{}", fmt::join(names, ", "))));
}

Result<std::unique_ptr<TableReader>> TableFile::read(size_t table, const TableOptions& options) const {
  const auto& info = tables_.at(table);
  std::unique_ptr<TableReader> reader;
  if (book_) {
    DOORSTEP_LET(rows, book_->rows(inside_[table]));
    reader = std::make_unique<SheetTable>(std::move(rows), info);
  } else {
    DOORSTEP_LET(bytes, zip_ ? zip_->read(zip_->entries()[inside_[table]]) : input_.open());
    DOORSTEP_LET(csv,
                 CsvReader::open(std::move(bytes), {info.name, options.delimiter, options.encoding, options.rows}));
    reader = std::make_unique<CsvTable>(std::move(csv), info);
  }
  DOORSTEP_TRY(reader->find_header(options.header_score));
  return reader;
}

Result<std::unique_ptr<TableReader>> open_table(const Input& input, const TableOptions& options) {
  DOORSTEP_LET(file, TableFile::open(input, options));
  return file.read(options);
}

Result<std::vector<TableInfo>> list_tables(const Input& input) {
  DOORSTEP_LET(file, TableFile::open(input));
  return file.tables();
}

}  // namespace doorstep::sheets
