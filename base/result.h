// Result: a value, or the reason why a caller did not get one. A function that can say no returns Result; exceptions
// are for what no caller can act on (database lost, disk full, broken invariant) and are caught in three places only:
// the HTTP edge, the job runner and main.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include <doorstep/base/words.h>

namespace doorstep {

enum class Fault {
  invalid,       // the input is wrong; what and where are named (422)
  not_found,     // no such thing, or none the caller may know of (404)
  conflict,      // right in itself, but not in the present state (409)
  forbidden,     // the caller has no right to it (403)
  unauthorized,  // nobody is signed in (401)
  too_large,     // over a stated limit (413)
  busy,          // try again later (429 or 503)
  stale,         // the If-Match tag is no longer current (412)
};

struct FieldError {
  std::string field;  // name of the field as the caller sent it
  Words what;         // what is wrong and what to do about it
};

struct Error {
  Fault fault = Fault::invalid;
  std::string code;  // stable name for programs, for example "school-unknown"
  Words what;        // one sentence for people: what is wrong and what to do
  std::vector<FieldError> fields{};
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> refuse(Fault fault, std::string code, Words what, std::vector<FieldError> fields = {}) {
  return tl::unexpected<Error>(Error{fault, std::move(code), std::move(what), std::move(fields)});
}

template <class T>
tl::unexpected<Error> pass_on(Result<T>& failed) {
  return tl::unexpected<Error>(std::move(failed.error()));
}

}  // namespace doorstep

// Returns the error of `expression` from the enclosing function, or goes on. DOORSTEP_TRY(x) for Result<void>;
// DOORSTEP_LET(name, expression) declares `name` as the value.
#define DOORSTEP_JOIN_(a, b) a##b
#define DOORSTEP_JOIN(a, b) DOORSTEP_JOIN_(a, b)
#define DOORSTEP_TRY(expression)                                                 \
  do {                                                                           \
    if (auto tried_ = (expression); !tried_) return ::doorstep::pass_on(tried_); \
  } while (false)
#define DOORSTEP_LET(name, expression)                                                           \
  auto DOORSTEP_JOIN(name, _result_) = (expression);                                             \
  if (!DOORSTEP_JOIN(name, _result_)) return ::doorstep::pass_on(DOORSTEP_JOIN(name, _result_)); \
  auto& name = *DOORSTEP_JOIN(name, _result_)
