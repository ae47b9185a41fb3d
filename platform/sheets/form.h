// Form: a sheet of ours with a few named columns, filled in elsewhere and read back as texts, one struct a row. What
// the texts mean is the reader's business; here is only which column is which.
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/sheets/table.h>

namespace doorstep::sheets {

// `columns`: structs with `code`, `heading` (Words), `required` and `member`, a pointer to a string of Row. A heading
// is the code or either word. Row has `row`, the line it stands in. Columns of other names are passed over.
//   invalid    no table, a required column is missing (column-missing), more than `most` rows (too-many-rows)
// `more`: headings of columns that are known only when the sheet was made, all required; Row takes their cells, in this
// order, as `values`.
template <class Row, class Columns>
Result<std::vector<Row>> read_form(const std::filesystem::path& file, const Columns& columns, size_t most,
                                   const std::vector<std::string>& more = {}) {
  const auto named = [&columns](std::string_view heading) {
    return std::ranges::find_if(columns, [&](const auto& one) {
      return heading == one.code || heading == one.heading.zh || heading == one.heading.en;
    });
  };
  TableOptions options;
  options.header_score = [&](std::span<const std::string_view> cells) {
    return static_cast<double>(std::ranges::count_if(cells, [&](std::string_view cell) {
      return named(cell) != std::end(columns) || std::ranges::count(more, cell) > 0;
    }));
  };
  DOORSTEP_LET(table, open_table(Input::file(file.string()), options));
  std::map<std::string_view, size_t> at;
  for (size_t i = 0; i < table->header().size(); ++i)
    if (const auto found = named(table->header()[i]); found != std::end(columns)) at.emplace(found->code, i);
  const auto missing = [](const Words& heading) {
    return refuse(Fault::invalid, "column-missing",
                  say("表中缺少“{0}”一列：请用本页下载的表，或在第一行补上这一列",
                      "the sheet has no column “{1}”: use the sheet of this page, or add the column to its first row",
                      heading.zh, heading.en));
  };
  for (const auto& column : columns)
    if (column.required && !at.contains(column.code)) return missing(column.heading);
  std::vector<size_t> more_at;
  for (const auto& heading : more) {
    const auto found = std::ranges::find(table->header(), heading);
    if (found == table->header().end()) return missing({heading, heading});
    more_at.push_back(static_cast<size_t>(found - table->header().begin()));
  }
  std::vector<Row> rows;
  while (true) {
    DOORSTEP_LET(row, table->next());
    if (!row) return rows;
    if (rows.size() >= most)
      return refuse(Fault::invalid, "too-many-rows", say("一次最多 {} 行", "at most {} rows at once", most));
    auto& made = rows.emplace_back();
    made.row = row->row;
    for (const auto& column : columns)
      if (const auto found = at.find(column.code); found != at.end()) made.*column.member = row->cells[found->second];
    if constexpr (requires { made.values; })
      for (const auto place : more_at) made.values.emplace_back(row->cells[place]);
  }
}

}  // namespace doorstep::sheets
