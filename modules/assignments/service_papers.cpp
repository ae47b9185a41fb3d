// What children see, answer and hand in.
#include <algorithm>

#include <doorstep/base/digest.h>
#include <doorstep/zone/zone.h>

#include "service.h"
#include "shuffle.h"

namespace doorstep::assignments {
namespace {

tl::unexpected<Error> no_tied_child() {
  return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "you are not tied to this child"));
}
tl::unexpected<Error> closed_already() {
  return refuse(
      Fault::conflict, "closed",
      say("已过截止时间，不再接受答案；截止前保存的都在", "it was due and is closed: what was saved before counts"));
}

}  // namespace

std::optional<double> total_of(const SetWork& of, const Paper& paper) {
  double sum = 0;
  for (const auto& item : of.items) {
    const auto found = paper.answers.find(item.place);
    if (found == paper.answers.end() || !found->second.points) return {};
    sum += *found->second.points;
  }
  if (paper.row.late && of.row.late == LateRule::reduced) sum *= 1 - of.row.late_share;
  return questions::points_of(1, sum);
}

bool AssignmentsService::closed(const store::AssignmentRow& row) const {
  return row.state == WorkState::returned || (row.late == LateRule::refused && now() >= row.due_at);
}

WorkStage AssignmentsService::stage(const store::AssignmentRow& row, const std::vector<Paper>& tries) const {
  if (row.state == WorkState::returned) return WorkStage::returned;
  if (now() < row.opens_at) return WorkStage::coming;
  if (!tries.empty() && tries.back().row.state != PaperState::working) return WorkStage::handed;
  return closed(row) ? WorkStage::over : WorkStage::open;
}

WorkCard AssignmentsService::card(const SetWork& of, const std::vector<Paper>& tries) const {
  const auto& row = of.row;
  WorkCard made;
  made.id = row.id;
  made.title = row.title;
  made.subject = row.subject;
  made.by = row.by_name;
  made.stage = stage(row, tries);
  const auto zone = around_.zone_of(row.org_id);
  const auto opens = zone::clock_at(zone, row.opens_at), due = zone::clock_at(zone, row.due_at);
  made.opens_on = opens.on;
  made.opens = zone::text_of(opens.minute);
  made.due_on = due.on;
  made.due = zone::text_of(due.minute);
  made.due_at = row.due_at;
  made.late_may = row.late != LateRule::refused;
  made.questions = static_cast<int64_t>(of.items.size());
  made.tries = row.tries;
  made.most = of.most();
  for (const auto& one : tries) made.used += one.row.state != PaperState::working;
  if (tries.empty()) return made;
  const auto& last = tries.back();
  for (const auto& [place, answer] : last.answers)
    if (const auto* item = of.at(place); item && answer.version > 0)
      if (const auto body = json::read_text<questions::QuestionAnswer>(answer.body))
        made.answered += questions::answered(item->question, *body);
  // What people mark is shown when it is returned, to everybody at once.
  const bool by_key = std::ranges::all_of(
      of.items, [](const AssignmentItem& item) { return questions::marked_by_key(item.question.kind); });
  if (last.row.state == PaperState::marked &&
      (row.state == WorkState::returned || (row.shows == ShowResult::at_once && by_key)))
    made.points = total_of(of, last);
  return made;
}

WorkPaper AssignmentsService::shown(db::Session& session, const Sitting& sitting) const {
  const auto& [child, class_id, of, tries] = sitting;
  WorkPaper made;
  made.of = card(of, tries);
  made.child_id = child.id;
  made.child = child.name;
  made.words = of.row.words;
  made.open = made.of.stage == WorkStage::open;
  made.again = made.of.stage == WorkStage::handed && made.of.used < of.row.tries && !closed(of.row);
  if (tries.empty()) return made;
  const auto& last = tries.back();
  made.paper_id = last.row.id;
  made.late = last.row.late;
  made.handed_at = last.row.handed_at;
  const bool handed = last.row.state != PaperState::working;
  const bool returned = of.row.state == WorkState::returned;
  const bool points = handed && (returned || of.row.shows == ShowResult::at_once);
  // Somebody else may still be writing: what is right waits for the end.
  const bool keys = handed && (returned || (of.row.shows == ShowResult::at_once && closed(of.row)));
  for (const auto place : places_shown(of, last.row.id)) {
    const auto& item = *of.at(place);
    const Shuffled order{of, item, last.row.id};
    auto one = order.item();
    if (const auto found = last.answers.find(place); found != last.answers.end()) {
      if (auto body = json::read_text<questions::QuestionAnswer>(found->second.body)) one.answer = order.shown(*body);
      one.version = found->second.version;
      one.files = files_of(session, last.row.id, place, one.answer);
      if (returned || (points && questions::marked_by_key(item.question.kind))) one.points = found->second.points;
    }
    if (returned && !questions::marked_by_key(item.question.kind)) {
      one.rubric = item.question.rubric;
      one.marks = marks_shown(session, last, place);
    }
    if (keys) one.key = order.key();
    made.items.push_back(std::move(one));
  }
  return made;
}

Result<AssignmentsService::Sitting> AssignmentsService::sitting(db::Session& session, const Actor& actor,
                                                                const PersonId& id, const std::string& assignment) {
  auto child = around_.children.tied(actor, id);
  if (!child) return no_tied_child();
  DOORSTEP_LET(of, set_work(session, assignment));
  if (of.row.state == WorkState::draft) return no_assignment();
  Sitting made{std::move(*child), {}, std::move(of), {}};
  for (auto& row : store::papers_of(session, assignment, id)) {
    Paper paper{std::move(row), {}};
    for (auto& answer : store::answers(session, paper.row.id)) paper.answers.emplace(answer.place, std::move(answer));
    made.class_id = paper.row.class_id;
    made.tries.push_back(std::move(paper));
  }
  if (made.tries.empty() && !made.child.school_id.empty()) {
    const auto known = book(made.child.school_id);
    for (const auto& one : store::classes(session, assignment))
      if (const auto* people = class_in(*known, one.class_id); people && people->students.contains(id))
        made.class_id = one.class_id;
  }
  if (made.class_id.empty()) return no_assignment();
  return made;
}

Result<OwnWork> AssignmentsService::work(const Actor& actor) {
  OwnWork made;
  for (auto& child : around_.children.tied(actor)) {
    WorkChild one{child.id, child.name, child.of_class, child.relation == children::Relation::self, {}};
    if (!child.school_id.empty()) {
      const auto known = book(child.school_id);
      around_.database.read([&](db::Session& session) {
        std::set<std::string> seen;
        for (const auto& [class_id, people] : known->classes) {
          if (!people.students.contains(child.id)) continue;
          for (const auto& row : store::of_class(session, class_id)) {
            if (!seen.insert(row.id).second) continue;
            if (const auto found = sitting(session, actor, child.id, row.id))
              one.items.push_back(card(found->of, found->tries));
          }
        }
      });
    }
    const auto order = [](const WorkCard& card) {
      return std::pair{card.stage == WorkStage::open     ? 0
                       : card.stage == WorkStage::coming ? 1
                                                         : 2,
                       card.stage == WorkStage::open || card.stage == WorkStage::coming ? card.due_at : -card.due_at};
    };
    std::ranges::stable_sort(one.items, {}, order);
    made.children.push_back(std::move(one));
  }
  return made;
}

Result<WorkPaper> AssignmentsService::paper(const Actor& actor, const PersonId& child, const std::string& id) {
  settle(id);
  return around_.database.read([&](db::Session& session) -> Result<WorkPaper> {
    DOORSTEP_LET(found, sitting(session, actor, child, id));
    return shown(session, found);
  });
}

Result<WorkPaper> AssignmentsService::begin(const Actor& actor, const PersonId& child, const std::string& id) {
  settle(id);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, sitting(session, actor, child, id));
    const auto& row = found.of.row;
    if (!found.tries.empty() && found.tries.back().row.state == PaperState::working) return {};
    if (now() < row.opens_at)
      return refuse(Fault::conflict, "not-open", say("还没有到开始时间", "it has not opened yet"));
    if (closed(row)) return closed_already();
    const auto number = static_cast<int64_t>(found.tries.size()) + 1;
    if (number > row.tries)
      return refuse(Fault::conflict, "no-more-tries",
                    say("作答次数已用完（{} 次）", "all tries are used ({})", row.tries));
    const store::PaperRow paper{
        new_uuid(), id,        child, found.class_id, found.child.school_id, number, PaperState::working,
        false,      now_utc(), ""};
    store::add(session, paper);
    around_.trail.append(session, actor, {"paper-begun", "paper", paper.id, paper.school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return this->paper(actor, child, id);
}

Result<SavedAnswer> AssignmentsService::save(const Actor& actor, const PersonId& child, const std::string& id,
                                             const SaveAnswer& wanted) {
  return around_.database.write([&](db::Session& session) -> Result<SavedAnswer> {
    DOORSTEP_LET(found, sitting(session, actor, child, id));
    const auto paper =
        std::ranges::find_if(found.tries, [&](const Paper& one) { return one.row.id == wanted.paper_id; });
    if (paper == found.tries.end()) return no_assignment();
    const auto* item = found.of.at(wanted.place);
    if (!item) return wrong("place", say("没有这道题", "there is no such question"));
    const Shuffled order{found.of, *item, paper->row.id};
    DOORSTEP_LET(answer, order.meant(wanted.answer));
    DOORSTEP_TRY(questions::check_answer(item->question, answer));
    const auto body = json::text(answer);
    const auto had = paper->answers.find(wanted.place);
    const int64_t version = had == paper->answers.end() ? 0 : had->second.version;
    // What arrived and whose acknowledgement was lost comes again.
    if (version > 0 && had->second.body == body) return SavedAnswer{wanted.place, version, had->second.saved_at};
    if (paper->row.state != PaperState::working)
      return refuse(Fault::conflict, "handed-in", say("已经提交，不能再改", "it was handed in and stays as it is"));
    if (closed(found.of.row)) return closed_already();
    if (wanted.version != version)
      return refuse(
          Fault::conflict, "newer",
          say("这道题在另一台设备上改过，请重新载入", "another device saved this answer since: load it again"));
    DOORSTEP_TRY(hold_files(session, actor, *paper, *item, answer));
    const store::AnswerRow row{paper->row.id, wanted.place, version + 1, body, actor.account, now_utc(), {}};
    store::put(session, row);
    return SavedAnswer{wanted.place, row.version, row.saved_at};
  });
}

void AssignmentsService::mark_by_key(db::Session& session, const SetWork& of, Paper& paper) const {
  bool whole = true;
  for (const auto& item : of.items) {
    auto& row = paper.answers[item.place];
    if (row.paper_id.empty())
      row = {paper.row.id, item.place, 0, json::text(questions::QuestionAnswer{}), {}, now_utc(), {}};
    const auto answer = json::read_text<questions::QuestionAnswer>(row.body);
    const auto share = answer ? questions::share_of(item.question, *answer) : std::nullopt;
    if (share)
      row.points = questions::points_of(*share, item.question.points);
    else if (answer && !questions::answered(item.question, *answer))
      row.points = 0;  // nothing there that somebody would have to mark
    whole = whole && row.points;
    store::put(session, row);
  }
  paper.row.state = whole ? PaperState::marked : PaperState::handed;
  store::set(session, paper.row);
}

Result<WorkPaper> AssignmentsService::hand_in(const Actor& actor, const PersonId& child, const std::string& id) {
  settle(id);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, sitting(session, actor, child, id));
    if (found.tries.empty()) return refuse(Fault::conflict, "not-begun", say("还没有开始作答", "it was not begun"));
    auto& last = found.tries.back();
    if (last.row.state != PaperState::working) return {};
    if (closed(found.of.row)) return closed_already();
    last.row.late = now() >= found.of.row.due_at;
    last.row.handed_at = utc_text(now());
    mark_by_key(session, found.of, last);
    around_.trail.append(session, actor, {"paper-handed-in", "paper", last.row.id, last.row.school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return paper(actor, child, id);
}

void AssignmentsService::settle(const std::string& id) {
  const bool due = around_.database.read([&](db::Session& session) {
    const auto row = store::assignment(session, id);
    return row && row->state == WorkState::given && closed(*row) && !store::working(session, id).empty();
  });
  if (!due) return;
  (void)around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(of, set_work(session, id));
    settle(session, of, false);
    return {};
  });
}

void AssignmentsService::settle(db::Session& session, const SetWork& of, bool all) {
  if (!all && !closed(of.row)) return;
  for (auto& row : store::working(session, of.row.id)) {
    Paper paper{std::move(row), {}};
    for (auto& answer : store::answers(session, paper.row.id)) paper.answers.emplace(answer.place, std::move(answer));
    paper.row.handed_at = utc_text(std::min(now(), of.row.due_at));
    mark_by_key(session, of, paper);
  }
}

}  // namespace doorstep::assignments
