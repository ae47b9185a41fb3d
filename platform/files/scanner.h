// Scanner: asks clamd, the daemon of ClamAV, whether a file carries something (its command INSTREAM).
#pragma once

#include <string>

#include <doorstep/base/result.h>

namespace doorstep::files {

// `socket` is the path of a Unix socket, as LocalSocket of clamd.conf says. Waits some seconds at most.
//   invalid  "file-infected", with the name of what was found
//   busy     "scanner-silent": it cannot be reached, or did not answer as it should
Result<void> scan(const std::string& socket, const std::string& path);
// That it answers at all (PING). busy
Result<void> ping(const std::string& socket);

}  // namespace doorstep::files
