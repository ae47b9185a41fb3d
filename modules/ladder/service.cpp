#include "service.h"

#include <algorithm>

#include "read_rules.h"

namespace doorstep::ladder {

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "ladder-invalid", what, {{field, what}});
}
tl::unexpected<Error> call_unknown() {
  return refuse(Fault::not_found, "call-unknown", say("没有这次评审", "there is no such call"));
}
tl::unexpected<Error> application_unknown() {
  return refuse(Fault::not_found, "application-unknown", say("没有这份申报", "there is no such application"));
}
tl::unexpected<Error> not_in_state(Words what) { return refuse(Fault::conflict, "call-state", std::move(what)); }

std::unique_ptr<Ladders> make_ladders(Around around) { return std::make_unique<LadderService>(std::move(around)); }

void LadderService::note(db::Session& session, const Actor& actor, const char* action, const char* kind,
                         const std::string& entity, const OrgId& org, std::vector<audit::Change> changes) const {
  around_.trail.append(session, actor, {action, kind, entity, org, std::move(changes)});
}

std::string LadderService::school_name(const OrgId& school) const { return around_.registry.name_of(school); }

bool LadderService::is_rural(const OrgId& school) const {
  const auto found = around_.registry.school(school, {});
  return found && found->org.setting == "rural";
}

bool LadderService::covers(const Actor& actor, const OrgId& org) const {
  return std::ranges::any_of(actor.posts, [&](const Post& post) {
    if (post.role == Role::administrator) return true;
    if (post.role == Role::student || post.role == Role::guardian || post.role == Role::visitor) return false;
    return post.org == org || around_.places.within(post.org, org) || around_.places.within(org, post.org);
  });
}

std::optional<LadderService::InForce> LadderService::rules_for(db::Session& session, const OrgId& org,
                                                               const std::string& ladder) const {
  for (const auto& from : {org, around_.registry.district_of(org)}) {
    if (from.empty()) continue;
    const auto kept = store::editions(session, from);
    const auto newest = std::ranges::find(kept, ladder, &store::EditionRow::ladder);
    if (newest == kept.end()) continue;
    if (auto rules = json::read_text<Ladder>(newest->rules))
      return InForce{std::move(*rules), fmt::format("{} v{}", school_name(from), newest->version)};
  }
  const auto* found = built_in(ladder);
  return found ? std::optional{InForce{*found, found->edition.zh}} : std::nullopt;
}

std::vector<Ladder> LadderService::ladders_for(db::Session& session, const OrgId& org) const {
  std::vector<Ladder> made;
  for (const auto& one : built_in_ladders())
    if (auto found = rules_for(session, org, one.id)) made.push_back(std::move(found->rules));
  return made;
}

Result<LadderService::Running> LadderService::running(db::Session& session, const std::string& id) const {
  auto row = store::call(session, id);
  if (!row) return call_unknown();
  auto rules = json::read_text<Ladder>(row->rules);
  if (!rules) return pass_on(rules);
  return Running{std::move(*row), std::move(*rules)};
}

LadderCall LadderService::shown(db::Session& session, const Running& call) const {
  LadderCall made;
  const auto& row = call.row;
  const auto& level = call.level();
  made.id = row.id;
  made.org_id = row.org_id;
  made.org = school_name(row.org_id);
  made.ladder = row.ladder;
  made.level = row.level;
  made.ladder_name = call.rules.name;
  made.level_name = level.name;
  made.candidate = level.candidate;
  made.title = row.title;
  made.state = row.state;
  made.apply_from = row.apply_from;
  made.apply_last = row.apply_last;
  made.score_last = row.score_last;
  made.notice_from = row.notice_from;
  made.notice_last = row.notice_last;
  made.places = row.places;
  made.targeted_places = row.targeted_places;
  made.rural_at_least = row.rural_at_least;
  made.applications = store::count(session, row.id);
  made.renewal = row.renewal;
  return made;
}

LadderApplication LadderService::shown(db::Session& session, const store::ApplicationRow& row, bool whole) const {
  LadderApplication made;
  made.id = row.id;
  made.call_id = row.call_id;
  made.number = row.number;
  made.person_id = row.person_id;
  made.name = row.name;
  made.school_id = row.school_id;
  made.school = school_name(row.school_id);
  made.subject = row.subject;
  made.rural = row.rural;
  made.targeted = row.targeted;
  made.state = row.state;
  made.verdict = row.verdict;
  made.made_at = row.made_at;
  made.confirmed_by = row.confirmed_by;
  made.confirmed_at = row.confirmed_at;
  made.words = row.words;
  if (auto checks = json::read_text<std::vector<LadderCheck>>(row.checks)) made.checks = std::move(*checks);
  made.files = around_.files.of(session, {application_room, row.id});
  made.file_checks = checks_of(session, row.id, made.files);
  if (!whole) return made;
  made.statement = row.statement;
  if (auto portfolio = json::read_text<LadderPaper>(row.portfolio)) made.portfolio = std::move(*portfolio);
  return made;
}

OrgId LadderService::org_of_call(const std::string& id) {
  const auto row = around_.database.read([&](db::Session& session) { return store::call(session, id); });
  return row ? row->org_id : OrgId{};
}

Result<void> LadderService::change(const std::string& id, const Work& work) {
  return around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(call, running(session, id));
    return work(session, call);
  });
}

Result<LadderCallWhole> LadderService::changed(const std::string& id, const Work& work) {
  DOORSTEP_TRY(change(id, work));
  return call(id);
}

Result<std::vector<LadderCall>> LadderService::calls(const OrgId& org) {
  return around_.database.read([&](db::Session& session) -> Result<std::vector<LadderCall>> {
    std::vector<LadderCall> made;
    for (const auto& row : store::calls(session, org)) {
      DOORSTEP_LET(call, running(session, row.id));
      made.push_back(shown(session, call));
    }
    return made;
  });
}

Result<LadderCallWhole> LadderService::call(const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<LadderCallWhole> {
    DOORSTEP_LET(call, running(session, id));
    LadderCallWhole made;
    made.of = shown(session, call);
    made.rules = call.rules;
    made.edition = call.row.edition;
    made.proposal_kept = call.row.proposal_kept;
    for (const auto& one : store::call_posts(session, id))
      made.posts.push_back({one.school_id, school_name(one.school_id), one.places});
    for (const auto& row : store::applications(session, id)) made.applications.push_back(shown(session, row, false));
    auto found = results(session, call);
    made.agreement = std::move(found.agreement);
    made.panel = std::move(found.panel);
    for (auto& one : made.panel) one.sign_in = around_.sign_in_of(AccountId{one.account});
    made.ranking = std::move(found.lines);
    for (auto& line : made.ranking) {
      const auto of = std::ranges::find(made.applications, line.application_id, &LadderApplication::id);
      line.name = of->name;
      line.school = of->school;
    }
    for (const auto& line : made.ranking)
      if (call.row.state == CallState::scoring &&
          line.awaited + std::ssize(line.totals) < std::max<int64_t>(1, call.rules.raters))
        made.short_of.push_back(std::to_string(line.number));
    for (const auto& row : store::objections(session, id)) {
      const auto of = std::ranges::find(made.applications, row.application_id, &LadderApplication::id);
      made.objections.push_back({row.id, row.application_id, of == made.applications.end() ? "" : of->name, row.text,
                                 row.by_name, row.at, around_.files.of(session, {objection_room, row.id}), row.answer,
                                 row.answered_by, row.answered_at, row.upheld});
    }
    return made;
  });
}

Result<LadderApplication> LadderService::application(const std::string& call, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<LadderApplication> {
    const auto row = store::application(session, id);
    if (!row || row->call_id != call) return application_unknown();
    return shown(session, *row, true);
  });
}

bool LadderService::own_file(const Actor& actor, const std::string& room, const std::string& thing) {
  return around_.database.read([&](db::Session& session) {
    if (room == objection_room) {
      const auto row = store::objection(session, thing);
      return row && row->account == actor.account;
    }
    const auto row = store::application(session, thing);
    const auto person = around_.staff.person_of(actor.account);
    return row && person && row->person_id == *person;
  });
}

bool LadderService::school_file(const OrgId& school, const std::string& application) {
  return around_.database.read([&](db::Session& session) {
    const auto row = store::application(session, application);
    return row && row->school_id == school;
  });
}

bool LadderService::call_file(const std::string& call, const std::string& room, const std::string& thing) {
  return around_.database.read([&](db::Session& session) {
    if (room == objection_room) {
      const auto row = store::objection(session, thing);
      return row && row->call_id == call;
    }
    const auto row = store::application(session, thing);
    return row && row->call_id == call;
  });
}

}  // namespace doorstep::ladder
