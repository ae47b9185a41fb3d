#include <doorstep/http/route.h>

#include "routes_school.h"
#include "sheet.h"

namespace doorstep::children {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfSchool {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfSchool, (), (id))
struct OfAsk {
  OrgId id;
  std::string part;  // what was asked for, or a request for erasure
};
BOOST_DESCRIBE_STRUCT(OfAsk, (), (id, part))
struct OfClass {
  ClassId id;
};
BOOST_DESCRIBE_STRUCT(OfClass, (), (id))
struct CodesFor {
  std::optional<Relation> relation;
};
BOOST_DESCRIBE_STRUCT(CodesFor, (), (relation))
struct Keeping {
  std::optional<int64_t> years;
  bool dry = true;
};
BOOST_DESCRIBE_STRUCT(Keeping, (), (years, dry))

constexpr int64_t usual_years = 10;
constexpr const char* at = "/api/schools/{id}/consents";

std::optional<OrgId> about_school(const Call& call) { return OrgId{call.parameter("id")}; }

void add_consents(std::vector<Route>& rows, Children& children) {
  rows.push_back(
      row<OfSchool, SchoolConsents>(Method::get, at, Right::people_read, Run::work,
                                    say("监护人同意情况", "What guardians were asked for"),
                                    [&children](const Call&, const OfSchool& in) { return children.consents(in.id); })
          .within(about_school));
  rows.push_back(row_with_body<OfSchool, NewConsentAsk, SchoolConsents>(
                     Method::post, at, Right::register_write, Run::work, say("征求同意", "Ask guardians"),
                     [&children](const Call& call, const OfSchool& in, const NewConsentAsk& body) {
                       return children.ask(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_school));
  rows.push_back(
      row<OfAsk, ConsentList>(Method::get, std::string{at} + "/{part}", Right::people_read, Run::work,
                              say("逐个孩子的答复", "The answers, child by child"),
                              [&children](const Call&, const OfAsk& in) { return children.list(in.id, in.part); })
          .within(about_school));
  rows.push_back(row<OfAsk, Reply>(Method::get, std::string{at} + "/{part}/list.xlsx", Right::people_read, Run::work,
                                   say("答复，Excel 格式", "The answers as an Excel workbook"),
                                   [&children](const Call& call, const OfAsk& in) -> Result<Reply> {
                                     DOORSTEP_LET(list, children.list(in.id, in.part));
                                     return http::download(http::workbook_type, "consents.xlsx",
                                                           consent_workbook(list, call.language));
                                   })
                     .sends(http::workbook_type)
                     .within(about_school));
  rows.push_back(row_with_body<OfAsk, ErasureDecision, SchoolConsents>(
                     Method::put, "/api/schools/{id}/erasures/{part}", Right::register_write, Run::work,
                     say("答复删除请求", "Decide on a request for erasure"),
                     [&children](const Call& call, const OfAsk& in, const ErasureDecision& body) {
                       return children.decide(call.actor, in.id, in.part, body);
                     })
                     .within(about_school));
}

}  // namespace

void add_school_routes(std::vector<Route>& rows, Children& children, registry::Registry& registry) {
  add_consents(rows, children);
  rows.push_back(row_with_body<OfClass, CodesFor, ChildCodes>(
                     Method::post, "/api/classes/{id}/codes", Right::register_write, Run::work,
                     say("生成班级绑定码", "Make a code for each child of a class"),
                     [&children](const Call& call, const OfClass& in, const CodesFor& body) {
                       return children.codes(call.actor, in.id, body.relation.value_or(Relation::guardian));
                     })
                     .within([&registry](const Call& call) -> std::optional<OrgId> {
                       const auto school = registry.school_of_class({call.parameter("id")});
                       return school ? std::optional{*school} : std::nullopt;
                     }));
  rows.push_back(row_with_body<None, Keeping, Retention>(
      Method::post, "/api/retention", Right::operate, Run::work,
      say("到期数据：先看，再删除", "What is past its time: counted, or erased"),
      [&children](const Call& call, const None&, const Keeping& body) {
        return children.retain(call.actor, body.years.value_or(usual_years), body.dry);
      }));
}

}  // namespace doorstep::children
