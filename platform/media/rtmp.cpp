#include "rtmp.h"

#include <algorithm>
#include <utility>

#include "bytes.h"

namespace doorstep::media {
namespace {

constexpr size_t handshake_size = 1536;
constexpr uint32_t our_chunk_size = 4096;
constexpr uint32_t extended_timestamp = 0xffffff;

enum Type : uint8_t {
  set_chunk_size = 1,
  abort_message = 2,
  acknowledgement = 3,
  user_control = 4,
  window_size = 5,
  peer_bandwidth = 6,
  audio_message = 8,
  video_message = 9,
  data_amf3 = 15,
  command_amf3 = 17,
  data_amf0 = 18,
  command_amf0 = 20,
  aggregate_message = 22,
};

uint32_t little32(std::string_view bytes) {
  uint32_t value = 0;
  for (size_t i = 4; i-- > 0;) value = value << 8 | static_cast<uint8_t>(bytes[i]);
  return value;
}

// Messages of AMF3 begin with a byte that says so, and go on in AMF0.
std::string_view amf0_of(uint8_t type, std::string_view bytes) {
  return type == command_amf3 || type == data_amf3 ? bytes.substr(std::min<size_t>(1, bytes.size())) : bytes;
}

}  // namespace

Rtmp::Rtmp(Says& says, std::string random) : says_(says), random_(std::move(random)) {
  random_.resize(handshake_size - 8);
}

bool Rtmp::broken(const char* what) {
  trouble_ = what;
  return false;
}

bool Rtmp::take(std::string_view bytes) {
  if (!trouble_.empty()) return false;
  in_ += bytes;
  received_ += bytes.size();
  bool more = true;
  while (more && trouble_.empty() && !waiting_) more = stage_ == Stage::chunks ? chunk() : handshake();
  if (from_ == in_.size())
    in_.clear(), from_ = 0;
  else if (from_ > 64 * 1024)
    in_.erase(0, from_), from_ = 0;
  if (received_ - acknowledged_ >= acknowledged_every) acknowledge();
  return trouble_.empty();
}

// C0 and C1, then C2; ours are S0 with S1 and S2 at once (5.2).
bool Rtmp::handshake() {
  const auto bytes = unread();
  if (stage_ == Stage::version) {
    if (!bytes.empty() && bytes[0] != 3) return broken("the first byte is not RTMP version 3");
    if (bytes.size() < 1 + handshake_size) return false;
    const auto theirs = bytes.substr(1, handshake_size);
    put8(out_, 3);
    put64(out_, 0);
    out_ += random_;
    out_ += theirs;
    from_ += 1 + handshake_size;
    random_ = {};
    stage_ = Stage::echo;
    return true;
  }
  if (bytes.size() < handshake_size) return false;
  from_ += handshake_size;
  stage_ = Stage::chunks;
  return true;
}

// The message header by its format (5.3.1.2); false when more bytes are needed. `used` are the bytes before it, and
// with it afterwards.
bool Rtmp::header(const Chunks& chunks, int format, Head& head, size_t& used) const {
  constexpr size_t sizes[] = {11, 7, 3, 0};
  const auto bytes = unread();
  if (bytes.size() < used + sizes[format]) return false;
  Reader in{bytes.substr(used)};
  used += sizes[format];
  head = chunks.head;
  uint32_t time = 0;
  if (format < 3) {
    time = in.u24();
    head.extended = time == extended_timestamp;
  }
  if (format < 2) {
    head.length = in.u24();
    head.type = in.u8();
  }
  if (format == 0) head.stream = little32(in.take(4));
  if (head.extended) {
    // Some senders leave the long time out of the chunks that continue a message: it is there when it is the same.
    if (in.left() < 4) return false;
    const auto whole = in.u32();
    if (format < 3 || whole == head.long_time) used += 4;
    if (format < 3) time = head.long_time = whole;
  }
  if (!chunks.message.empty()) return true;
  if (format < 3) head.delta = time;
  head.timestamp = format == 0 ? time : head.timestamp + head.delta;
  return true;
}

bool Rtmp::chunk() {
  const auto bytes = unread();
  if (bytes.empty()) return false;
  const auto first = static_cast<uint8_t>(bytes[0]);
  const int format = first >> 6;
  uint32_t id = first & 63;
  size_t used = 1;
  if (id < 2) {
    used += id + 1;
    if (bytes.size() < used) return false;
    const auto low = static_cast<uint8_t>(bytes[1]);
    id = id == 0 ? 64u + low : 64u + low + 256u * static_cast<uint8_t>(bytes[2]);
  }
  auto found = streams_.find(id);
  if (found == streams_.end()) {
    if (format > 1) return broken("a chunk refers to a header that was never sent");
    if (streams_.size() >= chunk_streams) return broken("too many chunk streams");
    found = streams_.emplace(id, Chunks{}).first;
  }
  auto& chunks = found->second;
  Head head;
  if (!header(chunks, format, head, used)) return false;
  if (head.length > message_limit) return broken("a message is larger than 4 MB");
  if (head.length < chunks.message.size()) return broken("a message shrinks while it is sent");
  const auto wanted = std::min<size_t>(chunk_size_, head.length - chunks.message.size());
  if (bytes.size() < used + wanted) return false;
  chunks.head = head;
  if (chunks.message.empty() && wanted == head.length) {  // the whole message in one chunk: read where it lies
    from_ += used + wanted;
    return message(head, bytes.substr(used, wanted));
  }
  if (chunks.message.empty()) chunks.message.reserve(std::min<size_t>(head.length, 256 * 1024));
  chunks.message.append(bytes.substr(used, wanted));
  held_ += wanted;
  from_ += used + wanted;
  if (chunks.message.size() < head.length) return held_ <= held_limit || broken("too many unfinished messages");
  held_ -= chunks.message.size();
  const auto whole = std::exchange(chunks.message, {});
  return message(head, whole);
}

bool Rtmp::message(const Head& head, std::string_view bytes) {
  const auto timestamp = head.timestamp;
  switch (head.type) {
    case audio_message:
      if (published_ && !bytes.empty()) says_.audio(timestamp, bytes);
      return true;
    case video_message:
      if (published_ && !bytes.empty()) says_.video(timestamp, bytes);
      return true;
    case aggregate_message:
      return aggregate(bytes, timestamp);
    case data_amf0:
    case data_amf3: {
      const auto values = read_amf(amf0_of(head.type, bytes));
      if (!values) return broken("metadata is malformed");
      for (const auto& value : *values)
        if (published_ && value.kind == Amf::Kind::object) says_.metadata(value);
      return true;
    }
    case command_amf0:
    case command_amf3:
      return command(amf0_of(head.type, bytes));
    default:
      return control(head.type, bytes);
  }
}

// Tags as in a file, their times relative to the first one's (7.1.6).
bool Rtmp::aggregate(std::string_view bytes, uint32_t timestamp) {
  Reader in{bytes};
  uint32_t first = 0;
  for (bool begun = false; in.left() > 0; begun = true) {
    const auto type = in.u8();
    const auto size = in.u24();
    uint32_t time = in.u24();
    time |= static_cast<uint32_t>(in.u8()) << 24;
    in.skip(3);
    const auto body = in.take(size);
    in.skip(4);
    if (!in.ok()) return broken("an aggregate message is malformed");
    if (!begun) first = time;
    if (!published_ || body.empty()) continue;
    if (type == audio_message) says_.audio(timestamp + time - first, body);
    if (type == video_message) says_.video(timestamp + time - first, body);
  }
  return true;
}

bool Rtmp::control(uint8_t type, std::string_view bytes) {
  Reader in{bytes};
  if (type == set_chunk_size) {
    const auto size = in.u32();
    if (!in.ok() || size < 1 || size > message_limit * 4) return broken("the chunk size is absurd");
    chunk_size_ = std::min<uint32_t>(size, message_limit);
  } else if (type == abort_message) {
    if (const auto found = streams_.find(in.u32()); found != streams_.end()) {
      held_ -= std::min(held_, found->second.message.size());
      found->second.message.clear();
    }
  } else if (type == user_control && in.u16() == 6) {  // a ping
    std::string pong;
    put16(pong, 7);
    pong += in.take(4);
    if (in.ok()) send(2, user_control, 0, pong);
  }
  return true;
}

bool Rtmp::command(std::string_view bytes) {
  const auto values = read_amf(bytes);
  if (!values || values->size() < 2 || (*values)[0].kind != Amf::Kind::text) return broken("a command is malformed");
  const auto& name = (*values)[0].text;
  const auto transaction = (*values)[1].number;
  const auto text_at = [&](size_t i) { return i < values->size() ? (*values)[i].text : std::string{}; };
  if (name == "connect") {
    connected(transaction, values->size() > 2 ? &(*values)[2] : nullptr);
  } else if (name == "createStream") {
    send(3, command_amf0, 0, write_amf({Amf::of("_result"), Amf::of(transaction), Amf{}, Amf::of(1)}));
  } else if (name == "releaseStream" || name == "FCPublish") {
    send(3, command_amf0, 0, write_amf({Amf::of("_result"), Amf::of(transaction), Amf{}, Amf{}}));
  } else if (name == "publish") {
    if (published_ || waiting_) return broken("a connection publishes one stream");
    waiting_ = true;
    says_.publish(app_, text_at(3));
  } else if (name == "play" || name == "play2") {
    return tell("NetStream.Play.Failed", "this address only takes streams in", true), broken("wants to play");
  } else if (name == "FCUnpublish" || name == "deleteStream" || name == "closeStream") {
    if (std::exchange(published_, false)) says_.unpublish();
  }
  return true;
}

void Rtmp::connected(double transaction, const Amf* about) {
  if (const auto* app = about ? about->member("app") : nullptr) app_ = app->text.substr(0, 512);
  std::string number;
  put32(number, acknowledged_every);
  send(2, window_size, 0, number);
  put8(number, 2);
  send(2, peer_bandwidth, 0, number);
  number.clear();
  put32(number, our_chunk_size);
  send(2, set_chunk_size, 0, number);
  const auto ours = Amf::object({{"fmsVer", Amf::of("FMS/3,0,1,123")}, {"capabilities", Amf::of(31)}});
  const auto status = Amf::object({{"level", Amf::of("status")},
                                   {"code", Amf::of("NetConnection.Connect.Success")},
                                   {"description", Amf::of("connected")},
                                   {"objectEncoding", Amf::of(about ? about->number_of("objectEncoding") : 0)}});
  send(3, command_amf0, 0, write_amf({Amf::of("_result"), Amf::of(transaction), ours, status}));
}

void Rtmp::tell(const std::string& code, const std::string& what, bool error) {
  const auto status = Amf::object(
      {{"level", Amf::of(error ? "error" : "status")}, {"code", Amf::of(code)}, {"description", Amf::of(what)}});
  send(5, command_amf0, 1, write_amf({Amf::of("onStatus"), Amf::of(0), Amf{}, status}));
}

void Rtmp::accept() {
  waiting_ = false;
  published_ = true;
  tell("NetStream.Publish.Start", "the lesson takes this stream", false);
  take({});
}

void Rtmp::reject(const std::string& why) {
  waiting_ = false;
  tell("NetStream.Publish.BadName", why, true);
  trouble_ = why;
}

void Rtmp::acknowledge() {
  acknowledged_ = received_;
  std::string number;
  put32(number, static_cast<uint32_t>(received_));
  if (stage_ == Stage::chunks) send(2, acknowledgement, 0, number);
}

void Rtmp::send(uint32_t chunk_stream, uint8_t type, uint32_t stream, std::string_view bytes) {
  // Before our set_chunk_size has gone out the peer reads chunks of 128 bytes; everything of ours that is longer comes
  // after it.
  put8(out_, chunk_stream);
  put24(out_, 0);
  put24(out_, bytes.size());
  put8(out_, type);
  for (int i = 0; i < 4; ++i) put8(out_, stream >> (8 * i));
  for (size_t at = 0; at < bytes.size(); at += our_chunk_size) {
    if (at > 0) put8(out_, 0xc0 | chunk_stream);
    out_ += bytes.substr(at, our_chunk_size);
  }
}

}  // namespace doorstep::media
