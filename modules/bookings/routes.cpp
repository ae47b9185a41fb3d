// The rows of bookings. Who works for a school offers what is the school's; whoever takes part in the group books for
// the own school; a booking is cancelled by who made it or who runs the group.
#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::bookings {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfGroup {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfGroup, (), (id))
struct OfWeek {
  OrgId id;
  std::optional<Date> from;  // today when absent
  int64_t days = 7;
};
BOOST_DESCRIBE_STRUCT(OfWeek, (), (id, from, days))
struct OfPart {
  OrgId id;
  std::string part;  // thing or booking
};
BOOST_DESCRIBE_STRUCT(OfPart, (), (id, part))
struct Withdrawn {
  int64_t cancelled = 0;  // bookings that were still to come
};
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (cancelled))

struct Room {
  Bookings& bookings;
  const Places& places;

  Result<void> own_school(const Call& call, Right right, const std::optional<OrgId>& school) const {
    if (!school || may(call.actor, right, *school, places)) return {};
    return refuse(Fault::forbidden, "outside-own-school",
                  say("只能为自己的学校办理", "this is done for one's own school only"));
  }
  Result<void> may_cancel(const Call& call, const OrgId& group, const std::string& booking) const {
    const auto account = bookings.account_of_booking(booking);
    if (!account || *account == call.actor.account || may(call.actor, Right::group_run, group, places)) return {};
    return refuse(Fault::forbidden, "not-own-booking",
                  say("只能取消自己的预约；其他请联系集团", "only one's own bookings; ask who runs the group"));
  }
};

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }

void add_things(std::vector<Route>& rows, const Room& room) {
  rows.push_back(row_with_body<OfGroup, BookingRule, BookingRule>(
                     Method::put, "/api/groups/{id}/bookings/rule", Right::group_run, Run::work,
                     say("设定时区与路上时间", "How the group reckons time and ways"),
                     [room](const Call& call, const OfGroup& in, const BookingRule& body) {
                       return room.bookings.set_rule(call.actor, in.id, body);
                     })
                     .within(about_group));
  rows.push_back(row_with_body<OfGroup, NewThing, Thing>(
                     Method::post, "/api/groups/{id}/bookings/things", Right::group_work, Run::work,
                     say("提供场馆或设备", "Offer a venue or equipment"),
                     [room](const Call& call, const OfGroup& in, const NewThing& body) -> Result<Thing> {
                       DOORSTEP_TRY(room.own_school(call, Right::group_work, body.school_id));
                       return room.bookings.offer(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_group));
  rows.push_back(row<OfPart, Withdrawn>(
                     Method::delete_, "/api/groups/{id}/bookings/things/{part}", Right::group_work, Run::work,
                     say("不再提供", "Offer it no longer; bookings still to come are cancelled"),
                     [room](const Call& call, const OfPart& in) -> Result<Withdrawn> {
                       DOORSTEP_TRY(room.own_school(call, Right::group_work, room.bookings.school_of_thing(in.part)));
                       DOORSTEP_LET(cancelled, room.bookings.withdraw(call.actor, in.id, in.part));
                       return Withdrawn{cancelled};
                     })
                     .within(about_group));
}

}  // namespace

std::vector<Route> routes(Bookings& bookings, const Places& places) {
  const Room room{bookings, places};
  std::vector<Route> rows;
  rows.push_back(row<OfWeek, Timetable>(Method::get, "/api/groups/{id}/bookings", Right::group_read, Run::work,
                                        say("场馆设备时间表", "What is shared, and when it is booked"),
                                        [room](const Call& call, const OfWeek& in) {
                                          return room.bookings.timetable(call.actor, in.id,
                                                                         in.from.value_or(Date::today()), in.days);
                                        })
                     .within(about_group));
  rows.push_back(
      row<OfWeek, Reply>(
          Method::get, "/api/groups/{id}/bookings.xlsx", Right::group_read, Run::work,
          say("时间表，Excel 格式", "The timetable as an Excel workbook"),
          [room](const Call& call, const OfWeek& in) -> Result<Reply> {
            DOORSTEP_LET(found, room.bookings.timetable(call.actor, in.id, in.from.value_or(Date::today()), in.days));
            return http::download(http::workbook_type, "bookings.xlsx", timetable_workbook(found, call.language));
          })
          .sends(http::workbook_type)
          .within(about_group));
  rows.push_back(row_with_body<OfGroup, NewBooking, Booking>(
                     Method::post, "/api/groups/{id}/bookings", Right::group_join, Run::work, say("预约", "Book"),
                     [room](const Call& call, const OfGroup& in, const NewBooking& body) -> Result<Booking> {
                       DOORSTEP_TRY(room.own_school(call, Right::group_join, body.school_id));
                       return room.bookings.book(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_group));
  rows.push_back(row<OfPart, None>(Method::delete_, "/api/groups/{id}/bookings/{part}", Right::group_join, Run::work,
                                   say("取消预约", "Cancel a booking"),
                                   [room](const Call& call, const OfPart& in) -> Result<None> {
                                     DOORSTEP_TRY(room.may_cancel(call, in.id, in.part));
                                     DOORSTEP_TRY(room.bookings.cancel(call.actor, in.id, in.part));
                                     return None{};
                                   })
                     .within(about_group));
  add_things(rows, room);
  return rows;
}

}  // namespace doorstep::bookings
