#include "draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "dice.h"

namespace doorstep::synthetic {
namespace {

constexpr int offerings_a_campus = 40, nearest = 8, grades = 9;

struct Point {
  int x = 0, y = 0;  // in tenths of a minute's travel
};

int minutes_between(const Point& one, const Point& other) {
  return (std::abs(one.x - other.x) + std::abs(one.y - other.y)) / 10;
}

class Maker {
 public:
  explicit Maker(const DraftWish& wish)
      : wish_(wish), dice_(mixed(wish.seed * 31 + 23)), campuses_(std::max(1, wish.offerings / offerings_a_campus)) {}

  draft::Problem made() {
    problem_.name = fmt::format("Generated courses of {} students", wish_.students);
    problem_.rule.most = wish_.most;
    problem_.rule.priorities = {"sibling"};
    place_campuses();
    for (int number = 0; number < wish_.offerings; ++number) add_offering(number);
    for (int campus = 0; campus < campuses_; ++campus) choose_near(campus);
    for (int number = 0; number < wish_.students; ++number) add_student(number);
    return std::move(problem_);
  }

 private:
  void place_campuses() {
    for (int campus = 0; campus < campuses_; ++campus) {
      problem_.campuses.push_back(fmt::format("c{}", campus + 1));
      points_.push_back({dice_.below(900), dice_.below(900)});
    }
    for (const auto& from : points_) {
      auto& row = problem_.travel.emplace_back();
      for (const auto& to : points_) row.push_back(minutes_between(from, to));
    }
  }

  void add_offering(int number) {
    draft::Offering made;
    made.id = fmt::format("k{}", number + 1);
    const int campus = number % campuses_;
    const int around = static_cast<int>(std::max<int64_t>(1, int64_t{wish_.students} * 21 / 20 / wish_.offerings));
    made.capacity = std::max(1, around / 2 + dice_.below(around + 1));
    const int lowest = 1 + dice_.below(grades - 2);
    for (int grade = lowest; grade < lowest + 3; ++grade) made.grades.push_back(grade);
    draft::Session session;
    session.weekday = 1 + dice_.below(5);
    session.begin = 15 * 60 + 30 + 30 * dice_.below(4);
    session.end = session.begin + 60;
    session.campus = problem_.campuses[static_cast<size_t>(campus)];
    made.sessions.push_back(session);
    if (dice_.below(3) == 0) {
      draft::Quota own;
      own.campuses = {session.campus};
      own.least = made.capacity / 3;
      if (dice_.below(2) == 0) own.most = std::max<int64_t>(1, made.capacity * 4 / 5);
      made.quotas.push_back(std::move(own));
    }
    const int unpopular = 1 + dice_.below(30);
    popularity_.push_back(900 / (unpopular * unpopular) + 4);
    problem_.offerings.push_back(std::move(made));
  }

  // What the students of a campus choose among, with running sums of popularity; their own campus counts twice.
  void choose_near(int campus) {
    std::vector<int> order(static_cast<size_t>(campuses_));
    std::iota(order.begin(), order.end(), 0);
    const auto& travel = problem_.travel[static_cast<size_t>(campus)];
    const auto few = order.begin() + std::min<int>(nearest, campuses_);
    std::partial_sort(order.begin(), few, order.end(), [&](int one, int other) {
      const auto here = travel[static_cast<size_t>(one)], there = travel[static_cast<size_t>(other)];
      return here != there ? here < there : one < other;
    });
    auto& near = near_.emplace_back();
    auto& sums = sums_.emplace_back();
    int sum = 0;
    for (auto other = order.begin(); other != few; ++other)
      for (int offering = *other; offering < wish_.offerings; offering += campuses_) {
        near.push_back(offering);
        sums.push_back(sum += popularity_[static_cast<size_t>(offering)] * (*other == campus ? 2 : 1));
      }
  }

  void add_student(int number) {
    draft::Student made;
    made.id = fmt::format("s{}", number + 1);
    const auto campus = static_cast<size_t>(dice_.below(campuses_));
    made.campus = problem_.campuses[campus];
    made.grade = 1 + dice_.below(grades);
    const auto& sums = sums_[campus];
    std::vector<int> chosen;
    const int tries = 12 * wish_.preferences;
    for (int tried = 0; tried < tries && static_cast<int>(chosen.size()) < wish_.preferences; ++tried) {
      const auto place = std::upper_bound(sums.begin(), sums.end(), dice_.below(sums.back())) - sums.begin();
      const auto offering = near_[campus][static_cast<size_t>(place)];
      const auto& grades_of = problem_.offerings[static_cast<size_t>(offering)].grades;
      if (*made.grade < grades_of.front() || *made.grade > grades_of.back()) continue;
      if (std::find(chosen.begin(), chosen.end(), offering) == chosen.end()) chosen.push_back(offering);
    }
    for (const auto offering : chosen) made.choices.push_back(problem_.offerings[static_cast<size_t>(offering)].id);
    if (!chosen.empty() && dice_.below(20) == 0)
      made.priorities.push_back(
          {made.choices[static_cast<size_t>(dice_.below(static_cast<int>(chosen.size())))], "sibling"});
    problem_.students.push_back(std::move(made));
  }

  const DraftWish& wish_;
  Dice dice_;
  const int campuses_;
  draft::Problem problem_;
  std::vector<Point> points_;
  std::vector<int> popularity_;
  std::vector<std::vector<int>> near_, sums_;  // by campus
};

}  // namespace

draft::Problem draft(const DraftWish& wish) { return Maker{wish}.made(); }

}  // namespace doorstep::synthetic
