// Variation: how unevenly an amount (teachers, books, square metres) is spread over schools.
//
// The coefficient of the Chinese standards: x_i = X_i / P_i, x = sum X / sum P, S = sqrt(sum (P_i / P) (x_i - x)^2),
// CV = S / x, over the students P; the population form, never n - 1. Beside it the Gini coefficient and the two Theil
// indices, which split exactly into a part within groups and a part between them.
//
// Pure functions of their arguments, thread safe. Sums are compensated and taken in the order given: the same input
// gives the same bytes. An amount that was not reported is NaN; it is left out and named, never read as zero.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include <doorstep/base/describe.h>

namespace doorstep::variation {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

enum class Reason { amount_missing, students_missing, no_students, negative, not_finite };

struct LeftOut {
  uint32_t index = 0;  // position in the input
  Reason reason = Reason::amount_missing;
};

// Why the pair is not counted; empty when it is.
std::optional<Reason> unusable(double amount, double students);

enum class Form { student_weighted, unweighted };

struct Spread {
  Form form = Form::student_weighted;
  double mean = 0;           // amount per student; of all students, or of the schools when unweighted
  double s = 0;              // standard deviation, population form
  std::optional<double> cv;  // empty with fewer than two schools or a mean of zero: no spread exists there
  uint32_t schools = 0;      // counted
  double amount = 0;         // of the counted schools
  double students = 0;
  std::vector<LeftOut> left_out;
};

// Both spans have the same length.
Spread student_weighted(std::span<const double> amounts, std::span<const double> students);

// The form that treats a school of 40 like one of 4,000. No standard asks for it; it is here to be shown as such.
Spread unweighted(std::span<const double> amounts, std::span<const double> students);

// The weighted coefficient of all schools but the i-th, for every i: cv - result[i] is what the school adds. O(n).
// NaN where the school was left out anyway or where no coefficient remains.
std::vector<double> without_each(std::span<const double> amounts, std::span<const double> students,
                                 const Spread& spread);

// Weighted by students, over the usable schools; empty where cv would be.
std::optional<double> gini(std::span<const double> amounts, std::span<const double> students);

struct GroupPart {
  int32_t group = 0;
  uint32_t schools = 0;
  double students = 0;
  double amount = 0;
  double mean = 0;
  std::optional<double> cv;
  double theil_t = 0;  // inside the group
};

// total = within + between. Schools with a negative group number belong to none and stand each for itself: all their
// difference is between. `mld` (Theil L) is empty when a school has an amount of zero, where it is infinite.
struct Decomposition {
  double theil_t = 0;
  double theil_t_within = 0;
  double theil_t_between = 0;
  std::optional<double> mld;
  std::optional<double> mld_within;
  std::optional<double> mld_between;
  uint32_t schools = 0;
  uint32_t alone = 0;             // schools of no group
  std::vector<GroupPart> groups;  // in ascending order of the group number; only those with usable schools
};

// Empty when there is no usable school or nothing to share out.
std::optional<Decomposition> decompose(std::span<const double> amounts, std::span<const double> students,
                                       std::span<const int32_t> groups);

BOOST_DESCRIBE_ENUM(Reason, amount_missing, students_missing, no_students, negative, not_finite)
BOOST_DESCRIBE_ENUM(Form, student_weighted, unweighted)

}  // namespace doorstep::variation
