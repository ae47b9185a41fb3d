// Performance by Excel: read, checked row by row, kept all or none.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>

#include <doorstep/sheets/form.h>

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

struct PerformanceColumn {
  const char* code;
  Words heading;
  bool required;
  std::string BroughtRow::*member;
};

// The person of a row among those of the sheet: by the id, else by a name that only one has.
const store::SheetPersonRow* person_of(const BroughtRow& row, const std::vector<store::SheetPersonRow>& people,
                                       std::vector<SheetFault>& faults) {
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
  static const std::array<PerformanceColumn, 3> columns{
      {{"id", say("编号", "Id"), false, &BroughtRow::person_id},
       {"name", say("姓名", "Name"), false, &BroughtRow::name},
       {"remark", say("评语", "Remark"), false, &BroughtRow::remark}}};
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.name);
  DOORSTEP_LET(rows, sheets::read_form<BroughtRow>(file, columns, most_rows, names));
  if (!rows.empty() &&
      std::ranges::all_of(rows, [](const BroughtRow& row) { return row.name.empty() && row.person_id.empty(); }))
    return refuse(
        Fault::invalid, "column-missing",
        say("表中缺少“姓名”一列，请用本页下载的表", "the sheet has no column “Name”; use the one of this page"));
  return rows;
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
