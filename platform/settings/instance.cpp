#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <doorstep/base/digest.h>

#include "settings.h"

namespace doorstep::settings {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view id_key = "instance.id";
constexpr std::string_view proof_key = "instance.secret-proof";  // tells the right secret without giving it away

tl::unexpected<Error> unreadable(const std::string& file, std::string_view why) {
  return refuse(Fault::invalid, "secret-unreadable",
                say("无法读写密钥文件 {0}：{1}", "cannot read or write the secret file {0}: {1}", file, why));
}

std::string random_secret() {
  std::array<unsigned char, 32> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw std::runtime_error("the operating system gives no random bytes");
  std::string digits;
  for (const auto byte : bytes) digits += fmt::format("{:02x}", byte);
  return digits;
}

Result<std::string> checked(std::string secret, std::string_view from) {
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r' || secret.back() == ' ')) secret.pop_back();
  if (secret.size() != 64 || secret.find_first_not_of("0123456789abcdef") != secret.npos)
    return refuse(
        Fault::invalid, "secret-malformed",
        say("{0} 中的密钥应为 64 位小写十六进制数字（可用 openssl rand -hex 32 生成）",
            "the secret in {0} must be 64 lower-case hexadecimal digits (openssl rand -hex 32 makes one)", from));
  return secret;
}

Result<std::string> secret_in(const std::string& file) {
  std::ifstream in(file);
  std::string text;
  if (!std::getline(in, text)) return unreadable(file, std::strerror(errno));
  return checked(text, file);
}

// Written beside and linked into place, so that the file is whole or not there, and the first of two programs wins.
Result<void> make_secret(const std::string& file) {
  const auto beside = fmt::format("{}.{}", file, new_uuid());
  const int opened = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (opened < 0) return unreadable(file, std::strerror(errno));
  const auto line = random_secret() + "\n";
  const bool kept =
      ::write(opened, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(opened) == 0;
  ::close(opened);
  const bool placed = kept && (::link(beside.c_str(), file.c_str()) == 0 || errno == EEXIST);
  const std::string why = std::strerror(errno);
  ::unlink(beside.c_str());
  if (!placed) return unreadable(file, why);
  const int folder = ::open(fs::path(file).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return {};
}

// Where a machine keeps its own secret: with the data, or for PostgreSQL, whose URL is no folder, with the state of the
// user who runs the product. Empty when there is no such place.
std::string secret_file(const db::Database& database, const std::string& where) {
  if (database.dialect() == db::Dialect::sqlite) return (fs::path(where) / "secret.key").string();
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  if (state && *state) return (fs::path(state) / "doorstep" / "secret.key").string();
  if (home && *home) return (fs::path(home) / ".local" / "state" / "doorstep" / "secret.key").string();
  return "";
}

// `fresh`: nothing in the database depends on a secret yet, so one may be made.
Result<std::string> secret_of(const db::Database& database, const std::string& where, bool fresh) {
  if (const char* given = std::getenv("DOORSTEP_SECRET"); given && *given) return checked(given, "DOORSTEP_SECRET");
  if (const char* file = std::getenv("DOORSTEP_SECRET_FILE"); file && *file) return secret_in(file);
  const auto file = secret_file(database, where);
  if (file.empty())
    return refuse(
        Fault::invalid, "secret-missing",
        say("请设置环境变量 DOORSTEP_SECRET（用 openssl rand -hex 32 生成，各台机器相同）或 DOORSTEP_SECRET_FILE",
            "set the environment variable DOORSTEP_SECRET (made by openssl rand -hex 32, the same on every "
            "machine) or DOORSTEP_SECRET_FILE"));
  if (!fs::exists(file)) {
    if (!fresh)
      return refuse(
          Fault::conflict, "secret-missing",
          say("缺少此数据库的密钥文件 {0}：请从备份或第一台机器取来，或设置 DOORSTEP_SECRET",
              "the secret file {0} of this database is not here; bring it from a backup or the first machine, "
              "or set DOORSTEP_SECRET",
              file));
    std::error_code ignored;
    fs::create_directories(fs::path(file).parent_path(), ignored);
    DOORSTEP_TRY(make_secret(file));
  }
  return secret_in(file);
}

}  // namespace

Result<Instance> instance(db::Database& database, const std::string& where) {
  const auto known = database.read([](db::Session& session) { return get<std::string>(session, proof_key); });
  DOORSTEP_LET(pepper, secret_of(database, where, !known));
  const auto proof = keyed_digest_hex(pepper, "doorstep secret");
  const auto wrong = [] {
    return refuse(Fault::conflict, "secret-wrong",
                  say("密钥与此数据库不符，请使用建立数据库时的密钥（secret.key 或 DOORSTEP_SECRET）",
                      "the secret is not the one of this database; use the one it was made with (secret.key or "
                      "DOORSTEP_SECRET)"));
  };
  if (known && *known != proof) return wrong();
  return database.write([&](db::Session& session) -> Result<Instance> {
    const auto kept = get<std::string>(session, proof_key);
    if (kept && *kept != proof) return wrong();
    if (!kept) {
      set(session, proof_key, proof);
      set(session, id_key, new_uuid());
    }
    return Instance{get<std::string>(session, id_key).value_or(""), pepper};
  });
}

}  // namespace doorstep::settings
