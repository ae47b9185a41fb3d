#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <doorstep/generator/generator.h>
#include <doorstep/sheets/table.h>

using namespace doorstep;
namespace fs = std::filesystem;

namespace {

class GeneratedDistrict : public testing::Test {
 protected:
  static void SetUpTestSuite() { folder_ = fs::temp_directory_path() / ("doorstep-generator-" + new_uuid()); }
  static void TearDownTestSuite() { fs::remove_all(folder_); }

  static generator::Generated make(uint64_t seed, const std::string& name) {
    auto made = generator::generate_district({"chaoyang", seed, (folder_ / name).string(), 40, 8000}, {});
    EXPECT_TRUE(made);
    return *made;
  }
  static std::string bytes(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  }
  // The column of a file of the zip, row by row.
  static std::vector<std::string> column(const std::string& zip, const std::string& file, const std::string& name) {
    sheets::TableOptions options;
    options.name = file;
    auto table = sheets::open_table(sheets::Input::file(zip), options);
    EXPECT_TRUE(table) << file;
    const auto& header = (*table)->header();
    const auto at = static_cast<size_t>(std::find(header.begin(), header.end(), name) - header.begin());
    EXPECT_LT(at, header.size()) << name;
    std::vector<std::string> cells;
    while (true) {
      auto row = (*table)->next();
      EXPECT_TRUE(row);
      if (!*row) return cells;
      cells.emplace_back((*row)->cells[at]);
    }
  }

  static fs::path folder_;
};
fs::path GeneratedDistrict::folder_;

}  // namespace

TEST_F(GeneratedDistrict, IsTheSameForTheSameSeed) {
  EXPECT_EQ(bytes(make(1, "a").oneroster), bytes(make(1, "b").oneroster));
  EXPECT_NE(bytes(make(1, "a").oneroster), bytes(make(2, "c").oneroster));
}

TEST_F(GeneratedDistrict, EveryReferenceLeadsSomewhere) {
  const auto made = make(5, "d");
  EXPECT_EQ(made.students, 8000);
  const auto all = [&](const char* file) {
    const auto ids = column(made.oneroster, file, "sourcedId");
    std::set<std::string> set{ids.begin(), ids.end()};
    EXPECT_EQ(set.size(), ids.size()) << file << " names an id twice";
    return set;
  };
  const auto orgs = all("orgs.csv"), users = all("users.csv"), classes = all("classes.csv"),
             courses = all("courses.csv"), terms = all("academicSessions.csv");
  all("roles.csv");
  all("enrollments.csv");
  const auto leads = [&](const char* file, const char* name, const std::set<std::string>& to) {
    for (const auto& id : column(made.oneroster, file, name))
      if (!id.empty()) ASSERT_TRUE(to.contains(id)) << file << " " << name << " " << id;
  };
  leads("orgs.csv", "parentSourcedId", orgs);
  leads("classes.csv", "schoolSourcedId", orgs);
  leads("classes.csv", "courseSourcedId", courses);
  leads("classes.csv", "termSourcedIds", terms);
  leads("roles.csv", "userSourcedId", users);
  leads("roles.csv", "orgSourcedId", orgs);
  leads("enrollments.csv", "classSourcedId", classes);
  leads("enrollments.csv", "userSourcedId", users);
}

TEST_F(GeneratedDistrict, EveryStudentIsInOneClass) {
  const auto made = make(5, "d");
  const auto roles = column(made.oneroster, "enrollments.csv", "role");
  const auto users = column(made.oneroster, "enrollments.csv", "userSourcedId");
  std::set<std::string> students;
  for (size_t i = 0; i < roles.size(); ++i)
    if (roles[i] == "student") EXPECT_TRUE(students.insert(users[i]).second);
  EXPECT_EQ(students.size(), 8000u);
}

TEST_F(GeneratedDistrict, RefusesWhatMakesNoDistrict) {
  EXPECT_FALSE(generator::generate_district({"elsewhere", 1, (folder_ / "x").string(), 0, 0}, {}));
  EXPECT_FALSE(generator::generate_district({"chaoyang", 1, (folder_ / "x").string(), 5, 0}, {}));
  EXPECT_FALSE(generator::generate_district({"chaoyang", 1, (folder_ / "x").string(), 100, 100}, {}));
}
