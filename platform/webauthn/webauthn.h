// Passkeys (W3C Web Authentication, level 2) from the side of the site: what the browser hands over, checked by
// libfido2. The person is always verified by the device, so that a passkey is two factors in one. Binary values are
// base64url without padding, as browsers write them. Pure functions, thread safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::webauthn {

// Where a passkey is good: the site's name without scheme and port, and its origin with them.
struct Site {
  std::string id, origin;
};
// From the Host header of a request.
Site site_of(const std::string& host, bool https);

// COSE numbers of the algorithms that are accepted.
constexpr int64_t es256 = -7, eddsa = -8, rs256 = -257;

struct Key {
  std::string credential;  // the device's name for it
  std::string key;         // public, as libfido2 keeps it
  int64_t algorithm = es256;
  int64_t counter = 0;  // of signatures; stays 0 with keys that are shared between devices
};

// What navigator.credentials.create() made. The attestation is not asked for: which make of device it is does not
// matter here, and the first sign-in proves that the device has the private key.
struct Made {
  std::string client_data, authenticator_data;
  int64_t algorithm = es256;
};
BOOST_DESCRIBE_STRUCT(Made, (), (client_data, authenticator_data, algorithm))

// What navigator.credentials.get() gave.
struct Shown {
  std::string credential, client_data, authenticator_data, signature;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (credential, client_data, authenticator_data, signature))

std::string new_challenge();  // 256 random bits

// The challenge that the browser's answer names, before anything is checked; empty when it names none.
std::string challenge_in(const std::string& client_data);

// Both are invalid with code "passkey-wrong": another site, another challenge, the person was not verified, a signature
// that is not of this key, or a counter that did not grow, which means a copied device.
Result<Key> made(const Made& by_browser, const Site& site, const std::string& challenge);
Result<int64_t> shown(const Shown& by_browser, const Key& key, const Site& site, const std::string& challenge);

}  // namespace doorstep::webauthn
