#include "check.h"

#include <algorithm>
#include <array>

#include "best.h"

namespace doorstep::draft_check {
namespace {

using draft::Mode;

class Checker {
 public:
  Checker(const draft::Problem& problem, const draft::Plan& plan) : view_(problem), plan_(plan) {
    has_.resize(problem.students.size());
  }

  std::vector<Finding> all() {
    check_draw();
    if (!read_places()) return std::move(found_);  // the rest would only stumble over them
    view_.draw(plan_.seed);
    check_students();
    check_seats();
    if (plan_.changed.value_or(false)) return std::move(found_);
    check_waste();
    const auto after = has_;
    if (undo_released()) {
      check_queues(after);
      check_rounds();
    }
    return std::move(found_);
  }

 private:
  const draft::Problem& problem() const { return view_.problem; }
  const std::string& student_id(size_t student) const { return problem().students[student].id; }
  const std::string& offering_id(size_t offering) const { return problem().offerings[offering].id; }
  void report(const char* rule, std::string student, std::string offering, int64_t value = 0, int64_t limit = 0) {
    constexpr size_t most_found = 1000;
    if (found_.size() < most_found) found_.push_back({rule, std::move(student), std::move(offering), value, limit});
  }

  void check_draw() {
    if (plan_.format != "doorstep-draft-plan-1") report("format", "", "");
    if (plan_.seed.empty()) report("seed", "", "");
    if (plan_.roll != hash_of_roll(problem())) report("roll", "", "");
  }

  std::optional<size_t> choice_of(size_t student, const std::string& offering) const {
    const auto& list = problem().students[student].choices;
    const auto found = std::find(list.begin(), list.end(), offering);
    if (found == list.end()) return std::nullopt;
    return static_cast<size_t>(found - list.begin());
  }

  bool read_places() {
    const auto before = found_.size();
    for (const auto& place : plan_.places) {
      const auto student = view_.students.find(place.student);
      if (student == view_.students.end()) {
        report("student_unknown", place.student, place.offering);
      } else if (!view_.offerings.contains(place.offering)) {
        report("offering_unknown", place.student, place.offering);
      } else if (const auto choice = choice_of(student->second, place.offering); !choice) {
        report("not_chosen", place.student, place.offering);
      } else {
        has_[student->second].push_back({*choice, place.round});
      }
    }
    return found_.size() == before;
  }

  void check_students() {
    for (size_t student = 0; student < has_.size(); ++student) {
      const auto& mine = has_[student];
      const auto count = static_cast<int64_t>(mine.size());
      if (count > view_.most(student)) report("most", student_id(student), "", count, view_.most(student));
      for (size_t one = 0; one < mine.size(); ++one) {
        const auto& choice = view_.choices[student][mine[one].choice];
        const auto& id = offering_id(choice.offering);
        if (!choice.eligible) report("eligible", student_id(student), id);
        for (size_t other = 0; other < one; ++other) {
          const auto& against = view_.choices[student][mine[other].choice];
          if (against.offering == choice.offering) report("twice", student_id(student), id);
          if (mine[one].round == mine[other].round && mine[one].round != 0)
            report("round", student_id(student), id, mine[one].round);
          if (const auto why = view_.apart(choice.offering, against.offering);
              !why.empty() && against.offering != choice.offering)
            report(why.c_str(), student_id(student), id);
        }
      }
    }
  }

  Seating seating_of(const Holdings& has) const {
    Seating seating{view_};
    for (size_t student = 0; student < has.size(); ++student)
      for (const auto& got : has[student]) seating.add(view_.choices[student][got.choice], 1);
    return seating;
  }

  void check_seats() {
    const auto seating = seating_of(has_);
    for (size_t offering = 0; offering < problem().offerings.size(); ++offering) {
      const auto& one = problem().offerings[offering];
      if (seating.all(offering) > one.capacity) report("capacity", "", one.id, seating.all(offering), one.capacity);
      for (size_t quota = 0; quota < one.quotas.size(); ++quota)
        if (seating.count(offering, quota) > view_.most_of(offering, quota))
          report("quota", "", one.id, seating.count(offering, quota), view_.most_of(offering, quota));
    }
  }

  // Who chose what, by offering.
  const std::vector<std::vector<std::pair<size_t, size_t>>>& askers() {
    if (askers_.empty()) {
      askers_.resize(problem().offerings.size());
      for (size_t student = 0; student < has_.size(); ++student)
        for (size_t choice = 0; choice < view_.choices[student].size(); ++choice)
          if (view_.choices[student][choice].eligible)
            askers_[view_.choices[student][choice].offering].emplace_back(student, choice);
    }
    return askers_;
  }

  void check_waste() {
    const auto seating = seating_of(has_);
    for (size_t offering = 0; offering < problem().offerings.size(); ++offering) {
      if (seating.all(offering) >= problem().offerings[offering].capacity) continue;
      for (const auto& [student, choice] : askers()[offering]) {
        const auto quota = view_.choices[student][choice].quota;
        if (seating.count(offering, quota) < view_.most_of(offering, quota) &&
            trade(view_, student, has_[student], choice).possible)
          report("waste", student_id(student), offering_id(offering));
      }
    }
  }

  // Back to what the rounds gave; false when the record does not fit the places.
  bool undo_released() {
    for (auto move = plan_.released.rbegin(); move != plan_.released.rend(); ++move) {
      const auto student = view_.students.find(move->student);
      if (student == view_.students.end()) return report("released", move->student, move->to), false;
      auto& mine = has_[student->second];
      const auto to = choice_of(student->second, move->to);
      const auto found = std::find_if(mine.begin(), mine.end(), [&](const Got& got) { return got.choice == to; });
      if (found == mine.end() || found->round != 0) return report("released", move->student, move->to), false;
      mine.erase(found);
      if (!move->from) continue;
      const auto from = choice_of(student->second, *move->from);
      if (!from || !move->round || *from < *to) return report("released", move->student, move->to), false;
      mine.push_back({*from, *move->round});
    }
    for (size_t student = 0; student < has_.size(); ++student)
      for (const auto& got : has_[student])
        if (got.round < 1) return report("released", student_id(student), ""), false;
    return true;
  }

  // Where somebody stands on a waiting list: smaller is earlier.
  std::array<size_t, 4> standing(const Seating& seating, size_t student, size_t choice) const {
    const auto& one = view_.choices[student][choice];
    const bool kept_for_her = seating.beyond_kept(one.offering, one.quota) < 0;
    const bool by_choice = problem().rule.mode == Mode::rank_maximal;
    return {kept_for_her ? 0U : 1U, by_choice ? choice : 0, one.word, view_.number[student]};
  }

  // The record of released seats once more, forwards: who moved was the first who would.
  void check_queues(const Holdings& after) {
    auto has = has_;
    auto seating = seating_of(has);
    for (const auto& move : plan_.released) {
      const auto student = view_.students.at(move.student);
      const auto choice = *choice_of(student, move.to);
      const auto& chosen = view_.choices[student][choice];
      const auto mine = standing(seating, student, choice);
      for (const auto& [other, wish] : askers()[chosen.offering]) {
        const auto quota = view_.choices[other][wish].quota;
        if (other == student || !(standing(seating, other, wish) < mine)) continue;
        if (seating.count(chosen.offering, quota) < view_.most_of(chosen.offering, quota) &&
            trade(view_, other, has[other], wish).possible)
          report("queue", student_id(other), move.to);
      }
      const auto way = trade(view_, student, has[student], choice);
      const auto from = move.from ? choice_of(student, *move.from) : std::nullopt;
      if (!way.possible || way.gives != from) return report("released", move.student, move.to);
      if (from) {
        std::erase_if(has[student], [&](const Got& got) { return got.choice == *from; });
        seating.add(view_.choices[student][*from], -1);
      }
      has[student].push_back({choice, 0});
      seating.add(chosen, 1);
    }
    for (size_t student = 0; student < has.size(); ++student)
      if (has[student].size() != after[student].size()) report("released", student_id(student), "");
  }

  void check_rounds() {
    int64_t last = 0;
    for (const auto& mine : has_)
      for (const auto& got : mine) last = std::max(last, got.round);
    constexpr int64_t most_rounds = 1000;
    if (last > most_rounds) return report("round", "", "", last, most_rounds);
    Holdings before(has_.size());
    Seating seating{view_};
    for (int64_t round = 1; round <= last + 1; ++round) check_round(round, before, seating);
  }

  void check_round(int64_t round, Holdings& before, Seating& seating) {
    const auto sitting = sitting_of(round, before, seating);
    for (size_t at = 0; at < sitting.students.size(); ++at)
      if (sitting.got[at]) {
        const auto student = sitting.students[at];
        before[student].push_back({*sitting.got[at], round});
        seating.add(view_.choices[student][*sitting.got[at]], 1);
      }
    if (problem().rule.mode == Mode::rank_maximal) {
      auto found = check_best(view_, sitting, seating);
      found_.insert(found_.end(), found.begin(), found.end());
    } else {
      check_envy(sitting, seating);
    }
  }

  Sitting sitting_of(int64_t round, const Holdings& before, const Seating& seating) {
    Sitting sitting;
    std::vector<size_t> order(has_.size());
    for (size_t student = 0; student < has_.size(); ++student) {
      const auto place = round % 2 == 1 ? view_.number[student] : has_.size() - 1 - view_.number[student];
      order[place] = student;
    }
    for (const auto student : order) {
      std::optional<size_t> got;
      for (const auto& one : has_[student])
        if (one.round == round) got = one.choice;
      std::vector<size_t> left;
      if (static_cast<int64_t>(before[student].size()) < view_.most(student))
        for (size_t choice = 0; choice < view_.choices[student].size(); ++choice)
          if (still_possible(student, choice, before[student], seating)) left.push_back(choice);
      if (got && std::find(left.begin(), left.end(), *got) == left.end())
        report("round", student_id(student), offering_id(view_.choices[student][*got].offering), round);
      if (left.empty()) continue;
      sitting.students.push_back(student);
      sitting.left.push_back(std::move(left));
      sitting.got.push_back(got);
    }
    return sitting;
  }

  bool still_possible(size_t student, size_t choice, const std::vector<Got>& has, const Seating& seating) const {
    const auto& one = view_.choices[student][choice];
    if (!one.eligible || !seating.room(one.offering, one.quota)) return false;
    return std::none_of(has.begin(), has.end(), [&](const Got& got) {
      const auto other = view_.choices[student][got.choice].offering;
      return got.choice == choice || !view_.apart(one.offering, other).empty();
    });
  }

  // Of each quota of an offering, who of the round stands worst there.
  using Rank = std::pair<size_t, size_t>;  // class, place in the order
  void check_envy(const Sitting& sitting, const Seating& seating) {
    std::vector<std::vector<std::optional<Rank>>> worst(problem().offerings.size());
    for (size_t offering = 0; offering < worst.size(); ++offering)
      worst[offering].resize(problem().offerings[offering].quotas.size() + 1);
    for (size_t at = 0; at < sitting.students.size(); ++at)
      if (sitting.got[at]) {
        const auto& choice = view_.choices[sitting.students[at]][*sitting.got[at]];
        auto& known = worst[choice.offering][choice.quota];
        const Rank mine{choice.word, at};
        if (!known || *known < mine) known = mine;
      }
    for (size_t at = 0; at < sitting.students.size(); ++at)
      for (const auto wish : sitting.left[at]) {
        if (sitting.got[at] && *sitting.got[at] <= wish) break;
        const auto& choice = view_.choices[sitting.students[at]][wish];
        const auto& id = student_id(sitting.students[at]);
        const auto& others = worst[choice.offering];
        const Rank mine{choice.word, at};
        if (seating.room(choice.offering, choice.quota)) report("waste", id, offering_id(choice.offering));
        bool behind = others[choice.quota] && mine < *others[choice.quota];
        if (seating.count(choice.offering, choice.quota) < view_.most_of(choice.offering, choice.quota))
          for (size_t quota = 0; quota < others.size(); ++quota)
            behind =
                behind || (others[quota] && mine < *others[quota] && seating.beyond_kept(choice.offering, quota) > 0);
        if (behind) report("envy", id, offering_id(choice.offering));
      }
  }

  View view_;
  const draft::Plan& plan_;
  Holdings has_;
  std::vector<std::vector<std::pair<size_t, size_t>>> askers_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> check(const draft::Problem& problem, const draft::Plan& plan) {
  return Checker{problem, plan}.all();
}

}  // namespace doorstep::draft_check
