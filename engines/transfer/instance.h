// Instance: a problem with its names looked up: positions instead of ids, who is eligible, which ways are open.
#pragma once

#include <string>
#include <vector>

#include <doorstep/transfer/problem.h>

namespace doorstep::transfer {

// Why a teacher does not move at all. `none`: eligible.
enum class Bar { none, exempt, years_here, years_left, years_rest, part_time, years_away, unwilling, refused };

struct Open {  // a way that every rule about person and way allows
  int32_t to = 0;
  double km = 0, minutes = 0;
};

struct Person {
  int32_t school = 0, stage = 0, subject = 0;
  std::vector<int32_t> cells;  // indicators that count this person
  bool backbone = false;
  int64_t hours = 0;
  double years_away = 0;
  bool wishes = false;
  Bar bar = Bar::none;  // of the rules about eligibility
  std::vector<Open> ways;
  int32_t locked_to = -1;    // school
  bool stays = false;        // locked or banned by the officer
  int32_t approved_to = -1;  // school
};

struct Site {  // a stage of a school
  int64_t pupils = 0, teachers = 0;
  bool there = false;
};

struct Gauge {  // an indicator
  int32_t stage = 0;
  double weight = 1;
  std::vector<int64_t> count;  // by school, today
  int64_t pupils = 0, counted = 0;
  std::optional<double> cv;  // today; absent: nobody or no pupils, and then nothing is evened
};

struct Instance {
  const Problem* problem = nullptr;
  std::vector<std::string> stages, subjects;
  std::vector<std::vector<Site>> sites;  // [school][stage]
  std::vector<int64_t> staff;            // by school
  std::vector<Person> people;
  std::vector<Gauge> gauges;
  std::vector<std::vector<int32_t>> together;      // people who move together
  std::vector<int64_t> hours_needed, hours_today;  // by [school][stage][subject]; needed 0: no rule
  int64_t eligible = 0;
  double weight_of[6] = {};  // by Goal

  size_t spot(int32_t school, int32_t stage, int32_t subject) const {
    return (static_cast<size_t>(school) * stages.size() + static_cast<size_t>(stage)) * subjects.size() +
           static_cast<size_t>(subject);
  }
};

// `problem` must be without faults (faults.h) and outlive the instance.
Instance look_up(const Problem& problem);

// Coefficients of variation of every indicator for counts by [indicator][school].
std::optional<double> spread(const Instance& instance, int32_t gauge, const std::vector<int64_t>& count);

// The most and the fewest that may move under the quotas.
int64_t moved_least(const Instance& instance);
int64_t moved_most(const Instance& instance);

}  // namespace doorstep::transfer
