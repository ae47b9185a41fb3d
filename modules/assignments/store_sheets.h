// Every statement on assignments_by_sheet.
#pragma once

#include <doorstep/base/id.h>
#include <doorstep/db/db.h>

namespace doorstep::assignments::store {

struct BySheetRow {
  std::string paper_id;
  AccountId account;
  std::string by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(BySheetRow, (), (paper_id, account, by_name, made_at))

void put(db::Session& session, const BySheetRow& row);
bool is_by_sheet(db::Session& session, const std::string& paper);
void drop_by_sheet(db::Session& session, const std::string& paper);
void drop_answers(db::Session& session, const std::string& paper);

}  // namespace doorstep::assignments::store
