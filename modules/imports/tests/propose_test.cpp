// Mappings proposed for tables that nobody has seen before.
#include <gtest/gtest.h>

#include "importing.h"

namespace doorstep::imports {
namespace {

using registry::OrgKind;

class Proposing : public trial::Importing {
 protected:
  static std::string guess(const Proposal& proposal, const std::string& heading) {
    for (const auto& column : proposal.columns)
      if (column.heading == heading) return column.guess;
    return "no such column";
  }
  // Reads the file with what was proposed for it, as the dialog does.
  registry::IntakeReport taken_as_proposed(const std::string& path, Mapping mapping) {
    mapping.id = mapping.name = "proposed";
    const auto kept = imports_->keep_mapping(actor_, mapping);
    EXPECT_TRUE(kept) << (kept ? "" : kept.error().what.en + kept.error().fields.front().what.en);
    ImportOptions options;
    options.as = "proposed";
    return take({path}, options);
  }
};

TEST_P(Proposing, GermanTableWithSemicolonsAndDecimalCommas) {
  const auto path = file("schulen.csv",
                         "Schulname;Schulnummer;Ort;Landkreis;Schüler;Lehrkräfte;Breitengrad;Längengrad;Gegründet\n"
                         "Grundschule am See;07-114;Bad Sonnberg;Sonnkreis;1.204;12,5;50,1234;8,5678;01.08.1974\n"
                         "Grundschule Mitte;07-115;Sonnstadt;Sonnkreis;98;7;50,2;8,6;15.09.1999\n"
                         "Bergschule;08-201;Hohentann;Bergkreis;215;14,25;49,9;9,01;31.12.2001\n");
  const auto proposal = imports_->propose_file(path);
  ASSERT_TRUE(proposal);
  EXPECT_EQ(guess(*proposal, "Schulname"), "school.name");
  EXPECT_EQ(guess(*proposal, "Schulnummer"), "school.code");
  EXPECT_EQ(guess(*proposal, "Landkreis"), "district.name");
  EXPECT_EQ(guess(*proposal, "Ort"), "town.name");
  EXPECT_EQ(guess(*proposal, "Schüler"), "return.students");
  EXPECT_EQ(guess(*proposal, "Lehrkräfte"), "return.teachers");
  EXPECT_EQ(guess(*proposal, "Breitengrad"), "school.latitude");
  EXPECT_EQ(guess(*proposal, "Längengrad"), "school.longitude");
  EXPECT_EQ(guess(*proposal, "Gegründet"), "school.begin_on");
  EXPECT_TRUE(proposal->missing.empty());

  const auto report = taken_as_proposed(path, proposal->mapping);
  EXPECT_EQ(report.fault_count, 0) << told(report);
  EXPECT_EQ(sum_of("students"), 1204 + 98 + 215);
  EXPECT_EQ(sum_of("teachers"), 12.5 + 7 + 14.25);
  EXPECT_EQ(orgs(OrgKind::district).size(), 2u);
  const auto schools = orgs(OrgKind::school);
  const auto lake = std::ranges::find(schools, "Grundschule am See", &registry::OrgRow::name);
  ASSERT_NE(lake, schools.end());
  EXPECT_EQ(lake->latitude, 50.1234);
  EXPECT_EQ(lake->begin_on.text(), "1974-08-01");
}

TEST_P(Proposing, FrenchFinnishAndJapaneseHeadings) {
  const auto french = imports_->propose_file(
      file("ecoles.csv",
           "Code établissement;Nom établissement;Commune;Nombre d'élèves;Nombre de classes;Enseignants\n"
           "0750001A;École Jean Moulin;Paris;212;9;11\n0750002B;École Pasteur;Lyon;180;8;9\n"));
  ASSERT_TRUE(french);
  EXPECT_TRUE(french->missing.empty());
  EXPECT_EQ(guess(*french, "Nombre d'élèves"), "return.students");
  EXPECT_EQ(guess(*french, "Nombre de classes"), "return.classes");
  EXPECT_EQ(guess(*french, "Enseignants"), "return.teachers");

  const auto finnish =
      imports_->propose_file(file("koulut.csv",
                                  "Oppilaitosnumero,Oppilaitoksen nimi,Kunta,Maakunta,Oppilaat,Opettajat\n"
                                  "00012,Keskuskoulu,Espoo,Uusimaa,420,30\n00013,Rantakoulu,Vantaa,Uusimaa,310,22\n"));
  ASSERT_TRUE(finnish);
  EXPECT_TRUE(finnish->missing.empty());
  EXPECT_EQ(guess(*finnish, "Kunta"), "district.name");
  EXPECT_EQ(guess(*finnish, "Maakunta"), "region.name");

  const auto japanese = imports_->propose_file(file("gakko.csv",
                                                    "学校コード,学校名,市町村,都道府県,児童数,教員数,学級数\n"
                                                    "B101,中央小学校,札幌市,北海道,310,20,12\n"
                                                    "B102,北小学校,小樽市,北海道,150,11,6\n"));
  ASSERT_TRUE(japanese);
  EXPECT_TRUE(japanese->missing.empty());
  EXPECT_EQ(guess(*japanese, "児童数"), "return.students");
  EXPECT_EQ(guess(*japanese, "学級数"), "return.classes");
}

TEST_P(Proposing, WhatIsMissingIsNamed) {
  const auto proposal = imports_->propose_file(file("plain.csv", "Title,Count\nNorth school,12\nSouth school,30\n"));
  ASSERT_TRUE(proposal);
  EXPECT_NE(std::ranges::find(proposal->missing, "school.code"), proposal->missing.end());
  EXPECT_NE(std::ranges::find(proposal->missing, "district.name"), proposal->missing.end());
}

TEST_P(Proposing, AnUnknownTableIsNoFormatAndSaysWhatToDo) {
  const auto report = read({file("plain.csv", "Title,Count\nNorth school,12\nSouth school,30\n")});
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().what.en.find("--as"), std::string::npos);
  EXPECT_NE(report.error().what.en.find("import dialog"), std::string::npos);
}

TEST_P(Proposing, AMappingWithoutItsRequiredTargetsIsRefused) {
  Mapping mapping;
  mapping.id = "half";
  mapping.fields = {{"school.name", {"Title"}, {}, {}, {}, {}}, {"school.nonsense", {"Count"}, {}, {}, {}, {}}};
  const auto kept = imports_->keep_mapping(actor_, mapping);
  ASSERT_FALSE(kept);
  std::string all;
  for (const auto& field : kept.error().fields) all += field.what.en + "\n";
  EXPECT_NE(all.find("school.nonsense"), std::string::npos) << all;
  EXPECT_NE(all.find("school.code"), std::string::npos) << all;
  EXPECT_NE(all.find("district.name"), std::string::npos) << all;
}

TEST_P(Proposing, CodesThatAMappingDoesNotKnowAreNamed) {
  const auto path = file("kinds.csv",
                         "code,name,district,type,ownership\nA1,North,Sunny,Grundschule,staatlich\n"
                         "A2,South,Sunny,Gymnasium,privat\n");
  Mapping mapping;
  mapping.id = "kinds";
  mapping.fields = {{"school.code", {"code"}, {}, {}, {}, {}},
                    {"school.name", {"name"}, {}, {}, {}, {}},
                    {"district.name", {"district"}, {}, {}, {}, {}},
                    {"school.kind", {"type"}, {}, {}, {{"Grundschule", "primary"}}, {}},
                    {"school.legal_form", {"ownership"}, {}, {}, {}, {}}};
  ASSERT_TRUE(imports_->keep_mapping(actor_, mapping));
  ImportOptions options;
  options.as = "kinds";
  const auto report = take({path}, options);
  EXPECT_EQ(report.fault_count, 1) << told(report);
  EXPECT_NE(told(report).find("“Gymnasium”"), std::string::npos) << told(report);
  EXPECT_NE(told(report).find("“staatlich”"), std::string::npos) << told(report);
  EXPECT_FALSE(report.written);
}

DOORSTEP_ON_BOTH(Proposing);

}  // namespace
}  // namespace doorstep::imports
