#include <doorstep/standard/checks.h>

#include <algorithm>
#include <cmath>

namespace doorstep::standard {

namespace {

template <class T>
bool among(const std::vector<T>& list, T item) {
  return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

// The figures that one check needs, of a section, a school or the district.
struct Amounts {
  double figure = unreported;
  double over = unreported;
};

class Checker {
 public:
  Checker(const Standard& standard, const std::vector<Figure>& figures) : standard_(standard), figures_(figures) {}

  CheckResult run(size_t at, std::span<const SchoolReturn> returns) const {
    const auto& check = standard_.checks[at];
    CheckResult result;
    result.check = at;
    Amounts all{0, 0};
    bool any = false;
    for (const auto& school : returns) {
      if (!about(check, school)) continue;
      if (check.scope == Scope::section) {
        for (const auto& section : school.sections)
          if (measured(check, section.stage))
            note(check, school.key, section.stage, of_section(check, section), result);
        continue;
      }
      const auto amounts = of_school(check, school);
      if (!amounts) continue;
      if (check.scope == Scope::school) {
        note(check, school.key, std::nullopt, *amounts, result);
      } else {
        any = true;
        all.figure += amounts->figure;
        all.over += amounts->over;
      }
    }
    if (any) note(check, 0, std::nullopt, all, result);
    return result;
  }

 private:
  bool about(const Check& check, const SchoolReturn& school) const {
    if (!among(check.forms, school.form)) return false;
    for (const auto& rule : standard_.exclusions) {
      if (rule.kind != school.kind) continue;
      double students = 0;
      for (const auto& section : school.sections) students += value(section.figures, "students");
      if (!rule.students_below || students < *rule.students_below) return false;
    }
    return true;
  }

  bool measured(const Check& check, Stage stage) const {
    return among(check.stages, stage) && among(standard_.stages, stage);
  }

  double value(const std::vector<double>& list, std::string_view code) const {
    for (size_t i = 0; i < figures_.size() && i < list.size(); ++i)
      if (figures_[i].code == code) return list[i];
    return unreported;
  }

  Amounts of_section(const Check& check, const SectionReturn& section) const {
    return {value(section.figures, check.figure), check.over.empty() ? 0 : value(section.figures, check.over)};
  }

  // What the school reports as a whole, else the sum of its measured sections. Empty when it has none of these.
  std::optional<Amounts> of_school(const Check& check, const SchoolReturn& school) const {
    Amounts sum{0, 0};
    bool any = false;
    for (const auto& section : school.sections) {
      if (!measured(check, section.stage)) continue;
      const auto part = of_section(check, section);
      sum.figure += part.figure;
      sum.over += part.over;
      any = true;
    }
    if (!any) return std::nullopt;
    if (const double whole = value(school.whole_school, check.figure); !std::isnan(whole)) sum.figure = whole;
    if (const double whole = value(school.whole_school, check.over); !std::isnan(whole)) sum.over = whole;
    return sum;
  }

  void note(const Check& check, uint32_t key, std::optional<Stage> stage, Amounts amounts, CheckResult& result) const {
    Finding finding{key, stage, amounts.figure, check.limit, {}};
    if (check.each > 0)
      finding.limit = check.limit * std::ceil(amounts.over / check.each);
    else if (!check.over.empty())
      finding.value = amounts.over > 0 ? amounts.figure * check.per / amounts.over : unreported;
    const double slack = std::abs(finding.limit) * rounding;
    if (!std::isnan(finding.value) && !std::isnan(finding.limit))
      finding.met = check.comparison == Comparison::at_least ? finding.value >= finding.limit - slack
                                                             : finding.value <= finding.limit + slack;
    (finding.met ? (*finding.met ? result.met : result.missed) : result.unknown) += 1;
    result.findings.push_back(finding);
  }

  const Standard& standard_;
  const std::vector<Figure>& figures_;
};

}  // namespace

std::vector<CheckResult> check(const Standard& standard, const std::vector<Figure>& figures,
                               std::span<const SchoolReturn> returns) {
  const Checker checker{standard, figures};
  std::vector<CheckResult> results;
  for (size_t at = 0; at < standard.checks.size(); ++at) results.push_back(checker.run(at, returns));
  return results;
}

}  // namespace doorstep::standard
