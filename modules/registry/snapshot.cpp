#include "snapshot.h"

#include <algorithm>

namespace doorstep::registry {
namespace {

uint8_t stage_bit(std::string_view stage) {
  const auto found = describe::enum_value<Stage>(stage);
  return found ? static_cast<uint8_t>(1 << static_cast<int>(*found)) : uint8_t{128};
}

// The school year that is running on a day; it begins in September.
int school_year_of(Date day) { return day.month() >= 9 ? day.year() : day.year() - 1; }

}  // namespace

std::string lower(std::string_view text) {
  std::string made{text};
  for (auto& c : made)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return made;
}

std::shared_ptr<const Snapshot> Snapshot::make(db::Session& session, Date day, bool today, const Snapshot* before) {
  const auto made = std::make_shared<Snapshot>();
  made->day_ = day;
  made->seq_ = store::sequence(session);
  store::each_org(session, [&](store::Held<OrgRow>&& held) {
    Node node;
    node.row = std::move(held.row);
    node.kept = std::move(held.kept);
    made->nodes_.push_back(std::move(node));
  });
  made->memberships_ = store::memberships(session);
  std::unordered_map<std::string, OrgRow> past_orgs;
  for (const auto& version : store::versions_on(session, "org", day))
    past_orgs[version.id] = store::past_row<OrgRow>(version.row);
  for (auto& node : made->nodes_)
    if (const auto found = past_orgs.find(node.row.id.value); found != past_orgs.end()) node.row = found->second;
  std::unordered_map<std::string, MembershipRow> past_memberships;
  for (const auto& version : store::versions_on(session, "membership", day))
    past_memberships[version.id] = store::past_row<MembershipRow>(version.row);
  for (auto& row : made->memberships_)
    if (const auto found = past_memberships.find(row.id); found != past_memberships.end()) row = found->second;
  std::ranges::sort(made->nodes_, {}, [](const Node& node) { return std::string_view{node.row.id.value}; });
  made->link();
  made->join_groups();
  for (auto& row : store::org_identifiers(session))
    if (const auto owner = made->find(row.owner_id); owner >= 0)
      made->nodes_[owner].identifiers.push_back({std::move(row.scheme), std::move(row.value)});
  for (auto& row : store::sources(session))
    made->sources_.push_back({row.id, row.space, row.name, row.licence, {row.notice_zh, row.notice_en}, row.generated});
  made->returns_seq_ = store::returns_sequence(session);
  made->returns_ = before && before->returns_seq_ == made->returns_seq_
                       ? before->returns_
                       : std::make_shared<const std::vector<store::Returned>>(store::returned(session));
  made->count(today);
  made->publish();
  made->prepare();
  return made;
}

int32_t Snapshot::find(std::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? -1 : found->second;
}

void Snapshot::link() {
  index_.reserve(nodes_.size());
  for (size_t i = 0; i < nodes_.size(); ++i) index_.emplace(nodes_[i].row.id.value, static_cast<int32_t>(i));
  for (auto& node : nodes_) {
    node.parent = find(node.row.parent_id.value);
    node.here = holds_on(node.row, day_);
  }
  for (size_t i = 0; i < nodes_.size(); ++i) {
    // A tree has no cycle, but a version of an earlier day may hang below one of another day: stop in any case.
    int32_t at = static_cast<int32_t>(i);
    for (int depth = 0; at >= 0 && depth < 32; ++depth, at = nodes_[at].parent) {
      const auto kind = nodes_[at].row.kind;
      if (kind == OrgKind::district && nodes_[i].district < 0) nodes_[i].district = at;
      if (kind == OrgKind::town && nodes_[i].town < 0) nodes_[i].town = at;
    }
  }
}

std::vector<int32_t> Snapshot::in_order(OrgKind kind) const {
  std::vector<int32_t> found;
  for (size_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].row.kind == kind) found.push_back(static_cast<int32_t>(i));
  std::ranges::stable_sort(found, {}, [&](int32_t i) { return std::string_view{at(i).row.name}; });
  return found;
}

void Snapshot::join_groups() {
  schools_ = in_order(OrgKind::school);
  groups_ = in_order(OrgKind::group);
  place_.assign(nodes_.size(), -1);
  for (size_t i = 0; i < schools_.size(); ++i) place_[schools_[i]] = static_cast<int32_t>(i);
  for (const auto& row : memberships_) {
    if (day_ < row.begin_on || row.end_on <= day_) continue;
    const auto group = find(row.group_id.value), school = find(row.school_id.value);
    if (group < 0 || school < 0 || !nodes_[group].here) continue;
    nodes_[group].members.push_back(school);
    nodes_[school].groups.push_back(group);
  }
  const auto tidy = [&](std::vector<int32_t>& list) {
    std::ranges::sort(list, {}, [&](int32_t i) { return std::pair{std::string_view{at(i).row.name}, i}; });
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  for (auto& node : nodes_) {
    tidy(node.members);
    tidy(node.groups);
  }
  for (const auto kind : {OrgKind::region, OrgKind::district})
    for (const auto i : in_order(kind)) areas_.push_back(i);
}

// Students and teachers of the newest return of each school; on an earlier day of the newest one by then.
void Snapshot::count(bool today) {
  const int newest_wanted = today ? 9999 : school_year_of(day_);
  std::vector<int> newest(nodes_.size(), 0);
  for (const auto& row : *returns_) {
    const auto school = find(row.school_id);
    if (school < 0 || row.year > newest_wanted) continue;
    if (!returned_.empty() && returned_.back().school == school && returned_.back().year == row.year)
      returned_.back().stages |= stage_bit(row.stage);
    else
      returned_.push_back({school, row.year, stage_bit(row.stage)});
    if (!row.students && !row.teachers) continue;
    auto& node = nodes_[school];
    if (newest[school] != row.year) {  // rows come by year, the oldest first
      newest[school] = row.year;
      node.students.reset();
      node.teachers.reset();
      node.rolls.clear();
    }
    if (row.students) {
      node.students = node.students.value_or(0) + *row.students;
      node.rolls.emplace_back(row.stage, *row.students);
    }
    if (row.teachers) node.teachers = node.teachers.value_or(0) + *row.teachers;
  }
}

// What is published of each school. A count of the whole school beside one of a stage that is few would give that away.
void Snapshot::publish() {
  for (auto& node : nodes_) {
    const bool few_stage =
        std::ranges::any_of(node.rolls, [](const auto& roll) { return !roll.first.empty() && is_few(roll.second); });
    for (const auto& [stage, students] : node.rolls) {
      if (is_few(students) || (stage.empty() && few_stage))
        node.few = true;
      else
        node.published = node.published.value_or(0) + students;
    }
  }
}

void Snapshot::prepare() {
  summaries_.reserve(schools_.size());
  for (const auto index : schools_) {
    auto& node = nodes_[index];
    const auto& row = node.row;
    SchoolSummary made;
    made.id = row.id;
    made.name = row.name;
    made.name_en = row.name_en;
    made.school_kind = row.school_kind;
    made.stages = row.stages;
    made.legal_form = row.legal_form;
    made.setting = row.setting;
    made.remoteness = row.remoteness;
    if (node.district >= 0) {
      made.district_id = at(node.district).row.id;
      made.district = at(node.district).row.name;
    }
    if (node.town >= 0) made.town = at(node.town).row.name;
    if (!node.groups.empty()) {
      made.group_id = at(node.groups.front()).row.id;
      made.group = at(node.groups.front()).row.name;
    }
    made.longitude = row.longitude;
    made.latitude = row.latitude;
    made.students = node.students;
    made.teachers = node.teachers;
    made.begin_on = row.begin_on;
    made.end_on = row.end_on;
    if (const auto from = source(node.kept.source_id)) made.generated = from->generated;
    node.searched = lower(row.name) + '\n' + lower(row.name_en);
    for (const auto& identifier : node.identifiers) node.searched += '\n' + lower(identifier.value);
    summaries_.push_back(std::move(made));
  }
}

bool Snapshot::below(int32_t org, int32_t root) const {
  for (int depth = 0; org >= 0 && depth < 32; ++depth, org = at(org).parent)
    if (org == root) return true;
  return false;
}

bool Snapshot::within(int32_t org, int32_t root) const {
  if (root < 0) return false;
  for (int depth = 0; org >= 0 && depth < 32; ++depth, org = at(org).parent) {
    if (org == root) return true;
    for (const auto group : at(org).groups)
      if (group == root) return true;
  }
  return false;
}

bool Snapshot::within(int32_t org, const Scope& scope) const {
  if (scope.everything) return true;
  return std::ranges::any_of(scope.roots, [&](const OrgId& root) { return within(org, find(root.value)); });
}

std::optional<Source> Snapshot::source(const std::string& id) const {
  for (const auto& item : sources_)
    if (item.id.value == id) return item;
  return std::nullopt;
}

std::string Snapshot::name_of(const OrgId& id) const {
  const auto* found = node(id.value);
  return found ? found->row.name : std::string{};
}

}  // namespace doorstep::registry
