// Performance by Excel: read, checked row by row, kept all or none.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include <doorstep/sheets/table.h>

#include "performance_service.h"
#include "service.h"

namespace doorstep::portfolio {
namespace {

constexpr size_t most_rows = 5'000;

std::optional<double> number_in(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || *end != 0 || !std::isfinite(value)) return {};
  return value;
}

bool is_name(std::string_view heading) { return heading == "姓名" || heading == "Name"; }
bool is_id(std::string_view heading) { return heading == "编号" || heading == "Id"; }
bool is_remark(std::string_view heading) { return heading == "评语" || heading == "Remark"; }

// The person of a row among those of the sheet: by the id, else by a name that only one has.
const store::SheetPersonRow* person_of(const BroughtRow& row, const std::vector<store::SheetPersonRow>& people,
                                       std::vector<PerformanceFault>& faults) {
  if (!row.person_id.empty()) {
    const auto found = std::ranges::find(people, PersonId{row.person_id}, &store::SheetPersonRow::person_id);
    if (found != people.end()) return &*found;
    faults.push_back({row.row, "id", say("编号不在这张表上", "nobody of this id stands on the sheet")});
    return nullptr;
  }
  const auto named = std::ranges::count(people, row.name, &store::SheetPersonRow::name);
  if (named == 1) return &*std::ranges::find(people, row.name, &store::SheetPersonRow::name);
  faults.push_back({row.row, "name",
                    named == 0 ? say("表上没有“{}”", "“{}” does not stand on the sheet", row.name)
                               : say("有 {} 位“{}”，请保留编号列", "{} people are called “{}”; keep the column of ids",
                                     named, row.name)});
  return nullptr;
}

}  // namespace

Result<std::vector<BroughtRow>> read_performance(const std::filesystem::path& file,
                                                 const std::vector<PerformanceItem>& items) {
  sheets::TableOptions options;
  const auto known = [&](std::string_view cell) {
    return is_name(cell) || is_id(cell) || is_remark(cell) || std::ranges::count(items, cell, &PerformanceItem::name);
  };
  options.header_score = [&](std::span<const std::string_view> cells) {
    return static_cast<double>(std::ranges::count_if(cells, known));
  };
  DOORSTEP_LET(table, sheets::open_table(sheets::Input::file(file.string()), options));
  const auto& header = table->header();
  const auto at = [&](auto is) -> std::optional<size_t> {
    const auto found = std::ranges::find_if(header, is);
    return found == header.end() ? std::nullopt : std::optional{static_cast<size_t>(found - header.begin())};
  };
  const auto name = at(is_name), id = at(is_id), remark = at(is_remark);
  const auto missing = [](const std::string& column) {
    return refuse(
        Fault::invalid, "column-missing",
        say("表中缺少“{}”一列，请用本页下载的表", "the sheet has no column “{}”; use the one of this page", column));
  };
  if (!name && !id) return missing("姓名");
  std::vector<size_t> columns;
  for (const auto& item : items) {
    const auto found = at([&](const std::string& one) { return one == item.name; });
    if (!found) return missing(item.name);
    columns.push_back(*found);
  }
  std::vector<BroughtRow> rows;
  while (true) {
    DOORSTEP_LET(row, table->next());
    if (!row) return rows;
    if (rows.size() >= most_rows)
      return refuse(Fault::too_large, "too-many-rows", say("至多 {} 行", "at most {} rows", most_rows));
    const auto cell = [&](const std::optional<size_t>& column) {
      return column ? std::string{row->cells[*column]} : std::string{};
    };
    BroughtRow one{row->row, cell(id), cell(name), cell(remark), {}};
    for (const auto column : columns) one.values.emplace_back(row->cells[column]);
    rows.push_back(std::move(one));
  }
}

Result<PerformanceImported> PerformanceService::bring(const Actor& actor, const OrgId& school, const std::string& id,
                                                      const std::filesystem::path& file, bool dry) {
  return around_.database.write([&](db::Session& session) -> Result<PerformanceImported> {
    DOORSTEP_LET(sheet, held(session, actor, school, id));
    if (sheet.state == SheetState::published)
      return refuse(Fault::conflict, "sheet-state", say("已公布，不能再改", "it is published, and stands"));
    const auto of = shown(session, sheet);
    DOORSTEP_LET(rows, read_performance(file, of.items));
    if (rows.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有人", "nobody stands in the sheet"));
    auto people = store::people(session, id);
    PerformanceImported made;
    std::set<PersonId> seen;
    std::vector<std::pair<store::SheetPersonRow, std::vector<PerformanceValue>>> ready;
    for (const auto& row : rows) {
      const auto* person = person_of(row, people, made.faults);
      if (!person) continue;
      if (!seen.insert(person->person_id).second)
        made.faults.push_back({row.row, "name", say("重复出现", "stands there twice")});
      if (row.remark.size() > longest_words) made.faults.push_back({row.row, "remark", say("过长", "is too long")});
      std::vector<PerformanceValue> values;
      for (size_t i = 0; i < of.items.size(); ++i) {
        const auto& item = of.items[i];
        if (row.values[i].empty()) continue;
        const auto value = number_in(row.values[i]);
        if (!value || *value < 0 || *value > item.full)
          made.faults.push_back(
              {row.row, item.name, say("应为 0 到 {} 的数", "must be a number from 0 to {}", item.full)});
        values.push_back({item.id, value});
      }
      auto after = *person;
      if (!row.remark.empty()) after.remark = row.remark;
      ready.emplace_back(std::move(after), std::move(values));
    }
    made.people = static_cast<int64_t>(ready.size());
    if (dry || !made.faults.empty()) return made;
    for (const auto& [person, values] : ready) {
      store::keep(session, person);
      keep_values(session, person.person_id, values);
    }
    made.kept = true;
    around_.trail.append(session, actor, {"performance-brought", "performance", id, school});
    return made;
  });
}

}  // namespace doorstep::portfolio
