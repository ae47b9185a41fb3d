// What the register says of a member of staff on a day.
#include <algorithm>
#include <map>
#include <memory>

#include "service.h"

namespace doorstep::staff {
namespace {

using registry::RoleRow;

// Kept at hand: a large district has some 23,000 people, which is 20 MB.
constexpr size_t most_people = 150'000, most_lists = 1000;

// The role that holds the contract on the day: the primary one, or any that holds, or the last one of all.
const RoleRow& home_role(const std::vector<RoleRow>& newest_first, Date on) {
  const auto held = [&](bool primary) {
    return std::ranges::find_if(
        newest_first, [&](const RoleRow& row) { return holds_on(row, on) && (row.primary_role || !primary); });
  };
  if (const auto found = held(true); found != newest_first.end()) return *found;
  if (const auto found = held(false); found != newest_first.end()) return *found;
  const auto last = std::ranges::find_if(newest_first, &RoleRow::primary_role);
  return last == newest_first.end() ? newest_first.front() : *last;
}

// First day of the time at the school that leads to `from` without a break.
Date unbroken_since(const std::vector<RoleRow>& newest_first, const RoleRow& home) {
  auto since = home.begin_on;
  for (const auto& row : newest_first)
    if (row.org_id == home.org_id && row.primary_role && row.begin_on < since && row.end_on >= since)
      since = row.begin_on;
  return since;
}

}  // namespace

Teacher teacher_of(registry::StaffRecord record, Date on, const std::function<std::string(const OrgId&)>& name_of) {
  const auto& home = home_role(record.roles, on);
  Teacher made;
  made.id = record.staff.id;
  made.name = std::move(record.name);
  made.sex = std::move(record.sex);
  made.birth_month = record.staff.birth_month;
  made.school_id = home.org_id;
  made.school = name_of(home.org_id);
  made.campus_id = home.campus_id;
  made.role = home.role;
  made.post = home.post;
  made.subjects = record.staff.subjects;
  made.subject = home.subject.empty() ? made.subjects.substr(0, made.subjects.find(',')) : home.subject;
  made.stage = home.stage.empty() ? record.staff.section : home.stage;
  made.qualification = record.staff.qualification;
  made.title = record.staff.title;
  made.backbone = record.staff.backbone;
  made.established = record.staff.established;
  made.full_time = record.staff.full_time;
  made.at_school_since = unbroken_since(record.roles, home);
  made.working_since = std::ranges::min(record.roles, {}, &RoleRow::begin_on).begin_on;
  made.serves = std::ranges::any_of(record.roles, [&](const RoleRow& row) { return holds_on(row, on); });
  for (const auto& row : record.roles)
    if (!row.primary_role && row.org_id != home.org_id)
      made.away.push_back({row.org_id, name_of(row.org_id), row.share, row.begin_on, row.end_on});
  return made;
}

Result<Teacher> StaffService::teacher(const PersonId& person, std::optional<Date> on) {
  auto record = around_.registry.staff_record(person);
  if (!record)
    return refuse(Fault::not_found, "person-unknown", say("没有这位教职工", "there is no such member of staff"));
  return teacher_of(std::move(*record), on.value_or(Date::today()),
                    [&](const OrgId& org) { return around_.registry.name_of(org); });
}

std::shared_ptr<const std::vector<Teacher>> StaffService::kept(const OrgId& below, int64_t seq, Date on) {
  const std::lock_guard lock{mutex_};
  const auto found = kept_.find(below);
  if (found == kept_.end() || found->second.seq != seq || found->second.on != on) return {};
  found->second.used = ++asked_;
  return found->second.teachers;
}

// What was asked for least lately goes first.
void StaffService::keep(const OrgId& below, Kept fresh) {
  const std::lock_guard lock{mutex_};
  fresh.used = ++asked_;
  kept_[below] = std::move(fresh);
  size_t people = 0;
  for (const auto& [org, one] : kept_) people += one.teachers->size();
  while (kept_.size() > 1 && (people > most_people || kept_.size() > most_lists)) {
    const auto oldest = std::ranges::min_element(kept_, {}, [](const auto& one) { return one.second.used; });
    people -= oldest->second.teachers->size();
    kept_.erase(oldest);
  }
}

std::vector<Teacher> StaffService::teachers(const OrgId& below) {
  const auto today = Date::today();
  if (const auto found = kept(below, around_.registry.change_sequence(), today)) return *found;
  const std::lock_guard one_reader{making_[std::hash<OrgId>{}(below) % making_.size()]};
  const auto seq = around_.registry.change_sequence();
  if (const auto found = kept(below, seq, today)) return *found;
  // A school is one of a few hundred names: each is looked up once.
  std::map<OrgId, std::string> names;
  const auto name_of = [&](const OrgId& org) {
    auto [at, fresh] = names.try_emplace(org);
    if (fresh) at->second = around_.registry.name_of(org);
    return at->second;
  };
  auto found = std::make_shared<std::vector<Teacher>>();
  for (auto& record : around_.registry.staff_records({false, {below}}))
    found->push_back(teacher_of(std::move(record), today, name_of));
  std::ranges::sort(*found, {}, [](const Teacher& one) { return std::tie(one.school, one.name, one.id); });
  keep(below, {seq, today, found});
  return *found;
}

}  // namespace doorstep::staff
