// Who sees a lesson, when its keys are good, and what its fields may be. Values only.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include <doorstep/accounts/rights.h>
#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>

#include "store.h"

namespace doorstep::classroom {

tl::unexpected<Error> wrong_field(const char* field, Words what);

// Whom audiences let in, for one person and many lessons.
class Sight {
 public:
  Sight(const Actor& actor, const Places& places);

  // Whether the audience alone lets the person in.
  bool sees(const OrgId& host, LessonAudience audience);
  bool at_home() const { return at_home_; }  // signed in, and not by a one-time link alone
  // Whether the person works, learns or has a child at the school.
  bool belongs_to(const OrgId& school) const;

 private:
  bool within_reach(const OrgId& host, LessonAudience audience) const;

  const Actor& actor_;
  const Places& places_;
  bool at_home_;
  std::map<std::tuple<OrgId, LessonAudience>, bool> known_;
};

// The state now: what nobody ended is over some hours after its planned end.
LessonState state_at(const store::LessonRow& row, int64_t now);

bool good_source(std::string_view name);  // [a-z0-9-]{1,16}
bool good_grade(std::string_view grade);  // 01 to 12, KG, or none

const Words& word_of(LessonKind kind);
const Words& word_of(LessonAudience audience);
const Words& word_of(LessonState state);

}  // namespace doorstep::classroom
