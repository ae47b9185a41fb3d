// What is signed here is read by the check of tokens of others, and by nobody who has another key.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <doorstep/oidc/signer.h>
#include <doorstep/oidc/token.h>

namespace doorstep::oidc {
namespace {

std::vector<Key> set_of(const SigningKey& key) { return *keys_of(R"({"keys":[)" + key.to_show + "]}"); }

TEST(Signer, ATokenIsCheckedWithTheKeyThatIsPublished) {
  const auto key = new_signing_key(), other = new_signing_key();
  const auto token = signed_token({{"iss", "https://doorstep.example.org"}, {"n", 7}}, key);
  const auto claims = claims_of(token, set_of(key));
  ASSERT_TRUE(claims) << claims.error().what.en;
  EXPECT_EQ(claims->at("n").as_int64(), 7);
  EXPECT_EQ(unchecked_claim(token, "iss"), "https://doorstep.example.org");
  EXPECT_EQ(unchecked_claim(token, "n"), "") << "no text";
  EXPECT_EQ(unchecked_claim("a.b", "iss"), "");
  EXPECT_EQ(claims_of(token, set_of(other)).error().code, "token-key");
  auto disguised = set_of(other);
  disguised[0].id = key.id;
  EXPECT_EQ(claims_of(token, disguised).error().code, "token-signature");
  EXPECT_EQ(claims_of("x" + token, set_of(key)).error().code, "token-malformed");
}

TEST(Signer, WhatIsPublishedHasNoSecretMembers) {
  const auto key = new_signing_key();
  const auto shown = boost::json::parse(key.to_show).as_object();
  for (const auto* secret : {"d", "p", "q", "dp", "dq", "qi"}) EXPECT_FALSE(shown.contains(secret)) << secret;
  EXPECT_EQ(shown.at("kid").as_string(), key.id);
  EXPECT_EQ(shown.at("alg").as_string(), "RS256");
  EXPECT_EQ(shown.at("use").as_string(), "sig");
  EXPECT_TRUE(boost::json::parse(key.whole).as_object().contains("d"));
}

}  // namespace
}  // namespace doorstep::oidc
