// Who made a resource together with the account that shares it.
#include <algorithm>

#include "lists.h"
#include "service.h"

namespace doorstep::resources {
namespace {

constexpr size_t most_authors = 20, most_candidates = 20, longest_authors = 300;  // people, people, bytes

}  // namespace

bool ResourcesService::is_own(db::Session& session, const Actor& actor, const store::ResourceRow& row) const {
  if (leads(actor, row)) return true;
  const auto person = around_.staff.person_of(actor.account);
  return person && store::is_author(session, row.id, *person);
}

// Staff of the owner and of what it belongs to with others.
bool ResourcesService::may_be_author(const OrgId& owner, const staff::Teacher& teacher) const {
  const auto within = [&](const OrgId& org) {
    return teacher.school_id == org || around_.places.within(teacher.school_id, org);
  };
  if (!teacher.serves) return false;
  return within(owner) || std::ranges::any_of(around_.places.groups_of(owner), within);
}

std::vector<ResourceAuthor> ResourcesService::people_of(db::Session& session, const store::ResourceRow& row) const {
  const auto school_of = [&](const PersonId& person) {
    const auto teacher = person.empty() ? Result<staff::Teacher>{no_resource()} : around_.staff.teacher(person);
    return teacher ? teacher->school : std::string{};
  };
  std::vector<ResourceAuthor> made{{row.person_id, row.by_name, school_of(row.person_id), true}};
  for (const auto& one : store::authors(session, row.id))
    made.push_back({one.person_id, one.name, school_of(one.person_id), false});
  return made;
}

Result<std::vector<ResourceAuthor>> ResourcesService::author_candidates(const Actor& actor, const std::string& id,
                                                                        const std::string& q) {
  const auto row = around_.database.read([&](db::Session& session) { return store::resource(session, id); });
  if (!row || !leads(actor, *row)) return no_resource();
  std::vector<ResourceAuthor> made;
  if (q.empty()) return made;
  auto orgs = around_.places.groups_of(row->owner_id);
  orgs.insert(orgs.begin(), row->owner_id);
  for (const auto& org : orgs)
    for (const auto& one : around_.staff.teachers(org)) {
      if (made.size() == most_candidates) return made;
      const bool there = std::ranges::find(made, one.id, &ResourceAuthor::person_id) != made.end();
      if (!there && one.id != row->person_id && one.name.find(q) != std::string::npos)
        made.push_back({one.id, one.name, one.school, false});
    }
  return made;
}

Result<ResourcePage> ResourcesService::add_author(const Actor& actor, const std::string& id,
                                                  const NamedAuthor& wanted) {
  const auto teacher = around_.staff.teacher(wanted.person_id);
  std::optional<Held> told;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::resource(session, id);
    auto version = row ? store::version(session, id, row->newest) : std::nullopt;
    if (!version || !leads(actor, *row)) return no_resource();
    if (!teacher || !may_be_author(row->owner_id, *teacher))
      return wrong("person_id", say("请选择本单位或所在集团的教师", "choose a teacher of the owner or its groups"));
    if (row->person_id == wanted.person_id || store::is_author(session, id, wanted.person_id))
      return wrong("person_id", say("已在作者中", "is among the authors already"));
    if (store::authors(session, id).size() >= most_authors)
      return wrong("person_id", say("至多 {} 位", "at most {}", most_authors));
    store::add(session, store::AuthorRow{id, wanted.person_id, teacher->name, actor.name, now_utc()});
    // What is still being written names them; what is shown names them with its next version.
    const bool open = version->state == VersionState::draft || version->state == VersionState::returned;
    if (open && version->authors.find(teacher->name) == std::string::npos &&
        version->authors.size() + teacher->name.size() < longest_authors) {
      version->authors += "、" + teacher->name;
      store::put(session, *version);
    }
    around_.trail.append(
        session, actor,
        {"resource-author-added", "resource", id, row->owner_id, {{"person_id", {}, {json::text(wanted.person_id)}}}});
    told = Held{*row, *version};
    return {};
  });
  if (!done) return pass_on(done);
  if (const auto account = around_.staff.account_of(wanted.person_id); account && around_.tell && told)
    around_.tell(
        actor, told->row.owner_id, *account,
        say("你是资源“{}”的作者之一", "You are named as an author of “{}”", told->version.title),
        say("{} 把你列为共同作者。你可以在“资源库”的“我的资源”中修改草稿、提交新版本；不愿署名请在资源页退出。",
            "{} named you as a co-author. Under “My resources” of the library you may change drafts and hand in "
            "new versions; leave on its page if you would rather not be named.",
            actor.name));
  return resource(actor, id, 0);
}

Result<OwnResources> ResourcesService::remove_author(const Actor& actor, const std::string& id,
                                                     const PersonId& person) {
  const auto self = around_.staff.person_of(actor.account);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::resource(session, id);
    if (!row || !store::is_author(session, id, person) || (!leads(actor, *row) && self != person)) return no_resource();
    store::drop_author(session, id, person);
    around_.trail.append(
        session, actor,
        {"resource-author-removed", "resource", id, row->owner_id, {{"person_id", {json::text(person)}, {}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

}  // namespace doorstep::resources
