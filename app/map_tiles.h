// Map tiles: an office may draw its maps over the tiles of a server of its own choice. Without one the maps are drawn
// from the register alone and nothing is asked of anybody.
#pragma once

#include <string>

#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/http/route.h>

namespace doorstep::app {

struct MapTiles {
  std::string url;          // "https://tiles.example.org/{z}/{x}/{y}.png", Web Mercator; empty: none
  std::string attribution;  // that the tiles' licence asks to show
};
BOOST_DESCRIBE_STRUCT(MapTiles, (), (url, attribution))

// Refuses an address that is not http(s) or lacks {z}, {x} or {y}.
Result<void> check(const MapTiles& tiles);

// "https://tiles.example.org" of the address; empty when there are no tiles.
std::string origin_of(const MapTiles& tiles);

// GET /api/map
http::Route map_route(const MapTiles& tiles);

}  // namespace doorstep::app
