// What came of it: the table of a class, and giving back.
#include <algorithm>

#include "service.h"

namespace doorstep::assignments {

Result<ClassResults> AssignmentsService::results(const Actor& actor, const std::string& id, const ClassId& of_class) {
  settle(id);
  OrgId school;
  std::vector<store::PaperRow> papers;
  std::map<std::string, std::map<int64_t, store::AnswerRow>> answers;
  SetWork of;
  ClassResults made;
  auto done = around_.database.read([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, set_work(session, id));
    const auto classes = store::classes(session, id);
    const auto one = std::ranges::find(classes, of_class, &store::ClassRow::class_id);
    if (found.row.state == WorkState::draft || one == classes.end() || !may_read(actor, one->school_id, of_class))
      return no_assignment();
    school = one->school_id;
    of = std::move(found);
    made.of = card(session, actor, of.row);
    papers = store::papers_of_class(session, id, of_class);
    for (auto& answer : store::answers_of_class(session, id, of_class)) {
      auto& place = answers[answer.paper_id][answer.place];
      place = std::move(answer);
    }
    return {};
  });
  if (!done) return pass_on(done);
  note_reading(actor, "assignment", id, school);
  const auto known = book(school);
  if (const auto* people = class_in(*known, of_class)) made.of_class = shown(actor, *people);
  made.most = of.most();
  std::vector<registry::Student> students;
  if (auto listed_now = around_.registry.students(of_class, std::nullopt)) students = std::move(*listed_now);
  // Who has left the class since stays with what it answered.
  for (const auto& paper : papers)
    if (std::ranges::find(students, paper.person_id, &registry::Student::id) == students.end()) {
      registry::Student gone;
      gone.id = paper.person_id;
      if (const auto pupil = around_.registry.pupil(paper.person_id)) gone.name = pupil->name;
      students.push_back(std::move(gone));
    }
  for (const auto& item : of.items)
    made.columns.push_back({item.place,
                            item.question.title.empty() ? item.question.text : item.question.title,
                            item.question.kind,
                            item.question.points,
                            {},
                            0});
  std::vector<double> sums(of.items.size());
  double total = 0;
  int64_t whole = 0;
  for (const auto& student : students) {
    ResultLine line;
    line.person_id = student.id;
    line.name = student.name;
    const store::PaperRow* last = nullptr;  // that counts: the last one handed in, else the one in work
    for (const auto& paper : papers) {
      if (paper.person_id != student.id) continue;
      if (paper.state != PaperState::working) ++line.tries;
      if (!last || paper.state != PaperState::working) last = &paper;
    }
    if (last) {
      line.paper_id = last->id;
      line.state = last->state;
      line.late = last->late;
      line.handed_at = last->handed_at;
      Paper paper{*last, answers[last->id]};
      for (size_t i = 0; i < of.items.size(); ++i) {
        const auto& item = of.items[i];
        ResultCell cell{item.place, false, {}};
        if (const auto found = paper.answers.find(item.place); found != paper.answers.end()) {
          if (const auto body = json::read_text<questions::QuestionAnswer>(found->second.body))
            cell.answered = questions::answered(item.question, *body);
          if (last->state != PaperState::working) cell.points = found->second.points;
        }
        if (cell.points) {
          sums[i] += *cell.points;
          ++made.columns[i].marked;
        }
        line.cells.push_back(cell);
      }
      if (last->state == PaperState::marked) line.points = total_of(of, paper);
      if (line.points) {
        total += *line.points;
        ++whole;
      }
    }
    made.lines.push_back(std::move(line));
  }
  for (size_t i = 0; i < sums.size(); ++i)
    if (made.columns[i].marked) made.columns[i].mean = sums[i] / static_cast<double>(made.columns[i].marked);
  if (whole) made.mean = total / static_cast<double>(whole);
  return made;
}

Result<AssignmentFile> AssignmentsService::give_back(const Actor& actor, const std::string& id) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(of, owned(session, actor, id));
    if (of.row.state != WorkState::given)
      return refuse(Fault::conflict, "not-given", say("作业没有布置，或已返还", "it is not given, or was returned"));
    if (now() < of.row.due_at) return refuse(Fault::conflict, "not-over", say("还没有到截止时间", "it is not due yet"));
    settle(session, of, true);
    for (const auto& count : store::counts(session, id))
      if (count.state == PaperState::handed)
        return refuse(Fault::conflict, "not-marked", say("还有答卷没有批改完", "some papers are not marked yet"));
    const auto before = of.row;
    of.row.state = WorkState::returned;
    of.row.returned_at = now_utc();
    return put(session, actor, "assignment-returned", before, of, nullptr);
  });
  if (!done) return pass_on(done);
  tell_returned(id);
  return assignment(actor, id);
}

}  // namespace doorstep::assignments
