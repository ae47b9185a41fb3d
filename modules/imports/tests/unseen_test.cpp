// Tables of three countries that no mapping knows, as their offices publish them; the figures are made up.
#include <gtest/gtest.h>

#include "importing.h"

namespace doorstep::imports {
namespace {

using registry::OrgKind;

class Unseen : public trial::Importing {
 protected:
  static std::string guess(const Proposal& proposal, const std::string& heading) {
    for (const auto& column : proposal.columns)
      if (column.heading == heading) return column.guess;
    return "no such column";
  }
  static std::string noted(const Proposal& proposal) {
    std::string all;
    for (const auto& note : proposal.notes) all += note.en + "\n";
    return all;
  }
  registry::IntakeReport taken(const std::string& path, Mapping mapping) {
    mapping.id = "unseen";
    EXPECT_TRUE(imports_->keep_mapping(actor_, mapping));
    ImportOptions options;
    options.as = "unseen";
    auto report = take({path}, options);
    EXPECT_EQ(report.fault_count, 0) << told(report);
    return report;
  }
};

TEST_P(Unseen, AmericanSchools) {
  const auto path = file("ccd_sch.csv",
                         "SURVYEAR,LEAID,NCESSCH,SCH_NAME,LEA_NAME,LSTATE,LCITY,LZIP,PHONE,LATCOD,LONCOD,MEMBER,FTE\n"
                         "2022-2023,0600001,060000108001,Oak Elementary,Acton Unified,CA,Acton,93510,(661)555-0101,"
                         "34.4912,-118.1853,412,19.5\n"
                         "2022-2023,0600001,060000108002,Vista High,Acton Unified,CA,Acton,93511,(661)555-0102,"
                         "34.5012,-118.1953,1210,55.25\n"
                         "2022-2023,0601620,060162008003,Meadow Elementary,ABC Unified,CA,Cerritos,90703,(562)555-0103,"
                         "33.8653,-118.0653,380,17\n");
  const auto proposal = imports_->propose_file(path);
  ASSERT_TRUE(proposal);
  EXPECT_TRUE(proposal->missing.empty());
  EXPECT_EQ(guess(*proposal, "NCESSCH"), "school.code");
  EXPECT_EQ(guess(*proposal, "SCH_NAME"), "school.name");
  EXPECT_EQ(guess(*proposal, "LEA_NAME"), "district.name");
  EXPECT_EQ(guess(*proposal, "LATCOD"), "school.latitude");
  EXPECT_EQ(guess(*proposal, "MEMBER"), "return.students");
  EXPECT_EQ(guess(*proposal, "FTE"), "return.teachers");
  taken(path, proposal->mapping);
  EXPECT_EQ(orgs(OrgKind::school).size(), 3u);
  EXPECT_EQ(orgs(OrgKind::district).size(), 2u);
  EXPECT_EQ(sum_of("students"), 2002);
  EXPECT_EQ(sum_of("teachers"), 91.75);
}

TEST_P(Unseen, IrishSchoolsOnTheirGrid) {
  const auto path =
      file("Primary_Schools_2023-24.csv",
           "Roll Number,Official Name,Address (Line 1),County Description,Eircode,DEIS (Y/N),FEMALE,MALE,TOTAL,"
           "ITM Eastings,ITM Northings\n"
           "00651R,Borris Mxd N.S.,Borris,Carlow,R95 A123,N,101,99,200,673000,650500\n"
           "01116A,Scoil Mhuire,Main Street,Cork,T12 B456,Y,70,80,150,567000,571500\n");
  const auto proposal = imports_->propose_file(path);
  ASSERT_TRUE(proposal);
  EXPECT_TRUE(proposal->missing.empty());
  EXPECT_EQ(guess(*proposal, "Roll Number"), "school.code");
  EXPECT_EQ(guess(*proposal, "TOTAL"), "return.students") << "the sum of girls and boys";
  EXPECT_EQ(guess(*proposal, "Eircode"), "");
  EXPECT_EQ(proposal->mapping.crs, "EPSG:2157");
  EXPECT_EQ(proposal->mapping.year, 2023);
  taken(path, proposal->mapping);
  EXPECT_EQ(sum_of("students"), 350);
  for (const auto& school : orgs(OrgKind::school)) {
    ASSERT_TRUE(school.latitude) << school.name;
    EXPECT_NEAR(*school.latitude, school.name == "Scoil Mhuire" ? 51.9 : 52.6, 0.1);
  }
}

TEST_P(Unseen, GermanSchoolsInLatin1) {
  const auto path =
      file("schulverzeichnis.csv",
           "Schul-Nr.;Amtliche Bezeichnung;Rechtsform;Stra\xdf"
           "e;PLZ;Ort;Kreis;Regierungsbezirk;Sch\xfclerzahl insgesamt;"
           "davon weiblich;Lehrkr\xe4"
           "fte (VZ\xc4);UTMRechtswert;UTMHochwert;Schulbetriebsbeginn;Schulbetriebsschluss\n"
           "100005;St\xe4"
           "dt. Grundschule M\xfcllerstra\xdf"
           "e;\xf6"
           "ffentlich;M\xfcllerstra\xdf"
           "e 1;40101;K\xf6ln;"
           "K\xf6ln, Stadt;K\xf6ln;1.204;600;50,25;356000,50;5645000,25;01.08.1950;\n"
           "100018;Kath. Grundschule;privat;Ring 2;40102;Bonn;Bonn, Stadt;K\xf6ln;210;100;12,5;365000,00;5621000,75;"
           "01.08.1963;31.07.2021\n");
  const auto proposal = imports_->propose_file(path);
  ASSERT_TRUE(proposal) << proposal.error().what.en;
  EXPECT_TRUE(proposal->missing.empty());
  EXPECT_EQ(guess(*proposal, "Schul-Nr."), "school.code");
  EXPECT_EQ(guess(*proposal, "Amtliche Bezeichnung"), "school.name");
  EXPECT_EQ(guess(*proposal, "Kreis"), "district.name");
  EXPECT_EQ(guess(*proposal, "Regierungsbezirk"), "region.name");
  EXPECT_EQ(guess(*proposal, "Schülerzahl insgesamt"), "return.students");
  EXPECT_EQ(guess(*proposal, "Lehrkräfte (VZÄ)"), "return.teachers");
  EXPECT_EQ(guess(*proposal, "Schulbetriebsbeginn"), "school.begin_on");
  EXPECT_EQ(guess(*proposal, "Schulbetriebsschluss"), "school.end_on");
  EXPECT_TRUE(proposal->mapping.crs.empty()) << "two zones are possible";
  EXPECT_NE(noted(*proposal).find("EPSG:25832"), std::string::npos) << noted(*proposal);
  auto mapping = proposal->mapping;
  mapping.crs = "EPSG:25832";
  const auto report = taken(path, mapping);
  EXPECT_NE(told(report).find("Windows-1252"), std::string::npos) << told(report);
  EXPECT_EQ(sum_of("students"), 1414);
  EXPECT_EQ(sum_of("teachers"), 62.75);
  for (const auto& school : orgs(OrgKind::school)) {
    const bool cologne = school.name == "Städt. Grundschule Müllerstraße";
    ASSERT_TRUE(school.latitude) << school.name;
    EXPECT_NEAR(*school.latitude, cologne ? 50.94 : 50.73, 0.02);
    EXPECT_EQ(school.legal_form, cologne ? "public" : "private");
    EXPECT_EQ(school.end_on == Date::never(), cologne);
  }
}

DOORSTEP_ON_BOTH(Unseen);

}  // namespace
}  // namespace doorstep::imports
