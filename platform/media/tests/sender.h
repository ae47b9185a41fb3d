// Sender: publishes made media by RTMP over a real socket, for tests. Waits where the protocol waits, at most ten
// seconds; not thread safe.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "amf.h"
#include "made.h"

namespace doorstep::media {

class Sender {
 public:
  explicit Sender(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
  }
  ~Sender() { ::close(socket_); }
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  bool handshake() {
    if (!raw(std::string(1, '\3') + std::string(1536, 'c'))) return false;
    while (heard_.size() < 3073)
      if (!hear(10'000)) return false;
    heard_.erase(0, 3073);
    return raw(std::string(1536, 'd'));
  }
  // True when the stream may be sent; what was said stands in answer().
  bool publish(const std::string& key) {
    if (!open_ || !handshake()) return false;
    std::string size;
    put32(size, 1 << 20);
    raw(message(2, 1, 0, 0, size));
    raw(message(3, 20, 0, 0, write_amf({Amf::of("connect"), Amf::of(1), Amf::object({{"app", Amf::of("live")}})})));
    raw(message(3, 20, 0, 0, write_amf({Amf::of("createStream"), Amf::of(2), Amf{}})));
    raw(message(3, 20, 1, 0, write_amf({Amf::of("publish"), Amf::of(3), Amf{}, Amf::of(key), Amf::of("live")})));
    while (heard_.find("NetStream.Publish") == heard_.npos)
      if (!hear(10'000)) return false;
    while (hear(50)) {
    }
    return heard_.find("NetStream.Publish.Start") != heard_.npos;
  }
  const std::string& answer() const { return heard_; }
  bool closed(int milliseconds = 10'000) {  // by the other side, within that time
    for (int i = 0; i < milliseconds / 10; ++i) {
      pollfd one{socket_, POLLIN, 0};
      ::poll(&one, 1, 10);
      if (one.revents && !hear(0)) return true;
    }
    return false;
  }

  bool announce() {
    return raw(message(6, 9, 1, 0, video_tag(true, 0, avcc_640()))) &&
           raw(message(4, 8, 1, 0, audio_tag(0, asc_44100())));
  }
  // Pictures and sound from `from` to `to`, milliseconds; a key frame every second.
  bool media(int from, int to, size_t bytes = 2000) {
    for (int at = from; at < to; at += 40) {
      const auto time = static_cast<uint32_t>(at);
      if (!raw(message(6, 9, 1, time, video_tag(at % 1000 == 0, 1, std::string(bytes, 'p')))) ||
          !raw(message(4, 8, 1, time, audio_tag(1, "sound"))))
        return false;
    }
    return true;
  }
  bool raw(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }

 private:
  static std::string message(uint32_t chunks, uint8_t type, uint32_t stream, uint32_t time, const std::string& body) {
    std::string out;
    put8(out, chunks);
    put24(out, time);
    put24(out, body.size());
    put8(out, type);
    for (int i = 0; i < 4; ++i) put8(out, stream >> (8 * i));
    return out + body;
  }
  bool hear(int milliseconds) {
    pollfd one{socket_, POLLIN, 0};
    if (::poll(&one, 1, milliseconds) <= 0) return false;
    char bytes[4096];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    heard_.append(bytes, static_cast<size_t>(got));
    return true;
  }

  int socket_;
  bool open_ = false;
  std::string heard_;
};

}  // namespace doorstep::media
