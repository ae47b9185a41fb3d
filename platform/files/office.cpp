// LibreOffice as a process that is kept on a short lead: no network, a folder of its own that is gone afterwards, so
// much time, memory and disk.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "descriptor.h"
#include "previews.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds office_patience{60};
constexpr rlim_t office_seconds = 50;           // of its work
constexpr rlim_t office_memory = 4ULL << 30;    // of addresses: it reserves far more than it uses
constexpr rlim_t office_writes = 512ULL << 20;  // bytes of one file
constexpr int no_network = 126;                 // exit status of the child

std::string office_program() {
  for (const auto* path : {"/usr/bin/soffice", "/usr/local/bin/soffice", "/usr/bin/libreoffice"})
    if (access(path, X_OK) == 0) return path;
  return {};
}

tl::unexpected<Error> cannot(Words what) { return refuse(Fault::invalid, "preview-failed", std::move(what)); }

// Stands between fork and exec: only calls that are safe there.
[[noreturn]] void become(const char* const* words, char* const* surroundings, int nothing) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (unshare(CLONE_NEWNET) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) _exit(no_network);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const rlimit seconds{office_seconds, office_seconds}, memory{office_memory, office_memory},
      writes{office_writes, office_writes}, none{0, 0};
  setrlimit(RLIMIT_CPU, &seconds);
  setrlimit(RLIMIT_AS, &memory);
  setrlimit(RLIMIT_FSIZE, &writes);
  setrlimit(RLIMIT_CORE, &none);
  setpriority(PRIO_PROCESS, 0, 10);
  for (const int one : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nothing, one);
  execve(words[0], const_cast<char* const*>(words), surroundings);
  _exit(127);
}

// The exit status of the process, -1 when it was killed for its time.
int run(const std::vector<std::string>& words, const std::vector<std::string>& surroundings,
        const std::atomic<bool>& over) {
  const auto pointers = [](const std::vector<std::string>& from) {
    std::vector<const char*> made;
    for (const auto& one : from) made.push_back(one.c_str());
    made.push_back(nullptr);
    return made;
  };
  const auto arguments = pointers(words), environment = pointers(surroundings);
  const Descriptor nothing{::open("/dev/null", O_RDWR | O_CLOEXEC)};
  const pid_t child = fork();
  if (child == 0) become(arguments.data(), const_cast<char* const*>(environment.data()), nothing.at);
  if (child < 0) return -1;
  const auto until = std::chrono::steady_clock::now() + office_patience;
  int status = 0;
  pid_t ended = 0;
  while ((ended = waitpid(child, &status, WNOHANG)) == 0 && !over && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  kill(-child, SIGKILL);  // also what it left behind
  if (ended == 0) {
    waitpid(child, &status, 0);
    return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// A folder of its own, gone at the end.
struct Workshop {
  fs::path at = fs::temp_directory_path() / ("doorstep-office-" + new_uuid());
  Workshop() {
    fs::create_directory(at);
    fs::permissions(at, fs::perms::owner_all);
  }
  ~Workshop() {
    std::error_code none;
    fs::remove_all(at, none);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
};

}  // namespace

bool office_installed() { return !office_program().empty(); }

Result<void> make_pdf(const std::string& from, const std::string& ending, const std::string& to,
                      const std::atomic<bool>& over) {
  const auto program = office_program();
  if (program.empty())
    return refuse(Fault::busy, "preview-missing", say("服务器没有安装 LibreOffice", "the server has no LibreOffice"));
  const Workshop shop;
  const auto document = shop.at / ("document." + ending);
  fs::copy_file(from, document);
  const auto home = shop.at.string();
  const int status =
      run({program, "-env:UserInstallation=file://" + home + "/profile", "--headless", "--norestore", "--nolockcheck",
           "--convert-to", "pdf", "--outdir", home, document.string()},
          {"HOME=" + home, "TMPDIR=" + home, "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"}, over);
  if (over) return refuse(Fault::busy, "stopping", say("服务正在停止", "the server is being stopped"));
  const auto made = shop.at / "document.pdf";
  if (status == no_network)
    return refuse(Fault::conflict, "preview-missing",
                  say("服务器不能把转换程序与网络隔离，因此不做预览",
                      "the server cannot keep the converter from the network, so there are no previews"));
  std::error_code none;
  if (status != 0 || fs::file_size(made, none) == 0 || none)
    return cannot(say("文档已损坏、加了密码或过于复杂，不能在网页中预览；请下载后打开",
                      "the document is damaged, locked or too much to be shown here; download it instead"));
  const auto beside = to + ".part-" + new_uuid();
  fs::copy_file(made, beside);
  fs::rename(beside, to);
  return {};
}

}  // namespace doorstep::files
