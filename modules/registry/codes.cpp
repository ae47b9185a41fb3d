#include "codes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "module.h"

namespace doorstep::registry {
namespace {

constexpr std::string_view heading = "scheme,version,code,zh,en,begin,end";

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields;
  for (size_t at = 0; at <= line.size();) {
    const auto comma = std::min(line.find(',', at), line.size());
    fields.emplace_back(line.substr(at, comma - at));
    at = comma + 1;
  }
  return fields;
}

tl::unexpected<Error> wrong(std::string_view file, int64_t line, const Words& what) {
  return refuse(
      Fault::invalid, "codes-invalid",
      {fmt::format("{} 第 {} 行：{}", file, line, what.zh), fmt::format("{}, line {}: {}", file, line, what.en)});
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

bool same(const store::CodeRow& a, const store::CodeRow& b) {
  return a.scheme == b.scheme && a.version == b.version && a.code == b.code && a.position == b.position &&
         a.zh == b.zh && a.en == b.en && a.begin_on == b.begin_on && a.end_on == b.end_on;
}

}  // namespace

Result<std::vector<store::CodeRow>> parse_codes(std::string_view file, std::string_view text) {
  std::vector<store::CodeRow> rows;
  int64_t number = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (number == 1 && line != heading)
      return wrong(file, 1, say("第一行应为 {}", "the first line must be {}", heading));
    if (number == 1 || line.empty()) continue;
    auto fields = fields_of(line);
    if (fields.size() != 7)
      return wrong(file, number, say("应有 7 个字段，实有 {} 个", "must have 7 fields and has {}", fields.size()));
    store::CodeRow row;
    row.position = number;
    row.scheme = std::move(fields[0]);
    row.version = std::move(fields[1]);
    row.code = std::move(fields[2]);
    row.zh = std::move(fields[3]);
    row.en = std::move(fields[4]);
    for (const auto& [day, to] : {std::pair{&fields[5], &row.begin_on}, std::pair{&fields[6], &row.end_on}}) {
      if (day->empty()) continue;
      const auto parsed = Date::parse(*day);
      if (!parsed) return wrong(file, number, say("{} 不是日期", "{} is not a day", *day));
      *to = *parsed;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<void> load_codes(db::Database& database, const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  if (problem)
    return refuse(Fault::not_found, "codes-missing",
                  say("无法读取代码表文件夹 {}", "cannot read the folder of code tables {}", folder));
  std::ranges::sort(files);
  std::vector<store::CodeRow> rows;
  std::set<std::string> seen;
  for (const auto& file : files) {
    DOORSTEP_LET(parsed, parse_codes(file.filename().string(), text_of(file)));
    for (auto& row : parsed) {
      if (!seen.insert(row.scheme + '\n' + row.version + '\n' + row.code).second)
        return wrong(file.filename().string(), row.position, say("代码重复", "this code was given before"));
      rows.push_back(std::move(row));
    }
  }
  const auto order = [](const store::CodeRow& row) { return std::tie(row.scheme, row.version, row.position); };
  std::ranges::sort(rows, {}, order);
  auto kept = database.read([](db::Session& session) { return store::codes(session); });
  std::ranges::sort(kept, {}, order);
  if (std::ranges::equal(rows, kept, same)) return {};
  return database.write([&](db::Session& session) -> Result<void> {
    store::replace_codes(session, rows);
    return {};
  });
}

std::vector<Code> codes(db::Database& database, std::string_view scheme) {
  std::vector<Code> found;
  for (auto& row : database.read([](db::Session& session) { return store::codes(session); }))
    if (scheme.empty() || row.scheme == scheme)
      found.push_back({std::move(row.scheme),
                       std::move(row.version),
                       std::move(row.code),
                       {std::move(row.zh), std::move(row.en)},
                       row.begin_on,
                       row.end_on});
  return found;
}

}  // namespace doorstep::registry
