// The rows of mail: the installation's settings and queue, one's own address, and the two links that mails carry.
#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::mail {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfMail {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfMail, (), (id))
struct OfToken {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(OfToken, (), (token))
struct MailTo {
  std::string to;
};
BOOST_DESCRIBE_STRUCT(MailTo, (), (to))

void add_office(std::vector<Route>& rows, Mail& mail) {
  rows.push_back(row<None, MailSettings>(
      Method::get, "/api/mail", Right::operate, Run::quick, say("邮件设置", "How mails leave the house"),
      [&mail](const Call&, const None&) -> Result<MailSettings> { return mail.settings(); }));
  rows.push_back(row_with_body<None, NewMailSettings, MailSettings>(
      Method::put, "/api/mail", Right::operate, Run::work, say("修改邮件设置", "Set mail up"),
      [&mail](const Call& call, const None&, const NewMailSettings& body) { return mail.set(call.actor, body); }));
  rows.push_back(row_with_body<None, MailTo, MailTried>(
      Method::post, "/api/mail/trial", Right::operate, Run::work, say("试发一封", "Send a trial mail"),
      [&mail](const Call& call, const None&, const MailTo& body) { return mail.try_out(call.actor, body.to); }));
  rows.push_back(row<None, MailQueue>(Method::get, "/api/mail/queue", Right::operate, Run::work,
                                      say("发件箱", "What waits and what failed"),
                                      [&mail](const Call&, const None&) -> Result<MailQueue> { return mail.queue(); }));
  rows.push_back(row<OfMail, MailQueue>(
      Method::post, "/api/mail/queue/{id}/retry", Right::operate, Run::work, say("重发", "Send it again"),
      [&mail](const Call& call, const OfMail& in) { return mail.retry(call.actor, in.id); }));
}

}  // namespace

std::vector<Route> routes(Mail& mail) {
  std::vector<Route> rows;
  add_office(rows, mail);
  rows.push_back(row<None, OwnMail>(
      Method::get, "/api/account/mail", Right::self, Run::work, say("我的邮件通知", "One's own mails"),
      [&mail](const Call& call, const None&) -> Result<OwnMail> { return mail.own(call.actor); }));
  rows.push_back(row_with_body<None, OwnMailChange, OwnMail>(
      Method::put, "/api/account/mail", Right::self, Run::work, say("修改我的邮件通知", "Change one's own mails"),
      [&mail](const Call& call, const None&, const OwnMailChange& body) { return mail.change(call.actor, body); }));
  rows.push_back(row<OfToken, None>(Method::post, "/api/mail/confirm/{token}", Right::open, Run::work,
                                    say("确认邮箱", "Confirm an address"),
                                    [&mail](const Call&, const OfToken& in) -> Result<None> {
                                      DOORSTEP_TRY(mail.confirm(in.token));
                                      return None{};
                                    }));
  rows.push_back(row<OfToken, None>(Method::post, "/api/mail/off/{token}", Right::open, Run::work,
                                    say("退订邮件", "No more mails (RFC 8058)"),
                                    [&mail](const Call&, const OfToken& in) -> Result<None> {
                                      DOORSTEP_TRY(mail.opt_out(in.token));
                                      return None{};
                                    }));
  return rows;
}

}  // namespace doorstep::mail
