// Forecast: teachers of each subject over the coming years, supply against need. Computed from the register, the newest
// returns and the norm, by what is supposed; never stored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

#include <doorstep/staffing/staffing.h>

namespace doorstep::staffing {

// What is asked; percentages, so that they read as they are said.
struct ForecastAsk {
  std::optional<int> years;          // 5 to 10; 8
  std::optional<double> leaving;     // % of teachers a year, other than by age; 1.5
  std::optional<double> on_leave;    // % away at any time; as it is today
  std::optional<double> births;      // % by which entrants of the lowest stage change a year; -3
  std::optional<double> recruits;    // teachers a year; 0
  std::optional<double> class_size;  // pupils added to every class; 0
};
BOOST_DESCRIBE_STRUCT(ForecastAsk, (), (years, leaving, on_leave, births, recruits, class_size))

struct ForecastYear {
  int year = 0;
  double supply = 0, need = 0, gap = 0, retiring = 0, leaving = 0, recruits = 0;
};
BOOST_DESCRIBE_STRUCT(ForecastYear, (), (year, supply, need, gap, retiring, leaving, recruits))
struct SubjectForecast {
  std::string subject;  // empty: all together
  std::vector<ForecastYear> years;
};
BOOST_DESCRIBE_STRUCT(SubjectForecast, (), (subject, years))

enum class GradeSource { by_grade, by_entrants, evenly };
BOOST_DESCRIBE_ENUM(GradeSource, by_grade, by_entrants, evenly)
struct StageYears {
  std::string stage;
  GradeSource from = GradeSource::evenly;  // where the sizes of grades come from
  double class_size = 0;
  std::vector<double> pupils;  // by year
};
BOOST_DESCRIBE_STRUCT(StageYears, (), (stage, from, class_size, pupils))

struct OrgForecast {
  OrgId org_id;
  std::string org;
  int year = 0;          // the first one
  int figures_year = 0;  // 0: nothing returned, need cannot be told
  double leaving = 0, on_leave = 0, births = 0, recruits = 0, class_size = 0;  // as supposed, in %
  int64_t people = 0, birth_unknown = 0;
  NormInfo norm;
  std::vector<StageYears> stages;
  std::vector<SubjectForecast> subjects;  // all together first
};
BOOST_DESCRIBE_STRUCT(OrgForecast, (),
                      (org_id, org, year, figures_year, leaving, on_leave, births, recruits, class_size, people,
                       birth_unknown, norm, stages, subjects))

class Forecasts {
 public:
  virtual ~Forecasts() = default;
  // not_found; invalid: a supposition is out of bounds.
  virtual Result<OrgForecast> forecast(const OrgId& org, const ForecastAsk& ask) = 0;
};

}  // namespace doorstep::staffing
