// The tables of characters that are taken into the program as they stand under data/.
#pragma once

#include <span>
#include <string_view>

namespace doorstep::search {

struct BuiltInFile {
  std::string_view name, text;
};
std::span<const BuiltInFile> built_in_files();

}  // namespace doorstep::search
