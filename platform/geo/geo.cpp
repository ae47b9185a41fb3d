#include "geo.h"

#include <proj.h>

#include <cmath>

namespace doorstep::geo {

struct Grid::Inside {
  PJ_CONTEXT* context = nullptr;
  PJ* transform = nullptr;
  ~Inside() {
    if (transform) proj_destroy(transform);
    if (context) proj_context_destroy(context);
  }
};

Grid::Grid(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Grid::Grid(Grid&&) noexcept = default;
Grid& Grid::operator=(Grid&&) noexcept = default;
Grid::~Grid() = default;

Result<Grid> Grid::open(const std::string& crs) {
  auto inside = std::make_unique<Inside>();
  inside->context = proj_context_create();
  proj_log_level(inside->context, PJ_LOG_NONE);
  if (PJ* raw = proj_create_crs_to_crs(inside->context, crs.c_str(), "EPSG:4326", nullptr)) {
    inside->transform = proj_normalize_for_visualization(inside->context, raw);  // always x = longitude
    proj_destroy(raw);
  }
  if (!inside->transform)
    return refuse(
        Fault::invalid, "crs-unknown",
        say("不认识坐标系“{}”；例如 EPSG:27700", "unknown coordinate system “{}”; for example EPSG:27700", crs));
  return Grid{std::move(inside)};
}

std::optional<Point> Grid::at(double x, double y) const {
  const PJ_COORD made = proj_trans(inside_->transform, PJ_FWD, proj_coord(x, y, 0, 0));
  if (!std::isfinite(made.xy.x) || !std::isfinite(made.xy.y)) return std::nullopt;
  return Point{made.xy.x, made.xy.y};
}

}  // namespace doorstep::geo
