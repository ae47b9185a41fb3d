// Statements on the tables of passkeys.
#pragma once

#include "store.h"

namespace doorstep::accounts::store {

struct PasskeyRow {
  std::string id;
  AccountId account;
  std::string credential, key;
  int64_t algorithm = 0, counter = 0;
  std::string site, name;
  int64_t made_at = 0, seen_at = 0;
};
BOOST_DESCRIBE_STRUCT(PasskeyRow, (), (id, account, credential, key, algorithm, counter, site, name, made_at, seen_at))

std::optional<PasskeyRow> passkey(db::Session& session, const std::string& credential);
std::vector<PasskeyRow> passkeys(db::Session& session, const AccountId& account);
void add_passkey(db::Session& session, const PasskeyRow& row);
void passkey_seen(db::Session& session, const std::string& id, int64_t counter, int64_t at);
void drop_passkey(db::Session& session, const std::string& id);
void drop_passkeys(db::Session& session, const AccountId& account);

// False when it was answered already.
bool answer_challenge(db::Session& session, const std::string& digest, int64_t expires_at);
void drop_old_challenges(db::Session& session, int64_t now);

}  // namespace doorstep::accounts::store
