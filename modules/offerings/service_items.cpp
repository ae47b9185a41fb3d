// Offerings: made, changed, published, cancelled, and seen with who is in them.
#include <algorithm>
#include <set>

#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::offerings {
namespace {

constexpr size_t most_sessions = 60, most_teachers = 20;
constexpr int64_t most_capacity = 100'000, most_cost = 100'000, last_grade = 12;

Result<void> good_texts(const NewOffering& wanted) {
  if (wanted.title_zh.empty() && wanted.title_en.empty())
    return wrong_field("title_zh", say("请填写名称", "give it a title"));
  if (wanted.title_zh.size() > longest_title) return wrong_field("title_zh", say("太长", "is too long"));
  if (wanted.title_en.size() > longest_title) return wrong_field("title_en", say("太长", "is too long"));
  if (wanted.place.value_or("").size() > longest_line) return wrong_field("place", say("太长", "is too long"));
  for (const auto& [field, text] : {std::pair{"about", &wanted.about}, std::pair{"materials", &wanted.materials},
                                    std::pair{"transport", &wanted.transport}})
    if (text->value_or("").size() > longest_text) return wrong_field(field, say("太长", "is too long"));
  return {};
}

std::set<PersonId> teachers_of(const Parts& parts) {
  std::set<PersonId> made;
  for (const auto& one : parts.teachers)
    if (!one.person_id.empty()) made.insert(one.person_id);
  return made;
}

Result<store::SessionRow> good_session(const OfferingSession& one) {
  store::SessionRow row;
  const auto from = zone::minute_of(one.from), to = zone::minute_of(one.to);
  if (!from || !to || *to <= *from)
    return wrong_field("sessions",
                       say("时间应写成 16:00，结束晚于开始", "times are written 16:00, the end after the beginning"));
  if (one.weekday.has_value() == one.on.has_value())
    return wrong_field("sessions", say("请选每周的星期，或一个日期", "choose a weekday, or one day"));
  if (one.weekday && (*one.weekday < 1 || *one.weekday > 7))
    return wrong_field("sessions", say("星期为 1 到 7", "a weekday is 1 to 7"));
  if (one.on && (one.first || one.last))
    return wrong_field("sessions", say("单日活动没有起止日期", "what is on one day has no first and last"));
  if (one.first && one.last && *one.last < *one.first)
    return wrong_field("sessions", say("最后一天早于第一天", "the last day is before the first"));
  row.weekday = one.weekday;
  row.on_day = one.on;
  row.from_on = one.first;
  if (one.last) row.until_on = one.last->plus(1);
  row.from_minute = *from;
  row.to_minute = *to;
  return row;
}

// Quotas are of members, each once, and what they keep fits into the capacity.
Result<std::vector<store::QuotaRow>> good_quotas(const NewOffering& wanted, const Body& body) {
  std::vector<store::QuotaRow> rows;
  std::set<OrgId> seen;
  int64_t kept = 0;
  for (const auto& one : wanted.quotas) {
    const auto* member = body.member(one.school_id);
    if (!member)
      return wrong_field("quotas", say("配额中的学校不是本集团成员", "a quota names a school that is no member"));
    if (!seen.insert(one.school_id).second)
      return wrong_field("quotas", say("{} 有两个配额", "{} has two quotas", member->name));
    const auto least = one.least.value_or(0);
    if (least < 0 || (one.most && (*one.most < least || *one.most > most_capacity)))
      return wrong_field("quotas",
                         say("{} 的配额：保留不小于 0，上限不小于保留",
                             "the quota of {}: at least 0 kept, and no more kept than its most", member->name));
    kept += least;
    rows.push_back({"", one.school_id, least, one.most});
  }
  if (kept > wanted.capacity)
    return wrong_field("quotas", say("各校保留名额共 {} 个，超过总名额 {} 个",
                                     "{} seats are kept for schools, and there are {} in all", kept, wanted.capacity));
  std::ranges::sort(rows, {}, &store::QuotaRow::school_id);
  return rows;
}

bool same_frame(const Parts& before, const Parts& after) {
  const auto same_sessions = std::ranges::equal(
      before.sessions, after.sessions, [](const store::SessionRow& one, const store::SessionRow& other) {
        return one.weekday == other.weekday && one.on_day == other.on_day && one.from_on == other.from_on &&
               one.until_on == other.until_on && one.from_minute == other.from_minute &&
               one.to_minute == other.to_minute;
      });
  const auto same_quotas =
      std::ranges::equal(before.quotas, after.quotas, [](const store::QuotaRow& one, const store::QuotaRow& other) {
        return one.school_id == other.school_id && one.least == other.least && one.most == other.most;
      });
  const auto& a = before.row;
  const auto& b = after.row;
  return same_sessions && same_quotas && a.kind == b.kind && a.host_id == b.host_id && a.campus_id == b.campus_id &&
         a.grades == b.grades && a.consent == b.consent;
}

}  // namespace

Result<Parts> OfferingsService::wanted_offering(const OrgId& org, const NewOffering& wanted) {
  DOORSTEP_TRY(good_texts(wanted));
  DOORSTEP_LET(body, body_of(org));
  const auto* host = body.member(wanted.host_id);
  if (!host) return wrong_field("host_id", say("承办学校不是本集团成员", "the hosting school is no member"));
  const auto campus = wanted.campus_id.value_or(CampusId{});
  if (!campus.empty() && std::ranges::find(host->campuses, campus, &registry::CampusRow::id) == host->campuses.end())
    return wrong_field("campus_id", say("承办学校没有这个校区", "the hosting school has no such campus"));
  if (wanted.capacity < 1 || wanted.capacity > most_capacity)
    return wrong_field("capacity", say("名额为 1 到 {}", "places are 1 to {}", most_capacity));
  const auto cost = wanted.cost_yuan.value_or(0);
  if (cost < 0 || cost > most_cost)
    return wrong_field("cost_yuan", say("费用为 0 到 {} 元", "a cost is 0 to {} yuan", most_cost));
  if (wanted.sessions.empty() || wanted.sessions.size() > most_sessions)
    return wrong_field("sessions", say("请安排 1 到 {} 个时间", "give it 1 to {} times", most_sessions));
  if (wanted.teachers.size() > most_teachers) return wrong_field("teachers", say("教师太多", "too many teachers"));
  Parts made;
  std::set<int64_t> grades;
  for (const auto grade : wanted.grades) {
    if (grade < 1 || grade > last_grade) return wrong_field("grades", say("年级为 1 到 12", "grades are 1 to 12"));
    grades.insert(grade);
  }
  for (const auto& one : wanted.sessions) {
    DOORSTEP_LET(row, good_session(one));
    made.sessions.push_back(std::move(row));
  }
  DOORSTEP_LET(quotas, good_quotas(wanted, body));
  made.quotas = std::move(quotas);
  for (const auto& one : wanted.teachers) {
    store::TeacherRow row;
    row.name = one.name.value_or("");
    if (one.person_id) {
      DOORSTEP_LET(teacher, around_.staff.teacher(*one.person_id));
      if (!teacher.serves || !body.member(teacher.school_id))
        return wrong_field("teachers", say("{} 不是本集团教职工", "{} is none of the members' staff", teacher.name));
      row.person_id = *one.person_id;
      row.name = teacher.name;
      row.visiting = one.visiting.value_or(teacher.school_id != wanted.host_id);
    }
    if (row.name.empty() || row.name.size() > longest_title)
      return wrong_field("teachers", say("请填写教师姓名", "name every teacher"));
    made.teachers.push_back(std::move(row));
  }
  auto& row = made.row;
  row.id = new_uuid();
  row.org_id = org;
  row.kind = wanted.kind;
  row.title_zh = wanted.title_zh;
  row.title_en = wanted.title_en;
  row.about = wanted.about.value_or("");
  row.materials = wanted.materials.value_or("");
  row.transport = wanted.transport.value_or("");
  row.host_id = wanted.host_id;
  row.campus_id = campus;
  row.place = wanted.place.value_or("");
  row.grades = joined(std::vector<int64_t>(grades.begin(), grades.end()));
  row.cost_yuan = cost;
  row.consent = wanted.consent.value_or(false);
  row.capacity = wanted.capacity;
  row.made_at = now_utc();
  return made;
}

Result<OfferingFile> OfferingsService::make(const Actor& actor, const OrgId& org, const NewOffering& wanted) {
  DOORSTEP_LET(made, wanted_offering(org, wanted));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::add(session, made.row);
    store::put_parts(session, made.row.id, made.sessions, made.quotas, made.teachers);
    around_.trail.append(session, actor, {"offering-made", "offering", made.row.id, org, audit::added(made.row)});
    return {};
  });
  if (!done) return pass_on(done);
  forget_ways();
  return offering(org, made.row.id);
}

Result<OfferingFile> OfferingsService::change(const Actor& actor, const OrgId& org, const std::string& id,
                                              const NewOffering& wanted) {
  DOORSTEP_LET(made, wanted_offering(org, wanted));
  const auto known_ways = ways();
  MovesUp moves;
  std::set<PersonId> new_teachers;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    moves.clear();
    DOORSTEP_LET(row, offering_at(session, org, id));
    if (row.state == OfferingState::cancelled)
      return refuse(Fault::conflict, "cancelled", say("项目已取消", "the offering was cancelled"));
    const auto before = parts_of(session, row);
    new_teachers = row.state == OfferingState::published ? teachers_of(made) : std::set<PersonId>{};
    for (const auto& one : teachers_of(before)) new_teachers.erase(one);
    const auto round = row.round_id.empty() ? std::nullopt : store::round(session, row.round_id);
    const bool begun = round && round->state != ChoosingState::draft;
    if (begun && !same_frame(before, made))
      return refuse(Fault::conflict, "in-round",
                    say("选课已经开始：类别、地点、时间、年级、配额和监护人同意不能再改，请取消后另开",
                        "it stands in a round that has begun: kind, host, times, grades, quotas and consent stay; "
                        "cancel it and offer it anew"));
    const bool frozen = round && (round->state == ChoosingState::rolled || round->state == ChoosingState::drawn);
    if (made.row.capacity < row.taken || (begun && made.row.capacity < row.capacity) ||
        (frozen && made.row.capacity != row.capacity))
      return wrong_field(
          "capacity", say("名额现在不能少于 {} 个；抽签期间不能改",
                          "places cannot be below {} now, nor change during a draw", begun ? row.capacity : row.taken));
    auto after = made.row;
    after.id = row.id;
    after.state = row.state;
    after.reason = row.reason;
    after.origin_id = row.origin_id;
    after.round_id = row.round_id;
    after.made_at = row.made_at;
    after.taken = row.taken;
    after.turns = row.turns;
    store::set(session, after);
    store::put_parts(session, id, made.sessions, made.quotas, made.teachers);
    around_.trail.append(session, actor, {"offering-changed", "offering", id, org, audit::changes(row, after)});
    if (after.capacity == row.capacity || !begun) return {};
    if (round->mode == RoundMode::first) {
      moves = settle(session, after, *round, *known_ways);
    } else if (round->state == ChoosingState::published) {
      DOORSTEP_LET(moved, refill(
                              session, round->id, {},
                              [&](draft::Problem& problem) {
                                for (auto& one : problem.offerings)
                                  if (one.id == id) one.capacity = after.capacity;
                              },
                              *known_ways));
      moves = std::move(moved);
    }
    return {};
  });
  if (!done) return pass_on(done);
  forget_ways();
  tell_moved(moves);
  if (!new_teachers.empty())
    tell_teachers(
        around_.database.read([&](db::Session& session) { return parts_of(session, *store::offering(session, id)); }),
        new_teachers);
  return offering(org, id);
}

Result<OfferingFile> OfferingsService::publish(const Actor& actor, const OrgId& org, const std::string& id) {
  Parts published;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, offering_at(session, org, id));
    if (row.state != OfferingState::draft)
      return refuse(Fault::conflict, "not-draft", say("已发布或已取消", "it is published or cancelled already"));
    auto after = row;
    after.state = OfferingState::published;
    store::set(session, after);
    around_.trail.append(session, actor, {"offering-published", "offering", id, org, audit::changes(row, after)});
    published = parts_of(session, after);
    return {};
  });
  if (!done) return pass_on(done);
  tell_teachers(published, teachers_of(published));
  return offering(org, id);
}

Result<OfferingFile> OfferingsService::cancel(const Actor& actor, const OrgId& org, const std::string& id,
                                              const std::string& reason) {
  DOORSTEP_TRY(good_reason(reason));
  MovesUp moves;
  std::set<PersonId> people, teachers;
  Words title;
  const auto known_ways = ways();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    moves.clear();
    people.clear();
    DOORSTEP_LET(row, offering_at(session, org, id));
    if (row.state == OfferingState::cancelled)
      return refuse(Fault::conflict, "cancelled", say("项目已取消", "the offering was cancelled"));
    const auto round = row.round_id.empty() ? std::nullopt : store::round(session, row.round_id);
    if (round && (round->state == ChoosingState::rolled || round->state == ChoosingState::drawn))
      return refuse(Fault::conflict, "being-drawn",
                    say("正在抽签，名册已公布；结果发布后才能取消",
                        "it is being drawn and the roll is published: cancel it after the result is out"));
    title = {row.title_zh.empty() ? row.title_en : row.title_zh, row.title_en.empty() ? row.title_zh : row.title_en};
    auto after = row;
    after.state = OfferingState::cancelled;
    after.reason = reason;
    store::set(session, after);
    if (row.state == OfferingState::published) teachers = teachers_of(parts_of(session, row));
    around_.trail.append(session, actor, {"offering-cancelled", "offering", id, org, audit::changes(row, after)});
    std::vector<draft::Withdrawal> withdrawals;
    for (auto place : store::places(session, id)) {
      if (place.state == PlaceState::withdrawn) continue;
      people.insert(place.person_id);
      if (place.state == PlaceState::enrolled && !place.late && round && round->mode == RoundMode::preferences) {
        if (const auto entry = store::entry(session, round->id, place.person_id))
          withdrawals.push_back({entry->ticket, id});
        continue;  // ended by the refill
      }
      if (place.state == PlaceState::enrolled) store::free_seat(session, id);
      place.state = PlaceState::withdrawn;
      place.reason = "cancelled";
      store::put(session, place);
    }
    if (!round || round->mode != RoundMode::preferences || round->state != ChoosingState::published) return {};
    DOORSTEP_LET(moved, refill(
                            session, round->id, withdrawals,
                            [&](draft::Problem& problem) {
                              for (auto& student : problem.students)
                                if (std::ranges::none_of(withdrawals,
                                                         [&](const auto& one) { return one.student == student.id; }))
                                  take_out(problem, student.id, id);
                            },
                            *known_ways));
    moves = std::move(moved);
    return {};
  });
  if (!done) return pass_on(done);
  const Words head{"已取消：" + title.zh, "Cancelled: " + title.en};
  const Words why{fmt::format("“{}”不再举办。原因：{}", title.zh, reason),
                  fmt::format("“{}” will not be held. Reason: {}", title.en, reason)};
  tell(org, people, head, why);
  tell_staff(org, teachers, head, why);
  tell_moved(moves);
  return offering(org, id);
}

Result<OfferingFile> OfferingsService::remove(const Actor& actor, const OrgId& org, const std::string& id,
                                              const PersonId& child, const std::string& reason) {
  DOORSTEP_TRY(good_reason(reason));
  Words title;
  const auto known_ways = ways();
  auto moves = around_.database.write([&](db::Session& session) -> Result<MovesUp> {
    DOORSTEP_LET(row, offering_at(session, org, id));
    title = {row.title_zh.empty() ? row.title_en : row.title_zh, row.title_en.empty() ? row.title_zh : row.title_en};
    const auto place = store::place(session, id, child);
    if (place && place->state != PlaceState::withdrawn)
      return end_place(session, actor, *place, reason, "offering-removed", *known_ways);
    const auto round = row.round_id.empty() ? std::nullopt : store::round(session, row.round_id);
    return leave_list(session, actor, row, round, child, reason, "offering-removed", *known_ways);
  });
  if (!moves) return pass_on(moves);
  tell(org, {child}, say("已退出：{}", "No longer in: {}", title.zh),
       {fmt::format("孩子已不在“{}”的名单中。原因：{}", title.zh, reason),
        fmt::format("Your child is no longer in “{}”. Reason: {}", title.en, reason)});
  tell_moved(*moves);
  return offering(org, id);
}

Result<OrgOfferings> OfferingsService::at(const OrgId& org) {
  DOORSTEP_LET(body, body_of(org));
  OrgOfferings made{org, body.name, {}, {}, {}};
  for (const auto& member : body.members) {
    OfferingMember shown{member.id, member.name, {}};
    for (const auto& campus : member.campuses)
      if (holds_on(campus, Date::today())) shown.campuses.push_back({campus.id, campus.name});
    made.members.push_back(std::move(shown));
  }
  std::vector<Parts> parts;
  std::vector<store::RoundRow> rounds;
  around_.database.read([&](db::Session& session) {
    for (auto& row : store::offerings_of(session, org)) parts.push_back(parts_of(session, std::move(row)));
    rounds = store::rounds_of(session, org);
  });
  for (const auto& one : parts) made.offerings.push_back(card(one));
  for (const auto& one : rounds) made.rounds.push_back(shown(one));
  return made;
}

}  // namespace doorstep::offerings
