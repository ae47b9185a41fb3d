#include "map_tiles.h"

namespace doorstep::app {

Result<void> check(const MapTiles& tiles) {
  const std::string_view url = tiles.url;
  if (url.empty()) return {};
  const auto has = [&](std::string_view part) { return url.find(part) != url.npos; };
  const bool clean = url.find_first_of(" \t\r\n;,'\"<>") == url.npos;
  if ((url.starts_with("https://") || url.starts_with("http://")) && has("{z}") && has("{x}") && has("{y}") && clean &&
      !origin_of(tiles).empty())
    return {};
  return refuse(
      Fault::invalid, "usage",
      say("--map-tiles 应为含 {{z}}、{{x}}、{{y}} 的网址，例如 https://tiles.example.org/{{z}}/{{x}}/{{y}}.png",
          "--map-tiles wants an address with {{z}}, {{x}} and {{y}}, for example "
          "https://tiles.example.org/{{z}}/{{x}}/{{y}}.png"));
}

std::string origin_of(const MapTiles& tiles) {
  const auto host = tiles.url.find("://");
  if (host == tiles.url.npos) return "";
  const auto end = tiles.url.find('/', host + 3);
  return end == host + 3 || end == tiles.url.npos ? "" : tiles.url.substr(0, end);
}

http::Route map_route(const MapTiles& tiles) {
  return http::row<http::None, MapTiles>(
      http::Method::get, "/api/map", Right::open, http::Run::quick, say("地图底图", "Tiles under the maps"),
      [tiles](const http::Call&, const http::None&) -> Result<MapTiles> { return tiles; });
}

}  // namespace doorstep::app
