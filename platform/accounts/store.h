// Every statement on the accounts_* tables.
#pragma once

#include "accounts.h"

namespace doorstep::accounts::store {

struct AccountRow {
  AccountId id;
  std::string sign_in, name;
  Language language = Language::zh;
  std::optional<std::string> password;
  bool suspended = false;
  int64_t created_at = 0;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (id, sign_in, name, language, password, suspended, created_at))

struct SessionRow {
  std::string id, token_digest;
  AccountId account;
  int64_t made_at = 0, seen_at = 0;
  std::string remote, agent;
  bool by_link = false, strong = false;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (id, token_digest, account, made_at, seen_at, remote, agent, by_link, strong))

struct LinkRow {
  std::string token_digest;
  AccountId account;
  int64_t expires_at = 0;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (), (token_digest, account, expires_at))

struct FailureRow {
  std::string subject;
  int64_t failures = 0, last_at = 0, locked_until = 0;
};
BOOST_DESCRIBE_STRUCT(FailureRow, (), (subject, failures, last_at, locked_until))

int64_t count(db::Session& session);
std::optional<AccountRow> by_id(db::Session& session, const AccountId& id);
std::optional<AccountRow> by_sign_in(db::Session& session, const std::string& sign_in);
std::vector<AccountRow> after(db::Session& session, const std::string& sign_in, int limit);
void add(db::Session& session, const AccountRow& row);
void set(db::Session& session, const AccountRow& row);

std::vector<HeldPost> posts(db::Session& session, const AccountId& account);
void add_post(db::Session& session, const AccountId& account, const HeldPost& post);
void end_post(db::Session& session, const std::string& post, Date end_on);

std::optional<HeldPost> post(db::Session& session, const std::string& id, AccountId& holder);

struct HolderRow {
  AccountId account;
  std::string name;
  Role role{};
  OrgId org;
};
BOOST_DESCRIBE_STRUCT(HolderRow, (), (account, name, role, org))
std::vector<HolderRow> holders(db::Session& session, Date on);  // of accounts that are not suspended

struct DelegationRow {
  std::string id, post;
  AccountId account;
  Date begin_on, end_on;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(DelegationRow, (), (id, post, account, begin_on, end_on, why))

std::vector<DelegationRow> delegations_to(db::Session& session, const AccountId& account);
std::vector<DelegationRow> delegations_of(db::Session& session, const std::string& post);
void add_delegation(db::Session& session, const DelegationRow& row);
void end_delegation(db::Session& session, const std::string& id, Date end_on);

struct TotpRow {
  AccountId account;
  std::string sealed;
  bool confirmed = false;
  int64_t last_step = 0;
};
BOOST_DESCRIBE_STRUCT(TotpRow, (), (account, sealed, confirmed, last_step))

std::optional<TotpRow> totp(db::Session& session, const AccountId& account);
bool has_second_factor(db::Session& session, const AccountId& account);  // a confirmed one
void set_totp(db::Session& session, const TotpRow& row);
void drop_totp(db::Session& session, const AccountId& account);  // with its recovery codes
void add_recovery(db::Session& session, const AccountId& account, const std::string& code_digest);
int64_t recovery_left(db::Session& session, const AccountId& account);
int64_t drop_recovery(db::Session& session, const AccountId& account, const std::string& code_digest);

std::optional<SessionRow> session_of(db::Session& session, const std::string& token_digest);
std::vector<SessionRow> sessions(db::Session& session, const AccountId& account);
void add_session(db::Session& session, const SessionRow& row);
void seen(db::Session& session, const std::string& id, int64_t at);
void link_was_used(db::Session& session, const std::string& token_digest);
int64_t end_session(db::Session& session, const AccountId& account, const std::string& id);
void end_session_of(db::Session& session, const std::string& token_digest);
void end_sessions_but(db::Session& session, const AccountId& account, const std::string& token_digest);
void drop_old_sessions(db::Session& session, int64_t made_before, int64_t seen_before);

std::optional<LinkRow> link(db::Session& session, const std::string& token_digest);
void add_link(db::Session& session, const LinkRow& row);
int64_t drop_link(db::Session& session, const std::string& token_digest);
void drop_links(db::Session& session, const AccountId& account);

std::optional<FailureRow> failure(db::Session& session, const std::string& subject);
void set_failure(db::Session& session, const FailureRow& row);
void drop_failure(db::Session& session, const std::string& subject, int64_t older_than);

}  // namespace doorstep::accounts::store
