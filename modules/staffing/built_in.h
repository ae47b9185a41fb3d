// The norms that are taken into the program as they stand under norms/.
#pragma once

#include <span>
#include <string_view>

namespace doorstep::staffing {

struct BuiltInFile {
  std::string_view name, text;
};
std::span<const BuiltInFile> built_in_files();

}  // namespace doorstep::staffing
