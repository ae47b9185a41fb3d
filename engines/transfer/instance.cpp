#include "instance.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace doorstep::transfer {
namespace {

using Positions = std::unordered_map<std::string, int32_t>;

template <class T>
Positions positions(const std::vector<T>& named) {
  Positions found;
  for (const auto& one : named) found.emplace(one.id, static_cast<int32_t>(found.size()));
  return found;
}

std::vector<std::string> sorted(const std::set<std::string>& names) { return {names.begin(), names.end()}; }

int32_t at(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<int32_t>(std::lower_bound(names.begin(), names.end(), name) - names.begin());
}

bool shorter(const std::optional<double>& years, const std::optional<double>& needed) {
  return needed && years && *years < *needed;
}

Bar bar_of(const Teacher& teacher, const Rules& rules) {
  const auto wish = teacher.wish.value_or(Wish::none);
  if (teacher.exempt) return Bar::exempt;
  if (shorter(teacher.years_here, rules.years_here)) return Bar::years_here;
  if (shorter(teacher.years_left, rules.years_left)) return Bar::years_left;
  if (shorter(teacher.years_since_away, rules.years_rest)) return Bar::years_rest;
  if (rules.full_time_only.value_or(false) && teacher.share.value_or(1) < 1) return Bar::part_time;
  if (rules.years_away_most && teacher.years_away.value_or(0) > *rules.years_away_most) return Bar::years_away;
  if (rules.willing_only.value_or(false) && wish != Wish::yes) return Bar::unwilling;
  if (rules.refusals_hold.value_or(false) && wish == Wish::no) return Bar::refused;
  return Bar::none;
}

bool holds(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

double km_between(const School& a, const School& b) {
  constexpr double radian = 3.14159265358979323846 / 180;
  const double half_latitude = (*b.latitude - *a.latitude) * radian / 2;
  const double half_longitude = (*b.longitude - *a.longitude) * radian / 2;
  const double h = std::sin(half_latitude) * std::sin(half_latitude) +
                   std::cos(*a.latitude * radian) * std::cos(*b.latitude * radian) * std::sin(half_longitude) *
                       std::sin(half_longitude);
  const double km = 2 * 6371.0 * std::asin(std::min(1.0, std::sqrt(h)));
  return std::round(km * 1000) / 1000;
}

// What is asked of ways beside the person: filled once, asked for every way.
class Ways {
 public:
  Ways(const Problem& problem, const Positions& schools, const Positions& teachers, Instance& instance)
      : problem_(problem), schools_(schools), instance_(instance), listed_(problem.teachers.size()) {
    for (const auto& way : problem.ways) listed_[static_cast<size_t>(teachers.at(way.teacher))].push_back(&way);
    for (const auto& ban : problem.forbidden)
      if (ban.to) banned_.emplace(teachers.at(ban.teacher), schools.at(*ban.to));
  }

  void open(int32_t person) {
    const auto& teacher = problem_.teachers[static_cast<size_t>(person)];
    auto& ways = instance_.people[static_cast<size_t>(person)].ways;
    if (problem_.ways.empty()) {
      for (const auto& [km, to] : nearest(person)) take(person, teacher, to, km, std::nullopt, ways);
    } else {
      for (const auto* way : listed_[static_cast<size_t>(person)])
        take(person, teacher, schools_.at(way->to), way->km, way->minutes, ways);
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Open& a, const Open& b) { return a.to < b.to; });
  }

 private:
  // The nearest schools with the teacher's stage, by coordinates; made once a school and stage.
  const std::vector<std::pair<double, int32_t>>& nearest(int32_t person) {
    const auto& who = instance_.people[static_cast<size_t>(person)];
    auto [entry, fresh] = near_.try_emplace({who.school, who.stage});
    auto& list = entry->second;
    const auto& home = problem_.schools[static_cast<size_t>(who.school)];
    if (!fresh || !home.latitude || !home.longitude) return list;
    for (size_t i = 0; i < problem_.schools.size(); ++i) {
      const auto& school = problem_.schools[i];
      const bool there = instance_.sites[i][static_cast<size_t>(who.stage)].there;
      if (static_cast<int32_t>(i) == who.school || !there || !school.latitude || !school.longitude) continue;
      list.emplace_back(km_between(home, school), static_cast<int32_t>(i));
    }
    std::sort(list.begin(), list.end());
    const auto most = static_cast<size_t>(problem_.rules.nearest.value_or(12));
    if (list.size() > most) list.resize(most);
    return list;
  }

  void take(int32_t person, const Teacher& teacher, int32_t to, double km, std::optional<double> minutes,
            std::vector<Open>& ways) const {
    const auto& rules = problem_.rules;
    const auto& who = instance_.people[static_cast<size_t>(person)];
    const double lasts = minutes.value_or(km * rules.minutes_per_km.value_or(2));
    if (to == who.school || !instance_.sites[static_cast<size_t>(to)][static_cast<size_t>(who.stage)].there) return;
    if (rules.km_most && km > *rules.km_most) return;
    if (rules.minutes_most && lasts > *rules.minutes_most) return;
    const auto& name = problem_.schools[static_cast<size_t>(to)].id;
    if (holds(teacher.never, name) || banned_.contains({person, to})) return;
    if (rules.willing_only.value_or(false) && !teacher.places.empty() && !holds(teacher.places, name)) return;
    if (who.locked_to >= 0 && who.locked_to != to) return;
    ways.push_back({to, km, lasts});
  }

  const Problem& problem_;
  const Positions& schools_;
  Instance& instance_;
  std::vector<std::vector<const Way*>> listed_;
  std::set<std::pair<int32_t, int32_t>> banned_;
  std::map<std::pair<int32_t, int32_t>, std::vector<std::pair<double, int32_t>>> near_;
};

void look_up_schools(const Problem& problem, Instance& instance) {
  std::set<std::string> stages, subjects;
  for (const auto& school : problem.schools)
    for (const auto& section : school.sections) stages.insert(section.stage);
  for (const auto& teacher : problem.teachers) subjects.insert(teacher.subject);
  for (const auto& need : problem.coverage) subjects.insert(need.subject);
  instance.stages = sorted(stages);
  instance.subjects = sorted(subjects);
  for (const auto& school : problem.schools) {
    auto& sites = instance.sites.emplace_back(instance.stages.size());
    auto& staff = instance.staff.emplace_back(0);
    for (const auto& section : school.sections) {
      sites[static_cast<size_t>(at(instance.stages, section.stage))] = {section.pupils, section.teachers, true};
      staff += section.teachers;
    }
  }
}

void look_up_people(const Problem& problem, const Positions& schools, Instance& instance) {
  std::map<std::pair<std::string, std::string>, int32_t> gauges;
  for (const auto& indicator : problem.indicators)
    gauges.emplace(std::pair{indicator.code, indicator.stage}, static_cast<int32_t>(gauges.size()));
  std::map<std::string, std::vector<int32_t>> together;
  for (const auto& teacher : problem.teachers) {
    auto& person = instance.people.emplace_back();
    person.school = schools.at(teacher.school);
    person.stage = at(instance.stages, teacher.stage);
    person.subject = at(instance.subjects, teacher.subject);
    for (const auto& code : teacher.counts)
      if (const auto found = gauges.find({code, teacher.stage}); found != gauges.end())
        person.cells.push_back(found->second);
    std::sort(person.cells.begin(), person.cells.end());
    person.backbone = teacher.backbone.value_or(false);
    person.hours = teacher.hours.value_or(0);
    person.years_away = teacher.years_away.value_or(0);
    person.wishes = teacher.wish.value_or(Wish::none) == Wish::yes;
    person.bar = bar_of(teacher, problem.rules);
    instance.eligible += person.bar == Bar::none;
    if (teacher.together) together[*teacher.together].push_back(static_cast<int32_t>(instance.people.size()) - 1);
  }
  for (auto& [name, people] : together)
    if (people.size() > 1) instance.together.push_back(std::move(people));
}

void look_up_decided(const Problem& problem, const Positions& schools, const Positions& teachers, Instance& instance) {
  const auto person = [&](const std::string& id) -> Person& {
    return instance.people[static_cast<size_t>(teachers.at(id))];
  };
  for (const auto& lock : problem.locked) {
    if (lock.to)
      person(lock.teacher).locked_to = schools.at(*lock.to);
    else
      person(lock.teacher).stays = true;
  }
  for (const auto& ban : problem.forbidden)
    if (!ban.to) person(ban.teacher).stays = true;
  for (const auto& move : problem.approved) person(move.teacher).approved_to = schools.at(move.to);
}

void count_gauges(const Problem& problem, Instance& instance) {
  for (const auto& indicator : problem.indicators) {
    auto& gauge = instance.gauges.emplace_back();
    gauge.stage = at(instance.stages, indicator.stage);
    gauge.weight = indicator.weight.value_or(1);
    gauge.count.resize(problem.schools.size());
    for (const auto& sites : instance.sites) gauge.pupils += sites[static_cast<size_t>(gauge.stage)].pupils;
  }
  for (const auto& person : instance.people)
    for (const auto cell : person.cells) {
      auto& gauge = instance.gauges[static_cast<size_t>(cell)];
      ++gauge.count[static_cast<size_t>(person.school)];
      // A school without pupils is no part of the spread.
      gauge.counted += instance.sites[static_cast<size_t>(person.school)][static_cast<size_t>(gauge.stage)].pupils > 0;
    }
  for (size_t i = 0; i < instance.gauges.size(); ++i)
    instance.gauges[i].cv = spread(instance, static_cast<int32_t>(i), instance.gauges[i].count);
}

void count_hours(const Problem& problem, const Positions& schools, Instance& instance) {
  const auto spots = problem.schools.size() * instance.stages.size() * instance.subjects.size();
  instance.hours_needed.assign(spots, 0);
  instance.hours_today.assign(spots, 0);
  for (const auto& need : problem.coverage)
    instance.hours_needed[instance.spot(schools.at(need.school), at(instance.stages, need.stage),
                                        at(instance.subjects, need.subject))] = need.hours;
  for (const auto& person : instance.people)
    instance.hours_today[instance.spot(person.school, person.stage, person.subject)] += person.hours;
}

// Each goal is made comparable: evenness and shortfall are shares as they stand; travel is 10 km for each of those who
// may move, burden a growth of 9, churn and wishes a person. By its place in the list each weighs a hundredth of the
// one before.
void weigh(const Problem& problem, Instance& instance) {
  auto goals = problem.goals;
  if (goals.empty())
    for (const auto goal : {Goal::evenness, Goal::shortfall, Goal::travel, Goal::burden, Goal::churn, Goal::wishes})
      goals.push_back({goal, std::nullopt});
  const double moves = static_cast<double>(std::max<int64_t>(1, moved_most(instance)));
  const double unit[6] = {1, 1, 1 / (10 * moves), 1 / (9 * moves), 1 / moves, 1 / moves};
  double place = 1;
  for (const auto& goal : goals) {
    const auto which = static_cast<size_t>(goal.goal);
    instance.weight_of[which] = goal.weight.value_or(place * unit[which]);
    place /= 100;
  }
}

}  // namespace

std::optional<double> spread(const Instance& instance, int32_t gauge, const std::vector<int64_t>& count) {
  const auto& of = instance.gauges[static_cast<size_t>(gauge)];
  double squares = 0;
  int64_t counted = 0;
  for (size_t i = 0; i < count.size(); ++i) {
    const auto pupils = instance.sites[i][static_cast<size_t>(of.stage)].pupils;
    if (pupils <= 0) continue;
    squares += static_cast<double>(count[i]) * static_cast<double>(count[i]) / static_cast<double>(pupils);
    counted += count[i];
  }
  if (of.pupils <= 0 || counted <= 0) return std::nullopt;
  const double sum = static_cast<double>(counted);
  const double square = squares * static_cast<double>(of.pupils) / (sum * sum) - 1;
  return square > 0 ? std::sqrt(square) : 0;
}

int64_t moved_least(const Instance& instance) {
  const auto& share = instance.problem->rules.moved_least;
  return share ? static_cast<int64_t>(std::ceil(*share * static_cast<double>(instance.eligible) - 1e-9)) : 0;
}

int64_t moved_most(const Instance& instance) {
  const auto& share = instance.problem->rules.moved_most;
  return share ? static_cast<int64_t>(std::floor(*share * static_cast<double>(instance.eligible) + 1e-9))
               : instance.eligible;
}

Instance look_up(const Problem& problem) {
  Instance instance;
  instance.problem = &problem;
  const auto schools = positions(problem.schools);
  const auto teachers = positions(problem.teachers);
  look_up_schools(problem, instance);
  look_up_people(problem, schools, instance);
  look_up_decided(problem, schools, teachers, instance);
  count_gauges(problem, instance);
  count_hours(problem, schools, instance);
  weigh(problem, instance);
  Ways ways{problem, schools, teachers, instance};
  for (size_t i = 0; i < instance.people.size(); ++i)
    if (instance.people[i].bar == Bar::none && !instance.people[i].stays) ways.open(static_cast<int32_t>(i));
  return instance;
}

}  // namespace doorstep::transfer
