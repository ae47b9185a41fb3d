#include <algorithm>
#include <array>
#include <cstring>

#include "csv.h"
#include "place.h"

namespace doorstep::sheets {

namespace {

constexpr size_t first_buffer = size_t{1} << 18;

// A cell as found: quoted ones with doubled quotes are straightened once the whole row is there.
struct Found {
  uint32_t begin = 0, end = 0;  // from the beginning of the row
  bool doubled = false;
};

enum class Scan { row, more, refused };

// The delimiter that the first line with any of them uses most, outside of quotes.
char most_used_delimiter(std::string_view head) {
  std::array<int, 3> counts{};
  constexpr std::string_view candidates = ",;\t";
  bool quoted = false;
  for (const char c : head) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (const auto which = candidates.find(c); which != candidates.npos) ++counts[which];
    if ((c == '\n' || c == '\r') && counts != std::array<int, 3>{}) break;
  }
  return candidates[static_cast<size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

std::string_view straighten(char* begin, char* end) {
  char* to = begin;
  for (const char* from = begin; from < end; ++from) {
    *to++ = *from;
    if (*from == '"') ++from;
  }
  return {begin, static_cast<size_t>(to - begin)};
}

}  // namespace

struct CsvReader::Inside {
  std::unique_ptr<TextSource> text;
  CsvOptions options;
  char delimiter = ',';
  std::array<bool, 256> ends{};  // bytes that end an unquoted cell
  std::string buffer = std::string(first_buffer, '\0');
  size_t at = 0, end = 0;  // the next row begins at `at`; bytes are there up to `end`
  bool ended = false;
  int64_t row = 0, line = 1, next_line = 1;
  std::vector<Found> found;
  std::vector<std::string_view> cells;
  Error error;

  Place here(int column = 0) const { return {options.name, row, column}; }

  Scan refuse_row(Fault fault, std::string code, Words what) {
    error = {fault, std::move(code), std::move(what)};
    return Scan::refused;
  }

  Scan too_long(size_t column, bool quoted) {
    const auto place = in_words(here(static_cast<int>(column)));
    if (quoted)
      return refuse_row(
          Fault::invalid, "csv-quote",
          {place.zh + fmt::format("（文件第 {} 行）的引号没有结束，或内容超过上限。请补上引号", line),
           place.en + fmt::format(" (line {} of the file): the quote is never closed, or the cell is over "
                                  "the limit. Close the quote",
                                  line)});
    return refuse_row(
        Fault::too_large, "cell-too-large",
        {place.zh + fmt::format("的内容超过 {} 字节的上限。请缩短", options.limits.cell_bytes),
         place.en + fmt::format(": the cell is over the limit of {} bytes. Shorten it", options.limits.cell_bytes)});
  }

  Scan too_many_columns() {
    const auto place = in_words(here());
    return refuse_row(
        Fault::too_large, "too-many-columns",
        {place.zh + fmt::format("超过 {} 列的上限。请删去多余的列，或检查分隔符", options.limits.columns),
         place.en + fmt::format(": more than the limit of {} columns. Remove columns, or check the delimiter",
                                options.limits.columns)});
  }

  // Reads more behind `end`, keeping the row that begins at `at`.
  Result<void> fill() {
    if (at > 0) {
      std::memmove(buffer.data(), buffer.data() + at, end - at);
      end -= at;
      at = 0;
    }
    if (end == buffer.size()) buffer.resize(buffer.size() * 2);
    DOORSTEP_LET(got, text->read(buffer.data() + end, buffer.size() - end));
    if (got == 0) ended = true;
    if (std::memchr(buffer.data() + end, 0, got))
      return refuse(
          Fault::invalid, "csv-binary",
          say("“{}”不是文本表格。请另存为 .xlsx 或“CSV UTF-8”后再导入",
              "\"{}\" is not a table of text. Save it as .xlsx or \"CSV UTF-8\" and import again", options.name));
    end += got;
    return {};
  }

  // Finds the cells of the row at `at`. `length` becomes the bytes of the row with its line end.
  Scan scan(size_t& length) {
    const char* const begin = buffer.data() + at;
    const char* const stop = buffer.data() + end;
    const char* p = begin;
    found.clear();
    for (;;) {
      if (found.size() >= static_cast<size_t>(options.limits.columns)) return too_many_columns();
      const bool quoted = p < stop && *p == '"';
      Found cell;
      if (quoted) {
        const Scan step = scan_quoted(begin, p, stop, cell);
        if (step != Scan::row) return step;
      } else {
        const char* const from = p;
        while (p < stop && !ends[static_cast<uint8_t>(*p)]) ++p;
        cell.begin = static_cast<uint32_t>(from - begin);
        cell.end = static_cast<uint32_t>(p - begin);
      }
      if (cell.end - cell.begin > options.limits.cell_bytes) return too_long(found.size() + 1, quoted);
      found.push_back(cell);
      if (static_cast<size_t>(p - begin) > options.limits.row_bytes) return too_long(found.size(), false);
      if (p == stop) {
        if (!ended) return Scan::more;
        break;
      }
      if (*p == delimiter) {
        ++p;
        continue;
      }
      if (*p == '\r' && p + 1 == stop && !ended) return Scan::more;
      p += *p == '\r' && p + 1 < stop && p[1] == '\n' ? 2 : 1;
      ++next_line;
      break;
    }
    length = static_cast<size_t>(p - begin);
    return Scan::row;
  }

  // From the opening quote at `p` to behind the closing one.
  Scan scan_quoted(const char* begin, const char*& p, const char* stop, Found& cell) {
    const char* const from = ++p;
    cell.begin = static_cast<uint32_t>(from - begin);
    for (;;) {
      const void* quote = std::memchr(p, '"', static_cast<size_t>(stop - p));
      const char* const to = quote ? static_cast<const char*>(quote) : stop;
      if (static_cast<size_t>(to - from) > options.limits.cell_bytes * 2 ||
          static_cast<size_t>(to - begin) > options.limits.row_bytes)
        return too_long(found.size() + 1, true);
      if (!quote) return ended ? too_long(found.size() + 1, true) : Scan::more;
      p = to + 1;
      if (p == stop && !ended) return Scan::more;
      if (p < stop && *p == '"') {
        cell.doubled = true;
        ++p;
        continue;
      }
      cell.end = static_cast<uint32_t>(to - begin);
      next_line += std::count(from, to, '\n');
      if (p == stop || *p == delimiter || *p == '\r' || *p == '\n') return Scan::row;
      const auto place = in_words(here(static_cast<int>(found.size() + 1)));
      return refuse_row(Fault::invalid, "csv-quote",
                        {place.zh + fmt::format("（文件第 {} 行）的引号之后还有文字。请把单元格里的引号写成两个", line),
                         place.en + fmt::format(" (line {} of the file): there is text after the closing quote. Write "
                                                "quotes inside a cell twice",
                                                line)});
    }
  }

  void take(size_t length) {
    char* const begin = buffer.data() + at;
    cells.clear();
    for (const auto& cell : found)
      cells.push_back(cell.doubled ? straighten(begin + cell.begin, begin + cell.end)
                                   : std::string_view{begin + cell.begin, cell.end - cell.begin});
    const bool blank = cells.size() == 1 && cells[0].empty() && found[0].begin == 0;
    if (blank) cells.clear();
    at += length;
  }

  Result<bool> next() {
    ++row;
    line = next_line;
    for (;;) {
      if (at == end && ended) return false;
      size_t length = 0;
      next_line = line;
      const Scan step = at == end ? Scan::more : scan(length);
      if (step == Scan::refused) return tl::unexpected<Error>(std::move(error));
      if (step == Scan::row) {
        take(length);
        break;
      }
      DOORSTEP_TRY(fill());
    }
    if (row > options.limits.rows)
      return refuse(Fault::too_large, "too-many-rows",
                    say("“{}”超过 {} 行的上限。请拆分后再导入",
                        "\"{}\" has more than the limit of {} rows. Split it and import the parts", options.name,
                        options.limits.rows));
    return true;
  }

  // Looks at the first bytes: a line "sep=;", or the delimiter that is used.
  Result<void> settle_delimiter() {
    while (!ended && end < first_buffer / 4) DOORSTEP_TRY(fill());
    const std::string_view head{buffer.data(), end};
    delimiter = options.delimiter ? *options.delimiter : most_used_delimiter(head.substr(0, first_buffer / 4));
    // A caller who knows the delimiter gets such a line as a row.
    const bool told = !options.delimiter && head.size() >= 6 && head.starts_with("sep=") &&
                      std::string_view{",;\t|"}.find(head[4]) != std::string_view::npos;
    if (told && (head[5] == '\r' || head[5] == '\n')) {
      delimiter = head[4];
      at = head[5] == '\r' && head.size() > 6 && head[6] == '\n' ? 7 : 6;
      ++next_line;
      ++row;
    }
    for (const char c : {delimiter, '\r', '\n'}) ends[static_cast<uint8_t>(c)] = true;
    return {};
  }
};

CsvReader::CsvReader(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvReader> CsvReader::open(std::unique_ptr<ByteSource> bytes, CsvOptions options) {
  auto inside = std::make_unique<Inside>();
  auto text = TextSource::open(std::move(bytes), options.name, options.encoding);
  if (!text) return pass_on(text);
  inside->text = std::move(*text);
  inside->options = std::move(options);
  DOORSTEP_TRY(inside->settle_delimiter());
  return CsvReader{std::move(inside)};
}

Result<bool> CsvReader::next() { return inside_->next(); }
std::span<const std::string_view> CsvReader::cells() const { return inside_->cells; }
int64_t CsvReader::row() const { return inside_->row; }
int64_t CsvReader::line() const { return inside_->line; }
char CsvReader::delimiter() const { return inside_->delimiter; }
const TextSource& CsvReader::text() const { return *inside_->text; }

}  // namespace doorstep::sheets
