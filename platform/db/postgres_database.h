// PostgresDatabase: a pool of connections to one PostgreSQL.
#pragma once

#include <condition_variable>
#include <mutex>

#include "postgres_session.h"

namespace doorstep::db {

class PostgresDatabase final : public Database {
 public:
  // Connects once, so that a wrong URL is noticed at the start. Throws Lost.
  explicit PostgresDatabase(std::string url);

  Dialect dialect() const override { return Dialect::postgresql; }
  void run_read(const std::function<void(Session&)>& work) override;
  std::optional<Error> run_write(const std::function<bool(Session&)>& work) override;
  Result<void> backup(const std::string& to_file) override;

 private:
  class Transaction;
  std::optional<Error> try_write(const std::function<bool(Session&)>& work);  // throws Contended: worth another try
  std::unique_ptr<PostgresConnection> borrow();
  void give_back(std::unique_ptr<PostgresConnection> connection);
  void drop_idle();

  const std::string url_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  size_t lent_ = 0;
  std::mutex writing_;  // this server's place in the queue of writes
};

}  // namespace doorstep::db
