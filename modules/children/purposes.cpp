#include "purposes.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include <doorstep/base/digest.h>

#include "built_in.h"

namespace doorstep::children {
namespace {

tl::unexpected<Error> wrong(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "purpose-invalid",
                say("用途文件 {}：{} 缺失或有误", "purposes {}: {} is missing or wrong", name, key));
}

}  // namespace

Result<std::vector<Purpose>> read_purposes(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return wrong(name, error.description());
  }
  const auto* entries = root["purpose"].as_array();
  if (!entries) return wrong(name, "purpose");
  std::vector<Purpose> made;
  for (const auto& entry : *entries) {
    const auto* table = entry.as_table();
    if (!table) return wrong(name, "purpose");
    Purpose purpose;
    purpose.code = (*table)["code"].value_or(std::string{});
    if (purpose.code.empty()) return wrong(name, "code");
    const std::pair<const char*, Words*> members[] = {{"name", &purpose.name},
                                                      {"what", &purpose.what},
                                                      {"why", &purpose.why},
                                                      {"keeps", &purpose.keeps},
                                                      {"receivers", &purpose.receivers}};
    for (const auto& [key, words] : members) {
      *words = {(*table)[key]["zh"].value_or(std::string{}), (*table)[key]["en"].value_or(std::string{})};
      if (words->zh.empty() || words->en.empty()) return wrong(name, key);
    }
    made.push_back(std::move(purpose));
  }
  return made;
}

const std::vector<Purpose>& all_purposes() {
  static const std::vector<Purpose> purposes = [] {
    std::vector<Purpose> made;
    for (const auto& file : built_in_files()) {
      auto read = read_purposes(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      made.insert(made.end(), read->begin(), read->end());
    }
    return made;
  }();
  return purposes;
}

const Purpose* purpose_named(std::string_view code) {
  const auto found = std::ranges::find(all_purposes(), code, &Purpose::code);
  return found == all_purposes().end() ? nullptr : &*found;
}

std::string print_of(const Purpose& purpose) {
  std::string all;
  for (const auto* words : {&purpose.name, &purpose.what, &purpose.why, &purpose.keeps, &purpose.receivers})
    all += words->zh + "\n" + words->en + "\n";
  return digest_hex(all).substr(0, 16);
}

}  // namespace doorstep::children
