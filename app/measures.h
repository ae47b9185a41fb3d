// Measures: what the rooms' records say of the schools of a group, for the yearly evaluation.
#pragma once

#include <doorstep/evaluation/module.h>

namespace doorstep::app {

struct Product;

// `product` outlives what is made; its rooms are asked when a round is read.
evaluation::Measures measures_of(Product& product);

}  // namespace doorstep::app
