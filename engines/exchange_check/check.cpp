#include "check.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "figures.h"

namespace doorstep::exchange_check {
namespace {

using transfer::Problem;
using transfer::Teacher;

constexpr double hair = 1e-6;  // shares are written as decimals

using Place = std::tuple<std::string, std::string, std::string>;  // school, stage, subject

}  // namespace

// What follows from the problem alone.
struct Checker::Known {
  explicit Known(const Problem& of) : problem(of) {
    for (const auto& teacher : of.teachers) {
      teachers[teacher.id] = &teacher;
      eligible += barred(of.rules, teacher).empty();
      if (!of.coverage.empty()) hours[{teacher.school, teacher.stage, teacher.subject}] += teacher.hours.value_or(0);
    }
    for (const auto& school : of.schools) schools[school.id] = &school;
    for (const auto& way : of.ways) ways[way.teacher].push_back(&way);
    if (of.ways.empty())
      for (const auto& school : of.schools) add_distances(school);
  }

  // The first rule that keeps a teacher from moving; "" when eligible.
  static std::string barred(const transfer::Rules& rules, const Teacher& teacher) {
    if (teacher.exempt) return "exempt";
    if (rules.years_here && teacher.years_here < *rules.years_here) return "years_here";
    if (rules.years_left && teacher.years_left && *teacher.years_left < *rules.years_left) return "years_left";
    if (rules.years_rest && teacher.years_since_away && *teacher.years_since_away < *rules.years_rest)
      return "years_rest";
    if (rules.full_time_only && *rules.full_time_only && teacher.share && *teacher.share < 1) return "full_time_only";
    if (rules.years_away_most && teacher.years_away.value_or(0) > *rules.years_away_most) return "years_away_most";
    const auto wish = teacher.wish.value_or(transfer::Wish::none);
    if (rules.willing_only && *rules.willing_only && wish != transfer::Wish::yes) return "willing_only";
    if (rules.refusals_hold && *rules.refusals_hold && wish == transfer::Wish::no) return "refusals_hold";
    return "";
  }

  static bool runs(const transfer::School& school, const std::string& stage) {
    for (const auto& section : school.sections)
      if (section.stage == stage) return true;
    return false;
  }

  // How many other schools with a stage are nearer to a school than so many km.
  int64_t nearer(const std::string& school, const std::string& stage, double km) const {
    const auto found = distances_.find(school);
    if (found == distances_.end()) return 0;
    const auto of_stage = found->second.find(stage);
    if (of_stage == found->second.end()) return 0;
    return std::ranges::lower_bound(of_stage->second, km) - of_stage->second.begin();
  }

  const Problem& problem;
  std::unordered_map<std::string, const Teacher*> teachers;
  std::unordered_map<std::string, const transfer::School*> schools;
  std::unordered_map<std::string, std::vector<const transfer::Way*>> ways;
  std::map<Place, int64_t> hours;  // taught today; where coverage is asked
  double eligible = 0;

 private:
  void add_distances(const transfer::School& home) {
    if (!home.latitude || !home.longitude) return;
    const auto from = point_of(home);
    auto& by_stage = distances_[home.id];
    for (const auto& school : problem.schools) {
      if (&school == &home || !school.latitude || !school.longitude) continue;
      const double km = kilometres(from, point_of(school));
      for (const auto& section : school.sections) by_stage[section.stage].push_back(km);
    }
    for (auto& [stage, all] : by_stage) std::ranges::sort(all);
  }

  std::unordered_map<std::string, std::map<std::string, std::vector<double>>>
      distances_;  // by school, stage; ascending
};

namespace {

// One plan against what is known of its problem.
template <class Known>
class Check {
 public:
  Check(const Known& known, const transfer::Plan& plan)
      : known_(known), problem_(known.problem), rules_(problem_.rules), plan_(plan) {}

  std::vector<Finding> rules() {
    check_rules();
    return std::move(found_);
  }

  std::vector<Finding> all() {
    if (plan_.format != "doorstep-exchange-plan-1") report({"format", "", "", "", 0, 0});
    if (check_rules()) {
      for (const auto& move : plan_.moves) check_said(*known_.teachers.at(move.teacher), move);
      check_figures();
    }
    return std::move(found_);
  }

 private:
  // False when names are not known: the rest would only stumble over them.
  bool check_rules() {
    if (!names_are_known()) return false;
    for (const auto& move : plan_.moves) {
      const auto& teacher = *known_.teachers.at(move.teacher);
      check_person(teacher);
      check_way(teacher, move);
    }
    check_decided();
    check_together();
    check_quotas();
    check_schools();
    check_coverage();
    return true;
  }

  void report(Finding finding) { found_.push_back(std::move(finding)); }

  bool names_are_known() {
    const auto before = found_.size();
    for (const auto& move : plan_.moves) {
      if (!known_.teachers.contains(move.teacher)) {
        report({"teacher_unknown", move.teacher, "", "", 0, 0});
        continue;
      }
      if (!known_.schools.contains(move.to)) report({"school_unknown", move.teacher, move.to, "", 0, 0});
      if (!to_.emplace(move.teacher, move.to).second) report({"moved_twice", move.teacher, move.to, "", 2, 1});
    }
    return found_.size() == before;
  }

  void check_person(const Teacher& teacher) {
    const auto bar = Known::barred(rules_, teacher);
    if (bar.empty()) return;
    Finding finding{bar, teacher.id, teacher.school, "", 0, 0};
    if (bar == "years_here") finding.value = teacher.years_here, finding.limit = *rules_.years_here;
    if (bar == "years_left") finding.value = *teacher.years_left, finding.limit = *rules_.years_left;
    if (bar == "years_rest") finding.value = *teacher.years_since_away, finding.limit = *rules_.years_rest;
    if (bar == "years_away_most") finding.value = *teacher.years_away, finding.limit = *rules_.years_away_most;
    report(std::move(finding));
  }

  // The way as the problem has it, or as it follows from the coordinates: km, and minutes where they are stated.
  bool way_of(const Teacher& teacher, const std::string& to, double& km, double& minutes) const {
    const double pace = rules_.minutes_per_km.value_or(2);
    if (!problem_.ways.empty()) {
      const auto listed = known_.ways.find(teacher.id);
      if (listed == known_.ways.end()) return false;
      for (const auto* way : listed->second)
        if (way->to == to) {
          km = way->km;
          minutes = way->minutes.value_or(way->km * pace);
          return true;
        }
      return false;
    }
    const auto& home = *known_.schools.at(teacher.school);
    const auto& there = *known_.schools.at(to);
    if (!home.latitude || !home.longitude || !there.latitude || !there.longitude) return false;
    km = kilometres(point_of(home), point_of(there));
    minutes = km * pace;
    return known_.nearer(home.id, teacher.stage, km - 0.002) < rules_.nearest.value_or(12);
  }

  void check_way(const Teacher& teacher, const transfer::PlannedMove& move) {
    if (move.to == teacher.school) report({"to", teacher.id, move.to, "", 0, 0});
    if (!Known::runs(*known_.schools.at(move.to), teacher.stage)) report({"stage", teacher.id, move.to, "", 0, 0});
    double km = 0, minutes = 0;
    if (!way_of(teacher, move.to, km, minutes)) {
      report({"way", teacher.id, move.to, "", 0, 0});
      return;
    }
    if (rules_.km_most && km > *rules_.km_most + hair)
      report({"km_most", teacher.id, move.to, "", km, *rules_.km_most});
    if (rules_.minutes_most && minutes > *rules_.minutes_most + hair)
      report({"minutes_most", teacher.id, move.to, "", minutes, *rules_.minutes_most});
    for (const auto& place : teacher.never)
      if (place == move.to) report({"never", teacher.id, move.to, "", 0, 0});
    if (rules_.willing_only && *rules_.willing_only && !teacher.places.empty()) {
      bool named = false;
      for (const auto& place : teacher.places) named = named || place == move.to;
      if (!named) report({"willing_only", teacher.id, move.to, "", 0, 0});
    }
  }

  // What the plan says of a move beside where it goes.
  void check_said(const Teacher& teacher, const transfer::PlannedMove& move) {
    if (move.from != teacher.school) report({"from", teacher.id, move.from, "", 0, 0});
    if (move.term != rules_.term.value_or(1))
      report(
          {"term", teacher.id, "", "", static_cast<double>(move.term), static_cast<double>(rules_.term.value_or(1))});
    double km = 0, minutes = 0;
    if (!way_of(teacher, move.to, km, minutes)) return;
    if (std::abs(km - move.km) > 0.002) report({"figures", teacher.id, move.to, "", move.km, km});
    if (std::abs(minutes - move.minutes) > 0.01) report({"figures", teacher.id, move.to, "", move.minutes, minutes});
  }

  void check_decided() {
    for (const auto& ban : problem_.forbidden) {
      const auto move = to_.find(ban.teacher);
      if (move != to_.end() && (!ban.to || *ban.to == move->second))
        report({"forbidden", ban.teacher, move->second, "", 0, 0});
    }
    for (const auto& lock : problem_.locked) {
      const auto move = to_.find(lock.teacher);
      const bool kept = lock.to ? move != to_.end() && move->second == *lock.to : move == to_.end();
      if (!kept) report({"locked", lock.teacher, lock.to.value_or(""), "", 0, 0});
    }
  }

  void check_together() {
    std::map<std::string, std::set<std::string>> ends;  // "" is staying
    std::map<std::string, std::string> someone;
    for (const auto& teacher : problem_.teachers) {
      if (!teacher.together) continue;
      const auto move = to_.find(teacher.id);
      ends[*teacher.together].insert(move == to_.end() ? "" : move->second);
      someone[*teacher.together] = teacher.id;
    }
    for (const auto& [name, places] : ends)
      if (places.size() > 1) report({"together", someone[name], "", "", static_cast<double>(places.size()), 1});
  }

  void check_quotas() {
    const double eligible = known_.eligible;
    double backbone = 0;
    for (const auto& move : plan_.moves) backbone += known_.teachers.at(move.teacher)->backbone.value_or(false);
    const auto moved = static_cast<double>(plan_.moves.size());
    if (rules_.moved_least && moved < *rules_.moved_least * eligible - hair)
      report({"moved_least", "", "", "", moved, *rules_.moved_least * eligible});
    if (rules_.moved_most && moved > *rules_.moved_most * eligible + hair)
      report({"moved_most", "", "", "", moved, *rules_.moved_most * eligible});
    if (rules_.backbone_least && backbone < *rules_.backbone_least * moved - hair * moved)
      report({"backbone_least", "", "", "", backbone, *rules_.backbone_least * moved});
  }

  void check_schools() {
    std::map<std::string, double> leaving, net;
    std::map<std::tuple<std::string, std::string, std::string>, double> by_subject;
    for (const auto& move : plan_.moves) {
      const auto& teacher = *known_.teachers.at(move.teacher);
      leaving[teacher.school] += 1;
      net[teacher.school] -= 1;
      net[move.to] += 1;
      by_subject[{teacher.school, teacher.stage, teacher.subject}] -= 1;
      by_subject[{move.to, teacher.stage, teacher.subject}] += 1;
    }
    for (const auto& school : problem_.schools) {
      double staff = 0;
      for (const auto& section : school.sections) staff += static_cast<double>(section.teachers);
      if (rules_.leaving_most && leaving[school.id] > *rules_.leaving_most * staff + hair)
        report({"leaving_most", "", school.id, "", leaving[school.id], *rules_.leaving_most * staff});
      if (rules_.headcount_change && std::abs(net[school.id]) > static_cast<double>(*rules_.headcount_change))
        report({"headcount_change", "", school.id, "", net[school.id], static_cast<double>(*rules_.headcount_change)});
    }
    if (!rules_.subject_change) return;
    for (const auto& [where, change] : by_subject)
      if (std::abs(change) > static_cast<double>(*rules_.subject_change))
        report({"subject_change", "", std::get<0>(where), std::get<2>(where), change,
                static_cast<double>(*rules_.subject_change)});
  }

  void check_coverage() {
    if (problem_.coverage.empty()) return;
    std::map<Place, int64_t> change;
    for (const auto& [who, to] : to_) {
      const auto& teacher = *known_.teachers.at(who);
      const auto hours = teacher.hours.value_or(0);
      change[{teacher.school, teacher.stage, teacher.subject}] -= hours;
      change[{to, teacher.stage, teacher.subject}] += hours;
    }
    const auto at = [](const std::map<Place, int64_t>& sums, const Place& place) {
      const auto found = sums.find(place);
      return found == sums.end() ? 0 : found->second;
    };
    for (const auto& need : problem_.coverage) {
      const Place place{need.school, need.stage, need.subject};
      // Where less is taught already than is needed, nothing may be lost.
      const auto before = at(known_.hours, place), after = before + at(change, place);
      const auto least = std::min(before, need.hours);
      if (need.hours > 0 && after < least)
        report({"coverage", "", need.school, need.subject, static_cast<double>(after), static_cast<double>(least)});
    }
  }

  void check_figures() {
    const Figures figures{problem_, plan_, to_};
    if (plan_.outcomes.size() != problem_.indicators.size()) {
      report({"figures", "", "", "", static_cast<double>(plan_.outcomes.size()),
              static_cast<double>(problem_.indicators.size())});
    } else {
      for (size_t k = 0; k < plan_.outcomes.size(); ++k) check_outcome(plan_.outcomes[k], figures.outcome(k));
    }
    const auto objective = figures.objective();
    const auto said = static_cast<double>(plan_.objective);
    if (std::abs(said - objective.value) > objective.rounding) report({"objective", "", "", "", said, objective.value});
    if (plan_.bound && *plan_.bound > plan_.objective)
      report({"bound", "", "", "", static_cast<double>(*plan_.bound), said});
  }

  void check_outcome(const transfer::Outcome& said, const transfer::Outcome& is) {
    const auto same = [](const std::optional<double>& a, const std::optional<double>& b) {
      return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < 1e-7);
    };
    if (said.code != is.code || said.stage != is.stage || !same(said.cv_before, is.cv_before) ||
        !same(said.cv_after, is.cv_after))
      report({"figures", "", "", "", said.cv_after.value_or(-1), is.cv_after.value_or(-1)});
    if (said.below_before != is.below_before || said.below_after != is.below_after)
      report({"figures", "", "", "", static_cast<double>(said.below_after), static_cast<double>(is.below_after)});
  }

  const Known& known_;
  const Problem& problem_;
  const transfer::Rules& rules_;
  const transfer::Plan& plan_;
  std::map<std::string, std::string> to_;  // by teacher: where the plan sends them
  std::vector<Finding> found_;
};

}  // namespace

Checker::Checker(const Problem& problem) : known_(std::make_unique<const Known>(problem)) {}
Checker::~Checker() = default;

std::vector<Finding> Checker::rules(const transfer::Plan& plan) const { return Check{*known_, plan}.rules(); }
std::vector<Finding> Checker::check(const transfer::Plan& plan) const { return Check{*known_, plan}.all(); }

}  // namespace doorstep::exchange_check
