// The flow against a provider in memory: what is asked, what is kept, and new keys.
#include <gtest/gtest.h>

#include "signer.h"

namespace doorstep::oidc {
namespace {

class Flow : public ::testing::Test {
 protected:
  Flow() { provider_.key_set = first_.key_set(); }
  std::string redeem(const Answer& answer = {"the code", ""}) {
    const auto found = party_.redeem(client_, question_, answer);
    return found ? found->subject : found.error().code;
  }
  int keys_read() { return provider_.asked[provider_.issuer + "/keys"]; }

  int64_t now_ = 1'800'000'000;
  Signer first_{"ES256", "k1"}, second_{"ES256", "k2"};
  FakeProvider provider_;
  Party party_{std::ref(provider_), [this] { return now_; }};
  const Client client_{"https://id.example.org", "doorstep", "s:e c", "openid profile"};
  const Question question_ = new_question("https://school.example.org/back");
};

TEST_F(Flow, asks_with_state_nonce_and_challenge) {
  const auto address = party_.address(client_, question_);
  ASSERT_TRUE(address) << address.error().what.en;
  EXPECT_TRUE(address->starts_with("https://id.example.org/auth?response_type=code&client_id=doorstep&")) << *address;
  for (const auto& part :
       {"state=" + question_.state, "nonce=" + question_.nonce, std::string{"scope=openid%20profile"},
        std::string{"code_challenge_method=S256"}, std::string{"redirect_uri=https%3A%2F%2Fschool.example.org%2Fback"}})
    EXPECT_NE(address->find(part), address->npos) << part;
  EXPECT_EQ(address->find(question_.verifier), address->npos);
  EXPECT_EQ(question_.state.size(), 43u);
  EXPECT_NE(question_.state, new_question("").state);
}

// The example of RFC 7636, appendix B.
TEST_F(Flow, hashes_the_verifier_as_the_standard_does) {
  auto question = question_;
  question.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  EXPECT_NE(party_.address(client_, question)->find("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            std::string::npos);
}

TEST_F(Flow, redeems_the_code_with_the_secret_and_the_verifier) {
  provider_.token = first_.token(claims_for(question_.nonce, now_));
  EXPECT_EQ(redeem(), "4711");
  EXPECT_EQ(provider_.last.authorization, "Basic ZG9vcnN0ZXA6cyUzQWUlMjBj") << "encoded, then joined";
  EXPECT_NE(provider_.last.form.find("code_verifier=" + question_.verifier), std::string::npos);
  EXPECT_EQ(provider_.last.form.find("client_secret"), std::string::npos);
  EXPECT_EQ(redeem({"the code", "https://another.example.org"}), "answer-of-another");
  provider_.token.clear();
  EXPECT_EQ(redeem(), "code-refused");
  provider_.down = true;
  EXPECT_EQ(redeem(), "unreachable");
}

TEST_F(Flow, follows_the_provider_to_new_keys_but_not_at_every_token) {
  provider_.token = first_.token(claims_for(question_.nonce, now_));
  EXPECT_EQ(redeem(), "4711");
  EXPECT_EQ(keys_read(), 1);
  provider_.key_set = second_.key_set();
  provider_.token = second_.token(claims_for(question_.nonce, now_));
  EXPECT_EQ(redeem(), "token-key") << "read a moment ago";
  EXPECT_EQ(keys_read(), 1);
  now_ += 61;
  EXPECT_EQ(redeem(), "4711");
  EXPECT_EQ(keys_read(), 2);
  provider_.token = first_.token(claims_for(question_.nonce, now_));
  EXPECT_EQ(redeem(), "token-key") << "the old key is gone";
  EXPECT_EQ(keys_read(), 2) << "asked again at most once a minute";
  now_ += 3601;
  provider_.token = second_.token(claims_for(question_.nonce, now_));
  EXPECT_EQ(redeem(), "4711");
  EXPECT_EQ(provider_.asked[provider_.issuer + "/.well-known/openid-configuration"], 2) << "kept for an hour";
}

TEST_F(Flow, takes_a_document_only_from_who_it_speaks_of) {
  const auto with = [&](const std::string& what, const std::string& by) {
    auto text = provider_.document();
    text.replace(text.find(what), what.size(), by);
    const auto found = provider_of(text, provider_.issuer);
    return found ? "" : found.error().code;
  };
  EXPECT_EQ(with("\"issuer\"", "\"issuer\""), "");
  EXPECT_EQ(with("https://id.example.org\"", "https://id.example.org/\""), "provider-unfit");
  EXPECT_EQ(with("https://id.example.org/token", "http://id.example.org/token"), "provider-unfit");
  EXPECT_EQ(with("\"ES256\",", ""), "provider-unfit") << "only HS256 and none";
  EXPECT_EQ(with("[\"code\"]", "[\"id_token\"]"), "provider-unfit");
  EXPECT_EQ(provider_of("<html>", provider_.issuer).error().code, "provider-unfit");
  const auto found = party_.look(provider_.issuer);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->algorithms, std::vector<std::string>{"ES256"});
  provider_.key_set = R"({"keys":[]})";
  EXPECT_EQ(party_.look(provider_.issuer).error().code, "provider-unfit");
}

}  // namespace
}  // namespace doorstep::oidc
