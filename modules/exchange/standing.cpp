#include "standing.h"

#include <algorithm>

namespace doorstep::exchange {
namespace {

using enum Standing;

constexpr Transition table[] = {
    {draft, Act::change, Hand::proposer, draft},
    {draft, Act::send, Hand::proposer, consents},
    {draft, Act::withdraw, Hand::proposer, withdrawn},

    {consents, Act::agree, Hand::person, consents},
    {consents, Act::agree, Hand::home, consents},
    {consents, Act::agree, Hand::host, consents},
    {consents, Act::object, Hand::person, refused},
    {consents, Act::object, Hand::home, refused},
    {consents, Act::object, Hand::host, refused},
    {consents, Act::withdraw, Hand::proposer, withdrawn},

    {council, Act::agree, Hand::council, district},
    {council, Act::object, Hand::council, refused},
    {council, Act::withdraw, Hand::proposer, withdrawn},

    {district, Act::agree, Hand::district, approved},
    {district, Act::object, Hand::district, refused},
    {district, Act::withdraw, Hand::proposer, withdrawn},

    {approved, Act::start, Hand::host, running},
    {approved, Act::start, Hand::district, running},
    {approved, Act::withdraw, Hand::proposer, withdrawn},

    {running, Act::visit, Hand::home, running},
    {running, Act::visit, Hand::host, running},
    {running, Act::visit, Hand::council, running},
    {running, Act::visit, Hand::district, running},
    {running, Act::review, Hand::home, running},
    {running, Act::review, Hand::host, running},
    {running, Act::bring_back, Hand::host, running},
    {running, Act::bring_back, Hand::district, running},

    {ended, Act::review, Hand::home, ended},
    {ended, Act::review, Hand::host, ended},

    {refused, Act::reopen, Hand::proposer, draft},
};

}  // namespace

std::span<const Transition> transitions() { return table; }

std::optional<Standing> next(Standing from, Act act, Hand by) {
  const auto found = std::ranges::find_if(
      table, [&](const Transition& one) { return one.from == from && one.act == act && one.by == by; });
  return found == std::end(table) ? std::nullopt : std::optional{found->to};
}

bool possible(Standing from, Act act) {
  return std::ranges::any_of(table, [&](const Transition& one) { return one.from == from && one.act == act; });
}

Standing after_consents(bool has_group) { return has_group ? council : district; }

Words standing_words(Standing standing) {
  switch (standing) {
    case draft:
      return say("草稿", "a draft");
    case consents:
      return say("征求意见", "waiting for consents");
    case council:
      return say("理事会审议", "waiting for the council");
    case district:
      return say("区里审批", "waiting for the district");
    case approved:
      return say("已批准", "approved");
    case running:
      return say("进行中", "under way");
    case ended:
      return say("已结束", "over");
    case refused:
      return say("未获同意", "objected to");
    case withdrawn:
      break;
  }
  return say("已撤回", "withdrawn");
}

bool over(Standing standing) { return standing == ended || standing == withdrawn; }

}  // namespace doorstep::exchange
