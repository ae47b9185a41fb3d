// Outside tools for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/children/children.h>
#include <doorstep/db/db.h>
#include <doorstep/fetch/fetch.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>
#include <doorstep/tools/protocol.h>
#include <doorstep/tools/tools.h>

namespace doorstep::tools {

std::span<const db::Migration> migrations();

// A course or an assignment as far as tools are concerned.
struct PlaceSide {
  std::string title;
  std::vector<std::string> units;  // ids; of a course
  bool may_change = false;         // who asks
  bool may_teach = false;
};

// The references outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const Places& places;
  children::Children& children;
  staff::Staff& staff;
  const audit::Trail& trail;
  std::string secret;  // of the installation
  std::function<Result<fetch::Response>(const fetch::Request&)> send;
  std::function<Result<PlaceSide>(const Actor& actor, const OrgId& org, const std::string& course)> course_of;
  // Children who have a place where it is taught.
  std::function<std::vector<PersonId>(const OrgId& org, const std::string& course)> in_course;
  std::function<Result<PlaceSide>(const Actor& actor, const OrgId& org, const std::string& assignment)> work_of;
  // Children to whom it is open.
  std::function<std::vector<PersonId>(const std::string& assignment)> in_work;
  // Assignments that are open to a child.
  std::function<std::vector<std::string>(const PersonId& child)> works_of_child;
  std::function<int64_t()> now{};  // seconds since 1970; the machine's clock when empty
};

// Both faces of the one room.
class Desk : public Tools, public Protocol {};
std::unique_ptr<Desk> make_tools(Around around);

std::vector<http::Route> routes(Desk& desk);

}  // namespace doorstep::tools
