// WebPublisher: the page of a lesson that sends what its browser records (matroska.h) over a WebSocket (RFC 6455). The
// server has checked who it is and handed its socket over with the key of its request.
//
// What the page is told, as texts of JSON: {"what":"accepted"}; {"what":"kept","seconds":12.5}, of this connection,
// about once a second; {"what":"refused","why":{"zh":...,"en":...}}, and the connection is closed with code 4000 (it
// was not let in now; the page may try again) or 4001 (it was let go: what it sends is unfit, or somebody stopped it;
// the page does not come again by itself).
#pragma once

#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>

#include "matroska.h"
#include "publisher.h"

namespace doorstep::media {

class WebPublisher final : public Publisher, private Matroska::Says {
 public:
  static constexpr size_t message_most = 4 << 20;  // bytes
  static constexpr size_t texts_most = 64;         // that a page has not read

  struct Wish {
    std::string lesson, source, key;  // its Sec-WebSocket-Key
  };
  WebPublisher(IngestSocket socket, Desk& desk, std::string remote, Wish wish);
  void start() override;

 private:
  using Stream = boost::beast::websocket::stream<IngestSocket, false>;

  Result<void> announced(Track track) override;
  Result<void> frame(const Frame& frame) override;

  void accepted() override;
  void refused(const Words& why) override;
  void grew() override;
  void hang_up() override;

  std::shared_ptr<WebPublisher> self() { return std::static_pointer_cast<WebPublisher>(shared_from_this()); }
  void read();
  void handle(size_t bytes);
  void tell(std::string text);
  void write();
  void farewell();

  Stream stream_;
  boost::beast::http::request<boost::beast::http::empty_body> request_;
  Matroska matroska_;
  std::array<char, 16 * 1024> in_{};
  std::deque<std::string> texts_;
  std::optional<int64_t> first_, last_, told_;  // microseconds of its clock: begun, kept, and last told of
  bool writing_ = false, let_go_ = false, leaving_ = false;
};

}  // namespace doorstep::media
