// The rows of honours: the school's, those of one's own children, and the showcase that everybody sees.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::honours {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct HonoursOf {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(HonoursOf, (), (id))
struct HonoursPart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(HonoursPart, (), (id, part))
struct HonoursReading {
  OrgId id;
  bool dry = true;
};
BOOST_DESCRIBE_STRUCT(HonoursReading, (), (id, dry))
struct HonouredOwn {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(HonouredOwn, (), (id))
struct HonouredName {
  PersonId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(HonouredName, (), (id, name))
struct HonouredPart {
  PersonId id;
  std::string part;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(HonouredPart, (), (id, part, shown))
struct HonouredThing {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(HonouredThing, (), (id, part))
struct WorkShown {
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(WorkShown, (), (shown))

constexpr size_t evidence_bytes = 20 << 20;  // a photograph of a telephone has 3 to 12 MB
constexpr auto reads = Right::people_read, writes = Right::register_write;
std::optional<OrgId> about_school(const Call& call) { return OrgId{call.parameter("id")}; }

void add_school(std::vector<Route>& rows, Honours& honours, const files::Files& files) {
  const std::string at = "/api/schools/{id}/honours", works = "/api/schools/{id}/works";
  rows.push_back(row<HonoursOf, SchoolHonours>(
                     Method::get, at, reads, Run::work, say("学校的荣誉与作品", "Honours and works of a school"),
                     [&honours](const Call&, const HonoursOf& in) { return honours.at(in.id); })
                     .within(about_school));
  rows.push_back(row_with_body<HonoursOf, NewStudentHonour, SchoolHonours>(
                     Method::post, at, writes, Run::work, say("登记荣誉", "Enter an honour"),
                     [&honours](const Call& call, const HonoursOf& in, const NewStudentHonour& body) {
                       return honours.enter(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_school));
  rows.push_back(row_with_body<HonoursPart, HonourDecision, SchoolHonours>(
                     Method::put, at + "/{part}", writes, Run::work,
                     say("核实荣誉", "Verify an honour that a guardian entered, or not"),
                     [&honours](const Call& call, const HonoursPart& in, const HonourDecision& body) {
                       return honours.decide(call.actor, in.id, in.part, body);
                     })
                     .within(about_school));
  rows.push_back(
      row<HonoursPart, SchoolHonours>(
          Method::delete_, at + "/{part}", writes, Run::work, say("删除荣誉", "Remove an honour"),
          [&honours](const Call& call, const HonoursPart& in) { return honours.remove(call.actor, in.id, in.part); })
          .within(about_school));
  rows.push_back(row<HonoursOf, Reply>(Method::get, at + ".xlsx", reads, Run::work,
                                       say("荣誉，Excel 格式", "Honours as an Excel workbook"),
                                       [&honours](const Call& call, const HonoursOf& in) -> Result<Reply> {
                                         DOORSTEP_LET(all, honours.at(in.id));
                                         return http::download(http::workbook_type, "honours.xlsx",
                                                               honours_workbook(all, call.language));
                                       })
                     .sends(http::workbook_type)
                     .within(about_school));
  rows.push_back(row<HonoursOf, Reply>(Method::get, at + "/template.xlsx", reads, Run::work,
                                       say("荣誉登记表，填写后导入", "The sheet of honours, to be filled in"),
                                       [&honours](const Call& call, const HonoursOf& in) -> Result<Reply> {
                                         DOORSTEP_LET(all, honours.at(in.id));
                                         return http::download(http::workbook_type, "honours.xlsx",
                                                               honours_template(all, call.language));
                                       })
                     .sends(http::workbook_type)
                     .within(about_school));
  rows.push_back(
      row<HonoursReading, HonoursRead>(
          Method::post, at + "/sheet", writes, Run::work,
          say("按表登记荣誉；dry=true 只检查", "Enter honours by a sheet, all or none; dry=true only checks"),
          [&honours](const Call& call, const HonoursReading& in) -> Result<HonoursRead> {
            DOORSTEP_LET(lines, read_honours_sheet(call.spooled_file));
            return honours.read_sheet(call.actor, in.id, lines, in.dry);
          })
          .uploads(16 << 20)
          .within(about_school));
  rows.push_back(row_with_body<HonoursOf, NewStudentWork, SchoolHonours>(
                     Method::post, works, writes, Run::work, say("上传作品", "Make a work to show"),
                     [&honours](const Call& call, const HonoursOf& in, const NewStudentWork& body) {
                       return honours.put_work(call.actor, in.id, "", body);
                     })
                     .answers(201)
                     .within(about_school));
  rows.push_back(row_with_body<HonoursPart, NewStudentWork, SchoolHonours>(
                     Method::put, works + "/{part}", writes, Run::work,
                     say("修改作品", "Change a work; it is shown again by a new act"),
                     [&honours](const Call& call, const HonoursPart& in, const NewStudentWork& body) {
                       return honours.put_work(call.actor, in.id, in.part, body);
                     })
                     .within(about_school));
  rows.push_back(row_with_body<HonoursPart, WorkShown, SchoolHonours>(
                     Method::put, works + "/{part}/shown", writes, Run::work,
                     say("展示或撤下作品", "Show a work to everybody, or take it back"),
                     [&honours](const Call& call, const HonoursPart& in, const WorkShown& body) {
                       return honours.show(call.actor, in.id, in.part, body.shown);
                     })
                     .within(about_school));
  const auto of_school = [&honours](const OrgId& id, const std::string& thing) { return honours.of_school(id, thing); };
  rows.push_back(files::download_row(at + "/files/{part}", reads, say("荣誉的佐证文件", "A file that shows an honour"),
                                     files, honours_room, of_school));
  rows.push_back(files::download_row(works + "/files/{part}", reads, say("作品的文件", "A file of a work"), files,
                                     works_room, of_school));
}

}  // namespace

std::vector<Route> routes(Honours& honours, const files::Files& files) {
  std::vector<Route> rows;
  add_school(rows, honours, files);
  rows.push_back(row<None, OwnHonours>(
      Method::get, "/api/account/honours", Right::self, Run::work, say("孩子的荣誉与作品", "Honours of one's children"),
      [&honours](const Call& call, const None&) -> Result<OwnHonours> { return honours.own(call.actor); }));
  rows.push_back(row_with_body<HonouredOwn, NewStudentHonour, OwnHonours>(
      Method::post, "/api/account/honours/{id}", Right::self, Run::work,
      say("填报荣誉，由学校核实", "Enter an honour of a child, for the school to verify"),
      [&honours](const Call& call, const HonouredOwn& in, const NewStudentHonour& body) {
        return honours.claim(call.actor, in.id, body);
      }));
  rows.push_back(row<HonouredName, FileInfo>(Method::post, "/api/account/honours/{id}/files", Right::self, Run::work,
                                             say("上传证书照片或 PDF，随后附在填报的荣誉上",
                                                 "Send a photograph or PDF, to hang on an honour that is entered"),
                                             [&honours](const Call& call, const HonouredName& in) {
                                               return honours.take_evidence(call.actor, in.id, in.name,
                                                                            call.spooled_file);
                                             })
                     .uploads(evidence_bytes)
                     .answers(201));
  rows.push_back(row_with_body<HonouredThing, HonourEvidence, OwnHonours>(
      Method::post, "/api/account/honours/{id}/{part}/evidence", Right::self, Run::work,
      say("给待核实的荣誉补充佐证", "Add evidence to an honour that waits"),
      [&honours](const Call& call, const HonouredThing& in, const HonourEvidence& body) {
        return honours.add_evidence(call.actor, in.id, in.part, body);
      }));
  rows.push_back(row<HonouredPart, http::Reply>(
                     Method::get, "/api/account/honours/{id}/files/{part}", Right::self, Run::work,
                     say("自己孩子荣誉的佐证文件", "A file that shows an honour of one's own child"),
                     [&honours, &files](const Call& call, const HonouredPart& in) -> Result<http::Reply> {
                       DOORSTEP_LET(file, files.stored(honours_room, in.part));
                       if (!honours.of_own(call.actor, in.id, file.place.thing))
                         return refuse(Fault::not_found, "file-unknown", say("没有这个文件", "there is no such file"));
                       return files::reply_of(file, in.shown);
                     })
                     .sends(http::file_type));
  rows.push_back(row<HonoursOf, Showcase>(
      Method::get, "/api/showcase/{id}", Right::district_read, Run::work,
      say("学校或集团的风采展示", "The showcase of a school or group: what guardians agreed to show"),
      [&honours](const Call&, const HonoursOf& in) { return honours.showcase(in.id); }));
  rows.push_back(files::download_row(
      "/api/showcase/{id}/files/{part}", Right::district_read, say("展示作品的文件", "A file of a work that is shown"),
      files, works_room, [&honours](const OrgId& id, const std::string& thing) { return honours.seen(id, thing); }));
  return rows;
}

}  // namespace doorstep::honours
