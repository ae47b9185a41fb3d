// Grids: which national coordinate system eastings and northings of a table are in, judged by where they fall.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <doorstep/base/words.h>

namespace doorstep::imports {

struct GridGuess {
  std::string crs;  // "EPSG:27700"
  std::string of;   // where it is used
};

// The grids in which all points fall into their own country. One whose name or country a heading says comes alone.
std::vector<GridGuess> grids_of(const std::vector<std::pair<double, double>>& points,
                                const std::vector<std::string>& headings);

}  // namespace doorstep::imports
