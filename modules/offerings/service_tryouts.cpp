// Try-outs: candidates, a panel of staff that scores them, and the decision with its named reserve list.
#include <algorithm>
#include <set>

#include "service.h"
#include "store_clubs.h"

namespace doorstep::offerings {
namespace {

constexpr size_t most_judges = 20;
constexpr int64_t most_points = 100;

tl::unexpected<Error> no_candidate() {
  return refuse(Fault::not_found, "candidate-unknown", say("没有这个候选人", "there is no such candidate"));
}

}  // namespace

// `judge`: only the own scores of that judge are shown; empty: all of them.
TryoutFile OfferingsService::tryout_of(const Parts& parts, const PersonId& judge) {
  TryoutFile made;
  std::vector<store::PlaceRow> places;
  std::vector<store::ScoreRow> scores;
  std::vector<store::JudgeRow> judges;
  around_.database.read([&](db::Session& session) {
    places = store::places(session, parts.row.id);
    scores = store::scores(session, parts.row.id);
    judges = store::judges(session, parts.row.id);
  });
  for (const auto& one : judges)
    made.panel.push_back(
        {one.person_id, one.name, std::ranges::count(scores, one.person_id, &store::ScoreRow::judge_id)});
  int64_t turn = 0;
  for (const auto& place : places) {
    if (place.state == PlaceState::withdrawn) continue;
    TryoutCandidate one;
    one.person_id = place.person_id;
    one.state = place.state;
    if (place.state == PlaceState::waiting) one.turn = ++turn;
    made.decided = made.decided || place.state != PlaceState::candidate;
    if (const auto pupil = around_.registry.pupil(place.person_id)) {
      one.name = pupil->name;
      one.school = around_.places.name_of(pupil->school_id);
      one.of_class = pupil->of_class;
    }
    int64_t sum = 0, count = 0;
    for (const auto& score : scores) {
      if (score.person_id != place.person_id) continue;
      sum += score.points;
      ++count;
      if (judge.empty() || score.judge_id == judge) one.scores.push_back({score.judge_id, score.points, score.notes});
    }
    if (count > 0 && judge.empty()) one.mean = static_cast<double>(sum) / static_cast<double>(count);
    made.candidates.push_back(std::move(one));
  }
  std::ranges::stable_sort(made.candidates, [](const TryoutCandidate& one, const TryoutCandidate& other) {
    return one.mean.value_or(-1) > other.mean.value_or(-1);
  });
  made.offering = card(parts);
  return made;
}

Result<TryoutFile> OfferingsService::tryout(const OrgId& org, const std::string& id) {
  auto parts = around_.database.read([&](db::Session& session) -> Result<Parts> {
    DOORSTEP_LET(row, offering_at(session, org, id));
    return parts_of(session, std::move(row));
  });
  if (!parts) return pass_on(parts);
  return tryout_of(*parts, {});
}

Result<TryoutFile> OfferingsService::set_panel(const Actor& actor, const OrgId& org, const std::string& id,
                                               const NewPanel& wanted) {
  DOORSTEP_LET(body, body_of(org));
  if (wanted.judges.empty() || wanted.judges.size() > most_judges)
    return wrong_field("judges", say("请选 1 到 {} 位评委", "choose 1 to {} judges", most_judges));
  std::vector<store::JudgeRow> rows;
  std::set<PersonId> seen;
  for (const auto& one : wanted.judges) {
    DOORSTEP_LET(teacher, around_.staff.teacher(one));
    if (!teacher.serves || !body.member(teacher.school_id))
      return wrong_field("judges", say("{} 不是本集团教职工", "{} is none of the members' staff", teacher.name));
    if (seen.insert(one).second) rows.push_back({id, one, teacher.name});
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_TRY(offering_at(session, org, id));
    for (const auto& score : store::scores(session, id))
      if (!seen.contains(score.judge_id))
        return refuse(Fault::conflict, "has-scored", say("已打分的评委不能移出", "who has scored stays on the panel"));
    store::put_judges(session, id, rows);
    around_.trail.append(session, actor,
                         {"panel-set", "offering", id, org, {{"judges", {}, {json::text(wanted.judges)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return tryout(org, id);
}

Result<TryoutFile> OfferingsService::own_tryout(const Actor& actor, const std::string& id) {
  const auto person = around_.staff.person_of(actor.account);
  auto parts = around_.database.read([&](db::Session& session) -> Result<Parts> {
    auto row = store::offering(session, id);
    const auto judges = store::judges(session, id);
    if (!row || !person || std::ranges::find(judges, *person, &store::JudgeRow::person_id) == judges.end())
      return no_offering();
    return parts_of(session, std::move(*row));
  });
  if (!parts) return pass_on(parts);
  note_reading(actor, parts->row);
  return tryout_of(*parts, *person);
}

Result<TryoutFile> OfferingsService::score(const Actor& actor, const std::string& id, const NewPanelScore& wanted) {
  if (wanted.points < 0 || wanted.points > most_points)
    return wrong_field("points", say("分数为 0 到 {}", "points are 0 to {}", most_points));
  if (wanted.notes.value_or("").size() > longest_text) return wrong_field("notes", say("太长", "is too long"));
  DOORSTEP_LET(before, own_tryout(actor, id));
  if (std::ranges::find(before.candidates, wanted.person_id, &TryoutCandidate::person_id) == before.candidates.end())
    return no_candidate();
  const auto judge = *around_.staff.person_of(actor.account);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto place = store::place(session, id, wanted.person_id);
    if (!place || place->state != PlaceState::candidate)
      return refuse(Fault::conflict, "decided", say("已有结果，不能再打分", "it is decided, and scores stay"));
    const store::ScoreRow row{id, wanted.person_id, judge, wanted.points, wanted.notes.value_or(""), now_utc()};
    store::put(session, row);
    around_.trail.append(session, actor,
                         {"candidate-scored", "offering", id, before.offering.org_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return own_tryout(actor, id);
}

Result<TryoutFile> OfferingsService::decide(const Actor& actor, const OrgId& org, const std::string& id,
                                            const TryoutDecision& wanted) {
  if (wanted.pass < 0 || wanted.pass > most_points)
    return wrong_field("pass", say("合格线为 0 到 {}", "the least mean is 0 to {}", most_points));
  std::set<PersonId> in, reserve, out;
  Words title;
  const auto known_ways = ways();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    in.clear();
    reserve.clear();
    out.clear();
    DOORSTEP_LET(row, offering_at(session, org, id));
    title = {row.title_zh.empty() ? row.title_en : row.title_zh, row.title_en.empty() ? row.title_zh : row.title_en};
    const auto round = row.round_id.empty() ? std::nullopt : store::round(session, row.round_id);
    if (!round || round->mode != RoundMode::tryout || taking(*round))
      return refuse(Fault::conflict, "still-open",
                    say("报名截止后才能决定", "the try-out is decided after sign-up is over"));
    const auto judges = store::judges(session, id);
    const auto scores = store::scores(session, id);
    struct Ranked {
      store::PlaceRow place;
      int64_t sum = 0;
    };
    std::vector<Ranked> ranked;
    for (auto& place : store::places(session, id)) {
      if (place.state != PlaceState::candidate) continue;
      Ranked one{std::move(place), 0};
      for (const auto& judge : judges) {
        const auto found = std::ranges::find_if(scores, [&](const store::ScoreRow& score) {
          return score.person_id == one.place.person_id && score.judge_id == judge.person_id;
        });
        if (found == scores.end())
          return refuse(Fault::conflict, "scores-missing",
                        say("{} 还没有给所有候选人打分", "{} has not scored every candidate", judge.name));
        one.sum += found->points;
      }
      ranked.push_back(std::move(one));
    }
    if (judges.empty()) return refuse(Fault::conflict, "no-panel", say("请先选定评委", "choose the panel first"));
    if (ranked.empty()) return refuse(Fault::conflict, "no-candidates", say("没有候选人", "there are no candidates"));
    // The best first; equal ones as they signed up.
    std::ranges::stable_sort(ranked, [](const Ranked& one, const Ranked& other) { return one.sum > other.sum; });
    const auto quotas = store::quotas(session, id);
    const auto count = static_cast<int64_t>(judges.size());
    for (auto& [place, sum] : ranked) {
      const bool passed = sum >= wanted.pass * count;
      place.turn = store::next_turn(session, id);
      const auto now_row = store::offering(session, id).value_or(row);
      const auto seats = seats_for(now_row, quotas, store::taken_by_school(session, id), place.school_id, true);
      if (!passed)
        place.state = PlaceState::refused;
      else if (seats > 0 && store::take_seat(session, id))
        place.state = PlaceState::enrolled;
      else
        place.state = PlaceState::waiting;
      if (place.state != PlaceState::enrolled)
        place.reason = tryout_reason(static_cast<double>(sum) / static_cast<double>(count), wanted.pass);
      store::put(session, place);
      (place.state == PlaceState::enrolled  ? in
       : place.state == PlaceState::waiting ? reserve
                                            : out)
          .insert(place.person_id);
    }
    // Seats that nobody of theirs ranked for.
    for (const auto& move : settle(session, row, *round, *known_ways)) {
      reserve.erase(move.person_id);
      in.insert(move.person_id);
    }
    around_.trail.append(session, actor,
                         {"tryout-decided",
                          "offering",
                          id,
                          org,
                          {{"pass", {}, {json::text(wanted.pass)}}, {"places", {}, {std::to_string(in.size())}}}});
    return {};
  });
  if (!done) return pass_on(done);
  const Words head{"试训结果：" + title.zh, "Result of the try-out: " + title.en};
  tell(org, in, head,
       {fmt::format("孩子已被“{}”录取。", title.zh), fmt::format("Your child has a place in “{}”.", title.en)});
  tell(
      org, reserve, head,
      {fmt::format("孩子在“{}”的候补名单上，有空位会自动递补。", title.zh),
       fmt::format("Your child stands on the reserve list of “{}” and moves up when a place becomes free.", title.en)});
  tell(org, out, head,
       {fmt::format("“{}”这次没有录取孩子。", title.zh),
        fmt::format("Your child was not taken into “{}” this time.", title.en)});
  return tryout(org, id);
}

}  // namespace doorstep::offerings
