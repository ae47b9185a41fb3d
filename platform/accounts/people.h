// What is asked of a new account, one by one or by the sheet.
#pragma once

#include "accounts.h"

namespace doorstep::accounts {

// 2 to 64 letters, digits and . _ - @, any script's letters; in lower case, as names are compared.
Result<std::string> sign_in_name(const std::string& wanted);

// A post with its days filled in. invalid: the role and the organisation do not go together, the days are the wrong
// way.
Result<HeldPost> post_of(const NewPost& wanted);

}  // namespace doorstep::accounts
