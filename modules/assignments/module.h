// Assignments for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/assignments/assignments.h>
#include <doorstep/assignments/by_sheet.h>
#include <doorstep/assignments/marking_room.h>
#include <doorstep/assignments/materials.h>
#include <doorstep/assignments/room.h>
#include <doorstep/audit/audit.h>
#include <doorstep/base/file.h>
#include <doorstep/children/children.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/files/uploads.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::assignments {

std::span<const db::Migration> migrations();

// The library as assignments see it; what is empty is not there.
struct LibraryItem {
  std::string title, url;
  std::vector<FileInfo> files;
};
struct Library {
  std::function<std::optional<std::string>(const Actor&, const std::string& resource)> title_of{};  // if it may be seen
  std::function<std::optional<LibraryItem>(const OrgId& school, const std::string& resource)> seen_by{};
  // Notes that it is used. What is refused is passed over.
  std::function<void(const Actor&, const std::string& resource, const OrgId& school, const ClassId& of_class,
                     const std::string& what)>
      use{};
};

// The references outlive what is made. `now` gives seconds since 1970; the machine's clock when empty.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const Places& places;
  children::Children& children;
  staff::Staff& staff;
  const files::Files& files;
  const audit::Trail& trail;
  std::function<std::string(const OrgId& org)> zone_of;  // the time zone in which an organisation reckons
  std::function<int64_t()> now{};
  Library resources{};
  // Tells people of something in an organisation's name; nobody when empty.
  std::function<void(const OrgId& org, const std::set<AccountId>& accounts, const Words& title, const Words& body)>
      tell{};
};

// All faces of the one room.
class Desk : public Room, public BySheet, public Materials, public MarkingRoom, public Assignments {};
std::unique_ptr<Desk> make_assignments(Around around);

std::vector<http::Route> routes(Desk& desk);
std::vector<http::Route> sheet_routes(BySheet& desk);  // among them
// `stored`: a file of the library.
std::vector<http::Route> material_routes(Materials& desk,
                                         std::function<Result<files::Stored>(const std::string& file)> stored);
// Marking by people, and the files of answers.
std::vector<http::Route> marking_routes(Desk& desk, const files::Uploads& uploads);

}  // namespace doorstep::assignments
