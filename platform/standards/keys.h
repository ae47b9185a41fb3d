// Keys: reads one table of a TOML file key by key, and remembers which keys were asked for, so that whatever is left is
// reported as unknown. Faults are collected, each with file, line and key; a value that is missing or wrong leaves the
// target as it was.
#pragma once

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <cmath>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::standards {

// The faults of one file.
class Faults {
 public:
  explicit Faults(std::string file) : file_(std::move(file)) {}

  void add(const toml::source_region& where, std::string_view key, Words what) {
    list_.push_back({fmt::format("{}:{}: {}", file_, where.begin.line, key), std::move(what)});
  }
  std::vector<FieldError>& list() { return list_; }

 private:
  std::string file_;
  std::vector<FieldError> list_;
};

class Keys {
 public:
  Keys(const toml::table& table, std::string path, Faults& faults)
      : table_(table), path_(std::move(path)), faults_(faults) {}
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;
  ~Keys();  // reports the keys that nobody asked for

  bool has(std::string_view key) const { return table_.contains(key); }

  void text(std::string_view key, std::string& to, bool required);
  void words(std::string_view prefix, Words& to, bool required);  // PREFIX_zh and PREFIX_en; "" for zh and en
  void flag(std::string_view key, bool& to);
  void number(std::string_view key, double& to, bool required);
  void number(std::string_view key, std::optional<double>& to);
  void whole(std::string_view key, int& to, bool required);
  void texts(std::string_view key, std::vector<std::string>& to);

  template <describe::DescribedEnum E>
  void choice(std::string_view key, E& to, bool required);
  template <describe::DescribedEnum E>
  void choices(std::string_view key, std::vector<E>& to);

  // Calls visit(keys) for the table `key`, or for each table of the list `key`.
  void table(std::string_view key, const std::function<void(Keys&)>& visit);
  void tables(std::string_view key, const std::function<void(Keys&)>& visit);

  void wrong(std::string_view key, Words what) const;

 private:
  const toml::node* find(std::string_view key, bool required);

  const toml::table& table_;
  std::string path_;  // "indicator[3]."
  Faults& faults_;
  std::set<std::string, std::less<>> asked_;
};

template <describe::DescribedEnum E>
void Keys::choice(std::string_view key, E& to, bool required) {
  std::string name;
  text(key, name, required);
  if (name.empty()) return;
  if (const auto value = describe::enum_value<E>(name))
    to = *value;
  else
    wrong(key,
          say("应为以下之一：{}", "must be one of: {}", fmt::format("{}", fmt::join(describe::enum_names<E>(), ", "))));
}

template <describe::DescribedEnum E>
void Keys::choices(std::string_view key, std::vector<E>& to) {
  std::vector<std::string> names;
  texts(key, names);
  for (const auto& name : names) {
    if (const auto value = describe::enum_value<E>(name))
      to.push_back(*value);
    else
      wrong(key, say("{1} 应为以下之一：{0}", "{1} must be one of: {0}",
                     fmt::format("{}", fmt::join(describe::enum_names<E>(), ", ")), name));
  }
}

}  // namespace doorstep::standards
