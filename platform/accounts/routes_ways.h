// The rows of the other ways in: providers of OpenID Connect, what is tied to the own account.
#pragma once

#include <vector>

#include <doorstep/http/route.h>

#include "federation.h"

namespace doorstep::accounts {

std::vector<http::Route> federation_routes(Accounts& accounts, Federation& federation);

}  // namespace doorstep::accounts
