// Workforce: who retires when, how many pupils move up, and so how many teachers of each subject there will be against
// how many it takes. Values in, values out: the same question gives the same answer. Counts are expected values and may
// be broken; who shows them rounds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::workforce {

// Months are counted from January of the year 0: 12 x year + month - 1.
constexpr int month_of(int year, int month) { return 12 * year + month - 1; }
constexpr int year_in(int month) { return month / 12; }
std::optional<int> parse_month(std::string_view text);  // "1972-09"
std::string month_text(int month);

// The age at which somebody retires, where it grows little by little with the month of birth: born in `first_birth` or
// later, one month more for every `step` months of birth begun, at most `most`.
struct RetirementRule {
  int age = 60;  // years, for who was born before
  int first_birth = month_of(1965, 1);
  int step = 4;
  int most = 36;
};
int added_months(const RetirementRule& rule, int birth);
int retires_in(const RetirementRule& rule, int birth);  // the month; one works to its end

// Who teaches today.
struct Person {
  int subject = 0;             // place in the list of subjects
  double share = 1;            // of full working time
  std::optional<int> retires;  // month; empty when the month of birth is not known: counted as staying
};

// One stage: its pupils by grade, the lowest first, and what teaching them takes.
struct Stage {
  std::vector<double> pupils;              // in Question::pupils_year
  double class_size = 0;                   // pupils; 0: no classes can be told
  int follows = -1;                        // stage whose last grade enters this one; -1: entrants follow the births
  double carried = 1;                      // how many of that last grade enter
  std::vector<std::vector<double>> hours;  // a week, by subject and grade; missing ones are 0
  std::vector<double> load;                // full weekly hours of one teacher, by subject
};

// What is supposed, and may be moved.
struct Assumptions {
  double leaving = 0;     // part of those who stay that leaves in a year for other reasons than age
  double on_leave = 0;    // part that is away at any time
  double births = 0;      // by how much entrants of the lowest stage change each year; -0.05: 5 % fewer
  double recruits = 0;    // a year, all subjects together
  double class_size = 0;  // added to the pupils of every class
};

struct Question {
  int pupils_year = 0;  // school year of Stage::pupils
  int first_year = 0;   // school year of the people, and the first one answered
  int years = 5;        // answered after the first
  int subjects = 0;
  std::vector<Person> people;
  std::vector<Stage> stages;
  Assumptions suppose;
};

struct SubjectYear {
  double supply = 0;    // teachers at the beginning of the school year, without those on leave
  double need = 0;      // by hours, classes and load
  double retiring = 0;  // since the year before, by age
  double leaving = 0;   // since the year before, for other reasons
  double recruits = 0;  // that came with this year
};
struct StageYear {
  double pupils = 0, classes = 0;
};
struct Year {
  int year = 0;
  std::vector<StageYear> stages;
  std::vector<SubjectYear> subjects;
};

// One entry a year, the first one being today's. Recruits of a year go to the subjects that lack teachers, by how many
// they lack, or by need when none does.
std::vector<Year> forecast(const Question& question);

}  // namespace doorstep::workforce
