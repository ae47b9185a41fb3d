// Excel workbooks written row by row in bounded memory. Texts are always written as texts, so that no cell becomes a
// formula; ids are text cells, so that no program rounds them.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/result.h>
#include <doorstep/base/words.h>

namespace doorstep::sheets {

enum class ColumnKind { text, whole, number, percent, date };

struct SheetColumn {
  std::string header{};
  ColumnKind kind = ColumnKind::text;
  int decimals = 2;                    // of number and percent
  double width = 0;                    // in letters; 0: by the header
  bool required = false;               // shown in the header
  std::string comment{};               // on the header cell; what a template says about the column
  std::vector<std::string> choices{};  // a drop-down list in every row
};

// A column of a report: whole values unless decimals are given.
inline SheetColumn column(std::string header, double width, ColumnKind kind = ColumnKind::text, int decimals = 0) {
  SheetColumn made;
  made.header = std::move(header);
  made.kind = kind;
  made.decimals = decimals;
  made.width = width;
  return made;
}
inline SheetColumn column(const Words& header, Language language, double width = 0, ColumnKind kind = ColumnKind::text,
                          int decimals = 0) {
  return column(header.in(language), width, kind, decimals);
}

struct SheetPlan {
  std::string name{};                // at most 31 letters; what Excel does not allow in it is replaced
  std::vector<std::string> notes{};  // lines above the header
  std::vector<SheetColumn> columns{};
  bool filter = true;  // buttons on the header
};

// Empty, text, number or date. Numbers of more than 15 digits are written as text.
using CellValue = std::variant<std::monostate, std::string_view, double, int64_t, Date>;

class WorkbookWriter {
 public:
  // Throws when the file cannot be written.
  explicit WorkbookWriter(std::filesystem::path path);
  ~WorkbookWriter();
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  // Begins a sheet; rows go into it until the next one begins. Names that are taken get a number.
  void sheet(const SheetPlan& plan);
  void row(std::span<const CellValue> cells);
  void row(std::initializer_list<CellValue> cells) { row(std::span{cells.begin(), cells.size()}); }

  void finish();  // without it there is no file

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// A workbook as bytes, for a reply: `fill` writes it, to a file that is gone afterwards.
std::string workbook_bytes(const std::function<void(WorkbookWriter&)>& fill);

}  // namespace doorstep::sheets
