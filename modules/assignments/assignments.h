// Assignments, for other rooms: what children were set, and what of it is taken away with a child. Thread safe.
#pragma once

#include <doorstep/base/actor.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>
#include <doorstep/children/traces.h>

namespace doorstep::assignments {

class Assignments {
 public:
  virtual ~Assignments() = default;

  // For children::Trace: papers with their answers and marks; of a child who is still at a school those whose time is
  // over.
  virtual Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                 bool dry) = 0;
};

}  // namespace doorstep::assignments
