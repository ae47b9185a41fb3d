// Keys and sources; rehearsal, live, the end.
#include <algorithm>

#include <doorstep/base/digest.h>
#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::classroom {
namespace {

constexpr size_t most_sources = 4;
constexpr size_t key_digits = 32;  // hexadecimal, 128 bits

// What happens of itself, or because a camera began to send, is done by the house.
const Actor& house() {
  static const Actor actor{{}, "classroom", {{Role::administrator, {}}}, Language::zh, ""};
  return actor;
}

tl::unexpected<Error> cancelled_lesson() {
  return refuse(Fault::conflict, "cancelled", say("公开课已取消", "the open class was cancelled"));
}

// Pictures are let in from an hour before the planned beginning until four hours after the planned end.
Result<void> in_time(const store::LessonRow& row, int64_t now, const std::string& zone) {
  if (row.state == LessonState::cancelled) return cancelled_lesson();
  if (row.state == LessonState::ended || now > row.ends_at + keys_after) return lesson_over();
  const auto from = row.begins_at - keys_before;
  if (now < from) {
    const auto clock = zone::clock_at(zone, from);
    return refuse(Fault::conflict, "too-early",
                  say("还早：{} {} 起可以推流和开播", "too early: pictures are let in from {} {}", clock.on.text(),
                      zone::text_of(clock.minute)));
  }
  return {};
}

tl::unexpected<Error> wrong_source() {
  return wrong_field("source", say("名称用小写字母、数字和连字符，1 到 16 个字符",
                                   "a name has 1 to 16 small letters, digits and hyphens"));
}

tl::unexpected<Error> too_many_sources() {
  return refuse(
      Fault::conflict, "too-many-sources",
      say("一节课最多 {} 路画面，请先删除一路", "a lesson has at most {} sources: drop one first", most_sources));
}

bool any_sends(db::Session& session, const std::string& lesson) {
  const auto sources = store::sources(session, lesson);
  return std::ranges::any_of(sources, &store::SourceRow::sending);
}

}  // namespace

Result<OpenLessonFile> ClassroomService::rehearse(const Actor& actor, const std::string& id) {
  return changed(actor, id, "lesson-rehearsal", [&](db::Session&, Row& row) -> Result<void> {
    DOORSTEP_TRY(in_time(row, now(), around_.zone_of(row.org_id)));
    if (row.state == LessonState::live)
      return refuse(Fault::conflict, "lesson-state", say("已经在直播", "it is live already"));
    row.state = LessonState::rehearsal;
    row.live_asked = false;
    return {};
  });
}

Result<OpenLessonFile> ClassroomService::go_live(const Actor& actor, const std::string& id) {
  return changed(actor, id, "lesson-live", [&](db::Session& session, Row& row) -> Result<void> {
    DOORSTEP_TRY(in_time(row, now(), around_.zone_of(row.org_id)));
    if (row.state == LessonState::live) return {};
    row.live_asked = true;
    if (any_sends(session, id)) {
      row.state = LessonState::live;
      if (!row.started_at) row.started_at = now();
    }
    return {};
  });
}

Result<OpenLessonFile> ClassroomService::end(const Actor& actor, const std::string& id) {
  return changed(actor, id, "lesson-ended", [&](db::Session&, Row& row) -> Result<void> {
    if (row.state == LessonState::cancelled) return cancelled_lesson();
    if (state_at(row, now()) == LessonState::ended) return lesson_over();
    row.live_asked = false;
    if (row.state == LessonState::live) {
      row.state = LessonState::ended;
      row.ended_at = now();
    } else {
      row.state = LessonState::planned;
    }
    return {};
  });
}

Result<LessonKey> ClassroomService::make_key(const Actor& actor, const std::string& id, const std::string& source) {
  if (!good_source(source)) return wrong_source();
  auto who = asker(actor);
  auto made = around_.database.write([&](db::Session& session) -> Result<LessonKey> {
    DOORSTEP_LET(row, host_row(session, who, id));
    if (row.state == LessonState::cancelled) return cancelled_lesson();
    if (state_at(row, now()) == LessonState::ended) return lesson_over();
    const auto known = store::sources(session, id);
    const auto stood = std::ranges::find(known, source, &store::SourceRow::name);
    if (stood == known.end() && known.size() >= most_sources) return too_many_sources();
    const auto key = keyed_digest_hex(new_uuid() + new_uuid(), "publish key").substr(0, key_digits);
    auto kept = stood == known.end() ? store::SourceRow{id, source, {}, {}, {}, false, 0, 0} : *stood;
    kept.key_digest = digest_hex(key);
    kept.made_by = actor.name;
    kept.made_at = now_utc();
    store::put(session, kept);
    around_.trail.append(session, actor,
                         {stood == known.end() ? "lesson-key-made" : "lesson-key-renewed",
                          "open-class",
                          id,
                          row.org_id,
                          {{"source", {}, {json::text(source)}}}});
    return LessonKey{source, key, row.begins_at - keys_before, row.ends_at + keys_after};
  });
  if (made && around_.key_ended) around_.key_ended(id, source);
  return made;
}

Result<OpenLessonFile> ClassroomService::drop_source(const Actor& actor, const std::string& id,
                                                     const std::string& source) {
  auto made = changed(actor, id, "lesson-source-dropped", [&](db::Session& session, Row& row) -> Result<void> {
    if (!store::drop_source(session, id, source))
      return refuse(Fault::not_found, "source-unknown", say("没有这一路画面", "there is no such source"));
    around_.trail.append(
        session, actor,
        {"lesson-source-dropped", "open-class", id, row.org_id, {{"source", {json::text(source)}, {}}}});
    return {};
  });
  if (made && around_.key_ended) around_.key_ended(id, source);
  return made;
}

Result<Admitted> ClassroomService::admit(const std::string& key, int64_t now) {
  return around_.database.read([&](db::Session& session) -> Result<Admitted> {
    const auto source = store::source_of_key(session, digest_hex(key));
    const auto row = source ? store::lesson(session, source->lesson_id) : std::nullopt;
    if (!row)
      return refuse(Fault::not_found, "key-unknown",
                    say("推流码不对，或已经更换：请在公开课页面重新生成",
                        "the key is wrong or was renewed: make one on the page of the open class"));
    DOORSTEP_TRY(in_time(*row, now, around_.zone_of(row->org_id)));
    return Admitted{row->id, source->name, row->title};
  });
}

// A source that is made here has a key that nobody knows and nobody made, until a host makes one for an encoder.
Result<Admitted> ClassroomService::admit_host(const Actor& actor, const std::string& id, const std::string& source) {
  if (!good_source(source)) return wrong_source();
  auto who = asker(actor);
  return around_.database.write([&](db::Session& session) -> Result<Admitted> {
    DOORSTEP_LET(row, host_row(session, who, id));
    DOORSTEP_TRY(in_time(row, now(), around_.zone_of(row.org_id)));
    const auto known = store::sources(session, id);
    const auto stood = std::ranges::find(known, source, &store::SourceRow::name);
    if (stood != known.end() && stood->sending)
      return Admitted{id, source, row.title};  // comes again, or will be refused
    if (stood == known.end()) {
      if (known.size() >= most_sources) return too_many_sources();
      store::put(session, {id, source, digest_hex(new_uuid() + new_uuid()), {}, now_utc(), false, 0, 0});
    }
    around_.trail.append(
        session, actor, {"lesson-browser-sends", "open-class", id, row.org_id, {{"source", {}, {json::text(source)}}}});
    return Admitted{id, source, row.title};
  });
}

void ClassroomService::came(const std::string& lesson, const std::string& source, int64_t at) {
  bool moved = false;
  const auto kept = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::lesson(session, lesson);
    const auto sources = store::sources(session, lesson);
    const auto found = std::ranges::find(sources, source, &store::SourceRow::name);
    if (!row || found == sources.end()) return {};
    if (row->state == LessonState::ended || row->state == LessonState::cancelled) return {};
    auto sends = *found;
    sends.sending = true;
    sends.came_at = at;
    store::put(session, sends);
    const auto before = *row;
    if (row->live_asked && row->state != LessonState::live) {
      row->state = LessonState::live;
      if (!row->started_at) row->started_at = at;
    } else if (row->state == LessonState::planned) {
      row->state = LessonState::rehearsal;
    }
    auto differs = audit::changes(before, *row);
    if (differs.empty()) return {};
    store::set(session, *row);
    around_.trail.append(session, house(),
                         {row->state == LessonState::live ? "lesson-live" : "lesson-rehearsal", "open-class", row->id,
                          row->org_id, std::move(differs)});
    moved = true;
    return {};
  });
  if (kept && moved) say_moved(lesson);
}

void ClassroomService::went(const std::string& lesson, const std::string& source, int64_t at) {
  (void)around_.database.write([&](db::Session& session) -> Result<void> {
    const auto sources = store::sources(session, lesson);
    const auto found = std::ranges::find(sources, source, &store::SourceRow::name);
    if (found == sources.end()) return {};
    auto gone = *found;
    gone.sending = false;
    gone.went_at = at;
    store::put(session, gone);
    return {};
  });
}

void ClassroomService::round() {
  constexpr int64_t day_ahead = 24 * 60 * 60, soon_ahead = 30 * 60;
  struct Told {
    Row row;
    std::set<AccountId> accounts;
    bool soon;
  };
  std::vector<Told> told;
  std::vector<std::string> over;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    told.clear();
    over.clear();
    for (auto& row : store::open_before(session, now() + day_ahead)) {
      const auto before = row;
      if (state_at(row, now()) == LessonState::ended) {
        row.state = LessonState::ended;
        row.live_asked = false;
        if (row.started_at && !row.ended_at) row.ended_at = row.ends_at + keys_after;
      } else if (now() < row.begins_at) {
        const bool soon = row.begins_at - now() <= soon_ahead;
        if (soon ? !row.reminded_soon : !row.reminded_day) told.push_back({row, concerned(session, row), soon});
        row.reminded_day = true;
        row.reminded_soon = row.reminded_soon || soon;
      }
      if (audit::changes(before, row).empty()) continue;
      store::set(session, row);
      if (row.state == before.state) continue;
      over.push_back(row.id);
      around_.trail.append(session, house(),
                           {"lesson-ended", "open-class", row.id, row.org_id, audit::changes(before, row)});
    }
    return {};
  });
  if (!done) return;
  for (const auto& lesson : over) say_moved(lesson);
  for (auto& one : told) remind(one.row, std::move(one.accounts), one.soon);
}

}  // namespace doorstep::classroom
