#include "sqlite_session.h"

#include <algorithm>

namespace doorstep::db {
namespace {

class SqliteRow final : public RowView {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view text(int column) const override {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes ? std::string_view{bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))}
                 : std::string_view{};
  }

 private:
  sqlite3_stmt* statement_;
};

// Each row goes in at once: a prepared single-row INSERT needs no copy of the values and tells the row that failed.
class SqliteBulk final : public Session::Bulk {
 public:
  SqliteBulk(Session& session, std::string_view table, std::string_view columns) : session_(session) {
    const auto count = 1 + std::count(columns.begin(), columns.end(), ',');
    sql_ = fmt::format("INSERT INTO {}({}) VALUES($1", table, columns);
    for (auto i = 2; i <= count; ++i) sql_ += fmt::format(",${}", i);
    sql_ += ')';
  }
  void add(std::span<const Value> row) override { session_.execute(sql_, row); }
  void flush() override {}

 private:
  Session& session_;
  std::string sql_;
};

}  // namespace

void SqliteSession::fail(std::string_view sql) {
  try {
    throw_sqlite(connection_.handle(), sql);
  } catch (const Refused& refused) {
    if (!refused_) refused_ = refused;
    throw;
  }
}

void SqliteSession::select(std::string_view sql, std::span<const Value> values,
                           const std::function<void(const RowView&)>& visit) {
  const SqliteConnection::Lease statement(connection_, sql);
  statement->bind(values);
  const SqliteRow row(statement->handle);
  for (;;) {
    const int code = sqlite3_step(statement->handle);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) fail(sql);
    visit(row);
  }
}

int64_t SqliteSession::execute(std::string_view sql, std::span<const Value> values) {
  const SqliteConnection::Lease statement(connection_, sql);
  statement->bind(values);
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(statement->handle);
  if (code != SQLITE_DONE) fail(sql);
  return sqlite3_changes64(connection_.handle());
}

void SqliteSession::script(std::string_view sql) {
  if (sqlite3_exec(connection_.handle(), std::string{sql}.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
}

std::unique_ptr<Session::Bulk> SqliteSession::bulk(std::string_view table, std::string_view columns) {
  return std::make_unique<SqliteBulk>(*this, table, columns);
}

}  // namespace doorstep::db
