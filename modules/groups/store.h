// Every statement on the groups_* tables.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/db/db.h>

namespace doorstep::groups::store {

// Why a change was made, and what a review found; what changed stands in the register.
struct ActRow {
  std::string id;
  OrgId group_id;
  std::string act;  // as in HistoryEvent
  Date on_day;
  OrgId school_id;  // or the other group
  std::string why, review, by_name, at;
};
BOOST_DESCRIBE_STRUCT(ActRow, (), (id, group_id, act, on_day, school_id, why, review, by_name, at))

void add(db::Session& session, const ActRow& row);
std::vector<ActRow> acts(db::Session& session, const OrgId& group);  // the newest last

}  // namespace doorstep::groups::store
