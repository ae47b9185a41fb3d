// A device with one passkey, made by OpenSSL: what a browser would hand over for it.
#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include <memory>
#include <stdexcept>
#include <string>

#include <fmt/core.h>

#include <doorstep/webauthn/webauthn.h>

namespace doorstep::webauthn {

class Device {
 public:
  explicit Device(int64_t algorithm = es256, std::string credential = "credential-1")
      : algorithm_(algorithm), credential_(std::move(credential)), key_(made(algorithm), &EVP_PKEY_free) {
    if (!key_) throw std::runtime_error("OpenSSL makes no key");
  }

  static std::string base64(const std::string& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.resize(text.find('\0'));
    return text;
  }
  static std::string client_data(const char* type, const Site& site, const std::string& challenge) {
    return fmt::format(R"({{"type":"{}","challenge":"{}","origin":"{}","crossOrigin":false}})", type, challenge,
                       site.origin);
  }
  std::string credential() const { return base64(credential_); }

  Made make(const Site& site, const std::string& challenge) const {
    const auto length = credential_.size();
    const auto data = head(site, 0x45) + std::string(16, '\0') + static_cast<char>(length >> 8) +
                      static_cast<char>(length & 255) + credential_ + cose();
    return {base64(client_data("webauthn.create", site, challenge)), base64(data), algorithm_};
  }
  Shown show(const Site& site, const std::string& challenge, unsigned char flags = 0x05) {
    const auto client = client_data("webauthn.get", site, challenge);
    const auto data = head(site, flags);
    return {credential(), base64(client), base64(data), base64(signed_(data + sha256(client)))};
  }

  uint32_t counter = 0;

 private:
  static EVP_PKEY* made(int64_t algorithm) {
    if (algorithm == es256) return EVP_EC_gen("P-256");
    if (algorithm == rs256) return EVP_RSA_gen(2048);
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  }
  static std::string sha256(const std::string& text) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return digest;
  }
  std::string head(const Site& site, unsigned char flags) const {
    std::string data = sha256(site.id) + static_cast<char>(flags);
    for (int shift = 24; shift >= 0; shift -= 8) data += static_cast<char>((counter >> shift) & 255);
    return data;
  }
  std::string cose() const {
    unsigned char bytes[600];
    size_t length = sizeof bytes;
    if (algorithm_ == es256) {
      EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes, sizeof bytes, &length);
      const std::string point(reinterpret_cast<char*>(bytes) + 1, 64);
      return "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + point.substr(0, 32) + "\x22\x58\x20" + point.substr(32);
    }
    if (algorithm_ == eddsa) {
      EVP_PKEY_get_raw_public_key(key_.get(), bytes, &length);
      return "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20" + std::string(reinterpret_cast<char*>(bytes), length);
    }
    BIGNUM* modulus = nullptr;
    EVP_PKEY_get_bn_param(key_.get(), OSSL_PKEY_PARAM_RSA_N, &modulus);
    BN_bn2binpad(modulus, bytes, 256);
    BN_free(modulus);
    return std::string("\xA4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00", 11) +
           std::string(reinterpret_cast<char*>(bytes), 256) + std::string("\x21\x43\x01\x00\x01", 5);
  }
  std::string signed_(const std::string& text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    unsigned char bytes[600];
    size_t length = sizeof bytes;
    EVP_DigestSignInit(context.get(), nullptr, algorithm_ == eddsa ? nullptr : EVP_sha256(), nullptr, key_.get());
    if (EVP_DigestSign(context.get(), bytes, &length, reinterpret_cast<const unsigned char*>(text.data()),
                       text.size()) != 1)
      throw std::runtime_error("OpenSSL does not sign");
    return {reinterpret_cast<char*>(bytes), length};
  }

  const int64_t algorithm_;
  const std::string credential_;
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

}  // namespace doorstep::webauthn
