// Meetings: called, opened, attended, closed; agenda and minutes.
#include <algorithm>

#include <doorstep/base/id.h>

#include "service.h"

namespace doorstep::council {
namespace {

constexpr size_t longest_title = 300, longest_paper = 60000, longest_url = 2000, longest_minutes = 200000;  // bytes

// HH:MM
bool time_of_day(std::string_view text) {
  const auto digit = [&](size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return (text[0] - '0') * 10 + (text[1] - '0') < 24 && text[3] < '6';
}

tl::unexpected<Error> wrong_state(const Words& needed) {
  return refuse(Fault::conflict, "meeting-state", Words{needed});
}

}  // namespace

bool Sitting::present(const std::string& seat) const {
  return std::ranges::any_of(presences,
                             [&](const auto& row) { return row.seat_id == seat && row.state == Presence::present; });
}

Quorum Sitting::quorum() const {
  Quorum made;
  for (const auto& seat : seats) {
    if (seat.office == Office::secretary) continue;
    ++made.seats;
    made.present += present(seat.id);
  }
  // More than the share: of 9 seats and 50 %, 5.
  made.needed = made.seats * rule.quorum_percent / 100 + 1;
  made.met = made.seats > 0 && made.present >= made.needed;
  return made;
}

Result<Sitting> CouncilService::sitting(db::Session& session, const OrgId& group, const std::string& id) const {
  auto meeting = store::meeting(session, id);
  if (!meeting || meeting->group_id != group)
    return refuse(Fault::not_found, "meeting-unknown", say("没有这次会议", "there is no such meeting"));
  Sitting made;
  made.meeting = std::move(*meeting);
  made.rule = store::rule(session, group).value_or(Rule{});
  made.presences = store::presences(session, id);
  for (auto& seat : store::seats(session, group))
    if (holds_on(seat, made.meeting.on_day)) made.seats.push_back(std::move(seat));
  return made;
}

Result<store::ItemRow> CouncilService::item(db::Session& session, const OrgId& group, const std::string& id) const {
  auto row = store::item(session, id);
  const auto meeting = row ? store::meeting(session, row->meeting_id) : std::nullopt;
  if (!meeting || meeting->group_id != group)
    return refuse(Fault::not_found, "item-unknown", say("没有这项议题", "there is no such item"));
  return std::move(*row);
}

Result<Meeting> CouncilService::call(const Actor& actor, const OrgId& group, const NewMeeting& wanted) {
  DOORSTEP_TRY(group_name(group));
  std::vector<FieldError> faults;
  check_text(wanted.title, "title", longest_title, faults);
  if (!time_of_day(wanted.time)) faults.push_back({"time", say("应写作 HH:MM", "is written HH:MM")});
  DOORSTEP_TRY(good(std::move(faults)));
  const store::MeetingRow row{
      new_uuid(), group, wanted.title, wanted.on, wanted.time, wanted.place, MeetingState::planned, {}, false};
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    note(session, actor, group, "council-meeting-called", "council-meeting", row.id, audit::added(row));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, row.id);
}

Result<Meeting> CouncilService::add_item(const Actor& actor, const OrgId& group, const std::string& id,
                                         const NewItem& wanted) {
  const auto files = wanted.files.value_or(std::vector<std::string>{});
  store::ItemRow row;
  row.id = new_uuid();
  row.meeting_id = id;
  row.title = wanted.title;
  row.paper = wanted.paper.value_or("");
  row.url = wanted.url.value_or("");
  row.resolution = wanted.resolution.value_or("");
  row.secret = wanted.secret.value_or(false);
  std::vector<FieldError> faults;
  check_text(row.title, "title", longest_title, faults);
  if (row.paper.size() > longest_paper) faults.push_back({"paper", say("过长", "is too long")});
  if (row.resolution.size() > longest_paper) faults.push_back({"resolution", say("过长", "is too long")});
  if (!row.url.empty() &&
      (row.url.size() > longest_url || !(row.url.starts_with("https://") || row.url.starts_with("http://"))))
    faults.push_back({"url", say("应以 http:// 或 https:// 开头", "must begin with http:// or https://")});
  DOORSTEP_TRY(good(std::move(faults)));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(at, sitting(session, group, id));
    if (at.meeting.state == MeetingState::closed)
      return wrong_state(say("会议已结束，不能再加议题", "the meeting is over; nothing can be added to it"));
    row.position = static_cast<int64_t>(store::items(session, id).size()) + 1;
    store::add(session, row);
    DOORSTEP_TRY(files_.hold(session, actor, {papers_room, row.id}, group, files));
    note(session, actor, group, "council-item-added", "council-item", row.id, audit::added(row));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, id);
}

Result<Meeting> CouncilService::open(const Actor& actor, const OrgId& group, const std::string& id) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(at, sitting(session, group, id));
    if (at.meeting.state != MeetingState::planned)
      return wrong_state(say("会议已经开始或结束", "the meeting is under way or over"));
    if (at.seats.empty())
      return refuse(Fault::conflict, "no-seats",
                    say("{} 当日没有理事，请先登记理事", "nobody holds a seat on {}; enter the council first",
                        at.meeting.on_day.text()));
    const auto before = at.meeting;
    at.meeting.state = MeetingState::open;
    store::set(session, at.meeting);
    note(session, actor, group, "council-meeting-opened", "council-meeting", id, audit::changes(before, at.meeting));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, id);
}

Result<Meeting> CouncilService::attend(const Actor& actor, const OrgId& group, const std::string& id,
                                       const Present& wanted) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(at, sitting(session, group, id));
    if (at.meeting.state == MeetingState::closed)
      return wrong_state(say("会议已结束，不能再改出席", "the meeting is over; attendance stands"));
    if (!std::ranges::count(at.seats, wanted.seat_id, &store::SeatRow::id))
      return refuse(Fault::conflict, "seat-ended",
                    say("该席位在会议当日不在任期内", "this seat is not held on the day of the meeting"),
                    {{"seat_id", say("请选择在任理事", "choose a seat that is held")}});
    store::keep_presence(session, id, wanted.seat_id, wanted.presence);
    note(session, actor, group, "council-attended", "council-meeting", id, audit::added(wanted));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, id);
}

Result<Meeting> CouncilService::close(const Actor& actor, const OrgId& group, const std::string& id) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(at, sitting(session, group, id));
    if (at.meeting.state != MeetingState::open)
      return wrong_state(say("会议没有开始，或已结束", "the meeting has not begun, or is over"));
    for (const auto& row : store::items(session, id))
      if (row.state == ItemState::voting)
        return refuse(Fault::conflict, "vote-open",
                      say("“{}”还在表决，请先结束表决", "“{}” is still voted on; close the vote first", row.title));
    const auto before = at.meeting;
    at.meeting.state = MeetingState::closed;
    store::set(session, at.meeting);
    note(session, actor, group, "council-meeting-closed", "council-meeting", id, audit::changes(before, at.meeting));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, id);
}

Result<Meeting> CouncilService::keep_minutes(const Actor& actor, const OrgId& group, const std::string& id,
                                             const Minutes& wanted) {
  if (wanted.text.size() > longest_minutes) DOORSTEP_TRY(good({{"text", say("过长", "is too long")}}));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(at, sitting(session, group, id));
    if (at.meeting.approved) return wrong_state(say("纪要已经通过，不能再改", "the minutes are approved and stand"));
    if (wanted.approved && (at.meeting.state != MeetingState::closed || wanted.text.empty()))
      return wrong_state(
          say("会议结束并写好纪要后才能通过", "minutes are approved when they are written and the meeting is over"));
    const auto before = at.meeting;
    at.meeting.minutes = wanted.text;
    at.meeting.approved = wanted.approved;
    store::set(session, at.meeting);
    note(session, actor, group, "council-minutes-kept", "council-meeting", id, audit::changes(before, at.meeting));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, id);
}

}  // namespace doorstep::council
