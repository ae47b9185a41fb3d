// Signs tokens in the name of this installation (RS256, by libjose). Pure functions, thread safe.
#pragma once

#include <string>

#include <boost/json/object.hpp>

namespace doorstep::oidc {

struct SigningKey {
  std::string id;       // kid
  std::string whole;    // the JWK with its secret members: never leaves the installation, kept sealed
  std::string to_show;  // the JWK as it is published
};

// RSA of 2048 bits; takes a tenth of a second or more.
SigningKey new_signing_key();

// The compact form. Throws std::runtime_error when `key` is none.
std::string signed_token(const boost::json::object& claims, const SigningKey& key);

}  // namespace doorstep::oidc
