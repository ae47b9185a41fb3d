#include "service.h"

#include <algorithm>

namespace doorstep::registry {
namespace {

constexpr size_t most_snapshots = 8;
constexpr int64_t poll_every = 1000;  // milliseconds

int64_t steady_now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

class RegistryPlaces final : public Places {
 public:
  explicit RegistryPlaces(RegistryService& registry) : registry_(registry) {}
  bool within(const OrgId& org, const OrgId& root) const override {
    const auto at = registry_.snapshot();
    return at->within(at->find(org.value), at->find(root.value));
  }
  std::vector<OrgId> groups_of(const OrgId& org) const override {
    const auto at = registry_.snapshot();
    std::vector<OrgId> found;
    if (const auto* node = at->node(org.value))
      for (const auto index : node->groups) found.push_back(at->at(index).row.id);
    return found;
  }
  OrgId district_of(const OrgId& org) const override { return registry_.district_of(org); }
  std::vector<OrgId> known_as(std::string_view text) const override {
    const auto at = registry_.snapshot();
    std::vector<OrgId> found;
    for (const auto& node : at->nodes())
      if (node.here && (node.row.name == text || node.row.name_en == text ||
                        std::ranges::count(node.identifiers, text, &Identifier::value) > 0))
        found.push_back(node.row.id);
    return found;
  }
  std::string name_of(const OrgId& org) const override {
    const auto at = registry_.snapshot();
    const auto* node = at->node(org.value);
    return node ? node->row.name : std::string{};
  }

 private:
  RegistryService& registry_;
};

}  // namespace

std::unique_ptr<Registry> make_registry(db::Database& database, Parts parts) {
  return std::make_unique<RegistryService>(database, std::move(parts));
}

std::unique_ptr<Places> make_places(Registry& registry) {
  return std::make_unique<RegistryPlaces>(dynamic_cast<RegistryService&>(registry));
}

void RegistryService::moved(int64_t seq) {
  int64_t before = seq_.load();
  while (before < seq && !seq_.compare_exchange_weak(before, seq)) {
  }
}

// Other programs may write to the same database: the sequence is looked up once a second.
int64_t RegistryService::change_sequence() {
  const auto now = steady_now();
  auto polled = polled_.load();
  if (seq_.load() < 0 || (now - polled >= poll_every && polled_.compare_exchange_strong(polled, now))) {
    moved(database_.read([](db::Session& session) { return store::sequence(session); }));
    polled_.store(now);
  }
  return seq_.load();
}

std::shared_ptr<const Snapshot> RegistryService::snapshot(std::optional<Date> on) {
  const auto seq = change_sequence();
  const auto today = Date::today();
  const auto day = on.value_or(today);
  if (auto found = kept_snapshot(seq, day)) return found;
  const std::lock_guard one_maker(making_);
  if (auto found = kept_snapshot(seq, day)) return found;
  newest_ =
      database_.read([&](db::Session& session) { return Snapshot::make(session, day, day == today, newest_.get()); });
  const std::lock_guard hold(mutex_);
  std::erase_if(snapshots_, [&](const auto& made) { return made->seq() < newest_->seq(); });
  if (snapshots_.size() >= most_snapshots) snapshots_.erase(snapshots_.begin());
  snapshots_.push_back(newest_);
  return newest_;
}

std::shared_ptr<const Snapshot> RegistryService::kept_snapshot(int64_t seq, Date day) {
  const std::lock_guard hold(mutex_);
  const auto found =
      std::ranges::find_if(snapshots_, [&](const auto& made) { return made->day() == day && made->seq() >= seq; });
  if (found == snapshots_.end()) return nullptr;
  std::rotate(found, found + 1, snapshots_.end());
  return snapshots_.back();
}

std::vector<Source> RegistryService::sources() { return snapshot()->sources(); }

OrgId RegistryService::district_of(const OrgId& id) {
  const auto at = snapshot();
  const auto* node = at->node(id.value);
  return node && node->district >= 0 ? at->at(node->district).row.id : OrgId{};
}

std::optional<OrgRow> RegistryService::org(const OrgId& id) {
  const auto at = snapshot();
  const auto* node = at->node(id.value);
  return node ? std::optional{node->row} : std::nullopt;
}

bool RegistryService::within(const OrgId& id, const Scope& scope) {
  const auto at = snapshot();
  return at->within(at->find(id.value), scope);
}

Sight RegistryService::sight(const Scope& full) { return {full.everything ? nullptr : snapshot(), full}; }

Area RegistryService::area_of(const Snapshot& at, int32_t index, const Sight& sight) const {
  const auto& node = at.at(index);
  Area area;
  area.id = node.row.id;
  area.kind = node.row.kind;
  area.parent_id = node.row.parent_id;
  area.name = node.row.name;
  area.name_en = node.row.name_en;
  area.source = at.source(node.kept.source_id);
  for (const auto school : at.schools()) {
    const auto& of = at.at(school);
    if (!at.below(school, index)) continue;
    area.closed += of.row.end_on <= at.day();
    if (!of.here) continue;
    ++area.schools;
    area.few = area.few || sight.hides(of);
    if (const auto students = sight.students(of)) area.students = area.students.value_or(0) + *students;
  }
  for (const auto group : at.groups()) area.groups += at.at(group).here && at.below(group, index);
  uint8_t stages = 0;
  for (const auto& returned : at.returned()) {
    if (!at.below(returned.school, index)) continue;
    stages |= returned.stages;
    if (!std::ranges::count(area.years, returned.year)) area.years.push_back(returned.year);
  }
  std::ranges::sort(area.years, std::greater{});
  const auto names = describe::enum_names<Stage>();
  for (size_t i = 0; i < names.size(); ++i)
    if (stages & 1 << i) area.stages.push_back(names[i]);
  return area;
}

std::vector<Area> RegistryService::areas(const Reader& reader) {
  const auto at = snapshot();
  const auto seen = sight(reader.full);
  std::vector<Area> found;
  for (const auto index : at->areas())
    if (at->at(index).here && at->within(index, reader.visible)) found.push_back(area_of(*at, index, seen));
  return found;
}

Result<Area> RegistryService::area(const OrgId& id, const Scope& full) {
  const auto at = snapshot();
  const auto index = at->find(id.value);
  if (index < 0 || at->at(index).row.kind == OrgKind::school || at->at(index).row.kind == OrgKind::group)
    return refuse(Fault::not_found, "area-unknown", say("没有这个区域", "there is no such area"));
  return area_of(*at, index, sight(full));
}

}  // namespace doorstep::registry
