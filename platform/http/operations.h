// The rows for whoever operates the program: /healthz and /metrics.
#pragma once

#include <functional>
#include <vector>

#include <doorstep/http/route.h>
#include <doorstep/metrics/metrics.h>

namespace doorstep::http {

// `healthy` is asked on every call of /healthz: an Error (or an exception) makes it 503. /metrics needs Right::operate,
// or a caller on this machine that is not a proxy.
std::vector<Route> operation_routes(const metrics::Metrics& metrics, std::function<Result<void>()> healthy);

}  // namespace doorstep::http
