#include "ingest.h"

#include <sys/resource.h>

#include <boost/asio/post.hpp>
#include <csignal>
#include <fstream>

#include <doorstep/base/digest.h>
#include <doorstep/log/log.h>

#include "inside.h"
#include "rtmp_publisher.h"

namespace doorstep::media {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using tcp = asio::ip::tcp;
using local = asio::local::stream_protocol;

constexpr auto sweep_every = std::chrono::milliseconds(1000);
constexpr auto farewell_time = std::chrono::milliseconds(2000);  // for a source to read why it was let go

Words too_many() { return say("连接过多，请稍后再试", "too many connections; try again in a moment"); }

}  // namespace

Result<void> Ingest::Inside::listen() {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(settings.address, error);
  if (error)
    return refuse(Fault::invalid, "listen-address",
                  say("{} 不是 IP 地址", "{} is not an IP address", settings.address));
  const tcp::endpoint at(address, settings.port);
  acceptor.open(at.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(at, error);
  if (!error) acceptor.listen(1024, error);
  if (error)
    return refuse(
        Fault::conflict, "listen-failed",
        say("无法在 {}:{} 上监听：{}", "cannot listen at {}:{}: {}", settings.address, settings.port, error.message()));
  std::error_code ignored;
  fs::remove(settings.control, ignored);  // of a process that was killed
  const local::endpoint beside(settings.control.string());
  control.open(beside.protocol(), error);
  if (!error) control.bind(beside, error);
  if (!error) control.listen(4, error);
  if (error)
    return refuse(Fault::conflict, "listen-failed",
                  say("无法打开 {}：{}", "cannot open {}: {}", settings.control.string(), error.message()));
  fs::permissions(settings.control, fs::perms::owner_read | fs::perms::owner_write, ignored);
  return {};
}

// What was being taken in when the process died.
void Ingest::Inside::recover() {
  std::error_code error;
  fs::create_directories(marks(), error);
  std::vector<fs::path> found;
  for (const auto& one : fs::directory_iterator(marks(), error)) found.push_back(one.path());
  for (const auto& path : found) {
    const auto name = path.filename().string();
    const auto dot = name.find('.');
    const auto there = folder(name.substr(0, dot), dot == name.npos ? "" : name.substr(dot + 1));
    if (const auto epochs = epochs_in(there); !epochs.empty()) {
      const auto adopted = recover_epoch(there, epochs.back());
      log::write(adopted ? log::Level::info : log::Level::error, "recording recovered",
                 {{"folder", there.string()},
                  {"epoch", epochs.back()},
                  {"adopted", adopted ? *adopted : -1},
                  {"error", adopted ? std::string{} : adopted.error().what.en}});
    }
    fs::remove(path, error);
  }
}

void Ingest::Inside::accept() {
  acceptor.async_accept([this](const boost::system::error_code& error, IngestSocket socket) {
    if (error == asio::error::operation_aborted) return;
    if (error) {  // out of descriptors: the sweep will have closed some
      sweeper.cancel();
      return asio::post(io, [this] { accept(); });
    }
    std::string bytes(1528, '\0');
    for (auto& c : bytes) c = static_cast<char>(random());
    const auto made = std::make_shared<RtmpPublisher>(std::move(socket), *this, std::move(bytes));
    size_t unknown = 0;
    for (const auto& one : publishers) unknown += !one->taken_in() && one->remote() == made->remote();
    if (unknown >= settings.most_unknown_from_one || publishers.size() >= settings.most_connections) {
      const auto oldest = std::ranges::find_if(publishers, [&](const auto& one) {
        return !one->taken_in() && (unknown < settings.most_unknown_from_one || one->remote() == made->remote());
      });
      if (oldest != publishers.end()) std::shared_ptr(*oldest)->close(too_many());
    }
    publishers.push_back(made);
    made->start();
    accept();
  });
}

void Ingest::Inside::asks(const std::shared_ptr<Publisher>& publisher) {
  const auto digest = digest_hex(publisher->key());
  if (const auto found = known.find(digest); found != known.end() && !server)
    return asio::post(io, [this, publisher, grant = found->second] { granted(publisher, grant, true); });
  const auto number = next_question++;
  questions[number] = publisher;
  FromIngest ask{Told::ask, number, publisher->key(), publisher->remote(), "", "", {}, {}, 0, 0};
  tell(ask);
}

void Ingest::Inside::granted(const std::shared_ptr<Publisher>& publisher, const Grant& grant, bool was_known) {
  if (publisher->closed() || publisher->ending()) return;
  auto& there = live[{grant.lesson, grant.source}];
  if (there && !there->closed()) {
    if (Steady::now() - there->heard() < settings.replaced_after)
      return publisher->refuse(say("这个推流码正在被另一台设备使用", "another source is publishing with this key"));
    std::shared_ptr(there)->close(say("设备断线后重新连接", "the source came again after it had fallen silent"));
  }
  if (!was_known && disk_low())
    return publisher->refuse(say("存放录像的磁盘快满了，暂不接收新的课堂，请联系管理员",
                                 "the disk of recordings is nearly full: no new lesson is taken in; tell the "
                                 "administrator"));
  live[{grant.lesson, grant.source}] = publisher;
  std::ofstream{mark(grant.lesson, grant.source)}.flush();
  publisher->accept(grant.lesson, grant.source);
  {
    const std::lock_guard hold(mutex);
    kept.push_back(publisher->intake());
  }
  log::write(log::Level::info, "source came",
             {{"lesson", grant.lesson}, {"source", grant.source}, {"remote", publisher->remote()}});
  tell({Told::came, 0, "", publisher->remote(), grant.lesson, grant.source, {}, {}, 0, 0});
}

void Ingest::Inside::grew(Publisher& publisher) {
  tell({Told::grew, 0, "", "", publisher.lesson(), publisher.source(), {}, {}, 0, 0});
}

void Ingest::Inside::gone(Publisher& publisher, const Words& why) {
  publishers.remove_if([&](const auto& one) { return one.get() == &publisher; });
  if (!publisher.taken_in()) return;
  const auto found = live.find({publisher.lesson(), publisher.source()});
  if (found != live.end() && found->second.get() == &publisher) {
    live.erase(found);
    std::error_code ignored;
    fs::remove(mark(publisher.lesson(), publisher.source()), ignored);
  }
  {
    const std::lock_guard hold(mutex);
    std::erase(kept, publisher.intake());
  }
  log::write(log::Level::info, "source went",
             {{"lesson", publisher.lesson()}, {"source", publisher.source()}, {"why", why.en}});
  tell({Told::went, 0, "", publisher.remote(), publisher.lesson(), publisher.source(), why, {}, 0, 0});
}

bool Ingest::Inside::disk_low() const {
  std::error_code error;
  const auto space = fs::space(settings.folder, error);
  return !error && space.available < space.capacity / 100 * static_cast<uintmax_t>(settings.floor_percent);
}

std::vector<SourceStats> Ingest::Inside::all_stats() {
  std::vector<SourceStats> made;
  for (const auto& [at, publisher] : live) {
    if (!publisher->intake()) continue;
    made.push_back(publisher->intake()->stats());
    made.back().lesson = at.first;
    made.back().source = at.second;
  }
  return made;
}

void Ingest::Inside::sweep() {
  sweeper.expires_after(sweep_every);
  sweeper.async_wait([this](const boost::system::error_code&) {
    const auto now = Steady::now();
    for (const auto& one : std::vector(publishers.begin(), publishers.end())) {
      if (one->ending()) {
        if (now - one->heard() > farewell_time) one->close();
      } else if (one->taken_in()) {
        if (now - one->heard() > settings.silence_most)
          one->close(say("设备 {} 秒没有发送数据", "the source sent nothing for {} seconds",
                         std::chrono::duration_cast<std::chrono::seconds>(settings.silence_most).count()));
      } else if (now - one->begun() >
                 settings.publish_time + (one->asked() ? settings.answer_time : Steady::duration{})) {
        one->asked() ? one->refuse(say("服务器暂时无法确认推流码，请稍后再试",
                                       "the server cannot check the key at the moment; try again"))
                     : one->close({});
      }
    }
    std::erase_if(questions, [](const auto& one) { return one.second.expired(); });
    FromIngest stats;
    stats.what = Told::stats;
    stats.sources = all_stats();
    stats.connections = static_cast<int64_t>(publishers.size());
    std::error_code ignored;
    stats.free = static_cast<int64_t>(fs::space(settings.folder, ignored).available);
    tell(stats);
    if (!server && now - alone_since > settings.alone_most) return io.stop();
    sweep();
  });
}

// Each second what was kept is made to survive a loss of power, beside the network's thread.
void Ingest::Inside::sync_always() {
  std::unique_lock hold(mutex);
  while (!wake.wait_for(hold, std::chrono::seconds(1), [&] { return over; })) {
    const auto now = kept;
    hold.unlock();
    for (const auto& one : now) one->sync();
    hold.lock();
  }
}

Result<std::unique_ptr<Ingest>> Ingest::open(Settings settings) {
  std::error_code error;
  fs::create_directories(settings.folder, error);
  if (error)
    return refuse(
        Fault::invalid, "folder",
        say("无法建立文件夹 {}：{}", "cannot make the folder {}: {}", settings.folder.string(), error.message()));
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, settings.most_connections * 2 + 1024);
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
  }
  auto inside = std::make_unique<Inside>(std::move(settings));
  inside->recover();
  DOORSTEP_TRY(inside->listen());
  return std::unique_ptr<Ingest>(new Ingest(std::move(inside)));
}

Ingest::Ingest(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Ingest::~Ingest() = default;

uint16_t Ingest::port() const { return inside_->acceptor.local_endpoint().port(); }

void Ingest::stop() { inside_->io.stop(); }

void Ingest::run() {
  std::signal(SIGPIPE, SIG_IGN);
  auto& in = *inside_;
  in.signals.add(SIGTERM);
  in.signals.async_wait([&in](const boost::system::error_code& error, int) {
    if (!error) in.io.stop();
  });
  in.syncing = std::thread([&in] { in.sync_always(); });
  in.accept();
  in.accept_server();
  in.sweep();
  in.io.run();
  for (const auto& one : std::vector(in.publishers.begin(), in.publishers.end()))
    one->close(say("服务器正在停止", "the server is stopping"));
}

}  // namespace doorstep::media
