// One request to one HTTP server, by libcurl. Encrypted, but for servers on this machine; no redirects, no cookies.
// Thread safe.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <doorstep/base/result.h>

namespace doorstep::fetch {

struct Request {
  std::string url;
  std::string form{};             // application/x-www-form-urlencoded; empty: a GET
  std::string authorization{};    // value of the header; may be empty
  size_t most_bytes = 256 << 10;  // of the body
  long seconds = 6;               // in all
};

struct Response {
  int status = 0;
  std::string body;
};

// Whether send() would ask there: https, or http to 127.0.0.0/8, ::1 or localhost; without name and password.
bool allowed(const std::string& url);

// invalid    an address that is not allowed
// too_large  the body is over the limit
// busy       nobody answered, not in time, or their certificate is not good; the words name why
Result<Response> send(const Request& request);

// "a=1&b=%E4%B8%9C", for forms and queries.
std::string encoded(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace doorstep::fetch
