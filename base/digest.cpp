#include "digest.h"

#include <sodium.h>

#include <cstring>

namespace doorstep {
namespace {

// BLAKE2b takes keys of up to 64 bytes; a longer one is hashed down first.
template <size_t N>
std::array<uint8_t, N> blake(std::string_view key, std::string_view message) {
  std::array<uint8_t, N> out{};
  std::array<uint8_t, 64> short_key{};
  if (key.size() > short_key.size()) {
    crypto_generichash(short_key.data(), short_key.size(), reinterpret_cast<const unsigned char*>(key.data()),
                       key.size(), nullptr, 0);
    key = {reinterpret_cast<const char*>(short_key.data()), short_key.size()};
  }
  crypto_generichash_blake2b(out.data(), N, reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                             key.empty() ? nullptr : reinterpret_cast<const unsigned char*>(key.data()), key.size());
  return out;
}

std::string hex(const std::array<uint8_t, 32>& bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (const auto byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace

std::array<uint8_t, 16> keyed_digest_128(std::string_view key, std::string_view message) {
  return blake<16>(key, message);
}
std::string digest_hex(std::string_view message) { return hex(blake<32>("", message)); }
std::string keyed_digest_hex(std::string_view key, std::string_view message) { return hex(blake<32>(key, message)); }

static_assert(sizeof(crypto_hash_sha256_state) <= 16 * sizeof(uint64_t));

Sha256::Sha256() { crypto_hash_sha256_init(reinterpret_cast<crypto_hash_sha256_state*>(state_.data())); }
void Sha256::add(std::string_view piece) {
  crypto_hash_sha256_update(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()),
                            reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
}
std::string Sha256::hex() {
  std::array<uint8_t, 32> out{};
  crypto_hash_sha256_final(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()), out.data());
  return doorstep::hex(out);
}

int64_t fingerprint(std::string_view message) {
  const auto bytes = blake<16>("", message);
  int64_t value = 0;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

}  // namespace doorstep
