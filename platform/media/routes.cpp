#include "routes.h"

#include <ctime>

namespace doorstep::media {
namespace {

struct MediaPath {
  std::string signature, stamp, lesson, source, file;
};
BOOST_DESCRIBE_STRUCT(MediaPath, (), (signature, stamp, lesson, source, file))

Result<void> allowed(Addresses::Verdict verdict) {
  switch (verdict) {
    case Addresses::Verdict::good:
      return {};
    case Addresses::Verdict::over:
      return refuse(
          Fault::forbidden, "address-over",
          say("观看地址已过期，请从课堂页面重新打开", "this address is over: open the lesson again from its page"));
    case Addresses::Verdict::other:
      return refuse(Fault::forbidden, "address-of-another",
                    say("观看地址只对本人有效，请登录后从课堂页面打开",
                        "this address is another person's: sign in and open the lesson from its page"));
    case Addresses::Verdict::forged:
      break;
  }
  return refuse(Fault::not_found, "address-wrong",
                say("观看地址无效，请从课堂页面打开", "this is no valid address: open the lesson from its page"));
}

Result<void> may_watch(const Addresses& addresses, const http::Call& call) {
  return allowed(addresses.check(call.parameter("signature"), call.parameter("stamp"), call.parameter("lesson"),
                                 call.actor.account.value, std::time(nullptr)));
}

struct AllowedPath {
  std::string signature, stamp, lesson;
};
BOOST_DESCRIBE_STRUCT(AllowedPath, (), (signature, stamp, lesson))

}  // namespace

http::Route allowed_row(const Addresses& addresses) {
  auto made = http::row<AllowedPath, http::Reply>(
      http::Method::get, "/m/{signature}/{stamp}/{lesson}/allowed", Right::open, http::Run::here,
      say("观看地址是否有效", "Whether a signed address is good, for caches in front"),
      [](const http::Call&, const AllowedPath&) -> Result<http::Reply> { return http::Reply{}; });
  made.handle = [&addresses](const http::Call& call) -> Result<http::Reply> {
    DOORSTEP_TRY(may_watch(addresses, call));
    http::Reply reply;
    reply.status = 204;
    reply.headers.emplace_back("Cache-Control", "private, max-age=60");
    return reply;
  };
  return std::move(made).not_metered();
}

http::Route media_row(const Addresses& addresses, Channels& channels) {
  auto made = http::row<MediaPath, http::Reply>(
      http::Method::get, "/m/{signature}/{stamp}/{lesson}/{source}/{file}", Right::open, http::Run::here,
      say("课堂直播与回放的画面", "Pictures of a lesson, live or recorded, by a signed address"),
      [](const http::Call&, const MediaPath&) -> Result<http::Reply> { return http::Reply{}; });
  // Players add parameters of their own to addresses, which are none of ours.
  made.handle = [&addresses, &channels](const http::Call& call) -> Result<http::Reply> {
    const auto lesson = call.parameter("lesson");
    DOORSTEP_TRY(may_watch(addresses, call));
    const auto viewer = call.actor.account.empty() ? call.remote : call.actor.account.value;
    return channels.find(call, {lesson, call.parameter("source"), call.parameter("file")}, viewer);
  };
  return std::move(made).not_metered().sends("application/vnd.apple.mpegurl");
}

}  // namespace doorstep::media
