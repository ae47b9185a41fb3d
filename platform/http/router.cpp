#include "router.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "text.h"

namespace doorstep::http {

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
  // Parameters by what follows them in their segment ("{sheet}.xlsx"), the longest ending first, the bare one last.
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> any;
  struct Row {
    const Route* route;
    std::vector<std::string> names;  // of the parameters, in the order of the path
  };
  std::vector<Row> rows;
};

namespace {

constexpr size_t most_segments = 16;

// Splits "/a/b/" into "a", "b", "".
std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path.starts_with('/')) path.remove_prefix(1);
  while (segments.size() <= most_segments) {
    const auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == path.npos) break;
    path.remove_prefix(slash + 1);
  }
  return segments;
}

// A fixed segment wins over a parameter; when the fixed branch leads nowhere, the parameter is tried. `taken` are the
// parameters' values.
template <class Node>
const Node* walk(const Node& from, const std::vector<std::string>& segments, size_t at,
                 std::vector<std::string>& taken) {
  if (at == segments.size()) return from.rows.empty() ? nullptr : &from;
  if (const auto next = from.fixed.find(segments[at]); next != from.fixed.end())
    if (const auto* found = walk(*next->second, segments, at + 1, taken)) return found;
  for (const auto& [ending, next] : from.any) {
    const auto& segment = segments[at];
    if (segment.size() <= ending.size() || !segment.ends_with(ending)) continue;
    taken.push_back(segment.substr(0, segment.size() - ending.size()));
    if (const auto* found = walk(*next, segments, at + 1, taken)) return found;
    taken.pop_back();
  }
  return nullptr;
}

template <class Node>
Node& with_ending(std::vector<std::pair<std::string, std::unique_ptr<Node>>>& any, std::string_view ending) {
  const auto same = std::ranges::find(any, ending, [](const auto& one) -> std::string_view { return one.first; });
  if (same != any.end()) return *same->second;
  const auto place = std::ranges::find_if(any, [&](const auto& one) { return one.first.size() < ending.size(); });
  return *any.emplace(place, std::string{ending}, std::make_unique<Node>())->second;
}

}  // namespace

std::string name_of(Method method) {
  std::string name{describe::enum_name(method)};
  std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  return name;
}

Router::Router(std::span<const Route> routes) : root_(std::make_unique<Node>()) {
  for (const auto& route : routes) {
    Node* node = root_.get();
    std::vector<std::string> names;
    for (const auto segment : segments_of(route.path)) {
      if (segment.starts_with('{')) {
        const auto close = segment.find('}');
        names.emplace_back(segment.substr(1, close - 1));
        node = &with_ending<Node>(node->any, segment.substr(close + 1));
        continue;
      }
      auto& next = node->fixed[std::string{segment}];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
    }
    for (const auto& row : node->rows)
      if (row.route->method == route.method)
        throw std::logic_error("two rows for " + name_of(route.method) + " " + route.path);
    node->rows.push_back({&route, std::move(names)});
  }
}

Router::~Router() = default;

Router::Found Router::find(Method method, std::string_view path, Call& call) const {
  std::vector<std::string> segments;
  call.path.clear();
  for (const auto raw : segments_of(path)) {
    auto segment = percent_decode(raw, false);
    if (!segment) return {nullptr, "", true};
    call.path.append("/").append(*segment);
    segments.push_back(std::move(*segment));
  }
  if (segments.size() > most_segments) return {};
  std::vector<std::string> taken;
  const auto* node = walk(*root_, segments, 0, taken);
  if (!node) return {};
  Found found;
  for (const auto& row : node->rows) {
    if (row.route->method == method) {
      for (size_t i = 0; i < taken.size(); ++i) call.parameters[row.names[i]] = taken[i];
      return {row.route, "", false};
    }
    if (!found.allow.empty()) found.allow += ", ";
    found.allow += name_of(row.route->method);
    if (row.route->method == Method::get) found.allow += ", HEAD";
  }
  return found;
}

}  // namespace doorstep::http
