// Accounts: who may sign in, what posts they hold, and their sessions.
//
// People are invited: an account begins with a one-time link, which opens a session and lets its owner set a password.
// Passwords, sessions and links are kept as digests only. A session is looked up in memory; ending one is felt here at
// once, and within half a minute on other machines. Whoever manages accounts does so below the own posts only, and
// never an account that reaches further. Every change stands in the audit trail.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/base/json.h>
#include <doorstep/base/result.h>
#include <doorstep/db/db.h>

namespace doorstep::accounts {

std::span<const db::Migration> migrations();

struct HeldPost {
  std::string id;
  Role role{};
  OrgId org;  // empty for administrators
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(HeldPost, (), (id, role, org, begin_on, end_on))

struct Account {
  AccountId id;
  std::string sign_in;
  std::string name;
  Language language = Language::zh;
  bool suspended = false;
  bool has_password = false;
  bool second_factor = false;
  int64_t other_ways = 0;       // in: providers that are tied, and passkeys
  std::vector<HeldPost> posts;  // past, present and future ones
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, sign_in, name, language, suspended, has_password, second_factor, other_ways, posts))

struct NewPost {
  Role role{};
  std::optional<OrgId> org;
  std::optional<Date> begin_on, end_on;  // today, and without end
};
BOOST_DESCRIBE_STRUCT(NewPost, (), (role, org, begin_on, end_on))

struct NewAccount {
  std::string sign_in, name;
  std::optional<Language> language;
  NewPost post;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (sign_in, name, language, post))

struct AccountChange {
  std::optional<std::string> name;
  std::optional<Language> language;
  std::optional<bool> suspended;
};
BOOST_DESCRIBE_STRUCT(AccountChange, (), (name, language, suspended))

// Somebody stands in for who holds a post, for a time; audited as who they are.
struct Delegation {
  std::string id;
  std::string post;  // of `from`
  Role role{};
  OrgId org;
  std::string from, to;  // names of the two
  std::string to_sign_in;
  Date begin_on, end_on;
  std::string why;
  bool given = false;  // true: by who asks; false: to who asks
};
BOOST_DESCRIBE_STRUCT(Delegation, (), (id, post, role, org, from, to, to_sign_in, begin_on, end_on, why, given))

struct NewDelegation {
  std::string post;  // an own one that lasts; not an administrator's, and none that was itself delegated
  std::string to;    // sign-in name
  std::optional<Date> begin_on;
  Date end_on;  // within a year
  std::string why;
};
BOOST_DESCRIBE_STRUCT(NewDelegation, (), (post, to, begin_on, end_on, why))

// The second factor that an authenticator app is given; shown once.
struct TotpOffer {
  std::string secret;  // base32
  std::string uri;     // otpauth://, for a QR code
};
BOOST_DESCRIBE_STRUCT(TotpOffer, (), (secret, uri))
struct RecoveryCodes {
  std::vector<std::string> codes;  // each is good once
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (codes))
struct SecondFactor {
  bool on = false;
  bool demanded = false;  // a role of the own posts needs one
  int recovery_left = 0;
};
BOOST_DESCRIBE_STRUCT(SecondFactor, (), (on, demanded, recovery_left))

// What the installation asks of sign-ins.
struct Policy {
  int password_length = 10;         // 8 to 64 signs
  std::vector<Role> second_factor;  // roles that need one
};
BOOST_DESCRIBE_STRUCT(Policy, (), (password_length, second_factor))

// One line of a sheet of invitations.
struct InvitationRow {
  int64_t row = 0;  // of the sheet
  std::string sign_in, name, role, org, begin_on, end_on;
};
struct RowFault {
  int64_t row = 0;
  std::string column;
  Words what;
};
BOOST_DESCRIBE_STRUCT(RowFault, (), (row, column, what))
struct Invitation {
  std::string sign_in, name;
  Role role{};
  std::string org;
  std::string token;  // of the one-time link; empty in a dry run
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (sign_in, name, role, org, token))
struct Invited {
  bool kept = false;
  std::vector<RowFault> faults;  // any: nothing is kept
  std::vector<Invitation> invitations;
  int64_t expires_at = 0;  // of the links, seconds since 1970
};
BOOST_DESCRIBE_STRUCT(Invited, (), (kept, faults, invitations, expires_at))

// Shown once, to be handed over; only its digest is kept.
struct Link {
  std::string token;
  int64_t expires_at = 0;  // seconds since 1970
};
BOOST_DESCRIBE_STRUCT(Link, (), (token, expires_at))

struct OwnSession {
  std::string id;
  int64_t made_at = 0, seen_at = 0;
  std::string remote, agent;
  bool current = false;
};
BOOST_DESCRIBE_STRUCT(OwnSession, (), (id, made_at, seen_at, remote, agent, current))

// Where somebody signs in from.
struct From {
  std::string remote, agent;
};

struct SignedIn {
  std::string token;  // for the cookie
  Actor actor;
};

class Passwords;
namespace store {
struct AccountRow;
}

// Thread safe. Functions with an Actor check what the actor may do to the account.
class Accounts {
 public:
  struct Settings {
    int64_t idle_seconds = 8 * 3600;
    int64_t session_seconds = 7 * 86400;
    int64_t link_seconds = 7 * 86400;
    unsigned long long password_passes = 2;
    size_t password_memory = 19 * 1024 * 1024;
    std::string secret;            // of the installation; seals second factors
    std::function<int64_t()> now;  // seconds since 1970; the machine's clock when empty
  };
  Accounts(db::Database& database, const audit::Trail& trail, const Places& places, Settings settings);
  ~Accounts();

  // On a database without accounts: makes "administrator" and a link for the first sign-in; empty otherwise. Called
  // again before anybody has signed in, it makes a fresh link.
  Result<std::optional<Link>> first_administrator();

  Result<Account> create(const Actor& by, const NewAccount& wanted);
  Result<Account> account(const Actor& by, const AccountId& id);
  // Who signs in by this name; for other rooms, which name accounts in their own tables.
  std::string sign_in_of(const AccountId& id);  // empty when there is no such account
  std::optional<AccountId> named(const std::string& sign_in);
  // Who an account is today; empty when it is suspended or holds no post. For feeds, which nobody signs in to.
  std::optional<Actor> actor(const AccountId& account);
  // Everybody who holds a post today, standing in not counted; each post one. For other rooms.
  struct HolderOfPost {
    AccountId account;
    std::string name;
    Post post;
  };
  std::vector<HolderOfPost> holders();
  // In the order of sign-in names after `after`; those that `by` may manage.
  std::vector<Account> list(const Actor& by, const std::string& after, int limit);
  Result<Account> change(const Actor& by, const AccountId& id, const AccountChange& wanted);
  Result<Account> give_post(const Actor& by, const AccountId& id, const NewPost& wanted);
  Result<Account> end_post(const Actor& by, const AccountId& id, const std::string& post);
  Result<Link> make_link(const Actor& by, const AccountId& id);  // earlier links of the account end

  // unauthorized: the name, the password or the account is not good, without saying which. busy: too many failures;
  // the delay doubles with each.
  // unauthorized with code "second-factor-needed": the password was right, and `code` is missing.
  Result<SignedIn> sign_in(const std::string& name, const std::string& password, const std::string& code,
                           const From& from);
  Result<SignedIn> follow(const std::string& link_token, const From& from);
  void sign_out(const std::string& token);

  // The actor of a session token, from memory only, or with the database.
  std::optional<Actor> remembered(const std::string& token);
  Result<Actor> authenticate(const std::string& token);

  // A session that a link opened sets the first password without the old one. All other sessions of the account end.
  Result<void> set_password(const Actor& own, const std::string& token, const std::string& old,
                            const std::string& wanted);
  Result<void> set_language(const Actor& own, Language language);
  bool must_set_password(const std::string& token);
  bool has_password(const Actor& own);

  // A new secret; it counts once a code was confirmed. conflict: there is one already.
  Result<TotpOffer> offer_second_factor(const Actor& own);
  Result<RecoveryCodes> confirm_second_factor(const Actor& own, const std::string& code);
  Result<void> drop_second_factor(const Actor& own, const std::string& password);
  Result<Account> reset_second_factor(const Actor& by, const AccountId& id);  // the telephone is lost, the codes too
  SecondFactor second_factor(const Actor& own);
  // Providers and passkeys are untied, all sessions end: they are in strange hands. The password stays.
  Result<Account> reset_other_ways(const Actor& by, const AccountId& id);

  std::vector<HeldPost> own_posts(const Actor& own);
  std::vector<Delegation> delegations(const Actor& own);  // given and received, that last or will
  Result<Delegation> delegate(const Actor& own, const NewDelegation& wanted);
  Result<void> end_delegation(const Actor& own, const std::string& id);

  // Many accounts at once, all or none. A row's organisation is its name or any of its codes.
  Result<Invited> invite(const Actor& by, const std::vector<InvitationRow>& rows, bool dry);

  Policy policy();
  Result<Policy> set_policy(const Actor& by, const Policy& wanted);
  std::vector<OwnSession> sessions(const Actor& own, const std::string& token);
  Result<void> end_session(const Actor& own, const std::string& session);

 private:
  friend class Federation;  // the other ways in
  friend class Passkeys;
  struct Remembered {
    Actor actor;
    int64_t until = 0;
  };
  int64_t now() const { return settings_.now(); }
  Result<void> may_manage(const Actor& by, const Account& account) const;
  Result<void> may_give(const Actor& by, Role role, const OrgId& org) const;
  Result<Account> found(db::Session& session, const Actor& by, const AccountId& id) const;
  Account add(db::Session& session, const Actor& by, const store::AccountRow& row, const HeldPost& post);
  Link new_link(db::Session& session, const AccountId& account) const;
  // strongly: with two factors that were asked for elsewhere.
  enum class Opened { plainly, by_link, strongly };
  Result<SignedIn> begin_session(db::Session& session, const AccountId& account, const From& from, Opened opened);
  void forget_account(const AccountId& account);
  bool demands_second_factor(db::Session& session, const Actor& actor);
  // A session that a link opened may do everything; the account's other sessions and links end.
  void make_whole(db::Session& session, const AccountId& account, const std::string& token_digest);
  Result<void> may_lose_a_way(db::Session& session, const store::AccountRow& account) const;
  // Whether `code` is good for the account now; it is used up by that.
  bool use_code(db::Session& session, const AccountId& account, const std::string& code);

  db::Database& database_;
  const audit::Trail& trail_;
  const Places& places_;
  Settings settings_;
  std::unique_ptr<Passwords> passwords_;
  std::mutex mutex_;
  std::map<std::string, Remembered> remembered_;  // by digest of the token
};

}  // namespace doorstep::accounts
