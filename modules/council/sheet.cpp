#include "sheet.h"

#include <doorstep/sheets/write.h>

namespace doorstep::council {
namespace {

using sheets::ColumnKind;

Words state_word(ItemState state) {
  switch (state) {
    case ItemState::passed:
      return say("通过", "passed");
    case ItemState::rejected:
      return say("未通过", "rejected");
    case ItemState::voting:
      return say("表决中", "being voted on");
    case ItemState::waiting:
      return say("待议", "waiting");
  }
  return {};
}

Words state_word(TaskState state) {
  switch (state) {
    case TaskState::open:
      return say("待办", "open");
    case TaskState::doing:
      return say("进行中", "under way");
    case TaskState::done:
      return say("完成", "done");
    case TaskState::dropped:
      return say("取消", "dropped");
  }
  return {};
}

}  // namespace

std::string council_workbook(const Council& council, const std::vector<Meeting>& meetings, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan resolutions;
    resolutions.name = say("议题与决议", "Resolutions").in(language);
    resolutions.notes = {fmt::format("{}  {}", council.group, Date::today().text())};
    resolutions.columns = {sheets::column(say("日期", "Day"), language, 12, ColumnKind::date),
                           sheets::column(say("会议", "Meeting"), language, 28),
                           sheets::column(say("议题", "Item"), language, 28),
                           sheets::column(say("决议", "Resolution"), language, 50),
                           sheets::column(say("结果", "Result"), language, 10),
                           sheets::column(say("赞成", "For"), language, 8, ColumnKind::whole),
                           sheets::column(say("反对", "Against"), language, 8, ColumnKind::whole),
                           sheets::column(say("弃权", "Abstained"), language, 8, ColumnKind::whole)};
    book.sheet(resolutions);
    for (const auto& meeting : meetings)
      for (const auto& item : meeting.items) {
        const auto state = item.resolution.empty() ? Words{} : state_word(item.state);
        book.row({meeting.of.on, std::string_view{meeting.of.title}, std::string_view{item.title},
                  std::string_view{item.resolution}, std::string_view{state.in(language)}, item.votes_for,
                  item.votes_against, item.votes_abstained});
      }
    sheets::SheetPlan tasks;
    tasks.name = say("任务", "Tasks").in(language);
    tasks.columns = {sheets::column(say("任务", "Task"), language, 50),
                     sheets::column(say("负责人", "Owner"), language, 16),
                     sheets::column(say("期限", "Due"), language, 12, ColumnKind::date),
                     sheets::column(say("状态", "State"), language, 10),
                     sheets::column(say("说明", "Note"), language, 40),
                     sheets::column(say("依据的决议", "Resolution"), language, 50)};
    book.sheet(tasks);
    for (const auto& task : council.tasks) {
      const auto state = state_word(task.state);
      book.row({std::string_view{task.what}, std::string_view{task.owner}, task.due_on,
                std::string_view{state.in(language)}, std::string_view{task.note}, std::string_view{task.resolution}});
    }
  });
}

}  // namespace doorstep::council
