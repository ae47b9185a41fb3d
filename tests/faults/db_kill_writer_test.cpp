// kill -9 at any moment: every row whose write was acknowledged is there afterwards, nothing of an unfinished import
// is, and the file is sound.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include <doorstep/db/db.h>
#include <gtest/gtest.h>

#include "folder.h"

namespace doorstep::db {
namespace {

std::unique_ptr<Database> opened(const std::string& folder) {
  auto made = open(folder);
  if (!made) throw std::runtime_error(made.error().what.en);
  return std::move(*made);
}

void make_tables(Database& database) {
  const auto made = database.write([](Session& session) -> Result<void> {
    session.script(
        "CREATE TABLE small(id BIGINT PRIMARY KEY, text TEXT NOT NULL); CREATE TABLE large(id BIGINT PRIMARY KEY, text "
        "TEXT)");
    return {};
  });
  if (!made) throw std::runtime_error(made.error().what.en);
}

// Four threads write rows and tell each id through the pipe once its write has returned.
[[noreturn]] void write_until_killed(const std::string& folder, int64_t first, int tell) {
  const auto database = opened(folder);
  std::vector<std::thread> threads;
  for (int64_t lane = 0; lane < 4; ++lane)
    threads.emplace_back([&, lane] {
      for (int64_t id = first + lane;; id += 4) {
        const auto done = database->write([&](Session& session) -> Result<int64_t> {
          return session.run("INSERT INTO small(id, text) VALUES($1,$2)", id, std::string(200, 'x'));
        });
        if (!done || ::write(tell, &id, sizeof id) != sizeof id) ::_exit(1);
      }
    });
  for (auto& thread : threads) thread.join();
  ::_exit(1);
}

// One import in one transaction that never comes to its end; tells when it has outgrown the cache.
[[noreturn]] void import_until_killed(const std::string& folder, int tell) {
  const auto database = opened(folder);
  (void)database->write([&](Session& session) -> Result<void> {
    const auto bulk = session.bulk("large", "id, text");
    const std::string text(1000, 'x');
    for (int64_t id = 0;; ++id) {
      const Value row[] = {to_value(id), to_value(text)};
      bulk->add(row);
      if (id == 150000 && ::write(tell, &id, sizeof id) != sizeof id) ::_exit(1);
    }
  });
  ::_exit(1);
}

// Runs `work` in a child, reads what it tells until `enough` were told, kills it, reads the rest.
template <class Work>
std::set<int64_t> told_before_the_kill(size_t enough, const Work& work) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const auto child = ::fork();
  if (child == 0) work(ends[1]);
  ::close(ends[1]);
  std::set<int64_t> told;
  bool killed = false;
  for (int64_t id = 0; ::read(ends[0], &id, sizeof id) == sizeof id;) {
    told.insert(id);
    if (told.size() < enough || killed) continue;
    ::kill(child, SIGKILL);
    killed = true;
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  return told;
}

void expect_sound(Database& database) {
  EXPECT_EQ(database.read([](Session& session) { return session.all<std::string>("PRAGMA integrity_check"); }),
            std::vector<std::string>{"ok"});
}

TEST(KillWriter, EveryAcknowledgedRowIsThere) {
  support::Folder folder;
  make_tables(*opened(folder.path()));
  std::set<int64_t> told;
  for (int round = 0; round < 5; ++round) {
    told.merge(told_before_the_kill(static_cast<size_t>(40 + 97 * round),
                                    [&](int tell) { write_until_killed(folder.path(), 1000000 * round, tell); }));
    const auto database = opened(folder.path());
    const auto rows = database->read([](Session& session) { return session.all<int64_t>("SELECT id FROM small"); });
    const std::set<int64_t> there(rows.begin(), rows.end());
    for (const auto id : told) EXPECT_TRUE(there.contains(id)) << id << " was acknowledged and is lost";
    // At most one write in each lane may have been kept without having been told.
    EXPECT_LE(there.size(), told.size() + static_cast<size_t>(4 * (round + 1)));
    expect_sound(*database);
  }
}

TEST(KillWriter, NothingOfAnUnfinishedImportIsThere) {
  support::Folder folder;
  make_tables(*opened(folder.path()));
  told_before_the_kill(1, [&](int tell) { import_until_killed(folder.path(), tell); });
  const auto database = opened(folder.path());
  EXPECT_EQ(database->read([](Session& session) { return session.one<int64_t>("SELECT count(*) FROM large"); }), 0);
  expect_sound(*database);
  EXPECT_TRUE(database->write(
      [](Session& session) -> Result<int64_t> { return session.run("INSERT INTO large VALUES(1,'x')"); }));
}

}  // namespace
}  // namespace doorstep::db
