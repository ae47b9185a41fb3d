#include "postgres_connection.h"

#include <cmath>

#include "errors.h"

namespace doorstep::db {

void append_number(std::string& to, const Value& value) {
  if (value.kind == Value::Kind::integer)
    fmt::format_to(std::back_inserter(to), "{}", value.integer);
  else
    fmt::format_to(std::back_inserter(to), "{}", value.real);
}

TextParameters::TextParameters(std::span<const Value> values, std::string_view sql) {
  constexpr size_t null = std::string::npos;
  std::vector<size_t> starts;
  starts.reserve(values.size());
  for (const auto& value : values) {
    if (value.kind == Value::Kind::null || (value.kind == Value::Kind::real && std::isnan(value.real))) {
      starts.push_back(null);
      continue;
    }
    starts.push_back(bytes_.size());
    if (value.kind == Value::Kind::text) {
      refuse_zero_bytes(text_of(value), sql);
      bytes_ += text_of(value);
    } else {
      append_number(bytes_, value);
    }
    bytes_ += '\0';
  }
  pointers_.reserve(values.size());
  for (const auto start : starts) pointers_.push_back(start == null ? nullptr : bytes_.data() + start);
}

PostgresConnection::PostgresConnection(const std::string& url) {
  // The URL may say otherwise for what stands before it; the encoding is ours.
  const char* names[] = {"connect_timeout", "fallback_application_name", "dbname", "client_encoding", nullptr};
  const char* values[] = {"10", "doorstep", url.c_str(), "UTF8", nullptr};
  handle_ = PQconnectdbParams(names, values, 1);
  if (PQstatus(handle_) != CONNECTION_OK) {
    std::string why = handle_ ? PQerrorMessage(handle_) : "no memory";
    while (!why.empty() && why.back() == '\n') why.pop_back();
    PQfinish(handle_);
    throw Lost(why);
  }
  PQsetNoticeProcessor(
      handle_, [](void*, const char*) {}, nullptr);
  try {
    // A server whose commits do not wait for the disk would break our promise.
    execute(
        "SET lock_timeout='30s'; SELECT set_config('synchronous_commit','on',false) "
        "WHERE current_setting('synchronous_commit')='off'");
  } catch (...) {
    PQfinish(handle_);
    throw;
  }
}

const std::string& PostgresConnection::prepared(const std::string& sql) {
  if (const auto found = by_sql_.find(sql); found != by_sql_.end()) {
    statements_.splice(statements_.begin(), statements_, found->second);
    return statements_.front().name;
  }
  if (statements_.size() >= kept_statements) {
    execute("DEALLOCATE " + statements_.back().name);
    by_sql_.erase(statements_.back().sql);
    statements_.pop_back();
  }
  auto name = fmt::format("s{}", ++named_);
  check(PostgresResult{PQprepare(handle_, name.c_str(), sql.c_str(), 0, nullptr)}.get(), sql);
  auto& made = statements_.emplace_front(Prepared{sql, std::move(name)});
  by_sql_.emplace(made.sql, statements_.begin());
  return made.name;
}

std::string PostgresConnection::execute(const std::string& sql) {
  const PostgresResult result{PQexec(handle_, sql.c_str())};
  check(result.get(), sql);
  return PQcmdStatus(result.get());
}

void PostgresConnection::check(const PGresult* result, std::string_view sql) {
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_COPY_IN:
      return;
    default:
      break;
  }
  const auto part = [&](int field) {
    const char* text = result ? PQresultErrorField(result, field) : nullptr;
    return std::string_view{text ? text : ""};
  };
  const auto state = part(PG_DIAG_SQLSTATE);
  if (state.empty()) throw Lost(describe_failure("the connection to PostgreSQL was lost", sql));
  if (state == "40001" || state == "40P01" || state == "55P03")
    throw Contended(describe_failure(part(PG_DIAG_MESSAGE_PRIMARY), sql));
  const auto rule =
      describe_failure(fmt::format("{} {}", part(PG_DIAG_TABLE_NAME), part(PG_DIAG_CONSTRAINT_NAME)), sql);
  if (state == "23505") throw Refused(Refused::Rule::unique, rule);
  if (state == "23503") throw Refused(Refused::Rule::foreign_key, rule);
  if (state == "23502") throw Refused(Refused::Rule::not_null, rule);
  if (state == "23514" || state == "22021") throw Refused(Refused::Rule::check, rule);
  if (state == "0A000") stale_ = true;  // "cached plan must not change result type"
  // Messages of class 22 quote the value at fault, which may be a person's.
  throw Lost(describe_failure(
      fmt::format("{} {}", state, state.starts_with("22") ? "a value does not fit" : part(PG_DIAG_MESSAGE_PRIMARY)),
      sql));
}

}  // namespace doorstep::db
