#include "link.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include <doorstep/log/log.h>

namespace doorstep::media {
namespace {

constexpr auto starts_apart = std::chrono::milliseconds(250);
constexpr int tries = 100;  // of 20 ms: what it may take to come up

}  // namespace

Link::Link(Settings settings, Calls calls) : settings_(std::move(settings)), calls_(std::move(calls)) {
  if (::pipe2(wake_, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  thread_ = std::thread([this] { run(); });
}

Link::~Link() {
  if (!leaves_) send({Order::end, 0, false, "", "", {}});
  over_ = true;
  (void)!::write(wake_[1], "x", 1);
  thread_.join();
  for (const int end : wake_) ::close(end);
}

void Link::run() {
  while (!over_) {
    for (int i = 0; i < tries && !over_ && !connect(); ++i) {
      if (!settings_.program.empty()) start();
      rest(20);
    }
    if (socket_ >= 0)
      read();
    else if (!over_)
      rest(1000);
  }
  if (child_ > 0 && !leaves_) ::waitpid(child_, nullptr, 0);
}

void Link::rest(int milliseconds) {
  pollfd one{wake_[0], POLLIN, 0};
  ::poll(&one, 1, milliseconds);
}

bool Link::connect() {
  sockaddr_un at{};
  at.sun_family = AF_UNIX;
  const auto path = settings_.control.string();
  if (path.size() >= sizeof at.sun_path) return false;
  std::strcpy(at.sun_path, path.c_str());
  const int made = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) return false;
  if (::connect(made, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0) {
    ::close(made);
    return false;
  }
  const std::lock_guard hold(mutex_);
  socket_ = made;
  return true;
}

// Apart from us: in a session of its own, with none of our files, so that it outlives a server that dies.
void Link::start() {
  if (child_ > 0 && ::waitpid(child_, nullptr, WNOHANG) == 0) return;  // is still coming up, or going
  const auto now = std::chrono::steady_clock::now();
  if (now - started_ < starts_apart) return;  // it went at once: its port is taken, say
  started_ = now;
  const std::vector<std::string> words{
      settings_.program.string(),    "--folder",  settings_.folder.string(), "--control",
      settings_.control.string(),    "--address", settings_.address,         "--port",
      std::to_string(settings_.port)};
  std::vector<std::string> all = words;
  if (!settings_.log_file.empty()) all.insert(all.end(), {"--log", settings_.log_file});
  std::vector<char*> arguments;
  for (auto& one : all) arguments.push_back(one.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  pid_t child = -1;
  const int error = ::posix_spawn(&child, all[0].c_str(), &actions, &attributes, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  if (error != 0)
    return log::write(log::Level::error, "ingest cannot be started",
                      {{"program", all[0]}, {"error", std::strerror(error)}});
  if (child_ != -1) {
    const std::lock_guard hold(mutex_);
    ++state_.restarts;
  }
  child_ = child;
}

void Link::read() {
  Lines lines;
  std::vector<char> bytes(64 * 1024);
  while (!over_) {
    pollfd both[2] = {{socket_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
    if (::poll(both, 2, -1) < 0 && errno != EINTR) break;
    if (!(both[0].revents & (POLLIN | POLLHUP | POLLERR))) continue;
    const auto got = ::read(socket_, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0 || !lines.add({bytes.data(), static_cast<size_t>(got)})) break;
    while (const auto line = lines.next()) {
      const auto told = json::read_text<FromIngest>(*line);
      if (told) handle(*told);
    }
  }
  const std::lock_guard hold(mutex_);
  ::close(std::exchange(socket_, -1));
  state_.there = false;
  state_.sources.clear();
  if (!over_) log::write(log::Level::warning, "the line to ingest is lost");
}

void Link::handle(const FromIngest& told) {
  const Place place{told.lesson, told.source};
  switch (told.what) {
    case Told::hello:
    case Told::stats: {
      if (told.what == Told::hello) greeted(told);
      const std::lock_guard hold(mutex_);
      state_.there = true;
      state_.sources = told.sources;
      state_.connections = told.connections;
      state_.free = told.free;
      return;
    }
    case Told::ask:
      return answer(told);
    case Told::came:
      return calls_.came(place);
    case Told::grew:
      return calls_.grew(place);
    case Told::went: {
      {
        const std::lock_guard hold(mutex_);
        std::erase_if(state_.sources,
                      [&](const auto& one) { return one.lesson == place.lesson && one.source == place.source; });
      }
      return calls_.went(place, told.why);
    }
  }
}

// The line stands once it was said hello: a socket of a process that was just killed still takes connections.
void Link::greeted(const FromIngest& hello) {
  calls_.found();
  for (const auto& one : hello.sources) calls_.came({one.lesson, one.source});
}

void Link::answer(const FromIngest& asked) {
  ToIngest reply{Order::answer, asked.number, false, "", "", {}};
  try {
    const auto place = calls_.admit(asked.key);
    reply.yes = place.has_value();
    if (place)
      reply.lesson = place->lesson, reply.source = place->source;
    else
      reply.why = place.error().what;
  } catch (const std::exception& error) {
    log::write(log::Level::error, "a key could not be checked", {{"error", error.what()}});
    reply.why = say("服务器暂时无法确认推流码，请稍后再试", "the server cannot check the key at the moment; try again");
  }
  send(reply);
}

// A socket goes beside the first byte of its line (unix(7), SCM_RIGHTS).
bool Link::send(const ToIngest& order, int socket) {
  auto line = line_of(order);
  const std::lock_guard hold(mutex_);
  size_t sent = 0;
  while (socket_ >= 0 && sent < line.size()) {
    iovec from{line.data() + sent, line.size() - sent};
    alignas(cmsghdr) char beside[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &from;
    message.msg_iovlen = 1;
    if (socket >= 0 && sent == 0) {
      message.msg_control = beside;
      message.msg_controllen = sizeof beside;
      auto* const head = CMSG_FIRSTHDR(&message);
      head->cmsg_level = SOL_SOCKET;
      head->cmsg_type = SCM_RIGHTS;
      head->cmsg_len = CMSG_LEN(sizeof(int));
      std::memcpy(CMSG_DATA(head), &socket, sizeof socket);
    }
    const auto wrote = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    sent += static_cast<size_t>(wrote);
  }
  return socket_ >= 0;
}

bool Link::hand_over(int socket, const Place& place, const std::string& key, const std::string& remote) {
  const bool sent = send({Order::take, 0, true, place.lesson, place.source, {}, key, remote}, socket);
  ::close(socket);
  return sent;
}

Link::State Link::state() const {
  const std::lock_guard hold(mutex_);
  return state_;
}

bool Link::sends(const std::string& lesson, const std::string& source) const {
  const std::lock_guard hold(mutex_);
  return std::ranges::any_of(state_.sources,
                             [&](const auto& one) { return one.lesson == lesson && one.source == source; });
}

void Link::stop(const std::string& lesson, const std::string& source, const Words& why) {
  send({Order::stop, 0, false, lesson, source, why});
}

void Link::leave() { leaves_ = true; }

void Link::drain() { send({Order::drain, 0, false, "", "", {}}); }

}  // namespace doorstep::media
