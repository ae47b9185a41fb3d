// What the ladder of ranks asks of the other rooms: hours of training, measures that bar, what the portfolio says.
#pragma once

#include <doorstep/ladder/module.h>

namespace doorstep::app {

struct Product;

// `product` outlives what is made; its rooms are asked when a standing is read.
ladder::Sources ladder_sources(Product& product);

}  // namespace doorstep::app
