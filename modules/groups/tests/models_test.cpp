#include "models.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <doorstep/registry/columns.h>

#include "rules.h"

namespace doorstep::groups {
namespace {

TEST(Models, EveryModelOfTheCodeTableHasAFileAndEveryFileACode) {
  size_t codes = 0;
  for (const auto& column : registry::sheet_named("groups")->columns)
    if (column.name == "model")
      for (const auto& choice : column.choices) {
        EXPECT_TRUE(model_named(choice.code)) << choice.code << " has no file under modules/groups/models";
        EXPECT_EQ(model_word(choice.code).en, choice.en);
        ++codes;
      }
  EXPECT_EQ(codes, all_models().size());
  EXPECT_GE(codes, 13u);
}

TEST(Models, ModelsNameEachOtherByTheirCodes) {
  for (const auto& model : all_models()) {
    for (const auto& other : model.beside)
      EXPECT_TRUE(other == "*" || model_named(other)) << model.id << " beside " << other;
    for (const auto& rule : model.parts) {
      EXPECT_NE(part_word(rule.part).zh, rule.part) << model.id;
      EXPECT_TRUE(!rule.most || rule.least <= *rule.most) << model.id;
    }
  }
}

TEST(Models, AFileWithoutARuleIsRefusedByItsKey) {
  const auto text = [](std::string_view without) {
    std::string made;
    for (const std::string_view line :
         {"id = \"x\"", "legal_persons = \"several\"", "stages = \"any\"", "parts = {member = {least = 2}}",
          "what = {zh = \"一\", en = \"a\"}", "joins = {zh = \"一\", en = \"a\"}",
          "decides = {zh = \"一\", en = \"a\"}", "shares = {zh = \"一\", en = \"a\"}",
          "keeps = {zh = \"一\", en = \"a\"}", "ends = {zh = \"一\", en = \"a\"}"})
      if (without.empty() || !line.starts_with(without)) made.append(line).append("\n");
    return made;
  };
  ASSERT_TRUE(read_model(text(""), "x.toml"));
  EXPECT_EQ(read_model(text(""), "x.toml")->parts.at(0).least, 2);
  for (const auto* key :
       {"id", "legal_persons", "stages", "parts", "what", "joins", "decides", "shares", "keeps", "ends"}) {
    const auto read = read_model(text(key), "x.toml");
    ASSERT_FALSE(read) << key;
    EXPECT_NE(read.error().what.en.find(key), std::string::npos);
  }
  EXPECT_FALSE(read_model("id = ", "x.toml"));
  EXPECT_FALSE(read_model(text("parts") + "parts = {captain = {}}\n", "x.toml"));
}

class Rules : public testing::Test {
 protected:
  registry::MembershipRow& put(const char* school, const char* part, const char* from, const char* to = "9999-12-31") {
    at_.schools[{school}] = {school, "primary", "public", *Date::parse("2000-09-01")};
    return at_.members.emplace_back(std::to_string(at_.members.size()), OrgId{"g"}, OrgId{school}, part,
                                    *Date::parse(from), *Date::parse(to));
  }
  std::string broken() {
    std::string codes;
    for (const auto& fault : broken_by(at_, at_.members.back())) codes += (codes.empty() ? "" : ",") + fault.code;
    return codes;
  }
  Situation at_;
};

TEST_F(Rules, OneLeadAtATime) {
  at_.model = model_named("leading_school");
  put("A", "lead", "2020-01-01", "2022-01-01");
  put("B", "lead", "2022-01-01");
  EXPECT_EQ(broken(), "");
  put("C", "lead", "2021-01-01", "2021-02-01");
  EXPECT_EQ(broken(), "part-full");
  put("D", "paired", "2021-01-01");
  EXPECT_EQ(broken(), "part-unknown");
}

TEST_F(Rules, ATermIsAgreedAndNotTooLong) {
  at_.model = model_named("entrusted");
  put("A", "lead", "2020-01-01");
  EXPECT_EQ(broken(), "");
  put("B", "entrusted", "2020-02-29", "2026-03-01");
  EXPECT_EQ(broken(), "");
  put("C", "entrusted", "2020-02-29", "2026-03-02");
  EXPECT_EQ(broken(), "term-needed");
  put("D", "entrusted", "2020-01-01");
  EXPECT_EQ(broken(), "term-needed");
}

TEST_F(Rules, OnlyNewSchoolsAreIncubatedAndOneLegalPersonIsOfOneForm) {
  at_.model = model_named("incubation");
  put("A", "lead", "2020-01-01");
  put("B", "member", "2020-01-01", "2023-01-01");
  EXPECT_EQ(broken(), "not-new");
  at_.schools[{"B"}].begin_on = *Date::parse("2018-09-01");
  EXPECT_EQ(broken(), "");
  at_.model = model_named("one_legal_person");
  at_.schools[{"B"}].legal_form = "private";
  EXPECT_EQ(broken(), "legal-person");
  at_.model = model_named("multi_academy_trust");
  EXPECT_EQ(broken(), "legal-form,legal-person");
}

TEST_F(Rules, WhatStandsBesideIsNamedByEitherModel) {
  at_.model = model_named("leading_school");
  put("B", "member", "2020-01-01", "2022-01-01");
  const auto beside = [&](const char* model, const char* from) {
    at_.elsewhere[{"B"}] = {{{"x", {"h"}, {"B"}, "member", *Date::parse(from), Date::never()}, "H", model}};
    return broken();
  };
  EXPECT_EQ(beside("pairing", "2021-01-01"), "");
  EXPECT_EQ(beside("leading_school", "2021-01-01"), "beside-not-allowed");
  EXPECT_EQ(beside("leading_school", "2022-01-01"), "") << "the one begins when the other ends";
  EXPECT_EQ(beside("merger", "2021-01-01"), "beside-not-allowed");
  at_.model = model_named("pairing");
  at_.members.back().part = "paired";
  EXPECT_EQ(beside("merger", "2021-01-01"), "");
  EXPECT_EQ(beside("pairing", "2021-01-01"), "");
  at_.model = model_named("cross_stage");
  at_.members.back().part = "member";
  EXPECT_EQ(beside("cross_stage", "2021-01-01"), "beside-not-allowed") << "* is every other model";
}

TEST_F(Rules, WhatAModelStillAsksForIsSaid) {
  at_.model = model_named("cross_stage");
  put("A", "member", "2020-01-01");
  EXPECT_EQ(lacking(at_, *Date::parse("2021-01-01")).size(), 2u) << "a second member, a second stage";
  put("B", "member", "2020-01-01");
  EXPECT_EQ(lacking(at_, *Date::parse("2021-01-01")).size(), 1u);
  at_.schools[{"B"}].stages = "junior,senior";
  EXPECT_TRUE(lacking(at_, *Date::parse("2021-01-01")).empty());
}

}  // namespace
}  // namespace doorstep::groups
