#include <CLI/CLI.hpp>

#include "module.h"
#include "sheet.h"

namespace doorstep::groups {
namespace {

void print(const cli::Console& console, const Coverage& coverage) {
  console.print(fmt::format("{}  {}", coverage.area, coverage.on.text()));
  std::string dimension;
  for (const auto& row : coverage.rows) {
    if (row.dimension != dimension && row.dimension != "all")
      console.print(fmt::format(" {}", console.say(dimension_word(row.dimension))));
    dimension = row.dimension;
    const auto percent = [](double part, double whole) {
      return whole > 0 ? fmt::format("{:.1f}%", 100 * part / whole) : std::string{"-"};
    };
    const bool grouped = row.dimension == "all" || row.dimension == "model";
    console.print(fmt::format(
        "  {}  {}{}", console.say(code_word(row)),
        grouped ? console.say(say("{} 个集团，", "{} groups, ", row.groups)) : std::string{},
        console.say(say("学校 {0}/{1}（{2}），学生 {3:.0f}/{4:.0f}（{5}）",
                        "schools {0}/{1} ({2}), students {3:.0f}/{4:.0f} ({5})", row.covered_schools, row.schools,
                        percent(static_cast<double>(row.covered_schools), static_cast<double>(row.schools)),
                        row.covered_students, row.students, percent(row.covered_students, row.students)))));
  }
}

cli::Verb coverage_verb(Open open) {
  return {"coverage", say("一个区域的集团覆盖情况", "how much of an area its groups cover"), [open](CLI::App& app) {
            struct Options {
              std::string data = "data", district, on;
              bool json = false;
            };
            auto options = std::make_shared<Options>();
            app.add_option("--data", options->data, "data folder or database URL")->capture_default_str();
            app.add_option("--district", options->district, "name of a district or region")->required();
            app.add_option("--on", options->on, "day, YYYY-MM-DD; today when absent");
            app.add_flag("--json", options->json, "print one JSON value");
            return [open, options](cli::Console& console) -> Result<void> {
              const auto on = options->on.empty() ? std::optional{Date::today()} : Date::parse(options->on);
              if (!on)
                return refuse(Fault::invalid, "day-invalid",
                              say("日期应写作 YYYY-MM-DD：{}", "a day is written YYYY-MM-DD: {}", options->on));
              DOORSTEP_LET(opened, open(options->data));
              DOORSTEP_LET(area, opened.registry->find_area(options->district));
              DOORSTEP_LET(found, opened.groups->coverage(area.id, *on, {}));
              if (options->json)
                console.print(json::text(found));
              else
                print(console, found);
              return {};
            };
          }};
}

}  // namespace

std::vector<cli::Verb> commands(Open open) { return {coverage_verb(std::move(open))}; }

}  // namespace doorstep::groups
