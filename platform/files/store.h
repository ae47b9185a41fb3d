// Every statement on the files_* tables.
#pragma once

#include <doorstep/files/files.h>

namespace doorstep::files::store {

struct BlobRow {
  std::string digest;
  int64_t size = 0;
  std::string kind, made_at, unused_since;
};
BOOST_DESCRIBE_STRUCT(BlobRow, (), (digest, size, kind, made_at, unused_since))

struct FileRow {
  std::string id, digest, name;
  OrgId org;
  std::string room, thing;
  AccountId account;
  std::string by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(FileRow, (), (id, digest, name, org, room, thing, account, by_name, made_at))

// A file with what its content is.
struct ShownRow {
  std::string id, digest, name;
  OrgId org;
  std::string room, thing;
  AccountId account;
  std::string by_name, made_at, kind;
  int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(ShownRow, (), (id, digest, name, org, room, thing, account, by_name, made_at, kind, size))

struct Sum {
  int64_t count = 0, bytes = 0;
};
BOOST_DESCRIBE_STRUCT(Sum, (), (count, bytes))

void use_blob(db::Session& session, const BlobRow& row);  // new, or in use again
void add(db::Session& session, const FileRow& row);
std::optional<ShownRow> file(db::Session& session, const std::string& id);
std::vector<ShownRow> of(db::Session& session, const Place& place);
std::vector<ShownRow> of_org(db::Session& session, const std::string& room, const OrgId& org);
std::vector<ShownRow> loose_before(db::Session& session, const std::string& moment);
void hold(db::Session& session, const std::string& id, const Place& place);
// Its content is unused from `moment` on, if no other file has it.
void drop(db::Session& session, const std::string& id, const std::string& digest, const std::string& moment);

std::vector<BlobRow> used(db::Session& session);  // contents that files have, by digest
std::vector<std::string> names_of(db::Session& session, const std::string& digest);
std::vector<BlobRow> unused_before(db::Session& session, const std::string& moment);
// Forgets a content that no file has; false when one does.
bool forget(db::Session& session, const std::string& digest);
// A content without a row waits like one that was let go now.
void add_unused(db::Session& session, const BlobRow& row);
std::vector<std::string> digests(db::Session& session);                // of all contents, in order of their bytes
int64_t mark_unused(db::Session& session, const std::string& moment);  // what no file has and nobody marked

Sum of_org(db::Session& session, const OrgId& org);
Sum all_files(db::Session& session);
Sum all_contents(db::Session& session);
Sum unused_contents(db::Session& session);

}  // namespace doorstep::files::store
