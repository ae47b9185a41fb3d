// Who receives what, and receipts; on both databases.
#include <both.h>

#include "module.h"

namespace doorstep::notices {
namespace {

const OrgId district{"11111111-1111-4111-8111-111111111111"}, school{"22222222-2222-4222-8222-222222222222"},
    other{"33333333-3333-4333-8333-333333333333"}, group{"44444444-4444-4444-8444-444444444444"};

const ClassId class_one{"55555555-5555-4555-8555-555555555555"};

// A district with two schools, one of them in a group.
class Town : public Places {
 public:
  bool within(const OrgId& org, const OrgId& root) const override {
    return org == root || root == district || (root == group && org == school);
  }
  std::vector<OrgId> groups_of(const OrgId& org) const override {
    return org == school ? std::vector{group} : std::vector<OrgId>{};
  }
  OrgId district_of(const OrgId&) const override { return district; }
  std::string name_of(const OrgId& org) const override { return org == group ? "G" : "somewhere"; }
};

class NoticesTest : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    for (const auto steps : {audit::migrations(), migrations()}) ASSERT_TRUE(db::migrate(*database_, steps));
    notices_ = make_notices(*database_, places_, trail_,
                            [this] {
                              std::vector<Holder> holders;
                              for (const auto& one : people_)
                                for (const auto& post : one.posts) holders.push_back({one.account, one.name, post});
                              return holders;
                            },
                            {[this](const ClassId&) { return std::set{mei_.account}; },
                             [](const ClassId& id) { return id == class_one ? std::optional{school} : std::nullopt; }});
  }
  static Actor person(const char* name, Role role, const OrgId& org) {
    return {{derived_uuid("test", "account", name)}, name, {{role, org}}, Language::en, ""};
  }
  int64_t received(const Actor& actor) { return static_cast<int64_t>(notices_->inbox(actor).items.size()); }
  std::string send(const OrgId& org, std::vector<Role> roles, bool confirms = false) {
    const auto made = notices_->send(president_, {org, std::move(roles), "Open day", "On Friday.", confirms, {}});
    EXPECT_TRUE(made) << made.error().what.en;
    return made->id;
  }

  Town places_;
  audit::Trail trail_{"pepper"};
  std::unique_ptr<Notices> notices_;
  const Actor president_ = person("president", Role::group_president, group);
  const Actor wang_ = person("wang", Role::principal, school), li_ = person("li", Role::teacher, school),
              zhao_ = person("zhao", Role::teacher, other),
              officer_ = person("officer", Role::district_officer, district);
  const Actor mei_ = person("mei", Role::guardian, school), tao_ = person("tao", Role::guardian, school);
  const std::vector<Actor> people_{president_, wang_, li_, zhao_, officer_, mei_, tao_};
};

TEST_P(NoticesTest, AreForWhoHoldsAPostThereInOneOfTheRoles) {
  send(group, {});
  EXPECT_EQ(received(president_), 1);
  EXPECT_EQ(received(wang_), 1);
  EXPECT_EQ(received(zhao_), 0) << "no member of the group";
  EXPECT_EQ(received(officer_), 0) << "above it";
  send(district, {Role::teacher});
  EXPECT_EQ(received(zhao_), 1);
  EXPECT_EQ(received(li_), 2);
  EXPECT_EQ(received(wang_), 1) << "no teacher";
  send(school, {});
  EXPECT_EQ(received(li_), 3);
  EXPECT_EQ(received(president_), 1) << "a school's own";
}

TEST_P(NoticesTest, WhatTheHouseTellsSomebodyReachesNobodyElse) {
  const auto told = notices_->tell(president_, {group, {li_.account}, "You have a place", "On Friday.", Date::today()});
  ASSERT_TRUE(told) << told.error().what.en;
  EXPECT_EQ(received(li_), 1);
  EXPECT_EQ(received(wang_), 0);
  EXPECT_EQ(received(president_), 0);
  EXPECT_TRUE(notices_->sent(group)->empty());
  const auto id = notices_->inbox(li_).items.at(0).id;
  EXPECT_EQ(notices_->recipients(id), std::vector{li_.account});
  EXPECT_EQ(notices_->receipts(id).error().code, "notice-unknown");
  EXPECT_EQ(notices_->read(wang_, id, false).error().code, "notice-unknown");
  EXPECT_EQ(notices_->read(li_, id, false)->unread, 0);
  EXPECT_EQ(notices_->tell(president_, {group, {}, "a", "b", Date::today()}).error().code, "notice-invalid");
}

TEST_P(NoticesTest, OneToAClassReachesWhoIsTiedToIt) {
  const auto made = notices_->send(president_, {school, {}, "Trip", "On Friday.", true, {}, class_one});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->recipients, 1);
  EXPECT_EQ(received(mei_), 1);
  EXPECT_EQ(received(tao_), 0) << "of another class";
  EXPECT_EQ(received(wang_), 0);
  EXPECT_EQ(notices_->read(tao_, made->id, false).error().code, "notice-unknown");
  EXPECT_TRUE(notices_->read(mei_, made->id, true));
  EXPECT_EQ(notices_->receipts(made->id)->size(), 1u);
  EXPECT_EQ(notices_->recipients(made->id), std::vector{mei_.account});
  EXPECT_EQ(
      notices_->send(president_, {other, {}, "Trip", "On Friday.", true, {}, class_one}).error().fields.at(0).field,
      "class_id");
}

TEST_P(NoticesTest, WhoReadsLeavesAReceiptOnce) {
  const auto id = send(group, {Role::principal, Role::teacher}, true);
  EXPECT_EQ(notices_->inbox(wang_).unread, 1);
  EXPECT_EQ(notices_->read(zhao_, id, false).error().code, "notice-unknown") << "not for them";
  const auto after = notices_->read(wang_, id, false);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->unread, 0);
  EXPECT_EQ(after->unconfirmed, 1);
  const auto read_at = after->items[0].read_at;
  EXPECT_EQ(notices_->read(wang_, id, true)->items[0].read_at, read_at) << "the first reading stays";
  EXPECT_EQ(notices_->inbox(wang_).unconfirmed, 0);
  const auto sent = notices_->sent(group);
  ASSERT_EQ(sent->size(), 1u);
  EXPECT_EQ((*sent)[0].recipients, 2);
  EXPECT_EQ((*sent)[0].read, 1);
  EXPECT_EQ((*sent)[0].confirmed, 1);
  const auto receipts = notices_->receipts(id);
  ASSERT_EQ(receipts->size(), 2u);
  EXPECT_EQ((*receipts)[0].name, "li") << "who has not read it first";
  EXPECT_EQ((*receipts)[1].read_at, read_at);
  const auto plain = send(group, {});
  EXPECT_EQ(notices_->read(wang_, plain, true).error().code, "nothing-to-confirm");
}

TEST_P(NoticesTest, WithdrawnOnesAreGoneForWhoReceivesThem) {
  const auto id = send(group, {});
  ASSERT_TRUE(notices_->withdraw(president_, id));
  EXPECT_EQ(received(wang_), 0);
  EXPECT_EQ(notices_->read(wang_, id, false).error().code, "notice-unknown");
  EXPECT_TRUE((*notices_->sent(group))[0].withdrawn);
  EXPECT_EQ(notices_->withdraw(president_, id).error().code, "notice-unknown");
}

TEST_P(NoticesTest, WrongOnesAreNamed) {
  const auto field = [&](const NewNotice& wanted) {
    const auto made = notices_->send(president_, wanted);
    return made ? "" : made.error().fields[0].field;
  };
  EXPECT_EQ(field({group, {}, "", "text", {}, {}}), "title");
  EXPECT_EQ(field({group, {}, "title", "", {}, {}}), "body");
  EXPECT_EQ(field({group, {Role::visitor}, "title", "text", {}, {}}), "roles");
  EXPECT_EQ(field({group, {}, "title", "text", {}, Date::today().plus(-1)}), "until");
  EXPECT_EQ(field({group, {}, "title", "text", {}, Date::today()}), "");
}

DOORSTEP_ON_BOTH(NoticesTest);

}  // namespace
}  // namespace doorstep::notices
