// The rows of the calendar. A feed is open to whoever has its address: calendar programs cannot sign in.
#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::calendar {
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

constexpr int64_t most_days = 366;

struct OwnDays {
  std::optional<Date> from;  // today when absent
  int64_t days = 31;
};
BOOST_DESCRIBE_STRUCT(OwnDays, (), (from, days))
struct GroupDays {
  OrgId id;
  std::optional<Date> from;
  int64_t days = 31;
};
BOOST_DESCRIBE_STRUCT(GroupDays, (), (id, from, days))
struct FeedOf {
  std::optional<OrgId> group;
};
BOOST_DESCRIBE_STRUCT(FeedOf, (), (group))
struct FeedPath {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(FeedPath, (), (token))

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }

}  // namespace

std::vector<Route> routes(Calendar& calendar) {
  std::vector<Route> rows;
  rows.push_back(row<OwnDays, Page<Event>>(
      Method::get, "/api/calendar", Right::self, Run::work, say("我的日程", "What is ahead of me"),
      [&calendar](const Call& call, const OwnDays& in) -> Result<Page<Event>> {
        const auto from = in.from.value_or(Date::today());
        return whole(calendar.own(call.actor, from, from.plus(std::clamp<int64_t>(in.days, 1, most_days))));
      }));
  rows.push_back(row<GroupDays, Page<Event>>(Method::get, "/api/groups/{id}/calendar", Right::group_read, Run::work,
                                             say("集团日程", "The calendar of a group"),
                                             [&calendar](const Call& call, const GroupDays& in) -> Result<Page<Event>> {
                                               const auto from = in.from.value_or(Date::today());
                                               return whole(calendar.of_group(
                                                   in.id, from, from.plus(std::clamp<int64_t>(in.days, 1, most_days)),
                                                   call.language));
                                             })
                     .within(about_group));
  rows.push_back(
      row_with_body<None, FeedOf, Feed>(Method::post, "/api/calendar/feeds", Right::self, Run::work,
                                        say("生成订阅地址", "An address that calendar programs subscribe to"),
                                        [&calendar](const Call& call, const None&, const FeedOf& body) {
                                          return calendar.subscribe(call.actor, body.group);
                                        })
          .answers(201));
  rows.push_back(row<None, None>(Method::delete_, "/api/calendar/feeds", Right::self, Run::work,
                                 say("停用全部订阅地址", "End all of one's addresses"),
                                 [&calendar](const Call& call, const None&) -> Result<None> {
                                   DOORSTEP_TRY(calendar.end_feeds(call.actor));
                                   return None{};
                                 }));
  rows.push_back(row<FeedPath, Reply>(Method::get, "/api/calendar/{token}.ics", Right::open, Run::work,
                                      say("日历订阅（iCalendar）", "A feed for calendar programs"),
                                      [&calendar](const Call& call, const FeedPath& in) -> Result<Reply> {
                                        const auto site = (call.https ? "https://" : "http://") + call.header("host");
                                        Reply reply;
                                        reply.type = "text/calendar; charset=utf-8";
                                        DOORSTEP_LET(text, calendar.feed(in.token, site));
                                        reply.body = std::move(text);
                                        return reply;
                                      })
                     .sends("text/calendar"));
  return rows;
}

}  // namespace doorstep::calendar
