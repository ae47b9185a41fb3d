#include "rtmp_publisher.h"

#include <boost/asio/write.hpp>

namespace doorstep::media {
namespace {

// The key is the name of the stream; some recorders have one field only, and send it as the end of the application.
std::string key_of(const std::string& app, const std::string& stream) {
  auto key = stream.empty() ? app.substr(app.rfind('/') + 1) : stream;
  key.resize(std::min(key.find('?'), key.size()));
  return key.substr(0, 128);
}

}  // namespace

RtmpPublisher::RtmpPublisher(IngestSocket socket, Desk& desk, std::string random)
    : Publisher(desk), socket_(std::move(socket)), rtmp_(*this, std::move(random)) {
  boost::system::error_code ignored;
  remote_ = socket_.remote_endpoint(ignored).address().to_string(ignored);
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
}

void RtmpPublisher::start() { read(); }

void RtmpPublisher::read() {
  if (reading_ || closed_ || (!ending_ && rtmp_.waiting())) return;
  reading_ = true;
  socket_.async_read_some(boost::asio::buffer(in_),
                          [self = self()](const boost::system::error_code& error, size_t bytes) {
                            self->reading_ = false;
                            if (error)
                              self->close(self->why_);
                            else
                              self->handle(bytes);
                          });
}

void RtmpPublisher::handle(size_t bytes) {
  if (closed_) return;
  if (ending_) return read();  // what it still sends is thrown away, so that it can read why
  heard_now();
  if (!rtmp_.take({in_.data(), bytes}) && !ending_) {
    end(say("推流协议有误：{}", "the stream breaks the protocol: {}", rtmp_.trouble()));
  }
  write();
  read();
}

void RtmpPublisher::publish(const std::string& app, const std::string& stream) {
  key_ = key_of(app, stream);
  desk_.asks(shared_from_this());
}

void RtmpPublisher::accepted() {
  rtmp_.accept();
  write();
  read();
}

void RtmpPublisher::refused(const Words& why) {
  if (rtmp_.waiting())
    rtmp_.reject(why.en);
  else
    rtmp_.tell("NetStream.Publish.Failed", why.en, true);
  write();
  read();
}

void RtmpPublisher::check(const Result<void>& kept) {
  if (!kept) refuse(kept.error().what);
}
void RtmpPublisher::audio(uint32_t milliseconds, std::string_view body) {
  if (intake_ && !ending_) check(intake_->audio(milliseconds, body));
}
void RtmpPublisher::video(uint32_t milliseconds, std::string_view body) {
  if (intake_ && !ending_) check(intake_->video(milliseconds, body));
}
void RtmpPublisher::metadata(const Amf& values) {
  if (intake_) intake_->metadata(values);
}
void RtmpPublisher::unpublish() { end({}); }

void RtmpPublisher::write() {
  if (writing_ || closed_) return;
  if (rtmp_.out().empty()) return after_write();
  sending_ = std::exchange(rtmp_.out(), {});
  writing_ = true;
  boost::asio::async_write(socket_, boost::asio::buffer(sending_),
                           [self = self()](const boost::system::error_code& error, size_t) {
                             self->writing_ = false;
                             if (error) return self->close(self->why_);
                             self->write();
                           });
}

void RtmpPublisher::after_write() {
  if (!ending_) return;
  if (why_.en.empty()) return close({});
  boost::system::error_code ignored;
  socket_.shutdown(IngestSocket::shutdown_send, ignored);
}

void RtmpPublisher::hang_up() {
  boost::system::error_code ignored;
  socket_.shutdown(IngestSocket::shutdown_both, ignored);
  socket_.close(ignored);
}

}  // namespace doorstep::media
