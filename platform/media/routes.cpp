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

}  // namespace

http::Route media_row(const Addresses& addresses, Channels& channels) {
  auto made = http::row<MediaPath, http::Reply>(
      http::Method::get, "/m/{signature}/{stamp}/{lesson}/{source}/{file}", Right::open, http::Run::here,
      say("课堂直播与回放的画面", "Pictures of a lesson, live or recorded, by a signed address"),
      [](const http::Call&, const MediaPath&) -> Result<http::Reply> { return http::Reply{}; });
  // Players add parameters of their own to addresses, which are none of ours.
  made.handle = [&addresses, &channels](const http::Call& call) -> Result<http::Reply> {
    const auto lesson = call.parameter("lesson"), stamp = call.parameter("stamp");
    DOORSTEP_TRY(allowed(
        addresses.check(call.parameter("signature"), stamp, lesson, call.actor.account.value, std::time(nullptr))));
    const auto viewer = call.actor.account.empty() ? call.remote : call.actor.account.value;
    return channels.find(call, {lesson, call.parameter("source"), call.parameter("file")}, viewer);
  };
  return std::move(made).not_metered().sends("application/vnd.apple.mpegurl");
}

}  // namespace doorstep::media
