// Assignments, for other rooms: what children were set, and what of it is taken away with a child. Thread safe.
#pragma once

#include <doorstep/base/actor.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>

namespace doorstep::assignments {

class Assignments {
 public:
  virtual ~Assignments() = default;

  // Takes away every paper of a child with its answers, files, marks and results, whatever state it is in; again does
  // nothing.
  virtual Result<void> forget(const Actor& actor, const PersonId& child) = 0;
};

}  // namespace doorstep::assignments
