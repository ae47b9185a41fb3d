#include "rights.h"

#include <gtest/gtest.h>

#include <map>

namespace doorstep {
namespace {

// region > district a > {school 1, school 2}, region > district b > {school 3}; group g has schools 1 and 3.
class Small : public Places {
 public:
  bool within(const OrgId& org, const OrgId& root) const override {
    if (root.value == "g" && (org.value == "1" || org.value == "3")) return true;
    for (auto at = org.value; !at.empty(); at = parent(at))
      if (at == root.value) return true;
    return false;
  }
  std::vector<OrgId> groups_of(const OrgId& org) const override {
    return org.value == "1" || org.value == "3" ? std::vector<OrgId>{{"g"}} : std::vector<OrgId>{};
  }
  OrgId district_of(const OrgId& org) const override {
    for (auto at = org.value; !at.empty(); at = parent(at))
      if (at == "a" || at == "b") return {at};
    return {};
  }

 private:
  static std::string parent(const std::string& at) {
    static const std::map<std::string, std::string> up{{"1", "a"},      {"2", "a"},      {"3", "b"},
                                                       {"a", "region"}, {"b", "region"}, {"g", "a"}};
    const auto found = up.find(at);
    return found == up.end() ? "" : found->second;
  }
};

const Small places;
Actor as(Role role, const std::string& org) { return {{"x"}, "X", {{role, {org}}}, Language::en, ""}; }
bool may(const Actor& actor, Right right, const char* org) { return doorstep::may(actor, right, OrgId{org}, places); }

// The whole table once more, written by hand from the rules for people, one letter a role: - none, o own, g own and the
// groups around it, r these and the district itself, d district, a all.
TEST(Rights, every_role_has_exactly_the_rights_that_are_written_down) {
  const std::map<std::string, std::string> expected{{"open", "aaaaaaaaaaaa"},
                                                    {"district_read", "aaaaaaaaaaaa"},
                                                    {"register_read", "aoooooooo---"},
                                                    {"people_read", "aoo--o------"},
                                                    {"register_write", "ao---o------"},
                                                    {"groups_write", "aoo---------"},
                                                    {"group_read", "aoooogggg---"},
                                                    {"group_work", "aoooogg-----"},
                                                    {"group_join", "aoooogggg---"},
                                                    {"group_vote", "aooo-g------"},
                                                    {"group_run", "aoo---------"},
                                                    {"notices_send", "aoo-oo------"},
                                                    {"people_develop", "aoo-oo------"},
                                                    {"people_decide", "aoo--o------"},
                                                    {"exchange_plan", "aoo---------"},
                                                    {"offerings_run", "aooooo------"},
                                                    {"library_read", "aorrrrrrr---"},
                                                    {"library_work", "aoo-ooooo---"},
                                                    {"library_review", "aoo-ooo-----"},
                                                    {"import_run", "ao----------"},
                                                    {"plan", "aod--d------"},
                                                    {"accounts_manage", "ao----------"},
                                                    {"audit_read", "a-----------"},
                                                    {"operate", "a-----------"},
                                                    {"self", "aaaaaaaaaaa-"}};
  const auto rights = describe::enum_names<Right>();
  ASSERT_EQ(rights.size(), expected.size());
  for (const auto& name : rights) {
    std::string found;
    for (int role = 0; role < 12; ++role)
      found += "-ogrda"[static_cast<int>(reach_of(static_cast<Role>(role), *describe::enum_value<Right>(name)))];
    EXPECT_EQ(found, expected.at(name)) << name;
  }
}

TEST(Rights, own_reaches_the_subtree_and_no_further) {
  const auto officer = as(Role::district_officer, "a");
  EXPECT_TRUE(may(officer, Right::register_write, "a"));
  EXPECT_TRUE(may(officer, Right::register_write, "2"));
  EXPECT_FALSE(may(officer, Right::register_write, "3"));
  EXPECT_FALSE(may(officer, Right::register_write, "region"));
  EXPECT_FALSE(may(officer, Right::register_write, ""));
  EXPECT_TRUE(doorstep::may(officer, Right::register_write, std::nullopt, places));
  EXPECT_FALSE(doorstep::may(officer, Right::audit_read, std::nullopt, places));
}

TEST(Rights, a_group_president_reaches_members_in_other_districts) {
  const auto president = as(Role::group_president, "g");
  EXPECT_TRUE(may(president, Right::register_read, "g"));
  EXPECT_TRUE(may(president, Right::people_read, "3"));
  EXPECT_FALSE(may(president, Right::people_read, "2"));
  EXPECT_TRUE(may(president, Right::plan, "2")) << "plans are made over the group's district";
}

TEST(Rights, group_reach_goes_to_the_groups_of_the_school_and_not_to_their_other_members) {
  const auto principal = as(Role::principal, "1");
  EXPECT_TRUE(may(principal, Right::group_read, "1"));
  EXPECT_TRUE(may(principal, Right::group_read, "g"));
  EXPECT_FALSE(may(principal, Right::group_read, "3"));
  EXPECT_FALSE(may(principal, Right::group_read, "a")) << "the district around it is no group";
  EXPECT_FALSE(may(as(Role::principal, "2"), Right::group_read, "g"));
  EXPECT_FALSE(may(as(Role::student, "1"), Right::group_read, "g"));
  EXPECT_EQ(bounds_of(principal, Right::group_work, places).roots, (std::vector<OrgId>{{"1"}, {"g"}}));
}

TEST(Rights, around_reaches_the_district_itself_and_nothing_else_in_it) {
  const auto teacher = as(Role::teacher, "1");
  for (const auto* here : {"1", "g", "a"}) EXPECT_TRUE(may(teacher, Right::library_read, here)) << here;
  for (const auto* elsewhere : {"2", "3", "b", "region", ""})
    EXPECT_FALSE(may(teacher, Right::library_read, elsewhere)) << elsewhere;
  const auto president = as(Role::group_president, "g");
  for (const auto* here : {"g", "1", "3", "a"}) EXPECT_TRUE(may(president, Right::library_read, here)) << here;
  EXPECT_FALSE(may(president, Right::library_read, "2"));
}

TEST(Rights, district_reach_goes_up_to_the_district_of_the_post) {
  const auto principal = as(Role::principal, "1");
  EXPECT_TRUE(may(principal, Right::plan, "2"));
  EXPECT_FALSE(may(principal, Right::plan, "3"));
  EXPECT_FALSE(may(principal, Right::people_read, "2"));
}

TEST(Rights, a_visitor_sees_public_figures_only) {
  EXPECT_TRUE(may(Actor{}, Right::district_read, "a"));
  for (const auto& name : describe::enum_names<Right>()) {
    const auto right = *describe::enum_value<Right>(name);
    EXPECT_EQ(doorstep::may(Actor{}, right, std::nullopt, places),
              right == Right::open || right == Right::district_read);
  }
}

TEST(Rights, who_came_by_a_link_sets_a_password_first) {
  auto actor = as(Role::administrator, "");
  actor.own_only = true;
  for (const auto& name : describe::enum_names<Right>()) {
    const auto right = *describe::enum_value<Right>(name);
    EXPECT_EQ(doorstep::may(actor, right, std::nullopt, places),
              right == Right::open || right == Right::district_read || right == Right::self)
        << name;
  }
  EXPECT_FALSE(bounds_of(actor, Right::people_read, places).everything);
}

TEST(Rights, several_posts_add_up) {
  auto actor = as(Role::teacher, "1");
  EXPECT_FALSE(may(actor, Right::people_read, "3"));
  actor.posts.push_back({Role::principal, {"3"}});
  EXPECT_TRUE(may(actor, Right::people_read, "3"));
  EXPECT_FALSE(may(actor, Right::people_read, "1"));
  const auto bounds = bounds_of(actor, Right::register_read, places);
  EXPECT_FALSE(bounds.everything);
  EXPECT_EQ(bounds.roots, (std::vector<OrgId>{{"1"}, {"3"}}));
}

TEST(Rights, bounds_name_the_roots_once) {
  EXPECT_TRUE(bounds_of(as(Role::administrator, ""), Right::people_read, places).everything);
  EXPECT_TRUE(bounds_of(Actor{}, Right::register_read, places).roots.empty());
  auto actor = as(Role::principal, "1");
  actor.posts.push_back({Role::principal, {"2"}});
  EXPECT_EQ(bounds_of(actor, Right::plan, places).roots, (std::vector<OrgId>{{"a"}}));
  EXPECT_EQ(bounds_of(as(Role::district_officer, "region"), Right::register_read, places).roots,
            (std::vector<OrgId>{{"region"}}));
}

TEST(Rights, a_post_without_an_organisation_reaches_nothing_unless_it_reaches_all) {
  EXPECT_FALSE(may(as(Role::principal, ""), Right::register_read, "1"));
  EXPECT_TRUE(bounds_of(as(Role::principal, ""), Right::register_read, places).roots.empty());
  EXPECT_TRUE(may(as(Role::administrator, ""), Right::register_write, "1"));
}

}  // namespace
}  // namespace doorstep
