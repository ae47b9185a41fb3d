// What a platform above harvests, by the rules of OAI-PMH 2.0; and what similar schools use.
#include <expat.h>
#include <teaching.h>

#include <set>

#include "module.h"
#include "oai.h"

namespace doorstep::resources {
namespace {

using staffing::trial::code_of;
using staffing::trial::org_id;
using staffing::trial::somebody;

// An answer as an XML reader that knows namespaces sees it: elements by their local names, in order, with their texts.
struct Answer {
  struct Element {
    std::string name, space, text;
    std::map<std::string, std::string> attributes;
  };
  std::vector<Element> elements;
  bool well_formed = false;

  explicit Answer(const std::string& xml) {
    auto* parser = XML_ParserCreateNS("UTF-8", '|');
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const char* name, const char** attributes) {
          auto& answer = *static_cast<Answer*>(self);
          const std::string full = name;
          const auto bar = full.find('|');
          Element made{
              full.substr(bar == full.npos ? 0 : bar + 1), bar == full.npos ? "" : full.substr(0, bar), {}, {}};
          for (; *attributes; attributes += 2) made.attributes[attributes[0]] = attributes[1];
          answer.elements.push_back(std::move(made));
          answer.open.push_back(answer.elements.size() - 1);
        },
        [](void* self, const char*) { static_cast<Answer*>(self)->open.pop_back(); });
    XML_SetCharacterDataHandler(parser, [](void* self, const char* text, int length) {
      auto& answer = *static_cast<Answer*>(self);
      answer.elements[answer.open.back()].text.append(text, static_cast<size_t>(length));
    });
    well_formed = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
  }
  std::vector<std::string> all(std::string_view name) const {
    std::vector<std::string> texts;
    for (const auto& one : elements)
      if (one.name == name) texts.push_back(one.text);
    return texts;
  }
  std::string first(std::string_view name) const {
    const auto texts = all(name);
    return texts.empty() ? "" : texts[0];
  }
  std::string error() const {
    for (const auto& one : elements)
      if (one.name == "error") return one.attributes.at("code");
    return "";
  }
  std::vector<size_t> open;
};

class HarvestTest : public staffing::trial::Teaching {
 protected:
  HarvestTest() : Teaching({staff::migrations(), migrations()}) {}
  void SetUp() override {
    Teaching::SetUp();
    take_in([](registry::Intake& in) {
      somebody(in, {"Li", "A"});
      for (int at = 0; at < 7; ++at) in.put(registry::trial::school("S" + std::to_string(at), "North"), {});
    });
    library_ = make_resources({*database_, *registry_, *places_, *staff_, trail_, *files_, {}});
    li_ = teacher("Li", "A");
  }
  std::string published(const std::string& title, ShareScope scope = ShareScope::public_,
                        const std::string& subject = "mathematics") {
    NewResource made;
    made.org_id = a_;
    made.title = title;
    made.kind = "slides";
    made.subject = subject;
    made.grades = {"03", "04"};
    made.node = "人教版/三年级上册";
    made.tags = {{"a & b"}};
    made.authors = "Li、Wang";
    made.licence = scope == ShareScope::public_ ? "CC-BY-4.0" : "house";
    made.url = "https://example.org/x?a=1&b=2";
    made.scope = scope;
    const auto page = library_->make(li_, made);
    EXPECT_TRUE(page) << page.error().what.en;
    EXPECT_EQ(code_of(library_->submit(li_, page->of.id)), "");
    EXPECT_EQ(code_of(library_->review(office_, scope == ShareScope::school ? a_ : north_, page->of.id, {true, {}})),
              "");
    return page->of.id;
  }
  Answer ask(const oai::Arguments& arguments) {
    const auto xml = library_->harvest("https://edu.example.org", arguments);
    Answer made{xml};
    EXPECT_TRUE(made.well_formed) << xml;
    if (made.well_formed) {
      // What the schema of every answer asks: responseDate, request, then an error or the verb; all in its namespace.
      EXPECT_EQ(made.elements.at(0).name, "OAI-PMH");
      EXPECT_EQ(made.elements.at(0).space, "http://www.openarchives.org/OAI/2.0/");
      EXPECT_EQ(made.elements.at(1).name, "responseDate");
      EXPECT_EQ(made.elements.at(1).text.size(), 20u);
      EXPECT_EQ(made.elements.at(2).name, "request");
      EXPECT_EQ(made.elements.at(2).text, "https://edu.example.org/oai");
      const auto code = made.error();
      EXPECT_EQ(made.elements.at(2).attributes.empty(), code == "badVerb" || code == "badArgument");
      if (code.empty())
        for (const auto& [name, value] : arguments) {
          EXPECT_EQ(made.elements.at(2).attributes.at(name), value);
          if (name != "verb") continue;
          EXPECT_EQ(made.elements.at(3).name, value);
        }
    }
    return made;
  }
  std::string fault(const oai::Arguments& arguments) { return ask(arguments).error(); }

  Actor li_;
  std::unique_ptr<Resources> library_;
};

TEST_P(HarvestTest, SaysWhoItIs) {
  const auto nothing = ask({{"verb", "Identify"}});
  EXPECT_EQ(nothing.first("protocolVersion"), "2.0");
  EXPECT_EQ(nothing.first("deletedRecord"), "persistent");
  EXPECT_EQ(nothing.first("granularity"), "YYYY-MM-DDThh:mm:ssZ");
  EXPECT_EQ(nothing.first("adminEmail"), "postmaster@edu.example.org");
  EXPECT_EQ(nothing.first("earliestDatestamp").size(), 20u);
  EXPECT_EQ(ask({{"verb", "ListMetadataFormats"}}).all("metadataPrefix"), (std::vector<std::string>{"oai_dc", "lrmi"}));
  EXPECT_EQ(fault({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}}), "noRecordsMatch");
}

TEST_P(HarvestTest, NamesErrorsAsTheProtocolDoes) {
  const auto id = published("x");
  const std::string urn = "urn:uuid:" + id;
  EXPECT_EQ(fault({}), "badVerb");
  EXPECT_EQ(fault({{"verb", "junk"}}), "badVerb");
  EXPECT_EQ(fault({{"verb", "Identify"}, {"verb", "Identify"}}), "badVerb");
  EXPECT_EQ(fault({{"verb", "Identify"}, {"metadataPrefix", "oai_dc"}}), "badArgument");
  EXPECT_EQ(fault({{"verb", "ListRecords"}}), "badArgument");
  EXPECT_EQ(fault({{"verb", "GetRecord"}, {"identifier", urn}}), "badArgument");
  EXPECT_EQ(fault({{"verb", "GetRecord"}, {"metadataPrefix", "oai_dc"}}), "badArgument");
  EXPECT_EQ(fault({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"metadataPrefix", "oai_dc"}}),
            "badArgument");
  for (const auto* wrong : {"junk", "2026-13-01", "2026-11-29T25:00:00Z", "2026-11-29T10:00Z", "2026-11"})
    EXPECT_EQ(fault({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"from", wrong}}), "badArgument") << wrong;
  EXPECT_EQ(fault({{"verb", "ListRecords"},
                   {"metadataPrefix", "oai_dc"},
                   {"from", "2026-01-01"},
                   {"until", "2026-01-02T00:00:00Z"}}),
            "badArgument")
      << "granularities differ";
  EXPECT_EQ(
      fault({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"from", "2026-02-01"}, {"until", "2026-01-01"}}),
      "badArgument");
  EXPECT_EQ(fault({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"until", "2001-01-01"}}), "noRecordsMatch");
  EXPECT_EQ(fault({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"set", "really:wrong"}}), "noRecordsMatch");
  EXPECT_EQ(fault({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"set", "really wrong"}}), "badArgument");
  EXPECT_EQ(fault({{"verb", "ListRecords"}, {"metadataPrefix", "marc"}}), "cannotDisseminateFormat");
  EXPECT_EQ(fault({{"verb", "GetRecord"}, {"metadataPrefix", "oai_dc"}, {"identifier", "invalid\"id"}}),
            "idDoesNotExist");
  EXPECT_EQ(fault({{"verb", "GetRecord"}, {"metadataPrefix", "oai_dc"}, {"identifier", "urn:uuid:" + new_uuid()}}),
            "idDoesNotExist");
  EXPECT_EQ(fault({{"verb", "ListMetadataFormats"}, {"identifier", "urn:uuid:" + new_uuid()}}), "idDoesNotExist");
  EXPECT_EQ(fault({{"verb", "ListMetadataFormats"}, {"identifier", urn}}), "");
  for (const auto* token : {"junktoken", "", "oai_dc!!!!2026-01-01!x!1", "!!!!!!"})
    EXPECT_EQ(fault({{"verb", "ListRecords"}, {"resumptionToken", token}}), "badResumptionToken") << token;
  EXPECT_EQ(fault({{"verb", "ListSets"}, {"resumptionToken", "x"}}), "badResumptionToken");
  EXPECT_EQ(fault({{"verb", "ListRecords"}, {"resumptionToken", "x"}, {"metadataPrefix", "oai_dc"}}), "badArgument");
}

TEST_P(HarvestTest, RecordsAreOfWhatEverybodyMayHave) {
  const auto id = published("分数 <1> & \"more\"");
  published("the district's", ShareScope::district);
  const auto all = ask({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}});
  EXPECT_EQ(all.all("identifier"),
            (std::vector<std::string>{"urn:uuid:" + id, "https://edu.example.org/resources/" + id}))
      << "of the header and of Dublin Core";
  EXPECT_EQ(all.first("title"), "分数 <1> & \"more\"");
  EXPECT_EQ(all.all("creator"), (std::vector<std::string>{"Li", "Wang"}));
  EXPECT_EQ(all.first("publisher"), "A");
  EXPECT_EQ(all.all("rights").back(), "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(all.all("setSpec"),
            (std::vector<std::string>{"kind:slides", "subject:mathematics", "grade:03", "grade:04"}));
  EXPECT_TRUE(all.all("resumptionToken").empty()) << "one page holds it all";
  const auto one = ask({{"verb", "GetRecord"}, {"metadataPrefix", "lrmi"}, {"identifier", "urn:uuid:" + id}});
  EXPECT_EQ(one.first("learningResourceType"), "presentation");
  EXPECT_EQ(one.all("educationalLevel"), (std::vector<std::string>{"03", "04"}));
  EXPECT_EQ(one.all("targetName"), (std::vector<std::string>{"数学", "人教版/三年级上册"}));
  const auto sets = ask({{"verb", "ListSets"}}).all("setSpec");
  EXPECT_EQ(sets, (std::vector<std::string>{"grade", "grade:03", "grade:04", "kind", "kind:slides", "quality",
                                            "subject", "subject:mathematics"}));
  for (const auto* set : {"grade", "grade:04", "kind:slides", "subject"})
    EXPECT_EQ(fault({{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}, {"set", set}}), "") << set;
  for (const auto* set : {"grade:4", "quality", "subject:chinese"})
    EXPECT_EQ(fault({{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}, {"set", set}}), "noRecordsMatch")
        << set;
}

TEST_P(HarvestTest, WhatIsGoneIsToldForGood) {
  const auto id = published("x");
  const auto stamp = ask({{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}}).first("datestamp");
  EXPECT_EQ(fault({{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}, {"from", stamp}, {"until", stamp}}), "")
      << "both ends are within";
  ASSERT_EQ(code_of(library_->withdraw(li_, id, "out of date")), "");
  const auto gone = ask({{"verb", "GetRecord"}, {"metadataPrefix", "oai_dc"}, {"identifier", "urn:uuid:" + id}});
  const auto header = std::ranges::find(gone.elements, "header", &Answer::Element::name);
  ASSERT_NE(header, gone.elements.end());
  EXPECT_EQ(header->attributes.at("status"), "deleted");
  EXPECT_TRUE(gone.all("metadata").empty());
  EXPECT_EQ(ask({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}}).all("header").size(), 1u);
}

TEST_P(HarvestTest, LongListsGoOnByTokens) {
  std::set<std::string> ids;
  for (int at = 0; at < 230; ++at)
    ids.insert("urn:uuid:" + published("x", ShareScope::public_, at % 2 ? "chinese" : "art"));
  std::vector<std::string> found;
  oai::Arguments next{{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}, {"from", "2001-01-01"}};
  std::vector<std::string> cursors;
  for (int page = 0; page < 9; ++page) {
    const auto answer = ask(next);
    for (auto& one : answer.all("identifier")) found.push_back(std::move(one));
    const auto token = std::ranges::find(answer.elements, "resumptionToken", &Answer::Element::name);
    ASSERT_NE(token, answer.elements.end());
    EXPECT_EQ(token->attributes.at("completeListSize"), "230");
    cursors.push_back(token->attributes.at("cursor"));
    if (token->text.empty()) break;
    next = {{"verb", "ListIdentifiers"}, {"resumptionToken", token->text}};
  }
  EXPECT_EQ(cursors, (std::vector<std::string>{"0", "100", "200"})) << "the last page has an empty token";
  EXPECT_EQ(found.size(), 230u);
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), ids);
  const auto first = ask({{"verb", "ListRecords"}, {"metadataPrefix", "lrmi"}, {"set", "subject:art"}});
  const auto rest = ask({{"verb", "ListRecords"}, {"resumptionToken", first.first("resumptionToken")}});
  EXPECT_EQ(rest.all("header").size(), 15u) << "the token keeps the set";
  EXPECT_EQ(rest.all("LearningResource").size(), 15u) << "and the format";
}

TEST_P(HarvestTest, SimilarSchoolsAreNamedByNothingTheyAloneDo) {
  const auto much = published("much", ShareScope::district), little = published("little", ShareScope::district);
  const auto use = [&](const std::string& id, const std::string& school) {
    EXPECT_EQ(code_of(library_->use(person("of " + school, {{Role::teacher, org_id(school)}}), id, {org_id(school)})),
              "");
  };
  for (const auto* school : {"S0", "S1", "S2"}) use(much, school);
  for (const auto* school : {"S0", "S1", "A"}) use(little, school);
  use(little, "S1");
  const auto mine = library_->like_mine(li_, a_);
  ASSERT_TRUE(mine) << mine.error().what.en;
  EXPECT_FALSE(mine->few);
  EXPECT_EQ(mine->similar, 9) << "B, Z and the seven";
  ASSERT_EQ(mine->items.size(), 1u) << "two schools are too few to be told of, and the own one is none of them";
  EXPECT_EQ(mine->items[0].of.title, "much");
  EXPECT_EQ(mine->items[0].schools, 3);
  EXPECT_EQ(code_of(library_->like_mine(li_, org_id("nowhere"))), "school-unknown");
  take_in([](registry::Intake& in) {
    in.put(registry::trial::area(registry::OrgKind::district, "South"), {});
    auto alone = registry::trial::school("Alone", "South");
    alone.school_kind = registry::SchoolKind::special;
    in.put(alone, {});
  });
  EXPECT_TRUE(library_->like_mine(li_, org_id("Alone"))->few);
}

DOORSTEP_ON_BOTH(HarvestTest);

TEST(OaiForm, IsReadAsFormsAreSent) {
  EXPECT_EQ(oai::arguments_of("verb=ListRecords&from=2026-01-01T00%3A00%3A00Z&x=a+b"),
            (oai::Arguments{{"verb", "ListRecords"}, {"from", "2026-01-01T00:00:00Z"}, {"x", "a b"}}));
  EXPECT_TRUE(oai::arguments_of("verb=%4").empty() && oai::arguments_of("a=%zz").empty() &&
              oai::arguments_of("").empty());
  EXPECT_EQ(oai::escaped("a<b>&\"\x01\n"), "a&lt;b&gt;&amp;&quot;\n");
}

}  // namespace
}  // namespace doorstep::resources
