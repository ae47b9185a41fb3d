// The forecast: today's people, pupils moving up, the norm, and what is supposed.
#include <algorithm>
#include <cmath>
#include <functional>

#include "service.h"

namespace doorstep::staffing {
namespace {

constexpr const char* order_of_stages[] = {"kindergarten", "primary", "junior", "senior"};

Result<double> bounded(const char* field, const std::optional<double>& asked, double otherwise, double least,
                       double most) {
  const double value = asked.value_or(otherwise);
  if (!(value >= least && value <= most))
    return wrong(field, say("应在 {0} 到 {1} 之间", "between {0} and {1}", least, most));
  return value;
}

// The returns of a stage of all schools together, by year.
using Figure = std::function<std::optional<double>(int year, const std::string& stage, const std::string& code)>;

struct Grades {
  std::vector<double> pupils;
  GradeSource from = GradeSource::evenly;
};

// As returned by grade; else the entrants of earlier years moved up and scaled to all pupils; else evenly.
Grades grades_in(const Figure& figure, int year, const std::string& stage) {
  const int count = grades_of(stage), first = first_grade_of(stage);
  Grades made;
  made.pupils.assign(static_cast<size_t>(count), 0);
  const double all = figure(year, stage, "students").value_or(0);
  double sum = 0;
  for (int g = 0; g < count; ++g) {
    const auto boys = figure(year, stage, fmt::format("boys_g{}", first + g)),
               girls = figure(year, stage, fmt::format("girls_g{}", first + g));
    made.pupils[static_cast<size_t>(g)] = boys.value_or(0) + girls.value_or(0);
    sum += made.pupils[static_cast<size_t>(g)];
  }
  if (sum > 0) {
    made.from = GradeSource::by_grade;
    return made;
  }
  std::vector<std::optional<double>> entrants;
  for (int g = 0; g < count; ++g) entrants.push_back(figure(year - g, stage, "entrants"));
  double known = 0;
  int years = 0;
  for (const auto& one : entrants)
    if (one) known += *one, ++years;
  if (years > 0 && known > 0 && (years < count ? known <= all : true)) {
    made.from = GradeSource::by_entrants;
    const double scale = years == count ? all / known : 1;
    const double rest = years == count ? 0 : (all - known) / (count - years);
    for (int g = 0; g < count; ++g) {
      const auto& one = entrants[static_cast<size_t>(g)];
      made.pupils[static_cast<size_t>(g)] = one ? *one * scale : rest;
    }
    return made;
  }
  for (auto& pupils : made.pupils) pupils = all / count;
  return made;
}

// A stage that has pupils here, as the engine takes it.
workforce::Stage stage_of(const Figure& figure, int year, const std::string& stage, const NormNumbers& numbers,
                          const std::vector<std::string>& subjects, Grades grades) {
  workforce::Stage made;
  const double students = figure(year, stage, "students").value_or(0);
  const double classes = figure(year, stage, "classes").value_or(0);
  made.pupils = std::move(grades.pupils);
  made.class_size = classes > 0 ? students / classes : 0;
  for (const auto& subject : subjects) {
    const auto* weekly = hours_of(numbers, stage, subject);
    made.hours.push_back(weekly ? *weekly : std::vector<double>{});
    made.load.push_back(load_of(numbers, stage, subject));
  }
  return made;
}

// Who leaves one stage enters the next in the same place, as far as they do today.
void follow(std::vector<workforce::Stage>& stages, const std::vector<StageYears>& named) {
  for (size_t s = 1; s < stages.size(); ++s) {
    const bool next = (named[s - 1].stage == "primary" && named[s].stage == "junior") ||
                      (named[s - 1].stage == "junior" && named[s].stage == "senior");
    const double leavers = stages[s - 1].pupils.empty() ? 0 : stages[s - 1].pupils.back();
    if (!next || leavers <= 0) continue;
    stages[s].follows = static_cast<int>(s - 1);
    stages[s].carried = std::min(stages[s].pupils.front() / leavers, 2.0);
  }
}

ForecastYear year_of(int year, const workforce::SubjectYear& one) {
  return {year, one.supply, one.need, one.supply - one.need, one.retiring, one.leaving, one.recruits};
}

void add_year(ForecastYear& sum, const ForecastYear& one) {
  sum.supply += one.supply;
  sum.need += one.need;
  sum.gap += one.gap;
  sum.retiring += one.retiring;
  sum.leaving += one.leaving;
  sum.recruits += one.recruits;
}

// Returns of this and earlier years, read once each, added up over the schools.
class Returns {
 public:
  Returns(Ground& ground, const OrgPlace& place) : ground_(ground), place_(place) {}

  const OrgFacts& of(int year) {
    const auto found = read_.find(year);
    return found != read_.end() ? found->second : read_.emplace(year, ground_.facts(place_, year)).first->second;
  }
  std::optional<double> sum(int year, const std::string& stage, const std::string& code) {
    const auto& facts = of(year);
    std::optional<double> sum;
    if (facts.year != year) return sum;
    for (const auto& school : facts.schools)
      for (const auto& one : school.stages_returned)
        if (one.stage == stage)
          if (const auto value = one.figure(code)) sum = sum.value_or(0) + *value;
    return sum;
  }

 private:
  Ground& ground_;
  const OrgPlace& place_;
  std::map<int, OrgFacts> read_;
};

Result<workforce::Assumptions> supposed(const ForecastAsk& ask, double away_today, OrgForecast& into) {
  DOORSTEP_LET(leaving, bounded("leaving", ask.leaving, 1.5, 0, 20));
  DOORSTEP_LET(on_leave, bounded("on_leave", ask.on_leave, away_today, 0, 30));
  DOORSTEP_LET(births, bounded("births", ask.births, -3, -15, 15));
  DOORSTEP_LET(recruits, bounded("recruits", ask.recruits, 0, 0, 5000));
  DOORSTEP_LET(class_size, bounded("class_size", ask.class_size, 0, -20, 20));
  into.leaving = leaving;
  into.on_leave = on_leave;
  into.births = births;
  into.recruits = recruits;
  into.class_size = class_size;
  return workforce::Assumptions{leaving / 100, on_leave / 100, births / 100, recruits, class_size};
}

void add_stages(Returns& returns, const NormNumbers& numbers, const std::vector<std::string>& subjects,
                workforce::Question& question, OrgForecast& into) {
  const int year = into.figures_year;
  if (!year) return;
  question.pupils_year = year;
  const Figure figure = [&](int of, const std::string& stage, const std::string& code) {
    return returns.sum(of, stage, code);
  };
  for (const std::string stage : order_of_stages) {
    if (figure(year, stage, "students").value_or(0) <= 0) continue;
    auto grades = grades_in(figure, year, stage);
    const auto from = grades.from;
    question.stages.push_back(stage_of(figure, year, stage, numbers, subjects, std::move(grades)));
    into.stages.push_back({stage, from, question.stages.back().class_size, {}});
  }
  follow(question.stages, into.stages);
}

void show(const std::vector<workforce::Year>& years, const std::vector<std::string>& subjects, OrgForecast& into) {
  into.subjects.resize(subjects.size() + 1);
  for (size_t s = 0; s < subjects.size(); ++s) into.subjects[s + 1].subject = subjects[s];
  for (const auto& year : years) {
    ForecastYear sum;
    sum.year = year.year;
    for (size_t s = 0; s < subjects.size(); ++s) {
      into.subjects[s + 1].years.push_back(year_of(year.year, year.subjects[s]));
      add_year(sum, into.subjects[s + 1].years.back());
    }
    into.subjects[0].years.push_back(sum);
    for (size_t s = 0; s < year.stages.size(); ++s) into.stages[s].pupils.push_back(year.stages[s].pupils);
  }
}

}  // namespace

// Adds who teaches there today, with what retires whom; what part of their time is on leave, in %.
double ForecastService::add_people(const OrgPlace& place, const std::vector<staff::Teacher>& people, const Norm& norm,
                                   const std::set<PersonId>& away, const std::vector<std::string>& subjects,
                                   workforce::Question& question, OrgForecast& into) {
  const auto today = Date::today();
  const registry::Scope here{false, {place.id}};
  double time = 0, time_away = 0;
  for (const auto& person : people) {
    if (!teaches(person)) continue;
    // A school and a group count who is lent to them, and not who is lent away.
    double share = ground_.registry().within(person.school_id, here) ? shares_of(person, today).home : 0;
    for (const auto& span : person.away)
      if (holds_on(span, today) && ground_.registry().within(span.school_id, here)) share += span.share;
    if (share <= 0) continue;
    const auto subject = std::ranges::find(subjects, person.subject) - subjects.begin();
    const auto retires = retirement_of(norm, person.sex, person.post, person.birth_month);
    question.people.push_back({static_cast<int>(subject), share, retires});
    ++into.people;
    into.birth_unknown += !retires;
    time += share;
    if (away.contains(person.id)) time_away += share;
  }
  return time > 0 ? std::round(1000 * time_away / time) / 10 : 0;
}

Result<OrgForecast> ForecastService::forecast(const OrgId& org, const ForecastAsk& ask) {
  DOORSTEP_LET(place, ground_.place(org));
  const int years = ask.years.value_or(8);
  if (years < 1 || years > 10) return wrong("years", say("1 到 10 年", "1 to 10 years"));
  const int first = this_year();
  const auto norm = ground_.norm(place.district_id, first);
  const auto away = ground_.away(Date::today());
  Returns returns{ground_, place};
  const auto& facts = returns.of(first);
  const GivenPosts none;
  const auto people = ground_.people(org);
  const auto subjects = subjects_in({norm.numbers, facts, people, away, none, Date::today()});

  OrgForecast made{org, place.name, first, facts.year, 0, 0, 0, 0, 0, 0, 0, norm.info, {}, {}};
  workforce::Question question;
  question.first_year = question.pupils_year = first;
  question.years = years;
  question.subjects = static_cast<int>(subjects.size());
  add_stages(returns, norm.numbers, subjects, question, made);
  const double away_today = add_people(place, people, norm, away, subjects, question, made);
  DOORSTEP_LET(suppose, supposed(ask, away_today, made));
  question.suppose = suppose;
  show(workforce::forecast(question), subjects, made);
  return made;
}

}  // namespace doorstep::staffing
