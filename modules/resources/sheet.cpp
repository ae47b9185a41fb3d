#include "sheet.h"

#include <algorithm>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

#include "lists.h"

namespace doorstep::resources {
namespace {

using sheets::CellValue;
using sheets::column;
using sheets::ColumnKind;

Words word_of(QualityLevel level) {
  switch (level) {
    case QualityLevel::school:
      return say("校级", "school");
    case QualityLevel::group:
      return say("集团级", "group");
    case QualityLevel::district:
      return say("区级", "district");
    default:
      return say("市级", "city");
  }
}

template <class Coded>
std::string name_in(const std::vector<Coded>& all, const std::string& code, Language language) {
  const auto found = std::ranges::find(all, code, &Coded::code);
  return found == all.end() ? code : found->name.in(language);
}

}  // namespace

std::string library_workbook(const std::vector<ResourceCard>& resources, const ResourceTerms& terms,
                             Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("资源", "Resources").in(language);
    plan.columns = {column(say("名称", "Title"), language, 40),
                    column(say("类型", "Kind"), language, 14),
                    column(say("学科", "Subject"), language, 12),
                    column(say("年级", "Grades"), language, 12),
                    column(say("课程位置", "Curriculum"), language, 30),
                    column(say("标签", "Tags"), language, 24),
                    column(say("作者", "Authors"), language, 20),
                    column(say("单位", "Organisation"), language, 26),
                    column(say("共享范围", "Shared with"), language, 22),
                    column(say("许可", "Licence"), language, 24),
                    column(say("精品", "Certified"), language, 18),
                    column(say("使用次数", "Uses"), language, 10, ColumnKind::whole),
                    column(say("使用学校", "Schools"), language, 10, ColumnKind::whole),
                    column(say("改编", "Adaptations"), language, 10, ColumnKind::whole),
                    column(say("评分", "Rating"), language, 8, ColumnKind::number, 1),
                    column(say("评价人数", "Ratings"), language, 10, ColumnKind::whole),
                    column(say("发布日期", "Published"), language, 12, ColumnKind::date)};
    book.sheet(plan);
    for (const auto& one : resources) {
      std::string levels;
      for (const auto level : one.levels) levels += (levels.empty() ? "" : ", ") + word_of(level).in(language);
      const auto kind = name_in(terms.kinds, one.kind, language),
                 licence = name_in(terms.licences, one.licence, language),
                 subject = registry::choice_word("service", "subject", one.subject).in(language),
                 grades = joined(one.grades), tags = joined(one.tags),
                 shelf = one.shelf_id.empty() ? say("社会公开", "everybody").in(language) : one.shelf;
      const auto on = Date::parse(one.published_at.substr(0, 10));
      const auto text = [](const std::string& from) { return CellValue{std::string_view{from}}; };
      book.row({text(one.title), text(kind), text(subject), text(grades), text(one.node), text(tags), text(one.authors),
                text(one.owner), text(shelf), text(licence), text(levels), one.uses, one.schools, one.adaptations,
                one.stars ? CellValue{*one.stars} : CellValue{}, one.ratings, on ? CellValue{*on} : CellValue{}});
    }
  });
}

}  // namespace doorstep::resources
