// Written: how single values stand in the files that leave.
#pragma once

#include <string>

#include <doorstep/base/date.h>

namespace doorstep::imports {

// YYYY-MM-DD; nothing for the open ends of a span.
inline std::string day(Date date) {
  return date == Date::always() || date == Date::never() ? std::string{} : date.text();
}

}  // namespace doorstep::imports
