// Server: sockets, threads and deadlines around an Edge.
//
// A few network threads, each with connections of its own; one of them accepts. Quick handlers run there, all others
// on a pool. Requests of one connection are answered one after the other, in order. Numbers in Settings are what is
// allowed; whoever takes longer or sends more is answered with a problem and the connection is closed.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <doorstep/base/result.h>

namespace doorstep::http {

class Edge;

class Server {
 public:
  struct Settings {
    std::string address = "127.0.0.1";
    uint16_t port = 8080;  // 0: any free one
    int network_threads = 2;
    int pool_threads = 4;
    size_t most_waiting = 1024;  // requests for the pool; more are answered 503
    size_t most_sign_ins =
        200;  // that wait for their turn, some seconds: one at a time is hashed, and gives way to the rest
    int together_threads = 64;
    size_t most_together = 16384;  // that wait for one of these threads
    int abroad_threads = 8;
    size_t most_abroad = 200;  // that wait for one of these threads
    size_t most_connections = 16384;
    std::chrono::milliseconds head_time{10'000};     // from the first byte to the end of the head
    std::chrono::milliseconds body_idle{30'000};     // between two parts of a body
    std::chrono::milliseconds handler_time{30'000};  // of one handler
    std::chrono::milliseconds keep_alive{75'000};    // between two requests
    std::chrono::milliseconds stop_time{10'000};     // for what is under way when the server stops
    std::string spool_folder = "/tmp";               // uploads on their way to their handlers
    // A reply of status 101 is not sent: its socket goes to whoever answers it, with the reply's body, which tells what
    // it is for. Called on a network thread, and has to be quick; closes the socket in the end.
    std::function<void(int socket, const std::string& body)> hand_over;
    bool signals = true;  // SIGTERM and SIGINT stop it, SIGHUP opens the log anew
  };

  // Listens at once; answers begin with run(). `edge` must live longer.
  static Result<std::unique_ptr<Server>> open(Settings settings, Edge& edge);
  ~Server();

  uint16_t port() const;
  std::string url() const;  // "http://127.0.0.1:8080"

  // Serves until stop() or a signal: then no new connections, idle ones are closed, and those under way get stop_time.
  void run();
  void stop();  // thread safe

 private:
  struct Inside;
  explicit Server(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace doorstep::http
