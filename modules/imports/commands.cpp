#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "mapping.h"
#include "module.h"
#include "sheets_out.h"

namespace doorstep::imports {
namespace {

Actor command_line() {
  Actor actor;
  actor.name = "command line";
  actor.posts = {{Role::administrator, {}}};
  actor.request_id = new_uuid();
  return actor;
}

void print_faults(const cli::Console& console, const registry::IntakeReport& report) {
  int shown = 0;
  for (const auto& fault : report.faults) {
    if (++shown > 50) break;
    auto where = fault.place.sheet;
    if (fault.place.row > 0) where += fmt::format(":{}", fault.place.row);
    if (!fault.place.column.empty()) where += " [" + fault.place.column + "]";
    const auto kind = fault.fatal ? say("错误", "fault") : say("提示", "note");
    console.note({fmt::format("{} {}：{}；{}", kind.zh, where, fault.what.zh, fault.remedy.zh),
                  fmt::format("{} {}: {}; {}", kind.en, where, fault.what.en, fault.remedy.en)});
  }
  if (report.fault_count > shown) console.note(say("共 {} 处错误", "{} faults in all", report.fault_count));
}

void print_counts(const cli::Console& console, const registry::IntakeReport& report) {
  for (const auto& table : report.tables)
    console.print(console.say(
        say("{:<12} 新增 {}，变更 {}，终止 {}，未变 {}", "{:<12} {} added, {} changed, {} ended, {} unchanged",
            describe::enum_name(table.table), table.added, table.changed, table.ended, table.unchanged)));
  console.print(console.say(report.written ? say("已写入", "written") : say("未写入", "nothing was written")));
}

struct Options {
  std::string data = "data";
  std::vector<std::string> files;
  ImportOptions import;
  std::string effective;
  bool json = false;
};

Result<void> run_import(cli::Console& console, Imports& imports, Options& options) {
  if (!options.effective.empty()) {
    const auto day = Date::parse(options.effective);
    if (!day)
      return refuse(Fault::invalid, "date-invalid", say("--effective 应为 YYYY-MM-DD", "--effective wants YYYY-MM-DD"));
    options.import.effective = *day;
  }
  const auto watch = [&](const Progress& now) -> Result<void> {
    console.progress(say("读取", "reading"), now.rows, now.share, now.rows_per_second, now.seconds_left);
    return {};
  };
  DOORSTEP_LET(report, imports.import_files(command_line(), options.files, options.import, watch));
  console.progress_done();
  if (options.json)
    console.print(json::text(report));
  else
    print_counts(console, report);
  print_faults(console, report);
  if (report.fault_count > 0)
    return refuse(Fault::invalid, "import-faulty",
                  say("文件有 {} 处错误，未写入任何内容", "the file has {} faults; nothing of it was written",
                      report.fault_count));
  return {};
}

cli::Verb import_verb(Open open) {
  return {
      "import", say("导入文件", "import files"), [open](CLI::App& app) {
        auto options = std::make_shared<Options>();
        app.add_option("FILE", options->files, "OneRoster zips, our sheets (xlsx, csv), or foreign tables")->required();
        app.add_option("--data", options->data, "data folder or database URL")->capture_default_str();
        app.add_option("--as", options->import.as, "id of a mapping, or a mapping file (.toml)");
        app.add_flag("--dry-run", options->import.dry_run, "write nothing, tell what would be done");
        app.add_flag("--over-hand-edits", options->import.over_hand_edits, "also change what a person edited by hand");
        app.add_option("--effective", options->effective,
                       "day from which changes hold (YYYY-MM-DD); today when absent");
        app.add_flag("--json", options->json, "print one JSON value");
        return [open, options](cli::Console& console) -> Result<void> {
          DOORSTEP_LET(imports, open(options->data));
          return run_import(console, *imports, *options);
        };
      }};
}

cli::Verb propose_verb(Open open) {
  return {"propose", say("为陌生表格提出一个映射", "propose a mapping for a foreign table"), [open](CLI::App& app) {
            auto options = std::make_shared<Options>();
            app.add_option("FILE", options->files, "csv or xlsx")->required()->expected(1);
            app.add_option("--data", options->data, "data folder or database URL")->capture_default_str();
            app.add_flag("--json", options->json, "print one JSON value");
            return [open, options](cli::Console& console) -> Result<void> {
              DOORSTEP_LET(imports, open(options->data));
              DOORSTEP_LET(proposal, imports->propose_file(options->files.front()));
              if (options->json) {
                console.print(json::text(proposal));
                return {};
              }
              if (proposal.mapping.id.empty()) proposal.mapping.id = proposal.mapping.name = "my-table";
              console.print(write_mapping(proposal.mapping));
              for (const auto& note : proposal.notes) console.note(note);
              for (const auto& missing : proposal.missing)
                console.note(say("还缺少：{}", "still missing: {}", missing));
              return {};
            };
          }};
}

cli::Verb export_verb(Open open) {
  return {
      "export", say("导出 OneRoster 压缩包或一张表", "export a OneRoster zip or a sheet"), [open](CLI::App& app) {
        struct Wanted {
          std::string data = "data", what, to, version = "1.2";
        };
        auto wanted = std::make_shared<Wanted>();
        app.add_option("WHAT", wanted->what, "oneroster, or the name of a sheet (schools, returns ...)")->required();
        app.add_option("TO", wanted->to, "file to write")->required();
        app.add_option("--version", wanted->version, "of OneRoster: 1.1 or 1.2")->capture_default_str();
        app.add_option("--data", wanted->data, "data folder or database URL")->capture_default_str();
        return [open, wanted](cli::Console& console) -> Result<void> {
          DOORSTEP_LET(imports, open(wanted->data));
          DOORSTEP_LET(path, wanted->what == "oneroster" ? imports->export_oneroster({}, wanted->version)
                                                         : imports->export_sheet(wanted->what, {}, console.language()));
          std::error_code none;
          std::filesystem::copy_file(path, wanted->to, std::filesystem::copy_options::overwrite_existing, none);
          std::filesystem::remove(path);
          if (none)
            return refuse(Fault::invalid, "file-unwritable",
                          say("无法写入 {}：{}", "{} cannot be written: {}", wanted->to, none.message()));
          console.print(wanted->to);
          return {};
        };
      }};
}

cli::Verb formats_verb(std::function<Result<standard::Book>()> book) {
  return {"formats", say("打印格式说明", "print the page of formats"), [book](CLI::App&) {
            return [book](cli::Console& console) -> Result<void> {
              DOORSTEP_LET(read, book());
              auto page = formats_page(read);
              page.pop_back();
              console.print(page);
              return {};
            };
          }};
}

cli::Verb template_verb(std::function<Result<standard::Book>()> book) {
  return {"template", say("写出空白模板", "write the empty templates as a workbook"), [book](CLI::App& app) {
            auto to = std::make_shared<std::string>();
            app.add_option("TO", *to, "xlsx file to write")->required();
            return [book, to](cli::Console& console) -> Result<void> {
              DOORSTEP_LET(read, book());
              std::ofstream out{*to, std::ios::binary};
              out << template_workbook(nullptr, read, console.language());
              if (!out.flush())
                return refuse(Fault::invalid, "file-unwritable", say("无法写入 {}", "{} cannot be written", *to));
              console.print(*to);
              return {};
            };
          }};
}

}  // namespace

std::vector<cli::Verb> commands(Open open, std::function<Result<standard::Book>()> book) {
  return {import_verb(open), propose_verb(open), export_verb(open), formats_verb(book), template_verb(book)};
}

}  // namespace doorstep::imports
