// Link: the server's end of the line to ingest: starts it, asks and answers, and finds it again when either of them
// was gone. A thread of its own; what it calls has to be quick.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <doorstep/media/control.h>

namespace doorstep::media {

class Link {
 public:
  struct Settings {
    std::filesystem::path program;  // of doorstep-ingest; empty: it is started by somebody else
    std::filesystem::path folder;   // of recordings
    std::filesystem::path control;  // path of the local socket
    std::string address = "0.0.0.0";
    uint16_t port = 1935;
    std::string log_file;
  };
  struct Place {
    std::string lesson, source;
  };
  struct Calls {
    std::function<Result<Place>(const std::string& key)> admit;
    std::function<void(const Place&place)> came, grew;
    std::function<void(const Place& place, const Words& why)> went;
    std::function<void()> found;  // the line is there, for the first time or again
  };
  // What operators see of it.
  struct State {
    bool there = false;  // the line stands
    std::vector<SourceStats> sources;
    int64_t connections = 0, free = 0;
    int restarts = 0;  // how often ingest had to be started again
  };

  Link(Settings settings, Calls calls);
  ~Link();  // ends ingest when it was ours; see release()
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  State state() const;
  bool sends(const std::string& lesson, const std::string& source) const;             // is being taken in now
  void stop(const std::string& lesson, const std::string& source, const Words& why);  // `source` empty: all of them
  void drain();
  void leave();  // when this goes, ingest stays
  // Gives ingest the socket of a browser that may publish there, and closes our end of it. `key` is its
  // Sec-WebSocket-Key. False: there is no ingest.
  bool hand_over(int socket, const Place& place, const std::string& key, const std::string& remote);

 private:
  void run();
  bool connect();
  void start();
  void read();
  void handle(const FromIngest& told);
  void greeted(const FromIngest& hello);
  void answer(const FromIngest& asked);
  bool send(const ToIngest& order, int socket = -1);
  void rest(int milliseconds);

  const Settings settings_;
  const Calls calls_;
  mutable std::mutex mutex_;  // of state_ and socket_
  State state_;
  int socket_ = -1;
  int child_ = -1;
  std::chrono::steady_clock::time_point started_{};
  std::atomic<bool> over_{false}, leaves_{false};
  int wake_[2] = {-1, -1};
  std::thread thread_;
};

}  // namespace doorstep::media
