#include "sheets_out.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "importer.h"
#include "written.h"

namespace doorstep::imports {
namespace {

using namespace registry;
using Values = std::map<std::string_view, std::string>;

std::string plain(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string{}; }

// Writes rows under the columns of a sheet; codes become words.
class Writing {
 public:
  Writing(sheets::WorkbookWriter& workbook, const registry::Sheet& sheet, const standard::Book& book, Language language)
      : workbook_(workbook), sheet_(sheet), language_(language) {
    workbook.sheet(plan_of(sheet, book, language));
  }

  void row(const Values& values, const std::vector<std::optional<double>>& figures = {}) {
    std::vector<std::string> texts;
    texts.reserve(sheet_.columns.size());
    std::vector<sheets::CellValue> cells;
    for (const auto& column : sheet_.columns) {
      const auto found = values.find(column.name);
      texts.push_back(found == values.end() ? std::string{} : shown(column, found->second));
      if (texts.back().empty())
        cells.emplace_back();
      else if (column.type == ColumnType::number)
        cells.emplace_back(std::stod(texts.back()));
      else if (column.type == ColumnType::date)
        cells.emplace_back(Date::parse(texts.back()).value_or(Date::always()));
      else
        cells.emplace_back(std::string_view{texts.back()});
    }
    for (const auto& figure : figures) cells.push_back(figure ? sheets::CellValue{*figure} : sheets::CellValue{});
    workbook_.row(cells);
  }

 private:
  std::string shown(const Column& column, const std::string& value) const {
    if (column.choices.empty() || value.empty()) return value;
    std::string made;
    for (size_t at = 0; at < value.size();) {
      const auto end = std::min(value.find(',', at), value.size());
      const auto code = value.substr(at, end - at);
      std::string word = code;
      for (const auto& choice : column.choices)
        if (choice.code == code) word = language_ == Language::zh ? choice.zh : choice.en;
      made += (made.empty() ? "" : ",") + word;
      at = end + 1;
    }
    return made;
  }

  sheets::WorkbookWriter& workbook_;
  const registry::Sheet& sheet_;
  Language language_;
};

// Names and codes that rows refer to.
struct Lookup {
  std::map<std::string, OrgRow> orgs;
  std::map<std::string, std::string> codes;
  std::map<std::string, std::string> campuses;

  Lookup(Registry& registry, const Scope& scope) {
    registry.each_org({}, [&](const OrgRow& row, Status, const std::string&) { orgs.emplace(row.id.value, row); });
    std::map<std::string, std::string> owners;
    std::set<std::string> shared;
    registry.each_org_identifier([&](const IdentifierRow& row) {
      codes.emplace(row.owner_id, row.value);
      if (owners.emplace(row.value, row.owner_id).first->second != row.owner_id) shared.insert(row.value);
    });
    std::erase_if(codes, [&](const auto& code) { return shared.contains(code.second); });
    registry.each_campus(scope, [&](const CampusRow& row) { campuses.emplace(row.id.value, row.name); });
  }
  std::string name(const OrgId& id) const {
    const auto found = orgs.find(id.value);
    return found == orgs.end() ? std::string{} : found->second.name;
  }
  std::string campus(const CampusId& id) const {
    const auto found = campuses.find(id.value);
    return found == campuses.end() ? std::string{} : found->second;
  }
  // The id itself where no code tells the school from all others: the reader takes either.
  std::string code(const std::string& id) const {
    const auto found = codes.find(id);
    return found == codes.end() ? id : found->second;
  }
  std::string above(OrgId id, OrgKind kind) const {
    for (int depth = 0; depth < 8 && !id.empty(); ++depth) {
      const auto found = orgs.find(id.value);
      if (found == orgs.end()) return {};
      if (found->second.kind == kind) return found->second.name;
      id = found->second.parent_id;
    }
    return {};
  }
};

Values school_values(const OrgRow& row, const Lookup& lookup) {
  return {{"school_code", lookup.code(row.id.value)},
          {"name", row.name},
          {"name_en", row.name_en},
          {"district", lookup.above(row.parent_id, OrgKind::district)},
          {"region", lookup.above(row.parent_id, OrgKind::region)},
          {"town", lookup.above(row.parent_id, OrgKind::town)},
          {"school_kind", row.school_kind ? std::string{describe::enum_name(*row.school_kind)} : ""},
          {"stages", row.stages},
          {"legal_form", row.legal_form},
          {"setting", row.setting},
          {"remoteness", row.remoteness},
          {"teaching_point", row.teaching_point ? "yes" : ""},
          {"parent_code", lookup.code(row.parent_school_id.value)},
          {"address", row.address},
          {"longitude", plain(row.longitude)},
          {"latitude", plain(row.latitude)},
          {"begin_on", day(row.begin_on)},
          {"end_on", day(row.end_on)}};
}

void return_rows(Writing& writing, Registry& registry, const Scope& scope, const Lookup& lookup,
                 const standard::Book& book) {
  std::map<std::tuple<std::string, int, std::string>, std::map<std::string, double>> rows;
  registry.each_return(scope, [&](const ReturnRow& row) {
    rows[{row.school_id.value, row.year.start, row.stage}][row.figure] = row.value;
  });
  for (const auto& [key, figures] : rows) {
    std::vector<std::optional<double>> cells;
    for (const auto& figure : book.figures) {
      if (figure.code.find("{}") != figure.code.npos) continue;
      const auto found = figures.find(figure.code);
      cells.push_back(found == figures.end() ? std::nullopt : std::optional{found->second});
    }
    writing.row({{"school_code", lookup.code(std::get<0>(key))},
                 {"year", std::to_string(std::get<1>(key))},
                 {"stage", std::get<2>(key)}},
                cells);
  }
}

Values group_values(const OrgRow& row, const Lookup& lookup) {
  return {{"group", row.name},
          {"name_en", row.name_en},
          {"district", lookup.above(row.parent_id, OrgKind::district)},
          {"model", row.model},
          {"lead_code", lookup.code(row.lead_school_id.value)},
          {"begin_on", day(row.begin_on)},
          {"end_on", day(row.end_on)}};
}

void org_rows(Writing& writing, Registry& registry, const Scope& scope, const Lookup& lookup, OrgKind kind) {
  registry.each_org(scope, [&](const OrgRow& row, Status status, const std::string&) {
    if (row.kind == kind && status == Status::active)
      writing.row(kind == OrgKind::group ? group_values(row, lookup) : school_values(row, lookup));
  });
}

void member_rows(Writing& writing, Registry& registry, const Scope& scope, const Lookup& lookup) {
  registry.each_membership(scope, [&](const MembershipRow& row) {
    writing.row({{"group", lookup.name(row.group_id)},
                 {"school_code", lookup.code(row.school_id.value)},
                 {"part", row.part},
                 {"begin_on", day(row.begin_on)},
                 {"end_on", day(row.end_on)}});
  });
}

void campus_rows(Writing& writing, Registry& registry, const Scope& scope, const Lookup& lookup) {
  registry.each_campus(scope, [&](const CampusRow& row) {
    writing.row({{"school_code", lookup.code(row.school_id.value)},
                 {"campus", row.name},
                 {"site_of", lookup.campus(row.parent_id)},
                 {"main", row.main ? "yes" : ""},
                 {"address", row.address},
                 {"longitude", plain(row.longitude)},
                 {"latitude", plain(row.latitude)},
                 {"begin_on", day(row.begin_on)},
                 {"end_on", day(row.end_on)}});
  });
}

void facility_rows(Writing& writing, Registry& registry, const Scope& scope, const Lookup& lookup) {
  registry.each_facility(scope, [&](const FacilityRow& row) {
    writing.row({{"school_code", lookup.code(row.school_id.value)},
                 {"campus", lookup.campus(row.campus_id)},
                 {"kind", row.kind},
                 {"name", row.name},
                 {"quantity", plain(row.quantity)},
                 {"area", plain(row.area)},
                 {"value_yuan", plain(row.value_yuan)},
                 {"begin_on", day(row.begin_on)},
                 {"end_on", day(row.end_on)}});
  });
}

bool of_service(std::string_view role) {
  return role == "teacher" || role == "principal" || role == "deputy" || role == "staff";
}

// What those who serve today do and did at the schools of the scope. A number that several have tells nobody apart:
// then the id stands for it, which the reader takes as well.
void service_rows(Writing& writing, Registry& registry, const Scope& scope, const Lookup& lookup) {
  std::set<OrgId> within;
  registry.each_org(scope, [&](const OrgRow& row, Status, const std::string&) { within.insert(row.id); });
  const auto people = registry.staff_records(scope);
  std::map<std::string, int64_t> held;
  std::vector<std::string> numbers;
  numbers.reserve(people.size());
  for (const auto& one : people) {
    auto known = registry.numbers_of(one.staff.id);
    numbers.push_back(known.empty() ? "" : std::move(known.front()));
    ++held[numbers.back()];
  }
  std::vector<std::tuple<std::string, std::string, Values>> rows;  // by school and name
  for (size_t at = 0; at < people.size(); ++at) {
    const auto& one = people[at];
    const auto number = numbers[at].empty() || held[numbers[at]] > 1 ? one.staff.id.value : numbers[at];
    for (const auto& role : one.roles) {
      if (!of_service(role.role) || !within.contains(role.org_id)) continue;
      rows.emplace_back(lookup.name(role.org_id), one.name,
                        Values{{"staff_number", number},
                               {"school_code", lookup.code(role.org_id.value)},
                               {"campus", lookup.campus(role.campus_id)},
                               {"name", one.name},
                               {"role", role.role},
                               {"post", role.post},
                               {"subject", role.subject},
                               {"section", role.stage},
                               {"primary_role", role.primary_role ? "yes" : "no"},
                               {"share", plain(role.share)},
                               {"begin_on", day(role.begin_on)},
                               {"end_on", day(role.end_on)}});
    }
  }
  std::ranges::stable_sort(rows, {}, [](const auto& row) { return std::tie(std::get<0>(row), std::get<1>(row)); });
  for (const auto& [school, name, values] : rows) writing.row(values);
}

}  // namespace

bool is_exported(std::string_view sheet) {
  static constexpr std::string_view all[] = {"schools",    "campuses", "groups", "group_members",
                                             "facilities", "service",  "returns"};
  return std::ranges::find(all, sheet) != std::end(all);
}

Result<std::string> Importer::export_sheet(const std::string& name, const registry::Scope& scope, Language language) {
  const auto* sheet = sheet_named(name);
  if (!sheet || !is_exported(sheet->name))
    return refuse(Fault::not_found, "sheet-unknown",
                  say("没有可导出的表“{}”", "there is no sheet “{}” to export", name));
  auto& registry = *needs_.registry;
  const Lookup lookup{registry, scope};
  const auto path = (std::filesystem::path{needs_.files} / ("export-" + new_uuid() + ".xlsx")).string();
  sheets::WorkbookWriter workbook{path};
  Writing writing{workbook, *sheet, *needs_.book, language};
  if (sheet->name == "schools") org_rows(writing, registry, scope, lookup, OrgKind::school);
  if (sheet->name == "groups") org_rows(writing, registry, scope, lookup, OrgKind::group);
  if (sheet->name == "group_members") member_rows(writing, registry, scope, lookup);
  if (sheet->name == "campuses") campus_rows(writing, registry, scope, lookup);
  if (sheet->name == "facilities") facility_rows(writing, registry, scope, lookup);
  if (sheet->name == "service") service_rows(writing, registry, scope, lookup);
  if (sheet->name == "returns") return_rows(writing, registry, scope, lookup, *needs_.book);
  workbook.finish();
  return path;
}

}  // namespace doorstep::imports
