#include "sheet.h"

#include <doorstep/sheets/write.h>

namespace doorstep::centres {
namespace {

Words part_word(CentrePart part) {
  if (part == CentrePart::head) return say("主任", "head");
  return part == CentrePart::deputy ? say("副主任", "deputy") : say("成员", "member");
}

sheets::CellValue end_of(Date on) {
  if (on == Date::never()) return std::monostate{};
  return on;
}

}  // namespace

std::string centres_workbook(const GroupCentres& centres, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("中心", "Centres").in(language);
    plan.notes = {centres.group};
    const auto column = [&](Words header, double width, sheets::ColumnKind kind = sheets::ColumnKind::text) {
      plan.columns.push_back(sheets::column(header.in(language), width, kind));
    };
    column(say("中心", "Centre"), 28);
    column(say("姓名", "Name"), 16);
    column(say("职务", "Part"), 10);
    column(say("学校", "School"), 28);
    column(say("任职自", "From"), 12, sheets::ColumnKind::date);
    column(say("至", "Until"), 12, sheets::ColumnKind::date);
    book.sheet(plan);
    for (const auto& centre : centres.centres)
      for (const auto& post : centre.posts)
        book.row({std::string_view{centre.name}, std::string_view{post.name},
                  std::string_view{part_word(post.part).in(language)}, std::string_view{post.school}, post.begin_on,
                  end_of(post.end_on)});
  });
}

}  // namespace doorstep::centres
