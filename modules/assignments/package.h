// A package of files as a zip.
#pragma once

#include <string>
#include <vector>

#include <doorstep/questions/qti.h>

namespace doorstep::assignments {

// The same files give the same bytes. What cannot be written (disk full) is thrown.
std::string package_bytes(const std::vector<questions::PackageFile>& files);

}  // namespace doorstep::assignments
