// The rows of conduct. The office reaches cases by its school; the person, by the own portfolio; who has to know of a
// case is checked by the service, and to all others it does not exist.
#include <doorstep/files/routes.h>

#include "conduct_service.h"
#include "routes.h"

namespace doorstep::portfolio {
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

struct ConductAt {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(ConductAt, (), (id))
struct ConductPart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(ConductPart, (), (id, part))
struct OwnCase {
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OwnCase, (), (part))
struct CaseFile {
  std::string part;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(CaseFile, (), (part, shown))

constexpr const char* at_school = "/api/schools/{id}/conduct";
constexpr const char* praise = "/api/schools/{id}/commendations";

std::optional<OrgId> about_conduct(const Call& call) { return OrgId{call.parameter("id")}; }

void add_cases(std::vector<Route>& rows, Conduct& conduct) {
  for (const char* path : {at_school, "/api/areas/{id}/conduct"})
    rows.push_back(row<ConductAt, ConductCases>(
                       Method::get, path, Right::people_decide, Run::work,
                       say("师德事项（按需知悉）", "Cases of conduct that who asks has to know"),
                       [&conduct](const Call& call, const ConductAt& in) { return conduct.at(call.actor, in.id); })
                       .within(about_conduct));
  rows.push_back(row_with_body<ConductAt, NewCase, ConductCase>(
                     Method::post, at_school, Right::people_decide, Run::work,
                     say("登记师德事项", "Open a case of conduct"),
                     [&conduct](const Call& call, const ConductAt& in, const NewCase& body) {
                       return conduct.open(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_conduct));
  rows.push_back(row<ConductPart, ConductCase>(
                     Method::get, std::string{at_school} + "/{part}", Right::people_decide, Run::work,
                     say("一件师德事项", "One case of conduct"),
                     [&conduct](const Call& call, const ConductPart& in) { return conduct.one(call.actor, in.part); })
                     .within(about_conduct));
  rows.push_back(row_with_body<ConductPart, CaseMove, ConductCase>(
                     Method::post, std::string{at_school} + "/{part}/steps", Right::people_decide, Run::work,
                     say("办理一步", "Do a step of a case"),
                     [&conduct](const Call& call, const ConductPart& in, const CaseMove& body) {
                       return conduct.move(call.actor, in.part, body);
                     })
                     .within(about_conduct));
}

void add_own_cases(std::vector<Route>& rows, Conduct& conduct, const files::Files& files) {
  rows.push_back(row<None, ConductRules>(
      Method::get, "/api/conduct-rules", Right::self, Run::quick,
      say("师德失范行为处理的规定", "The rules by which cases of conduct are dealt with"),
      [&conduct](const Call&, const None&) -> Result<ConductRules> { return conduct.rules(); }));
  rows.push_back(row<None, Page<ConductCase>>(Method::get, "/api/portfolio/conduct", Right::self, Run::work,
                                              say("与我有关的师德事项", "Cases about oneself"),
                                              [&conduct](const Call& call, const None&) -> Result<Page<ConductCase>> {
                                                return http::whole(conduct.own(call.actor));
                                              }));
  rows.push_back(row_with_body<OwnCase, CaseMove, ConductCase>(
      Method::post, "/api/portfolio/conduct/{part}/steps", Right::self, Run::work,
      say("陈述申辩，或提出复核、申诉", "State one's case, or appeal"),
      [&conduct](const Call& call, const OwnCase& in, const CaseMove& body) {
        return conduct.move(call.actor, in.part, body);
      }));
  rows.push_back(row<CaseFile, Reply>(Method::get, "/api/conduct-files/{part}", Right::self, Run::work,
                                      say("师德事项的材料", "A file of a case of conduct"),
                                      [&conduct, &files](const Call& call, const CaseFile& in) -> Result<Reply> {
                                        DOORSTEP_LET(file, files.stored(case_room, in.part));
                                        DOORSTEP_TRY(conduct.one(call.actor, file.place.thing));
                                        return files::reply_of(file, in.shown);
                                      })
                     .sends(http::file_type));
}

void add_commendations(std::vector<Route>& rows, Conduct& conduct) {
  rows.push_back(row<ConductAt, Page<Commendation>>(Method::get, praise, Right::people_decide, Run::work,
                                                    say("师德表彰", "Commendations for conduct"),
                                                    [&conduct](const Call& call, const ConductAt& in) {
                                                      return http::whole(conduct.commendations(call.actor, in.id));
                                                    })
                     .within(about_conduct));
  rows.push_back(row_with_body<ConductAt, NewCommendation, Page<Commendation>>(
                     Method::post, praise, Right::people_decide, Run::work,
                     say("登记师德表彰", "Commend somebody's conduct"),
                     [&conduct](const Call& call, const ConductAt& in, const NewCommendation& body) {
                       return http::whole(conduct.commend(call.actor, in.id, body));
                     })
                     .answers(201)
                     .within(about_conduct));
  rows.push_back(
      row<ConductPart, Page<Commendation>>(Method::delete_, std::string{praise} + "/{part}", Right::people_decide,
                                           Run::work, say("撤销师德表彰", "Withdraw a commendation"),
                                           [&conduct](const Call& call, const ConductPart& in) {
                                             return http::whole(conduct.withdraw(call.actor, in.id, in.part));
                                           })
          .within(about_conduct));
}

}  // namespace

void add_conduct_rows(std::vector<Route>& rows, Conduct& conduct, const files::Files& files) {
  add_cases(rows, conduct);
  add_own_cases(rows, conduct, files);
  add_commendations(rows, conduct);
}

}  // namespace doorstep::portfolio
