// What a group does as one: items, agreeing, evidence, review; on both databases.
#include <small_register.h>

#include <algorithm>

#include "lists.h"
#include "module.h"

namespace doorstep::unity {
namespace {

using registry::trial::code_of;
using registry::trial::org_id;

TEST(UnityLists, TheListsOfTheReportsAreThere) {
  const auto size = [](std::string_view id) { return list_named(id) ? list_named(id)->items.size() : 0; };
  EXPECT_EQ(size("joint_development"), 6u);
  EXPECT_EQ(size("four_unified"), 4u);
  EXPECT_EQ(size("seven_integrations"), 7u);
  EXPECT_EQ(size("group_mechanism"), 5u);
  EXPECT_EQ(size("one_team"), 6u);
  EXPECT_EQ(size("key_principles"), 7u);
}

TEST(UnityLists, AFileWithoutAKeyIsRefusedByItsName) {
  const std::string good =
      "id=\"x\"\nname={zh=\"一\",en=\"a\"}\nsource={zh=\"\",en=\"\"}\n[[item]]\ncode=\"c\"\nzh=\"一\"\nen=\"a\"\n";
  EXPECT_TRUE(read_list(good, "x.toml"));
  EXPECT_FALSE(read_list(good.substr(7), "x.toml")) << "no id";
  EXPECT_FALSE(read_list(good + "counts=\"wishes\"\n", "x.toml"));
  EXPECT_FALSE(read_list("id=\"x\"\nname={zh=\"一\",en=\"a\"}\n", "x.toml")) << "no items";
}

// Group G of schools A (lead) and B; a teacher of A serves at B as well.
class UnityTest : public registry::trial::SmallRegister {
 protected:
  UnityTest() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    unity_ = make_unity(*database_, *registry_, trail_, *files_, [](const OrgId&, Date) {
      return std::map<OrgId, int64_t>{{org_id("B"), 3}};
    });
    take_in(fill);
  }
  static void fill(registry::Intake& in) {
    in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
    for (const auto* key : {"A", "B", "C"}) in.put(registry::trial::school(key, "North"), {});
    in.put(registry::trial::group("G", "North"), {});
    in.put(registry::trial::member("G", "A", "lead"), {});
    in.put(registry::trial::member("G", "B"), {});
    const auto since = Date::today().plus(-100);
    const PersonId who{derived_uuid("test", "person", "Li")};
    in.put(registry::PersonRow{who, "Li", "Hua", "Li Hua", "", ""}, {});
    for (const auto* key : {"A", "B"}) {
      registry::RoleRow role;
      role.id = derived_uuid("test", "role", key);
      role.person_id = who;
      role.org_id = org_id(key);
      role.role = "teacher";
      role.primary_role = *key == 'A';
      role.begin_on = since;
      in.put(role, {});
    }
  }
  Matrix matrix() { return *unity_->matrix(org_id("G")); }
  Cell cell(size_t row, size_t column) { return matrix().rows.at(row).cells.at(column); }
  std::string agree(const char* school, Level level, size_t row = 0) {
    return code_of(unity_->agree(actor_, org_id("G"), {matrix().rows.at(row).item_id, org_id(school), level}));
  }
  std::string review(const Actor& who, const char* school, bool confirmed, size_t row = 0) {
    return code_of(
        unity_->review(who, org_id("G"), {matrix().rows.at(row).item_id, org_id(school), confirmed, "seen"}));
  }
  std::string hand_in(const Actor& who, const char* school, const char* title, const char* url, size_t row = 0) {
    return code_of(unity_->hand_in(
        who, org_id("G"), {matrix().rows.at(row).item_id, org_id(school), title, url, std::nullopt, std::nullopt}));
  }

  Actor actor_ = person("president");
  std::unique_ptr<Unity> unity_;
};
DOORSTEP_ON_BOTH(UnityTest);

TEST_P(UnityTest, AGroupTakesListsAndItemsOfItsOwn) {
  const auto take = [&](NewItems wanted) { return code_of(unity_->take_items(actor_, org_id("G"), wanted)); };
  EXPECT_EQ(take({"four_unified", {}, {}}), "");
  EXPECT_EQ(take({"four_unified", {}, {}}), "list-already");
  EXPECT_EQ(take({"five_unified", {}, {}}), "list-unknown");
  EXPECT_EQ(take({{}, "统一校服", {}}), "");
  EXPECT_EQ(take({}), "name-missing");
  EXPECT_EQ(code_of(unity_->take_items(actor_, org_id("A"), {"four_unified", {}, {}})), "group-unknown");
  auto made = matrix();
  ASSERT_EQ(made.rows.size(), 5u);
  EXPECT_EQ(made.rows[4].name.en, "统一校服") << "one language stands for both";
  ASSERT_EQ(made.schools.size(), 2u);
  EXPECT_EQ(made.schools[0].school, "A") << "the lead first";
  ASSERT_TRUE(unity_->drop_item(actor_, org_id("G"), made.rows[0].item_id));
  EXPECT_EQ(matrix().rows.size(), 4u);
  EXPECT_EQ(code_of(unity_->drop_item(actor_, org_id("G"), made.rows[0].item_id)), "item-unknown");
}

TEST_P(UnityTest, ACellGoesFromOpenToAgreedToOneAndBack) {
  ASSERT_TRUE(unity_->take_items(actor_, org_id("G"), {"four_unified", {}, {}}));
  const auto head = person("head of B");
  EXPECT_EQ(review(actor_, "B", true), "not-agreed");
  EXPECT_EQ(agree("B", Level::fully), "");
  EXPECT_EQ(cell(0, 1).state, State::agreed);
  EXPECT_EQ(cell(0, 0).state, State::open) << "A has not agreed";
  EXPECT_EQ(review(actor_, "B", true), "evidence-missing");
  EXPECT_EQ(hand_in(actor_, "B", "Plan", "https://example.org/plan"), "");
  EXPECT_EQ(review(actor_, "B", true), "own-evidence");
  EXPECT_EQ(hand_in(head, "B", "Minutes", "https://example.org/minutes"), "");
  EXPECT_EQ(cell(0, 1).evidence, 2);
  EXPECT_EQ(review(actor_, "B", true), "");
  EXPECT_EQ(cell(0, 1).state, State::one);
  EXPECT_EQ(cell(0, 1).reviewer, "president");
  EXPECT_EQ(agree("B", Level::partly), "") << "another level takes the confirmation back";
  EXPECT_EQ(cell(0, 1).state, State::agreed);
  EXPECT_EQ(agree("B", Level::open), "");
  EXPECT_EQ(cell(0, 1).state, State::open);
  EXPECT_EQ(agree("C", Level::fully), "no-member");
}

TEST_P(UnityTest, RecordsOfTheSystemCountByThemselves) {
  ASSERT_TRUE(unity_->take_items(actor_, org_id("G"), {"joint_development", {}, {}}));
  const auto rows = matrix().rows;
  const auto team = std::ranges::find(rows, std::string{"shared_teachers"}, &Row::counts) - rows.begin();
  const auto row = static_cast<size_t>(team);
  EXPECT_EQ(cell(row, 0).records, 1);
  EXPECT_EQ(cell(row, 1).records, 1);
  EXPECT_EQ(cell(0, 1).records, 0) << "an item that nothing counts for";
  EXPECT_EQ(agree("B", Level::partly, row), "");
  EXPECT_EQ(review(actor_, "B", true, row), "") << "no paper is needed";
}

TEST_P(UnityTest, EvidenceIsCheckedAndStaysOnceItConfirmed) {
  ASSERT_TRUE(unity_->take_items(actor_, org_id("G"), {"four_unified", {}, {}}));
  const auto head = person("head of B");
  EXPECT_EQ(hand_in(head, "B", "", "https://example.org"), "fields-wrong");
  EXPECT_EQ(hand_in(head, "B", "Plan", "javascript:alert(1)"), "fields-wrong");
  EXPECT_EQ(hand_in(head, "B", "Plan", ""), "fields-wrong") << "neither words nor an address";
  EXPECT_EQ(hand_in(head, "C", "Plan", "https://example.org"), "no-member");
  EXPECT_EQ(hand_in(head, "B", "Plan", "https://example.org"), "");
  const auto item = matrix().rows.at(0).item_id;
  auto kept = *unity_->evidence(org_id("G"), item, org_id("B"));
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(*unity_->school_of_evidence(kept[0].id), org_id("B"));
  EXPECT_EQ(code_of(unity_->take_back(head, org_id("G"), kept[0].id)), "");
  EXPECT_EQ(code_of(unity_->take_back(head, org_id("G"), kept[0].id)), "evidence-unknown");
  EXPECT_EQ(hand_in(head, "B", "Plan", "https://example.org"), "");
  EXPECT_EQ(agree("B", Level::fully), "");
  EXPECT_EQ(review(actor_, "B", true), "");
  kept = *unity_->evidence(org_id("G"), item, org_id("B"));
  EXPECT_EQ(code_of(unity_->take_back(head, org_id("G"), kept[0].id)), "confirmed-already");
}

TEST_P(UnityTest, WhatASchoolKeepsAsItsOwnStandsBesideTheMatrix) {
  const auto add = [&](NewOwn wanted) { return code_of(unity_->add_own(actor_, org_id("G"), wanted)); };
  EXPECT_EQ(add({org_id("B"), "tradition", "Kite festival", "every April", {}}), "");
  EXPECT_EQ(add({org_id("B"), "secret", "x", {}, {}}), "fields-wrong");
  EXPECT_EQ(add({org_id("C"), "brand", "x", {}, {}}), "no-member");
  const auto own = matrix().own;
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].school, "B");
  EXPECT_EQ(code_of(unity_->end_own(actor_, org_id("G"), own[0].id)), "");
  EXPECT_TRUE(matrix().own.empty());
  EXPECT_EQ(code_of(unity_->end_own(actor_, org_id("G"), own[0].id)), "own-unknown");
}

TEST_P(UnityTest, AHeadHandsInForTheOwnSchoolOnlyAndDoesNotReview) {
  ASSERT_TRUE(unity_->take_items(actor_, org_id("G"), {"four_unified", {}, {}}));
  const auto rows = routes(*unity_, *places_, *files_);
  const auto item = matrix().rows.at(0).item_id;
  const auto send = [&](http::Method method, std::string_view path, const char* school) -> std::string {
    for (const auto& route : rows) {
      if (route.method != method || route.path != path) continue;
      http::Call call;
      call.actor = {{"h"}, "head of B", {{Role::principal, org_id("B")}}, Language::en, ""};
      call.method = method;
      call.path = path;
      call.parameters["id"] = org_id("G").value;
      call.headers["content-type"] = "application/json";
      call.body = fmt::format(R"({{"item_id":"{}","school_id":"{}","title":"Plan","words":"as agreed"}})", item,
                              org_id(school).value);
      if (!may(call.actor, route.right, route.about(call), *places_)) return "right";
      return code_of(route.handle(call));
    }
    return "no row";
  };
  EXPECT_EQ(send(http::Method::post, "/api/groups/{id}/unity/evidence", "B"), "");
  EXPECT_EQ(send(http::Method::post, "/api/groups/{id}/unity/evidence", "A"), "outside-own-school");
  EXPECT_EQ(send(http::Method::put, "/api/groups/{id}/unity/review", "B"), "right");
}

TEST_P(UnityTest, JointSessionsCountByThemselves) {
  ASSERT_TRUE(unity_->take_items(office_, org_id("G"), {"four_unified", {}, {}}));
  const auto made = matrix();
  const auto row = std::ranges::find(made.rows, "joint_sessions", &Row::counts);
  ASSERT_NE(row, made.rows.end());
  EXPECT_EQ(row->cells.at(0).records, 0);
  EXPECT_EQ(row->cells.at(1).records, 3);
  const auto at = static_cast<size_t>(row - made.rows.begin());
  ASSERT_EQ(agree("B", Level::fully, at), "");
  EXPECT_EQ(review(actor_, "B", true, at), "") << "the records show it";
  ASSERT_EQ(agree("A", Level::fully, at), "");
  EXPECT_EQ(review(actor_, "A", true, at), "evidence-missing");
}

TEST_P(UnityTest, AFileIsEvidenceAndGoesWithIt) {
  ASSERT_TRUE(unity_->take_items(actor_, org_id("G"), {"four_unified", {}, {}}));
  const auto item = matrix().rows.at(0).item_id;
  const auto hand_in_files = [&](const Actor& who, std::vector<std::string> ids) {
    return unity_->hand_in(who, org_id("G"), {item, org_id("A"), "Plan", {}, {}, std::move(ids)});
  };
  const auto id = uploaded(actor_, org_id("A"));
  EXPECT_EQ(code_of(hand_in_files(actor_, {})), "fields-wrong") << "neither file, words nor address";
  EXPECT_EQ(code_of(hand_in_files(person("other"), {id})), "file-not-yours");
  EXPECT_EQ(code_of(hand_in_files(actor_, {uploaded(actor_, org_id("B"))})), "file-not-yours") << "of another school";
  EXPECT_TRUE(unity_->evidence(org_id("G"), item, org_id("A"))->empty()) << "nothing half done";
  const auto handed = hand_in_files(actor_, {id});
  ASSERT_TRUE(handed) << handed.error().what.en;
  ASSERT_EQ(handed->at(0).files.size(), 1u);
  EXPECT_EQ(handed->at(0).files[0].name, "plan.txt");
  EXPECT_EQ(code_of(hand_in_files(actor_, {id})), "file-not-yours") << "it hangs somewhere already";
  const auto evidence = handed->at(0).id;
  EXPECT_TRUE(unity_->has_evidence(org_id("G"), evidence));
  EXPECT_FALSE(unity_->has_evidence(org_id("H"), evidence));
  EXPECT_TRUE(files_->stored("unity-evidence", id));
  ASSERT_TRUE(unity_->take_back(actor_, org_id("G"), evidence));
  EXPECT_EQ(code_of(files_->stored("unity-evidence", id)), "file-unknown");
}

}  // namespace
}  // namespace doorstep::unity
