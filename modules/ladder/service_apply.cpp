// Applying, the school's word, withdrawing.
#include <algorithm>

#include "service.h"

namespace doorstep::ladder {
namespace {

constexpr double most_stated = 100'000;
constexpr size_t most_files = 30;

bool open_on(const store::CallRow& row, Date day) {
  return row.state == CallState::open && row.apply_from <= day && day <= row.apply_last;
}

tl::unexpected<Error> not_open() {
  return refuse(Fault::conflict, "not-open", say("不在申报期内", "applications are not taken now"));
}

Result<void> good_texts(const std::string& statement, const std::optional<std::string>& subject,
                        const std::vector<std::string>& files) {
  if (statement.empty() || statement.size() > longest_text)
    return wrong("statement", say("请填写申报陈述", "write the statement"));
  if (subject.value_or("").size() > longest_line) return wrong("subject", say("学科过长", "the subject is too long"));
  if (files.size() > most_files) return wrong("files", say("最多 {} 个文件", "at most {} files", most_files));
  return {};
}

const store::ApplicationRow* own_of(const std::vector<store::ApplicationRow>& rows, const PersonId& person) {
  const auto found = std::ranges::find(rows, person, &store::ApplicationRow::person_id);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

Result<void> good_application(const std::string& statement, const std::optional<std::string>& subject,
                              const Stated& stated, const std::vector<std::string>& files) {
  DOORSTEP_TRY(good_texts(statement, subject, files));
  for (const auto& [key, value] : stated)
    if (!(value >= 0 && value <= most_stated) || key.size() > longest_line)
      return wrong("stated", say("填报的数值有误", "a stated number is wrong"));
  return {};
}

tl::unexpected<Error> not_met(const Checked& checked) {
  std::string zh, en;
  for (const auto& one : checked.checks) {
    if (one.verdict == Verdict::passed ||
        (one.way >= 0 && checked.verdict == Verdict::unknown && one.verdict == Verdict::failed))
      continue;
    zh += (zh.empty() ? "" : "；") + one.what.zh;
    en += (en.empty() ? "" : "; ") + one.what.en;
  }
  if (checked.verdict == Verdict::unknown)
    return wrong("stated", say("以下条件没有记录，请填报数值并附证明：{0}",
                               "the records leave these open; state the number and attach evidence: {1}", zh, en));
  return wrong("conditions", say("以下条件未达到：{0}", "these conditions are not met: {1}", zh, en));
}

Result<LadderOpenCall> LadderService::seen_open(db::Session& session, const Actor& actor, const Running& call) const {
  if (call.row.state == CallState::draft || !covers(actor, call.row.org_id)) return call_unknown();
  LadderOpenCall made;
  made.of = shown(session, call);
  made.level = call.level();
  made.rubric = call.rubric();
  made.source = call.rules.source;
  made.edition = call.rules.edition;
  const auto person = around_.staff.person_of(actor.account);
  if (!person || call.level().candidate != Candidate::person) return made;
  const auto teacher = around_.staff.teacher(*person);
  if (!teacher) return made;
  const auto rows = store::applications(session, call.row.id);
  Stated stated;
  if (const auto* row = own_of(rows, *person)) {
    made.application = shown(session, *row, true);
    if (auto kept = json::read_text<Stated>(row->stated)) stated = std::move(*kept);
  }
  auto checked = check(call.rules, call.level(), facts_of(*teacher, around_.today()), stated);
  made.checks = std::move(checked.checks);
  made.verdict = checked.verdict;
  made.may_target = call.level().targeted && call.row.targeted_places > 0 && is_rural(teacher->school_id);
  return made;
}

Result<LadderOpenCall> LadderService::open_call(const Actor& actor, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<LadderOpenCall> {
    DOORSTEP_LET(call, running(session, id));
    return seen_open(session, actor, call);
  });
}

Result<store::ApplicationRow> LadderService::written(const Running& call, const staff::Teacher& teacher,
                                                     const NewLadderApplication& wanted) const {
  DOORSTEP_TRY(good_application(wanted.statement, wanted.subject, wanted.stated, wanted.files));
  if (!around_.places.within(teacher.school_id, call.row.org_id) && teacher.school_id != call.row.org_id)
    return refuse(Fault::conflict, "outside", say("您的学校不在本次范围内", "your school is not part of this call"));
  store::ApplicationRow row;
  row.person_id = teacher.id;
  row.name = teacher.name;
  row.school_id = teacher.school_id;
  row.subject = wanted.subject.value_or(teacher.subject);
  row.rural = is_rural(teacher.school_id);
  row.targeted = wanted.targeted.value_or(false);
  if (row.targeted && !(row.rural && call.level().targeted && call.row.targeted_places > 0))
    return wrong("targeted",
                 say("只有乡村学校教师可以申报定向评价", "only teachers of rural schools apply for targeted places"));
  const auto checked = check(call.rules, call.level(), facts_of(teacher, around_.today()), wanted.stated);
  if (checked.verdict != Verdict::passed) return not_met(checked);
  row.state = ApplicationState::submitted;
  row.statement = wanted.statement;
  row.checks = json::text(checked.checks);
  row.verdict = checked.verdict;
  row.stated = json::text(wanted.stated);
  row.portfolio = json::text(paper_of(teacher.id));
  row.made_at = now_utc();
  return row;
}

LadderPaper LadderService::paper_of(const PersonId& person, std::optional<Date> since) const {
  const auto paper = around_.sources.portfolio ? around_.sources.portfolio(person, since) : std::nullopt;
  return paper.value_or(LadderPaper{});
}

Result<void> LadderService::keep_files(db::Session& session, const Actor& actor, const store::ApplicationRow& row,
                                       const std::vector<std::string>& files) const {
  const files::Place place{application_room, row.id};
  std::vector<std::string> fresh = files;
  for (const auto& one : around_.files.of(session, place)) {
    if (std::erase(fresh, one.id) > 0) continue;
    around_.files.release(session, actor, one.id);
    store::drop_file(session, one.id);
  }
  if (fresh.empty()) return {};
  return around_.files.hold(session, actor, place, row.school_id, fresh);
}

Result<LadderOpenCall> LadderService::apply(const Actor& actor, const std::string& id,
                                            const NewLadderApplication& wanted) {
  DOORSTEP_TRY(open_call(actor, id));
  const auto person = around_.staff.person_of(actor.account);
  if (!person)
    return refuse(Fault::conflict, "not-tied",
                  say("您的账号尚未与教职工名单绑定，请联系学校",
                      "your account is tied to nobody of the staff yet: ask your school"));
  DOORSTEP_LET(teacher, around_.staff.teacher(*person));
  DOORSTEP_TRY(change(id, [&](db::Session& session, Running& call) -> Result<void> {
    if (!open_on(call.row, around_.today())) return not_open();
    if (call.level().candidate != Candidate::person)
      return refuse(Fault::conflict, "for-schools",
                    say("由校长为学校或学科申报", "principals apply for schools and subjects"));
    if (call.row.renewal)
      return refuse(Fault::conflict, "for-holders",
                    say("这是续期评审，请在“我的职级”里从所持称号申请",
                        "this call renews ranks: apply from the rank that you hold"));
    DOORSTEP_LET(row, written(call, teacher, wanted));
    const auto rows = store::applications(session, id);
    const auto* before = own_of(rows, *person);
    if (before && before->state != ApplicationState::returned && before->state != ApplicationState::withdrawn)
      return refuse(Fault::conflict, "applied",
                    say("已经申报；要修改请先撤回", "you have applied; withdraw it to change it"));
    row.call_id = id;
    row.id = before ? before->id : new_uuid();
    row.number = before ? before->number : store::next_number(session, id);
    if (before)
      store::set(session, row);
    else
      store::add(session, row);
    DOORSTEP_TRY(keep_files(session, actor, row, wanted.files));
    note(session, actor, "rank-applied", "rank-application", row.id, row.school_id, audit::added(wanted));
    return {};
  }));
  return open_call(actor, id);
}

Result<LadderOpenCall> LadderService::withdraw(const Actor& actor, const std::string& id) {
  DOORSTEP_TRY(open_call(actor, id));
  const auto person = around_.staff.person_of(actor.account);
  DOORSTEP_TRY(change(id, [&](db::Session& session, Running& call) -> Result<void> {
    if (call.row.state != CallState::open)
      return not_in_state(say("评审已开始，请联系组织单位", "scoring has begun: ask who runs the call"));
    const auto rows = store::applications(session, id);
    const auto* mine = person ? own_of(rows, *person) : nullptr;
    if (!mine || mine->state == ApplicationState::withdrawn) return application_unknown();
    auto row = *mine;
    row.state = ApplicationState::withdrawn;
    store::set(session, row);
    note(session, actor, "rank-withdrawn", "rank-application", row.id, row.school_id, audit::changes(*mine, row));
    return {};
  }));
  return open_call(actor, id);
}

Result<std::vector<LadderApplication>> LadderService::to_confirm(const OrgId& school) {
  return around_.database.read([&](db::Session& session) -> Result<std::vector<LadderApplication>> {
    std::vector<LadderApplication> made;
    for (const auto& row : store::of_school(session, school)) made.push_back(shown(session, row, true));
    return made;
  });
}

Result<std::vector<LadderApplication>> LadderService::nominate(const Actor& actor, const OrgId& school,
                                                               const NewLadderNomination& wanted) {
  DOORSTEP_TRY(good_texts(wanted.statement, wanted.subject, wanted.files));
  DOORSTEP_TRY(change(wanted.call_id, [&](db::Session& session, Running& call) -> Result<void> {
    if (!open_on(call.row, around_.today())) return not_open();
    const auto candidate = call.level().candidate;
    if (candidate == Candidate::person || !around_.places.within(school, call.row.org_id))
      return wrong("call_id", say("学校不能申报这一项", "this call is not for the school"));
    const auto subject = candidate == Candidate::subject ? wanted.subject.value_or("") : std::string{};
    if (candidate == Candidate::subject && subject.empty())
      return wrong("subject", say("请选择学科", "choose a subject"));
    for (const auto& one : store::applications(session, wanted.call_id))
      if (one.school_id == school && one.subject == subject && one.state != ApplicationState::withdrawn)
        return refuse(Fault::conflict, "applied", say("已经申报", "it was put forward already"));
    store::ApplicationRow row;
    row.id = new_uuid();
    row.call_id = wanted.call_id;
    row.number = store::next_number(session, wanted.call_id);
    row.name = school_name(school);
    row.school_id = school;
    row.subject = subject;
    row.rural = is_rural(school);
    row.state = ApplicationState::confirmed;
    row.statement = wanted.statement;
    row.checks = "[]";
    row.verdict = Verdict::passed;
    row.stated = "{}";
    row.portfolio = json::text(LadderPaper{});
    row.made_at = row.confirmed_at = now_utc();
    row.confirmed_by = actor.name;
    store::add(session, row);
    DOORSTEP_TRY(keep_files(session, actor, row, wanted.files));
    note(session, actor, "rank-applied", "rank-application", row.id, school, audit::added(wanted));
    return {};
  }));
  return to_confirm(school);
}

Result<std::vector<LadderApplication>> LadderService::confirm(const Actor& actor, const OrgId& school,
                                                              const std::string& application,
                                                              const LadderConfirmation& wanted) {
  if (wanted.words.size() > longest_text || (!wanted.confirms && wanted.words.empty()))
    return wrong("words", say("退回要写明理由", "say why it is returned"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::application(session, application);
    if (!row || row->school_id != school) return application_unknown();
    const auto own = around_.staff.person_of(actor.account);
    if (own && *own == row->person_id)
      return refuse(
          Fault::conflict, "own-application",
          say("不能确认自己的申报，请上级单位确认", "nobody confirms an application of one's own: ask the district"));
    DOORSTEP_LET(call, running(session, row->call_id));
    if (call.row.state != CallState::open || row->state != ApplicationState::submitted)
      return not_in_state(say("这份申报不在等待确认", "the application does not wait for this"));
    const auto before = *row;
    row->state = wanted.confirms ? ApplicationState::confirmed : ApplicationState::returned;
    row->confirmed_by = actor.name;
    row->confirmed_at = now_utc();
    row->words = wanted.words;
    store::set(session, *row);
    note(session, actor, wanted.confirms ? "rank-application-confirmed" : "rank-application-returned",
         "rank-application", row->id, school, audit::changes(before, *row));
    return {};
  });
  if (!done) return pass_on(done);
  return to_confirm(school);
}

}  // namespace doorstep::ladder
