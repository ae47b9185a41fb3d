// The rows of the register. Names, places and groups of schools are public facts; returns and facilities ask for
// register_read; people ask for people_read, below the caller's own organisations only.
#include <charconv>

#include <doorstep/http/route.h>

#include "codes.h"
#include "reply_cache.h"
#include "service.h"
#include "sheet.h"

namespace doorstep::registry {
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

struct OrgPath {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OrgPath, (), (id))
struct OrgOn {
  OrgId id;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(OrgOn, (), (id, on))
// What an address that takes any organisation is about.
struct OrgInBrief {
  OrgId id;
  OrgKind kind{};
  std::string name;
  OrgId district_id;  // of a school or a group; a district's own; empty above
};
BOOST_DESCRIBE_STRUCT(OrgInBrief, (), (id, kind, name, district_id))
struct ClassOn {
  ClassId id;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(ClassOn, (), (id, on))
struct PersonPath {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(PersonPath, (), (id))
struct GroupsQuery {
  std::optional<OrgId> district;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(GroupsQuery, (), (district, on))
struct CodesQuery {
  std::string scheme;
};
BOOST_DESCRIBE_STRUCT(CodesQuery, (), (scheme))

// What the rows share.
struct Room {
  RegistryService& registry;
  const Places& places;
  std::shared_ptr<ReplyCache> cache = std::make_shared<ReplyCache>();

  Scope scope(const Call& call, Right right) const { return scope_of(bounds_of(call.actor, right, places)); }
  Reader reader(const Call& call) const {
    return {scope(call, Right::district_read), scope(call, Right::register_read)};
  }
  // The reply of `make`, kept until the register changes.
  template <class Make>
  Result<Reply> kept(const Call& call, const Reader& reader, Make&& make) const {
    return cache->reply(call, reader, registry.change_sequence(), std::forward<Make>(make));
  }
  // All pages of a list.
  Result<std::vector<SchoolSummary>> every_school(const Call& call, SchoolQuery query) const {
    std::vector<SchoolSummary> found;
    query.limit = 1000;
    query.cursor.clear();
    do {
      DOORSTEP_LET(page, registry.schools(query, reader(call)));
      for (auto& school : page.items) found.push_back(std::move(school));
      query.cursor = page.next;
    } while (!query.cursor.empty());
    return found;
  }
};

std::optional<OrgId> about_org(const Call& call) { return OrgId{call.parameter("id")}; }

template <class T>
Route&& shows(Route&& route) {
  route.reply_schema = [](json::Schemas& schemas) { return http::detail::reply_schema<T>(schemas); };
  return std::move(route);
}

void add_area_rows(std::vector<Route>& rows, const Room& room) {
  rows.push_back(
      shows<Page<Area>>(row<None, Reply>(Method::get, "/api/areas", Right::district_read, Run::quick,
                                         say("区域", "Regions and districts"), [room](const Call& call, const None&) {
                                           const auto reader = room.reader(call);
                                           return room.kept(call, reader, [&]() -> Result<Reply> {
                                             return http::reply_of(whole(room.registry.areas(reader)), 0);
                                           });
                                         })));
  rows.push_back(row<OrgPath, Area>(Method::get, "/api/areas/{id}", Right::district_read, Run::quick,
                                    say("一个区域", "One region or district"),
                                    [room](const Call& call, const OrgPath& in) {
                                      return room.registry.area(in.id, room.scope(call, Right::register_read));
                                    }));
  rows.push_back(row<OrgPath, OrgInBrief>(
                     Method::get, "/api/orgs/{id}", Right::district_read, Run::quick,
                     say("一个机构的类别、名称和所在区", "What an organisation is, its name and its district"),
                     [room](const Call&, const OrgPath& in) -> Result<OrgInBrief> {
                       const auto org = room.registry.org(in.id);
                       if (!org)
                         return refuse(Fault::not_found, "org-unknown",
                                       say("没有这个机构", "there is no such organisation"));
                       return OrgInBrief{org->id, org->kind, org->name, room.registry.district_of(in.id)};
                     })
                     .within(about_org));
  rows.push_back(row<None, Page<Source>>(
      Method::get, "/api/sources", Right::district_read, Run::quick, say("数据来源", "Where the data came from"),
      [room](const Call&, const None&) -> Result<Page<Source>> { return whole(room.registry.sources()); }));
  rows.push_back(row<CodesQuery, Page<Code>>(Method::get, "/api/codes", Right::open, Run::work,
                                             say("代码表", "Code tables"),
                                             [room](const Call&, const CodesQuery& in) -> Result<Page<Code>> {
                                               return whole(codes(room.registry.database(), in.scheme));
                                             }));
}

void add_school_rows(std::vector<Route>& rows, const Room& room) {
  rows.push_back(shows<Page<SchoolSummary>>(
      row<SchoolQuery, Reply>(Method::get, "/api/schools", Right::district_read, Run::quick, say("学校列表", "Schools"),
                              [room](const Call& call, const SchoolQuery& in) {
                                const auto reader = room.reader(call);
                                return room.kept(call, reader, [&]() -> Result<Reply> {
                                  DOORSTEP_LET(listed, room.registry.schools(in, reader));
                                  Page<SchoolSummary> page;
                                  page.items = std::move(listed.items);
                                  page.next = std::move(listed.next);
                                  page.total = listed.total;
                                  return http::reply_of(page, 0);
                                });
                              })));
  rows.push_back(row<SchoolQuery, Reply>(Method::get, "/api/schools.xlsx", Right::district_read, Run::work,
                                         say("学校列表，Excel 格式", "Schools as an Excel workbook"),
                                         [room](const Call& call, const SchoolQuery& in) -> Result<Reply> {
                                           DOORSTEP_LET(schools, room.every_school(call, in));
                                           return http::download(
                                               http::workbook_type, "schools.xlsx",
                                               schools_workbook(schools, room.registry.sources(), call.language));
                                         })
                     .sends(http::workbook_type));
  rows.push_back(shows<School>(row<OrgOn, Reply>(Method::get, "/api/schools/{id}", Right::district_read, Run::quick,
                                                 say("一所学校", "One school"),
                                                 [room](const Call& call, const OrgOn& in) {
                                                   return room.kept(call, {}, [&]() -> Result<Reply> {
                                                     DOORSTEP_LET(school, room.registry.school(in.id, in.on));
                                                     return http::reply_of(school, 0);
                                                   });
                                                 }))
                     .within(about_org));
  rows.push_back(
      row_with_body<OrgPath, SchoolEdit, School>(
          Method::patch, "/api/schools/{id}", Right::register_write, Run::work,
          say("更正一所学校；If-Match 为读到的 seq", "Correct a school; If-Match carries the seq that was read"),
          [room](const Call& call, const OrgPath& in, const SchoolEdit& edit) -> Result<School> {
            std::optional<int64_t> seen;
            if (const auto tag = call.if_match(); !tag.empty() && tag != "*") {
              int64_t seq = 0;
              const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), seq);
              if (error != std::errc{} || end != tag.data() + tag.size())
                return refuse(Fault::stale, "tag-unknown",
                              say("If-Match 应为学校的 seq", "If-Match must carry the school's seq"));
              seen = seq;
            }
            return room.registry.edit_school(call.actor, in.id, edit, seen);
          })
          .within(about_org));
  rows.push_back(row<OrgOn, Page<FacilityRow>>(
                     Method::get, "/api/schools/{id}/facilities", Right::register_read, Run::work,
                     say("一所学校的设施", "Facilities of a school"),
                     [room](const Call&, const OrgOn& in) { return whole(room.registry.facilities(in.id, in.on)); })
                     .within(about_org));
  rows.push_back(row<OrgPath, Page<ReturnRow>>(
                     Method::get, "/api/schools/{id}/returns", Right::register_read, Run::work,
                     say("一所学校的年报数据", "Yearly returns of a school"),
                     [room](const Call&, const OrgPath& in) { return whole(room.registry.returns(in.id)); })
                     .within(about_org));
}

void add_people_rows(std::vector<Route>& rows, const Room& room) {
  rows.push_back(row<OrgOn, Page<StaffMember>>(
                     Method::get, "/api/schools/{id}/staff", Right::people_read, Run::work,
                     say("一所学校的教职工", "Staff of a school"),
                     [room](const Call&, const OrgOn& in) { return whole(room.registry.staff(in.id, in.on)); })
                     .within(about_org));
  rows.push_back(row<OrgOn, Page<ClassSummary>>(
                     Method::get, "/api/schools/{id}/classes", Right::people_read, Run::work,
                     say("一所学校的班级", "Classes of a school"),
                     [room](const Call&, const OrgOn& in) { return whole(room.registry.classes(in.id, in.on)); })
                     .within(about_org));
  rows.push_back(row<ClassOn, Page<Student>>(
                     Method::get, "/api/classes/{id}/students", Right::people_read, Run::work,
                     say("一个班的学生", "Students of a class"),
                     [room](const Call&, const ClassOn& in) { return whole(room.registry.students(in.id, in.on)); })
                     .within([room](const Call& call) -> std::optional<OrgId> {
                       auto school = room.registry.school_of_class({call.parameter("id")});
                       return school ? *school : OrgId{};
                     }));
  rows.push_back(row<PersonPath, Page<Service>>(
      Method::get, "/api/people/{id}/service", Right::people_read, Run::work,
      say("一个人的任职经历", "Where a person served"),
      [room](const Call& call, const PersonPath& in) -> Result<Page<Service>> {
        DOORSTEP_LET(served, room.registry.service_history(in.id));
        const auto own = [&](const Service& at) { return may(call.actor, Right::people_read, at.org_id, room.places); };
        if (!room.scope(call, Right::people_read).everything && std::ranges::none_of(served, own))
          return refuse(Fault::not_found, "person-unknown", say("没有这个人", "there is no such person"));
        return whole(std::move(served));
      }));
}

void add_group_rows(std::vector<Route>& rows, const Room& room) {
  rows.push_back(row<GroupsQuery, Page<GroupSummary>>(
      Method::get, "/api/groups", Right::district_read, Run::quick, say("教育集团", "Education groups"),
      [room](const Call& call, const GroupsQuery& in) -> Result<Page<GroupSummary>> {
        return whole(room.registry.groups(in.district, in.on, room.reader(call)));
      }));
  rows.push_back(row<OrgPath, Group>(Method::get, "/api/groups/{id}", Right::district_read, Run::quick,
                                     say("一个教育集团", "One education group"),
                                     [room](const Call&, const OrgPath& in) { return room.registry.group(in.id); })
                     .within(about_org));
}

}  // namespace

std::vector<Route> routes(Registry& registry, const Places& places) {
  const Room room{dynamic_cast<RegistryService&>(registry), places};
  std::vector<Route> rows;
  add_area_rows(rows, room);
  add_school_rows(rows, room);
  add_people_rows(rows, room);
  add_group_rows(rows, room);
  return rows;
}

}  // namespace doorstep::registry
