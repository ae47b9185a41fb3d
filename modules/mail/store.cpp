#include "store.h"

namespace doorstep::mail::store {

std::optional<AddressRow> address(db::Session& session, const AccountId& account) {
  return session.one<AddressRow>(db::select_from<AddressRow>("mail_address", "WHERE account=$1"), account);
}

std::optional<AddressRow> address_by_token(db::Session& session, const std::string& digest) {
  return session.one<AddressRow>(db::select_from<AddressRow>("mail_address", "WHERE token_digest=$1"), digest);
}

std::vector<AddressRow> confirmed(db::Session& session) {
  return session.all<AddressRow>(db::select_from<AddressRow>("mail_address", "WHERE confirmed=1 ORDER BY account"));
}

void keep(db::Session& session, const AddressRow& row) {
  session.run(
      "INSERT INTO mail_address(account, address, confirmed, token_digest, token_until, notices, confirmations, "
      "digest_on) VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(account) DO UPDATE SET address=excluded.address, "
      "confirmed=excluded.confirmed, token_digest=excluded.token_digest, token_until=excluded.token_until, "
      "notices=excluded.notices, confirmations=excluded.confirmations, digest_on=excluded.digest_on",
      row.account, row.address, row.confirmed, row.token_digest, row.token_until, row.notices, row.confirmations,
      row.digest_on);
}

void drop(db::Session& session, const AccountId& account) {
  session.run("DELETE FROM mail_address WHERE account=$1", account);
}

void queue(db::Session& session, const OutboxRow& row) {
  session.run(
      "INSERT INTO mail_outbox(id, account, kind, about, state, due_at, tries, said, made_at, sent_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(account, kind, about) DO NOTHING",
      row.id, row.account, row.kind, row.about, row.state, row.due_at, row.tries, row.said, row.made_at, row.sent_at);
}

std::optional<OutboxRow> queued(db::Session& session, const std::string& id) {
  return session.one<OutboxRow>(db::select_from<OutboxRow>("mail_outbox", "WHERE id=$1"), id);
}

std::vector<OutboxRow> due(db::Session& session, int64_t now, int limit) {
  return session.all<OutboxRow>(
      db::select_from<OutboxRow>("mail_outbox", "WHERE state='waiting' AND due_at<=$1 ORDER BY due_at, id LIMIT $2"),
      now, limit);
}

bool move(db::Session& session, const OutboxRow& row, MailState from) {
  return session
      .one<std::string>(
          "UPDATE mail_outbox SET state=$2, due_at=$3, tries=$4, said=$5, sent_at=$6 WHERE id=$1 AND state=$7 "
          "RETURNING id",
          row.id, row.state, row.due_at, row.tries, row.said, row.sent_at, from)
      .has_value();
}

void unsure_since(db::Session& session, int64_t before) {
  session.run("UPDATE mail_outbox SET state='unsure' WHERE state='sending' AND sent_at<$1", before);
}

std::vector<OutboxRow> trouble(db::Session& session, int limit) {
  return session.all<OutboxRow>(
      db::select_from<OutboxRow>(
          "mail_outbox",
          "WHERE state IN ('failed', 'unsure') OR (state='waiting' AND tries>0) ORDER BY made_at DESC, id LIMIT $1"),
      limit);
}

int64_t count(db::Session& session, MailState state, int64_t since) {
  return *session.one<int64_t>("SELECT COUNT(*) FROM mail_outbox WHERE state=$1 AND sent_at>=$2", state, since);
}

}  // namespace doorstep::mail::store
