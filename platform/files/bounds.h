// Sizes of files, how they are said, and what is answered where they are over.
#pragma once

#include <string>

#include <doorstep/base/result.h>

namespace doorstep::files {

std::string megabytes(int64_t bytes);  // "50 MB", "1.5 MB", "20 GB"
Result<void> within_quota(int64_t used, int64_t quota, int64_t size);
tl::unexpected<Error> no_folder();  // there is none to keep files in

}  // namespace doorstep::files
