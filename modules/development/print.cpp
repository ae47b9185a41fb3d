#include "print.h"

#include <algorithm>

#include <doorstep/print/print.h>

namespace doorstep::development {
namespace {

std::string often(int64_t times, Language language) {
  if (times == 0) return "";
  return (times == 1 ? say("1 次", "once") : say("{} 次", "{} times", times)).in(language);
}

}  // namespace

Result<std::string> record_pdf(const StudentRecord& record, const std::vector<DevelopmentSide>& sides, Date on,
                               Language language) {
  const auto title = say("学生成长记录", "Record of development").in(language);
  print::Paper paper;
  paper.title = title;
  paper.author = record.school;
  paper.language = language;
  paper.made_on = on;
  paper.foot = record.name + "  " + record.school;
  print::Document page{paper};
  page.paragraph(title, {.size = 22, .bold = true, .align = print::Align::centre});
  page.paragraph(record.name, {.size = 15, .bold = true, .align = print::Align::centre});
  page.paragraph(record.school + "  " + record.of_class + "  " + on.text(),
                 {.align = print::Align::centre, .after = 6});
  for (const auto& one : record.sides) {
    const auto named = std::ranges::find(sides, one.side, &DevelopmentSide::code);
    const auto heading = named == sides.end() ? say("其他", "Other").in(language) : named->name.in(language);
    if (one.activities.empty() && one.entries.empty() && named == sides.end()) continue;
    page.paragraph(heading, {.size = 14, .bold = true, .before = 4});
    page.rule();
    if (one.activities.empty() && one.entries.empty())
      page.paragraph(say("还没有记录", "nothing yet").in(language), {.colour = {0.4, 0.4, 0.4}});
    std::vector<std::vector<std::string>> rows;
    for (const auto& each : one.activities)
      rows.push_back({each.last.text(), each.title.in(language), each.note, often(each.times, language)});
    if (!rows.empty())
      page.table({{.width = 2}, {.width = 5}, {.width = 3}, {.width = 1.5, .align = print::Align::right}}, rows, false,
                 {.size = 10});
    for (const auto& each : one.entries)
      page.paragraph(fmt::format("{}  {}{}  {}", each.on.text(),
                                 each.by_student ? say("自评 ", "of oneself ").in(language) : "", each.by, each.words),
                     {.size = 10});
  }
  return page.finish();
}

}  // namespace doorstep::development
