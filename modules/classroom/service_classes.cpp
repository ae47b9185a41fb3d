// Who hosts beside the teacher, and which classes of other schools take part.
#include <algorithm>

#include "service.h"

namespace doorstep::classroom {
namespace {

constexpr size_t most_hosts = 20, most_classes = 200;

tl::unexpected<Error> no_class() {
  return refuse(Fault::not_found, "receiving-unknown", say("没有这个接收班级", "no such class takes part"));
}

}  // namespace

Result<OpenLessonFile> ClassroomService::add_host(const Actor& actor, const std::string& id, const PersonId& person) {
  const auto teacher = around_.staff.teacher(person);
  return changed(actor, id, "lesson-host-added", [&](db::Session& session, Row& row) -> Result<void> {
    if (!teacher || !teacher->serves || !serves(row.org_id, teacher->school_id))
      return wrong_field("person", say("协同主持人应在主办单位或其集团学校任职",
                                       "co-hosts serve at the host or a school of its group"));
    const auto known = store::hosts(session, id);
    if (person == row.teacher_id || std::ranges::count(known, person, &store::HostRow::person_id)) return {};
    if (known.size() >= most_hosts)
      return wrong_field("person", say("最多 {} 位协同主持人", "at most {} co-hosts", most_hosts));
    const store::HostRow made{id, person, actor.name, now_utc()};
    store::add(session, made);
    around_.trail.append(session, actor, {"lesson-host-added", "open-class", id, row.org_id, audit::added(made)});
    return {};
  });
}

Result<void> ClassroomService::remove_host(const Actor& actor, const std::string& id, const PersonId& person) {
  auto who = asker(actor);
  return around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, host_row(session, who, id));
    if (!store::drop_host(session, id, person))
      return refuse(Fault::not_found, "host-unknown", say("不是协同主持人", "is no co-host"));
    around_.trail.append(
        session, actor,
        {"lesson-host-removed", "open-class", id, row.org_id, {{"person_id", {json::text(person)}, {}}}});
    return {};
  });
}

Result<std::vector<LessonClass>> ClassroomService::classes_of(const OrgId& school) {
  DOORSTEP_LET(known, around_.registry.classes(school, Date::today()));
  std::vector<LessonClass> made;
  for (auto& one : known) made.push_back({one.id, one.title, one.grades, one.students});
  return std::move(made);
}

Result<OpenLessonFile> ClassroomService::receive(const Actor& actor, const std::string& id,
                                                 const ReceivingWish& wanted) {
  auto who = asker(actor);
  const bool own = may(actor, Right::library_work, wanted.school_id, around_.places);
  const auto class_id = wanted.class_id.value_or(ClassId{});
  std::string title;
  if (!class_id.empty()) {
    const auto classes = around_.registry.classes(wanted.school_id, Date::today());
    if (!classes) return tl::unexpected<Error>(classes.error());
    const auto found = std::ranges::find(*classes, class_id, &registry::ClassSummary::id);
    if (found == classes->end())
      return wrong_field("class_id", say("这所学校没有这个班级", "the school has no such class"));
    title = found->title;
  }
  Row row;
  bool asked = false;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(seen, seen_row(session, who, id));
    row = seen;
    if (row.state == LessonState::cancelled || state_at(row, now()) == LessonState::ended) return lesson_over();
    if (wanted.school_id == row.org_id)
      return wrong_field("school_id", say("接收班级应来自其他学校", "receiving classes are of other schools"));
    const auto known = store::classes(session, id);
    if (known.size() >= most_classes)
      return wrong_field("class_id", say("最多 {} 个接收班级", "at most {} classes", most_classes));
    const auto open = std::ranges::find_if(known, [&](const store::ReceivingRow& one) {
      return one.school_id == wanted.school_id && one.class_id.empty();
    });
    if (class_id.empty()) {
      // A school is asked by a host, once.
      if (!hosts(who, row))
        return refuse(Fault::forbidden, "not-host",
                      say("只有主持人可以邀请学校；本校参加请选择班级",
                          "only hosts ask schools; to take part with your own, choose a class"));
      if (around_.places.name_of(wanted.school_id).empty())
        return wrong_field("school_id", say("没有这所学校", "there is no such school"));
      if (open != known.end()) return {};
      const store::ReceivingRow made{new_uuid(), id, wanted.school_id, {}, "", actor.name, actor.account, now_utc(), "",
                                     {},         ""};
      store::put(session, made);
      asked = true;
      around_.trail.append(session, actor,
                           {"lesson-school-asked", "open-class", id, wanted.school_id, audit::added(made)});
      return {};
    }
    if (!own)
      return refuse(Fault::forbidden, "not-your-school",
                    say("班级由其学校的校长或教师报名", "a principal or teacher of the school signs its classes up"));
    if (std::ranges::count(known, class_id, &store::ReceivingRow::class_id)) return {};
    auto made =
        open == known.end()
            ? store::ReceivingRow{new_uuid(), id, wanted.school_id, {}, "", actor.name, actor.account, now_utc(), "",
                                  {},         ""}
            : *open;
    made.class_id = class_id;
    made.class_title = title;
    made.agreed_by = actor.name;
    made.agreed_account = actor.account;
    made.agreed_at = now_utc();
    store::put(session, made);
    around_.trail.append(session, actor,
                         {"lesson-class-signed-up", "open-class", id, wanted.school_id, audit::added(made)});
    return {};
  });
  if (!done) return pass_on(done);
  if (asked) tell_asked(row, wanted.school_id);
  return lesson(actor, id);
}

Result<void> ClassroomService::let_go(const Actor& actor, const std::string& id, const std::string& part) {
  auto who = asker(actor);
  return around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, seen_row(session, who, id));
    const auto known = store::classes(session, id);
    const auto found = std::ranges::find(known, part, &store::ReceivingRow::id);
    if (found == known.end()) return no_class();
    if (!hosts(who, row) && !may(actor, Right::library_work, found->school_id, around_.places))
      return refuse(Fault::forbidden, "not-your-school",
                    say("班级由其学校或主持人退出", "its school or a host signs a class off"));
    if (state_at(row, now()) == LessonState::ended)
      return refuse(Fault::conflict, "over", say("已结束的课，名单不再改", "the roll of a lesson that is over stays"));
    store::drop_class(session, part);
    around_.trail.append(session, actor,
                         {"lesson-class-signed-off", "open-class", id, found->school_id, audit::removed(*found)});
    return {};
  });
}

}  // namespace doorstep::classroom
