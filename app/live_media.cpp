#include "live_media.h"

#include <unistd.h>

#include <algorithm>
#include <ctime>

#include <doorstep/base/digest.h>
#include <doorstep/http/edge.h>
#include <doorstep/log/log.h>
#include <doorstep/media/routes.h>

namespace doorstep::app {
namespace {

constexpr int64_t address_lasts = 4 * 60 * 60;  // seconds; pages renew it before

struct LessonPath {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(LessonPath, (), (id))

struct WatchSource {
  std::string name;
  bool there = false;  // something can be watched
  bool sends = false;  // it sends now
  double seconds = 0;  // of media so far
};
BOOST_DESCRIBE_STRUCT(WatchSource, (), (name, there, sends, seconds))

struct LessonWatch {
  classroom::LessonState state{};
  std::string address;  // "/m/.../", before the name of a source; empty while there is nothing for the caller
  int64_t until = 0;    // when it ends, seconds since 1970
  int64_t viewers = 0;
  int64_t rtmp_port = 0;  // for hosts: where recorders send to; 0: nothing is taken in here
  std::vector<WatchSource> sources;
};
BOOST_DESCRIBE_STRUCT(LessonWatch, (), (state, address, until, viewers, rtmp_port, sources))

struct LiveSource {
  std::string lesson, title, source, codecs;
  int64_t width = 0, height = 0;
  int64_t bits = 0;        // a second
  double pictures = 0;     // a second
  double last_part = 0;    // seconds ago; below zero: none yet
  double longest_gop = 0;  // seconds
  int64_t dropped = 0, viewers = 0, epoch = 0;
};
BOOST_DESCRIBE_STRUCT(LiveSource, (),
                      (lesson, title, source, codecs, width, height, bits, pictures, last_part, longest_gop, dropped,
                       viewers, epoch))

struct LiveSources {
  bool on = false, there = false, draining = false;
  std::string address, node;
  int64_t connections = 0, free = 0, restarts = 0;
  std::vector<LiveSource> sources;
};
BOOST_DESCRIBE_STRUCT(LiveSources, (), (on, there, draining, address, node, connections, free, restarts, sources))

struct LetGo {
  std::string lesson, source;
};
BOOST_DESCRIBE_STRUCT(LetGo, (), (lesson, source))

struct LessonSourcePath {
  std::string lesson, source;
};
BOOST_DESCRIBE_STRUCT(LessonSourcePath, (), (lesson, source))

// What a socket is handed over for.
struct BrowserGrant {
  std::string lesson, source, key, remote;
};
BOOST_DESCRIBE_STRUCT(BrowserGrant, (), (lesson, source, key, remote))

Words let_go_words() { return say("管理员断开了推流", "the administrator let this source go"); }

// Beside the recordings, or, where the name would be longer than the system takes, among temporary files.
std::filesystem::path control_of(const std::filesystem::path& folder, const std::string& machine) {
  constexpr size_t longest = 100;  // bytes; sun_path has 108
  const auto beside = folder / ("ingest-" + machine + ".sock");
  if (beside.string().size() <= longest) return beside;
  return std::filesystem::temp_directory_path() / ("doorstep-" + digest_hex(beside.string()).substr(0, 16) + ".sock");
}

}  // namespace

LiveMedia::LiveMedia(Settings settings, Rooms rooms)
    : settings_(std::move(settings)),
      rooms_(std::move(rooms)),
      addresses_(settings_.secret),
      channels_(settings_.folder, [this](const std::string& lesson) { return span_of(lesson); }) {}

// A lesson that has begun is what was kept since; before that hosts see all of it.
media::LessonSpan LiveMedia::span_of(const std::string& lesson) const {
  const auto standing = rooms_.lessons.standing(lesson);
  if (!standing) return {0, true};
  using enum classroom::LessonState;
  return {standing->started_at * 1'000'000, standing->state == ended || standing->state == cancelled};
}

LiveMedia::~LiveMedia() = default;

void LiveMedia::take_in(media::Link::Settings settings, const std::string& node, const std::string& machine) {
  node_ = node;
  port_ = settings.port;
  address_ = fmt::format("rtmp://{}:{}/live", settings.address == "0.0.0.0" ? node : settings.address, settings.port);
  settings.folder = settings_.folder;
  settings.control = control_of(settings_.folder, machine);
  std::error_code ignored;
  std::filesystem::create_directories(settings_.folder, ignored);
  link_ = std::make_unique<media::Link>(
      std::move(settings),
      media::Link::Calls{[this](const std::string& key) -> Result<media::Link::Place> {
                           DOORSTEP_LET(admitted, rooms_.lessons.admit(key, std::time(nullptr)));
                           return media::Link::Place{admitted.lesson, admitted.source};
                         },
                         [this](const media::Link::Place& place) {
                           rooms_.lessons.came(place.lesson, place.source, std::time(nullptr));
                         },
                         [this](const media::Link::Place& place) { channels_.grew(place.lesson, place.source); },
                         [this](const media::Link::Place& place, const Words&) {
                           channels_.grew(place.lesson, place.source);
                           rooms_.lessons.went(place.lesson, place.source, std::time(nullptr));
                         },
                         [this] { channels_.refresh(); }});
}

void LiveMedia::look() { channels_.refresh(); }

void LiveMedia::stop() { link_.reset(); }

void LiveMedia::lesson_moved(const std::string& lesson) {
  const auto standing = rooms_.lessons.standing(lesson);
  using enum classroom::LessonState;
  if (link_ && (!standing || standing->state == ended || standing->state == cancelled))
    link_->stop(lesson, "", say("这节课已经结束", "the lesson is over"));
  channels_.moved(lesson);
}

void LiveMedia::key_ended(const std::string& lesson, const std::string& source) {
  if (link_)
    link_->stop(lesson, source,
                say("这一路已被停止：推流码已更换，或来源已删除",
                    "this source was stopped: its key was renewed, or it was dropped"));
}

http::Route LiveMedia::watch_row() {
  return http::row<LessonPath, LessonWatch>(
      http::Method::get, "/api/classroom/lessons/{id}/watch", Right::open, http::Run::work,
      say("怎样观看一节课", "How a lesson is watched: its state, its sources and a signed address"),
      [this](const http::Call& call, const LessonPath& in) -> Result<LessonWatch> {
        DOORSTEP_LET(watched, rooms_.lessons.watch(call.actor, in.id));
        LessonWatch made;
        made.state = watched.state;
        if (watched.may_host) made.rtmp_port = port_;
        using enum classroom::LessonState;
        const bool shown = watched.state == live || watched.state == ended ||
                           (watched.may_host && (watched.state == rehearsal || watched.state == planned));
        if (!shown) return made;
        for (const auto& name : channels_.sources_of(in.id)) {
          const auto state = channels_.state(in.id, name);
          if (!state.there) continue;
          made.sources.push_back(
              {name, true, link_ && link_->sends(in.id, name), static_cast<double>(state.duration) / 1e6});
          if (call.actor.signed_in()) made.viewers = std::max<int64_t>(made.viewers, state.viewers);
        }
        made.until = std::time(nullptr) + address_lasts;
        if (!made.sources.empty()) made.address = addresses_.make(in.id, call.actor.account.value, made.until);
        return made;
      });
}

// A page names two protocols, since it cannot send headers of ours: the one we speak, and its CSRF token.
http::Route LiveMedia::browser_row() {
  return http::row<LessonSourcePath, http::Reply>(
             http::Method::get, "/live/in/{lesson}/{source}", Right::self, http::Run::work,
             say("用浏览器推流（WebSocket）", "Send a lesson with the browser, by WebSocket"),
             [this](const http::Call& call, const LessonSourcePath& in) -> Result<http::Reply> {
               if (!link_)
                 return refuse(Fault::conflict, "live-off",
                               say("这台服务器没有开启直播接收", "this server does not take live media in"));
               if (!link_->state().there)
                 return refuse(
                     Fault::busy, "ingest-away",
                     say("直播接收程序正在启动，请稍后再试", "live media is starting; try again in a moment"));
               const auto key = call.header("sec-websocket-key");
               if (call.header("upgrade") != "websocket" || call.header("sec-websocket-version") != "13" ||
                   key.size() != 24)
                 return refuse(Fault::invalid, "websocket-wanted",
                               say("这里只接受 WebSocket 连接；如果经过反向代理，请让它转发 Upgrade 请求头",
                                   "only WebSockets are taken here; a proxy in between has to pass Upgrade on"));
               if (call.header("sec-websocket-protocol") !=
                   std::string{media::browser_protocol} + ", " + http::csrf_token(call.session_token))
                 return refuse(Fault::forbidden, "csrf-token-wrong",
                               say("页面已过期，请刷新后重试", "the page is out of date: load it again"));
               DOORSTEP_LET(admitted, rooms_.lessons.admit_host(call.actor, in.lesson, in.source));
               http::Reply reply;
               reply.status = 101;
               json::write(reply.body, BrowserGrant{admitted.lesson, admitted.source, key, call.remote});
               return reply;
             })
      .answers(101);
}

void LiveMedia::hand_over(int socket, const std::string& grant) {
  const auto read = json::read_text<BrowserGrant>(grant);
  if (!read || !link_) return void(::close(socket));
  if (!link_->hand_over(socket, {read->lesson, read->source}, read->key, read->remote))
    log::write(log::Level::warning, "a browser's socket was not handed over", {{"lesson", read->lesson}});
}

http::Route LiveMedia::sources_row() {
  return http::row<http::None, LiveSources>(
      http::Method::get, "/api/live/sources", Right::operate, http::Run::work,
      say("正在推流的来源", "What is being taken in now, for operators"),
      [this](const http::Call&, const http::None&) -> Result<LiveSources> {
        LiveSources made;
        made.on = link_ != nullptr;
        made.node = node_;
        made.address = address_;
        made.draining = draining_;
        if (!link_) return made;
        const auto state = link_->state();
        made.there = state.there;
        made.connections = state.connections;
        made.free = state.free;
        made.restarts = state.restarts;
        const auto now = static_cast<int64_t>(std::time(nullptr)) * 1'000'000;
        for (const auto& one : state.sources) {
          const auto standing = rooms_.lessons.standing(one.lesson);
          LiveSource row;
          row.lesson = one.lesson;
          if (standing) row.title = standing->title;
          row.source = one.source;
          row.codecs = one.codecs;
          row.width = one.width;
          row.height = one.height;
          row.bits = one.bits;
          row.pictures = one.pictures;
          row.last_part =
              one.last_part == 0 ? -1 : static_cast<double>(std::max<int64_t>(0, now - one.last_part)) / 1e6;
          row.longest_gop = static_cast<double>(one.longest_gop) / 1e6;
          row.dropped = one.dropped;
          row.viewers = channels_.state(one.lesson, one.source).viewers;
          row.epoch = one.epoch;
          made.sources.push_back(std::move(row));
        }
        return made;
      });
}

http::Route LiveMedia::stop_row() {
  return http::row_with_body<http::None, LetGo, http::None>(
      http::Method::post, "/api/live/stop", Right::operate, http::Run::work, say("断开一路推流", "Let a source go"),
      [this](const http::Call& call, const http::None&, const LetGo& wanted) -> Result<http::None> {
        if (!link_ || !link_->sends(wanted.lesson, wanted.source))
          return refuse(Fault::not_found, "source-unknown",
                        say("这一路没有在推流", "this source does not send at the moment"));
        rooms_.note(call.actor, "source-stopped", wanted.lesson, wanted.source);
        link_->stop(wanted.lesson, wanted.source, let_go_words());
        return http::None{};
      });
}

http::Route LiveMedia::drain_row() {
  return http::row<http::None, http::None>(
      http::Method::post, "/api/live/drain", Right::operate, http::Run::work,
      say("不再接收新的课堂", "Take no new lessons in on this server"),
      [this](const http::Call& call, const http::None&) -> Result<http::None> {
        if (!link_)
          return refuse(Fault::conflict, "live-off",
                        say("这台服务器没有开启直播接收", "this server does not take live media in"));
        rooms_.note(call.actor, "live-drained", "", "");
        draining_ = true;
        link_->drain();
        return http::None{};
      });
}

std::vector<http::Route> LiveMedia::routes() {
  std::vector<http::Route> made;
  made.push_back(media::media_row(addresses_, channels_));
  made.push_back(media::allowed_row(addresses_));
  made.push_back(watch_row());
  made.push_back(browser_row());
  made.push_back(sources_row());
  made.push_back(stop_row());
  made.push_back(drain_row());
  return made;
}

}  // namespace doorstep::app
