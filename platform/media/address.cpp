#include "address.h"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

#include <doorstep/base/digest.h>

namespace doorstep::media {
namespace {

std::string who_is(const std::string& account) {
  return account.empty() ? "0" : digest_hex("viewer " + account).substr(0, 16);
}

}  // namespace

Addresses::Addresses(const std::string& secret) : key_(keyed_digest_hex(secret, "addresses of media")) {}

std::string Addresses::sign(const std::string& lesson, const std::string& stamp) const {
  const auto message = lesson + "/" + stamp;
  unsigned char out[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key_.data()), key_.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(message.data()), message.size());
  crypto_auth_hmacsha256_final(&state, out);
  std::string hex;
  for (int i = 0; i < 16; ++i) hex += fmt::format("{:02x}", out[i]);
  return hex;
}

std::string Addresses::make(const std::string& lesson, const std::string& account, int64_t until) const {
  const auto stamp = fmt::format("{:x}.{}", until, who_is(account));
  return fmt::format("/m/{}/{}/{}/", sign(lesson, stamp), stamp, lesson);
}

Addresses::Verdict Addresses::check(const std::string& signature, const std::string& stamp, const std::string& lesson,
                                    const std::string& account, int64_t now) const {
  const auto wanted = sign(lesson, stamp);
  if (signature.size() != wanted.size() || sodium_memcmp(signature.data(), wanted.data(), wanted.size()) != 0)
    return Verdict::forged;
  const auto dot = stamp.find('.');
  int64_t until = 0;
  std::from_chars(stamp.data(), stamp.data() + std::min(dot, stamp.size()), until, 16);
  if (until < now) return Verdict::over;
  const auto who = stamp.substr(dot + 1);
  return who == "0" || (!account.empty() && who == who_is(account)) ? Verdict::good : Verdict::other;
}

}  // namespace doorstep::media
