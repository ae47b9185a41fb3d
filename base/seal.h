// Seals short secrets that the database keeps for others (XSalsa20-Poly1305 by libsodium): a copy of the database alone
// opens nothing. Pure functions, thread safe.
#pragma once

#include <string>

namespace doorstep {

// `installation` is the secret of the installation; `purpose` keeps one room's secrets from opening in another.
std::string sealed(const std::string& secret, const std::string& installation, const std::string& purpose);

// Empty when it was sealed by another installation or for another purpose.
std::string unsealed(const std::string& kept, const std::string& installation, const std::string& purpose);

}  // namespace doorstep
