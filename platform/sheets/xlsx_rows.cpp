#include <algorithm>
#include <charconv>

#include "place.h"
#include "xlsx_inside.h"

namespace doorstep::sheets {

namespace {

constexpr size_t most_merged = 100'000;
constexpr int64_t last_row_of_excel = 1'048'576;

// "B12" as column and row. Either may be missing; false when it is neither.
bool read_reference(std::string_view text, int& column, int64_t& row) {
  size_t letters = 0;
  while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') ++letters;
  const auto number = column_number(text.substr(0, letters));
  const auto digits = text.substr(letters);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), row);
  if (!number || error != std::errc{} || end != digits.data() + digits.size() || row < 1) return false;
  column = *number;
  return true;
}

// How a cell says that its value is to be read.
enum class Written { number, shared, text, boolean, fault, date };

Written written_as(std::string_view type) {
  if (type == "s") return Written::shared;
  if (type == "str" || type == "inlineStr") return Written::text;
  if (type == "b") return Written::boolean;
  if (type == "e") return Written::fault;
  if (type == "d") return Written::date;
  return Written::number;
}

// A cell whose text is either among the shared ones or in the buffer of the row, which may still move.
struct Pending {
  int column = 0;
  CellKind kind = CellKind::text;
  bool lost_precision = false;
  std::string_view shared{};
  size_t begin = 0, length = 0;
};

}  // namespace

struct XlsxRows::Inside final : XmlHandler {
  std::shared_ptr<XlsxBook::Inside> book;
  std::string sheet;
  std::unique_ptr<Xml> xml{};
  int64_t size = 0;

  int64_t row = 0;
  int column = 0;
  std::vector<Pending> pending{};
  std::string buffer{};
  std::vector<XlsxCell> cells{};
  std::vector<MergedRange> merged{};

  Written written = Written::number;
  size_t style = 0;
  std::string value{};
  bool in_cell = false, taking = false, formula = false;
  int phonetic = 0;

  void wrong(Xml& at, Fault fault, const char* code, const Words& what, bool with_column = true) {
    const auto place = in_words({sheet, row, with_column ? column : 0});
    at.fail({fault, code, {place.zh + what.zh, place.en + what.en}, {}});
  }

  void begin(Xml& at, std::string_view name, const Attributes& attributes) override {
    if (name == "c")
      begin_cell(at, attributes);
    else if (name == "v" || name == "t")
      taking = in_cell && phonetic == 0;
    else if (name == "row")
      begin_row(at, attributes.get("r"));
    else if (name == "f")
      formula = true;
    else if (name == "rPh")
      ++phonetic;
    else if (name == "mergeCell")
      begin_merged(attributes.get("ref"));
  }

  void end(Xml& at, std::string_view name) override {
    if (name == "c")
      end_cell(at);
    else if (name == "v" || name == "t")
      taking = false;
    else if (name == "row" && !pending.empty())
      end_row(at);
    else if (name == "rPh")
      --phonetic;
  }

  void text(Xml& at, std::string_view text) override {
    if (!taking) return;
    value += text;
    const auto& limits = book->limits.rows;
    if (value.size() > limits.cell_bytes || buffer.size() > limits.row_bytes)
      wrong(at, Fault::too_large, "cell-too-large",
            say("的内容超过 {} 字节的上限。请缩短", ": the cell is over the limit of {} bytes. Shorten it",
                limits.cell_bytes));
  }

  void begin_row(Xml& at, std::string_view number) {
    const int64_t before = row;
    column = 0;
    pending.clear();
    buffer.clear();
    ++row;
    if (number.empty()) return;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), row);
    if (error == std::errc{} && end == number.data() + number.size() && row > before) return;
    row = before;
    wrong(at, Fault::invalid, "xlsx-rows",
          say("之后的行号有误或重复。请用办公软件打开后另存为 .xlsx",
              ": the row after it has a wrong number. Open the file in a spreadsheet program and save it as .xlsx"),
          false);
  }

  void begin_cell(Xml& at, const Attributes& attributes) {
    const int before = column++;
    value.clear();
    in_cell = true;
    formula = false;
    written = written_as(attributes.get("t"));
    style = 0;
    const auto s = attributes.get("s");
    std::from_chars(s.data(), s.data() + s.size(), style);
    const auto reference = attributes.get("r");
    int64_t its_row = row;
    if (reference.empty() || (read_reference(reference, column, its_row) && its_row == row && column > before)) return;
    column = before;
    wrong(at, Fault::invalid, "xlsx-cells",
          say("之后的单元格位置“{}”有误。请用办公软件打开后另存为 .xlsx",
              ": the cell after it says that it stands at \"{}\". Open the file in a spreadsheet program and save it "
              "as .xlsx",
              reference.substr(0, 40)),
          before > 0);
  }

  void end_cell(Xml& at) {
    in_cell = false;
    if (value.empty() && formula &&
        written != Written::text) {  // never calculated, as programs without a screen write it
      written = Written::fault;
      value = "#CALC?";
    }
    if (value.empty()) return;
    const auto& limits = book->limits.rows;
    if (column > limits.columns)
      return wrong(at, Fault::too_large, "too-many-columns",
                   say("有内容，但只支持 {} 列。请删去多余的列",
                       " holds something, but the limit is {} columns. Remove columns", limits.columns));
    if (row > limits.rows)
      return wrong(at, Fault::too_large, "too-many-rows",
                   say("有内容，但只支持 {} 行。请拆分后再导入",
                       " holds something, but the limit is {} rows. Split the sheet", limits.rows));
    if (written == Written::shared) return add_shared(at);
    Shown shown = show();
    if (shown.text.empty()) return;
    pending.push_back({column, shown.kind, shown.lost_precision, {}, buffer.size(), shown.text.size()});
    buffer += shown.text;
  }

  void add_shared(Xml& at) {
    size_t index = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
    const auto& texts = book->texts.all();
    if (error != std::errc{} || end != value.data() + value.size() || index >= texts.size())
      return wrong(
          at, Fault::invalid, "xlsx-broken",
          say("的文字找不到，文件已损坏。请用办公软件打开后另存为 .xlsx",
              ": its text is missing, the file is damaged. Open it in a spreadsheet program and save it as .xlsx"));
    if (!texts[index].empty()) pending.push_back({column, CellKind::text, false, texts[index]});
  }

  Shown show() {
    switch (written) {
      case Written::boolean:
        return {CellKind::boolean, false, value == "1" || value == "true" ? "TRUE" : "FALSE"};
      case Written::fault:
        return {CellKind::fault, false, value};
      case Written::date:
        return {CellKind::date, false, value.ends_with("T00:00:00") ? value.substr(0, 10) : value};
      case Written::text:
        unescape(value, 0);
        return {CellKind::text, false, value};
      default:
        break;
    }
    return show_number(value, style < book->formats.size() ? book->formats[style] : CellFormat{}, book->since_1904);
  }

  void end_row(Xml& at) {
    cells.clear();
    for (const auto& cell : pending)
      cells.push_back({cell.column, cell.kind, cell.lost_precision,
                       cell.shared.empty() ? std::string_view{buffer}.substr(cell.begin, cell.length) : cell.shared});
    at.pause();
  }

  void begin_merged(std::string_view reference) {
    const auto colon = reference.find(':');
    MergedRange range;
    if (colon == reference.npos || merged.size() >= most_merged) return;
    if (read_reference(reference.substr(0, colon), range.column, range.row) &&
        read_reference(reference.substr(colon + 1), range.last_column, range.last_row) &&
        range.last_row <= last_row_of_excel)
      merged.push_back(range);
  }
};

XlsxRows::XlsxRows(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
XlsxRows::~XlsxRows() = default;

Result<bool> XlsxRows::next() {
  auto more = inside_->xml->pull();
  if (!more || !*more) inside_->cells.clear();
  return more;
}

int64_t XlsxRows::row() const { return inside_->row; }
std::span<const XlsxCell> XlsxRows::cells() const { return inside_->cells; }
const std::vector<MergedRange>& XlsxRows::merged() const { return inside_->merged; }

double XlsxRows::share() const {
  return inside_->size > 0
             ? std::min(1.0, static_cast<double>(inside_->xml->read()) / static_cast<double>(inside_->size))
             : 1.0;
}

Result<std::unique_ptr<XlsxRows>> XlsxBook::rows(size_t sheet) const {
  const auto& which = inside_->sheets.at(sheet);
  const auto* entry = inside_->zip.find(which.part);
  if (!entry)
    return refuse(
        Fault::invalid, "xlsx-broken",
        say("“{}”缺少工作表“{}”的内容。请用办公软件打开后另存为 .xlsx",
            "\"{}\" lacks the rows of its sheet \"{}\". Open it in a spreadsheet program and save it as .xlsx",
            inside_->name, which.name));
  DOORSTEP_LET(bytes, inside_->zip.read(*entry));
  auto inside = std::make_unique<XlsxRows::Inside>();
  inside->book = inside_;
  inside->sheet = which.name;
  inside->size = entry->size;
  inside->xml = std::make_unique<Xml>(std::move(bytes), *inside, inside_->name, which.part);
  return std::unique_ptr<XlsxRows>{new XlsxRows{std::move(inside)}};
}

}  // namespace doorstep::sheets
