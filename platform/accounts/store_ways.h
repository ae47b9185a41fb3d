// Statements on the tables of the other ways in: providers, who their people are, sign-ins on their way.
#pragma once

#include "store.h"

namespace doorstep::accounts::store {

struct ProviderRow {
  std::string id, name_zh, name_en, issuer, client_id, sealed, scopes;
  bool trusted = false, enabled = false;
};
BOOST_DESCRIBE_STRUCT(ProviderRow, (), (id, name_zh, name_en, issuer, client_id, sealed, scopes, trusted, enabled))

std::vector<ProviderRow> providers(db::Session& session);  // by name
std::optional<ProviderRow> provider(db::Session& session, const std::string& id);
std::optional<ProviderRow> provider_by_issuer(db::Session& session, const std::string& issuer);
void set_provider(db::Session& session, const ProviderRow& row);
void drop_provider(db::Session& session, const std::string& id);

struct IdentityRow {
  std::string id;
  AccountId account;
  std::string issuer, subject, name;
  int64_t tied_at = 0, seen_at = 0;
};
BOOST_DESCRIBE_STRUCT(IdentityRow, (), (id, account, issuer, subject, name, tied_at, seen_at))

std::optional<IdentityRow> identity(db::Session& session, const std::string& issuer, const std::string& subject);
std::vector<IdentityRow> identities(db::Session& session, const AccountId& account);
int64_t identities_of(db::Session& session, const std::string& issuer);
void add_identity(db::Session& session, const IdentityRow& row);
void identity_seen(db::Session& session, const std::string& id, int64_t at);
int64_t drop_identity(db::Session& session, const AccountId& account, const std::string& id);
void drop_identities(db::Session& session, const AccountId& account);
void drop_identities_of(db::Session& session, const std::string& issuer);

struct JourneyRow {
  std::string state_digest, browser_digest, provider, sealed, redirect;
  AccountId account;
  std::string next;
  int64_t expires_at = 0;
};
BOOST_DESCRIBE_STRUCT(JourneyRow, (),
                      (state_digest, browser_digest, provider, sealed, redirect, account, next, expires_at))

int64_t journeys(db::Session& session);
std::optional<JourneyRow> journey(db::Session& session, const std::string& state_digest);
void add_journey(db::Session& session, const JourneyRow& row);
int64_t drop_journey(db::Session& session, const std::string& state_digest);
void drop_old_journeys(db::Session& session, int64_t now);

struct HalfRow {
  std::string token_digest;
  AccountId account;
  int64_t tries = 0, expires_at = 0;
};
BOOST_DESCRIBE_STRUCT(HalfRow, (), (token_digest, account, tries, expires_at))

std::optional<HalfRow> half(db::Session& session, const std::string& token_digest);
void set_half(db::Session& session, const HalfRow& row);
int64_t drop_half(db::Session& session, const std::string& token_digest);
void drop_old_halves(db::Session& session, int64_t now);

int64_t other_ways(db::Session& session, const AccountId& account);
void grow_strong(db::Session& session, const std::string& token_digest);  // of a session

}  // namespace doorstep::accounts::store
