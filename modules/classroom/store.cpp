#include "store.h"

namespace doorstep::classroom::store {

namespace {

constexpr const char* bound = " LIMIT 20000";

const char* which(LessonShow show) {
  switch (show) {
    case LessonShow::coming:
      return "state IN ('planned', 'rehearsal', 'live')";
    case LessonShow::live:
      return "state='live'";
    case LessonShow::over:
      return "state='ended'";
    case LessonShow::all:
      break;
  }
  return "state<>''";
}

}  // namespace

std::optional<LessonRow> lesson(db::Session& session, const std::string& id) {
  return session.one<LessonRow>(db::select_from<LessonRow>("classroom_lesson", "WHERE id=$1"), id);
}

void add(db::Session& session, const LessonRow& row) {
  session.run(
      "INSERT INTO classroom_lesson(id, org_id, title, subject, grade, teacher_id, room, on_day, from_minute, "
      "to_minute, "
      "begins_at, ends_at, kind, about, audience, consent, consent_by, consent_at, series_id, state, reason, "
      "live_asked, "
      "started_at, ended_at, reminded_day, reminded_soon, made_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
      "$11, "
      "$12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)",
      row.id, row.org_id, row.title, row.subject, row.grade, row.teacher_id, row.room, row.on_day, row.from_minute,
      row.to_minute, row.begins_at, row.ends_at, row.kind, row.about, row.audience, row.consent, row.consent_by,
      row.consent_at, row.series_id, row.state, row.reason, row.live_asked, row.started_at, row.ended_at,
      row.reminded_day, row.reminded_soon, row.made_at);
}

void set(db::Session& session, const LessonRow& row) {
  session.run(
      "UPDATE classroom_lesson SET title=$2, subject=$3, grade=$4, teacher_id=$5, room=$6, on_day=$7, from_minute=$8, "
      "to_minute=$9, begins_at=$10, ends_at=$11, kind=$12, about=$13, audience=$14, consent=$15, consent_by=$16, "
      "consent_at=$17, series_id=$18, state=$19, reason=$20, live_asked=$21, started_at=$22, ended_at=$23, "
      "reminded_day=$24, reminded_soon=$25 WHERE id=$1",
      row.id, row.title, row.subject, row.grade, row.teacher_id, row.room, row.on_day, row.from_minute, row.to_minute,
      row.begins_at, row.ends_at, row.kind, row.about, row.audience, row.consent, row.consent_by, row.consent_at,
      row.series_id, row.state, row.reason, row.live_asked, row.started_at, row.ended_at, row.reminded_day,
      row.reminded_soon);
}

std::vector<LessonRow> lessons(db::Session& session, LessonShow show, std::optional<Date> from,
                               std::optional<Date> to) {
  const bool forward = show == LessonShow::coming || show == LessonShow::live;
  const std::string order = forward ? " ORDER BY begins_at, id" : " ORDER BY begins_at DESC, id";
  return session.all<LessonRow>(
      db::select_from<LessonRow>("classroom_lesson",
                                 std::string{"WHERE on_day>=$1 AND on_day<$2 AND "} + which(show) + order + bound),
      from.value_or(Date::always()), to.value_or(Date::never()));
}

std::vector<LessonRow> in_series(db::Session& session, const std::string& series) {
  return session.all<LessonRow>(
      db::select_from<LessonRow>("classroom_lesson", "WHERE series_id=$1 ORDER BY begins_at, id"), series);
}

std::vector<LessonRow> open_before(db::Session& session, int64_t begins_before) {
  return session.all<LessonRow>(
      db::select_from<LessonRow>(
          "classroom_lesson", "WHERE state IN ('planned', 'rehearsal', 'live') AND begins_at<=$1 ORDER BY begins_at"),
      begins_before);
}

bool stands(db::Session& session, const PersonId& teacher, const std::string& title, int64_t begins_at) {
  return session
      .one<std::string>(
          "SELECT id FROM classroom_lesson WHERE teacher_id=$1 AND title=$2 AND begins_at=$3 AND state<>'cancelled'",
          teacher, title, begins_at)
      .has_value();
}

std::optional<SeriesRow> series(db::Session& session, const std::string& id) {
  return session.one<SeriesRow>(db::select_from<SeriesRow>("classroom_series", "WHERE id=$1"), id);
}

std::optional<SeriesRow> series_named(db::Session& session, const OrgId& org, const std::string& title) {
  return session.one<SeriesRow>(db::select_from<SeriesRow>("classroom_series", "WHERE org_id=$1 AND title=$2"), org,
                                title);
}

std::vector<SeriesRow> all_series(db::Session& session) {
  return session.all<SeriesRow>(db::select_from<SeriesRow>("classroom_series", "ORDER BY title, id"));
}

void add(db::Session& session, const SeriesRow& row) {
  session.run("INSERT INTO classroom_series(id, org_id, title, made_at) VALUES($1, $2, $3, $4)", row.id, row.org_id,
              row.title, row.made_at);
}

std::vector<HostRow> hosts(db::Session& session, const std::string& lesson) {
  return session.all<HostRow>(db::select_from<HostRow>("classroom_host", "WHERE lesson_id=$1 ORDER BY at, person_id"),
                              lesson);
}

std::vector<std::string> hosted_by(db::Session& session, const PersonId& person) {
  return session.all<std::string>("SELECT lesson_id FROM classroom_host WHERE person_id=$1", person);
}

void add(db::Session& session, const HostRow& row) {
  session.run("INSERT INTO classroom_host(lesson_id, person_id, by_name, at) VALUES($1, $2, $3, $4)", row.lesson_id,
              row.person_id, row.by_name, row.at);
}

bool drop_host(db::Session& session, const std::string& lesson, const PersonId& person) {
  return session.run("DELETE FROM classroom_host WHERE lesson_id=$1 AND person_id=$2", lesson, person) > 0;
}

std::vector<SourceRow> sources(db::Session& session, const std::string& lesson) {
  return session.all<SourceRow>(
      db::select_from<SourceRow>("classroom_source", "WHERE lesson_id=$1 ORDER BY made_at, name"), lesson);
}

std::optional<SourceRow> source_of_key(db::Session& session, const std::string& digest) {
  return session.one<SourceRow>(db::select_from<SourceRow>("classroom_source", "WHERE key_digest=$1"), digest);
}

void put(db::Session& session, const SourceRow& row) {
  session.run(
      "INSERT INTO classroom_source(lesson_id, name, key_digest, made_by, made_at, sending, came_at, went_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(lesson_id, name) DO UPDATE SET "
      "key_digest=excluded.key_digest, made_by=excluded.made_by, made_at=excluded.made_at, sending=excluded.sending, "
      "came_at=excluded.came_at, went_at=excluded.went_at",
      row.lesson_id, row.name, row.key_digest, row.made_by, row.made_at, row.sending, row.came_at, row.went_at);
}

bool drop_source(db::Session& session, const std::string& lesson, const std::string& name) {
  return session.run("DELETE FROM classroom_source WHERE lesson_id=$1 AND name=$2", lesson, name) > 0;
}

std::vector<ReceivingRow> classes(db::Session& session, const std::string& lesson) {
  return session.all<ReceivingRow>(
      db::select_from<ReceivingRow>("classroom_class", "WHERE lesson_id=$1 ORDER BY asked_at, id"), lesson);
}

std::vector<TakesPart> taking_part(db::Session& session, std::optional<Date> from, std::optional<Date> to) {
  return session.all<TakesPart>(
      "SELECT c.lesson_id, c.school_id, CASE WHEN c.agreed_at<>'' THEN 1 ELSE 0 END AS agreed FROM classroom_class c "
      "JOIN classroom_lesson l ON l.id=c.lesson_id WHERE l.state<>'cancelled' AND l.on_day>=$1 AND l.on_day<$2",
      from.value_or(Date::always()), to.value_or(Date::never()));
}

void put(db::Session& session, const ReceivingRow& row) {
  session.run(
      "INSERT INTO classroom_class(id, lesson_id, school_id, class_id, class_title, asked_by, asked_account, asked_at, "
      "agreed_by, agreed_account, agreed_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
      "ON CONFLICT(id) DO UPDATE SET class_id=excluded.class_id, class_title=excluded.class_title, "
      "agreed_by=excluded.agreed_by, agreed_account=excluded.agreed_account, agreed_at=excluded.agreed_at",
      row.id, row.lesson_id, row.school_id, row.class_id.value, row.class_title, row.asked_by, row.asked_account.value,
      row.asked_at, row.agreed_by, row.agreed_account.value, row.agreed_at);
}

void drop_class(db::Session& session, const std::string& id) {
  session.run("DELETE FROM classroom_class WHERE id=$1", id);
}

std::vector<AccountId> followers(db::Session& session, const std::string& lesson) {
  std::vector<AccountId> made;
  for (auto& one : session.all<std::string>("SELECT account FROM classroom_follow WHERE lesson_id=$1", lesson))
    made.push_back({std::move(one)});
  return made;
}

bool follows(db::Session& session, const std::string& lesson, const AccountId& account) {
  return session
      .one<std::string>("SELECT account FROM classroom_follow WHERE lesson_id=$1 AND account=$2", lesson, account)
      .has_value();
}

std::vector<std::string> followed_by(db::Session& session, const AccountId& account) {
  return session.all<std::string>("SELECT lesson_id FROM classroom_follow WHERE account=$1", account);
}

void follow(db::Session& session, const std::string& lesson, const AccountId& account) {
  session.run(
      "INSERT INTO classroom_follow(lesson_id, account, at) VALUES($1, $2, $3) ON CONFLICT(lesson_id, account) DO "
      "NOTHING",
      lesson, account, now_utc());
}

void unfollow(db::Session& session, const std::string& lesson, const AccountId& account) {
  session.run("DELETE FROM classroom_follow WHERE lesson_id=$1 AND account=$2", lesson, account);
}

}  // namespace doorstep::classroom::store
