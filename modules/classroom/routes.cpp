// The rows of open classes. What may be seen, and what a host may do, the service decides lesson by lesson; planning in
// the name of an organisation is library_work there, looking after all its lessons library_review.
#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::classroom {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfLesson {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfLesson, (), (id))
struct OfLessonPart {
  std::string id, part;
};
BOOST_DESCRIBE_STRUCT(OfLessonPart, (), (id, part))
struct OfLessonPerson {
  std::string id;
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(OfLessonPerson, (), (id, person))
struct OfLessonHost {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfLessonHost, (), (id))
struct LessonPeopleQuery {
  OrgId id;
  std::string q;
};
BOOST_DESCRIBE_STRUCT(LessonPeopleQuery, (), (id, q))
struct HostedQuery {
  OrgId id;
  std::optional<LessonShow> show;
  std::optional<Date> from, to;
  std::string subject, grade;
  std::optional<LessonKind> kind;
  std::string q;
  int64_t skip = 0, limit = 100;
};
BOOST_DESCRIBE_STRUCT(HostedQuery, (), (id, show, from, to, subject, grade, kind, q, skip, limit))
struct ReadingLessons {
  OrgId id;
  bool dry = true;
};
BOOST_DESCRIBE_STRUCT(ReadingLessons, (), (id, dry))
struct LessonCancelled {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(LessonCancelled, (), (reason))

constexpr const char* lessons_at = "/api/classroom/lessons";
constexpr const char* org_at = "/api/orgs/{id}/classroom";
constexpr int64_t most_in_a_sheet = 10'000;

std::optional<OrgId> about_host(const Call& call) { return OrgId{call.parameter("id")}; }

LessonQuery query_of(const HostedQuery& in) {
  return {in.show, in.from, in.to, in.subject, in.grade, in.kind, {}, {}, "", in.q, false, in.skip, in.limit};
}

void add_seen(std::vector<Route>& rows, Classroom& classroom) {
  rows.push_back(row<LessonQuery, LessonList>(
      Method::get, lessons_at, Right::open, Run::work, say("可看的公开课", "Open classes that one may see"),
      [&classroom](const Call& call, const LessonQuery& in) { return classroom.lessons(call.actor, in); }));
  rows.push_back(row<OfLesson, OpenLessonFile>(
      Method::get, std::string{lessons_at} + "/{id}", Right::open, Run::work, say("一节公开课", "One open class"),
      [&classroom](const Call& call, const OfLesson& in) { return classroom.lesson(call.actor, in.id); }));
  rows.push_back(row<OfLesson, LessonSeries>(
      Method::get, "/api/classroom/series/{id}", Right::open, Run::work,
      say("同课异构等系列", "A series: one lesson, several teachers"),
      [&classroom](const Call& call, const OfLesson& in) { return classroom.series(call.actor, in.id); }));
  const std::string follow = std::string{lessons_at} + "/{id}/reminder";
  rows.push_back(row<OfLesson, OpenLesson>(
      Method::put, follow, Right::self, Run::work, say("提醒我", "Be reminded of an open class"),
      [&classroom](const Call& call, const OfLesson& in) { return classroom.follow(call.actor, in.id, true); }));
  rows.push_back(row<OfLesson, OpenLesson>(
      Method::delete_, follow, Right::self, Run::work, say("不再提醒", "Not be reminded any more"),
      [&classroom](const Call& call, const OfLesson& in) { return classroom.follow(call.actor, in.id, false); }));
}

void add_hosting(std::vector<Route>& rows, Classroom& classroom) {
  const std::string at = std::string{lessons_at} + "/{id}";
  rows.push_back(row_with_body<OfLesson, NewOpenLesson, OpenLessonFile>(
      Method::put, at, Right::self, Run::work, say("修改公开课", "Change an open class"),
      [&classroom](const Call& call, const OfLesson& in, const NewOpenLesson& body) {
        return classroom.change(call.actor, in.id, body);
      }));
  rows.push_back(row_with_body<OfLesson, LessonCancelled, OpenLessonFile>(
      Method::post, at + "/cancel", Right::self, Run::work, say("取消公开课", "Cancel an open class"),
      [&classroom](const Call& call, const OfLesson& in, const LessonCancelled& body) {
        return classroom.cancel(call.actor, in.id, body.reason);
      }));
  const auto act = [&](const char* path, Words summary,
                       Result<OpenLessonFile> (Classroom::*does)(const Actor&, const std::string&)) {
    rows.push_back(row<OfLesson, OpenLessonFile>(
        Method::post, at + path, Right::self, Run::work, std::move(summary),
        [&classroom, does](const Call& call, const OfLesson& in) { return (classroom.*does)(call.actor, in.id); }));
  };
  act("/rehearsal", say("开始排练", "Begin the rehearsal"), &Classroom::rehearse);
  act("/live", say("开播", "Go live"), &Classroom::go_live);
  act("/end", say("结束直播或排练", "End a live lesson, or a rehearsal"), &Classroom::end);
  rows.push_back(
      row<OfLessonPart, LessonKey>(Method::post, at + "/sources/{part}/key", Right::self, Run::work,
                                   say("生成或更换推流码", "Make a publish key, or renew it; it is shown once"),
                                   [&classroom](const Call& call, const OfLessonPart& in) {
                                     return classroom.make_key(call.actor, in.id, in.part);
                                   })
          .says("Cache-Control", "no-store"));
  rows.push_back(row<OfLessonPart, OpenLessonFile>(Method::delete_, at + "/sources/{part}", Right::self, Run::work,
                                                   say("删除一路画面", "Drop a source"),
                                                   [&classroom](const Call& call, const OfLessonPart& in) {
                                                     return classroom.drop_source(call.actor, in.id, in.part);
                                                   }));
  rows.push_back(row<OfLessonPerson, OpenLessonFile>(Method::put, at + "/hosts/{person}", Right::self, Run::work,
                                                     say("增加协同主持人", "Name a co-host"),
                                                     [&classroom](const Call& call, const OfLessonPerson& in) {
                                                       return classroom.add_host(call.actor, in.id, in.person);
                                                     }));
  rows.push_back(row<OfLessonPerson, http::None>(
      Method::delete_, at + "/hosts/{person}", Right::self, Run::work, say("移出协同主持人", "Remove a co-host"),
      [&classroom](const Call& call, const OfLessonPerson& in) -> Result<http::None> {
        DOORSTEP_TRY(classroom.remove_host(call.actor, in.id, in.person));
        return http::None{};
      }));
  rows.push_back(row_with_body<OfLesson, ReceivingWish, OpenLessonFile>(
      Method::post, at + "/classes", Right::self, Run::work,
      say("邀请学校，或为本校班级报名", "Ask a school, or sign a class of the own one up"),
      [&classroom](const Call& call, const OfLesson& in, const ReceivingWish& body) {
        return classroom.receive(call.actor, in.id, body);
      }));
  rows.push_back(
      row<OfLessonPart, http::None>(Method::delete_, at + "/classes/{part}", Right::self, Run::work,
                                    say("退出接收班级，或谢绝邀请", "Sign a class off, or decline"),
                                    [&classroom](const Call& call, const OfLessonPart& in) -> Result<http::None> {
                                      DOORSTEP_TRY(classroom.let_go(call.actor, in.id, in.part));
                                      return http::None{};
                                    }));
}

void add_office(std::vector<Route>& rows, Classroom& classroom) {
  const std::string at = org_at;
  rows.push_back(row_with_body<OfLessonHost, NewOpenLesson, OpenLessonFile>(
                     Method::post, at + "/lessons", Right::library_work, Run::work,
                     say("安排公开课", "Plan an open class"),
                     [&classroom](const Call& call, const OfLessonHost& in, const NewOpenLesson& body) {
                       return classroom.plan(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_host));
  rows.push_back(row<LessonPeopleQuery, http::Page<LessonPerson>>(
                     Method::get, at + "/people", Right::library_work, Run::work,
                     say("可以授课或协同主持的教师", "Who may teach or co-host"),
                     [&classroom](const Call&, const LessonPeopleQuery& in) -> Result<http::Page<LessonPerson>> {
                       DOORSTEP_LET(found, classroom.people(in.id, in.q));
                       return http::whole(std::move(found));
                     })
                     .within(about_host));
  rows.push_back(row<OfLessonHost, http::Page<LessonClass>>(
                     Method::get, at + "/classes", Right::library_work, Run::work,
                     say("可以报名参加的班级", "Classes of a school that may be signed up"),
                     [&classroom](const Call&, const OfLessonHost& in) -> Result<http::Page<LessonClass>> {
                       DOORSTEP_LET(found, classroom.classes_of(in.id));
                       return http::whole(std::move(found));
                     })
                     .within(about_host));
  rows.push_back(row<HostedQuery, LessonList>(
                     Method::get, at + "/lessons", Right::library_review, Run::work,
                     say("一个机构及其下属的全部公开课", "All open classes of an organisation and below it"),
                     [&classroom](const Call& call, const HostedQuery& in) {
                       return classroom.hosted(call.actor, in.id, query_of(in));
                     })
                     .within(about_host));
  rows.push_back(row<HostedQuery, Reply>(Method::get, at + "/lessons.xlsx", Right::library_review, Run::work,
                                         say("公开课，Excel 格式", "Open classes as an Excel workbook"),
                                         [&classroom](const Call& call, const HostedQuery& in) -> Result<Reply> {
                                           auto query = query_of(in);
                                           std::vector<OpenLesson> all;
                                           for (query.skip = 0, query.limit = 500; query.skip < most_in_a_sheet;
                                                query.skip += query.limit) {
                                             DOORSTEP_LET(found, classroom.hosted(call.actor, in.id, query));
                                             for (auto& one : found.items) all.push_back(std::move(one));
                                             if (static_cast<int64_t>(all.size()) >= found.total) break;
                                           }
                                           return http::download(http::workbook_type, "open-classes.xlsx",
                                                                 lessons_workbook(all, call.language));
                                         })
                     .sends(http::workbook_type)
                     .within(about_host));
  rows.push_back(row<OfLessonHost, Reply>(Method::get, at + "/template.xlsx", Right::library_review, Run::work,
                                          say("公开课计划表，待填写", "A sheet for a plan of open classes, to fill in"),
                                          [](const Call& call, const OfLessonHost&) -> Result<Reply> {
                                            return http::download(http::workbook_type, "open-classes-plan.xlsx",
                                                                  plan_template(call.language));
                                          })
                     .sends(http::workbook_type)
                     .within(about_host));
  rows.push_back(row<ReadingLessons, LessonsRead>(
                     Method::post, at + "/plan", Right::library_review, Run::work,
                     say("按表安排公开课；dry=true 只检查", "Plan open classes by a sheet; dry=true only checks"),
                     [&classroom](const Call& call, const ReadingLessons& in) -> Result<LessonsRead> {
                       DOORSTEP_LET(lines, read_lessons_sheet(call.spooled_file));
                       return classroom.read_plan(call.actor, in.id, lines, in.dry);
                     })
                     .uploads(8 << 20)
                     .within(about_host));
}

}  // namespace

std::vector<Route> routes(Classroom& classroom) {
  std::vector<Route> rows;
  add_seen(rows, classroom);
  add_hosting(rows, classroom);
  add_office(rows, classroom);
  return rows;
}

}  // namespace doorstep::classroom
