#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::courses {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfCourses {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfCourses, (), (id))
struct OfCourse {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfCourse, (), (id, part))
struct OfTeaching {
  OrgId id;
  std::string part, teaching;
};
BOOST_DESCRIBE_STRUCT(OfTeaching, (), (id, part, teaching))
struct NewCourseState {
  CourseState state{};
};
BOOST_DESCRIBE_STRUCT(NewCourseState, (), (state))

std::optional<OrgId> about_courses(const Call& call) { return OrgId{call.parameter("id")}; }

}  // namespace

// Who takes part in a group makes courses there; which of them is the actor's to change, the service says.
std::vector<Route> routes(Courses& courses) {
  std::vector<Route> rows;
  const std::string at = "/api/orgs/{id}/courses";
  rows.push_back(row<OfCourses, OrgCourses>(
                     Method::get, at, Right::group_read, Run::work, say("共建课程", "Courses of a group or school"),
                     [&courses](const Call& call, const OfCourses& in) { return courses.at(call.actor, in.id); })
                     .within(about_courses));
  rows.push_back(row_with_body<OfCourses, NewCourse, CourseFile>(
                     Method::post, at, Right::group_join, Run::work, say("新建课程", "Make a course"),
                     [&courses](const Call& call, const OfCourses& in, const NewCourse& body) {
                       return courses.make(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_courses));
  rows.push_back(
      row<OfCourse, CourseFile>(
          Method::get, at + "/{part}", Right::group_read, Run::work,
          say("一门课程：单元、资源与开课", "A course: units, resources and where it is taught"),
          [&courses](const Call& call, const OfCourse& in) { return courses.course(call.actor, in.id, in.part); })
          .within(about_courses));
  rows.push_back(row<OfCourse, Reply>(Method::get, at + "/{part}/plan.xlsx", Right::group_read, Run::work,
                                      say("课程方案，Excel 格式", "The plan of a course as an Excel workbook"),
                                      [&courses](const Call& call, const OfCourse& in) -> Result<Reply> {
                                        DOORSTEP_LET(file, courses.course(call.actor, in.id, in.part));
                                        return http::download(http::workbook_type, "course.xlsx",
                                                              course_workbook(file, call.language));
                                      })
                     .sends(http::workbook_type)
                     .within(about_courses));
  rows.push_back(row_with_body<OfCourse, NewCourse, CourseFile>(
                     Method::put, at + "/{part}", Right::group_join, Run::work, say("修改课程", "Change a course"),
                     [&courses](const Call& call, const OfCourse& in, const NewCourse& body) {
                       return courses.change(call.actor, in.id, in.part, body);
                     })
                     .within(about_courses));
  rows.push_back(row_with_body<OfCourse, NewCourseState, CourseFile>(
                     Method::post, at + "/{part}/state", Right::group_join, Run::work,
                     say("发布或停用课程", "Publish or retire a course"),
                     [&courses](const Call& call, const OfCourse& in, const NewCourseState& body) {
                       return courses.set_state(call.actor, in.id, in.part, body.state);
                     })
                     .within(about_courses));
  rows.push_back(row_with_body<OfCourse, NewTeaching, CourseFile>(
                     Method::post, at + "/{part}/teachings", Right::offerings_run, Run::work,
                     say("向各校开课", "Teach a course to schools, with places for each"),
                     [&courses](const Call& call, const OfCourse& in, const NewTeaching& body) {
                       return courses.teach(call.actor, in.id, in.part, body);
                     })
                     .answers(201)
                     .within(about_courses));
  rows.push_back(row_with_body<OfTeaching, NewLesson, CourseFile>(
                     Method::put, at + "/{part}/teachings/{teaching}/lessons", Right::group_join, Run::work,
                     say("登记进度", "Enter which unit was taught"),
                     [&courses](const Call& call, const OfTeaching& in, const NewLesson& body) {
                       return courses.enter_lesson(call.actor, in.id, in.part, in.teaching, body);
                     })
                     .within(about_courses));
  return rows;
}

}  // namespace doorstep::courses
