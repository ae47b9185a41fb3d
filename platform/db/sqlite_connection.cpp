#include "sqlite_connection.h"

#include <charconv>

#include "errors.h"

namespace doorstep::db {

void throw_sqlite(sqlite3* database, std::string_view sql) {
  const auto message = describe_failure(sqlite3_errmsg(database), sql);
  switch (sqlite3_extended_errcode(database)) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      throw Refused(Refused::Rule::unique, message);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      throw Refused(Refused::Rule::foreign_key, message);
    case SQLITE_CONSTRAINT_NOTNULL:
      throw Refused(Refused::Rule::not_null, message);
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_TRIGGER:
      throw Refused(Refused::Rule::check, message);
    default:
      throw Lost(message);
  }
}

SqliteStatement::SqliteStatement(sqlite3* database, std::string_view text) : sql(text) {
  if (sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle,
                         nullptr) != SQLITE_OK)
    throw_sqlite(database, sql);
  if (!handle) throw Lost(describe_failure("an empty statement", sql));
  for (int place = 1; place <= sqlite3_bind_parameter_count(handle); ++place) {
    const char* name = sqlite3_bind_parameter_name(handle, place);
    const std::string_view digits = name && *name == '$' ? name + 1 : "";
    size_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || number == 0 || number > 9999) {
      sqlite3_finalize(handle);
      throw Lost(describe_failure("parameters are written $1, $2 ...", sql));
    }
    if (places.size() < number) places.resize(number);
    places[number - 1] = place;
  }
}

void SqliteStatement::bind(std::span<const Value> values) {
  if (values.size() != places.size())
    throw Lost(describe_failure(fmt::format("{} values for {} parameters", values.size(), places.size()), sql));
  for (size_t i = 0; i < values.size(); ++i) {
    if (places[i] == 0) continue;
    const Value& value = values[i];
    int code = SQLITE_OK;
    switch (value.kind) {
      case Value::Kind::null:
        code = sqlite3_bind_null(handle, places[i]);
        break;
      case Value::Kind::integer:
        code = sqlite3_bind_int64(handle, places[i], value.integer);
        break;
      case Value::Kind::real:
        code = sqlite3_bind_double(handle, places[i], value.real);
        break;
      case Value::Kind::text: {
        const auto text = text_of(value);
        refuse_zero_bytes(text, sql);
        code = sqlite3_bind_text64(handle, places[i], text.data() ? text.data() : "", text.size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
      }
    }
    if (code != SQLITE_OK) throw_sqlite(sqlite3_db_handle(handle), sql);
  }
}

SqliteConnection::SqliteConnection(const std::string& file, Role role) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (role == Role::writer ? SQLITE_OPEN_CREATE : 0);
  if (sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
    const Lost lost(describe_failure(handle_ ? sqlite3_errmsg(handle_) : "no memory", "open " + file));
    sqlite3_close(handle_);
    throw lost;
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, 10000);
  // The writer's cache spills into the log when it is full, so that an import of any size stays in bounded memory.
  // Readers look at the file through a small window of memory; more would count as memory of the program.
  const char* settings = role == Role::writer
                             ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                               "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000;"
                               "PRAGMA journal_size_limit=67108864; PRAGMA trusted_schema=OFF"
                             : "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA mmap_size=67108864;"
                               "PRAGMA trusted_schema=OFF";
  if (sqlite3_exec(handle_, settings, nullptr, nullptr, nullptr) != SQLITE_OK) {
    const Lost lost(describe_failure(sqlite3_errmsg(handle_), "open " + file));
    sqlite3_close(handle_);
    throw lost;
  }
}

SqliteConnection::~SqliteConnection() {
  by_sql_.clear();
  statements_.clear();
  sqlite3_close(handle_);
}

int SqliteConnection::step(std::string_view sql, bool must) {
  const Lease statement(*this, sql);
  const int code = sqlite3_step(statement->handle);
  if (must && code != SQLITE_DONE && code != SQLITE_ROW) throw_sqlite(handle_, sql);
  return code;
}

SqliteStatement& SqliteConnection::cached(std::string_view sql) {
  if (!statements_.empty() && statements_.front().sql == sql) return statements_.front();
  if (const auto found = by_sql_.find(sql); found != by_sql_.end()) {
    statements_.splice(statements_.begin(), statements_, found->second);
    return statements_.front();
  }
  auto& made = statements_.emplace_front(handle_, sql);
  by_sql_.emplace(made.sql, statements_.begin());
  for (auto oldest = std::prev(statements_.end()); statements_.size() > kept_statements && !oldest->in_use;) {
    by_sql_.erase(oldest->sql);
    oldest = std::prev(statements_.erase(oldest));
  }
  return made;
}

SqliteConnection::Lease::Lease(SqliteConnection& connection, std::string_view sql)
    : statement_(&connection.cached(sql)), extra_(statement_->in_use) {
  if (extra_) statement_ = new SqliteStatement(connection.handle(), sql);
  statement_->in_use = true;
}

SqliteConnection::Lease::~Lease() {
  if (extra_) {
    delete statement_;
    return;
  }
  sqlite3_reset(statement_->handle);
  statement_->in_use = false;
}

}  // namespace doorstep::db
