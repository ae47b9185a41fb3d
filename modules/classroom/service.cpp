// What is seen of lessons, and by whom.
#include "service.h"

#include <algorithm>
#include <ctime>

#include <doorstep/zone/zone.h>

namespace doorstep::classroom {
namespace {

constexpr int64_t most_shown = 500;  // of a list at once

std::optional<int64_t> happened(int64_t at) { return at ? std::optional{at} : std::nullopt; }

}  // namespace

tl::unexpected<Error> no_lesson() {
  return refuse(Fault::not_found, "lesson-unknown",
                say("没有这节公开课，或不对您开放", "there is no such open class, or it is not open to you"));
}
tl::unexpected<Error> lesson_over() {
  return refuse(Fault::conflict, "over", say("公开课已经结束", "the open class is over"));
}
Result<void> good_reason(const std::string& reason) {
  if (reason.empty() || reason.size() > 2000)
    return wrong_field("reason", say("请说明原因，不超过 600 字", "give a reason of at most 600 letters"));
  return {};
}

std::unique_ptr<Classroom> make_classroom(Around around) {
  return std::make_unique<ClassroomService>(std::move(around));
}

ClassroomService::ClassroomService(Around around) : around_(std::move(around)) {
  if (!around_.now) around_.now = [] { return static_cast<int64_t>(std::time(nullptr)); };
}

ClassroomService::Asker ClassroomService::asker(const Actor& actor) const {
  const auto person = actor.account.empty() ? std::nullopt : around_.staff.person_of(actor.account);
  return {actor, person.value_or(PersonId{}), Sight{actor, around_.places}};
}

void ClassroomService::know(db::Session& session, Asker& who, std::optional<Date> from, std::optional<Date> to) const {
  for (const auto& one : store::taking_part(session, from, to)) {
    who.part[one.lesson_id].insert(one.school_id);
    who.classes[one.lesson_id] += one.agreed;
  }
  if (!who.sight.at_home()) return;
  if (!who.person.empty())
    for (auto& one : store::hosted_by(session, who.person)) who.hosted.insert(std::move(one));
  for (auto& one : store::followed_by(session, who.actor.account)) who.followed.insert(std::move(one));
}

void ClassroomService::know_of(db::Session& session, Asker& who, const std::string& id) const {
  for (const auto& one : store::classes(session, id)) {
    who.part[id].insert(one.school_id);
    who.classes[id] += !one.agreed_at.empty();
  }
  if (!who.sight.at_home()) return;
  const auto hosts_here = store::hosts(session, id);
  if (!who.person.empty() && std::ranges::count(hosts_here, who.person, &store::HostRow::person_id))
    who.hosted.insert(id);
  if (store::follows(session, id, who.actor.account)) who.followed.insert(id);
}

bool ClassroomService::manages(const Actor& actor, const OrgId& org) const {
  return may(actor, Right::library_review, org, around_.places);
}

bool ClassroomService::hosts(const Asker& who, const Row& row) const {
  if (!who.sight.at_home()) return false;
  if (!who.person.empty() && (row.teacher_id == who.person || who.hosted.contains(row.id))) return true;
  return manages(who.actor, row.org_id);
}

bool ClassroomService::sees(Asker& who, const Row& row) const {
  if (who.sight.sees(row.org_id, row.audience) || hosts(who, row)) return true;
  const auto part = who.part.find(row.id);
  return part != who.part.end() &&
         std::ranges::any_of(part->second, [&](const OrgId& school) { return who.sight.belongs_to(school); });
}

bool ClassroomService::is_own(const Asker& who, const Row& row) const {
  if (!who.sight.at_home()) return false;
  if (!who.person.empty() && row.teacher_id == who.person) return true;
  if (who.hosted.contains(row.id) || who.followed.contains(row.id)) return true;
  const auto part = who.part.find(row.id);
  return part != who.part.end() &&
         std::ranges::any_of(part->second, [&](const OrgId& school) { return who.sight.belongs_to(school); });
}

std::string ClassroomService::when(const Row& row) const {
  return fmt::format("{} {}–{}", row.on_day.text(), zone::text_of(static_cast<int>(row.from_minute)),
                     zone::text_of(static_cast<int>(row.to_minute)));
}

ClassroomService::Names ClassroomService::names(db::Session& session) const {
  Names made;
  for (auto& one : store::all_series(session)) made.series.emplace(one.id, std::move(one.title));
  return made;
}

OpenLesson ClassroomService::shown(db::Session& session, const Row& row, const Asker& who) const {
  Names of_one;
  if (!row.series_id.empty())
    if (auto known = store::series(session, row.series_id)) of_one.series.emplace(known->id, std::move(known->title));
  return shown(row, who, of_one);
}

OpenLesson ClassroomService::shown(const Row& row, const Asker& who, Names& names) const {
  auto [teacher, fresh] = names.teachers.try_emplace(row.teacher_id);
  if (fresh)
    if (auto found = around_.staff.teacher(row.teacher_id)) teacher->second = std::move(*found);
  OpenLesson made;
  made.id = row.id;
  made.org_id = row.org_id;
  made.org = around_.places.name_of(row.org_id);
  made.title = row.title;
  made.subject = row.subject;
  made.grade = row.grade;
  if (who.sight.at_home()) made.teacher_id = row.teacher_id;
  made.teacher = teacher->second.name;
  made.teacher_school = teacher->second.school;
  made.room = row.room;
  made.on = row.on_day;
  made.from = zone::text_of(static_cast<int>(row.from_minute));
  made.to = zone::text_of(static_cast<int>(row.to_minute));
  made.begins_at = row.begins_at;
  made.ends_at = row.ends_at;
  made.kind = row.kind;
  made.about = row.about;
  made.audience = row.audience;
  made.state = state_at(row, now());
  made.reason = row.reason;
  made.series_id = row.series_id;
  if (const auto found = names.series.find(row.series_id); found != names.series.end()) made.series = found->second;
  made.started_at = happened(row.started_at);
  made.ended_at = happened(row.ended_at);
  if (const auto found = who.classes.find(row.id); who.sight.at_home() && found != who.classes.end())
    made.classes = found->second;
  made.may_host = hosts(who, row);
  made.follows = who.followed.contains(row.id);
  return made;
}

LessonList ClassroomService::listed(db::Session& session, Asker& who, const LessonQuery& query,
                                    const std::function<bool(const Row&)>& wanted) const {
  LessonList made;
  know(session, who, query.from, query.to);
  auto known = names(session);
  const auto show = query.show.value_or(LessonShow::all);
  const auto least = std::max<int64_t>(query.skip, 0), most = std::clamp<int64_t>(query.limit, 1, most_shown);
  // What is over by itself is still open in the store until the next round: both lists look at the state of now.
  const auto fits = [&](LessonState state) {
    if (show == LessonShow::all) return true;
    if (show == LessonShow::over) return state == LessonState::ended;
    if (show == LessonShow::live) return state == LessonState::live;
    return state != LessonState::ended && state != LessonState::cancelled;
  };
  for (const auto& row : store::lessons(session, show, query.from, query.to)) {
    if (!fits(state_at(row, now())) || !wanted(row)) continue;
    if (!query.subject.empty() && row.subject != query.subject) continue;
    if (!query.grade.empty() && row.grade != query.grade) continue;
    if (query.kind && row.kind != *query.kind) continue;
    if (query.audience && row.audience != *query.audience) continue;
    if (!query.series.empty() && row.series_id != query.series) continue;
    if (query.org && row.org_id != *query.org && !around_.places.within(row.org_id, *query.org)) continue;
    if (query.mine && !is_own(who, row)) continue;
    if (!query.q.empty() && row.title.find(query.q) == std::string::npos) {
      auto [teacher, fresh] = known.teachers.try_emplace(row.teacher_id);
      if (fresh)
        if (auto found = around_.staff.teacher(row.teacher_id)) teacher->second = std::move(*found);
      if (teacher->second.name.find(query.q) == std::string::npos) continue;
    }
    if (made.total >= least && static_cast<int64_t>(made.items.size()) < most)
      made.items.push_back(shown(row, who, known));
    ++made.total;
  }
  return made;
}

Result<LessonList> ClassroomService::lessons(const Actor& actor, const LessonQuery& query) {
  auto who = asker(actor);
  return around_.database.read([&](db::Session& session) {
    return listed(session, who, query,
                  [&](const Row& row) { return row.state != LessonState::cancelled && sees(who, row); });
  });
}

Result<LessonList> ClassroomService::hosted(const Actor& actor, const OrgId& org, const LessonQuery& query) {
  auto who = asker(actor);
  return around_.database.read([&](db::Session& session) {
    return listed(session, who, query,
                  [&](const Row& row) { return row.org_id == org || around_.places.within(row.org_id, org); });
  });
}

Result<store::LessonRow> ClassroomService::seen_row(db::Session& session, Asker& who, const std::string& id) const {
  auto row = store::lesson(session, id);
  if (!row) return no_lesson();
  know_of(session, who, id);
  if (!sees(who, *row)) return no_lesson();
  return std::move(*row);
}

Result<store::LessonRow> ClassroomService::host_row(db::Session& session, Asker& who, const std::string& id) const {
  DOORSTEP_LET(row, seen_row(session, who, id));
  if (!hosts(who, row))
    return refuse(Fault::forbidden, "not-host",
                  say("只有授课教师、协同主持人和主办单位的管理人员可以这样做",
                      "only the teacher, co-hosts and who looks after the host’s lessons may do that"));
  return std::move(row);
}

Result<OpenLessonFile> ClassroomService::changed(const Actor& actor, const std::string& id, const char* action,
                                                 const Work& work) {
  auto who = asker(actor);
  bool moved = false;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, host_row(session, who, id));
    const auto before = row;
    DOORSTEP_TRY(work(session, row));
    moved = row.state != before.state;
    auto differs = audit::changes(before, row);
    if (differs.empty()) return {};
    store::set(session, row);
    around_.trail.append(session, actor, {action, "open-class", row.id, row.org_id, std::move(differs)});
    return {};
  });
  if (!done) return pass_on(done);
  if (moved) say_moved(id);
  return lesson(actor, id);
}

Result<OpenLessonFile> ClassroomService::lesson(const Actor& actor, const std::string& id) {
  auto who = asker(actor);
  std::vector<store::HostRow> cohosts;
  std::vector<store::ReceivingRow> classes;
  auto made = around_.database.read([&](db::Session& session) -> Result<OpenLessonFile> {
    DOORSTEP_LET(row, seen_row(session, who, id));
    OpenLessonFile file;
    file.lesson = shown(session, row, who);
    file.live_asked = row.live_asked;
    file.manages = who.sight.at_home() && manages(actor, row.org_id);
    file.keys_from = row.begins_at - keys_before;
    file.keys_until = row.ends_at + keys_after;
    for (const auto& one : store::sources(session, id)) {
      file.pictures.push_back(one.name);
      if (file.lesson.may_host)
        file.sources.push_back(
            {one.name, one.sending, happened(one.came_at), happened(one.went_at), one.made_by, one.made_at});
    }
    if (file.lesson.may_host && !row.consent.empty())
      file.consent = LessonConsent{row.consent, row.consent_by, row.consent_at};
    if (who.sight.at_home()) {
      cohosts = store::hosts(session, id);
      classes = store::classes(session, id);
    }
    return file;
  });
  if (!made) return made;
  for (const auto& one : cohosts) {
    const auto teacher = around_.staff.teacher(one.person_id);
    made->hosts.push_back({one.person_id, teacher ? teacher->name : "", teacher ? teacher->school : "", one.by_name});
  }
  std::map<OrgId, std::map<ClassId, int64_t>> rolls;
  for (const auto& one : classes) {
    ReceivingClass shown_class{one.id,
                               one.school_id,
                               around_.places.name_of(one.school_id),
                               one.class_id,
                               one.class_title,
                               {},
                               one.asked_by,
                               one.asked_at,
                               one.agreed_by,
                               one.agreed_at,
                               may(actor, Right::library_work, one.school_id, around_.places)};
    if (!one.class_id.empty() && (shown_class.own || made->lesson.may_host)) {
      const auto [roll, fresh] = rolls.try_emplace(one.school_id);
      if (fresh)
        if (const auto found = around_.registry.classes(one.school_id, Date::today()))
          for (const auto& of : *found) roll->second.emplace(of.id, of.students);
      if (const auto found = roll->second.find(one.class_id); found != roll->second.end())
        shown_class.students = found->second;
    }
    made->classes.push_back(std::move(shown_class));
  }
  return made;
}

Result<LessonSeries> ClassroomService::series(const Actor& actor, const std::string& id) {
  auto who = asker(actor);
  return around_.database.read([&](db::Session& session) -> Result<LessonSeries> {
    const auto row = store::series(session, id);
    LessonSeries made;
    if (row) {
      know(session, who, {}, {});
      auto known = names(session);
      made = {row->id, row->title, around_.places.name_of(row->org_id), row->org_id, {}};
      for (const auto& one : store::in_series(session, id))
        if (one.state != LessonState::cancelled && sees(who, one)) made.lessons.push_back(shown(one, who, known));
    }
    if (made.lessons.empty())
      return refuse(Fault::not_found, "series-unknown",
                    say("没有这个系列，或不对您开放", "there is no such series, or it is not open to you"));
    return made;
  });
}

Result<OpenLesson> ClassroomService::follow(const Actor& actor, const std::string& id, bool follows) {
  auto who = asker(actor);
  return around_.database.write([&](db::Session& session) -> Result<OpenLesson> {
    DOORSTEP_LET(row, seen_row(session, who, id));
    if (follows)
      store::follow(session, id, actor.account);
    else
      store::unfollow(session, id, actor.account);
    auto made = shown(session, row, who);
    made.follows = follows;
    return made;
  });
}

Result<Watched> ClassroomService::watch(const Actor& actor, const std::string& id) {
  auto who = asker(actor);
  return around_.database.read([&](db::Session& session) -> Result<Watched> {
    DOORSTEP_LET(row, seen_row(session, who, id));
    Watched made{row.id, row.title, state_at(row, now()), row.started_at, row.ended_at, {}, hosts(who, row)};
    for (auto& one : store::sources(session, id)) made.sources.push_back(std::move(one.name));
    return made;
  });
}

std::optional<Standing> ClassroomService::standing(const std::string& id) {
  return around_.database.read([&](db::Session& session) -> std::optional<Standing> {
    const auto row = store::lesson(session, id);
    if (!row) return {};
    return Standing{state_at(*row, now()), row->started_at, row->title};
  });
}

}  // namespace doorstep::classroom
