// The ground of the tests of tools: that of offerings, with one tool that the district North registered and school A
// switched on, linked to in the class of A; the tool has a key of its own and answers for it.
#pragma once

#include <offerings_trial.h>

#include <boost/json.hpp>

#include <doorstep/oidc/signer.h>
#include <doorstep/oidc/token.h>

#include "module.h"

namespace doorstep::tools {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class ToolsTrial : public offerings::OfferingsTrial {
 protected:
  void SetUp() override {
    OfferingsTrial::SetUp();
    const auto steps = migrations();
    ASSERT_TRUE(db::migrate(*database_, {steps.begin(), steps.end()}));
    registry::IntakeOptions options;
    options.source.id = {derived_uuid("test", "source", "classes")};
    options.source.space = options.source.name = "classes";
    options.dry_run = false;
    const auto taught = registry_->take_in(office_, options, [](registry::Intake& in) -> Result<void> {
      enrol(in, teacher_id("li"), "A", "A", "teacher");
      return {};
    });
    ASSERT_TRUE(taught && taught->fault_count == 0);
    desk_ = make_tools({*database_, *registry_, *places_, *children_, *staff_, trail_, "pepper",
                        [this](const fetch::Request&) -> Result<fetch::Response> {
                          ++key_readings_;
                          return fetch::Response{200, R"({"keys":[)" + published_ + "]}"};
                        },
                        [](const Actor& actor, const OrgId&, const std::string& id) -> Result<PlaceSide> {
                          if (id != "stars") return refuse(Fault::not_found, "course-unknown", {});
                          return PlaceSide{"Stars", {"moon"}, actor.name == "li", false};
                        },
                        [](const OrgId&, const std::string&) { return std::vector{child("lan")}; },
                        [this](const Actor& actor, const OrgId& org, const std::string& id) -> Result<PlaceSide> {
                          if (id != "week-3" || org != a_ || actor.name.starts_with("guardian"))
                            return refuse(Fault::not_found, "assignment-unknown", {});
                          return PlaceSide{"Week 3", {}, actor.name == "li" && !returned_, actor.name == "li"};
                        },
                        [](const std::string&) {
                          return std::vector{child("mei"), child("tao")};
                        },
                        [](const PersonId& of) {
                          return of == child("mei") || of == child("tao") ? std::vector<std::string>{"week-3"}
                                                                          : std::vector<std::string>{};
                        },
                        [this] { return clock_; }});
    const auto made = desk_->add(office_, north_, maths(), "https://doorstep.example.org");
    ASSERT_TRUE(made) << made.error().what.en << json::text(made.error().fields);
    tool_ = made->tool;
    ASSERT_TRUE(desk_->use(office_, a_, tool_.id, true));
    const auto placed =
        desk_->place(li_, a_, {tool_.id, ToolPlace::school_class, class_id("A").value, {}, "Fractions", {}});
    ASSERT_TRUE(placed) << placed.error().what.en << json::text(placed.error().fields);
    link_ = placed->links.at(0).id;
  }
  static NewTool maths() {
    NewTool made;
    made.title_en = "Maths";
    made.login_url = "https://maths.example.com/login";
    made.target_url = "https://maths.example.com/start";
    made.redirect_urls = {"https://maths.example.com/start", "https://maths.example.com/deep"};
    made.keys_url = "https://maths.example.com/keys";
    return made;
  }
  static Actor staff(const char* name, Role role, const char* org) { return person(name, {{role, org_id(org)}}); }
  static Actor pupil_of(const std::string& name) { return person(name, {{Role::student, org_id("A")}}); }
  void agree(const std::string& name, bool given = true) {
    const auto asked = children_->ask(office_, a_, {"platforms", {}, Date::today().plus(10)});
    ASSERT_TRUE(asked);
    ASSERT_TRUE(children_->answer(guardian(name), child(name), {asked->asks.at(0).id, given}));
  }
  static std::map<std::string, std::string> query_of(const std::string& address) {
    std::map<std::string, std::string> made;
    for (size_t at = address.find('?') + 1; at < address.size();) {
      const auto end = std::min(address.find('&', at), address.size());
      const auto pair = address.substr(at, end - at);
      made[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
      at = end + 1;
    }
    return made;
  }
  // What the tool asks when its login address was opened.
  Fields question(const ToolDoor& door, const std::string& redirect = "https://maths.example.com/start") {
    auto query = query_of(door.address);
    return {{"scope", "openid"},
            {"response_type", "id_token"},
            {"response_mode", "form_post"},
            {"prompt", "none"},
            {"client_id", query["client_id"]},
            {"redirect_uri", redirect},
            {"login_hint", query["login_hint"]},
            {"lti_message_hint", query["lti_message_hint"]},
            {"state", "the state"},
            {"nonce", "the nonce"}};
  }
  static Fields with(Fields fields, const std::string& name, const std::string& value) {
    for (auto& [key, text] : fields)
      if (key == name) text = value;
    return fields;
  }
  // What the tool is told, as it checks it.
  boost::json::object told(const Result<LaunchForm>& form) {
    if (!form) {
      ADD_FAILURE() << form.error().code;
      return {};
    }
    auto claims = oidc::claims_of(field(form->fields, "id_token"), *oidc::keys_of(desk_->keys()));
    if (!claims) ADD_FAILURE() << claims.error().code;
    return claims ? *claims : boost::json::object{};
  }
  static std::string text_of(const boost::json::object& from, std::string_view name) {
    const auto* found = from.if_contains(name);
    return found && found->is_string() ? std::string{found->get_string()} : std::string{};
  }
  boost::json::object launched(const Actor& actor, std::optional<PersonId> of = {}) {
    const auto door = desk_->launch(actor, link_, of);
    if (!door) {
      ADD_FAILURE() << door.error().code;
      return {};
    }
    return told(desk_->authorize(actor, question(*door)));
  }

  const OrgId north_ = org_id("North"), a_ = org_id("A"), b_ = org_id("B");
  const Actor li_ = staff("li", Role::teacher, "A"), wang_ = staff("wang", Role::teacher, "B"),
              head_ = staff("head", Role::principal, "A");
  const oidc::SigningKey key_ = oidc::new_signing_key();
  std::string published_ = key_.to_show;
  int key_readings_ = 0;
  bool returned_ = false;  // the assignment "week-3" of li
  int64_t clock_ = 1'790'000'000;
  std::unique_ptr<Desk> desk_;
  Tool tool_;
  std::string link_;
};

}  // namespace doorstep::tools
