#include "web_publisher.h"

#include <boost/asio/buffer.hpp>

#include <doorstep/base/json.h>

#include "control.h"

namespace doorstep::media {
namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;

constexpr auto handshake_time = std::chrono::seconds(10);
constexpr auto quiet_time = std::chrono::seconds(10);  // half of it without a byte: a ping; all of it: it is gone
constexpr int64_t told_every = 1'000'000;              // microseconds of media
constexpr uint16_t may_return = 4000, let_go = 4001;

struct Accepted {
  std::string what = "accepted";
};
BOOST_DESCRIBE_STRUCT(Accepted, (), (what))
struct Kept {
  std::string what = "kept";
  double seconds = 0;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (what, seconds))
struct Refused {
  std::string what = "refused";
  Words why;
};
BOOST_DESCRIBE_STRUCT(Refused, (), (what, why))

template <class Message>
std::string text_of(const Message& message) {
  std::string out;
  json::write(out, message);
  return out;
}

}  // namespace

WebPublisher::WebPublisher(IngestSocket socket, Desk& desk, std::string remote, Wish wish)
    : Publisher(desk), stream_(std::move(socket)), matroska_(*this) {
  remote_ = std::move(remote);
  lesson_ = std::move(wish.lesson);
  source_ = std::move(wish.source);
  using beast::http::field;
  request_.method(beast::http::verb::get);
  request_.target("/");
  request_.version(11);
  request_.set(field::host, "doorstep");
  request_.set(field::connection, "Upgrade");
  request_.set(field::upgrade, "websocket");
  request_.set(field::sec_websocket_version, "13");
  request_.set(field::sec_websocket_key, wish.key);
}

void WebPublisher::start() {
  boost::system::error_code ignored;
  stream_.next_layer().set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  stream_.set_option(websocket::stream_base::timeout{handshake_time, quiet_time, true});
  stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& reply) {
    reply.set(beast::http::field::sec_websocket_protocol, browser_protocol);
  }));
  stream_.control_callback([this](websocket::frame_type, beast::string_view) { heard_now(); });
  stream_.read_message_max(message_most);
  stream_.text(true);
  stream_.async_accept(request_, [self = self()](const boost::system::error_code& error) {
    if (error) return self->close({});
    self->desk_.comes(self);
  });
}

void WebPublisher::accepted() {
  tell(text_of(Accepted{}));
  read();
}

void WebPublisher::read() {
  if (closed_) return;
  stream_.async_read_some(boost::asio::buffer(in_),
                          [self = self()](const boost::system::error_code& error, size_t bytes) {
                            if (error)
                              self->close(self->why_);
                            else
                              self->handle(bytes);
                          });
}

void WebPublisher::handle(size_t bytes) {
  if (closed_) return;
  heard_now();
  if (!ending_ && stream_.got_binary()) {
    const auto taken = matroska_.take({in_.data(), bytes});
    if (!taken) refuse(taken.error().what);
  }
  read();
}

Result<void> WebPublisher::announced(Track track) { return intake_->announced(std::move(track)); }

Result<void> WebPublisher::frame(const Frame& frame) {
  if (!first_) first_ = frame.dts;
  last_ = frame.dts;
  return intake_->frame(frame);
}

// Called when a part was kept: what it has up to now is on disk but for half a second.
void WebPublisher::grew() {
  if (!first_ || !last_ || texts_.size() >= texts_most || (told_ && *last_ - *told_ < told_every && *last_ >= *told_))
    return;
  told_ = last_;
  tell(text_of(Kept{"kept", static_cast<double>(*last_ - *first_) / 1e6}));
}

void WebPublisher::refused(const Words& why) {
  let_go_ = taken_in();
  tell(text_of(Refused{"refused", why}));
  if (!let_go_) read();  // for the page's answer to the closing
}

void WebPublisher::tell(std::string text) {
  if (closed_ || leaving_) return;
  if (texts_.size() >= texts_most)
    return close(say("网页长时间不读取消息", "the page reads nothing of what it is told"));
  texts_.push_back(std::move(text));
  write();
}

void WebPublisher::write() {
  if (writing_ || closed_ || leaving_) return;
  if (texts_.empty()) return farewell();
  writing_ = true;
  stream_.async_write(boost::asio::buffer(texts_.front()),
                      [self = self()](const boost::system::error_code& error, size_t) {
                        self->writing_ = false;
                        if (error) return self->close(self->why_);
                        self->texts_.pop_front();
                        self->write();
                      });
}

// When all is told to who is let go.
void WebPublisher::farewell() {
  if (!ending_) return;
  leaving_ = true;
  websocket::close_reason reason{static_cast<websocket::close_code>(let_go_ ? let_go : may_return)};
  stream_.async_close(reason, [self = self()](const boost::system::error_code&) { self->close(self->why_); });
}

void WebPublisher::hang_up() {
  boost::system::error_code ignored;
  stream_.next_layer().shutdown(IngestSocket::shutdown_both, ignored);
  stream_.next_layer().close(ignored);
}

}  // namespace doorstep::media
