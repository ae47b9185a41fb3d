#include "package.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <doorstep/sheets/zip.h>

namespace doorstep::assignments {

std::string package_bytes(const std::vector<questions::PackageFile>& files) {
  auto path = (std::filesystem::temp_directory_path() / "doorstep-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  if (file < 0) throw std::runtime_error("cannot write to " + std::filesystem::temp_directory_path().string());
  ::close(file);
  struct Remove {
    const std::string& path;
    ~Remove() { ::unlink(path.c_str()); }
  } remove{path};
  sheets::ZipWriter zip{path};
  for (const auto& one : files) {
    zip.add(one.path);
    zip.append(one.text);
  }
  zip.finish();
  std::ifstream in{path, std::ios::binary};
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

}  // namespace doorstep::assignments
