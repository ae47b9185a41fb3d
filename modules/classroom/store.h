// Every statement on lessons, their series, hosts, sources, receiving classes and followers.
#pragma once

#include <doorstep/classroom/lessons.h>
#include <doorstep/db/db.h>

namespace doorstep::classroom::store {

struct LessonRow {
  std::string id;
  OrgId org_id;
  std::string title, subject, grade;
  PersonId teacher_id;
  std::string room;
  Date on_day;
  int64_t from_minute = 0, to_minute = 0, begins_at = 0, ends_at = 0;
  LessonKind kind{};
  std::string about;
  LessonAudience audience{};
  std::string consent, consent_by, consent_at, series_id;
  LessonState state{};
  std::string reason;
  bool live_asked = false;
  int64_t started_at = 0, ended_at = 0;
  bool reminded_day = false, reminded_soon = false;
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(LessonRow, (),
                      (id, org_id, title, subject, grade, teacher_id, room, on_day, from_minute, to_minute, begins_at,
                       ends_at, kind, about, audience, consent, consent_by, consent_at, series_id, state, reason,
                       live_asked, started_at, ended_at, reminded_day, reminded_soon, made_at))

struct SeriesRow {
  std::string id;
  OrgId org_id;
  std::string title, made_at;
};
BOOST_DESCRIBE_STRUCT(SeriesRow, (), (id, org_id, title, made_at))

struct HostRow {
  std::string lesson_id;
  PersonId person_id;
  std::string by_name, at;
};
BOOST_DESCRIBE_STRUCT(HostRow, (), (lesson_id, person_id, by_name, at))

struct SourceRow {
  std::string lesson_id, name, key_digest, made_by, made_at;
  bool sending = false;
  int64_t came_at = 0, went_at = 0;
};
BOOST_DESCRIBE_STRUCT(SourceRow, (), (lesson_id, name, key_digest, made_by, made_at, sending, came_at, went_at))

struct ReceivingRow {
  std::string id, lesson_id;
  OrgId school_id;
  ClassId class_id;
  std::string class_title, asked_by;
  AccountId asked_account;
  std::string asked_at, agreed_by;
  AccountId agreed_account;
  std::string agreed_at;
};
BOOST_DESCRIBE_STRUCT(ReceivingRow, (),
                      (id, lesson_id, school_id, class_id, class_title, asked_by, asked_account, asked_at, agreed_by,
                       agreed_account, agreed_at))

// Whose classes take part in what.
struct TakesPart {
  std::string lesson_id;
  OrgId school_id;
  bool agreed = false;
};
BOOST_DESCRIBE_STRUCT(TakesPart, (), (lesson_id, school_id, agreed))

std::optional<LessonRow> lesson(db::Session& session, const std::string& id);
void add(db::Session& session, const LessonRow& row);
void set(db::Session& session, const LessonRow& row);
// At most 20,000. coming: planned, in rehearsal or live; these and live by time, the others the newest first.
std::vector<LessonRow> lessons(db::Session& session, LessonShow show, std::optional<Date> from, std::optional<Date> to);
std::vector<LessonRow> in_series(db::Session& session, const std::string& series);
std::vector<LessonRow> open_before(db::Session& session, int64_t begins_before);  // neither ended nor cancelled
// Whether the teacher has a lesson of this title at this time that was not cancelled.
bool stands(db::Session& session, const PersonId& teacher, const std::string& title, int64_t begins_at);

std::optional<SeriesRow> series(db::Session& session, const std::string& id);
std::optional<SeriesRow> series_named(db::Session& session, const OrgId& org, const std::string& title);
std::vector<SeriesRow> all_series(db::Session& session);
void add(db::Session& session, const SeriesRow& row);

std::vector<HostRow> hosts(db::Session& session, const std::string& lesson);
std::vector<std::string> hosted_by(db::Session& session, const PersonId& person);  // lessons
void add(db::Session& session, const HostRow& row);
bool drop_host(db::Session& session, const std::string& lesson, const PersonId& person);

std::vector<SourceRow> sources(db::Session& session, const std::string& lesson);
std::optional<SourceRow> source_of_key(db::Session& session, const std::string& digest);
void put(db::Session& session, const SourceRow& row);
bool drop_source(db::Session& session, const std::string& lesson, const std::string& name);

std::vector<ReceivingRow> classes(db::Session& session, const std::string& lesson);
// In lessons of these days that are not cancelled.
std::vector<TakesPart> taking_part(db::Session& session, std::optional<Date> from, std::optional<Date> to);
void put(db::Session& session, const ReceivingRow& row);
void drop_class(db::Session& session, const std::string& id);

std::vector<AccountId> followers(db::Session& session, const std::string& lesson);
bool follows(db::Session& session, const std::string& lesson, const AccountId& account);
std::vector<std::string> followed_by(db::Session& session, const AccountId& account);  // lessons
void follow(db::Session& session, const std::string& lesson, const AccountId& account);
void unfollow(db::Session& session, const std::string& lesson, const AccountId& account);

}  // namespace doorstep::classroom::store
