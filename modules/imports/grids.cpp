#include "grids.h"

#include <algorithm>

#include <doorstep/geo/geo.h>

#include "cells.h"

namespace doorstep::imports {
namespace {

// A grid, the box of its country in degrees, and words that tell it in headings.
struct Known {
  const char* crs;
  const char* of;
  double west, south, east, north;
  std::vector<std::string_view> words;
};

const std::vector<Known>& known() {
  static const std::vector<Known> all{
      {"EPSG:27700", "Great Britain", -8.7, 49.8, 1.8, 60.9, {"bng", "osgb", "nationalgrid", "27700"}},
      {"EPSG:2157", "Ireland, ITM", -10.7, 51.3, -5.3, 55.5, {"itm", "2157"}},
      {"EPSG:29903", "Ireland, Irish Grid", -10.7, 51.3, -5.3, 55.5, {"irishgrid", "29903", "29902"}},
      {"EPSG:25832", "Germany, UTM zone 32", 5.8, 47.2, 12.2, 55.1, {"utm32", "25832", "32n"}},
      {"EPSG:25833", "Germany, UTM zone 33", 9.8, 47.2, 15.1, 54.8, {"utm33", "25833", "33n"}},
      {"EPSG:31466", "Germany, Gauss-Krueger zone 2", 5.8, 49.1, 7.6, 53.8, {"31466"}},
      {"EPSG:31467", "Germany, Gauss-Krueger zone 3", 7.4, 47.2, 10.6, 55.1, {"31467"}},
      {"EPSG:31468", "Germany, Gauss-Krueger zone 4", 10.4, 47.2, 13.6, 54.8, {"31468"}},
      {"EPSG:2056", "Switzerland, LV95", 5.9, 45.8, 10.6, 47.9, {"lv95", "2056"}},
      {"EPSG:21781", "Switzerland, LV03", 5.9, 45.8, 10.6, 47.9, {"lv03", "21781"}},
      {"EPSG:31287", "Austria, Lambert", 9.5, 46.3, 17.2, 49.1, {"31287", "mgi"}},
      {"EPSG:2154", "France, Lambert-93", -5.2, 41.3, 9.7, 51.2, {"lambert93", "l93", "2154"}},
      {"EPSG:28992", "Netherlands, RD", 3.2, 50.7, 7.3, 53.6, {"rijksdriehoek", "rdx", "28992"}},
      {"EPSG:31370", "Belgium, Lambert 72", 2.5, 49.4, 6.5, 51.6, {"lambert72", "31370"}},
      {"EPSG:3067", "Finland, TM35FIN", 19.0, 59.5, 31.7, 70.2, {"tm35fin", "euref", "3067"}},
      {"EPSG:3006", "Sweden, SWEREF 99 TM", 10.9, 55.2, 24.3, 69.2, {"sweref", "3006"}},
      {"EPSG:25830", "Spain, UTM zone 30", -6.4, 35.9, 0.2, 43.9, {"utm30", "25830", "huso30"}},
      {"EPSG:3826", "Taiwan, TWD97", 119.2, 21.8, 122.2, 25.5, {"twd97", "3826"}},
      {"EPSG:3414", "Singapore, SVY21", 103.5, 1.1, 104.2, 1.6, {"svy21", "3414"}},
      {"EPSG:5179", "Korea, unified", 124.5, 33.0, 131.0, 38.7, {"5179", "utmk"}},
      {"EPSG:2193", "New Zealand, NZTM", 166.0, -47.5, 178.7, -34.0, {"nztm", "2193"}},
      {"EPSG:2326", "Hong Kong, 1980 grid", 113.8, 22.1, 114.5, 22.6, {"hk1980", "2326"}}};
  return all;
}

bool all_within(const Known& grid, const std::vector<std::pair<double, double>>& points) {
  const auto opened = geo::Grid::open(grid.crs);
  return opened && std::ranges::all_of(points, [&](const auto& point) {
           const auto at = opened->at(point.first, point.second);
           return at && at->longitude >= grid.west && at->longitude <= grid.east && at->latitude >= grid.south &&
                  at->latitude <= grid.north;
         });
}

}  // namespace

std::vector<GridGuess> grids_of(const std::vector<std::pair<double, double>>& points,
                                const std::vector<std::string>& headings) {
  std::vector<GridGuess> found;
  if (points.empty()) return found;
  for (const auto& grid : known()) {
    if (!all_within(grid, points)) continue;
    const bool said = std::ranges::any_of(headings, [&](const std::string& heading) {
      const auto plain = plain_heading(heading);
      return std::ranges::any_of(grid.words, [&](std::string_view word) { return plain.find(word) != plain.npos; });
    });
    if (said) return {{grid.crs, grid.of}};
    found.push_back({grid.crs, grid.of});
  }
  return found;
}

}  // namespace doorstep::imports
