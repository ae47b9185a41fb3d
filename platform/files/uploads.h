// Uploads: files of any size that come in parts and go on where they broke off (tus 1.0,
// https://tus.io/protocols/resumable-upload). What has come in whole is looked at like every other file and is then a
// loose file of the one who sent it.
//
// Promises: bytes whose arrival was acknowledged are on disk and survive kill -9; an upload belongs to its person;
// what is not finished a day after its last part is gone. Memory does not grow with the size.
//
// Thread safe, and safe among several servers that share the database and the folder: one of them has an upload.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/files/files.h>

namespace doorstep::files {

class Receiving;
namespace store {
struct UploadRow;
}

enum class UploadStage { receiving, checking, kept, refused };
BOOST_DESCRIBE_ENUM(UploadStage, receiving, checking, kept, refused)

struct Upload {
  std::string id, name;
  OrgId org;
  int64_t size = 0, offset = 0;  // as announced, and what of it is there
  UploadStage stage = UploadStage::receiving;
  std::optional<FileInfo> file;  // once it is kept
  std::string problem_code;      // why it was refused, or why checking must wait; empty otherwise
  Words problem;
  std::string expires_at;
};
BOOST_DESCRIBE_STRUCT(Upload, (), (id, name, org, size, offset, stage, file, problem_code, problem, expires_at))

class Uploads {
 public:
  // `folder` is that of `files`. All outlives this.
  Uploads(db::Database& database, const Files& files, std::string folder);
  ~Uploads();

  // Announces an upload. invalid for the name or an empty file; too_large; conflict over the quota, and for too many at
  // once; disk-full
  Result<Upload> announce(const Actor& actor, const OrgId& org, const std::string& name, int64_t size) const;

  // For one part from `offset` on; `length` is that of the part, where it is known. What another connection was still
  // sending to this server ends.
  //   not_found  not the actor's    upload-over (410)  expired    conflict  another offset    upload-in-use
  //   too_large  more than was announced    invalid  refused already
  Result<std::shared_ptr<Receiving>> receive(const Actor& actor, const std::string& id, int64_t offset,
                                             std::optional<int64_t> length, const std::string& checksum) const;
  // After a part: what is there now. A small file that is whole is checked at once, a large one by the next round().
  Result<Upload> received(const Actor& actor, Receiving& part) const;

  // What is there, on disk; with `ending`, what was still coming in ends first, so that it stays so. not_found
  Result<Upload> look(const Actor& actor, const std::string& id, bool ending) const;
  // Of the actor, and not finished: the newest first.
  std::vector<Upload> unfinished(const Actor& actor) const;
  Result<void> drop(const Actor& actor, const std::string& id) const;  // not_found

  // Checks what is whole. `now` is seconds since 1970. How many there were.
  int round(int64_t now) const;
  int tidy(int64_t now) const;  // removes what has expired; how many

 private:
  using Row = store::UploadRow;
  std::string path_of(const std::string& id) const;
  Result<Row> own(const Actor& actor, const std::string& id) const;
  Upload shown(const Row& row) const;
  void end_others(const std::string& id) const;
  void check(const Row& row, int64_t now) const;
  void settle(const Row& row, const Error& error, int64_t now) const;

  db::Database& database_;
  const Files& files_;
  std::string folder_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::weak_ptr<Receiving>> coming_;  // to this server, by upload
};

}  // namespace doorstep::files
