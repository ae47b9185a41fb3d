#include "seal.h"

#include <sodium.h>

#include <array>

#include "digest.h"

namespace doorstep {
namespace {

using Key = std::array<unsigned char, crypto_secretbox_KEYBYTES>;
constexpr size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;

Key key_of(const std::string& installation, const std::string& purpose) {
  Key key{};
  const auto hex = keyed_digest_hex(installation, purpose);
  sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, nullptr, nullptr);
  return key;
}

}  // namespace

std::string sealed(const std::string& secret, const std::string& installation, const std::string& purpose) {
  const auto key = key_of(installation, purpose);
  std::string box(around + secret.size(), '\0');
  auto* at = reinterpret_cast<unsigned char*>(box.data());
  randombytes_buf(at, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(at + crypto_secretbox_NONCEBYTES, reinterpret_cast<const unsigned char*>(secret.data()),
                        secret.size(), at, key.data());
  std::string text(box.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), at, box.size());
  text.pop_back();
  return text;
}

std::string unsealed(const std::string& kept, const std::string& installation, const std::string& purpose) {
  const auto key = key_of(installation, purpose);
  std::string box(kept.size() / 2, '\0');
  sodium_hex2bin(reinterpret_cast<unsigned char*>(box.data()), box.size(), kept.data(), kept.size(), nullptr, nullptr,
                 nullptr);
  if (box.size() < around) return {};
  std::string secret(box.size() - around, '\0');
  const auto* at = reinterpret_cast<const unsigned char*>(box.data());
  const bool good =
      crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(secret.data()), at + crypto_secretbox_NONCEBYTES,
                                 box.size() - crypto_secretbox_NONCEBYTES, at, key.data()) == 0;
  return good ? secret : std::string{};
}

}  // namespace doorstep
