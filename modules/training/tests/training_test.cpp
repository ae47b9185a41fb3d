// Offers, places, attendance, hours and certificates; on both databases.
#include "training_trial.h"

#include "certificate.h"
#include "sheet.h"

namespace doorstep::training {
namespace {

class TrainingTest : public TrainingTrial {};

TEST_P(TrainingTest, FromTheOfferToTheCertificate) {
  const auto id = offered(lessons());
  EXPECT_EQ(training_->own(li_)->open.size(), 1u);
  EXPECT_TRUE(training_->own(sun_)->open.empty()) << "her school is no member";
  ASSERT_EQ(enrol(li_, id), "");
  EXPECT_EQ(enrol(li_, id), "enrolled");
  EXPECT_EQ(enrol(sun_, id), "offer-unknown");
  ASSERT_EQ(enrol(zhao_, id), "");

  EXPECT_EQ(code_of(training_->attend(office_, group_, session(id), {{{id_of("li"), true}}, {}})), "not-begun");
  now_ = at_hour(first_, 14);
  const auto screen = training_->check_in_code(group_, session(id));
  ASSERT_TRUE(screen) << screen.error().what.en;
  EXPECT_EQ(fault_of(training_->check_in(li_, session(id), screen->code == "000000" ? "1" : "000000")), "code");
  ASSERT_TRUE(training_->check_in(li_, session(id), screen->code));
  EXPECT_EQ(enter(session(id), id_of("zhao"), true), "");
  EXPECT_EQ(code_of(training_->complete(office_, group_, id)), "not-over");
  now_ = at_hour(second_, 17);
  EXPECT_EQ(code_of(training_->check_in(li_, session(id, 1), "123456")), "not-now");
  EXPECT_EQ(enter(session(id, 1), id_of("li"), true), "");
  EXPECT_EQ(training_->own(li_)->standing.hours, 4);
  EXPECT_EQ(training_->own(zhao_)->standing.hours, 2) << "only for sessions that she came to";

  ASSERT_TRUE(training_->complete(office_, group_, id));
  EXPECT_FALSE(of(id, "zhao").certificate) << "half of it is not enough";
  const auto certificate = of(id, "li").certificate;
  ASSERT_TRUE(certificate);
  EXPECT_TRUE(training_->check(certificate->code, " Li"));
  EXPECT_FALSE(training_->check(certificate->code, "zhao"));
  EXPECT_FALSE(training_->check("ABCD-EFGH-JKLM", "li"));
  const auto facts = training_->facts(id_of("li"));
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].issuer, "G");

  const auto printed = training_->own_certificate(li_, certificate->id);
  ASSERT_TRUE(printed);
  EXPECT_EQ(printed->evidence.size(), 2u);
  for (const auto language : {Language::zh, Language::en})
    EXPECT_EQ(certificate_pdf(*printed, training_->duties(), language)->substr(0, 5), "%PDF-");
  EXPECT_EQ(code_of(training_->own_certificate(zhao_, certificate->id)), "certificate-unknown");
  EXPECT_EQ(fault_of(training_->revoke(office_, group_, certificate->id, "")), "reason");
  ASSERT_TRUE(training_->revoke(office_, group_, certificate->id, "a mistake"));
  EXPECT_FALSE(training_->check(certificate->code, "li"));
  EXPECT_EQ(code_of(training_->own_certificate(li_, certificate->id)), "revoked");
  EXPECT_EQ(enrol(wang_, id), "not-open");
}

TEST_P(TrainingTest, TheWaitingListMovesUp) {
  auto wanted = lessons();
  wanted.capacity = 1;
  const auto id = offered(wanted);
  ASSERT_EQ(enrol(li_, id), "");
  ASSERT_EQ(enrol(wang_, id), "");
  ASSERT_EQ(enrol(zhao_, id), "");
  EXPECT_EQ(of(id, "zhao").turn, 2);
  EXPECT_EQ(training_->own(zhao_)->mine.at(0).turn, 2);
  ASSERT_TRUE(training_->withdraw(li_, id));
  EXPECT_EQ(of(id, "wang").state, EnrolmentState::enrolled);
  ASSERT_EQ(enrol(li_, id), "") << "again, at the end";
  EXPECT_EQ(of(id, "li").turn, 2);
  auto more = file(id);
  wanted.capacity = 3;
  for (size_t i = 0; i < 2; ++i) wanted.sessions[i].id = session(id, i);
  ASSERT_TRUE(training_->change(office_, group_, id, wanted));
  EXPECT_EQ(file(id).offer.enrolled, 3) << "more places, and the same sessions";
}

TEST_P(TrainingTest, WhoTakesPartIsToldWhatChanges) {
  auto wanted = lessons();
  wanted.capacity = 1;
  const auto id = offered(wanted);
  for (const auto* who : {&li_, &wang_, &zhao_}) ASSERT_EQ(enrol(*who, id), "");
  ASSERT_TRUE(training_->withdraw(li_, id));
  EXPECT_EQ(told("wang").size(), 1u) << "moved up";
  EXPECT_TRUE(told("zhao").empty());
  for (size_t i = 0; i < 2; ++i) wanted.sessions[i].id = session(id, i);
  wanted.title = "Bigger units";
  ASSERT_TRUE(training_->change(office_, group_, id, wanted));
  EXPECT_TRUE(told_.empty()) << "neither the time nor the place";
  wanted.sessions[1].from = "13:00";
  wanted.place = "Hall 2";
  ASSERT_TRUE(training_->change(office_, group_, id, wanted));
  const auto moved = told("zhao");
  ASSERT_EQ(moved.size(), 1u);
  EXPECT_NE(moved[0].find("13:00"), std::string::npos) << moved[0];
  EXPECT_NE(moved[0].find("Hall 2"), std::string::npos);
  EXPECT_TRUE(told("li").empty()) << "has withdrawn";
  told_.clear();
  ASSERT_TRUE(training_->cancel(office_, group_, id, "The lecturer is ill."));
  EXPECT_NE(told("wang").at(0).find("ill"), std::string::npos);
  EXPECT_EQ(code_of(training_->cancel(office_, group_, id, "again")), "not-open");
  EXPECT_TRUE(told("wang").empty()) << "what did not happen is not told";
}

TEST_P(TrainingTest, StandsInTheCalendarOfWhoTakesPartOrLeads) {
  auto wanted = lessons();
  wanted.place = "Hall";
  const auto found = centres_->found(
      office_, group_, {centres::CentreKind::teachers, "Teachers' centre", "", {}, Date::today().plus(-9)});
  ASSERT_TRUE(found);
  const auto centre = found->centres.at(0).id;
  ASSERT_TRUE(centres_->appoint(office_, group_, centre,
                                {"zhao", "zhao", org_id("B"), centres::CentrePart::head, Date::today().plus(-9), {}},
                                true));
  wanted.centre_id = centre;
  const auto id = offered(wanted);
  ASSERT_EQ(enrol(li_, id), "");
  const auto own = [&](const Actor& who) { return training_->own_sessions(who, {group_}, first_, second_.plus(1)); };
  ASSERT_EQ(own(li_).size(), 2u);
  EXPECT_EQ(own(li_)[0].title, "Big unit teaching · One");
  EXPECT_EQ(own(li_)[0].place, "Hall");
  EXPECT_FALSE(own(li_)[0].leads);
  ASSERT_EQ(own(zhao_).size(), 2u) << "heads the centre";
  EXPECT_TRUE(own(zhao_)[0].leads);
  EXPECT_TRUE(own(wang_).empty());
  EXPECT_EQ(training_->sessions_of(group_, first_, second_).size(), 1u) << "[from, to)";
  ASSERT_TRUE(training_->withdraw(li_, id));
  EXPECT_TRUE(own(li_).empty());
  ASSERT_TRUE(training_->cancel(office_, group_, id, "nobody comes"));
  EXPECT_TRUE(training_->sessions_of(group_, first_, second_.plus(1)).empty());
}

TEST_P(TrainingTest, TheOrganiserChoosesWhereTheRuleIsSelection) {
  auto wanted = lessons();
  wanted.capacity = 1;
  wanted.by = PlacesBy::selection;
  const auto id = offered(wanted);
  ASSERT_EQ(enrol(li_, id), "");
  ASSERT_EQ(enrol(zhao_, id), "");
  EXPECT_EQ(file(id).offer.applied, 2);
  EXPECT_EQ(code_of(training_->choose(office_, group_, id, {{of(id, "li").id, of(id, "zhao").id}, true})), "full");
  ASSERT_TRUE(training_->choose(office_, group_, id, {{of(id, "li").id}, true}));
  ASSERT_TRUE(training_->choose(office_, group_, id, {{of(id, "zhao").id}, false}));
  EXPECT_EQ(training_->own(zhao_)->mine.at(0).state, EnrolmentState::refused);
  EXPECT_EQ(code_of(training_->choose(office_, a_, id, {{of(id, "li").id}, true})), "offer-unknown")
      << "by another organisation";
}

TEST_P(TrainingTest, IsForWhomItSays) {
  auto wanted = lessons();
  wanted.whom = ForWhom{{}, {"mathematics"}, {}, {}, {}};
  const auto id = offered(wanted);
  EXPECT_EQ(enrol(li_, id), "offer-unknown");
  EXPECT_EQ(enrol(zhao_, id), "");
  EXPECT_EQ(fault_of(training_->enrol_people(office_, a_, {id, {id_of("li")}})), "people");
  wanted.whom = ForWhom{{}, {}, {}, 20, {}};
  EXPECT_EQ(enrol(li_, offered(wanted)), "offer-unknown") << "ten years of service";
}

TEST_P(TrainingTest, ASchoolEnrolsItsOwnPeople) {
  const auto id = offered(lessons());
  const auto open = training_->open_to(a_);
  ASSERT_EQ(open->items.size(), 1u);
  EXPECT_EQ(open->items[0].people.size(), 2u);
  EXPECT_EQ(fault_of(training_->enrol_people(office_, a_, {id, {id_of("zhao")}})), "people") << "of another school";
  ASSERT_TRUE(training_->enrol_people(office_, a_, {id, {id_of("li"), id_of("wang")}}));
  EXPECT_EQ(of(id, "li").by_name, "office");
  const auto enrolment = of(id, "li").id;
  EXPECT_EQ(code_of(training_->withdraw_person(office_, org_id("B"), enrolment)), "enrolment-unknown");
  ASSERT_TRUE(training_->withdraw_person(office_, a_, enrolment));
  EXPECT_EQ(of(id, "li").state, EnrolmentState::withdrawn);
  EXPECT_EQ(code_of(training_->open_to(group_)), "school-unknown");
}

TEST_P(TrainingTest, WhatIsWrongWithAnOfferIsNamed) {
  const auto fault = [&](auto&& change) {
    auto wanted = lessons();
    change(wanted);
    return fault_of(training_->make(office_, group_, wanted));
  };
  EXPECT_EQ(fault([](NewOffer& one) { one.title.clear(); }), "title");
  EXPECT_EQ(fault([](NewOffer& one) { one.kind = "x"; }), "kind");
  EXPECT_EQ(fault([](NewOffer& one) { one.level = "x"; }), "level");
  EXPECT_EQ(fault([](NewOffer& one) { one.url = "javascript:alert(1)"; }), "url");
  EXPECT_EQ(fault([](NewOffer& one) { one.sessions.clear(); }), "sessions");
  EXPECT_EQ(fault([](NewOffer& one) { one.sessions[0].to = "13:00"; }), "sessions");
  EXPECT_EQ(fault([](NewOffer& one) { one.sessions[0].hours = 0; }), "sessions");
  EXPECT_EQ(fault([](NewOffer& one) { one.deadline = Date::today().plus(99); }), "deadline");
  EXPECT_EQ(fault([](NewOffer& one) { one.capacity = -1; }), "capacity");
  EXPECT_EQ(fault([](NewOffer& one) { one.pass = 2; }), "pass");
  EXPECT_EQ(fault([](NewOffer& one) { one.centre_id = "x"; }), "centre_id");
  EXPECT_EQ(fault([](NewOffer& one) { one.whom = ForWhom{{}, {}, {}, 9, 3}; }), "whom");
  EXPECT_EQ(code_of(training_->make(office_, org_id("nowhere"), lessons())), "org-unknown");
}

TEST_P(TrainingTest, CorrectionsNeedAReasonAndMoveCertificates) {
  auto wanted = lessons();
  wanted.sessions.pop_back();
  const auto id = offered(wanted);
  ASSERT_EQ(enrol(li_, id), "");
  now_ = at_hour(first_, 15);
  EXPECT_EQ(enter(session(id), id_of("zhao"), true), "people") << "is not enrolled";
  ASSERT_EQ(enter(session(id), id_of("li"), false), "");
  EXPECT_EQ(enter(session(id), id_of("li"), true), "reason");
  ASSERT_EQ(enter(session(id), id_of("li"), true, "came late"), "");
  EXPECT_EQ(code_of(training_->withdraw(li_, id)), "has-attendance");
  EXPECT_EQ(code_of(training_->cancel(office_, group_, id, "rain")), "has-attendance");
  auto later = wanted;
  later.sessions[0].id = session(id);
  later.sessions[0].hours = 3;
  EXPECT_EQ(code_of(training_->change(office_, group_, id, later)), "has-attendance");
  ASSERT_TRUE(training_->complete(office_, group_, id));
  const auto code = of(id, "li").certificate->code;
  ASSERT_EQ(enter(session(id), id_of("li"), false, "was somebody else"), "");
  EXPECT_FALSE(training_->check(code, "li")) << "what was not earned is revoked";
  ASSERT_EQ(enter(session(id), id_of("li"), true, "it was her after all"), "");
  EXPECT_TRUE(training_->check(of(id, "li").certificate->code, "li"));
  EXPECT_NE(of(id, "li").certificate->code, code);
}

TEST_P(TrainingTest, ASheetOfAttendanceIsReadDryFirst) {
  const auto id = offered(lessons());
  ASSERT_EQ(enrol(li_, id), "");
  ASSERT_EQ(enrol(zhao_, id), "");
  now_ = at_hour(first_, 15);
  const auto read = [&](std::vector<AttendanceLine> lines, bool dry) {
    return *training_->read_attendance(office_, group_, session(id), lines, dry);
  };
  const auto bad = read(
      {{2, "", "li", "", "perhaps"}, {3, "", "qian", "", "是"}, {4, "", "li", "", "1"}, {5, "", "li", "", "1"}}, false);
  EXPECT_FALSE(bad.kept);
  ASSERT_EQ(bad.faults.size(), 3u);
  EXPECT_EQ(bad.faults[0].row, 2);
  EXPECT_EQ(bad.faults[1].column, "name");
  const std::vector<AttendanceLine> good{{2, of(id, "li").id, "li", "A", "是"}, {3, "", "zhao", "B", "否"}};
  EXPECT_EQ(read(good, true).changed, 2);
  EXPECT_TRUE(of(id, "li").attended.empty()) << "a dry run";
  EXPECT_TRUE(read(good, false).kept);
  EXPECT_EQ(of(id, "li").hours, 2);
  EXPECT_EQ(read({{2, "", "zhao", "", "是"}}, true).faults.at(0).column, "came") << "a correction is made on the page";

  const auto path = folder_.path() + "/sheet.xlsx";
  std::ofstream{path, std::ios::binary} << attendance_workbook(file(id), session(id), Language::zh);
  const auto lines = read_attendance_sheet(path);
  ASSERT_TRUE(lines) << lines.error().what.en;
  EXPECT_EQ(lines->size(), 2u);
  EXPECT_EQ(read(*lines, true).changed, 0) << "as it stands";
}

TEST_P(TrainingTest, TenWrongCodesAreEnough) {
  const auto id = offered(lessons());
  ASSERT_EQ(enrol(li_, id), "");
  now_ = at_hour(first_, 14);
  const auto good = training_->check_in_code(group_, session(id))->code;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(fault_of(training_->check_in(li_, session(id), "x")), "code");
  EXPECT_EQ(code_of(training_->check_in(li_, session(id), good)), "code-tries");
}

TEST_P(TrainingTest, TrainingElsewhereCountsOnceTheSchoolConfirms) {
  NewClaim wanted{"National course", "A university", "backbone", "national", 40, Date::today(), Date::today(), {}};
  EXPECT_EQ(fault_of(training_->claim(li_, wanted)), "files");
  wanted.files = {{uploaded(li_, a_)}};
  wanted.hours = 0;
  EXPECT_EQ(fault_of(training_->claim(li_, wanted)), "hours");
  wanted.hours = 40;
  const auto made = training_->claim(li_, wanted);
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_EQ(made->standing.hours, 0);
  const auto id = made->claims.at(0).id;
  EXPECT_TRUE(training_->has_claim(a_, id));
  EXPECT_TRUE(training_->own_claim(li_, id));
  EXPECT_FALSE(training_->own_claim(wang_, id)) << "of a colleague";
  EXPECT_FALSE(training_->own_claim(office_, id)) << "is none of the staff";
  EXPECT_EQ(training_->at(a_)->claims, 1);
  EXPECT_EQ(code_of(training_->decide_claim(office_, org_id("B"), id, {true, {}})), "claim-unknown");
  EXPECT_EQ(code_of(training_->decide_claim(li_, a_, id, {true, {}})), "ones-own");
  EXPECT_EQ(fault_of(training_->decide_claim(office_, a_, id, {false, {}})), "reason");
  ASSERT_TRUE(training_->decide_claim(office_, a_, id, {true, {}}));
  EXPECT_EQ(training_->own(li_)->standing.hours, 40);
  EXPECT_EQ(training_->own(li_)->standing.years.back().levels.at(0).code, "national");
  EXPECT_TRUE(training_->facts(id_of("li")).at(0).elsewhere);
  EXPECT_EQ(code_of(training_->take_back(li_, id)), "confirmed");
  EXPECT_EQ(code_of(training_->take_back(wang_, id)), "claim-unknown");
}

TEST_P(TrainingTest, HoursAreShownByPersonAndBySchool) {
  const auto page = training_->hours(group_, {group_, {}, false, "", "", 2});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->total, 3);
  EXPECT_EQ(page->behind, 3);
  ASSERT_EQ(page->items.size(), 2u);
  EXPECT_EQ(training_->hours(group_, {group_, {}, false, "", page->next, 2})->items.size(), 1u);
  EXPECT_EQ(training_->hours(group_, {group_, {}, false, "zha", "", 2})->found, 1);
  EXPECT_EQ(fault_of(training_->hours(group_, {group_, org_id("Z"), false, "", "", 2})), "school");
  EXPECT_EQ(training_->hours(group_, {group_, a_, true, "", "", 10})->items.size(), 2u);
  const auto schools = training_->hours_by_school(group_);
  ASSERT_EQ(schools->size(), 2u);
  EXPECT_EQ(schools->at(0).people, 2);
  EXPECT_TRUE(training_->standing_of(id_of("li"))->behind);
  EXPECT_EQ(hours_workbook(*training_->all_hours(group_), training_->duties(), Language::en).substr(0, 2), "PK");
}

TEST_P(TrainingTest, WhoIsTiedToNobodyIsToldSo) {
  EXPECT_TRUE(training_->own(office_)->unknown);
  EXPECT_EQ(enrol(office_, offered(lessons())), "no-staff");
}

DOORSTEP_ON_BOTH(TrainingTest);

TEST_P(TrainingTest, HoursFromBeforeComeByASheetAllOrNone) {
  const PastHoursLine good{2,         "",         "li", "A",          "Induction", "District centre",
                           "subject", "district", "24", "2025-07-15", "2025-07-18"};
  auto wrong = good;
  wrong.row = 3;
  wrong.name = "nobody";
  wrong.hours = "0";
  wrong.kind = "cooking";
  const auto tried = training_->read_past_hours(office_, org_id("North"), {good, wrong}, false);
  ASSERT_TRUE(tried);
  EXPECT_FALSE(tried->kept);
  std::vector<std::string> columns;
  for (const auto& fault : tried->faults) {
    EXPECT_EQ(fault.row, 3);
    columns.push_back(fault.column);
  }
  EXPECT_EQ(columns, (std::vector<std::string>{"name", "kind", "hours"}));
  EXPECT_TRUE(training_->facts(id_of("li")).empty()) << "all or none";
  const auto dry = training_->read_past_hours(office_, org_id("North"), {good}, true);
  ASSERT_TRUE(dry);
  EXPECT_EQ(dry->fresh, 1);
  EXPECT_TRUE(training_->facts(id_of("li")).empty()) << "only checked";
  const auto kept = training_->read_past_hours(office_, org_id("North"), {good}, false);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->kept);
  const auto facts = training_->facts(id_of("li"));
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].hours, 24);
  EXPECT_TRUE(facts[0].elsewhere);
  const auto again = training_->read_past_hours(office_, org_id("North"), {good}, false);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->fresh, 0);
  EXPECT_EQ(again->same, 1);
  EXPECT_EQ(training_->facts(id_of("li")).size(), 1u) << "never twice";
  auto elsewhere = good;
  elsewhere.name = "sun";
  elsewhere.school.clear();
  const auto out_of_reach = training_->read_past_hours(office_, org_id("A"), {elsewhere}, true);
  ASSERT_TRUE(out_of_reach);
  ASSERT_EQ(out_of_reach->faults.size(), 1u) << "of another school";
}

}  // namespace
}  // namespace doorstep::training
