#include "store_presses.h"

#include <doorstep/base/json.h>
#include <doorstep/db/lists.h>

namespace doorstep::offerings::store {
namespace {

struct Waiting {
  std::string offering_id;
  int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (offering_id, people))

struct Counts {
  std::string id;
  int64_t turns = 0, taken = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (id, turns, taken))

template <class Ids>
std::string listed(const Ids& ids) {
  std::vector<std::string> texts;
  for (const auto& id : ids) {
    if constexpr (std::is_same_v<typename Ids::value_type, std::string>)
      texts.push_back(id);
    else
      texts.push_back(id.value);
  }
  return json::text(texts);
}

}  // namespace

PressGround press_ground(db::Session& session, const std::set<std::string>& offerings,
                         const std::set<PersonId>& children) {
  PressGround ground;
  const auto in_list = db::in_list(session.dialect(), 1);
  const auto where = [&](const std::string& column, const std::string& more) {
    return "WHERE " + column + in_list + more;
  };
  const auto people = listed(children);
  auto needed = offerings;
  session.each<PlaceRow>(
      db::select_from<PlaceRow>("offerings_place", where("person_id", " ORDER BY at, offering_id")),
      [&](PlaceRow&& row) {
        if (row.state == PlaceState::enrolled) needed.insert(row.offering_id);
        ground.places[row.person_id].push_back(std::move(row));
      },
      people);
  std::set<std::string> rounds, with_quotas;
  bool asks = false;
  const auto all = listed(needed), pressed = listed(offerings);
  session.each<OfferingRow>(
      db::select_from<OfferingRow>("offerings_offering", where("id", "")),
      [&](OfferingRow&& row) {
        if (!row.round_id.empty()) rounds.insert(row.round_id);
        asks |= row.consent;
        ground.offerings.emplace(row.id, std::move(row));
      },
      all);
  session.each<RoundRow>(
      db::select_from<RoundRow>("offerings_round", where("id", "")),
      [&](RoundRow&& row) { ground.rounds.emplace(row.id, std::move(row)); }, listed(rounds));
  session.each<QuotaRow>(
      db::select_from<QuotaRow>("offerings_quota", where("offering_id", " ORDER BY offering_id, school_id")),
      [&](QuotaRow&& row) {
        with_quotas.insert(row.offering_id);
        ground.quotas[row.offering_id].push_back(std::move(row));
      },
      pressed);
  session.each<SessionRow>(
      db::select_from<SessionRow>("offerings_session", where("offering_id", " ORDER BY offering_id, place")),
      [&](SessionRow&& row) { ground.sessions[row.offering_id].push_back(std::move(row)); }, all);
  if (!with_quotas.empty())
    session.each<TakenRow>(
        "SELECT offering_id, school_id, COUNT(*) AS places FROM offerings_place " +
            where("offering_id",
                  " AND state='enrolled' GROUP BY offering_id, school_id ORDER BY offering_id, school_id"),
        [&](TakenRow&& row) {
          ground.taken[row.offering_id].push_back({row.school_id, row.places});
        },
        listed(with_quotas));
  session.each<Waiting>(
      "SELECT offering_id, COUNT(*) AS people FROM offerings_place " +
          where("offering_id", " AND state='waiting' GROUP BY offering_id"),
      [&](Waiting&& row) { ground.waiting[row.offering_id] = row.people; }, pressed);
  if (asks)
    session.each<ConsentRow>(
        db::select_from<ConsentRow>("offerings_consent", where("person_id", " ORDER BY at, id DESC")),
        [&](ConsentRow&& row) {
          ground.consents[{row.person_id, row.offering_id}] = row;
        },
        people);
  return ground;
}

void keep_presses(db::Session& session, const std::vector<PlaceRow>& places,
                  const std::vector<const OfferingRow*>& offerings, const std::vector<ConsentRow>& consents) {
  for (const auto& row : consents) add(session, row);
  std::vector<Counts> counts;
  for (const auto* row : offerings) counts.push_back({row->id, row->turns, row->taken});
  if (counts.empty()) return;
  const std::string set = "UPDATE offerings_offering AS o SET turns=n.turns, taken=n.taken FROM ";
  if (session.dialect() == db::Dialect::postgresql)
    session.run(set + "json_to_recordset(CAST($1 AS json)) AS n(id TEXT, turns BIGINT, taken BIGINT) WHERE o.id=n.id",
                json::text(counts));
  else
    session.run(set +
                    "(SELECT json_extract(value, '$.id') AS id, json_extract(value, '$.turns') AS turns, "
                    "json_extract(value, '$.taken') AS taken FROM json_each($1)) AS n WHERE o.id=n.id",
                json::text(counts));
  const auto bulk = session.bulk("offerings_place", db::columns_of<PlaceRow>());
  for (const auto& row : places) bulk->add_row(row);
  bulk->flush();
}

}  // namespace doorstep::offerings::store
