#include <doorstep/generator/generator.h>

#include <filesystem>
#include <set>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

#include "names.h"
#include "people.h"
#include "roster.h"

namespace doorstep::generator {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

constexpr int newest_year = 2025;
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
                                        "computers"};

sheets::SheetPlan plan_of(std::string_view name) {
  const auto* sheet = registry::sheet_named(name);
  sheets::SheetPlan plan;
  plan.name = sheet->zh;
  plan.notes = {"生成数据，并非真实的学校 / generated data, not real schools"};
  for (const auto& column : sheet->columns)
    plan.columns.push_back({std::string{column.zh}, ColumnKind::text, 0, 14, column.required, {}, {}});
  return plan;
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
    if (school.number % 83 == 0) continue;  // some schools did not send their return
    const auto code = school_code(school);
    const auto teachers = teachers_of(school, seed);
    for (int ago = 2; ago >= 0; --ago) {
      for (size_t s = 0; s < school.sections.size(); ++s)
        row(code, newest_year - ago, stage_name(school.sections[s].stage),
            section_figures(school, static_cast<int>(s), teachers, ago, seed));
      if (combined(school)) row(code, newest_year - ago, "", shared_figures(school, ago, seed));
    }
  }
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

// A school that was merged into another one some years ago.
void merged_school(sheets::WorkbookWriter& book, const synthetic::District& district) {
  book.sheet(plan_of("schools"));
  const auto& heir = district.schools[20 % district.schools.size()];
  const auto code = school_code(heir);
  book.row({std::string_view{"2199900001"}, std::string_view{"旧街小学（已并入）"},
            std::string_view{"Old Street School (merged)"}, std::string_view{district_name},
            std::string_view{region_name}, CellValue{}, std::string_view{"小学"}, std::string_view{"小学"},
            std::string_view{"公办"}, std::string_view{"城区"}, CellValue{}, CellValue{}, CellValue{}, CellValue{},
            std::string_view{"120.15"}, std::string_view{"30.42"}, std::string_view{"1956-09-01"},
            std::string_view{"2022-09-01"}, std::string_view{code}});
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
  std::error_code none;
  std::filesystem::create_directories(options.out, none);
  if (none)
    return refuse(Fault::invalid, "folder-unwritable",
                  say("无法建立文件夹 {}", "the folder {} cannot be made", options.out));
  const auto district = synthetic::plan(wish);
  Generated made;
  made.oneroster = options.out + "/oneroster.zip";
  made.sheets = options.out + "/district.xlsx";
  write_roster(district, options.seed, made.oneroster, made, told);
  sheets::WorkbookWriter book{made.sheets};
  returns(book, district, options.seed);
  facilities(book, district, options.seed);
  merged_school(book, district);
  book.finish();
  if (told) told(1);
  return made;
}

}  // namespace doorstep::generator
