// A small server with rows of every sort, for tests.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "client.h"
#include "edge.h"
#include "server.h"

namespace doorstep::http::testing {

struct Named {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (name))
struct Sized {
  int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(Sized, (), (bytes))
struct Many {
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(Many, (), (count))

struct Held {
  int seconds = 60;  // that it waits at most
};
BOOST_DESCRIBE_STRUCT(Held, (), (seconds))

class Nowhere : public Places {
 public:
  bool within(const OrgId& org, const OrgId& root) const override { return org == root; }
  OrgId district_of(const OrgId&) const override { return {}; }
};

// Handlers wait here until a test lets them go.
class Gate {
 public:
  void wait() {
    std::unique_lock hold(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(hold, [&] { return open_; });
  }
  void open() {
    const std::lock_guard hold(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  // Answers that are not there yet: who listens is called when somebody rings.
  void listen(std::function<void()> again) {
    const std::lock_guard hold(mutex_);
    listeners_.push_back(std::move(again));
    changed_.notify_all();
  }
  void ring() {
    std::vector<std::function<void()>> called;
    {
      const std::lock_guard hold(mutex_);
      rung_ = true;
      called.swap(listeners_);
    }
    for (const auto& again : called) again();
  }
  bool rung() {
    const std::lock_guard hold(mutex_);
    return rung_;
  }
  void wait_for_listeners(size_t count) {
    std::unique_lock hold(mutex_);
    changed_.wait(hold, [&] { return listeners_.size() >= count; });
  }
  void wait_for_someone() {
    std::unique_lock hold(mutex_);
    changed_.wait(hold, [&] { return waiting_ > 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::function<void()>> listeners_;
  bool open_ = false, rung_ = false;
  int waiting_ = 0;
};

inline const std::string own_school = "11111111-1111-4111-8111-111111111111";
inline const std::string other_school = "22222222-2222-4222-8222-222222222222";

struct SchoolPath {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(SchoolPath, (), (id))

// Counts what comes, and wants no more than `most`.
class Counting : public Sink {
 public:
  explicit Counting(int64_t most) : most_(most) {}
  bool take(std::string_view bytes) override { return (count_ += static_cast<int64_t>(bytes.size())) <= most_; }
  int64_t count() const { return count_; }
  bool over() const { return count_ > most_; }

 private:
  const int64_t most_;
  int64_t count_ = 0;
};

inline std::vector<Route> rows(Gate& gate) {
  using None_ = const None&;
  std::vector<Route> all;
  all.push_back(row<None, Named>(Method::get, "/api/name", Right::open, Run::quick, say("名", "A name"),
                                 [](const Call&, None_) -> Result<Named> { return Named{"东升"}; }));
  all.push_back(row<None, Named>(Method::get, "/api/work", Right::open, Run::work, say("慢", "On the pool"),
                                 [](const Call&, None_) -> Result<Named> { return Named{"pool"}; }));
  all.push_back(row<None, Named>(Method::post, "/api/abroad", Right::open, Run::abroad, say("外", "Elsewhere"),
                                 [](const Call&, None_) -> Result<Named> { return Named{"back"}; })
                    .signs_in());
  all.push_back(row<None, Named>(Method::post, "/api/sign-in", Right::open, Run::work, say("登录", "Sign in"),
                                 [](const Call&, None_) -> Result<Named> { return Named{"in"}; })
                    .signs_in());
  all.push_back(row<Many, std::vector<Named>>(Method::get, "/api/many", Right::open, Run::quick, say("多", "Many"),
                                              [](const Call&, const Many& in) -> Result<std::vector<Named>> {
                                                return std::vector<Named>(static_cast<size_t>(in.count),
                                                                          Named{"school"});
                                              }));
  all.push_back(
      row_with_body<None, Named, Named>(Method::post, "/api/name", Right::open, Run::work, say("改", "Says it back"),
                                        [](const Call&, None_, const Named& body) -> Result<Named> { return body; }));
  all.push_back(row<None, Sized>(Method::put, "/api/upload", Right::open, Run::work, say("传", "Upload"),
                                 [](const Call& call, None_) -> Result<Sized> {
                                   return Sized{static_cast<int64_t>(std::filesystem::file_size(call.spooled_file))};
                                 })
                    .uploads(8 << 20));
  all.push_back(row<None, Named>(Method::put, "/api/upload-name", Right::open, Run::work, say("名", "Its name"),
                                 [](const Call& call, None_) -> Result<Named> {
                                   return Named{std::filesystem::path{call.spooled_file}.filename().string()};
                                 })
                    .uploads(8 << 20));
  all.push_back(row<None, Reply>(Method::get, "/api/other", Right::open, Run::work, say("换", "Another protocol"),
                                 [](const Call&, const None&) -> Result<Reply> {
                                   Reply reply;
                                   reply.status = 101;
                                   reply.body = "what for";
                                   return reply;
                                 }));
  all.push_back(row<None, Reply>(Method::get, "/api/file", Right::open, Run::work, say("文件", "A file"),
                                 [](const Call& call, None_) -> Result<Reply> {
                                   Reply reply;
                                   reply.type = "text/plain";
                                   reply.file = call.header("x-file");
                                   reply.etag = call.header("x-tag");
                                   return reply;
                                 }));
  all.push_back(row<None, Sized>(Method::patch, "/api/stream", Right::open, Run::work, say("流", "A stream"),
                                 [](const Call& call, None_) -> Result<Sized> {
                                   const auto& sink = static_cast<const Counting&>(*call.sink);
                                   if (sink.over()) return refuse(Fault::too_large, "too-much", say("多", "too much"));
                                   return Sized{sink.count()};
                                 })
                    .receives("application/x-bytes",
                              [](const Call& call) -> Result<std::shared_ptr<Sink>> {
                                if (call.headers.contains("x-unwanted"))
                                  return refuse(Fault::conflict, "unwanted", say("不要", "not wanted"));
                                return std::make_shared<Counting>(64 << 20);
                              })
                    .says("X-Stream", "1"));
  all.push_back(row<None, None>(Method::options, "/api/stream", Right::open, Run::quick, say("能", "What it can"),
                                [](const Call&, None_) -> Result<None> { return None{}; })
                    .says("X-Stream", "1"));
  auto form = row<None, Named>(Method::get, "/api/form", Right::open, Run::quick, say("表", "A form"),
                               [](const Call&, None_) -> Result<Named> { return Named{}; });
  form.body_type = "application/x-www-form-urlencoded";
  form.handle = [](const Call& call) -> Result<Reply> { return reply_of(Named{call.parameter("?")}, 0); };
  all.push_back(form);
  form.method = Method::post;
  form.handle = [](const Call& call) -> Result<Reply> { return reply_of(Named{call.body}, 0); };
  all.push_back(std::move(form));
  all.push_back(row<None, None>(Method::post, "/api/gate", Right::open, Run::work, say("等", "Waits"),
                                [&gate](const Call&, None_) -> Result<None> {
                                  gate.wait();
                                  return None{};
                                }));
  const auto held = [&gate](const Call& call, const Held& in) -> Result<Reply> {
    if (gate.rung() || call.waited) return reply_of(Named{gate.rung() ? "rung" : "nobody rang"}, 200);
    Reply reply;
    reply.wait = [&gate](std::function<void()> again) { gate.listen(std::move(again)); };
    reply.wait_most = std::chrono::milliseconds(in.seconds * 1000);
    return reply;
  };
  all.push_back(
      row<Held, Reply>(Method::get, "/api/held", Right::open, Run::here, say("等", "Waits for a ring"), held));
  all.push_back(
      row<Held, Reply>(Method::get, "/api/held-on-pool", Right::open, Run::work, say("等", "Waits on the pool"), held));
  all.push_back(row<None, None>(Method::get, "/api/broken", Right::open, Run::work, say("坏", "Throws"),
                                [](const Call&, None_) -> Result<None> { throw std::runtime_error("secret detail"); }));
  all.push_back(row<SchoolPath, Named>(Method::get, "/api/schools/{id}", Right::people_read, Run::quick,
                                       say("校", "School"),
                                       [](const Call&, const SchoolPath&) -> Result<Named> { return Named{"mine"}; })
                    .within([](const Call& call) { return OrgId{call.parameter("id")}; }));
  all.push_back(row<None, None>(Method::post, "/api/own", Right::self, Run::quick, say("己", "Own"),
                                [](const Call&, None_) -> Result<None> { return None{}; }));
  all.push_back(row<None, None>(Method::get, "/api/operate", Right::operate, Run::quick, say("运维", "Operate"),
                                [](const Call&, None_) -> Result<None> { return None{}; })
                    .also_for_this_machine());
  return all;
}

// "principal" and "slow-principal" are sessions of the principal of own_school; the second has to be looked up.
inline Edge::Settings settings(const Places& places, std::atomic<int>& readings) {
  Edge::Settings settings;
  settings.places = &places;
  settings.log_quick_success = false;
  const auto principal = [] { return Actor{{"a"}, "Principal", {{Role::principal, {own_school}}}, Language::en, ""}; };
  settings.remembered = [principal](const Call& call) -> std::optional<Actor> {
    return call.session_token == "principal" ? std::optional{principal()} : std::nullopt;
  };
  settings.authenticate = [principal](const Call& call) -> Result<Actor> {
    if (call.session_token == "slow-principal") return principal();
    return refuse(Fault::unauthorized, "session-over", say("会话已结束", "the session is over"));
  };
  settings.people_read = [&readings](const Call&, const Route&) { ++readings; };
  return settings;
}

// The server, running in a thread of its own for as long as the object lives.
class House {
 public:
  explicit House(Server::Settings limits = {}, std::function<void(Edge::Settings&)> change = {}) {
    auto chosen = settings(places, readings);
    if (change) change(chosen);
    edge.emplace(rows(gate), chosen, metrics);
    limits.port = 0;
    limits.signals = false;
    limits.spool_folder = spool;
    server = std::move(*Server::open(limits, *edge));
    port = server->port();
    thread = std::thread([this] { server->run(); });
  }
  ~House() {
    gate.open();
    server->stop();
    if (thread.joinable()) thread.join();
    server.reset();
    std::filesystem::remove_all(spool);
  }

  Gate gate;
  Nowhere places;
  std::atomic<int> readings{0};
  metrics::Metrics metrics;
  std::string spool = std::filesystem::temp_directory_path() / ("doorstep-http-" + new_uuid());
  std::optional<Edge> edge;
  std::unique_ptr<Server> server;
  uint16_t port = 0;
  std::thread thread;
};

}  // namespace doorstep::http::testing
