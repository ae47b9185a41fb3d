// Connection: one socket from its first byte to its last. Lives on one network thread; only answers of the pool come
// from elsewhere, by way of that thread's queue.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include "parser.h"
#include "pool.h"
#include "server.h"

namespace doorstep::http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Clock = std::chrono::steady_clock;

class Connection;

// What the connections of all threads share.
struct Common {
  Edge& edge;
  const Server::Settings settings;
  Pool pool;
  Pool sign_ins;  // a lane of their own: however many try to sign in at once, the pool stays free
  Pool together;  // another one for short writes that come by thousands at once
  Pool abroad;    // another one for what waits for servers elsewhere
  std::atomic<size_t> connections{0};
  std::atomic<bool> stopping{false};
};

// One network thread and its connections.
struct Loop {
  explicit Loop(Common& shared) : common(shared), io(1), sweep(io.get_executor()) {}
  Common& common;
  boost::asio::io_context io;
  boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor> sweep;
  std::unordered_set<std::shared_ptr<Connection>> connections;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Socket socket, Loop& loop);

  ~Connection();

  void start();
  void check(Clock::time_point now);  // the deadline; called by the loop's sweep
  void stop();                        // closes now when idle, after the present reply otherwise

 private:
  enum class State { head, body, waiting, held, writing, draining, closed };

  void read();
  void on_read(size_t bytes);
  void advance();
  bool read_head();
  bool head_done();
  bool admitted();
  void receiving();
  bool begin_body();
  bool read_body();
  bool begin_answer();
  bool on_pool(void (Connection::*then)(), std::function<void(Exchange&)> work);
  Pool& lane();
  void identified();
  void answered();
  bool ready();
  bool hold();
  void resume();
  bool reject(int status, const char* code, Words what);
  bool respond();
  bool hand_over();
  void open_file();
  bool send_all();
  bool send_file();
  bool wait_to_write();
  bool sent();
  void drain();
  void close();
  size_t put(boost::beast::error_code& error);
  void within(std::chrono::milliseconds time) { deadline_ = Clock::now() + time; }

  Loop& loop_;
  Common& common_;
  Socket socket_;
  std::string remote_;
  State state_ = State::head;
  Clock::time_point deadline_, body_begun_;

  std::vector<char> in_;  // bytes [from_, to_) are unread
  size_t from_ = 0, to_ = 0;
  std::shared_ptr<Exchange> exchange_;
  std::optional<Parser> parser_;
  std::string request_id_;  // kept apart: a handler that takes too long still holds the exchange
  Language language_ = Language::zh;

  std::string out_;  // the head, with a small body behind it
  std::string_view rest_;
  size_t out_sent_ = 0, reply_bytes_ = 0;
  int file_ = -1;
  int64_t file_at_ = 0, file_end_ = 0;
  bool keep_alive_ = true, reading_ = false;
};

}  // namespace doorstep::http
