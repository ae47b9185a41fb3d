// What the files of data/ have in common.
#pragma once

#include <toml++/toml.h>

#include <string>

#include <doorstep/base/result.h>

namespace doorstep::portfolio {

inline tl::unexpected<Error> wrong_file(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "data-invalid", say("{}：{} 缺失或有误", "{}: {} is missing or wrong", name, key));
}
inline Words words_of(const toml::table& table, std::string_view key) {
  return {table[key]["zh"].value_or(std::string{}), table[key]["en"].value_or(std::string{})};
}
inline bool whole(const Words& words) { return !words.zh.empty() && !words.en.empty(); }
inline std::string text_of(const toml::table& table, std::string_view key) {
  return table[key].value_or(std::string{});
}

// Every table of an array, or the key of what is wrong.
template <class Made, class Read>
Result<std::vector<Made>> each_table(const toml::table& root, std::string_view name, std::string_view key, Read read) {
  std::vector<Made> made;
  if (const auto* entries = root[key].as_array())
    for (const auto& entry : *entries) {
      const auto* table = entry.as_table();
      if (!table) return wrong_file(name, key);
      DOORSTEP_LET(one, read(*table));
      made.push_back(std::move(one));
    }
  return made;
}

}  // namespace doorstep::portfolio
