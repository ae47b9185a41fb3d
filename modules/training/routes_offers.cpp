// The rows by which an organisation holds its training.
#include <doorstep/http/route.h>

#include "certificate.h"
#include "routes_parts.h"
#include "sheet.h"

namespace doorstep::training {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct ReadingAttendance {
  OrgId id;
  std::string part;
  bool dry = false;
};
BOOST_DESCRIBE_STRUCT(ReadingAttendance, (), (id, part, dry))
struct SheetOfSession {
  OrgId id;
  std::string part, session;
};
BOOST_DESCRIBE_STRUCT(SheetOfSession, (), (id, part, session))

constexpr const char* at_offers = "/api/orgs/{id}/training/offers";
constexpr const char* at_sessions = "/api/orgs/{id}/training/sessions";
constexpr const char* at_certificates = "/api/orgs/{id}/training/certificates";

// A change of the part of an organisation that the address names, by a body.
template <class Body>
Route change_row(Training& training, Method method, std::string path, Words summary,
                 Result<OfferFile> (Training::*change)(const Actor&, const OrgId&, const std::string&, const Body&)) {
  return row_with_body<OfOrgPart, Body, OfferFile>(
             method, std::move(path), Right::people_develop, Run::work, std::move(summary),
             [&training, change](const Call& call, const OfOrgPart& in, const Body& body) {
               return (training.*change)(call.actor, in.id, in.part, body);
             })
      .within(about_org);
}
Route reasoned_row(Training& training, std::string path, Words summary,
                   Result<OfferFile> (Training::*change)(const Actor&, const OrgId&, const std::string&,
                                                         const std::string&)) {
  return row_with_body<OfOrgPart, ReasonGiven, OfferFile>(
             Method::post, std::move(path), Right::people_develop, Run::work, std::move(summary),
             [&training, change](const Call& call, const OfOrgPart& in, const ReasonGiven& body) {
               return (training.*change)(call.actor, in.id, in.part, body.reason);
             })
      .within(about_org);
}

void add_session_rows(std::vector<Route>& rows, Training& training) {
  const std::string at = at_sessions;
  rows.push_back(change_row(training, Method::put, at + "/{part}/attendance",
                            say("登记或更正考勤", "Enter or correct who came"), &Training::attend));
  rows.push_back(row<OfOrgPart, CheckInCode>(
                     Method::get, at + "/{part}/code", Right::people_develop, Run::work,
                     say("现在的签到码", "The code that the screen shows now"),
                     [&training](const Call&, const OfOrgPart& in) { return training.check_in_code(in.id, in.part); })
                     .within(about_org));
  rows.push_back(
      row<ReadingAttendance, AttendanceRead>(
          Method::post, at + "/{part}/attendance", Right::people_develop, Run::work,
          say("按表登记考勤；dry=true 只检查", "Enter who came by a sheet, all or none; dry=true only checks"),
          [&training](const Call& call, const ReadingAttendance& in) -> Result<AttendanceRead> {
            DOORSTEP_LET(lines, read_attendance_sheet(call.spooled_file));
            return training.read_attendance(call.actor, in.id, in.part, lines, in.dry);
          })
          .uploads(8 << 20)
          .within(about_org));
}

}  // namespace

void add_offer_rows(std::vector<Route>& rows, Training& training) {
  const std::string at = at_offers;
  rows.push_back(row_with_body<OfOrg, NewOffer, OfferFile>(
                     Method::post, at, Right::people_develop, Run::work, say("举办培训", "Offer training"),
                     [&training](const Call& call, const OfOrg& in, const NewOffer& body) {
                       return training.make(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(row<OfOrgPart, OfferFile>(
                     Method::get, at + "/{part}", Right::people_develop, Run::work,
                     say("一项培训与参训名单", "A training and who takes part"),
                     [&training](const Call&, const OfOrgPart& in) { return training.offer(in.id, in.part); })
                     .within(about_org));
  rows.push_back(
      change_row(training, Method::put, at + "/{part}", say("修改培训", "Change a training"), &Training::change));
  rows.push_back(
      reasoned_row(training, at + "/{part}/cancel", say("取消培训", "Cancel a training"), &Training::cancel));
  rows.push_back(row<OfOrgPart, OfferFile>(Method::post, at + "/{part}/complete", Right::people_develop, Run::work,
                                           say("结束培训并发证书", "Complete a training and give certificates"),
                                           [&training](const Call& call, const OfOrgPart& in) {
                                             return training.complete(call.actor, in.id, in.part);
                                           })
                     .within(about_org));
  rows.push_back(change_row(training, Method::post, at + "/{part}/choices", say("遴选", "Choose who takes part"),
                            &Training::choose));
  rows.push_back(row<OfOrgPart, Reply>(Method::get, at + "/{part}/people.xlsx", Right::people_develop, Run::work,
                                       say("参训名单，Excel 格式", "Who takes part as an Excel workbook"),
                                       [&training](const Call& call, const OfOrgPart& in) -> Result<Reply> {
                                         DOORSTEP_LET(file, training.offer(in.id, in.part));
                                         return http::download(http::workbook_type, "training.xlsx",
                                                               people_workbook(file, call.language));
                                       })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(
      row<SheetOfSession, Reply>(Method::get, at + "/{part}/attendance.xlsx", Right::people_develop, Run::work,
                                 say("一次活动的考勤表", "A sheet of attendance to fill, of one session"),
                                 [&training](const Call& call, const SheetOfSession& in) -> Result<Reply> {
                                   DOORSTEP_LET(file, training.offer(in.id, in.part));
                                   return http::download(http::workbook_type, "attendance.xlsx",
                                                         attendance_workbook(file, in.session, call.language));
                                 })
          .sends(http::workbook_type)
          .within(about_org));
  add_session_rows(rows, training);
  rows.push_back(reasoned_row(training, std::string{at_certificates} + "/{part}/revoke",
                              say("撤销证书", "Revoke a certificate"), &Training::revoke));
  rows.push_back(row<OfOrgPart, Reply>(Method::get, std::string{at_certificates} + "/{part}.pdf", Right::people_develop,
                                       Run::work, say("一张证书，PDF 格式", "A certificate as a PDF"),
                                       [&training](const Call& call, const OfOrgPart& in) -> Result<Reply> {
                                         DOORSTEP_LET(found, training.certificate(in.id, in.part));
                                         DOORSTEP_LET(pdf, certificate_pdf(found, training.duties(), call.language));
                                         return certificate_reply(std::move(pdf), found.of.code);
                                       })
                     .sends("application/pdf")
                     .within(about_org));
}

}  // namespace doorstep::training
