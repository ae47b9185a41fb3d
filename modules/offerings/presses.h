// Presses for places by first come, decided over what was read for all of them: no database here.
#pragma once

#include <exception>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doorstep/audit/audit.h>
#include <doorstep/base/result.h>
#include <doorstep/children/children.h>
#include <doorstep/offerings/own.h>

#include "store_presses.h"

namespace doorstep::offerings {

// One press that waits for its answer. What it names outlives it.
struct Pressing {
  const Actor& actor;
  const children::TiedChild& child;
  const Press& wanted;
  std::optional<Result<PressAnswer>> answer{};
  std::exception_ptr thrown{};
};

// What presses of one transaction change.
struct Pressed {
  std::vector<store::PlaceRow> places;  // new
  std::vector<store::PlaceRow> again;   // of children that had given theirs up
  std::set<std::string> counted;        // offerings whose turns and taken seats changed
  std::vector<store::ConsentRow> consents;
  std::map<std::pair<PersonId, std::string>, PressAnswer> answers;  // of places and turns, by child and offering
  std::vector<audit::Act> acts;                                     // in the order of the presses
};

}  // namespace doorstep::offerings
