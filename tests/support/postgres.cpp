#include "postgres.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace doorstep::support {
namespace {
namespace fs = std::filesystem;

// The folder of the newest installed server's programs.
std::string programs() {
  int newest = 0;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", problem))
    if (fs::exists(entry.path() / "bin/initdb")) newest = std::max(newest, std::atoi(entry.path().filename().c_str()));
  if (newest == 0)
    throw std::runtime_error(
        "these tests need a PostgreSQL server and found none in /usr/lib/postgresql: apt-get install postgresql");
  return fmt::format("/usr/lib/postgresql/{}/bin/", newest);
}

// PostgreSQL refuses to run as root, so root steps down to the account of the package, or to nobody.
const passwd* account() {
  if (::geteuid() != 0) return nullptr;
  if (const auto* found = ::getpwnam("postgres")) return found;
  return ::getpwnam("nobody");
}

int start(const std::vector<std::string>& command, const std::string& log) {
  const auto* const user = account();
  std::vector<char*> arguments;
  for (const auto& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  const int child = ::fork();
  if (child != 0) return child;
  const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  ::dup2(output, 1);
  ::dup2(output, 2);
  if (user && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
    ::_exit(126);
  ::setpgid(0, 0);                     // Ctrl-C is for the tests
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // the server does not outlive them
  if (::chdir("/") == 0) ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

std::string content(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

}  // namespace

Postgres& Postgres::running() {
  static Postgres server;
  return server;
}

Postgres::Postgres() {
  const auto bin = programs();
  folder_ = (fs::temp_directory_path() / "doorstep-postgres-XXXXXX").string();
  if (!::mkdtemp(folder_.data())) throw std::runtime_error("cannot make " + folder_);
  if (const auto* user = account(); user && ::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0)
    throw std::runtime_error("cannot give away " + folder_);
  const auto log = folder_ + "/log", data = folder_ + "/data";
  int status = 0;
  ::waitpid(
      start({bin + "initdb", "-D", data, "-U", "doorstep", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"},
            log),
      &status, 0);
  if (status != 0) throw std::runtime_error("initdb failed: " + content(log));
  process_ = start({bin + "postgres", "-D", data, "-k", folder_, "-c", "listen_addresses=", "-c", "fsync=off", "-c",
                    "max_connections=100"},
                   log);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (PQping(url("postgres").c_str()) != PQPING_OK) {
    if (::waitpid(process_, &status, WNOHANG) != 0 || std::chrono::steady_clock::now() > until)
      throw std::runtime_error("PostgreSQL did not start: " + content(log));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

Postgres::~Postgres() {
  ::kill(process_, SIGINT);
  ::waitpid(process_, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string Postgres::url(const std::string& database) const {
  return fmt::format("postgresql://doorstep@/{}?host={}", database, folder_);
}

void Postgres::run_sql(const std::string& sql) {
  const Connection connection(PQconnectdb(url("postgres").c_str()), &PQfinish);
  auto* const result = PQexec(connection.get(), sql.c_str());
  const auto status = PQresultStatus(result);
  PQclear(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
}

std::string Postgres::new_database() {
  const auto name = fmt::format("test_{}", ++made_);
  run_sql("CREATE DATABASE " + name);
  return url(name);
}

void Postgres::drop_connections() {
  run_sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL");
}

}  // namespace doorstep::support
