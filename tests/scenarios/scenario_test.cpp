// Runs the *.scenario files beside it against the program named on the command line. See README.md for the form.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>

namespace fs = std::filesystem;

namespace {

fs::path program;

struct Step {
  int line = 0;
  std::string file, content;  // a file to write, or
  std::string command;        // a command with what is expected of it
  std::vector<std::string> output, errors;
  int status = 0;
};

std::vector<Step> parse(const fs::path& path) {
  std::ifstream in{path};
  std::vector<Step> steps;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.rfind("# ", 0) == 0 || line == "#" || (line.empty() && (steps.empty() || steps.back().command.empty())))
      continue;
    if (line.rfind("file ", 0) == 0) {
      Step step{number, line.substr(5), {}, {}, {}, {}, 0};
      while (std::getline(in, line) && ++number && line != "END") step.content += line + "\n";
      steps.push_back(step);
    } else if (line.rfind("$ ", 0) == 0) {
      steps.push_back({number, {}, {}, line.substr(2), {}, {}, 0});
    } else if (line.rfind("? ", 0) == 0 && !steps.empty()) {
      steps.back().status = std::stoi(line.substr(2));
    } else if (line.rfind("! ", 0) == 0 && !steps.empty()) {
      steps.back().errors.push_back(line.substr(2));
    } else if (!line.empty() && !steps.empty()) {
      steps.back().output.push_back(line);
    }
  }
  return steps;
}

std::string read(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool line_fits(const std::string& wanted, const std::string& line) {
  if (wanted.rfind("~ ", 0) == 0) return std::regex_match(line, std::regex{wanted.substr(2)});
  return wanted == line;
}

bool fits(const std::vector<std::string>& wanted, size_t w, const std::vector<std::string>& lines, size_t l) {
  if (w == wanted.size()) return l == lines.size();
  if (wanted[w] == "...") {
    for (size_t skip = l; skip <= lines.size(); ++skip)
      if (fits(wanted, w + 1, lines, skip)) return true;
    return false;
  }
  return l < lines.size() && line_fits(wanted[w], lines[l]) && fits(wanted, w + 1, lines, l + 1);
}

class Scenario : public testing::Test {
 public:
  explicit Scenario(fs::path path) : path_(std::move(path)) {}

  void TestBody() override {
    const auto steps = parse(path_);
    ASSERT_FALSE(steps.empty()) << path_ << " has no steps";
    char folder[] = "/tmp/doorstep-scenario-XXXXXX";
    ASSERT_NE(mkdtemp(folder), nullptr);
    for (const auto& step : steps) run(step, folder);
    fs::remove_all(folder);
  }

 private:
  void run(const Step& step, const fs::path& folder) {
    if (!step.file.empty()) {
      fs::create_directories((folder / step.file).parent_path());
      std::ofstream{folder / step.file, std::ios::binary} << step.content;
      return;
    }
    const auto out = folder / ".out", err = folder / ".err";
    const std::string script = "cd '" + folder.string() +
                               "' && export SOURCE='" DOORSTEP_SOURCE_DIR
                               "' LC_ALL=C.UTF-8 DOORSTEP_LANGUAGE=${DOORSTEP_LANGUAGE:-en} PATH='" +
                               program.parent_path().string() + "':$PATH && (" + step.command + ") >'" + out.string() +
                               "' 2>'" + err.string() + "' </dev/null";
    const int status = WEXITSTATUS(std::system(script.c_str()));
    const auto where = path_.filename().string() + ":" + std::to_string(step.line) + ": " + step.command;
    EXPECT_EQ(status, step.status) << where << "\n" << read(err);
    EXPECT_TRUE(fits(step.output, 0, lines_of(read(out)), 0)) << where << "\nprinted:\n" << read(out) << read(err);
    for (const auto& error : step.errors)
      EXPECT_TRUE(std::regex_search(read(err), std::regex{error})) << where << "\nerrors:\n"
                                                                   << read(err) << "lack: " << error;
  }

  fs::path path_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc < 2) return std::fprintf(stderr, "usage: scenario_test PROGRAM\n"), 2;
  program = fs::absolute(argv[1]);
  std::vector<fs::path> stories;
  for (const auto& entry : fs::directory_iterator(fs::path{DOORSTEP_SOURCE_DIR} / "tests/scenarios"))
    if (entry.path().extension() == ".scenario") stories.push_back(entry.path());
  std::sort(stories.begin(), stories.end());
  for (const auto& story : stories)
    testing::RegisterTest("Scenario", story.stem().c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [story]() -> testing::Test* { return new Scenario{story}; });
  return RUN_ALL_TESTS();
}
