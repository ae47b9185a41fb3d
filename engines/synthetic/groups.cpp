#include "groups.h"

#include <algorithm>
#include <numeric>

#include "dice.h"

namespace doorstep::synthetic {
namespace {

constexpr int sites_of_first = 25, members_of_first = 10;
constexpr double drawn = 0.6;  // to the lead's strength, less what a lead is ahead by
constexpr double ahead = 0.5;

bool may_join(const School& school) {
  return (school.kind == Kind::primary || school.kind == Kind::junior || school.kind == Kind::nine_year) &&
         !school.teaching_point && !school.is_private;
}

void choose_leads(District& district, size_t count, Dice& dice) {
  std::vector<int> order(district.schools.size());
  std::iota(order.begin(), order.end(), 0);
  const auto strength = [&](int index) { return district.schools[static_cast<size_t>(index)].strength; };
  std::ranges::stable_sort(order, [&](int a, int b) { return strength(a) > strength(b); });
  for (const int index : order) {
    if (district.groups.size() == count) return;
    auto& lead = district.schools[static_cast<size_t>(index)];
    if (!may_join(lead)) continue;
    lead.group = static_cast<int>(district.groups.size());
    lead.opened = std::min(lead.opened, 2005);
    Group group;
    group.lead = index;
    group.model = lead.group % 6;
    group.since = 2014 + dice.below(10);
    district.groups.push_back(std::move(group));
  }
}

// The nearest of a few who are free: groups lie together without being circles. -1 when nobody is free.
int candidate(const District& district, const School& lead, Dice& dice) {
  std::vector<int> open;
  for (const auto& school : district.schools)
    if (school.group < 0 && may_join(school)) open.push_back(school.number - 1);
  if (open.empty()) return -1;
  const auto far = [&](int index) { return distance(lead, district.schools[static_cast<size_t>(index)]); };
  int best = -1;
  for (int tries = 0; tries < 6; ++tries) {
    const int index = open[static_cast<size_t>(dice.below(static_cast<int>(open.size())))];
    if (best < 0 || far(index) < far(best)) best = index;
  }
  return best;
}

}  // namespace

double distance(const School& a, const School& b) {
  const double east = (a.longitude - b.longitude) * 0.86, north = a.latitude - b.latitude;
  return east * east + north * north;
}

void give_groups(District& district, uint64_t seed) {
  Dice dice{mixed(seed + 0x67726f757073)};
  const int schools = static_cast<int>(district.schools.size());
  choose_leads(district, static_cast<size_t>(std::max(2, schools * 21 / 500)), dice);
  const bool small = schools < 200;
  for (size_t g = 0; g < district.groups.size(); ++g) {
    auto& group = district.groups[g];
    const auto& lead = district.schools[static_cast<size_t>(group.lead)];
    const int wanted = small ? 2 : g == 0 ? members_of_first : 3 + dice.below(5);
    while (static_cast<int>(group.members.size()) < wanted) {
      const int index = candidate(district, lead, dice);
      if (index < 0) break;
      auto& school = district.schools[static_cast<size_t>(index)];
      school.group = static_cast<int>(g);
      school.strength = (1 - drawn) * school.strength + drawn * (lead.strength - ahead);
      const int since = std::clamp(group.since + dice.below(6), school.opened, newest_year);
      group.members.push_back({index, since, 0});
      // One in six had been paired in another group before.
      if (g > 0 && since >= school.opened + 3 && district.groups[g - 1].since <= since - 3 && dice.chance(0.17))
        district.groups[g - 1].former.push_back({index, since - 3, since});
    }
    group.sites = g == 0 && !small ? sites_of_first : static_cast<int>(group.members.size()) + 1;
  }
}

void let_sections_lend(District& district) {
  const auto runs = [&](int index, Stage stage) {
    const auto& sections = district.schools[static_cast<size_t>(index)].sections;
    return std::ranges::any_of(sections, [&](const Section& section) { return section.stage == stage; });
  };
  for (auto& school : district.schools) {
    if (school.group < 0) continue;
    const auto& group = district.groups[static_cast<size_t>(school.group)];
    for (auto& section : school.sections)
      section.lends = std::ranges::any_of(group.members, [&](const Member& member) {
        return member.school != school.number - 1 && runs(member.school, section.stage);
      });
  }
}

void close_schools(District& district, uint64_t seed) {
  Dice dice{mixed(seed + 0x636c6f736564)};
  const int count = std::max(1, static_cast<int>(district.schools.size()) / 125);
  for (const auto& school : district.schools) {
    if (static_cast<int>(district.closed.size()) == count) return;
    if (school.kind != Kind::primary || school.teaching_point || school.is_private || school.setting == 0) continue;
    Closed closed;
    closed.number = static_cast<int>(district.closed.size()) + 1;
    closed.heir = school.number - 1;
    closed.opened = 1950 + dice.below(30);
    closed.closed = newest_year - 3 + closed.number % 4;
    closed.students = 60 + dice.below(120);
    district.closed.push_back(closed);
  }
}

}  // namespace doorstep::synthetic
