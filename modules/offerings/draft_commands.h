// The verbs of sharing places for the wiring: `doorstep draft ...`. They need no data folder.
#pragma once

#include <vector>

#include <doorstep/cli/cli.h>

namespace doorstep::offerings {

std::vector<cli::Verb> draft_commands();

}  // namespace doorstep::offerings
