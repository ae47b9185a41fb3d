// The contract: an OpenAPI 3.1 document made from the rows, the same text for the same rows.
#pragma once

#include <span>
#include <string>

#include <doorstep/http/route.h>

namespace doorstep::http {

std::string openapi(std::span<const Route> routes);

}  // namespace doorstep::http
