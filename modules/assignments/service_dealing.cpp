// How an assignment is marked by people, and what is dealt to whom.
#include <algorithm>
#include <cmath>

#include <doorstep/agreement/agreement.h>

#include "service.h"

namespace doorstep::assignments {
namespace {

constexpr size_t most_markers = 200;

tl::unexpected<Error> too_few() {
  return refuse(Fault::conflict, "too-few-markers",
                say("有答卷没有可以批改它的人：教师不批自己班级或校区的答卷，双评要两个人。请再加批改教师",
                    "some papers have nobody who may mark them: teachers do not mark their own class or campus, and "
                    "double marking takes two. Name more markers"));
}

}  // namespace

bool AssignmentsService::Plan::dealt(const AssignmentItem& item) const {
  const auto kind = item.question.kind;
  if (!kept || questions::marked_by_key(kind)) return false;
  // A document says in its words and properties whose it is.
  return !(rule.blind && kind == questions::QuestionKind::file);
}

AssignmentsService::Plan AssignmentsService::plan(db::Session& session, SetWork of) const {
  Plan made{std::move(of), {}, {}};
  made.kept = store::marking(session, made.of.row.id);
  if (made.kept)
    made.rule = {made.kept->blind, made.kept->twice, made.kept->elsewhere, made.kept->max_gap, made.kept->third};
  return made;
}

// Who works in the groups in whose name it was set, or at a school that has it.
std::vector<MarkerChoice> AssignmentsService::may_be_named(const SetWork& of) {
  std::set<OrgId> below{of.row.org_id};
  for (const auto& group : around_.places.groups_of(of.row.org_id)) below.insert(group);
  std::vector<MarkerChoice> made;
  std::set<PersonId> seen;
  for (const auto& org : below)
    for (const auto& one : around_.staff.teachers(org))
      if (around_.staff.account_of(one.id) && seen.insert(one.id).second)
        made.push_back({one.id, one.name, one.school, one.subject});
  std::ranges::stable_sort(made, {}, [](const MarkerChoice& one) { return std::tie(one.school, one.name); });
  return made;
}

Result<MarkerChoices> AssignmentsService::choices(const Actor& actor, const std::string& id) {
  auto of = around_.database.read([&](db::Session& session) { return owned(session, actor, id); });
  if (!of) return pass_on(of);
  return MarkerChoices{may_be_named(*of)};
}

// Who teaches the class, or on its campus; of a member of the school without a class, all of it.
std::vector<size_t> AssignmentsService::barred(const store::PaperRow& paper,
                                               const std::vector<store::MarkerRow>& markers) {
  std::vector<size_t> made;
  const auto known = book(paper.school_id);
  const auto* of = class_in(*known, paper.class_id);
  for (size_t i = 0; i < markers.size(); ++i) {
    const auto& person = markers[i].person_id;
    std::set<std::string> campuses;
    bool own = false;
    for (const auto& [id, one] : known->classes) {
      if (!one.teachers.contains(person)) continue;
      campuses.insert(one.campus);
      own = own || id == paper.class_id;
    }
    const bool here = markers[i].school_id == paper.school_id;
    if (own || (campuses.empty() ? here : !of || campuses.contains(of->campus))) made.push_back(i);
  }
  return made;
}

Result<MarkingFile> AssignmentsService::marking_file(db::Session& session, const Actor& actor, const Plan& how) {
  MarkingFile made;
  made.of = card(session, actor, how.of.row);
  made.rule = how.rule;
  if (how.kept) made.dealt_at = how.kept->dealt_at;
  const auto& id = how.of.row.id;
  const auto papers = store::counting(session, id);
  const auto deals = store::deals(session, id);
  std::map<std::pair<std::string, int64_t>, std::map<int64_t, store::MarkRow>> marks;
  for (auto& row : store::marks(session, id)) {
    auto& slot = marks[{row.paper_id, row.place}][row.slot];
    slot = std::move(row);
  }
  std::map<std::pair<std::string, int64_t>, store::AnswerRow> answers;
  for (auto& row : store::answers_of(session, id)) answers.emplace(std::pair{row.paper_id, row.place}, row);
  const auto markers = store::markers(session, id);
  std::map<AccountId, size_t> column;
  for (const auto& one : markers) {
    column.emplace(one.account, made.markers.size());
    made.markers.push_back({one.person_id, one.name, around_.registry.name_of(one.school_id)});
  }
  std::set<std::pair<std::string, int64_t>> has;
  for (const auto& one : deals) {
    has.insert({one.paper_id, one.place});
    const auto at = column.find(one.account);
    if (at == column.end()) continue;
    auto& marker = made.markers[at->second];
    ++marker.dealt;
    const auto found = marks.find({one.paper_id, one.place});
    marker.done += found != marks.end() && found->second.contains(one.slot);
  }
  // Whom somebody differs from is seen over all questions, in shares of the full mark.
  agreement::Table shares;
  std::set<std::string> waiting;
  for (const auto& item : how.of.items) {
    if (questions::marked_by_key(item.question.kind)) continue;
    MarkingQuestion one{item.place, item.question.kind,
                        item.question.title.empty() ? item.question.text : item.question.title, item.question.points,
                        how.dealt(item)};
    agreement::Table table;
    double gaps = 0;
    for (const auto& paper : papers) {
      const auto answer = answers.find({paper.id, item.place});
      if (answer == answers.end()) continue;
      const auto body = json::read_text<questions::QuestionAnswer>(answer->second.body);
      if (!body || !questions::answered(item.question, *body)) continue;
      ++one.papers;
      one.marked += answer->second.points.has_value();
      if (one.dealt && !has.contains({paper.id, item.place})) waiting.insert(paper.id);
      const auto found = marks.find({paper.id, item.place});
      if (found == marks.end()) continue;
      const auto& by_slot = found->second;
      std::vector<double> line(markers.size(), agreement::missing), share = line;
      for (const auto& [slot, mark] : by_slot)
        if (const auto at = column.find(mark.account); slot > 0 && at != column.end()) {
          line[at->second] = mark.points;
          share[at->second] = mark.points / item.question.points;
        }
      table.push_back(std::move(line));
      shares.push_back(std::move(share));
      if (!by_slot.contains(1) || !by_slot.contains(2)) continue;
      ++one.twice;
      const auto first = by_slot.at(1).points, second = by_slot.at(2).points;
      gaps += std::abs(first - second);
      one.apart += lies_apart(how.rule, first, second, item.question.points);
    }
    if (one.twice) one.gap = gaps / static_cast<double>(one.twice);
    if (one.twice)
      if (const auto found = agreement::alpha(table, agreement::Metric::interval)) one.alpha = found->alpha;
    for (const auto& mine : duties(session, actor, how, item)) {
      ++made.own;
      const auto found = marks.find({mine.paper.id, item.place});
      made.own_done += found != marks.end() && found->second.contains(mine.slot);
    }
    made.questions.push_back(std::move(one));
  }
  made.to_deal = static_cast<int64_t>(waiting.size());
  if (how.rule.twice && !shares.empty()) {
    const auto model = agreement::severity(shares);
    for (size_t i = 0; i < made.markers.size() && i < model.raters.size(); ++i)
      made.markers[i].lenient = model.raters[i].lenient;
  }
  return made;
}

Result<MarkingFile> AssignmentsService::marking(const Actor& actor, const std::string& id) {
  settle(id);
  return around_.database.read([&](db::Session& session) -> Result<MarkingFile> {
    DOORSTEP_LET(of, owned(session, actor, id));
    return marking_file(session, actor, plan(session, std::move(of)));
  });
}

Result<MarkingFile> AssignmentsService::set_marking(const Actor& actor, const std::string& id,
                                                    const NewMarking& wanted) {
  auto known = around_.database.read([&](db::Session& session) { return owned(session, actor, id); });
  if (!known) return pass_on(known);
  if (!std::isfinite(wanted.max_gap) || wanted.max_gap < 0 || wanted.max_gap > 1)
    return wrong("max_gap",
                 say("允许分差应为满分的 0% 到 100%", "marks may lie 0 to 100 per cent of the full mark apart"));
  const std::set<PersonId> people{wanted.markers.begin(), wanted.markers.end()};
  if (people.size() > most_markers) return wrong("markers", say("最多 {} 人", "at most {} of them", most_markers));
  if (wanted.twice && people.size() < 2)
    return wrong("markers", say("双评至少要两名批改教师", "double marking takes two markers at least"));
  const auto choices = may_be_named(*known);
  std::vector<store::MarkerRow> rows;
  for (const auto& person : people) {
    const auto found = std::ranges::find(choices, person, &MarkerChoice::id);
    const auto account = around_.staff.account_of(person);
    if (found == choices.end() || !account)
      return wrong("markers", say("只能指定本单位或所在集团各校、有账号的教师",
                                  "markers are teachers with an account, of the own school or of its group's schools"));
    const auto teacher = around_.staff.teacher(person);
    rows.push_back({id, person, *account, found->name, teacher ? teacher->school_id : OrgId{}});
  }
  return around_.database.write([&](db::Session& session) -> Result<MarkingFile> {
    DOORSTEP_LET(of, owned(session, actor, id));
    if (of.row.state == WorkState::returned)
      return refuse(Fault::conflict, "returned", say("作业已返还，不能再改", "it was returned and stays as it is"));
    const auto before = plan(session, of);
    store::MarkingSetting row{id,
                              wanted.blind,
                              wanted.twice,
                              wanted.elsewhere,
                              wanted.max_gap,
                              wanted.third,
                              before.kept ? before.kept->seed : new_uuid(),
                              before.kept ? before.kept->dealt_at : ""};
    if (!row.dealt_at.empty()) {
      const auto& was = *before.kept;
      if (rows.empty() || was.blind != row.blind || was.twice != row.twice || was.elsewhere != row.elsewhere ||
          was.max_gap != row.max_gap || was.third != row.third)
        return refuse(Fault::conflict, "dealt",
                      say("答卷已分发，批改规则不能再改；可以增减批改教师",
                          "papers were dealt: the rule stays; markers may be added and taken out"));
      // What somebody who goes has not marked waits to be dealt anew.
      for (const auto& one : store::deals(session, id)) {
        if (std::ranges::find(rows, one.account, &store::MarkerRow::account) != rows.end()) continue;
        const auto marks = store::marks_of(session, one.paper_id, one.place);
        if (std::ranges::find(marks, one.slot, &store::MarkRow::slot) == marks.end()) store::drop(session, one);
      }
    }
    if (rows.empty())
      store::drop_marking(session, id);
    else
      store::put(session, row);
    store::set_markers(session, id, rows);
    around_.trail.append(session, actor, {"marking-set", "assignment", id, of.row.org_id, audit::added(wanted)});
    return marking_file(session, actor, plan(session, std::move(of)));
  });
}

Result<MarkingFile> AssignmentsService::deal_out(const Actor& actor, const std::string& id) {
  settle(id);
  std::map<AccountId, int64_t> told;
  SetWork work;
  auto done = around_.database.write([&](db::Session& session) -> Result<MarkingFile> {
    told.clear();
    DOORSTEP_LET(of, owned(session, actor, id));
    work = of;
    auto how = plan(session, std::move(of));
    if (!how.kept) return wrong("markers", say("请先指定批改教师", "name markers first"));
    if (how.of.row.state != WorkState::given)
      return refuse(Fault::conflict, "not-given", say("作业没有布置，或已返还", "it is not given, or was returned"));
    if (now() < how.of.row.due_at)
      return refuse(Fault::conflict, "not-over", say("还没有到截止时间", "it is not due yet"));
    const auto markers = store::markers(session, id);
    std::map<std::pair<std::string, int64_t>, std::vector<store::DealRow>> had;
    std::vector<int64_t> load(markers.size(), 0);
    std::map<std::string, int64_t> numbers;
    int64_t last = 0;
    const auto place_of = [&](const AccountId& account) {
      return static_cast<size_t>(std::ranges::find(markers, account, &store::MarkerRow::account) - markers.begin());
    };
    for (const auto& one : store::deals(session, id)) {
      had[{one.paper_id, one.place}].push_back(one);
      numbers[one.paper_id] = one.number;
      last = std::max(last, one.number);
      if (const auto at = place_of(one.account); at < markers.size()) ++load[at];
    }
    std::vector<std::string> names;
    for (const auto& one : markers) names.push_back(one.person_id.value);
    const size_t each = how.rule.twice ? 2 : 1;
    const auto at = now_utc();
    for (const auto& paper : store::counting(session, id)) {
      const auto answers = store::answers(session, paper.id);
      for (const auto& item : how.of.items) {
        const auto answer = std::ranges::find(answers, item.place, &store::AnswerRow::place);
        if (!how.dealt(item) || answer == answers.end()) continue;
        const auto marks = store::marks_of(session, paper.id, item.place);
        if (std::ranges::find(marks, 0, &store::MarkRow::slot) != marks.end() && had.empty())
          return refuse(Fault::conflict, "marking-begun",
                        say("任教教师已经开始批改，不能再分发", "teachers of the classes have begun to mark already"));
      }
    }
    // Papers in the order of their digest, so that numbers say nothing of classes.
    std::vector<DealtPaper> list;
    std::map<std::string, std::vector<std::pair<int64_t, int64_t>>> open;  // place and slot, by paper
    for (const auto& paper : store::counting(session, id)) {
      DealtPaper one{paper.id, how.rule.elsewhere ? barred(paper, markers) : std::vector<size_t>{}, {}};
      const auto answers = store::answers(session, paper.id);
      for (const auto& item : how.of.items) {
        const auto answer = std::ranges::find(answers, item.place, &store::AnswerRow::place);
        if (!how.dealt(item) || answer == answers.end() || answer->points) continue;
        const auto& rows = had[{paper.id, item.place}];
        for (const auto& row : rows)
          if (const auto who = place_of(row.account); who < markers.size()) one.had.push_back(who);
        for (int64_t slot = 1; slot <= static_cast<int64_t>(each); ++slot)
          if (std::ranges::find(rows, slot, &store::DealRow::slot) == rows.end())
            open[paper.id].emplace_back(item.place, slot);
      }
      if (open.contains(paper.id)) list.push_back(std::move(one));
    }
    // One slot after the other: who takes over the second of somebody who left must not have the first.
    for (int64_t slot = 1; slot <= static_cast<int64_t>(each); ++slot) {
      std::vector<DealtPaper> part;
      for (const auto& one : list)
        if (std::ranges::any_of(open[one.id], [&](const auto& it) { return it.second == slot; })) part.push_back(one);
      const auto made = deal(part, load, names, 1, how.kept->seed);
      if (!made) return too_few();
      for (const auto& one : *made) {
        auto& number = numbers[one.paper];
        if (!number) number = ++last;
        const auto who = one.markers[0];
        for (const auto& [place, of_slot] : open[one.paper]) {
          if (of_slot != slot) continue;
          store::put(session, store::DealRow{one.paper, place, slot, id, markers[who].account, number, at});
          ++load[who];
          ++told[markers[who].account];
        }
        std::ranges::find(list, one.paper, &DealtPaper::id)->had.push_back(who);
      }
    }
    how.kept->dealt_at = at;
    store::put(session, *how.kept);
    around_.trail.append(session, actor, {"papers-dealt", "assignment", id, how.of.row.org_id, {}});
    return marking_file(session, actor, how);
  });
  if (done) tell_markers(work, told);
  return done;
}

}  // namespace doorstep::assignments
