// A provider's keys and tokens, made by libjose; and a provider that answers in memory.
#pragma once

#include <jansson.h>

#include <cstdio>
extern "C" {
#include <jose/b64.h>
#include <jose/jwk.h>
#include <jose/jws.h>
}

#include <cstring>
#include <map>
#include <memory>
#include <string>

#include <fmt/core.h>

#include <doorstep/oidc/oidc.h>

namespace doorstep::oidc {

class Signer {
 public:
  explicit Signer(const std::string& algorithm, const std::string& id)
      : algorithm_(algorithm), key_(json_pack("{s:s,s:s}", "alg", algorithm.c_str(), "kid", id.c_str())) {
    if (!jose_jwk_gen(nullptr, key_)) throw std::runtime_error("libjose makes no key for " + algorithm);
  }
  ~Signer() { json_decref(key_); }
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;

  std::string key() const {
    json_t* copy = json_deep_copy(key_);
    jose_jwk_pub(nullptr, copy);
    return dumped(copy);
  }
  std::string key_set() const { return R"({"keys":[)" + key() + "]}"; }

  // The token in compact form; `head` is added to the protected header.
  std::string token(const std::string& claims, const std::string& head = "{}") const {
    json_t* protect = json_loads(head.c_str(), 0, nullptr);
    if (!json_object_get(protect, "alg")) json_object_set_new(protect, "alg", json_string(algorithm_.c_str()));
    if (!json_object_get(protect, "kid")) json_object_set(protect, "kid", json_object_get(key_, "kid"));
    json_t* jws = json_pack("{s:o}", "payload", jose_b64_enc(claims.data(), claims.size()));
    json_t* signature = json_pack("{s:o}", "protected", protect);
    if (!jose_jws_sig(nullptr, jws, signature, key_)) throw std::runtime_error("libjose does not sign");
    const auto part = [&](const char* name) { return std::string{json_string_value(json_object_get(jws, name))}; };
    const auto made = part("protected") + "." + part("payload") + "." + part("signature");
    json_decref(signature);
    json_decref(jws);
    return made;
  }

 private:
  static std::string dumped(json_t* json) {
    char* text = json_dumps(json, JSON_COMPACT);
    std::string made{text};
    std::free(text);
    json_decref(json);
    return made;
  }
  const std::string algorithm_;
  json_t* key_;
};

// Answers as a provider would. `claims` is what the next token says, with NONCE where the question's goes.
struct FakeProvider {
  std::string issuer = "https://id.example.org";
  std::string key_set;
  std::map<std::string, int> asked;  // times, by address
  bool down = false;
  std::string token;  // what the token address gives; empty: the code is refused
  fetch::Request last;

  std::string document() const {
    return fmt::format(
        R"({{"issuer":"{0}","authorization_endpoint":"{0}/auth","token_endpoint":"{0}/token","jwks_uri":"{0}/keys",)"
        R"("id_token_signing_alg_values_supported":["ES256","HS256","none"],"response_types_supported":["code"]}})",
        issuer);
  }
  Result<fetch::Response> operator()(const fetch::Request& request) {
    ++asked[request.url];
    if (down) return refuse(Fault::busy, "unreachable", say("连不上", "nobody there"));
    if (request.url == issuer + "/.well-known/openid-configuration") return fetch::Response{200, document()};
    if (request.url == issuer + "/keys") return fetch::Response{200, key_set};
    if (request.url != issuer + "/token") return fetch::Response{404, "{}"};
    last = request;
    if (token.empty()) return fetch::Response{400, R"({"error":"invalid_grant"})"};
    return fetch::Response{200, fmt::format(R"({{"id_token":"{}","token_type":"Bearer","access_token":"x"}})", token)};
  }
};

inline std::string claims_for(const std::string& nonce, int64_t now, const std::string& more = "") {
  return fmt::format(
      R"({{"iss":"https://id.example.org","aud":"doorstep","sub":"4711","nonce":"{}","iat":{},"exp":{}{}}})", nonce,
      now, now + 300, more);
}

}  // namespace doorstep::oidc
