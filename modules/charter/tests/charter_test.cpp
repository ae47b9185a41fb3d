// The way of a charter from draft to force; on both databases.
#include <small_register.h>

#include <algorithm>

#include <doorstep/council/module.h>

#include "module.h"
#include "templates.h"

namespace doorstep::charter {
namespace {

using registry::trial::code_of;
using registry::trial::day;
using registry::trial::org_id;

TEST(CharterTemplate, StandsInBothLanguages) {
  const auto zh = template_articles(Language::zh), en = template_articles(Language::en);
  EXPECT_GE(zh.size(), 10u);
  ASSERT_EQ(zh.size(), en.size());
  for (size_t i = 0; i < zh.size(); ++i) {
    EXPECT_FALSE(zh[i].heading.empty() || zh[i].words.empty() || en[i].heading.empty() || en[i].words.empty()) << i;
    EXPECT_NE(zh[i].words, en[i].words);
  }
}

class CharterTest : public registry::trial::SmallRegister {
 protected:
  CharterTest() : SmallRegister({council::migrations(), migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    councils_ = council::make_councils(*database_, *registry_, trail_, *files_,
                                       [&](const std::string&) { return std::optional{actor_.account}; });
    charters_ = make_charters(*database_, *registry_, *councils_, trail_);
    ASSERT_TRUE(registry_->change_groups(office_, [&](registry::GroupDesk& desk) -> Result<void> {
      desk.found(registry::trial::area(registry::OrgKind::group, "G"));
      return {};
    }));
  }
  std::string draft(const char* title, std::optional<std::string> from = {}) {
    const auto made = charters_->draft(actor_, group_, {title, std::move(from)});
    EXPECT_TRUE(made);
    return made ? made->of.id : "";
  }
  std::string move(const std::string& id, VersionState to) {
    return code_of(charters_->move(actor_, group_, id, {to}));
  }
  std::string adopt(const std::string& id, const std::string& item, const char* from) {
    return code_of(charters_->adopt(actor_, group_, id, {item, day(from)}));
  }
  // An item of a meeting on a day, decided by the one seat there is.
  std::string decided(const char* on, council::Choice choice) {
    if (councils_->council(group_)->seats.empty())
      EXPECT_TRUE(
          councils_->seat(actor_, group_, {"x", "president", {}, council::Office::president, day("2020-01-01"), {}}));
    auto meeting = councils_->call(actor_, group_, {"M", day(on), "09:00", ""});
    const auto id = meeting->of.id;
    meeting = councils_->add_item(actor_, group_, id, {"Charter", {}, {}, "Adopt it.", {}});
    const auto item = meeting->items.at(0).id;
    EXPECT_TRUE(councils_->open(actor_, group_, id));
    EXPECT_TRUE(councils_->attend(actor_, group_, id, {meeting->attendance.at(0).seat.id, council::Presence::present}));
    EXPECT_TRUE(councils_->open_vote(actor_, group_, item));
    EXPECT_TRUE(councils_->vote(actor_, group_, item, {choice, {}}, false));
    EXPECT_TRUE(councils_->close_vote(actor_, group_, item));
    return item;
  }
  std::vector<int64_t> in_force() {
    std::vector<int64_t> found;
    const auto charter = charters_->charter(group_);
    for (const auto& one : charter->versions)
      if (one.in_force) found.push_back(one.number);
    return found;
  }

  const Actor actor_ = person("president");
  const OrgId group_ = org_id("G");
  std::unique_ptr<council::Councils> councils_;
  std::unique_ptr<Charters> charters_;
};
DOORSTEP_ON_BOTH(CharterTest);

TEST_P(CharterTest, AVersionIsAdoptedByAResolutionThatPassedAndNotInForceBefore) {
  const auto id = draft("Charter of G");
  const auto passed = decided("2025-03-01", council::Choice::agree);
  const auto failed = decided("2025-03-02", council::Choice::against);
  EXPECT_EQ(adopt(id, passed, "2025-04-01"), "version-state") << "not put to the vote";
  EXPECT_EQ(move(id, VersionState::adopted), "version-state") << "not by hand";
  EXPECT_EQ(move(id, VersionState::voting), "");
  EXPECT_EQ(adopt(id, failed, "2025-04-01"), "not-passed");
  EXPECT_EQ(adopt(id, "no such", "2025-04-01"), "item-unknown");
  EXPECT_EQ(adopt(id, passed, "2025-02-28"), "force-before-adoption");
  EXPECT_TRUE(in_force().empty());
  EXPECT_EQ(adopt(id, passed, "2025-04-01"), "");
  EXPECT_EQ(in_force(), std::vector<int64_t>{1});
  EXPECT_EQ(charters_->version(group_, id)->resolution, "Adopt it.");
  EXPECT_EQ(move(id, VersionState::draft), "version-state") << "what was adopted stands";
}

TEST_P(CharterTest, OneVersionIsInForceOnAnyDay) {
  const auto passed = decided("2025-03-01", council::Choice::agree);
  const auto first = draft("One"), second = draft("Two", first), third = draft("Three", second);
  for (const auto& id : {first, second, third}) EXPECT_EQ(move(id, VersionState::voting), "");
  EXPECT_EQ(adopt(first, passed, "2025-04-01"), "");
  EXPECT_EQ(adopt(second, passed, "2025-04-01"), "force-twice");
  EXPECT_EQ(adopt(second, passed, "2025-09-01"), "");
  EXPECT_EQ(adopt(third, passed, "9000-01-01"), "");
  EXPECT_EQ(in_force(), std::vector<int64_t>{2}) << "the third is not in force yet";
  const auto versions = charters_->charter(group_)->versions;
  EXPECT_EQ(versions.at(2).force_to, day("2025-09-01"));
  EXPECT_EQ(versions.at(1).force_to, day("9000-01-01"));
}

TEST_P(CharterTest, OnlyADraftIsEditedAndOnlyWhatIsCommentedOnTakesComments) {
  const auto id = draft("Charter of G");
  const auto edit = [&](VersionEdit wanted) { return code_of(charters_->edit(actor_, group_, id, wanted)); };
  EXPECT_EQ(edit({"Charter", {{"Name", "G"}, {"", "x"}}}), "fields-wrong");
  EXPECT_EQ(edit({"Charter", {}}), "");
  EXPECT_EQ(move(id, VersionState::commenting), "version-state") << "no article";
  EXPECT_EQ(edit({"Charter", {{"Name", "G"}, {"Aim", "A good school."}}}), "");
  const auto comment = [&](int64_t position, const char* words) {
    return code_of(charters_->comment(actor_, group_, id, {position, words}));
  };
  EXPECT_EQ(comment(1, "Shorter."), "version-state");
  EXPECT_EQ(move(id, VersionState::commenting), "");
  EXPECT_EQ(edit({"Charter", {{"Name", "H"}}}), "version-state");
  EXPECT_EQ(comment(3, "Shorter."), "fields-wrong") << "there are two articles";
  EXPECT_EQ(comment(1, ""), "fields-wrong");
  EXPECT_EQ(comment(1, "Shorter."), "");
  auto made = charters_->version(group_, id);
  ASSERT_EQ(made->comments.size(), 1u);
  EXPECT_EQ(made->of.open_comments, 1);
  EXPECT_EQ(code_of(charters_->answer(actor_, group_, made->comments[0].id, {"Done.", true})), "");
  EXPECT_EQ(charters_->version(group_, id)->of.open_comments, 0);
  EXPECT_EQ(code_of(charters_->answer(actor_, group_, "no such", {"", true})), "comment-unknown");
  EXPECT_EQ(code_of(charters_->answer(actor_, {"other"}, made->comments[0].id, {"", true})), "version-unknown");
  EXPECT_EQ(move(id, VersionState::withdrawn), "");
  EXPECT_EQ(move(id, VersionState::draft), "version-state");
}

}  // namespace
}  // namespace doorstep::charter
