// The draw: a roll that is published before, a seed that is typed once, an allocation that is checked before anybody
// sees it, and what withdrawals change afterwards.
#include <algorithm>
#include <set>

#include <doorstep/draft_check/check.h>
#include <doorstep/zone/zone.h>

#include "formats.h"
#include "service.h"

namespace doorstep::offerings {
namespace {

constexpr size_t longest_seed = 200, kept_draws = 16;

// As it was typed, without what surrounds it.
std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// A moment as now_utc writes it, as the clocks of a zone showed it: "2026-11-30 12:46".
std::string wall_clock(const std::string& zone, const std::string& stamp) {
  constexpr size_t day_length = 10, time_at = 11, time_length = 5;
  const auto day = Date::parse(std::string_view{stamp}.substr(0, std::min(day_length, stamp.size())));
  const auto minute = stamp.size() < time_at + time_length
                          ? std::nullopt
                          : zone::minute_of(std::string_view{stamp}.substr(time_at, time_length));
  if (!day || !minute) return stamp;
  const auto clock = zone::clock_at(zone, day->days() * 86'400 + int64_t{*minute} * 60);
  return clock.on.text() + " " + zone::text_of(clock.minute);
}

tl::unexpected<Error> not_rolled() {
  return refuse(Fault::conflict, "not-rolled",
                say("请先截止并公布名册，再输入种子", "close it and publish the roll before the seed is typed"));
}

}  // namespace

// Choices that cannot come true are taken out where they stand: without the guardian's consent, or beside a place that
// the child has elsewhere at that time.
Result<draft::Problem> OfferingsService::problem_of(db::Session& session, const store::RoundRow& round,
                                                    const Body& body) {
  draft::Problem problem;
  problem.name = round.title;
  problem.rule.mode = round.rule == RoundRule::lottery ? draft::Mode::lottery : draft::Mode::rank_maximal;
  problem.rule.most = round.most;
  Ways ways;
  for (const auto& member : body.members) {
    ways.add(member);
    problem.campuses.push_back(member.id.value);
  }
  auto offered = parts_in(session, round.id);
  std::erase_if(offered, [](const Parts& one) { return one.row.state != OfferingState::published; });
  std::map<std::string, const Parts*> by_id;
  for (const auto& parts : offered) {
    by_id[parts.row.id] = &parts;
    problem.offerings.push_back(drafted(parts.row, parts.sessions, parts.quotas));
    auto& quotas = problem.offerings.back().quotas;
    std::erase_if(quotas, [&](const draft::Quota& one) { return !body.member({one.campuses.front()}); });
    for (const auto& place : {spot_of(parts.row)})
      if (!std::ranges::count(problem.campuses, place)) problem.campuses.push_back(place);
  }
  for (const auto& from : problem.campuses) {
    auto& row = problem.travel.emplace_back();
    for (const auto& to : problem.campuses) row.push_back(ways.minutes(from, to));
  }
  std::map<std::pair<std::string, std::string>, bool> agreed;
  for (const auto& one : store::consents_in(session, round.id))
    agreed[{one.offering_id, one.person_id.value}] = one.given;
  std::map<PersonId, std::vector<std::string>> wishes;
  for (auto& wish : store::wishes(session, round.id)) wishes[wish.person_id].push_back(std::move(wish.offering_id));
  for (const auto& entry : store::entries(session, round.id)) {
    const auto pupil = around_.registry.pupil(entry.person_id);
    if (!pupil || !body.member(pupil->school_id)) continue;
    draft::Student student;
    student.id = entry.ticket;
    student.campus = pupil->school_id.value;
    student.grade = grade_number(pupil->grade);
    std::vector<std::string> gone;
    for (const auto& choice : wishes[entry.person_id]) {
      const auto found = by_id.find(choice);
      if (found == by_id.end()) continue;
      student.choices.push_back(choice);
      const auto& parts = *found->second;
      const auto consent = agreed.find({choice, entry.person_id.value});
      const bool lacks = parts.row.consent && (consent == agreed.end() || !consent->second);
      if (lacks || kept_from(session, entry.person_id, parts, ways)) gone.push_back(choice);
    }
    problem.students.push_back(std::move(student));
    for (const auto& choice : gone) take_out(problem, entry.ticket, choice);
  }
  DOORSTEP_TRY(draft::check_problem(problem));
  return problem;
}

Result<RoundFile> OfferingsService::roll(const Actor& actor, const OrgId& org, const std::string& id) {
  DOORSTEP_LET(body, body_of(org));
  return changed(actor, org, id, "roll-published", [&](db::Session& session, store::RoundRow& round) -> Result<void> {
    if (round.mode != RoundMode::preferences || round.state != ChoosingState::open)
      return refuse(Fault::conflict, "not-open",
                    say("只有开放过的志愿选课才能公布名册", "only a round by choices that was open has a roll"));
    if (now() < round.closes_at)
      return refuse(Fault::conflict, "still-open",
                    say("还没有到截止时间；也可以现在截止", "it is still open: wait for its end, or close it now"));
    DOORSTEP_LET(problem, problem_of(session, round, body));
    if (problem.students.empty())
      return refuse(Fault::conflict, "no-entries", say("没有人填报志愿", "nobody chose anything"));
    const auto text = draft_problem_text(problem);
    store::put(session, store::DrawRow{id, text, "", text, ""});
    round.roll = draft::roll_hash(draft::roll_of(problem));
    round.rolled_at = now_utc();
    round.entries = static_cast<int64_t>(problem.students.size());
    round.state = ChoosingState::rolled;
    return {};
  });
}

Result<RoundFile> OfferingsService::draw(const Actor& actor, const OrgId& org, const std::string& id,
                                         const std::string& typed) {
  const auto seed = trimmed(typed);
  if (seed.empty() || seed.size() > longest_seed)
    return wrong_field("seed", say("请输入公开抽签得到的种子", "type the seed that the public draw gave"));
  auto problem_text = around_.database.write([&](db::Session& session) -> Result<std::string> {
    DOORSTEP_LET(round, round_at(session, org, id));
    if (round.roll.empty()) return not_rolled();
    auto wanted = round;
    wanted.seed = seed;
    wanted.seeded_by = actor.name;
    wanted.seeded_at = now_utc();
    if (round.seed.empty() && store::set_seed(session, wanted))
      around_.trail.append(session, actor,
                           {"seed-typed", "choosing-round", id, org, {{"seed", {}, {json::text(seed)}}}});
    else if (round.seed != seed || round.state != ChoosingState::rolled)
      return refuse(Fault::conflict, "seed-given",
                    say("种子“{0}”已由 {1} 于 {2} 输入，一份名册只抽一次，不能换种子",
                        "the seed “{0}” was typed by {1} at {2}: a roll is drawn once, and its seed stays", round.seed,
                        round.seeded_by, wall_clock(around_.zone_of(org), round.seeded_at)));
    return store::draw(session, id)->problem;
  });
  if (!problem_text) return pass_on(problem_text);
  DOORSTEP_LET(problem, read_draft_problem(*problem_text));
  DOORSTEP_LET(plan, draft::allocate(problem, seed));
  plan.problem = draft_problem_digest(*problem_text);
  if (const auto findings = draft_check::check(problem, plan); !findings.empty())
    return refuse(Fault::conflict, "plan-unsound",
                  say("独立检查发现 {} 处不符（{}），结果没有采用；种子已保留",
                      "the independent check found {} faults ({}): the result was not taken, the seed is kept",
                      findings.size(), findings.front().rule));
  return changed(actor, org, id, "round-drawn", [&](db::Session& session, store::RoundRow& round) -> Result<void> {
    if (round.state != ChoosingState::rolled) return {};  // somebody else went on with the same seed
    const auto text = draft_plan_text(plan);
    store::put(session, store::DrawRow{id, *problem_text, text, *problem_text, text});
    round.state = ChoosingState::drawn;
    ++round.version;
    return {};
  });
}

Result<RoundFile> OfferingsService::publish_round(const Actor& actor, const OrgId& org, const std::string& id) {
  std::set<PersonId> people;
  std::string title;
  const auto known_ways = ways();
  auto made =
      changed(actor, org, id, "round-published", [&](db::Session& session, store::RoundRow& round) -> Result<void> {
        people.clear();
        if (round.state != ChoosingState::drawn)
          return refuse(Fault::conflict, "not-drawn",
                        say("还没有抽签，或已发布", "it is not drawn yet, or published already"));
        title = round.title;
        const auto found = drawn(session, round);
        const auto named = store::entries(session, id);
        std::map<std::string, PersonId> who;
        for (const auto& one : named) {
          who[one.ticket] = one.person_id;
          people.insert(one.person_id);
        }
        std::map<std::string, OrgId> school;
        for (const auto& student : found->problem.students) school[student.id] = {student.campus};
        for (const auto& place : found->plan.places) {
          const auto turn = store::next_turn(session, place.offering);
          if (!store::take_seat(session, place.offering))
            return refuse(
                Fault::conflict, "plan-behind",
                say("名额与方案不符，结果没有发布", "the seats are not those of the plan: nothing was published"));
          store::put(session, store::PlaceRow{place.offering, who.at(place.student), id, school.at(place.student),
                                              PlaceState::enrolled, turn, now_utc(), round.title, ""});
        }
        // What guardians took back after the roll was published.
        std::map<std::string, bool> needs;
        for (const auto& one : store::offerings_in(session, id)) needs[one.id] = one.consent;
        std::vector<draft::Withdrawal> withdrawals;
        std::vector<draft::Withdrawal> choices;
        for (const auto& student : found->problem.students)
          for (const auto& choice : student.choices) {
            if (!needs[choice]) continue;
            const auto last = store::last_consent(session, choice, who.at(student.id));
            if (last && last->given) continue;
            const bool held = std::ranges::any_of(found->plan.places, [&](const draft::Place& place) {
              return place.student == student.id && place.offering == choice;
            });
            (held ? withdrawals : choices).push_back({student.id, choice});
          }
        round.state = ChoosingState::published;
        ++round.version;
        if (withdrawals.empty() && choices.empty()) return {};
        store::set(session, round);
        DOORSTEP_TRY(refill(
            session, id, withdrawals,
            [&](draft::Problem& problem) {
              for (const auto& one : choices) take_out(problem, one.student, one.offering);
            },
            *known_ways));
        round.version = store::round(session, id)->version;
        return {};
      });
  if (made)
    tell(org, people, say("选课结果已公布：{}", "The result is out: {}", title),
         say("“{}”的结果已公布。请在“选课”中查看孩子的结果和原因。",
             "The result of “{}” is out. See your child's places, and the reasons, under “Choosing”.", title));
  return made;
}

Result<std::string> OfferingsService::paper(const OrgId& org, const std::string& id, bool plan) {
  return around_.database.read([&](db::Session& session) -> Result<std::string> {
    DOORSTEP_TRY(round_at(session, org, id));
    const auto row = store::draw(session, id);
    if (!row || (plan && row->plan.empty())) return not_rolled();
    return plan ? row->plan : row->problem;
  });
}

Result<DrawPage> OfferingsService::draw_page(const std::string& id) {
  struct Found {
    store::RoundRow round;
    std::string problem;
  };
  auto found = around_.database.read([&](db::Session& session) -> Result<Found> {
    auto round = store::round(session, id);
    if (!round || round->roll.empty()) return no_round();
    return Found{std::move(*round), store::draw(session, id)->problem};
  });
  if (!found) return pass_on(found);
  const auto& round = found->round;
  DrawPage made;
  made.round_id = id;
  made.org_id = round.org_id;
  made.org = around_.places.name_of(round.org_id);
  made.title = round.title;
  made.notes = round.notes;
  made.roll = round.roll;
  made.rolled_at = round.rolled_at;
  made.seed = round.seed;
  made.seeded_at = round.seeded_at;
  made.rule = round.rule;
  made.few = registry::is_few(static_cast<double>(round.entries));
  if (made.few) return made;
  made.entries = round.entries;
  DOORSTEP_LET(problem, read_draft_problem(found->problem));
  auto roll = draft::roll_of(problem);
  std::ranges::sort(roll);
  made.order = round.seed.empty() ? std::move(roll) : draft::lottery_order(roll, round.seed);
  return made;
}

std::shared_ptr<const Drawn> OfferingsService::drawn(db::Session& session, const store::RoundRow& round) {
  const std::pair key{round.id, round.version};
  {
    const std::lock_guard lock{kept_};
    if (const auto found = drawn_.find(key); found != drawn_.end()) return found->second;
  }
  const auto row = store::draw(session, round.id);
  auto problem = row ? read_draft_problem(row->problem_now) : refuse(Fault::not_found, "", {});
  const auto late = store::late_taken(session, round.id);
  auto plan = row ? read_draft_plan(row->plan_now) : refuse(Fault::not_found, "", {});
  if (!problem || !plan) return {};
  take_seats(*problem, *plan, late);
  const auto made = std::make_shared<const Drawn>(std::move(*problem), std::move(*plan));
  const std::lock_guard lock{kept_};
  if (drawn_.size() >= kept_draws) drawn_.clear();
  drawn_[key] = made;
  return made;
}

Result<MovesUp> OfferingsService::refill(db::Session& session, const std::string& id,
                                         std::vector<draft::Withdrawal> withdrawals,
                                         const std::function<void(draft::Problem&)>& edit, const Ways& ways) {
  auto round = store::round(session, id);
  auto row = store::draw(session, id);
  if (!round || !row) return no_round();
  DOORSTEP_LET(problem, read_draft_problem(row->problem_now));
  DOORSTEP_LET(plan, read_draft_plan(row->plan_now));
  if (edit) edit(problem);
  MovesUp moves;
  const auto person = [&](const std::string& ticket) {
    return store::entry_of_ticket(session, id, ticket).value_or(store::EntryRow{}).person_id;
  };
  const auto end = [&](const PersonId& who, const std::string& offering, const char* reason) {
    auto place = store::place(session, offering, who);
    if (!place || place->state != PlaceState::enrolled) return;
    place->state = PlaceState::withdrawn;
    place->reason = reason;
    store::put(session, *place);
    store::free_seat(session, offering);
  };
  std::map<std::string, OrgId> school;
  for (const auto& student : problem.students) school[student.id] = {student.campus};
  // Whoever moves up may have to leave a late place, which somebody of the draw may want in turn.
  for (bool more = true; more;) {
    auto left = problem;
    pass_over(session, id, left, plan, ways);
    take_seats(left, plan, store::late_taken(session, id));
    DOORSTEP_LET(filled, draft::fill(left, plan, withdrawals));
    for (const auto& one : withdrawals) {
      end(person(one.student), one.offering, "given-up");
      take_out(problem, one.student, one.offering);
    }
    withdrawals.clear();
    std::set<PersonId> moved;
    for (const auto& move : filled.moves) {
      const auto who = person(move.student);
      if (move.from) end(who, *move.from, "moved-up");
      const auto turn = store::next_turn(session, move.to);
      if (!store::take_seat(session, move.to))
        return refuse(Fault::conflict, "plan-behind",
                      say("名额与方案不符，没有改动", "the seats are not those of the plan: nothing was changed"));
      store::put(session, store::PlaceRow{move.to, who, id, school[move.student], PlaceState::enrolled, turn, now_utc(),
                                          round->title, ""});
      moves.push_back({move.to, who});
      moved.insert(who);
    }
    plan = std::move(filled.plan);
    more = give_way(session, *round, moved, ways);
  }
  row->problem_now = draft_problem_text(problem);
  row->plan_now = draft_plan_text(plan);
  store::put(session, *row);
  ++round->version;
  store::set(session, *round);
  auto late = settle_late(session, *round, ways);
  moves.insert(moves.end(), late.begin(), late.end());
  return moves;
}

}  // namespace doorstep::offerings
