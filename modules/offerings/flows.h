// Flows: who offers what to whom, for the account of what schools give and receive. Counts, never names of children.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/id.h>
#include <doorstep/offerings/items.h>

namespace doorstep::offerings {

struct OfferingReach {
  OrgId school_id;      // whose students may come
  int64_t minutes = 0;  // from there, one way
};
struct OfferingTaken {
  OrgId school_id;
  int64_t places = 0;
};
// An offering without who is in it: for rooms that build on it.
struct OfferingBrief {
  OfferingCard offering;
  std::vector<OfferingTaken> taken;
};
struct OfferingVisit {
  PersonId person_id;  // who teaches
  double hours = 0;    // in the time asked for, as far as it is over
};

struct OfferingFlow {
  std::string id;
  OfferingKind kind{};
  OrgId host_id;
  std::vector<int64_t> grades;  // empty: every grade
  int64_t seats = 0;
  std::vector<OfferingReach> reach;
  std::vector<OfferingTaken> taken;
  std::vector<OfferingVisit> teachers;
};

}  // namespace doorstep::offerings
