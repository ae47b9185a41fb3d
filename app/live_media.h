// Live media: what is taken in (ingest), kept and shown, connected to the rooms that know lessons and people.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <doorstep/classroom/live.h>
#include <doorstep/http/route.h>
#include <doorstep/media/address.h>
#include <doorstep/media/channels.h>
#include <doorstep/media/link.h>

namespace doorstep::app {

class LiveMedia {
 public:
  struct Settings {
    std::filesystem::path folder;  // of recordings
    std::string secret;            // of the installation
  };
  // What it asks of the rooms; thread safe, and quick.
  struct Rooms {
    classroom::Live& lessons;
    std::function<void(const Actor& actor, const std::string& action, const std::string& lesson,
                       const std::string& source)>
        note;  // an entry in the audit trail
  };
  LiveMedia(Settings settings, Rooms rooms);
  ~LiveMedia();

  // From now on sources are taken in; once. `node` is the name of this server for people; `machine` tells it from
  // others that share the folder, and stays the same when it starts again.
  void take_in(media::Link::Settings settings, const std::string& node, const std::string& machine);
  void look();  // for what other machines that share the folder have taken in
  void stop();  // before the server goes

  void lesson_moved(const std::string& lesson);  // it began, or is over: its sources are let go then
  void key_ended(const std::string& lesson, const std::string& source);

  std::vector<http::Route> routes();
  // The socket of a reply of browser_row(), with its body.
  void hand_over(int socket, const std::string& grant);

 private:
  media::LessonSpan span_of(const std::string& lesson) const;
  http::Route watch_row();
  http::Route browser_row();
  http::Route sources_row();
  http::Route stop_row();
  http::Route drain_row();

  const Settings settings_;
  const Rooms rooms_;
  const media::Addresses addresses_;
  media::Channels channels_;
  std::unique_ptr<media::Link> link_;
  std::string node_;
  int64_t port_ = 0;     // of RTMP; 0 while nothing is taken in
  std::string address_;  // "rtmp://HOST:1935/live"; empty while nothing is taken in
  std::atomic<bool> draining_{false};
};

}  // namespace doorstep::app
