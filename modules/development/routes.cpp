// The rows of development: one's own children, the classes that one teaches, the spread of a school.
#include <doorstep/http/route.h>

#include "module.h"
#include "print.h"

namespace doorstep::development {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct RecordOf {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(RecordOf, (), (id))
struct RecordEntryOf {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(RecordEntryOf, (), (id))
struct SpreadOf {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(SpreadOf, (), (id))

}  // namespace

std::vector<Route> routes(Development& development) {
  std::vector<Route> rows;
  const std::string own = "/api/account/development", observed = "/api/account/observations";
  rows.push_back(row<None, OwnRecords>(
      Method::get, own, Right::self, Run::work, say("孩子的成长记录", "The records of one's own children"),
      [&development](const Call& call, const None&) -> Result<OwnRecords> { return development.own(call.actor); }));
  rows.push_back(row_with_body<RecordOf, NewRecordEntry, OwnRecords>(
      Method::post, own + "/{id}", Right::self, Run::work, say("学生自评", "What a student says of itself"),
      [&development](const Call& call, const RecordOf& in, const NewRecordEntry& body) {
        return development.reflect(call.actor, in.id, body);
      }));
  rows.push_back(row<RecordOf, Reply>(Method::get, own + "/{id}/record.pdf", Right::self, Run::work,
                                      say("孩子的成长记录，PDF", "The record of one's own child as a PDF"),
                                      [&development](const Call& call, const RecordOf& in) -> Result<Reply> {
                                        DOORSTEP_LET(record, development.own_record(call.actor, in.id));
                                        DOORSTEP_LET(
                                            pdf, record_pdf(record, development.sides(), Date::today(), call.language));
                                        return http::download("application/pdf", "record.pdf", std::move(pdf));
                                      })
                     .sends("application/pdf"));
  rows.push_back(row<RecordEntryOf, None>(Method::delete_, "/api/account/record-entries/{id}", Right::self, Run::work,
                                          say("撤回自己写的记录", "Take one's own entry back"),
                                          [&development](const Call& call, const RecordEntryOf& in) -> Result<None> {
                                            if (auto done = development.take_back(call.actor, in.id); !done)
                                              return pass_on(done);
                                            return None{};
                                          }));
  rows.push_back(row<None, OwnClasses>(
      Method::get, observed, Right::self, Run::work,
      say("我任教班级的学生", "Students of the classes that one teaches"),
      [&development](const Call& call, const None&) -> Result<OwnClasses> { return development.classes(call.actor); }));
  rows.push_back(row<RecordOf, StudentRecord>(
      Method::get, observed + "/{id}", Right::self, Run::work,
      say("我任教学生的成长记录", "The record of a student that one teaches"),
      [&development](const Call& call, const RecordOf& in) { return development.observed(call.actor, in.id); }));
  rows.push_back(row_with_body<RecordOf, NewRecordEntry, StudentRecord>(
      Method::post, observed + "/{id}", Right::self, Run::work,
      say("写观察记录", "Write what one observed of a student"),
      [&development](const Call& call, const RecordOf& in, const NewRecordEntry& body) {
        return development.observe(call.actor, in.id, body);
      }));
  rows.push_back(row<SpreadOf, SchoolSpread>(
                     Method::get, "/api/schools/{id}/development", Right::register_read, Run::work,
                     say("德智体美劳分布，按年级与班级", "How many of a grade or class have something on each side"),
                     [&development](const Call&, const SpreadOf& in) { return development.spread(in.id); })
                     .within([](const Call& call) { return OrgId{call.parameter("id")}; }));
  return rows;
}

}  // namespace doorstep::development
