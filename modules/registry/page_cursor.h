// Where a page of a list ended: the value that the list is sorted by and the id. Opaque to callers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace doorstep::registry {

struct PageKey {
  std::string text;
  std::optional<double> number;
  std::string id;
};

std::string page_cursor(std::string_view sort, const PageKey& key);
// Empty when the cursor was not made by page_cursor for this sort.
std::optional<PageKey> page_key(std::string_view sort, std::string_view cursor);

}  // namespace doorstep::registry
