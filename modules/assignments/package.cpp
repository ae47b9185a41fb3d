#include "package.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <doorstep/sheets/zip.h>

namespace doorstep::assignments {
namespace {

constexpr int64_t most_package_bytes = int64_t{256} << 20;  // unzipped, with the pictures that are not read

}  // namespace

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

Result<std::vector<questions::PackageFile>> package_files(const std::filesystem::path& file) {
  const sheets::ZipLimits limits{.entries = 6'000, .total_bytes = most_package_bytes};
  DOORSTEP_LET(zip, sheets::ZipArchive::open(sheets::Input::file(file), limits));
  std::vector<questions::PackageFile> made;
  for (const auto& entry : zip.entries()) {
    if (!entry.name.ends_with(".xml") && !entry.name.ends_with(".qti")) continue;
    if (entry.size > static_cast<int64_t>(questions::most_file_bytes))
      return refuse(
          Fault::too_large, "package-file",
          say("“{0}”超过 {1} MB", "\"{0}\" has more than {1} MB", entry.name, questions::most_file_bytes >> 20));
    DOORSTEP_LET(source, zip.read(entry));
    std::string text(static_cast<size_t>(entry.size), '\0');
    DOORSTEP_LET(got, sheets::read_fully(*source, text.data(), text.size()));
    text.resize(got);
    made.push_back({entry.name, std::move(text)});
  }
  return made;
}

}  // namespace doorstep::assignments
