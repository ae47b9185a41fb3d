// Any bytes as csv: refused or read, and what is read survives being written and read again.
#include <doorstep/sheets/number.h>
#include <doorstep/sheets/table.h>

#include <cstdlib>

#include "fuzz.h"

using namespace doorstep::sheets;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// The rows of `bytes`; nothing when they are refused.
std::optional<Rows> rows_of(const std::string& bytes, const CsvOptions& options) {
  auto source = Input::memory("a.csv", bytes).open();
  auto csv = CsvReader::open(std::move(*source), options);
  if (!csv) return std::nullopt;
  Rows rows;
  for (;;) {
    auto more = csv->next();
    if (!more) return std::nullopt;
    if (!*more) return rows;
    rows.emplace_back(csv->cells().begin(), csv->cells().end());
  }
}

void write_and_read(const Rows& rows) {
  std::string text;
  CsvWriter writer{text, {.mark = true}};
  for (const auto& row : rows) {
    for (const auto& cell : row) writer.cell(cell);
    writer.end_row();
  }
  if (rows_of(text, {.delimiter = ',', .encoding = Encoding::utf8}) != rows) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  CsvOptions narrow;
  narrow.limits = {.columns = 20, .cell_bytes = 200, .row_bytes = 1000, .rows = 1000};
  (void)rows_of(bytes, narrow);
  if (const auto rows = rows_of(bytes, {})) write_and_read(*rows);
  (void)parse_number(bytes);
  (void)parse_whole(bytes, ',');
  (void)parse_date(bytes, "DD/MM/YYYY");
  auto table = open_table(Input::memory("a", bytes));
  if (!table) return 0;
  for (;;) {
    auto row = (*table)->next();
    if (!row || !*row) break;
    if ((*row)->cells.size() != (*table)->header().size()) std::abort();
    (void)(*table)->uneven();
  }
  return 0;
}

std::vector<std::string> fuzz_seeds() {
  return {"name,code\r\n\"a \"\"b\"\"\",1\r\n",
          "\xEF\xBB\xBF学校;人数\n\"x\ny\";2\n",
          "\xD1\xA7\xD0\xA3\t\xC8\xCB\n\xC0\xEE\t1\r",
          std::string("\xFF\xFE"
                      "a\0,\0b\0\n\0"
                      "1\0,\0"
                      "2\0",
                      16),
          "1,234.5",
          "2024-09-01T08:30:00Z",
          "sep=;\na;b\n\n1;2;3\n"};
}
