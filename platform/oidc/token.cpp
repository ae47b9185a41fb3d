#include "token.h"

#include <jansson.h>
#include <sodium.h>

#include <cstdio>
extern "C" {  // libjose's headers do not say so themselves
#include <jose/jws.h>
}

#include <algorithm>
#include <array>
#include <memory>

#include <doorstep/base/json.h>

#include "members.h"

namespace doorstep::oidc {
namespace {

constexpr size_t most_bytes = 32 << 10, most_keys = 100, longest_subject = 255;
constexpr int64_t tolerance = 120;     // seconds that clocks may differ
constexpr int64_t longest_age = 3600;  // since it was made; it comes straight from the provider
constexpr size_t least_modulus = 256;  // bytes: 2048 bits

using Jansson = std::unique_ptr<json_t, decltype(&json_decref)>;
using Object = boost::json::object;

struct Algorithm {
  std::string_view name, type, curve;
};
constexpr std::array<Algorithm, 9> algorithms{{{"RS256", "RSA", ""},
                                               {"RS384", "RSA", ""},
                                               {"RS512", "RSA", ""},
                                               {"PS256", "RSA", ""},
                                               {"PS384", "RSA", ""},
                                               {"PS512", "RSA", ""},
                                               {"ES256", "EC", "P-256"},
                                               {"ES384", "EC", "P-384"},
                                               {"ES512", "EC", "P-521"}}};

const Algorithm* algorithm_named(std::string_view name) {
  const auto found = std::ranges::find(algorithms, name, &Algorithm::name);
  return found == algorithms.end() ? nullptr : &*found;
}

tl::unexpected<Error> wrong(const char* code, Words what) { return refuse(Fault::invalid, code, std::move(what)); }
tl::unexpected<Error> malformed() {
  return wrong("token-malformed", say("身份令牌格式不正确", "the ID token is malformed"));
}
tl::unexpected<Error> wrong_claim(std::string_view claim) {
  return wrong("token-claims", say("身份令牌的 {} 不符", "the ID token's {} is not what it should be", claim));
}

// Strict: no padding, no signs outside the alphabet, no loose bits at the end.
std::optional<std::string> base64url(std::string_view text) {
  std::string bytes(text.size() * 3 / 4 + 1, '\0');
  size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &length, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return {};
  bytes.resize(length);
  return bytes;
}

std::optional<Object> object_in(std::string_view part) {
  const auto bytes = base64url(part);
  if (!bytes) return {};
  auto parsed = json::parse(*bytes);
  if (!parsed || !parsed->is_object()) return {};
  return std::move(parsed->get_object());
}

std::optional<int64_t> seconds_of(const Object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  if (!found || !found->is_number()) return {};
  const auto number = found->to_number<double>();
  if (!(number >= 0 && number < 1e12)) return {};
  return static_cast<int64_t>(number);
}

// One text, or a list of texts.
std::vector<std::string> texts_of(const Object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  if (found && found->is_array()) return texts_in(found->get_array());
  if (found && found->is_string()) return {std::string{found->get_string()}};
  return {};
}

// By RFC 8176, "mfa" or a method of knowing together with one of having or being; or one of the usual names of a class
// of sign-ins that asks for two.
bool says_two_factors(const Object& claims) {
  constexpr std::string_view classes[] = {"http://schemas.openid.net/pape/policies/2007/06/multi-factor",
                                          "https://refeds.org/profile/mfa",
                                          "http://idmanagement.gov/ns/assurance/aal/2",
                                          "http://idmanagement.gov/ns/assurance/aal/3",
                                          "phr",
                                          "phrh",
                                          "mfa"};
  constexpr std::string_view known[] = {"pwd", "pin", "kba"},
                             held[] = {"otp", "sms", "tel", "hwk", "swk", "sc", "fpt", "face", "iris", "retina", "vbm"};
  if (std::ranges::count(classes, text_of(claims, "acr")) > 0) return true;
  const auto methods = texts_of(claims, "amr");
  const auto any = [&](const auto& of) {
    return std::ranges::any_of(methods, [&](const std::string& one) { return std::ranges::count(of, one) > 0; });
  };
  return std::ranges::count(methods, "mfa") > 0 || (any(known) && any(held));
}

bool fits(const Key& key, const Algorithm& algorithm, const std::string& id) {
  return key.type == algorithm.type && key.curve == algorithm.curve && (id.empty() || key.id == id) &&
         (key.algorithm.empty() || key.algorithm == algorithm.name);
}

bool signed_by(const Key& key, const std::string& jws) {
  const Jansson token{json_loadb(jws.data(), jws.size(), 0, nullptr), &json_decref};
  const Jansson with{json_loadb(key.json.data(), key.json.size(), 0, nullptr), &json_decref};
  return token && with && jose_jws_ver(nullptr, token.get(), nullptr, with.get(), false);
}

Result<Identity> checked(const Object& claims, const Expected& expected) {
  const auto audience = texts_of(claims, "aud");
  const auto party = text_of(claims, "azp");
  const auto expires = seconds_of(claims, "exp"), made = seconds_of(claims, "iat");
  if (text_of(claims, "iss") != expected.issuer) return wrong_claim("iss");
  if (std::ranges::count(audience, expected.client) == 0) return wrong_claim("aud");
  if ((audience.size() > 1 || claims.contains("azp")) && party != expected.client) return wrong_claim("azp");
  if (!expires || *expires <= expected.now - tolerance) return wrong_claim("exp");
  if (!made || *made > expected.now + tolerance || *made < expected.now - longest_age) return wrong_claim("iat");
  if (claims.contains("nbf") && seconds_of(claims, "nbf").value_or(INT64_MAX) > expected.now + tolerance)
    return wrong_claim("nbf");
  if (expected.nonce.empty() || text_of(claims, "nonce") != expected.nonce) return wrong_claim("nonce");
  Identity identity{expected.issuer, text_of(claims, "sub"), text_of(claims, "name"), says_two_factors(claims)};
  if (identity.subject.empty() || identity.subject.size() > longest_subject) return wrong_claim("sub");
  if (identity.name.empty()) identity.name = text_of(claims, "preferred_username");
  if (identity.name.size() > longest_subject) identity.name.clear();
  return identity;
}

}  // namespace

bool accepted(std::string_view algorithm) { return algorithm_named(algorithm) != nullptr; }

Result<std::vector<Key>> keys_of(std::string_view text) {
  const auto unusable = [] {
    return wrong("keys-wrong", say("对方公布的密钥无法使用", "the keys that the provider publishes cannot be used"));
  };
  const auto parsed = json::parse(text);
  if (!parsed || !parsed->is_object()) return unusable();
  const auto* list = parsed->get_object().if_contains("keys");
  if (!list || !list->is_array() || list->get_array().size() > most_keys) return unusable();
  std::vector<Key> keys;
  for (const auto& one : list->get_array()) {
    if (!one.is_object()) return unusable();
    const auto& object = one.get_object();
    const Key key{text_of(object, "kid"), text_of(object, "kty"), text_of(object, "crv"), text_of(object, "alg"),
                  boost::json::serialize(object)};
    const auto use = text_of(object, "use");
    const bool known =
        std::ranges::any_of(algorithms, [&](const Algorithm& algorithm) { return fits(key, algorithm, key.id); });
    if (!known || (!use.empty() && use != "sig")) continue;
    if (key.type == "RSA" && base64url(text_of(object, "n")).value_or("").size() < least_modulus) continue;
    keys.push_back(key);
  }
  return keys;
}

Result<Object> claims_of(std::string_view token, const std::vector<Key>& keys) {
  const auto first = token.find('.'), second = token.find('.', first + 1);
  if (token.size() > most_bytes || first == token.npos || second == token.npos) return malformed();
  const auto head_part = token.substr(0, first), claims_part = token.substr(first + 1, second - first - 1),
             signature = token.substr(second + 1);
  const auto head = object_in(head_part);
  auto claims = object_in(claims_part);
  if (!head || !claims || !base64url(signature) || head->contains("crit")) return malformed();
  const auto* algorithm = algorithm_named(text_of(*head, "alg"));
  if (!algorithm)
    return wrong("token-algorithm", say("不接受签名算法“{}”", "the signature algorithm “{}” is not accepted",
                                        text_of(*head, "alg").substr(0, 20)));
  const auto jws =
      fmt::format(R"({{"protected":"{}","payload":"{}","signature":"{}"}})", head_part, claims_part, signature);
  const auto id = text_of(*head, "kid");
  bool tried = false;
  for (const auto& key : keys) {
    if (!fits(key, *algorithm, id)) continue;
    if (signed_by(key, jws)) return std::move(*claims);
    tried = true;
  }
  if (!tried) return wrong("token-key", say("没有与身份令牌相符的密钥", "no published key fits the ID token"));
  return wrong("token-signature", say("身份令牌的签名不正确", "the ID token's signature is not right"));
}

Result<Identity> check(std::string_view token, const std::vector<Key>& keys, const Expected& expected) {
  DOORSTEP_LET(claims, claims_of(token, keys));
  return checked(claims, expected);
}

std::string unchecked_claim(std::string_view token, std::string_view name) {
  const auto first = token.find('.'), second = token.find('.', first + 1);
  if (token.size() > most_bytes || first == token.npos || second == token.npos) return {};
  const auto claims = object_in(token.substr(first + 1, second - first - 1));
  return claims ? text_of(*claims, name) : std::string{};
}

}  // namespace doorstep::oidc
