// Words: one message in the two languages of the product. Every text that a person may read is made with say(), so
// that both languages stand side by side in the source and a missing one does not compile.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace doorstep {

enum class Language { zh, en };

struct Words {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
  bool empty() const { return zh.empty() && en.empty(); }
  friend bool operator==(const Words&, const Words&) = default;
};

// say("第 {} 行", "row {}", 7). Both texts take the same arguments; {0} {1} reorders them.
template <class... Args>
Words say(fmt::format_string<const Args&...> zh, fmt::format_string<const Args&...> en, const Args&... args) {
  return {fmt::format(zh, args...), fmt::format(en, args...)};
}

}  // namespace doorstep
