// Rules: what a model says of one membership, and of a group on a day. Pure: values in, faults out.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <doorstep/groups/groups.h>

namespace doorstep::groups {

struct SchoolFacts {
  std::string name;
  std::string stages;
  std::string legal_form;
  Date begin_on;
};

// A membership of the same school in another group.
struct Elsewhere {
  registry::MembershipRow row;
  std::string group;
  std::string model;
};

struct Situation {
  const Model* model = nullptr;
  std::vector<registry::MembershipRow> members;  // of the group: past, present and future
  std::map<OrgId, SchoolFacts> schools;
  std::map<OrgId, std::vector<Elsewhere>> elsewhere;  // by school
};

struct Broken {
  std::string code;   // stable name of the rule
  std::string field;  // of a request that brought it about
  Words what;
};

// What `one`, which is among the members, breaks.
std::vector<Broken> broken_by(const Situation& at, const registry::MembershipRow& one);

// What the model still asks for on `day`.
std::vector<Words> lacking(const Situation& at, Date day);

}  // namespace doorstep::groups
