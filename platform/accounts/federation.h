// Signing in by providers of OpenID Connect. An account is tied to (issuer, subject) by its own person, who is signed
// in or has just opened an invitation; nobody is matched by name or mail, and no account makes itself.
#pragma once

#include <doorstep/oidc/oidc.h>

#include "accounts.h"

namespace doorstep::accounts {

// As administrators see it; the client's secret never leaves.
struct SignInProvider {
  std::string id;
  Words name;
  std::string issuer, client_id, scopes;
  bool has_secret = false;
  bool trusted = false;  // its word that two factors were asked for is believed
  bool enabled = false;
  int64_t accounts = 0;  // tied to it
};
BOOST_DESCRIBE_STRUCT(SignInProvider, (), (id, name, issuer, client_id, scopes, has_secret, trusted, enabled, accounts))

struct NewSignInProvider {
  Words name;
  std::string issuer, client_id;
  std::optional<std::string> client_secret;  // absent: as it was; empty: a public client
  std::string scopes;                        // with spaces; "openid" is added
  bool trusted = false, enabled = false;
};
BOOST_DESCRIBE_STRUCT(NewSignInProvider, (), (name, issuer, client_id, client_secret, scopes, trusted, enabled))

// A way in that the sign-in page offers.
struct Door {
  std::string id;
  Words name;
};
BOOST_DESCRIBE_STRUCT(Door, (), (id, name))

// Where the browser goes now, and what its cookie keeps meanwhile.
struct Departure {
  std::string address, browser;
};

// What came back with the browser.
struct Callback {
  std::string state, code, error, issuer, browser;
};

// Where the browser goes then: a path of the web app, which says by ?trouble=CODE what went wrong. Codes: sign-in-over,
// declined, provider-down, provider-wrong, identity-unknown, identity-taken, account-closed, not-yours, too-many.
struct Arrival {
  std::string go;
  std::optional<SignedIn> signed_in;
  std::string half;  // token of a sign-in whose second factor is still to come
};

struct TiedProvider {
  std::string id;
  Words provider;    // its name; the issuer when it is gone
  std::string name;  // of the person there
  int64_t tied_at = 0, seen_at = 0;
};
BOOST_DESCRIBE_STRUCT(TiedProvider, (), (id, provider, name, tied_at, seen_at))

namespace store {
struct ProviderRow;
}

// Thread safe.
class Federation {
 public:
  // `accounts` must live longer.
  Federation(Accounts& accounts, oidc::Party::Send send);

  // For administrators. A provider that is enabled must answer when it is saved.
  std::vector<SignInProvider> providers();
  Result<SignInProvider> add(const Actor& by, const NewSignInProvider& wanted);
  Result<SignInProvider> change(const Actor& by, const std::string& id, const NewSignInProvider& wanted);
  Result<void> remove(const Actor& by, const std::string& id);  // with all that is tied to it
  Result<oidc::Provider> test(const std::string& issuer);

  std::vector<Door> doors();

  // `redirect` is this site's callback; `next` a path of the web app, "/" when it is anything else. With `own` the
  // identity is tied to that account; without, somebody signs in.
  Result<Departure> leave(const std::string& provider, const std::string& redirect, const std::string& next,
                          const std::optional<Actor>& own);
  // `own` and `session` are of who is signed in in that browser already, if anybody is.
  Arrival arrive(const Callback& callback, const Actor& own, const std::string& session, const From& from);
  // unauthorized with code "sign-in-over": begin again. busy: too many failures.
  Result<SignedIn> second_step(const std::string& half, const std::string& code, const From& from);

  std::vector<TiedProvider> tied(const Actor& own);
  // conflict: it is the only way in. All other sessions of the account end.
  Result<void> untie(const Actor& own, const std::string& session, const std::string& id);

 private:
  struct Under;  // a sign-in that came back: its provider and what was asked
  std::optional<Under> take(const Callback& callback);
  Result<SignInProvider> save(const Actor& by, const std::string& id, const NewSignInProvider& wanted);
  std::string secret_of(const store::ProviderRow& row) const;
  Arrival come_in(const Under& under, const oidc::Identity& identity, const From& from);
  Arrival tie(const Under& under, const oidc::Identity& identity, const Actor& own, const std::string& session);

  Accounts& accounts_;
  oidc::Party party_;
};

// A path of this site, or "/": "//elsewhere", "/\elsewhere" and control signs would lead away.
std::string own_path(const std::string& wanted);

}  // namespace doorstep::accounts
