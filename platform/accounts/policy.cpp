// What the installation asks of sign-ins; kept among its settings.
#include <doorstep/settings/settings.h>

#include "store.h"

namespace doorstep::accounts {
namespace {

constexpr const char* policy_key = "accounts.policy";
constexpr int least_length = 8, most_length = 64;

Policy kept_policy(db::Session& session) { return settings::get<Policy>(session, policy_key).value_or(Policy{}); }

}  // namespace

Policy Accounts::policy() {
  return database_.read([](db::Session& session) { return kept_policy(session); });
}

bool Accounts::demands_second_factor(db::Session& session, const Actor& actor) {
  const auto roles = kept_policy(session).second_factor;
  return std::ranges::any_of(actor.posts, [&](const Post& post) { return std::ranges::count(roles, post.role) > 0; });
}

Result<Policy> Accounts::set_policy(const Actor& by, const Policy& wanted) {
  const auto what = say("密码长度须为 {} 至 {}", "the length of passwords is {} to {}", least_length, most_length);
  if (wanted.password_length < least_length || wanted.password_length > most_length)
    return refuse(Fault::invalid, "policy-invalid", what, {{"password_length", what}});
  auto set = database_.write([&](db::Session& session) -> Result<Policy> {
    const auto before = kept_policy(session);
    settings::set(session, policy_key, wanted);
    trail_.append(session, by,
                  {"policy-changed", "setting", policy_key, {}, {{"policy", json::text(before), json::text(wanted)}}});
    return wanted;
  });
  const std::lock_guard hold(mutex_);
  remembered_.clear();
  return set;
}

}  // namespace doorstep::accounts
