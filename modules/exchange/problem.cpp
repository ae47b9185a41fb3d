// The planner's problem, from the register: schools with the pupils of a year's returns, teachers with what they are
// counted as, who may move, and what was wished.
#include <algorithm>
#include <cmath>
#include <set>

#include <doorstep/registry/columns.h>

#include "effects.h"
#include "planning.h"
#include "service_plans.h"

namespace doorstep::exchange {
namespace {

// Of everybody in the plan: part-time is less than whole, however much less.
constexpr double part_of_time = 0.5;
constexpr size_t most_pairs = 500, most_of_one_pair = 10;
constexpr int64_t most_ahead = 3 * 366;  // days

// The next first of September.
Date next_begin(Date today) {
  const auto here = *Date::of(today.year(), 9, 1);
  return here > today ? here : *Date::of(today.year() + 1, 9, 1);
}

transfer::Wish wish_of(WishAnswer answer) {
  return answer == WishAnswer::yes  ? transfer::Wish::yes
         : answer == WishAnswer::no ? transfer::Wish::no
                                    : transfer::Wish::none;
}

transfer::Goal goal_of(Aim aim) { return *describe::enum_value<transfer::Goal>(describe::enum_name(aim)); }

std::vector<std::string> texts_of(const std::vector<OrgId>& ids) {
  std::vector<std::string> made;
  for (const auto& id : ids) made.push_back(id.value);
  return made;
}

// Schools of one compound have one place on the map; a planner's way between them is a step.
void part(std::vector<transfer::School>& schools) {
  constexpr double step = 1e-5;  // degrees, about a metre
  std::set<std::pair<double, double>> taken;
  for (auto& school : schools) {
    if (!school.longitude || !school.latitude) continue;
    while (!taken.insert({*school.longitude, *school.latitude}).second) *school.longitude += step;
  }
}

bool has_section(const transfer::Problem& problem, const std::string& school, const std::string& stage) {
  const auto found = std::ranges::find(problem.schools, school, &transfer::School::id);
  return found != problem.schools.end() && std::ranges::count(found->sections, stage, &transfer::Section::stage) > 0;
}

// Gives everybody of a pair the same name, where they are at one school and one stage. Who is in two pairs goes with
// both.
void join_pairs(transfer::Problem& problem, const std::vector<std::vector<PersonId>>& together) {
  const auto find = [&](const PersonId& person) -> transfer::Teacher* {
    const auto found = std::ranges::lower_bound(problem.teachers, person.value, {}, &transfer::Teacher::id);
    return found == problem.teachers.end() || found->id != person.value ? nullptr : &*found;
  };
  for (const auto& people : together) {
    std::vector<transfer::Teacher*> all;
    for (const auto& person : people)
      if (auto* teacher = find(person);
          teacher && (all.empty() || (teacher->school == all[0]->school && teacher->stage == all[0]->stage)))
        all.push_back(teacher);
    if (all.size() < 2) continue;
    std::string name = all[0]->id;
    for (const auto* teacher : all) name = std::min(name, teacher->together.value_or(name));
    std::vector<std::string> old;
    for (auto* teacher : all) {
      if (teacher->together && *teacher->together != name) old.push_back(*teacher->together);
      teacher->together = name;
    }
    for (auto& teacher : problem.teachers)
      if (teacher.together && std::ranges::count(old, *teacher.together)) teacher.together = name;
  }
}

}  // namespace

void PlanService::add_schools(transfer::Problem& problem, const OrgId& org, const PlanQuestion& question) const {
  std::map<OrgId, Spot> spots;
  registry::SchoolQuery query;
  (around_.registry.group(org) ? query.group : query.district) = org;
  query.limit = 1000;
  for (;;) {
    const auto page = around_.registry.schools(query, {});
    if (!page) break;
    for (const auto& one : page->items) spots[one.id] = {one.longitude, one.latitude};
    if (page->next.empty()) break;
    query.cursor = page->next;
  }
  for (const auto& section : around_.registry.sections(org, SchoolYear{static_cast<int>(question.year)})) {
    if (!std::ranges::count(question.stages, section.stage)) continue;
    int64_t pupils = 0;
    for (const auto& [figure, value] : section.figures)
      if (figure == "students") pupils = static_cast<int64_t>(value);
    if (pupils <= 0) continue;
    if (problem.schools.empty() || problem.schools.back().id != section.school_id.value) {
      const auto spot = spots[section.school_id];
      problem.schools.push_back({section.school_id.value, section.school, spot.longitude, spot.latitude, {}});
    }
    problem.schools.back().sections.push_back({section.stage, pupils, 0});
  }
}

void PlanService::add_teachers(transfer::Problem& problem, const OrgId& org, const PlanQuestion& question,
                               const standard::Standard& standard) const {
  const auto on = question.begin_on.value_or(Date::today());
  const auto rules = edition(district_around(org), question.rules_id);
  auto said = said_by_all(school_year_of(on), Date::today());
  const auto indicators = indicators_of(standard);
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < problem.schools.size(); ++i) places[problem.schools[i].id] = i;
  for (const auto& teacher : around_.staff.teachers(org)) {
    if (teacher.role != "teacher" || !has_section(problem, teacher.school_id.value, teacher.stage)) continue;
    for (auto& section : problem.schools[places[teacher.school_id.value]].sections)
      section.teachers += section.stage == teacher.stage;
    transfer::Teacher one;
    one.id = teacher.id.value;
    one.school = teacher.school_id.value;
    one.stage = teacher.stage;
    one.subject = teacher.subject.empty() ? "unknown" : teacher.subject;
    for (const auto* indicator : indicators)
      if (counted_in(indicator->numerator, teacher)) one.counts.push_back(indicator->code);
    if (counted_in("backbone_teachers", teacher)) one.backbone = true;
    if (!teacher.full_time) one.share = part_of_time;
    one.years_here =
        std::clamp(years_between(teacher.at_school_since, on), 0.0, 100.0);  // a start not known is long ago
    one.years_left = rules ? years_left(*rules, teacher, on) : std::nullopt;
    one.years_away = std::min(100.0, years_away(teacher, on));
    one.years_since_away = years_since_away(teacher, on);
    const auto& word = said[teacher.id];
    one.wish = wish_of(word.wish);
    one.places = texts_of(word.places);
    one.never = texts_of(word.never);
    const bool away = std::ranges::any_of(teacher.away, [&](const staff::Away& there) { return holds_on(there, on); });
    if (word.exempt) one.exempt = "claim";
    if (away) one.exempt = "away";
    if (teacher.subject.empty()) one.exempt = "subject";
    problem.teachers.push_back(std::move(one));
  }
  std::ranges::sort(problem.teachers, {}, &transfer::Teacher::id);
}

namespace {

double load_of(const std::vector<SubjectLoad>& loads, const std::string& stage, const std::string& subject) {
  double found = 0;
  for (const auto& one : loads) {
    if (one.stage == stage && one.subject == subject) return one.hours;
    if (one.stage == stage && one.subject.empty()) found = one.hours;
  }
  return found;
}

// What is taught of a subject at a school, by stage.
struct Taught {
  int64_t teachers = 0;
  std::map<std::string, int64_t> hours, heads;
};

}  // namespace

Words subject_words(const std::string& code) { return registry::choice_word("service", "subject", code); }

// What may be lost of a subject is what is there above the need; a school of several stages loses of each by its heads.
// Hours are those of a full load: the register knows no timetable.
void PlanService::add_coverage(transfer::Problem& problem, const OrgId& org, double covered) const {
  const auto cover = around_.covers(org);
  std::map<std::pair<std::string, std::string>, Taught> taught;  // by school and subject
  for (auto& teacher : problem.teachers) {
    teacher.hours = std::llround(load_of(cover.loads, teacher.stage, teacher.subject) * teacher.share.value_or(1));
    auto& here = taught[{teacher.school, teacher.subject}];
    ++here.teachers;
    ++here.heads[teacher.stage];
    here.hours[teacher.stage] += *teacher.hours;
  }
  for (const auto& one : cover.subjects) {
    const auto found = taught.find({one.school_id.value, one.subject});
    if (one.need <= 0 || found == taught.end()) continue;
    const auto& here = found->second;
    const double spare = one.available - covered * one.need;
    for (const auto& [stage, heads] : here.heads) {
      const double part = static_cast<double>(heads) / static_cast<double>(here.teachers);
      const double hours = std::floor(spare * part * load_of(cover.loads, stage, one.subject) + 1e-6);
      const auto needed = here.hours.at(stage) - static_cast<int64_t>(hours);
      if (needed > 0) problem.coverage.push_back({one.school_id.value, stage, one.subject, needed});
    }
  }
}

// Wishes may name schools that are not in the problem, and decisions are the officer's newest.
void PlanService::decide(transfer::Problem& problem, const PlanQuestion& question) {
  problem.locked.clear();
  problem.forbidden.clear();
  for (const auto& decision : question.decisions) {
    const auto to = decision.to ? std::optional{decision.to->value} : std::nullopt;
    switch (decision.hold) {
      case Hold::lock:
        problem.locked.push_back({decision.person_id.value, to});
        break;
      case Hold::forbid:
        problem.forbidden.push_back({decision.person_id.value, to});
        break;
      case Hold::stay:
        problem.forbidden.push_back({decision.person_id.value, std::nullopt});
        break;
    }
  }
}

Result<transfer::Problem> PlanService::problem_of(const OrgId& org, const PlanQuestion& question) const {
  const auto* standard = around_.book.find(question.standard);
  if (!standard) return exchange_invalid("standard", say("没有安装这个标准", "this standard is not installed"));
  DOORSTEP_LET(rules, edition(district_around(org), question.rules_id));
  transfer::Problem problem;
  problem.name = name_of(org);
  problem.rules = rules_of(rules, Language::zh);
  add_schools(problem, org, question);
  part(problem.schools);
  if (problem.schools.size() < 2)
    return exchange_invalid("year",
                            say("{} 学年有年度报表的学校不足两所：请先导入报表，或换一个学年",
                                "fewer than two schools have returns for {}: import them first, or take another year",
                                SchoolYear{static_cast<int>(question.year)}.text()));
  add_teachers(problem, org, question, *standard);
  if (problem.teachers.empty())
    return exchange_invalid("org", say("名册中没有这些学校的教师：请先导入教职工表",
                                       "the register has no teachers of these schools: import the staff sheet first"));
  const auto covered = std::ranges::find(rules.rules, "coverage_least", &RuleValue::code);
  if (around_.covers && covered != rules.rules.end() && covered->value > 0) add_coverage(problem, org, covered->value);
  std::vector<std::string> known;
  for (const auto& school : problem.schools) known.push_back(school.id);
  std::ranges::sort(known);
  const auto elsewhere = [&](const std::string& id) { return !std::ranges::binary_search(known, id); };
  for (auto& teacher : problem.teachers) {
    std::erase_if(teacher.places, elsewhere);
    std::erase_if(teacher.never, elsewhere);
  }
  for (const auto* indicator : indicators_of(*standard))
    for (const auto& demand : indicator->demands) {
      const std::string stage{describe::enum_name(demand.stage)};
      if (std::ranges::count(question.stages, stage))
        problem.indicators.push_back({indicator->code, stage, demand.threshold, demand.cv_limit, {}});
    }
  for (const auto aim : question.aims) problem.goals.push_back({goal_of(aim), {}});
  if (!question.approved_id.empty()) {
    const auto approved =
        around_.database.read([&](db::Session& session) { return store::plan(session, question.approved_id); });
    const auto plan =
        approved ? json::read_text<transfer::Plan>(approved->plan) : Result<transfer::Plan>{transfer::Plan{}};
    if (!approved || approved->org_id != org || !plan)
      return exchange_invalid("approved_id", say("没有这个已批准的方案", "there is no such plan"));
    for (const auto& move : plan->moves)
      if (std::ranges::binary_search(problem.teachers, move.teacher, {}, &transfer::Teacher::id) && !elsewhere(move.to))
        problem.approved.push_back({move.teacher, move.to});
  }
  auto together = around_.pairs ? around_.pairs(org) : std::vector<std::vector<PersonId>>{};
  for (const auto& one : question.together) together.push_back(one.people);
  join_pairs(problem, together);
  decide(problem, question);
  return problem;
}

Result<void> PlanService::fit(const transfer::Problem& problem) const {
  auto checked = check_problem(problem);
  if (checked) return {};
  auto error = std::move(checked.error());
  error.what = with_names(error.what);
  for (auto& field : error.fields) field.what = with_names(field.what);
  return tl::unexpected<Error>(std::move(error));
}

OrgId PlanService::district_around(const OrgId& org) const {
  const auto around = around_.places.district_of(org);
  return around.empty() ? org : around;
}

Result<void> PlanService::fit_together(const PlanTogether& wanted) const {
  if (wanted.people.size() < 2 || wanted.people.size() > most_of_one_pair)
    return exchange_invalid("together", say("同行的每组 2 到 {} 人", "2 to {} people go together", most_of_one_pair));
  std::optional<staff::Teacher> first;
  for (const auto& person : wanted.people) {
    const auto teacher = around_.staff.teacher(person);
    if (!teacher || !teacher->serves || teacher->role != "teacher")
      return exchange_invalid("together", say("同行的人须是在职教师", "who go together are teachers in service"));
    if (first && first->id == teacher->id)
      return exchange_invalid("together", say("{} 填了两次", "{} stands there twice", teacher->name));
    if (first && (first->school_id != teacher->school_id || first->stage != teacher->stage))
      return exchange_invalid("together", say("{} 和 {} 不在同一学校、同一学段，不能安排同行",
                                              "{} and {} are not at one school and stage, and cannot go together",
                                              first->name, teacher->name));
    if (!first) first = *teacher;
  }
  return {};
}

Result<PlanQuestion> PlanService::asked(const OrgId& org, const NewExchangePlan& wanted) const {
  PlanQuestion made;
  made.title = wanted.title;
  if (made.title.empty() || made.title.size() > longest_exchange_line)
    return exchange_invalid("title", say("请填写名称", "a plan has a title"));
  const auto* standard = wanted.standard ? around_.book.find(*wanted.standard) : judging_standard(around_.book);
  if (!standard || indicators_of(*standard).empty())
    return exchange_invalid("standard",
                            say("没有安装含教师指标的标准", "no standard with indicators of teachers is installed"));
  made.standard = standard->id;
  const auto years = around_.registry.years(org);
  if (years.empty())
    return exchange_invalid("year", say("还没有年度报表：请先导入", "there are no returns yet: import them first"));
  made.year = wanted.year.value_or(years.front().year.start);
  const auto known = std::ranges::find_if(years, [&](const auto& one) { return one.year.start == made.year; });
  if (known == years.end())
    return exchange_invalid("year", say("{} 学年没有年度报表", "there are no returns for {}",
                                        SchoolYear{static_cast<int>(made.year)}.text()));
  for (const auto stage : standard->stages) {
    const std::string name{describe::enum_name(stage)};
    const bool asked = wanted.stages.empty() || std::ranges::count(wanted.stages, name);
    if (asked && std::ranges::count(known->stages, name)) made.stages.push_back(name);
  }
  if (made.stages.empty())
    return exchange_invalid("stages", say("这些学段没有年度报表", "these stages have no returns"));
  const auto rules = wanted.rules_id ? edition(district_around(org), *wanted.rules_id)
                                     : Result<RuleEdition>{edition_in(district_around(org))};
  if (!rules) return exchange_invalid("rules_id", say("没有这个版本的规则", "there is no such edition of the rules"));
  made.rules_id = rules->id;
  for (const auto aim : wanted.aims)
    if (!std::ranges::count(made.aims, aim)) made.aims.push_back(aim);
  for (const auto& name : describe::enum_names<Aim>())
    if (const auto aim = *describe::enum_value<Aim>(name); !std::ranges::count(made.aims, aim))
      made.aims.push_back(aim);
  made.official = wanted.official.value_or(false);
  made.seconds = wanted.seconds.value_or(30);
  if (made.seconds < 1 || made.seconds > 600)
    return exchange_invalid("seconds", say("计算时间应在 1 到 600 秒之间", "planning takes 1 to 600 seconds"));
  made.seed = wanted.seed.value_or(1);
  made.begin_on = wanted.begin_on.value_or(next_begin(Date::today()));
  if (*made.begin_on < Date::today() || *made.begin_on > Date::today().plus(most_ahead))
    return exchange_invalid("begin_on",
                            say("开始日期应在今天之后、三年之内", "the terms begin within the next three years"));
  made.approved_id = wanted.approved_id.value_or("");
  if (wanted.together.size() > most_pairs)
    return exchange_invalid("together", say("一次至多 {} 组", "{} pairs at most", most_pairs));
  for (const auto& one : wanted.together) DOORSTEP_TRY(fit_together(one));
  made.together = wanted.together;
  return made;
}

}  // namespace doorstep::exchange
