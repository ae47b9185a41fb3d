// What the rooms know of a teacher, as facts for the portfolio: one function a room.
#pragma once

#include <doorstep/portfolio/portfolio.h>

namespace doorstep::app {

struct Product;

// `product` outlives what is made; its rooms are asked when a portfolio is read.
std::vector<portfolio::Source> portfolio_sources(Product& product);

// What the first ladder with something above asks of the person; empty without one.
std::optional<portfolio::RankStanding> rank_standing(Product& product, const PersonId& person);

}  // namespace doorstep::app
