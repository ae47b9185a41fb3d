// Rtmp: the receiving side of one RTMP connection (Adobe, "Real-Time Messaging Protocol", 1.0, 2012; Veovera, "Enhanced
// RTMP", v2), without its socket: bytes in by take(), bytes out in out(). Takes a publisher only; whoever wants to play
// is refused. Not thread safe.
//
// What is told by `Says`: publish() once, when a publisher names its stream; it is answered by accept() or reject(),
// then or later, and media that comes before is kept back by TCP: the caller stops reading while waiting() is true.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "amf.h"

namespace doorstep::media {

class Rtmp {
 public:
  // Called from within take(); views end with the call.
  class Says {
   public:
    virtual ~Says() = default;
    virtual void publish(const std::string& app, const std::string& stream) = 0;
    virtual void audio(uint32_t milliseconds, std::string_view tag_body) = 0;
    virtual void video(uint32_t milliseconds, std::string_view tag_body) = 0;
    virtual void metadata(const Amf& values) = 0;
    virtual void unpublish() = 0;
  };

  static constexpr size_t message_limit = 4 << 20;         // bytes
  static constexpr size_t chunk_streams = 32;              // of one connection
  static constexpr size_t held_limit = 8 << 20;            // bytes of unfinished messages of one connection
  static constexpr uint32_t acknowledged_every = 2500000;  // bytes

  explicit Rtmp(Says& says, std::string random);  // `random`: 1,528 bytes for the handshake

  // False when the peer breaks the protocol: trouble() says how, and the connection is to be closed.
  bool take(std::string_view bytes);
  const std::string& trouble() const { return trouble_; }
  bool waiting() const { return waiting_; }

  void accept();
  void reject(const std::string& why);  // told to the publisher; the connection is closed after out() is sent
  void tell(const std::string& code, const std::string& what, bool error);  // a status of the stream

  std::string& out() { return out_; }

 private:
  struct Head {  // of the message that a chunk belongs to
    uint32_t timestamp = 0, delta = 0, length = 0, stream = 0, long_time = 0;
    uint8_t type = 0;
    bool extended = false;
  };
  struct Chunks {  // one chunk stream
    Head head;
    std::string message;
  };

  bool handshake();
  bool chunk();
  bool header(const Chunks& chunks, int format, Head& head, size_t& used) const;
  bool message(const Head& head, std::string_view bytes);
  bool aggregate(std::string_view bytes, uint32_t timestamp);
  bool control(uint8_t type, std::string_view bytes);
  bool command(std::string_view bytes);
  void connected(double transaction, const Amf* about);
  bool broken(const char* what);
  void send(uint32_t chunk_stream, uint8_t type, uint32_t stream, std::string_view bytes);
  void acknowledge();
  std::string_view unread() const { return std::string_view{in_}.substr(from_); }

  Says& says_;
  std::string random_, in_, out_, trouble_, app_;
  size_t from_ = 0, held_ = 0;
  enum class Stage { version, echo, chunks } stage_ = Stage::version;
  std::map<uint32_t, Chunks> streams_;
  uint32_t chunk_size_ = 128;
  uint64_t received_ = 0, acknowledged_ = 0;
  bool waiting_ = false, published_ = false;
};

}  // namespace doorstep::media
