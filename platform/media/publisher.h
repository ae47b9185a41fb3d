// Publisher: one connection of a source, from its first byte to its last, whatever it speaks. Lives on ingest's network
// thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "intake.h"

namespace doorstep::media {

using IngestSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Steady = std::chrono::steady_clock;

class Publisher;

// What a publisher needs of the house around it.
class Desk {
 public:
  virtual ~Desk() = default;
  virtual void asks(const std::shared_ptr<Publisher>& publisher) = 0;   // its key is known now
  virtual void comes(const std::shared_ptr<Publisher>& publisher) = 0;  // the server let it in; its place is known
  virtual void grew(Publisher& publisher) = 0;                          // a part was kept
  virtual void gone(Publisher& publisher, const Words& why) = 0;        // closed; `why` is empty when it went by itself
  virtual std::filesystem::path folder(const std::string& lesson, const std::string& source) const = 0;
};

class Publisher : public std::enable_shared_from_this<Publisher> {
 public:
  virtual ~Publisher() = default;

  virtual void start() = 0;
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

 protected:
  explicit Publisher(Desk& desk) : desk_(desk) {}

  virtual void accepted() = 0;                 // what it sends is kept from now on
  virtual void refused(const Words& why) = 0;  // it is to be told
  virtual void grew() {}                       // a part was kept
  virtual void hang_up() = 0;                  // closes the socket
  void end(const Words& why);
  void heard_now() { heard_ = Steady::now(); }

  Desk& desk_;
  std::string remote_, key_, lesson_, source_;
  std::shared_ptr<Intake> intake_;
  Words why_;  // the source is let go, for this
  bool ending_ = false, closed_ = false;

 private:
  Steady::time_point begun_ = Steady::now(), heard_ = begun_;
};

}  // namespace doorstep::media
