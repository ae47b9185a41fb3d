// Changing groups by the rules of their models; on both databases.
#include <algorithm>

#include "trial.h"

namespace doorstep::groups {
namespace {

using namespace trial;
using Texts = std::vector<std::string>;

class GroupsTest : public Trial {};
DOORSTEP_ON_BOTH(GroupsTest);

TEST_P(GroupsTest, AGroupIsFoundedGrowsAndLetsGo) {
  const auto group = found("G");
  EXPECT_EQ(join(group, "B", "member", "2021-09-01"), "");
  EXPECT_EQ(join(group, "B", "member", "2022-09-01"), "member-already");
  EXPECT_EQ(join(group, "C", "paired", "2021-09-01"), "part-unknown");
  EXPECT_EQ(join(group, "C", "lead", "2021-09-01"), "part-full");
  EXPECT_EQ(join(group, "C", "member", "2019-09-01"), "outside-span");
  EXPECT_EQ(join(group, "C", "member", "2021-09-01", "2021-09-01"), "span-empty");
  EXPECT_EQ(join(group, "nobody", "member", "2021-09-01"), "school-unknown");
  EXPECT_EQ(leave(group, "A", "2023-09-01"), "lead-needed");
  EXPECT_EQ(leave(group, "C", "2023-09-01"), "no-member");
  EXPECT_EQ(leave(group, "B", "2023-09-01"), "");
  EXPECT_EQ(leave(group, "B", "2023-10-01"), "no-member");
  EXPECT_EQ(join(group, "B", "member", "2022-09-01"), "member-already") << "overlaps the year before it left";
  EXPECT_EQ(join(group, "B", "member", "2024-09-01"), "");
  EXPECT_EQ(members(group, "2022-01-01"), "A lead, B member");
  EXPECT_EQ(members(group, "2024-01-01"), "A lead");
  EXPECT_EQ(acts(group), (Texts{"2024-09-01 joined B", "2023-09-01 left B", "2021-09-01 joined B",
                                "2020-09-01 founded leading_school", "2020-09-01 joined A"}));
}

TEST_P(GroupsTest, AWrongGroupIsNotFounded) {
  const auto code = [&](NewGroup wanted) {
    const auto made = groups_->found(actor_, wanted, false);
    return made ? "" : made.error().code;
  };
  NewGroup good{"G", {}, org_id("North"), "leading_school", org_id("A"), day("2020-09-01"), {}};
  auto nameless = good, nowhere = good, unled = good, odd = good;
  nameless.name = "";
  nowhere.district_id = org_id("A");
  unled.lead_school_id.reset();
  odd.model = "circle";
  EXPECT_EQ(code(nameless), "group-invalid");
  EXPECT_EQ(code(nowhere), "group-invalid");
  EXPECT_EQ(code(unled), "lead-needed");
  EXPECT_EQ(code(odd), "model-unknown");
  EXPECT_EQ(code(good), "");
  EXPECT_EQ(code(good), "group-invalid") << "the name is taken";
  EXPECT_EQ(registry_->groups(std::nullopt, std::nullopt, {}).size(), 1u);
}

TEST_P(GroupsTest, ADryRunSaysWhatWouldHappenAndKeepsNothing) {
  const auto group = found("G");
  const auto before = registry_->change_sequence();
  const auto asked = groups_->join(actor_, group, {org_id("B"), "member", day("2021-09-01"), {}, {}}, true);
  ASSERT_TRUE(asked);
  EXPECT_FALSE(asked->kept);
  ASSERT_EQ(asked->steps.size(), 1u);
  EXPECT_NE(asked->steps[0].en.find("B joins"), std::string::npos);
  EXPECT_EQ(registry_->change_sequence(), before);
  EXPECT_EQ(members(group, "2022-01-01"), "A lead");
}

TEST_P(GroupsTest, EntrustedSchoolsHaveATermAndAreReviewedWhenTheyLeave) {
  const auto group = found("E", "entrusted");
  EXPECT_EQ(join(group, "B", "entrusted", "2021-09-01"), "term-needed");
  EXPECT_EQ(join(group, "B", "entrusted", "2021-09-01", "2029-09-01"), "term-needed");
  EXPECT_EQ(join(group, "B", "entrusted", "2021-09-01", "2024-09-01"), "");
  EXPECT_EQ(leave(group, "B", "2023-09-01"), "review-needed");
  EXPECT_EQ(leave(group, "B", "2023-09-01", "Attendance and marks reached the district's mean."), "");
  const auto history = *groups_->history(group);
  const auto left = std::ranges::find(history, std::string{"left"}, &HistoryEvent::act);
  ASSERT_NE(left, history.end());
  EXPECT_EQ(left->review, "Attendance and marks reached the district's mean.");
  EXPECT_EQ(left->by, "someone");
}

TEST_P(GroupsTest, ASchoolStandsInSeveralRelationsWhereTheModelsAllowIt) {
  const auto group = found("G"), pair = found("P", "pairing", "C"), other = found("H", "leading_school", "D");
  EXPECT_EQ(join(group, "B", "member", "2021-09-01"), "");
  EXPECT_EQ(join(pair, "B", "paired", "2021-09-01", "2024-09-01"), "");
  EXPECT_EQ(join(other, "B", "member", "2022-09-01"), "beside-not-allowed");
  EXPECT_EQ(leave(group, "B", "2022-09-01"), "");
  EXPECT_EQ(join(other, "B", "member", "2022-09-01"), "") << "once it has left the first";
}

TEST_P(GroupsTest, LeadershipDoesNotGoInACircle) {
  const auto ab = found("AB", "pairing", "A"), bc = found("BC", "pairing", "B"), ca = found("CA", "pairing", "C");
  EXPECT_EQ(join(ab, "B", "paired", "2021-09-01", "2023-09-01"), "");
  EXPECT_EQ(join(bc, "A", "paired", "2021-09-01", "2023-09-01"), "leadership-circular");
  EXPECT_EQ(join(bc, "C", "paired", "2021-09-01", "2023-09-01"), "");
  EXPECT_EQ(join(ca, "A", "paired", "2022-09-01", "2024-09-01"), "leadership-circular") << "over two groups";
  EXPECT_EQ(join(ca, "A", "paired", "2023-09-01", "2024-09-01"), "") << "when the others have ended";
}

TEST_P(GroupsTest, AModelChangesOnADayAndItsRulesHoldFromThen) {
  const auto group = found("G");
  EXPECT_EQ(join(group, "B", "member", "2021-09-01"), "");
  const auto change = [&](NewModel wanted) {
    const auto done = groups_->change_model(actor_, group, wanted, false);
    return done ? "" : done.error().code;
  };
  EXPECT_EQ(change({"circle", day("2023-09-01"), {}, {}}), "model-unknown");
  EXPECT_EQ(change({"leading_school", day("2023-09-01"), {}, {}}), "model-same");
  EXPECT_EQ(change({"entrusted", day("2019-09-01"), {}, {}}), "outside-span");
  EXPECT_EQ(change({"entrusted", day("2023-09-01"), {}, {}}), "term-needed");
  EXPECT_EQ(change({"entrusted", day("2023-09-01"), day("2026-09-01"), "B needs more help"}), "");
  EXPECT_EQ(members(group, "2023-01-01"), "A lead, B member");
  EXPECT_EQ(members(group, "2023-09-01"), "A lead, B entrusted");
  EXPECT_EQ(members(group, "2026-09-01"), "A lead");
  EXPECT_EQ(registry_->groups(std::nullopt, day("2023-01-01"), {}).at(0).model, "leading_school");
  EXPECT_EQ(registry_->groups(std::nullopt, day("2023-09-01"), {}).at(0).model, "entrusted");
  const auto history = *groups_->history(group);
  const auto changed = std::ranges::find(history, std::string{"model"}, &HistoryEvent::act);
  ASSERT_NE(changed, history.end());
  EXPECT_EQ(changed->before + " " + changed->after, "leading_school entrusted");
  EXPECT_EQ(changed->why, "B needs more help");
}

TEST_P(GroupsTest, AnotherSchoolLeadsFromADay) {
  const auto group = found("G");
  EXPECT_EQ(join(group, "B", "member", "2021-09-01"), "");
  ASSERT_TRUE(groups_->change_lead(actor_, group, {org_id("B"), day("2022-09-01"), {}}, false));
  EXPECT_EQ(members(group, "2022-08-31"), "A lead, B member");
  EXPECT_EQ(members(group, "2022-09-01"), "A member, B lead");
  EXPECT_EQ(registry_->group(group)->lead_school, "B");
  EXPECT_FALSE(groups_->change_lead(actor_, group, {org_id("B"), day("2023-09-01"), {}}, false));
}

TEST_P(GroupsTest, AGroupSplitsAndWhatWasStaysReadable) {
  const auto group = found("G");
  for (const auto* key : {"B", "C", "D"}) EXPECT_EQ(join(group, key, "member", "2021-09-01"), "");
  Split wanted{day("2023-09-01"), {{"North half", {}, org_id("C"), {org_id("D")}}}, "too large"};
  const auto asked = groups_->split(actor_, group, wanted, true);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->steps.size(), 5u) << "founded; two leave and join";
  ASSERT_TRUE(groups_->split(actor_, group, wanted, false));
  EXPECT_EQ(members(group, "2023-01-01"), "A lead, B member, C member, D member");
  EXPECT_EQ(members(group, "2023-09-01"), "A lead, B member");
  const auto successors = registry_->group(group)->successors;
  ASSERT_EQ(successors.size(), 1u);
  EXPECT_EQ(members(successors[0].id, "2023-09-01"), "C lead, D member");
  EXPECT_TRUE(std::ranges::count(acts(group), "2023-09-01 split_into North half"));
  EXPECT_TRUE(std::ranges::count(acts(successors[0].id), "2023-09-01 split_from G"));
  wanted.parts[0].name = "again";
  const auto twice = groups_->split(actor_, group, wanted, false);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "no-member");
}

TEST_P(GroupsTest, GroupsMergeAndTheOneThatEndsKeepsItsHistory) {
  const auto group = found("G"), other = found("H", "leading_school", "C");
  EXPECT_EQ(join(other, "D", "member", "2021-09-01"), "");
  ASSERT_TRUE(groups_->merge(actor_, group, {day("2023-09-01"), {other}, {}}, false));
  EXPECT_EQ(members(group, "2023-09-01"), "A lead, C member, D member");
  EXPECT_EQ(members(other, "2023-01-01"), "C lead, D member");
  EXPECT_EQ(members(other, "2023-09-01"), "");
  EXPECT_EQ(registry_->group(other)->org.end_on, day("2023-09-01"));
  EXPECT_TRUE(std::ranges::count(acts(other), "2023-09-01 merged_into G"));
  EXPECT_TRUE(std::ranges::count(acts(group), "2023-09-01 merged_from H"));
  const auto itself = groups_->merge(actor_, group, {day("2024-09-01"), {group}, {}}, false);
  EXPECT_EQ(itself.error().code, "group-same");
  const auto again = groups_->merge(actor_, group, {day("2024-09-01"), {other}, {}}, false);
  EXPECT_EQ(again.error().code, "outside-span") << "it ended";
}

TEST_P(GroupsTest, AGroupClosesWithItsMembers) {
  const auto group = found("G");
  EXPECT_EQ(join(group, "B", "member", "2021-09-01"), "");
  ASSERT_TRUE(groups_->close(actor_, group, {day("2023-09-01"), {}, {}}, false));
  EXPECT_EQ(members(group, "2023-09-01"), "");
  EXPECT_TRUE(registry_->groups(std::nullopt, day("2023-09-01"), {}).empty());
  EXPECT_EQ(registry_->groups(std::nullopt, day("2023-08-31"), {}).size(), 1u);
  EXPECT_EQ(join(group, "C", "member", "2023-10-01"), "outside-span");
}

TEST_P(GroupsTest, WhatIsRefusedLeavesNothingBehind) {
  const auto group = found("G"), other = found("H", "leading_school", "C");
  const auto before = registry_->change_sequence();
  // The first part is good, the second names a school of another group.
  const Split wanted{day("2023-09-01"), {{"one", {}, org_id("A"), {}}, {"two", {}, org_id("C"), {}}}, {}};
  EXPECT_FALSE(groups_->split(actor_, group, wanted, false));
  EXPECT_EQ(registry_->change_sequence(), before);
  EXPECT_EQ(registry_->groups(std::nullopt, std::nullopt, {}).size(), 2u);
}

TEST_P(GroupsTest, StandingSaysWhatIsLackingAndWhatAnImportBroke) {
  const auto group = found("G");
  EXPECT_EQ(groups_->standing(group)->lacking.size(), 1u) << "one member at least";
  take_in([&](registry::Intake& in) {
    in.put(registry::MembershipRow{derived_uuid("test", "membership", "1"), group, org_id("B"), "paired",
                                   day("2021-09-01"), Date::today().plus(30)},
           {});
  });
  const auto standing = groups_->standing(group);
  ASSERT_TRUE(standing);
  EXPECT_EQ(standing->broken.size(), 1u) << "a part that the model does not have";
  EXPECT_EQ(standing->ending.size(), 1u);
  EXPECT_FALSE(groups_->standing(org_id("A")));
}

}  // namespace
}  // namespace doorstep::groups
