// Ranks held, where somebody stands, and what the next step asks.
#include <algorithm>

#include "read_rules.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

constexpr int64_t renew_within = 183;  // days before the end of a term

struct Span {
  Date from, to;
};

// Years that spans cover together, overlaps once, up to a day.
double years_of(std::vector<Span> spans, Date until) {
  std::ranges::sort(spans, {}, &Span::from);
  int64_t days = 0;
  auto reached = Date::always();
  for (const auto& one : spans) {
    const auto from = std::max(one.from, reached), to = std::min(one.to, until);
    if (to > from) days += to.days() - from.days();
    reached = std::max(reached, to);
  }
  return years_between(Date::from_days(0), Date::from_days(days));
}

const std::string& in_register(const staff::Teacher& teacher, const Ladder& rules) {
  static const std::string nothing;
  if (rules.register_field == "title") return teacher.title;
  return rules.register_field == "backbone" ? teacher.backbone : nothing;
}

const HeldRank* highest(const std::vector<HeldRank>& held, const Ladder& rules) {
  const HeldRank* found = nullptr;
  for (const auto& one : held)
    if (one.ladder == rules.id && (!found || rules.place(one.level) > rules.place(found->level))) found = &one;
  return found;
}

const LadderLevel* automatic_level(const Ladder& rules, const std::optional<Date>& since, Date on) {
  const auto found = std::ranges::find_if(rules.levels, [](const LadderLevel& one) { return one.automatic > 0; });
  if (found == rules.levels.end() || !since || years_between(*since, on) >= static_cast<double>(found->automatic))
    return nullptr;
  return &*found;
}

}  // namespace

std::optional<Date> parsed_day(const std::string& text) {
  const auto day = Date::parse(text);
  return day ? std::optional{*day} : std::nullopt;
}

bool LadderService::in_use(const store::RankRow& row, Date on, const OrgId& school_now) const {
  if (!holds_on(row, on)) return false;
  if (const auto revoked = parsed_day(row.revoked_on); revoked && *revoked <= on) return false;
  return !row.targeted || is_rural(school_now);
}

RankHeld LadderService::shown(const store::RankRow& row) const {
  RankHeld made;
  made.id = row.id;
  made.ladder = row.ladder;
  made.level = row.level;
  made.ladder_name = {row.ladder_zh, row.ladder_en};
  made.name = {row.level_zh, row.level_en};
  made.person_id = row.person_id;
  made.person = row.person_id.empty() ? "" : row.name;
  made.school_id = row.school_id;
  made.school = school_name(row.school_id);
  made.subject = row.subject;
  made.targeted = row.targeted;
  made.begin_on = row.begin_on;
  made.end_on = row.end_on;
  made.certificate = row.certificate;
  made.org_id = row.org_id;
  made.org = school_name(row.org_id);
  const auto today = around_.today();
  const auto teacher =
      row.person_id.empty() ? Result<staff::Teacher>{staff::Teacher{}} : around_.staff.teacher(row.person_id);
  const auto school = teacher && !row.person_id.empty() ? teacher->school_id : row.school_id;
  made.in_use = in_use(row, today, school);
  made.revoked_on = row.revoked_on;
  made.ground = row.ground;
  made.ends_soon = made.in_use && row.end_on <= today.plus(renew_within);
  return made;
}

std::vector<HeldRank> LadderService::held_by(const staff::Teacher& teacher, Date on) const {
  std::vector<HeldRank> made;
  RegisterWords written;
  const auto rows = around_.database.read([&](db::Session& session) {
    for (const auto& rules : built_in_ladders())
      if (auto row = store::registered(session, teacher.id, rules.id))
        written[{teacher.id, rules.id}] = std::move(*row);
    return store::ranks_of(session, teacher.id);
  });
  for (const auto& row : rows)
    if (in_use(row, on, teacher.school_id)) made.push_back({row.ladder, row.level, row.begin_on});
  for (const auto& rules : built_in_ladders()) {
    const auto value = own_word(written, teacher.id, rules.id, in_register(teacher, rules), around_.today());
    if (value.empty()) continue;
    for (const auto& level : rules.levels)
      if (level.in_register == value) made.push_back({rules.id, level.code, std::nullopt});
  }
  return made;
}

Facts LadderService::facts_of(const staff::Teacher& teacher, Date on) const {
  Facts made;
  made.on = on;
  made.working_since = teacher.working_since;
  made.degree = teacher.qualification;
  made.held = held_by(teacher, on);
  std::vector<Span> away, rural;
  for (const auto& one : teacher.away) away.push_back({one.begin_on, one.end_on});
  made.exchange_years = years_of(std::move(away), on);
  if (const auto history = around_.registry.service_history(teacher.id)) {
    for (const auto& one : *history)
      if (is_rural(one.org_id)) rural.push_back({one.begin_on, one.end_on});
    made.rural_years = years_of(std::move(rural), on);
  }
  const auto& sources = around_.sources;
  if (sources.barred) made.barred = sources.barred(teacher.id);
  if (sources.training_hours)
    made.training_hours = [&sources, on, id = teacher.id](int64_t years) {
      return sources.training_hours(id, on.plus(-years * 36525 / 100), on.plus(1));
    };
  if (sources.portfolio)
    if (auto paper = sources.portfolio(teacher.id, {})) made.portfolio = std::move(paper->counts);
  return made;
}

std::string LadderService::rank_of(const PersonId& person, const std::string& ladder, Date on) {
  const auto teacher = around_.staff.teacher(person, on);
  const auto* rules = built_in(ladder);
  if (!teacher || !rules) return {};
  const auto held = held_by(*teacher, on);
  if (const auto* found = highest(held, *rules)) return found->level;
  const auto* automatic = automatic_level(*rules, teacher->working_since, on);
  return automatic ? automatic->code : std::string{};
}

std::vector<RankHeld> LadderService::ranks_of(const PersonId& person) {
  std::vector<RankHeld> made;
  std::vector<store::ApplicationRow> applications;
  const auto rows = around_.database.read([&](db::Session& session) {
    applications = store::of_person(session, person);
    return store::ranks_of(session, person);
  });
  for (const auto& row : rows) {
    made.push_back(shown(row));
    made.back().ends_soon = made.back().ends_soon && !renewed(rows, row);
    for (const auto& one : applications)
      if (one.renews == row.id && one.state != ApplicationState::withdrawn && one.state != ApplicationState::refused)
        made.back().renewal = one.call_id;
  }
  return made;
}

std::vector<LadderStanding> LadderService::standing(const PersonId& person) {
  const auto teacher = around_.staff.teacher(person);
  if (!teacher) return {};
  const auto today = around_.today();
  const auto facts = facts_of(*teacher, today);
  const auto ladders =
      around_.database.read([&](db::Session& session) { return ladders_for(session, teacher->school_id); });
  const auto ranks = ranks_of(person);
  std::vector<LadderStanding> made;
  for (const auto& rules : ladders) {
    if (!rules.ordered) continue;
    LadderStanding one;
    one.ladder = rules.id;
    one.ladder_name = rules.name;
    int place = -1;
    if (const auto* held = highest(facts.held, rules)) {
      place = rules.place(held->level);
      one.since = held->since;
      const auto given = std::ranges::find_if(ranks, [&](const RankHeld& rank) {
        return rank.ladder == rules.id && rank.level == held->level && rank.in_use;
      });
      one.by_register = given == ranks.end();
      if (given != ranks.end() && given->end_on != Date::never()) one.until = given->end_on;
    } else if (const auto* automatic = automatic_level(rules, facts.working_since, today)) {
      place = rules.place(automatic->code);
    } else {
      while (place + 1 < std::ssize(rules.levels) && rules.levels[static_cast<size_t>(place + 1)].automatic > 0)
        ++place;
    }
    if (place >= 0 && (rules.levels[static_cast<size_t>(place)].automatic == 0 ||
                       automatic_level(rules, facts.working_since, today))) {
      one.level = rules.levels[static_cast<size_t>(place)].code;
      one.name = rules.levels[static_cast<size_t>(place)].name;
    }
    if (place + 1 < std::ssize(rules.levels)) {
      const auto& next = rules.levels[static_cast<size_t>(place + 1)];
      one.next = next.code;
      one.next_name = next.name;
      auto checked = check(rules, next, facts, {});
      one.checks = std::move(checked.checks);
      one.verdict = checked.verdict;
    }
    made.push_back(std::move(one));
  }
  return made;
}

Result<std::vector<RankHeld>> LadderService::holders(const OrgId& org) {
  std::vector<RankHeld> made;
  for (const auto& row : around_.database.read([](db::Session& session) { return store::ranks(session); }))
    if (row.org_id == org || row.school_id == org || around_.places.within(row.school_id, org))
      made.push_back(shown(row));
  for (auto& one : made)  // the newest first
    one.ends_soon = one.ends_soon && std::ranges::none_of(made, [&](const RankHeld& other) {
                      return !one.person_id.empty() && other.person_id == one.person_id && other.ladder == one.ladder &&
                             other.level == one.level && other.end_on > one.end_on && other.revoked_on.empty();
                    });
  std::ranges::stable_sort(made, {}, [](const RankHeld& one) { return std::tie(one.school, one.person); });
  return made;
}

Result<std::vector<RankHeld>> LadderService::revoke(const Actor& actor, const OrgId& org, const std::string& rank,
                                                    const RankRevocation& wanted) {
  if (wanted.ground.empty() || wanted.ground.size() > longest_text)
    return wrong("ground", say("请写明撤销依据", "say on what ground"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::rank(session, rank);
    if (!row || row->org_id != org)
      return refuse(Fault::not_found, "rank-unknown",
                    say("本单位没有授予过这个称号", "this organisation gave no such rank"));
    if (!row->revoked_on.empty()) return refuse(Fault::conflict, "revoked", say("已经撤销", "it was revoked already"));
    const auto before = *row;
    row->revoked_on = around_.today().text();
    row->ground = wanted.ground;
    store::set_revoked(session, *row);
    if (const auto rules = rules_for(session, org, row->ladder); rules && !row->person_id.empty())
      DOORSTEP_TRY(write_register(session, actor, row->person_id, rules->rules));
    note(session, actor, "rank-revoked", "rank", rank, org, audit::changes(before, *row));
    return {};
  });
  if (!done) return pass_on(done);
  return holders(org);
}

}  // namespace doorstep::ladder
