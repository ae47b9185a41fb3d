#include <filesystem>

#include <doorstep/registry/columns.h>

#include "module.h"
#include "sheets_out.h"

namespace doorstep::imports {
namespace {

using http::Call;
using http::download;
using http::Method;
using http::None;
using http::Page;
using http::Reply;
using http::row;
using http::row_with_body;
using http::Run;
using http::whole;
using http::workbook_type;

constexpr size_t upload_limit = size_t{2} << 30;

struct Upload {
  std::string file, mapping;
};
BOOST_DESCRIBE_STRUCT(Upload, (), (file, mapping))
struct OfRun {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfRun, (), (id))
struct Commit {
  std::optional<bool> over_hand_edits;
  std::optional<Date> effective;
};
BOOST_DESCRIBE_STRUCT(Commit, (), (over_hand_edits, effective))
struct OfTemplate {
  std::string sheet;
  std::optional<Language> language;
};
BOOST_DESCRIBE_STRUCT(OfTemplate, (), (sheet, language))
struct TemplateInfo {
  std::string sheet;
  Words title;
  bool exported = false;  // whether /api/export writes it
};
BOOST_DESCRIBE_STRUCT(TemplateInfo, (), (sheet, title, exported))
struct OfArea {
  std::optional<OrgId> area;
  std::string version = "1.2";
};
BOOST_DESCRIBE_STRUCT(OfArea, (), (area, version))
struct OfSheet {
  std::string sheet;
  std::optional<OrgId> area;
};
BOOST_DESCRIBE_STRUCT(OfSheet, (), (sheet, area))

std::optional<OrgId> area_of(const Call& call) {
  const auto area = call.parameter("area");
  return area.empty() ? std::nullopt : std::optional{OrgId{area}};
}

registry::Scope scope_of(const Call& call, const Places& places, const std::optional<OrgId>& area) {
  if (area) return {false, {*area}};
  const auto bounds = bounds_of(call.actor, Right::import_run, places);
  return {bounds.everything, bounds.roots};
}

Reply faults_workbook(const ImportRun& run, Language language) {
  auto reply = download(workbook_type, "faults.xlsx");
  const auto word = [&](const char* zh, const char* en) { return std::string{language == Language::zh ? zh : en}; };
  reply.body = sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    book.sheet({word("错误", "Faults"),
                {run.file},
                {sheets::column(word("表", "Sheet"), 20),
                 {word("行", "Row"), sheets::ColumnKind::whole, 0, 8, false, {}, {}},
                 sheets::column(word("列", "Column"), 20),
                 sheets::column(word("级别", "Kind"), 8),
                 sheets::column(word("问题", "What is wrong"), 50),
                 sheets::column(word("处理办法", "What to do"), 50)}});
    if (run.report)
      for (const auto& fault : run.report->faults) {
        const auto kind = fault.fatal ? word("错误", "fault") : word("提示", "note");
        book.row({std::string_view{fault.place.sheet}, fault.place.row, std::string_view{fault.place.column},
                  std::string_view{kind}, std::string_view{fault.what.in(language)},
                  std::string_view{fault.remedy.in(language)}});
      }
  });
  return reply;
}

void run_rows(std::vector<http::Route>& rows, Imports& imports) {
  const auto add = [&](http::Route&& route) { rows.push_back(std::move(route)); };
  add(row<Upload, ImportRun>(Method::post, "/api/imports", Right::import_run, Run::work,
                             say("上传文件，先试读", "Upload a file; it is read dry first"),
                             [&](const Call& call, const Upload& in) -> Result<ImportRun> {
                               if (in.file.empty())
                                 return refuse(Fault::invalid, "file-nameless",
                                               say("缺少文件名", "the name of the file is missing"),
                                               {{"file", say("缺少此项", "is missing")}});
                               return imports.upload(call.actor, in.file, call.spooled_file, in.mapping);
                             })
          .uploads(upload_limit)
          .answers(202));
  add(row<None, Page<ImportRun>>(
      Method::get, "/api/imports", Right::import_run, Run::work, say("历次导入", "Imports so far"),
      [&](const Call&, const None&) -> Result<Page<ImportRun>> { return whole(imports.runs()); }));
  add(row<OfRun, ImportRun>(Method::get, "/api/imports/{id}", Right::import_run, Run::work,
                            say("一次导入及其报告", "One import with its report"),
                            [&](const Call&, const OfRun& in) { return imports.run(in.id); }));
  add(row_with_body<OfRun, Commit, ImportRun>(
          Method::post, "/api/imports/{id}/commit", Right::import_run, Run::work, say("提交导入", "Commit an import"),
          [&](const Call& call, const OfRun& in, const Commit& how) {
            return imports.commit(call.actor, in.id, how.over_hand_edits.value_or(false), how.effective);
          })
          .answers(202));
  add(row<OfRun, None>(Method::delete_, "/api/imports/{id}", Right::import_run, Run::work,
                       say("丢弃上传的文件", "Discard what was uploaded"),
                       [&](const Call& call, const OfRun& in) -> Result<None> {
                         DOORSTEP_TRY(imports.discard(call.actor, in.id));
                         return None{};
                       }));
  add(row<OfRun, Reply>(Method::get, "/api/imports/{id}/faults.xlsx", Right::import_run, Run::work,
                        say("错误清单（Excel）", "The faults as an Excel file"),
                        [&](const Call& call, const OfRun& in) -> Result<Reply> {
                          DOORSTEP_LET(run, imports.run(in.id));
                          return faults_workbook(run, call.language);
                        })
          .sends(workbook_type));
  add(row<OfRun, Proposal>(Method::get, "/api/imports/{id}/proposal", Right::import_run, Run::work,
                           say("为陌生表格提出映射", "A mapping proposed for a foreign table"),
                           [&](const Call&, const OfRun& in) { return imports.propose(in.id); }));
  add(row_with_body<OfRun, Mapping, ImportRun>(Method::post, "/api/imports/{id}/mapping", Right::import_run, Run::work,
                                               say("保存映射并重新试读", "Keep a mapping and read the file by it"),
                                               [&](const Call& call, const OfRun& in, const Mapping& mapping) {
                                                 return imports.read_with(call.actor, in.id, mapping);
                                               })
          .answers(202));
}

void mapping_rows(std::vector<http::Route>& rows, Imports& imports) {
  rows.push_back(row<None, Page<MappingSummary>>(
      Method::get, "/api/mappings", Right::import_run, Run::work, say("映射", "Mappings"),
      [&](const Call&, const None&) -> Result<Page<MappingSummary>> { return whole(imports.mappings()); }));
  rows.push_back(row<OfRun, Mapping>(Method::get, "/api/mappings/{id}", Right::import_run, Run::work,
                                     say("一个映射", "One mapping"),
                                     [&](const Call&, const OfRun& in) { return imports.mapping(in.id); }));
  rows.push_back(row_with_body<OfRun, Mapping, Mapping>(
      Method::put, "/api/mappings/{id}", Right::import_run, Run::work, say("保存映射", "Keep a mapping"),
      [&](const Call& call, const OfRun& in, const Mapping& mapping) -> Result<Mapping> {
        if (mapping.id != in.id)
          return refuse(Fault::invalid, "id-differs",
                        say("地址与内容中的 id 不同", "the id in the address and in the body differ"),
                        {{"id", say("应为 {}", "must be {}", in.id)}});
        return imports.keep_mapping(call.actor, mapping);
      }));
}

void template_rows(std::vector<http::Route>& rows, const standard::Book& book) {
  rows.push_back(row<None, Page<TemplateInfo>>(
      Method::get, "/api/templates", Right::open, Run::quick, say("模板", "Templates"),
      [](const Call&, const None&) -> Result<Page<TemplateInfo>> {
        std::vector<TemplateInfo> all;
        for (const auto& sheet : registry::sheets())
          all.push_back(
              {std::string{sheet.name}, {std::string{sheet.zh}, std::string{sheet.en}}, is_exported(sheet.name)});
        return whole(std::move(all));
      }));
  rows.push_back(row<OfTemplate, Reply>(
                     Method::get, "/api/templates/{sheet}.xlsx", Right::open, Run::work,
                     say("模板（Excel）；all 为全部", "A template as Excel; “all” is every sheet"),
                     [&](const Call& call, const OfTemplate& in) -> Result<Reply> {
                       const auto* sheet = registry::sheet_named(in.sheet);
                       if (!sheet && in.sheet != "all")
                         return refuse(Fault::not_found, "sheet-unknown", say("没有这张表", "there is no such sheet"));
                       auto reply = download(workbook_type, in.sheet + ".xlsx");
                       reply.body = template_workbook(sheet, book, in.language.value_or(call.language));
                       return reply;
                     })
                     .sends(workbook_type));
  rows.push_back(row<OfTemplate, Reply>(Method::get, "/api/templates/{sheet}.csv", Right::open, Run::work,
                                        say("模板（csv）", "A template as csv"),
                                        [&](const Call& call, const OfTemplate& in) -> Result<Reply> {
                                          const auto* sheet = registry::sheet_named(in.sheet);
                                          if (!sheet)
                                            return refuse(Fault::not_found, "sheet-unknown",
                                                          say("没有这张表", "there is no such sheet"));
                                          auto reply = download("text/csv; charset=utf-8", in.sheet + ".csv");
                                          reply.body = template_csv(*sheet, book, in.language.value_or(call.language));
                                          return reply;
                                        })
                     .sends("text/csv"));
}

void export_rows(std::vector<http::Route>& rows, Imports& imports, const Places& places) {
  rows.push_back(row<OfArea, Reply>(Method::get, "/api/export/oneroster.zip", Right::import_run, Run::work,
                                    say("导出 OneRoster 压缩包", "Export a OneRoster zip"),
                                    [&](const Call& call, const OfArea& in) -> Result<Reply> {
                                      DOORSTEP_LET(
                                          path, imports.export_oneroster(scope_of(call, places, in.area), in.version));
                                      auto reply = download("application/zip", "oneroster.zip");
                                      reply.file = path;
                                      reply.remove_file = true;
                                      return reply;
                                    })
                     .sends("application/zip")
                     .within(area_of));
  rows.push_back(
      row<OfSheet, Reply>(Method::get, "/api/export/{sheet}.xlsx", Right::import_run, Run::work,
                          say("导出一张表（Excel）", "Export a sheet as Excel"),
                          [&](const Call& call, const OfSheet& in) -> Result<Reply> {
                            DOORSTEP_LET(
                                path, imports.export_sheet(in.sheet, scope_of(call, places, in.area), call.language));
                            auto reply = download(workbook_type, in.sheet + ".xlsx");
                            reply.file = path;
                            reply.remove_file = true;
                            return reply;
                          })
          .sends(workbook_type)
          .within(area_of));
}

}  // namespace

std::vector<http::Route> routes(Imports& imports, const standard::Book& book, const Places& places) {
  std::vector<http::Route> rows;
  run_rows(rows, imports);
  mapping_rows(rows, imports);
  template_rows(rows, book);
  export_rows(rows, imports, places);
  return rows;
}

}  // namespace doorstep::imports
