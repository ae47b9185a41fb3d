// The rows of one's own exchange, of wishes and of claims.
#include <doorstep/files/routes.h>

#include "routes.h"
#include "sheet.h"

namespace doorstep::exchange {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Page;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;
using http::whole;

struct OfClaim {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfClaim, (), (id))

struct OwnClaimFile {
  std::string part;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(OwnClaimFile, (), (part, shown))

constexpr const char* claim_files = "exchange-claim";

void add_own_rows(std::vector<Route>& rows, Secondments& secondments, Wishes& wishes, const files::Files& files) {
  // What the wishes say of the caller, with the secondments beside.
  const auto together = [&secondments](const Call& call, Result<OwnExchange> own) -> Result<OwnExchange> {
    if (own) own->secondments = secondments.own(call.actor);
    return own;
  };
  rows.push_back(row<None, OwnExchange>(
      Method::get, "/api/exchange/mine", Right::self, Run::work, say("我的交流", "One's own exchange"),
      [&wishes, together](const Call& call, const None&) { return together(call, wishes.own(call.actor)); }));
  rows.push_back(row<None, Page<Waiting>>(Method::get, "/api/exchange/waiting", Right::self, Run::work,
                                          say("交流中等我办的", "What waits for the caller"),
                                          [&secondments](const Call& call, const None&) -> Result<Page<Waiting>> {
                                            return whole(secondments.waiting(call.actor));
                                          }));
  rows.push_back(row_with_body<None, NewWish, OwnExchange>(
      Method::put, "/api/exchange/mine/wish", Right::self, Run::work, say("填报意愿", "Say what one wishes"),
      [&wishes, together](const Call& call, const None&, const NewWish& body) {
        return together(call, wishes.wish(call.actor, body));
      }));
  rows.push_back(row_with_body<None, NewExchangeClaim, OwnExchange>(
                     Method::post, "/api/exchange/mine/claims", Right::self, Run::work,
                     say("申请免于交流", "Claim to be exempt"),
                     [&wishes, together](const Call& call, const None&, const NewExchangeClaim& body) {
                       return together(call, wishes.claim(call.actor, body));
                     })
                     .answers(201));
  rows.push_back(row<OfClaim, OwnExchange>(Method::delete_, "/api/exchange/mine/claims/{id}", Right::self, Run::work,
                                           say("撤回申请", "Withdraw a claim"),
                                           [&wishes, together](const Call& call, const OfClaim& in) {
                                             return together(call, wishes.withdraw_claim(call.actor, in.id));
                                           }));
  rows.push_back(row_with_body<OfClaim, NewAct, Secondment>(
      Method::post, "/api/exchange/mine/secondments/{id}/acts", Right::self, Run::work,
      say("本人同意或不同意", "Agree to one's own secondment, or object"),
      [&secondments](const Call& call, const OfClaim& in, const NewAct& body) -> Result<Secondment> {
        if (body.act == Act::agree || body.act == Act::object) return secondments.act(call.actor, in.id, body);
        return refuse(Fault::invalid, "act", say("本人只能同意或不同意", "one agrees or objects"));
      }));
  rows.push_back(row<OwnClaimFile, Reply>(Method::get, "/api/exchange/mine/files/{part}", Right::self, Run::work,
                                          say("自己申请所附的文件", "A file of one's own claim"),
                                          [&wishes, &files](const Call& call, const OwnClaimFile& in) -> Result<Reply> {
                                            DOORSTEP_LET(file, files.stored(claim_files, in.part));
                                            if (!wishes.owns_claim(call.actor, file.place.thing))
                                              return refuse(Fault::not_found, "file-unknown",
                                                            say("没有这个文件", "there is no such file"));
                                            return files::reply_of(file, in.shown);
                                          })
                     .sends(http::file_type));
}

}  // namespace

void add_wish_rows(std::vector<Route>& rows, Secondments& secondments, Wishes& wishes, const Places& places,
                   const files::Files& files) {
  add_own_rows(rows, secondments, wishes, files);
  const std::string at = "/api/exchange/orgs/{id}";
  rows.push_back(row<OfOrg, OrgWishes>(Method::get, at + "/wishes", Right::people_decide, Run::work,
                                       say("教师的交流意愿", "What teachers wish of an exchange"),
                                       [&wishes](const Call&, const OfOrg& in) { return wishes.wishes(in.id); })
                     .within(org_of_path));
  rows.push_back(row<OfOrg, Reply>(Method::get, at + "/wishes.xlsx", Right::people_decide, Run::work,
                                   say("交流意愿，Excel 格式", "Wishes as an Excel workbook"),
                                   [&wishes](const Call& call, const OfOrg& in) -> Result<Reply> {
                                     DOORSTEP_LET(found, wishes.wishes(in.id));
                                     return http::download(http::workbook_type, "exchange-wishes.xlsx",
                                                           wishes_workbook(found, call.language));
                                   })
                     .sends(http::workbook_type)
                     .within(org_of_path));
  rows.push_back(
      row<OfOrg, Page<ExchangeClaim>>(Method::get, at + "/claims", Right::people_decide, Run::work,
                                      say("免于交流的申请", "Claims to be exempt"),
                                      [&wishes](const Call&, const OfOrg& in) { return whole(wishes.claims(in.id)); })
          .within(org_of_path));
  rows.push_back(row_with_body<OfClaim, ExchangeClaimDecision, ExchangeClaim>(
                     Method::post, "/api/exchange/claims/{id}", Right::people_decide, Run::work,
                     say("答复申请", "Decide on a claim"),
                     [&wishes](const Call& call, const OfClaim& in, const ExchangeClaimDecision& body) {
                       return wishes.decide(call.actor, in.id, body);
                     })
                     .within([&wishes](const Call& call) { return wishes.school_of_claim(call.parameter("id")); }));
  rows.push_back(files::download_row(at + "/files/{part}", Right::people_decide,
                                     say("申请所附的文件", "A file of a claim"), files, claim_files,
                                     [&wishes, &places](const OrgId& org, const std::string& claim) {
                                       const auto school = wishes.school_of_claim(claim);
                                       return school && (*school == org || places.within(*school, org));
                                     }));
}

}  // namespace doorstep::exchange
