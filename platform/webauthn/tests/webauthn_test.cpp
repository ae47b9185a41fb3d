// Passkeys of a device made here, and what is done to them on the way.
#include <gtest/gtest.h>

#include "device.h"

namespace doorstep::webauthn {
namespace {

const Site site{"school.example.org", "https://school.example.org"};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

class Passkey : public ::testing::TestWithParam<int64_t> {};

TEST_P(Passkey, is_made_once_and_shown_again) {
  Device device{GetParam()};
  const auto key = made(device.make(site, "c-1"), site, "c-1");
  ASSERT_TRUE(key) << key.error().what.en;
  EXPECT_EQ(key->credential, device.credential());
  EXPECT_EQ(key->algorithm, GetParam());
  const auto again = shown(device.show(site, "c-2"), *key, site, "c-2");
  ASSERT_TRUE(again) << again.error().what.en;
  EXPECT_EQ(*again, 0);
}

TEST_P(Passkey, is_refused_when_anything_was_changed) {
  Device device{GetParam()}, other{GetParam()};
  const auto key = *made(device.make(site, "c-1"), site, "c-1");
  const auto good = device.show(site, "c-2");
  const auto refused = [&](const Shown& one) { return !shown(one, key, site, "c-2"); };
  ASSERT_FALSE(refused(good));
  EXPECT_TRUE(refused(other.show(site, "c-2"))) << "signed by another key";
  for (auto member : {&Shown::client_data, &Shown::authenticator_data, &Shown::signature, &Shown::credential})
    for (size_t at = 0; at < (good.*member).size(); at += 5) {
      auto changed = good;
      auto& sign = (changed.*member)[at];
      sign = sign == 'A' ? 'Q' : 'A';
      EXPECT_TRUE(refused(changed)) << at;
    }
  for (auto member : {&Shown::client_data, &Shown::authenticator_data, &Shown::signature, &Shown::credential}) {
    auto changed = good;
    (changed.*member).clear();
    EXPECT_TRUE(refused(changed));
    changed.*member = "not base64url!";
    EXPECT_TRUE(refused(changed));
  }
}

INSTANTIATE_TEST_SUITE_P(Algorithms, Passkey, ::testing::Values(es256, rs256, eddsa));

TEST(Passkeys, are_for_one_site_one_challenge_and_a_verified_person) {
  Device device;
  const auto key = *made(device.make(site, "c-1"), site, "c-1");
  const Site elsewhere{"evil.example.org", "https://evil.example.org"};
  EXPECT_FALSE(made(device.make(site, "c-1"), site, "c-2"));
  EXPECT_FALSE(made(device.make(site, ""), site, ""));
  EXPECT_FALSE(made(device.make(elsewhere, "c-1"), site, "c-1"));
  EXPECT_FALSE(shown(device.show(elsewhere, "c-2"), key, site, "c-2"));
  EXPECT_FALSE(shown(device.show({site.id, "http://school.example.org"}, "c-2"), key, site, "c-2")) << "not encrypted";
  EXPECT_FALSE(shown(device.show({"evil.example.org", site.origin}, "c-2"), key, site, "c-2")) << "another site's";
  EXPECT_FALSE(shown(device.show(site, "c-3"), key, site, "c-2")) << "replayed";
  EXPECT_FALSE(shown(device.show(site, "c-2", 0x01), key, site, "c-2")) << "only touched";
  EXPECT_FALSE(shown(device.show(site, "c-2", 0x04), key, site, "c-2"));
  auto created = device.show(site, "c-2");
  created.client_data =
      Device::base64(replaced(Device::client_data("webauthn.get", site, "c-2"), "webauthn.get", "webauthn.create"));
  EXPECT_FALSE(shown(created, key, site, "c-2"));
  auto framed = device.make(site, "c-1");
  framed.client_data = Device::base64(replaced(Device::client_data("webauthn.create", site, "c-1"), "false", "true"));
  EXPECT_FALSE(made(framed, site, "c-1"));
  auto of_another_kind = device.make(site, "c-1");
  of_another_kind.algorithm = rs256;
  EXPECT_FALSE(made(of_another_kind, site, "c-1"));
  of_another_kind.algorithm = -35;
  EXPECT_FALSE(made(of_another_kind, site, "c-1"));
}

TEST(Passkeys, whose_counter_does_not_grow_are_copies) {
  Device device;
  device.counter = 5;
  auto key = *made(device.make(site, "c-1"), site, "c-1");
  EXPECT_EQ(key.counter, 5);
  EXPECT_FALSE(shown(device.show(site, "c-2"), key, site, "c-2"));
  device.counter = 6;
  const auto counter = shown(device.show(site, "c-2"), key, site, "c-2");
  ASSERT_TRUE(counter);
  EXPECT_EQ(*counter, 6);
  device.counter = 0;
  EXPECT_FALSE(shown(device.show(site, "c-2"), key, site, "c-2"));
}

TEST(Passkeys, know_their_site_by_the_host) {
  EXPECT_EQ(site_of("school.example.org", true).origin, "https://school.example.org");
  EXPECT_EQ(site_of("localhost:8080", false).id, "localhost");
  EXPECT_EQ(site_of("localhost:8080", false).origin, "http://localhost:8080");
  EXPECT_EQ(site_of("[::1]:8080", false).id, "[::1]");
  EXPECT_EQ(challenge_in(Device::base64(Device::client_data("x", site, "c-9"))), "c-9");
  EXPECT_EQ(challenge_in("?"), "");
}

}  // namespace
}  // namespace doorstep::webauthn
