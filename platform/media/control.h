// Control: what ingest and the server that looks after it say to each other over a local socket: lines of JSON, one
// message each. Ingest listens; it goes on taking in what it knows while no server is there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/json.h>

#include <doorstep/media/stats.h>

namespace doorstep::media {

inline constexpr const char* browser_protocol = "doorstep-live";  // Sec-WebSocket-Protocol of a page that sends

enum class Told {
  hello,  // the first line, with the sources that are being taken in
  ask,    // may `key` publish? The answer carries the same number
  came,   // a source publishes
  grew,   // a part of it was kept
  went,   // it does not publish any more, and why
  stats,  // all sources, each second
};
BOOST_DESCRIBE_ENUM(Told, hello, ask, came, grew, went, stats)

struct FromIngest {
  Told what = Told::grew;
  int64_t number = 0;       // of a question
  std::string key, remote;  // as the source sent it; its address
  std::string lesson, source;
  Words why;
  std::vector<SourceStats> sources;
  int64_t connections = 0;  // open ones, half-open ones among them
  int64_t free = 0;         // bytes on the disk of recordings
};
BOOST_DESCRIBE_STRUCT(FromIngest, (), (what, number, key, remote, lesson, source, why, sources, connections, free))

enum class Order {
  answer,  // to a question: yes with lesson and source, or no with why
  stop,    // the sources of a lesson, or one of them: they are told why and let go, and their keys forgotten
  take,    // a browser that may publish: the socket comes beside the line; key is its Sec-WebSocket-Key
  drain,   // no new lessons here from now on; those under way go on
  end,     // everything; the process ends
};
BOOST_DESCRIBE_ENUM(Order, answer, stop, take, drain, end)

struct ToIngest {
  Order what = Order::answer;
  int64_t number = 0;
  bool yes = false;
  std::string lesson, source;
  Words why;
  std::string key = {}, remote = {};  // of a browser
};
BOOST_DESCRIBE_STRUCT(ToIngest, (), (what, number, yes, lesson, source, why, key, remote))

// Bytes as they come, cut into lines. Not thread safe.
class Lines {
 public:
  static constexpr size_t longest = 4 << 20;
  bool add(std::string_view bytes);  // false when a line is too long: the other side is none of ours
  std::optional<std::string> next();

 private:
  std::string text_;
  size_t from_ = 0;
};

template <class Message>
std::string line_of(const Message& message) {
  std::string out;
  json::write(out, message);
  return out + "\n";
}

}  // namespace doorstep::media
