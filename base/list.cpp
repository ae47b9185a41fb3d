#include "list.h"

#include <fmt/ranges.h>

#include <charconv>

namespace doorstep {
namespace {

template <class Visit>
void each_part(std::string_view text, const Visit& visit) {
  for (size_t at = 0; at < text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    if (comma > at) visit(text.substr(at, comma - at));
    at = comma + 1;
  }
}

}  // namespace

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> made;
  each_part(text, [&](std::string_view part) { made.emplace_back(part); });
  return made;
}

std::vector<int64_t> listed_numbers(std::string_view text) {
  std::vector<int64_t> made;
  each_part(text, [&](std::string_view part) {
    int64_t number = 0;
    const auto [end, wrong] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (wrong == std::errc{} && end == part.data() + part.size()) made.push_back(number);
  });
  return made;
}

std::string joined(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, ",")); }
std::string joined(const std::vector<int64_t>& list) { return fmt::format("{}", fmt::join(list, ",")); }

}  // namespace doorstep
