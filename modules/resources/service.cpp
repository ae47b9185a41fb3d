// What is shown of a resource, and to whom.
#include "service.h"

#include <algorithm>

#include "lists.h"
#include "terms.h"

namespace doorstep::resources {

tl::unexpected<Error> no_resource() {
  return refuse(Fault::not_found, "resource-unknown",
                say("没有这个资源，或未与你共享", "there is no such resource, or it is not shared with you"));
}
tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "resource-invalid", what, {{field, what}});
}

std::unique_ptr<Resources> make_resources(Around around) {
  return std::make_unique<ResourcesService>(std::move(around));
}

const ResourceTerms& ResourcesService::terms() const { return built_in_terms(); }

bool ResourcesService::works_here(const Actor& actor) const {
  return may(actor, Right::library_read, std::nullopt, around_.places);
}

bool ResourcesService::may_see(const Actor& actor, const store::VersionRow& shown) const {
  return shown.shelf_id.empty() || may(actor, Right::library_read, shown.shelf_id, around_.places);
}

std::optional<QualityLevel> ResourcesService::level_of(const OrgId& org) const {
  if (around_.registry.group(org)) return QualityLevel::group;
  if (around_.registry.school(org, std::nullopt)) return QualityLevel::school;
  if (const auto area = around_.registry.area(org, {}))
    return area->kind == registry::OrgKind::district ? QualityLevel::district : QualityLevel::city;
  return {};
}

// The owner, its groups, its district and what lies above, as far as the asker may review there.
std::vector<ReviewSeat> ResourcesService::seats(const Actor& actor, const Held& held) const {
  std::vector<OrgId> orgs{held.row.owner_id};
  const auto add = [&](const OrgId& org) {
    if (!org.empty() && std::ranges::find(orgs, org) == orgs.end()) orgs.push_back(org);
  };
  for (const auto& group : around_.places.groups_of(held.row.owner_id)) add(group);
  auto area = around_.places.district_of(held.row.owner_id);
  for (int up = 0; up < 4 && !area.empty(); ++up) {
    add(area);
    const auto known = around_.registry.area(area, {});
    area = known ? known->parent_id : OrgId{};
  }
  std::vector<ReviewSeat> made;
  for (const auto& org : orgs)
    if (const auto level = level_of(org); level && may(actor, Right::library_review, org, around_.places))
      made.push_back({org, around_.registry.name_of(org), *level,
                      held.version.state == VersionState::submitted && held.version.review_id == org});
  return made;
}

ResourceCard ResourcesService::card(db::Session& session, const store::ResourceRow& row,
                                    const store::VersionRow& version) const {
  ResourceCard made;
  made.id = row.id;
  made.owner_id = row.owner_id;
  made.owner = around_.registry.name_of(row.owner_id);
  made.version = version.number;
  made.state = version.state;
  made.title = version.title;
  made.kind = version.kind;
  made.subject = version.subject;
  made.grades = listed(version.grades);
  made.node = version.node;
  made.tags = listed(version.tags);
  made.authors = version.authors;
  made.licence = version.licence;
  made.scope = version.scope;
  made.shelf_id = version.shelf_id;
  if (!version.shelf_id.empty()) made.shelf = around_.registry.name_of(version.shelf_id);
  for (const auto& level : listed(row.levels))
    if (const auto known = describe::enum_value<QualityLevel>(level)) made.levels.push_back(*known);
  made.files = static_cast<int64_t>(store::files(session, row.id, version.number).size());
  made.uses = row.uses;
  made.schools = row.schools;
  made.adaptations = row.adaptations;
  made.ratings = row.ratings;
  if (row.ratings) made.stars = static_cast<double>(row.stars) / static_cast<double>(row.ratings);
  made.adapted = row.origin_id.has_value();
  made.published_at = row.published_at;
  return made;
}

std::vector<FileInfo> ResourcesService::files_of(db::Session& session, const std::string& id, int64_t number) const {
  std::vector<FileInfo> made;
  for (const auto& file : store::files(session, id, number))
    if (auto known = around_.files.stored(session, resources_room, file)) made.push_back(std::move(known->info));
  return made;
}

// Who may not see it reads what the licence asks to name, and gets no way there.
ResourceLink ResourcesService::link(db::Session& session, const Actor& actor, const store::ResourceRow& row,
                                    int64_t number) const {
  ResourceLink made;
  const auto shown = store::version(session, row.id, row.published ? row.published : number);
  const auto version = store::version(session, row.id, number);
  if (!shown || !version) return made;
  if (row.published && may_see(actor, *shown)) made.id = row.id;
  made.version = number;
  made.title = version->title;
  made.authors = version->authors;
  made.owner = around_.registry.name_of(row.owner_id);
  made.licence = version->licence;
  return made;
}

void ResourcesService::add_inner(db::Session& session, const Actor& actor, const Held& held, ResourcePage& page) const {
  const auto& id = held.row.id;
  for (auto& one : store::versions(session, id)) {
    const bool was_shown = one.state == VersionState::published || one.state == VersionState::superseded;
    if (page.own || !page.seats.empty() || was_shown)
      page.versions.push_back(
          {one.number, one.state, one.title, one.note, one.made_at, one.decided_at, one.decided_by, one.reason});
  }
  for (auto& one : store::ratings(session, id))
    page.ratings.push_back({one.stars, one.words, one.by_name, around_.registry.name_of(one.school_id), one.made_at,
                            one.account == actor.account});
  for (auto& one : store::uses_by_school(session, id))
    page.used_by.push_back({one.school_id, around_.registry.name_of(one.school_id), one.uses});
  for (auto& one : store::own_uses(session, id, actor.account))
    page.own_uses.push_back({one.id, one.number, one.school_id, one.class_title, one.course, one.on_day});
  // In whose name: an administrator without a post anywhere has nobody to use it for.
  const bool works = std::ranges::any_of(actor.posts, [](const Post& post) {
    return !post.org.empty() && reach_of(post.role, Right::library_work) != Reach::none;
  });
  const auto* licence = licence_of(held.version.licence);
  page.may_use = works && page.shown;
  page.may_adapt = works && page.shown && licence && (licence->adapt || page.own);
  page.may_rate = works && page.shown && !page.own && !page.own_uses.empty();
}

Result<ResourcePage> ResourcesService::resource(const Actor& actor, const std::string& id, int64_t number) {
  return around_.database.read([&](db::Session& session) -> Result<ResourcePage> {
    const auto row = store::resource(session, id);
    if (!row) return no_resource();
    const auto shown = row->published ? store::version(session, id, row->published) : std::nullopt;
    const bool own = is_own(session, actor, *row);
    if (number == 0) number = shown && !own ? row->published : row->newest;
    const auto version = store::version(session, id, number);
    if (!version) return no_resource();
    const Held held{*row, *version};
    ResourcePage page;
    page.own = own;
    page.leads = leads(actor, *row);
    if (own) page.self = around_.staff.person_of(actor.account).value_or(PersonId{});
    page.seats = seats(actor, held);
    const bool was_shown = version->state == VersionState::published || version->state == VersionState::superseded;
    const bool reviews = version->state != VersionState::draft && !version->submitted_at.empty() &&
                         may(actor, Right::library_review, version->review_id, around_.places);
    if (!own && !reviews && !(shown && was_shown && may_see(actor, *shown))) return no_resource();
    page.of = card(session, *row, *version);
    page.words = version->words;
    page.url = version->url;
    page.note = version->note;
    if (own || reviews) page.reason = version->reason;
    page.shown = number == row->published;
    page.files = files_of(session, id, number);
    for (auto& one : store::marks(session, id))
      if (one.revoked_at.empty() || works_here(actor))
        page.marks.push_back({one.id, one.level, one.org_id, around_.registry.name_of(one.org_id), one.number,
                              std::move(one.reason), works_here(actor) ? std::move(one.by_name) : "",
                              std::move(one.given_at), std::move(one.revoked_at), std::move(one.revoke_reason)});
    if (row->origin_id)
      if (const auto origin = store::resource(session, *row->origin_id))
        page.origin = link(session, actor, *origin, row->origin_version);
    for (const auto& one : store::adaptations(session, id))
      if (auto other = link(session, actor, one, one.published); !other.id.empty())
        page.adaptations.push_back(std::move(other));
    if (own || works_here(actor)) {
      add_inner(session, actor, held, page);
      page.people = people_of(session, *row);
    }
    return page;
  });
}

bool ResourcesService::may_have(const Actor& actor, const std::string& id, const std::string& file) {
  const auto numbers =
      around_.database.read([&](db::Session& session) { return store::versions_with(session, id, file); });
  return std::ranges::any_of(numbers, [&](int64_t number) { return resource(actor, id, number).has_value(); });
}

}  // namespace doorstep::resources
