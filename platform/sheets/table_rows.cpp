#include <algorithm>
#include <map>

#include "number.h"
#include "table.h"

namespace doorstep::sheets {

namespace {

constexpr size_t tried = 10;  // rows among which the header is looked for

bool blank(std::span<const std::string_view> cells) {
  return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
    return cell.find_first_not_of(" \t\r\n") == cell.npos || (cell.size() < 64 && narrow(cell).empty());
  });
}

// Enough for a header when nobody knows better: two different texts.
double plain_score(std::span<const std::string_view> cells) {
  const std::string_view* first = nullptr;
  for (const auto& cell : cells) {
    if (cell.empty() || is_plain_number(cell)) continue;
    if (!first)
      first = &cell;
    else if (cell != *first)
      return 1;
  }
  return 0;
}

// A name on one line, without spaces around.
std::string tidy(std::string_view name) {
  std::string out;
  bool space = false;
  while (name.starts_with("\xC2\xA0") || name.starts_with("\xE3\x80\x80"))
    name.remove_prefix(name.starts_with("\xC2\xA0") ? 2 : 3);
  while (name.ends_with("\xC2\xA0") || name.ends_with("\xE3\x80\x80"))
    name.remove_suffix(name.ends_with("\xC2\xA0") ? 2 : 3);
  for (const char c : name) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

}  // namespace

// A row that outlives the reader's next step.
struct TableReader::Kept {
  int64_t row = 0;
  std::vector<std::string> texts;
  std::vector<std::string_view> cells;
  std::vector<CellKind> kinds;
  std::vector<uint8_t> lost;

  explicit Kept(const Raw& raw)
      : row{raw.row},
        texts(raw.cells.begin(), raw.cells.end()),
        cells(texts.begin(), texts.end()),
        kinds(raw.kinds.begin(), raw.kinds.end()),
        lost(raw.lost.begin(), raw.lost.end()) {}
};

Result<void> TableReader::find_header(const HeaderScore& score) {
  Raw raw;
  while (kept_.size() < tried) {
    DOORSTEP_LET(more, next_raw(raw));
    if (!more) break;
    if (blank(raw.cells)) continue;
    kept_.push_back(std::make_shared<Kept>(raw));
    if (!score && plain_score(kept_.back()->cells) > 0) break;
  }
  if (kept_.empty())
    return refuse(Fault::invalid, "table-empty",
                  say("“{}”没有内容。请填写后再导入", "\"{}\" holds nothing. Fill it in and import again", info_.name));
  const auto best_by = [&](const HeaderScore& judge) {
    size_t best = kept_.size();
    double most = 0;
    for (size_t index = 0; index < kept_.size(); ++index)
      if (const double value = judge(kept_[index]->cells); value > most) {
        most = value;
        best = index;
      }
    return best;
  };
  size_t best = score ? best_by(score) : kept_.size();
  if (best == kept_.size()) best = best_by(plain_score);
  if (best == kept_.size()) best = 0;  // a table of one column
  take_header(*kept_[best]);
  next_kept_ = best + 1;
  return {};
}

void TableReader::take_header(const Kept& kept) {
  header_row_ = kept.row;
  for (const auto& name : kept.texts) header_.push_back(tidy(name));
  while (!header_.empty() && header_.back().empty()) header_.pop_back();
  std::map<std::string, std::vector<int>> columns;
  for (size_t column = 0; column < header_.size(); ++column)
    if (!header_[column].empty()) columns[header_[column]].push_back(static_cast<int>(column) + 1);
  for (auto& [name, where] : columns)
    if (where.size() > 1) duplicates_.push_back({name, std::move(where)});
}

Result<const TableRow*> TableReader::next() {
  Raw raw;
  if (next_kept_ < kept_.size()) {
    const auto& kept = *kept_[next_kept_++];
    present({kept.row, kept.cells, kept.kinds, kept.lost});
    return &row_;
  }
  kept_.clear();
  next_kept_ = 0;
  for (;;) {
    DOORSTEP_LET(more, next_raw(raw));
    if (!more) return nullptr;
    if (blank(raw.cells)) continue;
    present(raw);
    return &row_;
  }
}

// Makes the row as wide as the header. Most rows already are, and are passed on as they stand.
void TableReader::present(const Raw& raw) {
  const size_t width = header_.size();
  row_ = {raw.row, raw.cells, raw.kinds, raw.lost, static_cast<int>(raw.cells.size()), 0};
  if (raw.cells.size() == width) return;
  for (size_t column = width; column < raw.cells.size() && row_.beyond == 0; ++column)
    if (!raw.cells[column].empty()) row_.beyond = static_cast<int>(column) + 1;
  if (raw.cells.size() > width) {
    row_.cells = raw.cells.first(width);
    row_.kinds = raw.kinds.empty() ? raw.kinds : raw.kinds.first(width);
    row_.lost_precision = raw.lost.empty() ? raw.lost : raw.lost.first(width);
    return;
  }
  cells_.assign(raw.cells.begin(), raw.cells.end());
  cells_.resize(width);
  row_.cells = cells_;
  if (!raw.kinds.empty()) {
    kinds_.assign(raw.kinds.begin(), raw.kinds.end());
    kinds_.resize(width, CellKind::empty);
    row_.kinds = kinds_;
  }
  if (!raw.lost.empty()) {
    lost_.assign(raw.lost.begin(), raw.lost.end());
    lost_.resize(width, 0);
    row_.lost_precision = lost_;
  }
}

std::optional<Error> TableReader::uneven() const {
  const auto width = static_cast<int>(header_.size());
  const bool sheet = info_.source == TableSource::sheet;
  if (row_.beyond == 0 && (sheet || row_.written >= width)) return std::nullopt;
  const auto where = in_words(row_.beyond > 0 ? Place{info_.name, row_.row, row_.beyond} : place());
  const auto what = row_.beyond > 0 ? say("有内容，但表头只有 {} 列。请补上列名，或检查多余的分隔符",
                                          " holds something, but the header has {} columns only. "
                                          "Name the column, or look for a delimiter too many",
                                          width)
                                    : say("只有 {} 个单元格，表头有 {} 列。请补齐，或检查引号",
                                          " has {} cells, the header has {}. Fill it up, or look for "
                                          "a wrong quote",
                                          row_.written, width);
  return Error{Fault::invalid, "row-uneven", {where.zh + what.zh, where.en + what.en}, {}};
}

const std::vector<MergedRange>& TableReader::merged() const {
  static const std::vector<MergedRange> none;
  return none;
}

}  // namespace doorstep::sheets
