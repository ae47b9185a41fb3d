#include "failures.h"

#include <algorithm>

#include <doorstep/base/digest.h>

namespace doorstep::accounts {
namespace {

constexpr int64_t forgotten_after = 86400;

// After `free` failures the next try must wait 1 s, then twice as long each time, up to `longest`.
struct Delay {
  int64_t free, longest;
};
constexpr Delay at_one_address{5, 900};
constexpr Delay at_all_addresses{30, 60};

void count_one(db::Session& session, const std::string& subject, const Delay& delay, int64_t now) {
  auto row = store::failure(session, subject).value_or(store::FailureRow{subject, 0, 0, 0});
  if (row.last_at < now - forgotten_after) row.failures = 0;
  ++row.failures;
  row.last_at = now;
  const int64_t over = row.failures - delay.free;
  if (over >= 0) row.locked_until = now + std::min(delay.longest, int64_t{1} << std::min<int64_t>(over, 20));
  store::set_failure(session, row);
}

}  // namespace

Subjects subjects_of(const std::string& sign_in, const std::string& remote) {
  return {digest_hex("here " + sign_in + " " + remote), digest_hex("everywhere " + sign_in)};
}

int64_t locked_until(db::Session& session, const Subjects& subjects) {
  int64_t until = 0;
  for (const auto& subject : {subjects.here, subjects.everywhere})
    if (const auto failure = store::failure(session, subject)) until = std::max(until, failure->locked_until);
  return until;
}

void count_failure(db::Session& session, const Subjects& subjects, int64_t now) {
  count_one(session, subjects.here, at_one_address, now);
  count_one(session, subjects.everywhere, at_all_addresses, now);
}

void forget_failures(db::Session& session, const Subjects& subjects, int64_t now) {
  for (const auto& subject : {subjects.here, subjects.everywhere})
    store::drop_failure(session, subject, now - forgotten_after);
}

tl::unexpected<Error> too_many_failures(int64_t wait) {
  return refuse(Fault::busy, "too-many-failures",
                say("尝试次数过多，请 {} 秒后再试", "too many tries; try again in {} seconds", wait));
}

}  // namespace doorstep::accounts
