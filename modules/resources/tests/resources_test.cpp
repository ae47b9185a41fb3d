// The way of a resource from a draft to a shelf and into other hands; who sees what; on both databases.
#include <teaching.h>

#include "lists.h"
#include "module.h"
#include "sheet.h"
#include "terms.h"

namespace doorstep::resources {
namespace {

using staffing::trial::code_of;
using staffing::trial::fault_of;
using staffing::trial::org_id;
using staffing::trial::person_id;
using staffing::trial::somebody;

// Li and Wang teach at A, Chen at B of the same group, Zhou at Z outside it; South is another district with Far.
class ResourcesTest : public staffing::trial::Teaching {
 protected:
  ResourcesTest() : Teaching({staff::migrations(), migrations()}) {}
  void SetUp() override {
    Teaching::SetUp();
    take_in([this](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "South"), {});
      in.put(registry::trial::school("Far", "South"), {});
      for (const auto& [name, school] : {std::pair{"Li", "A"}, std::pair{"Wang", "A"}, std::pair{"Chen", "B"},
                                         std::pair{"Zhou", "Z"}, std::pair{"Ma", "Far"}})
        somebody(in, {name, school});
      registry::ClassRow of_class;
      of_class.id = class_;
      of_class.school_id = org_id("B");
      of_class.title = "三（2）班";
      of_class.type = "homeroom";
      of_class.begin_on = Date::today().plus(-100);
      in.put(of_class, {});
    });
    library_ = open();
    for (const auto& [name, school] : {std::pair{"Li", "A"}, std::pair{"Wang", "A"}, std::pair{"Chen", "B"},
                                       std::pair{"Zhou", "Z"}, std::pair{"Ma", "Far"}})
      actors_.emplace(name, teacher(name, school));
  }
  std::unique_ptr<Resources> open() {
    return make_resources({*database_, *registry_, *places_, *staff_, trail_, *files_,
                           [this](const Actor&, const OrgId&, const AccountId& to, const Words& title, const Words&) {
                             told_.push_back({to, title.en});
                           }});
  }
  const Actor& who(const char* name) const { return actors_.at(name); }
  NewResource wanted(const char* title = "分数的初步认识", ShareScope scope = ShareScope::school) {
    NewResource made;
    made.org_id = a_;
    made.title = title;
    made.kind = "slides";
    made.subject = "mathematics";
    made.grades = {"03"};
    made.node = "人教版 / 三年级上册 / 分数";
    made.tags = {{"微课", "公开课,微课"}};
    made.authors = "Li";
    made.licence = scope == ShareScope::public_ ? "CC-BY-SA-4.0" : "house-adapt";
    made.scope = scope;
    made.files = {{uploaded(who("Li"), a_)}};
    return made;
  }
  OrgId reviewer_of(ShareScope scope) const {
    return scope == ShareScope::school ? a_ : scope == ShareScope::group ? group_ : north_;
  }
  std::string made(const NewResource& wanted) {
    const auto page = library_->make(who("Li"), wanted);
    EXPECT_TRUE(page) << page.error().what.en << fault_of(page);
    return page ? page->of.id : "";
  }
  // By Li at A, on its shelf.
  std::string published(const char* title = "分数的初步认识", ShareScope scope = ShareScope::school) {
    const auto id = made(wanted(title, scope));
    EXPECT_EQ(code_of(library_->submit(who("Li"), id)), "");
    EXPECT_EQ(code_of(library_->review(office_, reviewer_of(scope), id, {true, {}})), "");
    return id;
  }
  std::vector<std::string> titles(const Actor& actor, ResourceQuery query = {}) {
    const auto found = library_->find(actor, query);
    EXPECT_TRUE(found) << found.error().what.en;
    std::vector<std::string> names;
    for (const auto& one : found->items) names.push_back(one.title);
    EXPECT_EQ(found->total, static_cast<int64_t>(names.size()));
    return names;
  }
  bool sees(const Actor& actor, const std::string& id) {
    const auto title = library_->resource(actor, id, 0);
    ResourceQuery query;
    query.limit = 100;
    const auto found = library_->find(actor, query);
    const bool listed = std::ranges::any_of(found->items, [&](const ResourceCard& one) { return one.id == id; });
    EXPECT_EQ(listed, title.has_value()) << "list and page agree";
    return listed;
  }

  const ClassId class_{derived_uuid("test", "class", "3-2")};
  std::vector<std::pair<AccountId, std::string>> told_;
  std::map<std::string, Actor> actors_;
  std::unique_ptr<Resources> library_;
};

TEST_P(ResourcesTest, ADraftIsItsAuthorsUntilAReviewerTakesItUp) {
  const auto id = made(wanted());
  EXPECT_TRUE(library_->resource(who("Li"), id, 0)->own);
  EXPECT_EQ(library_->own(who("Li"))->items.at(0).state, VersionState::draft);
  for (const auto* name : {"Wang", "Chen"}) EXPECT_FALSE(sees(who(name), id)) << name;
  EXPECT_EQ(code_of(library_->review(principal("A"), a_, id, {true, {}})), "not-submitted");
  ASSERT_EQ(code_of(library_->submit(who("Li"), id)), "");
  EXPECT_EQ(code_of(library_->submit(who("Li"), id)), "not-draft");
  EXPECT_EQ(code_of(library_->change(who("Li"), id, wanted())), "submitted");
  EXPECT_FALSE(sees(who("Wang"), id));
  ASSERT_EQ(library_->desk(a_)->waiting.size(), 1u);
  const auto seen = library_->resource(principal("A"), id, 1);
  ASSERT_TRUE(seen);
  EXPECT_TRUE(seen->seats.at(0).decides);
  EXPECT_EQ(fault_of(library_->review(principal("A"), a_, id, {false, {}})), "reason");
  const auto returned = library_->review(principal("A"), a_, id, {false, "the second picture has no source"});
  ASSERT_TRUE(returned) << returned.error().what.en;
  EXPECT_EQ(returned->of.state, VersionState::returned);
  EXPECT_EQ(told_.back().second, "“分数的初步认识” was returned");
  EXPECT_EQ(library_->resource(who("Li"), id, 0)->reason, "the second picture has no source");
  auto better = wanted("分数的初步认识（一）");
  better.files = {{library_->resource(who("Li"), id, 0)->files.at(0).id, uploaded(who("Li"), a_, "more.txt", "more")}};
  const auto changed = library_->change(who("Li"), id, better);
  ASSERT_TRUE(changed) << changed.error().what.en;
  EXPECT_EQ(changed->of.version, 1) << "nothing was shown yet";
  EXPECT_EQ(changed->files.size(), 2u);
  ASSERT_EQ(code_of(library_->submit(who("Li"), id)), "");
  ASSERT_EQ(code_of(library_->review(principal("A"), a_, id, {true, {}})), "");
  EXPECT_TRUE(sees(who("Wang"), id));
  EXPECT_EQ(library_->desk(a_)->waiting.size(), 0u);
  EXPECT_EQ(library_->desk(a_)->decided.size(), 1u);
  EXPECT_EQ(titles(who("Wang"), {.org = a_, .q = "fenshu"}).size(), 1u);
}

TEST_P(ResourcesTest, ShelvesAreSeenByWhomTheyAreFor) {
  const auto school = published("school", ShareScope::school), group = published("group", ShareScope::group),
             district = published("district", ShareScope::district), open = published("open", ShareScope::public_);
  const auto seen = [&](const Actor& actor) {
    std::string all;
    for (const auto& id : {school, group, district, open}) all += sees(actor, id) ? '1' : '0';
    return all;
  };
  EXPECT_EQ(seen(who("Wang")), "1111");
  EXPECT_EQ(seen(who("Chen")), "0111") << "the group's";
  EXPECT_EQ(seen(who("Zhou")), "0011") << "the district's";
  EXPECT_EQ(seen(who("Ma")), "0001") << "of another district";
  EXPECT_EQ(seen(Actor{}), "0001") << "a visitor";
  EXPECT_EQ(seen(person("guardian", {{Role::guardian, a_}})), "0001");
  EXPECT_EQ(seen(person("president", {{Role::group_president, group_}})), "1111");
  EXPECT_EQ(seen(person("officer", {{Role::district_officer, north_}})), "1111");
  const auto file = library_->resource(who("Li"), school, 0)->files.at(0).id;
  EXPECT_TRUE(library_->may_have(who("Wang"), school, file));
  EXPECT_FALSE(library_->may_have(who("Chen"), school, file));
  EXPECT_FALSE(library_->may_have(who("Wang"), open, file)) << "by another resource";
  // Who leaves the group sees no more of it, at once.
  take_in(
      [](registry::Intake& in) {
        auto member = registry::trial::member("G", "B");
        member.end_on = Date::today();
        in.put(member, {});
      },
      Date::today());
  EXPECT_EQ(seen(who("Chen")), "0011");
  EXPECT_EQ(titles(office_, {.org = group_}).size(), 4u) << "of A, which is still a member";
  EXPECT_EQ(titles(Actor{}, {.org = a_}), (std::vector<std::string>{"open"}));
}

TEST_P(ResourcesTest, FindsByFacets) {
  published("分数的初步认识", ShareScope::public_);
  auto other = wanted("荷塘月色", ShareScope::public_);
  other.kind = "video";
  other.subject = "chinese";
  other.grades = {"10", "11"};
  other.node = "人教版/高一必修";
  const auto id = made(other);
  ASSERT_EQ(code_of(library_->submit(who("Li"), id)), "");
  ASSERT_EQ(code_of(library_->review(office_, north_, id, {true, {}})), "");
  EXPECT_EQ(titles(Actor{}), (std::vector<std::string>{"荷塘月色", "分数的初步认识"})) << "the newest first";
  EXPECT_EQ(titles(Actor{}, {.q = "月"}).size(), 1u);
  EXPECT_EQ(titles(Actor{}, {.q = "htys"}).size(), 1u);
  EXPECT_EQ(titles(Actor{}, {.q = "微课 li"}).size(), 2u) << "a tag and an author";
  EXPECT_EQ(titles(Actor{}, {.kind = {"video", "audio"}}).size(), 1u);
  EXPECT_EQ(titles(Actor{}, {.grade = {"11"}}).size(), 1u);
  EXPECT_EQ(titles(Actor{}, {.node = "人教版/三年级上册"}).size(), 1u);
  const auto found = *library_->find(Actor{}, {.subject = {"chinese"}});
  EXPECT_EQ(found.total, 1);
  EXPECT_EQ(found.facets.subjects.size(), 2u) << "counted as if no subject were chosen";
  ASSERT_EQ(found.facets.nodes.size(), 1u);
  EXPECT_EQ(found.facets.nodes[0].value, "人教版");
  EXPECT_EQ(library_->find(Actor{}, {.node = "人教版"})->facets.nodes.size(), 2u) << "one step below";
  EXPECT_EQ(fault_of(library_->find(Actor{}, {.from = -1})), "from");
  EXPECT_EQ(code_of(library_->find(Actor{}, {.org = OrgId{"nowhere"}})), "org-unknown");
  const auto again = open();
  EXPECT_EQ(again->find(Actor{}, {.q = "荷塘"})->total, 1) << "made anew from the store";
}

TEST_P(ResourcesTest, APublishedVersionStaysUntilTheNextOneIsTakenUp) {
  const auto id = published();
  auto next = wanted("分数的初步认识 第二版", ShareScope::group);
  next.note = "with exercises";
  ASSERT_EQ(library_->change(who("Li"), id, next)->of.version, 2);
  EXPECT_EQ(library_->resource(who("Wang"), id, 0)->of.version, 1);
  EXPECT_EQ(code_of(library_->resource(who("Wang"), id, 2)), "resource-unknown");
  ASSERT_EQ(code_of(library_->submit(who("Li"), id)), "");
  EXPECT_EQ(library_->desk(group_)->waiting.size(), 1u) << "the group's shelf is the group's";
  ASSERT_EQ(code_of(library_->review(office_, group_, id, {true, "good"})), "");
  EXPECT_TRUE(sees(who("Chen"), id));
  const auto page = *library_->resource(who("Chen"), id, 0);
  EXPECT_EQ(page.of.version, 2);
  ASSERT_EQ(page.versions.size(), 2u);
  EXPECT_EQ(page.versions[1].state, VersionState::superseded);
  EXPECT_EQ(library_->resource(who("Wang"), id, 1)->of.title, "分数的初步认识");
  EXPECT_TRUE(library_->may_have(who("Wang"), id, library_->resource(who("Wang"), id, 1)->files.at(0).id));
  EXPECT_EQ(fault_of(library_->withdraw(who("Li"), id, "")), "reason");
  EXPECT_EQ(code_of(library_->withdraw(who("Chen"), id, "x")), "resource-unknown");
  ASSERT_EQ(code_of(library_->withdraw(who("Li"), id, "out of date")), "");
  EXPECT_FALSE(sees(who("Wang"), id));
  EXPECT_EQ(code_of(library_->withdraw(who("Li"), id, "again")), "not-published");
}

TEST_P(ResourcesTest, ADraftIsDiscardedWithTheFilesThatOnlyItHas) {
  const auto id = made(wanted());
  const auto file = library_->resource(who("Li"), id, 0)->files.at(0).id;
  EXPECT_EQ(code_of(library_->discard(who("Wang"), id)), "resource-unknown");
  ASSERT_EQ(code_of(library_->submit(who("Li"), id)), "");
  EXPECT_EQ(code_of(library_->discard(who("Li"), id)), "not-draft");
  ASSERT_EQ(code_of(library_->take_back(who("Li"), id)), "");
  ASSERT_EQ(code_of(library_->discard(who("Li"), id)), "");
  EXPECT_EQ(code_of(library_->resource(who("Li"), id, 0)), "resource-unknown");
  EXPECT_TRUE(library_->own(who("Li"))->items.empty());
  EXPECT_FALSE(files_->stored("resources", file)) << "nothing else has it";
  // Of what is published, the next version goes, and what is shown stays with its files.
  const auto shown = published("分数");
  auto next = wanted("分数 第二版");
  next.files = {{library_->resource(who("Li"), shown, 0)->files.at(0).id, uploaded(who("Li"), a_, "more.txt", "more")}};
  ASSERT_EQ(library_->change(who("Li"), shown, next)->of.version, 2);
  ASSERT_EQ(code_of(library_->discard(who("Li"), shown)), "");
  const auto page = library_->resource(who("Li"), shown, 0);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->of.version, 1);
  EXPECT_EQ(page->versions.size(), 1u);
  EXPECT_TRUE(files_->stored("resources", next.files->at(0)));
  EXPECT_FALSE(files_->stored("resources", next.files->at(1)));
  EXPECT_TRUE(sees(who("Wang"), shown));
  EXPECT_EQ(code_of(library_->discard(who("Li"), shown)), "not-draft");
  // An adaptation goes without the files of its origin.
  const auto origin = published("乘法", ShareScope::group);
  const auto copy = library_->adapt(who("Chen"), origin, b_);
  ASSERT_TRUE(copy);
  ASSERT_EQ(code_of(library_->discard(who("Chen"), copy->of.id)), "");
  EXPECT_TRUE(files_->stored("resources", copy->files.at(0).id));
}

TEST_P(ResourcesTest, AnAdaptationKnowsItsOrigin) {
  const auto id = published("分数的初步认识", ShareScope::group);
  EXPECT_EQ(code_of(library_->adapt(who("Zhou"), id, z_)), "resource-unknown");
  EXPECT_EQ(code_of(library_->adapt(who("Chen"), id, a_)), "not-here");
  const auto copy = library_->adapt(who("Chen"), id, b_);
  ASSERT_TRUE(copy) << copy.error().what.en;
  EXPECT_EQ(copy->of.state, VersionState::draft);
  EXPECT_EQ(copy->of.authors, person("Chen").name);
  ASSERT_TRUE(copy->origin);
  EXPECT_EQ(copy->origin->id, id);
  EXPECT_EQ(copy->origin->authors, "Li");
  ASSERT_EQ(copy->files.size(), 1u) << "its files come along";
  EXPECT_TRUE(library_->may_have(who("Chen"), copy->of.id, copy->files[0].id));
  EXPECT_FALSE(library_->may_have(who("Zhou"), copy->of.id, copy->files[0].id));
  auto own = wanted("分数：我们的课");
  own.org_id = b_;
  own.authors = "Chen";
  own.files = {{copy->files[0].id}};
  own.licence = "CC-BY-4.0";
  EXPECT_EQ(fault_of(library_->change(who("Chen"), copy->of.id, own)), "licence") << "share alike";
  own.licence = "house-adapt";
  ASSERT_EQ(fault_of(library_->change(who("Chen"), copy->of.id, own)), "");
  EXPECT_EQ(library_->resource(who("Li"), id, 0)->of.adaptations, 0) << "nobody sees it yet";
  ASSERT_EQ(code_of(library_->submit(who("Chen"), copy->of.id)), "");
  ASSERT_EQ(code_of(library_->review(principal("B"), b_, copy->of.id, {true, {}})), "");
  EXPECT_EQ(library_->resource(who("Li"), id, 0)->of.adaptations, 1);
  EXPECT_TRUE(library_->resource(who("Li"), id, 0)->adaptations.empty()) << "it is B's own";
  EXPECT_EQ(library_->resource(who("Chen"), id, 0)->adaptations.at(0).title, "分数：我们的课");
  auto closed = wanted("closed", ShareScope::group);
  closed.licence = "house";
  const auto other = made(closed);
  ASSERT_EQ(code_of(library_->submit(who("Li"), other)), "");
  ASSERT_EQ(code_of(library_->review(office_, group_, other, {true, {}})), "");
  EXPECT_FALSE(library_->resource(who("Chen"), other, 0)->may_adapt);
  EXPECT_EQ(code_of(library_->adapt(who("Chen"), other, b_)), "no-derivatives");
  EXPECT_EQ(code_of(library_->adapt(who("Li"), other, a_)), "") << "one's own";
}

TEST_P(ResourcesTest, UsedCountedAndRated) {
  const auto id = published("分数的初步认识", ShareScope::district);
  EXPECT_EQ(code_of(library_->rate(who("Chen"), id, {5, {}})), "not-used");
  EXPECT_EQ(code_of(library_->use(who("Chen"), id, {a_})), "not-here");
  EXPECT_EQ(fault_of(library_->use(who("Chen"), id, {b_, ClassId{new_uuid()}})), "class_id");
  EXPECT_EQ(fault_of(library_->use(who("Chen"), id, {b_, {}, {}, today_.plus(3)})), "on");
  const auto used = library_->use(who("Chen"), id, {b_, class_, "mathematics", {}});
  ASSERT_TRUE(used) << used.error().what.en;
  EXPECT_EQ(used->own_uses.at(0).class_title, "三（2）班");
  ASSERT_TRUE(library_->use(who("Zhou"), id, {z_}));
  ASSERT_TRUE(library_->use(who("Zhou"), id, {z_}));
  auto page = *library_->resource(who("Li"), id, 0);
  EXPECT_EQ(page.of.uses, 3);
  EXPECT_EQ(page.of.schools, 2);
  EXPECT_EQ(page.used_by.at(0).school_id, z_) << "the most first";
  EXPECT_EQ(code_of(library_->rate(who("Li"), id, {5, {}})), "own-work");
  EXPECT_EQ(fault_of(library_->rate(who("Chen"), id, {6, {}})), "stars");
  ASSERT_TRUE(library_->rate(who("Chen"), id, {2, "short"}));
  ASSERT_TRUE(library_->rate(who("Chen"), id, {4, "good after all"}));
  page = *library_->rate(who("Zhou"), id, {5, {}});
  EXPECT_EQ(page.of.ratings, 2) << "one each";
  EXPECT_DOUBLE_EQ(page.of.stars.value_or(0), 4.5);
  ASSERT_TRUE(library_->unuse(who("Zhou"), id, page.own_uses.at(0).id));
  EXPECT_EQ(library_->resource(who("Li"), id, 0)->of.uses, 2);
  EXPECT_EQ(code_of(library_->unuse(who("Chen"), id, page.own_uses.at(1).id)), "use-unknown");
  published("other", ShareScope::district);
  EXPECT_EQ(titles(who("Zhou"), {.sort = ResourceSort::used}).front(), "分数的初步认识");
  EXPECT_EQ(titles(who("Zhou"), {.sort = ResourceSort::rated}).front(), "分数的初步认识");
  const auto shared = library_->facts(person_id("Li"));
  ASSERT_EQ(shared.size(), 2u);
  EXPECT_EQ(library_->facts(person_id("Chen")).at(0).used, true);
  EXPECT_EQ(library_->own(who("Zhou"))->used.size(), 1u);
}

TEST_P(ResourcesTest, CertifiedAtEachLevelByWhoMay) {
  const auto id = published("分数的初步认识", ShareScope::public_);
  const auto leader = person("leader", {{Role::subject_leader, a_}});
  EXPECT_EQ(fault_of(library_->certify(leader, a_, id, "")), "reason");
  ASSERT_EQ(code_of(library_->certify(leader, a_, id, "clear steps")), "");
  EXPECT_EQ(code_of(library_->certify(principal("A"), a_, id, "again")), "certified");
  EXPECT_EQ(code_of(library_->certify(principal("Z"), z_, id, "not ours")), "resource-unknown");
  const auto both = library_->certify(office_, north_, id, "for the whole district");
  ASSERT_TRUE(both) << both.error().what.en;
  EXPECT_EQ(both->of.levels, (std::vector{QualityLevel::school, QualityLevel::district}));
  EXPECT_EQ(library_->find(Actor{}, {.level = {QualityLevel::district}})->total, 1);
  EXPECT_EQ(library_->find(Actor{}, {.level = {QualityLevel::group}})->total, 0);
  const auto seen = *library_->resource(Actor{}, id, 0);
  EXPECT_EQ(seen.marks.at(0).by_name, "") << "visitors read who, not whose hand";
  EXPECT_TRUE(seen.versions.empty() && seen.ratings.empty() && seen.used_by.empty());
  const auto mark = std::ranges::find(both->marks, QualityLevel::district, &QualityMark::level)->id;
  EXPECT_EQ(code_of(library_->revoke(office_, a_, mark, "x")), "mark-unknown");
  ASSERT_EQ(code_of(library_->revoke(office_, north_, mark, "a mistake on page 3")), "");
  EXPECT_EQ(library_->find(Actor{}, {.level = {QualityLevel::district}})->total, 0);
  // Nobody decides about the own work, whatever posts somebody holds.
  auto li = who("Li");
  li.posts.push_back({Role::principal, a_});
  EXPECT_EQ(code_of(library_->certify(li, a_, published("another"), "mine")), "own-work");
  EXPECT_EQ(code_of(library_->take_down(principal("Z"), z_, id, "x")), "resource-unknown");
  ASSERT_EQ(code_of(library_->take_down(principal("A"), a_, id, "a picture that is not free")), "");
  EXPECT_FALSE(sees(who("Wang"), id));
  EXPECT_EQ(told_.back().second, "“分数的初步认识” was taken down");
}

TEST_P(ResourcesTest, SeveralMakeItTogether) {
  const auto id = made(wanted());
  const auto found = library_->author_candidates(who("Li"), id, "Chen");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u) << "of another school of the group";
  EXPECT_EQ(code_of(library_->author_candidates(who("Wang"), id, "Chen")), "resource-unknown");
  EXPECT_FALSE(sees(who("Chen"), id));
  EXPECT_EQ(fault_of(library_->add_author(who("Li"), id, {person_id("Zhou")})), "person_id") << "outside the group";
  EXPECT_EQ(fault_of(library_->add_author(who("Li"), id, {person_id("Li")})), "person_id") << "leads it";
  const auto named = library_->add_author(who("Li"), id, {found->front().person_id});
  ASSERT_TRUE(named) << named.error().what.en << fault_of(named);
  EXPECT_EQ(told_.back().first, who("Chen").account);
  EXPECT_EQ(named->of.authors, "Li、Chen");
  ASSERT_EQ(named->people.size(), 2u);
  EXPECT_TRUE(named->leads && named->people[0].leads && !named->people[1].leads);

  // Who was named changes the draft, with a file of the own school, and hands it in; the rest is the first one's.
  const auto chen = who("Chen");
  const auto page = library_->resource(chen, id, 0);
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->own && !page->leads);
  EXPECT_EQ(library_->own(chen)->items.size(), 1u);
  auto more = wanted();
  more.authors = "Li、Chen";
  more.files = {{page->files.at(0).id, uploaded(chen, org_id("B"))}};
  const auto changed = library_->change(chen, id, more);
  ASSERT_TRUE(changed) << changed.error().what.en << fault_of(changed);
  EXPECT_EQ(changed->files.size(), 2u);
  EXPECT_EQ(code_of(library_->discard(chen, id)), "resource-unknown");
  EXPECT_EQ(code_of(library_->add_author(chen, id, {person_id("Wang")})), "resource-unknown");
  ASSERT_TRUE(library_->submit(chen, id));
  auto decides = chen;
  decides.posts.push_back({Role::principal, a_});
  EXPECT_EQ(code_of(library_->review(decides, a_, id, {true, {}})), "own-work");
  ASSERT_TRUE(library_->review(principal("A"), a_, id, {true, {}}));
  EXPECT_EQ(told_.back().second, "“分数的初步认识” is published");
  EXPECT_EQ(library_->facts(person_id("Chen")).size(), 1u) << "it stands in both portfolios";
  EXPECT_EQ(library_->facts(person_id("Li")).size(), 1u);
  EXPECT_EQ(code_of(library_->withdraw(chen, id, "x")), "resource-unknown");

  EXPECT_EQ(code_of(library_->remove_author(who("Wang"), id, person_id("Chen"))), "resource-unknown");
  ASSERT_TRUE(library_->remove_author(chen, id, person_id("Chen"))) << "leaves";
  EXPECT_TRUE(library_->facts(person_id("Chen")).empty());
  EXPECT_EQ(code_of(library_->change(chen, id, more)), "resource-unknown");
}

TEST_P(ResourcesTest, WhatIsWrittenIsChecked) {
  const auto fault = [&](const std::function<void(NewResource&)>& spoil) {
    auto one = wanted();
    spoil(one);
    return fault_of(library_->make(who("Li"), one));
  };
  EXPECT_EQ(fault([](NewResource& one) { one.title = ""; }), "title");
  EXPECT_EQ(fault([](NewResource& one) { one.kind = "x"; }), "kind");
  EXPECT_EQ(fault([](NewResource& one) { one.subject = ""; }), "subject");
  EXPECT_EQ(fault([](NewResource& one) { one.grades = {"13"}; }), "grades");
  EXPECT_EQ(fault([](NewResource& one) { one.authors = ""; }), "authors");
  EXPECT_EQ(fault([](NewResource& one) { one.licence = "x"; }), "licence");
  EXPECT_EQ(fault([](NewResource& one) { one.scope = ShareScope::public_; }), "licence") << "needs an open one";
  EXPECT_EQ(fault([](NewResource& one) { one.shelf_id = org_id("Z"); }), "scope");
  EXPECT_EQ(fault([](NewResource& one) { one.files = {}; }), "files");
  EXPECT_EQ(fault([](NewResource& one) { one.url = "javascript:x"; }), "url");
  EXPECT_EQ(fault([](NewResource& one) { one.words = std::string(7000, 'x'); }), "words");
  EXPECT_EQ(fault([](NewResource& one) { one.files = {{new_uuid()}}; }) == "", false) << "nobody's file";
  EXPECT_EQ(code_of(library_->make(who("Chen"), wanted())), "not-here");
  EXPECT_EQ(code_of(library_->make(person("guardian", {{Role::guardian, a_}}), wanted())), "not-here");
}

DOORSTEP_ON_BOTH(ResourcesTest);

TEST(ResourceTerms, AreWholeAndNameWhatIsWrong) {
  EXPECT_EQ(built_in_terms().kinds.size(), 10u);
  EXPECT_TRUE(licence_of("CC-BY-4.0")->open && licence_of("CC-BY-4.0")->adapt);
  EXPECT_FALSE(licence_of("house")->adapt || licence_of("CC-BY-NC-ND-4.0")->adapt);
  EXPECT_EQ(licence_of("unheard-of"), nullptr);
  EXPECT_EQ(code_of(read_terms("[[kind", "x")), "terms-invalid");
  EXPECT_EQ(code_of(read_terms("[[kind]]\ncode = 'a'\n[[licence]]\ncode = 'b'\n", "x")), "terms-invalid");
}

TEST(ResourceLists, AreReadAsTyped) {
  EXPECT_EQ(clean_tags({" a ", "b,a", ""}), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(clean_node(" 人教版 / 三年级 // 分数/"), "人教版/三年级/分数");
  EXPECT_EQ(nodes_above("a/b/c"), (std::vector<std::string>{"a", "a/b", "a/b/c"}));
  EXPECT_TRUE(nodes_above("").empty());
  EXPECT_EQ(listed("01,02"), (std::vector<std::string>{"01", "02"}));
}

}  // namespace
}  // namespace doorstep::resources
