// Where tools are used: switched on at a group or school, linked to in classes, courses and on its page.
#include <algorithm>
#include <map>

#include "service.h"

namespace doorstep::tools {
namespace {

tl::unexpected<Error> not_yours() {
  return refuse(Fault::forbidden, "not-yours",
                say("由任课教师、课程所属学校的老师、布置作业的老师（返还之前）或管理者设置",
                    "this is set by who teaches there, owns the course, set the assignment (until it is returned) or "
                    "looks after the place"));
}

}  // namespace

ToolLink ToolsService::shown(db::Session& session, const Placed& at, const store::LinkRow& row) const {
  ToolLink made;
  made.id = row.id;
  made.tool_id = at.tool.id;
  made.tool = title_of(at.tool);
  made.place = at.context.place;
  if (at.context.place != ToolPlace::page) {
    made.of_id = at.context.of_id;
    made.of = at.context.title;
  }
  made.unit_id = row.unit_id;
  made.title = row.title;
  made.works = at.on();
  made.scores = static_cast<int64_t>(store::lines(session, at.context.id).size());
  return made;
}

std::optional<store::DeploymentRow> ToolsService::working(db::Session& session, const store::ToolRow& tool,
                                                          const OrgId& org) const {
  if (tool.state != ToolState::on) return {};
  auto own = store::deployment(session, tool.id, org);
  if (own && own->is_on) return own;
  for (const auto& group : around_.places.groups_of(org)) {
    auto of_group = store::deployment(session, tool.id, group);
    if (of_group && of_group->is_on) return of_group;
  }
  return {};
}

Result<OrgTools> ToolsService::at(const Actor& actor, const OrgId& org) { return listed(actor, org, ""); }

Result<OrgTools> ToolsService::beside(const Actor& actor, const OrgId& org, const std::string& assignment) {
  DOORSTEP_TRY(around_.work_of(actor, org, assignment));
  return listed(actor, org, assignment);
}

Result<OrgTools> ToolsService::listed(const Actor& actor, const OrgId& org, const std::string& assignment) {
  DOORSTEP_LET(group, is_group(org));
  OrgTools made;
  made.org_id = org;
  made.org = around_.places.name_of(org);
  made.may_switch = may(actor, group ? Right::group_run : Right::register_write, org, around_.places);
  const auto district = around_.places.district_of(org);
  std::vector<std::pair<Placed, store::LinkRow>> found;
  around_.database.read([&](db::Session& session) {
    for (const auto& tool : store::tools(session, district)) {
      if (tool.state != ToolState::on) continue;
      ToolOffer offer{tool.id, title_of(tool), tool.about, tool.tells_names, tool.tells_child_names, false, false, {}};
      const auto own = store::deployment(session, tool.id, org);
      offer.is_on = own && own->is_on;
      if (own) offer.deployment_id = own->id;
      offer.by_group = !offer.is_on && working(session, tool, org).has_value();
      made.offers.push_back(std::move(offer));
    }
    auto contexts = assignment.empty() ? store::contexts_at(session, org)
                                       : store::contexts_of(session, ToolPlace::assignment, assignment);
    if (assignment.empty())
      std::erase_if(contexts, [](const store::ContextRow& one) { return one.place == ToolPlace::assignment; });
    for (const auto& context : contexts) {
      const auto at = placed(session, context.id);
      if (!at) continue;
      for (auto& row : store::links(session, context.id)) found.emplace_back(*at, std::move(row));
    }
  });
  std::ranges::stable_sort(made.offers, {}, [](const ToolOffer& one) { return one.title.zh; });
  std::map<std::string, std::pair<std::string, bool>> sides;  // by context
  for (auto& [at, row] : found) {
    auto side = sides.find(at.context.id);
    if (side == sides.end())
      side = sides.emplace(at.context.id, std::pair{side_of(actor, at.context), may_place(actor, at.context)}).first;
    if (side->second.first.empty()) continue;
    made.links.push_back(around_.database.read([&](db::Session& session) { return shown(session, at, row); }));
    made.links.back().may_remove = side->second.second;
  }
  if (group || !assignment.empty()) return made;
  if (const auto classes = around_.registry.classes(org, std::nullopt))
    for (const auto& one : *classes) {
      if (!made.may_switch && !teaches(actor, org, one.id)) continue;
      ToolClass of{one.id, one.title, one.students, 0};
      if (const auto students = around_.registry.students(one.id, std::nullopt))
        for (const auto& child : *students) of.agreed += around_.children.guardian_gave(child.id, platforms_purpose);
      made.classes.push_back(std::move(of));
    }
  return made;
}

Result<OrgTools> ToolsService::use(const Actor& actor, const OrgId& org, const std::string& tool, bool is_on) {
  DOORSTEP_LET(switches, may_switch(actor, org));
  if (!switches) return not_yours();
  const auto district = around_.places.district_of(org);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::tool(session, tool);
    if (!row || row->org_id != district) return no_tool();
    if (is_on && row->state != ToolState::on)
      return refuse(Fault::conflict, "tool-off",
                    say("教育局已停用这个工具", "the district has switched this tool off"));
    auto of =
        store::deployment(session, tool, org).value_or(store::DeploymentRow{new_uuid(), tool, org, false, {}, {}});
    of.is_on = is_on;
    of.by_name = actor.name;
    of.changed_at = now_utc();
    store::put(session, of);
    around_.trail.append(
        session, actor,
        {is_on ? "tool-deployed" : "tool-withdrawn", "tool", tool, org, {{"deployment_id", {}, {json::text(of.id)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return at(actor, org);
}

// The context that a new link stands in, made when there is none yet; the actor may put links there.
Result<store::ContextRow> ToolsService::place_for(const Actor& actor, const OrgId& org, const NewToolLink& wanted) {
  DOORSTEP_TRY(is_group(org));
  store::ContextRow row;
  row.place = wanted.place;
  row.org_id = org;
  row.of_id = wanted.of_id.value_or("");
  switch (wanted.place) {
    case ToolPlace::page:
      row.of_id = org.value;
      row.title = around_.places.name_of(org);
      break;
    case ToolPlace::school_class: {
      const auto classes = around_.registry.classes(org, std::nullopt);
      if (!classes) return wrong_tool("of_id", say("请选班级", "choose a class"));
      const auto found = std::ranges::find(*classes, ClassId{row.of_id}, &registry::ClassSummary::id);
      if (found == classes->end()) return wrong_tool("of_id", say("请选班级", "choose a class"));
      row.title = found->title;
      break;
    }
    case ToolPlace::course: {
      DOORSTEP_LET(course, around_.course_of(actor, org, row.of_id));
      if (wanted.unit_id && std::ranges::find(course.units, *wanted.unit_id) == course.units.end())
        return wrong_tool("unit_id", say("没有这个单元", "there is no such unit"));
      row.title = course.title;
      break;
    }
    case ToolPlace::assignment: {
      DOORSTEP_LET(work, around_.work_of(actor, org, row.of_id));
      row.title = work.title;
      break;
    }
  }
  if (!may_place(actor, row)) return not_yours();
  return around_.database.write([&](db::Session& session) -> Result<store::ContextRow> {
    const auto tool = store::tool(session, wanted.tool_id);
    const auto deployment = tool ? working(session, *tool, org) : std::nullopt;
    if (!deployment)
      return refuse(Fault::conflict, "tool-off",
                    say("这个工具没有启用，请先在外部工具页启用",
                        "this tool is not switched on here; switch it on on the page of tools first"));
    const auto known = store::context(session, deployment->id, row.place, row.of_id);
    row.id = known ? known->id : new_uuid();
    row.deployment_id = deployment->id;
    store::put(session, row);
    return row;
  });
}

Result<OrgTools> ToolsService::place(const Actor& actor, const OrgId& org, const NewToolLink& wanted) {
  if (wanted.title.empty() || wanted.title.size() > longest_title)
    return wrong_tool("title", say("请写名称，不超过 60 字", "give it a name of at most 200 letters"));
  const auto url = wanted.url.value_or("");
  if (!url.empty() && (url.size() > longest_url || !fetch::allowed(url)))
    return wrong_tool("url", say("工具内的地址应为 https:// 开头的完整地址，也可留空",
                                 "the address in the tool: a whole one that begins with https://, or none"));
  DOORSTEP_LET(context, place_for(actor, org, wanted));
  const store::LinkRow row{new_uuid(), context.id, wanted.unit_id.value_or(""), wanted.title, url, {}, actor.name,
                           now_utc(),  false};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::put(session, row);
    around_.trail.append(session, actor, {"tool-linked", "tool-link", row.id, org, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return listed(actor, org, context.place == ToolPlace::assignment ? context.of_id : "");
}

Result<OrgTools> ToolsService::remove(const Actor& actor, const OrgId& org, const std::string& link) {
  auto found = around_.database.read([&](db::Session& session) -> std::optional<std::pair<Placed, store::LinkRow>> {
    auto row = store::link(session, link);
    auto at = row && !row->gone ? placed(session, row->context_id) : std::nullopt;
    if (!at || at->context.org_id != org) return {};
    return std::pair{std::move(*at), std::move(*row)};
  });
  if (!found) return no_tool();
  if (!may_place(actor, found->first.context)) return not_yours();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto after = found->second;
    after.gone = true;
    store::put(session, after);
    around_.trail.append(session, actor, {"tool-unlinked", "tool-link", link, org, audit::removed(found->second)});
    return {};
  });
  if (!done) return pass_on(done);
  const auto& context = found->first.context;
  return listed(actor, org, context.place == ToolPlace::assignment ? context.of_id : "");
}

Result<ToolScores> ToolsService::scores(const Actor& actor, const OrgId& org, ToolPlace place, const std::string& of) {
  DOORSTEP_TRY(is_group(org));
  const auto contexts = around_.database.read([&](db::Session& session) {
    auto all = store::contexts_of(session, place, of);
    std::erase_if(all, [&](const store::ContextRow& one) { return one.org_id != org; });
    return all;
  });
  if (contexts.empty()) return no_tool();
  if (side_of(actor, contexts.front()).empty()) return not_yours();
  ToolScores made;
  made.org_id = org;
  made.org = around_.places.name_of(org);
  made.of = contexts.front().title;
  std::map<PersonId, ToolLine> lines;
  for (const auto& child : learners(contexts.front()))
    if (const auto pupil = around_.registry.pupil(child)) lines[child] = {child, pupil->name, {}};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& context : contexts) {
      const auto at = placed(session, context.id);
      if (!at) continue;
      for (const auto& column : store::lines(session, context.id)) {
        made.columns.push_back({column.id, column.label, column.maximum, title_of(at->tool)});
        for (const auto& score : store::scores(session, column.id)) {
          const auto subject = store::subject(session, score.subject_id);
          const auto line = subject ? lines.find(PersonId{subject->person_id}) : lines.end();
          if (line == lines.end()) continue;
          ToolCell cell{column.id, {}, score.words, score.at};
          if (score.given && score.maximum && score.grading == "FullyGraded")
            cell.points = *score.given / *score.maximum * column.maximum;
          line->second.cells.push_back(std::move(cell));
        }
      }
    }
    around_.trail.append(session, actor, {"people-read", "tool-scores", contexts.front().id, org, {}});
    return {};
  });
  if (!done) return pass_on(done);
  for (auto& [id, line] : lines) made.lines.push_back(std::move(line));
  std::ranges::stable_sort(made.lines, {}, &ToolLine::name);
  return made;
}

}  // namespace doorstep::tools
