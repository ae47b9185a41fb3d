// Who is where, and what a child's guardians agreed to.
#include <algorithm>
#include <set>

#include "service.h"

namespace doorstep::tools {

Result<bool> ToolsService::is_group(const OrgId& org) {
  if (around_.registry.group(org)) return true;
  if (around_.registry.school(org, std::nullopt)) return false;
  return refuse(Fault::not_found, "org-unknown", say("没有这个集团或学校", "there is no such group or school"));
}

Result<bool> ToolsService::may_switch(const Actor& actor, const OrgId& org) {
  DOORSTEP_LET(group, is_group(org));
  return may(actor, group ? Right::group_run : Right::register_write, org, around_.places);
}

std::optional<Placed> ToolsService::placed(db::Session& session, const std::string& context) const {
  auto row = store::context(session, context);
  if (!row) return {};
  auto deployment = store::deployment(session, row->deployment_id);
  auto tool = deployment ? store::tool(session, deployment->tool_id) : std::nullopt;
  if (!tool) return {};
  return Placed{std::move(*row), std::move(*deployment), std::move(*tool)};
}

bool ToolsService::teaches(const Actor& actor, const OrgId& school, const ClassId& of_class) {
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return false;
  bool found = false;
  const auto today = Date::today();
  around_.registry.each_enrolment({false, {school}}, [&](const registry::EnrolmentRow& row) {
    found = found ||
            (row.class_id == of_class && row.person_id == *person && row.role == "teacher" && holds_on(row, today));
  });
  return found;
}

std::string ToolsService::side_of(const Actor& actor, const store::ContextRow& context) {
  const auto switches = may_switch(actor, context.org_id);
  if (!switches) return may(actor, Right::import_run, context.org_id, around_.places) ? "office" : "";
  switch (context.place) {
    case ToolPlace::page:
      if (*switches) return "manager";
      return may(actor, Right::group_read, context.org_id, around_.places) ? "teacher" : "";
    case ToolPlace::school_class: {
      const ClassId of_class{context.of_id};
      const auto school = around_.registry.school_of_class(of_class);
      if (!school) return "";
      if (teaches(actor, *school, of_class)) return "teacher";
      return may(actor, Right::register_write, *school, around_.places) ? "manager" : "";
    }
    case ToolPlace::course: {
      const auto course = around_.course_of(actor, context.org_id, context.of_id);
      if (course && (course->may_change || course->may_teach)) return "teacher";
      return *switches ? "manager" : "";
    }
    case ToolPlace::assignment: {
      const auto work = around_.work_of(actor, context.org_id, context.of_id);
      return !work ? "" : work->may_teach ? "teacher" : "manager";
    }
  }
  return "";
}

bool ToolsService::may_place(const Actor& actor, const store::ContextRow& context) {
  if (context.place == ToolPlace::assignment) {  // who set it, and nobody else
    const auto work = around_.work_of(actor, context.org_id, context.of_id);
    return work && work->may_change;
  }
  const auto side = side_of(actor, context);
  return side == "manager" || (side == "teacher" && context.place != ToolPlace::page);
}

std::vector<PersonId> ToolsService::learners(const store::ContextRow& context) {
  if (context.place == ToolPlace::course) return around_.in_course(context.org_id, context.of_id);
  if (context.place == ToolPlace::assignment) return around_.in_work(context.of_id);
  std::vector<PersonId> made;
  if (context.place != ToolPlace::school_class) return made;
  if (const auto students = around_.registry.students({context.of_id}, std::nullopt))
    for (const auto& one : *students) made.push_back(one.id);
  return made;
}

bool ToolsService::has_learner(const store::ContextRow& context, const PersonId& child) {
  const auto all = learners(context);
  return std::ranges::find(all, child) != all.end();
}

bool ToolsService::agreed(const PersonId& child, const std::string& tool) {
  if (!around_.children.guardian_gave(child, platforms_purpose)) return false;
  const auto stops = around_.database.read([&](db::Session& session) { return store::stops(session, child); });
  return std::ranges::none_of(stops, [&](const store::StopRow& one) { return one.tool_id == tool; });
}

std::vector<Someone> ToolsService::people_of(const Placed& at) {
  std::vector<Someone> made;
  for (const auto& child : learners(at.context)) {
    if (!agreed(child, at.tool.id)) continue;
    const auto pupil = around_.registry.pupil(child);
    if (pupil) made.push_back({child, {}, pupil->name, "learner"});
  }
  if (at.context.place == ToolPlace::school_class) {
    const auto school = around_.registry.school_of_class({at.context.of_id});
    std::set<PersonId> teachers;
    const auto today = Date::today();
    if (school)
      around_.registry.each_enrolment({false, {*school}}, [&](const registry::EnrolmentRow& row) {
        if (row.class_id.value == at.context.of_id && row.role == "teacher" && holds_on(row, today))
          teachers.insert(row.person_id);
      });
    for (const auto& one : teachers)
      if (const auto account = around_.staff.account_of(one)) {
        const auto teacher = around_.staff.teacher(one);
        made.push_back({{}, *account, teacher ? teacher->name : std::string{}, "teacher"});
      }
  }
  return made;
}

std::vector<store::ContextRow> ToolsService::contexts_of_child(const children::TiedChild& child) {
  const auto pupil = around_.registry.pupil(child.id);
  std::vector<store::ContextRow> made;
  if (!pupil || pupil->school_id.empty()) return made;
  const auto courses = around_.database.read([&](db::Session& session) {
    if (!pupil->class_id.empty()) made = store::contexts_of(session, ToolPlace::school_class, pupil->class_id.value);
    return store::contexts_of_courses(session);
  });
  const auto groups = around_.places.groups_of(pupil->school_id);
  for (const auto& one : courses) {
    const bool near = one.org_id == pupil->school_id || std::ranges::find(groups, one.org_id) != groups.end();
    if (near && has_learner(one, child.id)) made.push_back(one);
  }
  const auto works = around_.works_of_child(child.id);
  around_.database.read([&](db::Session& session) {
    for (const auto& work : works)
      for (auto& one : store::contexts_of(session, ToolPlace::assignment, work)) made.push_back(std::move(one));
  });
  return made;
}

ToolChild ToolsService::shown(const children::TiedChild& child, const std::vector<store::ContextRow>& contexts,
                              bool whole) {
  ToolChild of;
  of.id = child.id;
  of.name = child.name;
  of.of_class = child.of_class;
  of.self = child.relation == children::Relation::self;
  of.agreed = around_.children.guardian_gave(child.id, platforms_purpose);
  around_.database.read([&](db::Session& session) {
    std::set<std::string> stopped;
    for (const auto& one : store::stops(session, child.id)) stopped.insert(one.tool_id);
    std::set<std::string> known;
    for (const auto& context : contexts) {
      const auto at = placed(session, context.id);
      if (!at || !at->on()) continue;
      auto links = store::links(session, context.id);
      if (links.empty()) continue;
      if (known.insert(at->tool.id).second)
        of.tools.push_back({at->tool.id, title_of(at->tool), at->tool.about, at->tool.tells_child_names,
                            stopped.contains(at->tool.id)});
      for (const auto& link : links) of.links.push_back(shown(session, *at, link));
    }
    for (const auto& subject : store::subjects_of(session, child.id))
      for (const auto& score : store::scores_of(session, subject.id)) {
        const auto line = store::line(session, score.line_id);
        const auto at = line ? placed(session, line->context_id) : std::nullopt;
        if (!at || !(whole || std::ranges::count(contexts, at->context.id, &store::ContextRow::id))) continue;
        ChildScore one{title_of(at->tool), at->context.title, line->label, line->maximum, {}, score.words, score.at};
        if (score.given && score.maximum && score.grading == "FullyGraded")
          one.points = *score.given / *score.maximum * line->maximum;
        of.scores.push_back(std::move(one));
      }
    std::ranges::stable_sort(of.scores, std::ranges::greater{}, &ChildScore::at);
  });
  return of;
}

Result<ToolChild> ToolsService::own_beside(const Actor& actor, const PersonId& child, const std::string& assignment) {
  const auto tied = around_.children.tied(actor, child);
  if (!tied) return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "this child is not yours"));
  auto contexts = around_.database.read(
      [&](db::Session& session) { return store::contexts_of(session, ToolPlace::assignment, assignment); });
  std::erase_if(contexts, [&](const store::ContextRow& one) { return !has_learner(one, child); });
  return shown(*tied, contexts, false);
}

OwnTools ToolsService::own(const Actor& actor) {
  OwnTools made;
  for (const auto& child : around_.children.tied(actor))
    made.children.push_back(shown(child, contexts_of_child(child), true));
  return made;
}

Result<OwnTools> ToolsService::stop(const Actor& actor, const PersonId& child, const std::string& tool, bool stopped) {
  const auto tied = around_.children.tied(actor, child);
  if (!tied) return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "this child is not yours"));
  if (tied->relation != children::Relation::guardian)
    return refuse(Fault::forbidden, "guardian-decides", say("由监护人决定", "this is for a guardian to decide"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::tool(session, tool);
    if (!row) return no_tool();
    if (stopped)
      store::put(session, store::StopRow{tool, child, actor.name, now_utc()});
    else
      store::drop_stop(session, tool, child);
    around_.trail.append(session, actor,
                         {stopped ? "tool-stopped" : "tool-allowed",
                          "person",
                          child.value,
                          tied->school_id,
                          {{"tool_id", {}, {json::text(tool)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<int64_t> ToolsService::forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting,
                                     bool dry) {
  if (dry)
    return around_.database.read([&](db::Session& session) -> Result<int64_t> {
      int64_t count = 0;
      for (const auto& one : people) count += store::kept_of(session, one);
      return count;
    });
  return around_.database.write([&](db::Session& session) -> Result<int64_t> {
    int64_t count = 0;
    for (const auto& one : people) {
      const auto gone = store::forget(session, one);
      count += gone;
      if (gone > 0) around_.trail.append(session, actor, {"tools-forgotten", "person", one.value, {}, {}});
    }
    return count;
  });
}

}  // namespace doorstep::tools
