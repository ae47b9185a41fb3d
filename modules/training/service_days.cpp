// Sessions as days of the calendar.
#include <algorithm>
#include <set>

#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::training {

TrainingDay TrainingService::day_of(const store::DayRow& row, bool leads) {
  return {row.id,
          row.offer_id,
          row.title.empty() ? row.offer : row.offer + " · " + row.title,
          row.place.empty() ? row.offer_place : row.place,
          row.org_id,
          name_of(row.org_id),
          row.on_day,
          zone::text_of(static_cast<int>(row.from_minute)),
          zone::text_of(static_cast<int>(row.to_minute)),
          row.from_at,
          row.to_at,
          leads};
}

std::vector<std::string> TrainingService::led_centres(const Actor& actor, const std::vector<OrgId>& groups) {
  std::vector<std::string> led;
  for (const auto& group : groups)
    if (const auto found = around_.centres.centres(actor, group, false))
      for (const auto& centre : found->centres)
        for (const auto& post : centre.posts)
          if (post.own && post.part == centres::CentrePart::head && holds_on(post, Date::today()))
            led.push_back(centre.id);
  return led;
}

std::vector<TrainingDay> TrainingService::sessions_of(const OrgId& org, Date from, Date to) {
  const auto rows = around_.database.read([&](db::Session& session) { return store::days_of(session, org, from, to); });
  std::vector<TrainingDay> made;
  for (const auto& row : rows) made.push_back(day_of(row, false));
  return made;
}

std::vector<TrainingDay> TrainingService::own_sessions(const Actor& actor, const std::vector<OrgId>& groups, Date from,
                                                       Date to) {
  const auto person = around_.staff.person_of(actor.account);
  const auto centres = led_centres(actor, groups);
  std::vector<store::DayRow> led, enrolled;
  around_.database.read([&](db::Session& session) {
    for (const auto& centre : centres)
      for (auto& row : store::days_of_centre(session, centre, from, to)) led.push_back(std::move(row));
    if (person) enrolled = store::days_of(session, *person, from, to);
  });
  std::set<std::string> seen;
  std::vector<TrainingDay> made;
  for (const auto* rows : {&led, &enrolled})
    for (const auto& row : *rows)
      if (seen.insert(row.id).second) made.push_back(day_of(row, rows == &led));
  std::ranges::stable_sort(made, {}, &TrainingDay::begins_at);
  return made;
}

}  // namespace doorstep::training
