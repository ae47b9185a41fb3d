// Sessions: signing in, staying signed in, signing out; passwords.
#include <algorithm>

#include <doorstep/base/digest.h>
#include <doorstep/log/log.h>

#include "failures.h"
#include "password.h"
#include "store.h"

namespace doorstep::accounts {
namespace {

constexpr int64_t remembered_seconds = 30;  // how long another machine may not know that a session was ended
constexpr int64_t seen_every = 60;
constexpr size_t most_remembered = 100'000;
constexpr size_t longest_agent = 200;

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

tl::unexpected<Error> not_signed_in() {
  return refuse(Fault::unauthorized, "sign-in-failed",
                say("登录名或密码不正确", "the sign-in name or the password is not right"));
}

tl::unexpected<Error> code_needed() {
  return refuse(Fault::unauthorized, "second-factor-needed",
                say("请输入验证器应用中的六位数字", "type the six digits of your authenticator app"));
}

tl::unexpected<Error> session_over() {
  return refuse(Fault::unauthorized, "session-over",
                say("登录已过期，请重新登录", "the session is over; sign in again"));
}

Actor actor_of(db::Session& session, const store::AccountRow& row) {
  Actor actor{row.id, row.name, {}, row.language, ""};
  const auto today = Date::today();
  const auto lasts = [&](const auto& held) { return holds_on(held, today); };
  for (const auto& post : store::posts(session, row.id))
    if (lasts(post)) actor.posts.push_back({post.role, post.org});
  for (const auto& standing_in : store::delegations_to(session, row.id)) {
    AccountId holder;
    const auto post = store::post(session, standing_in.post, holder);
    if (lasts(standing_in) && post && lasts(*post)) actor.posts.push_back({post->role, post->org});
  }
  return actor;
}

}  // namespace

Result<SignedIn> Accounts::begin_session(db::Session& session, const AccountId& account, const From& from,
                                         Opened opened) {
  const auto row = store::by_id(session, account);
  if (!row || row->suspended) return not_signed_in();
  SignedIn made{new_token(), actor_of(session, *row)};
  if (made.actor.posts.empty())
    return refuse(
        Fault::forbidden, "no-post",
        say("该账号目前没有职务，请联系管理员", "the account holds no post today; ask whoever manages accounts"));
  store::drop_old_sessions(session, now() - settings_.session_seconds, now() - settings_.idle_seconds);
  store::add_session(session,
                     {new_uuid(), digest_hex(made.token), account, now(), now(), from.remote,
                      from.agent.substr(0, longest_agent), opened == Opened::by_link, opened == Opened::strongly});
  return made;
}

Result<SignedIn> Accounts::sign_in(const std::string& name, const std::string& password, const std::string& code,
                                   const From& from) {
  const auto sign_in = lower(name);
  const auto subjects = subjects_of(sign_in, from.remote);
  struct Known {
    std::optional<store::AccountRow> row;
    int64_t locked_until = 0;
  };
  const auto known = database_.read([&](db::Session& session) {
    return Known{store::by_sign_in(session, sign_in), locked_until(session, subjects)};
  });
  if (const auto wait = known.locked_until - now(); wait > 0) return too_many_failures(wait);
  const auto kept = known.row ? known.row->password.value_or("") : "";
  DOORSTEP_LET(right, passwords_->right(kept, password));
  std::optional<std::string> fresh;
  if (right && passwords_->outdated(kept)) {
    DOORSTEP_LET(hashed, passwords_->hashed(password));
    fresh = hashed;
  }
  bool refused = false;
  auto signed_in = database_.write([&](db::Session& session) -> Result<SignedIn> {
    refused = !right || known.row->suspended;
    if (!refused) {
      const bool second = store::has_second_factor(session, known.row->id);
      if (second && code.empty()) return code_needed();
      refused = second && !use_code(session, known.row->id, code);
    }
    if (refused) {
      count_failure(session, subjects, now());
      return SignedIn{};
    }
    forget_failures(session, subjects, now());
    if (fresh) {
      auto row = *known.row;
      row.password = fresh;
      store::set(session, row);
    }
    return begin_session(session, known.row->id, from, Opened::plainly);
  });
  if (!refused) return signed_in;
  log::write(log::Level::warning, "sign-in failed", {{"remote", from.remote}});
  return not_signed_in();
}

Result<SignedIn> Accounts::follow(const std::string& link_token, const From& from) {
  return database_.write([&](db::Session& session) -> Result<SignedIn> {
    const auto digest = digest_hex(link_token);
    const auto link = store::link(session, digest);
    if (!link || link->expires_at <= now() || store::drop_link(session, digest) != 1)
      return refuse(
          Fault::unauthorized, "link-over",
          say("此链接已使用或已过期，请索取新的链接", "this link was used or has expired; ask for a new one"));
    return begin_session(session, link->account, from, Opened::by_link);
  });
}

std::optional<Actor> Accounts::actor(const AccountId& account) {
  return database_.read([&](db::Session& session) -> std::optional<Actor> {
    const auto row = store::by_id(session, account);
    if (!row || row->suspended) return {};
    auto made = actor_of(session, *row);
    return made.posts.empty() ? std::nullopt : std::optional{std::move(made)};
  });
}

void Accounts::sign_out(const std::string& token) {
  const auto digest = digest_hex(token);
  {
    const std::lock_guard hold(mutex_);
    remembered_.erase(digest);
  }
  const auto ended = database_.write([&](db::Session& session) -> Result<bool> {
    store::end_session_of(session, digest);
    return true;
  });
  if (!ended) throw db::Lost("ending a session: " + ended.error().what.en);
}

std::optional<Actor> Accounts::remembered(const std::string& token) {
  const auto digest = digest_hex(token);
  const std::lock_guard hold(mutex_);
  const auto found = remembered_.find(digest);
  if (found == remembered_.end() || found->second.until <= now()) return {};
  return found->second.actor;
}

Result<Actor> Accounts::authenticate(const std::string& token) {
  if (auto actor = remembered(token)) return std::move(*actor);
  const auto digest = digest_hex(token);
  std::optional<store::SessionRow> row;
  auto actor = database_.read([&](db::Session& session) -> Result<Actor> {
    row = store::session_of(session, digest);
    if (!row || row->made_at + settings_.session_seconds <= now() || row->seen_at + settings_.idle_seconds <= now())
      return session_over();
    const auto account = store::by_id(session, row->account);
    if (!account || account->suspended) return session_over();
    auto made = actor_of(session, *account);
    made.own_only = row->by_link || (!row->strong && demands_second_factor(session, made) &&
                                     !store::has_second_factor(session, made.account));
    return made;
  });
  if (!actor) return actor;
  if (actor->posts.empty()) return session_over();
  if (row->seen_at + seen_every <= now()) {
    const auto noted = database_.write([&](db::Session& session) -> Result<bool> {
      store::seen(session, row->id, now());
      return true;
    });
    if (!noted) return tl::unexpected<Error>(noted.error());
  }
  if (actor->own_only) return actor;  // ends with the password, which another machine may have set
  const std::lock_guard hold(mutex_);
  if (remembered_.size() >= most_remembered) remembered_.clear();
  remembered_[digest] = {*actor, std::min(now() + remembered_seconds, row->made_at + settings_.session_seconds)};
  return actor;
}

void Accounts::forget_account(const AccountId& account) {
  const std::lock_guard hold(mutex_);
  std::erase_if(remembered_, [&](const auto& entry) { return entry.second.actor.account == account; });
}

void Accounts::make_whole(db::Session& session, const AccountId& account, const std::string& token_digest) {
  store::link_was_used(session, token_digest);
  store::end_sessions_but(session, account, token_digest);
  store::drop_links(session, account);
}

Result<void> Accounts::set_password(const Actor& own, const std::string& token, const std::string& old,
                                    const std::string& wanted) {
  const auto digest = digest_hex(token);
  struct Known {
    std::optional<store::AccountRow> row;
    bool by_link = false;
  };
  const auto known = database_.read([&](db::Session& session) {
    const auto here = store::session_of(session, digest);
    return Known{store::by_id(session, own.account), here && here->by_link};
  });
  if (!known.row) return session_over();
  if (!known.by_link) {
    const auto wrong = say("原密码不正确", "the old password is not right");
    DOORSTEP_LET(right, passwords_->right(known.row->password.value_or(""), old));
    if (!right) return refuse(Fault::invalid, "password-wrong", wrong, {{"old", wrong}});
  }
  DOORSTEP_TRY(good_password(wanted, known.row->sign_in, static_cast<size_t>(policy().password_length)));
  DOORSTEP_LET(hashed, passwords_->hashed(wanted));
  auto set = database_.write([&](db::Session& session) -> Result<void> {
    auto row = *known.row;
    row.password = hashed;
    store::set(session, row);
    make_whole(session, own.account, digest);
    trail_.append(session, own, {"password-set", "account", own.account.value, {}, {}});
    return {};
  });
  if (set) forget_account(own.account);
  return set;
}

Result<void> Accounts::set_language(const Actor& own, Language language) {
  auto set = database_.write([&](db::Session& session) -> Result<void> {
    auto row = store::by_id(session, own.account);
    if (!row) return session_over();
    row->language = language;
    store::set(session, *row);
    return {};
  });
  if (set) forget_account(own.account);
  return set;
}

bool Accounts::must_set_password(const std::string& token) {
  return database_.read([&](db::Session& session) {
    const auto row = store::session_of(session, digest_hex(token));
    return row && row->by_link;
  });
}

bool Accounts::has_password(const Actor& own) {
  return database_.read([&](db::Session& session) {
    const auto row = store::by_id(session, own.account);
    return row && row->password;
  });
}

std::vector<OwnSession> Accounts::sessions(const Actor& own, const std::string& token) {
  const auto digest = digest_hex(token);
  return database_.read([&](db::Session& session) {
    std::vector<OwnSession> list;
    for (const auto& row : store::sessions(session, own.account))
      list.push_back({row.id, row.made_at, row.seen_at, row.remote, row.agent, row.token_digest == digest});
    return list;
  });
}

Result<void> Accounts::end_session(const Actor& own, const std::string& session_id) {
  auto ended = database_.write([&](db::Session& session) -> Result<void> {
    if (store::end_session(session, own.account, session_id) == 1) return {};
    return refuse(Fault::not_found, "session-unknown", say("没有这个登录", "there is no such session"));
  });
  if (ended) forget_account(own.account);
  return ended;
}

}  // namespace doorstep::accounts
