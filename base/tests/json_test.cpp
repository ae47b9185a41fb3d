#include <gtest/gtest.h>

#include <doorstep/base/json.h>

using namespace doorstep;

namespace sample {
enum class Kind { primary, public_ };
BOOST_DESCRIBE_ENUM(Kind, primary, public_)
struct Inner {
  int count = 0;
  std::optional<double> share;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (count, share))
struct Outer {
  OrgId id;
  std::string name;
  Kind kind = Kind::primary;
  Date from;
  std::vector<Inner> parts;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (id, name, kind, from, parts))
namespace other {
struct Outer {
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (count))
}  // namespace other
}  // namespace sample

TEST(Json, WritesDescribedStructs) {
  sample::Outer outer{{"00000000-0000-4000-8000-000000000000"},
                      "东升\"小学\n",
                      sample::Kind::public_,
                      *Date::parse("2024-09-01"),
                      {{3, {}}, {4, 0.5}}};
  EXPECT_EQ(json::text(outer),
            "{\"id\":\"00000000-0000-4000-8000-000000000000\",\"name\":\"东升\\\"小学\\n\",\"kind\":\"public\","
            "\"from\":\"2024-09-01\","
            "\"parts\":[{\"count\":3,\"share\":null},{\"count\":4,\"share\":0.5}]}");
  const auto back = json::read_text<sample::Outer>(json::text(outer));
  ASSERT_TRUE(back);
  EXPECT_EQ(json::text(*back), json::text(outer));
}

TEST(Json, NamesEveryWrongField) {
  const auto read = json::read_text<sample::Outer>(
      R"({"id":"x","name":7,"kind":"none","from":"2023-02-29","parts":[{"count":"a"}],"odd":1})");
  ASSERT_FALSE(read);
  std::vector<std::string> fields;
  for (const auto& field : read.error().fields) fields.push_back(field.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"id", "name", "kind", "from", "parts/0/count", "odd"}));
}

TEST(Json, RefusesWhatIsNotJson) {
  EXPECT_FALSE(json::parse("{\"a\":1"));
  EXPECT_FALSE(json::parse("{} {}"));
  EXPECT_FALSE(json::parse(std::string(100, '[')));
  EXPECT_FALSE(json::parse(""));
}

TEST(Json, NaNIsNull) { EXPECT_EQ(json::text(std::vector<double>{1.5, NAN}), "[1.5,null]"); }

TEST(Json, SchemasFollowTheDescription) {
  json::Schemas schemas;
  EXPECT_EQ(schemas.ref<sample::Outer>(), R"({"$ref":"#/components/schemas/Outer"})");
  EXPECT_TRUE(json::parse(schemas.definitions.at("Outer")));
  EXPECT_NE(schemas.definitions.at("Inner").find("\"share\""), std::string::npos);
}

TEST(Json, TwoStructsOfOneNameAreRefused) {
  json::Schemas schemas;
  schemas.ref<sample::Outer>();
  EXPECT_THROW(schemas.ref<sample::other::Outer>(), std::logic_error);
}

TEST(Json, WhatIsReadMayLackWhatIsOptional) {
  json::Schemas schemas;
  schemas.ref<sample::Outer>(json::Schemas::Way::read);
  EXPECT_FALSE(schemas.definitions.contains("Outer"));
  const auto& outer = schemas.definitions.at("OuterInput");
  EXPECT_NE(outer.find(R"("additionalProperties":false)"), std::string::npos);
  const auto required = outer.substr(outer.find(R"("required")"));
  EXPECT_EQ(required.find("parts"), std::string::npos) << required;
}
