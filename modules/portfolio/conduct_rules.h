// The rules of conduct, read from data/conduct_*.toml.
#pragma once

#include <string_view>

#include <doorstep/portfolio/conduct.h>

namespace doorstep::portfolio {

Result<ConductRules> read_conduct_rules(std::string_view text, std::string_view name);

const ConductRules& conduct_rules();  // of the newest edition
const ConductMeasure* measure_named(std::string_view code);

}  // namespace doorstep::portfolio
