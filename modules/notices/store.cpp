#include "store.h"

namespace doorstep::notices::store {
void add(db::Session& session, const NoticeRow& row) {
  session.run(
      "INSERT INTO notices_notice(id, org_id, roles, title, body, account, by_name, sent_at, confirms, until_on, "
      "withdrawn_at, class_id, addressed) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      row.id, row.org_id, row.roles, row.title, row.body, row.account, row.by_name, row.sent_at, row.confirms,
      row.until_on, row.withdrawn_at, row.class_id, row.addressed);
}

void address(db::Session& session, const std::string& notice, const AccountId& account) {
  session.run("INSERT INTO notices_addressee(notice_id, account) VALUES($1, $2) ON CONFLICT DO NOTHING", notice,
              account);
}

std::vector<AccountId> addressees(db::Session& session, const std::string& notice) {
  return session.all<AccountId>("SELECT account FROM notices_addressee WHERE notice_id=$1 ORDER BY account", notice);
}

std::vector<NoticeRow> addressed_to(db::Session& session, const AccountId& account, int limit) {
  return session.all<NoticeRow>("SELECT " + db::columns_of<NoticeRow>("n.") +
                                    " FROM notices_addressee a JOIN notices_notice n ON n.id=a.notice_id "
                                    "WHERE a.account=$1 AND n.until_on>=$2 AND n.withdrawn_at='' "
                                    "ORDER BY n.sent_at DESC, n.id LIMIT $3",
                                account, Date::today(), limit);
}

std::optional<NoticeRow> notice(db::Session& session, const std::string& id) {
  return session.one<NoticeRow>(db::select_from<NoticeRow>("notices_notice", "WHERE id=$1"), id);
}

std::vector<NoticeRow> notices(db::Session& session, const OrgId& org, bool shown_only, int limit) {
  if (!shown_only)
    return session.all<NoticeRow>(
        db::select_from<NoticeRow>("notices_notice",
                                   "WHERE org_id=$1 AND addressed=0 ORDER BY sent_at DESC, id LIMIT $2"),
        org, limit);
  return session.all<NoticeRow>(
      db::select_from<NoticeRow>(
          "notices_notice",
          "WHERE org_id=$1 AND addressed=0 AND until_on>=$2 AND withdrawn_at='' ORDER BY sent_at DESC, id LIMIT $3"),
      org, Date::today(), limit);
}

std::vector<NoticeRow> since(db::Session& session, const std::string& at) {
  return session.all<NoticeRow>(
      db::select_from<NoticeRow>("notices_notice",
                                 "WHERE sent_at>=$1 AND until_on>=$2 AND withdrawn_at='' ORDER BY sent_at, id"),
      at, Date::today());
}

void withdraw(db::Session& session, const std::string& id, const std::string& at) {
  session.run("UPDATE notices_notice SET withdrawn_at=$2 WHERE id=$1", id, at);
}

std::optional<ReceiptRow> receipt(db::Session& session, const std::string& notice, const AccountId& account) {
  return session.one<ReceiptRow>(db::select_from<ReceiptRow>("notices_receipt", "WHERE notice_id=$1 AND account=$2"),
                                 notice, account);
}

std::vector<ReceiptRow> receipts(db::Session& session, const std::string& notice) {
  return session.all<ReceiptRow>(db::select_from<ReceiptRow>("notices_receipt", "WHERE notice_id=$1"), notice);
}

void keep(db::Session& session, const ReceiptRow& row) {
  session.run(
      "INSERT INTO notices_receipt(notice_id, account, read_at, confirmed_at) VALUES($1, $2, $3, $4) "
      "ON CONFLICT(notice_id, account) DO UPDATE SET confirmed_at=excluded.confirmed_at",
      row.notice_id, row.account, row.read_at, row.confirmed_at);
}

}  // namespace doorstep::notices::store
