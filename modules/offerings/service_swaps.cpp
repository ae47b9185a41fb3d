// Swaps between children, and clubs that are opened on another campus.
#include <algorithm>

#include "formats.h"
#include "service.h"
#include "store_clubs.h"

namespace doorstep::offerings {

// Who asks is matched at once with those who asked before: a ring in which everyone gets what she put ahead of what she
// gives is carried out, and all of it is told.
Result<OwnChoosing> OfferingsService::swap(const Actor& actor, const PersonId& id, const std::string& round_id,
                                           bool asks) {
  DOORSTEP_LET(child, chooser(actor, id));
  MovesUp moves, later;
  const auto known_ways = ways();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    moves.clear();
    later.clear();
    auto round = store::round(session, round_id);
    if (!round || !concerns(round->org_id, child.school_id) || round->mode != RoundMode::preferences) return no_round();
    if (round->state != ChoosingState::published)
      return refuse(Fault::conflict, "not-published", say("结果公布后才能交换", "swaps come after the result"));
    const auto entry = store::entry(session, round_id, id);
    bool has = false;
    for (const auto& place : store::places_of(session, id))
      has = has || (place.round_id == round_id && place.state == PlaceState::enrolled && !place.late);
    if (!entry || !has)
      return refuse(Fault::conflict, "nothing-to-swap", say("孩子没有可交换的名额", "the child has nothing to swap"));
    if (!asks) {
      store::drop_swap(session, round_id, id);
    } else {
      store::put(session, store::SwapRow{round_id, id, actor.name, now_utc()});
    }
    around_.trail.append(session, actor,
                         {asks ? "swap-asked" : "swap-no-more",
                          "choosing-round",
                          round_id,
                          round->org_id,
                          {{"person_id", {}, {json::text(id)}}}});
    if (!asks) return {};
    auto row = store::draw(session, round_id);
    DOORSTEP_LET(problem, read_draft_problem(row->problem_now));
    DOORSTEP_LET(plan, read_draft_plan(row->plan_now));
    std::vector<std::string> asking;
    for (const auto& one : store::swaps(session, round_id))
      if (const auto of = store::entry(session, round_id, one.person_id)) asking.push_back(of->ticket);
    pass_over(session, round_id, problem, plan, *known_ways);
    take_seats(problem, plan, store::late_taken(session, round_id));
    DOORSTEP_LET(swapped, draft::swaps(problem, plan, asking));
    if (swapped.rings.empty()) return {};
    std::map<std::string, OrgId> school;
    for (const auto& student : problem.students) school[student.id] = {student.campus};
    const auto person = [&](const std::string& ticket) {
      return store::entry_of_ticket(session, round_id, ticket).value_or(store::EntryRow{}).person_id;
    };
    for (const auto& ring : swapped.rings) {
      for (const auto& step : ring) {
        auto place = store::place(session, step.gives, person(step.student)).value_or(store::PlaceRow{});
        place.state = PlaceState::withdrawn;
        place.reason = "swapped";
        store::put(session, place);
        store::free_seat(session, step.gives);
      }
      for (const auto& step : ring) {
        const auto who = person(step.student);
        const auto turn = store::next_turn(session, step.gets);
        if (!store::take_seat(session, step.gets))
          return refuse(Fault::conflict, "plan-behind",
                        say("名额与方案不符，没有改动", "the seats are not those of the plan: nothing was changed"));
        store::put(session, store::PlaceRow{step.gets, who, round_id, school[step.student], PlaceState::enrolled, turn,
                                            now_utc(), round->title, ""});
        store::drop_swap(session, round_id, who);
        around_.trail.append(session, actor,
                             {"swapped",
                              "offering",
                              step.gets,
                              round->org_id,
                              {{"person_id", {}, {json::text(who)}}, {"gives", {json::text(step.gives)}, {}}}});
        moves.push_back({step.gets, who});
      }
    }
    row->plan_now = draft_plan_text(swapped.plan);
    store::put(session, *row);
    ++round->version;
    store::set(session, *round);
    std::set<PersonId> people;
    for (const auto& move : moves) people.insert(move.person_id);
    if (!give_way(session, *round, people, *known_ways)) return {};
    DOORSTEP_LET(moved, refill(session, round_id, {}, {}, *known_ways));
    later = std::move(moved);
    return {};
  });
  if (!done) return pass_on(done);
  tell_moved(later);
  for (const auto& move : moves)
    if (const auto row =
            around_.database.read([&](db::Session& session) { return store::offering(session, move.offering_id); })) {
      const Words title{row->title_zh.empty() ? row->title_en : row->title_zh,
                        row->title_en.empty() ? row->title_zh : row->title_en};
      tell(row->org_id, {move.person_id}, {"交换成功：" + title.zh, "Swapped: " + title.en},
           {fmt::format("孩子的名额已换成“{}”，是志愿中更靠前的一项。", title.zh),
            fmt::format("Your child now has “{}”, which stands further ahead among its choices.", title.en)});
    }
  return own(actor);
}

Result<OfferingFile> OfferingsService::transplant(const Actor& actor, const OrgId& org, const std::string& id,
                                                  const NewTransplant& wanted) {
  auto origin = around_.database.read([&](db::Session& session) -> Result<Parts> {
    DOORSTEP_LET(row, offering_at(session, org, id));
    return parts_of(session, std::move(row));
  });
  if (!origin) return pass_on(origin);
  const auto& from = origin->row;
  if (from.state == OfferingState::draft)
    return refuse(Fault::conflict, "not-published",
                  say("请先发布，再移植到其他校区", "publish it before it is opened elsewhere"));
  if (wanted.host_id == from.host_id && wanted.campus_id.value_or(CampusId{}) == from.campus_id)
    return wrong_field("host_id", say("请选择另一所学校或另一个校区", "choose another school or campus"));
  NewOffering made;
  made.kind = from.kind;
  made.title_zh = from.title_zh;
  made.title_en = from.title_en;
  made.about = from.about;
  made.materials = from.materials;
  made.host_id = wanted.host_id;
  made.campus_id = wanted.campus_id;
  made.place = wanted.place;
  made.teachers = wanted.teachers;
  made.sessions = wanted.sessions;
  made.grades = listed_numbers(from.grades);
  made.capacity = wanted.capacity;
  made.cost_yuan = from.cost_yuan;
  made.consent = from.consent;
  DOORSTEP_LET(parts, wanted_offering(org, made));
  parts.row.origin_id = id;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::add(session, parts.row);
    store::put_parts(session, parts.row.id, parts.sessions, parts.quotas, parts.teachers);
    around_.trail.append(session, actor,
                         {"offering-transplanted", "offering", parts.row.id, org, audit::added(parts.row)});
    return {};
  });
  if (!done) return pass_on(done);
  forget_ways();
  return offering(org, parts.row.id);
}

}  // namespace doorstep::offerings
