// Passkeys on accounts: whose they are, what they open, how they end.
#include <doorstep/accounts/passkeys.h>

#include "../../webauthn/tests/device.h"
#include "town.h"

namespace doorstep::accounts {
namespace {

class WithPasskeys : public InTown {
 protected:
  void SetUp() override {
    InTown::SetUp();
    passkeys_ = std::make_unique<Passkeys>(*accounts_);
  }
  Result<OwnPasskey> add(const SignedIn& who, const webauthn::Device& device) {
    const auto offer = passkeys_->offer(who.actor, site_);
    return passkeys_->add(who.actor, who.token, {"phone", device.make(site_, offer->challenge)}, site_);
  }
  Result<SignedIn> come(webauthn::Device& device) {
    return passkeys_->sign_in(device.show(site_, passkeys_->ask(site_).challenge), site_, from_);
  }

  std::unique_ptr<Passkeys> passkeys_;
  const webauthn::Site site_{"school.example.org", "https://school.example.org"};
};

TEST_P(WithPasskeys, a_passkey_opens_its_account_with_both_factors) {
  webauthn::Device device{webauthn::es256, "a"}, strange{webauthn::es256, "b"};
  const auto wang = invited("wang");
  ASSERT_TRUE(accounts_->set_policy(office_, {10, {Role::principal}}));
  ASSERT_TRUE(add(wang, device));
  EXPECT_FALSE(accounts_->must_set_password(wang.token)) << "a passkey instead of a password";
  EXPECT_FALSE(accounts_->authenticate(wang.token)->own_only) << "and the second factor that principals need";
  const auto in = come(device);
  ASSERT_TRUE(in) << in.error().what.en;
  EXPECT_EQ(in->actor.name, "wang");
  EXPECT_FALSE(accounts_->authenticate(in->token)->own_only) << "it is a second factor, too";
  EXPECT_EQ(come(strange).error().code, "passkey-refused");
  EXPECT_EQ(accounts_->account(office_, wang.actor.account)->other_ways, 1);
  ASSERT_TRUE(accounts_->change(office_, wang.actor.account, {{}, {}, true}));
  EXPECT_FALSE(come(device));
}

TEST_P(WithPasskeys, a_challenge_is_good_once_for_a_time_and_for_its_purpose) {
  webauthn::Device device;
  const auto wang = invited("wang"), li = invited("li");
  ASSERT_TRUE(add(wang, device));
  const auto shown = device.show(site_, passkeys_->ask(site_).challenge);
  EXPECT_TRUE(passkeys_->sign_in(shown, site_, from_));
  EXPECT_EQ(passkeys_->sign_in(shown, site_, from_).error().code, "passkey-refused") << "replayed";
  const auto late = device.show(site_, passkeys_->ask(site_).challenge);
  now_ += 600;
  EXPECT_FALSE(passkeys_->sign_in(late, site_, from_));
  EXPECT_FALSE(passkeys_->sign_in(device.show(site_, "made up"), site_, from_));
  EXPECT_FALSE(passkeys_->sign_in(device.show(site_, passkeys_->offer(wang.actor, site_)->challenge), site_, from_));
  webauthn::Device second{webauthn::eddsa, "second"};
  const auto of_wang = passkeys_->offer(wang.actor, site_)->challenge;
  EXPECT_EQ(passkeys_->add(li.actor, li.token, {"x", second.make(site_, of_wang)}, site_).error().code, "passkey-over");
  EXPECT_EQ(add(li, device).error().code, "passkey-twice") << "whose credential it is";
  const webauthn::Site elsewhere{"evil.example.org", "https://evil.example.org"};
  const auto phished = device.show(elsewhere, passkeys_->ask(site_).challenge);
  EXPECT_FALSE(passkeys_->sign_in(phished, site_, from_));
}

TEST_P(WithPasskeys, a_copy_is_noticed_by_its_counter) {
  webauthn::Device device;
  device.counter = 1;
  const auto wang = invited("wang");
  ASSERT_TRUE(add(wang, device));
  device.counter = 2;
  EXPECT_TRUE(come(device));
  EXPECT_FALSE(come(device));
  device.counter = 3;
  EXPECT_TRUE(come(device));
}

TEST_P(WithPasskeys, passkeys_are_listed_and_removed_but_not_the_last_way_in) {
  webauthn::Device phone{webauthn::es256, "phone"}, key{webauthn::rs256, "key"};
  const auto wang = invited("wang");
  const auto first = add(wang, phone), second = add(wang, key);
  ASSERT_TRUE(first && second);
  const auto other = come(phone);
  EXPECT_EQ(passkeys_->list(wang.actor).size(), 2u);
  EXPECT_EQ(passkeys_->offer(wang.actor, site_)->known.size(), 2u);
  EXPECT_EQ(passkeys_->remove(invited("li").actor, "", first->id).error().code, "passkey-unknown");
  ASSERT_TRUE(passkeys_->remove(wang.actor, wang.token, first->id));
  EXPECT_FALSE(accounts_->authenticate(other->token)) << "other sessions end";
  EXPECT_TRUE(accounts_->authenticate(wang.token));
  EXPECT_FALSE(come(phone));
  EXPECT_EQ(passkeys_->remove(wang.actor, wang.token, second->id).error().code, "only-way-in");
  EXPECT_EQ(accounts_->reset_other_ways(office_, wang.actor.account)->other_ways, 0);
  EXPECT_FALSE(come(key));
}

DOORSTEP_ON_BOTH(WithPasskeys);

}  // namespace
}  // namespace doorstep::accounts
