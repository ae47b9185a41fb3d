// Cartridges for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/cartridges/cartridges.h>
#include <doorstep/courses/courses.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/http/route.h>
#include <doorstep/questions/formats.h>
#include <doorstep/resources/resources.h>

namespace doorstep::cartridges {

// Questions that were, or would be, taken into the bank of who asks.
struct BankedQuestions {
  int64_t fresh = 0, known = 0;
  std::vector<std::string> ids;  // of the fresh ones, once they are kept
};
struct QuestionWish {
  OrgId school;
  std::string subject;
  std::vector<std::string> grades;
  std::string licence, origin;
  bool dry = true;
};

// All outlive what is made.
struct Around {
  db::Database& database;
  const Places& places;
  resources::Resources& resources;
  courses::Courses& courses;
  const files::Files& files;
  const audit::Trail& trail;
  std::function<Result<BankedQuestions>(const Actor&, questions::FoundQuestions, const QuestionWish&)> bank;
  std::function<Result<void>(const Actor&, const std::string& id)> unbank;
};
std::unique_ptr<Cartridges> make_cartridges(Around around);

std::vector<http::Route> routes(Cartridges& cartridges);

}  // namespace doorstep::cartridges
