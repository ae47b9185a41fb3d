// What is one's own: whether somebody is a candidate, sits on a panel or is staff of the place is the service's to say.
#include "routes_panel.h"

#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "service.h"

namespace doorstep::ladder {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfOwnCall {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfOwnCall, (), (id))
struct OfPaper {
  std::string id, part;
};
BOOST_DESCRIBE_STRUCT(OfPaper, (), (id, part))

// One's own call, read and changed.
template <class Out>
Route reads(Ladders& ladders, const char* path, Words summary,
            Result<Out> (Ladders::*read)(const Actor&, const std::string&)) {
  return row<OfOwnCall, Out>(
      Method::get, path, Right::self, Run::work, std::move(summary),
      [&ladders, read](const Call& call, const OfOwnCall& in) { return (ladders.*read)(call.actor, in.id); });
}
template <class Body, class Out>
Route changes(Ladders& ladders, Method method, const char* path, Words summary,
              Result<Out> (Ladders::*change)(const Actor&, const std::string&, const Body&)) {
  return row_with_body<OfOwnCall, Body, Out>(
      method, path, Right::self, Run::work, std::move(summary),
      [&ladders, change](const Call& call, const OfOwnCall& in, const Body& body) {
        return (ladders.*change)(call.actor, in.id, body);
      });
}
template <class Body, class Out>
Route changes_part(Ladders& ladders, Method method, const char* path, Words summary,
                   Result<Out> (Ladders::*change)(const Actor&, const std::string&, const std::string&, const Body&)) {
  return row_with_body<OfPaper, Body, Out>(method, path, Right::self, Run::work, std::move(summary),
                                           [&ladders, change](const Call& call, const OfPaper& in, const Body& body) {
                                             return (ladders.*change)(call.actor, in.id, in.part, body);
                                           });
}

tl::unexpected<Error> file_unknown() {
  return refuse(Fault::not_found, "file-unknown", say("没有这个文件", "there is no such file"));
}

}  // namespace

void add_own_rows(std::vector<Route>& rows, Ladders& ladders, const files::Files& files) {
  rows.push_back(row<None, OwnLadders>(Method::get, "/api/ladder/own", Right::self, Run::work,
                                       say("我的阶梯", "Where I stand, and what waits for me"),
                                       [&ladders](const Call& call, const None&) { return ladders.own(call.actor); }));
  rows.push_back(reads(ladders, "/api/ladder/open/{id}", say("可申报的评审", "A call as a candidate sees it"),
                       &Ladders::open_call));
  rows.push_back(
      changes(ladders, Method::put, "/api/ladder/open/{id}/application", say("申报", "Apply"), &Ladders::apply));
  rows.push_back(row<OfOwnCall, LadderOpenCall>(
      Method::delete_, "/api/ladder/open/{id}/application", Right::self, Run::work, say("撤回申报", "Withdraw"),
      [&ladders](const Call& call, const OfOwnCall& in) { return ladders.withdraw(call.actor, in.id); }));
  rows.push_back(reads(ladders, "/api/ladder/own/ranks/{id}/renewal",
                       say("续期要提交什么", "What goes along when a rank is renewed"), &Ladders::renewal));
  rows.push_back(changes(ladders, Method::post, "/api/ladder/own/ranks/{id}/renewal",
                         say("申请续期", "Apply for the renewal of a rank"), &Ladders::renew)
                     .answers(201));
  rows.push_back(reads(ladders, "/api/ladder/notices/{id}", say("公示", "A public notice"), &Ladders::notice));
  rows.push_back(
      changes(ladders, Method::post, "/api/ladder/notices/{id}/objections", say("提出异议", "Object"), &Ladders::object)
          .answers(201));
  for (const auto* room : {application_room, objection_room})
    rows.push_back(
        row<OfOwnCall, Reply>(Method::get,
                              room == application_room ? "/api/ladder/own/files/{id}" : "/api/ladder/own/evidence/{id}",
                              Right::self, Run::work, say("自己提交的文件", "A file that one handed in"),
                              [&ladders, &files, room](const Call& call, const OfOwnCall& in) -> Result<Reply> {
                                DOORSTEP_LET(file, files.stored(room, in.id));
                                if (!ladders.own_file(call.actor, room, file.place.thing)) return file_unknown();
                                return files::reply_of(file, false);
                              })
            .sends(http::file_type));
}

void add_panel_rows(std::vector<Route>& rows, Ladders& ladders, const files::Files& files) {
  rows.push_back(reads(ladders, "/api/ladder/panels/{id}", say("评委工作台", "A panel member's desk"), &Ladders::desk));
  rows.push_back(row<OfPaper, PanelPaper>(
      Method::get, "/api/ladder/panels/{id}/papers/{part}", Right::self, Run::work,
      say("一份隐名材料", "One application without names"),
      [&ladders](const Call& call, const OfPaper& in) { return ladders.paper(call.actor, in.id, in.part); }));
  rows.push_back(changes_part(ladders, Method::put, "/api/ladder/panels/{id}/papers/{part}/scores",
                              say("评分（草稿或提交）", "Scores: a draft, or handed in"), &Ladders::score));
  rows.push_back(changes_part(ladders, Method::post, "/api/ladder/panels/{id}/papers/{part}/recusal",
                              say("回避", "Step back from an application"), &Ladders::recuse));
  rows.push_back(changes(ladders, Method::put, "/api/ladder/panels/{id}/relatives",
                         say("申报亲属", "Name relatives, whom one does not read"), &Ladders::declare));
  rows.push_back(changes(ladders, Method::put, "/api/ladder/panels/{id}/proposal",
                         say("组长提出建议名单", "The chair's proposal"), &Ladders::propose_as_chair));
  // The name of a file may tell whose it is: the panel gets it by number.
  rows.push_back(row<OfPaper, Reply>(Method::get, "/api/ladder/panels/{id}/files/{part}", Right::self, Run::work,
                                     say("佐证文件，不显示文件名", "A file of an application, its name hidden"),
                                     [&ladders, &files](const Call& call, const OfPaper& in) -> Result<Reply> {
                                       DOORSTEP_LET(file, files.stored(application_room, in.part));
                                       if (!ladders.panel_file(call.actor, in.id, file.place.thing, in.part))
                                         return file_unknown();
                                       const auto dot = file.info.name.rfind('.');
                                       file.info.name = in.part.substr(0, 8) +
                                                        (dot == std::string::npos ? "" : file.info.name.substr(dot));
                                       return files::reply_of(file, false);
                                     })
                     .sends(http::file_type));
}

}  // namespace doorstep::ladder
