// Settings: small values that belong to the installation, kept in the database as JSON; and who this installation is.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <doorstep/base/json.h>
#include <doorstep/db/db.h>

namespace doorstep::settings {

std::span<const db::Migration> migrations();

std::optional<std::string> get_text(db::Session& session, std::string_view key);
void set_text(db::Session& session, std::string_view key, std::string_view json);
void remove(db::Session& session, std::string_view key);

// A value of any kind that JSON can carry, described structs among them. Empty when it was never set, and when what is
// kept is of another kind.
template <class T>
std::optional<T> get(db::Session& session, std::string_view key) {
  const auto kept = get_text(session, key);
  if (!kept) return std::nullopt;
  auto value = json::read_text<T>(*kept);
  if (!value) return std::nullopt;
  return std::move(*value);
}

template <class T>
void set(db::Session& session, std::string_view key, const T& value) {
  set_text(session, key, json::text(value));
}

// This installation. The secret keys everything that must not be guessed or forged from a copy of the database alone:
// ids derived from persons' national numbers, and the seal of the audit trail. Losing it means that people from the
// next import no longer match those on record, so it is backed up with the data and a wrong one is refused.
struct Instance {
  std::string id;
  std::string pepper;  // 64 hexadecimal digits
};

// Reads, and on first use makes, the instance. The secret comes from
//   1. the environment variable DOORSTEP_SECRET (64 hexadecimal digits, as `openssl rand -hex 32` prints them),
//   2. the file named by DOORSTEP_SECRET_FILE,
//   3. the file secret.key, made on first use, readable by its owner only: in the data folder `where` of SQLite; for
//      PostgreSQL in $XDG_STATE_HOME/doorstep or ~/.local/state/doorstep.
// Several machines on one PostgreSQL are given the same secret by 1 or 2, or a copy of the file.
Result<Instance> instance(db::Database& database, const std::string& where);

}  // namespace doorstep::settings
