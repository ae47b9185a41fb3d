// Digests: BLAKE2b (RFC 7693) by libsodium. Pure functions, thread safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace doorstep {

// 128 bits keyed by `key` (any length; "" is no key).
std::array<uint8_t, 16> keyed_digest_128(std::string_view key, std::string_view message);

// 256 bits as 64 lower-case hexadecimal digits.
std::string digest_hex(std::string_view message);
std::string keyed_digest_hex(std::string_view key, std::string_view message);

// 64 bits, to notice that a record changed; not a secret and not proof against an attacker.
int64_t fingerprint(std::string_view message);

}  // namespace doorstep
