// WhatIf: today's evaluation with a few changes applied, kept by running sums so that each change costs as much as
// there are indicators, not schools.
//
// One object holds one set of changes on one table; it copies what it needs. Not shared between threads. A change that
// is refused leaves everything as it was. start_over() returns to today.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/standard/evaluate.h>
#include <doorstep/variation/sum.h>

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
  unknown_figure,       // no such figure
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
  std::vector<SectionChange> sections;       // those touched, in the order of first touch
  Pair<uint32_t> passing, failing, unknown;  // sections by verdict
  Pair<std::optional<double>> composite;
  Pair<std::optional<bool>> even;
};

struct WhatIfResult {
  std::vector<StageChange> stages;  // as Standard::stages
};

class WhatIf {
 public:
  // The measure must outlive the object; the table is copied.
  WhatIf(const Measure& measure, const Table& table);

  // A figure that this standard does not use changes nothing that is measured: moving teachers without any attribute
  // leaves the seven indicators of 2017 as they are.
  std::optional<Refused> move(Place from, Place to, const std::vector<Quantity>& what);

  // Adds to one section; a negative count takes away.
  std::optional<Refused> add(Place where, const std::vector<Quantity>& what);

  // Puts a section into a group of the caller's numbering, a negative number takes it out.
  std::optional<Refused> join(Place who, int32_t group);

  void start_over();

  WhatIfResult result() const;

  // The table with the changes, for what is asked beyond the result: gap(), contributions(), by_group().
  const Table& table() const { return now_; }

 private:
  // Sums over the counted sections of one group, or of all, for one indicator. x is measured from the mean of today, so
  // that little is lost when the squares are subtracted.
  struct Sums {
    uint32_t schools = 0;
    variation::Sum amount, base;
    variation::Sum first, second;  // sum P (x - centre), sum P (x - centre)^2
    variation::Sum log;            // sum X ln x

    void count(double amount_of, double base_of, double log_of, double centre, int sign);
  };
  struct Ledger {
    double centre = 0;
    uint32_t reached = 0;
    Sums all;
    std::map<int32_t, Sums> groups;
  };
  struct Numbers {
    double mean = 0;
    std::optional<double> cv;
    double theil_t = 0, within = 0;
  };
  struct Touched {
    Place place;
    int32_t group = -1;
    std::vector<double> figures;  // as they were, by slot
  };

  bool exists(Place place) const;
  std::optional<Refused> changed(Place place, const std::vector<Quantity>& what, int sign,
                                 std::vector<double>& row) const;
  void put(Place place, const std::vector<double>& row, int32_t group);
  void count(Place place, int sign);
  Numbers numbers_of(const Ledger& ledger, double per) const;
  StageChange change_of(size_t stage) const;
  SectionChange change_of(const Touched& touched) const;

  const Measure& measure_;
  Table now_;
  Evaluation today_;
  std::vector<std::vector<Ledger>> ledgers_;  // [stage][indicator]
  std::vector<std::vector<Ledger>> ledgers_today_;
  std::vector<std::array<uint32_t, 4>> verdicts_;  // [stage][Verdict]: how many sections
  std::vector<Touched> touched_;
};

BOOST_DESCRIBE_ENUM(Refusal, unknown_figure, unknown_place, same_place, other_stage, not_a_count, not_reported,
                    more_than_there_are, part_above_whole)

}  // namespace doorstep::standard
