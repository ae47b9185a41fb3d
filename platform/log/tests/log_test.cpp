#include "log.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <thread>

#include <doorstep/base/json.h>

namespace doorstep::log {
namespace {

class Log : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove(file);
    ASSERT_TRUE(into(file));
  }
  void TearDown() override {
    ASSERT_TRUE(into(""));
    at_least(Level::info);
    std::filesystem::remove(file);
  }
  std::vector<boost::json::value> lines() {
    flush();
    std::ifstream in(file);
    std::vector<boost::json::value> all;
    for (std::string line; std::getline(in, line);) {
      auto parsed = json::parse(line);
      EXPECT_TRUE(parsed) << line;
      if (parsed) all.push_back(*parsed);
    }
    return all;
  }
  std::string file = std::filesystem::temp_directory_path() / ("doorstep-log-" + std::to_string(::getpid()));
};

TEST_F(Log, a_line_is_one_json_object_whatever_is_written) {
  write(Level::info, "said \"东升\"\nand more", {{"rows", 7}, {"share", 0.5}, {"not", std::nan("")}, {"who", "a\tb"}});
  const auto found = lines();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].at("what").as_string(), "said \"东升\"\nand more");
  EXPECT_EQ(found[0].at("rows").as_int64(), 7);
  EXPECT_EQ(found[0].at("share").as_double(), 0.5);
  EXPECT_TRUE(found[0].at("not").is_null());
  EXPECT_EQ(found[0].at("level").as_string(), "info");
}

TEST_F(Log, lines_below_the_level_are_left_out) {
  write(Level::debug, "no");
  at_least(Level::error);
  write(Level::warning, "no");
  write(Level::error, "yes");
  ASSERT_EQ(lines().size(), 1u);
}

TEST_F(Log, lines_of_many_threads_stay_whole) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([t] {
      for (int i = 0; i < 500; ++i) write(Level::info, "line", {{"thread", t}, {"i", i}});
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(lines().size(), 2000u);
}

TEST_F(Log, a_file_moved_away_is_opened_again) {
  write(Level::info, "old");
  flush();
  std::filesystem::rename(file, file + ".1");
  reopen();
  write(Level::info, "new");
  const auto found = lines();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].at("what").as_string(), "new");
  std::filesystem::remove(file + ".1");
}

TEST_F(Log, a_file_that_cannot_be_opened_is_an_error) { EXPECT_FALSE(into("/nonexistent/folder/log")); }

}  // namespace
}  // namespace doorstep::log
