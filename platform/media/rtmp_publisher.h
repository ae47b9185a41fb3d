// RtmpPublisher: a recorder box or a program that sends by RTMP.
#pragma once

#include <array>

#include "publisher.h"
#include "rtmp.h"

namespace doorstep::media {

class RtmpPublisher final : public Publisher, private Rtmp::Says {
 public:
  RtmpPublisher(IngestSocket socket, Desk& desk, std::string random);
  void start() override;

 private:
  void publish(const std::string& app, const std::string& stream) override;
  void audio(uint32_t milliseconds, std::string_view tag_body) override;
  void video(uint32_t milliseconds, std::string_view tag_body) override;
  void metadata(const Amf& values) override;
  void unpublish() override;

  void accepted() override;
  void refused(const Words& why) override;
  void hang_up() override;

  std::shared_ptr<RtmpPublisher> self() { return std::static_pointer_cast<RtmpPublisher>(shared_from_this()); }
  void read();
  void handle(size_t bytes);
  void check(const Result<void>& kept);
  void write();
  void after_write();

  IngestSocket socket_;
  Rtmp rtmp_;
  std::array<char, 16 * 1024> in_{};
  std::string sending_;
  bool reading_ = false, writing_ = false;
};

}  // namespace doorstep::media
