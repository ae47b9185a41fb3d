// Publisher: one connection of a source, from its first byte to its last. Lives on ingest's network thread.
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "intake.h"
#include "rtmp.h"

namespace doorstep::media {

using IngestSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Steady = std::chrono::steady_clock;

class Publisher;

// What a publisher needs of the house around it.
class Desk {
 public:
  virtual ~Desk() = default;
  virtual void asks(const std::shared_ptr<Publisher>& publisher) = 0;  // its key is known now
  virtual void grew(Publisher& publisher) = 0;                         // a part was kept
  virtual void gone(Publisher& publisher, const Words& why) = 0;       // closed; `why` is empty when it went by itself
  virtual std::filesystem::path folder(const std::string& lesson, const std::string& source) const = 0;
};

class Publisher : public std::enable_shared_from_this<Publisher>, private Rtmp::Says {
 public:
  Publisher(IngestSocket socket, Desk& desk, std::string random);

  void start();
  void accept(const std::string& lesson, const std::string& source);
  void refuse(const Words& why);  // tells the source, and closes
  void close(const Words& why);
  void close() { close(why_); }

  const std::string& key() const { return key_; }
  const std::string& remote() const { return remote_; }
  const std::string& lesson() const { return lesson_; }
  const std::string& source() const { return source_; }
  bool asked() const { return !key_.empty(); }
  bool taken_in() const { return intake_ != nullptr; }
  bool ending() const { return ending_; }  // was told why, and is to go within a moment
  bool closed() const { return closed_; }
  Steady::time_point begun() const { return begun_; }
  Steady::time_point heard() const { return heard_; }
  const std::shared_ptr<Intake>& intake() const { return intake_; }

 private:
  void publish(const std::string& app, const std::string& stream) override;
  void audio(uint32_t milliseconds, std::string_view tag_body) override;
  void video(uint32_t milliseconds, std::string_view tag_body) override;
  void metadata(const Amf& values) override;
  void unpublish() override;

  void read();
  void handle(size_t bytes);
  void end(const Words& why);
  void check(const Result<void>& kept);
  void write();
  void after_write();

  IngestSocket socket_;
  Desk& desk_;
  Rtmp rtmp_;
  std::string remote_, key_, lesson_, source_;
  std::shared_ptr<Intake> intake_;
  std::array<char, 16 * 1024> in_{};
  std::string sending_;
  Words why_;  // the source is let go, for this
  Steady::time_point begun_ = Steady::now(), heard_ = begun_;
  bool reading_ = false, writing_ = false, ending_ = false, closed_ = false;
};

}  // namespace doorstep::media
