// The verbs that belong to no module.
#pragma once

#include <string>
#include <vector>

#include <doorstep/cli/cli.h>

namespace doorstep::app {

// Where a verb finds its data, as its options say.
struct DataPlace {
  std::string data = "data", database;
  bool json = false;  // print one JSON value
  const std::string& place() const { return database.empty() ? data : database; }
};
// --data and, where it is one of the two, --database.
void place_options(CLI::App& app, DataPlace& into, bool postgres = true);

cli::Verb serve_verb();
std::vector<cli::Verb> backup_verbs();  // backup, restore, check-files, copy-files
std::vector<cli::Verb> upkeep_verbs();  // migrate, status, openapi, rights
std::vector<cli::Verb> module_verbs();  // what the modules bring

}  // namespace doorstep::app
