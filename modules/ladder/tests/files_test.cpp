// Nothing of a candidate reaches the panel before the desk has looked through it; on both databases.
#include "ladder_town.h"

namespace doorstep::ladder {
namespace {

class LadderFilesTest : public LadderTest {
 protected:
  void SetUp() override {
    LadderTest::SetUp();
    call_ = opened(wanted("backbone", "school")).of.id;
    seat(call_);
  }
  std::string applied(const char* name, const std::string& file) {
    apply_and_confirm(call_, name, {"I teach", {}, {}, {}, {file}});
    return file;
  }
  LadderFileCheck check_of(const std::string& file) {
    const auto whole = *ladders_->call(call_);
    for (const auto& one : whole.applications)
      for (const auto& check : one.file_checks)
        if (check.file_id == file) return check;
    return {};
  }
  std::string call_;
};

TEST_P(LadderFilesTest, ScoringWaitsUntilEveryFileWasLookedThrough) {
  const auto one = applied("Wang", uploaded(teacher("Wang"), org_id("A"), "one.txt"));
  const auto two = applied("Chen", uploaded(teacher("Chen"), org_id("B"), "two.txt"));
  EXPECT_EQ(check_of(one).state, FileCheckState::waiting);
  const auto early = ladders_->move(office_, call_, CallState::scoring);
  EXPECT_EQ(code_of(early), "call-state");
  EXPECT_NE(early.error().what.en.find("files of 1, 2"), std::string::npos) << early.error().what.en;
  ASSERT_TRUE(ladders_->check_file(office_, call_, one, {true, ""}));
  EXPECT_EQ(fault_of(ladders_->check_file(office_, call_, two, {false, ""})), "words");
  ASSERT_TRUE(ladders_->check_file(office_, call_, two, {false, "the name stands on page 2"}));
  EXPECT_EQ(check_of(one).state, FileCheckState::released);
  EXPECT_EQ(check_of(one).by, office_.name);
  EXPECT_FALSE(check_of(one).at.empty());
  EXPECT_EQ(check_of(two).words, "the name stands on page 2");
  EXPECT_EQ(ladders_->open_call(teacher("Chen"), call_)->application->file_checks.at(0).words,
            "the name stands on page 2")
      << "the candidate sees why, while another file can still be handed in";
  ASSERT_TRUE(ladders_->move(office_, call_, CallState::scoring));
  bool seen = false;
  for (const auto* name : {"p1", "p2", "p3"}) {
    const auto desk = *ladders_->desk(reader(name), call_);
    for (const auto& task : desk.tasks) {
      const auto paper = *ladders_->paper(reader(name), call_, task.application_id);
      seen = true;
      EXPECT_EQ(paper.files.size(), task.number == 1 ? 1u : 0u);
      EXPECT_EQ(paper.unchecked, task.number == 1 ? 0 : 1);
      const auto& file = task.number == 1 ? one : two;
      EXPECT_EQ(ladders_->panel_file(reader(name), call_, task.application_id, file), task.number == 1);
    }
  }
  EXPECT_TRUE(seen);
  ASSERT_TRUE(ladders_->check_file(office_, call_, one, {false, "a portrait with a name badge"}));
  for (const auto* name : {"p1", "p2", "p3"}) {
    const auto desk = *ladders_->desk(reader(name), call_);
    for (const auto& task : desk.tasks)
      EXPECT_FALSE(ladders_->panel_file(reader(name), call_, task.application_id, one)) << "and is taken back";
  }
}

TEST_P(LadderFilesTest, NobodyLooksThroughTheOwnFileOrReadsOnThePanelAfterwards) {
  const auto file = applied("Li", uploaded(teacher("Li"), org_id("A"), "one.txt"));
  EXPECT_EQ(code_of(ladders_->check_file(teacher("Li"), call_, file, {true, ""})), "own-application");
  EXPECT_EQ(code_of(ladders_->check_file(reader("p1"), call_, file, {true, ""})), "panel-member");
  EXPECT_EQ(code_of(ladders_->check_file(office_, call_, "no-file", {true, ""})), "file-unknown");
  const auto other = opened(wanted("backbone", "district")).of.id;
  EXPECT_EQ(code_of(ladders_->check_file(office_, other, file, {true, ""})), "file-unknown") << "of another call";
  ASSERT_TRUE(ladders_->move(office_, call_, CallState::cancelled));
  EXPECT_EQ(code_of(ladders_->check_file(office_, call_, file, {true, ""})), "call-state");
}

TEST_P(LadderFilesTest, AFileThatIsHandedInAnewIsLookedThroughAnew) {
  const auto first = applied("Wang", uploaded(teacher("Wang"), org_id("A"), "one.txt"));
  ASSERT_TRUE(ladders_->check_file(office_, call_, first, {false, "a name"}));
  ASSERT_TRUE(ladders_->withdraw(teacher("Wang"), call_));
  const auto second = uploaded(teacher("Wang"), org_id("A"), "without.txt");
  apply_and_confirm(call_, "Wang", {"I teach", {}, {}, {}, {second}});
  EXPECT_EQ(check_of(second).state, FileCheckState::waiting);
  EXPECT_EQ(code_of(ladders_->check_file(office_, call_, first, {true, ""})), "file-unknown") << "it is gone";
}

TEST_P(LadderFilesTest, TheDeskIsToldWhereNamesStand) {
  const auto file =
      applied("Wang", uploaded(teacher("Wang"), org_id("A"), "one.txt", "By teacher WANG of the school A."));
  const auto found = ladders_->names_found(call_, file);
  ASSERT_TRUE(found) << found.error().what.en;
  EXPECT_TRUE(found->searched);
  ASSERT_EQ(found->found.size(), 1u);
  EXPECT_EQ(found->found[0].names, (std::vector<std::string>{"Wang", "A"}));
  EXPECT_EQ(code_of(ladders_->names_found("no-call", file)), "file-unknown");
}

DOORSTEP_ON_BOTH(LadderFilesTest);

}  // namespace
}  // namespace doorstep::ladder
