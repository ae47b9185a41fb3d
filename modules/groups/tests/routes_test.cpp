// The rows of groups: who may change what, how far. The handlers are called as the edge calls them.
#include "trial.h"

namespace doorstep::groups {
namespace {

using namespace trial;
using http::Call;
using http::Method;

class GroupRoutesTest : public Trial {
 protected:
  void SetUp() override {
    Trial::SetUp();
    routes_ = routes(*groups_, *registry_, *places_);
  }
  static Actor as(Role role, std::string_view org) {
    return {{"someone"}, "someone", {{role, org_id(org)}}, Language::en, ""};
  }
  // "" when it was done, or the code of the refusal; "right" when the table of rights says no.
  std::string post(const Actor& actor, std::string_view pattern, const OrgId& id, std::string body) {
    for (const auto& route : routes_) {
      if (route.method != Method::post || route.path != pattern) continue;
      Call made;
      made.actor = actor;
      made.method = Method::post;
      made.path = route.path;
      if (!id.empty()) made.parameters["id"] = id.value;
      made.headers["content-type"] = "application/json";
      made.body = std::move(body);
      if (!may(actor, route.right, route.about ? route.about(made) : std::nullopt, *places_)) return "right";
      const auto reply = route.handle(made);
      return reply ? "" : reply.error().code;
    }
    return "no row";
  }
  std::string body_of_found(std::string_view district, std::string_view lead) {
    return fmt::format(R"({{"name":"{0} group","district_id":"{1}","model":"leading_school","lead_school_id":"{2}"}})",
                       district, org_id(district).value, org_id(lead).value);
  }
  std::vector<http::Route> routes_;
};
DOORSTEP_ON_BOTH(GroupRoutesTest);

TEST_P(GroupRoutesTest, GroupsAreFoundedAndFilledWithinOnesArea) {
  const auto officer = as(Role::district_officer, "North");
  EXPECT_EQ(post(officer, "/api/groups", {}, body_of_found("South", "S")), "outside-own-area");
  EXPECT_EQ(post(officer, "/api/groups", {}, body_of_found("North", "S")), "outside-own-area");
  EXPECT_EQ(post(as(Role::principal, "A"), "/api/groups", {}, body_of_found("North", "A")), "right");
  EXPECT_EQ(post(officer, "/api/groups", {}, body_of_found("North", "A")), "");
  const OrgId group = registry_->groups(std::nullopt, std::nullopt, {}).at(0).id;
  const auto join = [&](const Actor& actor, std::string_view school) {
    return post(
        actor, "/api/groups/{id}/members", group,
        fmt::format(R"({{"school_id":"{}","part":"member","from":"{}"}})", org_id(school).value, Date::today().text()));
  };
  EXPECT_EQ(join(officer, "B"), "");
  EXPECT_EQ(join(officer, "S"), "outside-own-area");
  EXPECT_EQ(join(as(Role::district_officer, "South"), "S"), "right");
  EXPECT_EQ(join(as(Role::district_officer, "City"), "S"), "");
  Actor president{{"p"}, "p", {{Role::group_president, group}}, Language::en, ""};
  EXPECT_EQ(join(president, "C"), "") << "the president takes in schools of the district";
}

TEST_P(GroupRoutesTest, OnlyOnesOwnGroupsAreMerged) {
  const auto group = found("G"), other = found("H", "leading_school", "C");
  const Actor president{{"p"}, "p", {{Role::group_president, group}}, Language::en, ""};
  const auto body = fmt::format(R"({{"on":"{}","groups":["{}"]}})", Date::today().text(), other.value);
  EXPECT_EQ(post(president, "/api/groups/{id}/merge", group, body), "outside-own-area");
  EXPECT_EQ(post(president, "/api/groups/{id}/merge", other, body), "right");
  EXPECT_EQ(post(as(Role::district_officer, "North"), "/api/groups/{id}/merge", group, body), "");
}

TEST_P(GroupRoutesTest, EveryChangeIsInTheAuditTrail) {
  const auto officer = as(Role::district_officer, "North");
  EXPECT_EQ(post(officer, "/api/groups", {}, body_of_found("North", "A")), "");
  const auto entries = database_->read([&](db::Session& session) { return trail_.list(session, {}); });
  ASSERT_GE(entries.size(), 2u);
  EXPECT_EQ(entries[0].action, "group-joined");
  EXPECT_EQ(entries[1].action, "group-founded");
}

}  // namespace
}  // namespace doorstep::groups
