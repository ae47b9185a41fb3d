// Signing in by a provider that answers in memory: who is tied to whom, what is good once, what is refused.
#include <algorithm>

#include <doorstep/accounts/federation.h>

#include "../../oidc/tests/signer.h"
#include "town.h"

namespace doorstep::accounts {
namespace {

class Federated : public InTown {
 protected:
  void SetUp() override {
    InTown::SetUp();
    fake_.key_set = signer_.key_set();
    federation_ = std::make_unique<Federation>(*accounts_, std::ref(fake_));
    provider_ = federation_->add(office_, wanted_)->id;
  }

  static std::string part(const std::string& address, const std::string& name) {
    const auto at = address.find("&" + name + "=") + name.size() + 2;
    return address.substr(at, address.find('&', at) - at);
  }
  // Goes to the provider and brings back `subject`.
  Departure leave(const std::optional<Actor>& own = {}, const std::string& next = "/today") {
    const auto left = federation_->leave(provider_, "https://school.example.org/back", next, own);
    EXPECT_TRUE(left) << left.error().what.en;
    return *left;
  }
  Callback back(const Departure& left, const std::string& subject, const std::string& more = "") {
    auto claims = oidc::claims_for(part(left.address, "nonce"), now_, more);
    claims.replace(claims.find("4711"), 4, subject);
    fake_.token = signer_.token(claims);
    return {part(left.address, "state"), "code", "", "", left.browser};
  }
  Arrival come(const std::string& subject, const std::string& more = "") {
    return federation_->arrive(back(leave(), subject, more), {}, "", from_);
  }
  SignedIn tied(const std::string& name, const std::string& subject) {
    const auto in = invited(name);
    EXPECT_EQ(federation_->arrive(back(leave(in.actor), subject), in.actor, in.token, from_).go, "/");
    return in;
  }
  std::vector<std::string> actions() {
    std::vector<std::string> list;
    for (const auto& entry : database_->read([&](db::Session& session) { return trail_.list(session, {}); }))
      list.push_back(entry.action);
    return list;
  }

  oidc::Signer signer_{"ES256", "k1"};
  oidc::FakeProvider fake_;
  std::unique_ptr<Federation> federation_;
  std::string provider_;
  NewSignInProvider wanted_{
      say("区教育云", "District cloud"), "https://id.example.org", "doorstep", "hush", "profile", false, true};
};

TEST_P(Federated, who_is_tied_comes_in_and_nobody_else) {
  EXPECT_EQ(come("s-wang").go, "/sign-in?trouble=identity-unknown");
  const auto wang = tied("wang", "s-wang");
  EXPECT_FALSE(accounts_->authenticate(wang.token)->own_only) << "a provider instead of a password";
  EXPECT_FALSE(accounts_->must_set_password(wang.token));
  const auto arrival = come("s-wang");
  EXPECT_EQ(arrival.go, "/today");
  ASSERT_TRUE(arrival.signed_in);
  EXPECT_EQ(accounts_->authenticate(arrival.signed_in->token)->name, "wang");
  EXPECT_EQ(come("s-li").go, "/sign-in?trouble=identity-unknown");
  EXPECT_EQ(accounts_->account(office_, wang.actor.account)->other_ways, 1);
  EXPECT_FALSE(accounts_->sign_in("wang", "", "", from_)) << "no password is no way in";
  const auto li = invited("li");
  EXPECT_EQ(federation_->arrive(back(leave(li.actor), "s-wang"), li.actor, li.token, from_).go,
            "/account?trouble=identity-taken");
  EXPECT_TRUE(accounts_->must_set_password(li.token));
  ASSERT_TRUE(accounts_->change(office_, wang.actor.account, {{}, {}, true}));
  EXPECT_EQ(come("s-wang").go, "/sign-in?trouble=account-closed");
  EXPECT_EQ(std::ranges::count(actions(), "identity-tied"), 1);
}

TEST_P(Federated, an_answer_is_good_once_in_its_browser_and_for_ten_minutes) {
  tied("wang", "s-wang");
  const auto over = [&](const Callback& callback) {
    return federation_->arrive(callback, {}, "", from_).go == "/sign-in?trouble=sign-in-over";
  };
  auto callback = back(leave(), "s-wang");
  EXPECT_TRUE(federation_->arrive(callback, {}, "", from_).signed_in);
  EXPECT_TRUE(over(callback)) << "replayed";
  callback = back(leave(), "s-wang");
  callback.browser = leave().browser;
  EXPECT_TRUE(over(callback)) << "another browser's";
  callback.browser.clear();
  EXPECT_TRUE(over(callback)) << "and it is gone";
  callback = back(leave(), "s-wang");
  callback.state = "wrong";
  EXPECT_TRUE(over(callback));
  EXPECT_TRUE(over({}));
  callback = back(leave(), "s-wang");
  now_ += 600;
  EXPECT_TRUE(over(callback)) << "ten minutes later";
  const auto first = leave(), second = leave();
  auto swapped = back(first, "s-wang");
  swapped.state = part(second.address, "state");
  swapped.browser = second.browser;
  EXPECT_EQ(federation_->arrive(swapped, {}, "", from_).go, "/sign-in?trouble=provider-wrong")
      << "the answer to another question";
}

TEST_P(Federated, what_a_provider_does_wrong_is_said_and_changes_nothing) {
  const auto wang = invited("wang");
  const auto trouble = [&](auto change) {
    auto callback = back(leave(wang.actor), "s-wang");
    change(callback);
    const auto arrival = federation_->arrive(callback, wang.actor, wang.token, from_);
    fake_.down = false;
    return arrival.go;
  };
  EXPECT_EQ(trouble([&](Callback&) { fake_.down = true; }), "/account?trouble=provider-down");
  EXPECT_EQ(trouble([&](Callback&) { fake_.token.clear(); }), "/account?trouble=provider-wrong");
  EXPECT_EQ(trouble([&](Callback&) { fake_.token.back() = fake_.token.back() == 'A' ? 'Q' : 'A'; }),
            "/account?trouble=provider-wrong");
  EXPECT_EQ(trouble([&](Callback& one) { one.error = "access_denied"; }), "/account?trouble=declined");
  EXPECT_EQ(trouble([&](Callback& one) { one.error = "server_error"; }), "/account?trouble=provider-wrong");
  EXPECT_EQ(trouble([&](Callback& one) { one.issuer = "https://evil.example.org"; }),
            "/account?trouble=provider-wrong");
  EXPECT_TRUE(federation_->tied(wang.actor).empty());
  EXPECT_TRUE(accounts_->must_set_password(wang.token));
  const auto li = invited("li");
  EXPECT_EQ(federation_->arrive(back(leave(wang.actor), "s-wang"), li.actor, li.token, from_).go,
            "/sign-in?trouble=not-yours");
  EXPECT_EQ(federation_->arrive(back(leave(wang.actor), "s-wang"), {}, "", from_).go, "/sign-in?trouble=not-yours");
}

TEST_P(Federated, a_second_factor_is_asked_for_after_the_provider) {
  const auto wang = tied("wang", "s-wang");
  const auto offer = accounts_->offer_second_factor(wang.actor);
  ASSERT_TRUE(accounts_->confirm_second_factor(wang.actor, code_of(offer->secret, now_)));
  now_ += 60;
  auto arrival = come("s-wang", R"(,"amr":["mfa"])");
  EXPECT_FALSE(arrival.signed_in) << "nobody trusts the provider's word";
  EXPECT_EQ(arrival.go, "/sign-in?step=code&next=%2Ftoday");
  const auto wrong = [&](const std::string& half) {
    return federation_->second_step(half, "000000", from_).error().code;
  };
  EXPECT_EQ(federation_->second_step("", code_of(offer->secret, now_), from_).error().code, "sign-in-over");
  EXPECT_EQ(wrong(arrival.half), "code-wrong");
  const auto made = federation_->second_step(arrival.half, code_of(offer->secret, now_), from_);
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_TRUE(accounts_->authenticate(made->token));
  EXPECT_EQ(federation_->second_step(arrival.half, code_of(offer->secret, now_ + 30), from_).error().code,
            "sign-in-over")
      << "good once";
  arrival = come("s-wang");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(wrong(arrival.half), "code-wrong") << i;
  EXPECT_EQ(wrong(arrival.half), "sign-in-over") << "five tries";
  EXPECT_EQ(wrong(come("s-wang").half), "too-many-failures") << "as with passwords";
  wanted_.trusted = true;
  ASSERT_TRUE(federation_->change(office_, provider_, wanted_));
  EXPECT_TRUE(come("s-wang", R"(,"amr":["mfa"])").signed_in);
  EXPECT_FALSE(come("s-wang", R"(,"amr":["pwd"])").signed_in);
}

TEST_P(Federated, a_trusted_word_satisfies_the_policy) {
  tied("wang", "s-wang");
  ASSERT_TRUE(accounts_->set_policy(office_, {10, {Role::principal}}));
  const auto own_only = [&] {
    return accounts_->authenticate(come("s-wang", R"(,"amr":["mfa"])").signed_in->token)->own_only;
  };
  EXPECT_TRUE(own_only());
  wanted_.trusted = true;
  ASSERT_TRUE(federation_->change(office_, provider_, wanted_));
  EXPECT_FALSE(own_only());
}

TEST_P(Federated, the_last_way_in_is_not_cut_off) {
  const auto wang = tied("wang", "s-wang");
  const auto again = come("s-wang");
  const auto mine = federation_->tied(wang.actor);
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].provider.zh, "区教育云");
  EXPECT_EQ(federation_->untie(wang.actor, wang.token, mine[0].id).error().code, "only-way-in");
  const auto link = accounts_->follow(accounts_->make_link(office_, wang.actor.account)->token, from_);
  ASSERT_TRUE(accounts_->set_password(link->actor, link->token, "", "a long enough password"));
  EXPECT_EQ(federation_->untie(invited("li").actor, "", mine[0].id).error().code, "identity-unknown");
  ASSERT_TRUE(federation_->untie(link->actor, link->token, mine[0].id));
  EXPECT_TRUE(accounts_->authenticate(link->token));
  EXPECT_FALSE(accounts_->authenticate(again.signed_in->token));
  EXPECT_EQ(come("s-wang").go, "/sign-in?trouble=identity-unknown");
}

TEST_P(Federated, what_is_in_strange_hands_is_untied_by_who_manages_accounts) {
  const auto wang = tied("wang", "s-wang");
  EXPECT_EQ(accounts_->reset_other_ways(wang.actor, wang.actor.account).error().code, "account-unknown");
  EXPECT_EQ(accounts_->reset_other_ways(office_, wang.actor.account)->other_ways, 0);
  EXPECT_FALSE(accounts_->authenticate(wang.token));
  EXPECT_EQ(come("s-wang").go, "/sign-in?trouble=identity-unknown");
}

TEST_P(Federated, the_first_link_is_not_made_again_for_who_comes_by_a_provider) {
  const auto link = accounts_->first_administrator();
  ASSERT_TRUE(link && *link);
  ASSERT_TRUE(accounts_->follow((*link)->token, from_));
  EXPECT_TRUE(*accounts_->first_administrator()) << "the link was used, but nothing came of it";
  const auto again = accounts_->follow((*accounts_->first_administrator())->token, from_);
  EXPECT_EQ(federation_->arrive(back(leave(again->actor), "s-admin"), again->actor, again->token, from_).go, "/");
  EXPECT_FALSE(*accounts_->first_administrator());
}

TEST_P(Federated, providers_are_kept_sealed_and_checked) {
  const auto field = [&](NewSignInProvider one) {
    const auto made = federation_->add(office_, one);
    return made ? "" : made.error().fields.empty() ? made.error().code : made.error().fields[0].field;
  };
  EXPECT_EQ(field(wanted_), "issuer") << "there already";
  auto other = wanted_;
  other.issuer = "http://id.example.org";
  EXPECT_EQ(field(other), "issuer") << "not encrypted";
  other.issuer = "https://other.example.org";
  EXPECT_EQ(field(other), "unreachable") << "it is enabled and does not answer";
  other.enabled = false;
  EXPECT_EQ(field(other), "") << "not enabled: nobody asks";
  EXPECT_EQ(federation_->doors().size(), 1u);
  other.client_id.clear();
  EXPECT_EQ(field(other), "client_id");
  tied("wang", "s-wang");
  EXPECT_NE(fake_.last.authorization, "") << "with the secret";
  auto changed = wanted_;
  changed.client_secret.reset();
  changed.name.zh = "区云";
  EXPECT_TRUE(federation_->change(office_, provider_, changed)->has_secret) << "as it was";
  changed.issuer = "https://third.example.org";
  changed.enabled = false;
  EXPECT_EQ(federation_->change(office_, provider_, changed).error().code, "provider-in-use");
  EXPECT_EQ(federation_->providers().size(), 2u);
  const auto kept = database_->read([&](db::Session& session) {
    return *session.one<std::string>("SELECT sealed FROM accounts_provider WHERE id=$1", provider_);
  });
  EXPECT_EQ(kept.find("hush"), kept.npos);
  ASSERT_TRUE(federation_->remove(office_, provider_));
  EXPECT_EQ(federation_->leave(provider_, "x", "/", {}).error().code, "provider-unknown");
  ASSERT_TRUE(federation_->add(office_, wanted_));
  provider_ = federation_->providers()[0].issuer == wanted_.issuer ? federation_->providers()[0].id
                                                                   : federation_->providers()[1].id;
  EXPECT_EQ(come("s-wang").go, "/sign-in?trouble=identity-unknown") << "what was tied went with it";
  EXPECT_EQ(actions()[0], "provider-added");
}

TEST(OwnPath, leads_nowhere_else) {
  for (const char* good : {"/", "/today", "/d/1?x=2#y"}) EXPECT_EQ(own_path(good), good);
  for (const char* bad : {"", "today", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/\tb"})
    EXPECT_EQ(own_path(bad), "/") << bad;
}

DOORSTEP_ON_BOTH(Federated);

}  // namespace
}  // namespace doorstep::accounts
