// Tests of accounts in a small town: an office, a district with one school, cheap passwords and a clock that tests
// turn.
#pragma once

#include <liboath/oath.h>

#include <doorstep/accounts/accounts.h>
#include <doorstep/settings/settings.h>

#include "both.h"

namespace doorstep::accounts {

inline const OrgId town_district{"11111111-1111-4111-8111-111111111111"};
inline const OrgId town_school{"22222222-2222-4222-8222-222222222222"};

class Town : public Places {
 public:
  bool within(const OrgId& org, const OrgId& root) const override {
    return org == root || (root == town_district && org == town_school);
  }
  OrgId district_of(const OrgId&) const override { return town_district; }
  std::vector<OrgId> known_as(std::string_view text) const override {
    if (text == "东升小学") return {town_school};
    if (text == "中心小学") return {town_school, town_district};
    return {};
  }
};

class InTown : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    for (const auto steps : {audit::migrations(), settings::migrations(), migrations()})
      ASSERT_TRUE(db::migrate(*database_, steps));
    accounts_ = fresh(1);
  }
  std::unique_ptr<Accounts> fresh(unsigned long long passes) {
    Accounts::Settings settings;
    settings.password_passes = passes;
    settings.password_memory = 64 * 1024;
    settings.secret = "the secret of the installation";
    settings.now = [this] { return now_; };
    return std::make_unique<Accounts>(*database_, trail_, places_, settings);
  }

  // Somebody at the school who has opened the link and no more.
  SignedIn invited(const std::string& name, Role role = Role::principal) {
    EXPECT_TRUE(accounts_->create(office_, {name, name, Language::en, {role, town_school, {}, {}}}));
    return *accounts_->follow(accounts_->make_link(office_, *accounts_->named(name))->token, from_);
  }
  // Somebody there with a password, signed in.
  SignedIn person(const std::string& name, Role role) {
    const auto opened = invited(name, role);
    EXPECT_TRUE(accounts_->set_password(opened.actor, opened.token, "", password_));
    return *accounts_->sign_in(name, password_, "", from_);
  }
  // What an authenticator app shows at a second since 1970.
  static std::string code_of(const std::string& base32, int64_t at) {
    char* secret = nullptr;
    size_t length = 0;
    oath_base32_decode(base32.data(), base32.size(), &secret, &length);
    char code[7] = {};
    oath_totp_generate(secret, length, static_cast<time_t>(at), 30, 0, 6, code);
    std::free(secret);
    return code;
  }

  int64_t now_ = 1'800'000'000;
  Town places_;
  audit::Trail trail_{"pepper"};
  std::unique_ptr<Accounts> accounts_;
  const From from_{"10.0.0.1", "test"};
  const std::string password_ = "a long enough password";
  const Actor office_{{"office"}, "office", {{Role::administrator, {}}}, Language::en, ""};
};

}  // namespace doorstep::accounts
