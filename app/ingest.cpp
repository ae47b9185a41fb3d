// doorstep-ingest: live media in. `doorstep serve` starts it and looks after it; nobody needs to start it by hand.
#include <CLI/CLI.hpp>
#include <cstdio>

#include <doorstep/log/log.h>
#include <doorstep/media/ingest.h>

int main(int argc, char** argv) {
  using namespace doorstep;
  CLI::App app{"live media in, for doorstep serve"};
  media::Ingest::Settings settings;
  std::string folder, control, log_file;
  app.add_option("--folder", folder, "folder of recordings")->required();
  app.add_option("--control", control, "path of the local socket")->required();
  app.add_option("--address", settings.address, "IP address for RTMP")->capture_default_str();
  app.add_option("--port", settings.port, "port for RTMP; 0 takes any free one")->capture_default_str();
  app.add_option("--floor", settings.floor_percent, "percent of the disk that stay free of new lessons")
      ->capture_default_str();
  app.add_option("--log", log_file, "log file; standard error when absent");
  CLI11_PARSE(app, argc, argv);
  settings.folder = folder;
  settings.control = control;
  if (!log_file.empty()) (void)log::into(log_file);
  auto opened = media::Ingest::open(settings);
  if (!opened) {
    std::fprintf(stderr, "doorstep-ingest: %s\n", opened.error().what.en.c_str());
    return 1;
  }
  std::printf("doorstep-ingest is ready: rtmp://%s:%d/live\n", settings.address.c_str(), (*opened)->port());
  std::fflush(stdout);
  (*opened)->run();
  log::flush();
  return 0;
}
