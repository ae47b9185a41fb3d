// The generator for the wiring.
#pragma once

#include <vector>

#include <doorstep/cli/cli.h>
#include <doorstep/generator/generator.h>

namespace doorstep::generator {

std::vector<cli::Verb> commands();

}  // namespace doorstep::generator
