#include "store.h"

namespace doorstep::resources::store {

int64_t sequence(db::Session& session) {
  return session.one<int64_t>("SELECT seq FROM resources_clock WHERE id=1").value_or(0);
}
int64_t next_sequence(db::Session& session) {
  session.run("UPDATE resources_clock SET seq=seq+1 WHERE id=1");
  return sequence(session);
}

std::optional<ResourceRow> resource(db::Session& session, const std::string& id) {
  return session.one<ResourceRow>(db::select_from<ResourceRow>("resources_resource", "WHERE id=$1"), id);
}
void add(db::Session& session, const ResourceRow& row) {
  session.run(
      "INSERT INTO resources_resource(id, owner_id, account, person_id, by_name, newest, published, origin_id, "
      "origin_version, levels, uses, schools, adaptations, ratings, stars, seq, published_seq, published_at, "
      "is_public, public_version, stamp, made_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
      "$15, $16, $17, $18, $19, $20, $21, $22)",
      row.id, row.owner_id, row.account, row.person_id, row.by_name, row.newest, row.published, row.origin_id,
      row.origin_version, row.levels, row.uses, row.schools, row.adaptations, row.ratings, row.stars, row.seq,
      row.published_seq, row.published_at, row.is_public, row.public_version, row.stamp, row.made_at);
}
void set(db::Session& session, const ResourceRow& row) {
  session.run(
      "UPDATE resources_resource SET newest=$2, published=$3, levels=$4, uses=$5, schools=$6, adaptations=$7, "
      "ratings=$8, stars=$9, seq=$10, published_seq=$11, published_at=$12, is_public=$13, public_version=$14, "
      "stamp=$15 "
      "WHERE id=$1",
      row.id, row.newest, row.published, row.levels, row.uses, row.schools, row.adaptations, row.ratings, row.stars,
      row.seq, row.published_seq, row.published_at, row.is_public, row.public_version, row.stamp);
}
std::vector<ResourceRow> by_account(db::Session& session, const AccountId& account) {
  return session.all<ResourceRow>(
      db::select_from<ResourceRow>("resources_resource", "WHERE account=$1 ORDER BY seq DESC"), account);
}
std::vector<ResourceRow> by_person(db::Session& session, const PersonId& person) {
  return session.all<ResourceRow>(
      db::select_from<ResourceRow>("resources_resource", "WHERE person_id=$1 ORDER BY seq DESC"), person);
}
std::vector<ResourceRow> adaptations(db::Session& session, const std::string& origin) {
  return session.all<ResourceRow>(
      db::select_from<ResourceRow>("resources_resource", "WHERE origin_id=$1 AND published>0 ORDER BY published_seq"),
      origin);
}
std::vector<ResourceRow> used_by(db::Session& session, const AccountId& account) {
  return session.all<ResourceRow>(
      db::select_from<ResourceRow>(
          "resources_resource",
          "JOIN (SELECT resource_id, max(made_at) AS last FROM resources_use WHERE account=$1 GROUP BY resource_id) u "
          "ON u.resource_id=id ORDER BY u.last DESC, id LIMIT 50"),
      account);
}
std::vector<IndexRow> changed_since(db::Session& session, int64_t seq) {
  return session.all<IndexRow>(
      "SELECT r.id, r.owner_id, r.published, r.levels, r.uses, r.ratings, r.stars, r.seq, r.published_seq, "
      "coalesce(v.title, ''), coalesce(v.tags, ''), coalesce(v.authors, ''), coalesce(v.node, ''), "
      "coalesce(v.kind, ''), coalesce(v.subject, ''), coalesce(v.grades, ''), coalesce(v.licence, ''), v.shelf_id "
      "FROM resources_resource r LEFT JOIN resources_version v ON v.resource_id=r.id AND v.number=r.published "
      "WHERE r.seq>$1 ORDER BY r.seq LIMIT 65536",
      seq);
}

std::optional<VersionRow> version(db::Session& session, const std::string& resource, int64_t number) {
  return session.one<VersionRow>(db::select_from<VersionRow>("resources_version", "WHERE resource_id=$1 AND number=$2"),
                                 resource, number);
}
std::vector<VersionRow> versions(db::Session& session, const std::string& resource) {
  return session.all<VersionRow>(
      db::select_from<VersionRow>("resources_version", "WHERE resource_id=$1 ORDER BY number DESC"), resource);
}
void put(db::Session& session, const VersionRow& row) {
  session.run(
      "INSERT INTO resources_version(resource_id, number, state, title, kind, subject, grades, node, tags, words, "
      "authors, licence, url, scope, shelf_id, review_id, note, made_at, submitted_at, decided_at, decided_by, reason) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) "
      "ON CONFLICT(resource_id, number) DO UPDATE SET state=excluded.state, title=excluded.title, kind=excluded.kind, "
      "subject=excluded.subject, grades=excluded.grades, node=excluded.node, tags=excluded.tags, words=excluded.words, "
      "authors=excluded.authors, licence=excluded.licence, url=excluded.url, scope=excluded.scope, "
      "shelf_id=excluded.shelf_id, review_id=excluded.review_id, note=excluded.note, "
      "submitted_at=excluded.submitted_at, decided_at=excluded.decided_at, decided_by=excluded.decided_by, "
      "reason=excluded.reason",
      row.resource_id, row.number, row.state, row.title, row.kind, row.subject, row.grades, row.node, row.tags,
      row.words, row.authors, row.licence, row.url, row.scope, row.shelf_id, row.review_id, row.note, row.made_at,
      row.submitted_at, row.decided_at, row.decided_by, row.reason);
}
std::vector<VersionRow> waiting(db::Session& session, const OrgId& review) {
  return session.all<VersionRow>(
      db::select_from<VersionRow>("resources_version",
                                  "WHERE review_id=$1 AND state='submitted' ORDER BY submitted_at, resource_id"),
      review);
}
std::vector<VersionRow> decided(db::Session& session, const OrgId& review) {
  return session.all<VersionRow>(
      db::select_from<VersionRow>("resources_version",
                                  "WHERE review_id=$1 AND state<>'submitted' AND decided_at<>'' "
                                  "ORDER BY decided_at DESC, resource_id LIMIT 50"),
      review);
}

std::vector<std::string> files(db::Session& session, const std::string& resource, int64_t number) {
  return session.all<std::string>(
      "SELECT file_id FROM resources_file WHERE resource_id=$1 AND number=$2 ORDER BY place", resource, number);
}
void set_files(db::Session& session, const std::string& resource, int64_t number,
               const std::vector<std::string>& files) {
  session.run("DELETE FROM resources_file WHERE resource_id=$1 AND number=$2", resource, number);
  int64_t place = 0;
  for (const auto& file : files)
    session.run("INSERT INTO resources_file(resource_id, number, place, file_id) VALUES($1, $2, $3, $4)", resource,
                number, ++place, file);
}
bool file_in_use(db::Session& session, const std::string& file) {
  return session.one<int64_t>("SELECT COUNT(*) FROM resources_file WHERE file_id=$1", file).value_or(0) > 0;
}
void drop_version(db::Session& session, const std::string& resource, int64_t number) {
  session.run("DELETE FROM resources_file WHERE resource_id=$1 AND number=$2", resource, number);
  session.run("DELETE FROM resources_version WHERE resource_id=$1 AND number=$2", resource, number);
}
void drop(db::Session& session, const std::string& resource) {
  session.run("DELETE FROM resources_author WHERE resource_id=$1", resource);
  session.run("DELETE FROM resources_resource WHERE id=$1", resource);
}

std::vector<AuthorRow> authors(db::Session& session, const std::string& resource) {
  return session.all<AuthorRow>(
      db::select_from<AuthorRow>("resources_author", "WHERE resource_id=$1 ORDER BY made_at, person_id"), resource);
}
bool is_author(db::Session& session, const std::string& resource, const PersonId& person) {
  return session
             .one<int64_t>("SELECT count(*) FROM resources_author WHERE resource_id=$1 AND person_id=$2", resource,
                           person)
             .value_or(0) > 0;
}
std::vector<ResourceRow> by_author(db::Session& session, const PersonId& person) {
  return session.all<ResourceRow>(
      db::select_from<ResourceRow>(
          "resources_resource",
          "WHERE id IN (SELECT resource_id FROM resources_author WHERE person_id=$1) ORDER BY seq DESC"),
      person);
}
void add(db::Session& session, const AuthorRow& row) {
  session.run("INSERT INTO resources_author(resource_id, person_id, name, by_name, made_at) VALUES($1, $2, $3, $4, $5)",
              row.resource_id, row.person_id, row.name, row.by_name, row.made_at);
}
void drop_author(db::Session& session, const std::string& resource, const PersonId& person) {
  session.run("DELETE FROM resources_author WHERE resource_id=$1 AND person_id=$2", resource, person);
}
std::vector<int64_t> versions_with(db::Session& session, const std::string& resource, const std::string& file) {
  return session.all<int64_t>("SELECT number FROM resources_file WHERE resource_id=$1 AND file_id=$2", resource, file);
}

std::vector<MarkRow> marks(db::Session& session, const std::string& resource) {
  return session.all<MarkRow>(
      db::select_from<MarkRow>("resources_certificate", "WHERE resource_id=$1 ORDER BY revoked_at, given_at, id"),
      resource);
}
std::optional<MarkRow> mark(db::Session& session, const std::string& id) {
  return session.one<MarkRow>(db::select_from<MarkRow>("resources_certificate", "WHERE id=$1"), id);
}
void put(db::Session& session, const MarkRow& row) {
  session.run(
      "INSERT INTO resources_certificate(id, resource_id, number, level, org_id, reason, by_name, given_at, "
      "revoked_at, revoke_reason) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(id) DO UPDATE SET "
      "revoked_at=excluded.revoked_at, revoke_reason=excluded.revoke_reason",
      row.id, row.resource_id, row.number, row.level, row.org_id, row.reason, row.by_name, row.given_at, row.revoked_at,
      row.revoke_reason);
}

void add(db::Session& session, const UseRow& row) {
  session.run(
      "INSERT INTO resources_use(id, resource_id, number, account, person_id, school_id, class_id, class_title, "
      "course, on_day, made_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      row.id, row.resource_id, row.number, row.account, row.person_id, row.school_id, row.class_id, row.class_title,
      row.course, row.on_day, row.made_at);
}
void drop_use(db::Session& session, const std::string& id) { session.run("DELETE FROM resources_use WHERE id=$1", id); }
std::vector<UseRow> own_uses(db::Session& session, const std::string& resource, const AccountId& account) {
  return session.all<UseRow>(
      db::select_from<UseRow>("resources_use", "WHERE resource_id=$1 AND account=$2 ORDER BY on_day DESC, id"),
      resource, account);
}
std::vector<UseRow> uses_of_person(db::Session& session, const PersonId& person) {
  return session.all<UseRow>(db::select_from<UseRow>("resources_use", "WHERE person_id=$1 ORDER BY on_day DESC, id"),
                             person);
}
std::vector<SchoolCount> uses_by_school(db::Session& session, const std::string& resource) {
  return session.all<SchoolCount>(
      "SELECT school_id, count(*) FROM resources_use WHERE resource_id=$1 GROUP BY school_id ORDER BY 2 DESC, 1",
      resource);
}

std::vector<UseFlow> use_flows(db::Session& session, Date from, Date until) {
  return session.all<UseFlow>(
      "SELECT r.owner_id, u.school_id, count(*) FROM resources_use u JOIN resources_resource r ON r.id=u.resource_id "
      "WHERE u.on_day>=$1 AND u.on_day<$2 GROUP BY r.owner_id, u.school_id ORDER BY r.owner_id, u.school_id",
      from, until);
}
std::vector<UserRow> users_since(db::Session& session, Date from) {
  return session.all<UserRow>("SELECT DISTINCT resource_id, school_id FROM resources_use WHERE on_day>=$1", from);
}

std::vector<RatingRow> ratings(db::Session& session, const std::string& resource) {
  return session.all<RatingRow>(
      db::select_from<RatingRow>("resources_rating", "WHERE resource_id=$1 ORDER BY made_at DESC, account"), resource);
}
void put(db::Session& session, const RatingRow& row) {
  session.run(
      "INSERT INTO resources_rating(resource_id, account, stars, words, by_name, school_id, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7) ON CONFLICT(resource_id, account) DO UPDATE SET stars=excluded.stars, "
      "words=excluded.words, by_name=excluded.by_name, school_id=excluded.school_id, made_at=excluded.made_at",
      row.resource_id, row.account, row.stars, row.words, row.by_name, row.school_id, row.made_at);
}

namespace {

// What a set asks of the last version that everybody had; $3 is the code, which is empty for a set of sets.
std::string condition_of(const std::string& set) {
  const auto facet = set.substr(0, set.find(':'));
  if (set.empty()) return "$3=''";
  if (facet == "kind") return "($3='' OR v.kind=$3)";
  if (facet == "subject") return "($3='' OR v.subject=$3)";
  if (facet == "grade")
    return "(($3='' AND v.grades<>'') OR ($3<>'' AND ',' || v.grades || ',' LIKE '%,' || $3 || ',%'))";
  if (facet == "quality")
    return "(r.is_public=1 AND (($3='' AND r.levels<>'') OR ($3<>'' AND ',' || r.levels || ',' LIKE '%,' || $3 || "
           "',%')))";
  return "$3='' AND 1=0";
}
std::string code_of(const std::string& set) {
  const auto colon = set.find(':');
  return colon == set.npos ? std::string{} : set.substr(colon + 1);
}
std::string rest_of(const HarvestQuery& query) {
  return "FROM resources_resource r JOIN resources_version v ON v.resource_id=r.id AND v.number=r.public_version "
         "WHERE r.public_version>0 AND r.stamp>=$1 AND r.stamp<=$2 AND " +
         condition_of(query.set);
}
std::string last_of(const HarvestQuery& query) { return query.until.empty() ? "9999" : query.until; }

}  // namespace

std::vector<ResourceRow> harvested(db::Session& session, const HarvestQuery& query) {
  return session.all<ResourceRow>(
      "SELECT " + db::columns_of<ResourceRow>("r.") + " " + rest_of(query) +
          " AND (r.stamp>$4 OR (r.stamp=$4 AND r.id>$5)) ORDER BY r.stamp, r.id LIMIT CAST($6 AS BIGINT)",
      query.from, last_of(query), code_of(query.set), query.after_stamp, query.after_id, query.most);
}
int64_t count_harvested(db::Session& session, const HarvestQuery& query) {
  return session.one<int64_t>("SELECT count(*) " + rest_of(query), query.from, last_of(query), code_of(query.set))
      .value_or(0);
}
std::string earliest_stamp(db::Session& session) {
  return session
      .one<std::string>("SELECT stamp FROM resources_resource WHERE public_version>0 ORDER BY stamp, id LIMIT 1")
      .value_or("");
}
std::vector<SetCodes> set_codes(db::Session& session) {
  return session.all<SetCodes>(
      "SELECT DISTINCT v.kind, v.subject, v.grades, CASE WHEN r.is_public=1 THEN r.levels ELSE '' END "
      "FROM resources_resource r JOIN resources_version v ON v.resource_id=r.id AND v.number=r.public_version "
      "WHERE r.public_version>0");
}

}  // namespace doorstep::resources::store
