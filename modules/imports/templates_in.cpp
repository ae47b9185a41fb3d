// Our own sheets, read by the column tables of the register.
#include <algorithm>

#include "sheet_match.h"
#include "templates.h"

namespace doorstep::imports {
namespace {

struct Found {
  SheetMatch match;
  const sheets::TableFile* file = nullptr;
  size_t table = 0;
};

}  // namespace

void Templates::row(const registry::Sheet& sheet, Cells& cells, const sheets::TableRow& row,
                    const std::vector<FigureColumn>& figures) {
  if (sheet.name == "schools") return school(cells);
  if (sheet.name == "campuses") return campus(cells);
  if (sheet.name == "groups") return group(cells);
  if (sheet.name == "group_members") return member(cells);
  if (sheet.name == "staff") return staff(cells);
  if (sheet.name == "service") return service(cells);
  if (sheet.name == "classes") return class_row(cells);
  if (sheet.name == "students") return student(cells);
  if (sheet.name == "enrolments") return enrolment(cells);
  if (sheet.name == "facilities") return facility(cells);
  returns(cells, row, figures);
}

Result<void> read_templates(Reading& reading, const standard::Book& book, const std::vector<sheets::Input>& inputs) {
  std::vector<sheets::TableFile> files;
  for (const auto& input : inputs) {
    DOORSTEP_LET(file, sheets::TableFile::open(input));
    files.push_back(std::move(file));
  }
  std::vector<Found> found;
  for (const auto& file : files)
    for (size_t i = 0; i < file.tables().size(); ++i) {
      if (file.tables()[i].hidden) continue;
      auto table = file.read(i);
      if (!table) continue;  // an empty sheet has no header
      if (auto match = match_sheet(**table); match.sheet)
        found.push_back({std::move(match), &file, i});
      else
        reading.intake.fault({{file.tables()[i].name, 0, ""},
                              say("不认识这张表，未读取", "this sheet is not one of ours and was not read"),
                              say("使用模板的列名", "use the headings of the template"),
                              false});
    }
  std::ranges::stable_sort(found, {}, [](const Found& item) { return item.match.sheet; });
  Templates templates{reading, book};
  int part = 0;
  for (const auto& item : found) {
    DOORSTEP_LET(table, item.file->read(item.table));
    const auto& sheet = *item.match.sheet;
    const auto figures = sheet.figures ? figure_columns(book, table->header()) : std::vector<FigureColumn>{};
    if (!check_sheet(*table, item.match, figures, reading.intake)) return {};  // what refers to it would be faults too
    Cells cells{*table, sheet, reading.intake};
    DOORSTEP_TRY(reading.each_row(
        *table,
        [&](const sheets::TableRow& row) {
          if (cells.closing(row)) return leave_out(*table, row, reading.intake);
          cells.take(row);
          templates.row(sheet, cells, row, figures);
        },
        part++, static_cast<int>(found.size())));
    tell_merged(*table, reading.intake);
  }
  return {};
}

}  // namespace doorstep::imports
