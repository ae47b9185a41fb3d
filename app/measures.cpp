#include "measures.h"

#include <algorithm>

#include "product.h"

namespace doorstep::app {
namespace {

using Records = std::map<OrgId, evaluation::Measured>;

double share(int64_t part, int64_t whole) { return 100.0 * static_cast<double>(part) / static_cast<double>(whole); }

// Of the items that the group unifies, those at which a school works as one.
Records as_one(unity::Unity& unity, const OrgId& group) {
  Records made;
  const auto matrix = unity.matrix(group);
  if (!matrix || matrix->rows.empty()) return made;
  const auto whole = static_cast<int64_t>(matrix->rows.size());
  for (size_t i = 0; i < matrix->schools.size(); ++i) {
    const auto here =
        std::ranges::count_if(matrix->rows, [&](const auto& row) { return row.cells[i].state == unity::State::one; });
    made[matrix->schools[i].school_id].value = share(here, whole);
  }
  return made;
}

// Of the joint sessions that the group held this school year, those where somebody of a school was.
Records at_joint_sessions(Product& product, const OrgId& group) {
  Records made;
  const auto today = Date::today();
  const auto from = begin_of_school_year(today);
  const auto sessions = product.joint->sessions(group, from, today.plus(1));
  const auto held = std::ranges::count_if(sessions, [](const auto& one) { return !one.minutes.empty(); });
  const auto known = product.registry->group(group);
  if (held == 0 || !known) return made;
  const auto counts = product.joint->held(group, from);
  for (const auto& member : known->members) {
    const auto count = counts.find(member.school_id);
    made[member.school_id].value = share(count == counts.end() ? 0 : count->second, held);
  }
  return made;
}

// Of the standard's indicators that a school returned, those that it reaches: the newest return, and the one before.
std::optional<double> reached(balance::Balance& balance, const OrgId& school, std::optional<int> year) {
  const auto stages = balance.school(school, {{}, {}, {}, year}, {});
  if (!stages) return {};
  int64_t whole = 0, here = 0;
  for (const auto& stage : *stages)
    for (const auto& indicator : stage.indicators) {
      whole += indicator.passed.has_value();
      here += indicator.passed == true;
    }
  return whole ? std::optional{share(here, whole)} : std::nullopt;
}

Records by_the_standard(Product& product, const OrgId& group) {
  Records made;
  const auto known = product.registry->group(group);
  if (!known) return made;
  const auto newest = product.balance->report({known->org.parent_id, {}, {}, {}}, {});
  if (!newest) return made;
  const auto year = newest->year.start;
  for (const auto& member : known->members)
    made[member.school_id] = {reached(*product.balance, member.school_id, year - 1),
                              reached(*product.balance, member.school_id, year)};
  return made;
}

}  // namespace

evaluation::Measures measures_of(Product& product) {
  using evaluation::Origin;
  return {{Origin::unity, [&product](const OrgId& group) { return as_one(*product.unity, group); }},
          {Origin::joint, [&product](const OrgId& group) { return at_joint_sessions(product, group); }},
          {Origin::standard, [&product](const OrgId& group) { return by_the_standard(product, group); }}};
}

}  // namespace doorstep::app
