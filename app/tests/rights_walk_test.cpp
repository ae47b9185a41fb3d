// Walks every row of the API as every role, through the real edge of a real product, and holds the answer against the
// one table of rights: who lacks a right is turned away (401 without, 403 with a session), who has it is not.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include <doorstep/http/edge.h>
#include <doorstep/registry/module.h>

#include "../product.h"
#include "walk_land.h"

using namespace doorstep;

namespace {

using namespace doorstep::walk;

class RightsWalk : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("doorstep-rights-" + new_uuid());
    auto opened = app::open_product(folder_.string());
    ASSERT_TRUE(opened) << opened.error().what.en;
    product_ = std::move(*opened);
    take_in();
    near_.account = account_at(near_, "near");
    far_.account = account_at(far_, "far");
    for (auto* land : {&near_, &far_}) {
      land->notice = product_->notices->send(office_, {land->group, {}, "title", "text", {}, {}})->id;
      land->round =
          product_->evaluations->make(office_, {land->group, "2026", 2026, {}, {{"x", {}, {}, 100, {}}}})->of.id;
      const auto today = Date::today();
      land->ladder_call =
          product_->ladders
              ->make_call(office_, land->group, {"backbone", "school", "x", today, today, today, 1, {}, {}, {}})
              ->of.id;
    }
    for (auto* land : {&near_, &far_}) exchange_in(*land, land == &near_ ? "near" : "far");
    http::Edge::Settings settings;
    settings.places = product_->places.get();
    settings.requests_per_second = 0;
    settings.remembered = [](const http::Call& call) -> std::optional<Actor> {
      return actor_named(call.session_token);
    };
    settings.exported = [](const http::Call&, const http::Route& route) { exported_.insert(route.path); };
    settings.authenticate = [](const http::Call& call) -> Result<Actor> { return *actor_named(call.session_token); };
    edge_ = std::make_unique<http::Edge>(app::routes_of(*product_), settings, product_->metrics);
  }
  static void TearDownTestSuite() {
    edge_.reset();
    product_.reset();
    fs::remove_all(folder_);
  }

  static void take_in() {
    registry::IntakeOptions options;
    options.source.id = {derived_uuid("walk", "source", "")};
    options.source.space = options.source.name = "walk";
    options.effective = begin;
    options.dry_run = false;
    const auto taken = product_->registry->take_in(office_, options, [](registry::Intake& in) -> Result<void> {
      put(in, near_);
      put(in, far_);
      return {};
    });
    ASSERT_TRUE(taken && taken->written) << (taken ? taken->faults.front().what.en : taken.error().what.en);
  }
  // A draft, a claim and a plan of exchange.
  static void exchange_in(Land& land, const std::string& sign_in) {
    exchange::NewSecondment wanted;
    wanted.host_id = land.other;
    wanted.begin_on = Date::today();
    wanted.end_on = Date::today().plus(365);
    wanted.people = {{PersonId{land.person}, {}, {}, {}, {}}};
    const auto made = product_->secondments->propose(office_, land.district, wanted);
    ASSERT_TRUE(made) << made.error().what.en;
    land.secondment = made->of.id;
    ASSERT_TRUE(product_->staff->tie(office_, land.school, {PersonId{land.person}, sign_in}));
    const Actor teacher{{land.account}, sign_in, {{Role::teacher, land.school}}, Language::en, ""};
    const auto claimed = product_->exchange_wishes->claim(teacher, {{}, "x", Date::today().plus(9), {}});
    ASSERT_TRUE(claimed) << claimed.error().what.en;
    land.claim = claimed->claims.at(0).id;
    exchange::NewExchangePlan question;
    question.title = "x";
    question.seconds = 1;
    question.rules_id = "voluntary";  // one teacher alone keeps no quota
    const auto plan = product_->exchange_plans->make(office_, land.district, question);
    ASSERT_TRUE(plan) << plan.error().what.en;
    land.plan = plan->of.id;
  }
  static std::string account_at(const Land& land, const std::string& name) {
    const auto made = product_->accounts->create(office_, {name, name, {}, {Role::teacher, land.school, {}, {}}});
    EXPECT_TRUE(made) << made.error().what.en;
    return made->id.value;
  }

  // The session token of the walk is simply the name of the role; its post lies in the near land.
  static std::optional<Actor> actor_named(const std::string& token) {
    Actor actor;
    const auto role = describe::enum_value<Role>(token);
    if (!role || *role == Role::visitor) return actor;
    actor.account = AccountId{derived_uuid("walk", "account", token)};
    actor.name = token;
    const bool of_group = *role == Role::group_president || *role == Role::council_member || *role == Role::centre_head;
    actor.posts = {{*role, *role == Role::administrator      ? OrgId{}
                           : *role == Role::district_officer ? near_.district
                           : of_group                        ? near_.group
                                                             : near_.school}};
    return actor;
  }

  // What an address is about, when it names anything: in its path, its query or its body.
  static std::optional<Named> what_is_named(const http::Route& route) {
    const std::pair<std::string_view, Named> by_path[] = {
        {"/api/accounts/{id}", Named::account},   {"/api/areas/{id}", Named::district},
        {"/api/balance/schools/", Named::school}, {"/api/balance/", Named::district},
        {"/api/classes/{id}", Named::class_},     {"/api/coverage", Named::district},
        {"/api/evaluations/{id}", Named::round},  {"/api/export/", Named::district},
        {"/api/exchange/claims/", Named::claim},  {"/api/exchange/orgs/", Named::school},
        {"/api/exchange/plans/", Named::plan},    {"/api/exchange/secondments/", Named::secondment},
        {"/api/groups/{id}", Named::group},       {"/api/ladder/calls/{id}", Named::ladder_call},
        {"/api/ladder/orgs/{id}", Named::school}, {"/api/library/{id}", Named::school},
        {"/api/mentoring/{id}", Named::school},   {"/api/orgs/{id}", Named::school},
        {"/api/people/{id}", Named::person},      {"/api/schools/{id}", Named::school},
        {"/api/staffing/{id}", Named::school},    {"/api/teachers/{id}", Named::school}};
    for (const auto& [path, named] : by_path)
      if (route.path.starts_with(path)) return named;
    if (route.method == http::Method::post && route.path == "/api/groups") return Named::district;
    if (route.method == http::Method::post && route.path == "/api/accounts") return Named::school;
    if (route.path == "/api/evaluations" ||
        (route.method == http::Method::post && route.path.starts_with("/api/files")))
      return Named::group;
    if (route.path == "/api/notices/sent" || (route.method == http::Method::post && route.path == "/api/notices"))
      return Named::group;
    if (route.path == "/api/notices/{id}/receipts" ||
        (route.method == http::Method::delete_ && route.path == "/api/notices/{id}"))
      return Named::notice;
    return {};
  }
  // A body that names it, where the address does not.
  static std::string body_about(const http::Route& route, const OrgId& org) {
    if (route.path == "/api/balance/what-if")
      return fmt::format(
          R"({{"question":{{"area":"{}","standard":"cn-2017-compulsory","stage":"primary"}},"changes":[]}})",
          org.value);
    if (route.method == http::Method::post && route.path == "/api/groups")
      return fmt::format(R"({{"name":"x","district_id":"{}","model":"no such model"}})", org.value);
    if (route.method == http::Method::post && route.path == "/api/accounts")
      return fmt::format(R"({{"sign_in":"somebody","name":"","post":{{"role":"teacher","org":"{}"}}}})", org.value);
    if (route.method == http::Method::post && route.path == "/api/evaluations")
      return fmt::format(R"({{"org":"{}","title":"","year":2026,"panel":[],"indicators":[]}})", org.value);
    if (route.method == http::Method::post && route.path == "/api/notices")
      return fmt::format(R"({{"org":"{}","title":"","body":"","roles":[]}})", org.value);
    if (route.path == "/api/accounts/{id}/posts") return fmt::format(R"({{"role":"teacher","org":"{}"}})", org.value);
    return "{}";
  }

  static std::string target_of(const http::Route& route, const std::string& first) {
    std::string target;
    for (size_t at = 0; at < route.path.size(); ++at) {
      if (route.path[at] != '{') {
        target += route.path[at];
        continue;
      }
      const auto end = route.path.find('}', at);
      const auto name = route.path.substr(at + 1, end - at - 1);
      target += name == "sheet"                     ? "schools"
                : target.find(first) == target.npos ? first
                                                    : derived_uuid("walk", "part", "unknown");
      at = end;
    }
    return target;
  }

  // Asked about something that nobody knows, or about something of a land.
  static int status(const http::Route& route, Role role) {
    return status(route, role, target_of(route, derived_uuid("walk", "org", "elsewhere")), "{}");
  }
  static int status(const http::Route& route, Role role, Named named, const Land& land) {
    auto target = target_of(route, id_of(named, land));
    if (asks(route, "org"))
      target += "?org=" + id_of(named, land);
    else if (asks(route, "area") && target.find(id_of(named, land)) == target.npos)
      target += "?area=" + id_of(named, land);
    else if (asks(route, "dry"))
      target += "?dry=true";
    return status(route, role, target, body_about(route, org_of(named, land)));
  }
  static int status(const http::Route& route, Role role, const std::string& target, const std::string& body) {
    http::Exchange exchange;
    if (role != Role::visitor) {
      const std::string token{describe::enum_name(role)};
      exchange.call.headers["cookie"] = fmt::format("{}={}", http::session_cookie, token);
      exchange.call.headers["x-csrf-token"] = http::csrf_token(token);
    }
    exchange.call.headers["content-type"] = "application/json";
    exchange.call.body = body;
    std::string method{describe::enum_name(route.method)};
    for (auto& letter : method) letter = static_cast<char>(std::toupper(letter));
    edge_->run(exchange, method, target);
    return exchange.reply.status;
  }

  static bool asks(const http::Route& route, std::string_view parameter) {
    json::Schemas schemas;
    return route.parameters_schema &&
           route.parameters_schema(schemas).find(fmt::format(R"("name":"{}")", parameter)) != std::string::npos;
  }

  static inline const Actor office_{{}, "office", {{Role::administrator, {}}}, Language::en, ""};
  static inline std::set<std::string> exported_;  // addresses whose answer was told as an export
  static inline Land near_ = land_of("near"), far_ = land_of("far");
  static fs::path folder_;
  static std::unique_ptr<app::Product> product_;
  static std::unique_ptr<http::Edge> edge_;
};

fs::path RightsWalk::folder_;
std::unique_ptr<app::Product> RightsWalk::product_;
std::unique_ptr<http::Edge> RightsWalk::edge_;

const std::vector<Role> every_role = [] {
  std::vector<Role> roles;
  for (const auto& name : describe::enum_names<Role>()) roles.push_back(*describe::enum_value<Role>(name));
  return roles;
}();

}  // namespace

TEST_F(RightsWalk, WhoLacksARightIsTurnedAway) {
  int turned_away = 0;
  for (const auto& route : edge_->routes())
    for (const Role role : every_role) {
      if (reach_of(role, route.right) != Reach::none) continue;
      const int got = status(route, role);
      EXPECT_EQ(got, role == Role::visitor ? 401 : 403)
          << describe::enum_name(route.method) << " " << route.path << " as " << describe::enum_name(role);
      ++turned_away;
    }
  EXPECT_GT(turned_away, 50);
}

// Services of outside tools: a program comes with a token of its own; whoever is signed in is nobody there.
bool takes_a_token(const http::Route& route) {
  return route.path.starts_with("/api/lti/contexts/") || route.path.starts_with("/api/lti/lineitems/");
}

TEST_F(RightsWalk, WhoHasTheRightEverywhereIsLetIn) {
  for (const auto& route : edge_->routes())
    for (const Role role : every_role) {
      if (reach_of(role, route.right) != Reach::all) continue;
      const int got = status(route, role);
      if (takes_a_token(route)) {
        EXPECT_EQ(got, 401) << route.path << " as " << describe::enum_name(role);
        continue;
      }
      EXPECT_TRUE(got != 401 && got != 403) << describe::enum_name(route.method) << " " << route.path << " as "
                                            << describe::enum_name(role) << ": " << got;
    }
}

// Every address that names something, asked by every role about the own land and about the other one: let in exactly
// when the table of rights says so.
TEST_F(RightsWalk, EveryNamedThingIsReachedWithinTheOwnLandAlone) {
  int let_in = 0, turned_away = 0;
  for (const auto& route : edge_->routes()) {
    const auto named = what_is_named(route);
    if (!named) continue;
    for (const Role role : every_role)
      for (const auto* land : {&near_, &far_}) {
        const auto org = org_of(*named, *land);
        const bool allowed =
            may(*actor_named(std::string{describe::enum_name(role)}), route.right, org, *product_->places);
        const int got = status(route, role, *named, *land);
        const auto asked = fmt::format("{} {} of the {} land as {}: {}", describe::enum_name(route.method), route.path,
                                       land == &near_ ? "own" : "other", describe::enum_name(role), got);
        if (allowed) {
          EXPECT_TRUE(got != 401 && got != 403) << asked;
          ++let_in;
        } else if (role == Role::visitor) {
          EXPECT_TRUE(got == 401) << asked;
        } else {
          EXPECT_TRUE(got == 403 || (hides(*named) && got == 404)) << asked;
          ++turned_away;
        }
      }
  }
  EXPECT_GT(let_in, 500);
  EXPECT_GT(turned_away, 500);
}

// A right that reaches only so far needs to know of what it is asked: an address that names nothing shows what lies
// within the own reach, and stands in this list after somebody has looked.
TEST_F(RightsWalk, WhatIsBoundedNamesSomethingOrIsAListOfTheOwn) {
  const std::set<std::string> lists{
      "/api/accounts",      // below the own posts; accounts_test
      "/api/imports",       // the own ones; imports' routes_test
      "/api/imports/{id}",  // same
      "/api/imports/{id}/commit",
      "/api/imports/{id}/faults.xlsx",
      "/api/imports/{id}/mapping",
      "/api/imports/{id}/proposal",
      "/api/invitations",  // row by row; more_test of accounts
      "/api/invitations/template.xlsx",
      "/api/mappings",  // how columns are called: nothing about anyone
      "/api/mappings/{id}",
  };
  for (const auto& route : edge_->routes()) {
    const bool bounded = std::ranges::any_of(every_role, [&](Role role) {
      const auto reach = reach_of(role, route.right);
      return reach != Reach::none && reach != Reach::all;
    });
    if (!bounded || what_is_named(route)) continue;
    EXPECT_TRUE(lists.contains(route.path)) << route.path;
  }
}

// Every sheet and archive that not everybody may take leaves a trace when it is taken.
TEST_F(RightsWalk, EveryExportIsTold) {
  int taken = 0;
  for (const auto& route : edge_->routes()) {
    const bool file = route.reply_type == http::workbook_type || route.reply_type == "application/zip";
    if (!file || reach_of(Role::visitor, route.right) != Reach::none) continue;
    const auto named = what_is_named(route);
    const int got = named ? status(route, Role::administrator, *named, near_) : status(route, Role::administrator);
    if (got != 200) continue;
    ++taken;
    EXPECT_TRUE(exported_.contains(route.path)) << route.path;
  }
  EXPECT_GT(taken, 8);
}

// A file is had by who may read the thing that it hangs on, by no other address, and its taking leaves a trace.
TEST_F(RightsWalk, AFileIsReachedAsTheThingItHangsOn) {
  auto holder = office_;
  holder.account = AccountId{derived_uuid("walk", "account", "holder")};
  const auto uploaded = [&](const Land& land) {
    const auto path = (folder_ / "spooled").string();
    std::ofstream{path} << "a plan";
    return product_->files->put(holder, land.group, "plan.txt", path)->id;
  };
  for (const auto* land : {&near_, &far_}) {
    const auto& other = land == &near_ ? far_ : near_;
    const auto paper = uploaded(*land), result = uploaded(*land);
    const auto meeting = product_->councils->call(holder, land->group, {"m", Date::today(), "09:00", ""})->of.id;
    ASSERT_TRUE(product_->councils->add_item(holder, land->group, meeting, {"x", {}, {}, {}, {}, {{paper}}}));
    const auto plan = product_->joint->plan(
        holder, land->group, {joint::PlanKind::research, "p", {}, {}, {}, {land->school}, {}, Date::today().plus(9)});
    ASSERT_TRUE(product_->joint->share(holder, land->group, {plan->plans[0].id, {}, "r", {}, {}, {{result}}}));
    for (const auto& [room, file] : {std::pair{"council", paper}, std::pair{"joint", result}}) {
      const auto path = fmt::format("/api/groups/{{id}}/{}/files/{{part}}", room);
      const auto route = std::ranges::find_if(
          edge_->routes(), [&](const http::Route& one) { return one.path == path && one.method == http::Method::get; });
      ASSERT_NE(route, edge_->routes().end()) << path;
      const auto at = [&](const Land& asked) {
        return fmt::format("/api/groups/{}/{}/files/{}", asked.group.value, room, file);
      };
      exported_.clear();
      for (const Role role : every_role) {
        const bool allowed = may(*actor_named(std::string{describe::enum_name(role)}), Right::group_read, land->group,
                                 *product_->places);
        const int got = status(*route, role, at(*land), "{}");
        EXPECT_EQ(got, allowed ? 200 : role == Role::visitor ? 401 : 403) << path << describe::enum_name(role);
        EXPECT_NE(status(*route, role, at(other), "{}"), 200) << "by the address of another group";
      }
      EXPECT_TRUE(exported_.contains(path));
    }
    EXPECT_EQ(status(*edge_->routes().begin(), Role::administrator,
                     fmt::format("/api/groups/{}/unity/files/{}", land->group.value, paper), "{}"),
              404)
        << "by the address of another room";
  }
}

TEST_F(RightsWalk, NoRowAnswersAnInternalError) {
  for (const auto& route : edge_->routes())
    for (const Role role : every_role)
      EXPECT_LT(status(route, role), 500) << route.path << " as " << describe::enum_name(role);
}
