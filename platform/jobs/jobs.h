// Jobs: work that takes longer than a request. It runs on threads of the runner, tells its progress, can be cancelled,
// and leaves a record: after a restart nobody wonders what became of it.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include <doorstep/base/id.h>
#include <doorstep/base/json.h>
#include <doorstep/db/db.h>
#include <doorstep/jobs/progress.h>

namespace doorstep::jobs {

std::span<const db::Migration> migrations();

enum class State { queued, running, done, failed, cancelled };
BOOST_DESCRIBE_ENUM(State, queued, running, done, failed, cancelled)

struct Job {
  std::string id;
  std::string kind;  // "import"
  AccountId owner;
  State state{};
  int64_t done = 0;
  int64_t total = 0;  // 0: not known
  std::string unit;
  double rate = 0;  // per second, while running
  std::optional<double> seconds_left{};
  Words message;     // what it does now, or how it ended
  std::string code;  // of the error, when it failed
  std::string queued;
  std::optional<std::string> started{}, ended{};
  json::Raw result;

  bool over() const { return state != State::queued && state != State::running; }
};
BOOST_DESCRIBE_STRUCT(Job, (),
                      (id, kind, owner, state, done, total, unit, rate, seconds_left, message, code, queued, started,
                       ended, result))

// What a job does. Its value becomes the job's result, its Error the reason of the failure. An exception is caught by
// the runner, told to `on_exception` and shown as an internal error.
using Work = std::function<Result<json::Raw>(Progress&)>;

struct Options {
  int threads = 2;
  // Several machines may share one database: each looks after its own jobs. Must stay the same over restarts. Without a
  // name the runner is a guest beside a server, such as the command line: it leaves jobs of others alone.
  std::string machine = "main";
  std::function<void(const std::string& kind, const std::string& id, const std::string& what)> on_exception{};
};

class Runner {
 public:
  // Jobs that were waiting or running when this machine last stopped are marked failed.
  Runner(db::Database& database, Options options);
  // Cancels what runs and waits for it.
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  // Returns at once. The id names the job from now on, and for 90 days after its end.
  std::string start(std::string kind, AccountId owner, Work work, std::string id = new_uuid());
  std::optional<Job> find(const std::string& id);
  // The newest first; without an owner everybody's.
  std::vector<Job> list(const std::optional<AccountId>& owner, int limit = 50);
  Result<void> cancel(const std::string& id);
  // Returns when the job is over.
  void wait(const std::string& id);

 private:
  struct Running;
  using Pointer = std::shared_ptr<Running>;

  void work_until_closed();
  Pointer next();
  void run(Running& job);
  void finish(Running& job, State state, const Error& reason);
  void record_until_closed();
  void record(const std::vector<Job>& jobs);
  Job shown(const Running& job) const;
  std::vector<Job> all_shown();

  db::Database& database_;
  const Options options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Pointer> jobs_;  // that wait or run here
  std::deque<Pointer> queue_;
  bool closing_ = false;
  bool to_record_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace doorstep::jobs
