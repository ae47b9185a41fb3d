#include "sheet.h"

#include <algorithm>
#include <array>

#include <doorstep/sheets/write.h>

namespace doorstep::courses {
namespace {

using sheets::ColumnKind;

Words words_of(CourseWay way) {
  static const std::array words{say("学生走校", "students travel"), say("教师送教", "the teacher visits"),
                                say("直播课堂", "live class"), say("回放", "replay")};
  return words[static_cast<size_t>(way)];
}

}  // namespace

std::string course_workbook(const CourseFile& file, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("课程方案", "Plan").in(language);
    plan.notes = {file.course.title.in(language), file.org};
    plan.columns = {sheets::column(say("序号", "No."), language, 8, ColumnKind::whole),
                    sheets::column(say("单元", "Unit"), language, 30),
                    sheets::column(say("目标", "Aims"), language, 50),
                    sheets::column(say("课时", "Lessons"), language, 10, ColumnKind::whole),
                    sheets::column(say("资源", "Resources"), language, 50)};
    for (const auto& one : file.teachings) plan.columns.push_back(sheets::column(one.host, 16, ColumnKind::date));
    book.sheet(plan);
    int64_t number = 0;
    for (const auto& unit : file.units) {
      std::string resources;
      for (const auto& one : unit.materials) resources += (resources.empty() ? "" : "; ") + one.title;
      std::vector<sheets::CellValue> cells{++number, std::string_view{unit.title}, std::string_view{unit.aims},
                                           unit.hours, std::string_view{resources}};
      for (const auto& teaching : file.teachings) {
        const auto lesson = std::ranges::find(teaching.lessons, unit.id, &CourseLesson::unit_id);
        cells.push_back(lesson == teaching.lessons.end() ? sheets::CellValue{} : sheets::CellValue{lesson->on});
      }
      book.row(cells);
    }
    sheets::SheetPlan taught;
    taught.name = say("开课", "Taught").in(language);
    taught.columns = {sheets::column(say("开课学校", "Host"), language, 30),
                      sheets::column(say("参加学校", "School"), language, 30),
                      sheets::column(say("方式", "Way"), language, 16),
                      sheets::column(say("名额", "Places"), language, 10, ColumnKind::whole),
                      sheets::column(say("已录取", "Taken"), language, 10, ColumnKind::whole)};
    book.sheet(taught);
    for (const auto& teaching : file.teachings)
      for (const auto& one : teaching.receivers) {
        const auto way = words_of(one.way).in(language);
        book.row({std::string_view{teaching.host}, std::string_view{one.school}, std::string_view{way}, one.places,
                  one.taken});
      }
  });
}

}  // namespace doorstep::courses
