#include <doorstep/sheets/csv.h>

#include "sheets_out.h"

namespace doorstep::imports {
namespace {

using registry::Column;
using registry::ColumnType;

std::string_view in(Language language, std::string_view zh, std::string_view en) {
  return language == Language::zh ? zh : en;
}

sheets::SheetColumn column_of(const Column& column, Language language) {
  sheets::SheetColumn made;
  made.header = in(language, column.zh, column.en);
  made.required = column.required;
  made.width = column.type == ColumnType::text ? 22 : 14;
  made.kind = column.type == ColumnType::date     ? sheets::ColumnKind::date
              : column.type == ColumnType::number ? sheets::ColumnKind::number
              : column.type == ColumnType::whole  ? sheets::ColumnKind::whole
                                                  : sheets::ColumnKind::text;
  made.decimals = 6;
  made.comment = in(language, column.meaning_zh, column.meaning_en);
  if (!column.example.empty())
    made.comment += fmt::format("{}{}", in(language, "\n例：", "\nexample: "), column.example);
  if (column.type == ColumnType::code || column.type == ColumnType::yes_no)
    for (const auto& choice : column.choices) made.choices.emplace_back(in(language, choice.zh, choice.en));
  return made;
}

}  // namespace

sheets::SheetPlan plan_of(const registry::Sheet& sheet, const standard::Book& book, Language language) {
  sheets::SheetPlan plan;
  plan.name = in(language, sheet.zh, sheet.en);
  for (const auto& column : sheet.columns) plan.columns.push_back(column_of(column, language));
  if (sheet.figures)
    for (const auto& figure : book.figures)
      if (figure.code.find("{}") == figure.code.npos) {  // families would make a template of ninety columns
        sheets::SheetColumn made;
        made.header = fmt::format("{} ({})", figure.name.in(language), figure.unit.in(language));
        made.kind = figure.whole ? sheets::ColumnKind::whole : sheets::ColumnKind::number;
        made.width = 14;
        made.comment = figure.meaning.in(language);
        plan.columns.push_back(std::move(made));
      }
  return plan;
}

std::string template_workbook(const registry::Sheet* sheet, const standard::Book& book, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& workbook) {
    for (const auto& each : registry::sheets())
      if (!sheet || sheet->name == each.name) workbook.sheet(plan_of(each, book, language));
  });
}

std::string template_csv(const registry::Sheet& sheet, const standard::Book& book, Language language) {
  std::string text;
  sheets::CsvWriter csv{text, {true, true, ','}};
  for (const auto& column : plan_of(sheet, book, language).columns) csv.cell(column.header);
  csv.end_row();
  return text;
}

std::string formats_page(const standard::Book& book) {
  std::string page =
      "# Formats 导入导出格式\n\nPrinted by `doorstep formats` from the column tables; do not edit. "
      "由程序按列定义生成，请勿手工修改。\n\n"
      "Headings may be Chinese or English, in any order; units in brackets are ignored. Files: xlsx, or csv in UTF-8 "
      "or GB18030.\n"
      "列名可用中文或英文，顺序不限，括号内的单位会被忽略；文件可为 xlsx，或 UTF-8、GB18030 编码的 csv。\n";
  for (const auto& sheet : registry::sheets()) {
    page += fmt::format(
        "\n## {} {} (`{}`)\n\n| 列名 | Heading | type | required | 含义 | Meaning |\n|---|---|---|---|---|---|\n",
        sheet.zh, sheet.en, sheet.name);
    for (const auto& column : sheet.columns) {
      static constexpr std::string_view types[] = {"text", "id",     "whole number", "number",
                                                   "date", "yes/no", "one of",       "several of"};
      std::string type{types[static_cast<size_t>(column.type)]};
      if (column.type == ColumnType::code || column.type == ColumnType::codes) {
        type += ":";
        for (const auto& choice : column.choices) type += fmt::format(" {}/{}", choice.zh, choice.en);
      }
      page += fmt::format("| {} | {} | {} | {} | {} | {} |\n", column.zh, column.en, type, column.required ? "yes" : "",
                          column.meaning_zh, column.meaning_en);
    }
    if (sheet.figures)
      for (const auto& figure : book.figures)
        page += fmt::format("| {} | {} | {} {} | | {} | {} |\n", figure.name.zh, figure.name.en,
                            figure.whole ? "whole number," : "number,", figure.unit.en, figure.meaning.zh,
                            figure.meaning.en);
  }
  return page;
}

}  // namespace doorstep::imports
