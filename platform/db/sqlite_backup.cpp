// A copy of the running database, by SQLite's online backup: readers and the writer go on meanwhile.
#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "errors.h"
#include "sqlite_database.h"

namespace doorstep::db {
namespace {

tl::unexpected<Error> failed(const std::string& file, std::string_view why) {
  return refuse(Fault::invalid, "backup-failed", say("无法备份到 {0}：{1}", "cannot back up to {0}: {1}", file, why));
}

bool sync_to_disk(const std::string& path, int flags) {
  const int opened = ::open(path.c_str(), flags | O_CLOEXEC);
  if (opened < 0) return false;
  const bool synced = ::fsync(opened) == 0;
  ::close(opened);
  return synced;
}

// Copies the pages; empty when all went well, else the reason.
std::string copy_pages(sqlite3* from, const std::string& to_file) {
  sqlite3* to = nullptr;
  std::string problem;
  if (sqlite3_open_v2(to_file.c_str(), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK) {
    problem = to ? sqlite3_errmsg(to) : "no memory";
  } else if (auto* copying = sqlite3_backup_init(to, "main", from, "main")) {
    sqlite3_backup_step(copying, -1);
    if (sqlite3_backup_finish(copying) != SQLITE_OK) problem = sqlite3_errmsg(to);
  } else {
    problem = sqlite3_errmsg(to);
  }
  sqlite3_close(to);
  return problem;
}

}  // namespace

Result<void> SqliteDatabase::backup(const std::string& to_file) {
  namespace fs = std::filesystem;
  const auto beside = to_file + ".part";
  std::error_code ignored;
  fs::remove(beside, ignored);
  const auto reader = std::make_unique<SqliteConnection>(file_, SqliteConnection::Role::reader);
  if (auto problem = copy_pages(reader->handle(), beside); !problem.empty()) {
    fs::remove(beside, ignored);
    return failed(to_file, problem);
  }
  const auto folder = fs::absolute(to_file).parent_path().string();
  if (!sync_to_disk(beside, O_RDONLY) || ::rename(beside.c_str(), to_file.c_str()) != 0 ||
      !sync_to_disk(folder, O_RDONLY | O_DIRECTORY)) {
    const std::string why = std::strerror(errno);
    fs::remove(beside, ignored);
    return failed(to_file, why);
  }
  return {};
}

}  // namespace doorstep::db
