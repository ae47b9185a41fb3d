#include "connection.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <boost/beast/http/error.hpp>

#include <doorstep/log/log.h>

#include "problem.h"
#include "text.h"

namespace doorstep::http {
namespace {

constexpr size_t first_buffer = 4 * 1024;
constexpr size_t largest_buffer = 64 * 1024;
constexpr size_t copied_behind_head = 16 * 1024;  // bodies up to this go out in one piece with the head
constexpr uint64_t slowest_body = 1024;           // bytes a second, on average, after the first minute
constexpr uint64_t ignored_body = 64 * 1024;      // taken and thrown away where a row has no body
constexpr auto first_minute = std::chrono::seconds(60);
constexpr auto drain_time = std::chrono::milliseconds(2000);

bool would_wait() { return errno == EAGAIN || errno == EWOULDBLOCK; }

}  // namespace

Connection::Connection(Socket socket, Loop& loop)
    : loop_(loop), common_(loop.common), socket_(std::move(socket)), in_(first_buffer) {
  boost::system::error_code ignored;
  const auto peer = socket_.remote_endpoint(ignored);
  remote_ = peer.address().to_string(ignored);
  socket_.non_blocking(true, ignored);
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
}

Connection::~Connection() {
  if (file_ >= 0) ::close(file_);
}

void Connection::start() {
  within(common_.settings.head_time);
  advance();
}

void Connection::read() {
  if (reading_ || state_ == State::closed) return;
  if (from_ == to_) from_ = to_ = 0;
  if (to_ == in_.size() && from_ > 0) {
    std::copy(in_.begin() + static_cast<ptrdiff_t>(from_), in_.begin() + static_cast<ptrdiff_t>(to_), in_.begin());
    to_ -= from_;
    from_ = 0;
  }
  if (to_ == in_.size() || (state_ == State::body && in_.size() < largest_buffer))
    in_.resize(std::min(in_.size() * 4, largest_buffer));
  reading_ = true;
  socket_.async_read_some(boost::asio::buffer(in_.data() + to_, in_.size() - to_),
                          [self = shared_from_this()](const boost::system::error_code& error, size_t bytes) {
                            self->reading_ = false;
                            if (error)
                              self->close();
                            else
                              self->on_read(bytes);
                          });
}

void Connection::on_read(size_t bytes) {
  if (state_ == State::draining) return from_ = to_ = 0, read();
  to_ += bytes;
  advance();
}

void Connection::advance() {
  bool more = true;
  while (more) {
    switch (state_) {
      case State::head:
        more = read_head();
        break;
      case State::body:
        more = read_body();
        break;
      default:
        more = false;
    }
  }
}

// Gives the parser what has arrived.
size_t Connection::put(boost::beast::error_code& error) {
  const size_t used = parser_->put(boost::asio::const_buffer(in_.data() + from_, to_ - from_), error);
  from_ += used;
  return used;
}

bool Connection::read_head() {
  if (from_ == to_) {
    if (common_.stopping && !parser_) return close(), false;
    return read(), false;
  }
  if (!parser_) {
    exchange_ = std::make_shared<Exchange>();
    exchange_->begun = Clock::now();
    exchange_->call.remote = remote_;
    parser_.emplace(*exchange_);
    request_id_.clear();
    deadline_ = exchange_->begun + common_.settings.head_time;
  }
  boost::beast::error_code error;
  put(error);
  if (error == boost::beast::http::error::need_more) return read(), false;
  if (error == boost::beast::http::error::header_limit)
    return reject(431, "head-too-large", say("请求头超过 16 KB", "the head of the request is over 16 KB"));
  if (error)
    return reject(400, "request-malformed",
                  say("不是有效的 HTTP 请求（{}）", "not a valid HTTP request ({})", error.message()));
  return parser_->is_header_done() ? head_done() : (read(), false);
}

bool Connection::head_done() {
  auto& exchange = *exchange_;
  const bool answered = common_.edge.open(exchange, parser_->method(), parser_->target());
  request_id_ = exchange.call.actor.request_id;
  language_ = exchange.call.language;
  if (const auto* objection = parser_->objection())
    return reject(400, "request-malformed",
                  say("不支持的 HTTP 请求（{}）", "this HTTP request is not supported ({})", objection));
  if (answered) return common_.edge.finish(exchange), respond();
  const auto& route = *exchange.route;
  const uint64_t limit = route.has_body || route.upload || route.receive
                             ? route.body_limit
                             : std::min<uint64_t>(route.body_limit, ignored_body);
  if (const auto length = parser_->content_length(); length && *length > limit)
    return reject(413, "body-too-large", say("内容超过 {} 字节", "the body is over {} bytes", limit));
  parser_->body_limit(limit);
  if (common_.edge.recall(exchange)) return admitted();
  return on_pool(&Connection::identified, [edge = &common_.edge](Exchange& asked) { edge->identify(asked); });
}

void Connection::identified() {
  if (admitted()) advance();
}

bool Connection::admitted() {
  auto& exchange = *exchange_;
  if (common_.edge.admit(exchange)) return common_.edge.finish(exchange), respond();
  const bool whole = parser_->is_done();  // there is no body
  if (!whole && exchange.route->receive)
    return on_pool(&Connection::receiving, [edge = &common_.edge](Exchange& asked) { edge->receive(asked); });
  if (exchange.route->upload) {
    if (auto made = parser_->spool_into(common_.settings.spool_folder); !made) {
      log::write(log::Level::error, "upload cannot be spooled", {{"error", made.error().what.en}});
      return reject(503, "spool-failed", made.error().what);
    }
  }
  return whole ? begin_answer() : begin_body();
}

void Connection::receiving() {
  if (exchange_->refused) common_.edge.finish(*exchange_);
  if (exchange_->refused ? respond() : begin_body()) advance();
}

bool Connection::begin_body() {
  if (exchange_->call.header("expect") == "100-continue") {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (::send(socket_.native_handle(), go_on.data(), go_on.size(), MSG_NOSIGNAL) < 0) return close(), false;
  }
  parser_->eager(true);
  body_begun_ = Clock::now();
  within(common_.settings.body_idle);
  state_ = State::body;
  return true;
}

bool Connection::read_body() {
  if (from_ == to_) return read(), false;
  boost::beast::error_code error;
  const size_t used = put(error);
  const bool unwanted = error && exchange_->call.sink && error.category() == boost::system::system_category();
  if (parser_->is_done() || unwanted) return begin_answer();
  if (error == boost::beast::http::error::body_limit)
    return reject(413, "body-too-large", say("内容超过上限", "the body is larger than allowed here"));
  if (error && error.category() == boost::system::system_category()) {
    log::write(log::Level::error, "upload cannot be spooled", {{"error", error.message()}});
    return reject(503, "spool-failed", say("无法保存上传的文件", "the upload cannot be kept"));
  }
  if (error && error != boost::beast::http::error::need_more)
    return reject(400, "request-malformed",
                  say("请求内容的格式有误（{}）", "the body is malformed ({})", error.message()));
  if (used == 0 && to_ - from_ == largest_buffer)
    return reject(400, "request-malformed", say("请求内容的格式有误", "the body is malformed"));
  const auto now = Clock::now();
  const auto earned = std::chrono::seconds(parser_->body_bytes() / slowest_body);
  deadline_ = std::min<Clock::time_point>(now + common_.settings.body_idle, body_begun_ + first_minute + earned);
  if (used == 0 || from_ == to_) return read(), false;
  return true;
}

bool Connection::begin_answer() {
  auto& edge = common_.edge;
  if (edge.runs_here(*exchange_)) {
    edge.answer(*exchange_);
    return ready();
  }
  return on_pool(&Connection::answered, [&edge](Exchange& asked) {
    edge.answer(asked);
    if (!asked.reply.wait) edge.finish(asked);
  });
}

void Connection::answered() {
  if (exchange_->reply.wait ? hold() : respond()) advance();
}

bool Connection::ready() {
  if (exchange_->reply.wait) return hold();
  common_.edge.finish(*exchange_);
  return respond();
}

// The handler's answer is not there yet: it runs again when somebody says so, or when the time is over.
bool Connection::hold() {
  const auto wait = std::move(exchange_->reply.wait);
  state_ = State::held;
  within(exchange_->reply.wait_most);
  exchange_->reply = {};
  if (exchange_->call.waited) {
    Edge::fail(*exchange_, 503, "nothing-yet", say("还没有内容，请稍后再试", "there is nothing yet; try again"));
    return ready();
  }
  wait([waiting = weak_from_this(), asked = std::weak_ptr(exchange_)] {
    const auto self = waiting.lock();
    if (!self) return;
    boost::asio::post(self->loop_.io, [self, asked] {
      if (self->state_ == State::held && self->exchange_ == asked.lock()) self->resume();
    });
  });
  return false;
}

void Connection::resume() {
  exchange_->begun = Clock::now();  // waiting is no slowness
  if (begin_answer()) advance();
}

Pool& Connection::lane() {
  const auto* route = exchange_->route;
  if (!route) return common_.pool;
  if (route->run == Run::together) return common_.together;
  if (route->run == Run::abroad) return common_.abroad;
  return route->sign_in ? common_.sign_ins : common_.pool;
}

// Does `work` on a pool and goes on with `then` here, unless the deadline came first.
bool Connection::on_pool(void (Connection::*then)(), std::function<void(Exchange&)> work) {
  state_ = State::waiting;
  within(common_.settings.handler_time);
  const bool taken = lane().add([self = shared_from_this(), exchange = exchange_, then, work = std::move(work)] {
    bool lost = false;
    try {
      work(*exchange);
    } catch (const std::exception& error) {
      log::write(log::Level::error, "request failed", {{"request_id", self->request_id_}, {"error", error.what()}});
      lost = true;
    }
    boost::asio::post(self->loop_.io, [self, exchange, then, lost] {
      if (self->exchange_ != exchange || self->state_ != State::waiting) return;
      if (!lost) return ((*self).*then)();
      if (self->reject(500, "internal", say("服务器出错，请稍后再试", "the server failed; try again later")))
        self->advance();
    });
  });
  if (taken) return false;
  return reject(503, "too-busy", say("服务器繁忙，请稍后再试", "the server is busy; try again in a moment"));
}

// Answers with a problem, and closes: what else the client had to say is not known or not wanted.
bool Connection::reject(int status, const char* code, Words what) {
  const auto asked = std::exchange(exchange_, std::make_shared<Exchange>());
  exchange_->begun = asked->begun;
  exchange_->route = asked->route;
  exchange_->head = asked->head;
  auto& call = exchange_->call;
  call.remote = remote_;
  call.method = asked->call.method;
  call.language = language_;
  call.actor.request_id = request_id_.empty() ? new_request_id() : request_id_;
  Edge::fail(*exchange_, status, code, std::move(what));
  common_.edge.finish(*exchange_);
  keep_alive_ = false;
  return respond();
}

// Writes exchange_->reply. True when all of it is out and the next request may be looked at.
bool Connection::respond() {
  if (exchange_->reply.status == 101) return hand_over();
  state_ = State::writing;
  within(common_.settings.body_idle);
  auto& exchange = *exchange_;
  if (!exchange.reply.file.empty()) open_file();
  keep_alive_ = keep_alive_ && parser_ && parser_->is_done() && parser_->keep_alive() && !common_.stopping;
  const size_t length = file_ >= 0 ? static_cast<size_t>(file_end_ - file_at_) : exchange.body.size();
  out_.clear();
  out_sent_ = 0;
  rest_ = {};
  write_head(exchange, length, keep_alive_, out_);
  if (exchange.head && file_ >= 0) ::close(std::exchange(file_, -1));
  if (!exchange.head && file_ < 0) {
    if (exchange.body.size() <= copied_behind_head)
      out_ += exchange.body;
    else
      rest_ = exchange.body;
  }
  reply_bytes_ = out_.size() + rest_.size() + (file_ >= 0 ? length : 0);
  return send_all();
}

void Connection::open_file() {
  auto& reply = exchange_->reply;
  file_ = ::open(reply.file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (file_ >= 0 && (::fstat(file_, &about) != 0 || !S_ISREG(about.st_mode))) ::close(std::exchange(file_, -1));
  if (reply.remove_file) ::unlink(reply.file.c_str());
  file_at_ = reply.file_from;
  file_end_ = reply.file_length < 0 ? about.st_size : reply.file_from + reply.file_length;
  if (file_ >= 0) {
    if (reply.status == 304) ::close(std::exchange(file_, -1));
    return;
  }
  log::write(log::Level::error, "file to send is missing", {{"request_id", request_id_}, {"file", reply.file}});
  Edge::fail(*exchange_, 500, "internal", say("服务器出错，请稍后再试", "the server failed; try again later"));
  exchange_->body = exchange_->reply.body;
}

bool Connection::send_all() {
  while (out_sent_ < out_.size() + rest_.size()) {
    const size_t of_rest = out_sent_ > out_.size() ? out_sent_ - out_.size() : 0;
    const size_t of_head = std::min(out_sent_, out_.size());
    iovec parts[2] = {{out_.data() + of_head, out_.size() - of_head},
                      {const_cast<char*>(rest_.data()) + of_rest, rest_.size() - of_rest}};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = rest_.empty() ? 1 : 2;
    const auto wrote = ::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL | (file_ >= 0 ? MSG_MORE : 0));
    if (wrote >= 0)
      out_sent_ += static_cast<size_t>(wrote);
    else if (would_wait())
      return wait_to_write();
    else if (errno != EINTR)
      return close(), false;
  }
  return file_ >= 0 ? send_file() : sent();
}

bool Connection::send_file() {
  while (file_at_ < file_end_) {
    const auto wrote = ::sendfile(socket_.native_handle(), file_, &file_at_, static_cast<size_t>(file_end_ - file_at_));
    if (wrote == 0) return close(), false;  // the file became shorter: the promise of its length cannot be kept
    if (wrote < 0 && would_wait()) return wait_to_write();
    if (wrote < 0 && errno != EINTR) return close(), false;
  }
  ::close(std::exchange(file_, -1));
  return sent();
}

bool Connection::wait_to_write() {
  within(common_.settings.body_idle);
  socket_.async_wait(Socket::wait_write, [self = shared_from_this()](const boost::system::error_code& error) {
    if (self->state_ != State::writing) return;
    if (error) return self->close();
    if (self->send_all()) self->advance();
  });
  return false;
}

bool Connection::sent() {
  common_.edge.done(*exchange_, reply_bytes_);
  const bool all_read = parser_ && parser_->is_done();
  parser_.reset();
  exchange_.reset();
  rest_ = {};
  if (!keep_alive_) return all_read ? close() : drain(), false;
  state_ = State::head;
  within(common_.settings.keep_alive);
  return true;
}

// The client may still be sending; closing at once would destroy the answer on its way.
void Connection::drain() {
  state_ = State::draining;
  within(drain_time);
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  from_ = to_ = 0;
  read();
}

void Connection::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  if (file_ >= 0) ::close(std::exchange(file_, -1));
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_both, ignored);
  socket_.close(ignored);
  --common_.connections;
  loop_.connections.erase(shared_from_this());
}

void Connection::check(Clock::time_point now) {
  if (now < deadline_) return;
  const auto self = shared_from_this();
  switch (state_) {
    case State::head:
      if (!parser_) return close();
      reject(408, "request-too-slow", say("请求头未及时到达", "the head of the request did not arrive in time"));
      return;
    case State::body:
      reject(408, "request-too-slow", say("请求内容未及时到达", "the body of the request did not arrive in time"));
      return;
    case State::waiting:
      log::write(log::Level::error, "handler too slow", {{"request_id", request_id_}});
      reject(503, "handler-too-slow", say("处理超时，请稍后再试", "this took too long; try again later"));
      return;
    case State::held:
      exchange_->call.waited = true;
      return resume();
    default:
      close();
  }
}

void Connection::stop() {
  if (state_ == State::head && !parser_) return close();
  deadline_ = std::min(deadline_, Clock::now() + common_.settings.stop_time);
}

}  // namespace doorstep::http
