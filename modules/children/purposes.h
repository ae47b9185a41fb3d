// Purposes, read from the files of purposes/.
#pragma once

#include <string_view>

#include <doorstep/children/children.h>

namespace doorstep::children {

// invalid: the file, and the key that is missing.
Result<std::vector<Purpose>> read_purposes(std::string_view text, std::string_view name);

const std::vector<Purpose>& all_purposes();
const Purpose* purpose_named(std::string_view code);
// Of the words of a purpose: an answer is kept with it.
std::string print_of(const Purpose& purpose);

}  // namespace doorstep::children
