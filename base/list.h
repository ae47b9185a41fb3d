// Lists that stand in one column of a table: codes, or small whole numbers, by commas ("3,4,5"). Pure functions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep {

// Empty parts are left out; so is what is no number.
std::vector<std::string> listed(std::string_view text);
std::vector<int64_t> listed_numbers(std::string_view text);

std::string joined(const std::vector<std::string>& list);
std::string joined(const std::vector<int64_t>& list);

// In order, each once.
template <class T>
std::vector<T> each_once(std::vector<T> list) {
  std::ranges::sort(list);
  const auto same = std::ranges::unique(list);
  list.erase(same.begin(), same.end());
  return list;
}

}  // namespace doorstep
