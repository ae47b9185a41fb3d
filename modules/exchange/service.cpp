#include "service.h"

#include <algorithm>

namespace doorstep::exchange {
namespace {

constexpr size_t most_people = 60, most_broken_told = 20;
constexpr double least_share = 0.1;
constexpr int64_t most_allowance = 100'000, longest_term_days = 3660;

tl::unexpected<Error> secondment_unknown() {
  return refuse(Fault::not_found, "secondment-unknown", say("没有这项交流", "there is no such secondment"));
}

bool is_leader(const std::string& role) { return role == "principal" || role == "deputy"; }

Words made_title(const std::vector<store::PersonRow>& people, const std::string& host) {
  const bool leaders = std::ranges::all_of(people, [](const auto& one) { return is_leader(one.role); });
  return leaders ? say("{0} 名校级干部赴{1}交流", "{0} leaders to {1}", people.size(), host)
                 : say("{0} 名教师赴{1}交流", "{0} teachers to {1}", people.size(), host);
}

}  // namespace

std::optional<SecondmentService::Whole> SecondmentService::whole(db::Session& session, const std::string& id) {
  auto row = store::secondment(session, id);
  if (!row) return {};
  return Whole{std::move(*row), store::people(session, id), store::consents(session, id), store::visits(session, id)};
}

Result<SecondmentService::Whole> SecondmentService::whole(const std::string& id) const {
  auto found = around_.database.read([&](db::Session& session) { return whole(session, id); });
  if (!found) return secondment_unknown();
  return std::move(*found);
}

std::vector<OrgId> SecondmentService::homes_of(const Whole& of) {
  std::vector<OrgId> homes;
  for (const auto& person : of.people)
    if (!std::ranges::count(homes, person.home_id)) homes.push_back(person.home_id);
  return homes;
}

SecondmentSummary SecondmentService::summary(const Whole& of) const {
  SecondmentSummary made{of.row.id,
                         of.row.title,
                         of.row.org_id,
                         name_of(of.row.org_id),
                         of.row.host_id,
                         name_of(of.row.host_id),
                         {},
                         static_cast<int64_t>(of.people.size()),
                         {},
                         of.row.begin_on,
                         of.row.end_on,
                         of.row.standing,
                         of.row.plan_id,
                         of.row.made_at};
  for (const auto& home : homes_of(of)) made.homes += (made.homes.empty() ? "" : ", ") + name_of(home);
  for (size_t i = 0; i < std::min<size_t>(3, of.people.size()); ++i)
    if (const auto teacher = around_.staff.teacher(of.people[i].person_id))
      made.names += (made.names.empty() ? "" : ", ") + teacher->name;
  return made;
}

Result<std::vector<SecondmentSummary>> SecondmentService::secondments(const OrgId& org) {
  if (name_of(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  const auto all = around_.database.read([&](db::Session& session) {
    std::vector<Whole> made;
    for (auto& row : store::secondments_of(session, org)) {
      auto people = store::people(session, row.id);
      made.push_back({std::move(row), std::move(people), {}, {}});
    }
    return made;
  });
  std::vector<SecondmentSummary> made;
  made.reserve(all.size());
  for (const auto& one : all) made.push_back(summary(one));
  return made;
}

Result<Secondment> SecondmentService::secondment(const Actor& actor, const std::string& id) {
  DOORSTEP_LET(of, whole(id));
  return shown(actor, of);
}

std::vector<Secondment> SecondmentService::own(const Actor& actor) {
  const auto self = around_.staff.person_of(actor.account);
  if (!self) return {};
  const auto all = around_.database.read([&](db::Session& session) {
    std::vector<Whole> made;
    for (const auto& row : store::secondments_of(session, *self))
      if (auto one = whole(session, row.id)) made.push_back(std::move(*one));
    return made;
  });
  std::vector<Secondment> made;
  made.reserve(all.size());
  for (const auto& one : all) made.push_back(shown(actor, one));
  return made;
}

std::optional<OrgId> SecondmentService::org_for(const Actor& actor, const std::string& id) {
  const auto of = whole(id);
  if (!of) return {};
  auto all = homes_of(*of);
  all.insert(all.end(), {of->row.host_id, of->row.group_id, of->row.org_id, of->row.district_id});
  for (const auto& org : all)
    if (!org.empty() && may(actor, Right::people_decide, org, around_.places)) return org;
  return of->row.district_id;
}

// Who has to say yes, in the order in which they are asked.
std::vector<Consent> SecondmentService::consents_of(const Whole& of) const {
  std::vector<Consent> made;
  const auto add = [&](Hand hand, const std::string& whose, const std::string& name) {
    Consent one{hand, whose, name, {}, {}, {}, {}};
    for (const auto& said : of.consents) {
      if (said.hand != hand || said.of_id != whose) continue;
      one.yes = said.yes;
      one.note = said.note;
      one.by = said.by_name;
      one.at = said.at;
    }
    made.push_back(std::move(one));
  };
  for (const auto& person : of.people) {
    const auto teacher = around_.staff.teacher(person.person_id);
    add(Hand::person, person.person_id.value, teacher ? teacher->name : std::string{});
  }
  for (const auto& home : homes_of(of)) add(Hand::home, home.value, name_of(home));
  add(Hand::host, of.row.host_id.value, name_of(of.row.host_id));
  if (!of.row.group_id.empty()) add(Hand::council, "", name_of(of.row.group_id));
  add(Hand::district, "", name_of(of.row.district_id));
  return made;
}

Secondment SecondmentService::shown(const Actor& actor, const Whole& of) const {
  Secondment made;
  made.of = summary(of);
  made.group_id = of.row.group_id;
  if (!of.row.group_id.empty()) made.group = name_of(of.row.group_id);
  made.district_id = of.row.district_id;
  made.district = name_of(of.row.district_id);
  made.conditions = of.row.conditions;
  made.made_by = of.row.made_by;
  made.reason = of.row.reason;
  if (const auto rules = edition(of.row.district_id, of.row.rules_id)) made.rules = rules->name.in(actor.language);
  for (const auto& row : of.people) {
    Seconded one{row.person_id,
                 {},
                 row.home_id,
                 name_of(row.home_id),
                 row.role,
                 row.subject,
                 row.stage,
                 {},
                 {},
                 row.share,
                 row.allowance,
                 with_names(row.why),
                 row.returned_on,
                 row.reached,
                 row.review,
                 row.reviewed_by,
                 row.reviewed_at};
    if (const auto teacher = around_.staff.teacher(row.person_id)) {
      one.name = teacher->name;
      one.title = teacher->title;
      one.backbone = teacher->backbone;
    }
    made.people.push_back(std::move(one));
  }
  made.consents = consents_of(of);
  for (const auto& visit : of.visits) made.visits.push_back({visit.id, visit.on_day, visit.text, visit.by_name});
  if (of.row.standing == Standing::draft) made.checks = checks_of(of);
  made.possible = possible_to(actor, of);
  return made;
}

std::vector<RuleCheck> SecondmentService::checks_of(const Whole& of) const {
  const auto& row = of.row;
  const auto rules = edition_in(row.district_id);
  auto made = check_term(rules, row.begin_on, row.end_on);
  const auto append = [&](std::vector<RuleCheck> more) {
    made.insert(made.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  const auto host = school(row.host_id);
  for (const auto& person : of.people) {
    const auto teacher = around_.staff.teacher(person.person_id);
    if (!teacher) continue;
    const auto said = said_by(person.person_id, row.begin_on);
    append(check_person(rules, *teacher, said, row.begin_on));
    const auto home = school(person.home_id);
    append(check_place(rules, *teacher, said, row.host_id,
                       host && home ? km_between(spot_of(*home), spot_of(*host)) : std::nullopt));
    const auto clash = around_.database.read([&](db::Session& session) {
      return store::clash(session, person.person_id, row.begin_on, row.end_on, row.id);
    });
    if (!clash.empty())
      made.push_back({"clash", teacher->id, teacher->name, false,
                      say("同期已在另一项交流中：{}", "is in another secondment in those days: {}", clash)});
  }
  for (const auto& home : homes_of(of)) {
    const auto going = std::ranges::count(of.people, home, &store::PersonRow::home_id);
    const auto away = around_.database.read(
        [&](db::Session& session) { return store::away_from(session, home, row.begin_on, row.end_on, row.id); });
    append(
        check_leaving(rules, name_of(home), away + going, static_cast<int64_t>(around_.staff.teachers(home).size())));
  }
  return made;
}

Result<std::vector<Candidate>> SecondmentService::candidates(const OrgId& org) {
  if (name_of(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  const auto district = around_.places.district_of(org);
  const auto rules = edition_in(district.empty() ? org : district);
  const auto today = Date::today();
  auto said = said_by_all(school_year_of(today), today);
  std::vector<Candidate> made;
  for (const auto& teacher : around_.staff.teachers(org)) {
    if (teacher.role != "teacher" && !is_leader(teacher.role)) continue;
    const auto why_not = first_broken(check_person(rules, teacher, said[teacher.id], today));
    made.push_back({teacher.id, teacher.name, teacher.school_id, teacher.school, teacher.role, teacher.subject,
                    teacher.stage, teacher.title, teacher.backbone, years_between(teacher.at_school_since, today),
                    why_not.empty(), why_not});
  }
  return made;
}

Result<store::PersonRow> SecondmentService::drafted(const OrgId& host, const NewSeconded& wanted) const {
  const auto wrong = [](Words what) { return exchange_invalid("people", std::move(what)); };
  const auto teacher = around_.staff.teacher(wanted.person_id);
  if (!teacher || !teacher->serves || (teacher->role != "teacher" && !is_leader(teacher->role)))
    return wrong(say("有一人不是在职的教师或校级干部", "one of the people is no teacher or leader in service"));
  if (teacher->school_id == host)
    return wrong(say("{} 就在该校任职", "{} works at that school already", teacher->name));
  store::PersonRow row;
  row.person_id = wanted.person_id;
  row.home_id = teacher->school_id;
  row.role = wanted.role.value_or(teacher->role);
  if (row.role != "teacher" && !is_leader(row.role))
    return wrong(say("到校后的身份为教师、校长或副校长", "is a teacher, a principal or a deputy there"));
  row.subject = wanted.subject.value_or(teacher->subject).substr(0, longest_exchange_line);
  row.stage = teacher->stage;
  row.share = wanted.share.value_or(1);
  if (!(row.share >= least_share && row.share <= 1))
    return wrong(say("{} 的工作量应在 10% 到 100% 之间", "the share of {} is from 10% to 100%", teacher->name));
  row.allowance = wanted.allowance;
  if (row.allowance && (*row.allowance < 0 || *row.allowance > most_allowance))
    return wrong(say("{} 的津贴超出范围", "the allowance of {} is out of range", teacher->name));
  return row;
}

Result<SecondmentService::Whole> SecondmentService::drafted(const OrgId& org, const NewSecondment& wanted,
                                                            Language language) const {
  Whole made;
  auto& row = made.row;
  const auto host = school(wanted.host_id);
  if (!host) return exchange_invalid("host_id", say("请选择接收学校", "name the school that receives"));
  if (wanted.begin_on >= wanted.end_on || wanted.end_on.days() - wanted.begin_on.days() > longest_term_days ||
      wanted.end_on <= Date::today())
    return exchange_invalid("end_on",
                            say("期限应在今天之后结束，且不超过十年", "a term ends after today, and within ten years"));
  if (wanted.people.empty() || wanted.people.size() > most_people)
    return exchange_invalid("people", say("一次交流 1 到 {} 人", "a secondment has 1 to {} people", most_people));
  for (const auto& one : wanted.people) {
    if (std::ranges::count(made.people, one.person_id, &store::PersonRow::person_id))
      return exchange_invalid("people", say("同一人填了两次", "somebody stands there twice"));
    DOORSTEP_LET(person, drafted(wanted.host_id, one));
    person.position = static_cast<int64_t>(made.people.size());
    made.people.push_back(std::move(person));
  }
  const auto homes = homes_of(made);
  row.org_id = org;
  row.host_id = wanted.host_id;
  row.district_id = around_.places.district_of(wanted.host_id);
  for (const auto& home : homes)
    if (around_.places.district_of(home) != row.district_id)
      return exchange_invalid("people", say("{} 不在接收学校的区县", "{} lies in another district", name_of(home)));
  if (is_school(org) && org != wanted.host_id && (homes.size() > 1 || homes.front() != org))
    return exchange_invalid(
        "people", say("学校只能提出本校派出或接收的交流", "a school proposes what it sends or receives itself"));
  if (!is_school(org))
    for (const auto& one : homes)
      if (!around_.places.within(one, org) || !around_.places.within(wanted.host_id, org))
        return exchange_invalid("people", say("有学校不在“{}”范围内", "a school lies outside of “{}”", name_of(org)));
  for (const auto& group : around_.places.groups_of(wanted.host_id))
    if (std::ranges::all_of(homes, [&](const OrgId& home) { return around_.places.within(home, group); }))
      row.group_id = group;
  row.begin_on = wanted.begin_on;
  row.end_on = wanted.end_on;
  row.conditions = wanted.conditions.value_or("");
  if (row.conditions.size() > longest_exchange_text)
    return exchange_invalid("conditions", say("约定太长", "the conditions are too long"));
  row.title = wanted.title.value_or("").substr(0, longest_exchange_line);
  if (row.title.empty()) row.title = made_title(made.people, host->org.name).in(language);
  row.rules_id = edition_in(row.district_id).id;
  return made;
}

Result<Secondment> SecondmentService::propose(const Actor& actor, const OrgId& org, const NewSecondment& wanted) {
  if (name_of(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  if (!speaks_for(actor, org))
    return refuse(Fault::forbidden, "not-yours",
                  say("由学校的校长、集团或区提出", "a principal proposes, a group or the district"));
  DOORSTEP_LET(made, drafted(org, wanted, actor.language));
  made.row.id = new_uuid();
  made.row.made_by = actor.name;
  made.row.made_at = made.row.moved_at = now_utc();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::add(session, made.row);
    for (auto& person : made.people) {
      person.secondment_id = made.row.id;
      store::add(session, person);
    }
    around_.trail.append(session, actor,
                         {"secondment-proposed", "secondment", made.row.id, org, audit::added(made.row)});
    return {};
  });
  if (!done) return pass_on(done);
  return shown(actor, made);
}

Result<Secondment> SecondmentService::change(const Actor& actor, const std::string& id, const NewSecondment& wanted) {
  DOORSTEP_LET(before, whole(id));
  NewAct as_change;
  as_change.act = Act::change;
  DOORSTEP_TRY(chosen(actor, before, as_change));
  DOORSTEP_LET(made, drafted(before.row.org_id, wanted, actor.language));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto now = store::secondment(session, id);
    if (!now || now->standing != Standing::draft)
      return exchange_conflict("not-now", say("已不是草稿", "it is no draft any more"));
    auto row = made.row;
    row.id = id;
    row.standing = now->standing;
    row.plan_id = now->plan_id;
    row.made_by = now->made_by;
    row.made_at = now->made_at;
    row.moved_at = now_utc();
    store::set(session, row);
    store::drop_people(session, id);
    for (auto person : made.people) {
      person.secondment_id = id;
      for (const auto& old : before.people)
        if (old.person_id == person.person_id) person.why = old.why;
      store::add(session, person);
    }
    around_.trail.append(session, actor,
                         {"secondment-changed", "secondment", id, row.org_id, audit::changes(*now, row)});
    return {};
  });
  if (!done) return pass_on(done);
  return secondment(actor, id);
}

std::vector<SecondmentSummary> SecondmentService::secondments_of_plan(const std::string& plan) const {
  const auto all = around_.database.read([&](db::Session& session) {
    std::vector<Whole> made;
    for (auto& row : store::secondments_of_plan(session, plan)) {
      auto people = store::people(session, row.id);
      made.push_back({std::move(row), std::move(people), {}, {}});
    }
    return made;
  });
  std::vector<SecondmentSummary> made;
  made.reserve(all.size());
  for (const auto& one : all) made.push_back(summary(one));
  return made;
}

Result<void> SecondmentService::propose_all(const Actor& actor, const OrgId& org, const std::string& plan,
                                            const std::vector<NewSecondment>& all,
                                            const std::map<PersonId, std::string>& whys) {
  std::vector<Whole> drafts;
  std::vector<FieldError> broken;
  for (const auto& wanted : all) {
    DOORSTEP_LET(draft, drafted(org, wanted, actor.language));
    draft.row.id = new_uuid();
    draft.row.plan_id = plan;
    draft.row.standing = Standing::consents;
    draft.row.made_by = actor.name;
    draft.row.made_at = draft.row.moved_at = now_utc();
    for (auto& person : draft.people) {
      person.secondment_id = draft.row.id;
      if (const auto why = whys.find(person.person_id); why != whys.end()) person.why = why->second;
    }
    for (const auto& check : checks_of(draft))
      if (!check.kept && broken.size() < most_broken_told)
        broken.push_back({check.about.empty() ? draft.row.title : check.about, check.what});
    drafts.push_back(std::move(draft));
  }
  if (!broken.empty())
    return refuse(Fault::conflict, "rules",
                  say("有 {} 处不符合交流规则：在方案中调整后重新计算",
                      "the rules of exchange forbid it in {} places: change the plan and plan again", broken.size()),
                  broken);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& draft : drafts) {
      store::add(session, draft.row);
      for (const auto& person : draft.people) store::add(session, person);
      around_.trail.append(session, actor,
                           {"secondment-proposed", "secondment", draft.row.id, org, audit::added(draft.row)});
    }
    return {};
  });
  if (!done) return pass_on(done);
  tell_of_plan(actor, drafts);
  return {};
}

std::unique_ptr<Secondments> make_secondments(const Around& around) {
  return std::make_unique<SecondmentService>(around);
}

}  // namespace doorstep::exchange
