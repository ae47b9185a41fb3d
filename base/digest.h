// Digests: BLAKE2b (RFC 7693), and SHA-256 for files, by libsodium. Pure functions, thread safe.
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

// SHA-256 (FIPS 180-4) of what comes piece by piece, as other programs compute it of files. Not thread safe.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view piece);
  std::string hex();  // 64 lower-case hexadecimal digits; once, at the end

 private:
  std::array<uint64_t, 16> state_{};  // of libsodium's crypto_hash_sha256_state
};

// 64 bits, to notice that a record changed; not a secret and not proof against an attacker.
int64_t fingerprint(std::string_view message);

}  // namespace doorstep
