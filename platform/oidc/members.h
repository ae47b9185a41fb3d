// Members of JSON objects that came from outside: what is not of the kind expected is not there.
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

namespace doorstep::oidc {

inline std::string text_of(const boost::json::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  return found && found->is_string() ? std::string{found->get_string()} : std::string{};
}

inline std::vector<std::string> texts_in(const boost::json::array& list) {
  std::vector<std::string> texts;
  for (const auto& one : list)
    if (one.is_string()) texts.emplace_back(one.get_string());
  return texts;
}

}  // namespace doorstep::oidc
