// What an intake knows of organisations: names and identifiers to find them by, labels, and the shape of the tree.
#include <algorithm>

#include "intake_run.h"
#include "store.h"
#include "store_staff.h"

namespace doorstep::registry {
namespace {

std::string joined(std::string_view scheme, std::string_view value) { return fmt::format("{}\n{}", scheme, value); }

Key person_key(std::string_view scheme, std::string_view value) { return key_of_text(joined(scheme, value)); }

}  // namespace

void IntakeRun::load_orgs() const {
  if (orgs_loaded_) return;
  orgs_loaded_ = true;
  store::each_org(session_, [&](store::Held<OrgRow>&& held) {
    auto& row = held.row;
    for (const auto& name : {row.name, row.name_en})
      if (!name.empty()) orgs_by_name_.emplace(name, row.id.value);
    orgs_.emplace(row.id.value, Org{row.kind, row.parent_id.value, std::move(row.name), std::move(row.name_en), {}});
  });
  for (const auto& row : store::org_identifiers(session_)) {
    orgs_by_identifier_[joined(row.scheme, row.value)].insert(row.owner_id);
    orgs_by_identifier_[joined("", row.value)].insert(row.owner_id);
  }
}

void IntakeRun::remember(const OrgRow& row, const Place& place) {
  load_orgs();
  orgs_[row.id.value] = {row.kind, row.parent_id.value, row.name, row.name_en, place};
  for (const auto& name : {row.name, row.name_en})
    if (!name.empty()) orgs_by_name_.emplace(name, row.id.value);
}

void IntakeRun::remember(const IdentifierRow& row, const Place&) {
  load_orgs();
  if (orgs_.contains(row.owner_id)) {
    orgs_by_identifier_[joined(row.scheme, row.value)].insert(row.owner_id);
    orgs_by_identifier_[joined("", row.value)].insert(row.owner_id);
  } else if (is_uuid(row.owner_id)) {
    people_by_identifier_.at(person_key(row.scheme, row.value)).owner = key_of_text(row.owner_id);
  }
}

OrgId IntakeRun::org_by_identifier(std::string_view scheme, std::string_view value) const {
  load_orgs();
  const auto found = orgs_by_identifier_.find(joined(scheme, value));
  if (found == orgs_by_identifier_.end() || found->second.size() != 1) return {};
  return {*found->second.begin()};
}

OrgId IntakeRun::org_by_name(OrgKind kind, std::string_view name, const OrgId& under) const {
  load_orgs();
  const auto below = [&](std::string id) {
    for (int depth = 0; depth < 32; ++depth) {
      const auto at = orgs_.find(id);
      if (at == orgs_.end()) return false;
      if (at->second.parent == under.value) return true;
      id = at->second.parent;
    }
    return false;
  };
  std::string only;
  const auto [first, last] = orgs_by_name_.equal_range(std::string{name});
  for (auto at = first; at != last; ++at) {
    const auto& org = orgs_.at(at->second);
    if (org.kind != kind || (org.name != name && org.name_en != name)) continue;
    if (at->second == only || (!under.empty() && !below(at->second))) continue;
    if (!only.empty()) return {};
    only = at->second;
  }
  return {only};
}

PersonId IntakeRun::person_by_identifier(std::string_view scheme, std::string_view value) const {
  if (const auto* found = people_by_identifier_.find(person_key(scheme, value))) return {uuid_of(found->owner)};
  return {store::person_with(session_, scheme, value).value_or("")};
}

std::optional<RoleRow> IntakeRun::role_held(const PersonId& person, const OrgId& org, std::string_view role,
                                            Date begin_on) const {
  return store::role_like(session_, person, org, role, begin_on);
}

std::string IntakeRun::org_name(const std::string& id) const {
  load_orgs();
  const auto found = orgs_.find(id);
  return found == orgs_.end() ? std::string{} : found->second.name;
}

std::string IntakeRun::label(const FacilityRow& row) const {
  return fmt::format("{} {}", org_name(row.school_id.value), row.name.empty() ? row.kind : row.name);
}
std::string IntakeRun::label(const ReturnRow& row) const {
  return fmt::format("{} {} {} {}", org_name(row.school_id.value), row.year.text(), row.stage, row.figure);
}
std::string IntakeRun::label(const MembershipRow& row) const {
  return fmt::format("{} - {}", org_name(row.group_id.value), org_name(row.school_id.value));
}
std::string IntakeRun::label(const SuccessorRow& row) const {
  return fmt::format("{} - {}", org_name(row.from_id.value), org_name(row.to_id.value));
}
std::string IntakeRun::label(const IdentifierRow& row) const { return org_name(row.owner_id); }

// Each organisation is walked once: those met on the present walk are marked with its number.
void IntakeRun::find_cycles() {
  if (!orgs_loaded_) return;
  std::unordered_map<std::string_view, int> walked;
  int walk = 0;
  for (const auto& [start, org] : orgs_) {
    ++walk;
    auto at = orgs_.find(start);
    while (at != orgs_.end()) {
      const auto [mark, fresh] = walked.emplace(at->first, walk);
      if (!fresh) {
        if (mark->second == walk) {
          std::string names = at->second.name;
          auto next = orgs_.find(at->second.parent);
          for (; next != at && next != orgs_.end(); next = orgs_.find(next->second.parent))
            names += " < " + next->second.name;
          wrong(at->second.place, "parent_id",
                say("机构的上级形成循环：{0}", "the parents of organisations run in a circle: {0}", names),
                say("改正其中一个机构的上级，最上级的机构不填上级",
                    "correct the parent of one of them; the topmost organisation has none"));
        }
        break;
      }
      at = orgs_.find(at->second.parent);
    }
  }
}

}  // namespace doorstep::registry
