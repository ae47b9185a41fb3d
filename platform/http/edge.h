// Edge: what happens to a request between the socket and the handler, without any sockets. The server calls the steps
// in order; a step that returns true has answered already, and finish() and done() follow.
//
//   open      finds the row, reads the query, languages and cookies, counts the request against the limits
//   recall    who asks, from memory; when it returns false, identify() finds out and may wait for the database
//   admit     the right, and that a write was not forged by another site
//   receive   for rows that take their body piece by piece: checks the organisation and makes the sink
//   answer    checks the organisation, runs the handler, turns errors and exceptions into problem details
//   finish    ETag and 304, gzip
//   done      metrics and the log
//
// Against forged writes: a request other than GET that comes with a session must carry X-CSRF-Token with the text that
// csrf_token() makes of the session's token (GET /api/session tells it to the page), and none may come from another
// site by its Sec-Fetch-Site or Origin header.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <functional>

#include <doorstep/http/route.h>
#include <doorstep/metrics/metrics.h>

#include "buckets.h"
#include "router.h"
#include "web_files.h"

namespace doorstep::http {

inline constexpr std::string_view session_cookie = "doorstep_session";
inline constexpr std::string_view language_cookie = "lang";

std::string csrf_token(std::string_view session_token);

// One request and its reply on their way through the edge.
struct Exchange {
  using Clock = std::chrono::steady_clock;

  Exchange() = default;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange();  // removes the spooled upload, if the handler left it where it was

  Call call;
  bool head = false;             // a GET without the body
  const Route* route = nullptr;  // null when none was found, or a file of the web app answers
  const WebFiles::File* web = nullptr;
  Clock::time_point begun;
  std::string trace;  // traceparent, as it came
  Reply reply;
  std::string_view body;  // what is sent: the reply's own, or the web file's
  bool zipped = false;
  bool refused = false;  // by receive(): the answer is there, and the body is not wanted
};

class Edge {
 public:
  struct Settings {
    const Places* places = nullptr;
    // The actor of call.session_token, when it is known without waiting.
    std::function<std::optional<Actor>(const Call&)> remembered;
    // The same with the database; unauthorized when the session is over.
    std::function<Result<Actor>(const Call&)> authenticate;
    // Told of every answered reading of people by name (shows_people), before the answer leaves.
    std::function<void(const Call&, const Route&)> people_read;
    // Told of every file that went to somebody by a row that visitors may not call.
    std::function<void(const Call&, const Route&)> exported;
    std::string web_folder;
    std::string image_origins;             // that pages may show images of besides our own, "https://tiles.example.org"
    bool quick_on_network_threads = true;  // false when even a quick read waits for another machine
    bool trust_proxy = false;              // believe X-Forwarded-For and -Proto of a proxy on this machine
    bool log_quick_success = true;         // false: requests that went well in under 100 ms are not in the log
    double requests_per_second = 200;      // from one address that is not this machine's; 0: no limit
    double requests_burst = 600;
    double sign_ins_per_minute = 30;  // from one address, in the long run ...
    double sign_ins_burst = 300;      // ... and at once: a school whose staff arrive behind one address
  };

  Edge(std::vector<Route> routes, Settings settings, metrics::Metrics& metrics);

  const std::vector<Route>& routes() const { return routes_; }
  bool runs_here(const Exchange& exchange) const {
    const auto run = exchange.route->run;
    return run == Run::here || (run == Run::quick && settings_.quick_on_network_threads);
  }

  bool open(Exchange& exchange, std::string_view method, std::string_view target);
  bool recall(Exchange& exchange) const;
  void identify(Exchange& exchange) const;
  bool admit(Exchange& exchange) const;
  bool receive(Exchange& exchange) const;
  void answer(Exchange& exchange) const;
  void finish(Exchange& exchange) const;
  void done(const Exchange& exchange, size_t bytes) const;

  // Answers with a problem of the edge's own making.
  static void fail(Exchange& exchange, int status, std::string code, Words what);

  // All the steps, one after the other, for tests and for callers without a socket.
  void run(Exchange& exchange, std::string_view method, std::string_view target);

 private:
  struct Meter {
    metrics::Histogram* took = nullptr;
    std::array<std::atomic<metrics::Counter*>, 600> by_status{};
  };
  bool within_limits(Exchange& exchange);
  void read_headers(Exchange& exchange) const;
  bool answer_file(Exchange& exchange, std::string_view path, bool api) const;
  bool forged(const Route& route, const Call& call) const;
  bool out_of_reach(Exchange& exchange) const;
  void log_request(const Exchange& exchange, size_t bytes, double seconds) const;

  const std::vector<Route> routes_;
  const Settings settings_;
  metrics::Metrics& metrics_;
  const Router router_;
  const WebFiles web_;
  Buckets requests_, sign_ins_;
  mutable std::vector<Meter> meters_;  // one a route, and one for everything else
  std::string page_policy_;
};

// The head of the reply, from "HTTP/1.1" to the empty line, is added to `out`.
void write_head(const Exchange& exchange, size_t length, bool keep_alive, std::string& out);

}  // namespace doorstep::http
