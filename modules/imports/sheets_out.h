// Our sheets written: empty ones as templates, and the register's content in the same columns, so that what was
// exported can be imported again.
#pragma once

#include <string>

#include <doorstep/base/standard.h>
#include <doorstep/imports/imports.h>
#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

namespace doorstep::imports {

// Notes above the header, one column a column, drop-down lists, comments with meaning and example.
sheets::SheetPlan plan_of(const registry::Sheet& sheet, const standard::Book& book, Language language);

// A workbook with one sheet, or with all of them when `sheet` is null; or the header line as csv for Excel.
std::string template_workbook(const registry::Sheet* sheet, const standard::Book& book, Language language);
std::string template_csv(const registry::Sheet& sheet, const standard::Book& book, Language language);

// Whether Imports::export_sheet writes this sheet. Of people there is only what staff do where; all else of them goes
// out as OneRoster.
bool is_exported(std::string_view sheet);

// docs/formats: every sheet with its columns, in Markdown, both languages.
std::string formats_page(const standard::Book& book);

}  // namespace doorstep::imports
