// The yearly plan by which a centre of a group brings up its backbone teachers.
#include <algorithm>
#include <set>

#include "service.h"

namespace doorstep::training {
namespace {

constexpr size_t most_rows = 200, most_candidates = 500, longest_plan_text = 10'000, longest_plan_line = 300;
constexpr int64_t most_yuan = 1'000'000'000;

bool good_yuan(int64_t yuan) { return yuan >= 0 && yuan <= most_yuan; }

}  // namespace

struct TrainingService::AroundPlans {
  std::map<std::string, PlanCentre> centres;
  std::map<OrgId, std::string> schools;  // members today
  std::map<PersonId, staff::Teacher> teachers;
  std::map<PersonId, double> hours;  // this year
  bool names = false;
};

Result<GroupPlans> TrainingService::plans(const Actor& actor, const OrgId& group, bool runs, bool names) {
  DOORSTEP_LET(centres, around_.centres.centres(actor, group, runs));
  DOORSTEP_LET(of_group, around_.registry.group(group));
  const auto today = Date::today();
  GroupPlans made{group, of_group.org.name, {}, {}};
  AroundPlans around;
  around.names = names;
  for (const auto& one : centres.centres) {
    if (one.kind != centres::CentreKind::teachers) continue;
    const PlanCentre centre{one.id, one.name, one.runs};
    around.centres.emplace(one.id, centre);
    if (today < one.end_on) made.centres.push_back(centre);
    around.names = around.names || one.runs;
  }
  for (const auto& member : of_group.members)
    if (holds_on(member, today)) around.schools.emplace(member.school_id, member.school);
  for (auto& one : people_hours(group)) around.hours.emplace(one.id, one.standing.years.back().hours);
  for (auto& one : around_.staff.teachers(group)) around.teachers.emplace(one.id, std::move(one));
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::plans(session, group))
      made.plans.push_back(shown_plan(session, store::whole(session, row), around));
  });
  return made;
}

TrainingPlan TrainingService::shown_plan(db::Session& session, const store::PlanWhole& whole,
                                         const AroundPlans& around) {
  TrainingPlan made;
  made.id = whole.plan.id;
  made.centre_id = whole.plan.centre_id;
  made.year = whole.plan.year;
  made.goals = whole.plan.goals;
  made.budget_yuan = whole.plan.budget_yuan;
  if (const auto centre = around.centres.find(whole.plan.centre_id); centre != around.centres.end()) {
    made.centre = centre->second.name;
    made.edits = centre->second.edits;
  }
  const auto school_name = [&](const OrgId& id) {
    const auto found = around.schools.find(id);
    return found == around.schools.end() ? std::string{} : found->second;
  };
  std::map<OrgId, CampusPart> campuses;
  for (const auto& [id, name] : around.schools) campuses[id] = {id, name, 0, 0, 0, 0};
  const auto campus = [&](const OrgId& id) -> CampusPart* {
    const auto found = campuses.find(id);
    return found == campuses.end() ? nullptr : &found->second;
  };
  for (const auto& [id, teacher] : around.teachers)
    if (auto* part = campus(teacher.school_id)) ++part->teachers;
  for (const auto& row : whole.needs) {
    made.needs.push_back({row.school_id, school_name(row.school_id), row.subject, row.people, row.words});
    if (auto* part = campus(row.school_id)) part->needed += row.people;
  }
  for (const auto& row : whole.programmes) {
    TrainingProgramme one{row.title,       row.kind,       row.level,    row.hours,
                          row.budget_yuan, row.spent_yuan, row.begin_on, row.end_on,
                          row.state,       row.offer_id,   "",           0};
    made.planned_yuan += row.budget_yuan;
    made.spent_yuan += row.spent_yuan;
    if (const auto offer = store::offer(session, row.offer_id)) {
      one.offer = offer->title;
      for (const auto& enrolment : store::enrolments(session, offer->id)) {
        if (enrolment.state != EnrolmentState::enrolled) continue;
        ++one.people;
        if (auto* part = campus(enrolment.school_id)) ++part->enrolled;
      }
    }
    made.programmes.push_back(std::move(one));
  }
  for (const auto& row : whole.cohorts) {
    BackboneCohort cohort{row.name, row.subject, row.goal, {}, 0};
    cohort.count = static_cast<int64_t>(row.people.size());
    for (const auto& person : row.people) {
      const auto known = around.teachers.find(person);
      if (known == around.teachers.end()) continue;
      const auto& teacher = known->second;
      if (auto* part = campus(teacher.school_id)) ++part->candidates;
      if (!around.names) continue;
      const auto hours = around.hours.find(person);
      cohort.people.push_back({person, teacher.name, teacher.school_id, teacher.school, teacher.subject, teacher.title,
                               teacher.backbone, hours == around.hours.end() ? 0 : hours->second});
    }
    made.cohorts.push_back(std::move(cohort));
  }
  for (auto& [id, part] : campuses) made.campuses.push_back(std::move(part));
  std::ranges::sort(made.campuses, {}, &CampusPart::school);
  return made;
}

Result<void> TrainingService::good_plan(const OrgId& group, const NewTrainingPlan& wanted) {
  DOORSTEP_LET(of_group, around_.registry.group(group));
  const auto today = Date::today();
  if (wanted.year < 2000 || wanted.year > today.year() + 2)
    return wrong_field("year", say("年份应在 2000 到 {} 之间", "a year from 2000 to {}", today.year() + 2));
  if (wanted.goals.size() > longest_plan_text) return wrong_field("goals", say("太长", "is too long"));
  if (!good_yuan(wanted.budget_yuan))
    return wrong_field("budget_yuan", say("预算为 0 到 10 亿元", "a budget is 0 to 1,000,000,000 yuan"));
  if (wanted.needs.size() > most_rows || wanted.programmes.size() > most_rows || wanted.cohorts.size() > most_rows)
    return wrong_field("programmes", say("条目太多，至多 {} 条", "too many rows: at most {}", most_rows));
  for (const auto& need : wanted.needs) {
    const bool member = std::ranges::any_of(of_group.members, [&](const registry::Member& one) {
      return one.school_id == need.school_id && holds_on(one, today);
    });
    if (!member) return wrong_field("needs", say("请选择今天的成员校", "choose schools that are members today"));
    if (need.people < 0 || need.people > 10'000 || need.words.value_or("").size() > 2000)
      return wrong_field("needs", say("人数或文字不合理", "a number or words are out of bounds"));
  }
  for (const auto& one : wanted.programmes) {
    if (one.title.empty() || one.title.size() > longest_plan_line)
      return wrong_field("programmes", say("每个项目要有名称", "every programme has a title"));
    DOORSTEP_TRY(good_kind(one.kind, one.level));
    if (!(one.hours >= 0 && one.hours <= 1000) || !good_yuan(one.budget_yuan) || !good_yuan(one.spent_yuan))
      return wrong_field("programmes",
                         say("“{}”的学时或金额不合理", "hours or money of “{}” are out of bounds", one.title));
    if (one.end_on <= one.begin_on)
      return wrong_field("programmes", say("“{}”的结束须晚于开始", "“{}” ends after it begins", one.title));
  }
  std::set<PersonId> of;
  for (auto& one : around_.staff.teachers(group)) of.insert(one.id);
  for (const auto& cohort : wanted.cohorts) {
    if (cohort.name.empty() || cohort.name.size() > longest_plan_line)
      return wrong_field("cohorts", say("每个培养班要有名称", "every cohort has a name"));
    if (cohort.goal.size() > 60 || cohort.people.size() > most_candidates)
      return wrong_field("cohorts", say("“{}”的人数太多", "“{}” has too many people", cohort.name));
    std::set<PersonId> once;
    for (const auto& person : cohort.people)
      if (!of.contains(person) || !once.insert(person).second)
        return wrong_field("cohorts", say("“{}”中有人不是成员校教职工，或出现两次",
                                          "somebody in “{}” is no staff of a member, or stands twice", cohort.name));
  }
  return {};
}

Result<GroupPlans> TrainingService::keep_plan(const Actor& actor, const OrgId& group, const NewTrainingPlan& wanted,
                                              bool runs, bool names) {
  DOORSTEP_LET(now_there, plans(actor, group, runs, names));
  const auto centre = std::ranges::find(now_there.centres, wanted.centre_id, &PlanCentre::id);
  if (centre == now_there.centres.end())
    return wrong_field("centre_id", say("请选择集团的教师发展中心", "choose a centre for the development of teachers"));
  if (!centre->edits)
    return refuse(Fault::forbidden, "not-the-head",
                  say("由集团理事长或本中心主任修改", "this is for who runs the group or heads the centre"));
  DOORSTEP_TRY(good_plan(group, wanted));
  store::PlanWhole after{
      {new_uuid(), group, wanted.centre_id, wanted.year, wanted.goals, wanted.budget_yuan}, {}, {}, {}};
  for (const auto& one : wanted.needs)
    after.needs.push_back({one.school_id, one.subject, one.people, one.words.value_or("")});
  for (const auto& one : wanted.programmes)
    after.programmes.push_back({one.title, one.kind, one.level, one.hours, one.budget_yuan, one.spent_yuan,
                                one.begin_on, one.end_on, one.state, one.offer_id.value_or("")});
  for (const auto& one : wanted.cohorts)
    after.cohorts.push_back({one.name, one.subject.value_or(""), one.goal, one.people});
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& one : after.programmes)
      if (!one.offer_id.empty() && !offer_at(session, group, one.offer_id))
        return wrong_field("programmes",
                           say("“{}”对应的培训不是本集团的", "the training of “{}” is not the group's", one.title));
    const auto stood = store::plan(session, wanted.centre_id, wanted.year);
    if (stood) after.plan.id = stood->id;
    const auto before = stood ? std::optional{store::whole(session, *stood)} : std::nullopt;
    store::put(session, after);
    around_.trail.append(session, actor,
                         {before ? "training-plan-changed" : "training-plan-made", "training-plan", after.plan.id,
                          group, before ? audit::changes(*before, after) : audit::added(after)});
    return {};
  });
  if (!done) return pass_on(done);
  return plans(actor, group, runs, names);
}

}  // namespace doorstep::training
