// Members of JSON objects that tools send: what is not of the kind expected is not there.
#pragma once

#include <boost/json.hpp>
#include <cmath>
#include <optional>
#include <string>

namespace doorstep::tools {

inline std::string text_in(const boost::json::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  return found && found->is_string() ? std::string{found->get_string()} : std::string{};
}

inline std::optional<double> number_in(const boost::json::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  if (!found || !found->is_number()) return {};
  const auto number = found->to_number<double>();
  return std::isfinite(number) ? std::optional{number} : std::nullopt;
}

}  // namespace doorstep::tools
