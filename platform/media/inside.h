// Inside: what makes up an ingest; its publishers are in ingest.cpp, the line to the server in line.cpp.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <random>
#include <thread>

#include "control.h"
#include "ingest.h"
#include "publisher.h"

namespace doorstep::media {

class Ingest::Inside : public Desk {
 public:
  explicit Inside(Settings given) : settings(std::move(given)), acceptor(io), control(io), sweeper(io), signals(io) {}
  ~Inside() override {
    {
      const std::lock_guard hold(mutex);
      over = true;
    }
    wake.notify_all();
    if (syncing.joinable()) syncing.join();
    std::error_code ignored;
    if (control.is_open()) std::filesystem::remove(settings.control, ignored);
  }

  Result<void> listen();
  void recover();
  void accept();
  void accept_server();
  void read_server();
  bool receive();
  void on_order(const ToIngest& order);
  void answered(const ToIngest& order);
  void take(const ToIngest& order);
  void lost_server();
  void tell(const FromIngest& message);
  void write_server();
  void sweep();
  void sync_always();

  void asks(const std::shared_ptr<Publisher>& publisher) override;
  void comes(const std::shared_ptr<Publisher>& publisher) override;
  void grew(Publisher& publisher) override;
  void gone(Publisher& publisher, const Words& why) override;
  std::filesystem::path folder(const std::string& lesson, const std::string& source) const override {
    return settings.folder / lesson / source;
  }

  struct Grant {
    std::string lesson, source;
  };
  void granted(const std::shared_ptr<Publisher>& publisher, const Grant& grant, bool known);
  bool disk_low() const;
  // Of what is being recorded, so that a crash is looked after there alone; each of several machines that share the
  // folder has its own.
  std::filesystem::path marks() const { return settings.folder / (settings.control.filename().string() + ".open"); }
  std::filesystem::path mark(const std::string& lesson, const std::string& source) const {
    return marks() / (lesson + "." + source);
  }
  std::vector<SourceStats> all_stats();

  const Settings settings;
  boost::asio::io_context io{1};
  boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type> acceptor;
  boost::asio::basic_socket_acceptor<boost::asio::local::stream_protocol, boost::asio::io_context::executor_type>
      control;
  boost::asio::basic_waitable_timer<Steady, boost::asio::wait_traits<Steady>, boost::asio::io_context::executor_type>
      sweeper;
  boost::asio::basic_signal_set<boost::asio::io_context::executor_type> signals;

  std::list<std::shared_ptr<Publisher>> publishers;                                // in the order of their coming
  std::map<std::pair<std::string, std::string>, std::shared_ptr<Publisher>> live;  // by lesson and source
  std::map<std::string, Grant> known;                                              // by the digest of the key
  std::map<int64_t, std::weak_ptr<Publisher>> questions;
  int64_t next_question = 1;
  bool draining = false;

  using Server =
      boost::asio::basic_stream_socket<boost::asio::local::stream_protocol, boost::asio::io_context::executor_type>;
  std::shared_ptr<Server> server;
  Lines lines;
  std::deque<int> handed;  // sockets that came with orders which are not read yet
  std::string unsent, sending;
  bool writing = false;
  Steady::time_point alone_since = Steady::now();

  std::mutex mutex;  // of what follows, shared with the thread that syncs
  std::condition_variable wake;
  std::vector<std::shared_ptr<Intake>> kept;
  bool over = false;
  std::thread syncing;
  std::mt19937_64 random{std::random_device{}()};
};

}  // namespace doorstep::media
