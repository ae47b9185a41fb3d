#include <doorstep/generator/generator.h>

#include <filesystem>
#include <map>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

#include "names.h"
#include "people.h"
#include "roster_parts.h"

namespace doorstep::generator {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

using synthetic::newest_year;
// Every figure that the generator makes, in the order of the columns.
constexpr const char* figure_codes[] = {"students",
                                        "classes",
                                        "largest_class",
                                        "places",
                                        "teachers",
                                        "degree_teachers",
                                        "backbone_teachers",
                                        "sport_art_teachers",
                                        "senior_title_teachers",
                                        "teaching_area",
                                        "sports_area",
                                        "equipment_value",
                                        "multimedia_rooms",
                                        "music_rooms",
                                        "art_rooms",
                                        "books",
                                        "computers",
                                        "entrants",
                                        "staff",
                                        "lab_rooms",
                                        "smallest_music_room",
                                        "smallest_art_room",
                                        "indoor_sports_area",
                                        "site_area",
                                        "built_area",
                                        "exchange_eligible",
                                        "exchange_moved",
                                        "exchange_moved_backbone",
                                        "trained_teachers",
                                        "running_budget",
                                        "training_money"};

sheets::SheetPlan plan_of(std::string_view name) {
  const auto* sheet = registry::sheet_named(name);
  sheets::SheetPlan plan;
  plan.name = sheet->zh;
  plan.notes = {"生成数据，并非真实的学校 / generated data, not real schools"};
  for (const auto& column : sheet->columns)
    plan.columns.push_back({std::string{column.zh}, ColumnKind::text, 0, 14, column.required, {}, {}});
  return plan;
}

// Some schools did not send their return this year, one in two of them never did.
bool unreturned(const synthetic::School& school, int years_ago) {
  return school.number % 41 == 19 && (years_ago == 0 || school.number % 82 == 19);
}

void returns(sheets::WorkbookWriter& book, const synthetic::District& district, uint64_t seed) {
  auto plan = plan_of("returns");
  for (const char* code : figure_codes) plan.columns.push_back({code, ColumnKind::number, 0, 12, false, {}, {}});
  book.sheet(plan);
  const auto row = [&](const std::string& code, int year, const std::string& stage, const Figures& figures) {
    const auto text = std::to_string(year);
    std::vector<CellValue> cells{std::string_view{code}, std::string_view{text},
                                 stage.empty() ? CellValue{} : CellValue{std::string_view{stage}}};
    for (const char* figure : figure_codes) {
      const auto found = figures.find(figure);
      cells.push_back(found == figures.end() ? CellValue{} : CellValue{found->second});
    }
    book.row(cells);
  };
  for (const auto& school : district.schools) {
    const auto code = school_code(school);
    const auto teachers = teachers_of(school, seed);
    for (int ago = 2; ago >= 0; --ago) {
      if (unreturned(school, ago)) continue;
      for (size_t s = 0; s < school.sections.size(); ++s)
        row(code, newest_year - ago, stage_name(school.sections[s].stage),
            section_figures(school, static_cast<int>(s), teachers, ago, seed));
      if (combined(school)) row(code, newest_year - ago, "", shared_figures(school, ago, seed));
    }
  }
  for (const auto& school : district.closed)
    for (int ago = 2; newest_year - ago < school.closed; --ago)
      row(closed_code(school), newest_year - ago, "primary", closed_figures(school, ago, seed));
}

void facilities(sheets::WorkbookWriter& book, const synthetic::District& district, uint64_t seed) {
  book.sheet(plan_of("facilities"));
  for (const auto& school : district.schools) {
    const auto code = school_code(school);
    const auto figures = shared_figures(school, 0, seed);
    const auto row = [&](const char* kind, const char* name, double quantity, double area, double value) {
      const auto quantity_text = fmt::format("{}", quantity), area_text = area > 0 ? fmt::format("{}", area) : "",
                 value_text = value > 0 ? fmt::format("{}", value) : "";
      book.row({std::string_view{code}, CellValue{}, std::string_view{kind}, std::string_view{name},
                std::string_view{quantity_text}, std::string_view{area_text}, std::string_view{value_text}});
    };
    row("multimedia_classroom", "网络多媒体教室", figures.at("multimedia_rooms"), figures.at("teaching_area") * 0.6, 0);
    row("music_room", "音乐教室", figures.at("music_rooms"), 96 * figures.at("music_rooms"), 0);
    row("art_room", "美术教室", figures.at("art_rooms"), 90 * figures.at("art_rooms"), 0);
    row("sports_ground", "运动场", 1, figures.at("sports_area"), 0);
    row("equipment", "教学仪器设备", 1, 0, figures.at("equipment_value"));
  }
}

// Schools that were merged into others.
void closed_schools(sheets::WorkbookWriter& book, const synthetic::District& district) {
  book.sheet(plan_of("schools"));
  for (const auto& school : district.closed) {
    const auto& heir = district.schools[static_cast<size_t>(school.heir)];
    const std::map<std::string_view, std::string> values{
        {"school_code", closed_code(school)},
        {"name", closed_name(school)},
        {"name_en", fmt::format("Generated Closed School {}", school.number)},
        {"district", district_name},
        {"region", region_name},
        {"school_kind", "primary"},
        {"legal_form", "public"},
        {"setting", "rural"},
        {"longitude", number(heir.longitude + 0.006)},
        {"latitude", number(heir.latitude - 0.004)},
        {"begin_on", fmt::format("{}-09-01", school.opened)},
        {"end_on", fmt::format("{}-09-01", school.closed)},
        {"successor_code", school_code(heir)}};
    std::vector<CellValue> cells;
    for (const auto& column : registry::sheet_named("schools")->columns) {
      const auto found = values.find(column.name);
      cells.push_back(found == values.end() ? CellValue{} : CellValue{std::string_view{found->second}});
    }
    book.row(cells);
  }
}

}  // namespace

Result<Generated> generate_district(const Options& options, const std::function<void(double)>& told) {
  if (options.like != "chaoyang")
    return refuse(Fault::invalid, "like-unknown",
                  say("不认识“{}”；可用：chaoyang", "nothing is known of “{}”; there is: chaoyang", options.like));
  synthetic::Wish wish;
  wish.seed = options.seed;
  if (options.schools) wish.schools = options.schools;
  if (options.students) wish.students = options.students;
  wish.staff = static_cast<int>(23'000.0 * wish.students / 342'000);
  if (wish.schools < 20 || wish.schools > 5'000 || wish.students < wish.schools * 50 || wish.students > 5'000'000)
    return refuse(Fault::invalid, "size-impossible",
                  say("学校数应为 20 至 5000，学生数至少为每校 50 人",
                      "schools must be 20 to 5,000, with at least 50 students each"));
  const int year = options.year ? options.year : newest_year;
  if (year < newest_year || year > newest_year + 20)
    return refuse(Fault::invalid, "year-impossible",
                  say("学年应为 {} 至 {}", "the school year is {} to {}", newest_year, newest_year + 20));
  std::error_code failed;
  std::filesystem::create_directories(options.out, failed);
  if (failed)
    return refuse(Fault::invalid, "folder-unwritable",
                  say("无法建立文件夹 {}", "the folder {} cannot be made", options.out));
  const auto district = synthetic::plan(wish);
  Generated made;
  made.oneroster = options.out + "/oneroster.zip";
  made.sheets = options.out + "/district.xlsx";
  write_roster(district, options.seed, year, made.oneroster, made, told);
  sheets::WorkbookWriter book{made.sheets};
  closed_schools(book, district);
  returns(book, district, options.seed);
  facilities(book, district, options.seed);
  book.finish();
  if (told) told(1);
  return made;
}

}  // namespace doorstep::generator
