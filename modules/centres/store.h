// Every statement on the centres_* tables.
#pragma once

#include <doorstep/centres/centres.h>
#include <doorstep/db/db.h>

namespace doorstep::centres::store {

struct CentreRow {
  std::string id;
  OrgId group_id;
  CentreKind kind = CentreKind::own;
  std::string name, purpose;
  OrgId school_id;
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(CentreRow, (), (id, group_id, kind, name, purpose, school_id, begin_on, end_on))

struct PostRow {
  std::string id, centre_id;
  AccountId account;
  std::string name;
  OrgId school_id;
  CentrePart part = CentrePart::member;
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(PostRow, (), (id, centre_id, account, name, school_id, part, begin_on, end_on))

std::vector<CentreRow> centres(db::Session& session, const OrgId& group);
std::optional<CentreRow> centre(db::Session& session, const std::string& id);
void add(db::Session& session, const CentreRow& row);
void set(db::Session& session, const CentreRow& row);

std::vector<PostRow> posts(db::Session& session, const std::string& centre);
std::optional<PostRow> post(db::Session& session, const std::string& id);
void add(db::Session& session, const PostRow& row);
void end(db::Session& session, const std::string& post, Date on);

}  // namespace doorstep::centres::store
