#include "publisher.h"

#include <boost/asio/write.hpp>

namespace doorstep::media {
namespace {

int64_t microseconds(auto since_epoch) {
  return std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count();
}

// The key is the name of the stream; some recorders have one field only, and send it as the end of the application.
std::string key_of(const std::string& app, const std::string& stream) {
  auto key = stream.empty() ? app.substr(app.rfind('/') + 1) : stream;
  key.resize(std::min(key.find('?'), key.size()));
  return key.substr(0, 128);
}

}  // namespace

Publisher::Publisher(IngestSocket socket, Desk& desk, std::string random)
    : socket_(std::move(socket)), desk_(desk), rtmp_(*this, std::move(random)) {
  boost::system::error_code ignored;
  remote_ = socket_.remote_endpoint(ignored).address().to_string(ignored);
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
}

void Publisher::start() { read(); }

void Publisher::read() {
  if (reading_ || closed_ || (!ending_ && rtmp_.waiting())) return;
  reading_ = true;
  socket_.async_read_some(boost::asio::buffer(in_),
                          [self = shared_from_this()](const boost::system::error_code& error, size_t bytes) {
                            self->reading_ = false;
                            if (error)
                              self->close(self->why_);
                            else
                              self->handle(bytes);
                          });
}

void Publisher::handle(size_t bytes) {
  if (closed_) return;
  if (ending_) return read();  // what it still sends is thrown away, so that it can read why
  heard_ = Steady::now();
  if (!rtmp_.take({in_.data(), bytes}) && !ending_) {
    end(say("推流协议有误：{}", "the stream breaks the protocol: {}", rtmp_.trouble()));
  }
  write();
  read();
}

void Publisher::publish(const std::string& app, const std::string& stream) {
  key_ = key_of(app, stream);
  desk_.asks(shared_from_this());
}

void Publisher::accept(const std::string& lesson, const std::string& source) {
  if (closed_ || ending_) return;
  lesson_ = lesson;
  source_ = source;
  intake_ = std::make_shared<Intake>(
      desk_.folder(lesson, source),
      Intake::Clocks{[] { return microseconds(std::chrono::system_clock::now().time_since_epoch()); },
                     [] { return microseconds(Steady::now().time_since_epoch()); }},
      [this] { desk_.grew(*this); });
  rtmp_.accept();
  write();
  read();
}

void Publisher::refuse(const Words& why) {
  if (closed_ || ending_) return;
  end(why);
  if (rtmp_.waiting())
    rtmp_.reject(why.en);
  else
    rtmp_.tell("NetStream.Publish.Failed", why.en, true);
  write();
  read();
}

void Publisher::end(const Words& why) {
  ending_ = true;
  why_ = why;
  heard_ = Steady::now();
}

void Publisher::check(const Result<void>& kept) {
  if (!kept) refuse(kept.error().what);
}
void Publisher::audio(uint32_t milliseconds, std::string_view body) {
  if (intake_ && !ending_) check(intake_->audio(milliseconds, body));
}
void Publisher::video(uint32_t milliseconds, std::string_view body) {
  if (intake_ && !ending_) check(intake_->video(milliseconds, body));
}
void Publisher::metadata(const Amf& values) {
  if (intake_) intake_->metadata(values);
}
void Publisher::unpublish() { end({}); }

void Publisher::write() {
  if (writing_ || closed_) return;
  if (rtmp_.out().empty()) return after_write();
  sending_ = std::exchange(rtmp_.out(), {});
  writing_ = true;
  boost::asio::async_write(socket_, boost::asio::buffer(sending_),
                           [self = shared_from_this()](const boost::system::error_code& error, size_t) {
                             self->writing_ = false;
                             if (error) return self->close(self->why_);
                             self->write();
                           });
}

void Publisher::after_write() {
  if (!ending_) return;
  if (why_.en.empty()) return close({});
  boost::system::error_code ignored;
  socket_.shutdown(IngestSocket::shutdown_send, ignored);
}

void Publisher::close(const Words& why) {
  if (closed_) return;
  closed_ = true;
  boost::system::error_code ignored;
  socket_.shutdown(IngestSocket::shutdown_both, ignored);
  socket_.close(ignored);
  if (intake_) intake_->finish();
  desk_.gone(*this, why);
}

}  // namespace doorstep::media
