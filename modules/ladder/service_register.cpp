// The register follows the ranks: what is decided is written into it in the same transaction, what begins or ends on a
// later day by a round.
#include <algorithm>
#include <set>

#include <doorstep/log/log.h>

#include "read_rules.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

std::optional<registry::Standing> standing_of(const Ladder& rules) {
  if (rules.register_field == "title") return registry::Standing::title;
  if (rules.register_field == "backbone") return registry::Standing::backbone;
  return {};
}

bool says_nothing(const std::string& code) { return code.empty() || code == "none"; }

// The level that a word of the register means; -1: none, or one that the ladder does not know.
int place_of(const Ladder& rules, const std::string& word) {
  for (const auto& level : rules.levels)
    if (!word.empty() && level.in_register == word) return rules.place(level.code);
  return -1;
}

// The last day up to `today` on which one of the ranks began or ended.
Date last_turn(const std::vector<store::RankRow>& ranks, Date today) {
  auto last = Date::always();
  for (const auto& row : ranks)
    for (const auto& day : {std::optional{row.begin_on}, std::optional{row.end_on}, parsed_day(row.revoked_on)})
      if (day && *day <= today) last = std::max(last, *day);
  return last;
}

}  // namespace

RegisterWords register_words(std::vector<store::RegisterRow> rows) {
  RegisterWords made;
  for (auto& row : rows) {
    std::pair key{row.person_id, row.ladder};
    made.emplace(std::move(key), std::move(row));
  }
  return made;
}

std::string own_word(const RegisterWords& written, const PersonId& person, const std::string& ladder,
                     const std::string& word, Date on) {
  const auto found = written.find({person, ladder});
  return found != written.end() && found->second.written == word && found->second.since <= on ? found->second.own_word
                                                                                              : word;
}

std::optional<LadderService::RegisterStep> LadderService::register_step(db::Session& session, const PersonId& person,
                                                                        const Ladder& rules) const {
  const auto what = standing_of(rules);
  const auto now = what ? around_.standings.of(session, person, *what) : std::nullopt;
  auto ranks = store::ranks_of(session, person);
  std::erase_if(ranks, [&](const store::RankRow& row) { return row.ladder != rules.id; });
  if (!now || ranks.empty()) return {};
  const auto today = around_.today();
  const auto before = store::registered(session, person, rules.id);
  const auto kept = before && before->written == *now ? before : std::nullopt;  // else others have written since
  const auto own = kept ? kept->own_word : *now;
  const auto own_place = place_of(rules, own);
  const auto teacher = around_.staff.teacher(person);
  const LadderLevel* best = nullptr;
  for (const auto& row : ranks) {
    const auto* level = rules.level(row.level);
    if (!level || level->in_register.empty() || (best && rules.place(level->code) <= rules.place(best->code))) continue;
    if (in_use(row, today, teacher ? teacher->school_id : row.school_id)) best = level;
  }
  const bool beyond = own_place < 0 && !says_nothing(own);  // a word that the ladder does not know stays
  const bool by_rank = best && !beyond && rules.place(best->code) >= own_place;
  const auto wanted = by_rank ? best->in_register : own;
  auto since = last_turn(ranks, today);
  if (since == Date::always() || (kept && since <= kept->since)) since = today;
  RegisterStep step;
  if (wanted != *now) step.writes = {person, *what, wanted, since, ranks.front().school_id, by_rank};
  // What the register said already is from now on said by the rank, and ends with it.
  if (by_rank && !(kept && kept->written == wanted))
    step.keeps = store::RegisterRow{person, rules.id, wanted, own == wanted ? "none" : own, since};
  step.drops = !by_rank && before;
  return step.writes || step.keeps || step.drops ? std::optional{step} : std::nullopt;
}

Result<void> LadderService::write_register(db::Session& session, const Actor& actor, const PersonId& person,
                                           const Ladder& rules) const {
  const auto step = register_step(session, person, rules);
  if (!step) return {};
  if (step->writes) DOORSTEP_TRY(around_.standings.set(session, actor, *step->writes));
  if (step->keeps) store::keep(session, *step->keeps);
  if (step->drops) store::drop_registered(session, person, rules.id);
  return {};
}

int64_t LadderService::keep_register() {
  const Actor house{{}, "ladder", {}, Language::zh, ""};
  struct Due {
    PersonId person;
    Ladder rules;
  };
  std::vector<Due> due;
  around_.database.read([&](db::Session& session) {
    std::set<std::pair<PersonId, std::string>> seen;
    std::map<std::pair<OrgId, std::string>, std::optional<InForce>> rules;
    for (const auto& row : store::ranks(session)) {  // the newest first: who gave it says by which rules
      if (row.person_id.empty() || !seen.emplace(row.person_id, row.ladder).second) continue;
      const std::pair key{row.org_id, row.ladder};
      auto found = rules.find(key);
      if (found == rules.end()) found = rules.emplace(key, rules_for(session, row.org_id, row.ladder)).first;
      if (found->second && register_step(session, row.person_id, found->second->rules))
        due.push_back({row.person_id, found->second->rules});
    }
  });
  int64_t failed = 0;
  for (const auto& one : due) {
    const auto done = around_.database.write(
        [&](db::Session& session) { return write_register(session, house, one.person, one.rules); });
    if (done) continue;
    ++failed;
    log::write(log::Level::error, "a rank could not be written into the register; the next round tries again",
               {{"person", one.person.value}, {"why", done.error().what.en}});
  }
  return failed;
}

}  // namespace doorstep::ladder
