// Every statement on the notices_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/notices/notices.h>

namespace doorstep::notices::store {

struct NoticeRow {
  std::string id;
  OrgId org_id;
  std::string roles;  // comma-separated; empty: everybody
  std::string title, body;
  AccountId account;
  std::string by_name, sent_at;
  bool confirms = false;
  Date until_on;
  std::string withdrawn_at;
  ClassId class_id;
  bool addressed = false;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (),
                      (id, org_id, roles, title, body, account, by_name, sent_at, confirms, until_on, withdrawn_at,
                       class_id, addressed))

struct ReceiptRow {
  std::string notice_id;
  AccountId account;
  std::string read_at, confirmed_at;
};
BOOST_DESCRIBE_STRUCT(ReceiptRow, (), (notice_id, account, read_at, confirmed_at))

void add(db::Session& session, const NoticeRow& row);
void address(db::Session& session, const std::string& notice, const AccountId& account);
std::vector<AccountId> addressees(db::Session& session, const std::string& notice);
std::vector<NoticeRow> addressed_to(db::Session& session, const AccountId& account, int limit);  // still shown
std::optional<NoticeRow> notice(db::Session& session, const std::string& id);
// To all or to a class, the newest first; those that are still shown, or all.
std::vector<NoticeRow> notices(db::Session& session, const OrgId& org, bool shown_only, int limit);
std::vector<NoticeRow> since(db::Session& session, const std::string& at);  // sent then or later, still shown
void withdraw(db::Session& session, const std::string& id, const std::string& at);

std::optional<ReceiptRow> receipt(db::Session& session, const std::string& notice, const AccountId& account);
std::vector<ReceiptRow> receipts(db::Session& session, const std::string& notice);
void keep(db::Session& session, const ReceiptRow& row);

}  // namespace doorstep::notices::store
