// Second factors, standing in, invitations by the sheet, and the policy.
#include "town.h"

namespace doorstep::accounts {
namespace {

class MoreAccounts : public InTown {
 protected:
  std::string refused(const std::string& name, const std::string& code) {
    const auto made = accounts_->sign_in(name, password_, code, from_);
    return made ? "" : made.error().code;
  }
};

TEST_P(MoreAccounts, a_second_factor_is_asked_for_once_a_code_confirmed_it) {
  const auto wang = person("wang", Role::principal);
  const auto offer = accounts_->offer_second_factor(wang.actor);
  ASSERT_TRUE(offer);
  EXPECT_NE(offer->uri.find("otpauth://totp/Doorstep:wang?secret=" + offer->secret), std::string::npos);
  EXPECT_EQ(refused("wang", ""), "") << "not confirmed yet";
  EXPECT_EQ(accounts_->confirm_second_factor(wang.actor, "000000").error().code, "code-wrong");
  const auto codes = accounts_->confirm_second_factor(wang.actor, code_of(offer->secret, now_));
  ASSERT_TRUE(codes) << codes.error().what.en;
  EXPECT_EQ(codes->codes.size(), 10u);
  EXPECT_EQ(refused("wang", ""), "second-factor-needed");
  EXPECT_EQ(refused("wang", code_of(offer->secret, now_)), "sign-in-failed") << "a code is good once";
  now_ += 30;
  EXPECT_EQ(refused("wang", code_of(offer->secret, now_ - 90)), "sign-in-failed") << "three steps old";
  EXPECT_EQ(refused("wang", code_of(offer->secret, now_)), "");
  EXPECT_EQ(refused("wang", codes->codes[0]), "");
  EXPECT_EQ(refused("wang", codes->codes[0]), "sign-in-failed") << "a recovery code is good once";
  EXPECT_EQ(accounts_->second_factor(wang.actor).recovery_left, 9);
  EXPECT_EQ(accounts_->offer_second_factor(wang.actor).error().code, "second-factor-on");
  EXPECT_EQ(accounts_->drop_second_factor(wang.actor, "wrong").error().code, "password-wrong");
  ASSERT_TRUE(accounts_->drop_second_factor(wang.actor, password_));
  EXPECT_EQ(refused("wang", ""), "");
}

TEST_P(MoreAccounts, a_secret_sealed_by_another_installation_opens_nothing) {
  const auto wang = person("wang", Role::principal);
  const auto offer = accounts_->offer_second_factor(wang.actor);
  Accounts::Settings other;
  other.secret = "another secret";
  other.now = [this] { return now_; };
  Accounts elsewhere{*database_, trail_, places_, other};
  EXPECT_EQ(elsewhere.confirm_second_factor(wang.actor, code_of(offer->secret, now_)).error().code, "code-wrong");
}

TEST_P(MoreAccounts, who_lost_the_telephone_is_let_in_by_who_manages_accounts) {
  const auto wang = person("wang", Role::principal);
  const auto offer = accounts_->offer_second_factor(wang.actor);
  ASSERT_TRUE(accounts_->confirm_second_factor(wang.actor, code_of(offer->secret, now_)));
  EXPECT_EQ(accounts_->reset_second_factor(wang.actor, wang.actor.account).error().code, "account-unknown")
      << "a principal manages nobody";
  ASSERT_TRUE(accounts_->reset_second_factor(office_, wang.actor.account));
  EXPECT_FALSE(accounts_->authenticate(wang.token)) << "and all sessions end";
  EXPECT_EQ(refused("wang", ""), "");
}

TEST_P(MoreAccounts, a_role_that_needs_a_second_factor_has_only_its_own_account_until_it_has_one) {
  const auto wang = person("wang", Role::principal);
  EXPECT_FALSE(accounts_->authenticate(wang.token)->own_only);
  ASSERT_TRUE(accounts_->set_policy(office_, {12, {Role::principal}}));
  EXPECT_TRUE(accounts_->authenticate(wang.token)->own_only);
  const auto offer = accounts_->offer_second_factor(wang.actor);
  EXPECT_TRUE(accounts_->authenticate(wang.token)->own_only) << "offered is not confirmed";
  ASSERT_TRUE(accounts_->confirm_second_factor(wang.actor, code_of(offer->secret, now_)));
  EXPECT_FALSE(accounts_->authenticate(wang.token)->own_only);
  EXPECT_EQ(accounts_->set_password(wang.actor, wang.token, password_, "only11signs").error().code, "password-weak");
  EXPECT_EQ(accounts_->set_policy(office_, {7, {}}).error().code, "policy-invalid");
}

TEST_P(MoreAccounts, who_stands_in_acts_in_the_post_for_the_time_and_no_longer_than_the_post) {
  const auto wang = person("wang", Role::principal), li = person("li", Role::teacher);
  const auto post = accounts_->own_posts(wang.actor)[0].id;
  const auto today = Date::today();
  const auto code = [&](const NewDelegation& wanted) {
    const auto made = accounts_->delegate(wang.actor, wanted);
    return made ? "" : made.error().fields.empty() ? made.error().code : made.error().fields[0].field;
  };
  EXPECT_EQ(code({post, "nobody", {}, today.plus(7), ""}), "to");
  EXPECT_EQ(code({post, "wang", {}, today.plus(7), ""}), "to");
  EXPECT_EQ(code({accounts_->own_posts(li.actor)[0].id, "li", {}, today.plus(7), ""}), "post") << "somebody else's";
  EXPECT_EQ(code({post, "li", {}, today, ""}), "end_on");
  EXPECT_EQ(code({post, "li", {}, today.plus(400), ""}), "end_on");
  EXPECT_EQ(code({post, "li", {}, today.plus(7), "in Beijing"}), "");
  EXPECT_EQ(code({post, "li", today.plus(3), today.plus(9), ""}), "delegation-twice");
  const auto acts = accounts_->authenticate(li.token);
  ASSERT_EQ(acts->posts.size(), 2u);
  EXPECT_EQ(acts->posts[1].role, Role::principal);
  EXPECT_EQ(accounts_->delegations(li.actor).size(), 1u);
  const auto given = accounts_->delegations(wang.actor);
  ASSERT_EQ(given.size(), 1u);
  EXPECT_TRUE(given[0].given);
  EXPECT_EQ(accounts_->end_delegation(li.actor, given[0].id).error().code, "delegation-unknown");
  ASSERT_TRUE(accounts_->end_delegation(wang.actor, given[0].id));
  EXPECT_EQ(accounts_->authenticate(li.token)->posts.size(), 1u) << "felt at once";
}

TEST_P(MoreAccounts, who_stands_in_loses_it_with_the_post) {
  const auto wang = person("wang", Role::principal), li = person("li", Role::teacher);
  const auto post = accounts_->own_posts(wang.actor)[0].id;
  ASSERT_TRUE(accounts_->delegate(wang.actor, {post, "li", {}, Date::today().plus(7), ""}));
  ASSERT_TRUE(accounts_->end_post(office_, wang.actor.account, post));
  EXPECT_EQ(accounts_->sign_in("li", password_, "", from_)->actor.posts.size(), 1u);
}

TEST_P(MoreAccounts, a_sheet_invites_all_or_none_and_names_each_wrong_cell) {
  person("taken", Role::teacher);
  const std::vector<InvitationRow> good{{2, "zhang", "张三", "校长", "东升小学", "", ""},
                                        {3, "Zhao", "赵六", "teacher", "东升小学", "", "2099-08-31"}};
  auto bad = good;
  bad.push_back({4, "zhang", "张三", "教师", "东升小学", "", ""});
  bad.push_back({5, "taken", "李四", "教师", "东升小学", "", ""});
  bad.push_back({6, "a b", "", "园丁", "没有的学校", "明天", ""});
  bad.push_back({7, "qian", "钱七", "教师", "中心小学", "", ""});
  const auto refused = accounts_->invite(office_, bad, false);
  ASSERT_TRUE(refused);
  EXPECT_FALSE(refused->kept);
  std::string faults;
  for (const auto& fault : refused->faults) faults += fmt::format("{}{} ", fault.row, fault.column);
  EXPECT_EQ(faults, "4sign_in 5sign_in 6sign_in 6name 6role 6org 6begin_on 7org ");
  EXPECT_FALSE(accounts_->named("zhang")) << "none";
  const auto dry = accounts_->invite(office_, good, true);
  EXPECT_TRUE(dry->faults.empty() && !dry->kept && dry->invitations[0].token.empty());
  EXPECT_FALSE(accounts_->named("zhang"));
  const auto kept = accounts_->invite(office_, good, false);
  ASSERT_TRUE(kept->kept);
  ASSERT_EQ(kept->invitations.size(), 2u);
  EXPECT_TRUE(accounts_->follow(kept->invitations[1].token, from_));
  EXPECT_EQ(accounts_->follow(kept->invitations[1].token, from_).error().code, "link-over") << "used";
  EXPECT_EQ(accounts_->invite(office_, {}, false).error().code, "sheet-empty");
  const Actor principal{{"p"}, "p", {{Role::principal, town_school}}, Language::en, ""};
  const std::vector<InvitationRow> one{{2, "sun", "孙八", "教师", "东升小学", "", ""}};
  EXPECT_EQ(accounts_->invite(principal, one, false)->faults.size(), 1u) << "beyond the reach of who invites";
}

DOORSTEP_ON_BOTH(MoreAccounts);

}  // namespace
}  // namespace doorstep::accounts
