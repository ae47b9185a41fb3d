// PostgresSession: statements of one transaction on a PostgresConnection.
//
// A select streams row by row. When a statement is run while one streams (a select inside the visit of a select), what
// is left of the outer one is first read into memory: the connection can carry one at a time.
#pragma once

#include <deque>
#include <optional>

#include "postgres_connection.h"

namespace doorstep::db {

class PostgresSession final : public Session {
 public:
  explicit PostgresSession(PostgresConnection& connection) : connection_(connection) {}

  Dialect dialect() const override { return Dialect::postgresql; }
  void select(std::string_view sql, std::span<const Value> values,
              const std::function<void(const RowView&)>& visit) override;
  int64_t execute(std::string_view sql, std::span<const Value> values) override;
  void script(std::string_view sql) override;
  std::unique_ptr<Bulk> bulk(std::string_view table, std::string_view columns) override;

  // COPY of rows in its text format; rows visible afterwards.
  void copy(const std::string& command, std::string_view rows);

  // What went wrong first in this session, also when the work went on after it.
  const std::optional<Refused>& refused() const { return refused_; }
  bool contended() const { return contended_; }

 private:
  class Stream;

  // Ends what streams now, so that the connection is free.
  void settle();
  void check(const PGresult* result, std::string_view sql);
  template <class Step>
  void noting_failures(Step&& step);

  PostgresConnection& connection_;
  Stream* streaming_ = nullptr;
  std::optional<Refused> refused_;
  bool contended_ = false;
};

}  // namespace doorstep::db
