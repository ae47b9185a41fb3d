#include "instance.h"

#include <algorithm>

#include <doorstep/draft/draft.h>

#include "lottery.h"

namespace doorstep::draft {
namespace {

using Places = boost::unordered_flat_map<std::string_view, int32_t>;

Places places_of(const std::vector<std::string>& ids) {
  Places places;
  for (const auto& id : ids) places.emplace(id, static_cast<int32_t>(places.size()));
  return places;
}

template <class Thing>
Places places_of(const std::vector<Thing>& things) {
  Places places;
  places.reserve(things.size());
  for (const auto& thing : things) places.emplace(thing.id, static_cast<int32_t>(places.size()));
  return places;
}

int64_t weekday_of(int64_t day) { return ((day + 3) % 7 + 7) % 7 + 1; }  // 1970-01-01 was a Thursday

Meeting meeting_of(const Session& session, const Places& campuses) {
  Meeting made{0, Date::always().days(), Date::never().days(), session.begin, session.end, campuses.at(session.campus)};
  if (session.day) {
    made.first = session.day->days();
    made.past = made.first + 1;
    made.weekday = weekday_of(made.first);
  } else {
    made.weekday = *session.weekday;
    if (session.from) made.first = session.from->days();
    if (session.until) made.past = session.until->days();
  }
  return made;
}

bool eligible(const Offering& offering, const Student& student) {
  if (!offering.grades.empty() &&
      (!student.grade || std::ranges::find(offering.grades, *student.grade) == offering.grades.end()))
    return false;
  if (offering.age_least && (!student.age || *student.age < *offering.age_least)) return false;
  return !offering.age_most || (student.age && *student.age <= *offering.age_most);
}

class LookUp {
 public:
  LookUp(const Problem& problem, std::string_view seed)
      : problem_(problem), campuses_(places_of(problem.campuses)), words_(places_of(problem.rule.priorities)) {
    made_.problem = &problem;
    made_.words = static_cast<int32_t>(words_.size()) + 1;
    made_.offering_at = places_of(problem.offerings);
    made_.student_at = places_of(problem.students);
    for (const auto& offering : problem.offerings) add(offering);
    made_.leaf_begin.push_back(static_cast<int32_t>(made_.leaves.size()));
    for (const auto& student : problem.students) add(student);
    made_.wish_begin.push_back(static_cast<int32_t>(made_.wishes.size()));
    draw(seed);
  }

  Instance done() { return std::move(made_); }

 private:
  void add(const Offering& offering) {
    const auto at = static_cast<int32_t>(made_.capacity.size());
    made_.leaf_begin.push_back(static_cast<int32_t>(made_.leaves.size()));
    auto shared = offering.capacity;
    for (const auto& quota : offering.quotas) {
      const auto least = quota.least.value_or(0);
      shared -= least;
      for (const auto& campus : quota.campuses)
        quota_of_[{at, campuses_.at(campus)}] = static_cast<int32_t>(made_.leaves.size());
      made_.leaves.push_back({at, least, std::min(quota.most.value_or(offering.capacity), offering.capacity)});
    }
    made_.leaves.push_back({at, 0, offering.capacity});
    made_.capacity.push_back(offering.capacity);
    made_.shared.push_back(shared);
    auto& meetings = made_.meetings.emplace_back();
    for (const auto& session : offering.sessions) meetings.push_back(meeting_of(session, campuses_));
  }

  int32_t leaf_of(int32_t offering, int32_t campus) const {
    const auto rest = made_.leaf_begin[at(offering) + 1] - 1;
    if (rest == made_.leaf_begin[at(offering)]) return rest;
    const auto found = quota_of_.find({offering, campus});
    return found == quota_of_.end() ? rest : found->second;
  }

  void add(const Student& student) {
    made_.wish_begin.push_back(static_cast<int32_t>(made_.wishes.size()));
    made_.most.push_back(static_cast<int32_t>(student.most.value_or(problem_.rule.most.value_or(1))));
    const auto campus = campuses_.at(student.campus);
    for (const auto& choice : student.choices) {
      const auto offering = made_.offering_at.at(choice);
      auto word = made_.words - 1;
      for (const auto& priority : student.priorities)
        if (priority.offering == choice) word = std::min(word, words_.at(priority.word));
      made_.wishes.push_back(
          {offering, leaf_of(offering, campus), word, eligible(problem_.offerings[at(offering)], student)});
    }
  }

  void draw(std::string_view seed) {
    std::vector<std::string_view> ids;
    ids.reserve(problem_.students.size());
    for (const auto& student : problem_.students) ids.push_back(student.id);
    made_.order = drawn(ids, seed);
    made_.number.resize(ids.size());
    for (int32_t place = 0; at(place) < ids.size(); ++place) made_.number[at(made_.order[at(place)])] = place;
  }

  const Problem& problem_;
  Places campuses_, words_;
  boost::unordered_flat_map<std::pair<int32_t, int32_t>, int32_t> quota_of_;  // by offering and campus
  Instance made_;
};

bool same_day(const Meeting& one, const Meeting& other) {
  if (one.weekday != other.weekday) return false;
  const auto first = std::max(one.first, other.first), past = std::min(one.past, other.past);
  const auto wait = (one.weekday - weekday_of(first) + 7) % 7;
  return first + wait < past;
}

Apart apart(const Instance& instance, const Meeting& one, const Meeting& other) {
  if (!same_day(one, other)) return {};
  if (one.begin < other.end && other.begin < one.end) return {Apart::By::clash, 0, 0};
  const auto& travel = instance.problem->travel;
  if (travel.empty()) return {};
  const auto& earlier = one.end <= other.begin ? one : other;
  const auto& later = &earlier == &one ? other : one;
  const auto needed = travel[at(earlier.campus)][at(later.campus)];
  const auto there = later.begin - earlier.end;
  if (there < needed) return {Apart::By::travel, needed, there};
  return {};
}

}  // namespace

Instance look_up(const Problem& problem, std::string_view seed) { return LookUp{problem, seed}.done(); }

Apart apart(const Instance& instance, int32_t one, int32_t other) {
  Apart found;
  for (const auto& here : instance.meetings[at(one)])
    for (const auto& there : instance.meetings[at(other)]) {
      const auto by = apart(instance, here, there);
      if (by.by == Apart::By::clash) return by;
      if (by && (!found || by.needed - by.there > found.needed - found.there)) found = by;
    }
  return found;
}

std::optional<Barrier> barrier(const Problem& problem, size_t one, size_t other) {
  const auto found = apart(look_up(problem, {}), static_cast<int32_t>(one), static_cast<int32_t>(other));
  if (!found) return std::nullopt;
  return Barrier{found.by == Apart::By::clash ? Why::clash : Why::travel, found.needed, found.there};
}

}  // namespace doorstep::draft
