// The terms that are taken into the program as they stand under terms/.
#pragma once

#include <span>
#include <string_view>

namespace doorstep::resources {

struct BuiltInFile {
  std::string_view name, text;
};
std::span<const BuiltInFile> built_in_files();

}  // namespace doorstep::resources
