// Effects: what moves did to the schools' indicators, planned against real, by the returns before and after.
#pragma once

#include <vector>

#include <doorstep/base/standard.h>
#include <doorstep/exchange/plans.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::exchange {

struct OneMove {
  staff::Teacher teacher;
  OrgId from, to;
};

// `around` is an area or group that has all the schools; the moves begin on `begin`.
PlanEffects effects_of(registry::Registry& registry, const standard::Standard& standard, const OrgId& around,
                       const std::vector<OneMove>& moves, Date begin);

// The one by which schools are judged: official, and with indicators that count teachers. Null: none is installed.
const standard::Standard* judging_standard(const standard::Book& book);

}  // namespace doorstep::exchange
