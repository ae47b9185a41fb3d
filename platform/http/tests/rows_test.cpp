#include <doorstep/http/route.h>
#include <gtest/gtest.h>

namespace doorstep::http {
namespace {

enum class Stage { primary, junior };
BOOST_DESCRIBE_ENUM(Stage, primary, junior)

struct Query {
  OrgId id;
  std::optional<Stage> stage;
  std::optional<Date> on;
  int limit = 50;
  bool deep = false;
  double share = 0;
  std::vector<std::string> sort;
};
BOOST_DESCRIBE_STRUCT(Query, (), (id, stage, on, limit, deep, share, sort))

struct School {
  OrgId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(School, (), (id, name))

const std::string some_id = "0123abcd-0123-4abc-8def-0123456789ab";

Call call_with(std::initializer_list<std::pair<const char*, std::string>> parameters) {
  Call call;
  for (const auto& [name, value] : parameters) call.parameters[name] = value;
  return call;
}

TEST(Parameters, every_kind_is_read_and_missing_ones_keep_their_defaults) {
  const auto in = parameters_of<Query>(call_with({{"id", some_id},
                                                  {"stage", "junior"},
                                                  {"on", "2026-02-28"},
                                                  {"deep", "true"},
                                                  {"share", "0.25"},
                                                  {"sort", "name,-size"}}));
  ASSERT_TRUE(in);
  EXPECT_EQ(in->id.value, some_id);
  EXPECT_EQ(in->stage, Stage::junior);
  EXPECT_EQ(in->on->text(), "2026-02-28");
  EXPECT_EQ(in->limit, 50);
  EXPECT_TRUE(in->deep);
  EXPECT_EQ(in->share, 0.25);
  EXPECT_EQ(in->sort, (std::vector<std::string>{"name", "-size"}));
}

TEST(Parameters, every_wrong_one_is_named_and_so_is_one_that_nobody_knows) {
  const auto in = parameters_of<Query>(call_with({{"id", "7"},
                                                  {"stage", "college"},
                                                  {"on", "2026-02-30"},
                                                  {"limit", "ten"},
                                                  {"deep", "maybe"},
                                                  {"share", "nan"},
                                                  {"stge", "junior"}}));
  ASSERT_FALSE(in);
  EXPECT_EQ(in.error().fault, Fault::invalid);
  std::vector<std::string> fields;
  for (const auto& field : in.error().fields) fields.push_back(field.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"id", "stage", "on", "limit", "deep", "share", "stge"}));
}

TEST(Parameters, numbers_must_fit_and_end) {
  EXPECT_FALSE(parameters_of<Query>(call_with({{"limit", "99999999999"}})));
  EXPECT_FALSE(parameters_of<Query>(call_with({{"limit", "5x"}})));
  EXPECT_FALSE(parameters_of<Query>(call_with({{"limit", ""}})));
  EXPECT_TRUE(parameters_of<Query>(call_with({{"stage", ""}}))) << "an empty optional is absent";
}

TEST(Rows, a_handler_gets_parameters_and_body_and_its_value_becomes_the_reply) {
  const auto route = row_with_body<Query, School, School>(
      Method::put, "/api/schools/{id}", Right::register_write, Run::work, say("改学校", "Change a school"),
      [](const Call&, const Query& in, const School& body) -> Result<School> {
        return School{in.id, body.name + "!"};
      });
  auto call = call_with({{"id", some_id}});
  call.headers["content-type"] = "application/json; charset=utf-8";
  call.body = R"({"id":")" + some_id + R"(","name":"东升"})";
  const auto reply = route.handle(call);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, R"({"id":")" + some_id + R"(","name":"东升!"})");

  call.body = R"({"name":7})";
  EXPECT_EQ(route.handle(call).error().code, "fields-invalid");
  call.headers["content-type"] = "text/plain";
  EXPECT_EQ(route.handle(call).error().code, "media-type-unsupported");
}

TEST(Rows, a_page_is_written_with_its_cursor) {
  const auto reply = reply_of(Page<School>{{{{}, "A"}}, "c2", 7}, 200);
  EXPECT_EQ(reply.body, R"({"items":[{"id":null,"name":"A"}],"next":"c2","total":7})");
  EXPECT_EQ(reply_of(None{}, 204).body, "");
}

TEST(Rows, schemas_tell_path_parameters_from_query_parameters) {
  const auto route = row<Query, Page<School>>(
      Method::get, "/api/schools/{id}", Right::register_read, Run::quick, say("学校", "Schools"),
      [](const Call&, const Query&) -> Result<Page<School>> { return Page<School>{}; });
  json::Schemas schemas;
  const auto parameters = json::parse(route.parameters_schema(schemas));
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->at(0).at("in").as_string(), "path");
  EXPECT_EQ(parameters->at(1).at("in").as_string(), "query");
  EXPECT_EQ(parameters->at(1).at("schema").at("enum").as_array().size(), 2u);
  ASSERT_TRUE(json::parse(route.reply_schema(schemas)));
  EXPECT_TRUE(schemas.definitions.contains("School"));
}

TEST(Rows, names_of_files_are_told_to_old_and_new_browsers) {
  EXPECT_EQ(disposition("plan (2).pdf"), "attachment; filename=\"plan (2).pdf\"");
  EXPECT_EQ(disposition("规划.pdf", true), "inline; filename=\"_.pdf\"; filename*=UTF-8''%E8%A7%84%E5%88%92.pdf");
  EXPECT_EQ(disposition("a\"b\r\n;.pdf"), "attachment; filename=\"a_b_.pdf\"; filename*=UTF-8''a%22b%0D%0A%3B.pdf");
}

TEST(Calls, if_match_is_read_without_quotes_and_weakness) {
  Call call;
  EXPECT_EQ(call.if_match(), "");
  call.headers["if-match"] = "W/\"abc\"";
  EXPECT_EQ(call.if_match(), "abc");
}

}  // namespace
}  // namespace doorstep::http
