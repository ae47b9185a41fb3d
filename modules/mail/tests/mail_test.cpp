// Who gets which mail when, on both databases, with a server that only writes down.
#include <both.h>

#include <algorithm>

#include <doorstep/settings/settings.h>
#include <doorstep/zone/zone.h>

#include "module.h"

namespace doorstep::mail {
namespace {

class Board : public notices::Notices {
 public:
  notices::Inbox inbox(const Actor&) override { return {items, 0, 0}; }
  Result<notices::Inbox> read(const Actor&, const std::string&, bool) override { return notices::Inbox{}; }
  Result<notices::SentNotice> send(const Actor&, const notices::NewNotice&) override { return notices::SentNotice{}; }
  Result<void> tell(const Actor&, const notices::HouseNotice&) override { return {}; }
  Result<std::vector<notices::SentNotice>> sent(const OrgId&) override { return std::vector<notices::SentNotice>{}; }
  Result<std::vector<notices::Receipt>> receipts(const std::string&) override {
    return std::vector<notices::Receipt>{};
  }
  Result<void> withdraw(const Actor&, const std::string&) override { return {}; }
  std::vector<notices::JustSent> sent_since(const std::string& at) override {
    std::vector<notices::JustSent> found;
    for (const auto& one : items)
      if (one.sent_at >= at) found.push_back({one.id, one.confirms});
    return found;
  }
  std::vector<AccountId> recipients(const std::string&) override { return {{"li"}, {"wang"}}; }
  std::optional<OrgId> org_of(const std::string&) override { return {}; }

  std::vector<notices::Notice> items;
};

class Days : public calendar::Calendar {
 public:
  Result<std::vector<calendar::Event>> of_group(const OrgId&, Date, Date, Language) override { return events; }
  std::vector<calendar::Event> own(const Actor&, Date from, Date to) override {
    std::vector<calendar::Event> found;
    for (const auto& one : events)
      if (from <= one.on && one.on < to) found.push_back(one);
    return found;
  }
  Result<calendar::Feed> subscribe(const Actor&, const std::optional<OrgId>&) override { return calendar::Feed{}; }
  Result<void> end_feeds(const Actor&) override { return {}; }
  Result<std::string> feed(const std::string&, const std::string&) override { return std::string{}; }

  std::vector<calendar::Event> events;
};

class MailTest : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    for (const auto steps : {settings::migrations(), audit::migrations(), migrations()})
      ASSERT_TRUE(db::migrate(*database_, steps));
    make();
  }
  void make() {
    mail_ = make_mail(
        {*database_, board_, days_, trail_, "secret",
         [this](const AccountId& account) { return suspended_ ? std::nullopt : std::optional{person(account.value)}; },
         [this](const smtp::Server& server, const smtp::Message& message) {
           server_ = server;
           if (outcome_.sent) sent_.push_back(message);
           ++tried_;
           return outcome_;
         },
         [this] { return now_; }});
  }
  static Actor person(const std::string& name) { return {{name}, name, {{Role::teacher, {}}}, Language::en, ""}; }
  static std::string field(const auto& done) {
    return done ? "" : done.error().fields.empty() ? done.error().code : done.error().fields[0].field;
  }
  std::string set_up(bool on = true) {
    NewMailSettings wanted;
    wanted.on = on;
    wanted.host = "mail.example.org";
    wanted.user = "office";
    wanted.password = "hush";
    wanted.from = "office@example.org";
    wanted.site = "https://doorstep.example.org";
    return field(mail_->set(person("admin"), wanted));
  }
  std::string link_in(const smtp::Message& message, const std::string& path) {
    const auto at = message.text.find(path);
    return at == std::string::npos
               ? ""
               : message.text.substr(at + path.size(), message.text.find('\n', at) - at - path.size());
  }
  void join(const std::string& name, Way plain = Way::daily, Way confirmed = Way::now) {
    const auto given = mail_->change(person(name), {name + "@example.org", plain, confirmed});
    ASSERT_TRUE(given) << given.error().what.en;
    ASSERT_TRUE(mail_->confirm(link_in(sent_.back(), "/mail/confirm#")));
    sent_.clear();
  }
  void pin(const std::string& id, bool confirms) {
    notices::Notice one;
    one.id = id;
    one.org = "Group";
    one.title = "Title " + id;
    one.body = "Inside only.";
    one.sent_at = utc_text(now_);
    one.confirms = confirms;
    board_.items.push_back(one);
  }

  // 2026-11-24 is a Tuesday; half past six in Shanghai.
  int64_t now_ = *zone::instant("Asia/Shanghai", {*Date::parse("2026-11-24"), 390});
  bool suspended_ = false;
  int tried_ = 0;
  smtp::Server server_;
  smtp::Outcome outcome_{true, true, "250 ok"};
  std::vector<smtp::Message> sent_;
  Board board_;
  Days days_;
  audit::Trail trail_{"pepper"};
  std::unique_ptr<Mail> mail_;
};

TEST_P(MailTest, SettingsAreCheckedAndThePasswordIsSealed) {
  NewMailSettings wrong;
  wrong.host = "mail example";
  wrong.from = "office";
  wrong.site = "doorstep.example.org/";
  wrong.zone = "Nowhere";
  const auto refused = mail_->set(person("admin"), wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.size(), 4u);
  ASSERT_EQ(set_up(), "");
  EXPECT_TRUE(mail_->settings().has_password);
  const auto kept = database_->read([](db::Session& session) { return *settings::get_text(session, "mail"); });
  EXPECT_EQ(kept.find("hush"), std::string::npos);
  ASSERT_TRUE(mail_->try_out(person("admin"), "a@example.org"));
  EXPECT_EQ(server_.password, "hush");
  outcome_ = {false, true, "535 no"};
  EXPECT_EQ(mail_->try_out(person("admin"), "a@example.org")->said, "535 no");
  EXPECT_EQ(field(mail_->try_out(person("admin"), "a")), "to");
}

TEST_P(MailTest, NothingGoesToAnAddressThatIsNotConfirmed) {
  EXPECT_EQ(field(mail_->change(person("li"), {"li@example.org", {}, {}})), "mail-not-set-up");
  ASSERT_EQ(set_up(), "");
  ASSERT_TRUE(mail_->change(person("li"), {"li@example.org", {}, {}}));
  const auto token = link_in(sent_.at(0), "/mail/confirm#");
  sent_.clear();
  pin("1", true);
  EXPECT_EQ(mail_->round(), 0);
  EXPECT_FALSE(mail_->confirm("something"));
  now_ += 90'000;
  EXPECT_EQ(field(mail_->confirm(token)), "mail-link-unknown") << "over after a day";
  ASSERT_TRUE(mail_->change(person("li"), {"li@example.org", {}, {}}));
  const auto again = link_in(sent_.at(0), "/mail/confirm#");
  EXPECT_TRUE(mail_->confirm(again));
  EXPECT_FALSE(mail_->confirm(again)) << "once";
  EXPECT_TRUE(mail_->own(person("li")).confirmed);
  ASSERT_TRUE(mail_->change(person("li"), {"other@example.org", {}, {}}));
  EXPECT_FALSE(mail_->own(person("li")).confirmed) << "another address is confirmed anew";
  ASSERT_TRUE(mail_->change(person("li"), {"", {}, {}}));
  EXPECT_EQ(mail_->own(person("li")).address, "");
}

TEST_P(MailTest, WhatAsksToBeConfirmedComesAtOnceAndOnce) {
  ASSERT_EQ(set_up(), "");
  join("li");
  pin("plain", false);
  pin("asks", true);
  EXPECT_EQ(mail_->round(), 1);
  ASSERT_EQ(sent_.size(), 1u);
  EXPECT_EQ(sent_[0].to, "li@example.org");
  EXPECT_EQ(sent_[0].subject, "Please confirm: Title asks");
  EXPECT_EQ(sent_[0].text.find("Inside only"), std::string::npos) << "no text of a notice leaves the house";
  EXPECT_EQ(mail_->round(), 0);
  make();  // the program starts again
  EXPECT_EQ(mail_->round(), 0) << "not a second time";
}

TEST_P(MailTest, TheDigestComesInTheMorningWhenThereIsSomethingToSay) {
  ASSERT_EQ(set_up(), "");
  join("li");
  join("wang", Way::weekly, Way::weekly);
  EXPECT_EQ(mail_->round(), 0) << "half past six";
  now_ += 3600;
  EXPECT_EQ(mail_->round(), 0) << "nothing to say";
  now_ += 86'400;
  pin("1", false);
  pin("2", false);
  calendar::Event event;
  event.title = "Council";
  event.on = *Date::parse("2026-11-26");
  event.from = "09:00";
  days_.events = {event};
  EXPECT_EQ(mail_->round(), 1) << "the weekly one waits for Monday";
  EXPECT_EQ(sent_.at(0).subject, "2 notices wait for you");
  EXPECT_NE(sent_[0].text.find("Council"), std::string::npos);
  EXPECT_EQ(mail_->round(), 0) << "one a day";
  now_ = *zone::instant("Asia/Shanghai", {*Date::parse("2026-11-30"), 430});
  sent_.clear();
  EXPECT_EQ(mail_->round(), 2) << "Monday";
}

TEST_P(MailTest, OptingOutNeedsNoSignInAndHolds) {
  ASSERT_EQ(set_up(), "");
  join("li", Way::now);
  pin("1", false);
  ASSERT_EQ(mail_->round(), 1);
  const auto off = sent_.at(0).off;
  const auto token = off.substr(off.rfind('/') + 1);
  EXPECT_EQ(link_in(sent_[0], "/mail/off#"), token);
  EXPECT_FALSE(mail_->opt_out("wang" + token.substr(2))) << "a mark is good for one account";
  ASSERT_TRUE(mail_->opt_out(token));
  pin("2", false);
  pin("3", true);
  now_ += 90'000;
  EXPECT_EQ(mail_->round(), 0);
  EXPECT_EQ(mail_->own(person("li")).notices, Way::never);
}

TEST_P(MailTest, WhatIsOverIsNotSent) {
  ASSERT_EQ(set_up(), "");
  join("li", Way::now);
  pin("1", false);
  outcome_ = {false, false, "421 later"};
  EXPECT_EQ(mail_->round(), 0);
  board_.items.clear();  // withdrawn
  outcome_ = {true, true, "250 ok"};
  now_ += 120;
  EXPECT_EQ(mail_->round(), 0);
  EXPECT_TRUE(mail_->queue().trouble.empty());
  pin("2", false);
  suspended_ = true;
  EXPECT_EQ(mail_->round(), 0);
}

TEST_P(MailTest, IsTriedAgainWithGrowingWaitsAndGivenUpAfterADay) {
  ASSERT_EQ(set_up(), "");
  join("li", Way::now);
  pin("1", false);
  outcome_ = {false, false, "451 busy"};
  tried_ = 0;
  mail_->round();
  mail_->round();
  EXPECT_EQ(tried_, 1) << "not before its time";
  for (int hour = 0; hour < 24 * 60; ++hour) {
    now_ += 60;
    mail_->round();
  }
  EXPECT_LE(tried_, 9);
  auto trouble = mail_->queue().trouble;
  ASSERT_EQ(trouble.size(), 1u);
  EXPECT_EQ(trouble[0].state, MailState::failed);
  EXPECT_EQ(trouble[0].said, "451 busy");
  outcome_ = {true, true, "250 ok"};
  EXPECT_EQ(field(mail_->retry(person("admin"), "unknown")), "mail-unknown");
  ASSERT_TRUE(mail_->retry(person("admin"), trouble[0].id));
  EXPECT_EQ(mail_->round(), 1);
  EXPECT_EQ(field(mail_->retry(person("admin"), trouble[0].id)), "mail-not-failed");
}

TEST_P(MailTest, AMailThatWasBeingSentWhenTheProgramEndedIsNotRepeated) {
  ASSERT_EQ(set_up(), "");
  join("li", Way::now);
  pin("1", false);
  mail_->round();
  script("UPDATE mail_outbox SET state='sending'");
  sent_.clear();
  now_ += 601;
  EXPECT_EQ(mail_->round(), 0);
  ASSERT_EQ(mail_->queue().trouble.size(), 1u);
  EXPECT_EQ(mail_->queue().trouble[0].state, MailState::unsure);
}

DOORSTEP_ON_BOTH(MailTest);

}  // namespace
}  // namespace doorstep::mail
