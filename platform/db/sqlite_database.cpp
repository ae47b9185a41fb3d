#include "sqlite_database.h"

#include <chrono>

#include "errors.h"

namespace doorstep::db {
namespace {
constexpr size_t most_idle_readers = 96;  // more than threads that read at once: opening one costs 1 ms
constexpr size_t most_in_one_commit = 256;
constexpr auto longest_gathering = std::chrono::milliseconds(5);
}  // namespace

SqliteDatabase::SqliteDatabase(std::string file)
    : file_(std::move(file)), writing_(file_, SqliteConnection::Role::writer) {
  writer_ = std::thread([this] { write_until_closed(); });
}

SqliteDatabase::~SqliteDatabase() {
  {
    const std::lock_guard lock(queue_mutex_);
    closing_ = true;
  }
  queue_changed_.notify_all();
  writer_.join();
  idle_readers_.clear();
  // Statistics for the planner, gathered from a bounded sample; failing to (a full disk) costs speed only.
  sqlite3_exec(writing_.handle(), "PRAGMA analysis_limit=400; PRAGMA optimize", nullptr, nullptr, nullptr);
}

// A reader out of the pool with its snapshot, given back when it goes out of scope.
class SqliteDatabase::Reading {
 public:
  explicit Reading(SqliteDatabase& database) : database_(database), connection_(database.borrow_reader()) {
    connection_->execute("BEGIN");
  }
  ~Reading() {
    if (connection_->try_execute("COMMIT") == SQLITE_DONE) database_.give_back(std::move(connection_));
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  SqliteConnection& connection() { return *connection_; }

 private:
  SqliteDatabase& database_;
  std::unique_ptr<SqliteConnection> connection_;
};

void SqliteDatabase::run_read(const std::function<void(Session&)>& work) {
  Reading reading(*this);
  SqliteSession session(reading.connection());
  work(session);
}

std::unique_ptr<SqliteConnection> SqliteDatabase::borrow_reader() {
  {
    const std::lock_guard lock(readers_mutex_);
    if (!idle_readers_.empty()) {
      auto reader = std::move(idle_readers_.back());
      idle_readers_.pop_back();
      return reader;
    }
  }
  return std::make_unique<SqliteConnection>(file_, SqliteConnection::Role::reader);
}

void SqliteDatabase::give_back(std::unique_ptr<SqliteConnection> reader) {
  const std::lock_guard lock(readers_mutex_);
  if (idle_readers_.size() < most_idle_readers) idle_readers_.push_back(std::move(reader));
}

std::optional<Error> SqliteDatabase::run_write(const std::function<bool(Session&)>& work) {
  if (std::this_thread::get_id() == writer_.get_id())
    throw std::logic_error("a write inside a write: pass the session on instead");
  const auto job = std::make_shared<Job>(Job{&work});
  auto done = job->done.get_future();
  {
    const std::lock_guard lock(queue_mutex_);
    queue_.push_back(job);
  }
  queue_changed_.notify_one();
  done.wait();
  if (job->thrown) std::rethrow_exception(job->thrown);
  return std::move(job->refused);
}

void SqliteDatabase::write_until_closed() {
  while (auto job = wait_for_job()) write_together(std::move(job));
}

SqliteDatabase::JobPointer SqliteDatabase::wait_for_job() {
  {
    std::unique_lock lock(queue_mutex_);
    queue_changed_.wait(lock, [&] { return closing_ || !queue_.empty(); });
  }
  return waiting_job();
}

SqliteDatabase::JobPointer SqliteDatabase::waiting_job() {
  const std::lock_guard lock(queue_mutex_);
  if (queue_.empty()) return nullptr;
  auto job = std::move(queue_.front());
  queue_.pop_front();
  return job;
}

// Runs `first` and what else is waiting, and lets every caller go on with its outcome.
void SqliteDatabase::write_together(JobPointer first) {
  std::vector<JobPointer> batch;
  try {
    write_batch(std::move(first), batch);
  } catch (...) {  // BEGIN, SAVEPOINT or the like failed: nobody's work is in
    writing_.try_execute("ROLLBACK");
    for (const auto& job : batch)
      if (!job->thrown && !job->refused) job->thrown = std::current_exception();
  }
  for (const auto& job : batch) job->done.set_value();
}

// The first work of a commit needs no savepoint: when it fails, nothing else is in the transaction yet.
void SqliteDatabase::write_batch(JobPointer job, std::vector<JobPointer>& batch) {
  const auto began = std::chrono::steady_clock::now();
  std::vector<JobPointer> kept;
  for (; job; job = waiting_job()) {
    batch.push_back(job);
    if (!writing_.in_transaction() && writing_.try_execute("BEGIN IMMEDIATE") != SQLITE_DONE) {
      if ((sqlite3_errcode(writing_.handle()) & 0xff) != SQLITE_BUSY) throw_sqlite(writing_.handle(), "BEGIN");
      job->refused = busy_error();
      break;
    }
    const bool nested = !kept.empty();
    if (nested) writing_.execute("SAVEPOINT one_write");
    if (attempt(*job)) {
      if (nested) writing_.execute("RELEASE one_write");
      kept.push_back(job);
    } else if (nested && writing_.in_transaction()) {
      writing_.execute("ROLLBACK TO one_write");
      writing_.execute("RELEASE one_write");
    } else if (writing_.in_transaction()) {
      writing_.execute("ROLLBACK");
    } else {  // SQLite gave up the whole transaction, for a full disk for example, and with it the others' work
      for (const auto& other : kept) write_alone(*other);
      return;
    }
    if (batch.size() >= most_in_one_commit || std::chrono::steady_clock::now() - began > longest_gathering) break;
  }
  if (!kept.empty() && !commit(kept))
    for (const auto& other : kept) write_alone(*other);
}

void SqliteDatabase::write_alone(Job& job) {
  writing_.execute("BEGIN IMMEDIATE");
  if (!attempt(job)) {
    if (writing_.in_transaction()) writing_.execute("ROLLBACK");
    return;
  }
  std::vector<JobPointer> one{JobPointer(JobPointer{}, &job)};
  commit(one);
}

// Runs the work. False when nothing of it may stay; the job then knows why, unless the work itself said no.
bool SqliteDatabase::attempt(Job& job) {
  SqliteSession session(writing_);
  bool wanted = false;
  try {
    wanted = (*job.work)(session);
  } catch (const Refused& refused) {
    job.refused = error_of(refused);
    return false;
  } catch (...) {
    job.thrown = std::current_exception();
    return false;
  }
  if (wanted && session.refused()) job.refused = error_of(*session.refused());
  return wanted && !session.refused();
}

// False when nothing was committed and the works should be tried one by one. A single one gets the reason.
bool SqliteDatabase::commit(std::vector<JobPointer>& kept) {
  if (writing_.try_execute("COMMIT") == SQLITE_DONE) return true;
  std::exception_ptr reason;
  try {
    throw_sqlite(writing_.handle(), "COMMIT");
  } catch (...) {
    reason = std::current_exception();
  }
  if (writing_.in_transaction()) writing_.execute("ROLLBACK");
  if (kept.size() > 1) return false;
  try {
    std::rethrow_exception(reason);
  } catch (const Refused& refused) {  // a reference that is checked at the end of the transaction
    kept.front()->refused = error_of(refused);
  } catch (...) {
    kept.front()->thrown = reason;
  }
  return true;
}

}  // namespace doorstep::db
