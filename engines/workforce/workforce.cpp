#include <doorstep/workforce/workforce.h>

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace doorstep::workforce {
namespace {

constexpr int september = 9;

using Pupils = std::vector<std::vector<double>>;  // by stage and grade

Pupils moved_up(const std::vector<Stage>& stages, const Pupils& before, double births) {
  auto after = before;
  for (size_t s = 0; s < stages.size(); ++s) {
    auto& grades = after[s];
    if (grades.empty()) continue;
    for (size_t g = grades.size() - 1; g > 0; --g) grades[g] = before[s][g - 1];
    const auto from = static_cast<size_t>(stages[s].follows);
    grades[0] = stages[s].follows < 0 || before[from].empty() ? before[s][0] * (1 + births)
                                                              : before[from].back() * stages[s].carried;
  }
  return after;
}

double hours_of(const Stage& stage, size_t subject, size_t grade) {
  return subject < stage.hours.size() && grade < stage.hours[subject].size() ? stage.hours[subject][grade] : 0;
}

void add_demand(const Question& question, const Pupils& pupils, Year& into) {
  for (size_t s = 0; s < question.stages.size(); ++s) {
    const auto& stage = question.stages[s];
    const double size = stage.class_size > 0 ? std::max(1.0, stage.class_size + question.suppose.class_size) : 0;
    StageYear made;
    for (size_t g = 0; g < pupils[s].size(); ++g) {
      made.pupils += pupils[s][g];
      const double classes = size > 0 ? pupils[s][g] / size : 0;
      made.classes += classes;
      for (size_t subject = 0; subject < into.subjects.size(); ++subject)
        if (const double load = subject < stage.load.size() ? stage.load[subject] : 0; load > 0)
          into.subjects[subject].need += classes * hours_of(stage, subject, g) / load;
    }
    into.stages.push_back(made);
  }
}

void give_recruits(double recruits, Year& year, std::vector<double>& newcomers) {
  double lacking = 0, needed = 0;
  const auto lacks = [](const SubjectYear& one) { return std::max(0.0, one.need - one.supply); };
  for (const auto& one : year.subjects) lacking += lacks(one), needed += one.need;
  const double all = lacking > 0 ? lacking : needed;
  if (all <= 0 || recruits <= 0) return;
  for (size_t s = 0; s < year.subjects.size(); ++s) {
    auto& one = year.subjects[s];
    one.recruits = recruits * (lacking > 0 ? lacks(one) : one.need) / all;
    newcomers[s] += one.recruits;
    one.supply += one.recruits;
  }
}

}  // namespace

std::optional<int> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return {};
  const auto digits = [&](size_t from, size_t count) {
    int number = 0;
    for (size_t i = from; i < from + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      number = 10 * number + (text[i] - '0');
    }
    return number;
  };
  const int year = digits(0, 4), month = digits(5, 2);
  if (year < 1 || month < 1 || month > 12) return {};
  return month_of(year, month);
}

std::string month_text(int month) { return fmt::format("{:04}-{:02}", year_in(month), month % 12 + 1); }

int added_months(const RetirementRule& rule, int birth) {
  if (birth < rule.first_birth || rule.step < 1) return 0;
  return std::min((birth - rule.first_birth) / rule.step + 1, rule.most);
}

int retires_in(const RetirementRule& rule, int birth) { return birth + 12 * rule.age + added_months(rule, birth); }

std::vector<Year> forecast(const Question& question) {
  const auto subjects = static_cast<size_t>(question.subjects);
  const auto& suppose = question.suppose;
  Pupils pupils;
  for (const auto& stage : question.stages) pupils.push_back(stage.pupils);
  for (int year = question.pupils_year; year < question.first_year; ++year)
    pupils = moved_up(question.stages, pupils, suppose.births);

  std::vector<Year> made;
  std::vector<double> newcomers(subjects);  // recruited in the years before, as far as they stay
  double stay = 1;                          // part of today's people that has not left
  for (int ahead = 0; ahead <= question.years; ++ahead) {
    Year year;
    year.year = question.first_year + ahead;
    year.subjects.resize(subjects);
    // Today's people are those who teach now; from the next year on, who is gone by 1 September is not counted.
    const int begins = month_of(year.year, september);
    std::vector<double> present(subjects), goes(subjects);
    for (const auto& person : question.people) {
      const auto at = static_cast<size_t>(person.subject);
      const bool gone = ahead > 0 && person.retires && *person.retires < begins;
      const bool before = ahead > 1 && person.retires && *person.retires < begins - 12;
      if (!gone) present[at] += person.share;
      if (gone && !before) goes[at] += person.share;
    }
    for (size_t s = 0; s < subjects; ++s) {
      auto& one = year.subjects[s];
      if (ahead > 0) {
        one.retiring = goes[s] * stay;
        one.leaving = (present[s] * stay + newcomers[s]) * suppose.leaving;
        newcomers[s] *= 1 - suppose.leaving;
      }
    }
    if (ahead > 0) stay *= 1 - suppose.leaving;
    for (size_t s = 0; s < subjects; ++s)
      year.subjects[s].supply = (present[s] * stay + newcomers[s]) * (1 - suppose.on_leave);
    add_demand(question, pupils, year);
    if (ahead > 0) give_recruits(suppose.recruits, year, newcomers);
    made.push_back(std::move(year));
    pupils = moved_up(question.stages, pupils, suppose.births);
  }
  return made;
}

}  // namespace doorstep::workforce
