// What is read of a council, its rule and its seats.
#include "service.h"

#include <algorithm>

#include <doorstep/base/id.h>

namespace doorstep::council {
namespace {

constexpr size_t longest_name = 200;  // bytes

bool same_holder(const store::SeatRow& a, const store::SeatRow& b) {
  if (!a.account.empty() && !b.account.empty()) return a.account == b.account;
  return a.name == b.name && a.school_id == b.school_id;
}

MeetingSummary summary(const store::MeetingRow& row, const std::vector<store::ItemRow>& items) {
  MeetingSummary made{row.id, row.title, row.on_day, row.at_time, row.place, row.state, 0, 0, 0};
  for (const auto& item : items) {
    ++made.items;
    made.passed += item.state == ItemState::passed;
    made.rejected += item.state == ItemState::rejected;
  }
  return made;
}

AgendaItem shown(const store::ItemRow& row, const std::vector<store::VoteRow>& votes,
                 const std::vector<store::SeatRow>& seats) {
  const bool hidden = row.secret && row.state == ItemState::voting;
  AgendaItem made{row.id,
                  row.position,
                  row.title,
                  row.paper,
                  row.url,
                  row.resolution,
                  row.secret,
                  row.state,
                  hidden ? 0 : row.votes_for,
                  hidden ? 0 : row.votes_against,
                  hidden ? 0 : row.votes_abstained,
                  row.present,
                  row.seats,
                  {},
                  row.decided_at,
                  {}};
  for (const auto& vote : votes) {
    const auto seat = std::ranges::find(seats, vote.seat_id, &store::SeatRow::id);
    const auto choice = describe::enum_value<Choice>(vote.choice);
    made.votes.push_back({vote.seat_id, seat == seats.end() ? std::string{} : seat->name, choice});
    if (row.state != ItemState::voting || row.secret || !choice) continue;
    made.votes_for += *choice == Choice::agree;
    made.votes_against += *choice == Choice::against;
    made.votes_abstained += *choice == Choice::abstained;
  }
  return made;
}

}  // namespace

Result<void> good(std::vector<FieldError> faults) {
  if (faults.empty()) return {};
  return refuse(Fault::invalid, "fields-wrong", say("填写有误", "some fields are wrong"), std::move(faults));
}

void check_text(std::string_view text, const char* field, size_t most, std::vector<FieldError>& faults) {
  if (text.empty()) faults.push_back({field, say("不能为空", "must not be empty")});
  if (text.size() > most) faults.push_back({field, say("过长", "is too long")});
}

std::unique_ptr<Councils> make_councils(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                        const files::Files& files, AccountNamed account_named) {
  return std::make_unique<CouncilService>(database, registry, trail, files, std::move(account_named));
}

Result<std::string> CouncilService::group_name(const OrgId& group) {
  DOORSTEP_LET(found, registry_.group(group));
  return found.org.name;
}

Seat CouncilService::shown(const store::SeatRow& row) {
  Seat made{row.id, row.account, row.name, row.school_id, {}, row.office, row.begin_on, row.end_on, row.end_reason};
  if (!row.school_id.empty())
    if (const auto school = registry_.school(row.school_id, std::nullopt)) made.school = school->org.name;
  return made;
}

Result<Council> CouncilService::council(const OrgId& group) {
  DOORSTEP_LET(name, group_name(group));
  const auto today = Date::today();
  Council made{group, name, {}, {}, {}, {}};
  std::vector<store::SeatRow> seats;
  database_.read([&](db::Session& session) {
    made.rule = store::rule(session, group).value_or(Rule{});
    seats = store::seats(session, group);
    for (const auto& row : store::meetings(session, group))
      made.meetings.push_back(summary(row, store::items(session, row.id)));
    for (const auto& row : store::tasks(session, group)) {
      const bool going = row.state == TaskState::open || row.state == TaskState::doing;
      const auto item = row.item_id.empty() ? std::nullopt : store::item(session, row.item_id);
      made.tasks.push_back({row.id, row.item_id, item ? item->resolution : std::string{}, row.what, row.owner,
                            row.due_on, row.state, going && row.due_on < today, row.note, row.changed_by,
                            row.changed_at});
    }
  });
  for (const auto& row : seats) made.seats.push_back(shown(row));
  std::ranges::stable_sort(made.seats, {}, [&](const Seat& seat) {
    const bool now = holds_on(seat, today);
    return std::tuple{!now, now ? static_cast<int>(seat.office) : 0, now ? Date{} : seat.begin_on};
  });
  std::ranges::stable_sort(made.tasks, {}, [](const Task& task) {
    return std::pair{task.state == TaskState::done || task.state == TaskState::dropped, !task.overdue};
  });
  return made;
}

Result<Meeting> CouncilService::meeting(const Actor& actor, const OrgId& group, const std::string& id) {
  DOORSTEP_LET(name, group_name(group));
  Meeting made;
  made.group_id = group;
  made.group = name;
  Sitting at;
  auto read = database_.read([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(found, sitting(session, group, id));
    at = std::move(found);
    const auto items = store::items(session, id);
    made.of = summary(at.meeting, items);
    for (const auto& row : items) {
      made.items.push_back(council::shown(row, store::votes(session, row.id), at.seats));
      made.items.back().files = files_.of(session, {papers_room, row.id});
    }
    return {};
  });
  if (!read) return pass_on(read);
  made.minutes = at.meeting.minutes;
  made.approved = at.meeting.approved;
  made.quorum = at.quorum();
  for (const auto& seat : at.seats) {
    const auto row = std::ranges::find(at.presences, seat.id, &store::PresenceRow::seat_id);
    made.attendance.push_back({shown(seat), row == at.presences.end() ? std::nullopt : std::optional{row->state}});
    if (!actor.account.empty() && seat.account == actor.account && seat.office != Office::secretary)
      made.own_seat = seat.id;
  }
  std::ranges::stable_sort(made.attendance, {}, [](const Attendance& one) { return one.seat.office; });
  return made;
}

Result<Council> CouncilService::set_rule(const Actor& actor, const OrgId& group, const Rule& wanted) {
  DOORSTEP_TRY(group_name(group));
  if (wanted.quorum_percent < 1 || wanted.quorum_percent > 99)
    DOORSTEP_TRY(good({{"quorum_percent", say("应为 1 到 99", "must be from 1 to 99")}}));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const auto before = store::rule(session, group).value_or(Rule{});
    store::keep(session, group, wanted);
    note(session, actor, group, "council-rule-set", "council", group.value, audit::changes(before, wanted));
    return {};
  });
  if (!done) return pass_on(done);
  return council(group);
}

Result<Council> CouncilService::seat(const Actor& actor, const OrgId& group, const NewSeat& wanted) {
  DOORSTEP_TRY(group_name(group));
  store::SeatRow row;
  row.id = new_uuid();
  row.group_id = group;
  row.name = wanted.name;
  row.school_id = wanted.school_id.value_or(OrgId{});
  row.office = wanted.office;
  row.begin_on = wanted.begin_on;
  row.end_on = wanted.end_on.value_or(Date::never());
  std::vector<FieldError> faults;
  check_text(row.name, "name", longest_name, faults);
  if (row.end_on <= row.begin_on)
    faults.push_back({"end_on", say("须晚于 {}", "must be after {}", row.begin_on.text())});
  if (!row.school_id.empty() && !registry_.school(row.school_id, std::nullopt))
    faults.push_back({"school_id", say("没有这所学校", "there is no such school")});
  if (const auto sign_in = wanted.sign_in.value_or(""); !sign_in.empty()) {
    const auto account = account_named_(sign_in);
    if (!account) faults.push_back({"sign_in", say("没有这个账号", "there is no such account")});
    row.account = account.value_or(AccountId{});
  }
  DOORSTEP_TRY(good(std::move(faults)));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    for (const auto& other : store::seats(session, group)) {
      if (!overlap(row, other)) continue;
      if (same_holder(row, other))
        return refuse(Fault::conflict, "seat-twice",
                      say("{0} 在同一时间已有席位（自 {1} 起）", "{0} holds a seat at the same time (since {1})",
                          row.name, other.begin_on.text()),
                      {{"name", say("已有席位", "holds a seat")}});
      if (row.office == Office::president && other.office == Office::president)
        return refuse(Fault::conflict, "president-twice",
                      say("同一时间只能有一位理事长，现为 {}", "there is one president at a time: {}", other.name),
                      {{"office", say("请先结束现任", "end the present term first")}});
    }
    store::add(session, row);
    note(session, actor, group, "council-seat-given", "council-seat", row.id, audit::added(row));
    return {};
  });
  if (!done) return pass_on(done);
  return council(group);
}

Result<Council> CouncilService::end_seat(const Actor& actor, const OrgId& group, const std::string& id,
                                         const SeatEnd& wanted) {
  DOORSTEP_TRY(group_name(group));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const auto rows = store::seats(session, group);
    const auto row = std::ranges::find(rows, id, &store::SeatRow::id);
    if (row == rows.end())
      return refuse(Fault::not_found, "seat-unknown", say("没有这个席位", "there is no such seat"));
    if (wanted.on < row->begin_on || row->end_on <= wanted.on)
      return refuse(Fault::conflict, "seat-ended",
                    say("该席位在 {} 已不在任期内", "the seat is not held on {}", wanted.on.text()),
                    {{"on", say("应在任期之内", "must lie within the term")}});
    auto after = *row;
    after.end_on = wanted.on;
    after.end_reason = wanted.reason;
    store::end_seat(session, id, wanted.on, wanted.reason);
    note(session, actor, group, "council-seat-ended", "council-seat", id, audit::changes(*row, after));
    return {};
  });
  if (!done) return pass_on(done);
  return council(group);
}

}  // namespace doorstep::council
