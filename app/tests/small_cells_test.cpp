// Attacks the counts of small schools: reads all that a reader can read of a register through the real edge, changes
// the few students of some schools, and reads it again. Who may not read the registers of those schools gets the same
// bytes: no sum, mean, order or sheet says anything of what was hidden.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include <doorstep/http/edge.h>
#include <doorstep/registry/module.h>

#include <folder.h>

#include "../product.h"

using namespace doorstep;

namespace {

OrgId org(std::string_view key) { return {derived_uuid("small", "org", key)}; }

const std::vector<std::string> areas{"City", "North", "South"};
const std::vector<std::string> schools{"Big", "Tiny", "Lone", "Nine", "Point", "Whole", "Far", "Farther"};

// Students by school and stage: two versions of North that differ in what is few, and in nothing else.
using Rolls = std::map<std::pair<std::string, std::string>, double>;
const Rolls open_rolls{
    {{"Big", "primary"}, 400}, {{"Nine", "primary"}, 120}, {{"Farther", "primary"}, 200}, {{"Far", "primary"}, 3}};
const Rolls once{{{"Tiny", "primary"}, 1},
                 {{"Lone", "primary"}, 7},
                 {{"Nine", "junior"}, 5},
                 {{"Point", "primary"}, 6},
                 {{"Whole", ""}, 2}};
const Rolls again{{{"Tiny", "primary"}, 9},
                  {{"Lone", "primary"}, 2},
                  {{"Nine", "junior"}, 8},
                  {{"Point", "primary"}, 1},
                  {{"Whole", ""}, 6}};

class SmallCells : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = app::open_product(folder_.path());
    ASSERT_TRUE(opened) << opened.error().what.en;
    product_ = std::move(*opened);
    http::Edge::Settings settings;
    settings.places = product_->places.get();
    settings.requests_per_second = 0;
    settings.remembered = [](const http::Call& call) -> std::optional<Actor> { return actor(call.session_token); };
    settings.authenticate = [](const http::Call& call) -> Result<Actor> { return actor(call.session_token); };
    edge_ = std::make_unique<http::Edge>(app::routes_of(*product_), settings, product_->metrics);
    take_in([](registry::Intake& in) {
      put_places(in);
      put_rolls(in, open_rolls);
      put_rolls(in, once);
    });
  }

  static void put_places(registry::Intake& in) {
    using registry::OrgKind, registry::SchoolKind;
    const auto put = [&](const char* key, OrgKind kind, const char* parent) {
      registry::OrgRow row;
      row.id = org(key);
      row.kind = kind;
      row.name = key;
      if (*parent) row.parent_id = org(parent);
      return row;
    };
    in.put(put("City", OrgKind::region, ""), {});
    for (const auto* key : {"North", "South"}) in.put(put(key, OrgKind::district, "City"), {});
    for (const auto* key : {"Upper", "Lower"}) in.put(put(key, OrgKind::town, "North"), {});
    const auto school = [&](const char* key, const char* parent, SchoolKind kind, const char* stages) {
      auto row = put(key, OrgKind::school, parent);
      row.school_kind = kind;
      row.stages = stages;
      row.legal_form = "public";
      row.setting = *key == 'T' ? "rural" : "urban";
      row.begin_on = *Date::of(2000, 9, 1);
      row.teaching_point = row.name == "Point";
      if (row.teaching_point) row.parent_school_id = org("Big");
      in.put(row, {});
    };
    school("Big", "Upper", SchoolKind::primary, "primary");
    school("Tiny", "Lower", SchoolKind::primary, "primary");  // alone in its town
    school("Lone", "North", SchoolKind::primary, "primary");  // alone in its group
    school("Nine", "Upper", SchoolKind::nine_year, "primary,junior");
    school("Point", "Upper", SchoolKind::primary, "primary");
    school("Whole", "Upper", SchoolKind::special, "primary");
    school("Far", "South", SchoolKind::primary, "primary");
    school("Farther", "South", SchoolKind::primary, "primary");
    const auto group = [&](const char* key, const char* member) {
      auto row = put(key, OrgKind::group, "North");
      row.model = "leading_school";
      row.lead_school_id = org(member);
      row.begin_on = *Date::of(2020, 9, 1);
      in.put(row, {});
      in.put(registry::MembershipRow{derived_uuid("small", "membership", key), org(key), org(member), "lead",
                                     row.begin_on},
             {});
    };
    group("Group of one", "Lone");
    group("Group of two", "Big");
    in.put(registry::MembershipRow{derived_uuid("small", "membership", "Tiny"), org("Group of two"), org("Tiny"),
                                   "member", *Date::of(2020, 9, 1)},
           {});
    in.put(registry::ReturnRow{org("Nine"), "", {2024}, "teaching_area", 3000}, {});
  }
  // With the rolls, the same of everything that an indicator divides by them, of the last two years.
  static void put_rolls(registry::Intake& in, const Rolls& rolls) {
    for (const int year : {2023, 2024})
      for (const auto& [where, students] : rolls) {
        const auto put = [&](const char* figure, double value) {
          in.put(registry::ReturnRow{org(where.first), where.second, {year}, figure, value}, {});
        };
        put("students", students);
        for (const auto* figure : {"teachers", "staff", "classes", "degree_teachers", "backbone_teachers",
                                   "sport_art_teachers", "sports_area", "equipment_value", "multimedia_rooms"})
          put(figure, 1);
        if (where.first != "Nine") put("teaching_area", 400);
      }
  }
  void take_in(const std::function<void(registry::Intake&)>& fill) {
    registry::IntakeOptions options;
    options.source.id = {derived_uuid("small", "source", "")};
    options.source.space = options.source.name = "small";
    options.effective = *Date::of(2020, 9, 1);
    options.dry_run = false;
    const auto taken = product_->registry->take_in({}, options, [&](registry::Intake& in) -> Result<void> {
      fill(in);
      return {};
    });
    ASSERT_TRUE(taken && taken->written) << (taken ? json::text(*taken) : taken.error().what.en);
  }

  // "district_officer@North": a session token that is simply the post.
  static Actor actor(const std::string& token) {
    Actor made;
    const auto at = token.find('@');
    const auto role = describe::enum_value<Role>(token.substr(0, at));
    if (!role || *role == Role::visitor) return made;
    made.account = AccountId{derived_uuid("small", "account", token)};
    made.name = token;
    made.posts = {{*role, at == token.npos ? OrgId{} : org(std::string_view{token}.substr(at + 1))}};
    return made;
  }

  std::string read(const std::string& who, const std::string& target) {
    http::Exchange exchange;
    if (who != "visitor") exchange.call.headers["cookie"] = fmt::format("{}={}", http::session_cookie, who);
    edge_->run(exchange, "GET", target);
    EXPECT_EQ(exchange.reply.status, 200) << target << " as " << who << ": " << exchange.reply.body;
    return exchange.reply.body;
  }
  boost::json::object object(const std::string& who, const std::string& target) {
    return boost::json::parse(read(who, target)).as_object();
  }
  boost::json::array items(const std::string& who, const std::string& target) {
    return object(who, target).at("items").as_array();
  }

  // Every address that shows a number of schools to everybody, in all its ways.
  std::vector<std::string> targets() {
    std::vector<std::string> made{"/api/areas", "/api/groups", "/api/groups?on=2023-10-01"};
    for (const auto& key : areas) {
      const auto id = org(key).value;
      for (const auto* what : {"", "&on=2023-12-31"}) {
        made.push_back(fmt::format("/api/coverage?area={}{}", id, what));
        made.push_back(fmt::format("/api/coverage.xlsx?area={}{}", id, what));
        for (const auto* sort : {"name", "students", "-students", "teachers"})
          made.push_back(fmt::format("/api/schools?district={}&sort={}{}", id, sort, what));
        made.push_back(fmt::format("/api/schools.xlsx?district={}{}", id, what));
      }
      made.push_back("/api/areas/" + id);
      made.push_back("/api/groups?district=" + id);
      for (const auto& standard : product_->balance->standards())
        for (const auto& stage : standard.stages) {
          const auto ask = fmt::format("standard={}&stage={}", standard.id, stage);
          made.push_back(fmt::format("/api/balance/{}?{}", id, ask));
          made.push_back(fmt::format("/api/balance/{}?{}&year=2023", id, ask));
          for (const auto* what : {"years", "areas"})
            made.push_back(fmt::format("/api/balance/{}/{}?{}", id, what, ask));
          for (const auto* by : {"group", "town", "setting", "remoteness", "district"})
            made.push_back(fmt::format("/api/balance/{}/groups?{}&by={}", id, ask, by));
        }
    }
    for (const auto& key : schools)
      for (const auto* what : {"", "/own"}) made.push_back("/api/schools/" + org(key).value + what);
    for (const auto* key : {"Group of one", "Group of two"}) made.push_back("/api/groups/" + org(key).value);
    return made;
  }
  std::map<std::string, std::string> all_of(const std::string& who) {
    std::map<std::string, std::string> made;
    for (const auto& target : targets()) made[target] = read(who, target);
    // Who belongs to a school reads it beside its district.
    if (who.starts_with("principal@") || who.starts_with("teacher@")) {
      const auto target = "/api/balance/schools/" + org(std::string_view{who}.substr(who.find('@') + 1)).value;
      made[target] = read(who, target);
    }
    return made;
  }
  double students_of_area(const std::string& who, std::string_view key) {
    return number(object(who, "/api/areas/" + org(key).value), "students");
  }

  // Nothing is nobody: that is how an attacker adds up.
  static double number(const boost::json::value& of, std::string_view name) {
    const auto& value = of.at(name);
    return value.is_null() ? 0 : value.to_number<double>();
  }
  static std::string text(const boost::json::value& of, std::string_view name) {
    const auto& value = of.at(name);
    return value.is_null() ? std::string{} : std::string{value.as_string()};
  }

  support::Folder folder_;
  std::unique_ptr<app::Product> product_;
  std::unique_ptr<http::Edge> edge_;
};

const std::vector<std::string> outside{"visitor",       "guardian@Tiny",   "district_officer@South",
                                       "principal@Big", "teacher@Farther", "principal@Farther"};
const std::vector<std::string> inside{"district_officer@North", "district_officer@City", "administrator"};

}  // namespace

TEST_F(SmallCells, WhoMayNotReadTheRegisterGetsTheSameBytesWhateverIsHidden) {
  std::map<std::string, std::map<std::string, std::string>> before;
  for (const auto& who : outside) before[who] = all_of(who);
  for (const auto& who : inside) before[who] = all_of(who);
  take_in([](registry::Intake& in) { put_rolls(in, again); });
  for (const auto& who : outside)
    for (const auto& [target, body] : all_of(who)) EXPECT_EQ(body, before[who][target]) << target << " as " << who;
  for (const auto& who : inside) {
    size_t moved = 0;
    for (const auto& [target, body] : all_of(who)) moved += body != before[who][target];
    EXPECT_GT(moved, 20u) << who << " sees what changed, so that the sameness above says something";
  }
}

// What an attacker would do by hand: totals less what is shown of their parts.
TEST_F(SmallCells, TotalsLessTheirPartsLeaveNothing) {
  for (const auto& who : {"visitor", "guardian@Tiny", "principal@Big", "principal@Farther"}) {
    std::map<std::string, double> by_area, by_group, by_town, sums;
    const auto listed = items(who, "/api/schools?limit=100&sort=-students");
    ASSERT_EQ(listed.size(), schools.size());
    for (const auto& school : listed) {
      const double shown = number(school, "students");
      const auto name = text(school, "name");
      const bool few = name != "Big" && !name.starts_with("Farther");
      EXPECT_EQ(school.at("few").as_bool(), few) << name << " as " << who;
      EXPECT_FALSE(registry::is_few(shown)) << name;
      by_area["City"] += shown;
      by_area[text(school, "district")] += shown;
      by_town[text(school, "town")] += shown;
      by_group[text(school, "group")] += shown;
    }
    for (const auto& area : items(who, "/api/areas")) {
      EXPECT_EQ(number(area, "students") - by_area[text(area, "name")], 0) << area << " as " << who;
      EXPECT_TRUE(area.at("few").as_bool());
    }
    for (const auto& group : items(who, "/api/groups"))
      EXPECT_EQ(number(group, "students") - by_group[text(group, "name")], 0) << group << " as " << who;
    const auto coverage = object(who, "/api/coverage?area=" + org("North").value);
    EXPECT_TRUE(coverage.at("few").as_bool());
    for (const auto& row : coverage.at("rows").as_array()) {
      const auto dimension = text(row, "dimension"), code = text(row, "code");
      EXPECT_EQ(number(row, "without_students"), 0) << "few is not nothing: " << row;
      if (dimension == "town" && !code.empty()) EXPECT_EQ(number(row, "students") - by_town[code], 0) << row;
      sums[dimension] += number(row, "students");
    }
    for (const auto* dimension : {"all", "stage", "setting", "legal_form", "town"})
      EXPECT_EQ(sums[dimension] - by_area["North"], 0) << dimension;
    for (const std::string stage : {"primary", "junior"}) {
      const auto path = "/api/balance/" + org("North").value;
      const auto ask = "?standard=cn-2017-compulsory&stage=" + stage;
      EXPECT_EQ(number(object(who, path + ask), "students"), stage == "primary" ? 520 : 0);
      for (const std::string by : {"group", "town", "setting"})
        for (const auto& part : items(who, path + "/groups" + ask + "&by=" + by))
          EXPECT_FALSE(registry::is_few(number(part, "students"))) << part;
    }
  }
}

TEST_F(SmallCells, TheOrderByStudentsPutsTheHiddenLastByNothingButTheirId) {
  std::vector<std::string> hidden;
  std::string cursor;
  do {  // page by page, as the cursor too carries a number
    const auto page =
        object("visitor", "/api/schools?sort=students&limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor));
    for (const auto& school : page.at("items").as_array())
      if (school.at("students").is_null()) hidden.push_back(text(school, "id"));
    cursor = text(page, "next");
  } while (!cursor.empty());
  EXPECT_EQ(hidden.size(), 5u);
  EXPECT_TRUE(std::ranges::is_sorted(hidden));
}

TEST_F(SmallCells, FullCountsAreForThoseWhoMayReadTheRegisterThere) {
  EXPECT_EQ(students_of_area("visitor", "North"), 520);
  EXPECT_EQ(students_of_area("district_officer@North", "North"), 541);
  EXPECT_EQ(students_of_area("district_officer@South", "North"), 520);
  EXPECT_EQ(students_of_area("district_officer@South", "South"), 203);
  EXPECT_EQ(students_of_area("district_officer@South", "City"), 723)
      << "the own in full, of the others what is published";
  EXPECT_EQ(students_of_area("district_officer@City", "City"), 744);
  EXPECT_EQ(students_of_area("principal@Tiny", "North"), 521);
  EXPECT_EQ(students_of_area("group_president@Group of one", "North"), 527);
}

TEST_F(SmallCells, WhatIsLeftOutForBeingFewIsNamedSo) {
  const auto report =
      object("visitor", "/api/balance/" + org("North").value + "?standard=cn-2017-compulsory&stage=primary");
  const auto& indicator = report.at("indicators").at(0);
  EXPECT_TRUE(indicator.at("reported").as_bool());
  std::set<std::string> few;
  for (const auto& left : indicator.at("left_out").as_array())
    if (text(left, "reason") == "few-students") few.insert(text(left, "school"));
  EXPECT_EQ(few, (std::set<std::string>{"Lone", "Tiny", "Whole"})) << "the point counts with its school";
}

// A new address for everybody must be read above, or say nothing of how many there are.
TEST_F(SmallCells, EveryPublicAddressIsAttacked) {
  const std::set<std::string> silent{"/healthz",
                                     "/api/calendar/{token}.ics",
                                     "/api/classroom/lessons",  // public lessons, without the classes that take part
                                     "/api/classroom/lessons/{id}",
                                     "/api/classroom/series/{id}",
                                     "/api/classroom/lessons/{id}/watch",  // viewers are counted for who is signed in
                                     "/m/{signature}/{stamp}/{lesson}/{source}/{file}",  // pictures, by address
                                     "/m/{signature}/{stamp}/{lesson}/allowed",
                                     "/api/codes",
                                     "/api/draws/{id}",  // of few children neither number nor order
                                     "/api/draws/{id}/order.txt",
                                     "/api/orgs/{id}/on-offer",  // whether seats are free, not how many are taken
                                     "/api/files/rules",
                                     "/api/group-models",
                                     "/api/lti/contexts/{id}/lineitems",  // by the token of a tool
                                     "/api/lti/contexts/{id}/members",
                                     "/api/lti/jwks",
                                     "/api/lti/lineitems/{id}",
                                     "/api/lti/lineitems/{id}/results",
                                     "/api/map",
                                     "/api/orgs/{id}",
                                     "/api/resource-terms",
                                     "/api/resources",
                                     "/api/resources/{id}",
                                     "/api/resources/{id}/files/{part}",
                                     "/api/session",
                                     "/api/session/doors",
                                     "/api/session/oidc/callback",
                                     "/api/showcase/{id}",  // what guardians agreed to show, and no count
                                     "/api/showcase/{id}/files/{part}",
                                     "/api/sources",
                                     "/api/standards",
                                     "/api/mail/confirm/{token}",
                                     "/api/mail/off/{token}",
                                     "/api/templates",
                                     "/api/templates/{sheet}.csv",
                                     "/api/templates/{sheet}.xlsx",
                                     "/api/unity-lists",
                                     "/oai",
                                     "/api/account-policy"};
  std::set<std::string> read;
  for (const auto& target : targets()) {
    auto path = target.substr(0, target.find('?'));
    for (const auto* list : {"/api/areas/", "/api/schools/", "/api/groups/"})
      if (path.starts_with(list)) path = list + ("{id}" + path.substr(std::string_view{list}.size() + 36));
    if (path.starts_with("/api/balance/")) path.replace(13, 36, "{area}");
    read.insert(path);
  }
  for (const auto& route : edge_->routes()) {
    if (route.method != http::Method::get || reach_of(Role::visitor, route.right) == Reach::none) continue;
    EXPECT_TRUE(read.contains(route.path) || silent.contains(route.path)) << route.path;
  }
}
