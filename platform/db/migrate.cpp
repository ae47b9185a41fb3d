#include <doorstep/base/digest.h>

#include <algorithm>
#include <map>

#include <doorstep/db/db.h>

namespace doorstep::db {
namespace {

struct Applied {
  std::string module;
  int number = 0;
  std::string checksum;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (module, number, checksum))

constexpr std::string_view remembering = R"(CREATE TABLE IF NOT EXISTS db_migrations(
  module TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL,
  PRIMARY KEY(module, number)))";

// The lines of a step that are meant for `dialect`.
std::string part_for(std::string_view sql, Dialect dialect) {
  std::string part;
  bool taken = true;
  while (!sql.empty()) {
    const auto end = sql.find('\n');
    const auto line = sql.substr(0, end);
    sql.remove_prefix(end == sql.npos ? sql.size() : end + 1);
    if (line.starts_with("-- sqlite:"))
      taken = dialect == Dialect::sqlite;
    else if (line.starts_with("-- postgresql:"))
      taken = dialect == Dialect::postgresql;
    else if (line.starts_with("-- both:"))
      taken = true;
    else if (taken)
      part.append(line).push_back('\n');
  }
  return part;
}

using Known = std::map<std::pair<std::string, int>, std::string>;

Known known_steps(Session& session) {
  Known known;
  session.each<Applied>("SELECT module, number, checksum FROM db_migrations", [&](Applied&& step) {
    known[{std::move(step.module), step.number}] = std::move(step.checksum);
  });
  return known;
}

// True when the step is in already, false when it is to be applied.
Result<bool> look_up(const Known& known, const Migration& step) {
  const auto found = known.find({std::string{step.module}, step.number});
  if (found == known.end()) return false;
  if (found->second != digest_hex(step.sql))
    return refuse(Fault::conflict, "migration-changed",
                  say("迁移 {0}/{1:04} {2} 在执行之后被改动。已执行的迁移不可修改，请新增一步",
                      "migration {0}/{1:04} {2} was changed after it had been applied; never edit one, add a new step",
                      step.module, step.number, step.name));
  return true;
}

Result<void> none_from_the_future(const Known& known, std::span<const Migration> steps) {
  std::map<std::string_view, int> newest;
  for (const auto& step : steps) newest[step.module] = std::max(newest[step.module], step.number);
  for (const auto& [key, checksum] : known) {
    const auto found = newest.find(key.first);
    if (found != newest.end() && key.second > found->second)
      return refuse(Fault::conflict, "database-newer",
                    say("数据库由更新版本的程序建立（{0}/{1:04}），请升级本程序",
                        "the database was made by a newer version of this program ({0}/{1:04}); update the program",
                        key.first, key.second));
  }
  return {};
}

// Two programs that start at once must not both create the table. PostgreSQL refuses the later one, by a broken unique
// key or by "type exists already" (42710), which comes as Lost; the next attempt finds the table there.
Result<void> make_table(Database& database) {
  for (int attempt = 0;; ++attempt) {
    const bool last = attempt == 3;
    try {
      auto made = database.write([](Session& session) -> Result<void> {
        session.script(remembering);
        return {};
      });
      if (made || last) return made;
    } catch (const Lost&) {
      if (last) throw;
    }
  }
}

// False when another program applied it in the meantime.
Result<bool> apply(Database& database, const Migration& step) {
  return database.write([&](Session& session) -> Result<bool> {
    // Before anything is read, so that what is read is what the holder of the lock before us left.
    if (session.dialect() == Dialect::postgresql) session.script("LOCK TABLE db_migrations IN EXCLUSIVE MODE");
    DOORSTEP_LET(already, look_up(known_steps(session), step));
    if (already) return false;
    session.script(part_for(step.sql, session.dialect()));
    session.run("INSERT INTO db_migrations(module, number, name, checksum, applied_at) VALUES($1,$2,$3,$4,$5)",
                step.module, step.number, step.name, digest_hex(step.sql), now_utc());
    return true;
  });
}

}  // namespace

Result<Migrated> migrate(Database& database, std::span<const Migration> steps) {
  DOORSTEP_TRY(make_table(database));
  const auto known = database.read([](Session& session) { return known_steps(session); });
  DOORSTEP_TRY(none_from_the_future(known, steps));
  Migrated migrated;
  for (const auto& step : steps) {
    DOORSTEP_LET(already, look_up(known, step));
    bool applied = false;
    if (!already) {
      DOORSTEP_LET(now, apply(database, step));
      applied = now;
    }
    ++(applied ? migrated.applied : migrated.already);
  }
  return migrated;
}

}  // namespace doorstep::db
