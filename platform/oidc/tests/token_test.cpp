// ID tokens made by libjose, and what is done to them on the way.
#include <gtest/gtest.h>

#include "signer.h"

namespace doorstep::oidc {
namespace {

constexpr int64_t now = 1'800'000'000;
const Expected expected{"https://id.example.org", "doorstep", "n-1", now};

std::string code_of(const std::string& token, const std::vector<Key>& keys, const Expected& wanted = expected) {
  const auto found = check(token, keys, wanted);
  return found ? "" : found.error().code;
}
std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  return at == text.npos ? text : text.replace(at, what.size(), with);
}

TEST(Token, is_taken_in_every_accepted_algorithm) {
  for (const char* algorithm : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}) {
    const Signer signer{algorithm, "k1"};
    const auto keys = keys_of(signer.key_set());
    ASSERT_TRUE(keys && keys->size() == 1) << algorithm;
    const auto found = check(signer.token(claims_for("n-1", now, R"(,"name":"李老师")")), *keys, expected);
    ASSERT_TRUE(found) << algorithm << " " << found.error().what.en;
    EXPECT_EQ(found->subject, "4711");
    EXPECT_EQ(found->name, "李老师");
    EXPECT_FALSE(found->two_factors);
  }
}

TEST(Token, is_refused_when_its_algorithm_is) {
  const Signer signer{"RS256", "k1"};
  const auto keys = *keys_of(signer.key_set());
  const auto token = signer.token(claims_for("n-1", now));
  const auto rest = token.substr(token.find('.'));
  const auto with = [&](const char* head) {
    json_t* encoded = jose_b64_enc(head, strlen(head));
    const std::string text{json_string_value(encoded)};
    json_decref(encoded);
    return text + rest;
  };
  EXPECT_EQ(code_of(with(R"({"alg":"none","kid":"k1"})"), keys), "token-algorithm");
  EXPECT_EQ(code_of(with(R"({"alg":"NONE","kid":"k1"})"), keys), "token-algorithm");
  EXPECT_EQ(code_of(with(R"({"alg":"EdDSA","kid":"k1"})"), keys), "token-algorithm");
  EXPECT_EQ(code_of(with(R"({"alg":"HS256","kid":"k1"})"), keys), "token-algorithm") << "the public key as a secret";
  EXPECT_EQ(code_of(with(R"({"alg":"PS256","kid":"k1"})"), keys), "token-key") << "the key is for RS256";
  EXPECT_EQ(code_of(with(R"({"alg":"ES256","kid":"k1"})"), keys), "token-key");
  EXPECT_EQ(code_of(with(R"({"alg":"RS256","kid":"k1","crit":["b64"],"b64":false})"), keys), "token-malformed");
  EXPECT_EQ(code_of(with(R"({"kid":"k1"})"), keys), "token-algorithm");
}

TEST(Token, is_refused_when_anything_in_it_was_changed) {
  const Signer signer{"ES256", "k1"}, other{"ES256", "k1"}, another{"ES256", "k2"};
  const auto keys = *keys_of(signer.key_set());
  const auto token = signer.token(claims_for("n-1", now));
  EXPECT_EQ(code_of(token, keys), "");
  for (size_t at = 0; at < token.size(); at += 3) {
    if (token[at] == '.') continue;
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'Q' : 'A';
    EXPECT_NE(code_of(changed, keys), "") << at;
  }
  EXPECT_EQ(code_of(other.token(claims_for("n-1", now)), keys), "token-signature");
  EXPECT_EQ(code_of(another.token(claims_for("n-1", now)), keys), "token-key");
  EXPECT_EQ(code_of(token, {}), "token-key");
  for (const char* text : {"", ".", "..", "a.b", "a.b.c", "e30.e30.", "e30.e30.e30", "....", "a"})
    EXPECT_NE(code_of(text, keys), "") << text;
  EXPECT_EQ(code_of(token + ".x", keys), "token-malformed");
  EXPECT_EQ(code_of(token + "=", keys), "token-malformed");
  EXPECT_EQ(code_of(std::string(40'000, 'a') + token, keys), "token-malformed");
}

TEST(Token, is_refused_when_it_is_for_another_place_time_or_question) {
  const Signer signer{"ES256", "k1"};
  const auto keys = *keys_of(signer.key_set());
  const auto plain = claims_for("n-1", now);
  const auto code = [&](const std::string& claims) { return code_of(signer.token(claims), keys); };
  EXPECT_EQ(code(plain), "");
  EXPECT_EQ(code(replaced(plain, "id.example.org", "id.example.com")), "token-claims") << "iss";
  EXPECT_EQ(code(replaced(plain, R"("doorstep")", R"("another")")), "token-claims") << "aud";
  EXPECT_EQ(code(replaced(plain, R"("doorstep")", R"(["doorstep","another"])")), "token-claims") << "azp is missing";
  EXPECT_EQ(code(replaced(plain, R"("doorstep")", R"(["doorstep","another"],"azp":"doorstep")")), "");
  EXPECT_EQ(code(replaced(plain, R"("doorstep")", R"("doorstep","azp":"another")")), "token-claims") << "azp";
  EXPECT_EQ(code(replaced(plain, R"("n-1")", R"("n-2")")), "token-claims") << "nonce";
  EXPECT_EQ(code(replaced(plain, R"("nonce":"n-1",)", "")), "token-claims") << "no nonce";
  EXPECT_EQ(code(replaced(plain, R"("4711")", R"("")")), "token-claims") << "sub";
  EXPECT_EQ(code(replaced(plain, R"("4711")", "4711")), "token-claims") << "sub is a text";
  EXPECT_EQ(code(replaced(plain, R"("4711")", fmt::format(R"("{}")", std::string(300, 'x')))), "token-claims")
      << "sub is long";
  EXPECT_EQ(code(claims_for("n-1", now - 421)), "token-claims") << "expired";
  EXPECT_EQ(code(claims_for("n-1", now - 415)), "") << "clocks differ a little";
  EXPECT_EQ(code(claims_for("n-1", now + 121)), "token-claims") << "made in the future";
  EXPECT_EQ(code(claims_for("n-1", now + 119)), "");
  EXPECT_EQ(code(claims_for("n-1", now, fmt::format(R"(,"nbf":{})", now + 500))), "token-claims") << "not yet";
  EXPECT_EQ(code(claims_for("n-1", now, R"(,"nbf":"soon")")), "token-claims");
  EXPECT_EQ(code(replaced(plain, std::to_string(now), R"("now")")), "token-claims") << "iat is a number";
  EXPECT_EQ(code("[]"), "token-malformed");
  auto without = expected;
  without.nonce.clear();
  EXPECT_EQ(code_of(signer.token(replaced(plain, "n-1", "")), keys, without), "token-claims")
      << "no question has an empty nonce";
}

TEST(Token, says_whether_two_factors_were_asked_for) {
  const Signer signer{"ES256", "k1"};
  const auto keys = *keys_of(signer.key_set());
  const auto two = [&](const char* more) {
    const auto found = check(signer.token(claims_for("n-1", now, more)), keys, expected);
    return found && found->two_factors;
  };
  EXPECT_FALSE(two(""));
  EXPECT_FALSE(two(R"(,"amr":["pwd"])"));
  EXPECT_FALSE(two(R"(,"amr":["otp"])")) << "one factor, whichever";
  EXPECT_FALSE(two(R"(,"amr":["pwd","pin"])")) << "twice the same kind";
  EXPECT_TRUE(two(R"(,"amr":["pwd","otp"])"));
  EXPECT_TRUE(two(R"(,"amr":["mfa"])"));
  EXPECT_TRUE(two(R"(,"acr":"https://refeds.org/profile/mfa")"));
  EXPECT_FALSE(two(R"(,"acr":"0")"));
  EXPECT_FALSE(two(R"(,"amr":7)"));
}

TEST(Keys, that_cannot_check_signatures_are_left_out) {
  const Signer rsa{"RS256", "a"}, ec{"ES256", "b"};
  const auto set = [&](const std::string& more) { return R"({"keys":[)" + rsa.key() + "," + ec.key() + more + "]}"; };
  EXPECT_EQ(keys_of(set(""))->size(), 2u);
  EXPECT_EQ(keys_of(set(R"(,{"kty":"oct","k":"c2VjcmV0"},{"kty":"OKP","crv":"Ed25519","x":"AA"})"))->size(), 2u);
  EXPECT_EQ(keys_of(set("," + replaced(ec.key(), "{", R"({"use":"enc",)")))->size(), 2u);
  EXPECT_EQ(keys_of(set(R"(,{"kty":"RSA","n":"AQAB","e":"AQAB"})"))->size(), 2u) << "a short key";
  for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":["x"]})"}) EXPECT_FALSE(keys_of(text)) << text;
}

}  // namespace
}  // namespace doorstep::oidc
