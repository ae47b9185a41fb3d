// Sides and the rules by which an activity counts for one, read from the files of terms/.
#pragma once

#include <string_view>

#include <doorstep/development/development.h>

namespace doorstep::development {

struct SideRule {
  std::string room, kind;  // empty: any
  std::vector<std::string> words;
  std::string side;
};
struct DevelopmentTerms {
  std::vector<DevelopmentSide> sides;
  std::vector<SideRule> rules;
  bool has(std::string_view side) const;
  std::string side_of(const StudentActivity& activity) const;  // empty: of none
};
// invalid: the file, and the key that is missing.
Result<DevelopmentTerms> read_terms(std::string_view text, std::string_view name);
const DevelopmentTerms& terms();

}  // namespace doorstep::development
