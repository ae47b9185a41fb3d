// The programs of a tool: tokens, members, scores, and what was chosen.
#include "tools_trial.h"

namespace doorstep::tools {
namespace {

constexpr const char* token_url = "https://doorstep.example.org/api/lti/token";
constexpr const char* deep = "https://purl.imsglobal.org/spec/lti-dl/claim/";
constexpr const char* lti = "https://purl.imsglobal.org/spec/lti/claim/";

class ProgramsTest : public ToolsTrial {
 protected:
  boost::json::object assertion() {
    return {{"iss", tool_.client_id}, {"sub", tool_.client_id}, {"aud", token_url},
            {"iat", clock_},          {"exp", clock_ + 60},     {"jti", new_uuid()}};
  }
  ToolReply ask_token(const boost::json::object& claims, const std::string& scope = scope_all(),
                      const oidc::SigningKey* key = nullptr) {
    return desk_->token({{"grant_type", "client_credentials"},
                         {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                         {"client_assertion", oidc::signed_token(claims, key ? *key : key_)},
                         {"scope", scope}});
  }
  static std::string scope_all() {
    return "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem "
           "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly "
           "https://purl.imsglobal.org/spec/lti-ags/scope/score "
           "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
  }
  std::string bearer(const std::string& scope = scope_all()) {
    const auto reply = ask_token(assertion(), scope);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return "Bearer " + text_of(boost::json::parse(reply.body).as_object(), "access_token");
  }
  std::string context() {
    const auto claims = launched(li_);
    return std::string{claims.at("https://purl.imsglobal.org/spec/lti/claim/context").as_object().at("id").as_string()};
  }
  static boost::json::value read(const ToolReply& reply) { return boost::json::parse(reply.body); }
  static std::string last_of(const std::string& address) { return address.substr(address.rfind('/') + 1); }
  boost::json::object score(const std::string& user, double given, const std::string& at) const {
    return {{"userId", user},
            {"scoreGiven", given},
            {"scoreMaximum", 10},
            {"timestamp", at},
            {"activityProgress", "Completed"},
            {"gradingProgress", "FullyGraded"},
            {"comment", "well done"}};
  }
};

TEST_P(ProgramsTest, ATokenIsForWhoSignsWithTheToolsKeyAndOnlyOnce) {
  auto claims = assertion();
  EXPECT_EQ(ask_token(claims).status, 200);
  const auto replayed = ask_token(claims);
  EXPECT_EQ(replayed.status, 401);
  EXPECT_NE(replayed.body.find("jti"), std::string::npos);
  const auto refused = [&](const char* name, boost::json::value value) {
    auto wrong = assertion();
    wrong[name] = std::move(value);
    return ask_token(wrong).body;
  };
  EXPECT_NE(refused("aud", "https://elsewhere.example.org/token").find("aud"), std::string::npos);
  EXPECT_NE(refused("exp", clock_ - 200).find("exp"), std::string::npos);
  EXPECT_NE(refused("exp", clock_ + 86'400).find("exp"), std::string::npos) << "good for a day";
  EXPECT_NE(refused("iat", clock_ + 500).find("iat"), std::string::npos);
  EXPECT_NE(refused("sub", "another").find("sub"), std::string::npos);
  EXPECT_NE(refused("iss", "another").find("no such client"), std::string::npos);
  EXPECT_NE(refused("jti", nullptr).find("jti"), std::string::npos);
  EXPECT_EQ(ask_token(assertion(), "openid").status, 400) << "no scope that is offered";
  EXPECT_EQ(desk_->token({{"grant_type", "password"}}).status, 400);
  const auto other = oidc::new_signing_key();
  EXPECT_NE(ask_token(assertion(), scope_all(), &other).body.find("token-key"), std::string::npos);
  auto disguised = other;
  disguised.id = key_.id;
  EXPECT_NE(ask_token(assertion(), scope_all(), &disguised).body.find("token-signature"), std::string::npos);
  // The tool has a new key: it is read again, at most once a minute.
  published_ = other.to_show;
  clock_ += 61;
  EXPECT_EQ(ask_token(assertion(), scope_all(), &other).status, 200);
  ASSERT_TRUE(desk_->set_state(office_, north_, tool_.id, ToolState::off));
  EXPECT_EQ(ask_token(assertion(), scope_all(), &other).status, 401);
}

TEST_P(ProgramsTest, MembersAreThoseWhoseGuardiansAgreeByPseudonyms) {
  const auto here = context();
  agree("mei");
  const auto reply = desk_->members({bearer(), "GET", {}, {}}, here);
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto people = read(reply).as_object();
  ASSERT_EQ(people.at("members").as_array().size(), 2u) << reply.body << " mei and li; tao's guardian has not answered";
  EXPECT_EQ(reply.body.find("mei"), std::string::npos);
  EXPECT_EQ(reply.body.find(child("mei").value), std::string::npos);
  const auto first = desk_->members({bearer(), "GET", {}, {{"limit", "1"}}}, here);
  EXPECT_EQ(read(first).at("members").as_array().size(), 1u);
  ASSERT_NE(first.next.find("from=1"), std::string::npos);
  const auto second = desk_->members({bearer(), "GET", {}, {{"limit", "1"}, {"from", "1"}}}, here);
  EXPECT_EQ(second.next, "");
  EXPECT_NE(read(first).at("members"), read(second).at("members"));
  const auto learners = desk_->members({bearer(), "GET", {}, {{"role", "Learner"}}}, here);
  ASSERT_EQ(read(learners).at("members").as_array().size(), 1u);
  auto named = maths();
  named.tells_child_names = true;
  ASSERT_TRUE(desk_->change(office_, north_, tool_.id, named));
  const auto with_names = desk_->members({bearer(), "GET", {}, {{"role", "Learner"}}}, here);
  EXPECT_EQ(read(with_names).at("members").at(0).at("name").as_string(), "mei");
  EXPECT_EQ(desk_->members({bearer(), "GET", {}, {}}, "another").status, 404);
  EXPECT_EQ(desk_->members({bearer(), "GET", {}, {{"rlid", "another"}}}, here).status, 404);
  EXPECT_EQ(desk_->members({"Bearer guessed", "GET", {}, {}}, here).status, 401);
  EXPECT_EQ(desk_->members({bearer("https://purl.imsglobal.org/spec/lti-ags/scope/score"), "GET", {}, {}}, here).status,
            403);
  const auto before = bearer();
  clock_ += 3601;
  EXPECT_EQ(desk_->members({before, "GET", {}, {}}, here).status, 401) << "an hour";
  ASSERT_TRUE(desk_->use(office_, a_, tool_.id, false));
  EXPECT_EQ(desk_->members({bearer(), "GET", {}, {}}, here).status, 403) << "switched off at the school";
}

TEST_P(ProgramsTest, ColumnsAreMadeReadChangedAndRemoved) {
  const auto here = context(), token = bearer();
  const auto make = [&](const std::string& body) { return desk_->lines({token, "POST", body, {}}, here); };
  EXPECT_EQ(make("[]").status, 400);
  EXPECT_EQ(make(R"({"scoreMaximum":10})").status, 400);
  EXPECT_EQ(make(R"({"label":"Test","scoreMaximum":0})").status, 400);
  EXPECT_EQ(make(R"({"label":"Test","scoreMaximum":"10"})").status, 400);
  EXPECT_EQ(make(R"({"label":"Test","scoreMaximum":10,"resourceLinkId":"another"})").status, 404);
  const auto made = make(R"({"label":"Test 1","scoreMaximum":10,"tag":"t","resourceLinkId":")" + link_ + "\"}");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto id = last_of(text_of(read(made).as_object(), "id"));
  EXPECT_EQ(make(R"({"label":"Test 2","scoreMaximum":20})").status, 201);
  const auto list = [&](Fields query) { return desk_->lines({token, "GET", {}, std::move(query)}, here); };
  EXPECT_EQ(read(list({})).as_array().size(), 2u);
  EXPECT_EQ(read(list({{"tag", "t"}})).as_array().size(), 1u);
  EXPECT_EQ(read(list({{"resource_link_id", link_}})).as_array().size(), 1u);
  EXPECT_EQ(list({{"limit", "1"}}).next,
            "https://doorstep.example.org/api/lti/contexts/" + here + "/lineitems?from=1&limit=1");
  EXPECT_EQ(list({{"limit", "1"}, {"from", "1"}}).next, "");
  const auto claims = launched(li_);
  const auto endpoint = claims.at("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint").as_object();
  EXPECT_TRUE(endpoint.at("lineitem").as_string().ends_with(id)) << "the one column of this link";
  EXPECT_EQ(desk_->line({token, "PUT", R"({"label":"Test 1b","scoreMaximum":12})", {}}, id).status, 200);
  EXPECT_EQ(read(desk_->line({token, "GET", {}, {}}, id)).at("label").as_string(), "Test 1b");
  EXPECT_EQ(desk_->line({token, "PUT", R"({"label":"","scoreMaximum":12})", {}}, id).status, 400);
  const auto reads = bearer("https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly");
  EXPECT_EQ(desk_->line({reads, "GET", {}, {}}, id).status, 200);
  EXPECT_EQ(desk_->line({reads, "DELETE", {}, {}}, id).status, 403);
  EXPECT_EQ(desk_->line({token, "DELETE", {}, {}}, id).status, 204);
  EXPECT_EQ(desk_->line({token, "GET", {}, {}}, id).status, 404);
}

TEST_P(ProgramsTest, ScoresComeHomeToTeacherAndGuardian) {
  const auto here = context(), token = bearer();
  agree("mei");
  const auto mei = text_of(launched(guardian("mei"), child("mei")), "sub");
  const auto made = desk_->lines({token, "POST", R"({"label":"Test","scoreMaximum":20})", {}}, here);
  const auto id = last_of(text_of(read(made).as_object(), "id"));
  const auto give = [&](const boost::json::object& body) {
    return desk_->score({token, "POST", boost::json::serialize(body), {}}, id).status;
  };
  const auto good = score(mei, 9, "2026-11-01T10:00:00Z");
  const auto wrong = [&](const char* name, boost::json::value value) {
    auto body = good;
    body[name] = std::move(value);
    return give(body);
  };
  EXPECT_EQ(wrong("timestamp", "yesterday"), 400);
  EXPECT_EQ(wrong("activityProgress", "Finished"), 400);
  EXPECT_EQ(wrong("gradingProgress", nullptr), 400);
  EXPECT_EQ(wrong("scoreGiven", -1), 400);
  EXPECT_EQ(wrong("scoreMaximum", 0), 400);
  EXPECT_EQ(wrong("userId", "nobody"), 404);
  EXPECT_EQ(give(good), 200);
  EXPECT_EQ(give(score(mei, 1, "2026-10-01T10:00:00Z")), 409) << "older";
  auto scores = desk_->scores(li_, a_, ToolPlace::school_class, class_id("A").value);
  ASSERT_TRUE(scores) << scores.error().what.en;
  ASSERT_EQ(scores->columns.size(), 1u);
  const auto line = std::ranges::find(scores->lines, "mei", &ToolLine::name);
  ASSERT_NE(line, scores->lines.end());
  EXPECT_EQ(line->cells.at(0).points, 18) << "nine of ten, of twenty";
  EXPECT_EQ(code_of(desk_->scores(wang_, a_, ToolPlace::school_class, class_id("A").value)), "not-yours");
  const auto own = desk_->own(guardian("mei"));
  ASSERT_EQ(own.children.at(0).scores.size(), 1u);
  EXPECT_EQ(own.children[0].scores[0].points, 18);
  EXPECT_EQ(own.children[0].scores[0].words, "well done");
  const auto results = desk_->results({token, "GET", {}, {{"user_id", mei}}}, id);
  EXPECT_EQ(read(results).at(0).at("resultScore").to_number<double>(), 18);
  EXPECT_EQ(read(desk_->results({token, "GET", {}, {{"user_id", "nobody"}}}, id)).as_array().size(), 0u);
  auto pending = score(mei, 3, "2026-11-02T10:00:00Z");
  pending["gradingProgress"] = "Pending";
  EXPECT_EQ(give(pending), 200);
  const auto after = desk_->own(guardian("mei"));
  EXPECT_FALSE(after.children.at(0).scores.at(0).points) << "not marked to the end";
  agree("mei", false);
  EXPECT_EQ(give(score(mei, 9, "2026-11-03T10:00:00Z")), 403) << "withdrawn";
}

TEST_P(ProgramsTest, AScoreOfAnAssignmentStandsBesideIt) {
  const auto placed = desk_->place(li_, a_, {tool_.id, ToolPlace::assignment, "week-3", {}, "Practice", {}});
  ASSERT_TRUE(placed) << placed.error().what.en;
  link_ = placed->links.at(0).id;
  const auto here = context(), token = bearer();
  agree("mei");
  const auto mei = text_of(launched(guardian("mei"), child("mei")), "sub");
  EXPECT_EQ(read(desk_->members({token, "GET", {}, {}}, here)).at("members").as_array().size(), 1u)
      << "of the children of the assignment who may be told of";
  const auto made = desk_->lines({token, "POST", R"({"label":"Test","scoreMaximum":20})", {}}, here);
  const auto id = last_of(text_of(read(made).as_object(), "id"));
  ASSERT_EQ(desk_->score({token, "POST", boost::json::serialize(score(mei, 9, "2026-11-01T10:00:00Z")), {}}, id).status,
            200);
  const auto scores = desk_->scores(li_, a_, ToolPlace::assignment, "week-3");
  ASSERT_TRUE(scores) << scores.error().what.en;
  EXPECT_EQ(scores->of, "Week 3");
  EXPECT_EQ(std::ranges::find(scores->lines, "mei", &ToolLine::name)->cells.at(0).points, 18);
  EXPECT_EQ(desk_->own_beside(guardian("mei"), child("mei"), "week-3")->scores.at(0).points, 18);
  EXPECT_TRUE(desk_->own_beside(guardian("mei"), child("mei"), "week-4")->scores.empty()) << "of that one alone";
  EXPECT_EQ(desk_->beside(li_, a_, "week-3")->links.at(0).scores, 1);
}

TEST_P(ProgramsTest, WhatWasChosenIsLinkedOnce) {
  const NewToolLink wanted{tool_.id, ToolPlace::school_class, class_id("A").value, {}, "", {}};
  EXPECT_EQ(code_of(desk_->pick(wang_, a_, wanted)), "not-yours");
  const auto door = desk_->pick(li_, a_, wanted);
  ASSERT_TRUE(door) << door.error().what.en;
  const auto claims = told(desk_->authorize(li_, question(*door, "https://maths.example.com/deep")));
  EXPECT_EQ(text_of(claims, std::string{lti} + "message_type"), "LtiDeepLinkingRequest");
  const auto asked = claims.at(std::string{deep} + "deep_linking_settings").as_object();
  boost::json::object answer{{"iss", tool_.client_id},
                             {"aud", "https://doorstep.example.org"},
                             {"iat", clock_},
                             {"exp", clock_ + 60},
                             {"nonce", "n"}};
  answer[std::string{lti} + "message_type"] = "LtiDeepLinkingResponse";
  answer[std::string{lti} + "version"] = "1.3.0";
  answer[std::string{lti} + "deployment_id"] = claims.at(std::string{lti} + "deployment_id");
  answer[std::string{deep} + "data"] = asked.at("data");
  answer[std::string{deep} + "content_items"] = boost::json::array{
      boost::json::object{{"type", "ltiResourceLink"},
                          {"title", "Fractions 2"},
                          {"url", "https://maths.example.com/fractions/2"},
                          {"custom", boost::json::object{{"level", 2}}},
                          {"lineItem", boost::json::object{{"scoreMaximum", 8}, {"label", "Fractions 2"}}}},
      boost::json::object{{"type", "link"}, {"url", "https://maths.example.com/news"}}};
  const auto send = [&](const boost::json::object& body, const oidc::SigningKey& key) {
    return desk_->chosen({{"JWT", oidc::signed_token(body, key)}});
  };
  auto wrong = answer;
  wrong["aud"] = "https://elsewhere.example.org";
  EXPECT_EQ(code_of(send(wrong, key_)), "tool-claims");
  wrong = answer;
  wrong[std::string{deep} + "data"] = "guessed";
  EXPECT_EQ(code_of(send(wrong, key_)), "deep-unknown");
  wrong = answer;
  wrong[std::string{lti} + "deployment_id"] = "another";
  EXPECT_EQ(code_of(send(wrong, key_)), "deep-unknown");
  EXPECT_EQ(code_of(send(answer, oidc::new_signing_key())), "token-key");
  const auto next = send(answer, key_);
  ASSERT_TRUE(next) << next.error().what.en;
  EXPECT_EQ(*next, "/tools/" + a_.value);
  EXPECT_EQ(code_of(send(answer, key_)), "deep-answered");
  const auto at = desk_->at(li_, a_);
  ASSERT_EQ(at->links.size(), 2u) << "what is no resource link is left out";
  link_ = at->links.at(1).id;
  EXPECT_EQ(at->links[1].title, "Fractions 2");
  const auto launch = launched(li_);
  EXPECT_EQ(text_of(launch, std::string{lti} + "target_link_uri"), "https://maths.example.com/fractions/2");
  EXPECT_EQ(launch.at(std::string{lti} + "custom").at("level").as_string(), "2");
  EXPECT_TRUE(launch.at("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint").as_object().contains("lineitem"));
}

DOORSTEP_ON_BOTH(ProgramsTest);

}  // namespace
}  // namespace doorstep::tools
