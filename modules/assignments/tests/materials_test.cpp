// Resources beside an assignment: chosen by who set it, opened by children whose school they are shared with, and
// counted as used.
#include <algorithm>

#include "assignments_trial.h"

namespace doorstep::assignments {
namespace {

class MaterialsTest : public AssignmentsTrial {
 protected:
  void SetUp() override {
    AssignmentsTrial::SetUp();
    // "film" is shared with everybody, "notes" with school A alone; "secret" is somebody else's.
    Library library;
    library.title_of = [](const Actor&, const std::string& id) -> std::optional<std::string> {
      return id == "secret" ? std::nullopt : std::optional{"The " + id};
    };
    library.seen_by = [](const OrgId& school, const std::string& id) -> std::optional<LibraryItem> {
      if (id == "notes" && school != org_id("A")) return {};
      LibraryItem made{"The " + id, "", {}};
      made.files.resize(1);
      made.files[0].id = "file of " + id;
      return made;
    };
    library.use = [this](const Actor& actor, const std::string& id, const OrgId&, const ClassId& of_class,
                         const std::string& what) {
      uses_.push_back(actor.name + " " + id + " " + (of_class == class_id("A") ? "A" : "B") + " " + what);
    };
    desk_ =
        make_assignments({*database_, *registry_, *places_, *children_, *staff_, *files_, trail_,
                          [](const OrgId&) { return std::string{"Asia/Shanghai"}; }, [this] { return now_; }, library});
  }
  std::vector<std::string> uses_;
};

TEST_P(MaterialsTest, ChosenOpenedAndCounted) {
  const auto draft = desk_->make(li_, wanted({choice(), blank()}, {"A", "B"}));
  ASSERT_TRUE(draft);
  const auto id = draft->of.id;
  EXPECT_EQ(fault_of(desk_->set_materials(li_, id, {{{0, "secret"}}})), "items/0");
  EXPECT_EQ(fault_of(desk_->set_materials(li_, id, {{{0, "film"}, {3, "film"}}})), "items/1") << "no such question";
  EXPECT_EQ(code_of(desk_->set_materials(zhou_, id, {})), "assignment-unknown");
  const auto set = desk_->set_materials(li_, id, {{{2, "notes"}, {0, "film"}, {0, "film"}}});
  ASSERT_TRUE(set) << set.error().what.en;
  ASSERT_EQ(desk_->materials(li_, id)->items.size(), 2u) << "each once";
  EXPECT_EQ(desk_->materials(li_, id)->items[0].title, "The film");
  EXPECT_TRUE(uses_.empty()) << "a draft is no use";
  ASSERT_EQ(code_of(desk_->give(li_, id)), "");
  std::ranges::sort(uses_);
  EXPECT_EQ(uses_, (std::vector<std::string>{"li film A Assignment: Week 3", "li film B Assignment: Week 3",
                                             "li notes A Assignment: Week 3", "li notes B Assignment: Week 3"}));
  ASSERT_TRUE(desk_->set_materials(li_, id, {{{0, "film"}, {2, "notes"}, {1, "map"}}}));
  EXPECT_EQ(uses_.size(), 6u) << "what is new is counted at once";

  const auto mei = desk_->child_materials(guardian("mei"), child("mei"), id);
  ASSERT_TRUE(mei);
  ASSERT_EQ(mei->items.size(), 3u);
  EXPECT_TRUE(std::ranges::all_of(mei->items, &ChildMaterial::may_open));
  const auto lan = desk_->child_materials(guardian("lan"), child("lan"), id);
  ASSERT_TRUE(lan);
  EXPECT_FALSE(lan->items[2].may_open) << "shared with another school";
  EXPECT_TRUE(lan->items[2].files.empty());
  EXPECT_EQ(code_of(desk_->child_file(guardian("mei"), child("mei"), id, "notes", "file of notes")), "");
  EXPECT_EQ(code_of(desk_->child_file(guardian("mei"), child("mei"), id, "notes", "file of film")), "file-unknown");
  EXPECT_EQ(code_of(desk_->child_file(guardian("lan"), child("lan"), id, "notes", "file of notes")), "file-unknown");
  EXPECT_EQ(code_of(desk_->child_materials(guardian("tao"), child("mei"), id)), "child-unknown");
  EXPECT_EQ(code_of(desk_->child_materials(guardian("xu"), child("xu"), id)), "assignment-unknown");
  now_ = at_hour(day_, 7);
  EXPECT_TRUE(desk_->child_materials(guardian("mei"), child("mei"), id)->items.empty()) << "not before it opens";
  EXPECT_EQ(code_of(desk_->withdraw(li_, id)), "") << "with what stands beside it";
}

DOORSTEP_ON_BOTH(MaterialsTest);

// What other rooms ask that put something beside it.
TEST_P(MaterialsTest, OtherRoomsAreToldWhoSetItAndWhoHasIt) {
  const auto draft = desk_->make(li_, wanted({choice()}, {"A"}));
  ASSERT_TRUE(draft);
  const auto id = draft->of.id;
  EXPECT_TRUE(desk_->side(li_, id)->may_change);
  EXPECT_EQ(code_of(desk_->side(principal_, id)), "assignment-unknown") << "a draft";
  EXPECT_TRUE(desk_->takers(id).empty());
  ASSERT_EQ(code_of(desk_->give(li_, id)), "");
  const auto seen = desk_->side(principal_, id);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->title, "Week 3");
  EXPECT_EQ(seen->org_id, a_);
  EXPECT_FALSE(seen->may_change || seen->teaches);
  EXPECT_EQ(code_of(desk_->side(zhou_, id)), "assignment-unknown");
  EXPECT_EQ(desk_->takers(id).size(), 2u) << "mei and tao";
  EXPECT_EQ(desk_->open_to(child("mei")), std::vector{id});
  EXPECT_TRUE(desk_->open_to(child("lan")).empty());
  now_ = at_hour(day_, 7);
  EXPECT_TRUE(desk_->takers(id).empty()) << "it opens at eight";
  EXPECT_TRUE(desk_->open_to(child("mei")).empty());
  now_ = at_hour(day_.plus(2), 9);
  ASSERT_EQ(code_of(desk_->give_back(li_, id)), "");
  EXPECT_FALSE(desk_->side(li_, id)->may_change) << "returned, it stays as it is";
  EXPECT_EQ(desk_->takers(id).size(), 2u);
}

}  // namespace
}  // namespace doorstep::assignments
