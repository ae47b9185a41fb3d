// Kinds of services, what food may hold, what a guardian agrees to: read from the files of terms/.
#pragma once

#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/care/meals.h>

namespace doorstep::care {

struct CareTerms {
  std::vector<CareKind> kinds;
  std::vector<CareAllergen> allergens;
  CareConsentText consent;
  const CareKind* kind(std::string_view code) const;
  const CareAllergen* allergen(std::string_view code) const;
};
// invalid: the file, and the key that is missing.
Result<CareTerms> read_terms(std::string_view text, std::string_view name);
const CareTerms& terms();

}  // namespace doorstep::care
