// Signed addresses of what viewers are sent: bound to a lesson, a person and a time, so that a link that was passed on
// is worth nothing to others, and to nobody for long. The signature stands in the path, so that the relative addresses
// of playlists carry it:
//
//   /m/SIGNATURE/UNTIL.WHO/LESSON/SOURCE/live.m3u8
//
// UNTIL is a time (seconds since 1970, hexadecimal), WHO a digest of the account ("0": anybody), SIGNATURE the first
// 128 bits of HMAC-SHA-256 over "LESSON/UNTIL.WHO" in hexadecimal. A cache in front that knows the secret checks the
// same, and leaves both out of the name under which it keeps what it fetched. Thread safe.
#pragma once

#include <cstdint>
#include <string>

namespace doorstep::media {

class Addresses {
 public:
  explicit Addresses(const std::string& secret);  // of the installation; any length

  // "/m/SIGNATURE/UNTIL.WHO/LESSON/"; `account` is empty for what anybody may see.
  std::string make(const std::string& lesson, const std::string& account, int64_t until) const;

  enum class Verdict { good, over, other, forged };  // other: it is somebody else's
  Verdict check(const std::string& signature, const std::string& stamp, const std::string& lesson,
                const std::string& account, int64_t now) const;

  const std::string& key() const { return key_; }  // 64 hexadecimal digits, for a cache in front

 private:
  std::string sign(const std::string& lesson, const std::string& stamp) const;
  std::string key_;
};

}  // namespace doorstep::media
