// Corrections by hand. What a hand changed is remembered, and imports leave it alone.
#include <algorithm>
#include <cmath>

#include "service.h"

namespace doorstep::registry {
namespace {

std::vector<FieldError> faults_of(const SchoolEdit& edit, const OrgRow& now) {
  std::vector<FieldError> faults;
  if (edit.name && edit.name->empty()) faults.push_back({"name", say("名称不能为空", "must not be empty")});
  const auto longitude = edit.longitude ? edit.longitude : now.longitude;
  const auto latitude = edit.latitude ? edit.latitude : now.latitude;
  if (longitude && !(std::abs(*longitude) <= 180))
    faults.push_back({"longitude", say("应在 -180 至 180 度之间", "must be from -180 to 180 degrees")});
  if (latitude && !(std::abs(*latitude) <= 90))
    faults.push_back({"latitude", say("应在 -90 至 90 度之间", "must be from -90 to 90 degrees")});
  if (longitude.has_value() != latitude.has_value())
    faults.push_back(
        {longitude ? "latitude" : "longitude", say("经度和纬度须同时填写", "longitude and latitude go together")});
  if (edit.setting && !edit.setting->empty() && *edit.setting != "urban" && *edit.setting != "town" &&
      *edit.setting != "rural")
    faults.push_back({"setting", say("应为 urban、town 或 rural", "must be urban, town or rural")});
  return faults;
}

// Puts the members that the edit has into `row`; the names of those that differed.
std::vector<std::string> apply(const SchoolEdit& edit, OrgRow& row) {
  std::vector<std::string> names;
  describe::each_member(edit, [&](std::string_view wanted, const auto& value) {
    if (!value) return;
    describe::each_member(row, [&](std::string_view name, auto& member) {
      using Member = std::remove_cvref_t<decltype(member)>;
      using Value = typename std::remove_cvref_t<decltype(value)>::value_type;
      if constexpr (std::is_same_v<Member, Value> || std::is_same_v<Member, std::optional<Value>>) {
        if (name != wanted || member == *value) return;
        member = *value;
        names.emplace_back(name);
      }
    });
  });
  return names;
}

}  // namespace

Result<School> RegistryService::edit_school(const Actor& actor, const OrgId& id, const SchoolEdit& edit,
                                            std::optional<int64_t> seen) {
  auto done = change([&](db::Session& session, int64_t& seq) -> Result<void> {
    OrgRow like;
    like.id = id;
    auto held = store::find(session, like);
    if (!held || held->row.kind != OrgKind::school)
      return refuse(Fault::not_found, "school-unknown", say("没有这所学校", "there is no such school"));
    if (seen && *seen != held->kept.seq)
      return refuse(Fault::stale, "school-changed-meanwhile",
                    say("这所学校刚被他人修改，请重新载入后再改",
                        "this school was changed by somebody else meanwhile; load it again and repeat the change"));
    if (auto faults = faults_of(edit, held->row); !faults.empty())
      return refuse(Fault::invalid, "school-invalid", say("填写有误", "some fields are wrong"), std::move(faults));
    const auto before = held->row;
    auto names = apply(edit, held->row);
    if (names.empty()) return {};
    const auto after = held->row;
    held->row = before;
    for (const auto& name : names)
      if (!store::listed(held->kept.sticky, name))
        held->kept.sticky.append(held->kept.sticky.empty() ? "" : ",").append(name);
    held->kept.seq = ++seq;
    held->kept.modified = now_utc();
    store::amend(session, *held, edit.effective.value_or(Date::today()), [&](OrgRow& row) { apply(edit, row); });
    if (parts_.trail)
      parts_.trail->append(session, actor, {"school-changed", "school", id.value, id, audit::changes(before, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return school(id, std::nullopt);
}

}  // namespace doorstep::registry
