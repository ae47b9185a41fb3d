// The verbs of planning for the wiring: `doorstep exchange ...`. They need no data folder.
#pragma once

#include <vector>

#include <doorstep/cli/cli.h>

namespace doorstep::exchange {

std::vector<cli::Verb> planning_commands();

}  // namespace doorstep::exchange
