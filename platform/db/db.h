// The database: one face over SQLite (inside) and PostgreSQL (many machines).
//
// SQL is written by the stores, in the common part of both dialects: parameters are $1, $2 ...; upserts are INSERT ...
// ON CONFLICT; where the two differ, a store asks session.dialect(). Types in migrations: TEXT, BIGINT, DOUBLE
// PRECISION only. Rows come back as described structs, their members in the order of the columns.
//
// Where the two still differ: PostgreSQL takes the type of a parameter from what stands beside it, so write
// CAST($1 AS BIGINT) where that says nothing ("SELECT $1") or too little ("$1 + 1" is 32 bits there). On both, text
// with a zero byte is refused and NaN is stored as NULL.
//
// Promises: a write that returned a value is on disk (commit with synchronous=FULL, or PostgreSQL's own) and survives
// kill -9; a write that returned an Error, or threw, changed nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/db/value.h>

namespace doorstep::db {

enum class Dialect { sqlite, postgresql };

// Thrown for what a caller cannot act on. The message names the statement, never the values.
struct Lost : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A row that the rules of the tables refuse. Inside Database::write it becomes an Error by itself: unique -> conflict,
// foreign key and check -> invalid. Stores that want better words check before they write.
struct Refused : std::runtime_error {
  enum class Rule { unique, foreign_key, check, not_null } rule;
  Refused(Rule broken, const std::string& message) : std::runtime_error(message), rule(broken) {}
};

// One connection inside one transaction, lent to one thread for the length of a read() or write().
class Session {
 public:
  virtual ~Session() = default;
  virtual Dialect dialect() const = 0;

  template <class Row, class... Args>
  std::vector<Row> all(std::string_view sql, const Args&... args) {
    std::vector<Row> rows;
    each<Row>(
        sql, [&](Row&& row) { rows.push_back(std::move(row)); }, args...);
    return rows;
  }

  template <class Row, class... Args>
  std::optional<Row> one(std::string_view sql, const Args&... args) {
    std::optional<Row> found;
    each<Row>(
        sql,
        [&](Row&& row) {
          if (!found) found = std::move(row);
        },
        args...);
    return found;
  }

  // Streams: memory stays bounded on both databases. Other statements may run inside `visit`; on PostgreSQL the first
  // of them brings what is left of this select into memory, so do that only where the outer select is short.
  template <class Row, class Visit, class... Args>
  void each(std::string_view sql, Visit&& visit, const Args&... args) {
    const Value values[sizeof...(args) + 1] = {to_value(args)..., Value{}};
    select(sql, {values, sizeof...(args)}, [&](const RowView& row) { visit(row_of<Row>(row)); });
  }

  // Rows changed.
  template <class... Args>
  int64_t run(std::string_view sql, const Args&... args) {
    const Value values[sizeof...(args) + 1] = {to_value(args)..., Value{}};
    return execute(sql, {values, sizeof...(args)});
  }

  virtual void select(std::string_view sql, std::span<const Value> values,
                      const std::function<void(const RowView&)>& visit) = 0;
  virtual int64_t execute(std::string_view sql, std::span<const Value> values) = 0;

  // Several statements without parameters, as in a migration.
  virtual void script(std::string_view sql) = 0;

  // Appends rows of one table at the highest rate the database has (a prepared INSERT in SQLite, COPY in
  // PostgreSQL). Rows become visible to this session after flush(), which the destructor does not call.
  class Bulk {
   public:
    virtual ~Bulk() = default;
    virtual void add(std::span<const Value> row) = 0;
    virtual void flush() = 0;
    template <describe::DescribedStruct Row>
    void add_row(const Row& row) {
      Value values[describe::member_count<Row>()];
      size_t column = 0;
      describe::each_member(row, [&](std::string_view, const auto& member) { values[column++] = to_value(member); });
      add({values, column});
    }
  };
  virtual std::unique_ptr<Bulk> bulk(std::string_view table, std::string_view columns) = 0;
};

// Thread safe. Opened once by the program.
class Database {
 public:
  virtual ~Database() = default;
  virtual Dialect dialect() const = 0;

  // Runs `work` on a consistent snapshot. Many at once.
  template <class Work>
  auto read(Work&& work) -> decltype(work(std::declval<Session&>())) {
    using Made = decltype(work(std::declval<Session&>()));
    if constexpr (std::is_void_v<Made>) {
      run_read([&](Session& session) { work(session); });
    } else {
      std::optional<Made> made;
      run_read([&](Session& session) { made.emplace(work(session)); });
      return std::move(*made);
    }
  }

  // Runs `work`, which returns a Result, in a transaction: committed when it has a value, rolled back when it has an
  // error or throws. SQLite: on the one writer, several waiting writes share a commit (each in its own savepoint).
  // PostgreSQL: writes stand in one queue over all servers; one that met another program is tried again, so `work` must
  // have no effect outside the database.
  template <class Work>
  auto write(Work&& work) -> decltype(work(std::declval<Session&>())) {
    using Made = decltype(work(std::declval<Session&>()));
    std::optional<Made> made;
    if (auto refused = run_write([&](Session& session) {
          made.emplace(work(session));
          return made->has_value();
        }))
      return tl::unexpected<Error>(std::move(*refused));
    return std::move(*made);
  }

  virtual void run_read(const std::function<void(Session&)>& work) = 0;
  // An Error when a rule of the tables refused the work.
  virtual std::optional<Error> run_write(const std::function<bool(Session&)>& work) = 0;

  // A consistent copy while the product runs (SQLite: online backup to a file; PostgreSQL: refused with the name of
  // the tool that does it).
  virtual Result<void> backup(const std::string& to_file) = 0;
};

// `where` is a folder (SQLite file doorstep.db in it, made when missing) or a URL postgresql://...
Result<std::unique_ptr<Database>> open(const std::string& where);

// One step of a module's tables. Applied in order of the modules, then of the numbers; each in its own transaction,
// remembered with its checksum in db_migrations. A step whose text changed after it was applied is refused.
struct Migration {
  std::string_view module;
  int number = 0;
  std::string_view name;
  std::string_view sql;  // may hold lines "-- sqlite:" / "-- postgresql:" / "-- both:" that switch the dialect
};
struct Migrated {
  int applied = 0;
  int already = 0;
};
Result<Migrated> migrate(Database& database, std::span<const Migration> steps);

}  // namespace doorstep::db
