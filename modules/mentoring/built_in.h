// The rules that are taken into the program as they stand under rules/.
#pragma once

#include <span>
#include <string_view>

namespace doorstep::mentoring {

struct BuiltInFile {
  std::string_view name, text;
};
std::span<const BuiltInFile> built_in_files();

}  // namespace doorstep::mentoring
