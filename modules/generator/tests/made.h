// A generated district in a folder of its own, and its files read back.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doorstep/base/id.h>
#include <doorstep/generator/generator.h>
#include <doorstep/sheets/table.h>

namespace doorstep::generator::test {

using Row = std::map<std::string, std::string>;

// Rows of one table of a file: a csv of a zip or a sheet of a workbook. `heading` stands in the header alone.
inline std::vector<Row> rows(const std::string& path, const std::string& name, const std::string& heading) {
  sheets::TableOptions options;
  options.name = name;
  options.header_score = [&](std::span<const std::string_view> cells) {
    return std::ranges::find(cells, heading) != cells.end() ? 1.0 : 0.0;
  };
  std::vector<Row> all;
  auto table = sheets::open_table(sheets::Input::file(path), options);
  EXPECT_TRUE(table) << name;
  if (!table) return all;
  const auto& header = (*table)->header();
  while (true) {
    auto row = (*table)->next();
    EXPECT_TRUE(row);
    if (!row || !*row) return all;
    auto& made = all.emplace_back();
    for (size_t i = 0; i < header.size(); ++i) made[header[i]] = (*row)->cells[i];
  }
}

class District {
 public:
  explicit District(const Options& wanted)
      : folder_(std::filesystem::temp_directory_path() / ("doorstep-generator-" + new_uuid())) {
    auto options = wanted;
    options.out = folder_.string();
    auto result = generate_district(options, {});
    EXPECT_TRUE(result);
    made = *result;
  }
  ~District() { std::filesystem::remove_all(folder_); }
  District(const District&) = delete;
  District& operator=(const District&) = delete;

  std::vector<Row> roster(const std::string& name) const { return rows(made.oneroster, name + ".csv", "sourcedId"); }
  std::vector<Row> sheet(const std::string& name) const { return rows(made.sheets, name, "学校标识码"); }

  static std::string bytes(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  }

  Generated made;

 private:
  std::filesystem::path folder_;
};

}  // namespace doorstep::generator::test
