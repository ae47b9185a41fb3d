// Passkeys: made on "My account" or by who has just opened an invitation, and a whole sign-in by themselves, since the
// device verifies the person.
#pragma once

#include <doorstep/webauthn/webauthn.h>

#include "accounts.h"

namespace doorstep::accounts {

struct OwnPasskey {
  std::string id, name;
  std::string site;  // for which it was made
  int64_t made_at = 0, seen_at = 0;
};
BOOST_DESCRIBE_STRUCT(OwnPasskey, (), (id, name, site, made_at, seen_at))

// What the browser is asked to make a passkey with.
struct PasskeyOffer {
  std::string challenge, site;
  AccountId account;
  std::string sign_in, name;
  std::vector<std::string> known;  // credentials that the account has already
};
BOOST_DESCRIBE_STRUCT(PasskeyOffer, (), (challenge, site, account, sign_in, name, known))

struct NewPasskey {
  std::string name;
  webauthn::Made made;
};
BOOST_DESCRIBE_STRUCT(NewPasskey, (), (name, made))

struct PasskeyAsk {
  std::string challenge, site;
};
BOOST_DESCRIBE_STRUCT(PasskeyAsk, (), (challenge, site))

// Thread safe.
class Passkeys {
 public:
  explicit Passkeys(Accounts& accounts) : accounts_(accounts) {}  // `accounts` must live longer

  Result<PasskeyOffer> offer(const Actor& own, const webauthn::Site& site);
  // invalid: see webauthn::made. conflict: it is there already, or there are too many. A session that a link opened is
  // whole with it.
  Result<OwnPasskey> add(const Actor& own, const std::string& session, const NewPasskey& wanted,
                         const webauthn::Site& site);
  std::vector<OwnPasskey> list(const Actor& own);
  // conflict: it is the only way in. All other sessions of the account end.
  Result<void> remove(const Actor& own, const std::string& session, const std::string& id);

  PasskeyAsk ask(const webauthn::Site& site) const;
  // unauthorized: not a passkey of this site, or not good; see webauthn::shown.
  Result<SignedIn> sign_in(const webauthn::Shown& shown, const webauthn::Site& site, const From& from);

 private:
  std::string new_challenge(const AccountId& account) const;
  // Whether it was asked of `account` (of nobody: to sign in) within the last ten minutes.
  bool asked(const std::string& challenge, const AccountId& account) const;
  // Whether this is its first answer; all later ones are not.
  bool first_answer(db::Session& session, const std::string& challenge) const;

  Accounts& accounts_;
};

}  // namespace doorstep::accounts
