// Bytes from somewhere, read front to back: a file, an entry of a zip, or memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <doorstep/base/result.h>

namespace doorstep::sheets {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills up to `size` bytes; 0 is the end, and only then.
  virtual Result<size_t> read(char* to, size_t size) = 0;

  // How much there is in all, for a progress bar; what a zip claims about itself may be a lie.
  virtual std::optional<int64_t> size() const = 0;
};

// A file as it was given to us: on disk, or in memory under the name it was uploaded with.
struct Input {
  std::filesystem::path path;                // where the bytes are, when `bytes` is empty
  std::string name;                          // as people know it, for messages
  std::shared_ptr<const std::string> bytes;  // in memory

  static Input file(const std::filesystem::path& path);
  static Input memory(std::string name, std::string bytes);

  Result<std::unique_ptr<ByteSource>> open() const;
  int64_t size() const;  // in bytes; 0 when it cannot be told
};

// Reads until `size` bytes are there or the source ends.
Result<size_t> read_fully(ByteSource& source, char* to, size_t size);

}  // namespace doorstep::sheets
