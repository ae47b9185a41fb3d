#include "postgres_session.h"

#include <charconv>
#include <cmath>

#include "errors.h"

namespace doorstep::db {
namespace {

class PostgresRow final : public RowView {
 public:
  explicit PostgresRow(const PGresult* result) : result_(result) {}
  bool is_null(int column) const override { return PQgetisnull(result_, 0, column) != 0; }
  int64_t integer(int column) const override {
    const auto digits = text(column);
    if (digits == "t") return 1;
    int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }
  double real(int column) const override {
    const auto digits = text(column);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }
  std::string_view text(int column) const override {
    return {PQgetvalue(result_, 0, column), static_cast<size_t>(PQgetlength(result_, 0, column))};
  }

 private:
  const PGresult* result_;
};

// Collects rows in COPY's text format and sends them in pieces, each a COPY of its own: several bulks may be open.
class PostgresBulk final : public Session::Bulk {
 public:
  PostgresBulk(PostgresSession& session, std::string_view table, std::string_view columns)
      : session_(session), command_(fmt::format("COPY {}({}) FROM STDIN", table, columns)) {}

  void add(std::span<const Value> row) override {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) rows_ += '\t';
      append(row[i]);
    }
    rows_ += '\n';
    if (rows_.size() >= piece) flush();
  }

  void flush() override {
    if (rows_.empty()) return;
    session_.copy(command_, rows_);
    rows_.clear();
  }

 private:
  static constexpr size_t piece = 256 * 1024;

  void append(const Value& value) {
    if (value.kind == Value::Kind::null || (value.kind == Value::Kind::real && std::isnan(value.real)))
      rows_ += "\\N";
    else if (value.kind == Value::Kind::text)
      append_escaped(text_of(value));
    else
      append_number(rows_, value);
  }

  void append_escaped(std::string_view text) {
    refuse_zero_bytes(text, command_);
    for (const char c : text) {
      switch (c) {
        case '\\':
          rows_ += "\\\\";
          break;
        case '\t':
          rows_ += "\\t";
          break;
        case '\n':
          rows_ += "\\n";
          break;
        case '\r':
          rows_ += "\\r";
          break;
        default:
          rows_ += c;
      }
    }
  }

  PostgresSession& session_;
  std::string command_;
  std::string rows_;
};

}  // namespace

// The rows of one select that have not been visited yet: on the wire, or in memory once another statement came.
class PostgresSession::Stream {
 public:
  Stream(PostgresSession& session, std::string_view sql) : session_(session), sql_(sql) { session.streaming_ = this; }
  ~Stream() {
    while (on_wire_ && PostgresResult{PQgetResult(session_.connection_.handle())}) {
    }
    if (session_.streaming_ == this) session_.streaming_ = nullptr;
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Null after the last row.
  PostgresResult next() {
    if (!kept_.empty()) {
      auto row = std::move(kept_.front());
      kept_.pop_front();
      return row;
    }
    return from_wire();
  }

  void keep_the_rest() {
    while (auto row = from_wire()) kept_.push_back(std::move(row));
  }

 private:
  PostgresResult from_wire() {
    if (!on_wire_) return nullptr;
    PostgresResult row{PQgetResult(session_.connection_.handle())};
    if (row && PQresultStatus(row.get()) == PGRES_SINGLE_TUPLE) return row;
    if (row) {  // the end of the rows, or a failure; one more call frees the connection
      while (PostgresResult{PQgetResult(session_.connection_.handle())}) {
      }
    }
    on_wire_ = false;
    if (session_.streaming_ == this) session_.streaming_ = nullptr;
    if (row) session_.check(row.get(), sql_);
    return nullptr;
  }

  PostgresSession& session_;
  std::string_view sql_;
  std::deque<PostgresResult> kept_;
  bool on_wire_ = true;
};

void PostgresSession::settle() {
  if (streaming_) streaming_->keep_the_rest();
}

template <class Step>
void PostgresSession::noting_failures(Step&& step) {
  try {
    step();
  } catch (const Refused& refused) {
    if (!refused_) refused_ = refused;
    throw;
  } catch (const Contended&) {
    contended_ = true;
    throw;
  }
}

void PostgresSession::check(const PGresult* result, std::string_view sql) {
  noting_failures([&] { connection_.check(result, sql); });
}

void PostgresSession::select(std::string_view sql, std::span<const Value> values,
                             const std::function<void(const RowView&)>& visit) {
  settle();
  const TextParameters parameters(values, sql);
  const std::string* name = nullptr;
  noting_failures([&] { name = &connection_.prepared(std::string{sql}); });
  if (!PQsendQueryPrepared(connection_.handle(), name->c_str(), parameters.count(), parameters.pointers(), nullptr,
                           nullptr, 0))
    throw Lost(describe_failure("the connection to PostgreSQL was lost", sql));
  PQsetSingleRowMode(connection_.handle());
  Stream stream(*this, sql);
  while (const auto row = stream.next()) visit(PostgresRow{row.get()});
}

int64_t PostgresSession::execute(std::string_view sql, std::span<const Value> values) {
  settle();
  const TextParameters parameters(values, sql);
  const std::string* name = nullptr;
  noting_failures([&] { name = &connection_.prepared(std::string{sql}); });
  const PostgresResult result{PQexecPrepared(connection_.handle(), name->c_str(), parameters.count(),
                                             parameters.pointers(), nullptr, nullptr, 0)};
  check(result.get(), sql);
  return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
}

void PostgresSession::script(std::string_view sql) {
  settle();
  noting_failures([&] { connection_.execute(std::string{sql}); });
}

void PostgresSession::copy(const std::string& command, std::string_view rows) {
  settle();
  auto* const handle = connection_.handle();
  check(PostgresResult{PQexec(handle, command.c_str())}.get(), command);
  const bool sent =
      PQputCopyData(handle, rows.data(), static_cast<int>(rows.size())) == 1 && PQputCopyEnd(handle, nullptr) == 1;
  const PostgresResult outcome{PQgetResult(handle)};
  while (PostgresResult{PQgetResult(handle)}) {
  }
  if (!sent || !outcome) throw Lost(describe_failure("the connection to PostgreSQL was lost", command));
  check(outcome.get(), command);
}

std::unique_ptr<Session::Bulk> PostgresSession::bulk(std::string_view table, std::string_view columns) {
  return std::make_unique<PostgresBulk>(*this, table, columns);
}

}  // namespace doorstep::db
