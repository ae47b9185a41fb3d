#include "server.h"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include <doorstep/log/log.h>

#include "connection.h"

namespace doorstep::http {
namespace {
namespace asio = boost::asio;
using tcp = asio::ip::tcp;
constexpr auto sweep_every = std::chrono::milliseconds(250);
}  // namespace

struct Server::Inside {
  Inside(Settings given, Edge& edge)
      : common{edge,
               given,
               Pool(given.pool_threads, given.most_waiting),
               Pool(1, given.most_sign_ins, Pool::Manners::polite),
               Pool(given.together_threads, given.most_together),
               Pool(given.abroad_threads, given.most_abroad),
               {},
               {}},
        settings(std::move(given)) {
    for (int i = 0; i < std::max(1, settings.network_threads); ++i) loops.push_back(std::make_unique<Loop>(common));
    acceptor.emplace(loops[0]->io);
    retry.emplace(loops[0]->io.get_executor());
    signals.emplace(loops[0]->io.get_executor());
  }

  // Jobs of the pool hold connections, which hold their loop.
  ~Inside() {
    common.pool.stop();
    common.sign_ins.stop();
    common.together.stop();
    common.abroad.stop();
  }

  void listen(const tcp::endpoint& at, boost::system::error_code& error) {
    acceptor->open(at.protocol(), error);
    if (!error) acceptor->set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor->bind(at, error);
    if (!error) acceptor->listen(1024, error);
  }

  void accept() {
    auto& loop = *loops[next = (next + 1) % loops.size()];
    acceptor->async_accept(loop.io, [this, &loop](const boost::system::error_code& error, Socket socket) {
      if (error == asio::error::operation_aborted || common.stopping) return;
      if (error) return accept_later(error);
      if (common.connections >= settings.most_connections) {
        boost::system::error_code ignored;
        socket.close(ignored);
      } else {
        ++common.connections;
        asio::post(loop.io, [&loop, socket = std::move(socket)]() mutable {
          const auto made = std::make_shared<Connection>(std::move(socket), loop);
          loop.connections.insert(made);
          made->start();
        });
      }
      accept();
    });
  }

  // Out of descriptors, most likely: others will be closed soon.
  void accept_later(const boost::system::error_code& why) {
    log::write(log::Level::warning, "cannot accept a connection", {{"error", why.message()}});
    retry->expires_after(std::chrono::milliseconds(100));
    retry->async_wait([this](const boost::system::error_code& error) {
      if (!error) accept();
    });
  }

  void await_signals() {
    for (const int one : {SIGTERM, SIGINT, SIGHUP}) signals->add(one);
    signals->async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) return;
      if (signal == SIGHUP) {
        log::reopen();
        return await_signals();
      }
      log::write(log::Level::info, "stopping", {{"signal", signal}});
      stop();
    });
  }

  void stop() {
    if (common.stopping.exchange(true)) return;
    asio::post(loops[0]->io, [this] {
      boost::system::error_code ignored;
      acceptor->close(ignored);
      signals->cancel(ignored);
      retry->cancel();
    });
    for (auto& loop : loops)
      asio::post(loop->io, [&loop = *loop] {
        for (const auto& connection : std::vector(loop.connections.begin(), loop.connections.end())) connection->stop();
        loop.sweep.cancel();  // looks again at once
      });
  }

  // Looks after deadlines, and lets the thread end when the last connection is gone.
  void sweep(Loop& loop) {
    loop.sweep.expires_after(common.stopping ? std::chrono::milliseconds(10) : sweep_every);
    loop.sweep.async_wait([this, &loop](const boost::system::error_code&) {
      const auto now = Clock::now();
      for (const auto& connection : std::vector(loop.connections.begin(), loop.connections.end()))
        connection->check(now);
      if (common.stopping && common.connections == 0) return loop.io.stop();
      sweep(loop);
    });
  }

  Common common;
  const Settings settings;
  std::vector<std::unique_ptr<Loop>> loops;
  std::optional<asio::basic_socket_acceptor<tcp, Executor>> acceptor;
  std::optional<asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>> retry;
  std::optional<asio::basic_signal_set<Executor>> signals;
  size_t next = 0;
};

namespace {

// Every connection is an open file; what a process may have by itself is often 1,024.
void allow_connections(size_t most) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const auto wanted = std::min<rlim_t>(limit.rlim_max, most + 1024);  // beside them the database's and the log's
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::open(Settings settings, Edge& edge) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(settings.address, error);
  if (error)
    return refuse(Fault::invalid, "listen-address",
                  say("{} 不是 IP 地址", "{} is not an IP address", settings.address));
  std::error_code folder_error;
  std::filesystem::create_directories(settings.spool_folder, folder_error);
  const tcp::endpoint at(address, settings.port);
  allow_connections(settings.most_connections);
  auto inside = std::make_unique<Inside>(std::move(settings), edge);
  inside->listen(at, error);
  if (error)
    return refuse(Fault::conflict, "listen-failed",
                  say("无法在 {}:{} 上监听：{}", "cannot listen at {}:{}: {}", at.address().to_string(), at.port(),
                      error.message()));
  return std::unique_ptr<Server>(new Server(std::move(inside)));
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::~Server() = default;

uint16_t Server::port() const { return inside_->acceptor->local_endpoint().port(); }

std::string Server::url() const {
  const auto at = inside_->acceptor->local_endpoint();
  const auto address = at.address().to_string();
  return fmt::format("http://{}:{}", at.address().is_v6() ? "[" + address + "]" : address, at.port());
}

void Server::stop() { inside_->stop(); }

void Server::run() {
  std::signal(SIGPIPE, SIG_IGN);
  if (inside_->settings.signals) inside_->await_signals();
  inside_->accept();
  std::vector<std::thread> threads;
  for (auto& loop : inside_->loops) inside_->sweep(*loop);
  for (size_t i = 1; i < inside_->loops.size(); ++i)
    threads.emplace_back([&loop = *inside_->loops[i]] { loop.io.run(); });
  inside_->loops[0]->io.run();
  for (auto& thread : threads) thread.join();
}

}  // namespace doorstep::http
