// What a class wrote on paper, entered by its teacher.
#include <algorithm>

#include "answer_sheet.h"
#include "cells.h"
#include "service.h"
#include "store_sheets.h"

namespace doorstep::assignments {
namespace {

// What the trail says of a paper that came by sheet.
struct SheetPaperTrace {
  PersonId person_id;
  int64_t number = 0;
  bool replaced = false;
};
BOOST_DESCRIBE_STRUCT(SheetPaperTrace, (), (person_id, number, replaced))

struct EnteredPaper {
  PersonId child;
  std::vector<EnteredAnswer> answers;  // by item
};

bool is_blank(const std::string& cell) { return cell.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

Result<SetWork> AssignmentsService::enterable(db::Session& session, const Actor& actor, const std::string& id,
                                              const ClassId& of_class, OrgId& school) {
  DOORSTEP_LET(of, set_work(session, id));
  const auto classes = store::classes(session, id);
  const auto one = std::ranges::find(classes, of_class, &store::ClassRow::class_id);
  if (of.row.state == WorkState::draft || one == classes.end() || !teaches(actor, one->school_id, of_class))
    return no_assignment();
  school = one->school_id;
  return std::move(of);
}

Result<std::string> AssignmentsService::answer_sheet(const Actor& actor, const std::string& id,
                                                     const ClassId& of_class) {
  OrgId school;
  auto found =
      around_.database.read([&](db::Session& session) { return enterable(session, actor, id, of_class, school); });
  if (!found) return pass_on(found);
  note_reading(actor, "assignment", id, school);
  std::vector<AnswerLine> children;
  if (const auto students = around_.registry.students(of_class, std::nullopt))
    for (const auto& one : *students) children.push_back({0, one.id.value, one.name, {}});
  const auto known = book(school);
  const auto* people = class_in(*known, of_class);
  const auto title = found->row.title + (people ? " · " + known->school + " " + people->title : "");
  return answer_workbook(title, found->items, children, actor.language);
}

Result<AnswerSheetRead> AssignmentsService::read_answer_sheet(const Actor& actor, const std::string& id,
                                                              const ClassId& of_class,
                                                              const std::filesystem::path& file, bool dry) {
  settle(id);
  OrgId school;
  auto found =
      around_.database.read([&](db::Session& session) { return enterable(session, actor, id, of_class, school); });
  if (!found) return pass_on(found);
  const auto& of = *found;
  if (now() < of.row.opens_at)
    return refuse(Fault::conflict, "not-open", say("还没有到开始时间", "it has not opened yet"));
  if (of.row.state == WorkState::returned)
    return refuse(Fault::conflict, "returned",
                  say("作业已返还，不再录入", "it was returned: nothing is entered any more"));
  DOORSTEP_LET(lines, read_answer_lines(file, of.items));
  std::map<std::string, std::string> names;
  if (const auto students = around_.registry.students(of_class, std::nullopt))
    for (const auto& one : *students) names.emplace(one.id.value, one.name);
  AnswerSheetRead made;
  std::vector<EnteredPaper> papers;
  std::map<std::string, int64_t> rows;  // of children, by id
  for (const auto& line : lines) {
    if (line.id.empty() && line.name.empty() && std::ranges::all_of(line.values, is_blank)) continue;
    const auto child = names.find(line.id);
    if (child == names.end()) {
      made.faults.push_back({line.row, "id",
                             say("本班没有这个编号的学生，请重新下载表格",
                                 "nobody of this number is in the class: download the sheet again")});
      continue;
    }
    if (child->second != line.name) {
      made.faults.push_back({line.row, "name",
                             say("这个编号是{0}，不是“{1}”：行可能错位",
                                 "this number is {0}, not “{1}”: lines may "
                                 "have moved",
                                 child->second, line.name)});
      continue;
    }
    if (!rows.emplace(line.id, line.row).second) {
      made.faults.push_back({line.row, "id", say("这个学生写了两行", "this child has two lines")});
      continue;
    }
    if (std::ranges::all_of(line.values, is_blank)) {
      ++made.empty;
      continue;
    }
    EnteredPaper paper{PersonId{line.id}, {}};
    for (size_t at = 0; at < of.items.size(); ++at) {
      auto one = entered(of.items[at].question, line.values[at]);
      if (!one)
        made.faults.push_back({line.row, answer_column(of.items[at].place), one.error().what});
      else
        paper.answers.push_back(std::move(*one));
    }
    papers.push_back(std::move(paper));
  }
  const auto enter = [&](db::Session& session, bool write) -> Result<void> {
    made.rows = made.replaced = made.marked = 0;
    for (const auto& one : papers) {
      const auto tries = store::papers_of(session, id, one.child);
      const bool again = !tries.empty() && store::is_by_sheet(session, tries.back().id);
      if (!tries.empty() && !again) {
        made.faults.push_back({rows[one.child.value], "name",
                               say("已在线作答，不能再按表录入；请把这一行清空",
                                   "has answered online, which a sheet does not overwrite: empty this line")});
        continue;
      }
      ++made.rows;
      made.replaced += again;
      if (one.answers.size() != of.items.size()) continue;  // its faults are named
      store::PaperRow paper =
          again ? tries.back() : store::PaperRow{new_uuid(),         id,    one.child, of_class, school, 1,
                                                 PaperState::handed, false, now_utc(), ""};
      paper.handed_at = utc_text(std::min(now(), of.row.due_at));
      bool whole = true;
      std::vector<store::AnswerRow> answers;
      for (size_t at = 0; at < of.items.size(); ++at) {
        const auto& [answer, points] = one.answers[at];
        const auto& question = of.items[at].question;
        auto given = points;
        if (!given)
          if (const auto share = questions::share_of(question, answer))
            given = questions::points_of(*share, question.points);
        whole = whole && given;
        answers.push_back({paper.id, of.items[at].place, 1, json::text(answer), actor.account, now_utc(), given});
      }
      paper.state = whole ? PaperState::marked : PaperState::handed;
      made.marked += whole;
      if (!write) continue;
      if (again) {
        store::set(session, paper);
        store::drop_answers(session, paper.id);
      } else {
        store::add(session, paper);
      }
      for (const auto& answer : answers) store::put(session, answer);
      store::put(session, store::BySheetRow{paper.id, actor.account, actor.name, now_utc()});
      around_.trail.append(
          session, actor,
          {"paper-by-sheet", "paper", paper.id, school, audit::added(SheetPaperTrace{one.child, paper.number, again})});
    }
    return {};
  };
  around_.database.read([&](db::Session& session) { (void)enter(session, false); });
  std::ranges::stable_sort(made.faults, {}, &SheetFault::row);
  if (dry || !made.faults.empty() || papers.empty()) return made;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_TRY(enter(session, true));
    // Somebody began on a phone since the look.
    if (!made.faults.empty())
      return refuse(
          Fault::conflict, "answered-since",
          say("有学生刚刚在线作答，请重新检查表格", "a child has begun online meanwhile: check the sheet again"));
    return {};
  });
  if (!done) return pass_on(done);
  made.kept = true;
  return made;
}

}  // namespace doorstep::assignments
