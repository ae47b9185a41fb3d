// PostgresConnection: one connection with its prepared statements. Used by one thread at a time.
#pragma once

#include <libpq-fe.h>

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <doorstep/db/db.h>

namespace doorstep::db {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

// Another transaction was in the way; the whole transaction is to be tried again.
struct Contended : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Values in the text form that libpq wants: zero-terminated, NULL as a null pointer. NaN is NULL, as in SQLite.
class TextParameters {
 public:
  TextParameters(std::span<const Value> values, std::string_view sql);
  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* pointers() const { return pointers_.data(); }

 private:
  std::string bytes_;
  std::vector<const char*> pointers_;
};

// Integer or double as PostgreSQL reads it, exact.
void append_number(std::string& to, const Value& value);

class PostgresConnection {
 public:
  explicit PostgresConnection(const std::string& url);
  ~PostgresConnection() { PQfinish(handle_); }
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  PGconn* handle() const { return handle_; }
  // False when the connection is gone or its prepared statements no longer fit the tables.
  bool usable() const { return !stale_ && PQstatus(handle_) == CONNECTION_OK; }

  // The name of the prepared statement of `sql`.
  const std::string& prepared(const std::string& sql);
  // One or several statements without parameters. The command tag of the last one ("COMMIT") comes back.
  std::string execute(const std::string& sql);

  // Throws Contended, Refused or Lost when `result` is a failure.
  void check(const PGresult* result, std::string_view sql);

 private:
  static constexpr size_t kept_statements = 512;
  struct Prepared {
    std::string sql, name;
  };

  PGconn* handle_ = nullptr;
  bool stale_ = false;
  uint64_t named_ = 0;
  std::list<Prepared> statements_;  // the most recently used first
  std::unordered_map<std::string_view, std::list<Prepared>::iterator> by_sql_;
};

}  // namespace doorstep::db
