#include <sys/stat.h>
#include <CLI/CLI.hpp>
#include <ctime>
#include <filesystem>

#include <doorstep/http/edge.h>
#include <doorstep/http/server.h>
#include <doorstep/jobs/rounds.h>
#include <doorstep/log/log.h>

#include "product.h"
#include "verbs.h"
#include "wiring_teachers.h"

namespace doorstep::app {
namespace {

struct Options : DataPlace {
  std::string files, listen = "127.0.0.1:8080", web = web_folder(), log_file, rtmp;
  int threads = 2;
  bool trust_proxy = false;
  MapTiles map;
};

Result<std::pair<std::string, uint16_t>> address_of(const std::string& option, const std::string& listen) {
  const auto colon = listen.rfind(':');
  const auto number = colon == listen.npos ? std::string{} : listen.substr(colon + 1);
  if (number.empty() || number.size() > 5 || number.find_first_not_of("0123456789") != number.npos ||
      std::stoi(number) > 65535)
    return refuse(
        Fault::invalid, "usage",
        say("{} 应为 地址:端口，例如 127.0.0.1:8080", "{} wants ADDRESS:PORT, for example 127.0.0.1:8080", option));
  return std::pair{listen.substr(0, colon), static_cast<uint16_t>(std::stoi(number))};
}

// Reading people by name and taking files out leave a trace: who, when, which page.
void note(Product& product, const char* action, const http::Call& call, const http::Route& route) {
  auto noted = product.database->write([&](db::Session& session) -> Result<void> {
    product.trail->append(session, call.actor,
                          {action, "page", call.path, {}, {{"route", {}, {json::text(route.path)}}}});
    return {};
  });
  if (!noted) log::write(log::Level::error, "a reading or an export could not be noted", {{"path", call.path}});
}

http::Edge::Settings edge_settings(Product& product, const Options& options) {
  http::Edge::Settings settings;
  settings.places = product.places.get();
  settings.remembered = [&](const http::Call& call) { return product.accounts->remembered(call.session_token); };
  settings.authenticate = [&](const http::Call& call) { return product.accounts->authenticate(call.session_token); };
  settings.people_read = [&](const http::Call& call, const http::Route& route) {
    note(product, "people-read", call, route);
  };
  settings.exported = [&](const http::Call& call, const http::Route& route) { note(product, "exported", call, route); };
  settings.web_folder = options.web;
  settings.image_origins = origin_of(options.map);
  settings.quick_on_network_threads = product.database->dialect() == db::Dialect::sqlite;
  settings.trust_proxy = options.trust_proxy;
  settings.log_quick_success = false;
  return settings;
}

// Servers that share a PostgreSQL are told apart by the names of their machines; a data folder has one server.
std::string machine_of(const Options& options) {
  char name[256] = "main";
  if (!options.database.empty()) gethostname(name, sizeof name - 1);
  return name;
}

// Live media comes in by a process of its own, whose program stands beside this one.
Result<void> take_in(Product& product, const Options& options) {
  DOORSTEP_LET(at, address_of("--rtmp", options.rtmp));
  std::error_code error;
  const auto own = std::filesystem::read_symlink("/proc/self/exe", error);
  media::Link::Settings settings;
  settings.program = own.parent_path() / "doorstep-ingest";
  if (!std::filesystem::exists(settings.program, error))
    return refuse(
        Fault::invalid, "ingest-missing",
        say("缺少程序 {}：请重新安装", "the program {} is missing: install again", settings.program.string()));
  settings.address = at.first;
  settings.port = at.second;
  settings.log_file = options.log_file;
  char name[256] = "main";
  gethostname(name, sizeof name - 1);
  product.live->take_in(std::move(settings), name, machine_of(options));
  return {};
}

Result<void> serve(cli::Console& console, const Options& options) {
  DOORSTEP_LET(listen, address_of("--listen", options.listen));
  if (!options.log_file.empty()) DOORSTEP_TRY(log::into(options.log_file));
  DOORSTEP_TRY(check(options.map));
  DOORSTEP_LET(product, open_product(options.place(), {machine_of(options), options.files}));
  DOORSTEP_TRY(product->files->claim_folder());
  product->map = options.map;
  product->imports->tidy();
  http::Edge edge{routes_of(*product), edge_settings(*product, options), product->metrics};
  http::Server::Settings settings;
  settings.address = listen.first;
  settings.port = listen.second;
  settings.network_threads = options.threads;
  settings.spool_folder = product->uploads;
  settings.hand_over = [&](int socket, const std::string& grant) { product->live->hand_over(socket, grant); };
  DOORSTEP_LET(server, http::Server::open(settings, edge));
  const jobs::Rounds mails{"mails", std::chrono::seconds(10), [&] { product->mail->round(); }};
  const jobs::Rounds tidying{"files", std::chrono::hours(1), [&] {
                               product->files->tidy(std::time(nullptr));
                               product->parts->tidy(std::time(nullptr));
                             }};
  const jobs::Rounds previews{"previews", std::chrono::seconds(1), [&] { product->previews->round(); }};
  const jobs::Rounds checking{"uploads", std::chrono::seconds(1), [&] { product->parts->round(std::time(nullptr)); }};
  const jobs::Rounds ranks{"ranks", std::chrono::minutes(20), [&] { product->ladders->keep_register(); }};
  PeopleAhead people{*product};
  const jobs::Rounds ahead{"people", std::chrono::seconds(1), [&] { people.round(); }};
  const jobs::Rounds reminders{"exchange", std::chrono::hours(1), [&] { product->secondments->remind(Date::today()); }};
  const jobs::Rounds homework{"assignments", std::chrono::minutes(10), [&] { product->assignments->remind(); }};
  const jobs::Rounds lessons{"classroom", std::chrono::seconds(30), [&] { product->classroom->round(); }};
  const jobs::Rounds library{"library", std::chrono::seconds(2), [&] { product->resources->refresh(); }};
  if (!options.rtmp.empty()) DOORSTEP_TRY(take_in(*product, options));
  const jobs::Rounds elsewhere{"live", std::chrono::seconds(1), [&] {
                                 if (!options.database.empty()) product->live->look();
                               }};
  DOORSTEP_LET(link, product->accounts->first_administrator());
  console.print(console.say(say("Doorstep 已就绪：{}", "Doorstep is ready: {}", server->url())));
  if (link)
    console.print(
        console.say(say("首位管理员的一次性登录链接：{}/link#{}",
                        "one-time sign-in link of the first administrator: {}/link#{}", server->url(), link->token)));
  std::fflush(stdout);
  server->run();
  product->live->stop();
  product->previews->stop();
  log::flush();
  return {};
}

}  // namespace

cli::Verb serve_verb() {
  return {
      "serve", say("启动服务", "serve the product"), [](CLI::App& app) {
        auto options = std::make_shared<Options>();
        place_options(app, *options);
        app.add_option(
            "--files", options->files,
            "folder for files that people upload, shared by all servers of a --database; DIR/files of --data");
        app.add_option("--listen", options->listen, "ADDRESS:PORT; port 0 takes any free one")->capture_default_str();
        app.add_option(
            "--rtmp", options->rtmp,
            "ADDRESS:PORT at which recorder boxes and programs send lessons, 0.0.0.0:1935 say; none when absent");
        app.add_option("--web", options->web, "folder of the built web app")->capture_default_str();
        app.add_option("--log", options->log_file, "log file; standard error when absent");
        app.add_option("--threads", options->threads, "network threads")
            ->capture_default_str()
            ->check(CLI::Range(1, 64));
        app.add_flag("--trust-proxy", options->trust_proxy, "believe X-Forwarded-For of a proxy on this machine");
        app.add_option("--map-tiles", options->map.url, "address of map tiles with {z}, {x} and {y}; none when absent");
        app.add_option("--map-attribution", options->map.attribution, "what the tiles' licence asks to show");
        return [options](cli::Console& console) { return serve(console, *options); };
      }};
}

}  // namespace doorstep::app
