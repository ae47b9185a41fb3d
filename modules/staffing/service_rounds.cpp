// Rounds of recruitment.
#include <algorithm>

#include "service.h"

namespace doorstep::staffing {
namespace {

constexpr int64_t most_people = 100'000;
constexpr int64_t noted_late = 180;  // days by which a round may be noted after it began

tl::unexpected<Error> no_round() {
  return refuse(Fault::not_found, "round-unknown", say("没有这次招聘", "there is no such round"));
}
tl::unexpected<Error> no_opening() {
  return refuse(Fault::not_found, "opening-unknown", say("没有这个岗位", "there is no such opening"));
}
tl::unexpected<Error> not_now(Words what) { return refuse(Fault::conflict, "not-now", std::move(what)); }

Result<void> good_number(const char* field, const std::optional<int64_t>& number) {
  if (number && (*number < 0 || *number > most_people))
    return wrong(field, say("应为 0 到 {} 的整数", "a whole number from 0 to {}", most_people));
  return {};
}

Round shown(db::Session& session, const store::RoundRow& row, const std::string& org, bool runs,
            const std::function<bool(const OrgId&)>& wanted, const std::function<std::string(const OrgId&)>& name_of) {
  Round made{row.id, row.org_id, org, row.title, row.year, row.state, runs, {}, {}, 0, 0, 0, 0, 0, {}};
  for (const auto& step : store::steps(session, row.id)) made.steps.push_back({step.state, step.on_day});
  std::ranges::sort(made.steps, {}, &RoundStep::state);
  for (const auto& opening : store::openings(session, row.id)) {
    if (!wanted(opening.school_id)) continue;
    Opening one{opening.id,
                opening.school_id,
                name_of(opening.school_id),
                opening.stage,
                opening.subject,
                opening.asked,
                opening.reason,
                opening.approved,
                opening.applied,
                opening.taken,
                {}};
    for (const auto& hired : store::hired(session, opening.id)) one.hired.push_back({hired.person_id, "", hired.at});
    made.asked += one.asked;
    made.approved += one.approved.value_or(0);
    made.applied += one.applied.value_or(0);
    made.taken += one.taken.value_or(0);
    made.come += static_cast<int64_t>(one.hired.size());
    made.openings.push_back(std::move(one));
  }
  if (made.approved > 0) made.fill = static_cast<double>(made.taken) / static_cast<double>(made.approved);
  std::ranges::stable_sort(made.openings, {}, [](const Opening& one) { return std::tie(one.school, one.stage); });
  return made;
}

}  // namespace

std::vector<OrgId> RecruitmentService::homes_of(const OrgPlace& place) {
  std::vector<OrgId> homes{place.id};
  if (place.kind != Over::school) return homes;
  homes = {place.district_id};
  if (const auto school = ground_.registry().school(place.id, std::nullopt))
    for (const auto& member : school->groups)
      if (holds_on(member, Date::today())) homes.push_back(member.group_id);
  return homes;
}

Result<Rounds> RecruitmentService::rounds(const Actor&, const OrgId& org, bool runs) {
  DOORSTEP_LET(place, ground_.place(org));
  const bool school = place.kind == Over::school;
  Rounds made{org, place.name, runs && !school, {}};
  const auto name_of = [&](const OrgId& id) { return ground_.registry().name_of(id); };
  ground_.database().read([&](db::Session& session) {
    for (const auto& home : homes_of(place))
      for (const auto& row : store::rounds(session, home)) {
        auto one = shown(
            session, row, name_of(home), made.runs, [&](const OrgId& id) { return !school || id == org; }, name_of);
        if (!school || !one.openings.empty() || row.state == RoundState::asking) made.rounds.push_back(std::move(one));
      }
  });
  for (auto& round : made.rounds)
    for (auto& opening : round.openings)
      for (auto& hired : opening.hired)
        if (const auto person = ground_.staff().teacher(hired.person_id, std::nullopt)) hired.name = person->name;
  std::ranges::stable_sort(made.rounds, std::greater{}, &Round::year);
  return made;
}

Result<Rounds> RecruitmentService::begin(const Actor& actor, const OrgId& org, const NewRecruitment& wanted) {
  DOORSTEP_LET(place, ground_.place(org));
  if (place.kind == Over::school)
    return refuse(Fault::invalid, "school-begins-none",
                  say("招聘由区县或集团组织", "rounds are held by a district or a group"));
  DOORSTEP_TRY(good_text("title", wanted.title, longest_name));
  DOORSTEP_TRY(good_year("year", wanted.year));
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    const store::RoundRow row{new_uuid(), org, wanted.title, wanted.year, RoundState::asking, now_utc()};
    store::add(session, row);
    store::take_step(session, {row.id, RoundState::asking, Date::today()});
    ground_.trail().append(session, actor, {"recruitment-begun", "recruitment", row.id, org, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return rounds(actor, org, true);
}

Result<Rounds> RecruitmentService::ask(const Actor& actor, const OrgId& org, const std::string& id,
                                       const NewOpening& wanted, bool runs) {
  DOORSTEP_LET(place, ground_.place(org));
  if (place.kind == Over::school ? wanted.school_id != org
                                 : !ground_.registry().within(wanted.school_id, {false, {org}}))
    return wrong("school_id", say("不在这里", "does not belong here"));
  DOORSTEP_TRY(ground_.school(wanted.school_id));
  if (grades_of(wanted.stage) == 0) return wrong("stage", say("没有这个学段", "there is no such stage"));
  DOORSTEP_TRY(good_text("subject", wanted.subject, 40));
  DOORSTEP_TRY(good_text("reason", wanted.reason, longest_reason, false));
  if (wanted.asked < 1 || wanted.asked > 1000) return wrong("asked", say("1 到 1000", "1 to 1,000"));
  const auto homes = homes_of(place);
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    const auto round = store::round(session, id);
    if (!round || std::ranges::find(homes, round->org_id) == homes.end()) return no_round();
    if (round->state != RoundState::asking)
      return refuse(Fault::conflict, "not-asking", say("申报已经截止", "schools can no longer ask in this round"));
    const store::OpeningRow row{
        new_uuid(), id, wanted.school_id, wanted.stage, wanted.subject, wanted.asked, wanted.reason, {}, {}, {}};
    for (const auto& other : store::openings(session, id))
      if (other.school_id == row.school_id && other.stage == row.stage && other.subject == row.subject)
        return refuse(Fault::conflict, "opening-twice",
                      say("该校这一学段和学科已申报", "the school has asked for this stage and subject already"),
                      {{"subject", say("先撤回原申报", "take that one back first")}});
    store::add(session, row);
    ground_.trail().append(session, actor,
                           {"recruitment-asked", "recruitment-opening", row.id, row.school_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return rounds(actor, org, runs);
}

Result<RecruitmentService::Reached> RecruitmentService::reach(db::Session& session, const OrgPlace& place,
                                                              const std::string& id) const {
  auto opening = store::opening(session, id);
  auto round = opening ? store::round(session, opening->round_id) : std::nullopt;
  if (!round || (place.kind == Over::school ? opening->school_id != place.id : round->org_id != place.id))
    return no_opening();
  return Reached{std::move(*opening), std::move(*round)};
}

Result<Rounds> RecruitmentService::drop(const Actor& actor, const OrgId& org, const std::string& id, bool runs) {
  DOORSTEP_LET(place, ground_.place(org));
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, reach(session, place, id));
    if (found.round.state != RoundState::asking)
      return not_now(say("申报截止后不能撤回", "it can be taken back only while schools are asking"));
    store::drop_opening(session, id);
    ground_.trail().append(
        session, actor,
        {"recruitment-ask-dropped", "recruitment-opening", id, found.opening.school_id, audit::removed(found.opening)});
    return {};
  });
  if (!done) return pass_on(done);
  return rounds(actor, org, runs);
}

Result<Rounds> RecruitmentService::count(const Actor& actor, const OrgId& org, const std::string& id,
                                         const OpeningNumbers& wanted) {
  DOORSTEP_LET(place, ground_.place(org));
  DOORSTEP_TRY(good_number("approved", wanted.approved));
  DOORSTEP_TRY(good_number("applied", wanted.applied));
  DOORSTEP_TRY(good_number("taken", wanted.taken));
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, reach(session, place, id));
    const auto state = found.round.state;
    if (wanted.approved && state > RoundState::approved)
      return not_now(say("公告后不能再改核准数", "approved numbers stand once they are advertised"));
    if (wanted.applied && (state < RoundState::advertised || state == RoundState::closed))
      return not_now(say("公告后才有报名人数", "people apply once the posts are advertised"));
    if (wanted.taken && state < RoundState::examined)
      return not_now(say("考试后才有录用人数", "people are hired once they are examined"));
    auto after = found.opening;
    if (wanted.approved) after.approved = wanted.approved;
    if (wanted.applied) after.applied = wanted.applied;
    if (wanted.taken) after.taken = wanted.taken;
    if (after.taken.value_or(0) > after.approved.value_or(0))
      return wrong("taken", say("录用不能多于核准的 {} 人", "no more can be hired than the {} approved",
                                after.approved.value_or(0)));
    if (wanted.taken && static_cast<size_t>(*wanted.taken) < store::hired(session, id).size())
      return wrong("taken", say("已有更多人到岗", "more have come already"));
    store::set(session, after);
    ground_.trail().append(
        session, actor,
        {"recruitment-counted", "recruitment-opening", id, after.school_id, audit::changes(found.opening, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return rounds(actor, org, true);
}

Result<Rounds> RecruitmentService::move(const Actor& actor, const OrgId& org, const std::string& id,
                                        const RoundMove& wanted) {
  DOORSTEP_LET(place, ground_.place(org));
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    const auto round = store::round(session, id);
    if (!round || round->org_id != place.id) return no_round();
    if (static_cast<int>(wanted.state) != static_cast<int>(round->state) + 1)
      return not_now(say("招聘按步骤进行：申报、核准、公告、考试、结束",
                         "a round goes step by step: asking, approved, advertised, examined, closed"));
    if (wanted.on > Date::today().plus(1)) return wrong("on", say("不能是将来", "cannot lie ahead"));
    for (const auto& step : store::steps(session, id))
      if (wanted.on < step.on_day)
        return wrong("on", say("不早于上一步的 {}", "not before the step of {}", step.on_day.text()));
    if (wanted.state == RoundState::approved) {
      const auto openings = store::openings(session, id);
      if (std::ranges::none_of(openings, [](const store::OpeningRow& one) { return one.approved.value_or(0) > 0; }))
        return not_now(say("还没有核准任何岗位", "no post is approved yet"));
    }
    store::take_step(session, {id, wanted.state, wanted.on});
    ground_.trail().append(session, actor,
                           {"recruitment-moved",
                            "recruitment",
                            id,
                            place.id,
                            {{"state", {json::text(round->state)}, {json::text(wanted.state)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return rounds(actor, org, true);
}

Result<Newcomers> RecruitmentService::newcomers(const OrgId& org, const std::string& id) {
  DOORSTEP_LET(place, ground_.place(org));
  Newcomers made;
  std::optional<Reached> found;
  auto read = ground_.database().read([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(reached, reach(session, place, id));
    found = std::move(reached);
    return {};
  });
  if (!read) return pass_on(read);
  const auto steps =
      ground_.database().read([&](db::Session& session) { return store::steps(session, found->round.id); });
  const auto since = steps.empty() ? Date::today() : steps.front().on_day.plus(-noted_late);
  const auto people = ground_.people(found->opening.school_id);
  ground_.database().read([&](db::Session& session) {
    for (const auto& person : people)
      if (person.school_id == found->opening.school_id && person.at_school_since >= since &&
          !store::is_hired(session, person.id))
        made.items.push_back({person.id, person.name, person.subject, person.at_school_since});
  });
  std::ranges::stable_sort(made.items, std::greater{}, [&](const Newcomer& one) {
    return std::pair{one.subject == found->opening.subject, one.since};
  });
  return made;
}

Result<Rounds> RecruitmentService::tie(const Actor& actor, const OrgId& org, const std::string& id,
                                       const NewHired& wanted, bool runs) {
  DOORSTEP_LET(place, ground_.place(org));
  DOORSTEP_LET(person, ground_.staff().teacher(wanted.person_id, std::nullopt));
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, reach(session, place, id));
    if (!person.serves || person.school_id != found.opening.school_id)
      return wrong("person_id", say("还不在该校教职工名册中", "is not on the school's staff yet"));
    if (store::is_hired(session, person.id))
      return refuse(Fault::conflict, "hired-twice",
                    say("此人已对应一个招聘岗位", "this person fills an opening already"));
    if (static_cast<int64_t>(store::hired(session, id).size()) >= found.opening.taken.value_or(0))
      return refuse(Fault::conflict, "all-came",
                    say("录用的 {} 人都已到岗", "all {} who were hired have come", found.opening.taken.value_or(0)),
                    {{"person_id", say("先填写录用人数", "give the number of people hired first")}});
    store::add(session, {person.id, id, now_utc()});
    ground_.trail().append(session, actor,
                           {"recruitment-came", "person", person.id.value, found.opening.school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return rounds(actor, org, runs);
}

}  // namespace doorstep::staffing
