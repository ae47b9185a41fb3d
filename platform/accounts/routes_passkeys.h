// The rows of passkeys.
#pragma once

#include <vector>

#include <doorstep/http/route.h>

#include "passkeys.h"

namespace doorstep::accounts {

std::vector<http::Route> passkey_routes(Passkeys& passkeys);

}  // namespace doorstep::accounts
