// Centres, who heads them and who is in them; on both databases.
#include <small_register.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::centres {
namespace {

using registry::trial::code_of;
using registry::trial::day;
using registry::trial::fault_of;
using registry::trial::org_id;

// Group G of schools A and B; Z is no member.
class CentresTest : public registry::trial::SmallRegister {
 protected:
  CentresTest() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B", "Z"}) in.put(registry::trial::school(key, "North"), {});
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
    });
    centres_ = make_centres(*database_, *registry_, trail_, [](const std::string& name) {
      return name == "nobody" ? std::nullopt : std::optional{person(name).account};
    });
  }
  std::string found(const char* name = "Quality", std::optional<OrgId> at = {}) {
    return fault_of(
        centres_->found(office_, group_, {CentreKind::quality, name, "Looks after lessons.", at, today_.plus(-10)}));
  }
  Centre first(const Actor& actor, bool runs = false) {
    const auto read = centres_->centres(actor, group_, runs);
    return read && !read->centres.empty() ? read->centres.front() : Centre{};
  }
  std::string appoint(const char* name, CentrePart part, bool runs = true, const Actor* by = nullptr,
                      std::optional<Date> from = {}, std::optional<Date> to = {}, const char* school = "A") {
    return code_of(centres_->appoint(by ? *by : office_, group_, first(office_).id,
                                     {name, name, org_id(school), part, from, to}, runs));
  }
  std::string post_of(std::string_view name) {
    for (const auto& post : first(office_).posts)
      if (post.name == name) return post.id;
    return {};
  }

  const OrgId group_ = org_id("G");
  const Date today_ = Date::today();
  const Actor head_ = person("head"), other_ = person("other");
  std::unique_ptr<Centres> centres_;
};

TEST_P(CentresTest, HaveAHeadDeputiesAndMembersForTerms) {
  ASSERT_EQ(found(), "");
  EXPECT_EQ(appoint("member", CentrePart::member), "");
  EXPECT_EQ(appoint("head", CentrePart::head, true, nullptr, today_.plus(-5), today_.plus(100), "B"), "");
  const auto centre = first(head_);
  ASSERT_EQ(centre.posts.size(), 2u);
  EXPECT_EQ(centre.posts[0].name, "head") << "the head stands first";
  EXPECT_EQ(centre.posts[0].school, "B");
  EXPECT_TRUE(centre.posts[0].own);
  EXPECT_TRUE(centre.runs) << "a head appoints";
  EXPECT_FALSE(first(other_).runs);
}

TEST_P(CentresTest, OneHeadAtATimeAndNobodyTwice) {
  ASSERT_EQ(found(), "");
  ASSERT_EQ(appoint("head", CentrePart::head, true, nullptr, today_, today_.plus(30)), "");
  EXPECT_EQ(appoint("x", CentrePart::head), "head-twice");
  EXPECT_EQ(appoint("head", CentrePart::member), "post-twice");
  EXPECT_EQ(appoint("x", CentrePart::head, true, nullptr, today_.plus(30)), "") << "after the first";
  EXPECT_EQ(first(office_).posts.size(), 2u);
}

TEST_P(CentresTest, AHeadAppointsTheOthersButNoHead) {
  ASSERT_EQ(found(), "");
  ASSERT_EQ(appoint("head", CentrePart::head), "");
  EXPECT_EQ(appoint("a", CentrePart::member, false, &other_), "not-the-head");
  EXPECT_EQ(appoint("a", CentrePart::head, false, &head_), "not-the-head");
  EXPECT_EQ(appoint("a", CentrePart::member, false, &head_), "");
  const auto end = [&](const char* name, const Actor& by) {
    return code_of(centres_->end_post(by, group_, post_of(name), {today_.plus(1)}, false));
  };
  EXPECT_EQ(end("a", other_), "not-the-head");
  EXPECT_EQ(end("head", head_), "not-the-head");
  EXPECT_EQ(end("a", head_), "");
  EXPECT_EQ(code_of(centres_->end_post(head_, group_, post_of("a"), {today_.plus(9)}, false)), "not-held");
}

TEST_P(CentresTest, PeopleComeFromMembers) {
  ASSERT_EQ(found(), "");
  const auto with = [&](NewCentrePost wanted) {
    return fault_of(centres_->appoint(office_, group_, first(office_).id, wanted, true));
  };
  EXPECT_EQ(with({"x", {}, org_id("Z"), CentrePart::member, {}, {}}), "school_id") << "no member";
  EXPECT_EQ(with({"x", {}, org_id("A"), CentrePart::member, today_.plus(-200), {}}), "school_id") << "not yet";
  EXPECT_EQ(with({"", {}, org_id("A"), CentrePart::member, {}, {}}), "name");
  EXPECT_EQ(with({"x", "nobody", org_id("A"), CentrePart::member, {}, {}}), "sign_in");
  EXPECT_EQ(with({"x", {}, org_id("A"), CentrePart::member, today_, today_}), "end_on");
  EXPECT_EQ(with({"x", {}, org_id("A"), CentrePart::member, today_.plus(-50), {}}), "begin_on") << "before the centre";
  EXPECT_EQ(with({"from the university", {}, {}, CentrePart::member, {}, {}}), "") << "from no school";
}

TEST_P(CentresTest, ClosingEndsThePostsAndIsFinal) {
  ASSERT_EQ(found(), "");
  EXPECT_EQ(found(), "name") << "the name is taken";
  EXPECT_EQ(found("Research", org_id("Z")), "school_id");
  ASSERT_EQ(appoint("head", CentrePart::head), "");
  const auto id = first(office_).id;
  EXPECT_EQ(fault_of(centres_->close(office_, group_, id, {today_.plus(-20)})), "on");
  ASSERT_EQ(fault_of(centres_->close(office_, group_, id, {today_.plus(0)})), "");
  EXPECT_EQ(first(office_).posts[0].end_on, today_);
  EXPECT_EQ(appoint("x", CentrePart::member), "centre-closed");
  EXPECT_EQ(code_of(centres_->reword(office_, group_, id, {"Other", "", {}})), "centre-closed");
  EXPECT_EQ(code_of(centres_->close(office_, org_id("North"), id, {today_})), "centre-unknown") << "of another group";
  EXPECT_EQ(fault_of(centres_->found(office_, group_, {CentreKind::quality, "Quality", {}, {}, today_})), "")
      << "the name is free again";
}

TEST_P(CentresTest, GoIntoAWorkbook) {
  ASSERT_EQ(found(), "");
  ASSERT_EQ(appoint("head", CentrePart::head), "");
  EXPECT_EQ(centres_workbook(*centres_->centres(office_, group_, true), Language::zh).substr(0, 2), "PK");
}

DOORSTEP_ON_BOTH(CentresTest);

}  // namespace
}  // namespace doorstep::centres
