// The rows of notices: one's own, and those of an organisation that one sends for.
#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::notices {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Page;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;
using http::whole;

struct OfNotice {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfNotice, (), (id))
struct OfSender {
  OrgId org;
};
BOOST_DESCRIBE_STRUCT(OfSender, (), (org))
struct Reading {
  bool confirm = false;
};
BOOST_DESCRIBE_STRUCT(Reading, (), (confirm))

std::optional<OrgId> org_in_body(const Call& call) {
  const auto body = json::read_text<NewNotice>(call.body);
  return body ? std::optional{body->org} : std::nullopt;
}
std::optional<OrgId> org_in_query(const Call& call) { return OrgId{call.parameter("org")}; }

}  // namespace

std::vector<Route> routes(Notices& notices, const Places&) {
  const auto org_of = [&notices](const Call& call) { return notices.org_of(call.parameter("id")); };
  std::vector<Route> rows;
  rows.push_back(row<None, Inbox>(
      Method::get, "/api/notices", Right::self, Run::work, say("我的通知", "One's notices"),
      [&notices](const Call& call, const None&) -> Result<Inbox> { return notices.inbox(call.actor); }));
  rows.push_back(row_with_body<OfNotice, Reading, Inbox>(
      Method::post, "/api/notices/{id}/read", Right::self, Run::work, say("已读或确认", "Read it, or confirm it"),
      [&notices](const Call& call, const OfNotice& in, const Reading& body) {
        return notices.read(call.actor, in.id, body.confirm);
      }));
  rows.push_back(
      row_with_body<None, NewNotice, SentNotice>(
          Method::post, "/api/notices", Right::notices_send, Run::work, say("发通知", "Send a notice"),
          [&notices](const Call& call, const None&, const NewNotice& body) { return notices.send(call.actor, body); })
          .answers(201)
          .within(org_in_body));
  rows.push_back(
      row<OfSender, Page<SentNotice>>(Method::get, "/api/notices/sent", Right::notices_send, Run::work,
                                      say("已发通知", "Notices of an organisation, with receipts counted"),
                                      [&notices](const Call&, const OfSender& in) -> Result<Page<SentNotice>> {
                                        return whole(notices.sent(in.org));
                                      })
          .within(org_in_query));
  rows.push_back(row<OfNotice, Page<Receipt>>(Method::get, "/api/notices/{id}/receipts", Right::notices_send, Run::work,
                                              say("回执", "Who has read it, and who has not"),
                                              [&notices](const Call&, const OfNotice& in) -> Result<Page<Receipt>> {
                                                return whole(notices.receipts(in.id));
                                              })
                     .within(org_of));
  rows.push_back(row<OfNotice, None>(Method::delete_, "/api/notices/{id}", Right::notices_send, Run::work,
                                     say("撤回通知", "Withdraw a notice"),
                                     [&notices](const Call& call, const OfNotice& in) -> Result<None> {
                                       DOORSTEP_TRY(notices.withdraw(call.actor, in.id));
                                       return None{};
                                     })
                     .within(org_of));
  return rows;
}

}  // namespace doorstep::notices
