// Calendar: what happens when, for a group and for a person. Thread safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::calendar {

// lesson: an open class. due: what has to be handed in by then; it takes no time.
enum class EventKind { meeting, session, booking, training, club, lesson, due };
BOOST_DESCRIBE_ENUM(EventKind, meeting, session, booking, training, club, lesson, due)

struct Event {
  std::string id;
  EventKind kind{};
  std::string title, place;
  OrgId group_id;
  std::string group;
  Date on;
  std::string from, to;                // wall clock of the group
  int64_t begins_at = 0, ends_at = 0;  // seconds since 1970
  std::string path;                    // of the page that tells more, "/groups/..."
};
BOOST_DESCRIBE_STRUCT(Event, (), (id, kind, title, place, group_id, group, on, from, to, begins_at, ends_at, path))

// The address of a feed: /api/calendar/TOKEN.ics. Shown once.
struct Feed {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(Feed, (), (token))

class Calendar {
 public:
  virtual ~Calendar() = default;

  // In the order of time; [from, to).
  virtual Result<std::vector<Event>> of_group(const OrgId& group, Date from, Date to, Language language) = 0;
  // Those of the groups around one's posts, one's own bookings, the training that one takes part in or leads, the
  // clubs that one teaches or one's children are in, open classes that one teaches, hosts or follows, and what they
  // have to hand in.
  virtual std::vector<Event> own(const Actor& actor, Date from, Date to) = 0;

  // A feed of one's own events, or of a group's; the one before ends.
  virtual Result<Feed> subscribe(const Actor& actor, const std::optional<OrgId>& group) = 0;
  virtual Result<void> end_feeds(const Actor& actor) = 0;
  // RFC 5545, a month back and a year ahead. not_found: there is no such feed, or its owner may not read it any more.
  virtual Result<std::string> feed(const std::string& token, const std::string& site) = 0;
};

}  // namespace doorstep::calendar
