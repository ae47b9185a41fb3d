// Honours and the showcase; on both databases. School A with mei and tao, each with a guardian; group G has A.
#include <children_trial.h>
#include <folder.h>

#include <fstream>

#include "module.h"

namespace doorstep::honours {
namespace {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class HonoursTest : public children::trial::ChildrenTrial {
 protected:
  HonoursTest() : ChildrenTrial(migrations()) {}
  void SetUp() override {
    ChildrenTrial::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::school(key, "North"), {});
      in.put(registry::trial::group("G", "North"), {});
      in.put(registry::trial::member("G", "A"), {});
      put_class(in, "5.1", "A");
      for (const auto* name : {"mei", "tao"}) put_pupil(in, name, "5.1", "A");
    });
    honours_ = make_honours({*database_, *registry_, *children_, *files_, trail_});
    tie_guardians("5.1");
    ASSERT_TRUE(children_->ask(office_, school_, {"works", {}, Date::today().plus(9)}));
    ask_ = children_->consents(school_)->asks.at(0).id;
  }
  void agree(const char* name, bool given) {
    ASSERT_TRUE(children_->answer(guardian(name), child(name), {ask_, given}));
  }
  static NewStudentHonour chess(std::optional<PersonId> who) {
    return {std::move(who), "Chess cup", "competition", "city", "first", "City of Y", *Date::of(2026, 5, 1), {}};
  }
  std::string work_of(std::vector<PersonId> people) {
    const auto made = honours_->put_work(office_, school_, "",
                                         {"A kite", "of paper", "", std::move(people), {uploaded(office_, school_)}});
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? made->works.at(0).id : "";
  }

  const OrgId school_ = org_id("A"), group_ = org_id("G");
  std::string ask_;
  const support::Folder sent_;
  std::unique_ptr<Honours> honours_;
};

TEST_P(HonoursTest, WhatAGuardianEntersWaitsForTheSchool) {
  const auto claimed = honours_->claim(guardian("mei"), child("mei"), chess({}));
  ASSERT_TRUE(claimed) << claimed.error().what.en;
  EXPECT_EQ(code_of(honours_->claim(guardian("tao"), child("mei"), chess({}))), "child-unknown");
  const auto id = claimed->children.at(0).honours.at(0).id;
  EXPECT_TRUE(honours_->of(child("mei")).empty());
  EXPECT_EQ(fault_of(honours_->decide(office_, school_, id, {false, ""})), "reason");
  EXPECT_EQ(code_of(honours_->decide(office_, org_id("B"), id, {true, ""})), "honour-unknown");
  ASSERT_TRUE(honours_->decide(office_, school_, id, {true, ""}));
  EXPECT_EQ(code_of(honours_->decide(office_, school_, id, {true, ""})), "honour-decided");
  EXPECT_EQ(honours_->of(child("mei")).size(), 1u);
  auto wrong = chess(child("mei"));
  wrong.level = "world";
  EXPECT_EQ(fault_of(honours_->enter(office_, school_, wrong)), "level");
  wrong = chess(child("mei"));
  wrong.on = Date::today().plus(9);
  EXPECT_EQ(fault_of(honours_->enter(office_, school_, wrong)), "on");
}

TEST_P(HonoursTest, AGuardianAddsWhatShowsTheHonour) {
  const auto mei = guardian("mei");
  const auto sent = [&](const Actor& who, const char* name, const char* content) {
    const auto path = std::filesystem::path{sent_.path()} / "sent";
    std::ofstream{path, std::ios::binary} << content;
    return honours_->take_evidence(who, child("mei"), name, path.string());
  };
  const auto pdf = sent(mei, "certificate.pdf", "%PDF-1.4\n%%EOF\n");
  ASSERT_TRUE(pdf) << pdf.error().what.en;
  EXPECT_EQ(code_of(sent(guardian("tao"), "certificate.pdf", "%PDF-1.4\n%%EOF\n")), "child-unknown");
  EXPECT_EQ(fault_of(sent(mei, "certificate.txt", "I won")), "files") << "neither picture nor PDF";
  EXPECT_FALSE(sent(mei, "certificate.png", "%PDF-1.4\n%%EOF\n")) << "the content is looked at";
  auto wanted = chess({});
  wanted.files = {pdf->id};
  const auto claimed = honours_->claim(mei, child("mei"), wanted);
  ASSERT_TRUE(claimed) << claimed.error().what.en;
  const auto honour = claimed->children.at(0).honours.at(0);
  ASSERT_EQ(honour.files.size(), 1u);
  EXPECT_EQ(honours_->at(school_)->honours.at(0).files.size(), 1u) << "who verifies sees it";
  EXPECT_TRUE(honours_->of_own(mei, child("mei"), honour.id));
  EXPECT_FALSE(honours_->of_own(guardian("tao"), child("mei"), honour.id));
  EXPECT_FALSE(honours_->of_own(guardian("tao"), child("tao"), honour.id));

  const auto more = sent(mei, "back.pdf", "%PDF-1.4\n%%EOF\n");
  EXPECT_EQ(code_of(honours_->add_evidence(guardian("tao"), child("tao"), honour.id, {{more->id}})), "honour-unknown");
  ASSERT_TRUE(honours_->add_evidence(mei, child("mei"), honour.id, {{more->id}}));
  std::vector<std::string> many;
  for (int i = 0; i < 4; ++i) many.push_back(sent(mei, "more.pdf", "%PDF-1.4\n%%EOF\n")->id);
  EXPECT_EQ(fault_of(honours_->add_evidence(mei, child("mei"), honour.id, {many})), "files") << "five at most";
  ASSERT_TRUE(honours_->decide(office_, school_, honour.id, {true, ""}));
  EXPECT_EQ(code_of(honours_->add_evidence(mei, child("mei"), honour.id, {{many[0]}})), "honour-decided");
  agree("mei", true);
  EXPECT_EQ(honours_->showcase(school_)->honours.size(), 1u) << "of which the public sees words alone";
  ASSERT_TRUE(honours_->forget(office_, {child("mei")}, children::Forgetting::everything, false));
  EXPECT_FALSE(files_->stored(honours_room, pdf->id)) << "erasure takes it along";
}

TEST_P(HonoursTest, TheShowcaseHoldsWhatGuardiansAgreeToAndNothingElse) {
  ASSERT_TRUE(honours_->enter(office_, school_, chess({})));
  ASSERT_TRUE(honours_->enter(office_, school_, chess(child("mei"))));
  const auto id = work_of({child("mei"), child("tao")});
  EXPECT_EQ(honours_->showcase(school_)->honours.size(), 1u) << "the school's own alone";
  agree("mei", true);
  EXPECT_EQ(honours_->showcase(school_)->honours.size(), 2u);
  const auto refused = honours_->show(office_, school_, id, true);
  EXPECT_EQ(code_of(refused), "no-consent");
  EXPECT_NE(refused.error().what.en.find("tao"), std::string::npos);
  EXPECT_EQ(refused.error().what.en.find("mei"), std::string::npos);
  agree("tao", true);
  ASSERT_TRUE(honours_->show(office_, school_, id, true));
  EXPECT_EQ(honours_->showcase(group_)->works.size(), 1u) << "on the group's page too";
  EXPECT_TRUE(honours_->seen(group_, id));
  EXPECT_FALSE(honours_->seen(org_id("B"), id));
  agree("tao", false);
  EXPECT_TRUE(honours_->showcase(school_)->works.empty()) << "withdrawn, it is gone at once";
  EXPECT_FALSE(honours_->seen(school_, id)) << "its file too";
  const auto own = honours_->own(guardian("mei")).children.at(0).works.at(0);
  ASSERT_EQ(own.people.size(), 1u);
  EXPECT_EQ(own.people[0].name, "mei") << "nothing of the other child";
  agree("tao", true);
  EXPECT_EQ(honours_->showcase(school_)->works.size(), 1u);
  const auto kept = honours_->at(school_)->works.at(0);
  ASSERT_TRUE(honours_->put_work(office_, school_, id, {"A kite", "", "", {child("mei")}, {kept.files.at(0).id}}));
  EXPECT_TRUE(honours_->showcase(school_)->works.empty()) << "what changed is shown by a new act";
  EXPECT_EQ(fault_of(honours_->put_work(office_, school_, "", {"x", "", "", {}, {"y"}})), "people");
  EXPECT_EQ(fault_of(honours_->put_work(office_, school_, "", {"x", "", "Chess club", {}, {}})), "files");
}

TEST_P(HonoursTest, ErasureTakesAChildOut) {
  ASSERT_TRUE(honours_->enter(office_, school_, chess(child("mei"))));
  agree("mei", true);
  const auto id = work_of({child("mei")});
  ASSERT_TRUE(honours_->show(office_, school_, id, true));
  using children::Forgetting;
  EXPECT_EQ(*honours_->forget(office_, {child("mei")}, Forgetting::past, false), 0);
  const auto would = honours_->forget(office_, {child("mei")}, Forgetting::everything, true);
  ASSERT_TRUE(would);
  EXPECT_GT(*would, 0);
  EXPECT_EQ(*honours_->forget(office_, {child("mei")}, Forgetting::everything, false), *would);
  EXPECT_TRUE(honours_->showcase(school_)->works.empty());
  EXPECT_TRUE(honours_->at(school_)->honours.empty());
  EXPECT_TRUE(honours_->at(school_)->works.at(0).files.empty());
}

TEST_P(HonoursTest, ASheetIsReadWholeOrNotAtAll) {
  std::vector<HonourLine> lines{{2, "", "mei", "", "Cup", "竞赛", "市级", "1", "City", "2026-05-01"},
                                {3, "", "学校", "", "Clean school", "title", "district", "", "District", "2026/5/2"}};
  const auto read = [&](bool dry) { return honours_->read_sheet(office_, school_, lines, dry); };
  EXPECT_EQ(read(true)->fresh, 2);
  EXPECT_TRUE(honours_->at(school_)->honours.empty());
  EXPECT_TRUE(read(false)->kept);
  EXPECT_EQ(read(true)->same, 2);
  lines.push_back(lines[0]);
  lines.back().row = 4;
  lines.push_back({5, "", "nobody", "", "Cup", "竞赛", "市级", "1", "City", "2026-05-01"});
  lines.push_back({6, "", "tao", "", "Cup", "竞赛", "世界级", "1", "City", "2026-05-01"});
  lines.push_back({7, "", "tao", "", "Cup", "竞赛", "市级", "1", "City", "yesterday"});
  const auto refused = read(false);
  std::vector<std::pair<int64_t, std::string>> found;
  for (const auto& one : refused->faults) found.emplace_back(one.row, one.column);
  EXPECT_EQ(found, (std::vector<std::pair<int64_t, std::string>>{{4, "title"}, {5, "name"}, {6, "level"}, {7, "on"}}));
  EXPECT_EQ(honours_->at(school_)->honours.size(), 2u);
}

DOORSTEP_ON_BOTH(HonoursTest);

}  // namespace
}  // namespace doorstep::honours
