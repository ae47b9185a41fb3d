// Offers: made, changed, cancelled, completed, and seen by who organises them.
#include <algorithm>
#include <set>
#include <tuple>

#include <doorstep/base/list.h>
#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::training {
namespace {

constexpr size_t longest_title = 200, longest_line = 500, longest_text = 10'000;  // bytes
constexpr size_t most_sessions = 60, most_codes = 40;
constexpr double most_hours = 12;  // of one session

bool is_link(const std::string& url) { return url.starts_with("https://") || url.starts_with("http://"); }

Result<void> good_words(const NewOffer& wanted) {
  if (wanted.title.empty() || wanted.title.size() > longest_title)
    return wrong_field("title", say("请填写名称，不超过 60 字", "give it a title of at most 60 letters"));
  if (wanted.about.value_or("").size() > longest_text) return wrong_field("about", say("太长", "is too long"));
  if (wanted.place.value_or("").size() > longest_line) return wrong_field("place", say("太长", "is too long"));
  const auto url = wanted.url.value_or("");
  if (!url.empty() && (!is_link(url) || url.size() > 2000))
    return wrong_field("url", say("链接以 https:// 开头", "a link begins with https://"));
  return good_kind(wanted.kind, wanted.level);
}

Result<void> good_whom(const ForWhom& whom) {
  for (const auto* codes : {&whom.stages, &whom.subjects, &whom.titles}) {
    if (codes->size() > most_codes) return wrong_field("whom", say("条目太多", "too many of one kind"));
    for (const auto& code : *codes)
      if (code.empty() || code.size() > 60 || code.find(',') != code.npos)
        return wrong_field("whom", say("不是代码表中的代码", "is no code of the register"));
  }
  const auto least = whom.years_least.value_or(0), most = whom.years_most.value_or(100);
  if (least < 0 || most > 100 || most < least)
    return wrong_field("whom", say("教龄应为 0 到 100 年，下限不大于上限",
                                   "years of service lie between 0 and 100, the least not above the most"));
  return {};
}

// Whether somebody who comes as it was arranged before would find nobody.
bool elsewhere(const std::vector<store::SessionRow>& before, const std::vector<store::SessionRow>& after) {
  return !std::ranges::equal(before, after, [](const store::SessionRow& one, const store::SessionRow& other) {
    return one.from_at == other.from_at && one.to_at == other.to_at && one.place == other.place;
  });
}

int rank_of(EnrolmentState state) {
  switch (state) {
    case EnrolmentState::enrolled:
      return 0;
    case EnrolmentState::applied:
      return 1;
    case EnrolmentState::waiting:
      return 2;
    case EnrolmentState::refused:
      return 3;
    case EnrolmentState::withdrawn:
      break;
  }
  return 4;
}

}  // namespace

Result<store::OfferRow> TrainingService::wanted_offer(const OrgId& org, const NewOffer& wanted) {
  DOORSTEP_TRY(good_words(wanted));
  const auto whom = wanted.whom.value_or(ForWhom{});
  DOORSTEP_TRY(good_whom(whom));
  const auto capacity = wanted.capacity.value_or(0);
  if (capacity < 0 || capacity > 100'000)
    return wrong_field("capacity", say("名额为 0（不限）到 100000", "places are 0 (no bound) to 100,000"));
  const auto pass = wanted.pass.value_or(1);
  if (!(pass > 0 && pass <= 1)) return wrong_field("pass", say("应大于 0、不超过 1", "must be above 0 and at most 1"));
  const auto centre = wanted.centre_id.value_or("");
  if (!centre.empty() && !centres_of(org).contains(centre))
    return wrong_field("centre_id", say("本集团没有这个中心", "the group has no such centre"));
  return store::OfferRow{new_uuid(),
                         org,
                         centre,
                         wanted.title,
                         wanted.about.value_or(""),
                         wanted.kind,
                         wanted.level,
                         wanted.place.value_or(""),
                         wanted.url.value_or(""),
                         capacity,
                         wanted.by.value_or(PlacesBy::first),
                         joined(whom.stages),
                         joined(whom.subjects),
                         joined(whom.titles),
                         whom.years_least,
                         whom.years_most,
                         wanted.deadline,
                         pass,
                         OfferState::open,
                         "",
                         now_utc()};
}

Result<std::vector<store::SessionRow>> TrainingService::wanted_sessions(const OrgId& org, const NewOffer& wanted) {
  if (wanted.sessions.empty() || wanted.sessions.size() > most_sessions)
    return wrong_field("sessions", say("请安排 1 到 {} 次活动", "give it 1 to {} sessions", most_sessions));
  const auto zone = around_.zone_of(org);
  std::vector<store::SessionRow> rows;
  for (const auto& one : wanted.sessions) {
    const auto from = zone::minute_of(one.from), to = zone::minute_of(one.to);
    if (!from || !to || *to <= *from)
      return wrong_field("sessions",
                         say("{} 的时间应写成 14:00，结束晚于开始",
                             "the times of {} are written 14:00, the end after the beginning", one.on.text()));
    if (!(one.hours > 0 && one.hours <= most_hours))
      return wrong_field("sessions", say("{0} 的学时应大于 0、不超过 {1}",
                                         "the hours of {0} are above 0 and at most {1}", one.on.text(), most_hours));
    if (one.title.value_or("").size() > longest_title || one.place.value_or("").size() > longest_line)
      return wrong_field("sessions", say("文字太长", "words are too long"));
    if (one.on.year() < 2000 || one.on > Date::today().plus(3 * 366))
      return wrong_field("sessions", say("日期不合理：{}", "{} is no day for a session", one.on.text()));
    DOORSTEP_LET(from_at, zone::instant(zone, {one.on, *from}));
    DOORSTEP_LET(to_at, zone::instant(zone, {one.on, *to}));
    rows.push_back({one.id.value_or(""), "", one.title.value_or(""), one.on, *from, *to, from_at, to_at, one.hours,
                    one.place.value_or("")});
  }
  std::ranges::sort(rows, {}, &store::SessionRow::from_at);
  if (wanted.deadline > rows.back().on_day)
    return wrong_field("deadline", say("报名截止不晚于最后一次活动", "the deadline is not after the last session"));
  return rows;
}

Result<OfferFile> TrainingService::make(const Actor& actor, const OrgId& org, const NewOffer& wanted) {
  DOORSTEP_LET(row, wanted_offer(org, wanted));
  DOORSTEP_LET(sessions, wanted_sessions(org, wanted));
  DOORSTEP_TRY(known_name(org));
  return changed(org, row.id, [&](db::Session& session) -> Result<void> {
    store::add(session, row);
    for (auto& one : sessions) {
      one.id = new_uuid();
      one.offer_id = row.id;
      store::add(session, one);
    }
    around_.trail.append(session, actor, {"training-offered", "training", row.id, org, audit::added(row)});
    return {};
  });
}

Result<OfferFile> TrainingService::change(const Actor& actor, const OrgId& org, const std::string& id,
                                          const NewOffer& wanted) {
  DOORSTEP_LET(sessions, wanted_sessions(org, wanted));
  DOORSTEP_LET(row, wanted_offer(org, wanted));
  People moved_up;
  bool moved = false;
  auto made = changed(org, id, [&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(before, open_at(session, org, id));
    const auto stood_before = store::sessions(session, id);
    auto after = row;
    after.id = id;
    after.made_at = before.made_at;
    std::set<std::string> attended;
    for (const auto& one : store::attendance(session, id)) attended.insert(one.session_id);
    std::map<std::string, store::SessionRow> left;
    for (const auto& one : stood_before) left.emplace(one.id, one);
    std::vector<audit::Event> events{{"training-changed", "training", id, org, audit::changes(before, after)}};
    for (auto one : sessions) {
      one.offer_id = id;
      const auto stood = left.find(one.id);
      if (stood == left.end()) {
        one.id = new_uuid();
        store::add(session, one);
        events.push_back({"training-session-added", "training-session", one.id, org, audit::added(one)});
        continue;
      }
      if (attended.contains(one.id) && (one.hours != stood->second.hours || one.from_at != stood->second.from_at))
        return refuse(Fault::conflict, "has-attendance",
                      say("{} 已有考勤，时间和学时不能再改", "{} has attendance: its time and hours stay",
                          stood->second.on_day.text()));
      if (auto differs = audit::changes(stood->second, one); !differs.empty()) {
        store::set(session, one);
        events.push_back({"training-session-changed", "training-session", one.id, org, std::move(differs)});
      }
      left.erase(stood);
    }
    for (const auto& [gone, stood] : left) {
      if (attended.contains(gone))
        return refuse(Fault::conflict, "has-attendance",
                      say("{} 已有考勤，不能删除", "{} has attendance: it stays", stood.on_day.text()));
      store::drop_session(session, gone);
      events.push_back({"training-session-dropped", "training-session", gone, org, audit::removed(stood)});
    }
    store::set(session, after);
    around_.trail.append(session, actor, events);
    moved_up = move_up(session, actor, after);
    moved = before.place != after.place || elsewhere(stood_before, store::sessions(session, id));
    return {};
  });
  if (!made) return made;
  if (moved) tell_moved(actor, id);
  tell_place(actor, id, moved_up, true);
  return made;
}

Result<OfferFile> TrainingService::cancel(const Actor& actor, const OrgId& org, const std::string& id,
                                          const std::string& reason) {
  DOORSTEP_TRY(good_reason(reason));
  auto made = changed(org, id, [&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(before, open_at(session, org, id));
    if (std::ranges::any_of(store::attendance(session, id), &store::AttendanceRow::came))
      return refuse(Fault::conflict, "has-attendance",
                    say("已有人参加，不能取消；可以结束培训", "people came already: complete it instead"));
    auto after = before;
    after.state = OfferState::cancelled;
    after.reason = reason;
    store::set(session, after);
    around_.trail.append(session, actor, {"training-cancelled", "training", id, org, audit::changes(before, after)});
    return {};
  });
  if (made) tell_cancelled(actor, id);
  return made;
}

Result<OfferFile> TrainingService::complete(const Actor& actor, const OrgId& org, const std::string& id) {
  const auto row = around_.database.read([&](db::Session& session) { return store::offer(session, id); });
  if (!row || row->org_id != org) return no_offer();
  const auto with = issuing(*row);
  return changed(org, id, [&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(before, open_at(session, org, id));
    const auto sessions = store::sessions(session, id);
    if (sessions.empty() || sessions.back().from_at > now())
      return refuse(Fault::conflict, "not-over", say("最后一次活动还没有开始", "the last session has not begun"));
    auto after = before;
    after.state = OfferState::completed;
    store::set(session, after);
    around_.trail.append(session, actor, {"training-completed", "training", id, org, audit::changes(before, after)});
    issue(session, actor, after, with);
    return {};
  });
}

Result<OrgTraining> TrainingService::at(const OrgId& org) {
  DOORSTEP_LET(name, known_name(org));
  OrgTraining made{org, name, {}, 0};
  const auto centres = centres_of(org);
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::offers_of(session, org)) {
      const auto centre = centres.find(row.centre_id);
      made.offers.push_back(shown(session, row, centre == centres.end() ? made.org : made.org + " " + centre->second));
    }
    made.claims = store::waiting_claims(session, org);
  });
  std::ranges::stable_sort(made.offers, {}, [](const TrainingOffer& one) {
    const auto first = one.sessions.empty() ? Date::never() : one.sessions.front().on;
    return std::tuple{one.state != OfferState::open, one.state == OfferState::open ? first.days() : -first.days()};
  });
  return made;
}

Result<OfferFile> TrainingService::offer(const OrgId& org, const std::string& id) {
  OfferFile file;
  std::vector<store::EnrolmentRow> rows;
  std::map<PersonId, std::vector<SessionAttendance>> attended;
  std::map<PersonId, TrainingCertificate> certificates;
  const auto row = around_.database.read([&](db::Session& session) { return store::offer(session, id); });
  if (!row || row->org_id != org) return no_offer();
  const auto issuer = issuer_of(*row);
  around_.database.read([&](db::Session& session) {
    file.offer = shown(session, *row, issuer);
    rows = store::enrolments(session, id);
    for (auto& one : store::attendance(session, id))
      attended[one.person_id].push_back({one.session_id, one.came, one.came_by, one.by_name, one.at, one.reason});
    for (const auto& one : store::certificates(session, id))
      if (one.revoked_at.empty() || !certificates.contains(one.person_id))
        certificates[one.person_id] = {one.id, one.code, one.issued_on, one.hours, !one.revoked_at.empty(), one.reason};
  });
  std::vector<PersonId> people;
  for (const auto& one : rows) people.push_back(one.person_id);
  const auto teachers = teachers_of(people);
  int64_t turn = 0;
  for (const auto& one : rows) {
    TrainingEnrolment made{one.id,
                           one.person_id,
                           "",
                           one.school_id,
                           name_of(one.school_id),
                           "",
                           one.state,
                           0,
                           one.at,
                           one.by_name,
                           0,
                           attended[one.person_id],
                           {}};
    if (const auto known = teachers.find(one.person_id); known != teachers.end()) {
      made.name = known->second.name;
      made.subject = known->second.subject;
    }
    if (one.state == EnrolmentState::waiting) made.turn = ++turn;
    for (const auto& came : made.attended)
      for (const auto& of : file.offer.sessions)
        if (came.came && of.id == came.session_id) made.hours += of.hours;
    if (const auto found = certificates.find(one.person_id); found != certificates.end())
      made.certificate = found->second;
    file.people.push_back(std::move(made));
  }
  std::ranges::stable_sort(file.people, {}, [](const TrainingEnrolment& one) { return rank_of(one.state); });
  return file;
}

}  // namespace doorstep::training
