// A member's desk: papers without names, drafts, scores, stepping back.
#include <algorithm>

#include "assignment.h"
#include "mask.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

constexpr size_t most_relatives = 100;
constexpr size_t least_number = 5;  // signs; a shorter staff number is a number like any other

bool shows_desk(CallState state) {
  return state == CallState::scoring || state == CallState::ranking || state == CallState::notice ||
         state == CallState::decided;
}

const store::SheetRow* sheet_of(const std::vector<store::SheetRow>& sheets, const AccountId& account) {
  const auto found = std::ranges::find(sheets, account, &store::SheetRow::account);
  return found == sheets.end() ? nullptr : &*found;
}

Result<void> good_scores(const LadderRubric& rubric, const PanelScores& wanted) {
  for (const auto& mark : wanted.marks) {
    const auto dimension = std::ranges::find(rubric.dimensions, mark.dimension, &LadderDimension::code);
    if (dimension == rubric.dimensions.end())
      return wrong("marks", say("没有“{}”这一维度", "there is no dimension “{}”", mark.dimension));
    if (mark.anchor < 0 || mark.anchor >= std::ssize(dimension->anchors))
      return wrong("marks", say("“{}”没有这一等级", "“{}” has no such level", mark.dimension));
    if (mark.comment.value_or("").size() > longest_text)
      return wrong("marks", say("评语过长", "a comment is too long"));
  }
  if (wanted.comment.size() > longest_text) return wrong("comment", say("评语过长", "the comment is too long"));
  return {};
}

}  // namespace

std::optional<store::MemberRow> LadderService::member(db::Session& session, const Running& call,
                                                      const Actor& actor) const {
  if (actor.account.empty()) return {};
  for (auto& one : store::members(session, call.row.id))
    if (one.account == actor.account) return std::move(one);
  return {};
}

Result<PanelDesk> LadderService::desk_of(db::Session& session, const Actor& actor, const Running& call) const {
  const auto own = member(session, call, actor);
  if (!own) return call_unknown();
  PanelDesk made;
  made.call_id = call.row.id;
  made.title = call.row.title;
  made.org = school_name(call.row.org_id);
  made.level = call.level().name;
  made.score_last = call.row.score_last.text();
  made.open = call.row.state == CallState::scoring && around_.today() <= call.row.score_last;
  made.chair = own->chair;
  if (auto names = json::read_text<std::vector<std::string>>(own->relatives)) made.relatives = std::move(*names);
  if (!shows_desk(call.row.state)) return made;
  const auto applications = store::applications(session, call.row.id);
  for (const auto& sheet : store::sheets(session, call.row.id)) {
    if (sheet.account != actor.account) continue;
    const auto of = std::ranges::find(applications, sheet.application_id, &store::ApplicationRow::id);
    const auto marks = store::marks_of(session, sheet.application_id, actor.account);
    made.tasks.push_back({of->id, of->number, sheet.state, std::ssize(marks), total_of_marks(call.rubric(), marks)});
  }
  std::ranges::sort(made.tasks, {}, [&](const PanelTask& one) {
    return lot_of(call.row.seed, actor.account.value, one.application_id);
  });
  if (!own->chair) return made;
  auto found = results(session, call);
  made.panel = std::move(found.panel);
  made.agreement = std::move(found.agreement);
  made.ranking = std::move(found.lines);
  made.may_propose = call.row.state == CallState::ranking;
  return made;
}

Result<PanelDesk> LadderService::desk(const Actor& actor, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<PanelDesk> {
    DOORSTEP_LET(call, running(session, id));
    return desk_of(session, actor, call);
  });
}

// The candidate and every school of the candidate's, and these without their district's name before them.
std::vector<std::string> LadderService::hidden_names(const store::ApplicationRow& row) const {
  std::vector<OrgId> ids{row.school_id};
  if (const auto history = around_.registry.service_history(row.person_id))
    for (const auto& one : *history) ids.push_back(one.org_id);
  std::vector<std::string> schools, places;
  for (const auto& id : ids) {
    const auto school = around_.registry.school(id, {});
    if (!school) continue;
    schools.insert(schools.end(), {school->org.name, school->org.name_en});
    places.insert(places.end(), {school->district, school->town});
  }
  auto made = names_to_mask(row.name, schools, places);
  for (auto& number : around_.registry.numbers_of(row.person_id))
    if (number.size() >= least_number) made.push_back(std::move(number));
  return made;
}

Result<PanelPaper> LadderService::paper_of(db::Session& session, const Actor& actor, const Running& call,
                                           const std::string& id) const {
  const auto row = store::application(session, id);
  const auto sheets = store::sheets_of(session, id);
  const auto* sheet = sheet_of(sheets, actor.account);
  if (!row || row->call_id != call.row.id || !sheet || !shows_desk(call.row.state)) return application_unknown();
  PanelPaper made;
  made.call_id = call.row.id;
  made.application_id = id;
  made.number = row->number;
  made.subject = row->subject;
  made.targeted = row->targeted;
  made.statement = row->statement;
  if (auto checks = json::read_text<std::vector<LadderCheck>>(row->checks)) made.checks = std::move(*checks);
  if (auto portfolio = json::read_text<LadderPaper>(row->portfolio)) made.portfolio = std::move(portfolio->sections);
  const auto names = hidden_names(*row);
  made.statement = masked(std::move(made.statement), names);
  made.subject = masked(std::move(made.subject), names);
  for (auto& section : made.portfolio)
    for (auto& line : section.lines) line = {masked(std::move(line.zh), names), masked(std::move(line.en), names)};
  const auto files = around_.files.of(session, {application_room, id});
  const auto checked = checks_of(session, id, files);
  for (size_t at = 0; at < files.size(); ++at)
    if (checked[at].state == FileCheckState::released)
      made.files.push_back({files[at].id, std::to_string(at + 1), files[at].kind});
    else
      ++made.unchecked;
  made.rubric = call.rubric();
  for (const auto& mark : store::marks_of(session, id, actor.account))
    made.marks.push_back({mark.dimension, mark.anchor, mark.comment});
  made.total = total_of_marks(call.rubric(), store::marks_of(session, id, actor.account));
  made.comment = sheet->comment;
  made.state = sheet->state;
  DOORSTEP_LET(desk, desk_of(session, actor, call));
  made.open = desk.open && sheet->state == SheetState::open;
  const auto at = std::ranges::find(desk.tasks, id, &PanelTask::application_id);
  std::ranges::rotate(desk.tasks, at);
  for (const auto& task : desk.tasks)
    if (made.next.empty() && task.application_id != id && task.state == SheetState::open)
      made.next = task.application_id;
  return made;
}

Result<PanelPaper> LadderService::paper(const Actor& actor, const std::string& id, const std::string& application) {
  return around_.database.read([&](db::Session& session) -> Result<PanelPaper> {
    DOORSTEP_LET(call, running(session, id));
    return paper_of(session, actor, call, application);
  });
}

Result<PanelPaper> LadderService::score(const Actor& actor, const std::string& id, const std::string& application,
                                        const PanelScores& wanted) {
  DOORSTEP_TRY(paper(actor, id, application));
  DOORSTEP_TRY(change(id, [&](db::Session& session, Running& call) -> Result<void> {
    DOORSTEP_TRY(good_scores(call.rubric(), wanted));
    auto sheets = store::sheets_of(session, application);
    const auto* found = sheet_of(sheets, actor.account);
    if (!found) return application_unknown();
    if (call.row.state != CallState::scoring || around_.today() > call.row.score_last)
      return not_in_state(say("评分已经结束", "scoring is over"));
    if (found->state == SheetState::submitted)
      return refuse(Fault::conflict, "submitted", say("已经提交，不能再改", "it was handed in and stands"));
    for (const auto& mark : wanted.marks)
      store::keep(session,
                  store::MarkRow{application, actor.account, mark.dimension, mark.anchor, mark.comment.value_or("")});
    auto sheet = *found;
    sheet.comment = wanted.comment;
    const auto total = total_of_marks(call.rubric(), store::marks_of(session, application, actor.account));
    if (wanted.submit) {
      if (!total)
        return wrong("marks", say("每个维度都要选择等级", "every dimension is scored before it is handed in"));
      sheet.state = SheetState::submitted;
      sheet.submitted_at = now_utc();
    }
    store::set(session, sheet);
    if (!wanted.submit) return {};
    note(session, actor, "rank-scored", "rank-application", application, call.row.org_id, audit::added(wanted));
    // Two that lie too far apart ask for one more, once.
    std::vector<double> totals;
    sheets = store::sheets_of(session, application);
    for (const auto& one : sheets) {
      if (one.extra || one.state != SheetState::submitted) return {};
      totals.push_back(total_of_marks(call.rubric(), store::marks_of(session, application, one.account)).value_or(0));
    }
    const auto [low, high] = std::ranges::minmax(totals);
    if (high - low > call.rules.gap) hand_out(session, call, {*store::application(session, application)}, 1, true);
    return {};
  }));
  return paper(actor, id, application);
}

Result<PanelDesk> LadderService::recuse(const Actor& actor, const std::string& id, const std::string& application,
                                        const PanelRecusal& wanted) {
  DOORSTEP_TRY(paper(actor, id, application));
  if (wanted.reason.empty() || wanted.reason.size() > longest_text)
    return wrong("reason", say("请写明回避原因", "say why you step back"));
  DOORSTEP_TRY(change(id, [&](db::Session& session, Running& call) -> Result<void> {
    const auto sheets = store::sheets_of(session, application);
    const auto* found = sheet_of(sheets, actor.account);
    if (call.row.state != CallState::scoring || !found || found->state == SheetState::submitted)
      return not_in_state(say("只能在提交评分前回避", "one steps back before handing in"));
    const bool extra = found->extra;
    store::drop_sheet(session, application, actor.account);
    store::add(session, store::RecusalRow{application, actor.account, wanted.reason, now_utc()});
    hand_out(session, call, {*store::application(session, application)}, 1, extra);
    note(session, actor, "rank-recused", "rank-application", application, call.row.org_id, audit::added(wanted));
    return {};
  }));
  return desk(actor, id);
}

Result<PanelDesk> LadderService::declare(const Actor& actor, const std::string& id, const PanelRelatives& wanted) {
  DOORSTEP_TRY(desk(actor, id));
  if (wanted.names.size() > most_relatives) return wrong("names", say("姓名过多", "too many names"));
  for (const auto& name : wanted.names)
    if (name.empty() || name.size() > longest_line) return wrong("names", say("姓名有误", "a name is wrong"));
  DOORSTEP_TRY(change(id, [&](db::Session& session, Running& call) -> Result<void> {
    auto row = *member(session, call, actor);
    row.relatives = json::text(wanted.names);
    store::set_relatives(session, row);
    for (const auto& sheet : store::sheets(session, id)) {
      if (sheet.account != actor.account || sheet.state == SheetState::submitted) continue;
      const auto application = *store::application(session, sheet.application_id);
      if (!std::ranges::count(wanted.names, application.name)) continue;
      store::drop_sheet(session, sheet.application_id, sheet.account);
      hand_out(session, call, {application}, 1, sheet.extra);
    }
    note(session, actor, "rank-relatives-declared", "rank-call", id, call.row.org_id);
    return {};
  }));
  return desk(actor, id);
}

Result<PanelDesk> LadderService::propose_as_chair(const Actor& actor, const std::string& id,
                                                  const NewLadderProposal& wanted) {
  DOORSTEP_LET(now, desk(actor, id));
  if (!now.chair) return refuse(Fault::conflict, "not-chair", say("只有组长可以提出建议", "the chair alone proposes"));
  DOORSTEP_TRY(
      change(id, [&](db::Session& session, Running& call) { return keep_proposal(session, actor, call, wanted); }));
  return desk(actor, id);
}

}  // namespace doorstep::ladder
