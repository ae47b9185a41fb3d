#include <doorstep/jobs/jobs.h>

#include <latch>

#include "both.h"

namespace doorstep::jobs {
namespace {

class Jobs : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    ASSERT_TRUE(db::migrate(*database_, migrations()));
    runner_ = std::make_unique<Runner>(*database_, Options{});
  }
  void TearDown() override { runner_.reset(); }

  const AccountId owner_{"6f1c0b52-0000-4000-8000-00000000000a"};
  std::unique_ptr<Runner> runner_;
};

TEST_P(Jobs, TellTheirProgressAndKeepTheirResult) {
  std::latch half(1), looked(1);
  const auto id = runner_->start("count", owner_, [&](Progress& progress) -> Result<json::Raw> {
    progress.expect(100, "rows");
    progress.tell(say("计数", "counting"));
    progress.advance(50);
    half.count_down();
    looked.wait();
    progress.advance(50);
    return json::Raw{R"({"counted":100})"};
  });
  half.wait();
  const auto now = runner_->find(id);
  ASSERT_TRUE(now);
  EXPECT_EQ(now->state, State::running);
  EXPECT_EQ(now->done, 50);
  EXPECT_EQ(now->total, 100);
  EXPECT_EQ(now->message.zh, "计数");
  EXPECT_GT(now->rate, 0);
  EXPECT_TRUE(now->seconds_left);
  looked.count_down();
  runner_->wait(id);
  const auto ended = runner_->find(id);
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->state, State::done);
  EXPECT_EQ(ended->done, 100);
  EXPECT_EQ(ended->result.text, R"({"counted":100})");
  EXPECT_TRUE(ended->started && ended->ended);
}

TEST_P(Jobs, ThatFailSayWhy) {
  const auto refused = runner_->start("import", owner_, [](Progress& progress) -> Result<json::Raw> {
    progress.keep({R"({"faults":3})"});
    return refuse(Fault::invalid, "file-wrong", say("文件有误", "the file is wrong"));
  });
  runner_->wait(refused);
  const auto job = runner_->find(refused);
  EXPECT_EQ(job->state, State::failed);
  EXPECT_EQ(job->code, "file-wrong");
  EXPECT_EQ(job->message.en, "the file is wrong");
  EXPECT_EQ(job->result.text, R"({"faults":3})");
}

TEST_P(Jobs, ThatThrowDoNotTakeTheProgramWithThem) {
  runner_.reset();
  std::string told;
  runner_ = std::make_unique<Runner>(
      *database_, Options{.on_exception = [&](const auto&, const auto&, const std::string& what) { told = what; }});
  const auto id =
      runner_->start("x", owner_, [](Progress&) -> Result<json::Raw> { throw std::runtime_error("secret detail"); });
  runner_->wait(id);
  EXPECT_EQ(told, "secret detail");
  EXPECT_EQ(runner_->find(id)->state, State::failed);
  EXPECT_EQ(runner_->find(id)->code, "internal");
}

TEST_P(Jobs, AreCancelledWhetherTheyRunOrWait) {
  std::latch running(2);
  const auto until_cancelled = [&](Progress& progress) -> Result<json::Raw> {
    running.count_down();
    for (;;) {
      DOORSTEP_TRY(progress.go_on());
      std::this_thread::yield();
    }
  };
  const auto first = runner_->start("x", owner_, until_cancelled),
             second = runner_->start("x", owner_, until_cancelled);
  running.wait();
  bool ran = false;
  const auto waiting = runner_->start("x", owner_, [&](Progress&) -> Result<json::Raw> {
    ran = true;
    return json::Raw{};
  });
  EXPECT_EQ(runner_->find(waiting)->state, State::queued);
  for (const auto& id : {waiting, first, second}) EXPECT_TRUE(runner_->cancel(id));
  for (const auto& id : {waiting, first, second}) {
    runner_->wait(id);
    EXPECT_EQ(runner_->find(id)->state, State::cancelled);
  }
  EXPECT_FALSE(ran);
  EXPECT_EQ(runner_->cancel(first).error().code, "job-over");
  EXPECT_EQ(runner_->cancel("none").error().fault, Fault::not_found);
}

TEST_P(Jobs, MayWriteWhileTheyRun) {
  script("CREATE TABLE thing(id BIGINT PRIMARY KEY)");
  const auto id = runner_->start("x", owner_, [&](Progress& progress) -> Result<json::Raw> {
    DOORSTEP_TRY(database_->write([&](db::Session& session) -> Result<void> {
      for (int i = 0; i < 1000; ++i) {
        session.run("INSERT INTO thing VALUES($1)", i);
        progress.advance();
      }
      return {};
    }));
    return json::Raw{};
  });
  runner_->wait(id);
  EXPECT_EQ(runner_->find(id)->state, State::done);
  EXPECT_EQ(runner_->find(id)->done, 1000);
}

TEST_P(Jobs, AreListedTheNewestFirst) {
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    ids.push_back(
        runner_->start("x", i == 1 ? AccountId{} : owner_, [](Progress&) -> Result<json::Raw> { return json::Raw{}; }));
    runner_->wait(ids.back());
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  const auto all = runner_->list(std::nullopt);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].id, ids[2]);
  EXPECT_EQ(all[2].id, ids[0]);
  EXPECT_EQ(runner_->list(owner_).size(), 2U);
  EXPECT_EQ(runner_->list(std::nullopt, 1).size(), 1U);
}

// As a crash leaves it: a record that says running, and nobody who runs it.
TEST_P(Jobs, OfAProgramThatStoppedAreMarkedInterrupted) {
  const auto id = runner_->start("x", owner_, [](Progress&) -> Result<json::Raw> { return json::Raw{}; });
  runner_->wait(id);
  script("UPDATE jobs_job SET state='running', ended=NULL");
  {
    Runner other(*database_, Options{.machine = "other"});
    EXPECT_EQ(other.find(id)->state, State::running);  // not its own
  }
  runner_.reset();
  restart();
  runner_ = std::make_unique<Runner>(*database_, Options{});
  const auto job = runner_->find(id);
  ASSERT_TRUE(job);
  EXPECT_EQ(job->state, State::failed);
  EXPECT_EQ(job->code, "interrupted");
  EXPECT_FALSE(job->message.zh.empty());
}

TEST_P(Jobs, StopWithTheirRunner) {
  std::latch running(1);
  const auto id = runner_->start("x", owner_, [&](Progress& progress) -> Result<json::Raw> {
    running.count_down();
    while (!progress.cancelled()) std::this_thread::yield();
    DOORSTEP_TRY(progress.go_on());
    return json::Raw{};
  });
  running.wait();
  runner_.reset();
  runner_ = std::make_unique<Runner>(*database_, Options{});
  EXPECT_EQ(runner_->find(id)->state, State::cancelled);
}

DOORSTEP_ON_BOTH(Jobs);

}  // namespace
}  // namespace doorstep::jobs
