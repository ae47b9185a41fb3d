// An organisation's offers, its people, their hours and what they claim. Every row names the organisation it is about.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "routes_parts.h"
#include "service.h"
#include "sheet.h"

namespace doorstep::training {
namespace {

using http::Call;
using http::Method;
using http::Page;
using http::Reply;
using http::row;
using http::row_with_body;
using http::Run;
using http::whole;

constexpr const char* at_org = "/api/orgs/{id}/training";

struct ReadingPastHours {
  OrgId id;
  bool dry = false;
};
BOOST_DESCRIBE_STRUCT(ReadingPastHours, (), (id, dry))

void add_hours_rows(std::vector<http::Route>& rows, Training& training) {
  const std::string at = at_org;
  rows.push_back(
      row<HoursQuery, HoursPage>(Method::get, at + "/hours", Right::people_develop, Run::work,
                                 say("教师培训学时", "Hours of training by name"),
                                 [&training](const Call&, const HoursQuery& in) { return training.hours(in.id, in); })
          .within(about_org));
  rows.push_back(row<OfOrg, Page<SchoolHours>>(Method::get, at + "/school-hours", Right::people_develop, Run::work,
                                               say("各校培训学时", "Hours of training by school"),
                                               [&training](const Call&, const OfOrg& in) -> Result<Page<SchoolHours>> {
                                                 return whole(training.hours_by_school(in.id));
                                               })
                     .within(about_org));
  rows.push_back(row<OfOrg, Reply>(Method::get, at + "/hours.xlsx", Right::people_develop, Run::work,
                                   say("教师培训学时，Excel 格式", "Hours of training as an Excel workbook"),
                                   [&training](const Call& call, const OfOrg& in) -> Result<Reply> {
                                     DOORSTEP_LET(all, training.all_hours(in.id));
                                     return http::download(http::workbook_type, "training-hours.xlsx",
                                                           hours_workbook(all, training.duties(), call.language));
                                   })
                     .sends(http::workbook_type)
                     .within(about_org));
}

void add_past_rows(std::vector<http::Route>& rows, Training& training) {
  const std::string at = std::string{at_org} + "/past-hours";
  rows.push_back(row<OfOrg, Reply>(Method::get, at + ".xlsx", Right::people_develop, Run::work,
                                   say("历史学时表，填写后导入", "The sheet of hours from before, to be filled in"),
                                   [&training](const Call& call, const OfOrg& in) -> Result<Reply> {
                                     DOORSTEP_LET(all, training.all_hours(in.id));
                                     return http::download(http::workbook_type, "past-hours.xlsx",
                                                           past_hours_workbook(all, training.duties(), call.language));
                                   })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(row<ReadingPastHours, PastHoursRead>(
                     Method::post, at, Right::people_decide, Run::work,
                     say("按表登记历史学时；dry=true 只检查",
                         "Enter hours from before by a sheet, all or none; dry=true only checks"),
                     [&training](const Call& call, const ReadingPastHours& in) -> Result<PastHoursRead> {
                       DOORSTEP_LET(lines, read_past_hours_sheet(call.spooled_file));
                       return training.read_past_hours(call.actor, in.id, lines, in.dry);
                     })
                     .uploads(16 << 20)
                     .within(about_org));
}

void add_people_rows(std::vector<http::Route>& rows, Training& training, const files::Files& files) {
  const std::string at = at_org;
  rows.push_back(
      row<OfOrg, SchoolChoices>(Method::get, at + "/enrolments", Right::people_develop, Run::work,
                                say("可为本校教师报名的培训", "What a school may enrol its people in"),
                                [&training](const Call&, const OfOrg& in) { return training.open_to(in.id); })
          .within(about_org));
  rows.push_back(row_with_body<OfOrg, SchoolEnrolment, SchoolChoices>(
                     Method::post, at + "/enrolments", Right::people_develop, Run::work,
                     say("为本校教师报名", "Enrol people of the school"),
                     [&training](const Call& call, const OfOrg& in, const SchoolEnrolment& body) {
                       return training.enrol_people(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(row<OfOrgPart, SchoolChoices>(Method::delete_, at + "/enrolments/{part}", Right::people_develop,
                                               Run::work, say("为本校教师退出", "Withdraw somebody of the school"),
                                               [&training](const Call& call, const OfOrgPart& in) {
                                                 return training.withdraw_person(call.actor, in.id, in.part);
                                               })
                     .within(about_org));
  rows.push_back(row<OfOrg, Page<TrainingClaim>>(
                     Method::get, at + "/claims", Right::people_develop, Run::work,
                     say("校外培训申报", "Claims of training elsewhere"),
                     [&training](const Call&, const OfOrg& in) { return whole(training.claims(in.id)); })
                     .within(about_org));
  rows.push_back(row_with_body<OfOrgPart, ClaimDecision, Page<TrainingClaim>>(
                     Method::put, at + "/claims/{part}", Right::people_develop, Run::work,
                     say("认定或不认定", "Confirm a claim, or refuse it"),
                     [&training](const Call& call, const OfOrgPart& in, const ClaimDecision& body) {
                       return whole(training.decide_claim(call.actor, in.id, in.part, body));
                     })
                     .within(about_org));
  rows.push_back(files::download_row(
      at + "/files/{part}", Right::people_develop, say("申报所附文件", "A file of a claim"), files, claims_room,
      [&training](const OrgId& org, const std::string& claim) { return training.has_claim(org, claim); }));
}

}  // namespace

void add_org_rows(std::vector<http::Route>& rows, Training& training, const files::Files& files) {
  const std::string at = at_org;
  rows.push_back(row<OfOrg, OrgTraining>(Method::get, at, Right::people_develop, Run::work,
                                         say("一个机构举办的培训", "The training that an organisation offers"),
                                         [&training](const Call&, const OfOrg& in) { return training.at(in.id); })
                     .within(about_org));
  add_hours_rows(rows, training);
  add_past_rows(rows, training);
  add_people_rows(rows, training, files);
}

}  // namespace doorstep::training
