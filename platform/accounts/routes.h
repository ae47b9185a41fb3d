// The rows of signing in, of one's own account, of other people's accounts, and of the audit trail.
#pragma once

#include <vector>

#include <doorstep/http/route.h>

#include "accounts.h"

namespace doorstep::accounts {

std::vector<http::Route> routes(Accounts& accounts, const Places& places);
std::vector<http::Route> audit_routes(db::Database& database, const audit::Trail& trail, const Places& places);

}  // namespace doorstep::accounts
