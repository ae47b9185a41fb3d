// SqliteConnection: one open SQLite file with its prepared statements. Used by one thread at a time (NOMUTEX).
#pragma once

#include <sqlite3.h>

#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <doorstep/db/db.h>

namespace doorstep::db {

// A prepared statement. `places[n]` is where SQLite expects parameter $n+1; 0 when the statement does not name it.
struct SqliteStatement {
  SqliteStatement(sqlite3* database, std::string_view text);
  ~SqliteStatement() { sqlite3_finalize(handle); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void bind(std::span<const Value> values);

  std::string sql;
  sqlite3_stmt* handle = nullptr;
  std::vector<int> places;
  bool in_use = false;
};

class SqliteConnection {
 public:
  enum class Role { reader, writer };

  SqliteConnection(const std::string& file, Role role);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  // A statement for the length of one run; it is reset when the lease ends. While the same text runs further out (a
  // select inside a select) a second one is prepared for the time.
  class Lease {
   public:
    Lease(SqliteConnection& connection, std::string_view sql);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    SqliteStatement* operator->() const { return statement_; }

   private:
    SqliteStatement* statement_;
    bool extra_;
  };

  // One statement without parameters or rows: BEGIN, COMMIT and their like.
  void execute(std::string_view sql) { step(sql, true); }
  // The same, but an answer of SQLite that is no success comes back as its result code.
  int try_execute(std::string_view sql) { return step(sql, false); }

  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  sqlite3* handle() const { return handle_; }

 private:
  static constexpr size_t kept_statements = 256;

  int step(std::string_view sql, bool must);
  SqliteStatement& cached(std::string_view sql);

  sqlite3* handle_ = nullptr;
  std::list<SqliteStatement> statements_;  // the most recently used first
  std::unordered_map<std::string_view, std::list<SqliteStatement>::iterator> by_sql_;
};

// Throws Refused for a broken rule of the tables and Lost for all else.
[[noreturn]] void throw_sqlite(sqlite3* database, std::string_view sql);

}  // namespace doorstep::db
