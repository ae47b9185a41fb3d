#include <gtest/gtest.h>
#include <zlib.h>

#include "house.h"
#include "openapi.h"
#include "operations.h"
#include "problem.h"
#include "text.h"

namespace doorstep::http::testing {
namespace {

class EdgeTest : public ::testing::Test {
 protected:
  explicit EdgeTest(std::function<void(Edge::Settings&)> change = {}) {
    auto chosen = settings(places, readings);
    if (change) change(chosen);
    edge.emplace(rows(gate), chosen, metrics);
  }
  // Runs all the steps; headers as {"cookie", "..."}.
  int ask(std::string_view method, std::string_view target,
          std::initializer_list<std::pair<const char*, std::string>> headers = {}, std::string remote = "192.0.2.1") {
    exchange.emplace();
    exchange->call.remote = std::move(remote);
    for (const auto& [name, value] : headers) exchange->call.headers[name] = value;
    edge->run(*exchange, method, target);
    return exchange->reply.status;
  }
  std::string code() const { return std::string{json::parse(exchange->reply.body)->at("code").as_string()}; }

  Gate gate;
  Nowhere places;
  std::atomic<int> readings{0};
  metrics::Metrics metrics;
  std::optional<Edge> edge;
  std::optional<Exchange> exchange;
};

const std::string principal = "doorstep_session=principal";
const std::string token = csrf_token("principal");

TEST_F(EdgeTest, a_visitor_without_the_right_must_sign_in_and_a_person_without_it_is_refused) {
  EXPECT_EQ(ask("GET", "/api/schools/" + own_school), 401);
  EXPECT_EQ(ask("GET", "/api/schools/" + own_school, {{"cookie", principal}}), 200);
  EXPECT_EQ(ask("GET", "/api/schools/" + other_school, {{"cookie", principal}}), 403);
  EXPECT_EQ(ask("GET", "/api/operate", {{"cookie", principal}}), 403);
  EXPECT_EQ(ask("GET", "/api/schools/" + own_school, {{"cookie", "doorstep_session=slow-principal"}}), 200);
  EXPECT_EQ(ask("GET", "/api/schools/" + own_school, {{"cookie", "doorstep_session=ended"}}), 401);
  EXPECT_EQ(ask("GET", "/api/name", {{"cookie", "doorstep_session=ended"}}), 200) << "open rows stay open";
}

TEST_F(EdgeTest, every_answered_reading_of_people_is_told_and_no_refused_one) {
  ask("GET", "/api/schools/" + own_school, {{"cookie", principal}});
  EXPECT_EQ(readings, 1);
  ask("GET", "/api/schools/" + other_school, {{"cookie", principal}});
  ask("GET", "/api/schools/" + own_school);
  EXPECT_EQ(readings, 1);
}

TEST_F(EdgeTest, writes_need_the_token_of_the_session) {
  EXPECT_EQ(ask("POST", "/api/own", {{"cookie", principal}}), 403);
  EXPECT_EQ(code(), "csrf-token-wrong");
  EXPECT_EQ(ask("POST", "/api/own", {{"cookie", principal}, {"x-csrf-token", csrf_token("another")}}), 403);
  EXPECT_EQ(ask("POST", "/api/own", {{"cookie", principal}, {"x-csrf-token", token}}), 204);
  EXPECT_EQ(ask("POST", "/api/own"), 401);
}

TEST_F(EdgeTest, a_row_of_forms_reads_what_comes_twice_and_others_refuse_it) {
  EXPECT_EQ(ask("GET", "/api/many?count=1&count=2"), 400);
  EXPECT_EQ(code(), "query-malformed");
  EXPECT_EQ(ask("GET", "/api/form?a=1&a=2"), 200);
  EXPECT_EQ(exchange->reply.body, R"({"name":"a=1&a=2"})");
  EXPECT_EQ(ask("GET", "/api/form?a=1"), 200);
  EXPECT_EQ(exchange->reply.body, R"({"name":""})");
}

TEST_F(EdgeTest, an_open_form_comes_from_other_sites_and_other_writes_do_not) {
  EXPECT_EQ(ask("POST", "/api/form", {{"origin", "https://elsewhere.example.org"}, {"sec-fetch-site", "cross-site"}}),
            200);
  EXPECT_EQ(ask("POST", "/api/form", {{"cookie", principal}}), 200) << "no session counts there";
  EXPECT_EQ(ask("POST", "/api/gate", {{"origin", "https://elsewhere.example.org"}}), 403);
  EXPECT_EQ(code(), "other-site");
}

TEST_F(EdgeTest, a_method_may_stand_in_a_header_and_options_are_asked_without_a_token) {
  EXPECT_EQ(ask("POST", "/api/stream"), 405);
  EXPECT_EQ(ask("POST", "/api/stream", {{"x-http-method-override", "PATCH"}}), 200);
  EXPECT_EQ(ask("POST", "/api/stream", {{"x-http-method-override", "GET"}}), 405)
      << "a reading is no way around a token";
  EXPECT_EQ(ask("POST", "/api/stream", {{"x-http-method-override", "PATCH"}, {"cookie", principal}}), 403);
  EXPECT_EQ(ask("GET", "/api/stream", {{"x-http-method-override", "PATCH"}}), 405);
  EXPECT_EQ(ask("OPTIONS", "/api/stream", {{"cookie", principal}}), 204);
  EXPECT_EQ(ask("PATCH", "/api/stream", {{"x-unwanted", "1"}}), 409);
  EXPECT_EQ(exchange->reply.headers.back(), (std::pair<std::string, std::string>{"X-Stream", "1"})) << "refusals too";
}

TEST_F(EdgeTest, requests_from_other_sites_are_refused_even_with_the_token) {
  const std::pair<const char*, std::string> good{"x-csrf-token", token}, cookie{"cookie", principal};
  EXPECT_EQ(ask("POST", "/api/own", {cookie, good, {"sec-fetch-site", "cross-site"}}), 403);
  EXPECT_EQ(code(), "other-site");
  EXPECT_EQ(ask("POST", "/api/own", {cookie, good, {"host", "a.edu"}, {"origin", "https://b.edu"}}), 403);
  EXPECT_EQ(ask("POST", "/api/own", {cookie, good, {"host", "a.edu"}, {"origin", "null"}}), 403);
  EXPECT_EQ(ask("POST", "/api/own", {cookie, good, {"host", "a.edu"}, {"origin", "https://a.edu"}}), 204);
  EXPECT_EQ(ask("POST", "/api/own", {cookie, good, {"sec-fetch-site", "same-origin"}}), 204);
}

TEST_F(EdgeTest, rows_for_this_machine_are_open_to_it_and_not_through_a_proxy) {
  EXPECT_EQ(ask("GET", "/api/operate", {}, "127.0.0.1"), 204);
  EXPECT_EQ(ask("GET", "/api/operate", {{"x-forwarded-for", "192.0.2.9"}}, "127.0.0.1"), 401);
  EXPECT_EQ(ask("GET", "/api/operate", {}, "192.0.2.1"), 401);
}

class LimitedEdge : public EdgeTest {
 protected:
  LimitedEdge()
      : EdgeTest([](Edge::Settings& settings) {
          settings.requests_per_second = 1;
          settings.requests_burst = 3;
          settings.trust_proxy = true;
        }) {}
};

TEST_F(LimitedEdge, an_address_that_asks_too_often_must_wait_and_others_need_not) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("GET", "/api/name"), 200);
  EXPECT_EQ(ask("GET", "/api/name"), 429);
  EXPECT_EQ(exchange->reply.headers.at(0).first, "Retry-After");
  EXPECT_EQ(ask("GET", "/api/name", {}, "192.0.2.2"), 200);
  for (int i = 0; i < 9; ++i) EXPECT_EQ(ask("GET", "/api/name", {}, "127.0.0.1"), 200);
}

TEST_F(LimitedEdge, behind_a_trusted_proxy_the_last_forwarded_address_counts) {
  for (int i = 0; i < 3; ++i) ask("GET", "/api/name", {{"x-forwarded-for", "1.1.1.1, 192.0.2.7"}}, "127.0.0.1");
  EXPECT_EQ(ask("GET", "/api/name", {{"x-forwarded-for", "2.2.2.2, 192.0.2.7"}}, "127.0.0.1"), 429);
  EXPECT_EQ(ask("GET", "/api/name", {{"x-forwarded-for", "192.0.2.7, 192.0.2.8"}, {"x-forwarded-proto", "https"}},
                "127.0.0.1"),
            200);
  EXPECT_TRUE(exchange->call.https);
}

TEST_F(EdgeTest, requests_are_counted_by_route_and_status) {
  ask("GET", "/api/name");
  edge->done(*exchange, 10);
  const auto text = metrics.text();
  EXPECT_NE(text.find("doorstep_http_requests_total{route=\"GET /api/name\",status=\"200\"} 1\n"), text.npos);
  EXPECT_NE(text.find("doorstep_http_request_seconds_count{route=\"GET /api/name\"} 1\n"), text.npos);
}

TEST(WebFiles, only_files_that_were_there_are_served_and_pages_fall_back_to_the_index) {
  const auto folder = std::filesystem::temp_directory_path() / ("doorstep-web-" + new_uuid());
  std::filesystem::create_directories(folder / "assets");
  std::ofstream(folder / "index.html") << "<!doctype html>" << std::string(2000, ' ');
  std::ofstream(folder / "assets" / "app-1a2b.js") << "let a;";
  const WebFiles files(folder);
  ASSERT_TRUE(files.find("/index.html"));
  EXPECT_FALSE(files.find("/index.html")->zipped.empty());
  EXPECT_EQ(files.find("/"), files.find("/index.html"));
  EXPECT_EQ(files.find("/schools/7"), files.find("/index.html"));
  EXPECT_TRUE(files.find("/assets/app-1a2b.js")->immutable);
  EXPECT_FALSE(files.find("/assets/gone.js"));
  EXPECT_FALSE(files.find("/../index.html/..%2fetc.passwd"));
  EXPECT_FALSE(files.find("/assets/../../secret.txt"));
  EXPECT_TRUE(WebFiles("/nonexistent").empty());
  std::filesystem::remove_all(folder);
}

TEST(Router, fixed_segments_win_and_dead_ends_are_left_again) {
  std::vector<Route> routes(3);
  routes[0].path = "/api/schools/{id}/returns";
  routes[1].path = "/api/schools/search";
  routes[2].path = "/api/{kind}/search/{word}";
  const Router router(routes);
  Call call;
  EXPECT_EQ(router.find(Method::get, "/api/schools/search", call).route, &routes[1]);
  EXPECT_EQ(router.find(Method::get, "/api/schools/7/returns", call).route, &routes[0]);
  EXPECT_EQ(call.parameter("id"), "7");
  call.parameters.clear();
  EXPECT_EQ(router.find(Method::get, "/api/schools/search/%E4%B8%9C%2F", call).route, &routes[2]);
  EXPECT_EQ(call.parameter("word"), "东/");
  EXPECT_EQ(call.parameter("kind"), "schools");
  EXPECT_FALSE(router.find(Method::get, "/api/schools//returns", call).route) << "no parameter is empty";
  EXPECT_FALSE(router.find(Method::get, "/api/schools/search/", call).route);
  EXPECT_EQ(router.find(Method::post, "/api/schools/search", call).allow, "GET, HEAD");
  routes[1].path = "/api/schools/{school}/returns";
  EXPECT_THROW(Router{routes}, std::logic_error);
}

TEST(Router, a_parameter_may_have_an_ending) {
  std::vector<Route> routes(3);
  routes[0].path = "/api/export/{sheet}.xlsx";
  routes[1].path = "/api/export/{sheet}";
  routes[2].path = "/api/export/all.xlsx";
  const Router router(routes);
  Call call;
  EXPECT_EQ(router.find(Method::get, "/api/export/schools.xlsx", call).route, &routes[0]);
  EXPECT_EQ(call.parameter("sheet"), "schools");
  EXPECT_EQ(router.find(Method::get, "/api/export/schools.csv", call).route, &routes[1]);
  EXPECT_EQ(call.parameter("sheet"), "schools.csv");
  EXPECT_EQ(router.find(Method::get, "/api/export/all.xlsx", call).route, &routes[2]);
  EXPECT_EQ(router.find(Method::get, "/api/export/.xlsx", call).route, &routes[1]) << "an ending alone is no value";
}

TEST(Text, percent_signs_and_queries) {
  EXPECT_EQ(percent_decode("a%20b+c", true), "a b c");
  EXPECT_EQ(percent_decode("a+c", false), "a+c");
  for (const char* bad : {"%", "%1", "%zz", "%00", "%ff", "%c0%af", "%ed%a0%80"})
    EXPECT_FALSE(percent_decode(bad, true)) << bad;
  Fields fields;
  fields["id"] = "7";
  EXPECT_TRUE(read_query("q=%E4%B8%9C&id=8&flag&&x=", fields));
  EXPECT_EQ(*fields.find("q"), "东");
  EXPECT_EQ(*fields.find("id"), "7") << "the path wins";
  EXPECT_EQ(*fields.find("flag"), "");
  EXPECT_FALSE(read_query("a=1&a=2", fields));
  EXPECT_FALSE(read_query("=1", fields));
}

TEST(Text, cookies_languages_and_lists) {
  EXPECT_EQ(cookie_in("a=1; lang=en;b=2", "lang"), "en");
  EXPECT_EQ(cookie_in("xlang=en", "lang"), "");
  EXPECT_EQ(language_in("en-GB,en;q=0.9,zh;q=0.8"), Language::en);
  EXPECT_EQ(language_in("fr, zh-CN;q=0.5, en;q=0.4"), Language::zh);
  EXPECT_EQ(language_in(""), Language::zh);
  EXPECT_TRUE(tag_listed("\"a\", W/\"b\"", "b"));
  EXPECT_TRUE(tag_listed("*", "b"));
  EXPECT_FALSE(tag_listed("\"ab\"", "b"));
  EXPECT_NE(tag_of("a"), tag_of("b"));
  EXPECT_NE(tag_of(std::string(16, '\0')), tag_of(std::string(17, '\0')));
  EXPECT_FALSE(sane_request_id("a b c d e f\r\n"));
}

TEST(Text, gzip_can_be_read_back) {
  const std::string text(100'000, 'x');
  const auto zipped = gzip(text, 1);
  std::string back(text.size(), '\0');
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zipped.data()));
  stream.avail_in = static_cast<uInt>(zipped.size());
  stream.next_out = reinterpret_cast<Bytef*>(back.data());
  stream.avail_out = static_cast<uInt>(back.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  EXPECT_EQ(back, text);
}

TEST(Problems, faults_have_their_status) {
  const auto status = [](Fault fault, const char* code) { return status_of(Error{fault, code, {}, {}}); };
  EXPECT_EQ(status(Fault::invalid, "x"), 422);
  EXPECT_EQ(status(Fault::not_found, "x"), 404);
  EXPECT_EQ(status(Fault::conflict, "x"), 409);
  EXPECT_EQ(status(Fault::forbidden, "x"), 403);
  EXPECT_EQ(status(Fault::unauthorized, "x"), 401);
  EXPECT_EQ(status(Fault::too_large, "x"), 413);
  EXPECT_EQ(status(Fault::busy, "x"), 503);
  EXPECT_EQ(status(Fault::busy, "too-many-failures"), 429);
  EXPECT_EQ(status(Fault::stale, "x"), 412);
}

TEST(OpenApi, the_contract_names_every_row_once) {
  Gate gate;
  metrics::Metrics metrics;
  auto routes = rows(gate);
  for (auto& route : operation_routes(metrics, [] { return Result<void>{}; })) routes.push_back(std::move(route));
  const auto text = openapi(routes);
  EXPECT_EQ(text, openapi(routes)) << "the same rows give the same text";
  const auto document = json::parse(text);
  ASSERT_TRUE(document) << document.error().what.en;
  size_t operations = 0;
  std::map<std::string, int> ids;
  for (const auto& path : document->at("paths").as_object())
    for (const auto& operation : path.value().as_object()) {
      ++operations;
      ++ids[std::string{operation.value().at("operationId").as_string()}];
      EXPECT_FALSE(operation.value().at("summary").as_string().empty());
      EXPECT_FALSE(operation.value().at("x-summary-zh").as_string().empty());
    }
  EXPECT_EQ(operations, routes.size());
  EXPECT_EQ(ids.size(), routes.size());
  EXPECT_TRUE(document->at("components").at("schemas").as_object().contains("Named"));
}

TEST(Operations, health_follows_what_is_asked_and_metrics_are_text) {
  metrics::Metrics metrics;
  const auto routes = operation_routes(metrics, []() -> Result<void> { throw std::runtime_error("database lost"); });
  EXPECT_EQ(status_of(routes[0].handle(Call{}).error()), 503);
  const auto well = operation_routes(metrics, [] { return Result<void>{}; });
  EXPECT_EQ(well[0].handle(Call{})->body, R"({"status":"ok"})");
  EXPECT_NE(well[1].handle(Call{})->body.find("process_resident_memory_bytes"), std::string::npos);
}

}  // namespace
}  // namespace doorstep::http::testing
