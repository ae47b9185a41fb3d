// The rows of unity. A school's people hand in evidence and name what is their own for their own school only; agreeing
// and reviewing is for who runs the group.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "service.h"
#include "sheet.h"

namespace doorstep::unity {
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

struct OfGroup {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfGroup, (), (id))
struct OfPart {
  OrgId id;
  std::string part;  // item, evidence, or what is a school's own
};
BOOST_DESCRIBE_STRUCT(OfPart, (), (id, part))
struct OfCell {
  OrgId id;
  std::string item_id;
  OrgId school_id;
};
BOOST_DESCRIBE_STRUCT(OfCell, (), (id, item_id, school_id))

struct Room {
  Unity& unity;
  const Places& places;

  Result<void> own_school(const Call& call, const std::optional<OrgId>& school) const {
    if (!school || may(call.actor, Right::group_work, *school, places)) return {};
    return refuse(Fault::forbidden, "outside-own-school",
                  say("只能为自己的学校填写", "this is done for one's own school only"));
  }
};

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }

void add_reads(std::vector<Route>& rows, const Room& room) {
  rows.push_back(row<None, Page<List>>(
      Method::get, "/api/unity-lists", Right::open, Run::quick, say("一体化清单", "Lists of what groups unify"),
      [room](const Call&, const None&) -> Result<Page<List>> { return whole(room.unity.lists()); }));
  rows.push_back(row<OfGroup, Page<OwnThing>>(
      Method::get, "/api/schools/{id}/own", Right::open, Run::quick,
      say("学校的特色、品牌、传统与课程", "What a school keeps and offers as its own"),
      [room](const Call&, const OfGroup& in) -> Result<Page<OwnThing>> { return whole(room.unity.own_of(in.id)); }));
  rows.push_back(row<OfGroup, Matrix>(Method::get, "/api/groups/{id}/unity", Right::group_read, Run::work,
                                      say("集团一体化矩阵", "What a group does as one"),
                                      [room](const Call&, const OfGroup& in) { return room.unity.matrix(in.id); })
                     .within(about_group));
  rows.push_back(row<OfGroup, Reply>(Method::get, "/api/groups/{id}/unity.xlsx", Right::group_read, Run::work,
                                     say("一体化矩阵，Excel 格式", "The matrix as an Excel workbook"),
                                     [room](const Call& call, const OfGroup& in) -> Result<Reply> {
                                       DOORSTEP_LET(found, room.unity.matrix(in.id));
                                       return http::download(http::workbook_type, "unity.xlsx",
                                                             matrix_workbook(found, call.language));
                                     })
                     .sends(http::workbook_type)
                     .within(about_group));
  rows.push_back(row<OfCell, Page<Evidence>>(Method::get, "/api/groups/{id}/unity/evidence", Right::group_read,
                                             Run::work, say("一项证据材料", "The evidence of one item at one school"),
                                             [room](const Call&, const OfCell& in) -> Result<Page<Evidence>> {
                                               DOORSTEP_LET(found,
                                                            room.unity.evidence(in.id, in.item_id, in.school_id));
                                               return whole(std::move(found));
                                             })
                     .within(about_group));
}

void add_running(std::vector<Route>& rows, const Room& room) {
  rows.push_back(row_with_body<OfGroup, NewItems, Matrix>(
                     Method::post, "/api/groups/{id}/unity/items", Right::group_run, Run::work,
                     say("采用清单或自定事项", "Take a list, or an item of one's own"),
                     [room](const Call& call, const OfGroup& in, const NewItems& body) {
                       return room.unity.take_items(call.actor, in.id, body);
                     })
                     .within(about_group));
  rows.push_back(row<OfPart, Matrix>(Method::delete_, "/api/groups/{id}/unity/items/{part}", Right::group_run,
                                     Run::work, say("不再统一这一项", "Unify an item no longer"),
                                     [room](const Call& call, const OfPart& in) {
                                       return room.unity.drop_item(call.actor, in.id, in.part);
                                     })
                     .within(about_group));
  rows.push_back(
      row_with_body<OfGroup, Agreeing, Matrix>(Method::put, "/api/groups/{id}/unity/level", Right::group_run, Run::work,
                                               say("约定程度", "Agree on a level"),
                                               [room](const Call& call, const OfGroup& in, const Agreeing& body) {
                                                 return room.unity.agree(call.actor, in.id, body);
                                               })
          .within(about_group));
  rows.push_back(
      row_with_body<OfGroup, Review, Matrix>(Method::put, "/api/groups/{id}/unity/review", Right::group_run, Run::work,
                                             say("评审", "Confirm or not"),
                                             [room](const Call& call, const OfGroup& in, const Review& body) {
                                               return room.unity.review(call.actor, in.id, body);
                                             })
          .within(about_group));
}

void add_work(std::vector<Route>& rows, const Room& room) {
  rows.push_back(row_with_body<OfGroup, NewEvidence, Page<Evidence>>(
                     Method::post, "/api/groups/{id}/unity/evidence", Right::group_work, Run::work,
                     say("提交材料", "Hand in evidence"),
                     [room](const Call& call, const OfGroup& in, const NewEvidence& body) -> Result<Page<Evidence>> {
                       DOORSTEP_TRY(room.own_school(call, body.school_id));
                       DOORSTEP_LET(found, room.unity.hand_in(call.actor, in.id, body));
                       return whole(std::move(found));
                     })
                     .within(about_group));
  rows.push_back(row<OfPart, None>(Method::delete_, "/api/groups/{id}/unity/evidence/{part}", Right::group_work,
                                   Run::work, say("撤回材料", "Take evidence back"),
                                   [room](const Call& call, const OfPart& in) -> Result<None> {
                                     DOORSTEP_TRY(room.own_school(call, room.unity.school_of_evidence(in.part)));
                                     DOORSTEP_TRY(room.unity.take_back(call.actor, in.id, in.part));
                                     return None{};
                                   })
                     .within(about_group));
  rows.push_back(row_with_body<OfGroup, NewOwn, Matrix>(
                     Method::post, "/api/groups/{id}/unity/own", Right::group_work, Run::work,
                     say("登记学校自己的特色", "Name what a school keeps as its own"),
                     [room](const Call& call, const OfGroup& in, const NewOwn& body) -> Result<Matrix> {
                       DOORSTEP_TRY(room.own_school(call, body.school_id));
                       return room.unity.add_own(call.actor, in.id, body);
                     })
                     .within(about_group));
  rows.push_back(row<OfPart, Matrix>(Method::delete_, "/api/groups/{id}/unity/own/{part}", Right::group_work, Run::work,
                                     say("撤下特色", "Name it no longer"),
                                     [room](const Call& call, const OfPart& in) -> Result<Matrix> {
                                       DOORSTEP_TRY(room.own_school(call, room.unity.school_of_own(in.part)));
                                       return room.unity.end_own(call.actor, in.id, in.part);
                                     })
                     .within(about_group));
}

}  // namespace

std::vector<Route> routes(Unity& unity, const Places& places, const files::Files& files) {
  const Room room{unity, places};
  std::vector<Route> rows;
  add_reads(rows, room);
  add_running(rows, room);
  add_work(rows, room);
  rows.push_back(files::download_row(
      "/api/groups/{id}/unity/files/{part}", Right::group_read, say("材料中的文件", "A file of the evidence"), files,
      evidence_room,
      [&unity](const OrgId& group, const std::string& thing) { return unity.has_evidence(group, thing); }));
  return rows;
}

}  // namespace doorstep::unity
