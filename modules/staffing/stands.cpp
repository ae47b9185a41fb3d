#include "stands.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace doorstep::staffing {
namespace {

// Posts come whole, and a part of one is one.
int64_t whole_posts(double posts) { return static_cast<int64_t>(std::ceil(posts - 1e-9)); }

bool leads_or_teaches(const std::string& role) { return role == "teacher" || role == "principal" || role == "deputy"; }

std::optional<double> sum_of(const SchoolFacts& school, std::string_view figure) {
  std::optional<double> sum;
  for (const auto& stage : school.stages_returned)
    if (const auto value = stage.figure(figure)) sum = sum.value_or(0) + *value;
  return sum;
}

// Fills the rows of schools person by person.
class Tally {
 public:
  Tally(const Counting& counting, const std::vector<std::string>& subjects, std::vector<SchoolStand>& schools)
      : counting_(counting), schools_(schools) {
    for (size_t i = 0; i < schools.size(); ++i) at_.emplace(schools[i].school_id, i);
    for (size_t i = 0; i < subjects.size(); ++i) subjects_.emplace(subjects[i], i);
  }

  void take(const staff::Teacher& person) {
    const bool away = counting_.away.contains(person.id);
    const auto shares = shares_of(person, counting_.on);
    auto* subject_at_home = at_home(person, shares, away);
    if (subject_at_home) {
      subject_at_home->own += 1;
      subject_at_home->lent_out += shares.out;
      if (away) subject_at_home->on_leave += shares.home;
    }
    for (const auto& span : person.away)
      if (holds_on(span, counting_.on)) lent_in(person, span, away);
  }

 private:
  SchoolStand* school_of(const OrgId& id) {
    const auto found = at_.find(id);
    return found == at_.end() ? nullptr : &schools_[found->second];
  }
  SubjectStand* subject_of(SchoolStand& school, const staff::Teacher& person) {
    const auto found = teaches(person) ? subjects_.find(person.subject) : subjects_.end();
    return found == subjects_.end() ? nullptr : &school.subjects[found->second];
  }
  SubjectStand* at_home(const staff::Teacher& person, const Shares& shares, bool away) {
    auto* school = school_of(person.school_id);
    if (!school) return nullptr;
    ++school->in_post;
    ++(person.established ? school->established : school->hired);
    school->on_leave += away;
    school->birth_unknown += !workforce::parse_month(person.birth_month);
    school->lent_out += shares.out;
    return subject_of(*school, person);
  }
  void lent_in(const staff::Teacher& person, const staff::Away& span, bool away) {
    auto* school = school_of(span.school_id);
    if (!school) return;
    school->lent_in += span.share;
    if (auto* subject = subject_of(*school, person)) {
      subject->lent_in += span.share;
      if (away) subject->on_leave += span.share;
    }
  }

  const Counting& counting_;
  std::vector<SchoolStand>& schools_;
  std::unordered_map<OrgId, size_t> at_;
  std::map<std::string, size_t> subjects_;
};

void settle(SubjectStand& subject) {
  subject.available = subject.own - subject.lent_out + subject.lent_in - subject.on_leave;
  if (subject.need) subject.gap = subject.available - *subject.need;
}

SchoolStand empty_stand(const Counting& counting, const SchoolFacts& school, const std::vector<std::string>& subjects) {
  SchoolStand made;
  made.school_id = school.id;
  made.school = school.name;
  made.stages = school.stages;
  made.setting = school.setting;
  made.legal_form = school.legal_form;
  made.longitude = school.longitude;
  made.latitude = school.latitude;
  made.students = sum_of(school, "students");
  made.classes = sum_of(school, "classes");
  if (const auto norm = norm_posts(counting.numbers, school)) {
    made.norm = norm->posts;
    made.by_classes = norm->by_classes;
  }
  if (const auto found = counting.given.find({school.id, ""}); found != counting.given.end()) {
    made.posts = found->second.posts;
    made.turnover = found->second.turnover;
    made.posts_since = found->second.since;
  }
  for (const auto& code : subjects) {
    SubjectStand subject;
    subject.subject = code;
    subject.need = need_of(counting.numbers, school, code);
    if (const auto found = counting.given.find({school.id, code}); found != counting.given.end())
      subject.posts = found->second.posts;
    made.subjects.push_back(std::move(subject));
  }
  return made;
}

void add_subject(SubjectStand& sum, const SubjectStand& one) {
  sum.own += one.own;
  sum.lent_out += one.lent_out;
  sum.lent_in += one.lent_in;
  sum.on_leave += one.on_leave;
  if (one.need) sum.need = sum.need.value_or(0) + *one.need;
  if (one.posts) sum.posts = sum.posts.value_or(0) + *one.posts;
}

}  // namespace

GivenPosts given_in(const std::vector<store::AllotmentRow>& rows, int year) {
  GivenPosts given;
  for (const auto& row : rows) {
    if (row.year > year) continue;
    auto& held = given[{row.school_id, row.subject}];
    if (row.year >= held.since) held = {row.posts, row.turnover, row.year};
  }
  return given;
}

std::optional<PoolStand> pool_in(const std::vector<store::PoolRow>& rows, const GivenPosts& given, int year) {
  const store::PoolRow* holds = nullptr;
  for (const auto& row : rows)
    if (row.year <= year && (!holds || row.year >= holds->year)) holds = &row;
  if (!holds) return {};
  PoolStand made{holds->posts, holds->reserve, 0, 0, holds->year, holds->reason, holds->by_name, holds->at};
  for (const auto& [of, posts] : given)
    if (of.second.empty()) {
      made.given += posts.posts;
      made.turnover += posts.turnover;
    }
  return made;
}

std::optional<NormPosts> norm_posts(const NormNumbers& numbers, const SchoolFacts& school) {
  if (school.is_private()) return {};
  double by_pupils = 0, by_rule = 0;
  bool known = false, by_classes = false;
  for (const auto& stage : school.stages_returned) {
    const auto students = stage.figure("students");
    const double ratio = pupils_per_post(numbers, stage.stage);
    if (!students || ratio <= 0) continue;
    known = true;
    const double posts = *students / ratio;
    const auto* small = small_rule(numbers, stage.stage);
    const auto classes = stage.figure("classes");
    const bool counts =
        small && classes && *students < small->below && (school.setting == "rural" || school.teaching_point);
    const double more = counts ? std::max(posts, *classes * small->per_class) : posts;
    by_pupils += posts;
    by_rule += more;
    by_classes = by_classes || more > posts;
  }
  if (!known) return {};
  return NormPosts{whole_posts(by_rule), by_classes};
}

std::optional<double> need_of(const NormNumbers& numbers, const SchoolFacts& school, const std::string& subject) {
  std::optional<double> need;
  for (const auto& stage : school.stages_returned) {
    const auto* weekly = hours_of(numbers, stage.stage, subject);
    const double load = load_of(numbers, stage.stage, subject);
    const auto classes = stage.figure("classes");
    if (!weekly || load <= 0 || !classes) continue;
    double hours = 0, counted = 0;
    for (size_t grade = 0; grade < weekly->size(); ++grade)
      if (const auto of_grade =
              stage.figure(fmt::format("classes_g{}", first_grade_of(stage.stage) + static_cast<int>(grade)))) {
        hours += *of_grade * (*weekly)[grade];
        counted += *of_grade;
      }
    // Classes of which no grade is known, mixed ones among them, take the mean of the stage.
    hours += std::max(0.0, *classes - counted) * mean_hours(numbers, stage.stage, subject);
    need = need.value_or(0) + hours / load;
  }
  return need;
}

Shares shares_of(const staff::Teacher& person, Date on) {
  Shares made;
  for (const auto& span : person.away)
    if (holds_on(span, on)) made.out += span.share;
  made.out = std::min(made.out, 1.0);
  made.home = 1 - made.out;
  return made;
}

bool teaches(const staff::Teacher& person) { return leads_or_teaches(person.role) && !person.subject.empty(); }

std::vector<std::string> subjects_in(const Counting& counting) {
  std::vector<std::string> found;
  const auto needed = [&](const std::string& code) {
    return std::ranges::any_of(counting.facts.schools, [&](const SchoolFacts& school) {
      return std::ranges::any_of(school.stages_returned, [&](const SchoolFacts::StageFacts& stage) {
        return hours_of(counting.numbers, stage.stage, code) != nullptr;
      });
    });
  };
  std::set<std::string> taught;
  for (const auto& person : counting.people)
    if (teaches(person)) taught.insert(person.subject);
  for (auto& code : subjects_of(counting.numbers))
    if (taught.erase(code) > 0 || needed(code)) found.push_back(std::move(code));
  found.insert(found.end(), taught.begin(), taught.end());
  return found;
}

std::vector<SchoolStand> stands(const Counting& counting, const std::vector<std::string>& subjects) {
  std::vector<SchoolStand> made;
  for (const auto& school : counting.facts.schools) made.push_back(empty_stand(counting, school, subjects));
  Tally tally{counting, subjects, made};
  for (const auto& person : counting.people) tally.take(person);
  for (auto& school : made) {
    for (auto& subject : school.subjects) settle(subject);
    if (school.posts) school.vacancies = *school.posts + school.turnover - school.established;
    if (school.students && *school.students > 0)
      school.per_100 = 100 * static_cast<double>(school.in_post) / *school.students;
  }
  return made;
}

Totals totals(const std::vector<SchoolStand>& schools, const std::vector<std::string>& subjects) {
  Totals sum;
  sum.schools = static_cast<int64_t>(schools.size());
  for (const auto& code : subjects) sum.subjects.push_back({code, {}, 0, 0, 0, 0, 0, {}, {}});
  for (const auto& school : schools) {
    if (school.students) sum.students = sum.students.value_or(0) + *school.students;
    if (school.classes) sum.classes = sum.classes.value_or(0) + *school.classes;
    sum.norm += school.norm.value_or(0);
    sum.posts += school.posts.value_or(0);
    sum.turnover += school.turnover;
    sum.in_post += school.in_post;
    sum.established += school.established;
    sum.hired += school.hired;
    sum.on_leave += school.on_leave;
    sum.birth_unknown += school.birth_unknown;
    sum.vacancies += std::max<int64_t>(0, school.vacancies.value_or(0));
    sum.over += std::max<int64_t>(0, -school.vacancies.value_or(0));
    for (size_t i = 0; i < subjects.size(); ++i) add_subject(sum.subjects[i], school.subjects[i]);
  }
  for (auto& subject : sum.subjects) settle(subject);
  if (sum.students && *sum.students > 0) sum.per_100 = 100 * static_cast<double>(sum.in_post) / *sum.students;
  return sum;
}

}  // namespace doorstep::staffing
