#include "store.h"

namespace doorstep::accounts::store {

int64_t count(db::Session& session) { return *session.one<int64_t>("SELECT COUNT(*) FROM accounts_account"); }

std::optional<AccountRow> by_id(db::Session& session, const AccountId& id) {
  return session.one<AccountRow>(db::select_from<AccountRow>("accounts_account", "WHERE id=$1"), id);
}

std::optional<AccountRow> by_sign_in(db::Session& session, const std::string& sign_in) {
  return session.one<AccountRow>(db::select_from<AccountRow>("accounts_account", "WHERE sign_in=$1"), sign_in);
}

std::vector<AccountRow> after(db::Session& session, const std::string& sign_in, int limit) {
  return session.all<AccountRow>(
      db::select_from<AccountRow>("accounts_account", "WHERE sign_in>$1 ORDER BY sign_in LIMIT $2"), sign_in, limit);
}

void add(db::Session& session, const AccountRow& row) {
  session.run(
      "INSERT INTO accounts_account(id, sign_in, name, language, password, suspended, created_at) "
      "VALUES($1,$2,$3,$4,$5,$6,$7)",
      row.id, row.sign_in, row.name, row.language, row.password, row.suspended, row.created_at);
}

void set(db::Session& session, const AccountRow& row) {
  session.run("UPDATE accounts_account SET name=$2, language=$3, password=$4, suspended=$5 WHERE id=$1", row.id,
              row.name, row.language, row.password, row.suspended);
}

std::vector<HeldPost> posts(db::Session& session, const AccountId& account) {
  return session.all<HeldPost>(db::select_from<HeldPost>("accounts_post", "WHERE account=$1 ORDER BY begin_on, id"),
                               account);
}

void add_post(db::Session& session, const AccountId& account, const HeldPost& post) {
  session.run("INSERT INTO accounts_post(id, account, role, org, begin_on, end_on) VALUES($1,$2,$3,$4,$5,$6)", post.id,
              account, post.role, post.org, post.begin_on, post.end_on);
}

void end_post(db::Session& session, const std::string& post, Date end_on) {
  session.run("UPDATE accounts_post SET end_on=$2 WHERE id=$1", post, end_on);
}

std::optional<HeldPost> post(db::Session& session, const std::string& id, AccountId& holder) {
  const auto account = session.one<std::string>("SELECT account FROM accounts_post WHERE id=$1", id);
  if (account) holder = {*account};
  return session.one<HeldPost>(db::select_from<HeldPost>("accounts_post", "WHERE id=$1"), id);
}

std::vector<HolderRow> holders(db::Session& session, Date on) {
  return session.all<HolderRow>(
      "SELECT a.id, a.name, p.role, p.org FROM accounts_post p JOIN accounts_account a ON a.id=p.account "
      "WHERE p.begin_on<=$1 AND p.end_on>$1 AND a.suspended=0 ORDER BY a.name, a.id, p.id",
      on);
}

std::vector<DelegationRow> delegations_to(db::Session& session, const AccountId& account) {
  return session.all<DelegationRow>(
      db::select_from<DelegationRow>("accounts_delegation", "WHERE account=$1 ORDER BY begin_on, id"), account);
}

std::vector<DelegationRow> delegations_of(db::Session& session, const std::string& post) {
  return session.all<DelegationRow>(
      db::select_from<DelegationRow>("accounts_delegation", "WHERE post=$1 ORDER BY begin_on, id"), post);
}

void add_delegation(db::Session& session, const DelegationRow& row) {
  session.run("INSERT INTO accounts_delegation(id, post, account, begin_on, end_on, why) VALUES($1,$2,$3,$4,$5,$6)",
              row.id, row.post, row.account, row.begin_on, row.end_on, row.why);
}

void end_delegation(db::Session& session, const std::string& id, Date end_on) {
  session.run("UPDATE accounts_delegation SET end_on=$2 WHERE id=$1", id, end_on);
}

std::optional<TotpRow> totp(db::Session& session, const AccountId& account) {
  return session.one<TotpRow>(db::select_from<TotpRow>("accounts_totp", "WHERE account=$1"), account);
}

bool has_second_factor(db::Session& session, const AccountId& account) {
  const auto kept = totp(session, account);
  return kept && kept->confirmed;
}

void set_totp(db::Session& session, const TotpRow& row) {
  session.run(
      "INSERT INTO accounts_totp(account, sealed, confirmed, last_step) VALUES($1,$2,$3,$4) "
      "ON CONFLICT(account) DO UPDATE SET sealed=excluded.sealed, confirmed=excluded.confirmed, "
      "last_step=excluded.last_step",
      row.account, row.sealed, row.confirmed, row.last_step);
}

void drop_totp(db::Session& session, const AccountId& account) {
  session.run("DELETE FROM accounts_totp WHERE account=$1", account);
  session.run("DELETE FROM accounts_recovery WHERE account=$1", account);
}

void add_recovery(db::Session& session, const AccountId& account, const std::string& code_digest) {
  session.run("INSERT INTO accounts_recovery(code_digest, account) VALUES($1,$2)", code_digest, account);
}

int64_t recovery_left(db::Session& session, const AccountId& account) {
  return *session.one<int64_t>("SELECT COUNT(*) FROM accounts_recovery WHERE account=$1", account);
}

int64_t drop_recovery(db::Session& session, const AccountId& account, const std::string& code_digest) {
  return session.run("DELETE FROM accounts_recovery WHERE account=$1 AND code_digest=$2", account, code_digest);
}

std::optional<SessionRow> session_of(db::Session& session, const std::string& token_digest) {
  return session.one<SessionRow>(db::select_from<SessionRow>("accounts_session", "WHERE token_digest=$1"),
                                 token_digest);
}

std::vector<SessionRow> sessions(db::Session& session, const AccountId& account) {
  return session.all<SessionRow>(
      db::select_from<SessionRow>("accounts_session", "WHERE account=$1 ORDER BY made_at DESC, id"), account);
}

void add_session(db::Session& session, const SessionRow& row) {
  session.run(
      "INSERT INTO accounts_session(id, token_digest, account, made_at, seen_at, remote, agent, by_link, strong) "
      "VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9)",
      row.id, row.token_digest, row.account, row.made_at, row.seen_at, row.remote, row.agent, row.by_link, row.strong);
}

void seen(db::Session& session, const std::string& id, int64_t at) {
  session.run("UPDATE accounts_session SET seen_at=$2 WHERE id=$1", id, at);
}

void link_was_used(db::Session& session, const std::string& token_digest) {
  session.run("UPDATE accounts_session SET by_link=0 WHERE token_digest=$1", token_digest);
}

int64_t end_session(db::Session& session, const AccountId& account, const std::string& id) {
  return session.run("DELETE FROM accounts_session WHERE account=$1 AND id=$2", account, id);
}

void end_session_of(db::Session& session, const std::string& token_digest) {
  session.run("DELETE FROM accounts_session WHERE token_digest=$1", token_digest);
}

void end_sessions_but(db::Session& session, const AccountId& account, const std::string& token_digest) {
  session.run("DELETE FROM accounts_session WHERE account=$1 AND token_digest<>$2", account, token_digest);
}

void drop_old_sessions(db::Session& session, int64_t made_before, int64_t seen_before) {
  session.run("DELETE FROM accounts_session WHERE made_at<=$1 OR seen_at<=$2", made_before, seen_before);
}

std::optional<LinkRow> link(db::Session& session, const std::string& token_digest) {
  return session.one<LinkRow>(db::select_from<LinkRow>("accounts_link", "WHERE token_digest=$1"), token_digest);
}

void add_link(db::Session& session, const LinkRow& row) {
  session.run("INSERT INTO accounts_link(token_digest, account, expires_at) VALUES($1,$2,$3)", row.token_digest,
              row.account, row.expires_at);
}

int64_t drop_link(db::Session& session, const std::string& token_digest) {
  return session.run("DELETE FROM accounts_link WHERE token_digest=$1", token_digest);
}

void drop_links(db::Session& session, const AccountId& account) {
  session.run("DELETE FROM accounts_link WHERE account=$1", account);
}

std::optional<FailureRow> failure(db::Session& session, const std::string& subject) {
  return session.one<FailureRow>(db::select_from<FailureRow>("accounts_failure", "WHERE subject=$1"), subject);
}

void set_failure(db::Session& session, const FailureRow& row) {
  session.run(
      "INSERT INTO accounts_failure(subject, failures, last_at, locked_until) VALUES($1,$2,$3,$4) "
      "ON CONFLICT(subject) DO UPDATE SET failures=excluded.failures, last_at=excluded.last_at, "
      "locked_until=excluded.locked_until",
      row.subject, row.failures, row.last_at, row.locked_until);
}

void drop_failure(db::Session& session, const std::string& subject, int64_t older_than) {
  session.run("DELETE FROM accounts_failure WHERE subject=$1 OR last_at<$2", subject, older_than);
}

}  // namespace doorstep::accounts::store
