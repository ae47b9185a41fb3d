// Checksums of bytes that come piece by piece, by OpenSSL: SHA-256 by which contents are known, and SHA-1 beside it for
// what senders say of their parts.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace doorstep::files {

class Checksum {
 public:
  enum class Kind { sha1, sha256 };
  explicit Checksum(Kind kind);
  void add(std::string_view piece);
  std::string bytes();  // once, at the end
  std::string hex();    // the same as lower-case hexadecimal digits

 private:
  struct Freed {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Freed> context_;
};

// Of base64 (RFC 4648, 4) with its padding; empty when it is none.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace doorstep::files
