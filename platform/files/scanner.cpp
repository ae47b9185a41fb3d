#include "scanner.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "descriptor.h"

namespace doorstep::files {
namespace {

constexpr time_t patience = 20;          // seconds between two signs of life; a request may take 30
constexpr off_t slowest_scan = 8 << 20;  // bytes a second
constexpr size_t streamed_at_once = 256 * 1024;
constexpr size_t longest_answer = 4096;

tl::unexpected<Error> silent(std::string_view why) {
  return refuse(Fault::busy, "scanner-silent",
                say("病毒扫描程序没有应答（{}），文件未保存，请稍后再试",
                    "the virus scanner does not answer ({}); the file was not kept, try again later", why));
}

bool send_all(int to, const void* bytes, size_t size) {
  const auto* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const auto sent = ::send(to, at, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    at += sent;
    size -= static_cast<size_t>(sent);
  }
  return true;
}

bool connected(Descriptor& socket, const std::string& path) {
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  if (path.size() >= sizeof to.sun_path) return errno = ENAMETOOLONG, false;
  path.copy(to.sun_path, path.size());
  socket.at = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval wait{patience, 0};
  return socket.at >= 0 && ::setsockopt(socket.at, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) == 0 &&
         ::setsockopt(socket.at, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) == 0 &&
         ::connect(socket.at, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
}

// Up to the zero byte that ends it; empty when none came.
std::string answer(int from) {
  std::string got;
  char bytes[512];
  while (got.size() < longest_answer) {
    const auto count = ::recv(from, bytes, sizeof bytes, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return {};
    got.append(bytes, static_cast<size_t>(count));
    if (const auto end = got.find('\0'); end != got.npos) return got.substr(0, end);
  }
  return {};
}

// The file in pieces, each behind its length; a length of 0 ends them. clamd may answer, and hang up, before the end.
void send_file(int to, int file) {
  std::vector<char> bytes(streamed_at_once);
  for (;;) {
    const auto count = ::read(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return;
    const auto length = htonl(static_cast<uint32_t>(count));
    if (!send_all(to, &length, sizeof length) || count == 0) return;
    if (!send_all(to, bytes.data(), static_cast<size_t>(count))) return;
  }
}

}  // namespace

Result<void> scan(const std::string& socket, const std::string& path) {
  Descriptor scanner, file;
  if (!connected(scanner, socket)) return silent(std::strerror(errno));
  file.at = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file.at < 0) return silent(std::strerror(errno));
  static constexpr char command[] = "zINSTREAM";  // with the zero byte behind it
  if (!send_all(scanner.at, command, sizeof command)) return silent(std::strerror(errno));
  send_file(scanner.at, file.at);
  struct stat about {};
  if (::fstat(file.at, &about) == 0) {  // it scans when all of it has arrived
    const timeval wait{patience + about.st_size / slowest_scan, 0};
    ::setsockopt(scanner.at, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  }
  const auto said = answer(scanner.at);
  constexpr std::string_view begins = "stream: ", found = " FOUND";
  if (said == "stream: OK") return {};
  if (said.starts_with(begins) && said.ends_with(found)) {
    const auto name = said.substr(begins.size(), said.size() - begins.size() - found.size());
    return refuse(Fault::invalid, "file-infected",
                  say("文件带有病毒（{}），未保存", "the file carries a virus ({}); it was not kept", name),
                  {{"file", say("请先在本机杀毒", "clean the machine that it came from")}});
  }
  if (said.find("size limit exceeded") != said.npos)
    return refuse(Fault::too_large, "scanner-limit",
                  say("文件超过病毒扫描程序一次能查的大小，未保存；管理员可调大 clamd.conf 的 StreamMaxLength、"
                      "MaxFileSize 与 MaxScanSize",
                      "the file is larger than the virus scanner takes; it was not kept. Who runs the installation can "
                      "raise StreamMaxLength, MaxFileSize and MaxScanSize in clamd.conf"));
  return silent(said.empty() ? "no answer" : said);
}

Result<void> ping(const std::string& socket) {
  Descriptor scanner;
  static constexpr char command[] = "zPING";
  if (!connected(scanner, socket) || !send_all(scanner.at, command, sizeof command))
    return silent(std::strerror(errno));
  const auto said = answer(scanner.at);
  return said == "PONG" ? Result<void>{} : silent(said.empty() ? "no answer" : said);
}

}  // namespace doorstep::files
