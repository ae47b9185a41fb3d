// Planning as a job: begun, watched, stopped, begun again around what an officer holds fast; and the plan accepted.
#include <algorithm>

#include "effects.h"
#include "planning.h"
#include "service_plans.h"

namespace doorstep::exchange {
namespace {

constexpr size_t most_decisions = 5000;

tl::unexpected<Error> still_planning() {
  return exchange_conflict("planning",
                           say("正在计算，请等它算完或先停止", "it is being planned: wait, or stop it first"));
}
tl::unexpected<Error> plan_accepted() {
  return exchange_conflict("accepted", say("方案已采纳，不能再改", "the plan is accepted, and stands"));
}

// What went wrong with all its fields, since a plan that failed is read later.
Words told(const Error& error) {
  auto made = error.what;
  for (const auto& field : error.fields) {
    if (field.what == error.what) continue;
    made.zh += "\n" + field.what.zh;
    made.en += "\n" + field.what.en;
  }
  return made;
}

// Whether a sentence names a teacher of the plan who neither is the person nor goes along: what colleagues would have
// been in the person's place is the planner's business, and stays in the plan.
bool names_another(const Gauges& gauges, const std::string& sentence, const PersonId& person) {
  constexpr size_t length = 36;  // of an id
  for (size_t at = 0; at + length <= sentence.size(); ++at) {
    const auto id = sentence.substr(at, length);
    if (!is_uuid(id) || id == person.value || !gauges.knows_teacher(id)) continue;
    const auto& together = gauges.teacher(id).together;
    if (!together || together != gauges.teacher(person.value).together) return true;
  }
  return false;
}

}  // namespace

Result<ExchangePlan> PlanService::make(const Actor& actor, const OrgId& org, const NewExchangePlan& wanted) {
  if (name_of(org).empty() || is_school(org))
    return refuse(Fault::not_found, "org-unknown", say("没有这个集团或区县", "there is no such group or district"));
  DOORSTEP_LET(question, asked(org, wanted));
  DOORSTEP_LET(problem, problem_of(org, question));
  DOORSTEP_TRY(fit(problem));
  store::PlanRow row;
  row.id = new_uuid();
  row.org_id = org;
  row.title = question.title;
  row.year = question.year;
  row.problem = json::text(problem);
  row.made_by = actor.name;
  row.made_at = now_utc();
  auto kept = around_.database.write([&](db::Session& session) -> Result<void> {
    row.question = json::text(question);
    row.state = PlanState::planning;
    store::add(session, row);
    around_.trail.append(session, actor,
                         {"exchange-plan-made", "exchange-plan", row.id, org, {{"question", {}, {row.question}}}});
    return {};
  });
  if (!kept) return pass_on(kept);
  DOORSTEP_TRY(start(actor, row, problem, question));
  return plan(row.id);
}

Result<void> PlanService::start(const Actor& actor, store::PlanRow& row, const transfer::Problem& problem,
                                const PlanQuestion& question) {
  {
    const std::lock_guard lock{mutex_};
    under_way_[row.id] = {};
  }
  row.job = new_uuid();
  row.state = PlanState::planning;
  row.fault.clear();
  row.question = json::text(question);
  auto kept = around_.database.write([&](db::Session& session) -> Result<void> {
    store::set(session, row);
    return {};
  });
  if (!kept) return pass_on(kept);
  around_.jobs.start(
      "exchange-plan", actor.account,
      [this, actor, id = row.id, problem, question](jobs::Progress& progress) -> Result<json::Raw> {
        work(actor, id, problem, question, progress);
        return json::Raw{};
      },
      row.job);
  return {};
}

void PlanService::finish(const std::string& id, const Actor& actor,
                         const std::function<void(store::PlanRow&)>& change) {
  auto kept = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::plan(session, id);
    if (!row || row->state != PlanState::planning) return {};
    change(*row);
    store::set(session, *row);
    around_.trail.append(session, actor,
                         {row->state == PlanState::ready ? "exchange-plan-ready" : "exchange-plan-failed",
                          "exchange-plan",
                          id,
                          row->org_id,
                          {}});
    return {};
  });
  if (!kept) throw std::runtime_error("a plan of exchange could not be kept: " + kept.error().what.en);
}

void PlanService::work(const Actor& actor, const std::string& id, const transfer::Problem& problem,
                       const PlanQuestion& question, jobs::Progress& progress) {
  const auto over = [this, id](void*) {
    const std::lock_guard lock{mutex_};
    under_way_.erase(id);
  };
  const std::unique_ptr<void, decltype(over)> until_the_end{this, over};  // also when an exception leaves
  std::atomic<bool> stop = progress.cancelled();
  progress.expect(100, "%");
  int64_t told_share = 0;
  PlanWish wish;
  wish.mode = question.official ? transfer::Mode::official : transfer::Mode::interactive;
  wish.seconds = static_cast<double>(question.seconds);
  wish.seed = question.seed;
  wish.subject = subject_words;
  const auto made = make_plan(
      problem, wish,
      [&](const PlanProgress& now) {
        if (progress.cancelled()) stop = true;
        // What comes after, the check and the reasons, takes its time too; and nothing goes backwards.
        const auto share = static_cast<int64_t>(now.share * 90);
        if (share > told_share) progress.advance(share - told_share);
        told_share = std::max(told_share, share);
        const std::lock_guard lock{mutex_};
        under_way_[id] = {static_cast<double>(told_share) / 100, now.reached, now.moves};
      },
      &stop);
  if (!made) {
    finish(id, actor, [&](store::PlanRow& row) {
      row.state = PlanState::failed;
      row.fault = json::text(told(made.error()));
    });
    return;
  }
  std::vector<PlanReason> reasons;
  if (const auto explained = explain_plan(problem, *made)) {
    auto told = sentences(problem, *explained, subject_words);
    for (size_t i = 0; i < told.size(); ++i) reasons.push_back({{(*explained)[i].move.teacher}, std::move(told[i])});
  }
  finish(id, actor, [&](store::PlanRow& row) {
    row.state = PlanState::ready;
    row.plan = json::text(*made);
    row.reasons = json::text(reasons);
    row.problem = json::text(problem);
    row.planned_at = now_utc();
  });
}

// Around what is held fast: the register is not read again, so that a plan changes by what was decided and nothing
// else.
Result<ExchangePlan> PlanService::again(const Actor& actor, const std::string& id, const PlanDecisions& wanted) {
  DOORSTEP_LET(of, read(id));
  if (of->row.state == PlanState::planning) return still_planning();
  if (of->row.state == PlanState::accepted) return plan_accepted();
  if (wanted.decisions.size() > most_decisions)
    return exchange_invalid("decisions", say("一次至多 {} 条", "{} at most", most_decisions));
  auto question = of->question;
  question.decisions = wanted.decisions;
  question.seconds = std::clamp<int64_t>(wanted.seconds.value_or(question.seconds), 1, 600);
  auto problem = of->problem;
  for (const auto& decision : question.decisions) {
    if (decision.hold == Hold::lock && !decision.to)
      return exchange_invalid("decisions", say("锁定须写明学校", "a lock names a school"));
    if (!std::ranges::count(problem.teachers, decision.person_id.value, &transfer::Teacher::id))
      return exchange_invalid("decisions", say("方案里没有这位教师", "this teacher is not in the plan"));
  }
  decide(problem, question);
  DOORSTEP_TRY(fit(problem));
  store::PlanRow row;
  auto kept = around_.database.write([&](db::Session& session) -> Result<void> {
    auto now = store::plan(session, id);
    if (!now || now->job != of->row.job) return still_planning();  // somebody else began
    if (now->state == PlanState::accepted) return plan_accepted();
    around_.trail.append(session, actor,
                         {"exchange-plan-again",
                          "exchange-plan",
                          id,
                          now->org_id,
                          {{"decisions", {}, {json::text(question.decisions)}}}});
    row = std::move(*now);
    row.problem = json::text(problem);
    return {};
  });
  if (!kept) return pass_on(kept);
  DOORSTEP_TRY(start(actor, row, problem, question));
  return plan(id);
}

Result<ExchangePlan> PlanService::stop(const Actor&, const std::string& id) {
  DOORSTEP_LET(now, row(id));
  if (now.state != PlanState::planning)
    return exchange_conflict("not-now", say("没有在计算", "it is not being planned"));
  DOORSTEP_TRY(around_.jobs.cancel(now.job));
  return plan(id);
}

Result<ExchangePlan> PlanService::accept(const Actor& actor, const std::string& id, const PlanAcceptance& wanted) {
  DOORSTEP_LET(of, read(id));
  if (of->row.state == PlanState::planning) return still_planning();
  if (of->row.state == PlanState::accepted) return plan_accepted();
  if (of->row.state != PlanState::ready)
    return exchange_conflict("not-now", say("上次计算没有得出方案，页面上的是之前的方案：请重新计算后再采纳",
                                            "planning gave no plan, and the moves shown are of before: plan again"));
  if (!of->plan || of->plan->moves.empty())
    return exchange_conflict("not-now", say("方案中没有人交流", "nobody moves in this plan"));
  std::map<std::string, NewSecondment> by_host;
  for (const auto& move : of->plan->moves) {
    auto& one = by_host[move.to];
    one.host_id = {move.to};
    one.begin_on = wanted.begin_on;
    one.end_on = wanted.end_on;
    one.conditions = wanted.conditions;
    one.people.push_back({{move.teacher}, {}, {}, {}, {}});
  }
  std::vector<NewSecondment> all;
  for (auto& [host, one] : by_host) all.push_back(std::move(one));
  std::map<PersonId, std::string> whys;
  for (const auto& reason : of->reasons) {
    auto& why = whys[reason.person_id];
    for (const auto& sentence : reason.sentences)
      if (!names_another(*of->gauges, sentence.zh, reason.person_id))
        why += (why.empty() ? "" : "\n") + sentence.in(actor.language);
  }
  DOORSTEP_TRY(secondments_.propose_all(actor, of->row.org_id, id, all, whys));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::plan(session, id);
    if (!row || row->state != PlanState::ready || row->job != of->row.job) return plan_accepted();
    row->state = PlanState::accepted;
    row->accepted_at = now_utc();
    store::set(session, *row);
    around_.trail.append(session, actor, {"exchange-plan-accepted", "exchange-plan", id, row->org_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return plan(id);
}

Result<PlanEffects> PlanService::effects(const std::string& id) {
  DOORSTEP_LET(of, read(id));
  const auto* standard = around_.book.find(of->question.standard);
  if (!standard || !of->plan) return PlanEffects{};
  std::vector<OneMove> moves;
  for (const auto& move : of->plan->moves)
    if (auto teacher = around_.staff.teacher({move.teacher}))
      moves.push_back({std::move(*teacher), {move.from}, {move.to}});
  return effects_of(around_.registry, *standard, of->row.org_id, moves,
                    *Date::of(static_cast<int>(of->row.year) + 1, 9, 1));
}

}  // namespace doorstep::exchange
