// What a teacher does for oneself, and what anybody may check.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "certificate.h"
#include "routes_parts.h"
#include "service.h"

namespace doorstep::training {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::row;
using http::row_with_body;
using http::Run;

struct OfOwn {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfOwn, (), (id))
struct OfOwnFile {
  std::string id;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(OfOwnFile, (), (id, shown))
struct TypedSessionCode {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(TypedSessionCode, (), (code))
struct CheckedCertificate {
  std::string code, name;
};
BOOST_DESCRIBE_STRUCT(CheckedCertificate, (), (code, name))
struct CertificateVerdict {
  bool valid = false;
};
BOOST_DESCRIBE_STRUCT(CertificateVerdict, (), (valid))

constexpr const char* at = "/api/own/training";

}  // namespace

Reply certificate_reply(std::string pdf, const std::string& code) {
  return http::download("application/pdf", "certificate-" + code + ".pdf", std::move(pdf));
}

void add_own_rows(std::vector<http::Route>& rows, Training& training, const files::Files& files) {
  const std::string own = at;
  rows.push_back(row<None, OwnTraining>(
      Method::get, own, Right::self, Run::work, say("我的培训与学时", "One's own training and hours"),
      [&training](const Call& call, const None&) { return training.own(call.actor); }));
  rows.push_back(
      row<None, DutyBook>(Method::get, "/api/training/duties", Right::self, Run::quick,
                          say("培训学时要求、级别与类别", "What hours are asked, and the levels and kinds of training"),
                          [&training](const Call&, const None&) -> Result<DutyBook> { return training.duties(); }));
  rows.push_back(row<OfOwn, OwnTraining>(
      Method::post, own + "/offers/{id}", Right::self, Run::work, say("报名", "Enrol"),
      [&training](const Call& call, const OfOwn& in) { return training.enrol(call.actor, in.id); }));
  rows.push_back(row<OfOwn, OwnTraining>(
      Method::delete_, own + "/offers/{id}", Right::self, Run::work, say("退出", "Withdraw"),
      [&training](const Call& call, const OfOwn& in) { return training.withdraw(call.actor, in.id); }));
  rows.push_back(row_with_body<OfOwn, TypedSessionCode, OwnTraining>(
      Method::post, own + "/sessions/{id}", Right::self, Run::work, say("凭签到码签到", "Check in by the code"),
      [&training](const Call& call, const OfOwn& in, const TypedSessionCode& body) {
        return training.check_in(call.actor, in.id, body.code);
      }));
  rows.push_back(
      row_with_body<None, NewClaim, OwnTraining>(
          Method::post, own + "/claims", Right::self, Run::work, say("申报校外培训", "Claim training elsewhere"),
          [&training](const Call& call, const None&, const NewClaim& body) { return training.claim(call.actor, body); })
          .answers(201));
  rows.push_back(row<OfOwn, OwnTraining>(
      Method::delete_, own + "/claims/{id}", Right::self, Run::work, say("撤回申报", "Take a claim back"),
      [&training](const Call& call, const OfOwn& in) { return training.take_back(call.actor, in.id); }));
  rows.push_back(row<OfOwnFile, Reply>(Method::get, own + "/files/{id}", Right::self, Run::work,
                                       say("自己申报所附的文件", "A file that one handed in with a claim"),
                                       [&training, &files](const Call& call, const OfOwnFile& in) -> Result<Reply> {
                                         DOORSTEP_LET(file, files.stored(claims_room, in.id));
                                         if (!training.own_claim(call.actor, file.place.thing))
                                           return refuse(Fault::not_found, "file-unknown",
                                                         say("没有这个文件", "there is no such file"));
                                         return files::reply_of(file, in.shown);
                                       })
                     .sends(http::file_type));
  rows.push_back(row<OfOwn, Reply>(Method::get, own + "/certificates/{id}.pdf", Right::self, Run::work,
                                   say("我的证书，PDF 格式", "One's own certificate as a PDF"),
                                   [&training](const Call& call, const OfOwn& in) -> Result<Reply> {
                                     DOORSTEP_LET(found, training.own_certificate(call.actor, in.id));
                                     DOORSTEP_LET(pdf, certificate_pdf(found, training.duties(), call.language));
                                     return certificate_reply(std::move(pdf), found.of.code);
                                   })
                     .sends("application/pdf"));
  rows.push_back(
      row_with_body<None, CheckedCertificate, CertificateVerdict>(
          Method::post, "/api/training/check", Right::open, Run::work,
          say("查验证书：只答有效或无效", "Check a certificate: valid or not, and nothing else"),
          [&training](const Call&, const None&, const CheckedCertificate& body) -> Result<CertificateVerdict> {
            return CertificateVerdict{training.check(body.code, body.name)};
          })
          .signs_in());
}

}  // namespace doorstep::training
