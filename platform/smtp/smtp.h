// One mail to one mail server (RFC 5321) by libcurl. Thread safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::smtp {

// starttls: the connection is encrypted before anything is said, or nothing is sent. none: for a server on this
// machine.
enum class Security { starttls, tls, none };
BOOST_DESCRIBE_ENUM(Security, starttls, tls, none)

struct Server {
  std::string host;
  int64_t port = 587;
  Security security = Security::starttls;
  std::string user, password;  // empty: without signing in
  std::string ca_file;         // PEM; empty: those that the system trusts
  std::string from, from_name;
};

struct Message {
  std::string id;  // left part of the Message-ID
  std::string to, subject, text;
  std::string off;  // address of one-click opt-out (RFC 8058); may be empty
  int64_t at = 0;   // seconds since 1970
};

// invalid: no address that this can send to (one @, ASCII, no signs that end a line).
Result<void> check_address(const std::string& address, const char* field);

// The header fields of a message, without line ends, encoded by RFC 2047 where they need it.
std::vector<std::string> headers_of(const Server& server, const Message& message);

struct Outcome {
  bool sent = false;
  bool final = false;  // trying again makes no sense: refused for good (5xx), or the settings are wrong
  std::string said;    // by the server, or why it was not reached
};
// Waits at most 20 s for a connection and 60 s in all.
Outcome send(const Server& server, const Message& message);

}  // namespace doorstep::smtp
