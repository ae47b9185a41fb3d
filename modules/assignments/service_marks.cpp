// Marks: who marks which answer, and what they come to.
#include <algorithm>
#include <cmath>

#include <doorstep/base/list.h>

#include "service.h"

namespace doorstep::assignments {
namespace {

constexpr size_t longest_comment = 6'000;  // bytes

tl::unexpected<Error> nothing_to_mark() {
  return refuse(Fault::not_found, "nothing-to-mark",
                say("没有分给你批改的这份答卷", "there is no such answer for you to mark"));
}
PaperMark shown_mark(const store::MarkRow& row) {
  return {listed_numbers(row.levels), row.points, row.words, row.by_name, row.marked_at, row.version};
}
std::map<int64_t, double> by_slot(const std::vector<store::MarkRow>& rows) {
  std::map<int64_t, double> made;
  for (const auto& row : rows) made[row.slot] = row.points;
  return made;
}

}  // namespace

std::optional<AssignmentsService::Duty> AssignmentsService::duty(db::Session& session, const Actor& actor,
                                                                 const Plan& how, const AssignmentItem& item,
                                                                 const std::string& paper_id) {
  const auto row = store::paper(session, paper_id);
  if (!row || row->assignment_id != how.of.row.id || row->state == PaperState::working ||
      questions::marked_by_key(item.question.kind))
    return {};
  if (!how.dealt(item)) {
    const bool setter = !actor.account.empty() && how.of.row.account == actor.account;
    if (!teaches(actor, row->school_id, row->class_id) && !(setter && may_read(actor, row->school_id, row->class_id)))
      return {};
    return Duty{*row, 0, 0, false};
  }
  const auto deals = store::deals_of(session, paper_id, item.place);
  if (works(actor))
    for (const auto& one : deals)
      if (!actor.account.empty() && one.account == actor.account) return Duty{*row, one.slot, one.number, false};
  if (actor.account.empty() || how.of.row.account != actor.account || deals.empty()) return {};
  // What lies too far apart and has no third marker is the setter's.
  const auto marks = by_slot(store::marks_of(session, paper_id, item.place));
  const bool third = std::ranges::find(deals, 3, &store::DealRow::slot) != deals.end();
  if (!marks.contains(0) && (third || !verdict_of(how.rule, marks, item.question.points).apart)) return {};
  return Duty{*row, 0, deals.front().number, true};
}

std::vector<AssignmentsService::Duty> AssignmentsService::duties(db::Session& session, const Actor& actor,
                                                                 const Plan& how, const AssignmentItem& item) {
  std::vector<Duty> made;
  if (questions::marked_by_key(item.question.kind)) return made;
  const auto& id = how.of.row.id;
  std::map<std::string, bool> answered;
  for (const auto& row : store::answers_of(session, id, item.place))
    if (const auto body = json::read_text<questions::QuestionAnswer>(row.body))
      answered[row.paper_id] = questions::answered(item.question, *body);
  std::set<std::string> mine;
  const bool setter = !actor.account.empty() && how.of.row.account == actor.account;
  if (how.dealt(item))
    for (const auto& one : store::deals(session, id))
      if (one.place == item.place && (setter || one.account == actor.account)) mine.insert(one.paper_id);
  for (const auto& paper : store::counting(session, id)) {
    if (!answered[paper.id] || (how.dealt(item) && !mine.contains(paper.id))) continue;
    if (auto one = duty(session, actor, how, item, paper.id)) made.push_back(std::move(*one));
  }
  std::ranges::stable_sort(made, {}, [](const Duty& one) { return std::tie(one.number, one.paper.class_id); });
  return made;
}

OwnMarkTasks AssignmentsService::tasks(const Actor& actor) {
  OwnMarkTasks made;
  if (!works(actor)) return made;
  around_.database.read([&](db::Session& session) {
    for (const auto& id : store::dealt_to(session, actor.account)) {
      const auto row = store::assignment(session, id);
      if (!row) continue;
      MarkTask task{id, row->title, row->subject, row->by_name, 0, 0, row->state == WorkState::returned};
      for (const auto& one : store::deals_to(session, id, actor.account)) {
        ++task.dealt;
        const auto marks = store::marks_of(session, one.paper_id, one.place);
        task.done += std::ranges::find(marks, one.slot, &store::MarkRow::slot) != marks.end();
      }
      made.items.push_back(std::move(task));
    }
  });
  return made;
}

Result<MarkingRow> AssignmentsService::row(const Actor& actor, const std::string& id, int64_t place) {
  settle(id);
  OrgId org;
  auto made = around_.database.read([&](db::Session& session) -> Result<MarkingRow> {
    DOORSTEP_LET(of, set_work(session, id));
    const auto how = plan(session, std::move(of));
    MarkingRow row;
    row.id = id;
    row.title = how.of.row.title;
    row.open = how.of.row.state == WorkState::given;
    org = how.of.row.org_id;
    const AssignmentItem* item = nullptr;
    std::vector<Duty> list;
    for (const auto& one : how.of.items) {
      auto mine = duties(session, actor, how, one);
      if (mine.empty()) continue;
      MarkingPlace at{one.place, one.question.title.empty() ? one.question.text : one.question.title,
                      static_cast<int64_t>(mine.size()), 0};
      for (const auto& duty : mine) {
        const auto marks = store::marks_of(session, duty.paper.id, one.place);
        at.done += std::ranges::find(marks, duty.slot, &store::MarkRow::slot) != marks.end();
      }
      const bool better =
          place == one.place || (place == 0 && (!item || row.places.back().done == row.places.back().papers));
      if (better && (!item || place == one.place || at.done < at.papers)) {
        item = &one;
        list = std::move(mine);
      }
      row.places.push_back(std::move(at));
    }
    if (!item) return nothing_to_mark();
    row.place = item->place;
    row.question = item->question;
    row.blind = how.dealt(*item) && how.rule.blind;
    int64_t number = 0;
    std::map<OrgId, std::map<PersonId, std::string>> names;
    for (const auto& duty : list) {
      MarkingPaper paper;
      paper.paper_id = duty.paper.id;
      paper.number = duty.number ? duty.number : ++number;
      if (!row.blind) {
        if (const auto pupil = around_.registry.pupil(duty.paper.person_id)) paper.name = pupil->name;
        const auto known = book(duty.paper.school_id);
        if (const auto* people = class_in(*known, duty.paper.class_id)) paper.of_class = people->title;
        paper.school = known->school;
        paper.late = duty.paper.late;
      }
      if (const auto answer = store::answer(session, duty.paper.id, item->place)) {
        if (auto body = json::read_text<questions::QuestionAnswer>(answer->body)) paper.answer = std::move(*body);
        if (duty.slot == 0) paper.points = answer->points;
      }
      paper.files = files_of(session, duty.paper.id, item->place, paper.answer);
      if (row.blind)
        for (size_t i = 0; i < paper.files.size(); ++i) {
          auto& file = paper.files[i];
          file.name = std::to_string(paper.number) + "-" + std::to_string(i + 1);
          file.by_name.clear();
          file.made_at.clear();
        }
      for (const auto& mark : store::marks_of(session, duty.paper.id, item->place)) {
        if (mark.slot == duty.slot)
          paper.mark = shown_mark(mark);
        else if (duty.judges)
          paper.others.push_back(shown_mark(mark));
      }
      row.papers.push_back(std::move(paper));
    }
    return row;
  });
  if (made) note_reading(actor, "assignment", id, org);
  return made;
}

Result<GivenMark> AssignmentsService::mark(const Actor& actor, const std::string& id, const NewMark& wanted) {
  return around_.database.write([&](db::Session& session) -> Result<GivenMark> {
    DOORSTEP_LET(of, set_work(session, id));
    const auto how = plan(session, std::move(of));
    const auto* item = how.of.at(wanted.place);
    const auto mine = item ? duty(session, actor, how, *item, wanted.paper_id) : std::nullopt;
    if (!mine) return nothing_to_mark();
    if (how.of.row.state == WorkState::returned)
      return refuse(Fault::conflict, "returned", say("作业已返还，不能再改", "it was returned and stays as it is"));
    const auto& question = item->question;
    double points = 0;
    if (!question.rubric.empty()) {
      const auto sum = questions::rubric_points(question, wanted.levels);
      if (!sum)
        return wrong("levels", say("每项评分标准选一个等级", "choose one level of each criterion of the rubric"));
      if (wanted.points && std::abs(*wanted.points - *sum) > 1e-9)
        return wrong("points", say("有评分标准的题，分数由等级得出", "points follow from the levels of the rubric"));
      points = *sum;
    } else {
      if (!wanted.levels.empty()) return wrong("levels", say("这道题没有评分标准", "this question has no rubric"));
      if (!wanted.points || !std::isfinite(*wanted.points) || *wanted.points < 0 || *wanted.points > question.points)
        return wrong("points",
                     say("分数应在 0 到满分 {} 之间", "points are 0 to the full mark of {}", question.points));
      points = questions::points_of(1, *wanted.points);
    }
    const auto words = wanted.words.value_or("");
    if (words.size() > longest_comment)
      return wrong("words",
                   say("评语太长，最多 2000 字", "the comment is too long: at most {} bytes", longest_comment));
    store::MarkRow before, row;
    for (const auto& one : store::marks_of(session, wanted.paper_id, wanted.place))
      if (one.slot == mine->slot) before = one;
    const auto levels = joined(wanted.levels);
    const bool same = before.version > 0 && before.points == points && before.levels == levels &&
                      before.words == words && before.account == actor.account;
    if (same) return GivenMark{wanted.place, before.version, points, before.marked_at};
    if (before.version != wanted.version)
      return refuse(Fault::conflict, "newer",
                    say("这份答卷在另一台设备上或由同事批改过，请重新载入",
                        "another device or a colleague marked this since: load it again"));
    row = {wanted.paper_id,    wanted.place, mine->slot, id,    actor.account, actor.name,
           before.version + 1, levels,       points,     words, now_utc()};
    store::put(session, row);
    around_.trail.append(
        session, actor,
        {"answer-marked", "paper", wanted.paper_id, mine->paper.school_id, audit::changes(before, row)});
    DOORSTEP_TRY(decide(session, actor, how, *item, wanted.paper_id));
    return GivenMark{wanted.place, row.version, points, row.marked_at};
  });
}

Result<void> AssignmentsService::decide(db::Session& session, const Actor& actor, const Plan& how,
                                        const AssignmentItem& item, const std::string& paper_id) {
  const auto marks = by_slot(store::marks_of(session, paper_id, item.place));
  const auto verdict = verdict_of(how.rule, marks, item.question.points);
  const auto found = store::paper(session, paper_id);
  if (!found) return nothing_to_mark();
  auto paper = *found;
  const auto deals = store::deals_of(session, paper_id, item.place);
  if (verdict.apart && how.rule.third && std::ranges::find(deals, 3, &store::DealRow::slot) == deals.end()) {
    const auto markers = store::markers(session, how.of.row.id);
    DealtPaper one{paper_id, how.rule.elsewhere ? barred(paper, markers) : std::vector<size_t>{}, {}};
    std::vector<int64_t> load;
    std::vector<std::string> names;
    for (size_t i = 0; i < markers.size(); ++i) {
      load.push_back(static_cast<int64_t>(store::deals_to(session, how.of.row.id, markers[i].account).size()));
      names.push_back(markers[i].person_id.value);
      if (std::ranges::find(deals, markers[i].account, &store::DealRow::account) != deals.end()) one.had.push_back(i);
    }
    // Nobody is left: the setter decides.
    if (const auto made = deal({one}, load, names, 1, how.kept->seed)) {
      store::put(session, store::DealRow{paper_id, item.place, 3, how.of.row.id, markers[(*made)[0].markers[0]].account,
                                         deals.front().number, now_utc()});
      around_.trail.append(session, actor, {"third-marker", "paper", paper_id, paper.school_id, {}});
    }
  }
  store::set_points(session, paper_id, item.place, verdict.points);
  const auto answers = store::answers(session, paper_id);
  const bool whole = std::ranges::all_of(how.of.items, [&](const AssignmentItem& one) {
    const auto at = std::ranges::find(answers, one.place, &store::AnswerRow::place);
    return at != answers.end() && at->points;
  });
  paper.state = whole ? PaperState::marked : PaperState::handed;
  store::set(session, paper);
  return {};
}

}  // namespace doorstep::assignments
