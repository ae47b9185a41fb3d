#include "service_plans.h"

#include <algorithm>
#include <unordered_map>

#include <doorstep/transfer/instance.h>

#include "planning.h"

namespace doorstep::exchange {
namespace {

constexpr size_t plans_kept = 3;  // read, in memory; one of a large district is some 20 MB

double unit_of(int64_t objective) { return static_cast<double>(objective) * 1e-12; }

// Moves without the figures that a plan says of itself.
transfer::Plan bare(const Moved& moves, const Gauges& gauges) {
  transfer::Plan plan;
  for (const auto& [who, to] : moves) plan.moves.push_back({who, gauges.teacher(who).school, to, 0, 0, 0});
  return plan;
}

std::optional<double> reached_of(const transfer::Plan& plan) {
  if (!plan.bound || *plan.bound >= 0) return {};
  return std::clamp(unit_of(plan.objective) / unit_of(*plan.bound), 0.0, 1.0);
}

Words fault_words(const store::PlanRow& row) {
  if (row.fault.empty()) return {};
  const auto read = json::read_text<Words>(row.fault);
  return read ? *read : Words{row.fault, row.fault};
}

}  // namespace

std::unique_ptr<Plans> make_plans(const Around& around) { return std::make_unique<PlanService>(around); }

Moved PlanService::moved(const transfer::Plan& plan) {
  Moved made;
  for (const auto& move : plan.moves) made.emplace(move.teacher, move.to);
  return made;
}

void PlanService::settle(store::PlanRow& row) {
  if (row.state != PlanState::planning) return;
  const auto job = around_.jobs.find(row.job);
  if (job && !job->over()) return;
  {
    const std::lock_guard lock{mutex_};
    if (!job && under_way_.contains(row.id)) return;  // about to begin
    under_way_.erase(row.id);
  }
  if (auto now = around_.database.read([&](db::Session& session) { return store::plan(session, row.id); }))
    row = std::move(*now);  // it may have ended between the two looks
  if (row.state != PlanState::planning) return;
  row.state = PlanState::failed;  // also with a plan: it is of before what is held fast now
  row.fault = json::text(say("计算被中断，请重新计算", "planning was interrupted: plan again"));
}

Result<store::PlanRow> PlanService::row(const std::string& id) {
  auto found = around_.database.read([&](db::Session& session) { return store::plan(session, id); });
  if (!found) return refuse(Fault::not_found, "plan-unknown", say("没有这个方案", "there is no such plan"));
  settle(*found);
  return std::move(*found);
}

PlanService::Shared PlanService::known(const std::string& id) {
  const auto now = around_.database.read([&](db::Session& session) { return store::plan_stamp(session, id); });
  if (!now || now->state == PlanState::planning) return {};  // what is under way may have ended
  const std::lock_guard lock{mutex_};
  const auto same = [&](const Shared& one) { return one->row.id == id && store::stamp_of(one->row) == *now; };
  const auto found = std::ranges::find_if(kept_, same);
  return found == kept_.end() ? Shared{} : *found;
}

Result<PlanService::Shared> PlanService::read(const std::string& id) {
  if (auto one = known(id)) return one;
  DOORSTEP_LET(now, row(id));
  auto made = std::make_shared<Read>();
  const auto fail = [&](const char* what) -> Result<Shared> {
    return refuse(Fault::conflict, "plan-damaged", say("方案内容无法读取（{}）", "the plan cannot be read ({})", what));
  };
  auto question = json::read_text<PlanQuestion>(now.question);
  if (!question) return fail("question");
  auto problem = json::read_text<transfer::Problem>(now.problem);
  if (!problem) return fail("problem");
  made->question = std::move(*question);
  made->eligible = transfer::look_up(*problem).eligible;
  made->problem = std::move(*problem);
  made->gauges = std::make_unique<const Gauges>(made->problem);
  made->checker = std::make_unique<const exchange_check::Checker>(made->problem);
  if (!now.plan.empty()) {
    auto plan = json::read_text<transfer::Plan>(now.plan);
    auto reasons = json::read_text<std::vector<PlanReason>>(now.reasons.empty() ? "[]" : now.reasons);
    if (!plan || !reasons) return fail("plan");
    made->plan = std::move(*plan);
    made->reasons = std::move(*reasons);
  }
  now.problem.clear();
  now.plan.clear();
  now.reasons.clear();
  made->row = std::move(now);
  const std::lock_guard lock{mutex_};
  std::erase_if(kept_, [&](const Shared& one) { return one->row.id == id; });
  if (kept_.size() >= plans_kept) kept_.erase(kept_.begin());
  kept_.push_back(made);
  return Shared{made};
}

PlanSummary PlanService::summary(const store::PlanRow& row) const {
  PlanSummary made{row.id,
                   row.org_id,
                   name_of(row.org_id),
                   row.title,
                   row.year,
                   row.state,
                   with_names(fault_words(row)),
                   0,
                   {},
                   row.made_by,
                   row.made_at,
                   row.planned_at,
                   row.accepted_at};
  if (row.plan.empty()) return made;
  if (const auto plan = json::read_text<transfer::Plan>(row.plan)) {
    made.moves = static_cast<int64_t>(plan->moves.size());
    made.reached = reached_of(*plan);
  }
  return made;
}

Result<std::vector<PlanSummary>> PlanService::plans(const OrgId& org) {
  if (name_of(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  std::vector<PlanSummary> made;
  for (auto& one : around_.database.read([&](db::Session& session) { return store::plans(session, org); })) {
    settle(one);
    made.push_back(summary(one));
  }
  return made;
}

std::optional<OrgId> PlanService::org_of(const std::string& id) {
  const auto found = around_.database.read([&](db::Session& session) { return store::plan_org(session, id); });
  return found;
}

ExchangePlan PlanService::shown(const Read& of) {
  ExchangePlan made;
  made.of = summary(of.row);
  made.question = of.question;
  if (const auto rules = edition(district_around(of.row.org_id), of.question.rules_id)) made.rules = rules->name.zh;
  const auto* standard = around_.book.find(of.question.standard);
  if (of.row.state == PlanState::planning) {
    const std::lock_guard lock{mutex_};
    const auto found = under_way_.find(of.row.id);
    made.progress = found == under_way_.end() ? PlanProgressShown{} : found->second;
  }
  made.teachers = static_cast<int64_t>(of.problem.teachers.size());
  made.eligible = of.eligible;
  std::map<std::string, const transfer::Teacher*> teachers;
  std::map<std::string, std::string> schools;
  for (const auto& school : of.problem.schools) {
    schools[school.id] = school.name;
    made.without_place += !school.longitude || !school.latitude;
  }
  for (const auto& teacher : of.problem.teachers) {
    teachers[teacher.id] = &teacher;
    made.without_subject += teacher.exempt == "subject";
  }
  const auto moves = of.plan ? moved(*of.plan) : Moved{};
  if (standard) {
    made.standard = standard->name.zh;
    made.outcomes = of.gauges->outcomes(moves, *standard);
  }
  made.schools = of.gauges->schools(moves);
  const auto name = [&](const PersonId& person) {
    if (std::ranges::count(made.named, person, &PlanPerson::person_id)) return;
    const auto known = around_.staff.teacher(person);
    made.named.push_back({person, known ? known->name : ""});
  };
  for (const auto& decision : of.question.decisions) name(decision.person_id);
  for (const auto& pair : of.question.together)
    for (const auto& person : pair.people) name(person);
  if (!of.plan) return made;
  made.of.moves = static_cast<int64_t>(of.plan->moves.size());
  made.of.reached = reached_of(*of.plan);
  for (const auto& move : of.plan->moves) {
    PlanMove one;
    one.person_id = {move.teacher};
    if (const auto known = around_.staff.teacher(one.person_id)) one.name = known->name;
    if (const auto* teacher = teachers[move.teacher]) {
      one.subject = teacher->subject;
      one.stage = teacher->stage;
      one.counts = teacher->counts;
      one.backbone = teacher->backbone.value_or(false);
    }
    one.from_id = {move.from};
    one.to_id = {move.to};
    one.from = schools[move.from];
    one.to = schools[move.to];
    one.km = move.km;
    one.minutes = move.minutes;
    one.locked = std::ranges::any_of(of.question.decisions, [&](const PlanDecision& decision) {
      return decision.person_id == one.person_id && decision.hold == Hold::lock;
    });
    made.moves.push_back(std::move(one));
  }
  std::ranges::sort(made.moves, {},
                    [](const PlanMove& one) { return std::tie(one.to, one.from, one.name, one.person_id); });
  if (of.row.state == PlanState::accepted) made.secondments = secondments_.secondments_of_plan(of.row.id);
  return made;
}

Result<ExchangePlan> PlanService::plan(const std::string& id) {
  DOORSTEP_LET(of, read(id));
  return shown(*of);
}

Result<PlanMoveDetail> PlanService::move(const std::string& id, const PersonId& person) {
  DOORSTEP_LET(of, read(id));
  const auto teacher = std::ranges::find(of->problem.teachers, person.value, &transfer::Teacher::id);
  if (teacher == of->problem.teachers.end())
    return refuse(Fault::not_found, "person-unknown", say("方案里没有这位教师", "this teacher is not in the plan"));
  PlanMoveDetail made;
  made.reason.person_id = person;
  const auto reason = std::ranges::find(of->reasons, person, &PlanReason::person_id);
  if (reason != of->reasons.end())
    for (const auto& sentence : reason->sentences) made.reason.sentences.push_back(with_names(sentence));
  const auto home = std::ranges::find(of->problem.schools, teacher->school, &transfer::School::id);
  const auto& rules = of->problem.rules;
  for (const auto& school : of->problem.schools) {
    if (school.id == teacher->school || !std::ranges::count(school.sections, teacher->stage, &transfer::Section::stage))
      continue;
    const auto km = km_between({home->longitude, home->latitude}, {school.longitude, school.latitude});
    if (!km || (rules.km_most && *km > *rules.km_most)) continue;
    made.places.push_back({{school.id}, school.name, *km, *km * rules.minutes_per_km.value_or(2)});
  }
  std::ranges::sort(made.places, {}, &OtherPlace::km);
  const auto most = static_cast<size_t>(rules.nearest.value_or(12));
  if (made.places.size() > most) made.places.resize(most);
  return made;
}

std::vector<PlanReason> PlanService::reasons(const std::string& id) {
  const auto of = read(id);
  auto made = of ? (*of)->reasons : std::vector<PlanReason>{};
  for (auto& one : made)
    for (auto& sentence : one.sentences) sentence = with_names(sentence);
  return made;
}

// Held against the rules at once: what the page asks for while an officer changes one move after the other.
Result<PlanTrial> PlanService::attempt(const std::string& id, const PlanChanges& wanted) {
  DOORSTEP_LET(of, read(id));
  if (!of->plan) return exchange_conflict("not-now", say("方案还没有算出来", "the plan is not there yet"));
  const auto* standard = around_.book.find(of->question.standard);
  if (!standard) return exchange_conflict("standard", say("标准已卸载", "the standard is not installed any more"));
  auto moves = moved(*of->plan);
  for (const auto& change : wanted.changes) {
    if (!of->gauges->knows_teacher(change.person_id.value))
      return exchange_invalid("changes", say("方案里没有这位教师", "this teacher is not in the plan"));
    if (change.to && !of->gauges->knows_school(change.to->value))
      return exchange_invalid("changes", say("方案里没有这所学校", "this school is not in the plan"));
    if (change.to)
      moves[change.person_id.value] = change.to->value;
    else
      moves.erase(change.person_id.value);
  }
  PlanTrial made;
  made.moves = static_cast<int64_t>(moves.size());
  made.outcomes = of->gauges->outcomes(moves, *standard);
  for (const auto& one : of->checker->rules(bare(moves, *of->gauges)))
    made.broken.push_back(with_names(violation_of(one, subject_words).what));
  return made;
}

}  // namespace doorstep::exchange
