#include "password.h"
#include "town.h"

namespace doorstep::accounts {
namespace {

const OrgId district = town_district, school = town_school, elsewhere{"33333333-3333-4333-8333-333333333333"};

class AccountsTest : public InTown {
 protected:
  SignedIn administrator() {
    const auto link = accounts_->first_administrator();
    return *accounts_->follow((*link)->token, from_);
  }
  NewAccount named(const std::string& name, Role role, const OrgId& org) {
    return {name, "王 " + name, Language::en, {role, org, {}, {}}};
  }
  // An account with a password, made by `by`.
  Account with_password(const Actor& by, const std::string& name, Role role, const OrgId& org) {
    const auto account = accounts_->create(by, named(name, role, org));
    EXPECT_TRUE(account) << account.error().what.en;
    const auto opened = accounts_->follow(accounts_->make_link(by, account->id)->token, from_);
    EXPECT_TRUE(accounts_->set_password(opened->actor, opened->token, "", password_));
    return *account;
  }
  int64_t audited(const std::string& action) {
    return database_->read([&](db::Session& session) {
      audit::Filter filter;
      filter.action = action;
      return trail_.count(session, filter);
    });
  }
};

TEST_P(AccountsTest, the_first_administrator_comes_in_by_a_link_that_works_once) {
  const auto first = accounts_->first_administrator();
  ASSERT_TRUE(first && *first);
  const auto again = accounts_->first_administrator();
  ASSERT_TRUE(again && *again) << "nobody has come in yet";
  EXPECT_FALSE(accounts_->follow((*first)->token, from_)) << "a fresh link ends the one before";
  const auto in = accounts_->follow((*again)->token, from_);
  ASSERT_TRUE(in);
  EXPECT_TRUE(in->actor.administrator());
  EXPECT_TRUE(accounts_->must_set_password(in->token));
  EXPECT_EQ(accounts_->follow((*again)->token, from_).error().code, "link-over");
  ASSERT_TRUE(accounts_->set_password(in->actor, in->token, "", password_));
  EXPECT_FALSE(accounts_->must_set_password(in->token));
  EXPECT_FALSE(*accounts_->first_administrator());
  EXPECT_TRUE(accounts_->sign_in("Administrator", password_, "", from_));
}

TEST_P(AccountsTest, a_link_expires) {
  const auto link = accounts_->first_administrator();
  now_ += 7 * 86400;
  EXPECT_EQ(accounts_->follow((*link)->token, from_).error().fault, Fault::unauthorized);
}

TEST_P(AccountsTest, wrong_names_and_wrong_passwords_look_the_same) {
  const auto admin = administrator();
  with_password(admin.actor, "wang", Role::principal, school);
  const auto wrong = accounts_->sign_in("wang", "not the password", "", from_);
  const auto unknown = accounts_->sign_in("nobody", "not the password", "", from_);
  ASSERT_FALSE(wrong || unknown);
  EXPECT_EQ(wrong.error().what, unknown.error().what);
  EXPECT_EQ(wrong.error().code, unknown.error().code);
}

TEST_P(AccountsTest, failures_lock_out_with_growing_delay_for_known_and_unknown_names_alike) {
  const auto admin = administrator();
  with_password(admin.actor, "wang", Role::principal, school);
  for (const std::string name : {"wang", "nobody"}) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(accounts_->sign_in(name, "wrong", "", from_).error().code, "sign-in-failed");
    EXPECT_EQ(accounts_->sign_in(name, password_, "", from_).error().code, "too-many-failures");
    now_ += 1;
    EXPECT_EQ(accounts_->sign_in(name, "wrong", "", from_).error().code, "sign-in-failed");
    now_ += 1;
    EXPECT_EQ(accounts_->sign_in(name, "wrong", "", from_).error().code, "too-many-failures") << "now two seconds";
    now_ += 1;
  }
  EXPECT_TRUE(accounts_->sign_in("wang", password_, "", {"10.9.9.9", ""})) << "another address is not locked out";
  EXPECT_TRUE(accounts_->sign_in("wang", password_, "", from_));
  EXPECT_EQ(accounts_->sign_in("wang", "wrong", "", from_).error().code, "sign-in-failed")
      << "success forgets failures";
}

TEST_P(AccountsTest, sessions_end_by_idleness_by_age_and_by_their_owner) {
  const auto admin = administrator();
  EXPECT_TRUE(accounts_->authenticate(admin.token));
  EXPECT_FALSE(accounts_->authenticate("0000"));
  for (int hour = 0; hour + 7 < 7 * 24; hour += 7) {
    now_ += 7 * 3600;
    ASSERT_TRUE(accounts_->authenticate(admin.token)) << hour;
  }
  now_ += 7 * 3600;
  EXPECT_FALSE(accounts_->authenticate(admin.token)) << "older than seven days";

  const auto link = accounts_->first_administrator();
  const auto idle = *accounts_->follow((*link)->token, from_);
  now_ += 8 * 3600;
  EXPECT_FALSE(accounts_->authenticate(idle.token));

  with_password(admin.actor, "wang", Role::principal, school);
  const auto other = *accounts_->sign_in("wang", password_, "", from_);
  const auto own = *accounts_->sign_in("wang", password_, "", from_);
  EXPECT_TRUE(accounts_->authenticate(other.token));
  EXPECT_TRUE(accounts_->remembered(other.token));
  const auto list = accounts_->sessions(own.actor, own.token);
  ASSERT_EQ(list.size(), 3u) << "the two, and the one its password was set in";
  for (const auto& session : list) {
    if (session.current) continue;
    ASSERT_TRUE(accounts_->end_session(own.actor, session.id));
  }
  EXPECT_FALSE(accounts_->remembered(other.token)) << "memory forgets at once";
  EXPECT_FALSE(accounts_->authenticate(other.token));
  accounts_->sign_out(own.token);
  EXPECT_FALSE(accounts_->authenticate(own.token));
}

// What a link opens may change until its password is set, by another machine too: nobody remembers it.
TEST_P(AccountsTest, a_session_opened_by_a_link_is_not_remembered_until_its_password_is_set) {
  const auto opened = administrator();
  const auto before = accounts_->authenticate(opened.token);
  ASSERT_TRUE(before);
  EXPECT_TRUE(before->own_only);
  EXPECT_FALSE(accounts_->remembered(opened.token));
  ASSERT_TRUE(accounts_->set_password(opened.actor, opened.token, "", password_));
  const auto after = accounts_->authenticate(opened.token);
  ASSERT_TRUE(after);
  EXPECT_FALSE(after->own_only);
  EXPECT_TRUE(accounts_->remembered(opened.token));
}

TEST_P(AccountsTest, a_new_password_needs_the_old_one_and_ends_other_sessions) {
  const auto admin = administrator();
  with_password(admin.actor, "wang", Role::principal, school);
  const auto here = *accounts_->sign_in("wang", password_, "", from_),
             there = *accounts_->sign_in("wang", password_, "", from_);
  EXPECT_EQ(accounts_->set_password(here.actor, here.token, "wrong", "another good 8").error().code, "password-wrong");
  EXPECT_EQ(accounts_->set_password(here.actor, here.token, password_, "short").error().code, "password-weak");
  ASSERT_TRUE(accounts_->set_password(here.actor, here.token, password_, "another good 8"));
  EXPECT_TRUE(accounts_->authenticate(here.token));
  EXPECT_FALSE(accounts_->authenticate(there.token));
  EXPECT_FALSE(accounts_->sign_in("wang", password_, "", from_));
  EXPECT_TRUE(accounts_->sign_in("wang", "another good 8", "", from_));
  EXPECT_EQ(audited("password-set"), 2);
}

TEST_P(AccountsTest, a_password_is_hashed_anew_when_its_cost_grew) {
  const auto admin = administrator();
  with_password(admin.actor, "wang", Role::principal, school);
  const auto kept = [&] {
    return *database_->read([](db::Session& session) {
      return session.one<std::string>("SELECT password FROM accounts_account WHERE sign_in='wang'");
    });
  };
  const auto before = kept();
  accounts_ = fresh(2);
  ASSERT_TRUE(accounts_->sign_in("wang", password_, "", from_));
  EXPECT_NE(kept(), before);
  EXPECT_NE(kept().find("t=2"), std::string::npos);
  EXPECT_TRUE(accounts_->sign_in("wang", password_, "", from_));
}

TEST_P(AccountsTest, officers_manage_below_themselves_and_never_above) {
  const auto admin = administrator();
  const auto made = with_password(admin.actor, "officer", Role::district_officer, district);
  const auto officer = *accounts_->sign_in("officer", password_, "", from_);
  const auto principal = accounts_->create(officer.actor, named("wang", Role::principal, school));
  ASSERT_TRUE(principal);
  EXPECT_TRUE(accounts_->make_link(officer.actor, principal->id));
  EXPECT_EQ(accounts_->create(officer.actor, named("li", Role::principal, elsewhere)).error().fault, Fault::forbidden);
  EXPECT_EQ(accounts_->give_post(officer.actor, principal->id, {Role::administrator, {}, {}, {}}).error().fault,
            Fault::forbidden);
  EXPECT_EQ(accounts_->make_link(officer.actor, admin.actor.account).error().fault, Fault::not_found);
  EXPECT_EQ(accounts_->list(officer.actor, "", 10).size(), 2u) << "itself and the principal, not the administrator";
  EXPECT_EQ(accounts_->list(admin.actor, "", 10).size(), 3u);
  const auto teacher = accounts_->create(admin.actor, named("zhao", Role::teacher, elsewhere));
  EXPECT_EQ(accounts_->account(officer.actor, teacher->id).error().fault, Fault::not_found);
  EXPECT_EQ(accounts_->create(admin.actor, named("WANG", Role::teacher, school)).error().code, "sign-in-taken");
}

TEST_P(AccountsTest, suspended_accounts_and_accounts_without_a_post_cannot_come_in) {
  const auto admin = administrator();
  const auto wang = with_password(admin.actor, "wang", Role::principal, school);
  const auto in = *accounts_->sign_in("wang", password_, "", from_);
  ASSERT_TRUE(accounts_->authenticate(in.token));
  ASSERT_TRUE(accounts_->change(admin.actor, wang.id, {{}, {}, true}));
  EXPECT_FALSE(accounts_->remembered(in.token));
  EXPECT_FALSE(accounts_->authenticate(in.token));
  EXPECT_EQ(accounts_->sign_in("wang", password_, "", from_).error().code, "sign-in-failed");
  ASSERT_TRUE(accounts_->change(admin.actor, wang.id, {{}, {}, false}));
  const auto back = accounts_->sign_in("wang", password_, "", from_);
  ASSERT_TRUE(back);
  const auto ended = accounts_->end_post(admin.actor, wang.id, wang.posts[0].id);
  ASSERT_TRUE(ended);
  EXPECT_FALSE(accounts_->authenticate(back->token));
  EXPECT_EQ(accounts_->sign_in("wang", password_, "", from_).error().code, "no-post");
  EXPECT_EQ(audited("account-changed"), 2);
  EXPECT_EQ(audited("post-ended"), 1);
}

TEST(Passwords, weak_ones_are_named) {
  for (const char* weak : {"short", "1111111111", "password123", "Qwertyuiop", "wangxiaoming", ""})
    EXPECT_FALSE(good_password(weak, "wangxiaoming", 10)) << weak;
  EXPECT_TRUE(good_password("correct horse 7", "wang", 10));
  EXPECT_TRUE(good_password("东升小学的王老师今天很好", "wang", 10));
}

DOORSTEP_ON_BOTH(AccountsTest);

}  // namespace
}  // namespace doorstep::accounts
