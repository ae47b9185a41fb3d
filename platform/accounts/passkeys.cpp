#include "passkeys.h"

#include <algorithm>

#include <doorstep/base/digest.h>
#include <doorstep/log/log.h>

#include "password.h"
#include "store_passkeys.h"
#include "store_ways.h"

namespace doorstep::accounts {
namespace {

constexpr int64_t challenge_seconds = 600;
constexpr size_t random_signs = 32, body_signs = random_signs + 12;
constexpr size_t most_passkeys = 10, longest_passkey_name = 180;

// Of a challenge whose digest is right.
int64_t end_of(const std::string& challenge) {
  return std::stoll(challenge.substr(random_signs, body_signs - random_signs), nullptr, 16);
}

tl::unexpected<Error> passkey_over() {
  return refuse(Fault::invalid, "passkey-over",
                say("添加通行密钥的时间已过，请重新开始", "the time to add the passkey is over; begin again"));
}

tl::unexpected<Error> passkey_refused() {
  return refuse(Fault::unauthorized, "passkey-refused",
                say("这个通行密钥不能在这里登录；请用其他方式登录，或在“我的账号”中重新添加",
                    "this passkey does not sign in here; use another way, or add it anew under “My account”"));
}

}  // namespace

// Random, then the second at which it ends, then a digest that only this installation makes. All of it is hexadecimal
// and its length a multiple of four, so that it is its own base64url.
std::string Passkeys::new_challenge(const AccountId& account) const {
  const auto body = fmt::format("{}{:012x}", new_token().substr(0, random_signs), accounts_.now() + challenge_seconds);
  return body + keyed_digest_hex(accounts_.settings_.secret, "passkey " + account.value + " " + body);
}

bool Passkeys::asked(const std::string& challenge, const AccountId& account) const {
  if (challenge.size() != body_signs + 64) return false;
  const auto body = challenge.substr(0, body_signs);
  const auto seal = keyed_digest_hex(accounts_.settings_.secret, "passkey " + account.value + " " + body);
  return digest_hex(seal) == digest_hex(challenge.substr(body_signs)) && end_of(challenge) > accounts_.now();
}

bool Passkeys::first_answer(db::Session& session, const std::string& challenge) const {
  store::drop_old_challenges(session, accounts_.now());
  return store::answer_challenge(session, digest_hex(challenge), end_of(challenge));
}

Result<PasskeyOffer> Passkeys::offer(const Actor& own, const webauthn::Site& site) {
  return accounts_.database_.read([&](db::Session& session) -> Result<PasskeyOffer> {
    const auto account = store::by_id(session, own.account);
    if (!account) return refuse(Fault::not_found, "account-unknown", say("没有这个账号", "there is no such account"));
    PasskeyOffer made{new_challenge(own.account), site.id, account->id, account->sign_in, account->name, {}};
    for (auto& row : store::passkeys(session, own.account)) made.known.push_back(std::move(row.credential));
    return made;
  });
}

Result<OwnPasskey> Passkeys::add(const Actor& own, const std::string& token, const NewPasskey& wanted,
                                 const webauthn::Site& site) {
  const auto challenge = webauthn::challenge_in(wanted.made.client_data);
  if (wanted.name.empty() || wanted.name.size() > longest_passkey_name)
    return refuse(Fault::invalid, "name-missing", say("请给通行密钥起个名字", "give the passkey a name"),
                  {{"name", say("请填写", "give one")}});
  if (!asked(challenge, own.account)) return passkey_over();
  DOORSTEP_LET(key, webauthn::made(wanted.made, site, challenge));
  const auto now = accounts_.now();
  const auto digest = digest_hex(token);
  auto added = accounts_.database_.write([&](db::Session& session) -> Result<OwnPasskey> {
    const auto here = store::session_of(session, digest);
    if (!here || here->account != own.account) return passkey_refused();
    if (!first_answer(session, challenge)) return passkey_over();
    if (store::passkey(session, key.credential))
      return refuse(Fault::conflict, "passkey-twice", say("这个通行密钥已经在册", "this passkey is there already"));
    if (store::passkeys(session, own.account).size() >= most_passkeys)
      return refuse(Fault::conflict, "too-many-passkeys",
                    say("最多 {} 个通行密钥", "at most {} passkeys", most_passkeys));
    const store::PasskeyRow row{new_uuid(),  own.account, key.credential, key.key, key.algorithm,
                                key.counter, site.id,     wanted.name,    now,     now};
    store::add_passkey(session, row);
    accounts_.trail_.append(
        session, own, {"passkey-added", "account", own.account.value, {}, {{"name", {}, {json::text(wanted.name)}}}});
    store::grow_strong(session, digest);  // the device has just made sure who this is
    if (here->by_link) accounts_.make_whole(session, own.account, digest);
    return OwnPasskey{row.id, row.name, row.site, row.made_at, row.seen_at};
  });
  if (added) accounts_.forget_account(own.account);
  return added;
}

std::vector<OwnPasskey> Passkeys::list(const Actor& own) {
  return accounts_.database_.read([&](db::Session& session) {
    std::vector<OwnPasskey> all;
    for (auto& row : store::passkeys(session, own.account))
      all.push_back({std::move(row.id), std::move(row.name), std::move(row.site), row.made_at, row.seen_at});
    return all;
  });
}

Result<void> Passkeys::remove(const Actor& own, const std::string& token, const std::string& id) {
  auto removed = accounts_.database_.write([&](db::Session& session) -> Result<void> {
    const auto account = store::by_id(session, own.account);
    const auto all = store::passkeys(session, own.account);
    const auto found = std::ranges::find(all, id, &store::PasskeyRow::id);
    if (!account || found == all.end())
      return refuse(Fault::not_found, "passkey-unknown", say("没有这个通行密钥", "there is no such passkey"));
    DOORSTEP_TRY(accounts_.may_lose_a_way(session, *account));
    store::drop_passkey(session, id);
    store::end_sessions_but(session, own.account, digest_hex(token));
    accounts_.trail_.append(
        session, own, {"passkey-removed", "account", own.account.value, {}, {{"name", {json::text(found->name)}, {}}}});
    return {};
  });
  if (removed) accounts_.forget_account(own.account);
  return removed;
}

PasskeyAsk Passkeys::ask(const webauthn::Site& site) const { return {new_challenge({}), site.id}; }

Result<SignedIn> Passkeys::sign_in(const webauthn::Shown& shown, const webauthn::Site& site, const From& from) {
  const auto challenge = webauthn::challenge_in(shown.client_data);
  if (!asked(challenge, {})) return passkey_refused();
  return accounts_.database_.write([&](db::Session& session) -> Result<SignedIn> {
    const auto row = store::passkey(session, shown.credential);
    if (!row) return passkey_refused();
    const auto counter =
        webauthn::shown(shown, {row->credential, row->key, row->algorithm, row->counter}, site, challenge);
    if (!counter) {
      log::write(log::Level::warning, "sign-in by a passkey failed",
                 {{"passkey", row->id}, {"remote", from.remote}, {"why", counter.error().what.en}});
      return passkey_refused();
    }
    if (!first_answer(session, challenge)) return passkey_refused();
    store::passkey_seen(session, row->id, *counter, accounts_.now());
    return accounts_.begin_session(session, row->account, from, Accounts::Opened::strongly);
  });
}

}  // namespace doorstep::accounts
