// The rows of accounts through the edge: cookies, tokens against forged writes, and every row as every role.
#include <doorstep/accounts/routes.h>
#include <doorstep/http/edge.h>
#include <doorstep/settings/settings.h>
#include <gtest/gtest.h>

#include "folder.h"

namespace doorstep::accounts {
namespace {

const OrgId own_school{"22222222-2222-4222-8222-222222222222"};

class Nowhere : public Places {
 public:
  bool within(const OrgId& org, const OrgId& root) const override { return org == root; }
  OrgId district_of(const OrgId&) const override { return {}; }
};

class AccountRows : public ::testing::Test {
 protected:
  void SetUp() override {
    database_ = std::move(*db::open(folder_.path()));
    ASSERT_TRUE(db::migrate(*database_, audit::migrations()));
    ASSERT_TRUE(db::migrate(*database_, settings::migrations()));
    ASSERT_TRUE(db::migrate(*database_, migrations()));
    Accounts::Settings cheap;
    cheap.password_passes = 1;
    cheap.password_memory = 64 * 1024;
    accounts_ = std::make_unique<Accounts>(*database_, trail_, places_, cheap);
    auto rows = routes(*accounts_, places_);
    for (auto& row : audit_routes(*database_, trail_, places_)) rows.push_back(std::move(row));
    http::Edge::Settings settings;
    settings.places = &places_;
    settings.remembered = [this](const http::Call& call) { return accounts_->remembered(call.session_token); };
    settings.authenticate = [this](const http::Call& call) { return accounts_->authenticate(call.session_token); };
    settings.sign_ins_per_minute = settings.sign_ins_burst = 1000;
    edge_ = std::make_unique<http::Edge>(std::move(rows), settings, metrics_);
  }

  int ask(std::string_view method, std::string_view target, const std::string& body = "") {
    http::Exchange exchange;
    exchange.call.remote = "127.0.0.1";
    exchange.call.body = body;
    exchange.call.headers["content-type"] = "application/json";
    if (!token_.empty()) exchange.call.headers["cookie"] = "doorstep_session=" + token_;
    if (!csrf_.empty()) exchange.call.headers["x-csrf-token"] = csrf_;
    edge_->run(exchange, method, target);
    reply_ = exchange.reply;
    if (const auto parsed = json::parse(reply_.body)) json_ = *parsed;
    for (const auto& [name, value] : reply_.headers)
      if (name == "Set-Cookie") {
        cookie_ = value;
        token_ = std::string{value.substr(17, value.find(';') - 17)};
      }
    if (reply_.status == 200 && json_.is_object() && json_.get_object().contains("csrf"))
      csrf_ = std::string{json_.at("csrf").as_string()};
    return reply_.status;
  }

  // Comes in as a fresh account of that role; the administrator by the first link.
  void come_in(Role role) {
    token_.clear();
    csrf_.clear();
    const auto first = accounts_->first_administrator();
    if (first && *first) admin_ = accounts_->follow((*first)->token, {})->actor;
    if (role == Role::visitor) return;
    const auto org = role == Role::administrator ? std::nullopt : std::optional{own_school};
    const auto made = accounts_->create(admin_, {"x" + std::to_string(++made_), "X", {}, {role, org, {}, {}}});
    ASSERT_TRUE(made) << made.error().what.en;
    EXPECT_EQ(ask("POST", "/api/session/link", R"({"token":")" + accounts_->make_link(admin_, made->id)->token + "\"}"),
              200);
    EXPECT_EQ(ask("PUT", "/api/account/password", R"({"password":"correct horse 7"})"), 204);
  }

  support::Folder folder_;
  std::unique_ptr<db::Database> database_;
  Nowhere places_;
  audit::Trail trail_{"secret"};
  metrics::Metrics metrics_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<http::Edge> edge_;
  http::Reply reply_;
  boost::json::value json_;
  std::string token_, csrf_, cookie_;
  Actor admin_;
  int made_ = 0;
};

TEST_F(AccountRows, from_the_link_to_the_password_to_signing_out) {
  EXPECT_EQ(ask("GET", "/api/session"), 200);
  EXPECT_FALSE(json_.at("signed_in").as_bool());
  const auto link = (*accounts_->first_administrator())->token;
  EXPECT_EQ(ask("POST", "/api/session/link", R"({"token":")" + link + "\"}"), 200);
  EXPECT_TRUE(json_.at("must_set_password").as_bool());
  EXPECT_EQ(ask("GET", "/api/accounts"), 403) << "until a password is set";
  EXPECT_NE(cookie_.find("; HttpOnly; SameSite=Lax"), cookie_.npos);
  EXPECT_EQ(cookie_.find("Secure"), cookie_.npos);
  EXPECT_EQ(ask("PUT", "/api/account/password", R"({"password":"correct horse 7"})"), 204);
  EXPECT_EQ(ask("GET", "/api/session"), 200);
  EXPECT_FALSE(json_.at("must_set_password").as_bool());
  EXPECT_EQ(json_.at("rights").as_array().size(), describe::enum_names<Right>().size());
  EXPECT_EQ(ask("DELETE", "/api/session"), 204);
  EXPECT_NE(cookie_.find("Max-Age=0"), cookie_.npos);
  csrf_.clear();
  EXPECT_EQ(ask("POST", "/api/session", R"({"name":"administrator","password":"wrong"})"), 401);
  EXPECT_EQ(ask("POST", "/api/session", R"({"name":"administrator","password":"correct horse 7"})"), 200);
  EXPECT_EQ(ask("PUT", "/api/account/language", R"({"language":"en"})"), 204);
  EXPECT_EQ(ask("GET", "/api/session"), 200);
  EXPECT_EQ(json_.at("language").as_string(), "en");
}

TEST_F(AccountRows, without_the_token_of_the_session_nothing_is_written) {
  come_in(Role::administrator);
  csrf_ = "0123";
  EXPECT_EQ(ask("PUT", "/api/account/language", R"({"language":"en"})"), 403);
  EXPECT_EQ(ask("DELETE", "/api/session"), 403);
}

TEST_F(AccountRows, every_row_as_every_role_is_open_to_those_with_the_right_only) {
  for (int number = 0; number <= static_cast<int>(Role::visitor); ++number) {
    const auto role = static_cast<Role>(number);
    for (const auto& route : edge_->routes()) {
      come_in(role);
      auto path = route.path;
      for (const char* parameter : {"{id}", "{post}"})
        if (const auto at = path.find(parameter); at != path.npos)
          path.replace(at, std::string_view{parameter}.size(), "44444444-4444-4444-8444-444444444444");
      const int status = ask(http::name_of(route.method), path, "{}");
      const bool has_right = reach_of(role, route.right) != Reach::none;
      const auto said = std::string{describe::enum_name(role)} + " " + http::name_of(route.method) + " " + path;
      if (has_right)
        EXPECT_TRUE(status != 401 && status != 403) << said << " " << status;
      else
        EXPECT_EQ(status, role == Role::visitor ? 401 : 403) << said;
    }
  }
}

TEST_F(AccountRows, people_are_invited_and_listed_page_by_page) {
  come_in(Role::administrator);
  for (const std::string name : {"anna", "bei", "chen"})
    EXPECT_EQ(ask("POST", "/api/accounts",
                  R"({"sign_in":")" + name + R"(","name":"N","post":{"role":"principal","org":")" + own_school.value +
                      "\"}}"),
              201);
  const auto id = std::string{json_.at("id").as_string()};
  EXPECT_EQ(ask("GET", "/api/accounts?limit=2"), 200);
  EXPECT_EQ(json_.at("items").as_array().size(), 2u);
  EXPECT_EQ(json_.at("next").as_string(), "anna");
  EXPECT_EQ(ask("GET", "/api/accounts?limit=2&cursor=anna"), 200);
  EXPECT_EQ(json_.at("items").as_array().front().at("sign_in").as_string(), "bei");
  EXPECT_EQ(ask("POST", "/api/accounts/" + id + "/link"), 201);
  EXPECT_EQ(ask("PATCH", "/api/accounts/" + id, R"({"suspended":true})"), 200);
  EXPECT_TRUE(json_.at("suspended").as_bool());
  EXPECT_EQ(ask("GET", "/api/audit?limit=1"), 200);
  EXPECT_EQ(json_.at("items").as_array().front().at("action").as_string(), "account-changed");
  const auto next = std::string{json_.at("next").as_string()};
  EXPECT_EQ(ask("GET", "/api/audit?limit=1&cursor=" + next), 200);
  EXPECT_EQ(json_.at("items").as_array().front().at("action").as_string(), "link-made");
  EXPECT_EQ(ask("GET", "/api/audit/verify"), 200);
  EXPECT_TRUE(json_.at("whole").as_bool());
}

}  // namespace
}  // namespace doorstep::accounts
