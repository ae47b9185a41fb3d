// Viewers: what who asks is to a teacher, from posts, the register and the ties of accounts to staff.
#pragma once

#include "module.h"

namespace doorstep::portfolio {

class Viewers {
 public:
  explicit Viewers(const Around& around) : around_(around) {}

  Viewer of(const Actor& actor, const staff::Teacher& teacher) const;
  // Confirms what the teacher hands in: the school; of who leads a school, what lies above it. Never one's own.
  bool confirms(const Actor& actor, const staff::Teacher& teacher) const;
  // Heads this very school: a post of principal there.
  static bool heads(const Actor& actor, const OrgId& school);

  // Leaves an entry in the trail that `actor` read `what` of a person; nothing for one's own.
  void note(const Actor& actor, Viewer viewer, const char* what, const PersonId& person, const OrgId& school) const;

 private:
  const Around& around_;
};

inline bool leads(const staff::Teacher& teacher) { return teacher.role == "principal"; }

}  // namespace doorstep::portfolio
