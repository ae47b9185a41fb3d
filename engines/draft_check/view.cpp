#include "view.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <numeric>

#include <doorstep/base/digest.h>

namespace doorstep::draft_check {
namespace {

using draft::Offering;
using draft::Session;
using draft::Student;

bool may_take(const Offering& offering, const Student& student) {
  if (!offering.grades.empty()) {
    if (!student.grade) return false;
    if (std::count(offering.grades.begin(), offering.grades.end(), *student.grade) == 0) return false;
  }
  if ((offering.age_least || offering.age_most) && !student.age) return false;
  if (offering.age_least && *student.age < *offering.age_least) return false;
  return !(offering.age_most && *student.age > *offering.age_most);
}

// Whether a session takes place on a day.
bool meets_on(const Session& session, Date day) {
  if (session.day) return *session.day == day;
  if (session.from && day < *session.from) return false;
  if (session.until && !(day < *session.until)) return false;
  const auto monday = Date::from_days(4);  // 1970-01-05
  return ((day.days() - monday.days()) % 7 + 7) % 7 + 1 == *session.weekday;
}

// Whether two sessions have a day in common: looked for day by day over a week from the latest first day.
bool share_a_day(const Session& one, const Session& other) {
  if (one.day) return meets_on(other, *one.day);
  if (other.day) return meets_on(one, *other.day);
  auto first = Date::from_days(0);
  if (one.from && first < *one.from) first = *one.from;
  if (other.from && first < *other.from) first = *other.from;
  if (!one.from && !other.from) {  // both from always on: the week before the earlier end
    auto last = Date::from_days(7);
    if (one.until) last = *one.until;
    if (other.until && (!one.until || *other.until < last)) last = *other.until;
    first = last.plus(-7);
  }
  for (int64_t day = 0; day < 7; ++day)
    if (meets_on(one, first.plus(day)) && meets_on(other, first.plus(day))) return true;
  return false;
}

}  // namespace

View::View(const draft::Problem& of) : problem(of) {
  for (size_t at = 0; at < of.students.size(); ++at) students[of.students[at].id] = at;
  for (size_t at = 0; at < of.offerings.size(); ++at) offerings[of.offerings[at].id] = at;
  for (size_t at = 0; at < of.campuses.size(); ++at) campuses[of.campuses[at]] = at;
  const auto& words = of.rule.priorities;
  for (const auto& student : of.students) {
    auto& mine = choices.emplace_back();
    for (const auto& id : student.choices) {
      Choice choice;
      choice.offering = offerings.at(id);
      const auto& offering = of.offerings[choice.offering];
      while (choice.quota < offering.quotas.size()) {
        const auto& named = offering.quotas[choice.quota].campuses;
        if (std::count(named.begin(), named.end(), student.campus) > 0) break;
        ++choice.quota;
      }
      choice.word = words.size();
      for (const auto& priority : student.priorities)
        if (priority.offering == id)
          choice.word = std::min(
              choice.word, static_cast<size_t>(std::find(words.begin(), words.end(), priority.word) - words.begin()));
      choice.eligible = may_take(offering, student);
      mine.push_back(choice);
    }
  }
}

int64_t View::most(size_t student) const {
  const auto own = problem.students[student].most;
  return own ? *own : problem.rule.most.value_or(1);
}

int64_t View::least_of(size_t offering, size_t quota) const {
  const auto& quotas = problem.offerings[offering].quotas;
  return quota < quotas.size() ? quotas[quota].least.value_or(0) : 0;
}

int64_t View::most_of(size_t offering, size_t quota) const {
  const auto& one = problem.offerings[offering];
  if (quota < one.quotas.size() && one.quotas[quota].most) return std::min(one.capacity, *one.quotas[quota].most);
  return one.capacity;
}

std::string View::apart(size_t one, size_t other) const {
  std::string found;
  for (const auto& here : problem.offerings[one].sessions)
    for (const auto& there : problem.offerings[other].sessions) {
      if (!share_a_day(here, there)) continue;
      const auto& early = here.begin <= there.begin ? here : there;
      const auto& late = here.begin <= there.begin ? there : here;
      if (late.begin < early.end) return "clash";
      if (problem.travel.empty()) continue;
      if (late.begin - early.end < problem.travel[campuses.at(early.campus)][campuses.at(late.campus)])
        found = "travel";
    }
  return found;
}

void View::draw(const std::string& seed) {
  using Key = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;
  crypto_auth_hmacsha256_state fresh;
  crypto_auth_hmacsha256_init(&fresh, reinterpret_cast<const unsigned char*>(seed.data()), seed.size());
  std::vector<Key> keys(problem.students.size());
  for (size_t at = 0; at < keys.size(); ++at) {
    auto state = fresh;
    const auto& id = problem.students[at].id;
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(id.data()), id.size());
    crypto_auth_hmacsha256_final(&state, keys[at].data());
  }
  std::vector<size_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](size_t one, size_t other) {
    if (keys[one] != keys[other]) return keys[one] < keys[other];
    return problem.students[one].id < problem.students[other].id;
  });
  number.assign(keys.size(), 0);
  for (size_t at = 0; at < order.size(); ++at) number[order[at]] = at;
}

std::string hash_of_roll(const draft::Problem& problem) {
  std::vector<std::string_view> ids;
  for (const auto& student : problem.students) ids.push_back(student.id);
  std::sort(ids.begin(), ids.end());
  Sha256 digest;
  for (const auto id : ids) {
    digest.add(id);
    digest.add("\n");
  }
  return digest.hex();
}

}  // namespace doorstep::draft_check
