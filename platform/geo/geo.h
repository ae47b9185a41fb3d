// Geo: coordinates of other systems (national grids) as longitude and latitude, by PROJ and its database.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <doorstep/base/result.h>

namespace doorstep::geo {

struct Point {
  double longitude = 0;  // WGS 84, degrees
  double latitude = 0;
};

// One coordinate system. Not for several threads at once.
class Grid {
 public:
  // invalid: PROJ knows no system of this name ("EPSG:27700").
  static Result<Grid> open(const std::string& crs);
  Grid(Grid&&) noexcept;
  Grid& operator=(Grid&&) noexcept;
  ~Grid();

  // Easting and northing, in the system's unit; empty where they are outside of it.
  std::optional<Point> at(double x, double y) const;

 private:
  struct Inside;
  explicit Grid(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace doorstep::geo
