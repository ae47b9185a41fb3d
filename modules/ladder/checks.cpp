#include "checks.h"

#include <algorithm>
#include <cmath>

#include "read_rules.h"

namespace doorstep::ladder {
namespace {

Words from_register() { return say("登记册", "the register"); }

// The level's place in its ladder, and which ladder: "titles:first" names another.
struct Asked {
  std::string ladder, level;
  const Ladder* rules = nullptr;
};
Asked asked_of(const Ladder& ladder, const std::string& of) {
  const auto colon = of.find(':');
  if (colon == of.npos) return {ladder.id, of, &ladder};
  return {of.substr(0, colon), of.substr(colon + 1), built_in(of.substr(0, colon))};
}

// Ranks of that level or higher.
std::vector<HeldRank> at_or_above(const Ladder& ladder, const std::string& of, const Facts& facts) {
  const auto asked = asked_of(ladder, of);
  std::vector<HeldRank> found;
  if (!asked.rules) return found;
  const auto least = asked.rules->place(asked.level);
  for (const auto& one : facts.held)
    if (one.ladder == asked.ladder && asked.rules->place(one.level) >= least) found.push_back(one);
  return found;
}

void check_rank_years(const Ladder& ladder, const Facts& facts, LadderCheck& made) {
  const auto held = at_or_above(ladder, made.of, facts);
  made.source = say("任职记录", "ranks on record");
  if (held.empty()) {
    made.value = 0;
    return;
  }
  std::optional<Date> since;
  for (const auto& one : held)
    if (one.since && (!since || *one.since < *since)) since = one.since;
  if (since) made.value = years_between(*since, facts.on);
}

void check_degree(const Facts& facts, LadderCheck& made) {
  made.source = from_register();
  if (facts.degree.empty()) return;
  made.has = degree_words(facts.degree);
  made.verdict = degree_place(facts.degree) >= degree_place(made.of) ? Verdict::passed : Verdict::failed;
}

void check_conduct(const Facts& facts, LadderCheck& made) {
  made.source = facts.barred ? say("师德档案", "records of conduct")
                             : say("无记录，由学校确认时把关", "no record; the school answers for it when it confirms");
  made.verdict = facts.barred.value_or(false) ? Verdict::failed : Verdict::passed;
}

void find_value(const Ladder& ladder, const LadderNeed& need, const Facts& facts, LadderCheck& made) {
  switch (need.kind) {
    case Need::service_years:
      made.source = from_register();
      if (facts.working_since) made.value = years_between(*facts.working_since, facts.on);
      return;
    case Need::rank_years:
      return check_rank_years(ladder, facts, made);
    case Need::holds:
      made.source = say("任职记录与登记册", "ranks on record and the register");
      made.verdict = at_or_above(ladder, made.of, facts).empty() ? Verdict::failed : Verdict::passed;
      return;
    case Need::degree:
      return check_degree(facts, made);
    case Need::training_hours:
      made.source = say("培训记录", "records of training");
      if (facts.training_hours) made.value = facts.training_hours(need.over_years);
      return;
    case Need::rural_years:
      made.source = from_register();
      made.value = facts.rural_years;
      return;
    case Need::exchange_years:
      made.source = from_register();
      made.value = facts.exchange_years;
      return;
    case Need::conduct:
      return check_conduct(facts, made);
    case Need::portfolio:
      made.source = say("成长档案", "the portfolio");
      if (!facts.portfolio) return;
      const auto found = facts.portfolio->find(need.of);
      made.value = found == facts.portfolio->end() ? 0 : found->second;
  }
}

bool counts(Need kind) { return kind != Need::holds && kind != Need::degree && kind != Need::conduct; }

LadderCheck check_one(const Ladder& ladder, const LadderNeed& need, int64_t way, const Facts& facts,
                      const Stated& stated) {
  LadderCheck made;
  made.key = key_of(need);
  made.kind = need.kind;
  made.of = need.of;
  made.what = words_of(need, ladder);
  made.way = way;
  made.verdict = Verdict::unknown;
  if (counts(need.kind)) made.at_least = need.at_least;
  find_value(ladder, need, facts, made);
  if (counts(need.kind) && !made.value)
    if (const auto said = stated.find(made.key); said != stated.end()) {
      made.value = said->second;
      made.stated = true;
      made.source = say("本人填报，学校核实", "stated by the candidate, confirmed by the school");
    }
  if (counts(need.kind) && made.value)
    made.verdict = *made.value + 1e-9 >= need.at_least ? Verdict::passed : Verdict::failed;
  return made;
}

Verdict all_of(const std::vector<LadderCheck>& checks, int64_t way) {
  auto verdict = Verdict::passed;
  for (const auto& one : checks) {
    if (one.way != way) continue;
    if (one.verdict == Verdict::failed) return Verdict::failed;
    if (one.verdict == Verdict::unknown) verdict = Verdict::unknown;
  }
  return verdict;
}

}  // namespace

double years_between(Date from, Date to) {
  if (to <= from) return 0;
  return std::floor(static_cast<double>(to.days() - from.days()) / 365.2425 * 100 + 1e-6) / 100;
}

std::string key_of(const LadderNeed& need) {
  std::string key{describe::enum_name(need.kind)};
  if (!need.of.empty()) key += ":" + need.of;
  if (need.over_years > 0) key += fmt::format(":{}", need.over_years);
  return key;
}

double value_of(const std::vector<LadderCheck>& checks, Need kind) {
  double most = 0;
  for (const auto& one : checks)
    if (one.kind == kind && one.value) most = std::max(most, *one.value);
  return most;
}

Checked check(const Ladder& ladder, const LadderLevel& level, const Facts& facts, const Stated& stated) {
  Checked made;
  for (const auto& need : level.needs) made.checks.push_back(check_one(ladder, need, -1, facts, stated));
  int64_t way = 0;
  for (const auto& one : level.ways) {
    for (const auto& need : one.needs) made.checks.push_back(check_one(ladder, need, way, facts, stated));
    ++way;
  }
  made.verdict = all_of(made.checks, -1);
  if (way == 0 || made.verdict == Verdict::failed) return made;
  auto best = Verdict::failed;
  for (int64_t at = 0; at < way; ++at) {
    const auto found = all_of(made.checks, at);
    if (found == Verdict::passed || (found == Verdict::unknown && best == Verdict::failed)) best = found;
  }
  if (best != Verdict::passed) made.verdict = best;
  return made;
}

}  // namespace doorstep::ladder
