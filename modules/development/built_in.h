// The files of terms/, taken into the program by the build.
#pragma once

#include <span>
#include <string_view>

namespace doorstep::development {

struct BuiltInFile {
  std::string_view name, text;
};
std::span<const BuiltInFile> built_in_files();

}  // namespace doorstep::development
