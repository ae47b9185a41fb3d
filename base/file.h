// FileInfo: a stored file as pages show it. The bytes are kept by platform/files; faces of modules carry this.
#pragma once

#include <cstdint>
#include <string>

#include <doorstep/base/describe.h>

namespace doorstep {

struct FileInfo {
  std::string id, name;
  std::string kind;    // what it is by its content: "pdf", "word", "image" ...; files/kinds.cpp has the list
  int64_t size = 0;    // bytes
  bool shown = false;  // a browser can show it as it is
  std::string by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(FileInfo, (), (id, name, kind, size, shown, by_name, made_at))

}  // namespace doorstep
