// SqliteDatabase: one file, one writer thread, a pool of readers.
//
// Writes wait in a queue. The writer takes what is waiting, runs each in its own savepoint and commits them together:
// one fsync for all. A caller goes on only after that commit.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <mutex>
#include <thread>

#include "sqlite_session.h"

namespace doorstep::db {

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(std::string file);
  ~SqliteDatabase() override;

  Dialect dialect() const override { return Dialect::sqlite; }
  void run_read(const std::function<void(Session&)>& work) override;
  std::optional<Error> run_write(const std::function<bool(Session&)>& work) override;
  Result<void> backup(const std::string& to_file) override;

 private:
  struct Job {
    const std::function<bool(Session&)>* work = nullptr;
    std::optional<Error> refused{};
    std::exception_ptr thrown{};
    std::promise<void> done{};
  };
  using JobPointer = std::shared_ptr<Job>;
  class Reading;

  std::unique_ptr<SqliteConnection> borrow_reader();
  void give_back(std::unique_ptr<SqliteConnection> reader);

  void write_until_closed();
  JobPointer wait_for_job();
  JobPointer waiting_job();
  void write_together(JobPointer first);
  void write_batch(JobPointer job, std::vector<JobPointer>& batch);
  void write_alone(Job& job);
  bool attempt(Job& job);
  bool commit(std::vector<JobPointer>& kept);

  const std::string file_;
  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;

  SqliteConnection writing_;
  std::mutex queue_mutex_;
  std::condition_variable queue_changed_;
  std::deque<JobPointer> queue_;
  bool closing_ = false;
  std::thread writer_;
};

}  // namespace doorstep::db
