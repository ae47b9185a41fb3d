// Gathers events from the rooms that own them.
#include <algorithm>
#include <ctime>
#include <set>

#include <doorstep/base/digest.h>
#include <doorstep/zone/zone.h>

#include "ical.h"
#include "module.h"
#include "store.h"

namespace doorstep::calendar {
namespace {

constexpr int64_t days_back = 31, days_ahead = 366;
constexpr int meeting_minutes = 120;  // a council's meeting says when it begins, not when it ends

tl::unexpected<Error> no_feed() {
  return refuse(Fault::not_found, "feed-unknown",
                say("没有这个订阅，或已失效", "there is no such feed, or it has ended"));
}

class CalendarService final : public Calendar {
 public:
  explicit CalendarService(Rooms rooms) : rooms_(std::move(rooms)) {}

  Result<std::vector<Event>> of_group(const OrgId& group, Date from, Date to, Language language) override {
    DOORSTEP_LET(found, shared_by(group, from, to));
    for (const auto& one : rooms_.training.sessions_of(group, from, to)) found.push_back(event_of(one));
    for (const auto& one : rooms_.offerings.meetings_of(group, from, to)) {
      auto event = event_of(one, language);
      event.path = "/offerings/" + one.org_id.value + "/items/" + one.offering_id;
      found.push_back(std::move(event));
    }
    if (rooms_.lessons_of)
      for (auto& one : rooms_.lessons_of(group, from, to)) found.push_back(std::move(one));
    in_order(found);
    return std::move(found);
  }

  std::vector<Event> own(const Actor& actor, Date from, Date to) override {
    std::set<OrgId> groups;
    for (const auto& post : actor.posts) {
      for (auto& group : rooms_.places.groups_of(post.org)) groups.insert(std::move(group));
      const bool of_group =
          post.role == Role::group_president || post.role == Role::council_member || post.role == Role::centre_head;
      if (of_group && !post.org.empty()) groups.insert(post.org);
    }
    std::vector<Event> found;
    for (const auto& group : groups)
      if (may(actor, Right::group_read, group, rooms_.places))
        if (auto events = shared_by(group, from, to))
          found.insert(found.end(), std::make_move_iterator(events->begin()), std::make_move_iterator(events->end()));
    for (const auto& one : rooms_.bookings.own(actor, from, to))
      found.push_back({one.booking.id, EventKind::booking, one.booking.purpose + " · " + one.booking.thing,
                       rooms_.places.name_of(one.booking.at_school_id), one.group_id,
                       rooms_.places.name_of(one.group_id), one.booking.on, one.booking.from, one.booking.to,
                       one.booking.begins_at, one.booking.ends_at, "/groups/" + one.group_id.value + "/bookings"});
    for (const auto& one : rooms_.training.own_sessions(actor, {groups.begin(), groups.end()}, from, to))
      found.push_back(event_of(one));
    for (const auto& one : rooms_.offerings.own_meetings(actor, from, to))
      found.push_back(event_of(one, actor.language));
    if (rooms_.lessons)
      for (auto& one : rooms_.lessons(actor, from, to)) found.push_back(std::move(one));
    if (rooms_.due)
      for (auto& one : rooms_.due(actor, from, to)) found.push_back(std::move(one));
    in_order(found);
    return found;
  }

  Result<Feed> subscribe(const Actor& actor, const std::optional<OrgId>& group) override {
    const auto of = group.value_or(OrgId{});
    if (!of.empty() && !may(actor, Right::group_read, of, rooms_.places))
      return refuse(Fault::forbidden, "right-missing",
                    say("不能查看这个集团的日程", "you may not read this group's calendar"));
    const Feed made{keyed_digest_hex(new_uuid() + new_uuid(), "calendar feed")};
    return rooms_.database.write([&](db::Session& session) -> Result<Feed> {
      for (const auto& row : store::feeds(session, actor.account))
        if (row.group_id == of) store::drop(session, row.token_digest);
      store::add(session, {digest_hex(made.token), actor.account, of, now_utc()});
      return made;
    });
  }

  Result<void> end_feeds(const Actor& actor) override {
    return rooms_.database.write([&](db::Session& session) -> Result<void> {
      for (const auto& row : store::feeds(session, actor.account)) store::drop(session, row.token_digest);
      return {};
    });
  }

  Result<std::string> feed(const std::string& token, const std::string& site) override {
    const auto row =
        rooms_.database.read([&](db::Session& session) { return store::feed(session, digest_hex(token)); });
    const auto actor = row ? rooms_.actor_of(row->account) : std::nullopt;
    if (!actor) return no_feed();
    const auto from = Date::today().plus(-days_back), to = Date::today().plus(days_ahead);
    const auto stamp = static_cast<int64_t>(std::time(nullptr));
    if (row->group_id.empty()) return ical_text(own(*actor, from, to), actor->name, site, stamp);
    if (!may(*actor, Right::group_read, row->group_id, rooms_.places)) return no_feed();
    DOORSTEP_LET(events, of_group(row->group_id, from, to, actor->language));
    return ical_text(events, rooms_.places.name_of(row->group_id), site, stamp);
  }

 private:
  // What all of a group are asked to: its meetings and joint sessions.
  Result<std::vector<Event>> shared_by(const OrgId& group, Date from, Date to) {
    DOORSTEP_LET(council, rooms_.councils.council(group));
    const auto zone = rooms_.bookings.zone_of(group);
    std::vector<Event> found;
    for (const auto& meeting : council.meetings)
      if (from <= meeting.on && meeting.on < to)
        if (auto made = event_of(meeting, group, council.group, zone)) found.push_back(std::move(*made));
    for (const auto& session : rooms_.joint.sessions(group, from, to))
      found.push_back({session.id, EventKind::session, session.title + " · " + session.plan,
                       session.place.empty() ? session.school : session.school + " " + session.place, group,
                       council.group, session.on, session.from, session.to, session.begins_at, session.ends_at,
                       "/groups/" + group.value + "/joint"});
    return found;
  }
  // Who leads a training goes to its page, everybody else to one's own.
  static Event event_of(const training::TrainingDay& one) {
    return {one.session_id, EventKind::training,
            one.title,      one.place,
            one.org_id,     one.org,
            one.on,         one.from,
            one.to,         one.begins_at,
            one.ends_at,    one.leads ? "/training/" + one.org_id.value + "/offers/" + one.offer_id : "/training"};
  }
  static Event event_of(const offerings::ClubMeeting& one, Language language) {
    const auto& title = one.title.in(language);
    return {one.id,        EventKind::club, one.who.empty() ? title : title + " · " + one.who,
            one.place,     one.org_id,      one.org,
            one.on,        one.from,        one.to,
            one.begins_at, one.ends_at,     one.leads ? "/clubs/" + one.offering_id : "/choose"};
  }
  // Empty when the meeting has no time of day that the day's clocks show once.
  static std::optional<Event> event_of(const council::MeetingSummary& meeting, const OrgId& group,
                                       const std::string& name, const std::string& zone) {
    const auto minute = zone::minute_of(meeting.time);
    if (!minute) return {};
    const auto begins = zone::instant(zone, {meeting.on, *minute});
    if (!begins) return {};
    const int64_t ends = *begins + 60 * meeting_minutes;
    return Event{meeting.id,
                 EventKind::meeting,
                 meeting.title,
                 meeting.place,
                 group,
                 name,
                 meeting.on,
                 meeting.time,
                 zone::text_of(zone::clock_at(zone, ends).minute),
                 *begins,
                 ends,
                 "/groups/" + group.value + "/council/" + meeting.id};
  }
  static void in_order(std::vector<Event>& events) {
    std::ranges::stable_sort(events, {}, [](const Event& one) { return std::pair{one.begins_at, one.id}; });
  }

  Rooms rooms_;
};

}  // namespace

std::unique_ptr<Calendar> make_calendar(Rooms rooms) { return std::make_unique<CalendarService>(std::move(rooms)); }

}  // namespace doorstep::calendar
