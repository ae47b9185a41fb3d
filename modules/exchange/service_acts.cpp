// What somebody does to a secondment: who may, whether it fits, what it changes.
#include <algorithm>

#include "service.h"

namespace doorstep::exchange {
namespace {

constexpr size_t most_visits = 200;
constexpr int64_t longest_back_days = 400;

bool asks_note(Act act) { return act == Act::object || act == Act::visit || act == Act::review; }

// What was asked of people in a team stands for everybody who is still there.
bool meant(const NewAct& wanted, const store::PersonRow& person) {
  return wanted.people.empty() || std::ranges::count(wanted.people, person.person_id) > 0;
}

}  // namespace

bool SecondmentService::agreed(const Whole& of, Hand hand, const std::string& whose) {
  return std::ranges::any_of(
      of.consents, [&](const store::ConsentRow& one) { return one.hand == hand && one.of_id == whose && one.yes; });
}

// The people, the schools that send and the one that receives; council and district come after them.
bool SecondmentService::all_agree(const Whole& of) {
  return agreed(of, Hand::host, of.row.host_id.value) &&
         std::ranges::all_of(of.people, [&](const store::PersonRow& one) {
           return agreed(of, Hand::person, one.person_id.value) && agreed(of, Hand::home, one.home_id.value);
         });
}

bool SecondmentService::decides_for_home(const Actor& actor, const Whole& of, const OrgId& home) const {
  // A principal who is sent does not decide for the school; the district does.
  const auto self = around_.staff.person_of(actor.account);
  const bool sent = self && std::ranges::any_of(of.people, [&](const auto& one) {
                      return one.person_id == *self && one.home_id == home;
                    });
  if (leads(actor, home)) return !sent;
  const bool head_is_sent = std::ranges::any_of(of.people, [&](const store::PersonRow& one) {
    if (one.home_id != home) return false;
    const auto teacher = around_.staff.teacher(one.person_id);
    return teacher && teacher->role == "principal";
  });
  return head_is_sent && may(actor, Right::people_decide, of.row.district_id, around_.places);
}

void SecondmentService::add_possible(std::vector<Possible>& to, const Whole& of, Hand hand, const std::string& whose) {
  const bool answered = agreed(of, hand, whose);
  for (const auto& step : transitions()) {
    if (step.from != of.row.standing || step.by != hand) continue;
    const bool consent = step.act == Act::agree || step.act == Act::object;
    if (consent && answered) continue;
    const Possible one{step.act, hand, consent ? whose : std::string{}};
    const auto same = [&](const Possible& other) {
      return other.act == one.act && other.of == one.of && (!consent || other.hand == hand);
    };
    if (!std::ranges::any_of(to, same)) to.push_back(one);
  }
}

std::vector<Possible> SecondmentService::possible_to(const Actor& actor, const Whole& of) const {
  std::vector<Possible> made;
  const auto self = around_.staff.person_of(actor.account);
  for (const auto& person : of.people) {
    // Who has no account says it on paper, and the school enters it.
    const bool on_paper = leads(actor, person.home_id) && !around_.staff.account_of(person.person_id);
    if ((self && *self == person.person_id) || on_paper) add_possible(made, of, Hand::person, person.person_id.value);
  }
  for (const auto& home : homes_of(of))
    if (decides_for_home(actor, of, home)) add_possible(made, of, Hand::home, home.value);
  if (leads(actor, of.row.host_id)) add_possible(made, of, Hand::host, of.row.host_id.value);
  if (!of.row.group_id.empty() && may(actor, Right::group_run, of.row.group_id, around_.places))
    add_possible(made, of, Hand::council, "");
  if (may(actor, Right::people_decide, of.row.district_id, around_.places)) add_possible(made, of, Hand::district, "");
  if (speaks_for(actor, of.row.org_id)) add_possible(made, of, Hand::proposer, "");
  return made;
}

Result<Possible> SecondmentService::chosen(const Actor& actor, const Whole& of, const NewAct& wanted) const {
  auto all = possible_to(actor, of);
  std::erase_if(all, [&](const Possible& one) {
    return one.act != wanted.act || (wanted.of && !wanted.of->empty() && one.of != *wanted.of);
  });
  if (all.size() == 1) return all.front();
  if (!possible(of.row.standing, wanted.act)) {
    const auto now = standing_words(of.row.standing);
    return exchange_conflict(
        "not-now", say("这项交流的状态是“{0}”，现在不能这样做", "it is {1}: that cannot be done now", now.zh, now.en));
  }
  if (all.empty())
    return refuse(Fault::forbidden, "not-yours",
                  say("这一步不由您来做，或您已表示过意见", "this step is not yours, or you have said so already"));
  return exchange_invalid("of", say("请指明代表哪一位或哪一校", "say for which person or school"));
}

Result<void> SecondmentService::fit(const Whole& of, const NewAct& wanted, const Possible& by) const {
  const auto note = wanted.note.value_or("");
  if (note.size() > longest_exchange_text) return exchange_invalid("note", say("太长", "it is too long"));
  if (asks_note(wanted.act) && note.empty())
    return exchange_invalid("note", say("请写明内容或理由", "say what or why"));
  switch (wanted.act) {
    case Act::agree:
      if (by.hand == Hand::person && note.empty() && !around_.staff.account_of(PersonId{by.of}))
        return exchange_invalid(
            "note", say("本人没有账号：请注明书面同意的日期和存放处",
                        "the person has no account: say when it was agreed on paper, and where the paper is"));
      return {};
    case Act::send: {
      std::vector<FieldError> broken;
      for (const auto& check : checks_of(of))
        if (!check.kept) broken.push_back({check.about.empty() ? check.rule : check.about, check.what});
      if (broken.empty()) return {};
      return refuse(Fault::conflict, "rules",
                    say("有 {} 处不符合交流规则", "the rules of exchange forbid it in {} places", broken.size()),
                    broken);
    }
    case Act::start:
      if (wanted.on_day.value_or(Date::today()) < of.row.begin_on)
        return exchange_conflict("too-early", say("{} 才开始", "it begins on {}", of.row.begin_on.text()));
      if (wanted.on_day.value_or(Date::today()) >= of.row.end_on)
        return exchange_conflict("too-late", say("期限已过", "the term is over"));
      return {};
    case Act::review:
      if (!wanted.reached) return exchange_invalid("reached", say("请说明约定实现的程度", "say how far it came about"));
      return {};
    case Act::visit:
      if (of.visits.size() >= most_visits)
        return exchange_conflict("full", say("走访记录已满", "there are too many visits"));
      if (wanted.on_day && (*wanted.on_day < of.row.begin_on || *wanted.on_day > Date::today()))
        return exchange_invalid("on_day",
                                say("日期应在开始之后、今天之前", "a day since the beginning, not in the future"));
      return {};
    case Act::bring_back: {
      const auto on = wanted.on_day.value_or(Date::today());
      if (on <= of.row.begin_on || on > Date::today().plus(longest_back_days))
        return exchange_invalid("on_day", say("返校日期应在开始之后", "the day of return comes after the beginning"));
      return {};
    }
    default:
      return {};
  }
}

Result<void> SecondmentService::review(db::Session& session, const Actor& actor, Whole& of,
                                       const NewAct& wanted) const {
  bool any = false;
  for (auto& person : of.people) {
    if (!meant(wanted, person) || !person.review.empty()) continue;
    person.reached = wanted.reached;
    person.review = *wanted.note;
    person.reviewed_by = actor.name;
    person.reviewed_at = now_utc();
    store::set(session, person);
    any = true;
  }
  if (!any) return exchange_conflict("reviewed", say("都已评议过", "they were reviewed already"));
  return {};
}

Result<void> SecondmentService::bring_back(db::Session& session, Whole& of, const NewAct& wanted) const {
  bool any = false;
  for (auto& person : of.people) {
    if (!meant(wanted, person) || person.returned_on) continue;
    person.returned_on = wanted.on_day.value_or(Date::today());
    store::set(session, person);
    any = true;
  }
  if (!any) return exchange_conflict("returned", say("都已返校", "they are back already"));
  return {};
}

Result<void> SecondmentService::apply(db::Session& session, const Actor& actor, Whole& of, const NewAct& wanted,
                                      const Possible& by) const {
  const auto before = of.row;
  auto& row = of.row;
  row.standing = *next(row.standing, wanted.act, by.hand);
  const auto note = wanted.note.value_or("");
  if (wanted.act == Act::agree || wanted.act == Act::object) {
    store::ConsentRow said{row.id, by.hand, by.of, wanted.act == Act::agree, note, actor.name, now_utc()};
    store::add(session, said);
    of.consents.push_back(said);
  }
  switch (wanted.act) {
    case Act::agree:
      if (before.standing == Standing::consents && all_agree(of)) row.standing = after_consents(!row.group_id.empty());
      break;
    case Act::object:
    case Act::withdraw:
      row.reason = note;
      break;
    case Act::send:
      row.reason.clear();
      break;
    case Act::reopen:
      store::drop_consents(session, row.id);
      of.consents.clear();
      break;
    case Act::visit: {
      const store::VisitRow visit{new_uuid(), row.id, wanted.on_day.value_or(Date::today()), note, actor.name};
      store::add(session, visit);
      of.visits.push_back(visit);
      break;
    }
    case Act::review:
      DOORSTEP_TRY(review(session, actor, of, wanted));
      break;
    case Act::bring_back:
      DOORSTEP_TRY(bring_back(session, of, wanted));
      if (std::ranges::all_of(of.people, [](const auto& one) { return one.returned_on.has_value(); }))
        row.standing = after_returns;
      break;
    default:
      break;
  }
  if (row.standing != before.standing || row.reason != before.reason) {
    if (row.standing != before.standing) row.moved_at = now_utc();
    store::set(session, row);
  }
  auto changed = audit::changes(before, row);
  changed.push_back({"by", {}, {json::text(by.hand)}});
  if (!by.of.empty()) changed.push_back({"of", {}, {json::text(by.of)}});
  around_.trail.append(session, actor,
                       {fmt::format("secondment-{}", describe::enum_name(wanted.act)), "secondment", row.id, row.org_id,
                        std::move(changed)});
  return {};
}

Result<Secondment> SecondmentService::act(const Actor& actor, const std::string& id, const NewAct& wanted) {
  DOORSTEP_LET(of, whole(id));
  if (wanted.act == Act::change) return exchange_invalid("act", say("修改草稿用 PUT", "a draft is changed by PUT"));
  DOORSTEP_LET(by, chosen(actor, of, wanted));
  DOORSTEP_TRY(fit(of, wanted, by));
  // The register first: said again it changes nothing, so that a second try mends what a stop in between left.
  if (wanted.act == Act::start || wanted.act == Act::bring_back) DOORSTEP_TRY(into_register(actor, of, wanted));
  const auto standing = of.row.standing;
  if (wanted.act == Act::send) of.row.rules_id = edition_in(of.row.district_id).id;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto now = whole(session, id);
    if (!now || now->row.standing != standing || now->consents.size() != of.consents.size())
      return exchange_conflict("moved-on",
                               say("刚才有人改动过，请重新打开", "somebody was here before you: open it again"));
    if (wanted.act == Act::start)
      for (const auto& person : now->people)
        if (auto clash = store::clash(session, person.person_id, now->row.begin_on, now->row.end_on, id);
            !clash.empty())
          return exchange_conflict("clash", say("有人同期已在另一项交流中：{}",
                                                "somebody is in another secondment in those days: {}", clash));
    now->row.rules_id = of.row.rules_id;
    DOORSTEP_TRY(apply(session, actor, *now, wanted, by));
    of = std::move(*now);
    return {};
  });
  if (!done) return pass_on(done);
  if (of.row.standing != standing) tell(actor, of);
  return shown(actor, of);
}

// A role at the receiving school beside the one that holds the contract.
Result<void> SecondmentService::into_register(const Actor& actor, const Whole& of, const NewAct& wanted) const {
  registry::IntakeOptions options;
  options.source.id = {derived_uuid("doorstep.exchange", "source", "")};
  options.source.space = "doorstep.exchange";
  options.source.name = "交流派驻 Secondments";
  options.dry_run = false;
  options.effective = of.row.begin_on;
  DOORSTEP_LET(report, around_.registry.take_in(actor, options, [&](registry::Intake& in) -> Result<void> {
    int64_t line = 0;
    for (const auto& person : of.people) {
      registry::RoleRow role;
      role.id = in.id_for(registry::Table::role, of.row.id + "/" + person.person_id.value);
      role.person_id = person.person_id;
      role.org_id = of.row.host_id;
      role.role = person.role;
      role.subject = person.subject;
      role.stage = person.stage;
      role.primary_role = false;
      role.share = person.share;
      role.begin_on = of.row.begin_on;
      role.end_on = of.row.end_on;
      if (person.returned_on) role.end_on = *person.returned_on;
      if (wanted.act == Act::bring_back && !person.returned_on && meant(wanted, person))
        role.end_on = wanted.on_day.value_or(Date::today());
      in.put(role, {"", ++line, ""});
    }
    return {};
  }));
  if (report.fault_count == 0) return {};
  return refuse(Fault::conflict, "register",
                say("没有写入名册：{0}", "the register refused it: {1}", report.faults.front().what.zh,
                    report.faults.front().what.en));
}

}  // namespace doorstep::exchange
