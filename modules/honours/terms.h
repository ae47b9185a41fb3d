// Kinds and levels of honours, read from the files of terms/.
#pragma once

#include <string_view>

#include <doorstep/honours/honours.h>

namespace doorstep::honours {

struct HonourTerms {
  std::vector<HonourTerm> kinds, levels;  // levels from the lowest
};
// invalid: the file, and the key that is missing.
Result<HonourTerms> read_terms(std::string_view text, std::string_view name);
const HonourTerms& terms();
// By code or by either word; empty: none.
std::string code_named(const std::vector<HonourTerm>& of, std::string_view text);

}  // namespace doorstep::honours
