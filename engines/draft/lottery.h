// Keys of the lottery: HMAC-SHA-256 of each id under the seed.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::draft {

using Key = std::array<uint8_t, 32>;  // compared byte by byte

class Keys {
 public:
  explicit Keys(std::string_view seed);
  Key of(std::string_view id) const;

 private:
  struct State {
    std::array<uint64_t, 16> words;  // OpenSSL's SHA256_CTX after one block
  };
  State inner_{}, outer_{};
};

// Indices of `ids` in the lottery order.
std::vector<int32_t> drawn(std::span<const std::string_view> ids, std::string_view seed);

}  // namespace doorstep::draft
