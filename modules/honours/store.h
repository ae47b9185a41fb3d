// Every statement on the honours_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/honours/honours.h>

namespace doorstep::honours::store {

struct HonourRow {
  std::string id;
  OrgId school_id;
  PersonId person_id;
  std::string title, kind, level, award, issuer;
  Date on_day;
  HonourState state{};
  std::string by_name, made_at, decided_by, reason;
};
BOOST_DESCRIBE_STRUCT(HonourRow, (),
                      (id, school_id, person_id, title, kind, level, award, issuer, on_day, state, by_name, made_at,
                       decided_by, reason))

struct WorkRow {
  std::string id;
  OrgId school_id;
  std::string title, about, maker;
  WorkState state{};
  std::string by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(WorkRow, (), (id, school_id, title, about, maker, state, by_name, made_at))

std::optional<HonourRow> honour(db::Session& session, const std::string& id);
std::vector<HonourRow> honours_at(db::Session& session, const OrgId& school);  // what waits first, the newest first
std::vector<HonourRow> honours_of(db::Session& session, const PersonId& person);
void put(db::Session& session, const HonourRow& row);
void drop_honour(db::Session& session, const std::string& id);
void drop_honours_of(db::Session& session, const PersonId& person);

std::optional<WorkRow> work(db::Session& session, const std::string& id);
std::vector<WorkRow> works_at(db::Session& session, const OrgId& school);  // the newest first
std::vector<WorkRow> works_of(db::Session& session, const PersonId& person);
void put(db::Session& session, const WorkRow& row);
std::vector<PersonId> makers(db::Session& session, const std::string& work);
void put_makers(db::Session& session, const std::string& work, const std::vector<PersonId>& people);
void drop_maker(db::Session& session, const PersonId& person);  // works that it was in are drafts again

}  // namespace doorstep::honours::store
