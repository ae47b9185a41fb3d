// Ingest: takes live sources in by RTMP, and keeps them (recording.h). It runs in a process of its own, so that no
// hostile byte reaches the server and no restart of the server interrupts a lesson.
//
// Every publisher names a key, rtmp://HOST:PORT/live/KEY; the server that is connected to the control socket says which
// lesson and source it stands for. What was allowed once may come again while no server is there. A second publisher of
// the same source is refused while the first one still sends, and takes its place when it has been silent for a while.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include <doorstep/base/result.h>

namespace doorstep::media {

class Ingest {
 public:
  struct Settings {
    std::string address = "0.0.0.0";
    uint16_t port = 1935;           // 0: any free one
    std::filesystem::path folder;   // of recordings: FOLDER/LESSON/SOURCE/e0001.mp4
    std::filesystem::path control;  // path of the local socket, by a name that no other machine takes
    size_t most_connections = 4096;
    size_t most_unknown_from_one = 64;                // connections of one address that publish nothing yet
    std::chrono::milliseconds publish_time{10'000};   // from connecting to publishing
    std::chrono::milliseconds answer_time{10'000};    // for the server to say whether a key is good
    std::chrono::milliseconds silence_most{30'000};   // of a publisher; then it is let go
    std::chrono::milliseconds replaced_after{5'000};  // of silence: another may take its place
    std::chrono::milliseconds alone_most{600'000};    // without a server; then the process ends
    int floor_percent = 5;                            // of the disk: below it no new lesson begins
  };

  // Recovers what a crash left behind, and listens.
  static Result<std::unique_ptr<Ingest>> open(Settings settings);
  ~Ingest();

  uint16_t port() const;
  void run();   // until a server orders the end, SIGTERM, or alone_most is over
  void stop();  // thread safe

  class Inside;

 private:
  explicit Ingest(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace doorstep::media
