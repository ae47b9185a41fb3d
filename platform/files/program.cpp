#include "program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <memory>

#include "descriptor.h"

namespace doorstep::files {
namespace {

constexpr rlim_t most_memory = 1ULL << 30;  // bytes
constexpr rlim_t most_seconds = 10;         // of its work
constexpr std::chrono::seconds patience_in_all{15};

}  // namespace

std::string program_at(const std::string& name) {
  for (const auto* folder : {"/usr/bin/", "/usr/local/bin/"})
    if (access((folder + name).c_str(), X_OK) == 0) return folder + name;
  return {};
}

// Only calls that are safe after a fork stand between it and exec.
bool read_program(const std::vector<const char*>& arguments, const std::function<bool(std::string_view)>& take) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  const Descriptor from{ends[0]};
  auto to = std::make_unique<Descriptor>(ends[1]);
  const Descriptor nothing{open("/dev/null", O_RDWR | O_CLOEXEC)};
  auto words = arguments;
  words.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) return false;
  if (child == 0) {
    const rlimit seconds{most_seconds, most_seconds}, memory{most_memory, most_memory}, none{0, 0};
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_FSIZE, &none);
    setrlimit(RLIMIT_CORE, &none);
    dup2(nothing.at, STDIN_FILENO);
    dup2(nothing.at, STDERR_FILENO);
    dup2(to->at, STDOUT_FILENO);
    execv(words.front(), const_cast<char* const*>(words.data()));
    _exit(127);
  }
  to.reset();  // or the end would never come
  const auto until = std::chrono::steady_clock::now() + patience_in_all;
  bool ended = false, enough = false;
  for (char bytes[16384]; !enough;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    pollfd wait{from.at, POLLIN, 0};
    if (left <= 0 || poll(&wait, 1, static_cast<int>(left)) <= 0) break;
    const auto got = ::read(from.at, bytes, sizeof bytes);
    if (got <= 0) {
      ended = got == 0;
      break;
    }
    enough = !take({bytes, static_cast<size_t>(got)});
  }
  if (!ended) kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return enough || (ended && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace doorstep::files
