// Words of headings, in many languages, by what they mean.
#pragma once

#include <string_view>
#include <vector>

namespace doorstep::imports {

// Parts of headings that mean a target, the more telling first; compared with the plain heading.
struct Hint {
  std::string_view target;
  std::vector<std::string_view> words;
};
const std::vector<Hint>& hints();

}  // namespace doorstep::imports
