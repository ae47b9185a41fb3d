// Manifests of cartridges: what they hold in which order, and every trap refused with its place.
#include <gtest/gtest.h>

#include "../cartridge.h"

namespace doorstep::cartridge {
namespace {

std::string manifest(const std::string& contents, const std::string& resources, const char* version = "1.3.0") {
  return "<?xml version=\"1.0\"?>\n<manifest identifier=\"m\" "
         "xmlns=\"http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1\" "
         "xmlns:lomimscc=\"http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest\">\n<metadata><schema>IMS Common Cartridge"
         "</schema><schemaversion>" +
         std::string{version} +
         "</schemaversion><lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string>Fractions\n course"
         "</lomimscc:string></lomimscc:title></lomimscc:general></lomimscc:lom></metadata>\n<organizations>"
         "<organization identifier=\"o\" structure=\"rooted-hierarchy\"><item identifier=\"root\">" +
         contents + "</item></organization></organizations>\n<resources>" + resources + "</resources></manifest>";
}
std::string code_of(const std::string& xml) {
  const auto read = read_manifest(xml);
  return read ? "" : read.error().code;
}

TEST(Cartridge, FoldersBecomeUnitsInTheOrderOfTheContents) {
  const auto read = read_manifest(manifest(
      "<item identifier=\"i0\" identifierref=\"r3\"><title>Start</title></item>"
      "<item identifier=\"i1\"><title>Week 1</title><item identifier=\"i2\" identifierref=\"r1\"><title>Slides</title>"
      "</item><item identifier=\"i3\"><title>Homework</title><item identifier=\"i4\" identifierref=\"r2\"><title>Quiz"
      "</title></item></item></item><item identifier=\"i5\"><title>Words alone</title></item>",
      "<resource identifier=\"r1\" type=\"webcontent\" href=\"a%20b/./slides.pptx\"><file href=\"a%20b/slides.pptx\"/>"
      "</resource><resource identifier=\"r2\" type=\"imsqti_xmlv1p2/imscc_xmlv1p3/assessment\"><file "
      "href=\"quiz.xml\"/></resource><resource identifier=\"r3\" type=\"webcontent\" href=\"start.HTML\"/>"
      "<resource identifier=\"r4\" type=\"imswl_xmlv1p3\"><file href=\"link.xml\"/></resource>"
      "<resource identifier=\"r5\" type=\"imsbasiclti_xmlv1p0\"><file href=\"tool.xml\"/></resource>"));
  ASSERT_TRUE(read) << read.error().what.en;
  EXPECT_EQ(read->title, "Fractions course");
  EXPECT_EQ(read->version, "1.3.0");
  ASSERT_EQ(read->units.size(), 3u);
  EXPECT_EQ(read->units[0].leaves[0].title, "Start");
  EXPECT_EQ(read->units[0].leaves[1].title, "Words alone");
  EXPECT_EQ(read->units[0].leaves[1].part, "");
  EXPECT_EQ(read->units[1].title, "Week 1");
  EXPECT_EQ(read->units[2].title, "Week 1 / Homework");
  ASSERT_EQ(read->parts.size(), 5u);
  EXPECT_EQ(read->parts[0].path, "a b/slides.pptx");
  EXPECT_EQ(read->parts[0].files.size(), 1u);
  EXPECT_EQ(read->parts[0].kind, PartKind::file);
  EXPECT_EQ(read->parts[1].kind, PartKind::questions);
  EXPECT_EQ(read->parts[2].kind, PartKind::page);
  EXPECT_EQ(read->parts[3].kind, PartKind::link);
  EXPECT_EQ(read->parts[4].kind, PartKind::other);
}

TEST(Cartridge, TheVersionsAre11To13) {
  EXPECT_EQ(code_of(manifest("", "", "1.1.0")), "");
  EXPECT_EQ(code_of(manifest("", "", "1.2.0")), "");
  EXPECT_EQ(code_of(manifest("", "", "2.0")), "cartridge-version");
  EXPECT_EQ(code_of("<manifest><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>"
                    "</manifest>"),
            "cartridge-version");
}

TEST(Cartridge, TrapsAreRefused) {
  for (const auto* href : {"../x.pdf", "a/../../x.pdf", "/etc/passwd", "C:/x.pdf", "a\\..\\x", "%2e%2e/x", "http://x/y",
                           "a/%00b", "%zz", "?"})
    EXPECT_EQ(
        code_of(manifest("", std::string{"<resource identifier=\"r\" type=\"webcontent\" href=\""} + href + "\"/>")),
        "cartridge-path")
        << href;
  EXPECT_EQ(code_of(manifest(
                "", "<resource identifier=\"r\" type=\"webcontent\" href=\"a\"><file href=\"../b\"/></resource>")),
            "cartridge-path");
  EXPECT_EQ(code_of(manifest("", "<resource identifier=\"r\" xml:base=\"../\" type=\"webcontent\" href=\"a\"/>")),
            "cartridge-path");
  EXPECT_EQ(code_of(manifest("", "<resource identifier=\"r\" type=\"x\"/><resource identifier=\"r\" type=\"x\"/>")),
            "cartridge-twice");
  EXPECT_EQ(code_of(manifest("<item identifierref=\"none\"><title>T</title></item>", "")), "cartridge-reference");
  EXPECT_EQ(code_of("<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><manifest>&x;</manifest>"), "xml-doctype");
  EXPECT_EQ(code_of("<manifest>"), "cartridge-xml");
  std::string many;
  for (size_t i = 0; i <= most_parts; ++i) many += "<resource identifier=\"r" + std::to_string(i) + "\" type=\"x\"/>";
  EXPECT_EQ(code_of(manifest("", many)), "cartridge-parts");
}

TEST(Cartridge, LinksAreOfTheWeb) {
  const auto read = read_web_link(
      "<webLink xmlns=\"http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3\"><title>A</title><url "
      "href=\"https://example.org/x\" target=\"_blank\"/></webLink>");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->url, "https://example.org/x");
  for (const auto* url : {"javascript:alert(1)", "file:///etc/passwd", "", "https://a b"})
    EXPECT_FALSE(read_web_link(std::string{"<webLink><url href=\""} + url + "\"/></webLink>")) << url;
}

TEST(Cartridge, OfAPageOnlyItsWordsStay) {
  const auto page = page_text(
      "<html><head><title>Home &amp; work</title><STYLE>p{}</STYLE><script>alert('<p>x</p>')</script ></head><body "
      "onload=\"x()\"><p>One</p><!-- <p>no</p> --><p>Two<img src=\"a.png\"></p><script>never");
  EXPECT_EQ(page.title, "Home & work");
  EXPECT_EQ(page.text, "One\nTwo");
  EXPECT_TRUE(page.pictures);
}

}  // namespace
}  // namespace doorstep::cartridge
