#include "log.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

#include <doorstep/base/date.h>
#include <doorstep/base/json.h>

namespace doorstep::log {
namespace {

constexpr size_t most_waiting = 8 << 20;  // bytes; when the disk cannot keep up, lines are counted instead of kept
constexpr auto patience = std::chrono::milliseconds(100);

std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "?";
}

void write_all(int to, std::string_view text) {
  while (!text.empty()) {
    const auto wrote = ::write(to, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return;  // nowhere is left to say so
    text.remove_prefix(static_cast<size_t>(wrote));
  }
}

class Writer {
 public:
  ~Writer() {
    {
      const std::lock_guard hold(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
    flush();
    if (to_ != STDERR_FILENO) ::close(to_);
  }

  void add(std::string_view line) {
    const std::lock_guard hold(mutex_);
    if (waiting_.size() + line.size() > most_waiting) {
      ++lost_;
      return;
    }
    if (!thread_.joinable() && !stop_) thread_ = std::thread([this] { run(); });
    const bool first = waiting_.empty();
    waiting_ += line;
    if (first) wake_.notify_one();
  }

  void flush() {
    const std::lock_guard one_at_a_time(writing_);
    std::string now;
    {
      const std::lock_guard hold(mutex_);
      now.swap(waiting_);
      if (lost_ > 0) {
        now += fmt::format(R"({{"at":"{}","level":"warning","what":"log lines lost","lines":{}}})"
                           "\n",
                           now_utc(), lost_);
        lost_ = 0;
      }
    }
    write_all(to_, now);
  }

  Result<void> into(const std::string& file) {
    const std::lock_guard one_at_a_time(writing_);
    const int opened =
        file.empty() ? STDERR_FILENO : ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    if (opened < 0)
      return refuse(Fault::invalid, "log-file",
                    say("无法打开日志文件 {}：{}", "cannot open the log file {}: {}", file, std::strerror(errno)));
    if (to_ != STDERR_FILENO) ::close(to_);
    to_ = opened;
    file_ = file;
    return {};
  }

  std::string file() {
    const std::lock_guard one_at_a_time(writing_);
    return file_;
  }

 private:
  void run() {
    std::unique_lock hold(mutex_);
    while (!stop_) {
      wake_.wait(hold, [&] { return stop_ || !waiting_.empty(); });
      if (!stop_) wake_.wait_for(hold, patience, [&] { return stop_; });
      hold.unlock();
      flush();
      hold.lock();
    }
  }

  std::mutex writing_;  // taken before mutex_
  int to_ = STDERR_FILENO;
  std::string file_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string waiting_;
  int64_t lost_ = 0;
  bool stop_ = false;
  std::thread thread_;
};

Writer& writer() {
  static Writer one;
  return one;
}

std::atomic<Level> threshold{Level::info};

}  // namespace

void Field::append_to(std::string& line) const {
  json::write_string(line, name_);
  line += ':';
  switch (kind_) {
    case Kind::text:
      json::write_string(line, text_);
      break;
    case Kind::whole:
      json::write(line, whole_);
      break;
    case Kind::real:
      json::write(line, number_);
      break;
  }
}

void write(Level level, std::string_view what, std::initializer_list<Field> fields) {
  if (level < threshold.load(std::memory_order_relaxed)) return;
  std::string line = R"({"at":")" + now_utc() + R"(","level":")";
  line.append(name_of(level)).append(R"(","what":)");
  json::write_string(line, what);
  for (const auto& field : fields) {
    line += ',';
    field.append_to(line);
  }
  line += "}\n";
  writer().add(line);
  if (level == Level::error) writer().flush();
}

void at_least(Level level) { threshold = level; }
Result<void> into(const std::string& file) {
  writer().flush();
  return writer().into(file);
}
void reopen() {
  if (const auto file = writer().file(); !file.empty())
    if (auto opened = into(file); !opened) write(Level::error, opened.error().what.en);
}
void flush() { writer().flush(); }

}  // namespace doorstep::log
