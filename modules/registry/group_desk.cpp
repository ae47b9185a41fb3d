// The desk over the store.
#include <algorithm>

#include "service.h"

namespace doorstep::registry {
namespace {

// Base: GroupView or GroupDesk.
template <class Base>
class View : public Base {
 public:
  explicit View(db::Session& session) : session_(session) {}

  std::optional<OrgRow> group(const OrgId& id) override { return of_kind(id, {OrgKind::group}); }
  std::optional<OrgRow> school(const OrgId& id) override { return of_kind(id, {OrgKind::school}); }
  std::optional<OrgRow> area(const OrgId& id) override {
    return of_kind(id, {OrgKind::country, OrgKind::region, OrgKind::district, OrgKind::town});
  }
  std::vector<OrgRow> groups_below(const OrgId& area) override { return store::groups_below(session_, area); }
  std::vector<MembershipRow> members_of(const OrgId& group) override { return store::members_of(session_, group); }
  std::vector<MembershipRow> groups_of(const OrgId& school) override { return store::groups_of(session_, school); }
  db::Session& session() override { return session_; }

 protected:
  db::Session& session_;

 private:
  std::optional<OrgRow> of_kind(const OrgId& id, std::initializer_list<OrgKind> kinds) {
    OrgRow like;
    like.id = id;
    auto held = store::find(session_, like);
    if (!held || std::ranges::count(kinds, held->row.kind) == 0) return std::nullopt;
    return std::move(held->row);
  }
};

class Desk final : public View<GroupDesk> {
 public:
  Desk(db::Session& session, int64_t& seq, const audit::Trail* trail, const Actor& actor)
      : View(session), seq_(seq), trail_(trail), actor_(actor) {}

  void found(const OrgRow& group) override {
    store::insert(session_, store::Held<OrgRow>{group, by_hand()});
    note({"group-founded", "group", group.id.value, group.parent_id, audit::added(group)});
  }

  void amend(const OrgRow& group, Date from) override {
    auto held = store::find(session_, group);
    if (!held) return;
    const auto before = held->row;
    const auto changes = audit::changes(before, group);
    touch(held->kept, changes);
    store::amend(session_, *held, from, [&](OrgRow& row) {
      row.name = group.name;
      row.name_en = group.name_en;
      row.model = group.model;
      row.lead_school_id = group.lead_school_id;
      row.end_on = group.end_on;
    });
    note({"group-changed", "group", group.id.value, group.id, changes});
  }

  void join(const MembershipRow& row) override {
    store::insert(session_, store::Held<MembershipRow>{row, by_hand()});
    note({"group-joined", "group", row.group_id.value, row.school_id, audit::added(row)});
  }

  void end(const MembershipRow& row, Date on) override {
    auto held = store::find(session_, row);
    if (!held) return;
    const auto before = held->row;
    held->row.end_on = std::max(on, before.begin_on);
    const auto changes = audit::changes(before, held->row);
    touch(held->kept, changes);
    store::update(session_, *held);
    note({"group-left", "group", row.group_id.value, row.school_id, changes});
  }

  void follow(const SuccessorRow& row) override {
    store::insert(session_, store::Held<SuccessorRow>{row, by_hand()});
    note({"group-followed", "group", row.from_id.value, row.to_id, audit::added(row)});
  }

 private:
  store::Kept by_hand() {
    store::Kept kept;
    kept.seq = ++seq_;
    kept.modified = now_utc();
    return kept;
  }
  // What a hand changed stays when the source of the row is imported again.
  void touch(store::Kept& kept, const std::vector<audit::Change>& changes) {
    kept.seq = ++seq_;
    kept.modified = now_utc();
    for (const auto& change : changes)
      if (!store::listed(kept.sticky, change.field))
        kept.sticky.append(kept.sticky.empty() ? "" : ",").append(change.field);
  }
  void note(const audit::Event& event) {
    if (trail_) trail_->append(session_, actor_, event);
  }

  int64_t& seq_;
  const audit::Trail* trail_;
  const Actor& actor_;
};

}  // namespace

Result<void> RegistryService::change_groups(const Actor& actor, const GroupWork& work) {
  return change([&](db::Session& session, int64_t& seq) -> Result<void> {
    Desk desk(session, seq, parts_.trail, actor);
    return work(desk);
  });
}

Result<void> RegistryService::read_groups(const GroupReading& work) {
  return database_.read([&](db::Session& session) {
    View<GroupView> view(session);
    return work(view);
  });
}

}  // namespace doorstep::registry
