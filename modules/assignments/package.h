// A package of files as a zip.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <doorstep/questions/qti.h>

namespace doorstep::assignments {

// The same files give the same bytes. What cannot be written (disk full) is thrown.
std::string package_bytes(const std::vector<questions::PackageFile>& files);

// The XML files of a package, within limits; pictures and what else is in it are not read.
//   invalid    no zip, damaged, a path that leads out of it
//   too_large  more than 6,000 files, 256 MB unzipped, or 8 MB of one XML file
Result<std::vector<questions::PackageFile>> package_files(const std::filesystem::path& file);

}  // namespace doorstep::assignments
