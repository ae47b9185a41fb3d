#include "store_passkeys.h"

namespace doorstep::accounts::store {

std::optional<PasskeyRow> passkey(db::Session& session, const std::string& credential) {
  return session.one<PasskeyRow>(db::select_from<PasskeyRow>("accounts_passkey", "WHERE credential=$1"), credential);
}

std::vector<PasskeyRow> passkeys(db::Session& session, const AccountId& account) {
  return session.all<PasskeyRow>(
      db::select_from<PasskeyRow>("accounts_passkey", "WHERE account=$1 ORDER BY made_at, id"), account);
}

void add_passkey(db::Session& session, const PasskeyRow& row) {
  session.run(
      "INSERT INTO accounts_passkey(id, account, credential, key, algorithm, counter, site, name, made_at, seen_at) "
      "VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
      row.id, row.account, row.credential, row.key, row.algorithm, row.counter, row.site, row.name, row.made_at,
      row.seen_at);
}

void passkey_seen(db::Session& session, const std::string& id, int64_t counter, int64_t at) {
  session.run("UPDATE accounts_passkey SET counter=$2, seen_at=$3 WHERE id=$1", id, counter, at);
}

void drop_passkey(db::Session& session, const std::string& id) {
  session.run("DELETE FROM accounts_passkey WHERE id=$1", id);
}

void drop_passkeys(db::Session& session, const AccountId& account) {
  session.run("DELETE FROM accounts_passkey WHERE account=$1", account);
}

bool answer_challenge(db::Session& session, const std::string& digest, int64_t expires_at) {
  return session.run("INSERT INTO accounts_challenge(digest, expires_at) VALUES($1,$2) ON CONFLICT(digest) DO NOTHING",
                     digest, expires_at) == 1;
}

void drop_old_challenges(db::Session& session, int64_t now) {
  session.run("DELETE FROM accounts_challenge WHERE expires_at<=$1", now);
}

}  // namespace doorstep::accounts::store
