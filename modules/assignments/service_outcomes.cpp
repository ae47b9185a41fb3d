// What came of assignments, for quality monitoring; when they are due, and who is told of what.
#include <algorithm>

#include <doorstep/base/list.h>
#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::assignments {
namespace {

constexpr int64_t day_long = 86'400;  // seconds

bool among(const std::vector<OrgId>& schools, const OrgId& school) { return std::ranges::count(schools, school) > 0; }

}  // namespace

OutcomeCard AssignmentsService::outcome_card(const SetWork& of) const {
  OutcomeCard made{
      of.row.id, of.row.title, of.row.subject, of.row.by_name, of.row.org_id, of.row.due_at, of.row.returned_at, 0, 0,
      0};
  made.questions = static_cast<int64_t>(of.items.size());
  made.most = of.most();
  return made;
}

std::vector<OutcomeCard> AssignmentsService::outcomes(const std::vector<OrgId>& schools) {
  std::vector<OutcomeCard> made;
  around_.database.read([&](db::Session& session) {
    std::set<std::string> seen;
    for (const auto& school : schools)
      for (const auto& row : store::returned_to(session, school)) {
        if (!seen.insert(row.id).second) continue;
        const auto of = set_work(session, row.id);
        if (!of) continue;
        auto card = outcome_card(*of);
        for (const auto& paper : store::counting(session, row.id)) card.papers += among(schools, paper.school_id);
        if (card.papers) made.push_back(std::move(card));
      }
  });
  std::ranges::stable_sort(made, std::greater{}, &OutcomeCard::returned_at);
  return made;
}

Result<Outcome> AssignmentsService::outcome(const Actor& actor, const std::string& id,
                                            const std::vector<OrgId>& schools) {
  std::set<OrgId> read;
  auto made = around_.database.read([&](db::Session& session) -> Result<Outcome> {
    DOORSTEP_LET(of, set_work(session, id));
    if (of.row.state != WorkState::returned) return no_assignment();
    Outcome outcome{outcome_card(of), {}, {}};
    const auto about = store::knowledge(session, id);
    for (const auto& item : of.items) {
      const auto known = std::ranges::find(about, item.place, &store::KnowledgeRow::place);
      outcome.questions.push_back({item.place, std::string{describe::enum_name(item.question.kind)},
                                   item.question.title.empty() ? item.question.text : item.question.title,
                                   item.question.points, !questions::marked_by_key(item.question.kind),
                                   known == about.end() ? std::vector<std::string>{} : listed(known->knowledge)});
    }
    std::map<std::string, std::map<int64_t, double>> points;
    for (const auto& answer : store::answers_of(session, id))
      if (answer.points) points[answer.paper_id][answer.place] = *answer.points;
    for (const auto& paper : store::counting(session, id)) {
      if (!among(schools, paper.school_id)) continue;
      OutcomeLine line{paper.person_id, paper.class_id, paper.school_id, paper.late, {}};
      for (const auto& item : of.items) line.points.push_back(points[paper.id][item.place]);
      outcome.lines.push_back(std::move(line));
      read.insert(paper.school_id);
    }
    if (outcome.lines.empty()) return no_assignment();
    outcome.of.papers = static_cast<int64_t>(outcome.lines.size());
    return outcome;
  });
  for (const auto& school : read) note_reading(actor, "assignment", id, school);
  return made;
}

void AssignmentsService::keep_knowledge(db::Session& session, const SetWork& of) const {
  for (const auto& item : of.items) {
    if (item.question_id.empty()) continue;
    const auto question = store::question(session, item.question_id);
    if (question && !question->knowledge.empty())
      store::put(session, of.row.id, store::KnowledgeRow{item.place, question->knowledge});
  }
}

DueWork AssignmentsService::due_work(const store::AssignmentRow& row, std::string who, std::string path) const {
  const auto clock = zone::clock_at(around_.zone_of(row.org_id), row.due_at);
  return {row.id,
          row.title,
          std::move(who),
          row.org_id,
          around_.registry.name_of(row.org_id),
          clock.on,
          zone::text_of(clock.minute),
          row.due_at,
          std::move(path)};
}

std::vector<DueWork> AssignmentsService::due(const Actor& actor, Date from, Date to) {
  std::vector<DueWork> made;
  // Days begin at other moments elsewhere: what lies outside is left out by the day of its own place.
  const auto first = zone::instant("UTC", {from.plus(-1), 0}), last = zone::instant("UTC", {to.plus(1), 0});
  if (!first || !last) return made;
  const auto children = around_.children.tied(actor);
  const auto taught = taught_by(actor);
  around_.database.read([&](db::Session& session) {
    for (const auto& child : children) {
      if (child.school_id.empty()) continue;
      const auto known = book(child.school_id);
      std::set<std::string> seen;
      for (const auto& [id, people] : known->classes)
        if (people.students.contains(child.id))
          for (const auto& row : store::of_class(session, id, *first, *last))
            if (now() >= row.opens_at && seen.insert(row.id).second)
              made.push_back(due_work(row, child.name, "/homework/" + child.id.value + "/" + row.id));
    }
    std::set<std::string> seen;
    const auto add = [&](const store::AssignmentRow& row, const std::string& who) {
      if (seen.insert(row.id).second) made.push_back(due_work(row, who, "/assignments/" + row.id));
    };
    for (const auto& row : store::set_by(session, actor.account, *first, *last)) add(row, "");
    for (const auto& one : taught)
      for (const auto& row : store::of_class(session, one.id, *first, *last)) add(row, one.title);
  });
  std::erase_if(made, [&](const DueWork& one) { return one.on < from || one.on >= to; });
  std::ranges::stable_sort(made, {}, &DueWork::due_at);
  return made;
}

std::set<AccountId> AssignmentsService::accounts_of(const std::string& assignment) {
  const auto classes = around_.database.read([&](db::Session& session) { return store::classes(session, assignment); });
  std::set<AccountId> made;
  for (const auto& one : classes) made.merge(around_.children.accounts_of_class(one.class_id));
  return made;
}

void AssignmentsService::tell_given(const std::string& id) {
  const auto row = around_.database.read([&](db::Session& session) { return store::assignment(session, id); });
  if (!row || !around_.tell) return;
  const auto zone = around_.zone_of(row->org_id);
  const auto opens = zone::clock_at(zone, row->opens_at), due = zone::clock_at(zone, row->due_at);
  around_.tell(
      row->org_id, accounts_of(id), say("新作业：{}", "New assignment: {}", row->title),
      say("{0} {1} 开始，{2} {3} 截止。在“作业”中作答。", "Opens {0} {1}, due {2} {3}. Answer it under “Assignments”.",
          opens.on.text(), zone::text_of(opens.minute), due.on.text(), zone::text_of(due.minute)));
}

void AssignmentsService::tell_returned(const std::string& id) {
  const auto row = around_.database.read([&](db::Session& session) { return store::assignment(session, id); });
  if (!row || !around_.tell) return;
  around_.tell(row->org_id, accounts_of(id), say("作业已返还：{}", "Assignment returned: {}", row->title),
               say("分数和评语可以在“作业”中查看。", "Points and comments are to be seen under “Assignments”."));
}

void AssignmentsService::tell_markers(const SetWork& of, const std::map<AccountId, int64_t>& dealt) const {
  if (!around_.tell) return;
  for (const auto& [account, answers] : dealt)
    around_.tell(of.row.org_id, {account}, say("请批改：{}", "Please mark: {}", of.row.title),
                 say("分给你 {} 份答案，在“作业与批改”中批改。",
                     "{} answers were given to you; mark them under “Assignments and marking”.", answers));
}

void AssignmentsService::remind() {
  if (!around_.tell) return;
  const auto soon =
      around_.database.read([&](db::Session& session) { return store::due_between(session, now(), now() + day_long); });
  for (const auto& row : soon) {
    if (now() < row.opens_at) continue;
    std::vector<PersonId> missing;
    const bool fresh = around_.database
                           .write([&](db::Session& session) -> Result<bool> {
                             missing.clear();
                             if (store::reminded(session, row.id)) return false;
                             std::set<PersonId> handed;
                             for (const auto& paper : store::counting(session, row.id)) handed.insert(paper.person_id);
                             for (const auto& one : store::classes(session, row.id)) {
                               const auto known = book(one.school_id);
                               const auto* people = class_in(*known, one.class_id);
                               if (!people) continue;
                               for (const auto& child : people->students)
                                 if (!handed.contains(child)) missing.push_back(child);
                             }
                             store::set_reminded(session, row.id, now_utc());
                             return true;
                           })
                           .value_or(false);
    if (!fresh) continue;
    std::set<AccountId> accounts;
    for (const auto& child : missing) accounts.merge(around_.children.accounts_of(child));
    if (accounts.empty()) continue;
    const auto due = zone::clock_at(around_.zone_of(row.org_id), row.due_at);
    around_.tell(row.org_id, accounts, say("作业快截止了：{}", "Due soon: {}", row.title),
                 say("{0} {1} 截止，还没有提交。", "Due {0} {1}, and not handed in yet.", due.on.text(),
                     zone::text_of(due.minute)));
  }
}

}  // namespace doorstep::assignments
