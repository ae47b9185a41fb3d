#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::cartridges {
namespace {

using http::Call;
using http::Method;
using http::Route;
using http::row;
using http::Run;

constexpr size_t most_cartridge_bytes = 512 << 20;

struct OfCartridge : CartridgeWish {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfCartridge, (CartridgeWish), (id))

}  // namespace

std::vector<Route> routes(Cartridges& cartridges) {
  std::vector<Route> rows;
  rows.push_back(row<OfCartridge, TakenCartridge>(
                     Method::post, "/api/orgs/{id}/cartridges", Right::group_join, Run::work,
                     say("导入课程包（Common Cartridge）；dry=true 只检查",
                         "Take in a Common Cartridge as a draft of a course, all or nothing; dry=true only checks"),
                     [&cartridges](const Call& call, const OfCartridge& in) {
                       return cartridges.take_in(call.actor, in.id, call.spooled_file, in);
                     })
                     .uploads(most_cartridge_bytes)
                     .within([](const Call& call) -> std::optional<OrgId> { return OrgId{call.parameter("id")}; }));
  return rows;
}

}  // namespace doorstep::cartridges
