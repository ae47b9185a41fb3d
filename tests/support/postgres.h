// A PostgreSQL of our own for tests: started from the Debian package on first use, in a temporary folder, on a Unix
// socket in it, stopped and removed when the program ends. Throws std::runtime_error with the reason when there is no
// PostgreSQL: a test that needs one fails then, it is never skipped.
#pragma once

#include <string>

namespace doorstep::support {

class Postgres {
 public:
  static Postgres& running();
  ~Postgres();
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  // Makes an empty database and returns its URL.
  std::string new_database();
  // Breaks every connection of clients, as a restart of the server does.
  void drop_connections();

 private:
  Postgres();
  std::string url(const std::string& database) const;
  void run_sql(const std::string& sql);

  std::string folder_;
  int process_ = 0;
  int made_ = 0;
};

}  // namespace doorstep::support
