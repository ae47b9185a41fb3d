// kill -9 of the process that takes lessons in, at any moment: every part that was announced is there afterwards, the
// recording is whole part by part, and the source goes on as soon as it comes again.
#include <gtest/gtest.h>
#include <signal.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include <doorstep/media/link.h>
#include <doorstep/media/recording.h>

#include "sender.h"

namespace doorstep::media {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr int kills = 12, lessons = 4;

// The process id of who listens at the port, from the kernel's list of sockets: the link has started it again.
pid_t process_of(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::ifstream file{entry.path() / "cmdline"};
    const std::string line{std::istreambuf_iterator<char>(file), {}};
    if (line.find("doorstep-ingest") != line.npos && line.find(folder.string()) != line.npos)
      return std::stoi(entry.path().filename().string());
  }
  return -1;
}

class IngestKillTest : public testing::Test {
 protected:
  IngestKillTest() : folder_(fs::temp_directory_path() / ("doorstep-kill-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    port_ = static_cast<uint16_t>(20000 + ::getpid() % 20000);
  }
  ~IngestKillTest() override { fs::remove_all(folder_); }

  Link::Calls calls() {
    return {[](const std::string& key) -> Result<Link::Place> {
              return Link::Place{key, "main"};
            },
            [](const Link::Place&) {},
            [this](const Link::Place& place) {
              const std::lock_guard hold(mutex_);
              ++told_[place.lesson];
            },
            [](const Link::Place&, const Words&) {},
            [this] {
              const std::lock_guard hold(mutex_);
              ++found_;
              changed_.notify_all();
            }};
  }
  // The line stands for the n-th time; gives how long that took.
  std::chrono::milliseconds found(int count) {
    const auto begun = std::chrono::steady_clock::now();
    std::unique_lock hold(mutex_);
    EXPECT_TRUE(changed_.wait_for(hold, 10s, [&] { return found_ >= count; }));
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
  }

  // All parts of all epochs: the index names them one after the other, and each is one.
  int64_t whole_parts(const std::string& lesson) const {
    int64_t count = 0;
    const auto there = folder_ / lesson / "main";
    for (const int number : epochs_in(there)) {
      const auto epoch = read_epoch(there, number);
      EXPECT_TRUE(epoch) << number;
      if (!epoch) continue;
      std::ifstream file{epoch_file(there, number), std::ios::binary};
      const std::string media{std::istreambuf_iterator<char>(file), {}};
      auto at = epoch->about.head;
      for (const auto& part : epoch->parts) {
        EXPECT_EQ(part.offset, at);
        const auto read = read_part(std::string_view{media}.substr(static_cast<size_t>(at)), 2);
        EXPECT_TRUE(read && read->size == part.size) << lesson << " " << number << " at " << at;
        at += part.size;
      }
      EXPECT_LE(at, static_cast<int64_t>(media.size()));
      count += static_cast<int64_t>(epoch->parts.size());
    }
    return count;
  }

  const fs::path folder_;
  uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, int64_t> told_;
  int found_ = 0;
};

TEST_F(IngestKillTest, NothingThatWasAnnouncedIsLost) {
  Link link({DOORSTEP_INGEST, folder_, folder_ / "control", "127.0.0.1", port_, "/dev/null"}, calls());
  found(1);
  std::mt19937 random{1};
  for (int kill = 1; kill <= kills; ++kill) {
    std::vector<std::thread> sources;
    std::atomic<int> sending{0};
    for (int lesson = 0; lesson < lessons; ++lesson)
      sources.emplace_back([&, lesson] {
        Sender sender(port_);
        if (!sender.publish("lesson-" + std::to_string(lesson)) || !sender.announce()) return;
        ++sending;
        for (int at = 0; sender.media(at, at + 40, 4000); at += 40) std::this_thread::sleep_for(1ms);
      });
    for (int i = 0; i < 500 && sending < lessons; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(sending, lessons) << "all are taken in again after kill " << kill - 1;
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 200'000));
    const auto process = process_of(folder_);
    ASSERT_GT(process, 0);
    ::kill(process, SIGKILL);
    for (auto& source : sources) source.join();
    EXPECT_LT(found(kill + 1), 2000ms);
    for (const auto& [lesson, told] : [&] {
           const std::lock_guard hold(mutex_);
           return told_;
         }())
      EXPECT_GE(whole_parts(lesson), told) << lesson << " after kill " << kill;
  }
  const std::lock_guard hold(mutex_);
  EXPECT_EQ(told_.size(), static_cast<size_t>(lessons));
}

}  // namespace
}  // namespace doorstep::media
