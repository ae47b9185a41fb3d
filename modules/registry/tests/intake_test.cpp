// What an import promises, on both databases.
#include "register.h"

namespace doorstep::registry {
namespace {

using namespace trial;
using Names = std::vector<std::string>;

class IntakeTest : public Register {};
DOORSTEP_ON_BOTH(IntakeTest);

// The faults as English text, one line each.
std::string told(const IntakeReport& report) {
  std::string text;
  for (const auto& fault : report.faults)
    text += fmt::format("{}:{}:{} {}\n", fault.place.sheet, fault.place.row, fault.place.column, fault.what.en);
  return text;
}

TEST_P(IntakeTest, ADryRunCountsWhatTheRealRunDoesAndWritesNothing) {
  const auto dry = take_in(small, options(true));
  EXPECT_FALSE(dry.written);
  EXPECT_TRUE(registry_->areas({}).empty());
  const auto real = take_in(small);
  EXPECT_TRUE(real.written);
  for (const auto table : {Table::org, Table::return_}) {
    EXPECT_EQ(counts(dry, table).added, 6);
    EXPECT_EQ(counts(real, table).added, 6);
  }
  EXPECT_EQ(names({}), (Names{"A", "B", "C"}));
}

TEST_P(IntakeTest, TheSameFileAgainChangesNothing) {
  take_in(small);
  const auto before = registry_->change_sequence();
  const auto again = take_in(small);
  EXPECT_EQ(counts(again, Table::org).unchanged, 6);
  EXPECT_EQ(counts(again, Table::return_).unchanged, 6);
  for (const auto& made : again.tables) EXPECT_EQ(made.added + made.changed + made.ended, 0);
  EXPECT_EQ(registry_->change_sequence(), before);
}

TEST_P(IntakeTest, AChangedMemberIsDatedAndReported) {
  take_in(small);
  const auto change = [](Intake& in) {
    auto row = school("A", "North");
    row.name = "A new";
    in.put(row, {"orgs.csv", 2, ""});
  };
  const auto dry = take_in(change, options(true, "2025-03-01"));
  const auto real = take_in(change, options(false, "2025-03-01"));
  for (const auto& report : {dry, real}) {
    const auto made = counts(report, Table::org);
    EXPECT_EQ(made.changed, 1);
    ASSERT_EQ(made.changed_samples.size(), 1u);
    ASSERT_EQ(made.changed_samples[0].fields.size(), 1u);
    EXPECT_EQ(made.changed_samples[0].fields[0].field, "name");
    EXPECT_EQ(made.changed_samples[0].fields[0].from, "A");
    EXPECT_EQ(made.changed_samples[0].fields[0].to, "A new");
  }
  EXPECT_EQ(registry_->school(org_id("A"), day("2025-02-28"))->org.name, "A");
  EXPECT_EQ(registry_->school(org_id("A"), day("2025-03-01"))->org.name, "A new");
}

TEST_P(IntakeTest, WhatWasNotKnownAndDaysOfSpansHoldAllAlong) {
  take_in(small);
  const auto closed = [](Intake& in) {
    auto row = school("A", "North");
    row.setting = "rural";           // learnt now
    row.end_on = day("2023-08-01");  // closed then
    row.stages = "primary,junior";   // changed on the day of the import
    in.put(row, {"orgs.csv", 2, ""});
  };
  take_in(closed, options(false, "2025-03-01"));
  const auto then = registry_->school(org_id("A"), day("2010-01-01"))->org;
  EXPECT_EQ(then.setting, "rural");
  EXPECT_EQ(then.end_on, day("2023-08-01"));
  EXPECT_EQ(then.stages, "primary");
  EXPECT_EQ(registry_->school(org_id("A"), day("2025-03-01"))->org.stages, "primary,junior");
  SchoolQuery query;
  query.on = day("2023-07-31");
  EXPECT_EQ(names(query), (Names{"A", "B", "C"}));
  query.on = day("2023-08-01");
  EXPECT_EQ(names(query), (Names{"B", "C"}));
}

TEST_P(IntakeTest, HandEditsSurviveUnlessToldOtherwise) {
  take_in(small);
  SchoolEdit edit;
  edit.address = "Lane 1";
  ASSERT_TRUE(registry_->edit_school(actor_, org_id("A"), edit, std::nullopt));
  EXPECT_EQ(counts(take_in(small), Table::org).unchanged, 6);
  const auto moved = [](Intake& in) {
    auto row = school("A", "North");
    row.address = "Lane 2";
    row.setting = "rural";
    in.put(row, {"orgs.csv", 2, ""});
  };
  const auto report = take_in(moved, options(false, "2025-06-01"));
  auto after = *registry_->school(org_id("A"), std::nullopt);
  EXPECT_EQ(after.org.address, "Lane 1");
  EXPECT_EQ(after.org.setting, "rural");
  EXPECT_EQ(after.hand_edited, Names{"address"});
  const auto made = counts(report, Table::org);
  for (const auto& field : made.changed_samples.at(0).fields) EXPECT_EQ(field.kept, field.field == "address");

  auto over = options(false, "2025-06-02");
  over.over_hand_edits = true;
  EXPECT_EQ(counts(take_in(moved, over), Table::org).changed, 1);
  after = *registry_->school(org_id("A"), std::nullopt);
  EXPECT_EQ(after.org.address, "Lane 2");
  EXPECT_TRUE(after.hand_edited.empty());
}

TEST_P(IntakeTest, ADeltaEndsNothingAndAWholeTableEndsWhatItNoLongerNames) {
  take_in(small);
  const auto two = [](Intake& in) {
    in.put(area(OrgKind::region, "City", ""), {});
    in.put(area(OrgKind::district, "North", "City"), {});
    in.put(school("A", "North"), {});
  };
  EXPECT_EQ(counts(take_in(two), Table::org).ended, 0);
  const auto whole = [&](Intake& in) {
    two(in);
    in.complete(Table::org);
  };
  const auto dry = take_in(whole, options(true, "2025-01-01"));
  const auto before = registry_->change_sequence();
  const auto real = take_in(whole, options(false, "2025-01-01"));
  EXPECT_EQ(counts(dry, Table::org).ended, 3);
  EXPECT_EQ(counts(real, Table::org).ended, 3);
  EXPECT_GT(registry_->change_sequence(), before);
  EXPECT_EQ(names({}), Names{"A"});
  SchoolQuery then;
  then.on = day("2024-12-31");
  EXPECT_EQ(names(then), (Names{"A", "B", "C"}));
  int tombstones = 0;
  registry_->each_org(
      {}, [&](const OrgRow&, Status status, const std::string&) { tombstones += status == Status::tobedeleted; });
  EXPECT_EQ(tombstones, 3);
  EXPECT_EQ(counts(take_in(whole, options(false, "2025-01-01")), Table::org).ended, 0);

  // Named again, they live again; the gap stays.
  EXPECT_EQ(counts(take_in(small, options(false, "2025-02-01")), Table::org).changed, 3);
  EXPECT_EQ(names({}), (Names{"A", "B", "C"}));
  then.on = day("2025-01-15");
  EXPECT_EQ(names(then), Names{"A"});
}

TEST_P(IntakeTest, AWholeTableOfOneSourceLeavesOtherSourcesAlone) {
  take_in(small);
  const auto other = [](Intake& in) {
    in.put(area(OrgKind::group, "G", "North"), {});
    in.complete(Table::org);
  };
  EXPECT_EQ(counts(take_in(other, options(false, "2025-01-01", "other")), Table::org).ended, 0);
  EXPECT_EQ(names({}), (Names{"A", "B", "C"}));
  EXPECT_EQ(registry_->groups(std::nullopt, std::nullopt, {}).size(), 1u);
}

TEST_P(IntakeTest, DuplicatesAreNamedAtBothPlaces) {
  const auto report = take_in([](Intake& in) {
    in.put(area(OrgKind::region, "City", ""), {"orgs.csv", 2, ""});
    in.put(area(OrgKind::region, "City", ""), {"orgs.csv", 9, ""});
  });
  EXPECT_FALSE(report.written);
  EXPECT_EQ(told(report), "orgs.csv:9:id has the same id as row 2 of orgs.csv\n");
  EXPECT_TRUE(registry_->areas({}).empty());
}

TEST_P(IntakeTest, CirclesInTheTreeAreFound) {
  const auto report = take_in([](Intake& in) {
    in.put(area(OrgKind::region, "X", "Y"), {"orgs.csv", 2, ""});
    in.put(area(OrgKind::region, "Y", "Z"), {"orgs.csv", 3, ""});
    in.put(area(OrgKind::region, "Z", "X"), {"orgs.csv", 4, ""});
    in.put(school("below", "X"), {"orgs.csv", 5, ""});
  });
  EXPECT_FALSE(report.written);
  EXPECT_EQ(report.fault_count, 1);
  EXPECT_NE(told(report).find("run in a circle"), std::string::npos) << told(report);
}

TEST_P(IntakeTest, AParentMayComeLaterButMustCome) {
  const auto fine = take_in([](Intake& in) {
    in.put(area(OrgKind::district, "North", "City"), {"orgs.csv", 2, ""});
    in.put(area(OrgKind::region, "City", ""), {"orgs.csv", 3, ""});
  });
  EXPECT_TRUE(fine.written);
  const auto report = take_in([](Intake& in) { in.put(school("D", "Nowhere"), {"orgs.csv", 7, ""}); });
  EXPECT_FALSE(report.written);
  EXPECT_EQ(told(report), "orgs.csv:7:parent_id refers to an organisation that does not exist\n");
}

TEST_P(IntakeTest, DanglingReferencesBadSpansAndImpossibleNumbersAreFaults) {
  const auto report = take_in([](Intake& in) {
    small(in);
    in.put(role("r1", "nobody", "A", "teacher"), {"roles.csv", 2, ""});
    auto backwards = school("D", "North");
    backwards.end_on = day("1999-01-01");
    in.put(backwards, {"orgs.csv", 20, ""});
    auto far = school("E", "North");
    far.longitude = 200;
    far.latitude = 10;
    in.put(far, {"orgs.csv", 21, ""});
    in.put(figure("A", 2023, "students", -1), {"returns", 5, ""});
    in.put(figure("A", 0, "students", 1), {"returns", 6, ""});
  });
  EXPECT_FALSE(report.written);
  EXPECT_EQ(report.fault_count, 5);
  EXPECT_EQ(told(report),
            "roles.csv:2:person_id refers to a person that does not exist\n"
            "orgs.csv:20:end_on ends on 1999-01-01, before it begins on 2000-09-01\n"
            "orgs.csv:21:longitude coordinates out of range: longitude 200, latitude 10\n"
            "returns:5:students -1 is not a possible amount\n"
            "returns:6:year 0 is no school year\n");
  for (const auto& fault : report.faults) EXPECT_FALSE(fault.remedy.zh.empty() || fault.remedy.en.empty());
  EXPECT_TRUE(registry_->areas({}).empty());
}

TEST_P(IntakeTest, AnErrorOfTheReaderWritesNothing) {
  const auto report = registry_->take_in(actor_, options(), [](Intake& in) -> Result<void> {
    small(in);
    return refuse(Fault::invalid, "torn", say("文件不完整", "the file is torn"));
  });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "torn");
  EXPECT_TRUE(registry_->areas({}).empty());
}

TEST_P(IntakeTest, FindsOrganisationsByIdentifierAndNameAlsoOfThisImport) {
  take_in([](Intake& in) {
    small(in);
    in.put(IdentifierRow{org_id("A").value, "cn.school-code", "2111000001", "", {}, Date::never()}, {});
    EXPECT_EQ(in.org_by_identifier("cn.school-code", "2111000001"), org_id("A"));
    EXPECT_EQ(in.org_by_name(OrgKind::school, "B", org_id("City")), org_id("B"));
    EXPECT_TRUE(in.org_by_name(OrgKind::school, "B", org_id("South")).empty());
    EXPECT_TRUE(in.known(Table::org, org_id("C").value));
    EXPECT_FALSE(in.known(Table::org, org_id("D").value));
  });
  take_in([](Intake& in) {
    EXPECT_EQ(in.org_by_identifier("", "2111000001"), org_id("A"));
    EXPECT_EQ(in.org_by_name(OrgKind::district, "South", {}), org_id("South"));
    EXPECT_TRUE(in.known(Table::org, org_id("C").value));
  });
}

TEST_P(IntakeTest, NationalNumbersAreNeverStoredInClear) {
  const std::string number = "11010519491231002X";
  std::string digest;
  take_in([&](Intake& in) {
    small(in);
    in.put(person("Li Hua"), {"users.csv", 2, ""});
    digest = in.digest_of_national_id(number);
    EXPECT_EQ(digest, in.digest_of_national_id("110105 19491231 002x"));
    in.put(IdentifierRow{person("Li Hua").id.value, "cn.national-id", digest, "", {}, Date::never()}, {});
    EXPECT_EQ(in.person_by_identifier("cn.national-id", digest), person("Li Hua").id);
  });
  EXPECT_TRUE(digest.starts_with("digest:"));
  EXPECT_EQ(digest.find(number), std::string::npos);
  registry_->each_identifier({}, [&](const IdentifierRow& row) { EXPECT_EQ(row.value, digest); });
  take_in([&](Intake& in) {
    EXPECT_EQ(in.person_by_identifier("cn.national-id", digest), person("Li Hua").id);
    EXPECT_TRUE(in.person_by_identifier("cn.national-id", "digest:0").empty());
  });
}

TEST_P(IntakeTest, ReportsCarryNoNamesOfPeople) {
  take_in([](Intake& in) { in.put(person("Li Hua"), {"users.csv", 2, ""}); });
  const auto report = take_in([](Intake& in) {
    auto renamed = person("Li Hua");
    renamed.full_name = "Li Lihua";
    in.put(renamed, {"users.csv", 2, ""});
  });
  EXPECT_EQ(counts(report, Table::person).changed, 1);
  EXPECT_EQ(json::text(report).find("Li "), std::string::npos) << json::text(report);
}

TEST_P(IntakeTest, TheTrailTellsOfTheImport) {
  take_in(small);
  take_in([](Intake& in) {
    auto row = school("A", "North");
    row.setting = "rural";
    in.put(row, {});
  });
  const auto entries = database_->read([&](db::Session& session) { return trail_->list(session, {}); });
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].action, "org-imported");
  EXPECT_EQ(entries[0].changes.at(0).field, "setting");
  EXPECT_EQ(entries[2].action, "import-applied");
}

}  // namespace
}  // namespace doorstep::registry
