// The rows of marking by people, and of the files of answers. The service checks who may.
#include <fstream>
#include <sstream>

#include <doorstep/files/announce.h>
#include <doorstep/files/bare.h>
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::assignments {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfMarking {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfMarking, (), (id))
struct OfMarkingRow {
  std::string id;
  std::optional<int64_t> place;
};
BOOST_DESCRIBE_STRUCT(OfMarkingRow, (), (id, place))
struct OfAnswerFile {
  std::string id, part;
  std::optional<bool> shown;
};
BOOST_DESCRIBE_STRUCT(OfAnswerFile, (), (id, part, shown))
struct OfOwnFile {
  PersonId id;
  std::string part, file;
  std::optional<bool> shown;
};
BOOST_DESCRIBE_STRUCT(OfOwnFile, (), (id, part, file, shown))

Result<Reply> sent(const AnswerFile& of, bool shown) {
  auto file = of.file;
  file.info.name = of.name;
  DOORSTEP_LET(reply, files::reply_of(file, shown));
  if (!of.bare) return std::move(reply);
  std::ostringstream bytes;
  bytes << std::ifstream{of.file.path, std::ios::binary}.rdbuf();
  auto bare = files::bare_picture(std::move(bytes).str());
  if (!bare)
    return refuse(Fault::conflict, "picture-damaged",
                  say("这张照片不完整，不能显示", "this picture is not whole and cannot be shown"));
  reply.file.clear();
  reply.etag += "-bare";
  reply.body = std::move(*bare);
  return std::move(reply);
}

}  // namespace

std::vector<Route> marking_routes(Desk& desk, const files::Uploads& uploads) {
  std::vector<Route> rows;
  const std::string at = "/api/own/assignments/{id}", child = "/api/account/homework/{id}/{part}";
  rows.push_back(row<OfMarking, MarkingFile>(
      Method::get, at + "/marking", Right::self, Run::work, say("批改的安排与进度", "How it is marked, and how far"),
      [&desk](const Call& call, const OfMarking& in) { return desk.marking(call.actor, in.id); }));
  rows.push_back(row<OfMarking, MarkerChoices>(
      Method::get, at + "/markers", Right::self, Run::work, say("可以指定的批改教师", "Who may be named as a marker"),
      [&desk](const Call& call, const OfMarking& in) { return desk.choices(call.actor, in.id); }));
  rows.push_back(row_with_body<OfMarking, NewMarking, MarkingFile>(
      Method::put, at + "/marking", Right::self, Run::work,
      say("指定批改教师与批改规则", "Name markers and set the rule of marking"),
      [&desk](const Call& call, const OfMarking& in, const NewMarking& body) {
        return desk.set_marking(call.actor, in.id, body);
      }));
  rows.push_back(row<OfMarking, MarkingFile>(
      Method::post, at + "/deal", Right::self, Run::work, say("分发答卷", "Deal papers to the markers"),
      [&desk](const Call& call, const OfMarking& in) { return desk.deal_out(call.actor, in.id); }));
  rows.push_back(row<None, OwnMarkTasks>(
      Method::get, "/api/own/marking", Right::self, Run::work, say("分给我批改的", "What was dealt to oneself to mark"),
      [&desk](const Call& call, const None&) -> Result<OwnMarkTasks> { return desk.tasks(call.actor); }));
  rows.push_back(row<OfMarkingRow, MarkingRow>(
      Method::get, at + "/papers", Right::self, Run::work,
      say("一道题的全部答卷", "All answers to one question that one marks"),
      [&desk](const Call& call, const OfMarkingRow& in) { return desk.row(call.actor, in.id, in.place.value_or(0)); }));
  rows.push_back(row_with_body<OfMarking, NewMark, GivenMark>(
      Method::put, at + "/marks", Right::self, Run::work, say("批改一题", "Mark one answer"),
      [&desk](const Call& call, const OfMarking& in, const NewMark& body) {
        return desk.mark(call.actor, in.id, body);
      }));
  rows.push_back(row<OfAnswerFile, Reply>(Method::get, at + "/files/{part}", Right::self, Run::work,
                                          say("答卷中的照片或文件", "A photo or file of an answer"),
                                          [&desk](const Call& call, const OfAnswerFile& in) -> Result<Reply> {
                                            DOORSTEP_LET(file, desk.answer_file(call.actor, in.id, in.part));
                                            return sent(file, in.shown.value_or(false));
                                          })
                     .sends(http::file_type));
  rows.push_back(row<OfOwnFile, Reply>(Method::get, child + "/files/{file}", Right::self, Run::work,
                                       say("孩子答卷中的照片或文件", "A photo or file of a child's answer"),
                                       [&desk](const Call& call, const OfOwnFile& in) -> Result<Reply> {
                                         DOORSTEP_LET(file, desk.own_file(call.actor, in.id, in.part, in.file));
                                         return sent(file, in.shown.value_or(false));
                                       })
                     .sends(http::file_type));
  rows.push_back(files::announce_row(
      child + "/uploads", say("为答卷上传照片或文件（tus）", "Announce a photo or file for an answer (tus)"), uploads,
      [&desk](const Actor& actor, const std::string& id, const std::string& part) {
        return desk.sends_for(actor, PersonId{id}, part);
      }));
  return rows;
}

}  // namespace doorstep::assignments
