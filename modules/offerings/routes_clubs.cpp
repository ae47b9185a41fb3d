// The rows of clubs while they run and of try-outs: for who holds them, and for who teaches or scores.
#include <doorstep/http/route.h>

#include "routes_own.h"
#include "sheet.h"

namespace doorstep::offerings {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct ClubOfOrg {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(ClubOfOrg, (), (id, part))
struct OwnClub {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OwnClub, (), (id))
struct ClubChild {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(ClubChild, (), (id))
struct ClubChildRound {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(ClubChildRound, (), (id, part))

constexpr auto clubs_right = Right::offerings_run;
std::optional<OrgId> org_of_club(const Call& call) { return OrgId{call.parameter("id")}; }

void add_org_rows(std::vector<Route>& rows, Offerings& offerings) {
  const std::string at = "/api/orgs/{id}/offerings/{part}";
  rows.push_back(row_with_body<ClubOfOrg, NewTransplant, OfferingFile>(
                     Method::post, at + "/transplant", clubs_right, Run::work,
                     say("移植到另一校区", "Open an offering on another campus"),
                     [&offerings](const Call& call, const ClubOfOrg& in, const NewTransplant& body) {
                       return offerings.transplant(call.actor, in.id, in.part, body);
                     })
                     .answers(201)
                     .within(org_of_club));
  rows.push_back(row<ClubOfOrg, ClubFile>(Method::get, at + "/club", clubs_right, Run::work,
                                          say("活动日与考勤", "The days of an offering and who came"),
                                          [&offerings](const Call& call, const ClubOfOrg& in) {
                                            return offerings.club(call.actor, in.id, in.part);
                                          })
                     .within(org_of_club));
  rows.push_back(row_with_body<ClubOfOrg, ClubEntry, ClubFile>(
                     Method::put, at + "/club", clubs_right, Run::work,
                     say("登记或更正考勤", "Enter or correct who came"),
                     [&offerings](const Call& call, const ClubOfOrg& in, const ClubEntry& body) {
                       return offerings.attend(call.actor, in.id, in.part, body);
                     })
                     .within(org_of_club));
  rows.push_back(row_with_body<ClubOfOrg, NewAppraisals, ClubFile>(
                     Method::put, at + "/results", clubs_right, Run::work,
                     say("登记成绩与评语", "Enter marks and words"),
                     [&offerings](const Call& call, const ClubOfOrg& in, const NewAppraisals& body) {
                       return offerings.appraise(call.actor, in.id, in.part, body);
                     })
                     .within(org_of_club));
  rows.push_back(row<ClubOfOrg, ClubCode>(Method::get, at + "/code", clubs_right, Run::work,
                                          say("现在的签到码", "The code that the screen shows now"),
                                          [&offerings](const Call& call, const ClubOfOrg& in) {
                                            return offerings.club_code_now(call.actor, in.id, in.part);
                                          })
                     .within(org_of_club));
  rows.push_back(row<ClubOfOrg, Reply>(Method::get, at + "/attendance.xlsx", clubs_right, Run::work,
                                       say("考勤，Excel 格式", "Who came, as an Excel workbook"),
                                       [&offerings](const Call& call, const ClubOfOrg& in) -> Result<Reply> {
                                         DOORSTEP_LET(file, offerings.club(call.actor, in.id, in.part));
                                         return http::download(http::workbook_type, "attendance.xlsx",
                                                               club_workbook(file, call.language));
                                       })
                     .sends(http::workbook_type)
                     .within(org_of_club));
  rows.push_back(row<ClubOfOrg, TryoutFile>(
                     Method::get, at + "/tryout", clubs_right, Run::work, say("试训：评委与候选人", "A try-out"),
                     [&offerings](const Call&, const ClubOfOrg& in) { return offerings.tryout(in.id, in.part); })
                     .within(org_of_club));
  rows.push_back(row_with_body<ClubOfOrg, NewPanel, TryoutFile>(
                     Method::put, at + "/panel", clubs_right, Run::work,
                     say("选定评委", "Choose the panel of a try-out"),
                     [&offerings](const Call& call, const ClubOfOrg& in, const NewPanel& body) {
                       return offerings.set_panel(call.actor, in.id, in.part, body);
                     })
                     .within(org_of_club));
  rows.push_back(row_with_body<ClubOfOrg, TryoutDecision, TryoutFile>(
                     Method::post, at + "/decide", clubs_right, Run::work,
                     say("决定录取与候补名单", "Decide a try-out: who is in, who stands in reserve"),
                     [&offerings](const Call& call, const ClubOfOrg& in, const TryoutDecision& body) {
                       return offerings.decide(call.actor, in.id, in.part, body);
                     })
                     .within(org_of_club));
}

}  // namespace

void add_club_rows(std::vector<Route>& rows, Offerings& offerings) {
  add_org_rows(rows, offerings);
  const std::string at = "/api/account/clubs";
  rows.push_back(row<None, OwnClubs>(
      Method::get, at, Right::self, Run::work, say("我带的社团与担任评委的试训", "Clubs that one teaches or scores"),
      [&offerings](const Call& call, const None&) -> Result<OwnClubs> { return offerings.own_clubs(call.actor); }));
  rows.push_back(row<OwnClub, ClubFile>(
      Method::get, at + "/{id}", Right::self, Run::work, say("我带的社团", "A club that one teaches"),
      [&offerings](const Call& call, const OwnClub& in) { return offerings.club(call.actor, {}, in.id); }));
  rows.push_back(row_with_body<OwnClub, ClubEntry, ClubFile>(
      Method::put, at + "/{id}", Right::self, Run::work, say("登记我带的社团的考勤", "Enter who came to one's club"),
      [&offerings](const Call& call, const OwnClub& in, const ClubEntry& body) {
        return offerings.attend(call.actor, {}, in.id, body);
      }));
  rows.push_back(row_with_body<OwnClub, NewAppraisals, ClubFile>(
      Method::put, at + "/{id}/results", Right::self, Run::work,
      say("登记我带的社团的成绩与评语", "Enter marks and words of one's club"),
      [&offerings](const Call& call, const OwnClub& in, const NewAppraisals& body) {
        return offerings.appraise(call.actor, {}, in.id, body);
      }));
  rows.push_back(row<OwnClub, ClubCode>(
      Method::get, at + "/{id}/code", Right::self, Run::work, say("我带的社团的签到码", "The code of one's own club"),
      [&offerings](const Call& call, const OwnClub& in) { return offerings.club_code_now(call.actor, {}, in.id); }));
  rows.push_back(row<OwnClub, TryoutFile>(
      Method::get, at + "/{id}/panel", Right::self, Run::work, say("我打分的候选人", "Candidates that one scores"),
      [&offerings](const Call& call, const OwnClub& in) { return offerings.own_tryout(call.actor, in.id); }));
  rows.push_back(row_with_body<OwnClub, NewPanelScore, TryoutFile>(
      Method::put, at + "/{id}/panel", Right::self, Run::work, say("给候选人打分", "Score a candidate"),
      [&offerings](const Call& call, const OwnClub& in, const NewPanelScore& body) {
        return offerings.score(call.actor, in.id, body);
      }));
  rows.push_back(row_with_body<ClubChild, ClubCheckIn, OwnChoosing>(
      Method::post, "/api/account/choosing/{id}/check-in", Right::self, Run::work,
      say("用签到码签到", "Check a child in by the code on the screen"),
      [&offerings](const Call& call, const ClubChild& in, const ClubCheckIn& body) {
        return offerings.check_in(call.actor, in.id, body);
      }));
  rows.push_back(row_with_body<ClubChildRound, SwapAsked, OwnChoosing>(
      Method::put, "/api/account/choosing/{id}/swaps/{part}", Right::self, Run::work,
      say("愿意交换", "Say that a child would swap what it has"),
      [&offerings](const Call& call, const ClubChildRound& in, const SwapAsked& body) {
        return offerings.swap(call.actor, in.id, in.part, body.asks);
      }));
}

}  // namespace doorstep::offerings
