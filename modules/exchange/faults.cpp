// What is wrong with a problem of exchange before any planning: field by field, and rules that contradict each other.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <doorstep/transfer/instance.h>

#include "faults.h"

namespace doorstep::exchange {
namespace {

using namespace transfer;

constexpr size_t most_faults = 100;
constexpr size_t most_schools = 20'000, most_teachers = 500'000, most_ways = 10'000'000, most_name = 200;
constexpr int64_t most_heads = 1'000'000;

class Faults {
 public:
  explicit Faults(const Problem& problem) : problem_(problem) {}

  std::vector<FieldError> all() {
    check_sizes();
    if (!found_.empty()) return std::move(found_);
    check_schools();
    check_indicators();
    check_teachers();
    check_ways();
    check_coverage();
    check_rules();
    check_goals();
    check_decided();
    return std::move(found_);
  }

 private:
  void wrong(std::string field, Words what) {
    if (found_.size() < most_faults) found_.push_back({std::move(field), std::move(what)});
  }
  template <class... Args>
  static std::string path(fmt::format_string<const Args&...> format, const Args&... args) {
    return fmt::format(format, args...);
  }

  void check_sizes() {
    const auto few = [&](const char* field, size_t count, size_t most) {
      if (count > most) wrong(field, say("有 {} 项，最多 {} 项", "{} entries, and at most {} are taken", count, most));
    };
    few("schools", problem_.schools.size(), most_schools);
    few("teachers", problem_.teachers.size(), most_teachers);
    few("ways", problem_.ways.size(), most_ways);
    few("indicators", problem_.indicators.size(), 100);
    few("coverage", problem_.coverage.size(), most_ways);
    if (problem_.schools.size() < 2) wrong("schools", say("至少需要两所学校", "at least two schools are needed"));
  }

  // An id that is there, not too long, and not used before.
  template <class Known>
  void check_id(const std::string& field, const std::string& id, Known& known) {
    if (id.empty())
      wrong(field, say("缺少标识", "an id is missing"));
    else if (id.size() > most_name)
      wrong(field, say("标识过长", "the id is too long"));
    else if (!known.emplace(id, known.size()).second)
      wrong(field, say("标识 {} 重复", "the id {} is there twice", id));
  }

  void check_schools() {
    std::map<std::pair<double, double>, const School*> places;
    for (size_t i = 0; i < problem_.schools.size(); ++i) {
      const auto& school = problem_.schools[i];
      check_id(path("schools/{}/id", i), school.id, schools_);
      if (school.latitude.has_value() != school.longitude.has_value())
        wrong(path("schools/{}", i), say("经度与纬度须同时填写", "longitude and latitude go together"));
      if (school.latitude && school.longitude) check_place(i, school, places);
      std::set<std::string> stages;
      for (size_t k = 0; k < school.sections.size(); ++k) {
        const auto& section = school.sections[k];
        const auto field = path("schools/{}/sections/{}", i, k);
        if (section.stage.empty()) wrong(field + "/stage", say("缺少学段", "a stage is missing"));
        if (!stages.insert(section.stage).second)
          wrong(field + "/stage", say("同一学段出现两次", "the stage is there twice"));
        if (section.pupils <= 0 || section.pupils > most_heads)
          wrong(field + "/pupils",
                say("学生数为 {}；须大于零，没有学生的学段请删去",
                    "{} pupils; it has to be above zero: leave out a stage without pupils", section.pupils));
        if (section.teachers < 0 || section.teachers > most_heads)
          wrong(field + "/teachers",
                say("教师数为 {}，不能为负", "{} teachers; it cannot be negative", section.teachers));
      }
    }
  }

  void check_place(size_t i, const School& school, std::map<std::pair<double, double>, const School*>& places) {
    const double latitude = *school.latitude, longitude = *school.longitude;
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180))
      return wrong(path("schools/{}", i), say("坐标超出范围", "the coordinates are out of range"));
    const auto [other, fresh] = places.emplace(std::pair{latitude, longitude}, &school);
    if (!fresh && problem_.ways.empty())
      wrong(path("schools/{}", i),
            say("与学校 {} 坐标相同，无法据此计算路程；请改正其一，或在 ways 中列出路程",
                "stands on the coordinates of {}, so no way can be made from them: mend one of them, or list the ways",
                other->second->id));
  }

  bool school_known(const std::string& field, const std::string& id) {
    if (schools_.contains(id)) return true;
    wrong(field, say("没有标识为 {} 的学校", "there is no school {}", id.substr(0, most_name)));
    return false;
  }
  bool teacher_known(const std::string& field, const std::string& id) {
    if (teachers_.contains(id)) return true;
    wrong(field, say("没有标识为 {} 的教师", "there is no teacher {}", id.substr(0, most_name)));
    return false;
  }
  const School& school(const std::string& id) const { return problem_.schools[schools_.at(id)]; }
  const Teacher& teacher(const std::string& id) const { return problem_.teachers[teachers_.at(id)]; }
  static bool runs(const School& school, const std::string& stage) {
    return std::any_of(school.sections.begin(), school.sections.end(),
                       [&](const Section& section) { return section.stage == stage; });
  }

  void check_indicators() {
    std::set<std::pair<std::string, std::string>> known;
    for (size_t i = 0; i < problem_.indicators.size(); ++i) {
      const auto& indicator = problem_.indicators[i];
      const auto field = path("indicators/{}", i);
      if (indicator.code.empty()) wrong(field + "/code", say("缺少代码", "a code is missing"));
      if (!known.emplace(indicator.code, indicator.stage).second)
        wrong(field, say("同一学段的指标重复", "the indicator is there twice for the stage"));
      if (std::none_of(problem_.schools.begin(), problem_.schools.end(),
                       [&](const School& one) { return runs(one, indicator.stage); }))
        wrong(field + "/stage", say("没有学校开办学段 {}", "no school runs the stage {}", indicator.stage));
      not_negative(field + "/weight", indicator.weight);
      not_negative(field + "/least", indicator.least);
    }
  }

  void not_negative(const std::string& field, const std::optional<double>& value, double most = 1e6) {
    if (value && !(*value >= 0 && *value <= most))
      wrong(field, say("须在 0 与 {} 之间", "it has to be between 0 and {}", most));
  }

  void check_teachers() {
    std::map<std::string, std::string> together;
    for (size_t i = 0; i < problem_.teachers.size(); ++i) {
      const auto& one = problem_.teachers[i];
      const auto field = path("teachers/{}", i);
      check_id(field + "/id", one.id, teachers_);
      if (one.subject.empty())
        wrong(field + "/subject", say("教师 {} 没有任教学科；请填写，或将其移出名单",
                                      "teacher {} has no subject: give one, or leave the teacher out", one.id));
      if (school_known(field + "/school", one.school) && !runs(school(one.school), one.stage))
        wrong(field + "/stage",
              say("学校 {} 不开办学段 {}", "school {} does not run the stage {}", one.school, one.stage));
      if (one.hours && (*one.hours < 0 || *one.hours > 100))
        wrong(field + "/hours", say("周课时须在 0 与 100 之间", "weekly hours have to be between 0 and 100"));
      not_negative(field + "/share", one.share, 1);
      not_negative(field + "/years_here", one.years_here, 100);
      not_negative(field + "/years_left", one.years_left, 100);
      not_negative(field + "/years_away", one.years_away, 100);
      not_negative(field + "/years_since_away", one.years_since_away, 100);
      if (std::set<std::string>(one.counts.begin(), one.counts.end()).size() != one.counts.size())
        wrong(field + "/counts", say("同一指标出现两次", "an indicator is there twice"));
      for (const auto& place : one.places) school_known(field + "/places", place);
      for (const auto& place : one.never) school_known(field + "/never", place);
      if (!one.together) continue;
      const auto [home, fresh] = together.emplace(*one.together, one.school);
      if (!fresh && home->second != one.school)
        wrong(field + "/together",
              say("同行的教师须在同一学校：{} 与 {}", "those who go together have to be at one school: {} and {}",
                  home->second, one.school));
    }
  }

  void check_ways() {
    std::unordered_set<std::string> known;
    for (size_t i = 0; i < problem_.ways.size(); ++i) {
      const auto& way = problem_.ways[i];
      const auto field = path("ways/{}", i);
      const bool teacher_there = teacher_known(field + "/teacher", way.teacher);
      if (!school_known(field + "/to", way.to) || !teacher_there) continue;
      if (!known.insert(way.teacher + "\n" + way.to).second)
        wrong(field, say("同一教师到同一学校的路程重复", "the way of this teacher to this school is there twice"));
      not_negative(field + "/km", way.km, 20'000);
      not_negative(field + "/minutes", way.minutes, 100'000);
    }
  }

  void check_coverage() {
    std::set<std::tuple<std::string, std::string, std::string>> known;
    for (size_t i = 0; i < problem_.coverage.size(); ++i) {
      const auto& need = problem_.coverage[i];
      const auto field = path("coverage/{}", i);
      if (!known.emplace(need.school, need.stage, need.subject).second)
        wrong(field, say("同一学校、学段、学科重复", "the subject of this stage is there twice for the school"));
      if (school_known(field + "/school", need.school) && !runs(school(need.school), need.stage))
        wrong(field + "/stage",
              say("学校 {} 不开办学段 {}", "school {} does not run the stage {}", need.school, need.stage));
      if (need.hours < 0 || need.hours > most_heads)
        wrong(field + "/hours", say("课时不能为负", "hours cannot be negative"));
    }
  }

  void check_rules() {
    const auto& rules = problem_.rules;
    for (const auto& [name, share] : {std::pair{"moved_least", rules.moved_least},
                                      {"moved_most", rules.moved_most},
                                      {"backbone_least", rules.backbone_least},
                                      {"leaving_most", rules.leaving_most}})
      not_negative(path("rules/{}", name), share, 1);
    for (const auto& [name, years] : {std::pair{"years_here", rules.years_here},
                                      {"years_left", rules.years_left},
                                      {"years_rest", rules.years_rest},
                                      {"years_away_most", rules.years_away_most}})
      not_negative(path("rules/{}", name), years, 100);
    not_negative("rules/km_most", rules.km_most, 20'000);
    not_negative("rules/minutes_most", rules.minutes_most, 100'000);
    not_negative("rules/minutes_per_km", rules.minutes_per_km, 1000);
    for (const auto& [name, count] :
         {std::pair{"headcount_change", rules.headcount_change}, {"subject_change", rules.subject_change}})
      if (count && (*count < 0 || *count > most_heads))
        wrong(path("rules/{}", name), say("不能为负", "it cannot be negative"));
    if (rules.term && (*rules.term < 1 || *rules.term > 20))
      wrong("rules/term", say("期限须在 1 与 20 年之间", "a term is from 1 to 20 years"));
    if (rules.nearest && (*rules.nearest < 1 || *rules.nearest > 1000))
      wrong("rules/nearest", say("须在 1 与 1000 之间", "it has to be from 1 to 1000"));
  }

  void check_goals() {
    std::set<Goal> known;
    for (size_t i = 0; i < problem_.goals.size(); ++i) {
      const auto field = path("goals/{}", i);
      if (!known.insert(problem_.goals[i].goal).second)
        wrong(field, say("同一目标出现两次", "the goal is there twice"));
      not_negative(field + "/weight", problem_.goals[i].weight, 1000);
    }
  }

  void check_decided() {
    std::set<std::string> known;
    for (size_t i = 0; i < problem_.approved.size(); ++i) {
      const auto& move = problem_.approved[i];
      const auto field = path("approved/{}", i);
      if (teacher_known(field + "/teacher", move.teacher) && !known.insert(move.teacher).second)
        wrong(field + "/teacher", say("教师 {} 出现两次", "teacher {} is there twice", move.teacher));
      school_known(field + "/to", move.to);
    }
    known.clear();
    for (size_t i = 0; i < problem_.locked.size(); ++i) {
      const auto& lock = problem_.locked[i];
      const auto field = path("locked/{}", i);
      if (teacher_known(field + "/teacher", lock.teacher) && !known.insert(lock.teacher).second)
        wrong(field + "/teacher", say("教师 {} 锁定了两次", "teacher {} is locked twice", lock.teacher));
      if (lock.to) school_known(field + "/to", *lock.to);
    }
    for (size_t i = 0; i < problem_.forbidden.size(); ++i) {
      const auto& ban = problem_.forbidden[i];
      teacher_known(path("forbidden/{}/teacher", i), ban.teacher);
      if (ban.to) school_known(path("forbidden/{}/to", i), *ban.to);
    }
  }

  const Problem& problem_;
  std::unordered_map<std::string, size_t> schools_, teachers_;
  std::vector<FieldError> found_;
};

}  // namespace

std::vector<FieldError> faults_of(const Problem& problem) { return Faults{problem}.all(); }

}  // namespace doorstep::exchange
