// Walks every row of the API as every role, through the real edge of a real product, and holds the answer against the
// one table of rights: who lacks a right is turned away (401 without, 403 with a session), who has it is not.
#include <gtest/gtest.h>

#include <filesystem>

#include <doorstep/http/edge.h>

#include "../product.h"

using namespace doorstep;

namespace {

namespace fs = std::filesystem;

class RightsWalk : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("doorstep-rights-" + new_uuid());
    auto opened = app::open_product(folder_.string());
    ASSERT_TRUE(opened) << opened.error().what.en;
    product_ = std::move(*opened);
    http::Edge::Settings settings;
    settings.places = product_->places.get();
    settings.requests_per_second = 0;
    settings.remembered = [](const http::Call& call) -> std::optional<Actor> {
      return actor_named(call.session_token);
    };
    settings.authenticate = [](const http::Call& call) -> Result<Actor> { return *actor_named(call.session_token); };
    edge_ = std::make_unique<http::Edge>(app::routes_of(*product_), settings, product_->metrics);
  }
  static void TearDownTestSuite() {
    edge_.reset();
    product_.reset();
    fs::remove_all(folder_);
  }

  // The session token of the walk is simply the name of the role.
  static std::optional<Actor> actor_named(const std::string& token) {
    Actor actor;
    const auto role = describe::enum_value<Role>(token);
    if (!role || *role == Role::visitor) return actor;
    actor.account = AccountId{derived_uuid("walk", "account", token)};
    actor.name = token;
    actor.posts = {{*role, *role == Role::administrator ? OrgId{} : OrgId{derived_uuid("walk", "org", "somewhere")}}};
    return actor;
  }

  static std::string target_of(const http::Route& route) {
    std::string target;
    for (size_t at = 0; at < route.path.size(); ++at) {
      if (route.path[at] != '{') {
        target += route.path[at];
        continue;
      }
      const auto end = route.path.find('}', at);
      target += derived_uuid("walk", "org", "elsewhere");
      at = end;
    }
    return target;
  }

  static int status(const http::Route& route, Role role, const std::string& query = "") {
    http::Exchange exchange;
    if (role != Role::visitor) {
      const std::string token{describe::enum_name(role)};
      exchange.call.headers["cookie"] = fmt::format("{}={}", http::session_cookie, token);
      exchange.call.headers["x-csrf-token"] = http::csrf_token(token);
    }
    exchange.call.headers["content-type"] = "application/json";
    exchange.call.body = "{}";
    std::string method{describe::enum_name(route.method)};
    for (auto& letter : method) letter = static_cast<char>(std::toupper(letter));
    edge_->run(exchange, method, target_of(route) + query);
    return exchange.reply.status;
  }

  // Whether the organisation comes in the query, not in the path.
  static bool asks_area(const http::Route& route) {
    json::Schemas schemas;
    return route.parameters_schema && route.parameters_schema(schemas).find(R"("name":"area")") != std::string::npos;
  }

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

TEST_F(RightsWalk, WhoHasTheRightEverywhereIsLetIn) {
  for (const auto& route : edge_->routes())
    for (const Role role : every_role) {
      if (reach_of(role, route.right) != Reach::all) continue;
      const int got = status(route, role);
      EXPECT_TRUE(got != 401 && got != 403) << describe::enum_name(route.method) << " " << route.path << " as "
                                            << describe::enum_name(role) << ": " << got;
    }
}

// A right that reaches only the own subtree never opens an organisation elsewhere.
TEST_F(RightsWalk, NobodyReachesPastTheOwnSubtree) {
  int bounded = 0;
  for (const auto& route : edge_->routes()) {
    if (!route.about || route.method != http::Method::get) continue;
    for (const Role role : every_role) {
      const auto reach = reach_of(role, route.right);
      if (reach == Reach::none || reach == Reach::all) continue;
      const int got = status(route, role, asks_area(route) ? "?area=" + derived_uuid("walk", "org", "elsewhere") : "");
      EXPECT_TRUE(got == 403 || got == 404) << route.path << " as " << describe::enum_name(role) << ": " << got;
      ++bounded;
    }
  }
  EXPECT_GT(bounded, 10);
}

TEST_F(RightsWalk, NoRowAnswersAnInternalError) {
  for (const auto& route : edge_->routes())
    for (const Role role : every_role)
      EXPECT_LT(status(route, role), 500) << route.path << " as " << describe::enum_name(role);
}
