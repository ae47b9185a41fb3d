// Code tables: lists of codes with their words, by scheme and version, kept as data in standards/codes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <doorstep/base/json.h>
#include <doorstep/base/result.h>

#include "store.h"

namespace doorstep::registry {

// A code as people choose it.
struct Code {
  std::string scheme, version, code;
  Words name;
  Date begin_on, end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(Code, (), (scheme, version, code, name, begin_on, end_on))

// Of one scheme, or of all when it is empty.
std::vector<Code> codes(db::Database& database, std::string_view scheme);

// The lines of one file. The error names file and line.
Result<std::vector<store::CodeRow>> parse_codes(std::string_view file, std::string_view text);

}  // namespace doorstep::registry
