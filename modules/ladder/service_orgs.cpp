// Editions of a district's own, and how many stand on each level.
#include <algorithm>
#include <set>

#include "read_rules.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

constexpr size_t most_then = 64;  // organisations; a large district is some 4 MB

bool teaches(std::string_view role) { return role == "teacher" || role == "principal" || role == "deputy"; }

}  // namespace

Result<std::vector<LadderEdition>> LadderService::editions(const OrgId& org) {
  return around_.database.read([&](db::Session& session) -> Result<std::vector<LadderEdition>> {
    std::vector<LadderEdition> made;
    for (const auto& base : built_in_ladders()) {
      bool covered = false;  // by a nearer one
      std::vector<OrgId> keepers{org};
      if (const auto district = around_.registry.district_of(org); !district.empty() && district != org)
        keepers.push_back(district);
      for (const auto& from : keepers)
        for (const auto& row : store::editions(session, from)) {
          if (row.ladder != base.id) continue;
          auto rules = json::read_text<Ladder>(row.rules);
          if (!rules) continue;
          made.push_back({std::move(*rules), from, school_name(from), row.reason, row.by_name, row.made_at, row.version,
                          !covered});
          covered = true;
        }
      made.push_back({base, {}, "", "", "", "", 0, !covered});
    }
    return made;
  });
}

Result<std::vector<LadderEdition>> LadderService::set_edition(const Actor& actor, const OrgId& org,
                                                              const NewLadderEdition& wanted) {
  if (around_.registry.school(org, {}))
    return refuse(Fault::conflict, "not-schools",
                  say("版本由区县或集团发布", "editions are kept by districts and groups"));
  if (wanted.reason.empty() || wanted.reason.size() > longest_text)
    return wrong("reason", say("请写明修改理由", "say why it changes"));
  const auto* base = built_in(wanted.rules.id);
  if (!base) return wrong("rules", say("没有这个阶梯", "there is no such ladder"));
  if (auto faults = faults_of(wanted.rules); !faults.empty())
    return refuse(Fault::invalid, "ladder-invalid", faults.front().what, faults);
  for (const auto& level : base->levels)  // what was given must keep its name
    if (!wanted.rules.level(level.code))
      return wrong("rules", say("不能取消级别“{}”", "the level “{}” cannot be taken away", level.name.en));
  if (json::text(wanted.rules).size() > 200'000) return wrong("rules", say("内容过长", "it is too long"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    int64_t version = 1;
    for (const auto& row : store::editions(session, org))
      if (row.ladder == wanted.rules.id) version = std::max(version, row.version + 1);
    store::add(session, store::EditionRow{new_uuid(), org, wanted.rules.id, version, json::text(wanted.rules),
                                          wanted.reason, actor.name, now_utc()});
    note(session, actor, "rank-edition-set", "rank-edition", wanted.rules.id, org, audit::added(wanted));
    return {};
  });
  if (!done) return pass_on(done);
  return editions(org);
}

LadderService::TaughtThen LadderService::taught_on(const OrgId& org, const std::set<OrgId>& schools, Date on) {
  const auto seq = around_.registry.change_sequence();
  {
    const std::lock_guard lock{then_mutex_};
    const auto found = then_.find(org);
    if (found != then_.end() && found->second.seq == seq && found->second.on == on) return found->second.people;
  }
  auto made = std::make_shared<std::vector<Taught>>();
  for (const auto& school : schools) {
    const auto staff = around_.registry.staff(school, on);
    if (!staff) continue;
    std::set<PersonId> seen;
    for (const auto& one : *staff)
      if (teaches(one.role) && seen.insert(one.id).second)
        made->push_back({one.id, school, one.subject, one.title, one.backbone, one.begin_on});
  }
  const std::lock_guard lock{then_mutex_};
  if (then_.size() >= most_then) then_.clear();
  then_[org] = {seq, on, made};
  return made;
}

Result<LadderPyramid> LadderService::pyramid(const OrgId& org, const std::string& ladder) {
  LadderPyramid made;
  made.org_id = org;
  made.org = school_name(org);
  if (made.org.empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个单位", "there is no such organisation"));
  const auto rules = around_.database.read([&](db::Session& session) { return rules_for(session, org, ladder); });
  if (!rules) return wrong("ladder", say("没有这个阶梯", "there is no such ladder"));
  made.ladder = ladder;
  made.ladder_name = rules->rules.name;
  made.levels = rules->rules.levels;
  made.on = around_.today();
  made.compared_with = made.on.plus(-365);
  std::map<PersonId, std::vector<store::RankRow>> given;
  RegisterWords written;
  around_.database.read([&](db::Session& session) {
    written = register_words(store::registered(session));
    for (auto& row : store::ranks_in(session, ladder)) given[row.person_id].push_back(std::move(row));
  });
  // The highest of what was given and what the register said.
  const auto level_on = [&](const PersonId& person, const OrgId& school, const std::string& registered, Date since,
                            Date on) {
    int place = -1;
    for (const auto& row : given[person])
      if (in_use(row, on, school)) place = std::max(place, rules->rules.place(row.level));
    for (const auto& level : rules->rules.levels)
      if (!registered.empty() && level.in_register == registered)
        place = std::max(place, rules->rules.place(level.code));
    if (place >= 0) return rules->rules.levels[static_cast<size_t>(place)].code;
    for (const auto& level : rules->rules.levels)
      if (level.automatic > 0 && years_between(since, on) < static_cast<double>(level.automatic)) return level.code;
    return std::string{};
  };
  const auto& field = rules->rules.register_field;
  const auto registered = [&](const auto& one, Date on) {
    const auto word = field == "title" ? one.title : field == "backbone" ? one.backbone : std::string{};
    return own_word(written, one.id, ladder, word, on);
  };
  std::map<std::pair<std::string, std::string>, LadderCount> cells;
  const auto cell = [&](const std::string& level, const std::string& subject) -> LadderCount& {
    auto& found = cells[{level, subject}];
    found.level = level;
    found.subject = subject;
    return found;
  };
  std::set<OrgId> schools;
  std::map<PersonId, Date> since;
  for (const auto& one : around_.staff.teachers(org)) {
    if (!teaches(one.role)) continue;
    schools.insert(one.school_id);
    since[one.id] = one.working_since;
    ++made.people;
    ++cell(level_on(one.id, one.school_id, registered(one, made.on), one.working_since, made.on), one.subject).now;
  }
  for (const auto& one : *taught_on(org, schools, made.compared_with)) {
    const auto known = since.find(one.id);
    const auto from = known == since.end() ? one.begin_on : known->second;
    ++cell(level_on(one.id, one.school_id, registered(one, made.compared_with), from, made.compared_with), one.subject)
          .before;
  }
  for (auto& [key, one] : cells) made.cells.push_back(std::move(one));
  return made;
}

}  // namespace doorstep::ladder
