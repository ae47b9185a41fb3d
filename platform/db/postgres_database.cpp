#include "postgres_database.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "errors.h"

namespace doorstep::db {
namespace {
constexpr size_t most_connections = 24;
constexpr auto longest_wait = std::chrono::seconds(15);
constexpr int most_attempts = 5;

// Writes stand in one queue over all servers, as SQLite's do: the audit trail is one chain, so two that ran beside each
// other would only meet there and be done again. The lock ends with the transaction; every statement behind it sees
// what the writes before have committed. The number is ours alone within a database.
constexpr const char* write_in_turn =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(7236837711563281)";
}  // namespace

// One transaction on a borrowed connection. What is not committed is rolled back.
class PostgresDatabase::Transaction {
 public:
  // An idle connection may have died unnoticed: nothing is lost yet, so a new one is made, once.
  Transaction(PostgresDatabase& database, const char* begin) : database_(database), connection_(database.borrow()) {
    try {
      begin_on(begin);
    } catch (const Contended&) {
      database_.give_back(std::move(connection_));
      throw;
    } catch (const Lost&) {
      if (connection_->usable()) {
        database_.give_back(std::move(connection_));
        throw;
      }
      database_.drop_idle();
      database_.give_back(std::move(connection_));
      connection_ = database_.borrow();
      begin_on(begin);
    }
  }
  ~Transaction() {
    if (!ended_) PostgresResult{PQexec(connection_->handle(), "ROLLBACK")};
    database_.give_back(std::move(connection_));
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    // PostgreSQL answers ROLLBACK when the transaction had failed before.
    if (connection_->execute("COMMIT") != "COMMIT") throw Lost("COMMIT of a transaction that had failed");
    ended_ = true;
  }
  PostgresConnection& connection() { return *connection_; }

 private:
  void begin_on(const char* begin) { connection_->execute(begin); }

  PostgresDatabase& database_;
  std::unique_ptr<PostgresConnection> connection_;
  bool ended_ = false;
};

PostgresDatabase::PostgresDatabase(std::string url) : url_(std::move(url)) {
  auto connection = borrow();
  const std::string encoding = PQparameterStatus(connection->handle(), "server_encoding");
  give_back(std::move(connection));
  if (encoding != "UTF8") throw Lost("the database must be created with ENCODING 'UTF8', it has " + encoding);
}

void PostgresDatabase::run_read(const std::function<void(Session&)>& work) {
  Transaction transaction(*this, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  PostgresSession session(transaction.connection());
  try {
    work(session);
  } catch (const Contended& contended) {  // a standby that had to drop rows we read
    throw Lost(contended.what());
  }
  transaction.commit();
}

std::optional<Error> PostgresDatabase::run_write(const std::function<bool(Session&)>& work) {
  const std::lock_guard one_at_a_time(writing_);  // who waits here holds no connection that a read could use
  for (int attempt = 1; attempt <= most_attempts; ++attempt) {
    try {
      return try_write(work);
    } catch (const Contended&) {  // with somebody who does not stand in the queue: another program
      std::this_thread::sleep_for(std::chrono::milliseconds(attempt * attempt));
    }
  }
  return busy_error();
}

std::optional<Error> PostgresDatabase::try_write(const std::function<bool(Session&)>& work) {
  std::optional<Transaction> transaction;
  try {
    transaction.emplace(*this, write_in_turn);
  } catch (const Contended&) {  // waited as long as a lock may be waited for
    return busy_error();
  }
  PostgresSession session(transaction->connection());
  try {
    const bool wanted = work(session);
    if (session.contended()) throw Contended("a statement of this write had to wait too long");
    if (wanted && session.refused()) return error_of(*session.refused());
    if (wanted) transaction->commit();
    return {};
  } catch (const Refused& refused) {
    return error_of(refused);
  }
}

Result<void> PostgresDatabase::backup(const std::string&) {
  return refuse(Fault::invalid, "backup-by-pg-dump",
                say("PostgreSQL 数据库请用 pg_dump（或 pg_basebackup）备份",
                    "back up a PostgreSQL database with pg_dump (or pg_basebackup)"));
}

std::unique_ptr<PostgresConnection> PostgresDatabase::borrow() {
  {
    std::unique_lock lock(mutex_);
    if (!returned_.wait_for(lock, longest_wait, [&] { return lent_ < most_connections; }))
      throw Lost("all connections to PostgreSQL are busy");
    ++lent_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  try {
    return std::make_unique<PostgresConnection>(url_);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

// Null for one that could not be made.
void PostgresDatabase::give_back(std::unique_ptr<PostgresConnection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (connection && connection->usable() && PQtransactionStatus(connection->handle()) == PQTRANS_IDLE)
      idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

void PostgresDatabase::drop_idle() {
  const std::lock_guard lock(mutex_);
  idle_.clear();
}

}  // namespace doorstep::db
