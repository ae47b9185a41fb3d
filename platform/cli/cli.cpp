#include "cli.h"

#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace doorstep::cli {
namespace {

// Chinese unless the locale says otherwise; DOORSTEP_LANGUAGE=zh|en decides first.
Language preferred_language() {
  for (const char* name : {"DOORSTEP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value && *value) return std::string_view{value}.starts_with("zh") ? Language::zh : Language::en;
  }
  return Language::en;
}

}  // namespace

void Console::print(std::string_view text) const {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
}

void Console::note(const Words& words) const { std::fprintf(stderr, "%s\n", say(words).c_str()); }

void Console::complain(const Error& error) const {
  std::fprintf(stderr, "doorstep: %s\n", say(error.what).c_str());
  for (const auto& field : error.fields)
    std::fprintf(stderr, "  %s: %s\n", field.field.c_str(), say(field.what).c_str());
}

void Console::progress(const Words& what, int64_t done, std::optional<double> share, double per_second,
                       std::optional<double> seconds_left) {
  const bool terminal = isatty(STDERR_FILENO);
  const auto now = std::chrono::steady_clock::now();
  const auto pause = terminal ? std::chrono::milliseconds{100} : std::chrono::milliseconds{5000};
  if (drawn_ && now - last_ < pause) return;
  last_ = now;
  drawn_ = true;
  std::string line = say(what);
  if (share) {
    const int filled = static_cast<int>(*share * 24);
    line +=
        " [" + std::string(static_cast<size_t>(filled), '#') + std::string(static_cast<size_t>(24 - filled), '.') + "]";
    line += fmt::format(" {:3.0f} %", *share * 100);
  }
  const auto rate = doorstep::say("{} 行，每秒 {:.0f} 行", "{} rows, {:.0f} rows/s", done, per_second);
  if (done > 0) line += "  " + say(rate);
  if (seconds_left) line += "  " + say(doorstep::say("剩余 {:.0f} 秒", "{:.0f} s left", *seconds_left));
  std::fprintf(stderr, terminal ? "\r\033[K%s" : "%s\n", line.c_str());
  std::fflush(stderr);
}

void Console::progress_done() {
  if (drawn_ && isatty(STDERR_FILENO)) std::fprintf(stderr, "\r\033[K");
  drawn_ = false;
}

Result<std::string> file_text(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::string text;
  constexpr size_t piece = 1 << 20;
  while (in) {  // not by its size: it may be a pipe
    const auto had = text.size();
    text.resize(had + piece);
    in.read(text.data() + had, piece);
    text.resize(had + static_cast<size_t>(in.gcount()));
  }
  if (!in.eof())
    return refuse(Fault::not_found, "file-unreadable", say("无法读取文件 {}", "the file {} cannot be read", path));
  return text;
}

Result<void> write_file(const std::string& path, std::string_view text) {
  std::ofstream out{path, std::ios::binary};
  out << text;
  out.close();
  if (out) return {};
  return refuse(Fault::invalid, "file-unwritable", say("无法写入文件 {}", "the file {} cannot be written", path));
}

int run(int argc, char** argv, const std::string& version, const std::vector<Verb>& verbs) {
  Console console{preferred_language()};
  CLI::App app{console.say(say("Doorstep：集团化办学管理程序", "Doorstep runs education groups")), "doorstep"};
  app.set_version_flag("--version", version);
  app.require_subcommand(1);
  std::vector<std::pair<CLI::App*, std::function<Result<void>(Console&)>>> actions;
  for (const auto& verb : verbs) {
    auto* child = app.add_subcommand(verb.name, console.say(verb.summary));
    actions.emplace_back(child, verb.declare(*child));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : bad_usage;
  }
  for (const auto& [child, action] : actions) {
    if (!child->parsed()) continue;
    auto done = action(console);
    console.progress_done();
    if (done) return 0;
    console.complain(done.error());
    return done.error().code == "usage" ? bad_usage : bad_input;
  }
  return bad_usage;
}

}  // namespace doorstep::cli
