// SqliteSession: statements of one transaction on a SqliteConnection.
#pragma once

#include <optional>

#include "sqlite_connection.h"

namespace doorstep::db {

class SqliteSession final : public Session {
 public:
  explicit SqliteSession(SqliteConnection& connection) : connection_(connection) {}

  Dialect dialect() const override { return Dialect::sqlite; }
  void select(std::string_view sql, std::span<const Value> values,
              const std::function<void(const RowView&)>& visit) override;
  int64_t execute(std::string_view sql, std::span<const Value> values) override;
  void script(std::string_view sql) override;
  std::unique_ptr<Bulk> bulk(std::string_view table, std::string_view columns) override;

  // The first rule that this session's statements broke. A transaction in which one did is not committed, even when
  // the work went on: PostgreSQL would not either.
  const std::optional<Refused>& refused() const { return refused_; }

 private:
  [[noreturn]] void fail(std::string_view sql);

  SqliteConnection& connection_;
  std::optional<Refused> refused_;
};

}  // namespace doorstep::db
