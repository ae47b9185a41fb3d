// Amounts: two columns of numbers read from a table of any kind, for the engine alone.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/result.h>

namespace doorstep::balance {

// One entry a row; NaN where the cell is empty. `rows` are the row numbers in the file, as its reader sees them.
struct Amounts {
  std::vector<double> amounts;
  std::vector<double> students;
  std::vector<int64_t> rows;
};

// invalid: the file cannot be read, has no such columns, or holds text where a number must be; row and column named.
Result<Amounts> read_amounts(const std::string& file, const std::string& amount, const std::string& students);

}  // namespace doorstep::balance
