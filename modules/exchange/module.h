// Exchange for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/base/standard.h>
#include <doorstep/db/db.h>
#include <doorstep/exchange/exchange.h>
#include <doorstep/files/files.h>
#include <doorstep/http/route.h>
#include <doorstep/jobs/jobs.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::exchange {

std::span<const db::Migration> migrations();

// Tells who holds one of `roles` at `org` that something waits; outside of any transaction. May be empty.
using Tell = std::function<void(const Actor&, const OrgId& org, const std::vector<Role>& roles, const Words& title,
                                const Words& body)>;

// Who go together or stay: a mentor with the mentee. Only pairs of one school count.
using Pairs = std::function<std::vector<std::vector<PersonId>>(const OrgId& org)>;

// How far a subject is covered at a school, in full teachers: what it takes, and who is there for it today.
struct SubjectCover {
  OrgId school_id;
  std::string subject;
  double need = 0, available = 0;
};
// Weekly class hours of a full teacher; without a subject: of all that have none of their own.
struct SubjectLoad {
  std::string stage, subject;
  double hours = 0;
};
struct Cover {
  std::vector<SubjectCover> subjects;
  std::vector<SubjectLoad> loads;
};
using Covers = std::function<Cover(const OrgId& org)>;

// All outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  staff::Staff& staff;
  const Places& places;
  const audit::Trail& trail;
  files::Files& files;
  jobs::Runner& jobs;
  const standard::Book& book;
  Tell tell;
  Pairs pairs;    // may be empty
  Covers covers;  // same
};

std::unique_ptr<Secondments> make_secondments(const Around& around);
std::unique_ptr<Wishes> make_wishes(const Around& around);
std::unique_ptr<Plans> make_plans(const Around& around);

std::vector<http::Route> routes(Secondments& secondments, Wishes& wishes, Plans& plans, const Places& places,
                                const files::Files& files);

}  // namespace doorstep::exchange
