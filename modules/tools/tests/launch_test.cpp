// From the register of a district to a launch: who may do what, what a tool is told, and what it is refused.
#include "tools_trial.h"

namespace doorstep::tools {
namespace {

class LaunchTest : public ToolsTrial {};

TEST_P(LaunchTest, ATeacherIsTakenToTheToolAndTheToolIsToldAsLittleAsAgreed) {
  const auto door = desk_->launch(li_, link_, {});
  ASSERT_TRUE(door) << door.error().what.en;
  ASSERT_TRUE(door->address.starts_with("https://maths.example.com/login?iss=https%3A%2F%2Fdoorstep.example.org&"))
      << door->address;
  const auto form = desk_->authorize(li_, question(*door));
  const auto claims = told(form);
  EXPECT_EQ(form->address, "https://maths.example.com/start");
  EXPECT_EQ(field(form->fields, "state"), "the state");
  EXPECT_EQ(text_of(claims, "iss"), "https://doorstep.example.org");
  EXPECT_EQ(text_of(claims, "aud"), tool_.client_id);
  EXPECT_EQ(text_of(claims, "nonce"), "the nonce");
  EXPECT_EQ(claims.at("exp").as_int64() - claims.at("iat").as_int64(), 300);
  EXPECT_FALSE(claims.contains("name")) << "names are off until the district switches them on";
  EXPECT_FALSE(claims.contains("email"));
  const auto lti = [&](const char* name) {
    return claims.at(std::string{"https://purl.imsglobal.org/spec/lti/claim/"} + name);
  };
  EXPECT_EQ(lti("message_type").as_string(), "LtiResourceLinkRequest");
  EXPECT_EQ(lti("version").as_string(), "1.3.0");
  EXPECT_EQ(lti("target_link_uri").as_string(), "https://maths.example.com/start");
  EXPECT_EQ(lti("resource_link").as_object().at("id").as_string(), link_);
  EXPECT_EQ(lti("context").as_object().at("title").as_string(), "Class of A");
  EXPECT_NE(lti("context").as_object().at("id").as_string(), class_id("A").value) << "an id for this tool alone";
  EXPECT_TRUE(lti("roles").as_array().at(0).as_string().ends_with("#Instructor"));
  const auto again = launched(li_);
  EXPECT_EQ(text_of(again, "sub"), text_of(claims, "sub")) << "the same person every time";
  auto named = maths();
  named.tells_names = true;
  ASSERT_TRUE(desk_->change(office_, north_, tool_.id, named));
  EXPECT_EQ(text_of(launched(li_), "name"), "li");
}

TEST_P(LaunchTest, AnAnswerIsGivenOnceSoonToTheSamePersonAndToRegisteredAddressesOnly) {
  const auto door = *desk_->launch(li_, link_, {});
  const auto good = question(door);
  const auto refused = [&](const char* name, const std::string& value) {
    return code_of(desk_->authorize(li_, with(good, name, value)));
  };
  EXPECT_EQ(refused("redirect_uri", "https://evil.example.com/start"), "launch-redirect");
  EXPECT_EQ(refused("redirect_uri", "https://maths.example.com/start?x"), "launch-redirect") << "exactly";
  EXPECT_EQ(refused("client_id", "another"), "launch-client");
  EXPECT_EQ(refused("login_hint", "another"), "launch-unknown");
  EXPECT_EQ(refused("lti_message_hint", "guessed"), "launch-unknown");
  EXPECT_EQ(refused("nonce", ""), "launch-request");
  EXPECT_EQ(refused("response_mode", "query"), "launch-request");
  EXPECT_EQ(refused("scope", "openid profile"), "launch-request");
  EXPECT_EQ(code_of(desk_->authorize(wang_, good)), "launch-of-another");
  EXPECT_TRUE(desk_->authorize(li_, good));
  EXPECT_EQ(code_of(desk_->authorize(li_, good)), "launch-answered");
  const auto late = question(*desk_->launch(li_, link_, {}));
  clock_ += 301;
  EXPECT_EQ(code_of(desk_->authorize(li_, late)), "launch-over");
  const auto off = question(*desk_->launch(li_, link_, {}));
  ASSERT_TRUE(desk_->set_state(office_, north_, tool_.id, ToolState::off));
  EXPECT_EQ(code_of(desk_->authorize(li_, off)), "tool-off");
  EXPECT_EQ(code_of(desk_->launch(li_, link_, {})), "tool-off");
}

TEST_P(LaunchTest, AChildGoesThereOnlyWhileAGuardianAgrees) {
  const auto of_mei = guardian("mei");
  EXPECT_EQ(code_of(desk_->launch(of_mei, link_, child("mei"))), "no-consent");
  EXPECT_EQ(code_of(desk_->launch(of_mei, link_, child("tao"))), "tool-unknown") << "another's child";
  EXPECT_EQ(code_of(desk_->launch(of_mei, link_, {})), "tool-unknown") << "guardians have no place in a class";
  agree("mei");
  const auto claims = launched(of_mei, child("mei"));
  EXPECT_FALSE(claims.contains("name"));
  EXPECT_TRUE(
      claims.at("https://purl.imsglobal.org/spec/lti/claim/roles").as_array().at(0).as_string().ends_with("#Learner"));
  EXPECT_EQ(text_of(launched(pupil_of("mei"), child("mei")), "sub"), text_of(claims, "sub"))
      << "by the own account too";
  const auto own = desk_->own(of_mei);
  ASSERT_EQ(own.children.size(), 1u);
  EXPECT_TRUE(own.children[0].agreed);
  ASSERT_EQ(own.children[0].tools.size(), 1u);
  EXPECT_FALSE(own.children[0].tools[0].tells_name);
  EXPECT_EQ(own.children[0].links.at(0).title, "Fractions");
  EXPECT_EQ(code_of(desk_->stop(pupil_of("mei"), child("mei"), tool_.id, true)), "guardian-decides");
  EXPECT_EQ(code_of(desk_->stop(of_mei, child("tao"), tool_.id, true)), "child-unknown");
  const auto waiting = question(*desk_->launch(of_mei, link_, child("mei")));
  ASSERT_TRUE(desk_->stop(of_mei, child("mei"), tool_.id, true));
  EXPECT_EQ(code_of(desk_->authorize(of_mei, waiting)), "no-consent") << "even when it is on its way";
  EXPECT_EQ(code_of(desk_->launch(of_mei, link_, child("mei"))), "no-consent");
  ASSERT_TRUE(desk_->stop(of_mei, child("mei"), tool_.id, false));
  EXPECT_EQ(code_of(desk_->launch(of_mei, link_, child("mei"))), "");
}

TEST_P(LaunchTest, OnlyWhoLooksAfterAPlaceSwitchesAndOnlyWhoTeachesLinks) {
  EXPECT_EQ(code_of(desk_->use(li_, a_, tool_.id, false)), "not-yours");
  EXPECT_EQ(code_of(desk_->use(head_, b_, tool_.id, true)), "not-yours");
  const NewToolLink in_class{tool_.id, ToolPlace::school_class, class_id("A").value, {}, "More", {}};
  EXPECT_EQ(code_of(desk_->place(wang_, a_, in_class)), "not-yours");
  const NewToolLink on_page{tool_.id, ToolPlace::page, {}, {}, "Ours", {}};
  EXPECT_EQ(code_of(desk_->place(li_, a_, on_page)), "not-yours");
  ASSERT_TRUE(desk_->place(head_, a_, on_page));
  EXPECT_EQ(desk_->at(li_, a_)->links.size(), 2u);
  EXPECT_EQ(desk_->at(wang_, a_)->links.size(), 0u) << "neither of the class nor of the school";
  auto wanted = on_page;
  wanted.title = "";
  EXPECT_EQ(fault_of(desk_->place(head_, a_, wanted)), "title");
  wanted = in_class;
  wanted.of_id = class_id("B").value;
  EXPECT_EQ(fault_of(desk_->place(head_, a_, wanted)), "of_id");
  const NewToolLink in_course{tool_.id, ToolPlace::course, "stars", "moon", "Sky", {}};
  EXPECT_EQ(code_of(desk_->place(wang_, b_, in_course)), "not-yours");
  EXPECT_EQ(code_of(desk_->place(li_, b_, in_course)), "tool-off") << "not switched on at B";
  ASSERT_TRUE(desk_->use(office_, group_, tool_.id, true));
  EXPECT_TRUE(desk_->place(li_, group_, in_course));
  EXPECT_TRUE(desk_->at(office_, b_)->offers.at(0).by_group);
  ASSERT_TRUE(desk_->remove(li_, a_, link_));
  EXPECT_EQ(code_of(desk_->launch(li_, link_, {})), "tool-unknown");
  EXPECT_EQ(code_of(desk_->remove(li_, a_, link_)), "tool-unknown");
}

TEST_P(LaunchTest, BesideAnAssignmentWhoSetItLinksAndItsChildrenLaunch) {
  const NewToolLink beside{tool_.id, ToolPlace::assignment, "week-3", {}, "Practice", {}};
  EXPECT_EQ(code_of(desk_->place(head_, a_, beside)), "not-yours") << "who set it, and nobody else";
  EXPECT_EQ(code_of(desk_->place(li_, b_, beside)), "assignment-unknown") << "set in the name of A";
  const auto placed = desk_->place(li_, a_, beside);
  ASSERT_TRUE(placed) << placed.error().what.en;
  ASSERT_EQ(placed->links.size(), 1u);
  EXPECT_EQ(placed->links[0].of, "Week 3");
  EXPECT_EQ(desk_->at(li_, a_)->links.size(), 1u) << "it stands beside the assignment alone";
  EXPECT_FALSE(desk_->beside(head_, a_, "week-3")->links.at(0).may_remove);
  EXPECT_EQ(code_of(desk_->beside(guardian("mei"), a_, "week-3")), "assignment-unknown");
  link_ = placed->links[0].id;
  EXPECT_EQ(code_of(desk_->launch(guardian("mei"), link_, child("mei"))), "no-consent");
  EXPECT_EQ(code_of(desk_->own_beside(guardian("mei"), child("tao"), "week-3")), "child-unknown");
  EXPECT_TRUE(desk_->own_beside(guardian("lan"), child("lan"), "week-3")->links.empty()) << "it was not set this";
  EXPECT_EQ(code_of(desk_->launch(guardian("lan"), link_, child("lan"))), "tool-unknown");
  agree("mei");
  const auto of_mei = desk_->own_beside(guardian("mei"), child("mei"), "week-3");
  EXPECT_TRUE(of_mei->agreed);
  EXPECT_EQ(of_mei->links.at(0).title, "Practice");
  EXPECT_EQ(desk_->own(guardian("mei")).children.at(0).links.size(), 2u) << "where a guardian can stop it";
  const auto claims = launched(pupil_of("mei"), child("mei"));
  EXPECT_EQ(text_of(claims.at("https://purl.imsglobal.org/spec/lti/claim/context").as_object(), "title"), "Week 3");
  returned_ = true;
  EXPECT_EQ(code_of(desk_->remove(li_, a_, link_)), "not-yours") << "returned, it stays as it is";
}

TEST_P(LaunchTest, BadInputIsNamed) {
  const auto fault = [&](auto edit) {
    auto wanted = maths();
    edit(wanted);
    return fault_of(desk_->add(office_, north_, wanted, "https://doorstep.example.org"));
  };
  EXPECT_EQ(fault([](NewTool& one) { one.title_en = ""; }), "title_zh");
  EXPECT_EQ(fault([](NewTool& one) { one.login_url = "http://maths.example.com"; }), "login_url");
  EXPECT_EQ(fault([](NewTool& one) { one.target_url = "javascript:alert(1)"; }), "target_url");
  EXPECT_EQ(fault([](NewTool& one) { one.redirect_urls = {}; }), "redirect_urls");
  EXPECT_EQ(fault([](NewTool& one) { one.redirect_urls = {"https://a.example.com/\"x"}; }), "redirect_urls");
  EXPECT_EQ(fault([](NewTool& one) { one.keys_url = ""; }), "keys_url");
  EXPECT_EQ(fault([](NewTool& one) { one.keys = "{}"; }), "keys_url") << "one of the two";
  EXPECT_EQ(fault([](NewTool& one) { one.keys_url = {}, one.keys = "{}"; }), "keys");
}

TEST_P(LaunchTest, TheKeyIsChangedAndTheOldOneStillChecksWhatItSigned) {
  const auto before = desk_->authorize(li_, question(*desk_->launch(li_, link_, {})));
  ASSERT_EQ(desk_->rotate(office_, north_)->size(), 2u);
  told(before);
  const auto after = launched(li_);
  EXPECT_EQ(text_of(after, "aud"), tool_.client_id);
  EXPECT_EQ(oidc::keys_of(desk_->keys())->size(), 2u);
  clock_ += 31 * 86'400;
  ASSERT_EQ(desk_->rotate(office_, north_)->size(), 2u) << "the first one is gone";
  EXPECT_EQ(desk_->keys().find("\"d\""), std::string::npos);
}

TEST_P(LaunchTest, TheDistrictTriesATool) {
  const auto door = desk_->try_out(office_, north_, tool_.id);
  ASSERT_TRUE(door) << door.error().what.en;
  const auto claims = told(desk_->authorize(office_, question(*door)));
  EXPECT_TRUE(claims.at("https://purl.imsglobal.org/spec/lti/claim/roles")
                  .as_array()
                  .at(0)
                  .as_string()
                  .ends_with("#Administrator"));
  const auto file = desk_->tool(north_, tool_.id);
  EXPECT_EQ(file->tool.launches, 1);
  EXPECT_EQ(file->tool.places, 1) << "the trial is no place";
  EXPECT_EQ(file->uses.at(0).what, "launch");
  EXPECT_EQ(code_of(desk_->tool(a_, tool_.id)), "tool-unknown");
}

TEST_P(LaunchTest, WhatIsKeptOfAChildIsForgotten) {
  agree("mei");
  launched(guardian("mei"), child("mei"));
  const auto gone = desk_->forget(office_, {child("mei")}, children::Forgetting::everything, true);
  EXPECT_EQ(*gone, 1);
  EXPECT_EQ(*desk_->forget(office_, {child("mei")}, children::Forgetting::everything, false), 1);
  EXPECT_EQ(*desk_->forget(office_, {child("mei")}, children::Forgetting::everything, false), 0);
}

DOORSTEP_ON_BOTH(LaunchTest);

}  // namespace
}  // namespace doorstep::tools
