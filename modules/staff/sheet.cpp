#include "sheet.h"

#include <doorstep/sheets/write.h>

namespace doorstep::staff {

std::string accounts_workbook(const StaffAccounts& accounts, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("教职工账号", "Accounts of staff").in(language);
    plan.notes = {accounts.school};
    const auto column = [&](Words header, double width) {
      plan.columns.push_back(sheets::column(header.in(language), width, sheets::ColumnKind::text));
    };
    column(say("姓名", "Name"), 16);
    column(say("岗位", "Role"), 12);
    column(say("学科", "Subject"), 16);
    column(say("账号", "Account"), 24);
    column(say("绑定时间", "Tied"), 24);
    book.sheet(plan);
    for (const auto& one : accounts.items)
      book.row({std::string_view{one.name}, std::string_view{one.role}, std::string_view{one.subject},
                std::string_view{one.sign_in}, std::string_view{one.at}});
  });
}

}  // namespace doorstep::staff
