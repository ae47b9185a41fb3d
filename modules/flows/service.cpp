#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <doorstep/access/access.h>
#include <doorstep/base/list.h>
#include <doorstep/variation/variation.h>

#include "module.h"

namespace doorstep::flows {
namespace {

constexpr double week_hours = 40;  // State Council, decree 174 of 1995
constexpr int longest_days = 5 * 366;
const std::string shared_node = "shared", outside_node = "outside";

bool is_course(offerings::OfferingKind kind) {
  return kind == offerings::OfferingKind::course || kind == offerings::OfferingKind::experimental ||
         kind == offerings::OfferingKind::talent || kind == offerings::OfferingKind::study;
}

Date next_school_year(Date day) { return begin_of_school_year(begin_of_school_year(day).plus(366 + 31)); }

Words setting_name(const std::string& setting) {
  if (setting == "urban") return say("城区学校", "Urban schools");
  if (setting == "town") return say("镇区学校", "Town schools");
  if (setting == "rural") return say("乡村学校", "Rural schools");
  return say("未分类的学校", "Schools not classified");
}

// The account as it is drawn up: schools, the node each belongs to, and sums by node and kind.
class Ledger {
 public:
  explicit Ledger(OrgFlows& made) : made_(made) {
    for (size_t at = 0; at < made_.schools.size(); ++at) place_[made_.schools[at].school_id] = at;
  }
  std::optional<uint32_t> place(const OrgId& school) const {
    const auto found = place_.find(school);
    return found == place_.end() ? std::nullopt : std::optional{static_cast<uint32_t>(found->second)};
  }
  SchoolOpportunity& school(uint32_t at) { return made_.schools[at]; }

  // `own`: of the organisation itself, or of the district around it.
  void flow(const OrgId& from, const OrgId& to, FlowKind kind, double amount, bool own = false) {
    if (from == to || amount <= 0) return;
    const auto giver = place(from), taker = place(to);
    if (!giver && !taker) return;
    if (giver) school(*giver).gives.of(kind) += amount;
    if (taker) school(*taker).receives.of(kind) += amount;
    lines_[{kind, node(giver, own), node(taker, false)}] += amount;
  }

  void close() {
    std::map<std::string, FlowNode> nodes;
    for (const auto& one : made_.schools) {
      auto& node = nodes[key(one)];
      node.id = key(one);
      node.place = made_.by_school ? FlowPlace::school : FlowPlace::setting;
      node.name = made_.by_school ? Words{one.school, one.school} : setting_name(one.setting);
      ++node.schools;
      node.students += one.students;
    }
    for (const auto& [of, amount] : lines_) {
      const auto& [kind, from, to] = of;
      for (const auto& id : {from, to}) {
        auto& node = nodes[id];
        if (!node.id.empty()) continue;
        node.id = id;
        node.place = id == shared_node ? FlowPlace::shared : FlowPlace::outside;
        node.name = id == shared_node ? Words{made_.org, made_.org} : say("其他学校与单位", "Other schools");
      }
      nodes[from].gives.of(kind) += amount;
      nodes[to].receives.of(kind) += amount;
      made_.lines.push_back({from, to, kind, amount});
    }
    std::ranges::stable_sort(made_.lines, [](const FlowLine& one, const FlowLine& other) {
      return std::tuple{one.kind, -one.amount} < std::tuple{other.kind, -other.amount};
    });
    for (auto& [id, node] : nodes) made_.nodes.push_back(std::move(node));
    std::ranges::stable_sort(made_.nodes, {}, &FlowNode::place);
  }

 private:
  std::string key(const SchoolOpportunity& school) const {
    return made_.by_school ? school.school_id.value : school.setting.empty() ? "unclassified" : school.setting;
  }
  std::string node(std::optional<uint32_t> at, bool own) const {
    if (at) return key(made_.schools[*at]);
    return own ? shared_node : outside_node;
  }

  OrgFlows& made_;
  std::map<OrgId, size_t> place_;
  std::map<std::tuple<FlowKind, std::string, std::string>, double> lines_;
};

class FlowsService final : public Flows {
 public:
  explicit FlowsService(Around around) : around_(std::move(around)) {}

  Result<OrgFlows> at(const OrgId& org, std::optional<Date> from, std::optional<Date> until) override {
    OrgFlows made;
    made.org_id = org;
    made.until = until.value_or(Date::today().plus(1));
    made.from = from.value_or(begin_of_school_year(made.until.plus(-1)));
    if (made.until <= made.from || made.until.days() - made.from.days() > longest_days)
      return refuse(Fault::invalid, "flows-days",
                    say("结束日期应晚于开始日期，最长五年", "the end comes after the beginning, five years at most"),
                    {{"until", say("应晚于开始日期，最长五年", "after the beginning, five years at most")}});
    DOORSTEP_TRY(take_schools(made));
    Ledger ledger(made);
    add_teaching(made, ledger);
    add_uses(made, ledger);
    // What is offered this school year counts before its first meeting.
    add_offerings(made, ledger, until.value_or(next_school_year(made.from)));
    ledger.close();
    add_spreads(made);
    return made;
  }

 private:
  Result<void> take_schools(OrgFlows& made) {
    std::set<OrgId> areas, members;
    if (const auto group = around_.registry.group(made.org_id)) {
      made.by_school = true;
      made.org = group->org.name;
      for (const auto& one : group->members)
        if (holds_on(one, Date::today())) {
          members.insert(one.school_id);
          areas.insert(around_.registry.district_of(one.school_id));
        }
    } else {
      DOORSTEP_LET(district, around_.registry.area(made.org_id, {}));
      made.org = district.name;
      areas.insert(made.org_id);
    }
    for (const auto& area : areas)
      for (auto& one : around_.registry.roll(area, Date::today(), {false, {made.org_id}}).schools) {
        if (made.by_school && !members.contains(one.id)) continue;
        SchoolOpportunity school;
        school.school_id = one.id;
        school.school = std::move(one.name);
        school.setting = std::move(one.setting);
        school.students = one.whole.students.value_or(0);
        // Courses and clubs are for grades: who is not yet at school is not counted.
        for (const auto& [stage, count] : one.stages_counted)
          if (stage == "kindergarten") school.students -= count.students.value_or(0);
        made.students += school.students;
        made.schools.push_back(std::move(school));
      }
    std::ranges::sort(made.schools, [](const SchoolOpportunity& one, const SchoolOpportunity& other) {
      return std::tie(one.school, one.school_id) < std::tie(other.school, other.school_id);
    });
    return {};
  }

  void add_teaching(const OrgFlows& made, Ledger& ledger) {
    for (const auto& one : around_.shared_time(made.from, made.until)) {
      const auto days = std::min(made.until, one.end_on).days() - std::max(made.from, one.begin_on).days();
      ledger.flow(one.home_id, one.host_id, FlowKind::teaching, one.share * week_hours * static_cast<double>(days) / 7);
    }
  }

  void add_uses(const OrgFlows& made, Ledger& ledger) {
    const auto district = around_.registry.district_of(made.org_id);
    for (const auto& one : around_.uses(made.from, made.until))
      ledger.flow(one.owner_id, one.school_id, FlowKind::resources, static_cast<double>(one.uses),
                  one.owner_id == made.org_id || one.owner_id == district);
  }

  void add_offerings(OrgFlows& made, Ledger& ledger, Date until) {
    std::vector<access::Offer> courses, clubs;
    std::map<PersonId, OrgId> homes;
    std::map<uint32_t, Grades> grades;
    for (const auto& one : around_.offered(made.org_id, made.from, until)) {
      const bool course = is_course(one.kind);
      for (const auto& taken : one.taken) {
        const auto places = static_cast<double>(taken.places);
        ledger.flow(one.host_id, taken.school_id, course ? FlowKind::courses : FlowKind::clubs, places);
        if (const auto at = ledger.place(taken.school_id))
          (course ? ledger.school(*at).course_places : ledger.school(*at).club_places) += places;
      }
      for (const auto& visit : one.teachers) {
        if (!homes.contains(visit.person_id)) homes[visit.person_id] = around_.home_of(visit.person_id);
        if (const auto& home = homes[visit.person_id]; !home.empty())
          ledger.flow(home, one.host_id, FlowKind::teaching, visit.hours);
      }
      access::Offer offer{static_cast<double>(one.seats), {}};
      for (const auto& reach : one.reach)
        if (const auto at = ledger.place(reach.school_id))
          offer.reach.push_back({*at, eligible(ledger.school(*at), *at, one.grades, grades), reach.minutes});
      (course ? courses : clubs).push_back(std::move(offer));
    }
    const auto size = static_cast<uint32_t>(made.schools.size());
    const auto of_courses = access::seats(size, courses), of_clubs = access::seats(size, clubs);
    for (size_t at = 0; at < size; ++at) {
      made.schools[at].course_seats = of_courses[at];
      made.schools[at].club_seats = of_clubs[at];
    }
  }

  using Grades = std::map<int64_t, double>;  // students by grade, from the classes of a school

  // Students of a school for whom an offering of these grades is; of a school whose classes are not in the register
  // all.
  double eligible(const SchoolOpportunity& school, uint32_t at, const std::vector<int64_t>& wanted,
                  std::map<uint32_t, Grades>& known) {
    if (wanted.empty()) return school.students;
    if (!known.contains(at)) known[at] = grades_of(school.school_id);
    const auto& grades = known[at];
    if (grades.empty()) return school.students;
    double students = 0;
    for (const auto grade : wanted)
      if (const auto found = grades.find(grade); found != grades.end()) students += found->second;
    return students;
  }

  Grades grades_of(const OrgId& school) {
    Grades made;
    const auto classes = around_.registry.classes(school, std::nullopt);
    if (!classes) return made;
    for (const auto& one : *classes) {
      if (one.students == 0) continue;
      const auto grades = listed_numbers(one.grades);
      for (const auto grade : grades)
        made[grade] += static_cast<double>(one.students) / static_cast<double>(grades.size());
    }
    return made;
  }

  static void add_spreads(OrgFlows& made) {
    const auto add = [&](OpportunityOf of, double SchoolOpportunity::*value) {
      std::vector<double> amounts, students;
      for (const auto& one : made.schools) {
        if (one.students <= 0) continue;
        amounts.push_back(one.*value);
        students.push_back(one.students);
      }
      const auto spread = variation::student_weighted(amounts, students);
      made.spreads.push_back({of, spread.amount, spread.mean * 100, spread.cv, {}});
      if (spread.cv) made.spreads.back().gini = variation::gini(amounts, students);
    };
    add(OpportunityOf::course_seats, &SchoolOpportunity::course_seats);
    add(OpportunityOf::club_seats, &SchoolOpportunity::club_seats);
    add(OpportunityOf::course_places, &SchoolOpportunity::course_places);
    add(OpportunityOf::club_places, &SchoolOpportunity::club_places);
  }

  Around around_;
};

}  // namespace

double& FlowAmounts::of(FlowKind kind) {
  switch (kind) {
    case FlowKind::teaching:
      return teaching;
    case FlowKind::resources:
      return resources;
    case FlowKind::courses:
      return courses;
    case FlowKind::clubs:
      return clubs;
  }
  return teaching;
}

std::unique_ptr<Flows> make_flows(Around around) { return std::make_unique<FlowsService>(std::move(around)); }

}  // namespace doorstep::flows
