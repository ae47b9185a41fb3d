// WhatIf: today's evaluation with a few changes applied, kept by running sums so that each change costs as much as
// there are indicators, not schools.
//
// One object holds one set of changes on one table; it copies what it needs. Not shared between threads. A change that
// is refused leaves everything as it was. start_over() returns to today.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/standard/evaluate.h>

namespace doorstep::standard {

// One section: position of the stage in Standard::stages, row of its table.
struct Place {
  size_t stage = 0;
  uint32_t row = 0;
};

// So many of one figure. Moving four backbone teachers who also have the degree is
// {teachers 4, degree_teachers 4, backbone_teachers 4}.
struct Quantity {
  std::string figure;
  double count = 0;
};

enum class Refusal {
  unknown_figure,       // not a figure that this standard uses
  unknown_place,        // no such section, or one that the standard leaves out
  same_place,           // from a section to itself
  other_stage,          // people do not move between stages
  not_a_count,          // negative where something is moved, not finite, or a fraction of something whole
  not_reported,         // the section did not report the figure: nothing can be added to what is not known
  more_than_there_are,  // the figure would fall below zero
  part_above_whole,     // for example fewer teachers left than teachers with the degree
};

struct Refused {
  Refusal why = Refusal::unknown_figure;
  std::string figure;  // "" when the place is at fault
};

// Today and with the changes.
template <class T>
struct Pair {
  T today{};
  T now{};
};

struct IndicatorChange {
  Pair<double> mean;
  Pair<std::optional<double>> cv;
  Pair<std::optional<bool>> passed;
  Pair<uint32_t> reached;
  Pair<double> theil_t;  // in the same sense as variation::Decomposition; 0 when nothing is reported
  Pair<double> within;
  Pair<double> between;
};

struct SectionChange {
  uint32_t row = 0;
  Pair<int32_t> group;
  Pair<Verdict> verdict;
  std::vector<Pair<double>> values;  // by indicator; NaN when left out
};

struct StageChange {
  std::vector<IndicatorChange> indicators;
  std::vector<SectionChange> sections;  // those touched, in the order of first touch
  Pair<uint32_t> passing;
  Pair<std::optional<double>> composite;
  Pair<std::optional<bool>> even;
};

struct WhatIfResult {
  std::vector<StageChange> stages;  // as Standard::stages
};

class WhatIf {
 public:
  // Both must outlive the object.
  WhatIf(const Measure& measure, const Table& table);

  // Figures that are not used by this standard are refused, except people's: moving teachers without any attribute
  // may change nothing that is measured, and says so by changing nothing.
  std::optional<Refused> move(Place from, Place to, const std::vector<Quantity>& what);

  // Adds to one section; a negative count takes away.
  std::optional<Refused> add(Place where, const std::vector<Quantity>& what);

  // Puts a section into a group of the caller's numbering, a negative number takes it out.
  std::optional<Refused> join(Place who, int32_t group);

  void start_over();

  WhatIfResult result() const;

 private:
  // Sums over the counted sections of one group, one stage and one indicator. x is measured from the mean of today, so
  // that little is lost when the squares are subtracted.
  struct Sums {
    uint32_t schools = 0;
    double amount = 0;
    double base = 0;
    double first = 0;   // sum P (x - centre)
    double second = 0;  // sum P (x - centre)^2
    double log = 0;     // sum X ln x
  };
  struct Grouped {
    int32_t group = 0;
    Sums sums;
  };
  struct Ledger {
    double centre = 0;
    uint32_t reached = 0;
    Sums all;
    double log_alone = 0;         // sum X ln x over sections of no group
    std::vector<Grouped> groups;  // ascending
  };
  struct Touched {
    Place place;
    int32_t group;
    std::vector<double> figures;  // as they were, by slot
  };

  double at(Place place, size_t slot) const;
  void count(Place place, int sign);
  std::optional<Refused> check(Place place, const std::vector<Quantity>& what, int sign) const;
  void touch(Place place);
  void apply(Place place, const std::vector<Quantity>& what, int sign);

  const Measure& measure_;
  const Table& table_;
  Table now_;
  std::vector<std::vector<Ledger>> ledgers_;  // [stage][indicator]
  std::vector<std::vector<Ledger>> today_;
  std::vector<std::vector<Verdict>> verdicts_;  // [stage][row]
  std::vector<Pair<uint32_t>> passing_;
  std::vector<Touched> touched_;
};

BOOST_DESCRIBE_ENUM(Refusal, unknown_figure, unknown_place, same_place, other_stage, not_a_count, not_reported,
                    more_than_there_are, part_above_whole)

}  // namespace doorstep::standard
