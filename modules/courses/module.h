// Courses for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/courses/courses.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/offerings/offerings.h>
#include <doorstep/registry/registry.h>

namespace doorstep::courses {

std::span<const db::Migration> migrations();

// All outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const Places& places;
  offerings::Offerings& offerings;
  const audit::Trail& trail;
  // The title of a resource that the actor may see; not_found.
  std::function<Result<std::string>(const Actor& actor, const std::string& resource)> title_of;
};
std::unique_ptr<Courses> make_courses(Around around);

std::vector<http::Route> routes(Courses& courses);

}  // namespace doorstep::courses
