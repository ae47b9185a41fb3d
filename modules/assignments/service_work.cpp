// What teachers set: made, given, changed, returned.
#include <algorithm>
#include <cmath>

#include <doorstep/registry/columns.h>
#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::assignments {
namespace {

constexpr size_t longest_title = 200, longest_words = 6000;  // bytes
constexpr size_t most_items = 200, most_classes = 300;
constexpr int64_t most_tries = 10, longest_span = 400LL * 86'400;  // seconds

tl::unexpected<Error> given_already() {
  return refuse(Fault::conflict, "given",
                say("作业已布置，题目、开始时间和计分规则不能再改；可以改名称、说明，推迟截止，增加次数和班级",
                    "it was given: questions, opening and rules of points stay; title, words, a later due time, more "
                    "tries and more classes may change"));
}

}  // namespace

Result<SetWork> AssignmentsService::set_work(db::Session& session, const std::string& id) const {
  auto row = store::assignment(session, id);
  if (!row) return no_assignment();
  SetWork made{std::move(*row), {}};
  for (const auto& item : store::items(session, id)) {
    AssignmentItem one{item.place, item.question_id, {}};
    DOORSTEP_LET(body, json::read_text<questions::QuestionBody>(item.body));
    one.question = std::move(body);
    made.items.push_back(std::move(one));
  }
  return made;
}

Result<SetWork> AssignmentsService::owned(db::Session& session, const Actor& actor, const std::string& id) const {
  DOORSTEP_LET(of, set_work(session, id));
  if (actor.account.empty() || of.row.account != actor.account) return no_assignment();
  return std::move(of);
}

Result<SetWork> AssignmentsService::readable(db::Session& session, const Actor& actor, const std::string& id) {
  DOORSTEP_LET(of, set_work(session, id));
  if (!actor.account.empty() && of.row.account == actor.account) return std::move(of);
  if (of.row.state == WorkState::draft) return no_assignment();
  for (const auto& one : store::classes(session, id))
    if (may_read(actor, one.school_id, one.class_id)) return std::move(of);
  return no_assignment();
}

AssignmentCard AssignmentsService::card(db::Session& session, const Actor& actor, const store::AssignmentRow& row) {
  AssignmentCard made;
  made.id = row.id;
  made.title = row.title;
  made.subject = row.subject;
  made.org_id = row.org_id;
  made.org = around_.registry.name_of(row.org_id);
  made.by = row.by_name;
  made.state = row.state;
  const auto zone = around_.zone_of(row.org_id);
  const auto opens = zone::clock_at(zone, row.opens_at), due = zone::clock_at(zone, row.due_at);
  made.opens_on = opens.on;
  made.opens = zone::text_of(opens.minute);
  made.due_on = due.on;
  made.due = zone::text_of(due.minute);
  made.over = now() >= row.due_at;
  for (const auto& item : store::items(session, row.id)) {
    ++made.questions;
    made.points += item.most;
  }
  for (const auto& one : store::classes(session, row.id)) {
    ++made.classes;
    const auto known = book(one.school_id);
    if (const auto* of = class_in(*known, one.class_id)) made.students += static_cast<int64_t>(of->students.size());
  }
  for (const auto& count : store::counts(session, row.id)) {
    if (count.state == PaperState::handed || count.state == PaperState::marked) made.handed += count.people;
    if (count.state == PaperState::marked) made.marked += count.people;
  }
  made.own = !actor.account.empty() && row.account == actor.account;
  return made;
}

AssignmentFile AssignmentsService::shown(db::Session& session, const Actor& actor, const SetWork& of) {
  AssignmentFile made;
  made.of = card(session, actor, of.row);
  made.words = of.row.words;
  made.late = of.row.late;
  made.late_share = of.row.late_share;
  made.tries = of.row.tries;
  made.shuffled = of.row.shuffled;
  made.shows = of.row.shows;
  made.zone = around_.zone_of(of.row.org_id);
  made.items = of.items;
  const auto counts = store::counts(session, of.row.id);
  for (const auto& one : store::classes(session, of.row.id)) {
    AssignmentClass line;
    const auto known = book(one.school_id);
    if (const auto* people = class_in(*known, one.class_id))
      line.of = shown(actor, *people);
    else
      line.of = {one.class_id, "", one.school_id, known->school, "", 0, false};
    line.may_read = may_read(actor, one.school_id, one.class_id);
    for (const auto& count : counts) {
      if (count.class_id != one.class_id) continue;
      if (count.state == PaperState::working) line.begun += count.people;
      if (count.state == PaperState::handed || count.state == PaperState::marked) line.handed += count.people;
      if (count.state == PaperState::marked) line.marked += count.people;
    }
    made.classes.push_back(std::move(line));
  }
  std::ranges::stable_sort(made.classes, [](const AssignmentClass& one, const AssignmentClass& other) {
    return std::tie(one.of.school, one.of.title) < std::tie(other.of.school, other.of.title);
  });
  return made;
}

Result<OwnAssignments> AssignmentsService::own(const Actor& actor) {
  OwnAssignments made;
  made.places = places_of(actor);
  const auto taught = taught_by(actor);
  for (const auto& one : taught) made.classes.push_back(shown(actor, one));
  made.all_of = runs_schools(actor);
  around_.database.read([&](db::Session& session) {
    std::set<std::string> seen;
    for (const auto& row : store::by_account(session, actor.account)) {
      seen.insert(row.id);
      made.items.push_back(card(session, actor, row));
    }
    for (const auto& one : taught)
      for (const auto& row : store::of_class(session, one.id))
        if (seen.insert(row.id).second) made.others.push_back(card(session, actor, row));
  });
  return made;
}

Result<AssignmentFile> AssignmentsService::assignment(const Actor& actor, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<AssignmentFile> {
    DOORSTEP_LET(of, readable(session, actor, id));
    return shown(session, actor, of);
  });
}

Result<SetWork> AssignmentsService::checked(const Actor& actor, const NewAssignment& wanted, SetWork before) {
  auto& row = before.row;
  if (!may(actor, Right::library_work, wanted.org_id, around_.places) ||
      around_.registry.name_of(wanted.org_id).empty())
    return wrong("org_id", say("请选择自己任职的单位", "choose an organisation where you work"));
  if (wanted.title.find_first_not_of(' ') == std::string::npos || wanted.title.size() > longest_title)
    return wrong("title", say("请填写名称，不超过 60 字", "give it a title of at most 60 letters"));
  if (wanted.words.value_or("").size() > longest_words) return wrong("words", say("太长", "is too long"));
  if (registry::choice_word("service", "subject", wanted.subject).zh == wanted.subject)
    return wrong("subject", say("请选择学科", "choose a subject"));
  const auto zone = around_.zone_of(wanted.org_id);
  const auto opens = zone::minute_of(wanted.opens), due = zone::minute_of(wanted.due);
  if (!opens) return wrong("opens", say("时间应写成 19:00", "a time is written 19:00"));
  if (!due) return wrong("due", say("时间应写成 19:00", "a time is written 19:00"));
  DOORSTEP_LET(opens_at, zone::instant(zone, {wanted.opens_on, *opens}));
  DOORSTEP_LET(due_at, zone::instant(zone, {wanted.due_on, *due}));
  if (due_at <= opens_at) return wrong("due", say("截止应晚于开始", "it is due after it opens"));
  if (due_at - opens_at > longest_span) return wrong("due_on", say("最长 400 天", "at most 400 days"));
  if (wanted.tries < 1 || wanted.tries > most_tries)
    return wrong("tries", say("作答次数为 1 到 {}", "tries are 1 to {}", most_tries));
  const auto late_share = wanted.late == LateRule::reduced ? wanted.late_share.value_or(0) : 0;
  if (wanted.late == LateRule::reduced && !(late_share > 0 && late_share <= 1))
    return wrong("late_share", say("迟交扣分应为 1% 到 100%", "lateness takes 1 to 100 per cent"));
  row.org_id = wanted.org_id;
  row.title = wanted.title;
  row.words = wanted.words.value_or("");
  row.subject = wanted.subject;
  row.opens_at = opens_at;
  row.due_at = due_at;
  row.late = wanted.late;
  row.late_share = late_share;
  row.tries = wanted.tries;
  row.shuffled = wanted.shuffled;
  row.shows = wanted.shows;
  if (wanted.items.size() > most_items) return wrong("items", say("最多 {} 题", "at most {} questions", most_items));
  before.items.clear();
  for (size_t i = 0; i < wanted.items.size(); ++i) {
    const auto& item = wanted.items[i];
    const auto field = "items/" + std::to_string(i);
    AssignmentItem made{static_cast<int64_t>(i + 1), item.question_id.value_or(""), {}};
    if (item.question) {
      made.question = *item.question;
    } else {
      auto known = question(actor, made.question_id);
      if (!known) return wrong(field, known.error().what);
      made.question = std::move(known->question);
    }
    if (item.points) made.question.points = *item.points;
    if (auto faults = questions::faults_of(made.question); !faults.empty()) {
      for (auto& fault : faults) {
        fault.field = field + "/" + fault.field;
        fault.what = say("第 {0} 题：{1}", "question {0}: {2}", i + 1, fault.what.zh, fault.what.en);
      }
      return wrong_question(std::move(faults));
    }
    before.items.push_back(std::move(made));
  }
  return before;
}

Result<std::vector<store::ClassRow>> AssignmentsService::checked_classes(const Actor& actor,
                                                                         const NewAssignment& wanted,
                                                                         const std::vector<store::ClassRow>& before) {
  if (wanted.classes.size() > most_classes)
    return wrong("classes", say("最多 {} 个班", "at most {} classes", most_classes));
  std::vector<store::ClassRow> made;
  for (const auto& id : std::set<ClassId>{wanted.classes.begin(), wanted.classes.end()}) {
    const auto had = std::ranges::find(before, id, &store::ClassRow::class_id);
    const auto school = around_.registry.school_of_class(id);
    if (!school || (had == before.end() && !may_give(actor, *school, id)))
      return wrong("classes", say("只能布置给自己任教的班级，或自己负责的学校",
                                  "work is given to classes that one teaches, or of schools that one looks after"));
    made.push_back({"", id, *school});
  }
  return made;
}

// `classes`: null leaves them as they are.
Result<void> AssignmentsService::put(db::Session& session, const Actor& actor, const char* action,
                                     const store::AssignmentRow& before, const SetWork& after,
                                     const std::vector<store::ClassRow>* classes) {
  if (before.id.empty())
    store::add(session, after.row);
  else
    store::set(session, after.row);
  if (after.row.state == WorkState::draft) {
    std::vector<store::ItemRow> items;
    for (const auto& item : after.items)
      items.push_back({after.row.id, item.place, item.question_id, item.question.kind, item.question.points,
                       json::text(item.question)});
    store::set_items(session, after.row.id, items);
  }
  if (classes) store::set_classes(session, after.row.id, *classes);
  around_.trail.append(session, actor,
                       {action, "assignment", after.row.id, after.row.org_id, audit::changes(before, after.row)});
  return {};
}

Result<AssignmentFile> AssignmentsService::make(const Actor& actor, const NewAssignment& wanted) {
  SetWork fresh;
  fresh.row.id = new_uuid();
  fresh.row.account = actor.account;
  fresh.row.by_name = actor.name;
  fresh.row.made_at = now_utc();
  DOORSTEP_LET(made, checked(actor, wanted, std::move(fresh)));
  DOORSTEP_LET(classes, checked_classes(actor, wanted, {}));
  auto done = around_.database.write(
      [&](db::Session& session) -> Result<void> { return put(session, actor, "assignment-made", {}, made, &classes); });
  if (!done) return pass_on(done);
  return assignment(actor, made.row.id);
}

Result<AssignmentFile> AssignmentsService::change(const Actor& actor, const std::string& id,
                                                  const NewAssignment& wanted) {
  std::vector<store::ClassRow> had;
  auto before = around_.database.read([&](db::Session& session) {
    had = store::classes(session, id);
    return owned(session, actor, id);
  });
  if (!before) return pass_on(before);
  DOORSTEP_LET(after, checked(actor, wanted, *before));
  DOORSTEP_LET(classes, checked_classes(actor, wanted, had));
  if (before->row.state == WorkState::returned)
    return refuse(Fault::conflict, "returned", say("作业已返还，不能再改", "it was returned and stays as it is"));
  if (before->row.state == WorkState::given) {
    const auto& was = before->row;
    const auto& is = after.row;
    const bool kept = was.org_id == is.org_id && was.subject == is.subject && was.opens_at == is.opens_at &&
                      was.due_at <= is.due_at && was.tries <= is.tries && was.late == is.late &&
                      was.late_share == is.late_share && was.shuffled == is.shuffled && was.shows == is.shows;
    const bool same = std::ranges::equal(
        before->items, after.items, {}, [](const AssignmentItem& one) { return json::text(one.question); },
        [](const AssignmentItem& one) { return json::text(one.question); });
    const bool classes_kept = std::ranges::all_of(had, [&](const store::ClassRow& one) {
      return std::ranges::find(classes, one.class_id, &store::ClassRow::class_id) != classes.end();
    });
    if (!kept || !same || !classes_kept) return given_already();
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(current, owned(session, actor, id));
    if (current.row.state != before->row.state) return given_already();
    return put(session, actor, "assignment-changed", before->row, after, &classes);
  });
  if (!done) return pass_on(done);
  return assignment(actor, id);
}

Result<AssignmentFile> AssignmentsService::give(const Actor& actor, const std::string& id) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(of, owned(session, actor, id));
    if (of.row.state != WorkState::draft)
      return refuse(Fault::conflict, "given", say("作业已布置", "it was given already"));
    if (of.items.empty()) return wrong("items", say("还没有题目", "there is no question in it"));
    if (store::classes(session, id).empty()) return wrong("classes", say("请选择班级", "choose a class"));
    if (of.row.due_at <= now()) return wrong("due_on", say("截止时间已过", "it would be due in the past"));
    const auto before = of.row;
    of.row.state = WorkState::given;
    of.row.given_at = now_utc();
    keep_knowledge(session, of);
    return put(session, actor, "assignment-given", before, of, nullptr);
  });
  if (!done) return pass_on(done);
  note_uses(actor, id);
  auto made = assignment(actor, id);
  if (made) tell_given(id);
  return made;
}

Result<void> AssignmentsService::withdraw(const Actor& actor, const std::string& id) {
  return around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(of, owned(session, actor, id));
    if (store::begun(session, id) > 0)
      return refuse(Fault::conflict, "begun",
                    say("已有学生作答，不能撤回", "somebody has begun: it cannot be withdrawn"));
    store::drop_given(session, id);
    store::drop(session, id);
    around_.trail.append(session, actor,
                         {"assignment-withdrawn", "assignment", id, of.row.org_id, audit::removed(of.row)});
    return {};
  });
}

Result<SchoolAssignments> AssignmentsService::of_school(const OrgId& school) {
  SchoolAssignments made{school, around_.registry.name_of(school), {}};
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::of_school(session, school)) made.items.push_back(card(session, {}, row));
  });
  return made;
}

}  // namespace doorstep::assignments
