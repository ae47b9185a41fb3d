// The line to the server: its orders, the sockets that it hands over, and what it is told.
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/write.hpp>
#include <cerrno>
#include <cstring>

#include <doorstep/base/digest.h>

#include "inside.h"
#include "web_publisher.h"

namespace doorstep::media {
namespace {

namespace asio = boost::asio;

constexpr size_t control_unsent_most = 16 << 20;  // bytes; a server that reads nothing is none
constexpr size_t sockets_at_once = 16;            // of one reading

Words drained() {
  return say("这台服务器正在维护，不再接收新的课堂", "this server takes no new lessons: it is being drained");
}

}  // namespace

void Ingest::Inside::accept_server() {
  control.async_accept([this](const boost::system::error_code& error, Server socket) {
    if (error == asio::error::operation_aborted) return;
    if (!error) {  // the newest server is the one that lives
      if (server) lost_server();
      server = std::make_shared<Server>(std::move(socket));
      lines = {};
      FromIngest hello;
      hello.what = Told::hello;
      hello.sources = all_stats();
      tell(hello);
      for (const auto& [number, asking] : questions)
        if (const auto one = asking.lock()) tell({Told::ask, number, one->key(), one->remote(), "", "", {}, {}, 0, 0});
      read_server();
    }
    accept_server();
  });
}

void Ingest::Inside::read_server() {
  server->async_wait(Server::wait_read, [this, same = server](const boost::system::error_code& error) {
    if (same != server) return;
    if (error || !receive()) return lost_server();
    while (const auto line = lines.next()) {
      const auto order = json::read_text<ToIngest>(*line);
      if (!order) return lost_server();
      on_order(*order);
      if (same != server) return;
    }
    read_server();
  });
}

// What is there of the line, and the sockets that came with it. False when the line is lost.
bool Ingest::Inside::receive() {
  std::array<char, 16 * 1024> bytes;
  alignas(cmsghdr) char beside[CMSG_SPACE(sizeof(int) * sockets_at_once)];
  iovec into{bytes.data(), bytes.size()};
  msghdr message{};
  message.msg_iov = &into;
  message.msg_iovlen = 1;
  message.msg_control = beside;
  message.msg_controllen = sizeof beside;
  const auto got = ::recvmsg(server->native_handle(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  for (auto* one = CMSG_FIRSTHDR(&message); one; one = CMSG_NXTHDR(&message, one)) {
    if (one->cmsg_level != SOL_SOCKET || one->cmsg_type != SCM_RIGHTS) continue;
    const size_t count = (one->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; ++i) {
      int socket = -1;
      std::memcpy(&socket, CMSG_DATA(one) + i * sizeof(int), sizeof socket);
      handed.push_back(socket);
    }
  }
  return got > 0 && lines.add({bytes.data(), static_cast<size_t>(got)});
}

void Ingest::Inside::lost_server() {
  boost::system::error_code ignored;
  if (server) server->close(ignored);
  server.reset();
  unsent.clear();
  for (const int socket : std::exchange(handed, {})) ::close(socket);
  alone_since = Steady::now();
}

void Ingest::Inside::on_order(const ToIngest& order) {
  switch (order.what) {
    case Order::answer:
      return answered(order);
    case Order::take:
      return take(order);
    case Order::stop: {
      std::erase_if(known, [&](const auto& one) {
        return one.second.lesson == order.lesson && (order.source.empty() || one.second.source == order.source);
      });
      for (const auto& [at, publisher] : std::map(live))
        if (at.first == order.lesson && (order.source.empty() || at.second == order.source))
          publisher->refuse(order.why);
      return;
    }
    case Order::drain:
      draining = true;
      return;
    case Order::end:
      io.stop();
  }
}

void Ingest::Inside::answered(const ToIngest& order) {
  const auto found = questions.find(order.number);
  if (found == questions.end()) return;
  const auto publisher = found->second.lock();
  questions.erase(found);
  if (!publisher) return;
  const auto digest = digest_hex(publisher->key());
  if (!order.yes || !plain_name(order.lesson) || !plain_name(order.source)) {
    known.erase(digest);
    return publisher->refuse(order.why);
  }
  const bool was_known = known.contains(digest);
  if (draining && !was_known) return publisher->refuse(drained());
  known[digest] = {order.lesson, order.source};
  return granted(publisher, known[digest], was_known);
}

// A browser whose right the server has checked, with the socket that it opened there.
void Ingest::Inside::take(const ToIngest& order) {
  if (handed.empty()) return;
  const int given = handed.front();
  handed.pop_front();
  sockaddr_storage own{};
  socklen_t size = sizeof own;
  const bool known_family = ::getsockname(given, reinterpret_cast<sockaddr*>(&own), &size) == 0;
  IngestSocket socket{io};
  boost::system::error_code error;
  socket.assign(known_family && own.ss_family == AF_INET6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), given, error);
  if (error) return void(::close(given));
  if (!plain_name(order.lesson) || !plain_name(order.source) || publishers.size() >= settings.most_connections) return;
  const auto made = std::make_shared<WebPublisher>(std::move(socket), *this, order.remote,
                                                   WebPublisher::Wish{order.lesson, order.source, order.key});
  publishers.push_back(made);
  made->start();
}

void Ingest::Inside::comes(const std::shared_ptr<Publisher>& publisher) {
  if (draining) return publisher->refuse(drained());
  granted(publisher, {publisher->lesson(), publisher->source()}, false);
}

void Ingest::Inside::tell(const FromIngest& message) {
  if (!server) return;
  unsent += line_of(message);
  if (unsent.size() > control_unsent_most) return lost_server();
  write_server();
}

void Ingest::Inside::write_server() {
  if (writing || !server || unsent.empty()) return;
  writing = true;
  sending.swap(unsent);
  unsent.clear();
  asio::async_write(*server, asio::buffer(sending),
                    [this, same = server](const boost::system::error_code& error, size_t) {
                      writing = false;
                      if (error && same == server) return lost_server();
                      write_server();
                    });
}

}  // namespace doorstep::media
