// Every statement on the calendar_* tables.
#pragma once

#include <doorstep/calendar/calendar.h>
#include <doorstep/db/db.h>

namespace doorstep::calendar::store {

struct FeedRow {
  std::string token_digest;
  AccountId account;
  OrgId group_id;  // empty: of the person
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(FeedRow, (), (token_digest, account, group_id, made_at))

std::optional<FeedRow> feed(db::Session& session, const std::string& token_digest);
std::vector<FeedRow> feeds(db::Session& session, const AccountId& account);
void add(db::Session& session, const FeedRow& row);
void drop(db::Session& session, const std::string& token_digest);

}  // namespace doorstep::calendar::store
