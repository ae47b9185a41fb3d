// kill -9 in the middle of an import of two files: afterwards the register is as it was before, or as it is after,
// nothing between; the database is sound, and the same import run again ends where an undisturbed one ends.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include <doorstep/base/id.h>
#include <doorstep/db/db.h>

namespace fs = std::filesystem;
using namespace doorstep;

namespace {

const std::string program = DOORSTEP_PROGRAM;

pid_t start(const std::vector<std::string>& arguments) {
  const pid_t child = fork();
  if (child != 0) return child;
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  if (!std::freopen("/dev/null", "w", stdout) || !std::freopen("/dev/null", "w", stderr)) _exit(126);
  execv(program.c_str(), argv.data());
  _exit(127);
}

int finish(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// Rows of every table of the register, by name: the state that must be whole.
std::vector<std::pair<std::string, int64_t>> state_of(const fs::path& data) {
  auto database = db::open(data.string());
  EXPECT_TRUE(database);
  return (*database)->read([](db::Session& session) {
    EXPECT_EQ(session.one<std::string>("PRAGMA integrity_check").value_or(""), "ok");
    std::vector<std::pair<std::string, int64_t>> counts;
    // The product's own code tables come when a house is first opened, not with the import.
    for (const auto& table :
         session.all<std::string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name "
                                  "LIKE 'registry\\_%' ESCAPE '\\' AND name <> 'registry_code' ORDER BY name"))
      counts.emplace_back(table, *session.one<int64_t>("SELECT count(*) FROM " + table));
    return counts;
  });
}

class ImportKill : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("doorstep-kill-" + new_uuid());
    fs::create_directories(folder_);
    ASSERT_EQ(finish(start({"generate", "district", "--like", "chaoyang", "--seed", "7", "--schools", "60",
                            "--students", "30000", "--out", (folder_ / "files").string()})),
              0);
    ASSERT_EQ(finish(start({"migrate", "--data", (folder_ / "before").string()})), 0);
    before_ = state_of(folder_ / "before");
  }
  void TearDown() override { fs::remove_all(folder_); }

  pid_t import_into(const fs::path& data) {
    const auto file = [&](const char* name) { return (folder_ / "files" / name).string(); };
    return start({"import", file("oneroster.zip"), file("district.xlsx"), "--data", data.string()});
  }

  fs::path folder_;
  std::vector<std::pair<std::string, int64_t>> before_;
};

TEST_F(ImportKill, LeavesAllOrNothing) {
  const auto whole = folder_ / "whole";
  fs::copy(folder_ / "before", whole, fs::copy_options::recursive);
  const auto began = std::chrono::steady_clock::now();
  ASSERT_EQ(finish(import_into(whole)), 0);
  const auto took = std::chrono::steady_clock::now() - began;
  const auto after = state_of(whole);
  ASSERT_NE(before_, after);

  int killed = 0;
  for (int tenth = 1; tenth <= 9; tenth += 2) {
    const auto data = folder_ / ("try" + std::to_string(tenth));
    fs::copy(folder_ / "before", data, fs::copy_options::recursive);
    const pid_t child = import_into(data);
    std::this_thread::sleep_for(took * tenth / 10);
    kill(child, SIGKILL);
    killed += finish(child) == -SIGKILL;
    const auto found = state_of(data);
    EXPECT_TRUE(found == before_ || found == after) << "killed after " << tenth << " tenths";
    ASSERT_EQ(finish(import_into(data)), 0);
    EXPECT_EQ(state_of(data), after) << "killed after " << tenth << " tenths, then imported again";
  }
  EXPECT_GT(killed, 0);
}

}  // namespace
