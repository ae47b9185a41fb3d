// Who has to know of a case, reading and opening them; commendations.
#include <algorithm>

#include "conduct_rules.h"
#include "conduct_service.h"
#include "service.h"

namespace doorstep::portfolio {
namespace {

tl::unexpected<Error> no_case() {
  return refuse(Fault::not_found, "case-unknown", say("没有这件事项", "there is no such case"));
}
tl::unexpected<Error> not_yours(Words what) { return refuse(Fault::forbidden, "not-yours", std::move(what)); }

}  // namespace

std::unique_ptr<Conduct> make_conduct(Around around) { return std::make_unique<ConductService>(std::move(around)); }

const ConductRules& ConductService::rules() const { return conduct_rules(); }

bool ConductService::district_officer(const Actor& actor, const OrgId& district) const {
  return std::ranges::any_of(actor.posts, [&](const Post& post) {
    return post.role == Role::district_officer && !district.empty() && post.org == district;
  });
}

// Of an area around the district; where no officer is above, the district's own.
bool ConductService::above_officer(const Actor& actor, const OrgId& district) const {
  const auto area = around_.registry.area(district, {});
  if (area && area->parent_id.empty()) return district_officer(actor, district);
  return std::ranges::any_of(actor.posts, [&](const Post& post) {
    return post.role == Role::district_officer && post.org != district && around_.places.within(district, post.org);
  });
}

bool ConductService::may_open(const Actor& actor, const OrgId& school, bool about_leader) const {
  return about_leader ? district_officer(actor, around_.places.district_of(school)) : Viewers::heads(actor, school);
}

CaseSeat ConductService::seat_of(const Actor& actor, const store::CaseRow& row) const {
  CaseSeat seat;
  if (actor.account.empty()) return seat;
  if (around_.staff.person_of(actor.account) == row.person_id) {
    seat.person = row.told;
    return seat;  // whatever posts one holds: nobody decides on oneself
  }
  const bool district = district_officer(actor, row.district_id);
  seat.runs = row.leads ? district : Viewers::heads(actor, row.school_id);
  seat.district = district && (row.leads || row.with_district);
  seat.above = row.with_above && above_officer(actor, row.district_id);
  return seat;
}

void ConductService::note(const Actor& actor, const char* what, const std::string& entity, const OrgId& school) const {
  (void)around_.database.write([&](db::Session& session) -> Result<void> {
    around_.trail.append(session, actor, {what, "conduct", entity, school});
    return {};
  });
}

ConductCase ConductService::shown(db::Session& session, const Actor& actor, const store::CaseRow& row,
                                  const CaseSeat& seat) const {
  const auto steps = store::steps(session, row.id);
  ConductCase made;
  made.id = row.id;
  made.person_id = row.person_id;
  if (const auto teacher = around_.staff.teacher(row.person_id)) made.name = teacher->name;
  made.school_id = row.school_id;
  made.school = around_.registry.name_of(row.school_id);
  made.behaviour = row.behaviour;
  made.state = row.state;
  made.measure = row.measure;
  made.effect_from = row.effect_from;
  made.effect_until = row.effect_until;
  made.due_on = row.due_on;
  const auto& appeals = conduct_rules().appeals;
  if (const auto stage = static_cast<size_t>(row.stage); stage < appeals.size()) made.appeal = appeals[stage].code;
  made.may = steps_open(seat, row, steps, actor.account, Date::today());
  made.own = seat.person;
  for (const auto& step : steps) {
    // What led to the case stays with the office; the person is told by the notice.
    if (seat.person && (step.step == CaseStep::opening || step.step == CaseStep::proposal)) continue;
    made.steps.push_back({step.step, step.words, step.by_name, step.at, step.measure, step.answer});
  }
  made.files = around_.files.of(session, {case_room, row.id});
  return made;
}

std::vector<ConductCase> ConductService::own(const Actor& actor) {
  std::vector<ConductCase> found;
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return found;
  OrgId school;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::cases_of(session, *person))
      if (const auto seat = seat_of(actor, row); seat.person) {
        found.push_back(shown(session, actor, row, seat));
        school = row.school_id;
      }
  });
  if (!found.empty()) note(actor, "conduct-own-read", person->value, school);
  return found;
}

Result<ConductCases> ConductService::at(const Actor& actor, const OrgId& org) {
  ConductCases made;
  made.opens = may_open(actor, org, false) || may_open(actor, org, true);
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::cases_at(session, org)) {
      const bool below = row.school_id == org || around_.places.within(row.school_id, org);
      if (const auto seat = seat_of(actor, row); below && seat.any() && !seat.person)
        made.items.push_back(shown(session, actor, row, seat));
    }
  });
  if (!made.items.empty()) note(actor, "conduct-list-read", org.value, org);
  return made;
}

Result<ConductCase> ConductService::one(const Actor& actor, const std::string& id) {
  auto found = around_.database.read([&](db::Session& session) -> Result<ConductCase> {
    const auto row = store::case_row(session, id);
    if (!row) return no_case();
    const auto seat = seat_of(actor, *row);
    if (!seat.any()) return no_case();
    return shown(session, actor, *row, seat);
  });
  if (found) note(actor, "conduct-read", id, found->school_id);
  return found;
}

Result<ConductCase> ConductService::open(const Actor& actor, const OrgId& school, const NewCase& wanted) {
  std::vector<FieldError> faults;
  if (!std::ranges::count(conduct_rules().behaviours, wanted.behaviour, &ConductBehaviour::code))
    faults.push_back({"behaviour", say("请从清单中选择", "choose one of the list")});
  if (wanted.words.empty() || wanted.words.size() > longest_words)
    faults.push_back(
        {"words", say("请写明反映的情况，至多 4000 个字", "say what is reported, in at most 4,000 letters")});
  if (!faults.empty()) return wrong_fields(std::move(faults));
  const auto teacher = around_.staff.teacher(wanted.person_id);
  if (!teacher || teacher->school_id != school)
    return wrong_fields({{"person_id", say("请选择本校教职工", "choose a member of the school's staff")}});
  if (!may_open(actor, school, leads(*teacher)))
    return not_yours(
        say("由校长登记；涉及校长的，由区县登记", "the head of the school opens it; about the head, the district"));
  store::CaseRow row;
  row.id = new_uuid();
  row.person_id = wanted.person_id;
  row.school_id = school;
  row.district_id = around_.places.district_of(school);
  row.leads = leads(*teacher);
  row.rules = conduct_rules().code;
  row.behaviour = wanted.behaviour;
  row.made_at = now_utc();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::keep(session, row);
    store::add(session, store::StepRow{row.id, 1, CaseStep::opening, wanted.words, actor.account, actor.name,
                                       row.made_at, "", std::nullopt});
    around_.trail.append(session, actor, {"conduct-opened", "conduct", row.id, school});
    return {};
  });
  if (!done) return pass_on(done);
  return one(actor, row.id);
}

bool ConductService::barred(const PersonId& person, Date on) {
  return around_.database.read([&](db::Session& session) {
    return std::ranges::any_of(store::cases_of(session, person), [&](const store::CaseRow& row) {
      const bool stands = row.state == CaseState::decided || row.state == CaseState::appealed ||
                          (row.state == CaseState::lifted && row.lifted_on && on < *row.lifted_on);
      const auto* measure = measure_named(row.measure);
      return stands && measure && measure->bars && row.effect_from && row.effect_until && *row.effect_from <= on &&
             on < *row.effect_until;
    });
  });
}

std::vector<Commendation> ConductService::of(const PersonId& person) {
  std::vector<Commendation> found;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::commendations_of(session, person))
      found.push_back({row.id, row.person_id, row.name, row.title, row.words, row.by_name, row.on_day});
  });
  return found;
}

Result<std::vector<Commendation>> ConductService::commendations(const Actor&, const OrgId& school) {
  std::vector<Commendation> found;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::commendations_at(session, school))
      found.push_back({row.id, row.person_id, row.name, row.title, row.words, row.by_name, row.on_day});
  });
  return found;
}

Result<std::vector<Commendation>> ConductService::commend(const Actor& actor, const OrgId& school,
                                                          const NewCommendation& wanted) {
  std::vector<FieldError> faults;
  if (wanted.title.empty() || wanted.title.size() > longest_title)
    faults.push_back({"title", say("1 到 100 个字", "1 to 100 letters")});
  if (wanted.words.value_or("").size() > longest_words) faults.push_back({"words", say("过长", "is too long")});
  if (wanted.on > Date::today() || wanted.on.year() < 1950)
    faults.push_back({"on", say("不能晚于今天", "must not lie ahead")});
  const auto teacher = around_.staff.teacher(wanted.person_id);
  if (!teacher || teacher->school_id != school)
    faults.push_back({"person_id", say("请选择本校教职工", "choose a member of the school's staff")});
  if (!faults.empty()) return wrong_fields(std::move(faults));
  if (around_.staff.person_of(actor.account) == wanted.person_id)
    return not_yours(say("不能表彰自己", "nobody commends the own conduct"));
  const store::CommendationRow row{new_uuid(),    wanted.person_id, school,
                                   teacher->name, wanted.title,     wanted.words.value_or(""),
                                   wanted.on,     actor.name,       ""};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    around_.trail.append(session, actor, {"commended", "commendation", row.id, school, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return commendations(actor, school);
}

Result<std::vector<Commendation>> ConductService::withdraw(const Actor& actor, const OrgId& school,
                                                           const std::string& id) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto all = store::commendations_at(session, school);
    const auto row = std::ranges::find(all, id, &store::CommendationRow::id);
    if (row == all.end())
      return refuse(Fault::not_found, "commendation-unknown", say("没有这项表彰", "there is no such commendation"));
    store::withdraw(session, id, now_utc());
    around_.trail.append(session, actor, {"commendation-withdrawn", "commendation", id, school, audit::removed(*row)});
    return {};
  });
  if (!done) return pass_on(done);
  return commendations(actor, school);
}

}  // namespace doorstep::portfolio
