// A standard as data: which figures schools report, which indicators are made of them, what each school must reach and
// how far schools may differ. Values only. The files under standards/ hold them, platform/standards reads the files,
// engines/standard judges returns by them; no number of any standard stands in code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/words.h>

namespace doorstep::standard {

// The part of a school that is measured as if it stood alone: a nine-year school has a primary and a junior section.
enum class Stage { kindergarten, primary, junior, senior };

// What a school is, as far as a standard treats it differently.
enum class Kind { school, teaching_point, special, vocational };

// How the sections of one school belong together; decides how figures that only the whole school reports are divided.
enum class Form { single, nine_year, complete_secondary, twelve_year };

enum class FigureKind { people, classes, rooms, area, money, things, hours };

// Which way is better. `neither` is shown and never judged.
enum class Direction { higher, lower, neither };

// One raw number of a yearly return. `aliases` are other headers under which foreign sheets carry it, in any language.
struct Figure {
  std::string code;
  Words name;
  Words unit;
  Words meaning;
  FigureKind kind = FigureKind::things;
  bool whole = true;    // no fractions
  double minimum = 0;   // never below
  std::string part_of;  // a figure that this one can never exceed: backbone teachers are part of teachers; "" for none
  std::vector<std::string> aliases;
};

// The demands on one stage. An absent threshold means that nothing is asked of the single school, an absent limit that
// nothing is asked of the spread; both are then shown without a mark.
struct StageDemand {
  Stage stage = Stage::primary;
  std::optional<double> threshold;  // in the indicator's unit
  std::optional<double> cv_limit;
};

// value = numerator x per / denominator. The denominator is also the weight of the school in mean and spread.
struct Indicator {
  std::string code;
  Words name;
  Words unit;
  Words note;               // counting rules, for the reader
  std::string numerator;    // code of a figure
  std::string denominator;  // code of a figure
  double per = 1;           // 100 for "per 100 students"
  int decimals = 2;
  Direction direction = Direction::higher;
  std::vector<StageDemand> demands;  // stages without an entry are shown without a mark
};

// A school passes when at least `need` of its indicators with a threshold are reached and every other one is at least
// `floor` of its threshold.
struct SchoolRule {
  int need = 0;
  double floor = 1;
};

// Left out of the measurement, and named as left out. Without `students_below` whatever the size.
struct Exclusion {
  Kind kind = Kind::special;
  std::optional<double> students_below;
};

struct Share {
  Stage stage = Stage::primary;
  double weight = 1;  // of one student of that stage
};

// How a total of the whole school is divided among its sections: in proportion to students x weight.
struct Split {
  Form form = Form::nine_year;
  std::vector<Share> shares;
};

// The limit on the plain mean of all coefficients of one stage.
struct CompositeLimit {
  Stage stage = Stage::primary;
  double limit = 0;
};

enum class Comparison { at_least, at_most };

// Who must hold a check: every school, every section, or the district as a whole (figures added up first).
enum class Scope { section, school, district };

// A demand that is a plain comparison of returned figures, beside the indicators: size of a school, largest class,
// rooms per started dozen of classes, share of teachers exchanged.
//   without `over`        figure <=> limit
//   with `over`           figure x per / over <=> limit
//   with `each` as well   figure <=> limit x ceil(over / each)
struct Check {
  std::string code;
  Words name;
  Words source;  // which item of the standard
  Scope scope = Scope::section;
  std::string figure;
  std::string over;
  double per = 1;
  double each = 0;
  Comparison comparison = Comparison::at_least;
  double limit = 0;
  std::vector<Stage> stages;  // empty: all
  std::vector<Form> forms;    // empty: all
};

struct Standard {
  std::string id;  // stable name, "cn-2017-compulsory"
  Words name;
  Words edition;
  Words source;
  Words note;
  bool official = false;  // false: figures for information, no authority asks for them
  // Spaces of the sources whose schools it was made for ("tw.moe.primary"); empty: for any.
  std::vector<std::string> sources;
  std::vector<Stage> stages;
  std::vector<Indicator> indicators;
  std::optional<SchoolRule> school_rule;
  std::vector<Exclusion> exclusions;
  std::vector<std::string> shared;  // figures that combined schools report once and that are divided by `splits`
  std::vector<Split> splits;
  std::vector<CompositeLimit> composite;
  std::vector<Check> checks;
};

// All that is installed.
struct Book {
  std::vector<Figure> figures;
  std::vector<Standard> standards;

  const Figure* figure(std::string_view code) const {
    for (const auto& item : figures)
      if (item.code == code) return &item;
    return nullptr;
  }
  const Standard* find(std::string_view id) const {
    for (const auto& item : standards)
      if (item.id == id) return &item;
    return nullptr;
  }
};

BOOST_DESCRIBE_ENUM(Stage, kindergarten, primary, junior, senior)
BOOST_DESCRIBE_ENUM(Kind, school, teaching_point, special, vocational)
BOOST_DESCRIBE_ENUM(Form, single, nine_year, complete_secondary, twelve_year)
BOOST_DESCRIBE_ENUM(FigureKind, people, classes, rooms, area, money, things, hours)
BOOST_DESCRIBE_ENUM(Direction, higher, lower, neither)
BOOST_DESCRIBE_ENUM(Comparison, at_least, at_most)
BOOST_DESCRIBE_ENUM(Scope, section, school, district)
BOOST_DESCRIBE_STRUCT(Figure, (), (code, name, unit, meaning, kind, whole, minimum, part_of, aliases))
BOOST_DESCRIBE_STRUCT(StageDemand, (), (stage, threshold, cv_limit))
BOOST_DESCRIBE_STRUCT(Indicator, (),
                      (code, name, unit, note, numerator, denominator, per, decimals, direction, demands))
BOOST_DESCRIBE_STRUCT(SchoolRule, (), (need, floor))
BOOST_DESCRIBE_STRUCT(Exclusion, (), (kind, students_below))
BOOST_DESCRIBE_STRUCT(Share, (), (stage, weight))
BOOST_DESCRIBE_STRUCT(Split, (), (form, shares))
BOOST_DESCRIBE_STRUCT(CompositeLimit, (), (stage, limit))
BOOST_DESCRIBE_STRUCT(Check, (), (code, name, source, scope, figure, over, per, each, comparison, limit, stages, forms))
BOOST_DESCRIBE_STRUCT(Standard, (),
                      (id, name, edition, source, note, official, stages, indicators, school_rule, exclusions, shared,
                       splits, composite, checks))

}  // namespace doorstep::standard
