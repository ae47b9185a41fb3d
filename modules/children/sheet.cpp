#include "sheet.h"

#include <doorstep/sheets/write.h>

namespace doorstep::children {

std::string consent_workbook(const ConsentList& list, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("同意", "Consents").in(language);
    plan.notes = {list.ask.purpose.name.in(language)};
    plan.columns = {sheets::column(say("班级", "Class"), language, 16),
                    sheets::column(say("姓名", "Name"), language, 16),
                    sheets::column(say("答复", "Answer"), language, 12),
                    sheets::column(say("答复人", "By"), language, 16), sheets::column(say("时间", "At"), language, 26)};
    book.sheet(plan);
    for (const auto& one : list.items) {
      const auto answer = !one.given   ? say("未答复", "none yet")
                          : *one.given ? say("同意", "yes")
                                       : say("不同意", "no");
      book.row({std::string_view{one.of_class}, std::string_view{one.child}, std::string_view{answer.in(language)},
                std::string_view{one.by}, std::string_view{one.at}});
    }
  });
}

}  // namespace doorstep::children
