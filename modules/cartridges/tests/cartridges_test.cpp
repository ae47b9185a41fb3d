// From a course package of another system to a course of the house, and every trap on the way; on both databases.
#include <offerings_trial.h>

#include <algorithm>
#include <fstream>

#include <doorstep/cartridges/module.h>
#include <doorstep/courses/module.h>
#include <doorstep/resources/module.h>
#include <doorstep/sheets/zip.h>

namespace doorstep::cartridges {
namespace {

using offerings::OfferingsTrial;
using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

using Entries = std::vector<std::pair<std::string, std::string>>;

constexpr const char* quiz =
    "<questestinterop><assessment title=\"Quiz\"><section><item ident=\"i\" title=\"Sum\"><presentation><material>"
    "<mattext>1 + 1</mattext></material><response_str ident=\"r\"><render_fib/></response_str></presentation>"
    "<resprocessing><respcondition><conditionvar><varequal respident=\"r\">2</varequal></conditionvar><setvar>100"
    "</setvar></respcondition></resprocessing></item><item ident=\"x\" title=\"Map\"><presentation><response_xy/>"
    "</presentation></item></section></assessment></questestinterop>";

std::string manifest(const std::string& resources, const std::string& contents) {
  return "<manifest identifier=\"m\"><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.2.0"
         "</schemaversion><lom><general><title><string>Numbers</string></title></general></lom></metadata>"
         "<organizations><organization><item>" +
         contents + "</item></organization></organizations><resources>" + resources + "</resources></manifest>";
}
std::string resource(const std::string& id, const std::string& type, const std::string& path) {
  return "<resource identifier=\"" + id + "\" type=\"" + type + "\" href=\"" + path + "\"><file href=\"" + path +
         "\"/></resource>";
}

Entries whole() {
  return {
      {"imsmanifest.xml",
       manifest(resource("r1", "webcontent", "files/plan.txt") + resource("r2", "webcontent", "pages/home.html") +
                    resource("r3", "imswl_xmlv1p2", "link.xml") +
                    resource("r4", "imsqti_xmlv1p2/imscc_xmlv1p2/assessment", "quiz.xml") +
                    resource("r5", "imsdt_xmlv1p2", "topic.xml") + resource("r6", "webcontent", "web/style.css") +
                    resource("r7", "webcontent", "extra/notes.md"),
                "<item><title>Week 1</title><item identifierref=\"r2\"><title>Home</title></item><item "
                "identifierref=\"r1\"><title>The plan</title></item><item identifierref=\"r4\"><title>Quiz</title>"
                "</item></item><item><title>Week 2</title><item identifierref=\"r3\"><title>See</title></item><item "
                "identifierref=\"r5\"><title>Talk</title></item><item><title>A heading</title></item></item>")},
      {"files/plan.txt", "three weeks"},
      {"pages/home.html", "<html><script>steal()</script><p>Welcome</p><img src=\"x.png\"></html>"},
      {"link.xml", "<webLink><title>Sea</title><url href=\"https://example.org/sea\"/></webLink>"},
      {"quiz.xml", quiz},
      {"topic.xml", "<topic/>"},
      {"web/style.css", "p{}"},
      {"extra/notes.md", "# notes"}};
}

class CartridgesTest : public OfferingsTrial {
 protected:
  void SetUp() override {
    OfferingsTrial::SetUp();
    for (const auto steps : {resources::migrations(), courses::migrations()})
      ASSERT_TRUE(db::migrate(*database_, steps));
    library_ =
        resources::make_resources({*database_, *registry_, *places_, *staff_, trail_, *files_,
                                   [](const Actor&, const OrgId&, const AccountId&, const Words&, const Words&) {}});
    courses_ = courses::make_courses({*database_, *registry_, *places_, *offerings_, trail_,
                                      [this](const Actor& actor, const std::string& id) -> Result<std::string> {
                                        if (course_fails_) return refuse(Fault::invalid, "no-course", {});
                                        DOORSTEP_LET(page, library_->resource(actor, id, 0));
                                        return page.of.title;
                                      }});
    cartridges_ = make_cartridges(
        {*database_, *places_, *library_, *courses_, *files_, trail_,
         [this](const Actor&, questions::FoundQuestions found, const QuestionWish& wanted) -> Result<BankedQuestions> {
           BankedQuestions made{static_cast<int64_t>(found.questions.size()), 0, {}};
           if (wanted.dry) return made;
           if (bank_fails_) return refuse(Fault::conflict, "bank-full", {});
           for (auto& one : found.questions) {
             made.ids.push_back(one.question.title);
             bank_.insert(one.question.title);
           }
           return made;
         },
         [this](const Actor&, const std::string& id) -> Result<void> {
           bank_.erase(id);
           return {};
         }});
    teacher_ = person("teacher at A");
    teacher_.posts = {{Role::teacher, org_id("A")}};
  }
  std::string zipped(const Entries& entries) const {
    const auto path = folder_.path() + "/" + new_uuid() + ".imscc";
    sheets::ZipWriter zip{path};
    for (const auto& [name, text] : entries) {
      zip.add(name);
      zip.append(text);
    }
    zip.finish();
    return path;
  }
  static CartridgeWish wish(bool dry = false) { return {dry, org_id("A"), "mathematics", "05,06", "house", ""}; }
  Result<TakenCartridge> take(const Entries& entries, bool dry = false) {
    return cartridges_->take_in(teacher_, group_, zipped(entries), wish(dry));
  }
  size_t drafts() { return library_->own(teacher_)->items.size(); }

  std::unique_ptr<resources::Resources> library_;
  std::unique_ptr<courses::Courses> courses_;
  std::unique_ptr<Cartridges> cartridges_;
  std::set<std::string> bank_;
  bool bank_fails_ = false, course_fails_ = false;
  Actor teacher_;
};

TEST_P(CartridgesTest, ItIsLookedAtFirstAndThenTakenInWhole) {
  const auto looked = take(whole(), true);
  ASSERT_TRUE(looked) << looked.error().what.en << fault_of(looked);
  EXPECT_FALSE(looked->done);
  EXPECT_EQ(looked->title, "Numbers");
  EXPECT_EQ(looked->resources, 4);
  EXPECT_EQ(looked->questions, 1);
  EXPECT_EQ(drafts(), 0u);
  ASSERT_EQ(looked->units.size(), 3u);
  EXPECT_EQ(looked->units[0].title, "Week 1");
  EXPECT_EQ(looked->units[0].items[0].kind, CartridgeKind::page);
  EXPECT_TRUE(looked->units[0].items[0].pictures);
  EXPECT_EQ(looked->units[2].title, "Not in the contents");
  std::vector<std::string> names;
  for (const auto& one : looked->left_out) names.push_back(one.name);
  std::ranges::sort(names);
  EXPECT_EQ(names, (std::vector<std::string>{"A heading", "Map", "Talk", "style"})) << "each with its reason";

  const auto made = take(whole());
  ASSERT_TRUE(made) << made.error().what.en << fault_of(made);
  EXPECT_TRUE(made->done);
  EXPECT_EQ(bank_, (std::set<std::string>{"Sum"}));
  const auto course = courses_->course(teacher_, group_, made->course_id);
  ASSERT_TRUE(course);
  EXPECT_EQ(course->course.title.en, "Numbers");
  EXPECT_EQ(course->course.state, courses::CourseState::draft);
  ASSERT_EQ(course->units.size(), 3u);
  ASSERT_EQ(course->units[0].materials.size(), 2u);
  EXPECT_EQ(course->units[0].materials[0].title, "Home");
  EXPECT_EQ(course->units[1].materials[0].title, "See");
  const auto page = library_->resource(teacher_, course->units[0].materials[0].resource_id, 0);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->of.state, resources::VersionState::draft);
  EXPECT_EQ(page->files[0].name, "Home.txt") << "a page becomes its words";
  EXPECT_EQ(library_->resource(teacher_, course->units[1].materials[0].resource_id, 0)->url, "https://example.org/sea");
}

TEST_P(CartridgesTest, WhatFailsHalfWayIsTakenBack) {
  bank_fails_ = true;
  EXPECT_EQ(code_of(take(whole())), "bank-full");
  EXPECT_EQ(drafts(), 0u);
  bank_fails_ = false;
  course_fails_ = true;
  EXPECT_FALSE(take(whole()));
  EXPECT_EQ(drafts(), 0u);
  EXPECT_TRUE(bank_.empty());
  EXPECT_TRUE(courses_->at(teacher_, group_)->items.empty());
}

TEST_P(CartridgesTest, TrapsRefuseTheWholeOfItWithTheirPlace) {
  const auto with = [](const std::string& path, const std::string& text, const std::string& type = "webcontent") {
    return Entries{{"imsmanifest.xml", manifest(resource("r", type, path), "")}, {path, text}};
  };
  const auto error_of = [&](const Entries& entries) {
    const auto done = take(entries, true);
    return done ? Error{} : done.error();
  };
  EXPECT_EQ(error_of({{"a.txt", "x"}}).code, "cartridge-none");
  EXPECT_EQ(error_of({{"imsmanifest.xml", manifest(resource("r", "webcontent", "a.txt"), "")}}).code,
            "cartridge-missing");
  EXPECT_EQ(error_of({{"imsmanifest.xml", manifest("", "")}, {"../a.txt", "x"}}).code, "zip-path");
  EXPECT_EQ(error_of({{"imsmanifest.xml", manifest("", "")}, {"/etc/a.txt", "x"}}).code, "zip-path");
  const auto wrong = error_of(with("lesson/plan.pdf", "<html><script>x()</script></html>"));
  EXPECT_NE(wrong.code, "");
  EXPECT_NE(wrong.what.en.find("lesson/plan.pdf"), std::string::npos) << wrong.what.en;
  EXPECT_NE(error_of(with("a.txt", "#!/bin/sh\nrm -rf /\n<script>x</script>")).code, "");
  const auto entity =
      error_of(with("q.xml", "<!DOCTYPE q [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><questestinterop/>",
                    "imsqti_xmlv1p2/imscc_xmlv1p2/question-bank"));
  EXPECT_EQ(entity.code, "xml-doctype");
  EXPECT_NE(entity.what.en.find("q.xml"), std::string::npos);
  EXPECT_EQ(error_of({{"imsmanifest.xml", manifest("", "")}, {"bomb.txt", std::string(30 << 20, 'a')}}).code,
            "zip-bomb");
  EXPECT_EQ(error_of(with("draw.svg", "<svg onload=\"x()\"/>")).code, "") << "left out by its name";
}

TEST_P(CartridgesTest, OnlyWhoWorksThereTakesItIn) {
  auto stranger = person("teacher at Z");
  stranger.posts = {{Role::teacher, org_id("Z")}};
  auto wanted = wish();
  wanted.school = org_id("Z");
  EXPECT_EQ(fault_of(cartridges_->take_in(stranger, group_, zipped(whole()), wanted)), "school");
  EXPECT_EQ(fault_of(cartridges_->take_in(stranger, group_, zipped(whole()), wish())), "school");
  wanted = wish();
  wanted.subject = "alchemy";
  EXPECT_EQ(fault_of(cartridges_->take_in(teacher_, group_, zipped(whole()), wanted)), "subject");
  wanted = wish();
  wanted.licence = "none";
  EXPECT_EQ(fault_of(cartridges_->take_in(teacher_, group_, zipped(whole()), wanted)), "licence");
}

DOORSTEP_ON_BOTH(CartridgesTest);

}  // namespace
}  // namespace doorstep::cartridges
