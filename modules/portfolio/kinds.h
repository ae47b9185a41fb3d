// Areas and kinds of a portfolio, read from data/kinds.toml.
#pragma once

#include <string_view>

#include <doorstep/portfolio/portfolio.h>

namespace doorstep::portfolio {

// invalid (kinds-invalid) names the file and the key.
Result<PortfolioKinds> read_kinds(std::string_view text, std::string_view name);

const PortfolioKinds& all_kinds();
const PortfolioKind* kind_named(std::string_view code);

}  // namespace doorstep::portfolio
