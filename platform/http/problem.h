// Errors as problem details (RFC 9457), in the caller's language and, under "texts", in both.
#pragma once

#include <doorstep/http/route.h>

namespace doorstep::http {

int status_of(const Error& error);

Reply problem(const Error& error, int status, Language language, const std::string& request_id);
inline Reply problem(const Error& error, const Call& call) {
  return problem(error, status_of(error), call.language, call.actor.request_id);
}

}  // namespace doorstep::http
