#include "session_reply.h"

#include <algorithm>

#include <doorstep/http/edge.h>

namespace doorstep::accounts {

SessionState state_of(const Actor& actor, const std::string& token, Language language) {
  SessionState state;
  state.signed_in = actor.signed_in();
  state.account = actor.account;
  state.name = actor.name;
  state.language = language;
  for (const auto& post : actor.posts) state.posts.push_back({post.role, post.org, {}});
  for (const auto& name : describe::enum_names<Right>()) {
    const auto right = *describe::enum_value<Right>(name);
    const auto carries = [&](const Post& post) { return reach_of(post.role, right) != Reach::none; };
    if (std::ranges::any_of(actor.posts, carries)) state.rights.push_back(right);
  }
  if (state.signed_in) state.csrf = http::csrf_token(token);
  return state;
}

std::string session_cookie_of(const http::Call& call, const std::string& token) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax{}{}", http::session_cookie, token,
                     call.https ? "; Secure" : "", token.empty() ? "; Max-Age=0" : "");
}

http::Reply with_session(const http::Call& call, const SignedIn& made, bool must_set_password) {
  auto state = state_of(made.actor, made.token, made.actor.language);
  state.must_set_password = must_set_password;
  auto reply = http::reply_of(state, 200);
  reply.headers.emplace_back("Set-Cookie", session_cookie_of(call, made.token));
  return reply;
}

std::string session_schema(json::Schemas& schemas) { return schemas.ref<SessionState>(); }

}  // namespace doorstep::accounts
