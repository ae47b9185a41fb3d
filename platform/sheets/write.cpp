#include "write.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace doorstep::sheets {

namespace {

constexpr int64_t longest_exact = 999'999'999'999'999;  // 15 digits
constexpr size_t name_letters = 31;
constexpr size_t inline_choices = 255;     // what a list inside of a rule may hold
constexpr time_t fixed_day = 946'684'800;  // 2000-01-01, so that the same rows give the same bytes
constexpr const char* choice_sheet = "_choices";

void must(lxw_error error, const std::string& path) {
  if (error != LXW_NO_ERROR) throw std::runtime_error("cannot write " + path + ": " + lxw_strerror(error));
}

size_t letters(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  return count;
}

// The width a text takes in a column: letters beyond ASCII are twice as wide.
double shown_width(std::string_view text) {
  double width = 0;
  for (const char c : text)
    width += static_cast<uint8_t>(c) < 0x80 ? 1 : (static_cast<uint8_t>(c) & 0xC0) != 0x80 ? 2 : 0;
  return width;
}

std::string allowed_name(std::string_view wanted) {
  std::string name;
  size_t count = 0;
  for (const char c : wanted) {
    const bool starts = (static_cast<uint8_t>(c) & 0xC0) != 0x80;
    if (starts && ++count > name_letters) break;
    name += std::string_view{"[]:*?/\\'"}.find(c) == std::string_view::npos && c >= ' ' ? c
            : static_cast<uint8_t>(c) >= 0x80                                           ? c
                                                                                        : ' ';
  }
  const auto from = name.find_first_not_of(' ');
  return from == std::string::npos ? "Sheet" : name.substr(from, name.find_last_not_of(' ') - from + 1);
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

}  // namespace

struct WorkbookWriter::Inside {
  std::string path;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  SheetPlan plan;
  std::vector<lxw_format*> formats;  // of the columns
  lxw_row_t row = 0, header_row = 0;
  lxw_format *header = nullptr, *required = nullptr, *note = nullptr, *text = nullptr;
  std::set<std::string> names;
  std::vector<std::vector<std::string>> lists;  // too long for a rule; they go to a hidden sheet

  ~Inside() {
    if (book) lxw_workbook_free(book);
  }

  lxw_format* make_format(const char* number_format) {
    lxw_format* format = workbook_add_format(book);
    if (number_format) format_set_num_format(format, number_format);
    return format;
  }

  lxw_format* make_header(lxw_color_t background) {
    lxw_format* format = make_format("@");
    format_set_bold(format);
    format_set_bg_color(format, background);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, 0xBFBFBF);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
  }

  lxw_format* format_of(const SheetColumn& column) {
    const std::string fraction =
        column.decimals > 0 ? "." + std::string(static_cast<size_t>(column.decimals), '0') : "";
    switch (column.kind) {
      case ColumnKind::text:
        return text;
      case ColumnKind::whole:
        return make_format("0");
      case ColumnKind::number:
        return make_format(("0" + fraction).c_str());
      case ColumnKind::percent:
        return make_format(("0" + fraction + "%").c_str());
      case ColumnKind::date:
        return make_format("yyyy-mm-dd");
    }
    return text;
  }

  std::string free_name(std::string_view wanted) {
    const std::string name = allowed_name(wanted);
    std::string tried = name;
    for (int number = 2; tried == choice_sheet || !names.insert(lower(tried)).second; ++number) {
      const std::string tail = " (" + std::to_string(number) + ")";
      std::string head = name;
      while (letters(head) + tail.size() > name_letters) {
        while ((static_cast<uint8_t>(head.back()) & 0xC0) == 0x80) head.pop_back();
        head.pop_back();
      }
      tried = head + tail;
    }
    return tried;
  }

  void begin(const SheetPlan& wanted) {
    end_sheet();
    if (&wanted != &plan) plan = wanted;
    sheet = workbook_add_worksheet(book, free_name(plan.name).c_str());
    if (!sheet) throw std::runtime_error("cannot add a sheet to " + path);
    row = 0;
    formats.clear();
    for (size_t index = 0; index < plan.columns.size(); ++index) begin_column(static_cast<lxw_col_t>(index));
    for (const auto& line : plan.notes) must(worksheet_write_string(sheet, row++, 0, line.c_str(), note), path);
    header_row = row++;
    for (size_t index = 0; index < plan.columns.size(); ++index) write_header(static_cast<lxw_col_t>(index));
    worksheet_freeze_panes(sheet, row, 0);
  }

  void begin_column(lxw_col_t index) {
    const auto& column = plan.columns[index];
    formats.push_back(format_of(column));
    const double width =
        column.width > 0 ? column.width : std::min(60.0, std::max(10.0, shown_width(column.header) + 4));
    worksheet_set_column(sheet, index, index, width, formats.back());
  }

  void write_header(lxw_col_t index) {
    const auto& column = plan.columns[index];
    must(worksheet_write_string(sheet, header_row, index, column.header.c_str(), column.required ? required : header),
         path);
    if (!column.comment.empty()) {
      lxw_comment_options options{};
      options.x_scale = 2;
      options.y_scale = 1.5;
      must(worksheet_write_comment_opt(sheet, header_row, index, column.comment.c_str(), &options), path);
    }
    if (!column.choices.empty()) offer(index, column.choices);
  }

  // A drop-down list under the header. The rule itself holds a short list; a long one stands on a hidden sheet.
  void offer(lxw_col_t index, const std::vector<std::string>& choices) {
    lxw_data_validation rule{};
    std::vector<const char*> list;
    size_t total = 0;
    bool comma = false;
    for (const auto& choice : choices) {
      list.push_back(choice.c_str());
      total += letters(choice) + 1;
      comma = comma || choice.find(',') != std::string::npos;
    }
    list.push_back(nullptr);
    std::string range;
    if (total <= inline_choices && !comma) {
      rule.validate = LXW_VALIDATION_TYPE_LIST;
      rule.value_list = const_cast<char**>(list.data());
    } else {
      lists.push_back(choices);
      char column[LXW_MAX_COL_NAME_LENGTH];
      lxw_col_to_name(column, static_cast<lxw_col_t>(lists.size() - 1), LXW_TRUE);
      range = std::string{"="} + choice_sheet + "!" + column + "$1:" + column + "$" + std::to_string(choices.size());
      rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      rule.value_formula = range.data();
    }
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    must(worksheet_data_validation_range(sheet, header_row + 1, index, LXW_ROW_MAX - 1, index, &rule), path);
  }

  void end_sheet() {
    if (!sheet || !plan.filter || plan.columns.empty()) return;
    const auto last = static_cast<lxw_col_t>(plan.columns.size() - 1);
    worksheet_autofilter(sheet, header_row, 0, std::max(header_row, row - 1), last);
  }

  void write_text(lxw_col_t column, std::string_view value, lxw_format* format) {
    if (value.empty()) return;
    const std::string ended{value};
    must(worksheet_write_string(sheet, row, column, ended.c_str(), format), path);
  }

  void write(lxw_col_t column, const CellValue& value) {
    lxw_format* const format = column < formats.size() ? formats[column] : nullptr;
    if (const auto* words = std::get_if<std::string_view>(&value)) {
      write_text(column, *words, format);
    } else if (const auto* number = std::get_if<double>(&value)) {
      if (std::isfinite(*number)) must(worksheet_write_number(sheet, row, column, *number, format), path);
    } else if (const auto* whole = std::get_if<int64_t>(&value)) {
      if (*whole > longest_exact || *whole < -longest_exact)
        write_text(column, std::to_string(*whole), text);
      else
        must(worksheet_write_number(sheet, row, column, static_cast<double>(*whole), format), path);
    } else if (const auto* day = std::get_if<Date>(&value)) {
      write_day(column, *day, format);
    }
  }

  // Excel's calendar begins in 1900; days before are texts, and the open ends of a span are empty.
  void write_day(lxw_col_t column, Date day, lxw_format* format) {
    if (day == Date::always() || day == Date::never()) return;
    if (day.year() < 1900) return write_text(column, day.text(), text);
    lxw_datetime moment{day.year(), day.month(), day.day(), 0, 0, 0};
    must(worksheet_write_datetime(sheet, row, column, &moment, format), path);
  }

  void write_lists() {
    if (lists.empty()) return;
    lxw_worksheet* hidden = workbook_add_worksheet(book, choice_sheet);
    size_t longest = 0;
    for (const auto& list : lists) longest = std::max(longest, list.size());
    for (size_t line = 0; line < longest; ++line)
      for (size_t list = 0; list < lists.size(); ++list)
        if (line < lists[list].size())
          must(worksheet_write_string(hidden, static_cast<lxw_row_t>(line), static_cast<lxw_col_t>(list),
                                      lists[list][line].c_str(), text),
               path);
    worksheet_hide(hidden);
  }
};

WorkbookWriter::WorkbookWriter(std::filesystem::path path) : inside_{std::make_unique<Inside>()} {
  auto& inside = *inside_;
  inside.path = path.string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  inside.book = workbook_new_opt(inside.path.c_str(), &options);
  if (!inside.book) throw std::runtime_error("cannot write " + inside.path);
  lxw_doc_properties properties{};
  properties.created = fixed_day;
  must(workbook_set_properties(inside.book, &properties), inside.path);
  inside.text = inside.make_format("@");
  inside.header = inside.make_header(0xE8EEF7);
  inside.required = inside.make_header(0xFCE4D6);
  inside.note = inside.make_format("@");
  format_set_italic(inside.note);
  format_set_font_color(inside.note, 0x595959);
}

WorkbookWriter::~WorkbookWriter() = default;

void WorkbookWriter::sheet(const SheetPlan& plan) { inside_->begin(plan); }

void WorkbookWriter::row(std::span<const CellValue> cells) {
  if (!inside_->sheet) throw std::logic_error("WorkbookWriter::row before sheet");
  if (inside_->row >= LXW_ROW_MAX) inside_->begin(inside_->plan);  // goes on in a sheet "name (2)"
  for (size_t column = 0; column < cells.size(); ++column)
    inside_->write(static_cast<lxw_col_t>(column), cells[column]);
  ++inside_->row;
}

void WorkbookWriter::finish() {
  if (!inside_->sheet) throw std::logic_error("WorkbookWriter::finish without a sheet");
  inside_->end_sheet();
  inside_->write_lists();
  lxw_workbook* const book = std::exchange(inside_->book, nullptr);
  must(workbook_close(book), inside_->path);  // frees it, whatever comes of it
}

std::string workbook_bytes(const std::function<void(WorkbookWriter&)>& fill) {
  std::string path = (std::filesystem::temp_directory_path() / "doorstep-XXXXXX").string();
  const int file = mkstemp(path.data());
  if (file < 0) throw std::runtime_error("cannot write to " + std::filesystem::temp_directory_path().string());
  close(file);
  struct Remove {
    const std::string& path;
    ~Remove() { unlink(path.c_str()); }
  } remove{path};
  WorkbookWriter writer{path};
  fill(writer);
  writer.finish();
  std::ifstream in{path, std::ios::binary};
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

}  // namespace doorstep::sheets
