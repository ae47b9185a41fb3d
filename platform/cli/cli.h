// The command line: verbs as rows, declared by the modules and collected by main, the way routes are.
//
// A verb answers on standard output: words for people, or with --json one JSON value. Errors go to standard error and
// the program ends with 1 for bad input; bad usage (unknown options, missing arguments) ends with 2.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/json.h>
#include <doorstep/base/result.h>

namespace CLI {
class App;  // who declares a verb includes <CLI/CLI.hpp>, which takes six seconds to compile
}

namespace doorstep::cli {

inline constexpr int bad_input = 1;
inline constexpr int bad_usage = 2;

// Where a verb speaks. Thread-compatible.
class Console {
 public:
  explicit Console(Language language) : language_(language) {}
  Language language() const { return language_; }
  const std::string& say(const Words& words) const { return words.in(language_); }
  void print(std::string_view text) const;  // to standard output, with a line end
  void note(const Words& words) const;      // to standard error
  void complain(const Error& error) const;  // to standard error, with its fields

  // A line on a terminal that is rewritten in place; on a pipe, a line now and then. share is 0 to 1; `done`: rows so
  // far, 0 where no rows are counted.
  void progress(const Words& what, int64_t done, std::optional<double> share, double per_second,
                std::optional<double> seconds_left);
  void progress_done();

 private:
  Language language_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_{};
};

// Files that a verb is named. not_found, or invalid where it cannot be written.
Result<std::string> file_text(const std::string& path);
Result<void> write_file(const std::string& path, std::string_view text);

struct Verb {
  std::string name;
  Words summary;
  // Declares the options on `app` and returns what the verb does once they are parsed.
  std::function<std::function<Result<void>(Console&)>(CLI::App& app)> declare;
};

// Parses argv by the verbs and runs one. Returns the exit status.
int run(int argc, char** argv, const std::string& version, const std::vector<Verb>& verbs);

}  // namespace doorstep::cli
