// Traces: what other rooms keep of a child (places, answers, sign-ups) and let go of when it is erased or past its
// time.
#pragma once

#include <functional>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/base/words.h>

namespace doorstep::children {

// `past`: what is over; `everything`: also what still runs, of a child who left.
enum class Forgetting { past, everything };

struct Trace {
  Words what;  // "places in clubs"
  // The number of records that went; dry: that would go. One transaction, with its entry in the audit trail; doing it
  // again does nothing. conflict: something is under way that needs them.
  std::function<Result<int64_t>(const Actor&, const std::vector<PersonId>&, Forgetting, bool dry)> forget;
};

}  // namespace doorstep::children
