// A portfolio as pages to print.
#pragma once

#include <doorstep/portfolio/portfolio.h>

namespace doorstep::portfolio {

// What `page` holds, by area, each line with its source. conflict (no-font): see print::Document.
Result<std::string> portfolio_pdf(const Portfolio& page, const PortfolioKinds& kinds, Date made_on, Language language);

}  // namespace doorstep::portfolio
