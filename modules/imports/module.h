// Imports for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/base/standard.h>
#include <doorstep/cli/cli.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/imports/imports.h>
#include <doorstep/jobs/jobs.h>

namespace doorstep::imports {

std::span<const db::Migration> migrations();

struct Needs {
  db::Database* database = nullptr;
  registry::Registry* registry = nullptr;
  jobs::Runner* jobs = nullptr;
  const standard::Book* book = nullptr;
  const audit::Trail* trail = nullptr;
  std::string instance;  // id of this installation: exports carry it, and come back under their own ids
  std::string files;     // folder for uploads and exports
};
// Everything named outlives what is made.
std::unique_ptr<Imports> make_imports(Needs needs);

std::vector<http::Route> routes(Imports& imports, const standard::Book& book, const Places& places);

using Open = std::function<Result<Imports*>(const std::string& data)>;
std::vector<cli::Verb> commands(Open open, std::function<Result<standard::Book>()> book);

}  // namespace doorstep::imports
