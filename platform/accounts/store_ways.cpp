#include "store_ways.h"

namespace doorstep::accounts::store {

std::vector<ProviderRow> providers(db::Session& session) {
  return session.all<ProviderRow>(db::select_from<ProviderRow>("accounts_provider", "ORDER BY name_zh, id"));
}

std::optional<ProviderRow> provider(db::Session& session, const std::string& id) {
  return session.one<ProviderRow>(db::select_from<ProviderRow>("accounts_provider", "WHERE id=$1"), id);
}

std::optional<ProviderRow> provider_by_issuer(db::Session& session, const std::string& issuer) {
  return session.one<ProviderRow>(db::select_from<ProviderRow>("accounts_provider", "WHERE issuer=$1"), issuer);
}

void set_provider(db::Session& session, const ProviderRow& row) {
  session.run(
      "INSERT INTO accounts_provider(id, name_zh, name_en, issuer, client_id, sealed, scopes, trusted, enabled) "
      "VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT(id) DO UPDATE SET name_zh=excluded.name_zh, "
      "name_en=excluded.name_en, issuer=excluded.issuer, client_id=excluded.client_id, sealed=excluded.sealed, "
      "scopes=excluded.scopes, trusted=excluded.trusted, enabled=excluded.enabled",
      row.id, row.name_zh, row.name_en, row.issuer, row.client_id, row.sealed, row.scopes, row.trusted, row.enabled);
}

void drop_provider(db::Session& session, const std::string& id) {
  session.run("DELETE FROM accounts_provider WHERE id=$1", id);
}

std::optional<IdentityRow> identity(db::Session& session, const std::string& issuer, const std::string& subject) {
  return session.one<IdentityRow>(db::select_from<IdentityRow>("accounts_identity", "WHERE issuer=$1 AND subject=$2"),
                                  issuer, subject);
}

std::vector<IdentityRow> identities(db::Session& session, const AccountId& account) {
  return session.all<IdentityRow>(
      db::select_from<IdentityRow>("accounts_identity", "WHERE account=$1 ORDER BY tied_at, id"), account);
}

int64_t identities_of(db::Session& session, const std::string& issuer) {
  return *session.one<int64_t>("SELECT COUNT(*) FROM accounts_identity WHERE issuer=$1", issuer);
}

void add_identity(db::Session& session, const IdentityRow& row) {
  session.run(
      "INSERT INTO accounts_identity(id, account, issuer, subject, name, tied_at, seen_at) "
      "VALUES($1,$2,$3,$4,$5,$6,$7)",
      row.id, row.account, row.issuer, row.subject, row.name, row.tied_at, row.seen_at);
}

void identity_seen(db::Session& session, const std::string& id, int64_t at) {
  session.run("UPDATE accounts_identity SET seen_at=$2 WHERE id=$1", id, at);
}

int64_t drop_identity(db::Session& session, const AccountId& account, const std::string& id) {
  return session.run("DELETE FROM accounts_identity WHERE account=$1 AND id=$2", account, id);
}

void drop_identities(db::Session& session, const AccountId& account) {
  session.run("DELETE FROM accounts_identity WHERE account=$1", account);
}

void drop_identities_of(db::Session& session, const std::string& issuer) {
  session.run("DELETE FROM accounts_identity WHERE issuer=$1", issuer);
}

int64_t journeys(db::Session& session) { return *session.one<int64_t>("SELECT COUNT(*) FROM accounts_journey"); }

std::optional<JourneyRow> journey(db::Session& session, const std::string& state_digest) {
  return session.one<JourneyRow>(db::select_from<JourneyRow>("accounts_journey", "WHERE state_digest=$1"),
                                 state_digest);
}

void add_journey(db::Session& session, const JourneyRow& row) {
  session.run(
      "INSERT INTO accounts_journey(state_digest, browser_digest, provider, sealed, redirect, account, next, "
      "expires_at) VALUES($1,$2,$3,$4,$5,$6,$7,$8)",
      row.state_digest, row.browser_digest, row.provider, row.sealed, row.redirect, row.account, row.next,
      row.expires_at);
}

int64_t drop_journey(db::Session& session, const std::string& state_digest) {
  return session.run("DELETE FROM accounts_journey WHERE state_digest=$1", state_digest);
}

void drop_old_journeys(db::Session& session, int64_t now) {
  session.run("DELETE FROM accounts_journey WHERE expires_at<=$1", now);
}

std::optional<HalfRow> half(db::Session& session, const std::string& token_digest) {
  return session.one<HalfRow>(db::select_from<HalfRow>("accounts_half", "WHERE token_digest=$1"), token_digest);
}

void set_half(db::Session& session, const HalfRow& row) {
  session.run(
      "INSERT INTO accounts_half(token_digest, account, tries, expires_at) VALUES($1,$2,$3,$4) "
      "ON CONFLICT(token_digest) DO UPDATE SET tries=excluded.tries",
      row.token_digest, row.account, row.tries, row.expires_at);
}

int64_t drop_half(db::Session& session, const std::string& token_digest) {
  return session.run("DELETE FROM accounts_half WHERE token_digest=$1", token_digest);
}

void drop_old_halves(db::Session& session, int64_t now) {
  session.run("DELETE FROM accounts_half WHERE expires_at<=$1", now);
}

int64_t other_ways(db::Session& session, const AccountId& account) {
  return *session.one<int64_t>("SELECT COUNT(*) FROM accounts_identity WHERE account=$1", account) +
         *session.one<int64_t>("SELECT COUNT(*) FROM accounts_passkey WHERE account=$1", account);
}

void grow_strong(db::Session& session, const std::string& token_digest) {
  session.run("UPDATE accounts_session SET strong=1 WHERE token_digest=$1", token_digest);
}

}  // namespace doorstep::accounts::store
