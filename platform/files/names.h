// Names of files, as people give them and as the house keeps them. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include <doorstep/base/result.h>

namespace doorstep::files {

inline constexpr size_t longest_name = 200;  // bytes

// The last part of a path, without control characters, marks that turn the direction of writing or show as nothing,
// and blanks and dots around it; cut to longest_name between letters, its ending kept. The letters themselves stay as
// they came: a name in NFC stays in NFC. invalid when nothing is left, or there is no ending.
Result<std::string> clean_name(std::string_view name);

// "pdf" of "Plan.PDF"; empty without one.
std::string ending_of(std::string_view name);

}  // namespace doorstep::files
