// A fault in a sheet that was brought back, as every room that takes one tells it.
#pragma once

#include <cstdint>
#include <string>

#include <doorstep/base/describe.h>
#include <doorstep/base/words.h>

namespace doorstep {

struct SheetFault {
  int64_t row = 0;     // line in the sheet, the heading being the first
  std::string column;  // code of the column
  Words what;          // with the remedy
};
BOOST_DESCRIBE_STRUCT(SheetFault, (), (row, column, what))

}  // namespace doorstep
