// Goals of a school year and the reflection on it. What is shared with nobody leaves no words in the trail.
#include "service.h"

namespace doorstep::portfolio {
namespace {

constexpr size_t most_goals = 20;

Result<void> good(int64_t year, const NewYearGoals& wanted) {
  std::vector<FieldError> faults;
  const auto now = school_year_of(Date::today());
  if (year < now - 3 || year > now + 1)
    faults.push_back(
        {"year", say("应为近三个学年或下一学年", "must be one of the last three school years or the next")});
  if (wanted.goals.size() > most_goals) faults.push_back({"goals", say("至多 {} 条", "at most {}", most_goals)});
  if (wanted.reflection.size() > longest_words)
    faults.push_back({"reflection", say("至多 4000 个字", "at most 4,000 letters")});
  for (size_t i = 0; i < wanted.goals.size(); ++i) {
    const auto& one = wanted.goals[i];
    if (one.goal.empty() || one.goal.size() > 1'500)
      faults.push_back({fmt::format("goals.{}.goal", i), say("1 到 500 个字", "1 to 500 letters")});
    if (one.measure.size() > 1'500 || one.check.size() > longest_words)
      faults.push_back({fmt::format("goals.{}.measure", i), say("过长", "is too long")});
  }
  if (faults.empty()) return {};
  return wrong_fields(std::move(faults));
}

}  // namespace

Result<Portfolio> PortfolioService::set_goals(const Actor& actor, int64_t year, const NewYearGoals& wanted) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  DOORSTEP_TRY(good(year, wanted));
  const store::GoalsRow row{teacher.id, year, wanted.shared, json::text(wanted.goals), wanted.reflection, now_utc()};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::keep(session, row);
    std::vector<audit::Change> told{{"year", {}, {json::text(year)}}, {"shared", {}, {json::text(wanted.shared)}}};
    around_.trail.append(session, actor,
                         {"portfolio-goals-set", "portfolio-goals", teacher.id.value, teacher.school_id, told});
    return {};
  });
  if (!done) return pass_on(done);
  return made(teacher, Viewer::owner, false);
}

}  // namespace doorstep::portfolio
