// The verbs of files of questions for the wiring: `doorstep questions ...`. They need no data folder.
#pragma once

#include <vector>

#include <doorstep/cli/cli.h>

namespace doorstep::assignments {

std::vector<cli::Verb> question_commands();

}  // namespace doorstep::assignments
