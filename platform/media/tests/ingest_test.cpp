#include "ingest.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <thread>

#include "link.h"
#include "recording.h"
#include "sender.h"

namespace doorstep::media {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// A server that knows the keys "LESSON.SOURCE", and writes down what it is told.
class Server {
 public:
  explicit Server(const fs::path& folder)
      : link_({{}, folder, folder / "control"},
              {[](const std::string& key) -> Result<Link::Place> {
                 const auto dot = key.find('.');
                 if (dot == key.npos)
                   return refuse(Fault::not_found, "key-unknown", say("推流码不对", "the key is wrong"));
                 return Link::Place{key.substr(0, dot), key.substr(dot + 1)};
               },
               [this](const Link::Place& place) { note("came " + place.lesson); },
               [this](const Link::Place& place) { note("grew " + place.lesson); },
               [this](const Link::Place& place, const Words& why) { note("went " + place.lesson + " " + why.en); },
               [this] { note("found"); }}) {}

  // Whether it has been told `what` at least `count` times, within ten seconds.
  bool told(const std::string& what, int count = 1) {
    std::unique_lock hold(mutex_);
    return changed_.wait_for(hold, 10s, [&] { return counted(what) >= count; });
  }
  int count(const std::string& what) {
    const std::lock_guard hold(mutex_);
    return counted(what);
  }
  Link& link() { return link_; }

 private:
  int counted(const std::string& what) const {
    int found = 0;
    for (const auto& one : told_) found += one.starts_with(what);
    return found;
  }
  void note(const std::string& what) {
    const std::lock_guard hold(mutex_);
    told_.push_back(what);
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> told_;
  Link link_;
};

class IngestTest : public testing::Test {
 protected:
  IngestTest() : folder_(fs::temp_directory_path() / ("doorstep-ingest-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    settings_.address = "127.0.0.1";
    settings_.port = 0;
    settings_.folder = folder_;
    settings_.control = folder_ / "control";
    settings_.floor_percent = 0;
    settings_.replaced_after = 300ms;
    settings_.answer_time = 300ms;
    settings_.publish_time = 1500ms;
  }
  ~IngestTest() override {
    server_.reset();
    if (ingest_) ingest_->stop();
    if (thread_.joinable()) thread_.join();
    ingest_.reset();
    fs::remove_all(folder_);
  }
  void open(bool server = true) {
    ingest_ = *Ingest::open(settings_);
    thread_ = std::thread([&] { ingest_->run(); });
    if (!server) return;
    server_ = std::make_unique<Server>(folder_);
    ASSERT_TRUE(server_->told("found"));
  }
  uint16_t port() const { return ingest_->port(); }
  Epoch epoch(const std::string& lesson, int number) const {
    auto read = read_epoch(folder_ / lesson / "main", number);
    EXPECT_TRUE(read) << lesson << " " << number;
    return read ? *read : Epoch{};
  }

  const fs::path folder_;
  Ingest::Settings settings_;
  std::unique_ptr<Ingest> ingest_;
  std::thread thread_;
  std::unique_ptr<Server> server_;
};

TEST_F(IngestTest, ASourceWithAGoodKeyIsKeptAndToldPartByPart) {
  open();
  {
    Sender sender(port());
    ASSERT_TRUE(sender.publish("a.main")) << sender.answer();
    ASSERT_TRUE(sender.announce() && sender.media(0, 5000));
    EXPECT_TRUE(server_->told("grew a", 8));
    EXPECT_TRUE(server_->told("came a"));
  }
  EXPECT_TRUE(server_->told("went a"));
  EXPECT_GE(epoch("a", 1).parts.size(), 10u);
  const int before = server_->count("grew a");
  Sender again(port());
  ASSERT_TRUE(again.publish("a.main?some=more"));
  ASSERT_TRUE(again.announce() && again.media(0, 2000));
  EXPECT_TRUE(server_->told("grew a", before + 2));
  EXPECT_EQ(epochs_in(folder_ / "a" / "main"), (std::vector{1, 2})) << "what comes again is an epoch of its own";
}

TEST_F(IngestTest, AWrongKeyIsToldWhyAndLetGo) {
  open();
  Sender sender(port());
  EXPECT_FALSE(sender.publish("wrong"));
  EXPECT_NE(sender.answer().find("the key is wrong"), std::string::npos) << sender.answer();
  EXPECT_TRUE(sender.closed());
  Sender path(port());
  EXPECT_FALSE(path.publish("../etc.main")) << "a lesson is a plain name";
}

TEST_F(IngestTest, TheSameKeyTwiceIsRefusedWhileTheFirstStillSends) {
  open();
  Sender first(port());
  ASSERT_TRUE(first.publish("a.main"));
  std::atomic<bool> over{false};
  std::thread sends([&] {
    first.announce();
    for (int at = 0; !over; at += 40, std::this_thread::sleep_for(20ms)) first.media(at, at + 40);
  });
  Sender second(port());
  EXPECT_FALSE(second.publish("a.main"));
  EXPECT_NE(second.answer().find("another source"), std::string::npos);
  over = true;
  sends.join();
  std::this_thread::sleep_for(400ms);
  Sender third(port());
  EXPECT_TRUE(third.publish("a.main")) << "the first has fallen silent";
  EXPECT_TRUE(server_->told("went a the source came again"));
  EXPECT_TRUE(first.closed());
}

TEST_F(IngestTest, WhatWasAllowedOnceMayComeAgainWhileNoServerIsThere) {
  open();
  {
    Sender sender(port());
    ASSERT_TRUE(sender.publish("a.main") && sender.announce() && sender.media(0, 2000));
    ASSERT_TRUE(server_->told("grew a", 2));
    // The server dies: nobody orders the end.
    server_->link().leave();
    server_.reset();
    ASSERT_TRUE(sender.media(2000, 4000)) << "the lesson goes on";
  }
  std::this_thread::sleep_for(100ms);
  Sender known(port()), unknown(port());
  EXPECT_TRUE(known.publish("a.main"));
  ASSERT_TRUE(known.announce() && known.media(0, 2000));
  EXPECT_FALSE(unknown.publish("b.main"));
  EXPECT_NE(unknown.answer().find("cannot check the key"), std::string::npos);
  server_ = std::make_unique<Server>(folder_);
  EXPECT_TRUE(server_->told("came a")) << "a new server hears who is there";
  EXPECT_GE(epoch("a", 1).parts.size(), 7u);
}

TEST_F(IngestTest, GarbageAndHalfOpenConnectionsTouchNobodyElse) {
  settings_.most_connections = 40;
  settings_.most_unknown_from_one = 20;
  open();
  Sender good(port());
  ASSERT_TRUE(good.publish("a.main") && good.announce() && good.media(0, 1000));
  std::vector<std::unique_ptr<Sender>> idle;
  for (int i = 0; i < 200; ++i) {
    idle.push_back(std::make_unique<Sender>(port()));
    if (i % 3 == 0) idle.back()->raw("GET / HTTP/1.1\r\n\r\n");
    if (i % 3 == 1) idle.back()->handshake() && idle.back()->raw(std::string(5000, '\xff'));
  }
  EXPECT_TRUE(idle[0]->closed(1000));
  EXPECT_TRUE(good.media(1000, 4000));
  EXPECT_TRUE(server_->told("grew a", 6));
  EXPECT_EQ(server_->count("went a"), 0);
  Sender other(port());
  EXPECT_TRUE(other.publish("b.main")) << "who comes last gets in";
}

TEST_F(IngestTest, WhoPublishesNothingIsLetGo) {
  open();
  Sender sender(port());
  EXPECT_FALSE(sender.closed(500));
  EXPECT_TRUE(sender.closed(4000));
}

TEST_F(IngestTest, ALessonThatIsOverLetsItsSourcesGoAndTellsThem) {
  open();
  Sender sender(port());
  ASSERT_TRUE(sender.publish("a.main") && sender.announce() && sender.media(0, 1500));
  ASSERT_TRUE(server_->told("grew a", 2));
  server_->link().stop("a", "", say("这节课已经结束", "the lesson is over"));
  EXPECT_TRUE(sender.closed());
  EXPECT_NE(sender.answer().find("the lesson is over"), std::string::npos);
  EXPECT_TRUE(server_->told("went a the lesson is over"));
  EXPECT_GE(epoch("a", 1).parts.size(), 3u) << "what was under way is kept";
}

TEST_F(IngestTest, ADrainedServerTakesNoNewLessonsAndAFullDiskNeither) {
  open();
  Sender sender(port());
  ASSERT_TRUE(sender.publish("a.main") && sender.announce());
  server_->link().drain();
  std::this_thread::sleep_for(50ms);
  Sender other(port());
  EXPECT_FALSE(other.publish("b.main"));
  EXPECT_NE(other.answer().find("takes no new lessons"), std::string::npos);
  EXPECT_TRUE(sender.media(0, 1000));
}

TEST_F(IngestTest, ANearlyFullDiskTakesNoNewLessonsIn) {
  settings_.floor_percent = 100;
  open();
  Sender sender(port());
  EXPECT_FALSE(sender.publish("a.main"));
  EXPECT_NE(sender.answer().find("nearly full"), std::string::npos);
}

TEST_F(IngestTest, WhatLessonsCannotTakeIsToldToTheSource) {
  open();
  Sender sender(port());
  ASSERT_TRUE(sender.publish("a.main"));
  sender.announce();
  sender.media(0, 20'000, 60'000);
  EXPECT_TRUE(sender.closed());
  EXPECT_TRUE(server_->told("went a more than 8 Mbit"));
}

}  // namespace
}  // namespace doorstep::media
