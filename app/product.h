// Product: every room built and connected over one database. The command line, the server and the tests of the whole
// house all start here.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <doorstep/accounts/accounts.h>
#include <doorstep/accounts/federation.h>
#include <doorstep/accounts/passkeys.h>
#include <doorstep/assignments/module.h>
#include <doorstep/audit/audit.h>
#include <doorstep/balance/balance.h>
#include <doorstep/base/result.h>
#include <doorstep/base/standard.h>
#include <doorstep/bookings/bookings.h>
#include <doorstep/calendar/calendar.h>
#include <doorstep/care/care.h>
#include <doorstep/cartridges/cartridges.h>
#include <doorstep/centres/centres.h>
#include <doorstep/charter/charter.h>
#include <doorstep/children/children.h>
#include <doorstep/classroom/classroom.h>
#include <doorstep/council/council.h>
#include <doorstep/courses/courses.h>
#include <doorstep/db/db.h>
#include <doorstep/development/development.h>
#include <doorstep/evaluation/evaluation.h>
#include <doorstep/exchange/exchange.h>
#include <doorstep/files/files.h>
#include <doorstep/files/previews.h>
#include <doorstep/files/uploads.h>
#include <doorstep/flows/flows.h>
#include <doorstep/groups/groups.h>
#include <doorstep/honours/honours.h>
#include <doorstep/http/route.h>
#include <doorstep/imports/imports.h>
#include <doorstep/jobs/jobs.h>
#include <doorstep/joint/joint.h>
#include <doorstep/ladder/ladder.h>
#include <doorstep/mail/mail.h>
#include <doorstep/mentoring/mentoring.h>
#include <doorstep/metrics/metrics.h>
#include <doorstep/notices/notices.h>
#include <doorstep/offerings/offerings.h>
#include <doorstep/portfolio/conduct.h>
#include <doorstep/portfolio/performance.h>
#include <doorstep/portfolio/portfolio.h>
#include <doorstep/registry/registry.h>
#include <doorstep/registry/standings.h>
#include <doorstep/resources/resources.h>
#include <doorstep/settings/settings.h>
#include <doorstep/staff/staff.h>
#include <doorstep/staffing/desk.h>
#include <doorstep/tools/module.h>
#include <doorstep/training/training.h>
#include <doorstep/unity/unity.h>

#include "live_media.h"
#include "map_tiles.h"

namespace doorstep::app {

// Where the product's own files are: beside the program (build/doorstep -> ../standards, ../web/dist), or where
// DOORSTEP_STANDARDS and DOORSTEP_WEB say.
std::string standards_folder();
std::string web_folder();

// The rooms, from the ground up. Destroyed in reverse.
struct Product {
  std::string where;     // data folder or URL
  std::string uploads;   // folder for uploads on their way
  std::string contents;  // folder of stored files; empty when none is named
  standard::Book book;
  std::unique_ptr<db::Database> database;
  settings::Instance instance;
  std::unique_ptr<audit::Trail> trail;
  std::unique_ptr<registry::Registry> registry;
  std::unique_ptr<registry::Standings> standings;
  std::unique_ptr<Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<files::Files> files;
  std::unique_ptr<files::Previews> previews;
  std::unique_ptr<files::Uploads> parts;  // files that come in parts
  std::unique_ptr<accounts::Federation> federation;
  std::unique_ptr<accounts::Passkeys> passkeys;
  std::unique_ptr<staff::Staff> staff;
  std::unique_ptr<ladder::Ladders> ladders;
  std::unique_ptr<staffing::Desk> staffing;
  std::unique_ptr<mentoring::Mentoring> mentoring;
  std::unique_ptr<portfolio::Portfolios> portfolios;
  std::unique_ptr<portfolio::Conduct> conduct;
  std::unique_ptr<portfolio::Performance> performance;
  std::unique_ptr<exchange::Secondments> secondments;
  std::unique_ptr<exchange::Wishes> exchange_wishes;
  std::unique_ptr<exchange::Plans> exchange_plans;
  std::unique_ptr<groups::Groups> groups;
  std::unique_ptr<unity::Unity> unity;
  std::unique_ptr<council::Councils> councils;
  std::unique_ptr<centres::Centres> centres;
  std::unique_ptr<charter::Charters> charters;
  std::unique_ptr<bookings::Bookings> bookings;
  std::unique_ptr<children::Children> children;
  std::unique_ptr<notices::Notices> notices;
  std::unique_ptr<offerings::Offerings> offerings;
  std::unique_ptr<care::Care> care;
  std::unique_ptr<honours::Honours> honours;
  std::unique_ptr<development::Development> development;
  std::unique_ptr<joint::Joint> joint;
  std::unique_ptr<training::Training> training;
  std::unique_ptr<resources::Resources> resources;
  std::unique_ptr<courses::Courses> courses;
  std::unique_ptr<cartridges::Cartridges> cartridges;
  std::unique_ptr<tools::Desk> tools;
  std::unique_ptr<flows::Flows> flows;
  std::unique_ptr<assignments::Desk> assignments;
  std::unique_ptr<classroom::Classroom> classroom;
  std::unique_ptr<LiveMedia> live;
  std::unique_ptr<calendar::Calendar> calendar;
  std::unique_ptr<mail::Mail> mail;
  std::unique_ptr<evaluation::Evaluations> evaluations;
  std::unique_ptr<balance::Balance> balance;
  std::unique_ptr<imports::Imports> imports;
  metrics::Metrics metrics;
  MapTiles map;
  std::unique_ptr<jobs::Runner> jobs;  // last, so that its work ends first
};

struct Opening {
  std::string machine{};  // name of this server among those of one PostgreSQL
  std::string files{};    // folder for files; empty: in the data folder, and on PostgreSQL none
};

// Where files are kept, below `files` or the data folder `where`; empty when neither names a folder.
std::string contents_folder(const std::string& where, const std::string& files);

// `where` is a data folder or postgresql://... Tables are migrated first.
Result<std::unique_ptr<Product>> open_product(const std::string& where, const Opening& opening = {});

// All rows of the API. `product` may be null for the contract alone: rows are described, never called.
std::vector<http::Route> routes_of(Product& product);

// The migrations of every room, in order.
std::vector<db::Migration> all_migrations();

}  // namespace doorstep::app
