// The verbs that belong to no module.
#pragma once

#include <vector>

#include <doorstep/cli/cli.h>

namespace doorstep::app {

cli::Verb serve_verb();
std::vector<cli::Verb> backup_verbs();  // backup, restore, check-files, copy-files
std::vector<cli::Verb> upkeep_verbs();  // migrate, status, openapi, rights
std::vector<cli::Verb> module_verbs();  // what the modules bring

}  // namespace doorstep::app
