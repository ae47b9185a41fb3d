// The rows of the register, called as the edge calls them.
#include <doorstep/registry/columns.h>

#include "codes.h"
#include "register.h"

namespace doorstep::registry {
namespace {

using namespace trial;
using http::Call;
using http::Method;

class RoutesTest : public Register {
 protected:
  void SetUp() override {
    Register::SetUp();
    take_in(small);
    routes_ = routes(*registry_, *places_);
  }
  Actor as(Role role, std::string_view org) {
    return {{"someone"}, "someone", {{role, org_id(org)}}, Language::en, ""};
  }

  static http::Reply answer(int status, std::string body = "") {
    http::Reply reply;
    reply.status = status;
    reply.body = std::move(body);
    return reply;
  }

  // As the edge does: the row, the right to what the call is about, the handler. 403 and 404 as status.
  http::Reply call(const Actor& actor, Method method, std::string_view pattern, const OrgId& id,
                   std::vector<std::pair<std::string, std::string>> parameters = {}, std::string body = "",
                   std::string if_match = "") {
    for (const auto& route : routes_) {
      if (route.method != method || route.path != pattern) continue;
      Call made;
      made.actor = actor;
      made.method = method;
      made.path = route.path;
      if (const auto at = made.path.find("{id}"); at != made.path.npos) {
        made.path.replace(at, 4, id.value);
        made.parameters["id"] = id.value;
      }
      for (const auto& [name, value] : parameters) made.parameters[name] = value;
      made.headers["content-type"] = "application/json";
      if (!if_match.empty()) made.headers["if-match"] = "\"" + if_match + "\"";
      made.body = std::move(body);
      if (!may(actor, route.right, route.about ? route.about(made) : std::nullopt, *places_)) return answer(403);
      auto reply = route.handle(made);
      if (reply) return std::move(*reply);
      const auto status = reply.error().fault == Fault::not_found   ? 404
                          : reply.error().fault == Fault::forbidden ? 403
                          : reply.error().fault == Fault::stale     ? 412
                                                                    : 422;
      return answer(status, reply.error().code);
    }
    ADD_FAILURE() << "no row " << pattern;
    return answer(500);
  }

  std::vector<http::Route> routes_;
};
DOORSTEP_ON_BOTH(RoutesTest);

TEST_P(RoutesTest, TheDirectoryIsPublicAndPeopleAreNot) {
  const Actor visitor;
  for (const auto* path : {"/api/areas", "/api/schools", "/api/groups", "/api/sources", "/api/codes"})
    EXPECT_NE(call(visitor, Method::get, path, {}).status, 403) << path;
  EXPECT_NE(call(visitor, Method::get, "/api/schools/{id}", org_id("A")).body.find(R"("name":"A")"), std::string::npos);
  for (const auto* path : {"/api/schools/{id}/staff", "/api/schools/{id}/classes", "/api/schools/{id}/returns",
                           "/api/schools/{id}/facilities", "/api/people/{id}/service", "/api/classes/{id}/students"})
    EXPECT_EQ(call(visitor, Method::get, path, org_id("A")).status, 403) << path;
  EXPECT_EQ(call(visitor, Method::patch, "/api/schools/{id}", org_id("A"), {}, R"({"address":"x"})").status, 403);
}

TEST_P(RoutesTest, APrincipalReachesOwnSchoolOnly) {
  const auto principal = as(Role::principal, "A");
  for (const auto* path : {"/api/schools/{id}/staff", "/api/schools/{id}/classes", "/api/schools/{id}/returns"}) {
    EXPECT_EQ(call(principal, Method::get, path, org_id("A")).status, 0) << path;
    EXPECT_EQ(call(principal, Method::get, path, org_id("B")).status, 403) << path;
  }
  EXPECT_EQ(call(principal, Method::patch, "/api/schools/{id}", org_id("B"), {}, R"({"address":"x"})").status, 403);
  const auto done = call(principal, Method::patch, "/api/schools/{id}", org_id("A"), {}, R"({"address":"Lane 3"})");
  EXPECT_NE(done.body.find("Lane 3"), std::string::npos);
  EXPECT_EQ(call(as(Role::teacher, "A"), Method::get, "/api/schools/{id}/staff", org_id("A")).status, 403);
}

TEST_P(RoutesTest, TheServiceOfAPersonIsReadWhereThePersonServed) {
  take_in([](Intake& in) {
    in.put(person("Li Hua"), {});
    in.put(role("1", "Li Hua", "A", "teacher"), {});
  });
  const OrgId who{person("Li Hua").id.value};
  EXPECT_EQ(call(as(Role::principal, "A"), Method::get, "/api/people/{id}/service", who).status, 0);
  EXPECT_EQ(call(as(Role::principal, "C"), Method::get, "/api/people/{id}/service", who).status, 404);
  EXPECT_EQ(call(as(Role::district_officer, "North"), Method::get, "/api/people/{id}/service", who).status, 0);
}

TEST_P(RoutesTest, RepliesAreKeptUntilTheRegisterChanges) {
  const auto first = call(actor_, Method::get, "/api/schools", {}, {{"sort", "name"}});
  EXPECT_FALSE(first.etag.empty());
  EXPECT_EQ(call(actor_, Method::get, "/api/schools", {}, {{"sort", "name"}}).etag, first.etag);
  EXPECT_NE(call(actor_, Method::get, "/api/schools", {}, {{"sort", "-name"}}).etag, first.etag);
  SchoolEdit edit;
  edit.name = "A renamed";
  ASSERT_TRUE(registry_->edit_school(actor_, org_id("A"), edit, std::nullopt));
  const auto second = call(actor_, Method::get, "/api/schools", {}, {{"sort", "name"}});
  EXPECT_NE(second.etag, first.etag);
  EXPECT_NE(second.body.find("A renamed"), std::string::npos);
}

TEST_P(RoutesTest, KeptRepliesAreNotMixedBetweenWhoSeesAFewAndWhoDoesNot) {
  take_in([](Intake& in) { in.put(figure("A", 2024, "students", 6), {}); });
  const auto seen = [&](const Actor& actor, const char* path) {
    return call(actor, Method::get, path, {}).body.find(R"("students":6,)") != std::string::npos;
  };
  for (const auto* path : {"/api/schools", "/api/areas"}) {
    for (int round = 0; round < 2; ++round) {
      if (path == std::string_view{"/api/schools"}) {
        EXPECT_TRUE(seen(as(Role::district_officer, "North"), path));
      }
      EXPECT_FALSE(seen({}, path)) << path;
      EXPECT_FALSE(seen(as(Role::district_officer, "South"), path)) << path;
      EXPECT_FALSE(seen(as(Role::guardian, "A"), path)) << path;
    }
  }
}

TEST_P(RoutesTest, AnOldTagIsRefused) {
  const auto seq = std::to_string(registry_->school(org_id("A"), std::nullopt)->seq);
  const auto patch = [&](const std::string& address, const std::string& tag) {
    return call(actor_, Method::patch, "/api/schools/{id}", org_id("A"), {}, R"({"address":")" + address + "\"}", tag)
        .status;
  };
  EXPECT_EQ(patch("Lane 1", seq), 0);
  EXPECT_EQ(patch("Lane 2", seq), 412);
  EXPECT_EQ(patch("Lane 2", "nonsense"), 412);
}

TEST_P(RoutesTest, SchoolsComeAsAWorkbook) {
  const auto reply = call(actor_, Method::get, "/api/schools.xlsx", {}, {{"q", "A"}});
  EXPECT_TRUE(reply.body.starts_with("PK"));
}

TEST_P(RoutesTest, TheChoicesOfASheetAreThoseOfTheCodeTables) {
  ASSERT_TRUE(load_codes(*database_, DOORSTEP_SOURCE_DIR "/standards/codes"));
  const std::map<std::string_view, std::string_view> schemes{{"legal_form", "legal-form"},
                                                             {"setting", "setting"},
                                                             {"remoteness", "remoteness"},
                                                             {"sex", "sex"},
                                                             {"qualification", "education-level"},
                                                             {"title", "professional-title"},
                                                             {"backbone", "backbone-rank"},
                                                             {"subjects", "subject"},
                                                             {"model", "group-model"},
                                                             {"part", "group-part"}};
  size_t seen = 0;
  for (const auto& sheet : sheets())
    for (const auto& column : sheet.columns) {
      const auto scheme = schemes.find(column.name);
      if (scheme == schemes.end()) continue;
      const auto known = codes(*database_, scheme->second);
      for (const auto& choice : column.choices) {
        ++seen;
        EXPECT_TRUE(std::ranges::count(known, choice.code, &Code::code)) << scheme->second << " " << choice.code;
      }
      if (scheme->second == "group-model" || scheme->second == "group-part")
        for (const auto& code : known)
          EXPECT_TRUE(std::ranges::count(column.choices, code.code, &Choice::code))
              << code.code << " is in standards/codes, and not in columns.cpp";
    }
  EXPECT_GT(seen, 40u);
}

}  // namespace
}  // namespace doorstep::registry
