// Outside tools.
#pragma once

#include "product.h"

namespace doorstep::app {

void open_tools(Product& product);

}  // namespace doorstep::app
