// Files: what people upload to hang on a thing of the house: evidence, papers of a meeting, results of a session. A
// file is uploaded first, by itself ("loose"), and held by a thing within the transaction that writes the thing; one
// that nothing holds is gone after a day. Contents are kept once, by their digest.
//
// Promises: a put() that returned a file is on disk and survives kill -9; one that returned an Error, or threw, left
// nothing but, at worst, bytes that tidy() removes. Bytes that a file refers to are never removed.
//
// Thread safe, and safe among several servers that share the database and the folder.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <doorstep/audit/audit.h>
#include <doorstep/base/actor.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>
#include <doorstep/db/db.h>

namespace doorstep::files {

std::span<const db::Migration> migrations();

// What a file hangs on: a room of the house ("council-item") and the id of the thing there.
struct Place {
  std::string room, thing;
  friend bool operator==(const Place&, const Place&) = default;
};

// The installation's settings.
struct FileLimits {
  int64_t most_bytes = 50 << 20;  // of one file
  int64_t quota_bytes = 0;        // of all files of one organisation; 0: no bound
  std::string scanner;            // socket of clamd; files are not scanned when empty
  // Of one file in the rooms that take large ones: films of lessons, results of joint work. Empty: as below.
  std::optional<int64_t> large_bytes{};
};
BOOST_DESCRIBE_STRUCT(FileLimits, (), (most_bytes, quota_bytes, scanner, large_bytes))

inline constexpr int64_t most_bytes_ever = 256 << 20;            // what FileLimits::most_bytes may be at most
inline constexpr int64_t large_bytes_unset = int64_t{20} << 30;  // FileLimits::large_bytes where none is set
inline constexpr int64_t large_bytes_ever = int64_t{1} << 40;    // and what it may be at most
inline int64_t large_bytes(const FileLimits& limits) { return limits.large_bytes.value_or(large_bytes_unset); }

// Whether a room takes files up to FileLimits::most_bytes, or large ones as well.
enum class Sizes { small, large };

// What is kept, for who looks after the installation.
struct FilesState {
  FileLimits limits;
  int64_t files = 0, bytes = 0;                        // as uploaded
  int64_t contents = 0, contents_bytes = 0;            // on disk: each content once
  int64_t unused = 0, unused_bytes = 0;                // of these, waiting to be removed
  bool folder = false;                                 // there is a folder to keep files in
  std::string scanner_problem_zh, scanner_problem_en;  // empty when the scanner answers, and when there is none
};
BOOST_DESCRIBE_STRUCT(FilesState, (),
                      (limits, files, bytes, contents, contents_bytes, unused, unused_bytes, folder, scanner_problem_zh,
                       scanner_problem_en))

class Files;

// A file with what only the house knows of it.
struct Stored {
  FileInfo info;
  OrgId org;
  Place place;
  std::string digest;
  std::string path;  // of the content
  std::string type;  // for Content-Type
  const Files* keeper = nullptr;
};

// A PDF of a document of an office program, for browsers, which cannot show the document itself.
struct Preview {
  bool ready = false;
  std::string path;  // when it is
};

// What tidy() removed.
struct Tidied {
  int64_t loose = 0, contents = 0, bytes = 0;
};

// What a look at every content found. `faults` names each that is missing or damaged, with the files that have it.
struct Checked {
  int64_t contents = 0, bytes = 0;
  std::vector<Words> faults;
};

class Files {
 public:
  // `folder` is made when missing; empty: files cannot be kept here, and put() says so. All else outlives this.
  Files(db::Database& database, const audit::Trail& trail, std::string folder);

  // That the folder is the one of this database, and not an empty one of another machine: conflict.
  Result<void> claim_folder() const;

  // Takes the file at `path` (it is moved away), loose, in the name of `actor`, charged to `org`.
  //   invalid    the name, the content, or that they do not agree; a virus
  //   too_large  over the limit   conflict  over the quota, or there is no folder   busy  the scanner, or the disk
  Result<FileInfo> put(const Actor& actor, const OrgId& org, const std::string& name, const std::string& path) const;
  // For contents that came in parts: what is at `path`, which stays there, if a file of this name may have it. As
  // put(), without the limit of sizes. Reads all of it: some seconds for a large one.
  struct Content {
    std::string digest, kind;
    int64_t size = 0;
  };
  Result<Content> examine(const std::string& name, const std::string& path) const;
  // Within the caller's transaction: a loose file of it. Doing it again after a transaction that failed does no harm,
  // even where the content has been moved into its place already. conflict over the quota
  Result<FileInfo> keep(db::Session& session, const Actor& actor, const OrgId& org, const std::string& name,
                        const Content& content, const std::string& path) const;
  std::string place_of(const std::string& digest) const;  // where a content lies
  std::optional<FileInfo> info(db::Session& session, const std::string& id) const;
  // The actor's own loose file, that nothing will hold. not_found
  Result<void> drop_loose(const Actor& actor, const std::string& id) const;

  // Within the caller's transaction. hold: the actor's own loose files of `org` now hang on `place`; invalid for
  // others, and for files that are too large for the room.
  Result<void> hold(db::Session& session, const Actor& actor, const Place& place, const OrgId& org,
                    const std::vector<std::string>& ids, Sizes sizes = Sizes::small) const;
  void release(db::Session& session, const Actor& actor, const Place& place) const;  // all files of a thing
  void release(db::Session& session, const Actor& actor, const std::string& id) const;

  // By the time of upload. The second: of all things of a room that belong to `org`, by thing.
  std::vector<FileInfo> of(db::Session& session, const Place& place) const;
  std::map<std::string, std::vector<FileInfo>> of_things(db::Session& session, const std::string& room,
                                                         const OrgId& org) const;
  // not_found, also for what is loose or hangs elsewhere than in `room`.
  Result<Stored> stored(db::Session& session, const std::string& room, const std::string& id) const;
  Result<Stored> stored(const std::string& room, const std::string& id) const;

  // The PDF of a document. When it is asked for the first time, the next round of Previews makes it.
  //   conflict  there is no LibreOffice here    invalid  it could not be made    not_found  no document of an office
  //   program
  Result<Preview> preview(const Stored& file) const;

  FileLimits limits() const;
  Result<FilesState> set_limits(const Actor& actor, const FileLimits& wanted) const;  // invalid
  FilesState state() const;

  // Removes what nobody holds for a day. `now` is seconds since 1970.
  Tidied tidy(int64_t now) const;

 private:
  db::Database& database_;
  const audit::Trail& trail_;
  std::string folder_;
};

// Reads every content in use in `from` and compares it with its digest; with `to`, copies it there, where it is not
// yet. For backups, restoring and checks. What is missing or damaged is told in Checked::faults and not copied.
Result<Checked> check_contents(db::Database& database, const std::string& from, const std::string& to,
                               const std::function<void(int64_t done, int64_t all)>& progress = {});

// Endings of names that are taken, in lower case: "pdf", "docx" ...
std::vector<std::string> endings();

}  // namespace doorstep::files
