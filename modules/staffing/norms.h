// Norms: by what posts, need of teachers and age of retirement are counted. Data, read from norms/*.toml; a district
// may keep other numbers of its own over them.
#pragma once

#include <string_view>
#include <vector>

#include <doorstep/staffing/staffing.h>
#include <doorstep/workforce/workforce.h>

namespace doorstep::staffing {

struct Norm {
  NormInfo info;  // without what is local
  NormNumbers numbers;
  workforce::RetirementRule man, woman_in_post, woman_worker;
  std::vector<std::string> worker_posts;
};

Result<Norm> read_norm(std::string_view text, std::string_view name);
const Norm& national_norm();

// Whether numbers of a district's own can be counted with: invalid, by field.
Result<void> good_numbers(const NormNumbers& numbers);

double pupils_per_post(const NormNumbers& numbers, std::string_view stage);                    // 0: none is set
const NormSmall* small_rule(const NormNumbers& numbers, std::string_view stage);               // nullptr: none is set
double load_of(const NormNumbers& numbers, std::string_view stage, std::string_view subject);  // 0: none is set
// Weekly hours by grade; nullptr when the stage does not teach the subject.
const std::vector<double>* hours_of(const NormNumbers& numbers, std::string_view stage, std::string_view subject);
// Of a stage's grades, what a class has on average in a week.
double mean_hours(const NormNumbers& numbers, std::string_view stage, std::string_view subject);
std::vector<std::string> subjects_of(const NormNumbers& numbers);  // in the order of the norm

// When somebody retires; empty when the month of birth or the sex is not known.
std::optional<int> retirement_of(const Norm& norm, const std::string& sex, const std::string& post,
                                 const std::string& birth_month);

// Lowest grade of a stage in the whole of schooling: 1, 7, 10; kindergartens count -2, -1, 0.
int first_grade_of(std::string_view stage);
int grades_of(std::string_view stage);

}  // namespace doorstep::staffing
