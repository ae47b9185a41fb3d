// What colleagues do with a resource: use it for a class, adapt it, rate it; and what portfolios count.
#include <algorithm>

#include "service.h"
#include "terms.h"

namespace doorstep::resources {
namespace {

// Sums are kept with the resource, so that lists and the index need not count.
void count_uses(db::Session& session, store::ResourceRow& row) {
  const auto schools = store::uses_by_school(session, row.id);
  row.uses = 0;
  for (const auto& one : schools) row.uses += one.uses;
  row.schools = static_cast<int64_t>(schools.size());
}

}  // namespace

Result<ResourcePage> ResourcesService::use(const Actor& actor, const std::string& id, const NewUse& wanted) {
  if (!may(actor, Right::library_work, wanted.school_id, around_.places))
    return refuse(Fault::forbidden, "not-here",
                  say("只能登记自己学校的使用", "one notes uses at one's own school only"));
  const auto on = wanted.on.value_or(Date::today());
  if (on > Date::today().plus(1)) return wrong("on", say("使用日期不能晚于今天", "it was used today at the latest"));
  store::UseRow row{new_uuid(),
                    id,
                    0,
                    actor.account,
                    around_.staff.person_of(actor.account).value_or(PersonId{}),
                    wanted.school_id,
                    wanted.class_id.value_or(ClassId{}),
                    "",
                    wanted.course.value_or(""),
                    on,
                    now_utc()};
  if (row.course.size() > 300) return wrong("course", say("太长", "is too long"));
  if (!row.class_id.empty()) {
    DOORSTEP_LET(classes, around_.registry.classes(wanted.school_id, std::nullopt));
    const auto of = std::ranges::find(classes, row.class_id, &registry::ClassSummary::id);
    if (of == classes.end()) return wrong("class_id", say("不是这所学校的班级", "it is no class of the school"));
    row.class_title = of->title;
  }
  return change_shown(actor, id, "resource-used", [&](db::Session& session, Held& held) -> Result<void> {
    row.number = held.row.published;
    store::add(session, row);
    count_uses(session, held.row);
    return {};
  });
}

Result<ResourcePage> ResourcesService::unuse(const Actor& actor, const std::string& id, const std::string& use) {
  return change_shown(actor, id, "resource-use-removed", [&](db::Session& session, Held& held) -> Result<void> {
    const auto own = store::own_uses(session, id, actor.account);
    if (std::ranges::find(own, use, &store::UseRow::id) == own.end())
      return refuse(Fault::not_found, "use-unknown", say("没有这条使用记录", "there is no such use"));
    store::drop_use(session, use);
    count_uses(session, held.row);
    return {};
  });
}

Result<ResourcePage> ResourcesService::adapt(const Actor& actor, const std::string& id, const OrgId& org) {
  if (!may(actor, Right::library_work, org, around_.places))
    return refuse(Fault::forbidden, "not-here",
                  say("不能以这个机构的名义改编", "you may not adapt in the name of this organisation"));
  const auto made_id = new_uuid();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::resource(session, id);
    const auto version = row && row->published ? store::version(session, id, row->published) : std::nullopt;
    if (!version || !may_see(actor, *version)) return no_resource();
    const auto* licence = licence_of(version->licence);
    const bool own = is_own(session, actor, *row);
    if (!own && !(licence && licence->adapt))
      return refuse(Fault::conflict, "no-derivatives",
                    say("许可不允许改编：请联系作者，或只使用不改编",
                        "its licence allows no adaptation: ask the author, or use it as it is"));
    const auto all = shelves(org);
    store::ResourceRow copy;
    copy.id = made_id;
    copy.owner_id = org;
    copy.account = actor.account;
    copy.person_id = around_.staff.person_of(actor.account).value_or(PersonId{});
    copy.by_name = actor.name;
    copy.origin_id = id;
    copy.origin_version = row->published;
    copy.made_at = now_utc();
    copy.seq = store::next_sequence(session);
    auto first = *version;
    first.resource_id = made_id;
    first.number = 1;
    first.state = VersionState::draft;
    first.authors = actor.name;
    first.scope = all.front().scope;
    first.shelf_id = first.review_id = all.front().shelf_id;
    first.note = {};
    first.made_at = copy.made_at;
    first.submitted_at = first.decided_at = first.decided_by = first.reason = {};
    store::add(session, copy);
    store::put(session, first);
    store::set_files(session, made_id, 1, store::files(session, id, row->published));
    around_.trail.append(session, actor, {"resource-adapted", "resource", made_id, org, audit::added(first)});
    return {};
  });
  if (!done) return pass_on(done);
  return resource(actor, made_id, 1);
}

Result<ResourcePage> ResourcesService::rate(const Actor& actor, const std::string& id, const NewRating& wanted) {
  if (wanted.stars < 1 || wanted.stars > 5) return wrong("stars", say("1 至 5 星", "from 1 to 5"));
  const auto words = wanted.words.value_or("");
  if (words.size() > 1500) return wrong("words", say("太长", "is too long"));
  return change_shown(actor, id, "resource-rated", [&](db::Session& session, Held& held) -> Result<void> {
    if (is_own(session, actor, held.row))
      return refuse(Fault::conflict, "own-work", say("不能评价自己的资源", "nobody rates the own work"));
    const auto uses = store::own_uses(session, id, actor.account);
    if (uses.empty())
      return refuse(Fault::conflict, "not-used", say("登记使用后再评价", "note that you used it, and rate it then"));
    store::put(session, {id, actor.account, wanted.stars, words, actor.name, uses.front().school_id, now_utc()});
    held.row.ratings = held.row.stars = 0;
    for (const auto& one : store::ratings(session, id)) {
      ++held.row.ratings;
      held.row.stars += one.stars;
    }
    return {};
  });
}

std::vector<ResourceFact> ResourcesService::facts(const PersonId& person) {
  std::vector<ResourceFact> made;
  const auto day_of = [](const std::string& at) { return Date::parse(at.substr(0, 10)).value_or(Date::always()); };
  around_.database.read([&](db::Session& session) {
    auto rows = store::by_person(session, person);
    std::ranges::copy(store::by_author(session, person), std::back_inserter(rows));
    for (const auto& row : rows)
      if (const auto version = row.published ? store::version(session, row.id, row.published) : std::nullopt)
        made.push_back({row.id, version->title, day_of(row.published_at), false, row.uses});
    for (const auto& use : store::uses_of_person(session, person))
      if (const auto version = store::version(session, use.resource_id, use.number))
        made.push_back({use.resource_id, version->title, use.on_day, true, 0});
  });
  return made;
}

}  // namespace doorstep::resources
