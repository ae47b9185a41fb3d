#include "lists.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace doorstep::resources {
namespace {

std::vector<std::string> parts_of(std::string_view text, char by) {
  std::vector<std::string> made;
  for (size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(by, at), text.size());
    auto part = text.substr(at, end - at);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) made.emplace_back(part);
    at = end + 1;
  }
  return made;
}

}  // namespace

std::vector<std::string> clean_tags(const std::vector<std::string>& tags) {
  std::vector<std::string> made;
  for (const auto& typed : tags)
    for (auto& one : parts_of(typed, ','))
      if (std::ranges::find(made, one) == made.end()) made.push_back(std::move(one));
  return made;
}

std::string clean_node(std::string_view text) { return fmt::format("{}", fmt::join(parts_of(text, '/'), "/")); }

std::vector<std::string> nodes_above(std::string_view node) {
  std::vector<std::string> made;
  for (size_t at = node.find('/'); at != node.npos; at = node.find('/', at + 1)) made.emplace_back(node.substr(0, at));
  if (!node.empty()) made.emplace_back(node);
  return made;
}

}  // namespace doorstep::resources
