// Every statement on the resources_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/resources/resources.h>

namespace doorstep::resources::store {

struct ResourceRow {
  std::string id;
  OrgId owner_id;
  AccountId account;
  PersonId person_id;
  std::string by_name;
  int64_t newest = 1, published = 0;
  std::optional<std::string> origin_id;
  int64_t origin_version = 0;
  std::string levels;
  int64_t uses = 0, schools = 0, adaptations = 0, ratings = 0, stars = 0, seq = 0, published_seq = 0;
  std::string published_at;
  bool is_public = false;
  int64_t public_version = 0;
  std::string stamp, made_at;
};
BOOST_DESCRIBE_STRUCT(ResourceRow, (),
                      (id, owner_id, account, person_id, by_name, newest, published, origin_id, origin_version, levels,
                       uses, schools, adaptations, ratings, stars, seq, published_seq, published_at, is_public,
                       public_version, stamp, made_at))

int64_t sequence(db::Session& session);
int64_t next_sequence(db::Session& session);  // held until the transaction ends
std::optional<ResourceRow> resource(db::Session& session, const std::string& id);
void add(db::Session& session, const ResourceRow& row);
void set(db::Session& session, const ResourceRow& row);
std::vector<ResourceRow> by_account(db::Session& session, const AccountId& account);
std::vector<ResourceRow> by_person(db::Session& session, const PersonId& person);
std::vector<ResourceRow> adaptations(db::Session& session, const std::string& origin);
std::vector<ResourceRow> used_by(db::Session& session, const AccountId& account);  // the last used first, at most 50
// What the index holds of a resource; of one that is not shown the version's members are empty.
struct IndexRow {
  std::string id;
  OrgId owner_id;
  int64_t published = 0;
  std::string levels;
  int64_t uses = 0, ratings = 0, stars = 0, seq = 0, published_seq = 0;
  std::string title, tags, authors, node, kind, subject, grades, licence;
  OrgId shelf_id;
};
BOOST_DESCRIBE_STRUCT(IndexRow, (),
                      (id, owner_id, published, levels, uses, ratings, stars, seq, published_seq, title, tags, authors,
                       node, kind, subject, grades, licence, shelf_id))
// Changed after `seq`, in the order of change, at most 65,536.
std::vector<IndexRow> changed_since(db::Session& session, int64_t seq);

struct VersionRow {
  std::string resource_id;
  int64_t number = 1;
  VersionState state = VersionState::draft;
  std::string title, kind, subject, grades, node, tags, words, authors, licence, url;
  ShareScope scope = ShareScope::school;
  OrgId shelf_id, review_id;
  std::string note, made_at, submitted_at, decided_at, decided_by, reason;
};
BOOST_DESCRIBE_STRUCT(VersionRow, (),
                      (resource_id, number, state, title, kind, subject, grades, node, tags, words, authors, licence,
                       url, scope, shelf_id, review_id, note, made_at, submitted_at, decided_at, decided_by, reason))
std::optional<VersionRow> version(db::Session& session, const std::string& resource, int64_t number);
std::vector<VersionRow> versions(db::Session& session, const std::string& resource);  // the newest first
void put(db::Session& session, const VersionRow& row);
std::vector<VersionRow> waiting(db::Session& session, const OrgId& review);
std::vector<VersionRow> decided(db::Session& session, const OrgId& review);

std::vector<std::string> files(db::Session& session, const std::string& resource, int64_t number);
void set_files(db::Session& session, const std::string& resource, int64_t number,
               const std::vector<std::string>& files);
bool file_in_use(db::Session& session, const std::string& file);  // by a version of any resource
void drop_version(db::Session& session, const std::string& resource, int64_t number);
void drop(db::Session& session, const std::string& resource);  // its versions are gone already
std::vector<int64_t> versions_with(db::Session& session, const std::string& resource, const std::string& file);

// Beside the account that shares it.
struct AuthorRow {
  std::string resource_id;
  PersonId person_id;
  std::string name, by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(AuthorRow, (), (resource_id, person_id, name, by_name, made_at))
std::vector<AuthorRow> authors(db::Session& session, const std::string& resource);  // as they were named
bool is_author(db::Session& session, const std::string& resource, const PersonId& person);
std::vector<ResourceRow> by_author(db::Session& session, const PersonId& person);
void add(db::Session& session, const AuthorRow& row);
void drop_author(db::Session& session, const std::string& resource, const PersonId& person);

struct MarkRow {
  std::string id, resource_id;
  int64_t number = 0;
  QualityLevel level{};
  OrgId org_id;
  std::string reason, by_name, given_at, revoked_at, revoke_reason;
};
BOOST_DESCRIBE_STRUCT(MarkRow, (),
                      (id, resource_id, number, level, org_id, reason, by_name, given_at, revoked_at, revoke_reason))
std::vector<MarkRow> marks(db::Session& session, const std::string& resource);
std::optional<MarkRow> mark(db::Session& session, const std::string& id);
void put(db::Session& session, const MarkRow& row);

struct UseRow {
  std::string id, resource_id;
  int64_t number = 0;
  AccountId account;
  PersonId person_id;
  OrgId school_id;
  ClassId class_id;
  std::string class_title, course;
  Date on_day;
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(UseRow, (),
                      (id, resource_id, number, account, person_id, school_id, class_id, class_title, course, on_day,
                       made_at))
void add(db::Session& session, const UseRow& row);
void drop_use(db::Session& session, const std::string& id);
std::vector<UseRow> own_uses(db::Session& session, const std::string& resource, const AccountId& account);
std::vector<UseRow> uses_of_person(db::Session& session, const PersonId& person);
struct SchoolCount {
  OrgId school_id;
  int64_t uses = 0;
};
BOOST_DESCRIBE_STRUCT(SchoolCount, (), (school_id, uses))
std::vector<SchoolCount> uses_by_school(db::Session& session, const std::string& resource);
struct UserRow {
  std::string resource_id;
  OrgId school_id;
};
BOOST_DESCRIBE_STRUCT(UserRow, (), (resource_id, school_id))
std::vector<UseFlow> use_flows(db::Session& session, Date from, Date until);
std::vector<UserRow> users_since(db::Session& session, Date from);  // each school once a resource

struct RatingRow {
  std::string resource_id;
  AccountId account;
  int64_t stars = 0;
  std::string words, by_name;
  OrgId school_id;
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(RatingRow, (), (resource_id, account, stars, words, by_name, school_id, made_at))
std::vector<RatingRow> ratings(db::Session& session, const std::string& resource);  // the newest first
void put(db::Session& session, const RatingRow& row);

// --- what is harvested: what everybody has or had, by stamp and id

struct HarvestQuery {
  std::string from, until;  // stamps, both inclusive; empty: no bound
  std::string set;          // "subject", "subject:mathematics" ...; empty: all
  std::string after_stamp, after_id;
  int64_t most = 100;
};
std::vector<ResourceRow> harvested(db::Session& session, const HarvestQuery& query);
int64_t count_harvested(db::Session& session, const HarvestQuery& query);  // wherever the list goes on
std::string earliest_stamp(db::Session& session);                          // empty when there is none
struct SetCodes {
  std::string kind, subject, grades, levels;
};
BOOST_DESCRIBE_STRUCT(SetCodes, (), (kind, subject, grades, levels))
std::vector<SetCodes> set_codes(db::Session& session);

}  // namespace doorstep::resources::store
