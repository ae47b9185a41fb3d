#include "rules.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace doorstep::offerings {

std::optional<int64_t> grade_number(const std::string& grade) {
  int64_t number = 0;
  const auto [end, wrong] = std::from_chars(grade.data(), grade.data() + grade.size(), number);
  if (wrong != std::errc{} || end != grade.data() + grade.size() || number < 1 || number > 12) return std::nullopt;
  return number;
}

bool is_for_grade(const store::OfferingRow& offering, const std::string& grade) {
  if (offering.grades.empty()) return true;
  const auto number = grade_number(grade);
  return number && std::ranges::count(listed_numbers(offering.grades), *number) > 0;
}

int64_t seats_for(const store::OfferingRow& offering, std::span<const store::QuotaRow> quotas,
                  std::span<const store::SchoolTaken> taken, const OrgId& school, bool keeping) {
  const auto taken_by = [&](const OrgId& one) {
    const auto found = std::ranges::find(taken, one, &store::SchoolTaken::school_id);
    return found == taken.end() ? 0 : found->taken;
  };
  auto seats = offering.capacity - offering.taken;
  std::optional<int64_t> most;
  for (const auto& quota : quotas) {
    if (quota.school_id == school) {
      most = quota.most;
    } else if (keeping) {
      seats -= std::max<int64_t>(0, quota.least - taken_by(quota.school_id));
    }
  }
  if (most) seats = std::min(seats, *most - taken_by(school));
  return std::max<int64_t>(0, seats);
}

void take_seats(draft::Problem& problem, const draft::Plan& plan, std::span<const store::TakenRow> late) {
  if (late.empty()) return;
  std::map<std::string, std::string> campus;
  for (const auto& student : problem.students) campus[student.id] = student.campus;
  std::map<std::pair<std::string, std::string>, int64_t> has;  // by offering and campus
  for (const auto& place : plan.places) ++has[{place.offering, campus[place.student]}];
  for (const auto& one : late) {
    const auto offering = std::ranges::find(problem.offerings, one.offering_id, &draft::Offering::id);
    if (offering == problem.offerings.end()) continue;
    offering->capacity -= one.places;
    for (auto& quota : offering->quotas) {
      int64_t held = 0;
      for (const auto& of : quota.campuses) held += has[{offering->id, of}];
      const bool theirs = std::ranges::count(quota.campuses, one.school_id.value) > 0;
      // Kept is what its own have: what nobody of theirs took was given away before anybody came late.
      quota.least = std::clamp<int64_t>(quota.least.value_or(0) - (theirs ? one.places : 0), 0, held);
      if (quota.most && theirs) quota.most = std::max(held, *quota.most - one.places);
    }
  }
}

int64_t way_minutes(const std::optional<Spot>& from, const std::optional<Spot>& to) {
  constexpr double detour = 1.3, speed = 20, fixed = 10;
  constexpr int64_t unknown_way = 30;
  if (!from || !to) return unknown_way;
  const double minutes = kilometres(*from, *to) * detour / speed * 60 + fixed;
  return static_cast<int64_t>(std::ceil(minutes / 5)) * 5;
}

std::string tryout_reason(double mean, int64_t pass) { return fmt::format("{:.1f}/{}", mean, pass); }

Words tryout_words(const store::PlaceRow& place) {
  const auto cut = place.reason.find('/');
  if (cut == place.reason.npos) return {};
  const auto mean = place.reason.substr(0, cut), pass = place.reason.substr(cut + 1);
  if (place.state == PlaceState::refused)
    return say("试训平均分 {}，低于合格线 {}", "Mean of the try-out {}, below the least mean {}", mean, pass);
  if (place.state == PlaceState::waiting)
    return say("试训平均分 {}，合格；名额按平均分从高到低给，同分按报名先后",
               "Mean of the try-out {}: passed; the places went to the highest means, equal ones as they signed up",
               mean);
  return {};
}

Words title_of(const store::OfferingRow& row) {
  return {row.title_zh.empty() ? row.title_en : row.title_zh, row.title_en.empty() ? row.title_zh : row.title_en};
}

const std::string& spot_of(const store::OfferingRow& offering) {
  if (offering.campus_id.empty()) return offering.host_id.value;
  return offering.campus_id.value;
}

draft::Offering drafted(const store::OfferingRow& offering, std::span<const store::SessionRow> sessions,
                        std::span<const store::QuotaRow> quotas) {
  draft::Offering made;
  made.id = offering.id;
  made.capacity = offering.capacity;
  made.grades = listed_numbers(offering.grades);
  for (const auto& quota : quotas) made.quotas.push_back({{quota.school_id.value}, quota.least, quota.most});
  for (const auto& one : sessions)
    made.sessions.push_back(
        {one.weekday, one.on_day, one.from_on, one.until_on, one.from_minute, one.to_minute, spot_of(offering)});
  return made;
}

void take_out(draft::Problem& problem, const std::string& ticket, const std::string& offering) {
  const auto student = std::ranges::find(problem.students, ticket, &draft::Student::id);
  if (student == problem.students.end()) return;
  const auto choice = std::ranges::find(student->choices, offering);
  if (choice == student->choices.end()) return;
  const auto gone = "gone-" + std::to_string(choice - student->choices.begin() + 1);
  if (std::ranges::find(problem.offerings, gone, &draft::Offering::id) == problem.offerings.end()) {
    draft::Offering nothing;
    nothing.id = gone;
    problem.offerings.push_back(std::move(nothing));
  }
  *choice = gone;
  std::erase_if(student->priorities, [&](const draft::Priority& one) { return one.offering == offering; });
}

}  // namespace doorstep::offerings
