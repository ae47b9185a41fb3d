#include "settings.h"

namespace doorstep::settings {

std::optional<std::string> get_text(db::Session& session, std::string_view key) {
  return session.one<std::string>("SELECT value FROM settings_value WHERE key=$1", key);
}

void set_text(db::Session& session, std::string_view key, std::string_view json) {
  session.run(
      "INSERT INTO settings_value(key, value) VALUES($1,$2) ON CONFLICT(key) DO UPDATE SET value=excluded.value", key,
      json);
}

void remove(db::Session& session, std::string_view key) { session.run("DELETE FROM settings_value WHERE key=$1", key); }

}  // namespace doorstep::settings
