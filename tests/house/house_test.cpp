// The rules of the house that neither the compiler nor the build can see, read off the source tree itself.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;

namespace {

const fs::path house = DOORSTEP_SOURCE_DIR;

struct Source {
  std::string path;  // from the root of the house, with slashes
  std::string text;
};

std::string read(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

const std::vector<Source>& sources() {
  static const std::vector<Source> all = [] {
    std::vector<Source> found;
    for (const char* layer : {"base", "engines", "platform", "modules", "app"})
      for (const auto& entry : fs::recursive_directory_iterator(house / layer)) {
        const auto extension = entry.path().extension();
        if (extension == ".cpp" || extension == ".h")
          found.push_back({fs::relative(entry.path(), house).generic_string(), read(entry.path())});
      }
    return found;
  }();
  return all;
}

bool in_tests(const std::string& path) { return path.find("/tests/") != std::string::npos; }

// Lines of all sources that match, where `allowed` says no.
std::vector<std::string> offenders(const std::regex& pattern, const std::function<bool(const std::string&)>& allowed) {
  std::vector<std::string> found;
  for (const auto& source : sources()) {
    if (allowed(source.path)) continue;
    std::istringstream lines{source.text};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
      const auto code = line.substr(0, line.find("//"));
      if (std::regex_search(code, pattern)) found.push_back(source.path + ":" + std::to_string(number) + ": " + line);
    }
  }
  return found;
}

std::string listed(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += "\n  " + line;
  return out;
}

bool below(const std::string& path, const char* folder) { return path.rfind(folder, 0) == 0; }

}  // namespace

TEST(House, ReadsItsOwnSources) { EXPECT_GT(sources().size(), 50u); }

TEST(House, AsioAndBeastOnlyAtTheHttpEdge) {
  const auto found = offenders(std::regex{R"(boost/(asio|beast)|boost::(asio|beast))"}, [](const std::string& path) {
    return below(path, "platform/http/") || below(path, "platform/media/");
  });
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(House, CoroutinesOnlyAtTheHttpEdgeAndNeverOverTemporaries) {
  auto found = offenders(std::regex{R"(\bco_(await|return|yield)\b)"}, [](const std::string& path) {
    return below(path, "platform/http/") || below(path, "platform/media/");
  });
  EXPECT_TRUE(found.empty()) << listed(found);
  // GCC 12 frees a temporary lambda or aggregate inside a co_await expression twice.
  found = offenders(std::regex{R"(co_await\s[^;]*\(\s*[\[\{])"}, [](const std::string&) { return false; });
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(House, SqlOnlyInStoresAndMigrations) {
  const std::regex sql{
      R"rx("\s*(SELECT\s|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|WITH\s+RECURSIVE))rx"};
  const auto found = offenders(sql, [](const std::string& path) {
    const auto file = path.substr(path.rfind('/') + 1);
    return in_tests(path) || below(path, "platform/db/") || file.rfind("store", 0) == 0 ||
           file.find("_store") != std::string::npos;
  });
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(House, TablesAreTouchedOnlyByTheModuleWhoseNameTheyCarry) {
  std::set<std::string> rooms;
  for (const auto& entry : fs::directory_iterator(house / "modules"))
    if (entry.is_directory()) rooms.insert(entry.path().filename().string());
  const std::regex table{R"((?:FROM|INTO|UPDATE|JOIN)\s+([a-z]+)_)"};
  std::vector<std::string> found;
  for (const auto& source : sources()) {
    if (in_tests(source.path)) continue;
    for (std::sregex_iterator at{source.text.begin(), source.text.end(), table}, end; at != end; ++at) {
      const auto room = (*at)[1].str();
      if (rooms.contains(room) && !below(source.path, ("modules/" + room + "/").c_str()))
        found.push_back(source.path + " touches a table of " + room);
    }
  }
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(House, EnginesHaveNoClockFilesThreadsOrLog) {
  const std::regex outside{
      R"(<(fstream|iostream|filesystem|thread|mutex|chrono|ctime|random|cstdio)>|std::(time|rand)\()"};
  const auto found =
      offenders(outside, [](const std::string& path) { return !below(path, "engines/") || in_tests(path); });
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(House, EveryModuleLooksTheSame) {
  for (const auto& entry : fs::directory_iterator(house / "modules")) {
    if (!entry.is_directory()) continue;
    const auto name = entry.path().filename().string();
    for (const std::string& part : {std::string{"README.md"}, std::string{"CMakeLists.txt"}, std::string{"module.h"},
                                    name + ".h", std::string{"tests"}})
      EXPECT_TRUE(fs::exists(entry.path() / part)) << "modules/" << name << " has no " << part;
  }
}

TEST(House, FilesAreOneIdea) {
  std::vector<std::string> found;
  for (const auto& source : sources()) {
    const auto lines = std::count(source.text.begin(), source.text.end(), '\n');
    if (lines > 450) found.push_back(source.path + ": " + std::to_string(lines) + " lines");
  }
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(House, NothingIsLeftOpen) {
  std::vector<std::string> found;
  for (const auto& source : sources())
    if (std::regex_search(source.text, std::regex{R"(\b(TODO|FIXME|XXX|HACK)\b)"})) found.push_back(source.path);
  EXPECT_TRUE(found.empty()) << listed(found);
}
