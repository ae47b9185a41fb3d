// Resources of the library beside an assignment.
#include <algorithm>

#include "service.h"
#include "store_materials.h"

namespace doorstep::assignments {
namespace {

// What the trail says.
struct MaterialsTrace {
  std::string resources;  // ids by commas
};
BOOST_DESCRIBE_STRUCT(MaterialsTrace, (), (resources))

std::string ids_of(const std::vector<store::MaterialRow>& rows) {
  std::string made;
  for (const auto& row : rows) made += (made.empty() ? "" : ",") + row.resource_id;
  return made;
}

WorkMaterials shown_of(const std::vector<store::MaterialRow>& rows) {
  WorkMaterials made;
  for (const auto& row : rows) made.items.push_back({row.item, row.resource_id, row.title});
  return made;
}

}  // namespace

Result<WorkMaterials> AssignmentsService::materials(const Actor& actor, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<WorkMaterials> {
    DOORSTEP_TRY(readable(session, actor, id));
    return shown_of(store::materials(session, id));
  });
}

Result<WorkMaterials> AssignmentsService::set_materials(const Actor& actor, const std::string& id,
                                                        const NewMaterials& wanted) {
  if (wanted.items.size() > most_materials)
    return wrong("items", say("最多 {} 个资源", "at most {} resources", most_materials));
  std::vector<store::MaterialRow> before;
  bool given = false;
  const auto known = around_.database.read([&](db::Session& session) -> Result<SetWork> {
    before = store::materials(session, id);
    return owned(session, actor, id);
  });
  if (!known) return tl::unexpected<Error>(known.error());
  if (known->row.state == WorkState::returned)
    return refuse(Fault::conflict, "returned", say("作业已返还，不能再改", "it was returned and stays as it is"));
  given = known->row.state == WorkState::given;
  std::vector<store::MaterialRow> rows;
  for (size_t at = 0; at < wanted.items.size(); ++at) {
    const auto& one = wanted.items[at];
    const auto field = "items/" + std::to_string(at);
    if (one.item != 0 && !known->at(one.item)) return wrong(field, say("没有这道题", "there is no such question"));
    const auto same = [&](const store::MaterialRow& row) {
      return row.item == one.item && row.resource_id == one.resource_id;
    };
    if (std::ranges::any_of(rows, same)) continue;
    auto title = around_.resources.title_of ? around_.resources.title_of(actor, one.resource_id) : std::nullopt;
    // What stood there already stays, whether or not it is still shared with who set it.
    if (!title)
      if (const auto had = std::ranges::find(before, one.resource_id, &store::MaterialRow::resource_id);
          had != before.end())
        title = had->title;
    if (!title) return wrong(field, say("资源不存在或未与你共享", "the resource is not there, or not shared with you"));
    rows.push_back({id, one.item, static_cast<int64_t>(at) + 1, one.resource_id, std::move(*title)});
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_TRY(owned(session, actor, id));
    store::set_materials(session, id, rows);
    around_.trail.append(session, actor,
                         {"assignment-materials-set", "assignment", id, known->row.org_id,
                          audit::changes(MaterialsTrace{ids_of(before)}, MaterialsTrace{ids_of(rows)})});
    return {};
  });
  if (!done) return pass_on(done);
  if (given) {
    std::set<std::string> fresh;
    for (const auto& row : rows)
      if (std::ranges::find(before, row.resource_id, &store::MaterialRow::resource_id) == before.end())
        fresh.insert(row.resource_id);
    note_uses(actor, *known, fresh);
  }
  return shown_of(rows);
}

void AssignmentsService::note_uses(const Actor& actor, const SetWork& of, const std::set<std::string>& resources) {
  if (!around_.resources.use || resources.empty()) return;
  const auto classes = around_.database.read([&](db::Session& session) { return store::classes(session, of.row.id); });
  const auto what = say("作业：{}", "Assignment: {}", of.row.title).in(actor.language);
  for (const auto& resource : resources)
    for (const auto& one : classes) around_.resources.use(actor, resource, one.school_id, one.class_id, what);
}

void AssignmentsService::note_uses(const Actor& actor, const std::string& id) {
  std::set<std::string> all;
  const auto of = around_.database.read([&](db::Session& session) {
    for (const auto& row : store::materials(session, id)) all.insert(row.resource_id);
    return set_work(session, id);
  });
  if (of) note_uses(actor, *of, all);
}

Result<ChildMaterials> AssignmentsService::child_materials(const Actor& actor, const PersonId& child,
                                                           const std::string& id) {
  ChildMaterials made;
  OrgId school;
  std::vector<store::MaterialRow> rows;
  auto found = around_.database.read([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(sits, sitting(session, actor, child, id));
    if (now() < sits.of.row.opens_at) return {};
    school = sits.child.school_id;
    for (const auto& one : store::classes(session, id))
      if (one.class_id == sits.class_id) school = one.school_id;
    rows = store::materials(session, id);
    return {};
  });
  if (!found) return pass_on(found);
  for (const auto& row : rows) {
    ChildMaterial one{row.item, row.resource_id, row.title, "", false, {}};
    auto item = around_.resources.seen_by ? around_.resources.seen_by(school, row.resource_id) : std::nullopt;
    if (item) {
      one.may_open = true;
      one.title = std::move(item->title);
      one.url = std::move(item->url);
      one.files = std::move(item->files);
    }
    made.items.push_back(std::move(one));
  }
  return made;
}

Result<std::string> AssignmentsService::child_file(const Actor& actor, const PersonId& child, const std::string& id,
                                                   const std::string& resource, const std::string& file) {
  DOORSTEP_LET(all, child_materials(actor, child, id));
  for (const auto& one : all.items)
    if (one.resource_id == resource && std::ranges::find(one.files, file, &FileInfo::id) != one.files.end())
      return file;
  return refuse(Fault::not_found, "file-unknown", say("没有这个文件", "there is no such file"));
}

}  // namespace doorstep::assignments
