#include "sheet.h"

#include <doorstep/sheets/write.h>

namespace doorstep::bookings {
std::string timetable_workbook(const Timetable& timetable, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan bookings;
    bookings.name = say("预约", "Bookings").in(language);
    bookings.notes = {fmt::format("{}  {}", timetable.group, timetable.from.text())};
    bookings.columns = {sheets::column(say("日期", "Day"), language, 12, sheets::ColumnKind::date),
                        sheets::column(say("开始", "From"), language, 8),
                        sheets::column(say("结束", "Until"), language, 8),
                        sheets::column(say("场馆或设备", "Thing"), language, 28),
                        sheets::column(say("数量", "Amount"), language, 8, sheets::ColumnKind::whole),
                        sheets::column(say("使用学校", "School"), language, 28),
                        sheets::column(say("预约人", "By"), language, 14),
                        sheets::column(say("用途", "Purpose"), language, 40),
                        sheets::column(say("离校", "Sets out"), language, 8),
                        sheets::column(say("返校", "Back"), language, 8)};
    book.sheet(bookings);
    for (const auto& one : timetable.bookings)
      book.row({one.on, std::string_view{one.from}, std::string_view{one.to}, std::string_view{one.thing}, one.amount,
                std::string_view{one.school}, std::string_view{one.by}, std::string_view{one.purpose},
                std::string_view{one.away_from}, std::string_view{one.away_to}});
    sheets::SheetPlan things;
    things.name = say("场馆与设备", "Venues and equipment").in(language);
    things.columns = {sheets::column(say("名称", "Name"), language, 28),
                      sheets::column(say("类别", "Kind"), language, 10),
                      sheets::column(say("所属学校", "School"), language, 28),
                      sheets::column(say("数量", "Amount"), language, 8, sheets::ColumnKind::whole),
                      sheets::column(say("开放", "Opens"), language, 8),
                      sheets::column(say("关闭", "Closes"), language, 8),
                      sheets::column(say("说明", "What"), language, 40)};
    book.sheet(things);
    for (const auto& one : timetable.things) {
      const auto kind = one.kind == Kind::venue ? say("场馆", "venue") : say("设备", "equipment");
      book.row({std::string_view{one.name}, std::string_view{kind.in(language)}, std::string_view{one.school},
                one.amount, std::string_view{one.opens}, std::string_view{one.closes}, std::string_view{one.what}});
    }
  });
}

}  // namespace doorstep::bookings
