#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <doorstep/db/db.h>

#include "postgres_database.h"
#include "sqlite_database.h"

namespace doorstep::db {
namespace {

tl::unexpected<Error> not_opened(std::string_view where, std::string_view why) {
  return refuse(Fault::invalid, "database-not-opened",
                say("无法打开数据库 {0}：{1}", "cannot open the database {0}: {1}", where, why));
}

Result<std::unique_ptr<Database>> open_sqlite(const std::string& folder) {
  std::error_code problem;
  const auto above = std::filesystem::absolute(folder, problem).parent_path();
  std::filesystem::create_directories(above, problem);
  // People's data: nobody but the owner looks into a folder that we make.
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return not_opened(folder, std::strerror(errno));
  try {
    return std::make_unique<SqliteDatabase>((std::filesystem::path(folder) / "doorstep.db").string());
  } catch (const Lost& lost) {
    return not_opened(folder, lost.what());
  }
}

Result<std::unique_ptr<Database>> open_postgres(const std::string& url) {
  try {
    return std::make_unique<PostgresDatabase>(url);
  } catch (const Lost& lost) {
    return not_opened("PostgreSQL", lost.what());  // the URL may hold a password
  }
}

}  // namespace

Result<std::unique_ptr<Database>> open(const std::string& where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://") ? open_postgres(where)
                                                                                : open_sqlite(where);
}

}  // namespace doorstep::db
