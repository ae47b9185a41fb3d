#include "store.h"

namespace doorstep::calendar::store {

std::optional<FeedRow> feed(db::Session& session, const std::string& token_digest) {
  return session.one<FeedRow>(
      "SELECT token_digest, account, group_id, made_at FROM calendar_feed WHERE token_digest=$1", token_digest);
}

std::vector<FeedRow> feeds(db::Session& session, const AccountId& account) {
  return session.all<FeedRow>("SELECT token_digest, account, group_id, made_at FROM calendar_feed WHERE account=$1",
                              account);
}

void add(db::Session& session, const FeedRow& row) {
  session.run("INSERT INTO calendar_feed(token_digest, account, group_id, made_at) VALUES($1, $2, $3, $4)",
              row.token_digest, row.account, row.group_id, row.made_at);
}

void drop(db::Session& session, const std::string& token_digest) {
  session.run("DELETE FROM calendar_feed WHERE token_digest=$1", token_digest);
}

}  // namespace doorstep::calendar::store
