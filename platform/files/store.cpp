#include "store.h"

#include <algorithm>

namespace doorstep::files::store {
namespace {

constexpr const char* shown =
    "SELECT f.id, f.digest, f.name, f.org, f.room, f.thing, f.account, f.by_name, f.made_at, b.kind, b.size "
    "FROM files_file f JOIN files_blob b ON b.digest=f.digest ";
constexpr const char* nobody_has = "NOT EXISTS(SELECT 1 FROM files_file f WHERE f.digest=files_blob.digest)";

std::string with(const char* rest) { return std::string{shown} + rest; }

}  // namespace

void use_blob(db::Session& session, const BlobRow& row) {
  session.run(
      "INSERT INTO files_blob(digest, size, kind, made_at, unused_since) VALUES($1, $2, $3, $4, '') "
      "ON CONFLICT(digest) DO UPDATE SET kind=excluded.kind, unused_since=''",
      row.digest, row.size, row.kind, row.made_at);
}

void add(db::Session& session, const FileRow& row) {
  session.run(
      "INSERT INTO files_file(id, digest, name, org, room, thing, account, by_name, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.digest, row.name, row.org.value, row.room, row.thing, row.account, row.by_name, row.made_at);
}

std::optional<ShownRow> file(db::Session& session, const std::string& id) {
  return session.one<ShownRow>(with("WHERE f.id=$1"), id);
}

std::vector<ShownRow> of(db::Session& session, const Place& place) {
  return session.all<ShownRow>(with("WHERE f.room=$1 AND f.thing=$2 ORDER BY f.made_at, f.id"), place.room,
                               place.thing);
}

std::vector<ShownRow> of_org(db::Session& session, const std::string& room, const OrgId& org) {
  return session.all<ShownRow>(with("WHERE f.org=$1 AND f.room=$2 ORDER BY f.made_at, f.id"), org.value, room);
}

std::vector<ShownRow> loose_before(db::Session& session, const std::string& moment) {
  return session.all<ShownRow>(with("WHERE f.room='' AND f.thing='' AND f.made_at<$1 ORDER BY f.id"), moment);
}

void hold(db::Session& session, const std::string& id, const Place& place) {
  session.run("UPDATE files_file SET room=$1, thing=$2 WHERE id=$3", place.room, place.thing, id);
}

void drop(db::Session& session, const std::string& id, const std::string& digest, const std::string& moment) {
  session.run("DELETE FROM files_file WHERE id=$1", id);
  session.run(std::string{"UPDATE files_blob SET unused_since=$1 WHERE digest=$2 AND "} + nobody_has, moment, digest);
}

std::vector<BlobRow> used(db::Session& session) {
  return session.all<BlobRow>(db::select_from<BlobRow>(
      "files_blob", "WHERE EXISTS(SELECT 1 FROM files_file f WHERE f.digest=files_blob.digest) ORDER BY digest"));
}

std::vector<std::string> names_of(db::Session& session, const std::string& digest) {
  return session.all<std::string>("SELECT name FROM files_file WHERE digest=$1 ORDER BY made_at, id", digest);
}

std::vector<BlobRow> unused_before(db::Session& session, const std::string& moment) {
  return session.all<BlobRow>(
      db::select_from<BlobRow>("files_blob", "WHERE unused_since<>'' AND unused_since<$1 ORDER BY digest"), moment);
}

bool forget(db::Session& session, const std::string& digest) {
  return session.run(std::string{"DELETE FROM files_blob WHERE digest=$1 AND unused_since<>'' AND "} + nobody_has,
                     digest) > 0;
}

void add_unused(db::Session& session, const BlobRow& row) {
  session.run(
      "INSERT INTO files_blob(digest, size, kind, made_at, unused_since) VALUES($1, $2, $3, $4, $5) "
      "ON CONFLICT(digest) DO NOTHING",
      row.digest, row.size, row.kind, row.made_at, row.unused_since);
}

std::vector<std::string> digests(db::Session& session) {
  auto all = session.all<std::string>("SELECT digest FROM files_blob");
  std::ranges::sort(all);
  return all;
}

int64_t mark_unused(db::Session& session, const std::string& moment) {
  return session.run(std::string{"UPDATE files_blob SET unused_since=$1 WHERE unused_since='' AND "} + nobody_has,
                     moment);
}

namespace {

Sum sum(std::optional<Sum> found) { return found.value_or(Sum{}); }

}  // namespace

Sum of_org(db::Session& session, const OrgId& org) {
  return sum(session.one<Sum>(
      "SELECT COUNT(*), CAST(COALESCE(SUM(b.size), 0) AS BIGINT) FROM files_file f JOIN files_blob b ON "
      "b.digest=f.digest WHERE f.org=$1",
      org.value));
}
Sum all_files(db::Session& session) {
  return sum(session.one<Sum>(
      "SELECT COUNT(*), CAST(COALESCE(SUM(b.size), 0) AS BIGINT) FROM files_file f JOIN files_blob b ON "
      "b.digest=f.digest"));
}
Sum all_contents(db::Session& session) {
  return sum(session.one<Sum>("SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files_blob"));
}
Sum unused_contents(db::Session& session) {
  return sum(session.one<Sum>(
      "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files_blob WHERE unused_since<>''"));
}

}  // namespace doorstep::files::store
