// Every statement on the mail_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/mail/mail.h>

namespace doorstep::mail::store {

struct AddressRow {
  AccountId account;
  std::string address;
  bool confirmed = false;
  std::string token_digest;
  int64_t token_until = 0;
  Way notices = Way::daily, confirmations = Way::now;
  Date digest_on;
};
BOOST_DESCRIBE_STRUCT(AddressRow, (),
                      (account, address, confirmed, token_digest, token_until, notices, confirmations, digest_on))

struct OutboxRow {
  std::string id;
  AccountId account;
  MailKind kind{};
  std::string about;
  MailState state = MailState::waiting;
  int64_t due_at = 0, tries = 0;
  std::string said;
  int64_t made_at = 0, sent_at = 0;
};
BOOST_DESCRIBE_STRUCT(OutboxRow, (), (id, account, kind, about, state, due_at, tries, said, made_at, sent_at))

std::optional<AddressRow> address(db::Session& session, const AccountId& account);
std::optional<AddressRow> address_by_token(db::Session& session, const std::string& digest);
std::vector<AddressRow> confirmed(db::Session& session);
void keep(db::Session& session, const AddressRow& row);
void drop(db::Session& session, const AccountId& account);

void queue(db::Session& session, const OutboxRow& row);  // nothing when it stands there already
std::optional<OutboxRow> queued(db::Session& session, const std::string& id);
std::vector<OutboxRow> due(db::Session& session, int64_t now, int limit);
// Whether it was still in `from`; then it is as `row` says.
bool move(db::Session& session, const OutboxRow& row, MailState from);
void unsure_since(db::Session& session, int64_t before);  // those being sent since before then
std::vector<OutboxRow> trouble(db::Session& session, int limit);
int64_t count(db::Session& session, MailState state, int64_t since);

}  // namespace doorstep::mail::store
