// The rows beside signing in and managing accounts: second factor, standing in, invitations, policy.
#pragma once

#include "routes.h"

namespace doorstep::accounts {

void add_more_rows(std::vector<http::Route>& rows, Accounts& accounts);

}  // namespace doorstep::accounts
