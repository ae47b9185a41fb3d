// Offerings brought by a sheet: what stands in its cells, and what that means. Pure but for the file.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/offerings/items.h>

namespace doorstep::offerings {

struct OfferingLine {
  int64_t row = 0;
  std::string title_zh, title_en, kind, host, campus, place, day, from, to, first, last, grades, capacity, cost,
      consent, teacher, about, materials, transport;
};

// A sheet to fill, with the schools that may host as choices.
std::string offerings_template(std::span<const std::string> schools, Language language);
// invalid: no table, a column is missing, nothing stands in it
Result<std::vector<OfferingLine>> read_offerings_sheet(const std::filesystem::path& file);

// Where a school of that name is, and a campus of it by name; empty: there is none.
struct SheetPlaces {
  std::function<OrgId(const std::string& school)> school;
  std::function<CampusId(const OrgId& school, const std::string& campus)> campus;
};
// What a line means; faults name its columns.
std::optional<NewOffering> offering_of(const OfferingLine& line, const SheetPlaces& places,
                                       std::vector<SheetFault>& faults);

}  // namespace doorstep::offerings
