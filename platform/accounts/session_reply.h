// What a call that signs in answers: who one is now, and the cookie.
#pragma once

#include <doorstep/http/route.h>

#include "accounts.h"

namespace doorstep::accounts {

struct SessionPost {
  Role role{};
  OrgId org;
  std::string name;  // of the organisation
};
BOOST_DESCRIBE_STRUCT(SessionPost, (), (role, org, name))

// Who asks, and what the page may offer.
struct SessionState {
  bool signed_in = false;
  AccountId account;
  std::string name;
  Language language = Language::zh;
  std::vector<SessionPost> posts;
  std::vector<Right> rights;
  std::string csrf;  // for the header X-CSRF-Token
  bool must_set_password = false;
  bool must_set_second_factor = false;
};
BOOST_DESCRIBE_STRUCT(SessionState, (),
                      (signed_in, account, name, language, posts, rights, csrf, must_set_password,
                       must_set_second_factor))

SessionState state_of(const Actor& actor, const std::string& token, Language language);

// The header's text; an empty token ends the cookie.
std::string session_cookie_of(const http::Call& call, const std::string& token);

http::Reply with_session(const http::Call& call, const SignedIn& made, bool must_set_password);
std::string session_schema(json::Schemas& schemas);

inline From from_of(const http::Call& call) { return {call.remote, call.header("user-agent")}; }

}  // namespace doorstep::accounts
