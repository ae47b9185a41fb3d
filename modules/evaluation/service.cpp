#include "service.h"

#include <algorithm>
#include <map>
#include <set>

#include "scores.h"

namespace doorstep::evaluation {
namespace {

constexpr size_t longest_line = 300, longest_text = 10'000;  // bytes
constexpr size_t most_indicators = 60;

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "evaluation-invalid", what, {{field, what}});
}
tl::unexpected<Error> unknown() {
  return refuse(Fault::not_found, "round-unknown", say("没有这次评价", "there is no such round"));
}

std::vector<std::string> names_of(const std::string& text) {
  std::vector<std::string> names;
  for (size_t at = 0; at < text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    names.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return names;
}

EvaluationIndicator shown(const store::IndicatorRow& row) {
  return {row.id, row.name, row.counts, row.origin, row.weight, row.full_value};
}

std::optional<double> mean(const std::vector<double>& values) {
  if (values.empty()) return {};
  double sum = 0;
  for (const auto value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// The cell of one school from what the panel entered of it.
EvaluationCell cell_of(const EvaluationIndicator& indicator, const OrgId& school,
                       const std::vector<store::EntryRow>& entries, const Actor& actor) {
  EvaluationCell cell;
  cell.indicator_id = indicator.id;
  cell.school_id = school;
  std::vector<double> starts, values;
  for (const auto& entry : entries) {
    if (entry.indicator_id != indicator.id || entry.school_id != school) continue;
    if (entry.start) starts.push_back(*entry.start);
    if (entry.value) values.push_back(*entry.value);
    ++cell.entered;
    if (entry.account != actor.account) continue;
    cell.own_start = entry.start;
    cell.own_value = entry.value;
    cell.own_note = entry.note;
  }
  cell.start = mean(starts);
  cell.value = mean(values);
  return cell;
}

void add_results(EvaluationRound& round, bool of_groups) {
  const auto cell_at = [&](const std::string& indicator, const OrgId& school) -> const EvaluationCell& {
    return *std::ranges::find_if(round.cells, [&](const EvaluationCell& one) {
      return one.indicator_id == indicator && one.school_id == school;
    });
  };
  std::map<OrgId, std::pair<std::string, std::vector<OrgId>>> subjects;
  for (const auto& school : round.schools) {
    auto& subject = subjects[of_groups ? school.group_id : school.id];
    subject.first = of_groups ? school.group : school.name;
    subject.second.push_back(school.id);
  }
  for (const auto& [id, subject] : subjects) {
    EvaluationResult result{id, subject.first, {}, 0, {}};
    for (const auto& indicator : round.indicators) {
      std::vector<Scored> scored;
      for (const auto& school : subject.second) {
        const auto& cell = cell_at(indicator.id, school);
        scored.push_back({cell.start, cell.score});
      }
      result.scores.push_back(
          {indicator.id, of_groups ? score_of_group(indicator.counts, scored) : scored.front().score});
    }
    const auto sum = weighted(round.indicators, result.scores);
    result.score = sum.score;
    result.weight = sum.weight;
    round.results.push_back(std::move(result));
  }
  std::ranges::stable_sort(round.results, {}, &EvaluationResult::org);
}

}  // namespace

std::unique_ptr<Evaluations> make_evaluations(db::Database& database, registry::Registry& registry,
                                              const audit::Trail& trail, NameOf name_of, Measures measures) {
  return std::make_unique<EvaluationService>(database, registry, trail, std::move(name_of), std::move(measures));
}

Result<void> EvaluationService::add_members(const OrgId& id, std::vector<EvaluationSchool>& schools) {
  DOORSTEP_LET(group, registry_.group(id));
  const auto today = Date::today();
  for (const auto& member : group.members) {
    const bool known =
        std::ranges::any_of(schools, [&](const auto& one) { return one.id == member.school_id && one.group_id == id; });
    if (holds_on(member, today) && !known) schools.push_back({member.school_id, member.school, id, group.org.name});
  }
  return {};
}

Result<EvaluationService::About> EvaluationService::about(const OrgId& org) {
  About made;
  if (const auto area = registry_.area(org, {})) {
    made.name = area->name;
    made.district = true;
    for (const auto& group : registry_.groups(org, std::nullopt, {})) DOORSTEP_TRY(add_members(group.id, made.schools));
  } else {
    DOORSTEP_LET(group, registry_.group(org));
    made.name = group.org.name;
    DOORSTEP_TRY(add_members(org, made.schools));
  }
  std::ranges::stable_sort(made.schools, {}, [](const auto& one) { return std::pair{one.group, one.name}; });
  return made;
}

std::vector<RoundSummary> EvaluationService::rounds(const OrgId& org) {
  const auto of = about(org);
  return database_.read([&](db::Session& session) {
    std::vector<RoundSummary> list;
    for (const auto& row : store::rounds(session, org))
      list.push_back(
          {row.id, org, of ? of->name : "", row.of_district, row.title, row.year, row.state, row.published_at});
    return list;
  });
}

bool EvaluationService::on_panel(const Actor& actor, const store::RoundRow& row) const {
  if (actor.account.empty()) return false;
  const auto names = names_of(row.panel);
  return std::ranges::count(names, name_of_(actor.account)) > 0;
}

Result<EvaluationRound> EvaluationService::round(const Actor& actor, const std::string& id) {
  const auto row = database_.read([&](db::Session& session) { return store::round(session, id); });
  if (!row) return unknown();
  DOORSTEP_LET(of, about(row->org_id));
  EvaluationRound made;
  made.of = {row->id, row->org_id, of.name, row->of_district, row->title, row->year, row->state, row->published_at};
  made.panel = names_of(row->panel);
  made.on_panel = on_panel(actor, *row);
  made.schools = std::move(of.schools);
  std::vector<store::EntryRow> entries;
  database_.read([&](db::Session& session) {
    for (const auto& indicator : store::indicators(session, id)) made.indicators.push_back(shown(indicator));
    entries = store::entries(session, id);
    for (const auto& appeal : store::appeals(session, id)) {
      const auto school = std::ranges::find(made.schools, appeal.school_id, &EvaluationSchool::id);
      made.appeals.push_back({appeal.id, appeal.school_id, school == made.schools.end() ? "" : school->name,
                              appeal.text, appeal.by_name, appeal.at, appeal.answer, appeal.answered_by,
                              appeal.answered_at});
    }
  });
  if (row->state != RoundState::published)
    std::ranges::move(measured(made.indicators, made.schools), std::back_inserter(entries));
  std::set<std::pair<std::string, OrgId>> there;  // a school in two groups has one cell
  for (const auto& indicator : made.indicators)
    for (const auto& school : made.schools) {
      if (!there.emplace(indicator.id, school.id).second) continue;
      auto cell = cell_of(indicator, school.id, entries, actor);
      cell.score = score_of(indicator.counts, indicator.full, cell.start, cell.value);
      made.cells.push_back(std::move(cell));
    }
  add_results(made, row->of_district);
  return made;
}

std::optional<OrgId> EvaluationService::org_of(const std::string& id) {
  const auto row = database_.read([&](db::Session& session) { return store::round(session, id); });
  return row ? std::optional{row->org_id} : std::nullopt;
}

Result<EvaluationRound> EvaluationService::make(const Actor& actor, const NewRound& wanted) {
  DOORSTEP_LET(of, about(wanted.org));
  if (wanted.title.empty() || wanted.title.size() > longest_line)
    return wrong("title", say("请填写名称", "give it a title"));
  if (wanted.year < 2000 || wanted.year > 2100) return wrong("year", say("请填写年份", "give the year"));
  if (wanted.indicators.empty() || wanted.indicators.size() > most_indicators)
    return wrong("indicators", say("请设 1 到 {} 个指标", "from 1 to {} indicators", most_indicators));
  int64_t sum = 0;
  for (const auto& one : wanted.indicators) {
    if (one.name.empty() || one.name.size() > longest_line)
      return wrong("indicators", say("每个指标都要有名称", "every indicator has a name"));
    if (one.weight < 1 || one.weight > 100)
      return wrong("indicators", say("“{}”的权重应为 1 到 100", "the weight of “{}” is 1 to 100", one.name));
    if (!(one.full.value_or(100) > 0))
      return wrong("indicators", say("“{}”的满分须大于 0", "the full value of “{}” is above 0", one.name));
    if ((one.origin == Origin::unity || one.origin == Origin::joint) && one.counts == Counts::progress)
      return wrong("indicators", say("“{}”没有起点记录，只能按水平计",
                                     "“{}” has no record of where it started: count it as a level", one.name));
    sum += one.weight;
  }
  if (sum != 100) return wrong("indicators", say("权重合计须为 100，现为 {}", "weights add up to 100, not to {}", sum));
  std::string panel;
  for (const auto& name : wanted.panel) panel += (panel.empty() ? "" : ",") + name;
  const store::RoundRow row{new_uuid(), wanted.org, of.district, wanted.title, wanted.year, RoundState::draft,
                            panel,      now_utc(),  ""};
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    int64_t position = 0;
    for (const auto& one : wanted.indicators)
      store::add(session,
                 store::IndicatorRow{new_uuid(), row.id, position++, one.name, one.counts, one.origin, one.weight,
                                     one.origin == Origin::entered ? one.full.value_or(100) : 100});
    trail_.append(session, actor, {"evaluation-made", "evaluation", row.id, row.org_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return round(actor, row.id);
}

Result<EvaluationRound> EvaluationService::change(
    const Actor& actor, const std::string& id,
    const std::function<Result<void>(db::Session&, store::RoundRow&)>& work) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    auto row = store::round(session, id);
    if (!row) return unknown();
    return work(session, *row);
  });
  if (!done) return pass_on(done);
  return round(actor, id);
}

Result<EvaluationRound> EvaluationService::move(const Actor& actor, const std::string& id, RoundState to) {
  DOORSTEP_LET(now, round(actor, id));
  const auto records = measured(now.indicators, now.schools);
  return change(actor, id, [&](db::Session& session, store::RoundRow& row) -> Result<void> {
    if (row.state == RoundState::published)
      return refuse(Fault::conflict, "published", say("结果已公布，不能再改", "it is published, and stands"));
    if (to == row.state) return {};
    if (to == RoundState::published && row.state != RoundState::open)
      return refuse(Fault::conflict, "not-open", say("先开始评审，再公布", "open it before publishing it"));
    const auto before = row;
    row.state = to;
    if (to == RoundState::published) row.published_at = now_utc();
    store::set_state(session, row);
    if (to == RoundState::published)  // what the records say later changes nothing
      for (const auto& entry : records) store::keep(session, entry);
    trail_.append(session, actor, {"evaluation-moved", "evaluation", id, row.org_id, audit::changes(before, row)});
    return {};
  });
}

Result<EvaluationRound> EvaluationService::enter(const Actor& actor, const std::string& id, const NewEntry& wanted,
                                                 bool runs_it) {
  const auto org = org_of(id);
  if (!org) return unknown();
  DOORSTEP_LET(of, about(*org));
  return change(actor, id, [&](db::Session& session, store::RoundRow& row) -> Result<void> {
    if (!runs_it && !on_panel(actor, row))
      return refuse(Fault::forbidden, "not-on-panel", say("您不在评审组内", "you are not on the panel"));
    if (row.state != RoundState::open)
      return refuse(Fault::conflict, "not-open", say("不在评审期间", "the round is not open"));
    const auto indicators = store::indicators(session, id);
    const auto indicator = std::ranges::find(indicators, wanted.indicator_id, &store::IndicatorRow::id);
    if (indicator == indicators.end() || indicator->origin != Origin::entered)
      return wrong("indicator_id", say("没有这个可填写的指标", "there is no such indicator to be entered"));
    if (!std::ranges::count(of.schools, wanted.school_id, &EvaluationSchool::id))
      return wrong("school_id", say("该校不在评价范围内", "the school is not evaluated here"));
    const auto good = [&](const std::optional<double>& one) {
      return !one || (*one >= 0 && *one <= indicator->full_value);
    };
    if (!good(wanted.value) || !good(wanted.start))
      return wrong("value", say("数值应在 0 到 {} 之间", "a value is 0 to {}", indicator->full_value));
    const store::EntryRow entry{wanted.indicator_id,
                                wanted.school_id,
                                actor.account,
                                actor.name,
                                wanted.start,
                                wanted.value,
                                wanted.note.value_or("").substr(0, longest_text)};
    if (!wanted.value && !wanted.start)
      store::drop(session, entry);
    else
      store::keep(session, entry);
    trail_.append(session, actor, {"evaluation-entered", "evaluation", id, wanted.school_id, audit::added(entry)});
    return {};
  });
}

Result<EvaluationRound> EvaluationService::appeal(const Actor& actor, const std::string& id, const NewAppeal& wanted) {
  if (wanted.text.empty() || wanted.text.size() > longest_text)
    return wrong("text", say("请写明申诉理由", "say what is wrong"));
  return change(actor, id, [&](db::Session& session, store::RoundRow& row) -> Result<void> {
    if (row.state != RoundState::published)
      return refuse(Fault::conflict, "not-published", say("结果公布后才能申诉", "an appeal follows the publication"));
    const store::AppealRow made{new_uuid(), id, wanted.school_id, wanted.text, actor.name, now_utc(), "", "", ""};
    store::add(session, made);
    trail_.append(session, actor, {"evaluation-appeal", "evaluation", id, wanted.school_id, audit::added(made)});
    return {};
  });
}

Result<EvaluationRound> EvaluationService::answer(const Actor& actor, const std::string& id,
                                                  const std::string& appeal_id, const std::string& text) {
  if (text.empty() || text.size() > longest_text) return wrong("answer", say("请写答复", "write an answer"));
  return change(actor, id, [&](db::Session& session, store::RoundRow& row) -> Result<void> {
    for (auto& appeal : store::appeals(session, id)) {
      if (appeal.id != appeal_id) continue;
      if (!appeal.answered_at.empty())
        return refuse(Fault::conflict, "answered", say("已经答复过", "it was answered already"));
      appeal.answer = text;
      appeal.answered_by = actor.name;
      appeal.answered_at = now_utc();
      store::set_answer(session, appeal);
      trail_.append(session, actor, {"evaluation-answered", "evaluation", id, row.org_id, {}});
      return {};
    }
    return refuse(Fault::not_found, "appeal-unknown", say("没有这份申诉", "there is no such appeal"));
  });
}

}  // namespace doorstep::evaluation
