// Failed tries of a name, counted for the address that they came from and for everywhere: after some, the next must
// wait, twice as long each time.
#pragma once

#include "store.h"

namespace doorstep::accounts {

struct Subjects {
  std::string here, everywhere;
};
Subjects subjects_of(const std::string& sign_in, const std::string& remote);

int64_t locked_until(db::Session& session, const Subjects& subjects);  // seconds since 1970; 0: not locked
void count_failure(db::Session& session, const Subjects& subjects, int64_t now);
void forget_failures(db::Session& session, const Subjects& subjects, int64_t now);

tl::unexpected<Error> too_many_failures(int64_t wait);

}  // namespace doorstep::accounts
