#include <CLI/CLI.hpp>

#include <doorstep/variation/variation.h>

#include "amounts.h"
#include "module.h"

namespace doorstep::balance {
namespace {

// What `doorstep balance --json` prints of one indicator.
struct IndicatorLine {
  std::string code;
  std::optional<double> mean, cv, limit;
  std::optional<bool> passed;
  int64_t schools = 0;
  int64_t left_out = 0;
  bool reported = false;
};
BOOST_DESCRIBE_STRUCT(IndicatorLine, (), (code, mean, cv, limit, passed, schools, left_out, reported))

struct BalanceLine {
  std::string district, standard, edition, stage;
  SchoolYear year;
  int64_t schools = 0;
  double students = 0;
  std::vector<IndicatorLine> indicators;
  std::optional<double> composite, composite_limit;
  std::optional<bool> passed;
  int64_t schools_reached = 0, schools_failed = 0, schools_unknown = 0;
};
BOOST_DESCRIBE_STRUCT(BalanceLine, (),
                      (district, standard, edition, stage, year, schools, students, indicators, composite,
                       composite_limit, passed, schools_reached, schools_failed, schools_unknown))

struct CvLine {
  double mean = 0, s = 0;
  std::optional<double> cv;
  int64_t schools = 0, left_out = 0;
};
BOOST_DESCRIBE_STRUCT(CvLine, (), (mean, s, cv, schools, left_out))

BalanceLine line_of(const Report& report) {
  BalanceLine line{report.area,           report.standard,        report.edition.en, report.stage,
                   report.year,           report.schools,         report.students,   {},
                   report.composite,      report.composite_limit, report.passed,     report.schools_reached,
                   report.schools_failed, report.schools_unknown};
  for (const auto& from : report.indicators)
    line.indicators.push_back(
        {from.code, from.mean, from.cv, from.limit, from.passed, from.schools, from.left_out_count, from.reported});
  return line;
}

std::string shown(std::optional<double> value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "-";
}

void print_report(const cli::Console& console, const Report& report) {
  console.print(fmt::format("{}  {}  {}  {}", report.area, report.standard_name.in(console.language()), report.stage,
                            report.year.text()));
  for (const auto& indicator : report.indicators) {
    if (!indicator.reported) {
      console.print(fmt::format("  {:<22} {}", indicator.code, console.say(say("未上报", "not reported"))));
      continue;
    }
    const auto mark = !indicator.passed ? Words{} : *indicator.passed ? say("达标", "within") : say("超限", "over");
    const auto counted =
        say("{0} 所计入，{1} 所未计入", "{0} schools, {1} left out", indicator.schools, indicator.left_out_count);
    const auto limit =
        indicator.limit ? fmt::format("{} {:.2f} ", console.say(say("限值", "limit")), *indicator.limit) : "";
    console.print(fmt::format("  {:<22} {} {:>10}  CV {:>6}  {}{}  {}", indicator.code,
                              console.say(say("平均", "mean")), shown(indicator.mean, 4), shown(indicator.cv, 4), limit,
                              console.say(mark), console.say(counted)));
  }
}

// The area asked for; without a name the only district, or the only root of the register.
Result<registry::Area> area_named(registry::Registry& registry, const std::string& name) {
  if (!name.empty()) return registry.find_area(name);
  const auto areas = registry.areas({});
  std::vector<registry::Area> districts, roots;
  for (const auto& area : areas) {
    if (area.kind == registry::OrgKind::district) districts.push_back(area);
    if (area.parent_id.empty()) roots.push_back(area);
  }
  if (districts.size() == 1) return districts.front();
  if (roots.size() == 1) return roots.front();
  if (areas.empty())
    return refuse(Fault::not_found, "register-empty",
                  say("登记册是空的；请先导入", "the register is empty: import something first"));
  std::string names;
  for (const auto& area : areas) names += (names.empty() ? "" : ", ") + area.name;
  return refuse(Fault::invalid, "district-needed",
                say("请用 --district 指定区域：{}", "name an area with --district: {}", names));
}

cli::Verb balance_verb(Open open) {
  return {"balance", say("按标准衡量一个区域的均衡程度", "measure an area against a standard"), [open](CLI::App& app) {
            struct Options {
              std::string data = "data", district, standard, stage;
              int year = 0;
              bool json = false;
            };
            auto options = std::make_shared<Options>();
            app.add_option("--data", options->data, "data folder or database URL")->capture_default_str();
            app.add_option("--district", options->district, "name of a district or region");
            app.add_option("--standard", options->standard, "id of the standard");
            app.add_option("--stage", options->stage, "kindergarten, primary, junior or senior");
            app.add_option("--year", options->year, "calendar year in which the school year begins");
            app.add_flag("--json", options->json, "print one JSON value");
            return [open, options](cli::Console& console) -> Result<void> {
              DOORSTEP_LET(opened, open(options->data));
              DOORSTEP_LET(area, area_named(*opened.registry, options->district));
              const Question question{area.id, options->standard, options->stage,
                                      options->year ? std::optional{options->year} : std::nullopt};
              DOORSTEP_LET(report, opened.balance->report(question, {}));
              if (options->json)
                console.print(json::text(line_of(report)));
              else
                print_report(console, report);
              return {};
            };
          }};
}

cli::Verb cv_verb() {
  return {"cv", say("由一个表格计算差异系数", "the coefficient of variation of a table"), [](CLI::App& app) {
            struct Options {
              std::string file, amount, students;
              bool json = false;
            };
            auto options = std::make_shared<Options>();
            app.add_option("FILE", options->file, "csv or xlsx, one row a school")->required();
            app.add_option("--amount", options->amount, "heading of the amount")->required();
            app.add_option("--students", options->students, "heading of the students")->required();
            app.add_flag("--json", options->json, "print one JSON value");
            return [options](cli::Console& console) -> Result<void> {
              DOORSTEP_LET(amounts, read_amounts(options->file, options->amount, options->students));
              const auto spread = variation::student_weighted(amounts.amounts, amounts.students);
              const CvLine line{spread.mean, spread.s, spread.cv, spread.schools,
                                static_cast<int64_t>(spread.left_out.size())};
              if (options->json) {
                console.print(json::text(line));
              } else {
                console.print(fmt::format("mean {:.6f}  S {:.6f}  CV {}  n={}", line.mean, line.s, shown(line.cv, 6),
                                          line.schools));
                for (const auto& left : spread.left_out)
                  console.note(say("第 {} 行未计入：{}", "row {} left out: {}", amounts.rows[left.index],
                                   describe::enum_name(left.reason)));
              }
              return {};
            };
          }};
}

}  // namespace

std::vector<cli::Verb> commands(Open open) { return {balance_verb(std::move(open)), cv_verb()}; }

}  // namespace doorstep::balance
