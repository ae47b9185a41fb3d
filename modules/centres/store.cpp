#include "store.h"

namespace doorstep::centres::store {

std::vector<CentreRow> centres(db::Session& session, const OrgId& group) {
  return session.all<CentreRow>(db::select_from<CentreRow>("centres_centre", "WHERE group_id=$1 ORDER BY name, id"),
                                group);
}

std::optional<CentreRow> centre(db::Session& session, const std::string& id) {
  return session.one<CentreRow>(db::select_from<CentreRow>("centres_centre", "WHERE id=$1"), id);
}

void add(db::Session& session, const CentreRow& row) {
  session.run(
      "INSERT INTO centres_centre(id, group_id, kind, name, purpose, school_id, begin_on, end_on) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
      row.id, row.group_id, row.kind, row.name, row.purpose, row.school_id, row.begin_on, row.end_on);
}

void set(db::Session& session, const CentreRow& row) {
  session.run("UPDATE centres_centre SET name=$2, purpose=$3, school_id=$4, end_on=$5 WHERE id=$1", row.id, row.name,
              row.purpose, row.school_id, row.end_on);
}

std::vector<PostRow> posts(db::Session& session, const std::string& centre) {
  return session.all<PostRow>(
      db::select_from<PostRow>("centres_post", "WHERE centre_id=$1 ORDER BY begin_on, name, id"), centre);
}

std::optional<PostRow> post(db::Session& session, const std::string& id) {
  return session.one<PostRow>(db::select_from<PostRow>("centres_post", "WHERE id=$1"), id);
}

void add(db::Session& session, const PostRow& row) {
  session.run(
      "INSERT INTO centres_post(id, centre_id, account, name, school_id, part, begin_on, end_on) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
      row.id, row.centre_id, row.account, row.name, row.school_id, row.part, row.begin_on, row.end_on);
}

void end(db::Session& session, const std::string& post, Date on) {
  session.run("UPDATE centres_post SET end_on=$2 WHERE id=$1", post, on);
}

}  // namespace doorstep::centres::store
