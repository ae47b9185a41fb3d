// ID tokens (OpenID Connect Core 3.1.3.7): whose they are, checked by libjose. Pure functions, thread safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include <doorstep/base/result.h>

namespace doorstep::oidc {

// A public key of a provider that can check signatures.
struct Key {
  std::string id;         // kid; may be empty
  std::string type;       // RSA or EC
  std::string curve;      // of an EC key
  std::string algorithm;  // the only one that it is for; empty: any of its type
  std::string json;       // the key itself
};

// The usable keys of a JWK set. Keys for encryption, symmetric ones, RSA keys under 2048 bits and kinds that are not
// known here are left out. invalid: not a set of keys, or more than 100.
Result<std::vector<Key>> keys_of(std::string_view json);

// The algorithms that are accepted, as libjose checks them: RS, PS and ES, of 256, 384 and 512 bits.
bool accepted(std::string_view algorithm);

struct Expected {
  std::string issuer, client, nonce;
  int64_t now = 0;  // seconds since 1970; clocks may differ by two minutes
};

struct Identity {
  std::string issuer, subject;
  std::string name;          // as the provider calls the person; may be empty. Shown, never compared
  bool two_factors = false;  // says that more than a password was asked for (amr, acr)
};

// Everything is invalid:
//   token-malformed   not three parts of base64url with JSON in them, over 32 KB, or critical headers
//   token-algorithm   none, HS*, EdDSA or anything else that is not accepted()
//   token-key         no key fits; the provider may have new ones
//   token-signature   not signed by the key that it names
//   token-claims      for somebody else, from somebody else, too old, not yet, or the answer to another question
Result<Identity> check(std::string_view token, const std::vector<Key>& keys, const Expected& expected);

// The claims of any other signed token, whose meaning the caller checks: with token-malformed, token-algorithm,
// token-key and token-signature as above.
Result<boost::json::object> claims_of(std::string_view token, const std::vector<Key>& keys);

// A claim that is a text, as the token says it, checked by nobody: to find out whose keys it is to be checked with.
// Empty when there is none.
std::string unchecked_claim(std::string_view token, std::string_view name);

}  // namespace doorstep::oidc
