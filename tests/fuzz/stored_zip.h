// A zip in memory whose entries are not compressed, so that changes of its bytes reach what is inside.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

inline std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out, directory;
  const auto put = [](std::string& to, uint64_t value, int bytes) {
    for (int at = 0; at < bytes; ++at) to += static_cast<char>(value >> 8 * at & 0xFF);
  };
  for (const auto& [name, text] : parts) {
    std::string common;
    put(common, 20, 2);          // version
    put(common, 0, 4);           // flags, not compressed
    put(common, 0x00210000, 4);  // 1980-01-01
    put(common, crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())), 4);
    put(common, text.size(), 4);
    put(common, text.size(), 4);
    put(common, name.size(), 2);
    put(common, 0, 2);
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += common;
    directory.append(10, '\0');
    put(directory, out.size(), 4);
    directory += name;
    out += "PK\x03\x04" + common + name + text;
  }
  const size_t begin = out.size();
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, parts.size(), 2);
  put(out, parts.size(), 2);
  put(out, directory.size(), 4);
  put(out, begin, 4);
  put(out, 0, 2);
  return out;
}
