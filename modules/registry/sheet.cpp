#include "sheet.h"

#include <algorithm>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

namespace doorstep::registry {
namespace {

using doorstep::sheets::CellValue;
using doorstep::sheets::ColumnKind;
using doorstep::sheets::SheetColumn;
using doorstep::sheets::SheetPlan;

CellValue number(const std::optional<double>& value) { return value ? CellValue{*value} : CellValue{}; }

CellValue day(Date date) { return date == Date::always() || date == Date::never() ? CellValue{} : CellValue{date}; }

// The words of a code in a column of our own sheet of schools; the code itself when the column does not know it.
std::string_view word(std::string_view column, std::string_view code, Language language) {
  for (const auto& known : sheet_named("schools")->columns)
    if (known.name == column)
      for (const auto& choice : known.choices)
        if (choice.code == code) return language == Language::zh ? choice.zh : choice.en;
  return code;
}

SheetPlan plan(const std::vector<Source>& sources, bool few, Language language) {
  SheetPlan made;
  made.name = say("学校", "Schools").in(language);
  for (const auto& source : sources) {
    if (!source.notice.empty()) made.notes.push_back(source.notice.in(language));
    if (source.generated)
      made.notes.push_back(say("{}：生成数据，非真实数据", "{}: generated data, not real", source.name).in(language));
  }
  if (few) made.notes.push_back(few_words().in(language));
  made.columns = {sheets::column(say("编号", "Id"), language, 38),
                  sheets::column(say("名称", "Name"), language, 32),
                  sheets::column(say("英文名称", "English name"), language, 32),
                  sheets::column(say("类型", "Kind"), language),
                  sheets::column(say("学段", "Stages"), language),
                  sheets::column(say("办学性质", "Legal form"), language),
                  sheets::column(say("城乡", "Setting"), language),
                  sheets::column(say("偏远程度", "Remoteness"), language),
                  sheets::column(say("区县", "District"), language),
                  sheets::column(say("乡镇", "Town"), language),
                  sheets::column(say("教育集团", "Group"), language),
                  sheets::column(say("学生", "Students"), language, 0, ColumnKind::whole),
                  sheets::column(say("教师", "Teachers"), language, 0, ColumnKind::whole),
                  sheets::column(say("经度", "Longitude"), language, 0, ColumnKind::number, 6),
                  sheets::column(say("纬度", "Latitude"), language, 0, ColumnKind::number, 6),
                  sheets::column(say("建立", "Opened"), language, 0, ColumnKind::date),
                  sheets::column(say("终止", "Closed"), language, 0, ColumnKind::date)};
  return made;
}

}  // namespace

std::string schools_workbook(const std::vector<SchoolSummary>& schools, const std::vector<Source>& sources,
                             Language language) {
  return doorstep::sheets::workbook_bytes([&](doorstep::sheets::WorkbookWriter& book) {
    book.sheet(plan(sources, std::ranges::any_of(schools, &SchoolSummary::few), language));
    const auto fewer = fmt::format("<{}", few_students);
    const auto students = [&](const SchoolSummary& school) {
      return school.few && !school.students ? CellValue{std::string_view{fewer}} : number(school.students);
    };
    for (const auto& school : schools) {
      const auto kind = school.school_kind ? describe::enum_name(*school.school_kind) : std::string_view{};
      book.row({std::string_view{school.id.value}, std::string_view{school.name}, std::string_view{school.name_en},
                word("school_kind", kind, language), std::string_view{school.stages},
                word("legal_form", school.legal_form, language), word("setting", school.setting, language),
                word("remoteness", school.remoteness, language), std::string_view{school.district},
                std::string_view{school.town}, std::string_view{school.group}, students(school),
                number(school.teachers), number(school.longitude), number(school.latitude), day(school.begin_on),
                day(school.end_on)});
    }
  });
}

}  // namespace doorstep::registry
