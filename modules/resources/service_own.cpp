// What an author does: shares, changes, hands in, takes back, withdraws.
#include <algorithm>

#include "lists.h"
#include "service.h"
#include "terms.h"

namespace doorstep::resources {
namespace {

constexpr size_t longest_line = 300, longest_text = 6000, most_tags = 12, most_files = 30;  // bytes; pieces

Result<void> good_text(const char* field, const std::string& text, size_t most, bool needed) {
  if (needed && text.empty()) return wrong(field, say("请填写", "fill this in"));
  if (text.size() > most) return wrong(field, say("太长，至多 {} 字节", "too long: at most {} bytes", most));
  return {};
}

bool is_grade(const std::string& one) {
  if (one == "KG") return true;
  return one.size() == 2 && one >= "01" && one <= "12";
}

tl::unexpected<Error> not_in_state(const char* code, Words what) {
  return refuse(Fault::conflict, code, std::move(what));
}

}  // namespace

// With whom an organisation may share: itself, a school's groups, the district, everybody.
std::vector<ShareShelf> ResourcesService::shelves(const OrgId& org) const {
  std::vector<ShareShelf> made;
  const auto add = [&](ShareScope scope, const OrgId& id) {
    if (!id.empty() && std::ranges::find(made, id, &ShareShelf::shelf_id) == made.end())
      made.push_back({scope, id, around_.registry.name_of(id)});
  };
  const auto level = level_of(org);
  if (level == QualityLevel::school) add(ShareScope::school, org);
  if (level == QualityLevel::group) add(ShareScope::group, org);
  for (const auto& group : around_.places.groups_of(org)) add(ShareScope::group, group);
  add(ShareScope::district, around_.places.district_of(org));
  if (made.empty()) add(ShareScope::district, org);
  made.push_back({ShareScope::public_, {}, {}});
  return made;
}

// The version as wanted, on top of what it was; `origin`: of what it was adapted from.
Result<store::VersionRow> ResourcesService::checked(const NewResource& wanted, const store::VersionRow& before,
                                                    const std::optional<store::VersionRow>& origin) const {
  auto made = before;
  DOORSTEP_TRY(good_text("title", wanted.title, longest_line, true));
  DOORSTEP_TRY(good_text("authors", wanted.authors, longest_line, true));
  DOORSTEP_TRY(good_text("words", wanted.words.value_or(""), longest_text, false));
  DOORSTEP_TRY(good_text("node", wanted.node.value_or(""), longest_line, false));
  DOORSTEP_TRY(good_text("note", wanted.note.value_or(""), longest_line, false));
  DOORSTEP_TRY(good_text("subject", wanted.subject, 60, true));
  if (!kind_of(wanted.kind)) return wrong("kind", say("请选择类型", "choose a kind"));
  for (const auto& grade : wanted.grades)
    if (!is_grade(grade)) return wrong("grades", say("年级写作 01 至 12 或 KG", "grades are written 01 to 12, or KG"));
  const auto tags = clean_tags(wanted.tags.value_or(std::vector<std::string>{}));
  if (tags.size() > most_tags) return wrong("tags", say("标签至多 {} 个", "at most {} tags", most_tags));
  DOORSTEP_TRY(good_text("tags", joined(tags), longest_line, false));
  const auto url = wanted.url.value_or("");
  DOORSTEP_TRY(good_text("url", url, 600, false));
  if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://"))
    return wrong("url", say("链接以 https:// 开头", "a link begins with https://"));
  const auto files = wanted.files.value_or(std::vector<std::string>{});
  if (files.empty() && url.empty())
    return wrong("files", say("请上传文件，或给出链接", "upload a file, or give a link"));
  if (files.size() > most_files) return wrong("files", say("至多 {} 个文件", "at most {} files", most_files));
  const auto* licence = licence_of(wanted.licence);
  if (!licence) return wrong("licence", say("请选择许可", "choose a licence"));
  if (wanted.scope == ShareScope::public_ && !licence->open)
    return wrong("licence", say("向社会公开须选择开放许可", "what everybody may have needs an open licence"));
  if (const auto* from = origin ? licence_of(origin->licence) : nullptr; from && from->alike && from != licence)
    return wrong("licence", say("原作要求相同方式共享：请选择“{0}”", "its origin asks for the same licence: “{1}”",
                                from->name.zh, from->name.en));
  const auto all = shelves(wanted.org_id);
  const auto shelf = std::ranges::find_if(all, [&](const ShareShelf& one) {
    return one.scope == wanted.scope &&
           (!wanted.shelf_id || wanted.shelf_id->empty() || *wanted.shelf_id == one.shelf_id);
  });
  if (shelf == all.end()) return wrong("scope", say("不能在这个范围共享", "it cannot be shared with these"));
  made.title = wanted.title;
  made.kind = wanted.kind;
  made.subject = wanted.subject;
  made.grades = joined(wanted.grades);
  made.node = clean_node(wanted.node.value_or(""));
  made.tags = joined(tags);
  made.words = wanted.words.value_or("");
  made.authors = wanted.authors;
  made.licence = wanted.licence;
  made.url = url;
  made.scope = wanted.scope;
  made.shelf_id = shelf->shelf_id;
  // What goes to the district or to everybody is taken up by the district.
  const auto district = around_.places.district_of(wanted.org_id);
  made.review_id = !shelf->shelf_id.empty() && shelf->scope != ShareScope::district ? shelf->shelf_id
                   : district.empty()                                               ? wanted.org_id
                                                                                    : district;
  made.note = wanted.note.value_or("");
  return made;
}

// Files that it had in the version before stay; others have to be the actor's own uploads.
Result<void> ResourcesService::hold_files(db::Session& session, const Actor& actor, const Held& held,
                                          const NewResource& wanted, int64_t before) const {
  const auto& id = held.row.id;
  const auto files = wanted.files.value_or(std::vector<std::string>{});
  const auto had = before ? store::files(session, id, before) : std::vector<std::string>{};
  std::vector<std::string> fresh;
  for (const auto& file : files)
    if (std::ranges::find(had, file) == had.end()) fresh.push_back(file);
  // Who works elsewhere uploads at the own school.
  auto org = held.row.owner_id;
  if (!may(actor, Right::library_work, org, around_.places))
    if (const auto person = around_.staff.person_of(actor.account))
      if (const auto teacher = around_.staff.teacher(*person)) org = teacher->school_id;
  DOORSTEP_TRY(around_.files.hold(session, actor, {resources_room, id}, org, fresh, files::Sizes::large));
  store::set_files(session, id, held.version.number, files);
  return {};
}

Result<void> ResourcesService::keep(db::Session& session, const Actor& actor, const char* action, const Held& before,
                                    Held& after) {
  after.row.seq = store::next_sequence(session);
  store::set(session, after.row);
  store::put(session, after.version);
  auto changes = audit::changes(before.version, after.version);
  for (auto& one : audit::changes(before.row, after.row))
    if (one.field != "seq") changes.push_back(std::move(one));
  around_.trail.append(session, actor, {action, "resource", after.row.id, after.row.owner_id, std::move(changes)});
  return {};
}

Result<ResourcePage> ResourcesService::change_newest(const Actor& actor, const std::string& id, const char* action,
                                                     bool own_only, const Work& work) {
  int64_t number = 0;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::resource(session, id);
    const auto version = row ? store::version(session, id, row->newest) : std::nullopt;
    if (!version) return no_resource();
    const Held before{*row, *version};
    if (own_only && !is_own(session, actor, *row)) return no_resource();
    auto after = before;
    DOORSTEP_TRY(work(session, after));
    number = after.version.number;
    return keep(session, actor, action, before, after);
  });
  if (!done) return pass_on(done);
  return resource(actor, id, number);
}

Result<ResourcePage> ResourcesService::change_shown(const Actor& actor, const std::string& id, const char* action,
                                                    const Work& work) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::resource(session, id);
    const auto version = row && row->published ? store::version(session, id, row->published) : std::nullopt;
    if (!version || !may_see(actor, *version)) return no_resource();
    const Held before{*row, *version};
    auto after = before;
    DOORSTEP_TRY(work(session, after));
    return keep(session, actor, action, before, after);
  });
  if (!done) return pass_on(done);
  return resource(actor, id, 0);
}

Result<ResourcePage> ResourcesService::make(const Actor& actor, const NewResource& wanted) {
  if (!may(actor, Right::library_work, wanted.org_id, around_.places))
    return refuse(Fault::forbidden, "not-here",
                  say("不能以这个机构的名义共享资源", "you may not share in the name of this organisation"));
  store::VersionRow first;
  first.resource_id = new_uuid();
  first.made_at = now_utc();
  DOORSTEP_LET(version, checked(wanted, first, {}));
  Held held{{}, version};
  held.row.id = version.resource_id;
  held.row.owner_id = wanted.org_id;
  held.row.account = actor.account;
  held.row.person_id = around_.staff.person_of(actor.account).value_or(PersonId{});
  held.row.by_name = actor.name;
  held.row.made_at = version.made_at;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    held.row.seq = store::next_sequence(session);
    store::add(session, held.row);
    store::put(session, held.version);
    DOORSTEP_TRY(hold_files(session, actor, held, wanted, 0));
    around_.trail.append(session, actor,
                         {"resource-made", "resource", held.row.id, held.row.owner_id, audit::added(held.version)});
    return {};
  });
  if (!done) return pass_on(done);
  return resource(actor, held.row.id, 1);
}

Result<ResourcePage> ResourcesService::change(const Actor& actor, const std::string& id, const NewResource& wanted) {
  return change_newest(actor, id, "resource-changed", true, [&](db::Session& session, Held& held) -> Result<void> {
    if (held.version.state == VersionState::submitted)
      return not_in_state("submitted", say("已提交审核：请先撤回", "it was handed in: take it back first"));
    if (wanted.org_id != held.row.owner_id) return wrong("org_id", say("不能换单位", "it stays with its organisation"));
    std::optional<store::VersionRow> origin;
    if (held.row.origin_id) origin = store::version(session, *held.row.origin_id, held.row.origin_version);
    auto next = held.version;
    const auto before = held.version.number;
    const bool open = next.state == VersionState::draft || next.state == VersionState::returned;
    if (!open) {
      next.number = ++held.row.newest;
      next.made_at = now_utc();
      next.submitted_at = next.decided_at = next.decided_by = next.reason = {};
    }
    next.state = VersionState::draft;
    DOORSTEP_LET(version, checked(wanted, next, origin));
    held.version = version;
    store::put(session, held.version);
    return hold_files(session, actor, held, wanted, before);
  });
}

Result<ResourcePage> ResourcesService::submit(const Actor& actor, const std::string& id) {
  return change_newest(actor, id, "resource-submitted", true, [&](db::Session&, Held& held) -> Result<void> {
    if (held.version.state != VersionState::draft && held.version.state != VersionState::returned)
      return not_in_state("not-draft",
                          say("只有草稿和退回的版本可以提交", "only a draft, or what was returned, is handed in"));
    if (leads(actor, held.row) && !may(actor, Right::library_work, held.row.owner_id, around_.places))
      return refuse(Fault::forbidden, "not-here", say("你已不在这个单位", "you no longer work for this organisation"));
    held.version.state = VersionState::submitted;
    held.version.submitted_at = now_utc();
    return {};
  });
}

Result<ResourcePage> ResourcesService::take_back(const Actor& actor, const std::string& id) {
  return change_newest(actor, id, "resource-taken-back", true, [&](db::Session&, Held& held) -> Result<void> {
    if (held.version.state != VersionState::submitted)
      return not_in_state("not-submitted", say("没有待审核的版本", "nothing waits for review"));
    held.version.state = VersionState::draft;
    return {};
  });
}

Result<void> ResourcesService::discard(const Actor& actor, const std::string& id) {
  return around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::resource(session, id);
    const auto version = row ? store::version(session, id, row->newest) : std::nullopt;
    if (!version || !leads(actor, *row)) return no_resource();
    if (version->state != VersionState::draft && version->state != VersionState::returned)
      return not_in_state("not-draft",
                          say("只有草稿和退回的版本可以放弃；已提交的请先撤回",
                              "only a draft, or what was returned, is discarded; take back first what was handed in"));
    store::drop_version(session, id, row->newest);
    for (const auto& file : around_.files.of(session, {resources_room, id}))
      if (!store::file_in_use(session, file.id)) around_.files.release(session, actor, file.id);
    if (--row->newest == 0) {
      store::drop(session, id);
    } else {
      row->seq = store::next_sequence(session);
      store::set(session, *row);
    }
    around_.trail.append(session, actor,
                         {"resource-discarded", "resource", id, row->owner_id, audit::removed(*version)});
    return {};
  });
}

void ResourcesService::end_showing(Held& held, VersionState state) {
  held.version.state = state;
  held.row.published = held.row.published_seq = 0;
  if (held.row.is_public) held.row.stamp = now_utc();
  held.row.is_public = false;
}

Result<ResourcePage> ResourcesService::withdraw(const Actor& actor, const std::string& id, const std::string& reason) {
  DOORSTEP_TRY(good_text("reason", reason, longest_line, true));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::resource(session, id);
    const auto version = row && row->published ? store::version(session, id, row->published) : std::nullopt;
    if (!row || !leads(actor, *row)) return no_resource();
    if (!version) return not_in_state("not-published", say("没有发布的版本", "no version is shown"));
    const Held before{*row, *version};
    auto after = before;
    after.version.reason = reason;
    end_showing(after, VersionState::withdrawn);
    return keep(session, actor, "resource-withdrawn", before, after);
  });
  if (!done) return pass_on(done);
  return resource(actor, id, 0);
}

Result<OwnResources> ResourcesService::own(const Actor& actor) {
  OwnResources made;
  made.name = actor.name;
  for (const auto& post : actor.posts) {
    if (post.org.empty() || reach_of(post.role, Right::library_work) == Reach::none) continue;
    if (std::ranges::find(made.places, post.org, &SharePlace::org_id) != made.places.end()) continue;
    SharePlace place{post.org,
                     around_.registry.name_of(post.org),
                     level_of(post.org) == QualityLevel::school,
                     shelves(post.org),
                     {}};
    if (place.school)
      if (const auto classes = around_.registry.classes(post.org, std::nullopt))
        for (const auto& one : *classes) place.classes.push_back({one.id, one.title});
    made.places.push_back(std::move(place));
  }
  const auto person = around_.staff.person_of(actor.account);
  around_.database.read([&](db::Session& session) {
    auto rows = store::by_account(session, actor.account);
    if (person) std::ranges::copy(store::by_author(session, *person), std::back_inserter(rows));
    std::ranges::stable_sort(rows, std::greater{}, &store::ResourceRow::seq);
    for (const auto& row : rows)
      if (const auto version = store::version(session, row.id, row.newest))
        made.items.push_back(card(session, row, *version));
    for (const auto& row : store::used_by(session, actor.account))
      if (const auto version = row.published ? store::version(session, row.id, row.published) : std::nullopt;
          version && may_see(actor, *version))
        made.used.push_back(card(session, row, *version));
  });
  return made;
}

}  // namespace doorstep::resources
